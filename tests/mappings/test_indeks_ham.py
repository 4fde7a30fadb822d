"""Scores of the Indonesia Human Rights Index, end to end."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.mappings.mapped_store import MappedStore

SCORE = "sdmx-measure:obsValue ?n"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> MappedStore:
    return MappedStore(tmp_path_factory.mktemp("quads"), "kemenham/indeks_ham")


def test_the_index_of_reference_year_2024_is_63_20(store: MappedStore) -> None:
    query = f"""SELECT ?n ?raw ?year ?issued {{ ?o ham:right <konsep/hak-indeks-ham/total> ; {SCORE} ; ham:rawValue ?raw ;
        ham:refYear ?year ; dcterms:issued ?issued }}"""
    ((value, raw, year, issued),) = store.rows(query)
    assert Decimal(value) == Decimal("63.20")
    assert (raw, year, issued) == ("63,20", "2024", "2025-12-15")


def test_both_reported_scores_of_the_second_dimension_are_kept(store: MappedStore) -> None:
    query = f"SELECT ?n ?host {{ ?o ham:right <konsep/hak-indeks-ham/ekosob> ; {SCORE} ; ham:sourceDocument/ham:publisherName ?host }}"
    assert store.rows(query) == {("68.98", "BaBe (menyalin Pantau)"), ("68.97", "Tribratanews Polri")}
    assert store.values(f"SELECT ?n {{ ?o ham:right <konsep/hak-indeks-ham/sipol> ; {SCORE} }}") == {"58.28"}


def test_four_rights_have_a_score(store: MappedStore) -> None:
    query = f"SELECT ?r ?n {{ ?o ham:right ?r ; {SCORE} FILTER REGEX(STR(?r), '/(sp|es)[0-9]{{2}}$') }}"
    found = {(right.rpartition("/")[2], value) for right, value in store.rows(query)}
    assert found == {("sp01", "22.08"), ("sp10", "93.33"), ("es02", "50.84"), ("es08", "82.38")}


def test_sixteen_rights_are_missing_and_have_no_value(store: MappedStore) -> None:
    query = """SELECT ?r { ?o ham:right ?r ; sdmx-attribute:obsStatus <konsep/status-pengamatan/M> ; ham:rawValue "tidak ditemukan"
        FILTER NOT EXISTS { ?o sdmx-measure:obsValue ?n } }"""
    assert len(store.values(query)) == 16
    assert len(store.values("SELECT ?r { ?o ham:right ?r }")) == 23, "index, two dimensions, twenty rights"


def test_every_score_names_its_index_and_the_unit_score(store: MappedStore) -> None:
    query = "SELECT DISTINCT ?i ?u { ?o a qb:Observation OPTIONAL { ?o ham:index ?i } OPTIONAL { ?o ham:countingUnit ?u } }"
    assert store.rows(query) == {("konsep/indeks/indeks-ham-indonesia", "konsep/satuan-hitung/skor")}
