"""What a newcomer must manage without help, by what a page shows: links, the search box and buttons, in both languages."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Locator

from tests.browser.conftest import Watched
from tests.browser.pages import NAMES, in_language, path_of

WORDS = {
    "id": {
        "rights": "Hak", "places": "Wilayah", "un": "PBB", "migrants": "Pekerja migran", "received": "Aduan yang diterima Komnas HAM",
        "police": "kepolisian", "police_name": "Kepolisian Negara Republik Indonesia", "police_asked": "polisi",
        "newest": "752 aduan", "behind": "Di balik angka", "highland": "Papua Pegunungan",
        "poverty": "Persentase penduduk miskin", "former": "Papua (sebelum pemekaran 2022)",
        "split": "Papua berubah luas pada 25 Juli 2022; angka sebelum dan sesudahnya menyangkut wilayah yang berbeda.",
        "torture_asked": "penyiksaan", "torture": "Bebas dari penyiksaan", "figures": "Angka",
        "prison_asked": "penjara penuh", "above": "Persen kelebihan hunian", "row_holds": "SHA-256 baris ini sama",
        "open_file": "Buka berkas pada baris ini", "profile": "Profil sebagai lembar kerja (XLSX)", "cite": "Cara mengutip",
        "workbench": "SPARQL", "review": "Tinjauan Berkala Universal Indonesia, siklus 4", "pledged": "Yang dijanjikan Indonesia",
        "noted": "dicatat", "cambodia": "Kamboja", "complaints": "13 aduan", "decimal": ",", "differ": "Sumber berbeda untuk 2025: 2.796",
        "because": "Jumlah aduan 2025 ada dua sebab Katadata mencetak 2.718", "part": "sebagian tahun",
    },
    "en": {
        "rights": "Rights", "places": "Places", "un": "United Nations", "migrants": "Migrant workers",
        "received": "Complaints received by Komnas HAM",
        "police": "police", "police_name": "Indonesian National Police", "police_asked": "police",
        "newest": "752 complaints", "behind": "Behind the numbers", "highland": "Highland Papua",
        "poverty": "Percentage of poor people", "former": "Papua (before the split of 2022)",
        "split": "The extent of Papua changed on 25 July 2022; figures before and after are about different areas.",
        "torture_asked": "torture", "torture": "Freedom from torture", "figures": "Figures",
        "prison_asked": "prison overcrowding", "above": "Per cent above capacity", "row_holds": "The SHA-256 of this row is the one",
        "open_file": "Open the file at this row", "profile": "Profile as a spreadsheet (XLSX)", "cite": "How to cite",
        "workbench": "SPARQL", "review": "Universal Periodic Review of Indonesia, cycle 4", "pledged": "What Indonesia pledged",
        "noted": "noted", "cambodia": "Cambodia", "complaints": "13 complaints", "decimal": ".", "differ": "Sources differ for 2025: 2,796",
        "because": "There are two totals for 2025 because Katadata prints 2,718", "part": "part of the year",
    },
}  # fmt: skip
OF_THE_POLICE = {"2020": 758, "2021": 661, "2022": 861, "2023": 771, "2024": 663, "2025": 752}  # whole or part years, as printed
PART_YEARS = {"2021", "2024"}


@pytest.fixture
def words(language: str) -> dict[str, str]:
    return WORDS[language]


def search(watched: Watched, language: str, asked: str) -> None:
    watched.open(in_language("/", language))
    watched.page.set_default_timeout(60_000)  # whoever searches first waits while the index is made
    watched.page.fill("#q", asked)
    watched.page.locator(".search button").click()


def go(watched: Watched, name: str, within: str = "main") -> None:
    """The first link of this very name."""
    watched.page.locator(within).get_by_role("link", name=name, exact=True).first.click()


def card(watched: Watched, heading: str) -> Locator:
    """The first chart under this heading, its table unfolded."""
    card = watched.page.locator(".chart-card", has=watched.page.locator("h2, h3", has_text=heading)).first
    card.locator("details summary").click()
    return card


def yearly(rows: Locator, who: str) -> dict[str, tuple[int, str]]:
    """Figure and warning of each year; half-years are left out."""
    found = {}
    for row in rows.all():
        cells = row.locator("td").all_inner_texts()
        if cells[0] == who and re.match(r"(\d{4}$|1 Jan)", cells[2]):
            found[re.findall(r"\d{4}", cells[2])[0]] = (int(re.sub(r"\D", "", cells[3])), cells[4])
    return found


def test_complaints_against_the_police_each_year(watched: Watched, language: str, words: dict[str, str]) -> None:
    """From the police to the newest figure, whose page holds the series."""
    search(watched, language, words["police_asked"])
    go(watched, words["police_name"])
    watched.page.get_by_role("link", name=words["newest"], exact=True).click()
    chart = watched.page.locator(".chart-card")
    chart.locator("details summary").click()
    found = yearly(chart.locator("tbody tr"), words["police"])
    assert {year: figure for year, (figure, _) in found.items()} == OF_THE_POLICE
    assert {year for year, (_, beware) in found.items() if words["part"] in beware} == PART_YEARS


def test_why_2025_has_two_totals(watched: Watched, language: str, words: dict[str, str]) -> None:
    watched.open(in_language("/", language))
    go(watched, words["received"])
    shown = watched.page.locator("main").inner_text()
    assert words["differ"] in shown
    assert words["because"] in shown
    totals = [row.inner_text() for row in card(watched, words["received"]).locator("tbody tr").all()]
    assert sum(bool(re.search(r"\b2025\b.*2[.,](796|718)\b", " ".join(row.split()))) for row in totals) == 2


def test_poverty_in_papua_before_and_after_2022_comes_with_a_warning(watched: Watched, language: str, words: dict[str, str]) -> None:
    page = watched.page
    search(watched, language, "papua")
    go(watched, "Papua")
    go(watched, words["poverty"])
    chart = page.locator(".chart-card").first
    chart.locator("details.pick summary").click()
    chart.get_by_label(words["former"], exact=True).check()
    page.wait_for_url("**sebelum-2022**")
    assert words["split"] in chart.locator(".beware").inner_text()
    chart.locator(".behind-numbers summary").click()
    rows = [row.locator("td").all_inner_texts() for row in chart.locator("tbody tr").all()]
    by_place = {cells[0]: {c[1]: c[2] for c in rows if c[0] == cells[0]} for cells in rows}
    assert set(by_place) == {"Papua", words["former"]}
    assert f"17{words['decimal']}82%" in by_place["Papua"].values()
    assert min(int(re.findall(r"\d{4}", when)[0]) for when in by_place["Papua"]) >= 2022
    assert chart.locator("svg path.line").count() >= 2  # two lines: none joins both extents


def test_what_the_un_said_about_a_right_and_the_figures_that_bear_on_it(watched: Watched, language: str, words: dict[str, str]) -> None:
    page = watched.page
    search(watched, language, words["torture_asked"])
    go(watched, words["torture"])
    assert page.locator("#pbb ~ ul.links li").count() > 10
    assert page.locator("#angka ~ .scroll tbody tr, #angka ~ * tbody tr").count() > 3
    page.locator("#pbb ~ ul.links a[href*='/doc/rekomendasi/'], #pbb ~ ul.links a[href*='/doc/butir/']").first.click()
    assert page.locator("#angka ~ .scroll tbody tr").count() > 0
    assert words["torture"].lower() in page.locator("main").inner_text().lower()


def test_the_overcrowding_of_prisons_and_its_source_row(watched: Watched, language: str, words: dict[str, str]) -> None:
    page = watched.page
    search(watched, language, words["prison_asked"])
    go(watched, words["above"])
    card(watched, words["above"]).get_by_role("link", name="89%", exact=True).click()
    assert page.locator(".value strong").inner_text() == "89"
    assert "89" in page.locator("tr.wanted").inner_text()
    assert words["row_holds"] in page.locator("main").inner_text()
    go(watched, words["open_file"])
    assert page.locator("html").get_attribute("lang") == language
    assert "89" in page.locator("tr.wanted, tr:target").inner_text()


def test_the_profile_of_a_province_as_a_spreadsheet(watched: Watched, language: str, words: dict[str, str], tmp_path: Path) -> None:
    page = watched.page
    watched.open(in_language("/", language))
    go(watched, words["places"], ".site-nav")
    go(watched, "Papua")
    told = page.locator(".lead").inner_text()
    with page.expect_download() as download:
        go(watched, words["profile"])
    download.value.save_as(tmp_path / "profile.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "profile.xlsx").worksheets[0]
    head, *rows = list(sheet.iter_rows(values_only=True))
    assert len(rows) == int(re.findall(r"\d+", told)[0])
    assert 17.82 in [row[head.index("value")] for row in rows]


def test_one_number_is_cited(watched: Watched, language: str, words: dict[str, str]) -> None:
    page = watched.page
    watched.open(in_language("/", language))
    page.locator(".card .big a", has_text=re.compile(r"2[.,]796")).click()
    address = page.locator("meta[property='og:url']").get_attribute("content") or ""
    page.locator("summary", has_text=words["cite"]).click()
    release = page.locator(".site-foot code").inner_text()
    assert release in page.locator("#kutip p").inner_text()
    for form, start in (("BibTeX", "@"), ("RIS", "TY  - "), ("CSL-JSON", "[")):
        written = page.request.get(
            watched.address + (page.locator("#kutip").get_by_role("link", name=form).get_attribute("href") or "")
        ).text()
        assert written.startswith(start)
        assert release in written
        assert address.replace("/doc/", "/id/") in written


def test_a_query_is_made_from_an_example_and_taken_away(watched: Watched, language: str, words: dict[str, str], tmp_path: Path) -> None:
    page = watched.page
    watched.open(in_language("/", language))
    go(watched, words["workbench"], ".site-nav")
    page.fill("#filter", "papua 2022")
    page.locator(".questions li:visible a").click()
    page.wait_for_selector("#answer table tbody tr")
    page.locator(".chips button", has_text="Papua").last.click()
    page.keyboard.type("aceh")
    page.wait_for_selector(".found li")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.locator("#ask button[type=submit]").click()
    page.wait_for_selector("#answer table >> text=Aceh")
    with page.expect_download() as download:
        page.locator(".answer-tools a", has_text="csv").click()
    download.value.save_as(tmp_path / "rows.csv")
    with (tmp_path / "rows.csv").open(encoding="utf-8", newline="") as file:
        assert any("Aceh" in "".join(row.values()) or "/kemendagri/11" in "".join(row.values()) for row in csv.DictReader(file))


def test_what_indonesia_pledged_in_the_fourth_cycle(watched: Watched, language: str, words: dict[str, str]) -> None:
    page = watched.page
    watched.open(in_language("/", language))
    go(watched, words["un"], ".site-nav")
    go(watched, words["review"])
    go(watched, words["pledged"])
    assert page.url.endswith("#janji")
    assert page.locator("#janji ~ ul").first.locator("li").count() == 8
    noted = [row for row in page.locator("#jumlah ~ .scroll tbody tr").all_inner_texts() if f"· {words['noted']})" in row]
    told = [row.split("\t") for row in noted]
    assert {(cells[1].split()[0], cells[3].split()[0]) for cells in told} == {("59", "OHCHR"), ("55", "ASEAN"), ("55", "AsiaViews")}
    assert all("59 (OHCHR)" in cells[3] for cells in told if cells[1].startswith("55"))


def test_what_is_not_known_of_a_province_and_why(watched: Watched, language: str, words: dict[str, str]) -> None:
    """From the province to its gaps, each with a reason in words."""
    page = watched.page
    watched.open(in_language("/", language))
    go(watched, words["places"], ".site-nav")
    go(watched, words["highland"])
    page.locator("main a[href*='/liputan']").first.click()
    assert words["highland"] in page.locator("h1").inner_text()
    rows = [row.locator("th, td").all_inner_texts() for row in page.locator("main tbody tr").all()]
    assert len(rows) > 5
    assert all(cells[0] and cells[-1] for cells in rows)


def test_complaints_of_migrant_workers_in_cambodia(watched: Watched, language: str, words: dict[str, str]) -> None:
    watched.open(in_language("/", language))
    go(watched, words["migrants"])
    cards = watched.page.locator("#complaints .chart-card")
    for summary in cards.locator("details summary").all():
        summary.click()
    row = cards.locator("tbody tr", has_text=words["cambodia"]).first
    assert words["complaints"] in row.inner_text()
    assert "2024" in row.inner_text()
    row.get_by_role("link").click()
    assert watched.page.locator(".value strong").inner_text() == "13"


@pytest.mark.parametrize("name", [name for name in NAMES if name != "answer"])
def test_the_language_is_switched_anywhere_and_the_page_stays(watched: Watched, name: str) -> None:
    page, path = watched.page, path_of(name, watched.address)
    watched.open(path)
    before = page.url.replace(watched.address, "").split("?")[0]
    page.locator(".site-head a[hreflang]").click()
    assert page.locator("html").get_attribute("lang") == ("en" if page.url.endswith("lang=en") else "id")
    assert page.url.replace(watched.address, "").split("?")[0] == before
    shown = page.locator("h1").inner_text()
    page.locator(".site-head a[hreflang]").click()
    assert page.url.replace(watched.address, "").split("?")[0] == before
    assert page.locator(".site-head a[hreflang]").inner_text() in ("English", "Bahasa Indonesia")
    assert shown


def focus(watched: Watched, name: str, most: int = 120) -> None:
    """Tab on until a link or control of this name has the focus."""
    for _ in range(most):
        watched.page.keyboard.press("Tab")
        if watched.page.evaluate("(document.activeElement.innerText || '').trim()").startswith(name):
            return
    raise AssertionError(f"the keyboard does not reach {name}")


def test_complaints_against_the_police_by_keyboard_alone(watched: Watched, language: str, words: dict[str, str]) -> None:
    page = watched.page
    watched.open(in_language("/", language))
    for _ in range(3):  # past the skip link and the name of the service
        page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "q"
    page.keyboard.type(words["police_asked"])
    page.keyboard.press("Enter")
    page.wait_for_url("**/cari?*")
    for name, address in ((words["police_name"], "**/doc/instansi/polri*"), (words["newest"], "**/doc/pengamatan/**")):
        focus(watched, name)
        page.keyboard.press("Enter")
        page.wait_for_url(address)
    focus(watched, words["behind"])
    page.keyboard.press("Enter")
    found = yearly(page.locator(".chart-card tbody tr"), words["police"])
    assert {year: figure for year, (figure, _) in found.items()} == OF_THE_POLICE


def test_the_spreadsheet_of_a_province_by_keyboard_alone(watched: Watched, language: str, words: dict[str, str]) -> None:
    page = watched.page
    watched.open(in_language("/", language))
    focus(watched, words["places"])
    page.keyboard.press("Enter")
    page.wait_for_url("**/wilayah*")
    focus(watched, "Papua")
    page.keyboard.press("Enter")
    page.wait_for_url("**/doc/wilayah/**")
    focus(watched, words["profile"])
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    assert download.value.suggested_filename == "profil-91.xlsx"
