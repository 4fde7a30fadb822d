"""The SPARQL workbench by hand and by keyboard: example, another place, download; faults, cancelling, completion, chart and map."""

from __future__ import annotations

import csv
import io
import json
import urllib.parse
import urllib.request
from pathlib import Path

import pytest

from tests.browser.conftest import Watched

ROOT = Path(__file__).parents[2]
EDITOR = ROOT / "kg/api/static/vendor/yasqe.min.js"
with_editor = pytest.mark.skipif(not EDITOR.is_file(), reason="the editor was not fetched: no Node.js or no npm registry when installing")
PAPUA, ACEH = (f"https://w3id.org/satudataham/id/wilayah/kemendagri/{code}" for code in ("91", "11"))
_HASHED = f"{'SHA512(' * 12}STR(?o){')' * 12}"
LONG = f"SELECT (COUNT(*) AS ?n) WHERE {{ ?s ?p ?o FILTER(CONTAINS({_HASHED}, 'zzz')) }}"  # takes time, not memory
WORDS = {
    "id": {"run": "Jalankan", "cancel": "Batalkan", "cancelled": "Dibatalkan", "go": "Ke tempat kesalahan", "at": "baris 3, kolom 15"},
    "en": {"run": "Run", "cancel": "Cancel", "cancelled": "Cancelled", "go": "Go to the fault", "at": "line 3, column 15"},
}
POVERTY = """PREFIX ham: <https://w3id.org/satudataham/ontology/>
PREFIX sdmx-dimension: <http://purl.org/linked-data/sdmx/2009/dimension#>
PREFIX sdmx-measure: <http://purl.org/linked-data/sdmx/2009/measure#>
SELECT ?area (MAX(?v) AS ?highest)
WHERE { ?f ham:indicator <https://w3id.org/satudataham/id/konsep/indikator/persentase-penduduk-miskin> ;
  sdmx-dimension:refArea ?area ; sdmx-measure:obsValue ?v }
GROUP BY ?area"""


def write(watched: Watched, query: str) -> None:
    """Put a query into the editor, or into the plain field where there is none."""
    watched.page.evaluate(
        """query => { const box = document.querySelector(".CodeMirror");
        if (box) box.CodeMirror.setValue(query); else document.getElementById("query").value = query; }""",
        query,
    )


def written(watched: Watched) -> str:
    return watched.page.locator("textarea#query").input_value()


def run(watched: Watched) -> None:
    watched.page.locator("#ask button[type=submit]").click()


def rows(address: str, query: str) -> list[dict[str, str]]:
    request = urllib.request.Request(f"{address}/sparql?{urllib.parse.urlencode({'query': query, 'format': 'csv'})}")
    with urllib.request.urlopen(request, timeout=30) as answer:
        return list(csv.DictReader(io.TextIOWrapper(answer, "utf-8")))


def test_an_example_with_another_place_is_downloaded_as_csv(watched: Watched, language: str, tmp_path: Path) -> None:
    page = watched.page
    watched.open(f"/sparql?lang={language}")
    page.fill("#filter", "papua 2022")
    links = page.locator(".questions li:visible a")
    assert links.count() == 1
    links.click()
    page.wait_for_selector("#answer table tbody tr")
    assert PAPUA in written(watched)
    page.click(f'.chips button[data-iri="{PAPUA}"]')
    page.keyboard.type("aceh")
    page.wait_for_selector(f'.found li[data-iri="{ACEH}"]')
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert f"<{ACEH}>" in written(watched)
    assert f"<{PAPUA}>" not in written(watched)
    run(watched)
    page.wait_for_selector("#answer table >> text=Aceh")
    with page.expect_download() as download:
        page.locator(".answer-tools a", has_text="csv").click()
    download.value.save_as(tmp_path / "rows.csv")
    with (tmp_path / "rows.csv").open(encoding="utf-8", newline="") as file:
        got = list(csv.DictReader(file))
    assert ACEH in {row["area"] for row in got}
    assert got == rows(watched.address, written(watched))


