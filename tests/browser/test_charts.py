"""Charts say what their tables say: a mark for each row with a value, where its value asks for it, and none for what is missing."""

from __future__ import annotations

import csv
import html
import io
import re

import pytest
from playwright.sync_api import Locator

from tests.browser.conftest import Watched
from tests.browser.pages import in_language, path_of

INDICATORS = ("pengaduan-diterima-komnas-ham", "persentase-penduduk-miskin", "persen-kelebihan-hunian", "penempatan-pekerja-migran")
MARKS = """card => [...card.querySelectorAll("svg.chart a, svg.chart g:has(> title)")].map(each => {
    const bar = each.querySelector("rect"), dot = [...each.querySelectorAll("circle")].pop(), cross = each.querySelector("path.absent");
    return { told: each.querySelector("title").textContent, href: each.getAttribute("href"), cross: !!cross,
        area: !!each.querySelector("path:not(.absent)"), blank: !!each.querySelector("path.no-data"),
        width: bar && +bar.getAttribute("width"), left: bar && +bar.getAttribute("x"), y: dot && +dot.getAttribute("cy") } })"""
ROWS = """card => [...card.querySelectorAll("tbody tr")].map(row => { const link = row.querySelector(".number a");
    return { href: link.getAttribute("href"), value: link.textContent } })"""


LINKED = re.compile(r'<td class="number"[^>]*><a href="([^"]*)">([^<]*)</a>')


def rows_of(card: Locator, watched: Watched) -> list[dict[str, str]]:
    """Address and value of each row: of the table under the chart, or of the one that it links, page by page."""
    if card.locator("table").count():
        return list(card.evaluate(ROWS))
    rows, href = [], card.locator("a[href*='/angka/']").first.get_attribute("href")
    while href:
        shown = watched.page.request.get(watched.address + html.unescape(href)).text()
        rows += [{"href": html.unescape(found), "value": html.unescape(value)} for found, value in LINKED.findall(shown)]
        later = re.search(r'<a href="([^"]*)" rel="next"', shown)
        href = later.group(1) if later else None
    return rows


def number(words: str, language: str) -> float | None:
    """The number that a table shows; None for words such as 'suppressed to protect people'."""
    found = re.match(r"−?-?[\d.,]+", words)
    if not found:
        return None
    plain = found.group().replace("−", "-")
    whole, mark = (".", ",") if language == "id" else (",", ".")
    return float(plain.replace(whole, "").replace(mark, "."))


def cards(watched: Watched, language: str, indicator: str) -> list[Locator]:
    watched.open(in_language(f"/doc/konsep/indikator/{indicator}", language))
    return watched.page.locator(".chart-card:has(svg.chart):not(:has(.multiples))").all()


@pytest.mark.parametrize("indicator", INDICATORS)
def test_marks_and_rows_are_the_same_figures(watched: Watched, language: str, indicator: str) -> None:
    """Each row with a value has a mark that leads to the same figure and tells the same value; rows without one have no bar and no dot."""
    checked = 0
    for card in cards(watched, language, indicator):
        marks, rows = card.evaluate(MARKS), rows_of(card, watched)
        drawn = {
            mark["href"]: mark for mark in marks if mark["href"] and (mark["width"] or mark["y"] or (mark["area"] and not mark["blank"]))
        }
        valued = {row["href"]: row["value"] for row in rows if number(row["value"], language) is not None}
        if card.locator("svg.chart path.border, svg.chart path.no-data").count():
            assert set(drawn) <= set(valued)  # a map shows one figure a province, its table also those of other sources
        else:
            assert set(drawn) == set(valued)
        for href, mark in drawn.items():
            assert valued[href].split()[0] in mark["told"], mark
            checked += 1
    assert checked > 3


@pytest.mark.parametrize("indicator", ["pengaduan-diterima-komnas-ham", "persentase-penduduk-miskin", "penempatan-pekerja-migran"])
def test_bars_are_as_long_as_their_values(watched: Watched, language: str, indicator: str) -> None:
    checked = 0
    for card in cards(watched, language, indicator):
        values = {row["href"]: number(row["value"], language) for row in rows_of(card, watched)}
        bars = [(values[mark["href"]], mark["width"]) for mark in card.evaluate(MARKS) if mark["width"] and mark["href"]]
        if not bars:
            continue
        longest, width = max(bars)
        assert longest
        for value, wide in bars:
            assert value is not None
            assert wide == pytest.approx(max(width * value / longest, 1.0), abs=0.15)
            checked += 1
        assert len({mark["left"] for mark in card.evaluate(MARKS) if mark["width"]}) == 1  # all start at zero
    assert checked > 1


