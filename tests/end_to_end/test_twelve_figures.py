"""Twelve figures of twelve agencies followed over HTTP: the answer of the endpoint, the page, and the cell of the raw file as it stands.

Values and cells are typed by hand from the raw rows; each is asked for by what it means, never by its row.
"""

from __future__ import annotations

import csv
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import httpx2
import pytest

from tests.end_to_end.conftest import services

BASE = "https://w3id.org/satudataham/"


class Followed(NamedTuple):
    """A figure by its meaning, what the endpoint must answer and the page must print, and where its cell stands in the raw file."""

    dataset: str
    indicator: str
    area: str
    period: str
    more: str
    value: str
    printed: str
    file: str
    row: int
    column: str
    cell: str
    delimiter: str = ","


FIGURES = (
    Followed(  # a byte-order mark, and "Fakor" for "Faktor" in the header
        "badilag/faktor_perceraian_provinsi_2024", "faktor-perceraian", "wilayah/kemendagri/35", "2024",
        "ham:divorceCause <konsep/faktor-perceraian/kdrt>", "1985", "1.985",
        "badilag/faktor_perceraian_provinsi_2024/data.csv", 16, "Fakor Perceraian - Kekerasan Dalam Rumah Tangga", "1985",
    ),
    Followed(  # semicolons; a decimal point in a table of decimal commas
        "bps/indikator_kabkota_2021", "persentase-penduduk-miskin", "wilayah/kemendagri/14.09", "2021", "", "8.97", "8,97",
        "bps/indikator_kabkota_2021/data.csv", 77, "Persentase Penduduk Miskin (P0) Menurut Kabupaten/Kota (Persen)", "8.97", ";",
    ),
    Followed(  # the code 11.10 went through a number and is printed as 11.1
        "kemendagri/luas_wilayah", "luas-wilayah", "wilayah/kemendagri/11.10", "2024--2025", "", "1851.615", "1.851,615",
        "kemendagri/luas_wilayah/data.csv", 12, "luas", "1851.615",
    ),
    Followed(  # a decimal point beside "6,544" with a decimal comma
        "setara/indeks_kota_toleran", "skor-indeks-kota-toleran", "wilayah/kemendagri/16.72", "2024", "", "4.381", "4,381",
        "setara/indeks_kota_toleran/data.csv", 76, "skor", "4.381",
    ),
    Followed(  # Indonesian format with thousands and a decimal
        "kpa/konflik_sektor", "luas-konflik-agraria", "negara/IDN", "2024", "ham:conflictSector <konsep/sektor-kpa/perkebunan>",
        "170210.9", "170.210,9", "kpa/konflik_sektor/data.csv", 17, "luas_hektare", "170.210,9",
    ),
    Followed(
        "kemenham/kkp_ham_kabkota", "nilai-kkp-ham", "wilayah/kemendagri/72.02", "2023", "", "83.6", "83,6",
        "kemenham/kkp_ham_kabkota/data.csv", 6, "nilai", "83,6",
    ),
    Followed(  # one of two sources that disagree: the other one prints 2.718
        "komnas_ham/pengaduan_tahunan", "pengaduan-diterima-komnas-ham", "negara/IDN", "2025", "sdmx-measure:obsValue 2796",
        "2796", "2.796",
        "komnas_ham/pengaduan_tahunan/data.csv", 34, "jumlah", "2.796",
    ),
    Followed(  # counts consultations, which earlier years do not
        "ombudsman/laporan_tahunan", "laporan-diterima-ombudsman", "negara/IDN", "2025", "", "23596", "23.596",
        "ombudsman/laporan_masyarakat/data.csv", 48, "jumlah", "23.596",
    ),
    Followed(  # a year from June to May
        "kontras/penyiksaan_peristiwa", "peristiwa-penyiksaan-kontras", "negara/IDN", "2021-06-01--2022-05-31",
        "sdmx-measure:obsValue 50", "50", "50", "kontras/penyiksaan/data.csv", 2, "jumlah", "50",
    ),
    Followed(  # published in 2020, of 2019
        "komnas_perempuan/catahu_total", "kasus-kekerasan-terhadap-perempuan", "negara/IDN", "2019", "sdmx-measure:obsValue 431471",
        "431471", "431.471", "komnas_perempuan/catahu_total/data.csv", 3, "jumlah", "431.471",
    ),
    Followed(  # the folder of an agency that changed its name
        "kp2mi/penempatan_provinsi_asal", "penempatan-pekerja-migran", "wilayah/kemendagri/35", "2024", "sdmx-measure:obsValue 79001",
        "79001", "79.001", "bp2mi/penempatan_provinsi_asal/data.csv", 65, "jumlah_pmi", "79.001",
    ),
    Followed(  # a protected table: the raw one is in no release, this cell of it is
        "kemenpppa/jabar_korban_usia", "korban-kekerasan-simfoni", "wilayah/kemendagri/32.04", "2021",
        "ham:sex <konsep/jenis-kelamin/perempuan> ; ham:victimAgeBand <konsep/kelompok-umur-simfoni/13-17>", "34", "34",
        "kemenpppa/jabar_korban_usia/data.csv", 1187, "jumlah_korban", "34",
    ),
)  # fmt: skip
QUERY = """PREFIX sdmx-dimension: <http://purl.org/linked-data/sdmx/2009/dimension#>
PREFIX sdmx-measure: <http://purl.org/linked-data/sdmx/2009/measure#>
PREFIX qb: <http://purl.org/linked-data/cube#> PREFIX prov: <http://www.w3.org/ns/prov#> PREFIX ham: <{base}ontology/>
BASE <{base}id/>
SELECT ?o ?value ?row {{ GRAPH <{base}graph/{dataset}> {{ ?o qb:dataSet <dataset/{dataset}> ; ham:indicator <konsep/indikator/{indicator}> ;
  sdmx-dimension:refArea <{area}> ; sdmx-dimension:refPeriod <periode/{period}> ;
  sdmx-measure:obsValue ?value ; prov:wasDerivedFrom ?row {more} }} }}"""


