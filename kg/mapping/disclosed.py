"""What a dataset's graph says of its disclosure check: by which rule, with which threshold, and how many figures it cost."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from kg.disclosure.problem import Protection
from kg.mapping.context import MappingContext
from kg.mapping.dataset import Dataset
from kg.mapping.spec import Cube, UnitColumn
from kg.mapping.tally import SUPPRESSED, TableTally
from kg.nquads import integer, iri, string, text

SOLVED, BY_HAND, NO_PERSONS = "ambang-pelengkap", "ambang", "tanpa-hitungan-orang"
PERSONS = frozenset({"aduan", "bentuk", "faktor", "kasus", "korban", "layanan", "narapidana-tahanan", "pelaku", "pengadu", "permohonan"})
"""Counting units of which figures from 1 to 4 are suppressed; the gate (``shapes/privacy.ttl``) refuses a graph that shows one."""
THRESHOLD = 5


def disclosure_rule(dataset: Dataset, context: MappingContext) -> str:
    """The rule that a dataset is under: a notation of ``aturan-pengungkapan``. A table of our own is not solved, whatever raw ones are."""
    if dataset.config.disclosure and dataset.handed_in:
        return SOLVED
    cube = dataset.cube
    if cube and (not PERSONS.isdisjoint(_units(cube, context)) or _suppresses(cube)):
        return BY_HAND
    return NO_PERSONS


def _suppresses(cube: Cube) -> bool:
    return any("Q" in series.marks.values() for series in cube.series)


def _units(cube: Cube, context: MappingContext) -> Iterator[str]:
    for series in cube.series:
        if isinstance(series.unit, UnitColumn):
            yield from (context.codes.notation(series.unit.column, cell) for cell in context.codes.cells(series.unit.column))
        else:
            yield series.unit


def disclosure_check(dataset: Dataset, context: MappingContext, tallies: Sequence[TableTally], software: str) -> list[tuple[str, str]]:
    """What is said of the check, as (prefixed name, encoded value). A graph that does not pass it is in no release: the result is its own.

    Figures are counted for cubes; totals that the protection added are figures too.
    """
    ns, name, rule = context.ns, context.name, disclosure_rule(dataset, context)
    kinds = Counter[int]()
    for tally in tallies:
        kinds.update(tally.kinds)
    pairs = [
        ("rdf:type", iri(ns.expand("ham:DisclosureCheck"))),
        ("rdf:type", iri(ns.expand("prov:Activity"))),
        ("rdfs:label", text(f"Pemeriksaan pengungkapan {name}", "id")),
        ("rdfs:label", text(f"Disclosure check of {name}", "en")),
        *(("prov:used", iri(ns.source_file(name, source.file))) for source in dataset.present_sources),
        ("prov:wasAssociatedWith", iri(ns.organization("satu-data-ham"))),
        ("ham:softwareVersion", string(software)),
        ("ham:disclosureRule", iri(ns.concept(f"aturan-pengungkapan/{rule}"))),
        ("ham:checkResult", iri(ns.concept("hasil-pemeriksaan/lolos"))),
    ]
    if rule != NO_PERSONS:
        threshold = dataset.config.disclosure.threshold if dataset.config.disclosure else THRESHOLD
        pairs += [
            ("ham:suppressionThreshold", integer(threshold)),
            ("ham:checkedCellCount", integer(sum(kinds.values()))),
            ("ham:suppressedCellCount", integer(kinds[SUPPRESSED])),
        ]
        if rule == SOLVED:
            pairs.append(("ham:protectionWidth", integer(Protection(threshold).width)))
    return pairs
