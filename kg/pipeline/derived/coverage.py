"""Coverage as data: what there is, for which areas, years and rights, and why the rest is not there.

"Not collected" is never said here: that an agency does not count something is a statement about the agency, for which a source would be
needed. What can be said without one is that the sources read hold no figure.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.nquads import boolean, integer, iri, typed
from kg.pipeline.derived.facts import Terms
from kg.pipeline.derived.group_coverage import GroupCoverage, held_datasets
from kg.pipeline.derived.lists import MISSING, ORDER, QUARANTINED, SUPPRESSED, VALUE, AreaList, all_lists
from kg.pipeline.derived.node import Pairs, labels, node, provenance
from kg.pipeline.derived.places import PROVINCE
from kg.pipeline.derived.world import LANGUAGES, World, lexical, notation

GRAPH = "coverage"
NOT_IN_SOURCES, PARTIAL, NOT_PRINTED = "tidak-ada-pada-sumber", "daftar-sebagian", "tidak-dicetak"
_STATES = {
    MISSING: ("ham:areaMissing", NOT_PRINTED),
    SUPPRESSED: ("ham:areaSuppressed", "ditekan"),
    QUARANTINED: ("ham:areaQuarantined", "dikarantina"),
}
_DATASET_STATES = {"belum-diserahkan": "belum-diserahkan", "dikecualikan": "dikecualikan"}
_FAILED = "gagal-pemeriksaan"
_THEMES = ("dcat:theme", "ham:pillar")


def coverage_lines(world: World) -> Iterator[str]:
    """Canonical lines of the graph, a cell at a time."""
    lists = world.once(all_lists)
    for known in lists:
        yield _list_cell(known, world)
    datasets = dict(sorted(world.of_class("dcat:Dataset")))
    themes, without = _themes(datasets, world), _reasons_of_themes(datasets, world)
    for theme in sorted(_all_themes(themes, world)):
        yield _theme_cell(theme, themes.get(theme, []), without.get(theme, set()), world)
        yield from _theme_years(theme, themes.get(theme, []), lists, world)
    yield from _datasets_without_figures(datasets, world)
    yield from GroupCoverage(world).lines(themes, held_datasets(datasets, _THEMES, world))


def _list_cell(known: AreaList, world: World) -> str:
    """One list by area: dataset, indicator, level and year."""
    reasons = [reason for state, (_, reason) in _STATES.items() if known.areas(state)]
    if known.absent:
        reasons.append(PARTIAL if known.partial else NOT_IN_SOURCES)
    area_pairs: Pairs = [(name, iri(area)) for state, (name, _) in _STATES.items() for area in known.areas(state)]
    if known.level == PROVINCE:
        area_pairs += [("ham:areaAbsent", iri(area)) for area in known.absent]
    pairs: Pairs = [
        ("dcterms:subject", iri(known.indicator)),
        ("ham:ofCube", iri(world.ns.dataset(known.dataset))),
        ("ham:refYear", typed(f"{known.year:04d}", "xsd:gYear")),
        ("ham:coverageLevel", iri(world.ns.concept(f"tingkat-wilayah/{known.level}"))),
        ("ham:valueCount", integer(len(known.areas(VALUE)))),
        ("ham:listComplete", boolean(not known.partial)),
        *([("ham:expectedCount", integer(len(known.expected))), ("ham:absentCount", integer(len(known.absent)))] if known.expected else []),
        *(("ham:dividedBy", iri(name)) for name, values in sorted(known.classes.items()) if len(values) > 1),
        *area_pairs,
    ]
    level = iri(world.ns.concept(f"tingkat-wilayah/{known.level}"))
    words = {
        language: f"{world.label(iri(known.indicator), language)}, {world.label(level, language)}, {known.year} ({known.dataset})"
        for language in LANGUAGES
    }
    address = world.ns.thing("cakupan", *known.dataset.split("/"), notation(known.indicator), known.level, str(known.year))
    return _cell(address, [*labels(words), *pairs], reasons, [world.ns.dataset(known.dataset)], world)


def _themes(datasets: dict[str, Terms], world: World) -> dict[str, list[str]]:
    """Rights and pillars (terms) that catalogue entries name, with the names of those datasets that have figures."""
    found: dict[str, list[str]] = {}
    for terms in datasets.values():
        name = lexical(terms.get(world.x("dcterms:identifier"), ['""'])[0])
        if world.graphs.get(name) and world.graphs[name].observations:
            for predicate in _THEMES:
                for theme in terms.get(world.x(predicate), []):
                    found.setdefault(theme, []).append(name)
    return found


def _reasons_of_themes(datasets: dict[str, Terms], world: World) -> dict[str, set[str]]:
    """Why datasets that name a right or pillar have no figures in the release, by right or pillar (terms)."""
    found: dict[str, set[str]] = {}
    for terms in datasets.values():
        if reason := _DATASET_STATES.get(notation((terms.get(world.x("ham:dataState")) or [""])[0])):
            for theme in (theme for predicate in _THEMES for theme in terms.get(world.x(predicate), [])):
                found.setdefault(theme, set()).add(reason)
    for theme in (theme for dataset in world.judgement.failed.values() for theme in dataset.themes):
        found.setdefault(iri(theme), set()).add(_FAILED)
    return found


def _all_themes(named: Iterable[str], world: World) -> set[str]:
    """Every concept of the lists that any dataset names: those that nobody names are the gaps. Parts of a concept are not told apart."""
    schemes = {scheme for theme in named for scheme in world.things.get(lexical(theme), {}).get(world.x("skos:inScheme"), [])}
    return {
        f"<{address}>" for address, terms in world.things.items() if schemes.intersection(terms.get(world.x("skos:topConceptOf"), []))
    } | set(named)


def _theme_cell(theme: str, datasets: list[str], without: set[str], world: World) -> str:
    """A right or pillar over all years: how many datasets have figures of it; if none, what is known of those that could."""
    years = sorted(_years(datasets, world))
    pairs: Pairs = [
        ("dcterms:subject", theme),
        ("ham:datasetCount", integer(len(datasets))),
        *([("ham:firstYear", typed(years[0], "xsd:gYear")), ("ham:lastYear", typed(years[-1], "xsd:gYear"))] if years else []),
        *(("ham:ofCube", iri(world.ns.dataset(name))) for name in datasets),
    ]
    words = {language: world.label(theme, language) for language in LANGUAGES}
    derived_from = [world.ns.dataset(name) for name in datasets] or [lexical(theme)]
    reasons = [] if datasets else sorted(without) or [NOT_IN_SOURCES]
    return _cell(_theme_address(theme, world), [*labels(words), *pairs], reasons, derived_from, world)


def _theme_years(theme: str, datasets: list[str], lists: list[AreaList], world: World) -> Iterator[str]:
    """A right or pillar in a year: how many provinces have any figure, those that have none, and why."""
    by_year: dict[int, list[AreaList]] = {}
    for known in lists:
        if known.dataset in datasets and known.level == PROVINCE and known.expected:
            by_year.setdefault(known.year, []).append(known)
    for year, of_year in sorted(by_year.items()):
        expected = min((known.expected for known in of_year), key=len)  # before a split, if any list of the year is of that time
        states = {area: state for area, state in _best_states(of_year).items() if area in expected}
        absent = sorted(expected - set(states))
        held_back = [(name, area) for state, (name, _) in _STATES.items() for area in sorted(states) if states[area] == state]
        reasons = {reason for state, (_, reason) in _STATES.items() if state in states.values()}
        reasons |= {PARTIAL if known.partial else NOT_IN_SOURCES for known in of_year if known.expected.intersection(absent)}
        pairs: Pairs = [
            ("dcterms:subject", theme),
            ("ham:refYear", typed(f"{year:04d}", "xsd:gYear")),
            ("ham:coverageLevel", iri(world.ns.concept(f"tingkat-wilayah/{PROVINCE}"))),
            ("ham:valueCount", integer(list(states.values()).count(VALUE))),
            ("ham:expectedCount", integer(len(expected))),
            ("ham:absentCount", integer(len(absent))),
            *((name, iri(area)) for name, area in held_back),
            *(("ham:areaAbsent", iri(area)) for area in absent),
            *(("ham:ofCube", iri(world.ns.dataset(name))) for name in sorted({known.dataset for known in of_year})),
        ]
        words = {language: f"{world.label(theme, language)}, {world.label(_level(world), language)}, {year}" for language in LANGUAGES}
        cubes = sorted({world.ns.dataset(known.dataset) for known in of_year})
        yield _cell(f"{_theme_address(theme, world)}/{PROVINCE}/{year}", [*labels(words), *pairs], sorted(reasons), cubes, world)


def _best_states(lists: Iterable[AreaList]) -> dict[str, str]:
    """What each area has in any of the lists: a value, else why a figure is held back, else a mark without a figure."""
    best: dict[str, str] = {}
    for known in lists:
        for area, state in known.states.items():
            best[area] = min(best.get(area, state), state, key=ORDER.index)
    return best


def _datasets_without_figures(datasets: dict[str, Terms], world: World) -> Iterator[str]:
    """Datasets whose figures are not in the release: not handed in, excluded by rule, or kept out by the gate."""
    for address, terms in datasets.items():
        state = notation((terms.get(world.x("ham:dataState")) or [""])[0])
        if reason := _DATASET_STATES.get(state):
            words = {language: world.label(f"<{address}>", language) for language in LANGUAGES}
            name = lexical(terms[world.x("dcterms:identifier")][0])
            yield _cell(
                world.ns.thing("cakupan", *name.split("/")), [*labels(words), ("dcterms:subject", iri(address))], [reason], [address], world
            )
    for name in sorted(world.judgement.left_out):
        titles = world.judgement.failed[name].titles if name in world.judgement.failed else {}
        words = {language: titles.get(language, name) for language in LANGUAGES}
        yield _cell(world.ns.thing("cakupan", *name.split("/")), labels(words), [_FAILED], [world.ns.graph(name)], world)


def _cell(address: str, pairs: Pairs, reasons: list[str], derived_from: list[str], world: World) -> str:
    statements: Pairs = [
        ("rdf:type", iri(world.x("ham:CoverageCell"))),
        *pairs,
        *(("ham:gapReason", iri(world.ns.concept(f"alasan-celah/{reason}"))) for reason in reasons),
        *provenance(GRAPH, "cakupan", derived_from, world.ns),
    ]
    return node(address, statements, GRAPH, world.ns)


def _theme_address(theme: str, world: World) -> str:
    scheme, key = lexical(theme).rsplit("/", 2)[-2:]
    return world.ns.thing("cakupan", scheme, key)


def _level(world: World) -> str:
    return iri(world.ns.concept(f"tingkat-wilayah/{PROVINCE}"))


def _years(datasets: Iterable[str], world: World) -> set[str]:
    return set().union(*(world.once(dataset_years)[name] for name in datasets))


def dataset_years(world: World) -> dict[str, set[str]]:
    """The data years of each dataset's figures."""
    found: dict[str, set[str]] = {name: set() for name in world.graphs}
    for name, year in dict.fromkeys(zip((figure.dataset for figure in world.figures()), world.column("ham:refYear"), strict=True)):
        if year:
            found[name].add(lexical(year))
    return found
