"""Pages that people read: each kind shows what its question asks for, in both languages, with what to beware of."""

from __future__ import annotations

import csv
import io
import json
import re

import openpyxl
import pytest
from starlette.testclient import TestClient

INDICATOR = "/doc/konsep/indikator/pengaduan-diterima-komnas-ham"
PAGES = [
    "/", "/hak", "/wilayah", "/lembaga", "/indikator", "/pbb", "/pekerja-migran", "/tentang", "/catalog", INDICATOR,
    "/doc/konsep/hak-indeks-ham/es06", "/doc/konsep/hak-uu39/07", "/doc/wilayah/kemendagri/91", "/doc/wilayah/kemendagri/91-sebelum-2022",
    "/doc/negara/KHM", "/doc/instansi/polri", "/doc/instansi/komnas-ham", "/doc/katalog/bps/kemiskinan_provinsi", "/doc/traktat/ICCPR",
    "/doc/traktat/ICESCR/pasal/12", "/doc/peraturan/uu/1999/39", "/doc/peraturan/uu/1999/39/pasal/62", "/doc/badan-traktat/CCPR",
    "/doc/dokumen-pbb/CCPR/C/IDN/CO/2", "/doc/rekomendasi/upr/IDN/2/9", "/doc/siklus-upr/IDN/4",
]  # fmt: skip


def page(client: TestClient, path: str, language: str = "id") -> str:
    answer = client.get(path, params={"lang": language}, headers={"Accept": "text/html"})
    assert answer.status_code == 200, path
    return answer.text


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("path", PAGES)
def test_every_page_is_there_in_both_languages_and_links_keep_the_language(client: TestClient, path: str, language: str) -> None:
    html = page(client, path, language)
    assert f'<html lang="{language}">' in html
    assert html.count("<h1>") == 1
    assert "{{" not in html and "None" not in re.sub(r"<[^>]+>", "", html)
    inner = [
        href
        for href in re.findall(r'href="(/(?:doc|hak|wilayah|lembaga|indikator|pbb)[^"#]*)"', html)
        if "." not in href.rsplit("/", 1)[-1]
    ]
    other = "en" if language == "id" else "id"
    assert inner
    assert all(f"lang={language}" in href or f"lang={other}" in href for href in inner)


@pytest.mark.parametrize("path", PAGES)
def test_no_page_loads_anything_from_elsewhere_or_runs_script_within(client: TestClient, path: str) -> None:
    html = page(client, path)
    assert not re.search(r'<(?:script|link rel="stylesheet"|img|iframe)[^>]+(?:src|href)="(?:https?:)?//', html)
    assert not re.search(r"<script(?! src=\"/static/| type=\"application/ld\+json\")", html)
    assert " style=" not in html


@pytest.mark.parametrize("path", [p for p in PAGES if p not in ("/pekerja-migran", INDICATOR)])
def test_pages_are_small_enough_for_slow_lines(client: TestClient, path: str) -> None:
    assert len(page(client, path).encode()) <= 100_000


def test_complaints_of_2025_show_both_totals_and_say_so(client: TestClient) -> None:
    html = page(client, INDICATOR)
    assert "Sumber berbeda untuk 2025: 2.796 (Dataloka) dan 2.718 (Katadata). Keduanya ditampilkan, tidak dirata-rata." in html


def test_lists_name_what_other_sources_say(client: TestClient) -> None:
    assert re.search(r"2\.796 aduan.*?Sumber lain: 2\.718 \(Katadata\)", page(client, "/"), re.DOTALL)


def test_part_years_and_allegations_are_told(client: TestClient) -> None:
    html = page(client, INDICATOR)
    assert "Hanya sebagian tahun: 1 Januari 2021 – 15 Desember 2021" in html
    assert "Yang dihitung ialah dugaan, belum terbukti." in html


def test_poverty_in_papua_before_and_after_the_split_is_warned_about(client: TestClient) -> None:
    address = "/doc/konsep/indikator/persentase-penduduk-miskin?bentuk=garis&peran=wilayah-statistik"
    both = "&wilayah=wilayah/kemendagri/91&wilayah=wilayah/kemendagri/91-sebelum-2022"
    html = client.get(address + both, headers={"Accept": "text/html", "Accept-Language": "id"}).text
    assert "Papua berubah luas pada 25 Juli 2022; angka sebelum dan sesudahnya menyangkut wilayah yang berbeda." in html
    assert "Papua (sebelum pemekaran 2022)" in html