@pytest.fixture(scope="module")
def site(raw_release_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx2.Client]:
    """The release of raw tables, served by a process of its own."""
    started = services(tmp_path_factory.mktemp("service"))
    address = next(started)("--data-dir", str(raw_release_folder))
    with httpx2.Client(base_url=address, follow_redirects=True, timeout=30) as client:
        yield client
    next(started, None)


def ask(site: httpx2.Client, figure: Followed) -> tuple[str, str, str]:
    """Address, value and row of the one figure that the endpoint answers."""
    fields = figure._asdict() | {"base": BASE, "more": f"; {figure.more}" if figure.more else ""}
    answer = site.post("/sparql", data={"query": QUERY.format(**fields)}, headers={"Accept": "application/sparql-results+json"})
    assert answer.status_code == 200, answer.text
    (found,) = answer.json()["results"]["bindings"]
    return found["o"]["value"], found["value"]["value"], found["row"]["value"]


@pytest.mark.parametrize("figure", FIGURES, ids=lambda figure: figure.dataset)
def test_a_figure_is_the_same_in_the_answer_on_its_page_and_in_the_raw_row(figure: Followed, site: httpx2.Client) -> None:
    address, value, row = ask(site, figure)
    assert value == figure.value
    assert int(row.rpartition("#row=")[2]) == figure.row

    page = site.get(address.replace(f"{BASE}id/", "/id/"), headers={"Accept": "text/html"}, params={"lang": "id"})
    assert page.status_code == 200
    words = re.sub(r"<[^>]+>", " ", page.text)
    assert re.search(rf"(?<![\d.,]){re.escape(figure.printed)}(?![\d]|[.,]\d)", words)
    assert re.search(rf"(?<!\d){figure.row}(?!\d)", words)

    with (Path(os.environ["HAM_SOURCES"]) / figure.file).open(encoding="utf-8-sig", newline="") as file:
        header, *rows = csv.reader(file, delimiter=figure.delimiter)
    assert rows[figure.row - 2][header.index(figure.column)].strip() == figure.cell


def test_the_twelve_are_of_twelve_agencies() -> None:
    assert len({figure.dataset.partition("/")[0] for figure in FIGURES}) == len(FIGURES) == 12
