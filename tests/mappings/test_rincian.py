"""Breakdowns over the figures of their agencies: the whole ones close, those that do not are the four known ones."""

from __future__ import annotations

import pytest

from kg.mapping.dataset import discover
from kg.resources import mappings_root
from tests.mappings.mapped_store import MappedStore

AGENCIES = ("komnas_ham/", "kpa/", "ombudsman/", "kemenham/", "kpai/", "komnas_perempuan/", "lpsk/", "satu_data_ham/", "pbb/upr")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> MappedStore:
    names = [name for name in discover(mappings_root()) if name.startswith(AGENCIES)]
    return MappedStore(tmp_path_factory.mktemp("quads"), *names)


def sums(store: MappedStore, exhaustive: str) -> dict[str, tuple[int, int]]:
    """Breakdown → (sum of its parts, its total)."""
    rows = store.rows(f"""SELECT ?b (SUM(?n) AS ?sum) ?total {{
        ?b a ham:Breakdown ; ham:exhaustive {exhaustive} ; ham:multiResponse false ; qb:observation/sdmx-measure:obsValue ?n ;
          ham:total/sdmx-measure:obsValue ?total }} GROUP BY ?b ?total""")
    return {name.removeprefix("rincian/"): (int(found), int(total)) for name, found, total in rows}


def test_exhaustive_breakdowns_close(store: MappedStore) -> None:
    found = sums(store, "true")
    assert {name: pair for name, pair in found.items() if pair[0] != pair[1]} == {}
    known = {
        "komnas-ham-disposisi-2024": 2305,
        "komnas-ham-baru-lanjutan-2025": 2796,
        "kpa-sektor-2024": 295,
        "ombudsman-penerimaan-2025": 23596,
        "upr-posisi-siklus-4": 269,
        "catahu-tahap-2024": 330097,
    }
    assert {name: found[name][1] for name in known} == known


def test_parts_that_exceed_a_printed_total_are_the_four_known_ones(store: MappedStore) -> None:
    assert {name: pair for name, pair in sums(store, "false").items() if pair[0] > pair[1]} == {
        "catahu-sumber-2019": (437748, 431471),
        "catahu-sumber-2021": (338506, 338496),
        "komnas-ham-baru-lanjutan-2025-katadata": (2796, 2718),
        "kpai-pemenuhan-perlindungan-2023": (3902, 3883),
    }


def test_forms_of_violence_are_multi_response_and_never_exhaustive(store: MappedStore) -> None:
    multi = store.rows("SELECT ?b ?whole { ?b ham:multiResponse true ; ham:exhaustive ?whole }")
    assert multi == {("rincian/catahu-bentuk-publik-2020", "false")}


def test_every_part_and_total_is_an_observation_that_exists(store: MappedStore) -> None:
    assert store.rows("SELECT ?o { ?b a ham:Breakdown ; qb:observation|ham:total ?o FILTER NOT EXISTS { ?o a qb:Observation } }") == set()