def test_a_chart_sentence_says_from_what_to_what_and_who_says_so(client: TestClient) -> None:
    html = page(client, "/doc/konsep/indikator/persentase-penduduk-miskin", "en")
    assert "Percentage of poor people in Indonesia fell from 11.22% (March 2015) to 8.25% (September 2025)" in html
    assert "a difference of 2.97 percentage points" in html


def test_a_right_without_a_score_shows_none(client: TestClient) -> None:
    assert 'class="value"' not in page(client, "/doc/konsep/hak-indeks-ham/es06")
    assert "22,08" in page(client, "/doc/konsep/hak-indeks-ham/sp01")


def test_a_treaty_body_leads_to_documents_recommendations_and_data(client: TestClient) -> None:
    html = page(client, "/doc/badan-traktat/CCPR")
    assert "CCPR/C/IDN/CO/2" in html
    assert 'id="data"' in html and "/doc/katalog/" in html


def test_the_police_page_shows_what_is_alleged_against_them(client: TestClient) -> None:
    html = page(client, "/doc/instansi/polri")
    assert "Aduan ialah dugaan; banyaknya aduan bukan banyaknya pelanggaran." in html


# --- charts as files ------------------------------------------------------------------------------------------------------
CHART = "/grafik/pengaduan-diterima-komnas-ham.{}?bentuk=garis&wilayah=negara/IDN"


@pytest.mark.parametrize(
    ("suffix", "media_type", "start"),
    [
        ("svg", "image/svg+xml", b"<svg"), ("png", "image/png", b"\x89PNG"), ("csv", "text/csv", b"iri,"),
        ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", b"PK"), ("jsonld", "application/ld+json", b"["),
    ],
)  # fmt: skip
def test_a_chart_can_be_taken_away_in_each_form(client: TestClient, suffix: str, media_type: str, start: bytes) -> None:
    answer = client.get(CHART.format(suffix))
    assert answer.status_code == 200
    assert answer.headers["content-type"].split(";")[0] == media_type
    assert answer.content.startswith(start)
    again = client.get(CHART.format(suffix), headers={"If-None-Match": answer.headers["etag"]})
    assert again.status_code == 304


def test_the_table_of_a_chart_names_each_figure_and_its_source_row(client: TestClient) -> None:
    rows = list(csv.DictReader(io.StringIO(client.get(CHART.format("csv")).text)))
    values = {(row["period_start"], row["value"]) for row in rows}
    assert {("2025-01-01", "2796"), ("2025-01-01", "2718")} <= values
    assert all("/id/pengamatan/" in row["iri"] and "#row=" in row["source_row"] for row in rows)
    sheet = openpyxl.load_workbook(io.BytesIO(client.get(CHART.format("xlsx")).content)).worksheets[0]
    column = [cell.value for cell in next(sheet.iter_rows(max_row=1))].index("value")
    assert 2796 in [row[column].value for row in sheet.iter_rows(min_row=2)]


def test_the_query_behind_a_chart_gives_its_figures(client: TestClient) -> None:
    answer = client.get(CHART.format("rq"))
    assert answer.status_code == 303
    query = client.get(
        answer.headers["location"].replace("format=html", "format=json"), headers={"Accept": "application/sparql-results+json"}
    )
    values = {row["value"]["value"] for row in json.loads(query.text)["results"]["bindings"] if "value" in row}
    assert {"2796", "2718", "3190"} <= values


def test_a_chart_that_cannot_be_is_told_in_words(client: TestClient) -> None:
    for address in ("/grafik/nichts.svg?bentuk=garis", "/grafik/pengaduan-kpai.svg", "/grafik/pengaduan-kpai.exe?bentuk=garis"):
        assert client.get(address).status_code == 404


def test_an_embedded_chart_may_stand_in_other_sites_and_nothing_else_may(client: TestClient) -> None:
    assert "frame-ancestors *" in client.get(CHART.format("html")).headers["content-security-policy"]
    assert "frame-ancestors 'self'" in client.get(INDICATOR, headers={"Accept": "text/html"}).headers["content-security-policy"]
