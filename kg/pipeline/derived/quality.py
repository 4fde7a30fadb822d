"""The quality passport of every dataset and agency (DQV): measurements, and what would mend most."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from kg.nquads import boolean, decimal, integer, iri
from kg.pipeline.derived.conflicts import conflicting_figures
from kg.pipeline.derived.improvements import improvements
from kg.pipeline.derived.lists import all_lists
from kg.pipeline.derived.measures import DatasetMeasures, measure
from kg.pipeline.derived.node import Pairs, labels, node, provenance
from kg.pipeline.derived.rules import SCHEME, rule_measures
from kg.pipeline.derived.world import LANGUAGES, World

GRAPH = "quality"
# of an agency: sums of its datasets' counts; shares are made anew from the sums
_NOT_SUMMED = ("umur-hari", "periode-tertinggal", "kelengkapan-provinsi", "lisensi-dinyatakan", "jadwal-dinyatakan")


def quality_lines(world: World) -> Iterator[str]:
    """Canonical lines of the graph, a measurement at a time."""
    lists, conflicting = world.once(all_lists), conflicting_figures(world)
    by_agency: dict[str, list[DatasetMeasures]] = {}
    for address, entry in sorted(world.of_class("dcat:Dataset")):
        measures = measure(address, entry, lists, conflicting, world)
        yield from _dataset(measures, world)
        yield from _rules(measures, world)
        if measures.agency:
            by_agency.setdefault(measures.agency, []).append(measures)
    for agency, of_agency in sorted(by_agency.items()):
        yield from _agency(agency, of_agency, world)


def _dataset(measures: DatasetMeasures, world: World) -> Iterator[str]:
    keys = measures.name.split("/")
    for metric, value in measures.values.items():
        if value is not None:
            yield _measurement(world.ns.thing("mutu", *keys, metric), measures.entry, (metric, value), [measures.entry], world)
    for rank, improvement in enumerate(improvements(measures), 1):
        measured = world.ns.thing("mutu", *keys, improvement.metric)
        pairs: Pairs = [
            ("rdf:type", iri(world.x("ham:SuggestedImprovement"))),
            *labels(dict(improvement.words)),
            ("ham:improves", iri(measures.entry)),
            ("ham:rank", integer(rank)),
            ("ham:affectedCount", integer(improvement.concerns)),
            ("ham:onMetric", iri(world.ns.concept(f"ukuran-mutu/{improvement.metric}"))),
            *provenance(GRAPH, "perbaikan-utama", [measured], world.ns),
        ]
        yield node(world.ns.thing("perbaikan", *keys, improvement.metric), pairs, GRAPH, world.ns)


def _rules(measures: DatasetMeasures, world: World) -> Iterator[str]:
    """Whether the dataset meets each rule of the gate that applies to it."""
    for told in rule_measures(measures.name, world):
        counts: Pairs = [("ham:checkedNodeCount", integer(told.checked)), ("ham:failedNodeCount", integer(told.failed))]
        address = world.ns.thing("mutu", *measures.name.split("/"), SCHEME, told.rule.notation)
        value = (f"{SCHEME}/{told.rule.notation}", told.failed == 0)
        yield _measurement(address, measures.entry, value, [measures.entry], world, more=counts)


def _agency(agency: str, datasets: list[DatasetMeasures], world: World) -> Iterator[str]:
    """Sums over an agency's datasets, each derived from the datasets' own measurements."""
    key = agency.rpartition("/")[2]
    metrics = dict.fromkeys(metric for measures in datasets for metric in measures.values if metric not in _NOT_SUMMED)
    for metric in metrics:
        parts = [measures for measures in datasets if measures.values.get(metric) is not None]
        total = sum(int(measures.values[metric] or 0) for measures in parts)
        if parts:
            yield _measurement(world.ns.thing("mutu", key, metric), agency, (metric, total), _measured(parts, metric, world), world)
    yield _measurement(
        world.ns.thing("mutu", key, "himpunan-data"), agency, ("himpunan-data", len(datasets)), [m.entry for m in datasets], world
    )
    licensed = sum(bool(measures.values.get("lisensi-dinyatakan")) for measures in datasets)
    sources = _measured(datasets, "lisensi-dinyatakan", world)
    yield _measurement(world.ns.thing("mutu", key, "himpunan-berlisensi"), agency, ("himpunan-berlisensi", licensed), sources, world)


def _measured(datasets: list[DatasetMeasures], metric: str, world: World) -> list[str]:
    return [world.ns.thing("mutu", *measures.name.split("/"), metric) for measures in datasets]


def _measurement(
    address: str, of: str, value: tuple[str, int | Decimal | bool], derived_from: list[str], world: World, *, more: Pairs | None = None
) -> str:
    """One measurement at an address, `of` a dataset or agency; `value` is the metric (with its scheme, if it is not the usual one) and
    what it measured."""
    metric, measured = value
    concept = iri(world.ns.concept(metric if "/" in metric else f"ukuran-mutu/{metric}"))
    thing = {language: world.label(f"<{of}>", language) for language in LANGUAGES}
    pairs: Pairs = [
        ("rdf:type", iri(world.x("dqv:QualityMeasurement"))),
        *labels({language: f"{world.label(concept, language)}: {thing[language]}" for language in LANGUAGES}),
        ("dqv:computedOn", iri(of)),
        ("dqv:isMeasurementOf", concept),
        ("dqv:value", _literal(measured)),
        *(more or []),
        *provenance(GRAPH, "ukuran-mutu", derived_from, world.ns),
    ]
    return node(address, pairs, GRAPH, world.ns)


def _literal(value: int | Decimal | bool) -> str:
    if isinstance(value, bool):
        return boolean(value)
    return integer(value) if isinstance(value, int) else decimal(str(value))
