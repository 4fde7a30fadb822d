"""Figures of Komnas HAM, end to end: part-years, two sources, scopes, merged classes, suppressed cells."""

from __future__ import annotations

import re

import pytest
from rdflib import RDF, SKOS, Graph

from kg.mapping.dataset import discover
from kg.resources import mappings_root, ontology_root
from tests.mappings.mapped_store import NS, MappedStore

DATASETS = [name for name in discover(mappings_root()) if name.startswith("komnas_ham/")]
RECEIVED = "ham:indicator <konsep/indikator/pengaduan-diterima-komnas-ham>"
FIGURE = "sdmx-measure:obsValue ?n"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> MappedStore:
    return MappedStore(tmp_path_factory.mktemp("quads"), *DATASETS)


@pytest.fixture(scope="module")
def codes() -> Graph:
    graph = Graph()
    for path in (ontology_root() / "codelists").glob("*.ttl"):
        graph.parse(path)
    return graph


def test_complaints_against_the_police_by_year_say_which_years_are_part_years(store: MappedStore) -> None:
    query = f"""SELECT ?year ?n ?complete {{ ?o ham:respondent <konsep/pihak-teradu/polri> ; {RECEIVED} ; {FIGURE} ;
        ham:refYear ?year ; ham:periodComplete ?complete ; sdmx-dimension:refPeriod ?p FILTER(?p != <periode/2023-S1>) }}"""
    assert store.rows(query) == {
        ("2020", "758", "true"),
        ("2021", "661", "false"),
        ("2022", "861", "true"),
        ("2023", "771", "true"),
        ("2024", "663", "false"),
        ("2025", "752", "true"),
    }


@pytest.mark.parametrize(("year", "end"), [("2021", "2021-12-15"), ("2024", "2024-12-10")])
def test_a_part_year_ends_on_the_day_that_the_source_gives(store: MappedStore, year: str, end: str) -> None:
    query = f"""SELECT ?start ?end {{ ?o ham:respondent <konsep/pihak-teradu/polri> ; ham:refYear "{year}"^^xsd:gYear ;
        sdmx-dimension:refPeriod ?p . ?p dcat:startDate ?start ; dcat:endDate ?end }}"""
    assert store.rows(query) == {(f"{year}-01-01", end)}


@pytest.mark.parametrize(
    ("indicator", "year", "values"),
    [
        ("berkas-pengaduan-komnas-ham", "2016", {"7183", "7188"}),
        ("pengaduan-diterima-komnas-ham", "2023", {"2753", "2792"}),
        ("pengaduan-diterima-komnas-ham", "2025", {"2718", "2796"}),
    ],
)
def test_two_sources_that_disagree_are_two_observations(store: MappedStore, indicator: str, year: str, values: set[str]) -> None:
    query = f"""SELECT ?n ?d {{ ?o qb:dataSet <dataset/komnas_ham/pengaduan_tahunan> ; ham:indicator <konsep/indikator/{indicator}> ;
        sdmx-dimension:refPeriod <periode/{year}> ; ham:complaintChannel <konsep/jalur-pengaduan/semua> ;
        {FIGURE} ; ham:sourceDocument ?d }}"""
    found = store.rows(query)
    assert {value for value, _ in found} == values
    assert len({document for _, document in found}) == 2


def test_files_cases_and_complaints_keep_their_units(store: MappedStore) -> None:
    query = """SELECT DISTINCT ?i ?u { ?o qb:dataSet <dataset/komnas_ham/pengaduan_tahunan> ; ham:indicator ?i ; ham:countingUnit ?u ;
        ham:complaintChannel <konsep/jalur-pengaduan/semua> }"""
    prefix, unit = "konsep/indikator/", "konsep/satuan-hitung/"
    assert store.rows(query) == {
        (f"{prefix}berkas-pengaduan-komnas-ham", f"{unit}berkas"),
        (f"{prefix}kasus-pengaduan-komnas-ham", f"{unit}kasus"),
        (f"{prefix}pengaduan-diterima-komnas-ham", f"{unit}aduan"),
        (f"{prefix}pengaduan-baru-komnas-ham", f"{unit}aduan"),
        (f"{prefix}pengaduan-lanjutan-komnas-ham", f"{unit}aduan"),
    }


