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
    for path in [ontology_root() / "modules" / f"{name}.ttl" for name in ("law", "treaty", "organization", "dataset", "recommendation")]:
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


def test_the_articles_that_state_a_right_name_it(store: MappedStore) -> None:
    query = f"SELECT ?n ?r {{ ?p ham:law {ACT} ; ham:articleNumber ?n ; ham:statesRight ?r }}"
    assert store.rows(query) == {(str(n), f"konsep/hak-uu39/pasal-{n}") for n in (*range(3, 8), *range(9, 67), 100, 101, 102)}


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


def test_the_human_rights_court_act_has_51_articles_in_ten_chapters(store: MappedStore) -> None:
    act = "<peraturan/uu/2000/26>"
    assert store.values(f"SELECT ?n {{ ?p ham:law {act} ; ham:articleNumber ?n }}") == {str(n) for n in range(1, 52)}
    assert len(store.values(f"SELECT ?d {{ ?d a ham:LegalDivision ; eli:is_part_of {act} }}")) == 10


def test_seven_articles_of_the_human_rights_court_act_ended_when_the_penal_code_began(store: MappedStore) -> None:
    query = """SELECT ?n ?last ?by {
        ?p ham:law <peraturan/uu/2000/26> ; ham:articleNumber ?n ; schema:validThrough ?last ; ham:revokedBy ?by
        FILTER NOT EXISTS { ?p ham:itemLetter ?letter } }"""
    by = "peraturan/uu/2023/1/pasal/622/ayat/1/huruf/m"
    assert store.rows(query) == {(str(n), "2026-01-01", by) for n in (8, 9, 36, 37, 38, 39, 40)}
    assert store.values("SELECT ?d { <peraturan/uu/2023/1/pasal/598> schema:validFrom ?d }") == {"2026-01-02"}


def test_article_7_stays(store: MappedStore) -> None:
    article = "<peraturan/uu/2000/26/pasal/7>"
    assert store.values(f"SELECT ?first {{ {article} schema:validFrom ?first }}") == {"2000-11-23"}
    assert store.values(f"SELECT ?last {{ {article} schema:validThrough ?last }}") == set()


@pytest.mark.parametrize(
    ("provision", "now"),
    [("8", "598"), ("36", "598"), ("37", "599"), ("40", "599"), ("8/huruf/e", "598"), ("9/huruf/a", "599/huruf/a"),
     ("9/huruf/c", "599/huruf/b"), ("9/huruf/f", "599/huruf/b"), ("9/huruf/h", "599/huruf/c"), ("9/huruf/i", "599/huruf/d")],
)  # fmt: skip
def test_a_revoked_provision_leads_to_where_its_matter_stands_now(store: MappedStore, provision: str, now: str) -> None:
    query = f"SELECT ?now {{ <peraturan/uu/2000/26/pasal/{provision}> dcterms:isReplacedBy ?now }}"
    assert store.values(query) == {f"peraturan/uu/2023/1/pasal/{now}"}


def test_the_penal_code_also_ends_provisions_of_six_other_acts(store: MappedStore) -> None:
    query = (
        """SELECT ?law (COUNT(?p) AS ?n) { ?p ham:law ?law ; ham:revokedBy ?by FILTER (?law != <peraturan/uu/2000/26>) } GROUP BY ?law"""
    )
    ended = {"uu/2002/23": 2, "uu/2003/15": 2, "uu/2003/20": 1, "uu/2006/13": 4, "uu/2007/21": 1, "uu/2008/40": 2}
    assert store.rows(query) == {(f"peraturan/{law}", str(count)) for law, count in ended.items()}


def test_provisions_of_two_acts_define_gross_violation_and_the_concepts_are_apart(store: MappedStore) -> None:
    query = 'SELECT ?p ?c { ?p ham:defines ?c FILTER STRENDS(STR(?c), "/pelanggaran-ham-berat") }'
    assert store.rows(query) == {
        ("peraturan/uu/2000/26/pasal/7", "konsep/pelanggaran-berat-uu26/pelanggaran-ham-berat"),
        ("peraturan/uu/1999/39/pasal/104", "konsep/pelanggaran-berat-uu39/pelanggaran-ham-berat"),
    }
    concepts = Graph()
    for name in ("pelanggaran_berat_uu26", "pelanggaran_berat_uu39"):
        concepts.parse(ontology_root() / "codelists" / f"{name}.ttl")
    assert list(concepts.subject_objects(SKOS.exactMatch)) == []
    assert len(set(concepts.subjects(RDF.type, SKOS.Concept))) == (1 + 1 + 5 + 1 + 10) + (1 + 6)


