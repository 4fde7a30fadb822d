"""United Nations documents and treaty articles, end to end: symbols, bodies, and dates that are kept apart."""

from __future__ import annotations

import pytest

from tests.mappings.mapped_store import MappedStore


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> MappedStore:
    names = ("pbb/dokumen", "pbb/badan_traktat", "pbb/pasal_traktat", "pbb/traktat", "pbb/siklus_upr", "instansi/organisasi")
    return MappedStore(tmp_path_factory.mktemp("quads"), *names)


def test_from_a_treaty_body_one_reaches_its_documents_on_indonesia(store: MappedStore) -> None:
    query = """SELECT ?kind ?symbol { ?d ham:unitedNationsBody <badan-traktat/CCPR> ; ham:state <negara/IDN> ;
        dcterms:type ?kind ; dcterms:identifier ?symbol }"""
    assert store.rows(query) == {
        ("konsep/jenis-dokumen-pbb/jawaban-daftar-isu", "CCPR/C/IDN/Q/1/Add.1"),
        ("konsep/jenis-dokumen-pbb/simpulan-pengamatan", "CCPR/C/IDN/CO/1"),
        ("konsep/jenis-dokumen-pbb/penilaian-tindak-lanjut", "CCPR/C/113/2"),
        ("konsep/jenis-dokumen-pbb/laporan-negara", "CCPR/C/IDN/2"),
        ("konsep/jenis-dokumen-pbb/daftar-isu-pra-laporan", "CCPR/C/IDN/QPR/2"),
        ("konsep/jenis-dokumen-pbb/rekaman-ringkas", "CCPR/C/SR.4087"),
        ("konsep/jenis-dokumen-pbb/rekaman-ringkas", "CCPR/C/SR.4088"),
        ("konsep/jenis-dokumen-pbb/simpulan-pengamatan", "CCPR/C/IDN/CO/2"),
    }


@pytest.mark.parametrize(
    ("symbol", "considered", "adopted", "distributed", "advance"),
    [
        ("CERD/C/IDN/CO/3", "2007-08-08", "2007-08-17", "2007-08-15", ""),
        ("CCPR/C/IDN/CO/2", "2024-03-11", "2024-03-26", "", "2024-03-28"),
        ("CMW/C/IDN/CO/2", "2025-12-02", "2025-12-11", "2026-01-20", ""),
        ("CAT/C/XXVII/Concl.3", "2001-11-16", "", "", ""),
        ("CRC/C/15/Add.223", "2004-01-13", "2004-01-30", "2004-02-26", ""),
        ("CEDAW/C/IDN/CO/6-7", "", "", "", ""),
    ],
)
def test_the_dates_of_concluding_observations_are_kept_apart(
    store: MappedStore, symbol: str, considered: str, adopted: str, distributed: str, advance: str
) -> None:
    query = f"""SELECT ?c ?a ?d ?v {{ <dokumen-pbb/{symbol}> a ham:ConcludingObservations ; dcterms:identifier "{symbol}"
        OPTIONAL {{ <dokumen-pbb/{symbol}> ham:consideredFrom ?c }} OPTIONAL {{ <dokumen-pbb/{symbol}> ham:adoptionDate ?a }}
        OPTIONAL {{ <dokumen-pbb/{symbol}> ham:distributionDate ?d }} OPTIONAL {{ <dokumen-pbb/{symbol}> ham:advanceVersionDate ?v }} }}"""
    assert store.rows(query) == {(considered, adopted, distributed, advance)}


def test_one_document_alone_is_dated_before_its_adoption(store: MappedStore) -> None:
    query = "SELECT ?s { ?d ham:adoptionDate ?a ; ham:distributionDate ?b ; dcterms:identifier ?s FILTER (?b < ?a) }"
    assert store.values(query) == {"CERD/C/IDN/CO/3"}


def test_documents_without_a_symbol_are_told_apart_from_symbols(store: MappedStore) -> None:
    found = store.values("SELECT ?d { ?d a ham:UnitedNationsDocument FILTER NOT EXISTS { ?d dcterms:identifier ?s } }")
    assert found == {
        "dokumen-pbb/tanpa-simbol/simpulan-pengamatan-crc-idn-5-6",
        "dokumen-pbb/tanpa-simbol/surat-cerd-idn-2009-03-13",
        "dokumen-pbb/tanpa-simbol/surat-cerd-idn-2013-08-30",
        "dokumen-pbb/tanpa-simbol/surat-cerd-idn-2021-04-30",
    }


