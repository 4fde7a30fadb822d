"""Recommendations of treaty bodies and of the Universal Periodic Review, end to end."""

from __future__ import annotations

import csv
import os
from dataclasses import replace
from pathlib import Path

import pytest

from kg.mapping.dataset import discover
from kg.mapping.engine import map_dataset
from kg.resources import mappings_root, resource_root
from tests.mappings.mapped_store import NS, MappedStore

FOLDER = mappings_root() / "pbb" / "rekomendasi_upr"
GOALS = Path(os.environ.get("HAM_SOURCES", "")) / "un" / "sdg" / "sdg_concepts.csv"


def _rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _parts(cell: str) -> set[str]:
    """Parts of a cell: themes and rights stand between semicolons, addresses between spaces."""
    return set(cell.replace(";", " ").split())


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> MappedStore:
    names = ("pbb/rekomendasi_badan_traktat", "pbb/rekomendasi_upr", "pbb/dokumen", "pbb/badan_traktat", "pbb/pasal_traktat", "pbb/negara")
    return MappedStore(tmp_path_factory.mktemp("quads"), *names)


# --- treaty bodies ------------------------------------------------------------------------------------------------------
def test_points_are_counted_by_kind(store: MappedStore) -> None:
    query = """SELECT ?k (COUNT(?p) AS ?n) { ?p ham:pointKind ?k ; dcterms:isPartOf/ham:unitedNationsBody ?b .
        ?b a ham:TreatyBody } GROUP BY ?k"""
    assert {kind.rpartition("/")[2]: int(number) for kind, number in store.rows(query)} == {
        "rekomendasi": 79, "keprihatinan": 36, "hal-positif": 51, "permintaan-tindak-lanjut": 10,
    }  # fmt: skip


def test_only_what_recommends_is_a_recommendation(store: MappedStore) -> None:
    kinds = store.values("SELECT DISTINCT ?k { ?p a ham:Recommendation ; ham:pointKind ?k }")
    assert kinds == {"konsep/jenis-butir/rekomendasi"}
    missing = "SELECT ?p { ?p ham:pointKind <konsep/jenis-butir/rekomendasi> FILTER NOT EXISTS { ?p a ham:Recommendation } }"
    assert store.values(missing) == set()


def test_the_recommendation_on_executions_names_body_paragraph_theme_and_article(store: MappedStore) -> None:
    query = """SELECT ?label ?by ?to ?theme ?article ?follow { <rekomendasi/CCPR/C/IDN/CO/1/10/2> ham:paragraphLabel ?label ;
        ham:madeBy ?by ; ham:addressedTo ?to ; ham:theme ?theme ; ham:concernsArticle ?article ; ham:followUpSelected ?follow }"""
    expected = ("10", "badan-traktat/CCPR", "negara/IDN", "konsep/tema-uhri/death-penalty", "traktat/ICCPR/pasal/6", "true")
    assert store.rows(query) == {expected}


def test_letters_of_parts_are_the_documents_and_numbers_are_not_shown(store: MappedStore) -> None:
    assert store.values("SELECT ?l { <rekomendasi/E/C.12/IDN/CO/1/13/a> ham:paragraphLabel ?l }") == {"13 (a)"}
    assert store.values("SELECT ?l { <rekomendasi/E/C.12/IDN/CO/1/13/1> ham:paragraphLabel ?l }") == {"13"}


def test_points_without_a_paragraph_have_none(store: MappedStore) -> None:
    query = "SELECT (COUNT(?p) AS ?n) { ?p ham:pointKind ?k FILTER (CONTAINS(STR(?p), '/tanpa-nomor/')) }"
    with_label = "SELECT ?p { ?p ham:paragraphLabel ?l FILTER (CONTAINS(STR(?p), '/tanpa-nomor/')) }"
    assert store.values(query) == {"48"}
    assert store.values(with_label) == set()


