"""Where sources are known to disagree, the release says so; where they do not, it says nothing."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.store.release import find_release

# indicator, period, classes that tell it from others → the figures, as the documents print them
KNOWN = {
    ("berkas-pengaduan-komnas-ham", "2016", ""): "7183 7188",
    ("pengaduan-diterima-komnas-ham", "2023", "semua-kantor"): "2753 2792",
    ("pengaduan-diterima-komnas-ham", "2025", "semua-kantor"): "2718 2796",
    ("pengaduan-kpai", "2022", "semua klaster"): "4638 4683",
    ("permohonan-pelindungan-lpsk", "2021", "semua tindak pidana"): "2182 2341",
    ("laporan-diterima-ombudsman", "2021", ""): "7148 7186",
    ("laporan-diterima-ombudsman", "2024", "diduga, Indonesia"): "10837 10846",
    ("rekomendasi-upr", "2023", "dicatat"): "55 59",
    ("keluarga-terdampak-konflik-agraria", "2023", ""): "135603 135608",
    ("skor-indeks-ham-indonesia", "2024", "ekonomi"): "68.97 68.98",
}
NOTES = """PREFIX ham: <https://w3id.org/satudataham/ontology/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX sdmx-dimension: <http://purl.org/linked-data/sdmx/2009/dimension#>
PREFIX sdmx-measure: <http://purl.org/linked-data/sdmx/2009/measure#>
SELECT ?note ?indicator ?period ?label (GROUP_CONCAT(DISTINCT ?text) AS ?values) ?least ?most ?difference
WHERE {
  { SELECT * { ?note a ham:ConflictNote ; ham:involves ?o ; rdfs:label ?label ;
        ham:smallestValue ?least ; ham:largestValue ?most ; ham:difference ?difference .
      ?o ham:indicator ?indicator ; sdmx-dimension:refPeriod ?period ; sdmx-measure:obsValue ?value .
      FILTER(LANG(?label) = "id") BIND(STR(?value) AS ?text) } ORDER BY ?value }
} GROUP BY ?note ?indicator ?period ?label ?least ?most ?difference"""


@pytest.fixture(scope="module")
def store(release_folder: Path) -> ox.Store:
    return find_release(release_folder).store


@pytest.fixture(scope="module")
def notes(store: ox.Store) -> list[tuple[str, str, str, str]]:
    rows = store.query(NOTES)
    return [
        (row["indicator"].value.rpartition("/")[2], row["period"].value.rpartition("/")[2], row["label"].value, row["values"].value)
        for row in rows  # type: ignore[union-attr]
    ]


@pytest.mark.parametrize("case", KNOWN, ids=lambda case: "-".join(case[:2]))
def test_a_known_conflict_has_a_note_with_both_values(case: tuple[str, str, str], notes: list[tuple[str, str, str, str]]) -> None:
    indicator, period, words = case
    found = [
        values for i, p, label, values in notes if (i, p) == (indicator, period) and words.replace("semua-kantor", "semua kantor") in label
    ]
    assert [" ".join(sorted(set(values.split()), key=float)) for values in found].count(KNOWN[case]) == 1


def test_what_a_note_says_of_the_values_is_what_the_observations_hold(store: ox.Store) -> None:
    wrong = store.query(
        """PREFIX ham: <https://w3id.org/satudataham/ontology/>
        PREFIX sdmx-measure: <http://purl.org/linked-data/sdmx/2009/measure#>
        SELECT ?note { { SELECT ?note ?least ?most ?difference (MIN(?v) AS ?min) (MAX(?v) AS ?max) {
            ?note ham:involves/sdmx-measure:obsValue ?v ; ham:smallestValue ?least ; ham:largestValue ?most ; ham:difference ?difference }
          GROUP BY ?note ?least ?most ?difference }
          FILTER(?least != ?min || ?most != ?max || ?difference != ?max - ?min) }"""
    )
    assert [str(row) for row in wrong] == []  # type: ignore[union-attr]


def test_figures_of_different_units_periods_or_areas_never_share_a_note(store: ox.Store) -> None:
    mixed = store.query(
        """PREFIX ham: <https://w3id.org/satudataham/ontology/>
        PREFIX sdmx-dimension: <http://purl.org/linked-data/sdmx/2009/dimension#>
        SELECT ?note ?p { ?note ham:involves ?a , ?b .
          VALUES ?p { ham:countingUnit ham:indicator sdmx-dimension:refPeriod sdmx-dimension:refArea ham:index }
          ?a ?p ?x . ?b ?p ?y FILTER(?x != ?y) }"""
    )
    assert [str(row) for row in mixed] == []  # type: ignore[union-attr]


def test_every_pair_of_figures_with_different_values_says_so_both_ways(store: ox.Store) -> None:
    silent = store.query(
        """PREFIX ham: <https://w3id.org/satudataham/ontology/>
        PREFIX sdmx-measure: <http://purl.org/linked-data/sdmx/2009/measure#>
        SELECT ?a ?b { ?note a ham:ConflictNote ; ham:involves ?a , ?b . ?a sdmx-measure:obsValue ?x . ?b sdmx-measure:obsValue ?y
          FILTER(?x != ?y) FILTER NOT EXISTS { ?a ham:conflictsWith ?b } }"""
    )
    assert [str(row) for row in silent] == []  # type: ignore[union-attr]
