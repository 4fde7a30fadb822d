"""Placements and complaints of migrant workers, and cases of Indonesians in Cambodia, from the source tables to the store."""

from __future__ import annotations

import pytest

from tests.mappings.mapped_store import MappedStore

LISTS = ("kp2mi/penempatan_negara", "kp2mi/pengaduan_negara")
NAMES = (*LISTS, "kp2mi/penempatan_total", "kemlu/kasus_wni_kamboja")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> MappedStore:
    return MappedStore(tmp_path_factory.mktemp("quads"), *NAMES)


def by_country(store: MappedStore, dataset: str, period: str, indicator: str) -> set[tuple[str, ...]]:
    query = f"""SELECT ?c ?v {{ ?o qb:dataSet <dataset/{dataset}> ;
        sdmx-dimension:refPeriod <periode/{period}> ; ham:indicator <konsep/indikator/{indicator}> ;
        ham:destinationCountry ?c ; sdmx-measure:obsValue ?v }}"""
    return {(country.removeprefix("negara/"), value) for country, value in store.rows(query)}


def total(store: MappedStore, period: str, indicator: str, sector: str = "total", sex: str = "total") -> set[str]:
    return store.values(
        f"""SELECT ?v {{ ?o sdmx-dimension:refPeriod <periode/{period}> ; ham:indicator <konsep/indikator/{indicator}> ;
        ham:employmentSector <konsep/sektor-kerja-pmi/{sector}> ; ham:sex <konsep/jenis-kelamin/{sex}> ; sdmx-measure:obsValue ?v }}"""
    )


def test_complaints_of_september_2024_name_five_countries(store: MappedStore) -> None:
    found = by_country(store, "kp2mi/pengaduan_negara", "2024-09", "pengaduan-pekerja-migran")
    assert found == {("TWN", "41"), ("MYS", "30"), ("SAU", "14"), ("KHM", "13"), ("ARE", "6")}


def test_the_list_of_unclear_coverage_is_an_indicator_of_its_own_with_low_confidence(store: MappedStore) -> None:
    unclear = "pengaduan-pekerja-migran-cakupan-tidak-jelas"
    period = "2024-01-01--2024-12-05"
    assert len(by_country(store, "kp2mi/pengaduan_negara", period, unclear)) == 10
    assert by_country(store, "kp2mi/pengaduan_negara", period, "pengaduan-pekerja-migran") == set()
    query = f"SELECT ?k ?complete {{ ?o ham:indicator <konsep/indikator/{unclear}> ; ham:confidence ?k ; ham:periodComplete ?complete }}"
    assert store.rows(query) == {("konsep/keyakinan/rendah", "false")}


def test_no_other_complaint_figure_exceeds_the_total_of_2024(store: MappedStore) -> None:
    query = "SELECT ?v { ?o ham:indicator <konsep/indikator/pengaduan-pekerja-migran> ; sdmx-measure:obsValue ?v FILTER (?v > 1500) }"
    assert store.values(query) == set()


def test_a_country_that_is_not_told_is_left_out(store: MappedStore) -> None:
    found = by_country(store, "kp2mi/pengaduan_negara", "2024-12", "pengaduan-pekerja-migran")
    assert found == {("MYS", "31"), ("SAU", "18"), ("TWN", "18")}


@pytest.mark.parametrize("name", LISTS)
def test_partial_lists_say_so(store: MappedStore, name: str) -> None:
    query = f"SELECT ?flag {{ ?o qb:dataSet <dataset/{name}> OPTIONAL {{ ?o ham:listComplete ?flag }} }}"
    assert store.values(query) == {"false"}


def test_two_spellings_of_a_destination_are_one_area(store: MappedStore) -> None:
    periods = store.values(
        """SELECT ?p { ?o qb:dataSet <dataset/kp2mi/penempatan_negara> ; ham:destinationCountry <negara/HKG> ;
        sdmx-dimension:refPeriod ?p }"""
    )
    assert periods == {f"periode/{key}" for key in ("2022-10", "2023", "2024-S1", "2024-01-01--2024-10-31")}