def test_recalled_symbols_do_not_enter(store: MappedStore) -> None:
    recalled = {"CEDAW/C/5/Add.36/Rev.1", "A/HRC/52/8", "A/HRC/25/54/Add.1"}
    assert not recalled & store.values("SELECT ?s { ?d dcterms:identifier ?s }")


def test_every_body_and_cycle_of_a_document_is_described(store: MappedStore) -> None:
    query = """SELECT ?o { ?d a ham:UnitedNationsDocument ; ham:unitedNationsBody|ham:reviewCycle ?o
        FILTER NOT EXISTS { ?o skos:prefLabel ?l } }"""
    assert store.values(query) == set()


def test_reports_of_the_upr_belong_to_their_cycles(store: MappedStore) -> None:
    query = """SELECT ?c ?s ?d { ?r dcterms:type <konsep/jenis-dokumen-pbb/laporan-kelompok-kerja-upr> ;
        ham:reviewCycle ?c ; dcterms:identifier ?s ; ham:distributionDate ?d . ?c ham:reportSymbol ?s ; ham:reportDate ?d }"""
    assert store.rows(query) == {
        ("siklus-upr/IDN/1", "A/HRC/8/23", "2008-05-14"),
        ("siklus-upr/IDN/2", "A/HRC/21/7", "2012-07-05"),
        ("siklus-upr/IDN/3", "A/HRC/36/7", "2017-07-14"),
    }


def test_treaties_have_as_many_articles_as_their_texts(store: MappedStore) -> None:
    counts = store.rows("SELECT ?t (COUNT(?a) AS ?n) { ?a a ham:TreatyArticle ; eli:is_part_of ?t . ?t a ham:Treaty } GROUP BY ?t")
    assert counts == {
        (f"traktat/{code}", number)
        for code, number in {
            "ICCPR": "53", "ICESCR": "31", "ICERD": "25", "CEDAW": "30", "CAT": "33", "CRC": "54", "CRPD": "50", "ICPPED": "45",
            "ICCPR-OP2": "11", "OP-CAT": "37", "OP-CRC-AC": "13", "OP-CRC-SC": "17",
        }.items()
    }  # fmt: skip


def test_only_the_disability_convention_has_headings(store: MappedStore) -> None:
    assert store.values("SELECT DISTINCT ?t { ?a a ham:TreatyArticle ; dcterms:title ?h ; eli:is_part_of ?t }") == {"traktat/CRPD"}
    assert store.values("SELECT ?h { <traktat/CRPD/pasal/13> dcterms:title ?h }") == {"Access to justice"}


@pytest.fixture(scope="module")
def comments(tmp_path_factory: pytest.TempPathFactory) -> MappedStore:
    return MappedStore(tmp_path_factory.mktemp("quads"), "pbb/komentar_umum", "pbb/pasal_traktat", "pbb/badan_traktat")


def test_a_general_comment_names_body_number_and_the_article_of_its_title(comments: MappedStore) -> None:
    query = """SELECT ?b ?l ?a { <dokumen-pbb/CCPR/C/GC/36> ham:unitedNationsBody ?b ; skos:prefLabel ?l ; ham:concernsArticle ?a
        FILTER (LANG(?l) = "en") }"""
    assert comments.rows(query) == {("badan-traktat/CCPR", "General comment No. 36 of CCPR, CCPR/C/GC/36", "traktat/ICCPR/pasal/6")}


def test_a_general_comment_that_was_replaced_leads_to_the_later_one(comments: MappedStore) -> None:
    found = comments.rows("SELECT ?old ?new { ?old dcterms:isReplacedBy ?new }")
    assert found == {("dokumen-pbb/CRC/C/GC/10", "dokumen-pbb/CRC/C/GC/24")}


def test_general_comments_concern_no_state_and_articles_that_exist(comments: MappedStore) -> None:
    assert comments.values("SELECT ?d { ?d dcterms:type <konsep/jenis-dokumen-pbb/komentar-umum> ; ham:state ?s }") == set()
    assert comments.values("SELECT ?a { ?d ham:concernsArticle ?a FILTER NOT EXISTS { ?a a ham:TreatyArticle } }") == set()
