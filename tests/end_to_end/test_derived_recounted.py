"""Every figure of the derived graphs, counted again from the base graphs by plain SPARQL: quality, conflicts, coverage, comparability."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from rdflib.namespace import SH

from kg.pipeline.gate import load_shapes
from kg.resources import shapes_root
from kg.store.release import find_release
from tests.end_to_end.recount import HAM, Observed, Recount, states

BASE = "https://w3id.org/satudataham/"
REASONS = {"Q": "ditekan", "X": "dikarantina", "M": "tidak-dicetak"}
AREAS = {"Q": "areaSuppressed", "X": "areaQuarantined", "M": "areaMissing"}


@pytest.fixture(scope="module")
def base(release_folder: Path) -> Recount:
    return Recount(find_release(release_folder).store)


def measured(base: Recount, metric: str) -> dict[str, str]:
    """What the quality graph says, by name of the dataset."""
    query = f"""SELECT ?name ?v {{ ?m dqv:isMeasurementOf metric:{metric} ; dqv:computedOn ?entry ; dqv:value ?v .
        ?entry a dcat:Dataset ; dcterms:identifier ?name }}"""
    found = base.rows(query)
    assert len(found) == len(dict(found))  # one measurement each
    return dict(found)


def of_datasets(base: Recount) -> dict[str, list[Observed]]:
    found: dict[str, list[Observed]] = defaultdict(list)
    for observed in base.observations:
        found[observed.dataset].append(observed)
    return found


def data_states(base: Recount) -> dict[str, str]:
    """Whether each dataset is published, not handed in or excluded."""
    return {name: state.rpartition("/")[2] for name, state in base.rows("SELECT ?n ?s { ?e ham:dataState ?s ; dcterms:identifier ?n }")}


# --- quality ----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("metric", "status", "counted"),
    [
        ("angka-ditekan", "Q", "ham:suppressedCount"),
        ("angka-dikarantina", "X", "ham:quarantinedCount"),
        ("angka-dikecualikan", "", "ham:excludedCount"),
    ],
)
def test_figures_held_back_are_those_of_their_status_or_what_the_entry_counts(
    metric: str, status: str, counted: str, base: Recount
) -> None:
    told = dict(base.rows(f"SELECT ?name ?n {{ ?entry {counted} ?n ; dcterms:identifier ?name }}"))
    seen = Counter(observed.dataset for observed in base.observations if observed.status == status)
    said = measured(base, metric)
    assert {name: int(n) for name, n in said.items()} == {name: max(seen[name], int(told.get(name, 0))) for name in said}
    assert sum(map(int, said.values())) > 0
    assert {name for name in seen if name not in said} == set()


def test_findings_of_a_passport_are_those_of_the_dataset_s_own_report(base: Recount) -> None:
    for metric, severity in (("pelanggaran", "Violation"), ("peringatan", "Warning")):
        reports = base.rows("SELECT ?report ?g { ?report a ham:ConformanceReport ; ham:checkedGraph ?g }")
        results = Counter(
            report for report, _ in base.rows(f"SELECT ?report ?r {{ ?report sh:result ?r . ?r sh:resultSeverity sh:{severity} }}")
        )
        of_many = {report for report, n in Counter(report for report, _ in reports).items() if n > 1}  # rules across graphs
        names = {graph.removeprefix(f"{BASE}graph/"): report for report, graph in reports if report not in of_many}
        found = {name: str(results[report]) for name, report in names.items() if name in base.entries}
        assert measured(base, metric) == found
        assert len(found) > 90


def test_every_rule_says_how_many_nodes_it_was_checked_on_and_how_many_are_at_fault(base: Recount) -> None:
    said = {
        (name, rule): (int(checked), int(failed), passed)
        for name, rule, checked, failed, passed in base.rows(
            """SELECT ?name ?rule ?checked ?failed ?passed { ?m dqv:computedOn/dcterms:identifier ?name ; dqv:isMeasurementOf ?rule ;
            dqv:value ?passed ; ham:checkedNodeCount ?checked ; ham:failedNodeCount ?failed }"""
        )
    }
    shapes, messages = base.grouped("SELECT ?rule ?name { ?rule ham:enforcedByShape ?name }"), own_messages()
    targets = base.grouped("SELECT ?rule ?target { ?rule ham:appliesTo ?target }")
    failed: dict[tuple[str, str], set[str]] = defaultdict(set)
    for graph, focus, message in base.rows(
        """SELECT ?g ?focus ?m { ?r ham:checkedGraph ?g ; sh:result [ sh:focusNode ?focus ; sh:resultMessage ?m ] FILTER(LANG(?m) = "en")
        FILTER NOT EXISTS { ?r ham:checkedGraph ?other FILTER(?other != ?g) } }"""
    ):
        for rule, names in shapes.items():
            if messages.get(message) in names:
                failed[graph.removeprefix(f"{BASE}graph/"), rule].add(focus)
    wanted = {}
    for rule, of in targets.items():
        values = " ".join(f"<{target}>" for target in of)
        for graph, n in base.rows(
            f"""SELECT ?g (COUNT(DISTINCT ?x) AS ?n) {{ VALUES ?t {{ {values} }}
            GRAPH ?g {{ {{ ?x a ?t }} UNION {{ ?x ?t ?v }} }} }} GROUP BY ?g"""
        ):
            if (name := graph.removeprefix(f"{BASE}graph/")) in base.entries:
                wrong = len(failed[name, rule])
                wanted[name, rule] = (int(n), wrong, str(wrong == 0).lower())
    assert said == wanted
    assert len({rule for _, rule in said}) >= 15 and sum(checked for checked, _, _ in said.values()) > 100_000


def own_messages() -> dict[str, str]:
    """The name of the shape that says a message."""
    shapes = load_shapes(shapes_root(), BASE)
    return {str(m): str(shape).rpartition("/")[2] for shape, m in shapes.subject_objects(SH.message) if getattr(m, "language", "") == "en"}


@pytest.mark.parametrize(("metric", "property_"), [("lisensi-dinyatakan", "dcterms:license"), ("jadwal-dinyatakan", "ham:plannedRelease")])
def test_what_an_entry_states(metric: str, property_: str, base: Recount) -> None:
    said = measured(base, metric)
    stated = {name for (name,) in base.rows(f"SELECT DISTINCT ?name {{ ?entry {property_} ?x ; dcterms:identifier ?name }}")}
    assert said == {name: str(name in stated).lower() for name in said}
    assert set(said) == (set(base.entries) if metric == "lisensi-dinyatakan" else set(of_datasets(base)))


def test_timeliness_is_the_time_from_the_newest_period_to_the_reading(base: Recount) -> None:
    newest = dict(
        base.rows(
            """SELECT ?name (MAX(STR(?end)) AS ?last) { ?o a qb:Observation ; qb:dataSet/dcterms:isPartOf/dcterms:identifier ?name ;
            sdmx-dimension:refPeriod/dcat:endDate ?end } GROUP BY ?name"""
        )
    )
    read = dict(base.rows("SELECT ?name ?day { ?entry a dcat:Dataset ; ham:retrieved ?day ; dcterms:identifier ?name }"))
    age = {name: max((date.fromisoformat(read[name]) - date.fromisoformat(last)).days, 0) for name, last in newest.items() if name in read}
    assert {name: int(days) for name, days in measured(base, "umur-hari").items()} == age
    often = {
        name: frequency.rpartition("/")[2]
        for name, frequency in base.rows("SELECT ?name ?f { ?entry dcterms:accrualPeriodicity ?f ; dcterms:identifier ?name }")
    }
    spans = {"annual": 366, "semiannual": 184, "quarterly": 92, "monthly": 31}
    behind = {name: days // spans[often[name]] for name, days in age.items() if often.get(name) in spans}
    assert {name: int(n) for name, n in measured(base, "periode-tertinggal").items()} == behind
    assert any(behind.values())


def test_completeness_is_province_cells_with_a_value_of_those_that_could_be(base: Recount) -> None:
    expected: Counter[str] = Counter()
    filled: Counter[str] = Counter()
    for (name, _, level, year), observations in base.lists().items():
        if level == "provinsi":
            could = base.provinces_of_list(year, {o.area for o in observations})
            expected[name] += len(could)
            filled[name] += len(could & {area for area, state in states(observations).items() if state == "value"})
    expected = +expected
    assert {name: int(n) for name, n in measured(base, "sel-provinsi-diharapkan").items()} == dict(expected)
    assert {name: int(n) for name, n in measured(base, "sel-provinsi-terisi").items()} == {name: filled[name] for name in expected}
    shares = {name: Decimal(filled[name] * 10000 // n) / 10000 for name, n in expected.items()}
    assert {name: Decimal(share) for name, share in measured(base, "kelengkapan-provinsi").items()} == shares
    assert len(shares) > 10


def test_what_to_fix_first_is_ranked_by_the_figures_concerned(base: Recount) -> None:
    said = base.rows(
        """SELECT ?name ?metric ?rank ?n ?words { ?x a ham:SuggestedImprovement ; ham:improves/dcterms:identifier ?name ;
        ham:onMetric ?metric ; ham:rank ?rank ; ham:affectedCount ?n ; rdfs:label ?words FILTER(LANG(?words) = "en") }"""
    )
    by_metric = {
        metric: measured(base, metric) for metric in {row[1].rpartition("/")[2] for row in said} | {"angka", "sel-provinsi-terisi"}
    }
    cells = measured(base, "sel-provinsi-diharapkan")
    ranks: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for name, concept, rank, n, words in said:
        metric = concept.rpartition("/")[2]
        figures = int(by_metric["angka"].get(name, 0))
        value = by_metric[metric][name]
        if metric == "kelengkapan-provinsi":
            concerned = int(cells[name]) - int(by_metric["sel-provinsi-terisi"][name])
        elif metric in ("lisensi-dinyatakan", "jadwal-dinyatakan"):
            assert value == "false"
            concerned = max(figures, 1)
        elif metric == "periode-tertinggal":
            assert int(value) > 0
            concerned = figures
        else:
            concerned = int(value)
        assert int(n) == concerned > 0, (name, metric)
        assert f"{concerned:,}" in words or not figures
        ranks[name].append((int(rank), concerned))
    for name, pairs in ranks.items():
        assert [rank for rank, _ in sorted(pairs)] == list(range(1, len(pairs) + 1)), name
        assert [n for _, n in sorted(pairs)] == sorted((n for _, n in pairs), reverse=True), name


def test_whatever_is_amiss_has_its_improvement(base: Recount) -> None:
    told = {
        (name, metric.rpartition("/")[2])
        for name, metric in base.rows("SELECT ?name ?m { ?x ham:improves/dcterms:identifier ?name ; ham:onMetric ?m }")
    }
    counted = ("pelanggaran", "peringatan", "daftar-sebagian", "beda-antarsumber", "keyakinan-rendah", "angka-dikecualikan",
               "angka-dikarantina", "sebagian-tahun", "angka-hilang", "periode-tertinggal")  # fmt: skip
    amiss = {(name, metric) for metric in counted for name, n in measured(base, metric).items() if int(n) > 0}
    amiss |= {(name, m) for m in ("lisensi-dinyatakan", "jadwal-dinyatakan") for name, v in measured(base, m).items() if v == "false"}
    amiss |= {(name, "kelengkapan-provinsi") for name, share in measured(base, "kelengkapan-provinsi").items() if Decimal(share) < 1}
    assert told == amiss


def test_passports_of_agencies_add_up_their_datasets(base: Recount) -> None:
    by_agency: dict[str, Counter[str]] = defaultdict(Counter)
    summed = ("angka", "pelanggaran", "peringatan", "angka-hilang", "angka-ditekan", "angka-dikarantina", "angka-dikecualikan",
              "sebagian-tahun", "daftar-sebagian", "keyakinan-rendah", "beda-antarsumber", "sel-provinsi-diharapkan",
              "sel-provinsi-terisi")  # fmt: skip
    of = base.rows("SELECT ?name ?agency { ?entry a dcat:Dataset ; dcterms:publisher ?agency ; dcterms:identifier ?name }")
    values = {metric: measured(base, metric) for metric in summed}
    licensed = measured(base, "lisensi-dinyatakan")
    for name, agency in of:
        by_agency[agency].update({metric: int(values[metric][name]) for metric in summed if name in values[metric]})
        by_agency[agency].update({"himpunan-data": 1, "himpunan-berlisensi": int(licensed[name] == "true")})
    said: dict[str, dict[str, int]] = defaultdict(dict)
    for agency, metric, value in base.rows(
        "SELECT ?a ?m ?v { ?x dqv:computedOn ?a ; dqv:isMeasurementOf ?m ; dqv:value ?v FILTER NOT EXISTS { ?a a dcat:Dataset } }"
    ):
        said[agency][metric.rpartition("/")[2]] = int(value)
    assert said == {agency: dict(counts) for agency, counts in by_agency.items()}


# --- conflicts --------------------------------------------------------------------------------------------------------
def test_every_dispute_has_one_note_that_names_all_its_figures(base: Recount) -> None:
    notes = base.grouped("SELECT ?note ?o { ?note ham:involves ?o }")
    told = [frozenset(members) for members in notes.values()]
    assert len(told) == len(set(told))
    assert set(told) == set(base.disputes())
    assert len(told) > 20


def test_a_note_tells_the_least_and_largest_value_and_how_far_they_lie_apart(base: Recount) -> None:
    involved = base.grouped("SELECT ?note ?o { ?note ham:involves ?o }")
    values = {o.iri: Decimal(o.value) for o in base.observations if o.value is not None}
    for note, least, most, apart, words in base.rows(
        """SELECT ?note ?least ?most ?apart ?words { ?note ham:smallestValue ?least ; ham:largestValue ?most ; ham:difference ?apart ;
        rdfs:label ?words FILTER(LANG(?words) = "en") }"""
    ):
        known = {values[o] for o in involved[note]}
        assert (Decimal(least), Decimal(most), Decimal(apart)) == (min(known), max(known), max(known) - min(known)), note
        assert all(f"{value:,f}".rstrip("0").rstrip(".") in words if "." in f"{value:f}" else f"{value:,f}" in words for value in known), (
            words
        )


def test_figures_of_a_dispute_stand_with_their_own_documents_or_rows(base: Recount) -> None:
    said = {o.iri: o.said for o in base.observations}
    for members in base.disputes():
        places = {(said[o][f"{HAM}sourceDocument"], said[o].get("http://purl.org/linked-data/cube#dataSet")) for o in members}
        assert len(places) == len(members), members  # two sources, two observations


# --- coverage ---------------------------------------------------------------------------------------------------------
def cells(base: Recount) -> dict[str, dict[str, set[str]]]:
    """Statements of every coverage cell by local name, values without the base."""
    found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for cell, predicate, value in base.rows("SELECT ?c ?p ?v { ?c a ham:CoverageCell ; ?p ?v }"):
        name = predicate.replace("#", "/").rpartition("/")[2]
        found[cell.removeprefix(f"{BASE}id/cakupan/")][name].add(value)
    return found


def test_every_list_by_area_has_a_cell_with_its_counts_and_reasons(base: Recount) -> None:
    said = {key: cell for key, cell in cells(base).items() if key.split("/")[-2] in ("provinsi", "kabupaten") and key.count("/") == 4}
    wanted = {}
    for (name, indicator, level, year), observations in base.lists().items():
        cell: dict[str, set[str]] = defaultdict(set)
        found = states(observations)
        cell["valueCount"] = {str(sum(state == "value" for state in found.values()))}
        partial = not all(o.in_whole_list for o in observations)
        cell["listComplete"] = {str(not partial).lower()}
        for state, reason in REASONS.items():
            if areas := {area for area, known in found.items() if known == state}:
                cell[AREAS[state]], cell["gapReason"] = areas, cell["gapReason"] | {f"{BASE}id/konsep/alasan-celah/{reason}"}
        if level == "provinsi" and (could := base.provinces_of_list(year, found)):
            cell["expectedCount"], cell["absentCount"] = {str(len(could))}, {str(len(could - set(found)))}
            if absent := could - set(found):
                cell["areaAbsent"] = absent
                reason = "daftar-sebagian" if partial else "tidak-ada-pada-sumber"
                cell["gapReason"] = cell["gapReason"] | {f"{BASE}id/konsep/alasan-celah/{reason}"}
        around = {"indicator", "refArea", "refPeriod", "sourceDocument", "issued"}
        cell["dividedBy"] = {
            dimension
            for dimension in base.dimensions[name]
            if dimension.replace("#", "/").rpartition("/")[2] not in around
            and len({o.said[dimension] for o in observations if dimension in o.said}) > 1
        }
        wanted[f"{name}/{indicator.rpartition('/')[2]}/{level}/{year}"] = {key: value for key, value in cell.items() if value}
    assert set(said) == set(wanted)
    names = ("valueCount", "listComplete", *AREAS.values(), "areaAbsent", "dividedBy")
    for key, cell in wanted.items():
        level = key.split("/")[3]
        compared = (*names, *(("expectedCount", "absentCount", "gapReason") if level == "provinsi" else ()))
        assert {n: said[key][n] for n in compared if said[key][n]} == {n: cell[n] for n in compared if cell.get(n)}, key


def test_every_right_and_pillar_says_how_many_datasets_have_figures_of_it(base: Recount) -> None:
    with_figures = set(of_datasets(base))
    themes = base.grouped(
        "SELECT ?t ?name { ?e a dcat:Dataset ; dcterms:identifier ?name . { ?e dcat:theme ?t } UNION { ?e ham:pillar ?t } }"
    )
    schemes = base.grouped("SELECT ?s ?t { ?t skos:topConceptOf ?s }")
    listed = base.grouped("SELECT ?t ?s { ?t skos:inScheme ?s }")
    used = {theme: names & with_figures for theme, names in themes.items() if names & with_figures}
    every = set(used) | {top for theme in used for scheme in listed[theme] for top in schemes[scheme]}
    said = {next(iter(cell["subject"])): cell for cell in cells(base).values() if cell["datasetCount"]}
    held = {n: state for n, state in data_states(base).items() if state in ("belum-diserahkan", "dikecualikan")}
    assert set(said) == every
    for theme, cell in said.items():
        names = used.get(theme, set())
        assert cell["datasetCount"] == {str(len(names))}, theme
        assert cell["ofCube"] == {f"{BASE}id/dataset/{name}" for name in names}, theme
        reasons = {held[name] for name in themes.get(theme, set()) if name in held} or {"tidak-ada-pada-sumber"}
        assert {reason.rpartition("/")[2] for reason in cell["gapReason"]} == (set() if names else reasons), theme
        years = sorted({o.year for o in base.observations if o.dataset in names and o.year})
        assert [*cell["firstYear"], *cell["lastYear"]] == ([years[0], years[-1]] if years else []), theme


def test_every_right_and_year_says_which_provinces_lack_figures_and_why(base: Recount) -> None:
    themes = base.grouped(
        "SELECT ?t ?name { ?e a dcat:Dataset ; dcterms:identifier ?name . { ?e dcat:theme ?t } UNION { ?e ham:pillar ?t } }"
    )
    said = {key: cell for key, cell in cells(base).items() if key.split("/")[-2] == "provinsi" and key.count("/") == 3}
    known = {key: observations for key, observations in base.lists().items() if key[2] == "provinsi" and key[3] >= "2013"}
    wanted: dict[str, dict[str, set[str]]] = {}
    for theme, names in themes.items():
        for year in {key[3] for key in known if key[0] in names}:
            lists = [observations for key, observations in known.items() if key[0] in names and key[3] == year]
            could = min((base.provinces_of_list(year, {o.area for o in one}) for one in lists), key=len)
            found = {area: state for area, state in states(o for one in lists for o in one).items() if area in could}
            absent = could - set(found)
            cell: dict[str, set[str]] = {"areaAbsent": absent} if absent else {}
            reasons = {REASONS[state] for state in found.values() if state != "value"}
            for area in absent:
                lacking = [one for one in lists if area in base.provinces_of_list(year, {o.area for o in one})]
                reasons |= {"daftar-sebagian" if not all(o.in_whole_list for o in one) else "tidak-ada-pada-sumber" for one in lacking}
            for state, name in AREAS.items():
                if areas := {area for area, one in found.items() if one == state}:
                    cell[name] = areas
            cell["valueCount"] = {str(sum(state == "value" for state in found.values()))}
            cell["expectedCount"], cell["absentCount"] = {str(len(could))}, {str(len(absent))}
            cell["gapReason"] = {f"{BASE}id/konsep/alasan-celah/{reason}" for reason in reasons}
            wanted["/".join([*theme.rsplit("/", 2)[-2:], "provinsi", year])] = cell
    assert set(said) == set(wanted)
    for key, cell in wanted.items():
        names = ("valueCount", "expectedCount", "absentCount", "areaAbsent", *AREAS.values(), "gapReason")
        assert {name: said[key][name] for name in names if said[key][name]} == {name: cell[name] for name in names if cell.get(name)}, key


PEOPLE = {
    "sex",
    "victimAgeBand",
    "victimEducation",
    "victimOccupation",
    "occupantAgeClass",
    "convictCitizenship",
    "urbanRural",
    "originCountry",
}
WHOLE = {"total", "semua", "jumlah"}
Place = tuple[str, str, str, str]  # subject, group (its IRI), year, province
Told = dict[Place, tuple[frozenset[str], int]]


def groups_of(observed: Observed, base: Recount) -> list[str]:
    """The groups of persons that an observation is of; the concept of everyone where nothing divides it."""
    values = [
        observed.said[d]
        for d in base.dimensions[observed.dataset]
        if d.startswith(HAM) and d.removeprefix(HAM) in PEOPLE and d in observed.said
    ]
    return [value for value in values if value.rpartition("/")[2] not in WHOLE] or [f"{BASE}id/konsep/kelompok-cakupan/semua"]


def held_back(base: Recount) -> dict[str, list[tuple[str, int, int]]]:
    """By right or pillar: why a dataset of it is not here, and the years that its entry says it covers."""
    found: dict[str, list[tuple[str, int, int]]] = defaultdict(list)
    for theme, state, start, end in base.rows(
        """SELECT ?theme ?state ?start ?end { ?e ham:dataState ?state ; dcterms:temporal [ dcat:startDate ?start ; dcat:endDate ?end ] .
        { ?e dcat:theme ?theme } UNION { ?e ham:pillar ?theme } }"""
    ):
        if (reason := state.rpartition("/")[2]) in ("belum-diserahkan", "dikecualikan"):
            found[theme].append((reason, int(start[:4]), int(end[:4])))
    return found


def counted_by_group(base: Recount) -> dict[Place, tuple[frozenset[str], int]]:
    """For each subject, group, year and province: why there is no figure (empty: there is), and how many figures."""
    lists = {key: observed for key, observed in base.lists().items() if key[2] == "provinsi" and key[3] >= "2013"}
    of_subject: dict[str, list[tuple[str, str, str, str]]] = defaultdict(list)
    themes = base.grouped(
        "SELECT ?name ?t { ?e a dcat:Dataset ; dcterms:identifier ?name . { ?e dcat:theme ?t } UNION { ?e ham:pillar ?t } }"
    )
    for key in lists:
        for subject in {key[1], *themes.get(key[0], set())}:
            of_subject[subject].append(key)
    told, held = {}, held_back(base)
    everyone = f"{BASE}id/konsep/kelompok-cakupan/semua"
    for subject, keys in of_subject.items():
        groups = {group for key in keys for observed in lists[key] for group in groups_of(observed, base)}
        years = sorted(int(key[3]) for key in keys)
        for year in range(years[0], years[-1] + 1) if groups - {everyone} else ():
            mine = [lists[key] for key in keys if key[3] == str(year)]
            could = [base.provinces_of_list(str(year), {o.area for o in one}) for one in mine] or [base.provinces_on(f"{year}-01-01")]
            beside = {reason for reason, first, last in held[subject] if first <= year <= last}
            for group in groups | {everyone}:
                for area in min(could, key=len):
                    told[subject, group, str(year), area] = reasons_of(area, group, mine, could, beside, base)
    return told


def reasons_of(
    area: str, group: str, lists: list[list[Observed]], could: list[set[str]], beside: set[str], base: Recount
) -> tuple[frozenset[str], int]:
    here = [o for one in lists for o in one if o.area == area and group in groups_of(o, base)]
    values = sum(o.value is not None for o in here)
    if here:
        return frozenset() if values else frozenset({REASONS[states(here)[area]]}), values
    if any(area in of and not all(o.in_whole_list for o in one) and any(group in groups_of(o, base) for o in one)
           for one, of in zip(lists, could, strict=False)):  # fmt: skip
        return frozenset({"daftar-sebagian"}), 0
    any_value = any(o.area == area and o.value is not None for one in lists for o in one)
    undivided = any_value and not group.endswith("/kelompok-cakupan/semua")
    return frozenset({"tidak-dirinci" if undivided else "tidak-ada-pada-sumber", *beside}), 0


def test_every_group_says_in_which_provinces_and_years_it_has_figures_and_why_not_elsewhere(base: Recount) -> None:
    said: dict[Place, frozenset[str]] = {}
    figures: Counter[tuple[str, str]] = Counter()
    reasons = base.grouped("SELECT ?c ?r { ?c a ham:GroupCoverage ; ham:gapReason ?r }")
    areas = base.grouped("SELECT ?c ?a { ?c a ham:GroupCoverage ; ham:coveredArea ?a }")
    for cell, subject, group, first, last, count, n in base.rows(
        """SELECT ?c ?s ?g ?first ?last ?areas ?n { ?c a ham:GroupCoverage ; dcterms:subject ?s ; ham:coveredGroup ?g ; ham:firstYear ?first
        ; ham:lastYear ?last ; ham:areaCount ?areas OPTIONAL { ?c ham:figureCount ?n } }"""
    ):
        assert int(count) == len(areas[cell])
        assert bool(n) != bool(reasons.get(cell)), cell  # figures or a reason
        figures[subject, group] += int(n or 0)
        for year in range(int(first), int(last) + 1):
            for area in areas[cell]:
                place = (subject, group, str(year), area)
                assert place not in said, (cell, place)  # one answer each
                said[place] = frozenset(reason.rpartition("/")[2] for reason in reasons.get(cell, set()))
    wanted = counted_by_group(base)
    assert said == {place: why for place, (why, _) in wanted.items()}
    counted: Counter[tuple[str, str]] = Counter()
    for (subject, group, _, _), (_, n) in wanted.items():
        counted[subject, group] += n
    assert figures == counted
    assert len({group for _, group in figures}) > 3 and len(said) > 1000


def test_the_dimensions_of_groups_are_those_of_persons(base: Recount) -> None:
    assert {d.removeprefix(HAM) for (d,) in base.rows("SELECT ?d { ?d a ham:GroupDimension }")} == PEOPLE


def test_a_dataset_without_figures_says_why(base: Recount) -> None:
    wanted = {name: state for name, state in data_states(base).items() if state in ("belum-diserahkan", "dikecualikan")}
    said = {key: {r.rpartition("/")[2] for r in cell["gapReason"]} for key, cell in cells(base).items() if key in base.entries}
    assert said == {name: {state} for name, state in wanted.items()}
    assert "belum-diserahkan" in wanted.values()


# --- comparability ----------------------------------------------------------------------------------------------------
def test_every_break_change_of_area_and_pair_of_indices_has_its_machine_readable_reason(base: Recount) -> None:
    notes = base.grouped("SELECT ?reason ?note { ?note a ham:ComparabilityNote ; ham:comparabilityReason ?reason }")
    by_reason = {reason.rpartition("/")[2]: members for reason, members in notes.items()}
    between = base.grouped("SELECT ?note ?x { ?note ham:between ?x }")
    broken = {(o.dataset, o.year) for o in base.observations if o.status == "B"}
    told = {
        (cube.removeprefix(f"{BASE}id/dataset/"), year)
        for cube, year in base.rows(
            """SELECT ?cube ?year { ?n ham:comparabilityReason konsep:alasan-tak-sebanding\\/definisi-berubah ;
            ham:between ?cube ; ham:breakYear ?year }"""
        )
    }
    assert told == broken != set()
    indices = {o.said[f"{HAM}index"] for o in base.observations if f"{HAM}index" in o.said}
    assert [between[note] for note in by_reason["indeks-berbeda"]] == [indices]
    changed = base.grouped("SELECT ?old ?new { ?c a ham:AreaChange ; prov:used ?old ; prov:generated ?new }")
    areas: dict[str, set[str]] = defaultdict(set)
    for observed in base.observations:
        areas[observed.indicator].add(observed.area)
    subjects = base.grouped(
        "SELECT ?n ?i { ?n ham:comparabilityReason konsep:alasan-tak-sebanding\\/wilayah-berubah ; dcterms:subject ?i }"
    )
    told_areas = {frozenset(between[note]): subjects[note] for note in by_reason["wilayah-berubah"]}
    wanted = {frozenset({old, *new}): {i for i, known in areas.items() if old in known and known & new} for old, new in changed.items()}
    assert told_areas == {things: found for things, found in wanted.items() if found}


def test_indicators_of_one_concept_with_different_units_are_kept_apart(base: Recount) -> None:
    units: dict[str, set[str]] = defaultdict(set)
    for observed in base.observations:
        units[observed.indicator].add(observed.said.get(f"{HAM}countingUnit", ""))
    concepts = base.grouped('SELECT ?i ?c { ?i ham:statisticalConcept ?c FILTER(LANG(?c) = "id") }')
    groups: dict[frozenset[str], set[str]] = defaultdict(set)
    for indicator in units:
        if concepts.get(indicator):
            groups[frozenset(concepts[indicator])].add(indicator)
    wanted = {frozenset(members) for members in groups.values() if len({frozenset(units[i]) for i in members}) > 1}
    told = base.grouped("SELECT ?n ?x { ?n ham:comparabilityReason konsep:alasan-tak-sebanding\\/satuan-berbeda ; ham:between ?x }")
    assert {frozenset(members) for members in told.values()} == wanted != set()
