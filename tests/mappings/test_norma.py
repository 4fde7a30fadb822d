"""Facts about laws and their provisions, end to end."""

from __future__ import annotations

import pytest
from rdflib import RDF, SKOS, Graph, URIRef

from kg.resources import ontology_root
from tests.mappings.mapped_store import NS, MappedStore

ACT = "<peraturan/uu/1999/39>"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> MappedStore:
    return MappedStore(tmp_path_factory.mktemp("quads"), "norma/peraturan", "norma/ketentuan", "pbb/traktat")


@pytest.fixture(scope="module")
def terms() -> Graph:
    graph = Graph()
    for path in [ontology_root() / "modules" / f"{name}.ttl" for name in ("law", "treaty", "organization")]:
        graph.parse(path)
    for path in [ontology_root() / "codelists" / f"{name}.ttl" for name in ("jenis_peraturan", "status_peraturan")]:
        graph.parse(path)
    return graph


def test_the_human_rights_act_has_106_articles_without_gap(store: MappedStore) -> None:
    numbers = store.values(f"SELECT ?n {{ ?p a ham:LegalProvision ; ham:law {ACT} ; ham:articleNumber ?n }}")
    assert numbers == {str(n) for n in range(1, 107)}


def test_the_human_rights_act_has_eleven_chapters_and_ten_parts_in_the_third(store: MappedStore) -> None:
    assert len(store.values(f"SELECT ?d {{ ?d a ham:LegalDivision ; eli:is_part_of {ACT} }}")) == 11
    assert len(store.values("SELECT ?d { ?d a ham:LegalDivision ; eli:is_part_of <peraturan/uu/1999/39/bab/III> }")) == 10


@pytest.mark.parametrize(("part", "first", "last"), [(1, 9, 9), (3, 11, 16), (7, 36, 42), (9, 45, 51), (10, 52, 66)])
def test_a_part_holds_its_articles(store: MappedStore, part: int, first: int, last: int) -> None:
    query = f"SELECT ?n {{ ?p eli:is_part_of <peraturan/uu/1999/39/bab/III/bagian/{part}> ; ham:articleNumber ?n }}"
    assert store.values(query) == {str(n) for n in range(first, last + 1)}


def test_articles_9_to_66_state_a_right_each(store: MappedStore) -> None:
    query = f"SELECT ?n ?r {{ ?p ham:law {ACT} ; ham:articleNumber ?n ; ham:statesRight ?r }}"
    assert store.rows(query) == {(str(n), f"konsep/hak-uu39/pasal-{n}") for n in range(9, 67)}


def test_every_right_that_a_provision_states_is_a_right_or_group_of_rights(store: MappedStore) -> None:
    rights = Graph()
    for name in ("hak_uu39", "hak_uud1945"):
        rights.parse(ontology_root() / "codelists" / f"{name}.ttl")
    kinds = (URIRef(f"{NS.ontology}Right"), URIRef(f"{NS.ontology}RightsGroup"))
    known = {str(right).removeprefix(f"{NS.base}id/") for kind in kinds for right in rights.subjects(RDF.type, kind)}
    assert store.values("SELECT ?r { ?p ham:statesRight ?r }") <= known
    subjects = store.values("SELECT ?c { ?p a ham:LegalProvision ; dcterms:subject ?c }")
    concepts = {str(concept).removeprefix(f"{NS.base}id/") for concept in rights.subjects(RDF.type, SKOS.Concept)}
    assert subjects <= concepts - known


def test_a_paragraph_of_the_constitution_is_part_of_its_article_in_chapter_xa(store: MappedStore) -> None:
    query = """SELECT ?label ?article ?chapter ?right { <peraturan/uud/1945/pasal/28D/ayat/1> skos:prefLabel ?label ;
        eli:is_part_of ?article ; ham:statesRight ?right . ?article eli:is_part_of ?chapter FILTER (LANG(?label) = "id") }"""
    uud = "peraturan/uud/1945"
    assert store.rows(query) == {("Pasal 28D ayat (1) UUD 1945", f"{uud}/pasal/28D", f"{uud}/bab/XA", "konsep/hak-uud1945/28d-1")}


def test_an_article_has_as_many_paragraphs_as_it_says(store: MappedStore) -> None:
    query = """SELECT ?article ?count (COUNT(?p) AS ?found) { ?article ham:law <peraturan/uud/1945> ; ham:paragraphCount ?count
        OPTIONAL { ?p eli:is_part_of ?article ; ham:paragraphNumber ?n } } GROUP BY ?article ?count HAVING (?count != COUNT(?p))"""
    assert store.rows(query) == {("peraturan/uud/1945/pasal/33", "5", "1")}, "of art. 33 only paragraph 3 is taken up"


