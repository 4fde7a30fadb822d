"""The quality passports of the release, read from the graph: measures, what to fix first, findings, and what may be mended where."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import pyoxigraph as ox

from kg.api.addresses import local_link
from kg.api.graph import ServedGraph
from kg.api.rows import find_row
from kg.site.memory import remembered
from kg.site.reading import Named, named, objects, subjects, text_of
from kg.site.words import say

Measures = Mapping[str, str]
_HELD = (("X", "quarantined"), ("M", "missing"))
_FIXABLE = 40


@dataclass(frozen=True, slots=True)
class Passport:
    """The measures of one agency or dataset by the notation of their metric, as the graph writes them."""

    key: str
    iri: str
    values: Measures

    def number(self, metric: str) -> int | None:
        """A count; None where it is not measured."""
        return int(self.values[metric]) if metric in self.values else None

    @property
    def share(self) -> float | None:
        """Province cells with a value, of those that could be there; None where nothing is listed by province."""
        expected = self.number("sel-provinsi-diharapkan")
        return (self.number("sel-provinsi-terisi") or 0) / expected if expected else None


@dataclass(frozen=True, slots=True)
class Fix:
    """What would mend most: its sentence, how many figures it concerns, the metric behind it."""

    rank: int
    words: str
    concerns: int
    metric: str


@dataclass(frozen=True, slots=True)
class Place:
    """Something to look at in a source: file, row (the header is row 1), column, the printed value, and why."""

    file: str
    row: int | None
    column: str
    value: str
    why: str
    href: str


@dataclass(frozen=True, slots=True)
class RuleFindings:
    """Findings of one rule: its words, how grave, how many, and where (the first ones)."""

    words: str
    severity: str
    count: int
    about: list[Named]


@dataclass(frozen=True, slots=True)
class RuleMet:
    """A rule of the gate on one dataset: what it demands in a sentence, on how many nodes it was checked, and how many are at fault."""

    number: str
    rule: Named
    sentence: str
    checked: int
    failed: int
    passed: bool
    href: str


@remembered(4)
def passports(graph: ServedGraph, kind: str) -> dict[str, Passport]:
    """Passports of all things of a kind (``katalog`` or ``instansi``), by their key below the kind."""
    start = f"{graph.base}id/{kind}/"
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for quad in graph.store.quads_for_pattern(None, graph.term("dqv:computedOn"), None, ox.DefaultGraph()):
        if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.NamedNode) and quad.object.value.startswith(start):
            # conformance by rule has a list of its own
            metric, value = (graph.value(quad.subject.value, name) for name in ("dqv:isMeasurementOf", "dqv:value"))
            if isinstance(metric, ox.NamedNode) and isinstance(value, ox.Literal) and "/aturan-data/" not in metric.value:
                found[quad.object.value][metric.value.rpartition("/")[2]] = value.value
    return {iri.removeprefix(start): Passport(iri.removeprefix(start), iri, values) for iri, values in sorted(found.items())}


def agency_of(graph: ServedGraph, entry: str) -> str:
    """The key of the institution that publishes a dataset (IRI of its catalogue entry)."""
    return next(iter(objects(graph, entry, "dcterms:publisher")), "").rpartition("/")[2]


def fixes(graph: ServedGraph, entry: str, language: str) -> list[Fix]:
    """What to fix first in a dataset, in order."""
    found = [
        Fix(
            int(text_of(graph, fix, "ham:rank", language)),
            text_of(graph, fix, "rdfs:label", language),
            int(text_of(graph, fix, "ham:affectedCount", language)),
            objects(graph, fix, "ham:onMetric")[0].rpartition("/")[2],
        )
        for fix in subjects(graph, "ham:improves", entry)
    ]
    return sorted(found, key=lambda fix: fix.rank)


def rules_met(graph: ServedGraph, entry: str, language: str) -> list[RuleMet]:
    """Every rule that applies to a dataset (IRI of its entry): those not met first, then in order of the rules."""
    start, found = graph.ns.concept("aturan-data/"), []
    for measurement in subjects(graph, "dqv:computedOn", entry):
        rule = objects(graph, measurement, "dqv:isMeasurementOf")[0]
        if rule.startswith(start):
            checked, failed = (int(text_of(graph, measurement, f"ham:{name}NodeCount", language)) for name in ("checked", "failed"))
            found.append(
                RuleMet(
                    rule.removeprefix(start), named(graph, rule, language), text_of(graph, rule, "skos:definition", language),
                    checked, failed, failed == 0, local_link(measurement, graph.ns),
                )
            )  # fmt: skip
    return sorted(found, key=lambda met: (met.passed, met.number))


def findings(graph: ServedGraph, name: str, language: str) -> list[RuleFindings]:
    """What checks found in a dataset's graph, by rule: its own check, and rules across graphs whose finding is about a thing of it."""
    checked, found = graph.ns.graph(name), defaultdict(list)
    for report in subjects(graph, "ham:checkedGraph", checked):
        of_many = len(objects(graph, report, "ham:checkedGraph")) > 1
        for result in objects(graph, report, "sh:result"):
            focus = next(iter(objects(graph, result, "sh:focusNode")), "")
            if not of_many or checked in graph.graphs_of(focus) or name in _divided(graph, focus):
                severity = next(iter(objects(graph, result, "sh:resultSeverity")), "").rpartition("#")[2].lower()
                found[text_of(graph, result, "sh:resultMessage", language), severity].append(focus)
    return [
        RuleFindings(words, severity, len(about), [named(graph, iri, language) for iri in about[:_FIXABLE] if iri])
        for (words, severity), about in sorted(found.items(), key=lambda pair: (pair[0][1] != "violation", -len(pair[1])))
    ]