def test_articles_named_together_are_each_linked(store: MappedStore) -> None:
    found = store.values("SELECT ?a { <rekomendasi/CRPD/C/IDN/CO/1/7/a> ham:concernsArticle ?a }")
    assert found == {f"traktat/CRPD/pasal/{number}" for number in (1, 2, 3, 4)}
    assert store.values("SELECT ?a { ?p ham:concernsArticle ?a FILTER NOT EXISTS { ?a a ham:TreatyArticle } }") == set()


@pytest.mark.parametrize(("point", "grade"), [("8/1", "B"), ("8/2", "C"), ("10/2", "E"), ("12/2", "B"), ("25/1", "C")])
def test_grades_of_the_follow_up_stand_apart_and_are_dated(store: MappedStore, point: str, grade: str) -> None:
    query = f"""SELECT ?g ?d ?doc {{ ?s a ham:ImplementationStatus ; ham:concerns <rekomendasi/CCPR/C/IDN/CO/1/{point}> ;
        ham:assessmentGrade ?g ; dcterms:date ?d ; dcterms:isPartOf ?doc }}"""
    assert store.rows(query) == {(grade, "2015-04-02", "dokumen-pbb/CCPR/C/113/2")}


def test_every_document_of_a_point_is_described(store: MappedStore) -> None:
    missing = "SELECT ?d { ?p ham:pointKind ?k ; dcterms:isPartOf ?d FILTER NOT EXISTS { ?d a ham:UnitedNationsDocument } }"
    assert store.values(missing) == set()


def test_gists_are_in_two_languages_and_short(store: MappedStore) -> None:
    gists = store.rows("SELECT ?p ?g (LANG(?g) AS ?l) { ?p ham:gist ?g }")
    assert all(len(gist.split()) <= 15 for _, gist, _ in gists)
    by_language = {language: {point for point, _, found in gists if found == language} for language in ("id", "en")}
    assert by_language["id"] == by_language["en"]


# --- UPR ----------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("cycle", "position", "number"), [(1, "didukung", "9"), (1, "dicatat", "4"), (2, "didukung", "150"), (2, "dicatat", "30")]
)
def test_positions_on_the_recommendations_of_cycles_1_and_2(store: MappedStore, cycle: int, position: str, number: str) -> None:
    query = f"""SELECT (COUNT(?r) AS ?n) {{ ?r a ham:Recommendation ; ham:reviewCycle <siklus-upr/IDN/{cycle}> ;
        ham:position <konsep/posisi-upr/{position}> ; ham:positionBasis <konsep/dasar-posisi/per-rekomendasi> }}"""
    assert store.values(query) == {number}


def test_the_first_recommendation_is_latvias_on_a_standing_invitation(store: MappedStore) -> None:
    query = """SELECT ?by ?position ?category ?theme ?doc { <rekomendasi/upr/IDN/1/1> ham:madeBy ?by ; ham:position ?position ;
        ham:actionCategory ?category ; ham:theme ?theme ; dcterms:isPartOf ?doc }"""
    assert store.rows(query) == {
        ("negara/LVA", "konsep/posisi-upr/dicatat", "konsep/kategori-tindakan-upr/3",
         "konsep/tema-uhri/cooperation-follow-up-with-special-procedures", "dokumen-pbb/A/HRC/8/23"),
    }  # fmt: skip


def test_nine_recommendations_have_no_state_as_their_source_names_none(store: MappedStore) -> None:
    query = """SELECT (COUNT(?r) AS ?n) { ?r a ham:Recommendation ; ham:actionCategory ?c ; ham:reviewCycle ?cycle
        FILTER NOT EXISTS { ?r ham:madeBy ?s } }"""
    assert store.values(query) == {"9"}


def test_every_recommending_state_is_described(store: MappedStore) -> None:
    assert store.values("SELECT ?s { ?r ham:reviewCycle ?c ; ham:madeBy ?s FILTER NOT EXISTS { ?s a ham:StateOrArea } }") == set()