def test_a_printed_figure_is_kept_beside_the_number_read_from_it(store: MappedStore) -> None:
    query = "SELECT ?n ?raw { ?o sdmx-measure:obsValue ?n ; ham:rawValue ?raw FILTER(CONTAINS(?raw, '.')) }"
    found = store.rows(query)
    assert ("2721", "2.721") in found
    assert all(raw.replace(".", "") == value for value, raw in found)


@pytest.mark.parametrize(
    ("year", "total", "offices"),
    [
        ("2021", "2721", {"kantor-pusat": "2516", "kantor-perwakilan": "205"}),
        ("2023", "2753", {"kantor-pusat": "2422", "kantor-perwakilan": "331"}),
        ("2024", "2305", {"kantor-pusat": "2050", "sekretariat-provinsi": "255"}),
    ],
)
def test_offices_make_up_the_total_of_their_year(store: MappedStore, year: str, total: str, offices: dict[str, str]) -> None:
    query = f"""SELECT ?channel ?n {{ ?o qb:dataSet <dataset/komnas_ham/pengaduan_tahunan> ; ham:refYear "{year}"^^xsd:gYear ;
        ham:complaintChannel ?channel ; {FIGURE} }}"""
    found = {(channel.rpartition("/")[2], value) for channel, value in store.rows(query)}
    assert set(offices.items()) | {("semua", total)} <= found
    assert sum(map(int, offices.values())) == int(total)


def test_the_police_have_two_figures_for_2022_under_two_indicators(store: MappedStore) -> None:
    query = f"""SELECT ?i ?n ?p {{ ?o ham:respondent <konsep/pihak-teradu/polri> ; ham:refYear "2022"^^xsd:gYear ; ham:indicator ?i ;
        {FIGURE} ; sdmx-dimension:refPeriod ?p }}"""
    assert store.rows(query) == {
        ("konsep/indikator/pengaduan-diterima-komnas-ham", "861", "periode/2022"),
        ("konsep/indikator/pengaduan-dipantau-komnas-ham", "232", "periode/2022-01-01--2022-12-10"),
    }


def test_central_and_regional_government_are_merged_from_2024_on(store: MappedStore, codes: Graph) -> None:
    query = f"SELECT ?year ?n {{ ?o ham:respondent <konsep/pihak-teradu/pusat-daerah> ; ham:refYear ?year ; {FIGURE} }}"
    assert store.rows(query) == {("2024", "433"), ("2025", "445")}
    merged = next(codes.subjects(SKOS.notation, next(o for o in codes.objects(None, SKOS.notation) if str(o) == "pusat-daerah")))
    narrower = {str(concept).rpartition("/")[2] for concept in codes.subjects(SKOS.broader, merged)}
    assert narrower == {"pemerintah-pusat", "pemda"}


def test_two_names_of_the_right_to_justice_are_one_right(store: MappedStore) -> None:
    query = f"SELECT ?year ?n {{ ?o ham:right <konsep/hak-uu39/04> ; ham:refYear ?year ; {FIGURE} }}"
    assert store.rows(query) == {("2020", "887"), ("2021", "820"), ("2023", "896"), ("2024", "758"), ("2025", "863")}


def test_rights_of_2024_cite_a_document_without_an_address(store: MappedStore) -> None:
    query = """SELECT ?d ?citation { ?o qb:dataSet <dataset/komnas_ham/pengaduan_hak> ; ham:refYear "2024"^^xsd:gYear ;
        ham:sourceDocument ?d . ?d dcterms:bibliographicCitation ?citation FILTER NOT EXISTS { ?d schema:url ?u } }"""
    ((_, citation),) = store.rows(query)
    assert citation.startswith("Kompas.com, 10 Desember 2024")


def test_dispositions_of_2024_make_up_the_cases_received(store: MappedStore) -> None:
    query = f"""SELECT ?x ?n {{ ?o qb:dataSet <dataset/komnas_ham/pengaduan_disposisi> ; ham:refYear "2024"^^xsd:gYear ;
        ham:disposition ?x ; {FIGURE} }}"""
    found = {(disposition.rpartition("/")[2], int(value)) for disposition, value in store.rows(query)}
    assert found == {("pemantauan", 709), ("mediasi", 213), ("saran", 682), ("tembusan", 701)}
    assert sum(value for _, value in found) == 2305


