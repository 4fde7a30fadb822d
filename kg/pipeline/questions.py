"""The competency questions of ``ontology/competency`` as statements: the pattern that public SPARQL editors look for to offer examples."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.errors import InputError
from kg.namespaces import Namespaces
from kg.nquads import RDF_TYPE, block, iri, string, text

SUFFIX = ".rq"
_ABOUT = ("# id: ", "# en: ", "# asked by: ", "# missing: ")


@dataclass(frozen=True, slots=True)
class Question:
    """A query and its question in both languages; the first lines of its file are ``# id: …``, ``# en: …``, ``# asked by: …``."""

    name: str
    content: str

    def title(self, language: str) -> str:
        """The question in ``id`` or ``en``. Raises InputError for a file that does not ask it."""
        for line in self.content.splitlines():
            if line.startswith(f"# {language}: "):
                return line.removeprefix(f"# {language}: ")
        raise InputError(f"has no line that starts with '# {language}: '", file=f"ontology/competency/{self.name}{SUFFIX}")

    @property
    def query(self) -> str:
        """The query alone, as it stands in the file."""
        return "\n".join(line for line in self.content.splitlines() if not line.startswith(_ABOUT)).strip()


def question_lines(questions: Iterator[Question] | list[Question], graph: str, ns: Namespaces) -> set[str]:
    """Canonical N-Quads lines: an executable query each, with its question as label and comment, and the endpoint that it is meant for."""
    lines: set[str] = set()
    for question in questions:
        titles = [text(question.title(language), language) for language in ("id", "en")]
        pairs = [
            (RDF_TYPE, iri(ns.expand("sh:SPARQLExecutable"))),
            (RDF_TYPE, iri(ns.expand("sh:SPARQLSelectExecutable"))),
            *((iri(ns.expand(name)), title) for name in ("rdfs:label", "rdfs:comment") for title in titles),
            (iri(ns.expand("sh:select")), string(question.query)),
            (iri(ns.expand("schema:target")), iri(f"{ns.base}sparql")),
        ]
        lines.update(block(iri(ns.thing("pertanyaan", question.name)), pairs, graph).splitlines(keepends=True))
    return lines