def test_every_recommendation_has_its_own_reviewed_row_and_no_expert_is_claimed() -> None:
    mapped = _rows("padanan_rekomendasi.csv")
    assert [(row["siklus"], row["nomor"]) for row in mapped] == [(row["siklus"], row["nomor"]) for row in _rows("source.csv")]
    assert len(mapped) == 193
    assert {(row["status_tinjauan"], row["peninjau"], row["tanggal_tinjauan"]) for row in mapped} == {
        ("dibaca-ulang", "Satu Data HAM: pembaca kedua / second reader", "2026-11-25")
    }


def test_where_the_wording_departs_from_the_issues_the_row_says_why() -> None:
    issues = {row["isu"]: row for row in _rows("padanan_isu.csv")}
    silent = []
    for named, row in zip(_rows("source.csv"), _rows("padanan_rekomendasi.csv"), strict=True):
        of_issues = [issues[issue.strip()] for issue in named["isu"].split(";")]
        union = {column: {part for issue in of_issues for part in _parts(issue[column])} for column in ("tema", "hak", "sdg_target")}
        if any(_parts(row[column]) != parts for column, parts in union.items()) and not (row["alasan_id"] and row["alasan_en"]):
            silent.append((row["siklus"], row["nomor"]))
    assert silent == []


def test_the_goals_of_a_row_are_those_of_its_targets_or_wider() -> None:
    for row in [*_rows("padanan_rekomendasi.csv"), *_rows("padanan_isu.csv")]:
        assert {target.rpartition(".")[0] for target in row["sdg_target"].split()} <= set(row["sdg_tujuan"].split())


@pytest.mark.skipif(not GOALS.is_file(), reason="the reference tables are not there (HAM_SOURCES)")
def test_targets_and_goals_are_in_the_united_nations_list() -> None:
    with GOALS.open(encoding="utf-8", newline="") as file:
        known = {row["uri"] for row in csv.DictReader(file)}
    used = {address for row in [*_rows("padanan_rekomendasi.csv"), *_rows("padanan_isu.csv")]
            for column in ("sdg_tujuan", "sdg_target") for address in row[column].split()}  # fmt: skip
    assert used - known == set()


@pytest.mark.parametrize(
    ("number", "predicate", "expected"),
    [
        ("2/23", "ham:theme", {"ratification-of-accession-to-international-instruments",
                               "international-criminal-humanitarian-law-including-crimes-against-humanity-war-crimes-genocide"}),
        ("2/23", "ham:concernsRight", set()),  # the Rome Statute is not the right to obtain justice
        ("2/117", "ham:concernsRight", {"pasal-100"}),
        ("2/117", "ham:affectedGroup", {"civil-society"}),
        ("2/121", "ham:sdgTarget", {"3.1", "3.2"}),
        ("2/130", "ham:sdgTarget", {"4.1"}),
        ("2/140", "ham:concernsRight", {"pasal-6"}),
        ("2/170", "ham:sdgTarget", {"5.3"}),
    ],
)  # fmt: skip
def test_a_recommendation_is_mapped_by_its_own_wording(store: MappedStore, number: str, predicate: str, expected: set[str]) -> None:
    found = store.values(f"SELECT ?o {{ <rekomendasi/upr/IDN/{number}> {predicate} ?o }}")
    assert {value.rpartition("/")[2] for value in found} == expected


def test_points_issues_and_recommendations_say_who_read_them_again_and_when(store: MappedStore) -> None:
    query = """SELECT (COUNT(DISTINCT ?x) AS ?n) { ?x ham:reviewStatus ?s ; sssom:reviewer_label ?who ; sssom:review_date ?day }"""
    assert store.values(query) == {str(193 + 43 + 46 + 176)}
    doubted = "SELECT ?x { ?x ham:reviewStatus <konsep/status-tinjauan/diragukan> FILTER NOT EXISTS { ?x ham:mappingJustification ?why } }"
    assert store.values(doubted) == set()
    assert len(store.values("SELECT ?x { ?x ham:reviewStatus <konsep/status-tinjauan/diragukan> }")) == 4


