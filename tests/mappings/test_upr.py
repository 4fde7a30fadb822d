"""Counts of recommendations of the Universal Periodic Review, end to end, with their conflicts."""

from __future__ import annotations

import pytest

from tests.mappings.mapped_store import MappedStore


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> MappedStore:
    return MappedStore(tmp_path_factory.mktemp("quads"), "pbb/upr", "pbb/siklus_upr")


def counts(store: MappedStore, cycle: int, publisher: str = "") -> set[tuple[str, int]]:
    """(position, count) of one cycle, of one publisher if named."""
    query = f"""SELECT ?p ?n {{ ?o ham:reviewCycle <siklus-upr/IDN/{cycle}> ; ham:position ?p ; sdmx-measure:obsValue ?n ;
        ham:sourceDocument/ham:publisherName ?name FILTER STRSTARTS(?name, "{publisher}") }}"""
    return {(position.rpartition("/")[2], int(value)) for position, value in store.rows(query)}


def test_the_council_counts_269_recommendations_of_cycle_4(store: MappedStore) -> None:
    assert counts(store, 4, "OHCHR") == {("diterima-total", 269), ("didukung", 205), ("dicatat", 59), ("didukung-sebagian", 5)}


@pytest.mark.parametrize(
    ("publisher", "expected"),
    [
        ("AsiaViews", {("didukung", 205), ("dicatat", 55), ("didukung-sebagian", 5)}),
        ("ASEAN SOGIE Caucus", {("diterima-total", 269), ("didukung", 210), ("dicatat", 55), ("didukung-sebagian", 5)}),
    ],
)
def test_other_counts_of_cycle_4_are_kept_as_they_are(store: MappedStore, publisher: str, expected: set[tuple[str, int]]) -> None:
    assert counts(store, 4, publisher) == expected


def test_noted_recommendations_of_cycle_4_are_59_or_55(store: MappedStore) -> None:
    assert {number for position, number in counts(store, 4) if position == "dicatat"} == {59, 55}


def test_earlier_cycles_have_no_counts_by_subtraction(store: MappedStore) -> None:
    assert counts(store, 3) == {("diterima-total", 225), ("didukung", 167)}
    assert counts(store, 2, "FORUM-ASIA") == {("diterima-total", 180), ("didukung", 150)}


def test_counts_in_the_list_of_upr_info_name_that_list(store: MappedStore) -> None:
    assert counts(store, 1) == counts(store, 1, "UPR Info") == {("diterima-total", 13), ("didukung", 9), ("dicatat", 4)}
    assert counts(store, 2, "UPR Info") == {("diterima-total", 180), ("didukung", 150), ("dicatat", 30)}


def test_every_count_belongs_to_a_described_cycle_and_its_year(store: MappedStore) -> None:
    orphans = "SELECT ?o { ?o ham:reviewCycle ?c FILTER NOT EXISTS { ?c a ham:ReviewCycle ; ham:reviewDate ?d } }"
    assert store.values(orphans) == set()
    years = store.rows("SELECT DISTINCT ?c ?y { ?o ham:reviewCycle ?c ; ham:refYear ?y }")
    assert years == {("siklus-upr/IDN/1", "2008"), ("siklus-upr/IDN/2", "2012"), ("siklus-upr/IDN/3", "2017"), ("siklus-upr/IDN/4", "2023")}


def test_recommendations_are_counted_in_recommendations(store: MappedStore) -> None:
    assert store.values("SELECT DISTINCT ?u { ?o ham:reviewCycle ?c ; ham:countingUnit ?u }") == {"konsep/satuan-hitung/rekomendasi"}