def test_the_penal_code_revokes_parts_of_the_human_rights_court_act(store: MappedStore) -> None:
    query = "SELECT ?status ?by { <peraturan/uu/2000/26> ham:legalStatus ?status . ?by ham:partlyRepeals <peraturan/uu/2000/26> }"
    assert store.rows(query) == {("konsep/status-peraturan/dicabut-sebagian", "peraturan/uu/2023/1")}


def test_the_truth_commission_act_is_annulled(store: MappedStore) -> None:
    assert store.values("SELECT ?s { <peraturan/uu/2004/27> ham:legalStatus ?s }") == {"konsep/status-peraturan/dibatalkan"}


def test_the_child_convention_was_approved_by_a_presidential_decree(store: MappedStore) -> None:
    query = "SELECT ?law ?kind { ?law ham:ratifies <traktat/CRC> ; eli:type_document ?kind }"
    assert store.rows(query) == {("peraturan/keppres/1990/36", "konsep/jenis-peraturan/keppres")}


def test_four_acts_of_2022_set_up_the_new_papuan_provinces(store: MappedStore) -> None:
    query = """SELECT ?law ?date { ?law eli:date_document ?date ; dcterms:title ?t
        FILTER (LANG(?t) = "id" && CONTAINS(?t, "Pembentukan Provinsi")) }"""
    signed = {14: "2022-07-25", 15: "2022-07-25", 16: "2022-07-25", 29: "2022-12-08"}
    assert store.rows(query) == {(f"peraturan/uu/2022/{number}", date) for number, date in signed.items()}


def test_the_one_human_rights_data_regulation_and_its_decree_are_there(store: MappedStore) -> None:
    labels = store.values('SELECT ?l { ?law a ham:LegalInstrument ; skos:altLabel ?l FILTER (LANG(?l) = "id") }')
    assert {"Permenham 13/2025", "Kepmenham MHA-1.TI.06.03/2025", "Perpres 39/2019", "UU 39/1999", "UUD 1945"} <= labels


@pytest.mark.parametrize("predicate", ["eli:amends", "eli:repeals", "ham:partlyRepeals", "dcterms:replaces", "ham:law", "eli:is_part_of"])
def test_links_between_laws_lead_to_described_ones(store: MappedStore, predicate: str) -> None:
    assert store.values(f"SELECT ?o {{ ?s skos:prefLabel ?l ; {predicate} ?o FILTER NOT EXISTS {{ ?o skos:prefLabel ?m }} }}") == set()


def test_a_repealed_law_names_no_force_and_a_repealing_one_exists(store: MappedStore) -> None:
    query = """SELECT ?law { ?law ham:legalStatus <konsep/status-peraturan/dicabut>
        FILTER NOT EXISTS { ?by eli:repeals ?law . ?law eli:in_force eli:InForce-notInForce } }"""
    assert store.values(query) == set()


def test_no_wording_of_laws_is_published(store: MappedStore) -> None:
    long_texts = store.values("SELECT ?p { ?p a ham:LegalProvision ; ?any ?text FILTER (isLiteral(?text) && STRLEN(?text) > 60) }")
    assert long_texts == set()


def test_kinds_and_statuses_are_concepts_of_their_code_lists(store: MappedStore, terms: Graph) -> None:
    known = {str(concept).removeprefix(f"{NS.base}id/") for concept in terms.subjects(RDF.type, SKOS.Concept)}
    assert store.values("SELECT ?c { ?s eli:type_document|ham:legalStatus ?c }") == known


def test_every_own_term_in_use_is_declared_with_labels_and_definitions_in_both_languages(store: MappedStore, terms: Graph) -> None:
    query = f"""SELECT DISTINCT ?t {{ {{ ?s a ham:LegalInstrument }} UNION {{ ?s a ham:LegalProvision }} UNION {{ ?s a ham:Treaty }}
        {{ ?s ?t ?o }} UNION {{ ?s a ?t }} FILTER STRSTARTS(STR(?t), "{NS.ontology}") }}"""
    used = {URIRef(term) for term in store.values(query)}
    for term in used:
        for predicate in (SKOS.definition, URIRef("http://www.w3.org/2000/01/rdf-schema#label")):
            assert {value.language for value in terms.objects(term, predicate)} == {"id", "en"}, f"{term} {predicate}"
