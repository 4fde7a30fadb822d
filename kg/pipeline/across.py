"""Rules that look across things and graphs: SHACL constraints in SPARQL, each run once over everything instead of once a node.

A constraint's query names its own targets, so that it gives the same results with and without a focus node; a validator of SHACL-SPARQL
reads the same files. Only statements with a predicate or of a class that some rule names are loaded.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.errors import InputError
from kg.namespaces import Namespaces
from kg.pipeline.digests import wanted
from kg.pipeline.findings import Finding

if TYPE_CHECKING:  # it takes a third of a second to import, and most builds need none of it
    import rdflib

FOLDER = "across"
Found = dict[str, tuple[Finding, ...]]  # by the graph that describes the focus node
_NAME = re.compile(r"<([^<>\s]+)>|\b([a-z][\w-]*):([A-Za-z]\w*)")


@dataclass(frozen=True, slots=True)
class Rule:
    """One constraint: its shape, its query with prefixes, the predicates and classes that the query names, severity and words.

    A query names the classes that it asks for: statements of other classes are not there when it is run.
    """

    shape: str
    query: str
    named: frozenset[str]
    severity: str
    message_id: str
    message_en: str


@cache
def load_rules(root: Path, base: str) -> tuple[Rule, ...]:
    """The rules of ``across/*.ttl`` below the shapes' folder. Raises InputError for Turtle that cannot be read."""
    import rdflib
    from rdflib.namespace import RDF, SH

    graph = rdflib.Graph()
    for path in sorted((root / FOLDER).glob("*.ttl")):
        try:
            graph.parse(data=Namespaces(base).rebase(path.read_text(encoding="utf-8")), format="turtle")
        except Exception as error:  # rdflib's parsers raise many kinds
            raise InputError(f"is not well-formed Turtle: {error}", file=f"shapes/{FOLDER}/{path.name}") from None
    shapes = sorted(set(graph.subjects(SH.sparql, None)) & set(graph.subjects(RDF.type, SH.NodeShape)), key=str)
    return tuple(_rule(graph, shape, constraint) for shape in shapes for constraint in graph.objects(shape, SH.sparql))


def _rule(graph: rdflib.Graph, shape: rdflib.term.Node, constraint: rdflib.term.Node) -> Rule:
    from rdflib.namespace import SH

    from kg.pipeline.gate import SEVERITIES

    prefixes = {
        str(graph.value(declared, SH.prefix)): str(graph.value(declared, SH.namespace))
        for source in graph.objects(constraint, SH.prefixes)
        for declared in graph.objects(source, SH.declare)
    }
    select = str(graph.value(constraint, SH.select))
    words = {getattr(message, "language", ""): str(message) for message in graph.objects(constraint, SH.message)}
    named = frozenset(
        address or prefixes[prefix] + local for address, prefix, local in _NAME.findall(select) if address or prefix in prefixes
    )
    header = "".join(f"PREFIX {prefix}: <{namespace}>\n" for prefix, namespace in sorted(prefixes.items()))
    severity = next(word for iri, word in SEVERITIES.items() if (shape, SH.severity, iri) in graph)
    return Rule(str(shape), header + select, named, severity, words["id"], words["en"])


def find_across(graphs: Mapping[str, Path], rules: Iterable[Rule]) -> list[Found]:
    """Findings of each rule, by the graph that describes the focus node, over the canonical N-Quads of all graphs together."""
    rules = tuple(rules)
    named = _named(rules)
    store = ox.Store()
    home: dict[str, str] = {}
    for name, path in graphs.items():
        lines = []
        with path.open(encoding="utf-8") as file:
            for line in file:
                subject, predicate, rest = line.split(" ", 2)
                if wanted(predicate, rest, named):
                    lines.append(line)
                    home.setdefault(subject, name)
        store.extend(ox.parse("".join(lines), format=ox.RdfFormat.N_QUADS))
    return [_by_graph(run_rules(store, [rule]), lambda focus: home[f"<{focus}>"]) for rule in rules]


def find_in_store(store: ox.Store, others: Iterable[Path], graphs: Mapping[str, Path], rules: Iterable[Rule]) -> list[Found] | None:
    """The same over a store whose default graph is the union of the graphs and of others, which are given as files.

    None if one of the others uses a predicate that a rule names: the findings could then be others. Types alone do not matter, since each
    rule asks more of a thing than its type.
    """
    rules = tuple(rules)
    named = _named(rules)
    for path in others:
        with path.open(encoding="utf-8") as file:
            if any(line.split(" ", 2)[1] in named for line in file):
                return None
    addresses = {name: _graph_of(path) for name, path in graphs.items()}

    def home(focus: str) -> str:
        quads = store.quads_for_pattern(ox.NamedNode(focus), None, None, None)
        homes = {str(quad.graph_name) for quad in quads if wanted(str(quad.predicate), str(quad.object), named)}
        return next(name for name, address in addresses.items() if address in homes)

    return [_by_graph(run_rules(store, [rule], union_is_default=True), home) for rule in rules]


def _named(rules: Iterable[Rule]) -> frozenset[str]:
    return frozenset(f"<{name}>" for rule in rules for name in rule.named)


def _by_graph(findings: Iterable[Finding], home: Callable[[str], str]) -> Found:
    found: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        found[home(finding.focus)].append(finding)
    return {name: tuple(of_graph) for name, of_graph in sorted(found.items())}


def _graph_of(path: Path) -> str:
    """The graph that a canonical file is of, as its first line names it."""
    with path.open(encoding="utf-8") as file:
        return file.readline().rsplit(" ", 2)[-2:-1][0] if path.stat().st_size else ""


def find_in(data: rdflib.Graph, rules: Iterable[Rule]) -> tuple[Finding, ...]:
    """Findings in one graph by itself, such as a file that is checked before it is part of anything."""
    store = ox.Store()
    store.extend(ox.parse(data.serialize(format="nt11", encoding="utf-8"), format=ox.RdfFormat.N_TRIPLES))
    return run_rules(store, rules)


def run_rules(store: ox.Store, rules: Iterable[Rule], *, union_is_default: bool = False) -> tuple[Finding, ...]:
    """Every rule once over the union of a store's graphs, which may be its default graph; findings in a fixed order."""
    return in_order(
        _finding(rule, row, answer.variables) for rule in rules for answer in [_ask(store, rule, union_is_default)] for row in answer
    )


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Each finding once, violations first."""
    return tuple(
        sorted(set(findings), key=lambda finding: (finding.severity != "violation", finding.focus, finding.message_en, finding.value or ""))
    )


def _ask(store: ox.Store, rule: Rule, union_is_default: bool) -> ox.QuerySolutions:
    answer = store.query(rule.query, use_default_graph_as_union=not union_is_default)
    assert isinstance(answer, ox.QuerySolutions), rule.shape
    return answer


def _finding(rule: Rule, row: ox.QuerySolution, variables: list[ox.Variable]) -> Finding:
    told = {variable.value: row[variable].value for variable in variables if row[variable] is not None}

    def words(message: str) -> str:
        return re.sub(r"\{[?$](\w+)\}", lambda match: told.get(match[1], ""), message)

    return Finding(
        focus=told["this"],
        path=told.get("path"),
        value=told.get("value"),
        severity=rule.severity,
        component="SPARQL",
        message_id=words(rule.message_id),
        message_en=words(rule.message_en),
        shape=rule.shape.rpartition("/")[2],
    )