def test_the_table_shows_each_row_and_names_in_place_of_addresses(watched: Watched, language: str) -> None:
    watched.open(f"/sparql?{urllib.parse.urlencode({'query': POVERTY, 'lang': language})}")
    watched.page.wait_for_selector("#answer table tbody tr")
    shown = watched.page.locator("#answer tbody tr").count()
    expected = rows(watched.address, POVERTY)
    assert shown == len(expected) > 30
    assert f"{shown} " in watched.page.locator(".state").inner_text()
    link = watched.page.locator(f'#answer a[title="{ACEH}"]')
    assert link.inner_text() == "Aceh"
    assert link.get_attribute("href") == f"/doc/wilayah/kemendagri/11?lang={language}"
    first = watched.page.locator("thead button").nth(1)
    first.click()
    numbers = watched.page.locator("tbody td.number").all_inner_texts()
    mark = "," if language == "id" else "."
    values = [float(number.replace(mark, ".")) for number in numbers]
    assert values == sorted(values)


@with_editor
def test_a_fault_is_told_and_marked_where_it_is(watched: Watched, language: str) -> None:
    page, words = watched.page, WORDS[language]
    watched.open(f"/sparql?lang={language}")
    page.wait_for_selector(".CodeMirror")
    write(watched, "SELECT ?s WHERE {\n ?s ?p ?o .\n  FILTER(?s = )\n}\nORDER BY ?s")
    run(watched)
    page.wait_for_selector("[role=alert] .fault")
    assert words["at"] in page.locator("[role=alert]").inner_text()
    assert page.locator(".fault-here").all_inner_texts() == [")"]
    page.click(f"button:has-text('{words['go']}')")
    assert page.evaluate("(({line, ch}) => [line, ch])(document.querySelector('.CodeMirror').CodeMirror.getCursor())") == [2, 14]
    assert watched.refused == 1


