"""Errors that lists of human rights norms commonly make, asserted not to be in the graph."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.store.release import find_release

_PREFIXES = """BASE <https://w3id.org/satudataham/id/>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX eli: <http://data.europa.eu/eli/ontology#>
PREFIX ham: <https://w3id.org/satudataham/ontology/>
PREFIX schema: <https://schema.org/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""


@pytest.fixture(scope="module")
def store(release_folder: Path) -> ox.Store:
    return find_release(release_folder).store


def rows(store: ox.Store, query: str) -> set[tuple[str, ...]]:
    found = store.query(_PREFIXES + query)
    return {tuple("" if value is None else value.value.rpartition("/id/")[2] or value.value for value in row) for row in found}  # type: ignore[union-attr]


def test_seven_articles_of_the_human_rights_courts_act_ended_on_1_january_2026(store: ox.Store) -> None:
    """The last day of each is the day before the Penal Code began."""
    found = rows(
        store,
        """SELECT ?number ?last {
             ?article ham:law <peraturan/uu/2000/26> ; ham:revokedBy ?by ; schema:validThrough ?last ; ham:articleNumber ?number
             FILTER(STRSTARTS(STR(?by), STR(<peraturan/uu/2023/1>))) }""",
    )
    assert found == {(number, "2026-01-01") for number in ("8", "9", "36", "37", "38", "39", "40")}


@pytest.mark.parametrize(("article", "now"), [("8", "598"), ("9", "599")])
def test_genocide_and_crimes_against_humanity_stand_in_the_penal_code_now(store: ox.Store, article: str, now: str) -> None:
    found = rows(store, f"SELECT ?now {{ <peraturan/uu/2000/26/pasal/{article}> dcterms:isReplacedBy ?now }}")
    assert {address for (address,) in found} == {f"peraturan/uu/2023/1/pasal/{now}"}


def test_two_definitions_of_gross_violation_are_never_merged(store: ox.Store) -> None:
    merged = rows(
        store,
        """SELECT ?a ?same ?b { VALUES ?same { skos:exactMatch skos:closeMatch <http://www.w3.org/2002/07/owl#sameAs> }
             ?a skos:inScheme <konsep/pelanggaran-berat-uu26> . ?b skos:inScheme <konsep/pelanggaran-berat-uu39> .
             { ?a ?same ?b } UNION { ?b ?same ?a } }""",
    )
    assert merged == set()
    both = rows(store, "SELECT DISTINCT ?scheme { ?x a ham:GrossViolation ; skos:inScheme ?scheme }")
    assert both == {("konsep/pelanggaran-berat-uu26",), ("konsep/pelanggaran-berat-uu39",)}


@pytest.mark.parametrize(("right", "name"), [("es04", "water"), ("es06", "health"), ("es08", "food")])
def test_the_human_rights_act_has_no_general_article_on_health_food_or_water(store: ox.Store, right: str, name: str) -> None:
    """Article 62 is on the health of children alone: a narrower match at most."""
    equal = rows(
        store,
        f"""SELECT ?other {{ VALUES ?near {{ skos:exactMatch skos:closeMatch skos:broadMatch }}
        ?other skos:inScheme <konsep/hak-uu39> . {{ <konsep/hak-indeks-ham/{right}> ?near ?other }}
        UNION {{ ?other skos:exactMatch|skos:closeMatch|skos:narrowMatch <konsep/hak-indeks-ham/{right}> }} }}""",
    )
    assert equal == set(), name


def test_article_28i_1_of_the_constitution_has_seven_items(store: ox.Store) -> None:
    found = rows(store, """SELECT ?right { ?right a ham:Right ; skos:broader <konsep/hak-uud1945/28i-1> }""")
    assert len(found) == 7
