"""Questions that must be refused: no triple of the release could answer them.

31: list child victims of a district by school. 36: where does a protected witness live? Such data never enter, so there is nothing to leak.
"""

from __future__ import annotations

import re
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.resources import ontology_root
from kg.store.release import find_release

_PREFIXES = """PREFIX ham: <https://w3id.org/satudataham/ontology/>
PREFIX qb: <http://purl.org/linked-data/cube#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX sdmx-dimension: <http://purl.org/linked-data/sdmx/2009/dimension#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""
NOTHING = {
    "no person is described": """SELECT ?x { ?x a ?class
        FILTER(REGEX(STR(?class), "(foaf/0.1/|schema.org/|vcard/ns#|w3.org/ns/person#|org#)(Person|Individual|Patient|Agent)$", "i")) }""",
    "no property of persons is used": """SELECT DISTINCT ?p { ?s ?p ?o
        FILTER(REGEX(STR(?p), "(birth|death|gender|givenName|familyName|telephone|mbox|hasEmail)", "i")
          || REGEX(STR(?p), "[#/](hasA|streetA|postalA|homeA|a)ddress$|postal|nationality|worksFor|alumni", "i")) }""",
    "no region lies below the regency": """SELECT DISTINCT ?level { ?region ham:regionLevel ?level
        FILTER(!REGEX(STR(?level), "/(provinsi|kabupaten|kota)$")) }""",
    "no figure is about a place below the regency or about a house that people live in": """SELECT ?area {
        ?o sdmx-dimension:refArea ?area
        FILTER NOT EXISTS { ?area a ?kind FILTER(?kind IN (ham:Region, ham:StateOrArea, ham:ServiceArea)) } }""",
    "no figure is broken down by school, workplace or address": """SELECT DISTINCT ?dimension { ?c qb:dimension ?dimension
        FILTER(REGEX(STR(?dimension), "(school|sekolah|workplace|address|alamat|witness|saksi)", "i")) }""",
}


@pytest.mark.parametrize("rule", NOTHING)
def test_there_is_nothing_to_answer_with(rule: str, release_folder: Path) -> None:
    rows = find_release(release_folder).store.query(_PREFIXES + NOTHING[rule])
    assert [str(row) for row in rows][:10] == []  # type: ignore[union-attr]


def test_no_literal_holds_an_identity_number_a_telephone_number_or_an_e_mail_address(release_folder: Path) -> None:
    """Addresses of documents and hashes are IRIs or hexadecimal; every other literal is looked at."""
    pattern = re.compile(r"(?<![\d.])\d{16}(?![\d.])|(?<!\d)(?:\+?62|0)8\d{8,11}(?!\d)|[\w.+-]+@[\w-]+\.[a-z]{2,}")
    graphs = find_release(release_folder).folder / "graphs"
    found = []
    for path in sorted(graphs.rglob("*.nq")):
        for line in path.read_text(encoding="utf-8").splitlines():
            literal = re.search(r'"((?:[^"\\]|\\.)*)"', line)
            if literal and not re.fullmatch(r"[0-9a-f]{64}", literal[1]) and pattern.search(literal[1]):
                found.append(f"{path.name}: {literal[1][:60]}")
    assert found == []


REFUSED = sorted((ontology_root() / "competency" / "refused").glob("*.rq"))
_PLANTED = {
    "cq31_child_victims_by_school": "<urn:child> <https://schema.org/alumniOf> <urn:school> .",
    "cq36_where_a_protected_witness_lives": "<urn:witness> <https://schema.org/homeLocation> <urn:place> .",
}


@pytest.mark.parametrize("question", REFUSED, ids=lambda path: path.stem)
def test_a_refused_question_has_no_answer_in_the_release(question: Path, release_folder: Path) -> None:
    answer = find_release(release_folder).store.query(question.read_text(encoding="utf-8"))
    assert bool(answer) is False


@pytest.mark.parametrize("question", REFUSED, ids=lambda path: path.stem)
def test_a_refused_question_would_notice_such_data(question: Path) -> None:
    store = ox.Store()
    store.load(_PLANTED[question.stem].encode(), format=ox.RdfFormat.N_TRIPLES)
    assert bool(store.query(question.read_text(encoding="utf-8"))) is True
