"""Questions to start from, as the SPARQL page shows them: the competency questions of the ontology folder."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from kg.namespaces import Namespaces
from kg.resources import ontology_root

_ABOUT = ("# id: ", "# en: ", "# asked by: ")


@dataclass(frozen=True, slots=True)
class Example:
    """A query and its question in both languages; the first lines of its file are ``# id: …``, ``# en: …``, ``# asked by: …``."""

    name: str
    text: str

    def title(self, language: str) -> str:
        for line in self.text.splitlines():
            if line.startswith(f"# {language}: "):
                return line.removeprefix(f"# {language}: ")
        return self.name

    def query(self, ns: Namespaces) -> str:
        """The query for the base that is served."""
        return ns.rebase("\n".join(line for line in self.text.splitlines() if not line.startswith(_ABOUT)).strip())


@cache
def load_examples() -> tuple[Example, ...]:
    return tuple(Example(path.stem, path.read_text(encoding="utf-8")) for path in sorted((ontology_root() / "competency").glob("*.rq")))
