"""The competency questions of ``ontology/competency`` as statements: the pattern that public SPARQL editors look for to offer examples."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.errors import InputError
from kg.namespaces import Namespaces
from kg.nquads import RDF_TYPE, block, iri, string, text

SUFFIX = ".rq"
_ABOUT = ("# id: ", "# en: ", "# asked by: ", "# missing: ")
_KINDS = {"model": "examples", "refused": "refused"}  # folder below competency/ → kind; those beside it are answered by the data


def kind_of(path: str) -> str:
    """Whether a question is answered by the data of the release, by the examples alone (producers' data are missing), or refused.

    >>> kind_of("competency/cq01_x.rq"), kind_of("competency/model/cq05_x.rq"), kind_of("competency/refused/cq31_x.rq")
    ('data', 'examples', 'refused')
    """
    return _KINDS.get(path.split("/")[-2], "data")


@dataclass(frozen=True, slots=True)
class Question:
    """A query and its question in both languages; the first lines of its file are ``# id: …``, ``# en: …``, ``# asked by: …``."""

    name: str
    content: str
    kind: str = "data"

    def title(self, language: str) -> str:
        """The question in ``id`` or ``en``. Raises InputError for a file that does not ask it."""
        for line in self.content.splitlines():
            if line.startswith(f"# {language}: "):
                return line.removeprefix(f"# {language}: ")
        raise InputError(f"has no line that starts with '# {language}: '", file=f"ontology/competency/{self.name}{SUFFIX}")

    def about(self, what: str) -> str | None:
        """What a line such as ``# asked by: …`` or ``# missing: …`` says."""
        return next((line.removeprefix(f"# {what}: ") for line in self.content.splitlines() if line.startswith(f"# {what}: ")), None)

    @property
    def is_yes_or_no(self) -> bool:
        """Whether the query is an ASK."""
        return any(line.startswith("ASK") for line in self.query.splitlines())

    @property
    def query(self) -> str:
        """The query alone, as it stands in the file."""
        return "\n".join(line for line in self.content.splitlines() if not line.startswith(_ABOUT)).strip()


def question_lines(questions: Iterator[Question] | list[Question], graph: str, ns: Namespaces) -> set[str]:
    """Canonical N-Quads lines: an executable query each, with its question as label and comment, and the endpoint that it is meant for."""
    lines: set[str] = set()
    for question in questions:
        titles = [text(question.title(language), language) for language in ("id", "en")]
        form, predicate = ("Ask", "sh:ask") if question.is_yes_or_no else ("Select", "sh:select")
        pairs = [
            (RDF_TYPE, iri(ns.expand("sh:SPARQLExecutable"))),
            (RDF_TYPE, iri(ns.expand(f"sh:SPARQL{form}Executable"))),
            *((iri(ns.expand(name)), title) for name in ("rdfs:label", "rdfs:comment") for title in titles),
            (iri(ns.expand(predicate)), string(question.query)),
            *_asked_by(question, ns),
        ]
        if question.kind == "data":  # what the endpoint cannot answer is not offered by editors
            pairs.append((iri(ns.expand("schema:target")), iri(f"{ns.base}sparql")))
        if missing := question.about("missing"):
            note = iri(ns.expand("skos:scopeNote"))
            pairs += [(note, text("Belum terjawab: data produsennya belum terbit.", "id")), (note, text(f"Missing: {missing}", "en"))]
        lines.update(block(iri(ns.thing("pertanyaan", question.name)), pairs, graph).splitlines(keepends=True))
    return lines


def _asked_by(question: Question, ns: Namespaces) -> list[tuple[str, str]]:
    """Who asks: ``pembuat kebijakan / policymaker`` in both languages."""
    asker = question.about("asked by")
    if asker is None:
        return []
    return [(iri(ns.expand("schema:audience")), text(word, lang)) for word, lang in zip(asker.split(" / "), ("id", "en"), strict=False)]