def _divided(graph: ServedGraph, breakdown: str) -> set[str]:
    """Names of the datasets whose total a breakdown divides; none for other things."""
    cubes = {cube for total in objects(graph, breakdown, "ham:total") for cube in objects(graph, total, "qb:dataSet")}
    return {cube.removeprefix(f"{graph.base}id/dataset/") for cube in cubes}


def places_to_mend(graph: ServedGraph, cubes: Sequence[str], language: str) -> dict[str, list[Place]]:
    """Rows whose figure is held back (``quarantined``) or printed as a mark (``missing``), in order of file and row."""
    status, cube = graph.term("sdmx-attribute:obsStatus"), graph.term("qb:dataSet")
    found: dict[str, list[Place]] = {word: [] for _, word in _HELD}
    for letter, word in _HELD:
        held = ox.NamedNode(graph.ns.concept(f"status-pengamatan/{letter}"))
        for quad in graph.store.quads_for_pattern(None, status, held, ox.DefaultGraph()):
            if isinstance(quad.subject, ox.NamedNode) and any(
                ox.Quad(quad.subject, cube, ox.NamedNode(name)) in graph.store for name in cubes
            ):
                found[word].append(_place(graph, quad.subject.value, language))
        found[word].sort(key=lambda place: (place.file, place.row or 0, place.column))
        found[word] = [_with_column(graph, place) for place in found[word][:_FIXABLE]] + found[word][_FIXABLE:]  # files are read for these
    return found


def _place(graph: ServedGraph, observation: str, language: str) -> Place:
    row = next((iri for iri in objects(graph, observation, "prov:wasDerivedFrom") if "#row=" in iri), "")
    file, _, number = row.partition("#row=")
    printed = text_of(graph, observation, "ham:rawValue", language)
    reasons = [graph.label(reason, language) for reason in objects(graph, observation, "ham:quarantineReason")]
    return Place(
        file.partition("/source/")[2],
        int(number) if number.isdigit() else None,
        text_of(graph, observation, "ham:sourceColumn", language),
        printed,
        "; ".join(reasons) or say("no_figure", language),
        local_link(row, graph.ns) if row else local_link(observation, graph.ns),
    )


def _with_column(graph: ServedGraph, place: Place) -> Place:
    """The place with the column of the row that holds what was printed, if one does and the file is there."""
    if place.column or not place.value or place.row is None:
        return place
    found = find_row(graph, f"{graph.base}source/{place.file}#row={place.row}")
    columns = (
        [column for column, cell in zip(found[1].header, found[1].cells, strict=False) if cell.strip() == place.value] if found else []
    )
    return replace(place, column=columns[0]) if len(columns) == 1 else place


def notes_about(graph: ServedGraph, cubes: Sequence[str], language: str) -> tuple[list[Named], list[Named]]:
    """Conflict notes that involve figures of a dataset, and comparability notes that name it."""
    disputes = set()
    for quad in graph.store.quads_for_pattern(None, graph.term("ham:involves"), None, ox.DefaultGraph()):
        if not (isinstance(quad.object, ox.NamedNode) and isinstance(quad.subject, ox.NamedNode)):
            continue
        here = set(objects(graph, quad.object.value, "qb:dataSet")) & set(cubes)
        if here and graph.term("ham:ConflictNote").value in graph.types(quad.subject.value):
            disputes.add(quad.subject.value)
    apart = {note for cube in cubes for note in subjects(graph, "ham:between", cube)}
    return [named(graph, iri, language) for iri in sorted(disputes)], [named(graph, iri, language) for iri in sorted(apart)]
