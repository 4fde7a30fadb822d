"""Figures of KPAI: clusters and their groups, part-years, totals that do not close, age bands in a unit of their own."""

from __future__ import annotations

import pytest

from kg.mapping.dataset import discover
from kg.resources import mappings_root
from tests.mappings.mapped_store import MappedStore

DATASETS = [name for name in discover(mappings_root()) if name.startswith("kpai/")]
FIGURE = "sdmx-measure:obsValue ?n"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> MappedStore:
    return MappedStore(tmp_path_factory.mktemp("quads"), *DATASETS)


def clusters(store: MappedStore, period: str) -> set[tuple[str, int]]:
    query = f"""SELECT ?cluster ?n {{ ?o ham:indicator <konsep/indikator/pengaduan-kpai> ; ham:childRightsCluster ?cluster ;
        sdmx-dimension:refPeriod <periode/{period}> ; {FIGURE} }}"""
    return {(cluster.rpartition("/")[2], int(value)) for cluster, value in store.rows(query)}


def test_clusters_of_2021_make_up_their_groups_and_the_total(store: MappedStore) -> None:
    found = dict(clusters(store, "2021"))
    assert found["pemenuhan-hak-anak"] == found["keluarga"] + found["pendidikan"] + found["kesehatan"] + found["sipil"] == 2971
    assert found["pemenuhan-hak-anak"] + found["perlindungan-khusus"] == found["total"] == 5953


def test_clusters_of_2022_fit_one_of_two_totals(store: MappedStore) -> None:
    found = clusters(store, "2022")
    assert {value for cluster, value in found if cluster == "total"} == {4683, 4638}
    parts = {cluster: value for cluster, value in found if cluster != "total"}
    assert parts == {"sipil": 41, "keluarga": 1960, "kesehatan": 120, "pendidikan": 429, "perlindungan-khusus": 2133}
    assert sum(parts.values()) == 4683


def test_the_groups_of_2023_do_not_close_and_are_kept_as_printed(store: MappedStore) -> None:
    found = dict(clusters(store, "2023"))
    assert found["total"] == 3883
    assert found["pemenuhan-hak-anak"] + found["perlindungan-khusus"] == 2036 + 1866 == 3902
    assert found["sipil"] + found["keluarga"] + found["kesehatan"] + found["pendidikan"] == 33 + 1569 + 86 + 329


def test_the_half_year_is_a_period_of_its_own(store: MappedStore) -> None:
    assert ("total", 1444) in clusters(store, "2022-S1")
    assert ("keluarga", 846) in clusters(store, "2022-S1")


def test_complaints_brought_to_an_end_are_an_indicator_of_their_own(store: MappedStore) -> None:
    query = f"SELECT ?n {{ ?o ham:indicator <konsep/indikator/pengaduan-selesai-kpai> ; {FIGURE} }}"
    assert store.values(query) == {"954"}


def test_sexual_crime_of_2022_has_three_scopes(store: MappedStore) -> None:
    query = f"""SELECT ?p ?n {{ ?o ham:childCaseKind <konsep/kasus-kpai/kejahatan-seksual> ; sdmx-dimension:refPeriod ?p ; {FIGURE} }}"""
    assert store.rows(query) == {
        ("periode/2022-S1", "202"),
        ("periode/2022-01-01--2022-11-30", "419"),
        ("periode/2022", "834"),
        ("periode/2024", "265"),
    }


def test_family_and_education_of_2020_are_not_the_clusters(store: MappedStore) -> None:
    query = f"""SELECT ?kind ?n {{ ?o ham:childCaseKind ?kind ; ham:refYear "2020"^^xsd:gYear ; {FIGURE} }}"""
    found = {kind.rpartition("/")[2]: value for kind, value in store.rows(query)}
    assert found == {
        "keluarga-pengasuhan-2020": "1622",
        "pendidikan-2020": "1567",
        "anak-berhadapan-hukum": "1098",
        "pornografi-siber": "651",
    }
    assert clusters(store, "2020") == {("total", 6519)}


def test_age_bands_are_cases_and_exceed_the_complaints(store: MappedStore) -> None:
    query = f"SELECT ?band ?n {{ ?o ham:victimAgeBand ?band ; ham:countingUnit <konsep/satuan-hitung/kasus> ; {FIGURE} }}"
    found = {band.rpartition("/")[2]: int(value) for band, value in store.rows(query)}
    assert found == {"0-5": 581, "6-8": 378, "9-11": 342, "12-14": 368, "15-17": 409}
    assert sum(found.values()) == 2078 > dict(clusters(store, "2024"))["total"] == 2057


def test_ten_provinces_of_2022_are_a_partial_list(store: MappedStore) -> None:
    query = f"""SELECT ?area ?n {{ ?o qb:dataSet <dataset/kpai/pengaduan_provinsi> ; ham:listComplete false ;
        sdmx-dimension:refArea ?area ; {FIGURE} }}"""
    found = {area.rpartition("/")[2]: value for area, value in store.rows(query)}
    assert len(found) == 10
    assert (found["32"], found["31"], found["51"]) == ("929", "769", "49")


def test_every_figure_is_an_allegation(store: MappedStore) -> None:
    query = "SELECT ?o { ?o a qb:Observation FILTER NOT EXISTS { ?o ham:allegationStatus <konsep/status-dugaan/diduga> } }"
    assert store.values(query) == set()


def test_no_cell_is_below_five(store: MappedStore) -> None:
    counts = "FILTER NOT EXISTS { ?o ham:countingUnit <konsep/satuan-hitung/persen> }"
    assert store.values(f"SELECT ?o {{ ?o {FIGURE} FILTER(?n < 5) {counts} }}") == set()
