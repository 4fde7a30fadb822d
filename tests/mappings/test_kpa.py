"""Figures of KPA: four units of one conflict, decimals of one to three digits, misprints, sources that disagree."""

from __future__ import annotations

import pytest

from kg.mapping.dataset import discover
from kg.resources import mappings_root
from tests.mappings.mapped_store import MappedStore

DATASETS = [name for name in discover(mappings_root()) if name.startswith("kpa/")]
FIGURE = "sdmx-measure:obsValue ?n"
EVENTS, AREA, FAMILIES = "letusan-konflik-agraria", "luas-konflik-agraria", "keluarga-terdampak-konflik-agraria"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> MappedStore:
    return MappedStore(tmp_path_factory.mktemp("quads"), *DATASETS)


def by_sector(store: MappedStore, indicator: str, year: str) -> set[tuple[str, str]]:
    query = f"""SELECT ?sector ?n {{ ?o qb:dataSet <dataset/kpa/konflik_sektor> ; ham:indicator <konsep/indikator/{indicator}> ;
        ham:conflictSector ?sector ; ham:refYear "{year}"^^xsd:gYear ; {FIGURE} }}"""
    return {(sector.rpartition("/")[2], value) for sector, value in store.rows(query)}


def total(store: MappedStore, indicator: str, year: str) -> set[str]:
    query = f"""SELECT ?n {{ ?o qb:dataSet <dataset/kpa/konflik_total> ; ham:indicator <konsep/indikator/{indicator}> ;
        ham:refYear "{year}"^^xsd:gYear ; {FIGURE} }}"""
    return store.values(query)


def test_sectors_of_2024_make_up_the_events_of_the_year(store: MappedStore) -> None:
    found = dict(by_sector(store, EVENTS, "2024"))
    assert found == {
        "perkebunan": "111",
        "infrastruktur": "79",
        "pertambangan": "41",
        "properti": "25",
        "kehutanan": "25",
        "pertanian-agribisnis": "8",
        "fasilitas-militer": "6",
    }
    assert {str(sum(map(int, found.values())))} == total(store, EVENTS, "2024") == {"295"}


def test_most_events_are_in_plantations_and_most_hectares_in_forestry_in_2024(store: MappedStore) -> None:
    events, hectares = by_sector(store, EVENTS, "2024"), by_sector(store, AREA, "2024")
    assert max(events, key=lambda pair: int(pair[1])) == ("perkebunan", "111")
    assert max(hectares, key=lambda pair: float(pair[1])) == ("kehutanan", "379588.75")


def test_area_and_families_of_military_facilities_are_not_filled_in(store: MappedStore) -> None:
    assert "fasilitas-militer" not in dict(by_sector(store, AREA, "2024"))
    assert "fasilitas-militer" not in dict(by_sector(store, FAMILIES, "2024"))


def test_sectors_of_2023_make_241_events_with_mining_32_and_another_source_has_35(store: MappedStore) -> None:
    found = by_sector(store, EVENTS, "2023")
    assert {value for sector, value in found if sector == "pertambangan"} == {"32", "35"}
    assert sum(int(value) for _, value in found) - 35 == 241


def test_decimals_are_read_as_indonesian(store: MappedStore) -> None:
    query = f"SELECT ?n ?raw {{ ?o ham:countingUnit <konsep/satuan-hitung/hektare> ; ham:rawValue ?raw ; {FIGURE} }}"
    found = {raw: value for value, raw in store.rows(query)}
    assert found["170.210,9"] == "170210.9"
    assert found["624.272,711"] == "624272.711"
    assert found["638.188"] == "638188"
    assert found["92,58"] == "92.58"


def test_a_misprinted_number_of_families_is_left_out_and_another_source_gives_it(store: MappedStore) -> None:
    assert {value for sector, value in by_sector(store, FAMILIES, "2022") if sector == "perkebunan"} == {"141001"}