def test_every_defined_notion_is_a_concept_or_the_programme(store: MappedStore) -> None:
    concepts = Graph()
    for name in ("pelanggaran_berat_uu26", "pelanggaran_berat_uu39"):
        concepts.parse(ontology_root() / "codelists" / f"{name}.ttl")
    known = {str(concept).removeprefix(f"{NS.base}id/") for concept in concepts.subjects(RDF.type, SKOS.Concept)}
    assert store.values("SELECT ?c { ?p ham:defines ?c }") == known - {f"konsep/pelanggaran-berat-uu39/{n}" for n in range(1, 7)} | {
        "program/satu-data-ham"
    }


def test_the_constitution_names_four_pillars_and_not_respect(store: MappedStore) -> None:
    query = "SELECT ?pillar { <peraturan/uud/1945/pasal/28I/ayat/4> ham:pillar ?pillar }"
    assert store.values(query) == {f"konsep/pilar-p5ham/{key}" for key in ("lindung", "maju", "tegak", "penuhi")}


def test_non_derogable_rights_are_two_lists_of_seven(store: MappedStore) -> None:
    rights = Graph()
    for name in ("hak_uu39", "hak_uud1945"):
        rights.parse(ontology_root() / "codelists" / f"{name}.ttl")
    for group in ("hak-uud1945/28i-1", "hak-uu39/pasal-4"):
        assert len(list(rights.subjects(SKOS.broader, URIRef(f"{NS.base}id/konsep/{group}")))) == 7, group


@pytest.mark.parametrize(
    ("scheme", "kind", "count"),
    [("hak_kkp_ham", "Right", 10), ("hak_kkp_ham", "RightsGroup", 2), ("hak_indeks_ham", "Right", 20), ("peran_sdi", "DataRole", 5),
     ("pilar_p5ham", "ObligationPillar", 5), ("kewajiban_negara", "StateObligation", 3), ("tahap_sdi", "DataStage", 4)],
)  # fmt: skip
def test_a_list_has_as_many_concepts_as_its_source(scheme: str, kind: str, count: int) -> None:
    concepts = Graph().parse(ontology_root() / "codelists" / f"{scheme}.ttl")
    assert len(set(concepts.subjects(RDF.type, URIRef(f"{NS.ontology}{kind}")))) == count


def test_lists_of_rights_are_joined_by_no_statement_of_their_own() -> None:
    lists = Graph()
    for path in (ontology_root() / "codelists").glob("hak_*.ttl"):
        lists.parse(path)
    assert [pair for match in (SKOS.exactMatch, SKOS.closeMatch, SKOS.broadMatch) for pair in lists.subject_objects(match)] == []


def test_a_law_whose_text_was_read_cites_its_own_text(store: MappedStore) -> None:
    """Of an instrument that is known only from the text of another, the text was not read."""
    query = (
        """SELECT ?law ?url { ?law ham:textRead true ; dcterms:source/schema:url ?url FILTER CONTAINS(STR(?url), "/data-peraturan/") }"""
    )
    cited = store.rows(query)
    own = {law for law, url in cited if url.endswith(f"/{law.removeprefix('peraturan/')}.md")}
    assert {law for law, _ in cited} == own


def test_satu_data_ham_is_defined_in_one_provision(store: MappedStore) -> None:
    assert store.values("SELECT ?p { ?p ham:defines <program/satu-data-ham> }") == {"peraturan/permenham/2025/13/pasal/1/ayat/3"}


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


@pytest.mark.parametrize(
    "predicate",
    [
        "eli:amends",
        "eli:repeals",
        "ham:partlyRepeals",
        "dcterms:replaces",
        "ham:law",
        "eli:is_part_of",
        "ham:revokedBy",
        "dcterms:isReplacedBy",
    ],
)
def test_links_between_laws_lead_to_described_ones(store: MappedStore, predicate: str) -> None:
    assert store.values(f"SELECT ?o {{ ?s skos:prefLabel ?l ; {predicate} ?o FILTER NOT EXISTS {{ ?o skos:prefLabel ?m }} }}") == set()


def test_a_repealed_law_names_no_force_and_a_repealing_one_exists(store: MappedStore) -> None:
    query = """SELECT ?law { ?law ham:legalStatus <konsep/status-peraturan/dicabut>
        FILTER NOT EXISTS { ?by eli:repeals ?law . ?law eli:in_force eli:InForce-notInForce } }"""
    assert store.values(query) == set()


def test_no_wording_of_laws_is_published(store: MappedStore) -> None:
    """Gists and remarks are this service's own, of a line at most; a name is no longer than it must be."""
    names = "FILTER (isLiteral(?text) && STRLEN(?text) > 70 && ?any NOT IN (ham:gist, rdfs:comment))"
    assert store.values(f"SELECT ?text {{ ?p a ham:LegalProvision ; ?any ?text {names} }}") == set()
    gists = store.values("SELECT ?text { ?p a ham:LegalProvision ; ham:gist ?text }")
    assert max(len(gist.split()) for gist in gists) <= 16


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