@pytest.mark.parametrize("indicator", INDICATORS)
def test_dots_stand_where_their_values_are(watched: Watched, language: str, indicator: str) -> None:
    """Heights are a straight line of the values: higher on the page is more, in proportion."""
    checked = 0
    for card in cards(watched, language, indicator):
        values = {row["href"]: number(row["value"], language) for row in rows_of(card, watched)}
        dots = sorted((values[mark["href"]], mark["y"]) for mark in card.evaluate(MARKS) if mark["y"] and mark["href"])
        if len(dots) < 2 or dots[0][0] == dots[-1][0]:
            continue
        (low, bottom), (high, top) = dots[0], dots[-1]
        for value, y in dots:
            assert y == pytest.approx(bottom + (value - low) / (high - low) * (top - bottom), abs=0.15)
            checked += 1
    assert checked > 1


def test_what_is_suppressed_or_missing_is_told_and_never_drawn_as_zero(watched: Watched, language: str) -> None:
    """Provinces whose complaints are suppressed are drawn like those without a figure; sources' marks are crosses, not dots."""
    suppressed = crosses = 0
    for indicator in INDICATORS:
        for card in cards(watched, language, indicator):
            rows, marks = rows_of(card, watched), card.evaluate(MARKS)
            hidden = {row["href"] for row in rows if number(row["value"], language) is None}
            suppressed += len(hidden)
            assert not [mark for mark in marks if mark["href"] in hidden and (mark["width"] or mark["y"])]
            assert not [mark for mark in marks if mark["href"] in hidden and mark["area"] and not mark["blank"]]
            crosses += sum(mark["cross"] for mark in marks)
    assert suppressed > 5
    assert crosses > 3


PANELS = """card => [...card.querySelectorAll(".multiples svg.chart")].map(svg => {
    const count = (cls, mark) => ((svg.querySelector(`path.${cls}`)?.getAttribute("d") || "").match(mark) || []).length;
    return { told: svg.querySelector("title").textContent, crosses: count("absent", /M/g),
        dots: count("dots", /h0/g) + svg.querySelectorAll("circle").length } })"""


@pytest.mark.parametrize("indicator", ["persentase-penduduk-miskin", "gini"])
def test_small_multiples_have_a_dot_for_each_figure_of_their_place(watched: Watched, language: str, indicator: str) -> None:
    watched.open(in_language(f"/doc/konsep/indikator/{indicator}?bentuk=kisi", language))
    card = watched.page.locator(".chart-card:has(.multiples)").first
    rows: dict[str, list[float | None]] = {}
    path = card.locator("a[href$='.csv'], a[href*='.csv?']").first.get_attribute("href") or ""
    for row in csv.DictReader(io.StringIO(watched.page.request.get(watched.address + path).text())):
        rows.setdefault(row["area"], []).append(float(row["value"]) if row["value"] else None)
    panels = card.evaluate(PANELS)
    assert len(panels) > 30
    for panel in panels:
        area = panel["told"].split(":")[0]
        assert panel["dots"] == sum(value is not None for value in rows[area]), area
        assert panel["crosses"] == sum(value is None for value in rows[area]), area
    assert sum(panel["dots"] for panel in panels) > 300


def test_a_small_chart_opens_as_a_large_one(watched: Watched, language: str) -> None:
    watched.open(in_language("/doc/konsep/indikator/persentase-penduduk-miskin?bentuk=kisi", language))
    watched.page.locator(".multiples a", has_text="Bali").click()
    heading = watched.page.locator(".chart-card").first.locator("h2").inner_text()
    assert heading.endswith(", Bali")
    assert "wilayah/kemendagri/51" in watched.page.url


def test_the_index_at_a_glance_has_a_dot_for_each_score_and_words_for_the_rest(watched: Watched, language: str) -> None:
    watched.open(in_language("/", language))
    card = watched.page.locator(".chart-card").first
    dots = [mark for mark in card.evaluate(MARKS) if mark["y"]]
    assert card.locator("svg.chart a").count() == 23
    assert len(dots) == card.locator("#tabel-titik li").count() == card.locator("svg.chart a circle").count()
    told = card.locator("#tabel-titik li").all_text_contents()
    assert sorted(told) == sorted(mark["told"] for mark in dots)


def test_the_figures_own_series_marks_the_figure(watched: Watched, language: str) -> None:
    watched.open(in_language(path_of("observation", watched.address), language))
    card = watched.page.locator(".chart-card").first
    assert any("661" in mark["told"] for mark in card.evaluate(MARKS))