def test_sources_that_disagree_are_both_held(store: MappedStore) -> None:
    assert total(store, FAMILIES, "2022") == {"364402", "346402"}
    assert total(store, FAMILIES, "2023") == {"135608", "135603"}
    assert total(store, AREA, "2025") == {"914547.936", "914574.963"}
    assert {value for sector, value in by_sector(store, EVENTS, "2022") if sector == "kehutanan"} == {"21", "20"}


def test_units_of_a_conflict_are_kept_apart(store: MappedStore) -> None:
    query = "SELECT DISTINCT ?i ?u { ?o qb:dataSet <dataset/kpa/konflik_total> ; ham:indicator ?i ; ham:countingUnit ?u }"
    assert {(i.rpartition("/")[2], u.rpartition("/")[2]) for i, u in store.rows(query)} == {
        (EVENTS, "peristiwa"),
        (AREA, "hektare"),
        (FAMILIES, "kk"),
        ("desa-terdampak-konflik-agraria", "desa"),
        ("provinsi-dengan-konflik-agraria", "provinsi"),
    }


def test_36_infrastructure_conflicts_of_2024_are_national_strategic_projects_in_two_sources(store: MappedStore) -> None:
    query = f"""SELECT ?n ?d {{ ?o ham:conflictDetail <konsep/rincian-konflik-kpa/psn> ; ham:refYear "2024"^^xsd:gYear ;
        ham:conflictSector <konsep/sektor-kpa/infrastruktur> ; ham:sourceDocument ?d ; {FIGURE} }}"""
    found = store.rows(query)
    assert {value for value, _ in found} == {"36"}
    assert len(found) == 2


def test_provinces_with_most_events_of_2024(store: MappedStore) -> None:
    query = f"""SELECT ?area ?n {{ ?o qb:dataSet <dataset/kpa/konflik_provinsi> ; ham:refYear "2024"^^xsd:gYear ; ham:listComplete false ;
        ham:indicator <konsep/indikator/{EVENTS}> ; sdmx-dimension:refArea ?area ; {FIGURE} }}"""
    found = {area.rpartition("/")[2]: int(value) for area, value in store.rows(query)}
    assert len(found) == 10
    assert {code: found[code] for code in ("73", "12", "32", "64", "35")} == {"73": 37, "12": 32, "32": 16, "64": 16, "35": 15}


def test_an_area_printed_for_two_provinces_is_held_for_neither(store: MappedStore) -> None:
    assert store.values("SELECT ?o { ?o sdmx-measure:obsValue 23969 }") == set()


def test_violence_is_counted_in_cases_by_actor_and_in_persons_by_harm(store: MappedStore) -> None:
    query = f"SELECT ?who ?n {{ ?o ham:violenceActor ?who ; ham:countingUnit <konsep/satuan-hitung/kasus> ; {FIGURE} }}"
    assert {(who.rpartition("/")[2], n) for who, n in store.rows(query)} == {
        ("keamanan-perusahaan", "233"),
        ("polri", "114"),
        ("tni", "70"),
        ("satpol-pp", "36"),
    }
    harm = f"SELECT ?what ?n {{ ?o ham:violenceHarm ?what ; ham:countingUnit <konsep/satuan-hitung/korban> OPTIONAL {{ ?o {FIGURE} }} }}"
    assert {(what.rpartition("/")[2], n) for what, n in store.rows(harm)} == {
        ("dikriminalisasi", "404"),
        ("dianiaya", "312"),
        ("tertembak", "19"),
        ("tewas", ""),
    }


def test_the_suppressed_cell_has_its_status(store: MappedStore) -> None:
    query = "SELECT ?what ?raw { ?o ham:violenceHarm ?what ; ham:rawValue ?raw ; sdmx-attribute:obsStatus <konsep/status-pengamatan/Q> }"
    assert store.rows(query) == {("konsep/akibat-kekerasan-kpa/tewas", "ditekan")}