def test_issues_are_counted_for_two_years(store: MappedStore) -> None:
    query = f"SELECT ?year ?n {{ ?o ham:issue <konsep/isu-komnas-ham/konflik-agraria> ; ham:refYear ?year ; {FIGURE} }}"
    assert store.rows(query) == {("2023", "582"), ("2025", "484")}


def test_place_of_event_and_origin_of_complainant_are_two_figures_of_jakarta(store: MappedStore) -> None:
    query = f"""SELECT ?role ?unit ?n {{ ?o sdmx-dimension:refArea <wilayah/kemendagri/31> ; sdmx-dimension:refPeriod <periode/2023-S1> ;
        ham:areaRole ?role ; ham:countingUnit ?unit ; {FIGURE} }}"""
    assert store.rows(query) == {
        ("konsep/peran-wilayah/tempat-kejadian", "konsep/satuan-hitung/aduan", "248"),
        ("konsep/peran-wilayah/asal-pengadu", "konsep/satuan-hitung/pengadu", "354"),
    }


def test_two_spellings_of_sumatera_utara_are_one_province(store: MappedStore) -> None:
    query = f"SELECT ?p ?n {{ ?o sdmx-dimension:refArea <wilayah/kemendagri/12> ; sdmx-dimension:refPeriod ?p ; {FIGURE} }}"
    values = {value for _, value in store.rows(query)}
    assert values == {"228", "143", "133", "227"}


def test_figures_that_only_a_copying_site_reports_are_excluded(store: MappedStore) -> None:
    assert store.rows("SELECT ?n { ?o ham:confidence <konsep/keyakinan/rendah> ; sdmx-measure:obsValue ?n }") == set()
    assert store.values("SELECT ?n { <katalog/komnas_ham/pengaduan_provinsi> ham:excludedCount ?n }") == {"6"}


def test_small_counts_abroad_have_the_status_suppressed_and_no_value(store: MappedStore) -> None:
    query = """SELECT ?c ?status ?raw { ?o ham:areaRole <konsep/peran-wilayah/negara-kejadian> ; sdmx-dimension:refArea ?c ;
        sdmx-attribute:obsStatus ?status ; ham:rawValue ?raw FILTER NOT EXISTS { ?o sdmx-measure:obsValue ?n } }"""
    suppressed = "konsep/status-pengamatan/Q"
    assert store.rows(query) == {("negara/KHM", suppressed, "ditekan"), ("negara/IRQ", suppressed, "ditekan")}


def test_no_table_of_areas_holds_a_count_below_five() -> None:
    folder = mappings_root() / "komnas_ham" / "pengaduan_provinsi"
    for path in (folder / "source.csv", folder / "fixtures" / "source.csv"):
        assert not re.search(r",[0-4],", path.read_text(encoding="utf-8")), path


def test_every_complaint_is_an_allegation_and_partial_lists_say_so(store: MappedStore) -> None:
    allegation = "?o ham:allegationStatus <konsep/status-dugaan/diduga>"
    assert store.values(f"SELECT ?o {{ ?o a qb:Observation FILTER NOT EXISTS {{ {allegation} }} }}") == set()
    query = "SELECT DISTINCT ?d { ?o qb:dataSet ?d ; ham:listComplete false }"
    partial = ("teradu", "hak", "isu", "provinsi")
    assert store.values(query) == {f"dataset/komnas_ham/pengaduan_{name}" for name in partial}


def test_every_concept_used_stands_in_a_code_list_with_labels_in_two_languages(store: MappedStore, codes: Graph) -> None:
    used = store.values("SELECT DISTINCT ?c { ?o a qb:Observation ; ?p ?c FILTER(CONTAINS(STR(?c), '/id/konsep/')) }")
    labels: dict[str, set[str | None]] = {}
    for concept in codes.subjects(RDF.type, SKOS.Concept):
        key = str(concept).removeprefix(f"{NS.base}id/")
        labels[key] = {getattr(label, "language", None) for label in codes.objects(concept, SKOS.prefLabel)}
    assert {concept for concept in used if not {"id", "en"} <= labels.get(concept, set())} == set()
