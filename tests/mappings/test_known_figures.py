"""Series and lists that users ask for first, whole: a row that is lost or changed shows here, whatever the odd cases say elsewhere."""

from __future__ import annotations

import pytest

from tests.mappings.mapped_store import MappedStore

RECEIVED = "pengaduan-diterima-komnas-ham"
FILES = "berkas-pengaduan-komnas-ham"
CASES = "kasus-pengaduan-komnas-ham"
TOTALS = {
    (FILES, "2016", "7183"),
    (FILES, "2016", "7188"),
    (FILES, "2017", "5387"),
    (FILES, "2018", "6098"),
    (FILES, "2019", "5314"),
    (FILES, "2020", "4794"),
    (CASES, "2020", "2841"),
    (RECEIVED, "2021-01-01--2021-12-15", "2721"),
    (FILES, "2022-01-01--2022-12-10", "5306"),
    (CASES, "2022-01-01--2022-12-10", "2577"),
    (RECEIVED, "2022", "3190"),
    (FILES, "2023", "5301"),
    (CASES, "2023", "2500"),
    (RECEIVED, "2023", "2753"),
    (RECEIVED, "2023", "2792"),
    (RECEIVED, "2023-S1", "1415"),
    (CASES, "2024-01-01--2024-12-10", "2305"),
    (RECEIVED, "2024", "2575"),
    (RECEIVED, "2025", "2718"),
    (RECEIVED, "2025", "2796"),
    ("pengaduan-baru-komnas-ham", "2025", "2133"),
    ("pengaduan-lanjutan-komnas-ham", "2025", "663"),
    (RECEIVED, "2025-01-01--2025-11-30", "2650"),
}
RATIFIED = {
    "ICERD": ("uu/1999/29", "1999-06-25"),
    "ICESCR": ("uu/2005/11", "2006-02-23"),
    "ICCPR": ("uu/2005/12", "2006-02-23"),
    "CEDAW": ("uu/1984/7", "1984-09-13"),
    "CAT": ("uu/1998/5", "1998-10-28"),
    "CRC": ("keppres/1990/36", "1990-09-05"),
    "OP-CRC-AC": ("uu/2012/9", "2012-09-24"),
    "OP-CRC-SC": ("uu/2012/10", "2012-09-24"),
    "ICRMW": ("uu/2012/6", "2012-05-31"),
    "CRPD": ("uu/2011/19", "2011-11-30"),
}
PARAGRAPHS = {"28A": 0, "28B": 2, "28C": 2, "28D": 4, "28E": 3, "28F": 0, "28G": 2, "28H": 4, "28I": 5, "28J": 2}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> MappedStore:
    complaints = [f"komnas_ham/pengaduan_{name}" for name in ("tahunan", "teradu", "hak", "isu")]
    return MappedStore(tmp_path_factory.mktemp("quads"), *complaints, "pbb/ratifikasi", "norma/ketentuan")


def test_every_yearly_total_of_complaints_is_held_with_its_unit_and_period(store: MappedStore) -> None:
    query = """SELECT ?i ?p ?n { ?o qb:dataSet <dataset/komnas_ham/pengaduan_tahunan> ; ham:indicator ?i ;
        ham:complaintChannel <konsep/jalur-pengaduan/semua> ; sdmx-dimension:refPeriod ?p ; sdmx-measure:obsValue ?n }"""
    found = {(i.removeprefix("konsep/indikator/"), p.removeprefix("periode/"), n) for i, p, n in store.rows(query)}
    assert found == TOTALS


@pytest.mark.parametrize(
    ("dataset", "dimension", "figures"),
    [
        ("hak", "right", {"07": "891", "04": "863", "06": "269", "01": "134", "05": "71"}),
        ("teradu", "respondent", {"polri": "752", "korporasi": "452", "pusat-daerah": "445", "individu": "309"}),
        (
            "isu",
            "issue",
            {
                "ketidakprofesionalan-aph": "612",
                "konflik-agraria": "484",
                "kelompok-rentan": "219",
                "ketenagakerjaan": "182",
                "kekerasan-aparat": "116",
            },
        ),
    ],
)
def test_complaints_of_2025_by_class(store: MappedStore, dataset: str, dimension: str, figures: dict[str, str]) -> None:
    query = f"""SELECT ?c ?n {{ ?o qb:dataSet <dataset/komnas_ham/pengaduan_{dataset}> ; sdmx-dimension:refPeriod <periode/2025> ;
        ham:{dimension} ?c ; sdmx-measure:obsValue ?n }}"""
    assert {concept.rpartition("/")[2]: value for concept, value in store.rows(query)} == figures


def test_ten_treaties_are_ratified_by_a_law_and_since_a_day(store: MappedStore) -> None:
    query = "SELECT ?t ?law ?day { ?r a ham:Ratification ; ham:treaty ?t ; ham:nationalLaw ?law ; dcterms:date ?day }"
    found = {t.removeprefix("traktat/"): (law.removeprefix("peraturan/"), day) for t, law, day in store.rows(query)}
    assert found == RATIFIED


def test_chapter_xa_of_the_constitution_has_its_ten_articles_and_their_paragraphs(store: MappedStore) -> None:
    query = """SELECT ?n ?count { ?p eli:is_part_of <peraturan/uud/1945/bab/XA> ; ham:articleNumber ?n ; ham:paragraphCount ?count }"""
    assert {article: int(count) for article, count in store.rows(query)} == PARAGRAPHS
