"""Links that follow from the accepted graphs, computed by the rules of ``ontology/chain``: the chain from a body of the UN to a figure.

A rule is a SPARQL CONSTRUCT, run once over the statements whose predicates some rule names and over what rules before it made. The result
stands in one graph, ``chain``, with the activity that made it, so that derived links are never taken for what a source said.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from kg.errors import InputError
from kg.mapping.dataset import file_sha256
from kg.mapping.engine import software_version
from kg.namespaces import Namespaces
from kg.nquads import iri, string, text
from kg.pipeline.derived.derive import DerivedGraph
from kg.pipeline.derived.node import node
from kg.pipeline.digests import Digests, sha256_of
from kg.pipeline.extracts import kept_extract
from kg.pipeline.files import write_whole
from kg.pipeline.layout import DataFolder
from kg.pipeline.release import GraphSource

GRAPH = "chain"
_PREFIX = re.compile(r"^PREFIX (\S+): <(\S+)>$", re.M)
_NAME = re.compile(r"\b([a-z][\w-]*):([A-Za-z]\w*)")


@dataclass(frozen=True, slots=True)
class ChainRule:
    """One rule: the name of its file, what it says in both languages, and its query."""

    name: str
    title_id: str
    title_en: str
    query: str

    @property
    def named(self) -> set[str]:
        """Every IRI that the query names by prefix: predicates and classes; statements of other classes are not there when it is run."""
        prefixes = dict(_PREFIX.findall(self.query))
        return {prefixes[prefix] + local for prefix, local in _NAME.findall(self.query) if prefix in prefixes}


def load_chain_rules(root: Path, ns: Namespaces) -> list[ChainRule]:
    """The rules below ``ontology/chain``; the first two lines of each are ``# id: …`` and ``# en: …``."""
    rules = []
    for path in sorted((root / "chain").glob("*.rq")):
        content = ns.rebase(path.read_text(encoding="utf-8"))
        first, second, *_ = [*content.splitlines(), "", ""]
        if not (first.startswith("# id: ") and second.startswith("# en: ")):
            raise InputError("must start with '# id: ' and '# en: ' lines", file=f"ontology/chain/{path.name}")
        rules.append(ChainRule(path.stem, first.removeprefix("# id: "), second.removeprefix("# en: "), content))
    return rules


def named_by_chain(root: Path, ns: Namespaces) -> frozenset[str]:
    """Every predicate and class (IRIs in brackets) that a rule looks at."""
    return frozenset(iri(name) for rule in load_chain_rules(root, ns) for name in rule.named)


def begin_chain(
    accepted: Sequence[GraphSource],
    digests: Mapping[str, Digests],
    *,
    ontology: Path,
    folder: DataFolder,
    ns: Namespaces,
    executor: Executor,
) -> Callable[[], list[DerivedGraph]]:
    """Begin to make the graph of derived links below ``2-quads/``; what is given back waits for it. Without rules there is none.

    It is made anew only when a statement that a rule may look at, the accepted graphs' names or a rule changed.
    """
    rules = load_chain_rules(ontology, ns)
    if not rules:
        return list
    code = (file_sha256(Path(__file__).with_name(name)) for name in ("chain.py", "digests.py", "extracts.py"))
    rules_sha256 = _sha256("".join([*(f"{rule.name} {rule.query}" for rule in rules), *code]))
    inputs = [source.entry.name for source in accepted], sha256_of(named_by_chain(ontology, ns), digests)
    path = folder.quads / GRAPH / f"{_sha256(repr((ns.base, software_version(), rules_sha256, inputs)))[:16]}.nq"
    running = None if path.with_suffix(".json").exists() else executor.submit(_make, (rules, rules_sha256), accepted, folder, ns, path)

    def finished() -> list[DerivedGraph]:
        if running:
            running.result()
        summary = json.loads(path.with_suffix(".json").read_text())
        return [DerivedGraph(GRAPH, path, summary["quads"], summary["sha256"], {"rules": rules_sha256})]

    return finished


def _make(rules: tuple[list[ChainRule], str], accepted: Sequence[GraphSource], folder: DataFolder, ns: Namespaces, path: Path) -> None:
    """In a worker process."""
    lines = {*_links(rules[0], accepted, folder, ns), *_activity(rules[1], accepted, ns)}
    _write("".join(sorted(lines)).encode(), path)


def _links(rules: Sequence[ChainRule], accepted: Sequence[GraphSource], folder: DataFolder, ns: Namespaces) -> set[str]:
    graph = iri(ns.graph(GRAPH))
    store = _store(frozenset(iri(name) for rule in rules for name in rule.named), accepted, folder)
    made: set[str] = set()
    for rule in rules:  # in the order of their names: a rule may rest on what those before it made
        triples = [triple for triple in store.query(rule.query) if isinstance(triple, ox.Triple)]  # type: ignore[union-attr]
        store.extend(ox.Quad(*triple) for triple in triples)
        made.update(f"{triple.subject} {triple.predicate} {triple.object} {graph} .\n" for triple in triples)
    return made


def _store(named: frozenset[str], accepted: Sequence[GraphSource], folder: DataFolder) -> ox.Store:
    """Statements of all accepted graphs with a predicate or of a class that is named, each once, in the default graph."""
    store = ox.Store()
    for source in accepted:
        path = kept_extract(source.path, source.entry.sha256, named, folder.quads / source.entry.name)
        store.extend(ox.Quad(q.subject, q.predicate, q.object) for q in ox.parse(path=str(path), format=ox.RdfFormat.N_QUADS))
    return store


def _activity(rules_sha256: str, accepted: Sequence[GraphSource], ns: Namespaces) -> list[str]:
    pairs = [
        ("rdf:type", iri(ns.expand("prov:Activity"))),
        ("rdfs:label", text(f"Penurunan graf {GRAPH}", "id")),
        ("rdfs:label", text(f"Derivation of the graph {GRAPH}", "en")),
        ("prov:wasAssociatedWith", iri(ns.organization("satu-data-ham"))),
        ("ham:softwareVersion", string(software_version())),
        ("ham:rulesSha256", string(rules_sha256)),
        *(("prov:used", iri(source.entry.graph)) for source in accepted),
    ]
    described = [
        ("rdfs:label", text("Tautan turunan", "id")),
        ("rdfs:label", text("Derived links", "en")),
        ("prov:wasGeneratedBy", iri(ns.derivation(GRAPH))),
    ]
    blocks = [node(ns.derivation(GRAPH), pairs, GRAPH, ns), node(ns.graph(GRAPH), described, GRAPH, ns)]
    return [line for block in blocks for line in block.splitlines(keepends=True)]


def _sha256(content: str) -> str:
    return hashlib.sha256(content.encode()).hexdigest()


def _write(data: bytes, path: Path) -> None:
    """The graph, then its summary: a graph with a summary is whole."""
    summary = {"quads": data.count(b"\n"), "sha256": hashlib.sha256(data).hexdigest()}
    for target, content in ((path, data), (path.with_suffix(".json"), json.dumps(summary).encode())):
        write_whole(target, content)