def test_without_scripts_the_form_tells_the_fault_and_keeps_the_query(browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/sparql?lang=id&query=SELECT&format=html")
    assert "baris 1" in page.locator("#refused").inner_text()
    assert page.locator("textarea").input_value() == "SELECT"
    page.goto(f"{address}/sparql?lang=id&contoh=cq33_prison_occupancy")
    page.click("#ask button[type=submit]")
    assert page.locator("table tbody tr").count() > 20
    context.close()


def test_a_query_is_cancelled_here_and_on_the_server(watched: Watched, language: str) -> None:
    page, words = watched.page, WORDS[language]
    watched.open(f"/sparql?lang={language}")
    write(watched, LONG)
    asked: list[str] = []
    page.on("response", lambda response: asked.append(f"{response.request.method} {response.status}"))
    run(watched)
    page.wait_for_timeout(700)
    page.click(f"button:has-text('{words['cancel']}')")
    page.wait_for_function(f"document.querySelector('.state').textContent.startsWith('{words['cancelled']}')")
    page.wait_for_timeout(300)
    assert "DELETE 204" in asked
    assert page.locator("#answer").inner_text() == ""


@with_editor
def test_terms_and_things_are_completed_from_our_own_data(watched: Watched) -> None:
    page = watched.page
    watched.open("/sparql?lang=id")
    page.wait_for_selector(".CodeMirror")
    write(watched, "")
    page.click(".CodeMirror")
    page.keyboard.type("SELECT * WHERE { ?s ham:respo", delay=40)  # as fast as people type
    page.wait_for_selector(".CodeMirror-hint >> text=ham:respondent")
    page.wait_for_timeout(300)
    assert "pihak teradu" in page.locator(".CodeMirror-hint").first.inner_text()
    page.keyboard.press("Enter")
    assert written(watched).startswith("PREFIX ham: <https://w3id.org/satudataham/ontology/>")
    assert written(watched).endswith("?s ham:respondent")
    page.keyboard.type(" ?o . ?s a provinsi", delay=40)
    page.wait_for_selector(".CodeMirror-hint >> text=ham:Province")
    page.keyboard.press("Escape")
    write(watched, "")
    page.keyboard.type("SELECT * WHERE { ?s ?p aceh", delay=40)
    page.keyboard.press("Control+Space")
    page.wait_for_selector(f".CodeMirror-hint >> text={ACEH}")
    page.keyboard.press("Enter")
    assert written(watched).endswith(f"?p <{ACEH}>")


@with_editor
def test_the_keyboard_alone_runs_a_query_and_leaves_the_editor(watched: Watched) -> None:
    page = watched.page
    watched.open("/sparql?lang=id")
    page.wait_for_selector(".CodeMirror")
    page.click(".CodeMirror")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector("#answer table tbody tr")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.CodeMirror')") is None


def test_numbers_are_drawn_as_bars_and_on_the_map_and_never_for_two_rows_at_once(watched: Watched, language: str) -> None:
    page = watched.page
    watched.open(f"/sparql?{urllib.parse.urlencode({'query': POVERTY, 'lang': language})}")
    page.click("[data-view=chart]")
    expected = rows(watched.address, POVERTY)
    assert page.locator("#answer .chart rect").count() == min(len(expected), 40)
    page.click("[data-view=map]")
    coloured = page.locator("#answer .chart a path:not(.no-data)").count()
    provinces = json.load(urllib.request.urlopen(f"{watched.address}/sparql/garis-besar", timeout=30))["places"]
    assert coloured == sum(row["area"] in provinces for row in expected) == 38
    several = POVERTY.replace("(MAX(?v) AS ?highest)", "?v").replace("GROUP BY ?area", "")
    watched.open(f"/sparql?{urllib.parse.urlencode({'query': several, 'lang': language})}#map")
    page.wait_for_selector("#answer .chart")
    assert page.locator("#answer .chart a path:not(.no-data)").count() == 0
    assert page.locator("#answer .beware").count() == 1


def test_figures_of_two_indicators_never_share_an_axis(watched: Watched) -> None:
    watched.open("/sparql?lang=id&contoh=cq33_prison_occupancy#chart")
    watched.page.wait_for_selector("#chart-apart")
    assert watched.page.locator("#chart-apart option").count() > 3
    titles = watched.page.locator("#answer .chart title").all_text_contents()
    chosen = watched.page.locator("#chart-apart").input_value()
    assert titles
    assert all(chosen in title for title in titles)


def test_a_link_to_a_query_opens_with_its_answer(watched: Watched, language: str) -> None:
    page = watched.page
    watched.open(f"/sparql?lang={language}")
    write(watched, "SELECT (1+1 AS ?two) {}")
    run(watched)
    page.wait_for_selector("#answer td")
    link = page.url
    page.goto("about:blank")
    page.goto(link)
    page.wait_for_selector("#answer td")
    assert page.locator("#answer td").inner_text() == "2"
    assert written(watched) == "SELECT (1+1 AS ?two) {}"
    page.click("details.code summary")
    for name, word in (("curl", "--data-urlencode"), ("Python", "SPARQLWrapper"), ("R", "httr")):
        page.click(f"details.code button:has-text('{name}')" if name != "R" else "details.code .switch button >> nth=2")
        code = page.locator("details.code pre").inner_text()
        assert word in code
        assert f"{watched.address}/sparql" in code


@pytest.mark.parametrize("path", ["/sparql", "/sparql?contoh=cq43_poverty_in_papua", "/sparql?contoh=cq43_poverty_in_papua#chart"])
def test_a_narrow_screen_needs_no_scrolling_sideways(watched: Watched, path: str) -> None:
    watched.page.set_viewport_size({"width": 320, "height": 640})
    watched.open(path)
    watched.page.wait_for_timeout(1000)
    assert watched.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_more_than_a_screen_holds_is_said_and_not_cut(watched: Watched, language: str) -> None:
    ended = []
    watched.page.on("request", lambda request: ended.append(request.url) if request.method == "DELETE" else None)
    watched.open(f"/sparql?lang={language}")
    write(watched, "SELECT * WHERE { ?s ?p ?o }")
    run(watched)
    watched.page.wait_for_selector("[role=alert] a[download]", timeout=60_000)
    assert watched.page.locator("#answer table").count() == 0
    assert ended == []  # hanging up is enough; an answer that the server breaks off is an error in the console