@pytest.mark.parametrize(
    ("table", "name"),
    [
        ("rekomendasi_upr/padanan_isu.csv", "issues of UPR Info"),
        ("rekomendasi_upr/padanan_rekomendasi.csv", "recommendations of cycles 1 and 2"),
        ("rekomendasi_upr/dituturkan.csv", "told by others, cycles 3 and 4"),
        ("rekomendasi_badan_traktat/source.csv", "points of treaty bodies"),
    ],
)
def test_the_page_tells_how_many_rows_were_read_again(table: str, name: str) -> None:
    with (FOLDER.parent / table).open(encoding="utf-8", newline="") as file:
        statuses = [row["status_tinjauan"] for row in csv.DictReader(file)]
    line = f"| {name} | {len(statuses)} | {statuses.count('dibaca-ulang')} | {statuses.count('diragukan')} |"
    assert line in (resource_root() / "docs" / "alignments.md").read_text(encoding="utf-8")


def test_the_mapping_of_issues_says_why(store: MappedStore) -> None:
    query = """SELECT ?i { ?r ham:uprInfoIssue ?i . ?i ham:mappingJustification ?id, ?en FILTER (LANG(?id) = 'id' && LANG(?en) = 'en') }"""
    assert len(store.values(query)) == 43


def test_act_39_has_no_general_article_on_health_so_none_is_named(store: MappedStore) -> None:
    found = store.values("SELECT ?r { <konsep/isu-upr-info/right-to-health> ham:concernsRight ?r }")
    assert found == {"konsep/hak-indeks-ham/es06"}


def test_what_is_told_of_a_class_says_so_and_is_no_single_recommendation(store: MappedStore) -> None:
    query = """SELECT ?n { ?g a ham:RecommendationGroup ; ham:reviewCycle <siklus-upr/IDN/3> ; ham:recommendationCount ?n ;
        ham:positionBasis <konsep/dasar-posisi/tingkat-kelas> }"""
    assert store.values(query) == {"2", "10", "11", "64"}
    assert store.values("SELECT ?g { ?g a ham:RecommendationGroup, ham:Recommendation }") == set()


def test_a_position_that_no_source_tells_is_absent(store: MappedStore) -> None:
    query = """SELECT ?by { ?r a ham:Recommendation ; ham:reviewCycle <siklus-upr/IDN/4> ; ham:madeBy ?by
        FILTER NOT EXISTS { ?r ham:position ?p } }"""
    assert {"negara/MHL", "negara/VUT", "negara/USA", "negara/CAN"} <= store.values(query)


def test_recommendations_of_cycle_4_name_no_document_as_its_symbol_was_not_read(store: MappedStore) -> None:
    assert store.values("SELECT ?d { ?r ham:reviewCycle <siklus-upr/IDN/4> ; dcterms:isPartOf ?d }") == set()


# --- texts --------------------------------------------------------------------------------------------------------------
def test_the_repository_holds_no_text_of_a_recommendation(store: MappedStore) -> None:
    assert not (FOLDER / "teks.csv").exists()
    assert store.values("SELECT ?t { ?r ham:quotation ?t }") == set()


def test_a_text_that_is_handed_in_becomes_a_quotation(tmp_path: Path) -> None:
    source = tmp_path / "pbb" / "rekomendasi_upr" / "teks.csv"
    source.parent.mkdir(parents=True)
    with source.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([["siklus", "nomor", "teks_en"], ["2", "17", 'A made-up sentence with a "quote".']])
    dataset = replace(discover(mappings_root())["pbb/rekomendasi_upr"], sources=tmp_path)
    mapped = map_dataset(dataset, tmp_path / "graph.nq", NS, mappings_root())
    lines = [line for line in mapped.path.read_text(encoding="utf-8").splitlines() if "ontology/quotation>" in line]
    assert len(lines) == 1
    assert lines[0].startswith(f"<{NS.base}id/rekomendasi/upr/IDN/2/17>")
    assert r'"A made-up sentence with a \"quote\"."@en' in lines[0]
