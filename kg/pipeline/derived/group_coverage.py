"""Coverage by group of persons: which provinces have figures of a group for a subject in a year, and why the others have not.

A cell is one subject, one group, a run of years in which the same provinces stand alike, and one state: figures are there, or one
reason why not.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain

from kg.nquads import integer, iri, typed
from kg.pipeline.derived.groups import EVERYONE, Group, GroupTally, Tallies, group_keys, refused_tallies, tallies
from kg.pipeline.derived.lists import MISSING, ORDER, QUARANTINED, SUPPRESSED, VALUE, AreaList, all_lists
from kg.pipeline.derived.node import Pairs, labels, node, provenance
from kg.pipeline.derived.places import LISTED_SINCE, PROVINCE, Places
from kg.pipeline.derived.world import LANGUAGES, World, lexical, notation

RULE = "cakupan-kelompok"
NOT_IN_SOURCES, PARTIAL, UNDIVIDED, FAILED = "tidak-ada-pada-sumber", "daftar-sebagian", "tidak-dirinci", "gagal-pemeriksaan"
_PRESENT = "ada"
_STATES = {VALUE: _PRESENT, SUPPRESSED: "ditekan", QUARANTINED: "dikarantina", MISSING: "tidak-dicetak"}
_Reasons = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Held:
    """A dataset that names a right or pillar and is not in the release: its catalogue entry or graph, why, and the years that it covers."""

    address: str
    reason: str
    years: range


@dataclass(frozen=True, slots=True)
class Subject:
    """What cells are about: its IRI, the lists of its datasets, the groups that refused graphs have of it, and datasets held back."""

    address: str
    lists: Sequence[AreaList]
    refused: Tallies
    held: Sequence[Held] = ()


@dataclass
class _Run:
    """Years one after the other in which the same provinces have the same state."""

    first: int
    last: int
    areas: frozenset[str]
    values: int = 0
    cubes: set[str] = field(default_factory=set)


class GroupCoverage:
    """All cells of one world."""

    def __init__(self, world: World) -> None:
        self.world, self.places = world, world.once(Places)
        self.tallies: Tallies = world.once(tallies)
        self.refused: Tallies = refused_tallies(world)

    @cached_property
    def lists(self) -> list[AreaList]:
        return [known for known in self.world.once(all_lists) if known.level == PROVINCE and known.year >= LISTED_SINCE]

    def lines(self, themes: Mapping[str, Sequence[str]], held: Mapping[str, Sequence[Held]]) -> Iterator[str]:
        """Cells of rights and pillars (`themes`: term → names of datasets), then of the indicators that any list divides by group."""
        for theme in sorted({*themes, *held}):
            yield from self._cells(self._of_datasets(theme, themes.get(theme, ()), held.get(theme, ())))
        by_indicator: dict[str, list[AreaList]] = defaultdict(list)
        for known in self.lists:
            by_indicator[known.indicator].append(known)
        for indicator in sorted({*by_indicator, *(key[1] for key in self.refused)}):
            of = {key: groups for key, groups in self.refused.items() if key[1] == indicator}
            yield from self._cells(Subject(indicator, by_indicator.get(indicator, []), of))

    def _of_datasets(self, theme: str, names: Sequence[str], held: Sequence[Held]) -> Subject:
        failed = {name for name, dataset in self.world.judgement.failed.items() if lexical(theme) in dataset.themes}
        refused = {key: groups for key, groups in self.refused.items() if key[0] in failed}
        return Subject(lexical(theme), [known for known in self.lists if known.dataset in names], refused, held)

    def _cells(self, subject: Subject) -> Iterator[str]:
        by_year: dict[int, list[AreaList]] = defaultdict(list)
        for known in subject.lists:
            by_year[known.year].append(known)
        years = {*by_year, *(key[2] for key in subject.refused)}
        for group in self._groups(subject):
            runs: dict[_Reasons, list[_Run]] = defaultdict(list)
            for year in range(min(years), max(years) + 1):
                self._add_year(runs, subject, group, year, by_year.get(year, []))
            for reasons, of_reasons in sorted(runs.items()):
                for run in of_reasons:
                    yield self._cell(subject, group, reasons, run)

    def _groups(self, subject: Subject) -> list[Group]:
        """Every group that a list of the subject has anywhere, and everyone; none if nothing is divided by group."""
        found = {group for known in subject.lists for group in self._tally(known)}
        found |= {group for groups in subject.refused.values() for group in groups}
        return sorted(found | {EVERYONE}) if found - {EVERYONE} else []

    def _tally(self, known: AreaList) -> dict[Group, GroupTally]:
        return self.tallies.get((known.dataset, known.indicator, known.year), {})

    def _add_year(self, runs: dict[_Reasons, list[_Run]], subject: Subject, group: Group, year: int, lists: Sequence[AreaList]) -> None:
        of_group = [(known.dataset, tally) for known in lists if (tally := self._tally(known).get(group))]
        for reasons, areas in self._states([tally for _, tally in of_group], subject, group, year, lists).items():
            run = runs[reasons][-1] if runs[reasons] else None
            if run is None or run.last != year - 1 or run.areas != areas:
                run = _Run(year, year, frozenset(areas))
                runs[reasons].append(run)
            run.last = year
            if reasons != (_PRESENT,):
                run.cubes |= {known.dataset for known in lists}
            for dataset, tally in of_group if reasons == (_PRESENT,) else ():
                if count := sum(tally.values[area] for area in areas):
                    run.values, run.cubes = run.values + count, run.cubes | {dataset}

    def _states(
        self, of_group: Sequence[GroupTally], subject: Subject, group: Group, year: int, lists: Sequence[AreaList]
    ) -> dict[_Reasons, set[str]]:
        """Provinces with figures of a group, and those without by reason: what sources print, what the build did, what lists say."""
        refused = [tally for key, groups in subject.refused.items() if key[2] == year and (tally := groups.get(group))]
        beside = sorted({held.reason for held in subject.held if year in held.years})  # a dataset that is not here may hold it
        partial = [known.expected for known in lists if known.partial and group in self._tally(known)]
        with_figures = [known.areas(VALUE) for known in lists if group != EVERYONE]
        steps: list[tuple[_Reasons, Iterable[Iterable[str]]]] = [
            *(((_STATES[state],), [tally.areas.get(state, ()) for tally in of_group]) for state in ORDER),
            ((FAILED,), [tally.named for tally in refused]),
            ((PARTIAL,), partial),
            ((UNDIVIDED, *beside), with_figures),
        ]
        left = set((sorted((known.expected for known in lists), key=len) or [self.places.expected(PROVINCE, year, ())])[0])
        found: dict[_Reasons, set[str]] = {}
        for reasons, parts in steps:
            if areas := left.intersection(chain.from_iterable(parts)):
                found[reasons] = areas
                left -= areas
        return found | ({(NOT_IN_SOURCES, *beside): left} if left else {})

    def _cell(self, subject: Subject, group: Group, reasons: _Reasons, run: _Run) -> str:
        world, ns = self.world, self.world.ns
        span = f"{run.first}" if run.first == run.last else f"{run.first}--{run.last}"
        address = ns.thing("cakupan", *subject.address.rsplit("/", 2)[-2:], "kelompok", *group_keys(group), span, "-".join(reasons))
        dimension, value = group
        concept = value or iri(ns.concept("kelompok-cakupan/semua"))
        names = {
            language: f"{world.label(iri(subject.address), language)}, {world.label(concept, language)}, {span.replace('--', '–')}: "
            + "; ".join(self._state_label(reason, language) for reason in reasons)
            for language in LANGUAGES
        }
        held = [one.address for one in subject.held if one.reason in reasons and set(one.years) & set(range(run.first, run.last + 1))]
        sources = [*(ns.dataset(name) for name in sorted(run.cubes)), *held]
        pairs: Pairs = [
            ("rdf:type", iri(world.x("ham:GroupCoverage"))),
            *labels(names),
            ("dcterms:subject", iri(subject.address)),
            ("ham:coveredGroup", concept),
            *([("ham:dividedBy", iri(dimension))] if dimension else []),
            ("ham:firstYear", typed(f"{run.first:04d}", "xsd:gYear")),
            ("ham:lastYear", typed(f"{run.last:04d}", "xsd:gYear")),
            ("ham:areaCount", integer(len(run.areas))),
            *(("ham:coveredArea", iri(area)) for area in sorted(run.areas)),
            *([("ham:figureCount", integer(run.values))] if reasons == (_PRESENT,) else []),
            *(("ham:gapReason", iri(ns.concept(f"alasan-celah/{reason}"))) for reason in reasons if reason != _PRESENT),
            *(("ham:ofCube", iri(ns.dataset(name))) for name in sorted(run.cubes)),
            *provenance("coverage", RULE, sources or [subject.address], ns),
        ]
        return node(address, pairs, "coverage", ns)

    def _state_label(self, reason: str, language: str) -> str:
        if reason == _PRESENT:
            return {"id": "ada angka", "en": "figures are there"}[language]
        return self.world.label(iri(self.world.ns.concept(f"alasan-celah/{reason}")), language)


def held_datasets(entries: Mapping[str, Mapping[str, list[str]]], themes: Iterable[str], world: World) -> dict[str, list[Held]]:
    """By right or pillar (term): datasets that were not handed in, are excluded by rule, or failed without a graph."""
    found: dict[str, list[Held]] = defaultdict(list)
    for address, terms in entries.items():
        state = notation((terms.get(world.x("ham:dataState")) or [""])[0])
        if state in ("belum-diserahkan", "dikecualikan"):
            for theme in (theme for predicate in themes for theme in terms.get(world.x(predicate), [])):
                found[theme].append(Held(address, state, _years(terms, world)))
    for name, dataset in world.judgement.failed.items():
        for theme in dataset.themes if dataset.path is None else ():
            found[iri(theme)].append(Held(world.ns.graph(name), FAILED, dataset.years))
    return found


def _years(entry: Mapping[str, list[str]], world: World) -> range:
    """The years that a catalogue entry says its dataset covers; none if it does not say."""
    period = world.things.get(lexical((entry.get(world.x("dcterms:temporal")) or ['""'])[0]), {})
    days = [lexical(terms[0]) for name in ("dcat:startDate", "dcat:endDate") if (terms := period.get(world.x(name)))]
    return range(int(days[0][:4]), int(days[1][:4]) + 1) if len(days) == 2 else range(0)