def test_placements_to_cambodia_in_2023_are_49(store: MappedStore) -> None:
    found = by_country(store, "kp2mi/penempatan_negara", "2023", "penempatan-pekerja-migran")
    assert ("KHM", "49") in found
    assert len(found) == 13


def test_placements_of_2024_and_their_parts(store: MappedStore) -> None:
    assert total(store, "2024", "penempatan-pekerja-migran") == {"297434"}
    assert total(store, "2024-S1", "penempatan-pekerja-migran") == {"160496"}
    assert total(store, "2024-S1", "penempatan-pekerja-migran", sector="formal") == {"79344"}
    assert total(store, "2024-S1", "penempatan-pekerja-migran", sector="informal") == {"81152"}
    assert total(store, "2025", "penempatan-pekerja-migran", sex="perempuan") == {"187468"}
    assert total(store, "2025", "penempatan-pekerja-migran", sex="laki-laki") == set()


def test_workers_served_by_the_former_agency_are_not_joined_to_placements(store: MappedStore) -> None:
    assert total(store, "2014", "tki-dilayani") == {"429872"}
    assert total(store, "2014", "penempatan-pekerja-migran") == set()
    assert total(store, "2014-01-01--2014-09-30", "penempatan-pekerja-migran") == {"325821"}


def test_part_year_figures_say_that_the_year_is_not_complete(store: MappedStore) -> None:
    query = "SELECT ?complete { ?o sdmx-dimension:refPeriod <periode/2024-01-01--2024-10-31> ; ham:periodComplete ?complete }"
    assert store.values(query) == {"false"}


def test_cases_in_cambodia(store: MappedStore) -> None:
    query = """SELECT ?p ?i ?v { ?o sdmx-dimension:refArea <negara/KHM> ; sdmx-dimension:refPeriod ?p ;
        ham:indicator ?i ; sdmx-measure:obsValue ?v }"""
    found = {(p.removeprefix("periode/"), i.rpartition("/")[2], v) for p, i, v in store.rows(query)}
    assert found == {
        ("2020", "kasus-wni-bermasalah", "56"),
        ("2024", "kasus-wni-bermasalah", "3310"),
        ("2024-01-01--2024-11-30", "kasus-pelindungan-wni", "2946"),
        ("2024-01-01--2024-11-30", "kasus-penipuan-daring-wni", "2259"),
        ("2025-01-01--2025-02-28", "kasus-wni-bermasalah", "841"),
        ("2025-Q1", "kasus-wni-bermasalah", "1301"),
        ("2025-Q1", "kasus-penipuan-daring-wni", "1112"),
        ("2024-Q1", "kasus-penipuan-daring-wni", "306"),
        ("2025-Q1", "kematian-wni", "28"),
        ("2024-11", "perkiraan-wni-di-negara", "100"),
    }


def test_an_estimate_in_thousands_keeps_its_words_and_status(store: MappedStore) -> None:
    query = """SELECT ?raw ?unit ?status { ?o ham:indicator <konsep/indikator/perkiraan-wni-di-negara> ; ham:rawValue ?raw ;
        ham:countingUnit ?unit ; sdmx-attribute:obsStatus ?status }"""
    assert store.rows(query) == {("100 ribu", "konsep/satuan-hitung/ribu-orang", "konsep/status-pengamatan/E")}


@pytest.mark.parametrize("word", ["hiv", "aids", "diabetes", "jantung", "kanker", "epilepsi", "ginjal"])
def test_no_health_condition_is_published(store: MappedStore, word: str) -> None:
    query = f'SELECT ?s {{ ?s ?p ?o FILTER CONTAINS(LCASE(STR(?o)), "{word}") FILTER CONTAINS(STR(?s), "kasus_wni_kamboja") }}'
    assert store.values(query) == set()


def test_deaths_are_one_figure_without_causes(store: MappedStore) -> None:
    assert store.values("SELECT ?v { ?o ham:indicator <konsep/indikator/kematian-wni> ; sdmx-measure:obsValue ?v }") == {"28"}
