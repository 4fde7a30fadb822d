"""Figures of civil society on the death penalty, torture and freedom of religion: totals, parts, what is held back and why."""

from __future__ import annotations

import pytest

from tests.mappings.mapped_store import MappedStore

FIGURE = "sdmx-measure:obsValue ?n"
DATASETS = [
    "ditjenpas/asimilasi_integrasi_covid", "icjr/terpidana_mati", "icjr/vonis_mati", "kontras/penyiksaan_korban",
    "kontras/penyiksaan_peristiwa", "setara/kbb_nasional", "setara/kbb_provinsi", "setara/indeks_kota_toleran",
]  # fmt: skip


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> MappedStore:
    return MappedStore(tmp_path_factory.mktemp("quads"), *DATASETS)


def by(store: MappedStore, dataset: str, dimension: str, period: str, rest: str = "") -> dict[str, str]:
    """Figures of one period by the notation of a dimension."""
    query = f"""SELECT ?c ?n {{ ?o qb:dataSet <dataset/{dataset}> ; {dimension} ?c ; sdmx-dimension:refPeriod <periode/{period}> ;
        {rest} {FIGURE} }}"""
    return {concept.rpartition("/")[2]: value for concept, value in store.rows(query)}


def test_offences_make_up_the_prisoners_on_death_row(store: MappedStore) -> None:
    for period, total in (("2019-10", 274), ("2021-11", 404)):
        found = by(store, "icjr/terpidana_mati", "ham:offence", period)
        found.pop("semua")
        assert sum(map(int, found.values())) == total
    whole = "ham:convictCitizenship <konsep/kewarganegaraan-terpidana/semua> ; sdmx-dimension:refArea <negara/IDN> ;"
    assert by(store, "icjr/terpidana_mati", "ham:offence", "2019-10", whole)["semua"] == "274"


def test_provinces_of_detention_with_one_to_four_are_held_back_and_offences_are_not(store: MappedStore) -> None:
    query = """SELECT ?area ?n { ?o qb:dataSet <dataset/icjr/terpidana_mati> ; sdmx-dimension:refArea ?area ;
        ham:areaRole <konsep/peran-wilayah/tempat-penahanan> ; sdmx-attribute:obsStatus <konsep/status-pengamatan/Q>
        OPTIONAL { ?o sdmx-measure:obsValue ?n } }"""
    held = store.rows(query)
    assert len(held) == 7
    assert {value for _, value in held} == {""}
    assert by(store, "icjr/terpidana_mati", "ham:offence", "2019-10")["pencurian"] == "1"


def test_sentences_people_and_cases_of_one_year_are_three_indicators(store: MappedStore) -> None:
    whole = "ham:offence <konsep/tindak-pidana-pemidanaan/semua> ; ham:sex <konsep/jenis-kelamin/total> ;"
    of_2020 = by(store, "icjr/vonis_mati", "ham:indicator", "2020", whole)
    assert of_2020 == {"vonis-mati-amnesty": "117", "dituntut-atau-divonis-mati-icjr": "210"}
    of_2021 = by(store, "icjr/vonis_mati", "ham:indicator", "2021", whole)
    assert of_2021 == {"dituntut-atau-divonis-mati-icjr": "171", "kasus-hukuman-mati-icjr": "146"}


def test_a_suppressed_release_of_prisoners_is_not_given_back_by_a_total(store: MappedStore) -> None:
    query = """SELECT ?programme ?age ?sex { ?o qb:dataSet <dataset/ditjenpas/asimilasi_integrasi_covid> ; ham:releaseProgramme ?programme ;
        ham:occupantAgeClass ?age ; ham:sex ?sex ; sdmx-attribute:obsStatus <konsep/status-pengamatan/Q> }"""
    held = {tuple(value.rpartition("/")[2] for value in row) for row in store.rows(query)}
    assert held == {
        ("cmb", "dewasa", "laki-laki"), ("pb", "anak", "perempuan"), ("cb", "anak", "perempuan"),
        ("integrasi", "dewasa", "total"), ("integrasi", "anak", "total"),
    }  # fmt: skip


def test_alleged_perpetrators_make_up_the_events_of_torture_of_each_report_year(store: MappedStore) -> None:
    for period, total in (("2021-06-01--2022-05-31", 50), ("2022-06-01--2023-05-31", 54), ("2023-06-01--2024-05-31", 60)):
        found = by(store, "kontras/penyiksaan_peristiwa", "ham:allegedActor", period, "sdmx-dimension:refArea <negara/IDN> ;")
        bodies = {name: int(value) for name, value in found.items() if name not in ("semua", "polda", "polres", "polsek")}
        assert sum(bodies.values()) == total


def test_injured_and_killed_make_up_the_victims_of_torture(store: MappedStore) -> None:
    found = by(store, "kontras/penyiksaan_korban", "ham:indicator", "2024-06-01--2025-05-31")
    injured, killed = (int(found[f"korban-{kind}-penyiksaan-kontras"]) for kind in ("luka", "tewas"))
    assert (injured, killed, injured + killed) == (116, 23, int(found["korban-penyiksaan-kontras"]))


def test_everything_that_civil_society_records_is_alleged(store: MappedStore) -> None:
    for dataset in ("kontras/penyiksaan_peristiwa", "kontras/penyiksaan_korban", "setara/kbb_nasional", "setara/kbb_provinsi"):
        without = f"""SELECT ?o {{ ?o qb:dataSet <dataset/{dataset}> ; a qb:Observation
            FILTER NOT EXISTS {{ ?o ham:allegationStatus <konsep/status-dugaan/diduga> }} }}"""
        assert store.values(without) == set()


def test_acts_of_state_and_other_actors_make_up_the_acts(store: MappedStore) -> None:
    rest = "ham:indicator <konsep/indikator/tindakan-pelanggaran-kbb> ;"
    for period, total in (("2020", "422"), ("2022", "333"), ("2014-11-01--2019-10-31", "1060")):
        found = by(store, "setara/kbb_nasional", "ham:allegedActor", period, rest)
        assert int(found["aktor-negara"]) + int(found["aktor-non-negara"]) == int(found["semua"]) == int(total)


def test_a_score_of_tolerance_names_its_index_and_lies_on_its_scale(store: MappedStore) -> None:
    query = f"SELECT ?index ?n {{ ?o qb:dataSet <dataset/setara/indeks_kota_toleran> ; ham:index ?index ; {FIGURE} }}"
    found = store.rows(query)
    assert {index for index, _ in found} == {"konsep/indeks/indeks-kota-toleran"}
    assert all(1 <= float(value) <= 7 for _, value in found)
