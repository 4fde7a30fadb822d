"""The numbers of the derived graphs, counted again by other means: SPARQL over the release, and the figures that are known."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.store.release import find_release

PREFIXES = """PREFIX dcat: <http://www.w3.org/ns/dcat#> PREFIX dcterms: <http://purl.org/dc/terms/> PREFIX dqv: <http://www.w3.org/ns/dqv#>
PREFIX ham: <https://w3id.org/satudataham/ontology/> PREFIX metric: <https://w3id.org/satudataham/id/konsep/ukuran-mutu/>
PREFIX prov: <http://www.w3.org/ns/prov#> PREFIX qb: <http://purl.org/linked-data/cube#>
PREFIX sdmx-attribute: <http://purl.org/linked-data/sdmx/2009/attribute#> PREFIX sdmx-dimension: <http://purl.org/linked-data/sdmx/2009/dimension#>
PREFIX sdmx-measure: <http://purl.org/linked-data/sdmx/2009/measure#> PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX konsep: <https://w3id.org/satudataham/id/konsep/>
"""
# metric → what an observation of the dataset must have to be counted
COUNTED = {
    "angka": "",
    "angka-hilang": "?o sdmx-attribute:obsStatus <https://w3id.org/satudataham/id/konsep/status-pengamatan/M> .",
    "sebagian-tahun": "?o ham:periodComplete false .",
    "daftar-sebagian": "?o ham:listComplete false .",
    "keyakinan-rendah": "?o ham:confidence <https://w3id.org/satudataham/id/konsep/keyakinan/rendah> .",
    "beda-antarsumber": "?note a ham:ConflictNote ; ham:involves ?o .",
}


@pytest.fixture(scope="module")
def store(release_folder: Path) -> ox.Store:
    return find_release(release_folder).store


def rows(store: ox.Store, query: str) -> list[tuple[str, ...]]:
    return [tuple(value.value if value else "" for value in row) for row in store.query(PREFIXES + query)]  # type: ignore[union-attr]


@pytest.mark.parametrize("metric", COUNTED)
def test_a_measure_is_what_a_query_counts(metric: str, store: ox.Store) -> None:
    counted = dict(
        rows(
            store,
            f"""SELECT ?entry (COUNT(DISTINCT ?o) AS ?n) {{
            ?o a qb:Observation ; qb:dataSet/dcterms:isPartOf ?entry . {COUNTED[metric]} }} GROUP BY ?entry""",
        )
    )
    measured = dict(
        rows(
            store,
            f"SELECT ?entry ?n {{ [] dqv:isMeasurementOf metric:{metric} ; dqv:computedOn ?entry ; dqv:value ?n . ?entry a dcat:Dataset }}",
        )
    )
    assert {entry: number for entry, number in measured.items() if number != "0"} == counted


def test_the_measures_of_an_agency_are_sums_over_its_datasets(store: ox.Store) -> None:
    wrong = rows(
        store,
        """SELECT ?agency ?metric ?said ?sum {
        { SELECT ?agency ?metric (SUM(?n) AS ?sum) { ?entry a dcat:Dataset ; dcterms:publisher ?agency .
            [] dqv:computedOn ?entry ; dqv:isMeasurementOf ?metric ; dqv:value ?n . } GROUP BY ?agency ?metric }
        [] dqv:computedOn ?agency ; dqv:isMeasurementOf ?metric ; dqv:value ?said . FILTER(?said != ?sum) }""",
    )
    assert wrong == []


def test_every_agency_with_a_dataset_has_a_passport(store: ox.Store) -> None:
    lacking = rows(
        store,
        """SELECT ?agency { ?entry a dcat:Dataset ; dcterms:publisher ?agency
        FILTER NOT EXISTS { [] dqv:computedOn ?agency ; dqv:isMeasurementOf metric:himpunan-data } }""",
    )
    assert lacking == []


def test_poverty_by_province_is_complete_for_34_provinces_until_2023_and_38_after(store: ox.Store) -> None:
    cells = rows(
        store,
        """SELECT ?year ?expected ?value { ?cell a ham:CoverageCell ; dcterms:subject konsep:indikator\\/persentase-penduduk-miskin ;
          ham:ofCube <https://w3id.org/satudataham/id/dataset/bps/kemiskinan_provinsi> ; ham:refYear ?year ;
          ham:expectedCount ?expected ; ham:valueCount ?value } ORDER BY ?year""",
    )
    assert {(expected, value) for year, expected, value in cells if year <= "2023"} == {("34", "34")}
    assert {(expected, value) for year, expected, value in cells if year >= "2024"} == {("38", "38")}


def test_a_province_that_a_list_does_not_name_has_no_figure_in_it(store: ox.Store) -> None:
    wrong = rows(
        store,
        """SELECT ?cell ?area { ?cell ham:areaAbsent ?area ; ham:ofCube ?cube ; dcterms:subject ?indicator ; ham:refYear ?year .
        ?o qb:dataSet ?cube ; ham:indicator ?indicator ; sdmx-dimension:refArea ?area ; ham:refYear ?year }""",
    )
    assert wrong == []


def test_counts_of_a_list_fit_together(store: ox.Store) -> None:
    wrong = rows(
        store,
        """SELECT ?cell { { SELECT ?cell ?absent (COUNT(?area) AS ?told) { ?cell ham:absentCount ?absent .
          OPTIONAL { ?cell ham:areaAbsent ?area } FILTER NOT EXISTS { ?cell ham:coverageLevel konsep:tingkat-wilayah\\/kabupaten } }
          GROUP BY ?cell ?absent } FILTER(?absent != ?told) }""",
    )
    assert wrong == []


def test_what_is_computed_says_by_which_rule_from_what_and_by_whom(store: ox.Store) -> None:
    silent = rows(
        store,
        """SELECT ?x { VALUES ?kind { ham:ConflictNote ham:AgreementNote ham:ComparabilityNote ham:CoverageCell dqv:QualityMeasurement
          ham:SuggestedImprovement } ?x a ?kind
          FILTER NOT EXISTS { ?x ham:derivationRule/skos:definition ?definition ; prov:wasDerivedFrom ?from ;
            prov:wasGeneratedBy/ham:rulesSha256 ?sha ; prov:wasAttributedTo <https://w3id.org/satudataham/id/instansi/satu-data-ham> } }""",
    )
    assert silent == []


def test_a_cell_of_coverage_is_never_taken_for_an_observation(store: ox.Store) -> None:
    assert rows(store, "SELECT ?x { ?x a ham:CoverageCell, qb:Observation }") == []
    assert rows(store, "SELECT ?x { ?x a ham:CoverageCell ; sdmx-measure:obsValue ?value }") == []
