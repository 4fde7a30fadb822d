"""What derived graphs need of one accepted graph: its observations without their text, and the things they name. One streaming pass."""

from __future__ import annotations

import hashlib
import json
import threading
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from kg.mapping.dataset import file_sha256
from kg.namespaces import Namespaces
from kg.nquads import RDF_TYPE
from kg.pipeline.files import write_whole

Terms = dict[str, list[str]]

# Families below ``id/`` whose statements are kept whole, beside the terms; rows, files, codes of places and structures are left out.
_FAMILIES = (
    "konsep",
    "wilayah",
    "negara",
    "periode",
    "dokumen",
    "instansi",
    "katalog",
    "perubahan-wilayah",
    "siklus-upr",
    "dataset",
    "rincian",
)
_LEFT_OUT = frozenset({"prov:wasDerivedFrom"})


@dataclass(frozen=True, slots=True)
class GraphFacts:
    """Observations and things by IRI; each a mapping of predicate IRI to N-Quads terms. `dimensions` are those of the cube's structure.

    `kinds`: how many subjects of the whole graph, rows and all, have just these classes and properties (IRIs).
    """

    name: str
    observations: dict[str, Terms]
    dimensions: tuple[str, ...]
    things: dict[str, Terms]
    kinds: tuple[tuple[frozenset[str], int], ...] = ()


@dataclass(frozen=True, slots=True)
class FactsJob:
    """A graph to read: its name, its canonical N-Quads, where the facts are kept, and the base IRI."""

    name: str
    path: Path
    target: Path
    base: str


def facts_job(name: str, path: Path, sha256: str, kept: Path, base: str) -> FactsJob:
    """For a graph whose facts are kept below a folder."""
    return FactsJob(name, path, facts_path(kept, name, sha256, base), base)


def facts_path(folder: Path, name: str, sha256: str, base: str) -> Path:
    """Where the facts of a graph are kept: by the hash of the graph, of the base and of the code that reads it."""
    key = hashlib.sha256(f"{sha256} {base} {file_sha256(Path(__file__))}".encode()).hexdigest()[:16]
    return folder / name / f"{key}.facts.json"


def keep_facts(job: FactsJob) -> None:
    """Read a graph and write its facts; for use in worker processes."""
    facts = read_graph(job.name, job.path, Namespaces(job.base))
    numbers: dict[str, int] = {}  # predicates and terms recur: they are kept once, and told by number
    tables = [_numbered(part, numbers) for part in (facts.observations, facts.things)]
    content = [list(numbers), *tables, facts.dimensions, [[sorted(kind), count] for kind, count in facts.kinds]]
    write_whole(job.target, json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode())


def kept_facts(name: str, path: Path) -> GraphFacts:
    """Facts that `keep_facts` wrote."""
    texts, *tables, dimensions, kinds = json.loads(path.read_text(encoding="utf-8"))
    observations, things = ({subject: _told(row, texts) for subject, row in table.items()} for table in tables)
    return GraphFacts(name, observations, tuple(dimensions), things, tuple((frozenset(kind), count) for kind, count in kinds))


class FactsAhead:
    """Reads facts that will be needed, while the build waits for its workers."""

    def __init__(self) -> None:
        self._read: dict[Path, GraphFacts] = {}
        self._enough = threading.Event()
        self._reader: threading.Thread | None = None

    def begin(self, wanted: Iterable[tuple[str, Path]], beside: Callable[[str], None] = lambda name: None) -> None:
        """Names of graphs, and where their facts are kept if they are; `beside` is called with each name. Asked again, nothing happens."""
        if self._reader is None:
            self._reader = threading.Thread(target=self._read_all, args=(list(wanted), beside), daemon=True)
            self._reader.start()

    def facts(self, name: str, path: Path) -> GraphFacts:
        """Facts that `keep_facts` wrote."""
        self.close()
        return self._read.pop(path, None) or kept_facts(name, path)

    def close(self) -> None:
        """What was not read by now is read when it is asked for."""
        self._enough.set()
        if self._reader:
            self._reader.join()

    def _read_all(self, wanted: list[tuple[str, Path]], beside: Callable[[str], None]) -> None:
        for name, path in wanted:
            if self._enough.is_set():
                return
            beside(name)
            if path.exists():
                self._read[path] = kept_facts(name, path)


def _numbered(subjects: dict[str, Terms], numbers: dict[str, int]) -> dict[str, list[int]]:
    """Each subject's statements as one flat list: number of the predicate, number of the term, and so on."""
    return {
        subject: [
            numbers.setdefault(text, len(numbers)) for predicate, values in terms.items() for value in values for text in (predicate, value)
        ]
        for subject, terms in subjects.items()
    }


def _told(row: list[int], texts: list[str]) -> Terms:
    terms: Terms = {}
    for predicate, value in zip(row[::2], row[1::2], strict=True):
        terms.setdefault(texts[predicate], []).append(texts[value])
    return terms


def read_graph(name: str, path: Path, ns: Namespaces) -> GraphFacts:
    """One pass over the lines of a canonical file, in which the statements of a subject stand together."""
    observation, prefix = f"<{ns.base}id/pengamatan/", f"<{ns.base}id/"
    families = (f"<{ns.ontology}", *(f"{prefix}{family}/" for family in _FAMILIES))
    left_out = {f"<{ns.expand(curie)}>" for curie in _LEFT_OUT}
    of_dimension = f"<{ns.expand('qb:dimension')}>"
    observations: dict[str, Terms] = {}
    things: dict[str, Terms] = {}
    dimensions: list[str] = []
    kinds: Counter[frozenset[str]] = Counter()
    for subject, statements in _subjects(path):
        kinds[frozenset(value if predicate == RDF_TYPE else predicate for predicate, value in statements)] += 1
        if subject.startswith(observation):
            observations[subject[1:-1]] = _terms(statements, left_out)
        elif subject.startswith(families):
            things[subject[1:-1]] = _terms(statements, left_out)
        elif subject.startswith(prefix):
            dimensions += (value[1:-1] for predicate, value in statements if predicate == of_dimension)
    told = ((frozenset(term.strip("<>") for term in kind), count) for kind, count in kinds.items())
    return GraphFacts(name, observations, tuple(dimensions), things, tuple(sorted(told, key=lambda pair: sorted(pair[0]))))


def _subjects(path: Path) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    with path.open(encoding="utf-8") as file:
        first = file.readline()
        if not first:
            return
        cut = -len(first[first.rindex(" <") :])
        file.seek(0)
        split = (line[:cut].split(" ", 2) for line in file)
        for subject, parts in groupby(split, key=lambda part: part[0]):
            yield subject, [(part[1], part[2]) for part in parts]


def _terms(statements: list[tuple[str, str]], left_out: set[str]) -> Terms:
    terms: Terms = {}
    for predicate, value in statements:
        if predicate not in left_out:
            terms.setdefault(predicate[1:-1], []).append(value)
    return terms
