"""What must hold over all graphs of the release together, as queries that may return no row."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.store.release import find_release

_PREFIXES = """PREFIX ham: <https://w3id.org/satudataham/ontology/>
PREFIX csvw: <http://www.w3.org/ns/csvw#>
PREFIX dcat: <http://www.w3.org/ns/dcat#>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX qb: <http://purl.org/linked-data/cube#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX schema: <https://schema.org/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX sdmx-dimension: <http://purl.org/linked-data/sdmx/2009/dimension#>
PREFIX sdmx-measure: <http://purl.org/linked-data/sdmx/2009/measure#>
"""
OFFENDERS = {
    "a document is described alike wherever it is cited": """
        SELECT ?x ?p { ?x a ham:SourceDocument ; ?p ?v } GROUP BY ?x ?p HAVING (COUNT(DISTINCT ?v) > 1)""",
    "a thing has one label a language": """
        SELECT ?x ?l { ?x skos:prefLabel ?v BIND(LANG(?v) AS ?l) } GROUP BY ?x ?l HAVING (COUNT(DISTINCT ?v) > 1)""",
    "every observation leads to a row with its hash, of a file with its hash, and to a document with publisher and date": """
        SELECT ?x { ?x a qb:Observation FILTER NOT EXISTS {
          ?x prov:wasDerivedFrom ?row . ?row a csvw:Row ; ham:rowSha256 ?rowHash ; dcterms:isPartOf ?file .
          ?row prov:hadPrimarySource ?document .
          ?file ham:fileSha256 ?fileHash . ?document ham:publisherName ?publisher ; ham:retrieved ?date } }""",
    "the document of an observation is that of its row": """
        SELECT ?x { ?x a qb:Observation ; ham:sourceDocument ?d ; prov:wasDerivedFrom/prov:hadPrimarySource ?other
          FILTER(?d != ?other) }""",
    "every cube was made by a mapping of a known version": """
        SELECT ?x { ?x a qb:DataSet FILTER NOT EXISTS {
          ?x prov:wasGeneratedBy ?activity . ?activity ham:mappingSha256 ?hash ; prov:used ?file } }""",
    "no figure of a whole period was released before its end": """
        SELECT ?x { ?x a qb:Observation ; dcterms:issued ?day ; ham:periodComplete true ; sdmx-dimension:refPeriod/dcat:endDate ?end
          FILTER(?day < ?end) }""",
    "an observation belongs to one cube": """
        SELECT ?x { ?x a qb:Observation ; qb:dataSet ?a , ?b FILTER(?a != ?b) }""",
    "no statement has a blank node": """
        SELECT ?x { { ?x ?p ?v FILTER(isBlank(?x)) } UNION { ?x ?p ?v FILTER(isBlank(?v)) } }""",
    "every used concept has labels in both languages": """
        SELECT DISTINCT ?x { ?o a qb:Observation ; ?p ?x . ?x a skos:Concept
          FILTER NOT EXISTS { ?x skos:prefLabel ?id , ?en FILTER(LANG(?id) = "id" && LANG(?en) = "en") } }""",
    "every property that is used has a label in both languages": """
        SELECT DISTINCT ?p { ?s ?p ?o FILTER NOT EXISTS { ?p rdfs:label ?id , ?en FILTER(LANG(?id) = "id" && LANG(?en) = "en") } }""",
}


@pytest.mark.parametrize("rule", OFFENDERS)
def test_no_row_breaks_the_rule(rule: str, release_folder: Path) -> None:
    rows = find_release(release_folder).store.query(_PREFIXES + OFFENDERS[rule])
    assert [str(row) for row in rows][:10] == []  # type: ignore[union-attr]
