"""Pages on narrow screens, enlarged, printed, without scripts, and by keyboard."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import Watched
from tests.browser.pages import NAMES, in_language, path_of

NARROW = {"width": 320, "height": 640}
ENLARGED = {"width": 640, "height": 450}  # what 200 % leaves of 1280 x 900
SIDEWAYS = """() => document.documentElement.scrollWidth <= innerWidth ? [] : [...document.querySelectorAll("body *")].filter(each =>
    each.getBoundingClientRect().right > innerWidth + 1 && !each.closest(".scroll")).map(each => each.outerHTML.slice(0, 120))"""
UNREACHABLE = """() => [...document.querySelectorAll("main *")].filter(each => ["auto", "scroll"].includes(getComputedStyle(each).overflowX)
    && each.scrollWidth > each.clientWidth && each.tabIndex < 0 && !each.querySelector("a, button, input, textarea, [tabindex='0']"))
    .map(each => each.outerHTML.slice(0, 120))"""
CUT = """() => [...document.querySelectorAll("svg.chart")].flatMap(chart => { const box = chart.getBoundingClientRect();
    return [...chart.querySelectorAll("text")].filter(text => { const place = text.getBoundingClientRect();
        return place.width && (place.left < box.left - 1 || place.right > box.right + 1); }).map(text => text.textContent) })"""
CHARTS = ["home", "indicator", "observation", "migrant-workers"]


@pytest.fixture
def plain(browser: Browser) -> Iterator[Page]:
    """A page where no script runs."""
    context = browser.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("name", NAMES)
def test_no_page_scrolls_sideways_and_wide_tables_scroll_in_their_own_box(watched: Watched, name: str) -> None:
    page = watched.page
    page.set_viewport_size(NARROW)
    watched.open(in_language(path_of(name, watched.address), "id"))
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
    assert page.evaluate(SIDEWAYS) == []
    assert page.evaluate(UNREACHABLE) == []
    page.set_viewport_size(ENLARGED)
    assert page.evaluate(SIDEWAYS) == []


@pytest.mark.parametrize("size", [NARROW, {"width": 1280, "height": 900}], ids=["phone", "desktop"])
@pytest.mark.parametrize("name", CHARTS)
def test_no_word_of_a_chart_is_cut(watched: Watched, name: str, size: dict[str, int], language: str) -> None:
    watched.page.set_viewport_size(size)
    watched.open(in_language(path_of(name, watched.address), language))
    assert watched.page.locator("svg.chart text").count() > 3
    assert watched.page.evaluate(CUT) == []


def test_no_line_runs_through_the_words_for_a_missing_score(watched: Watched, language: str) -> None:
    watched.open(in_language("/", language))
    rows = watched.page.locator("svg.chart :is(a, g):has(> text.tick)")
    assert rows.count() > 3
    assert rows.locator("line").count() == 0


def test_the_search_box_is_empty_until_somebody_searches(watched: Watched, language: str) -> None:
    for path in ("/", "/hak", "/catalog?q=polri"):
        watched.open(in_language(path, language))
        assert watched.page.locator("#q").input_value() == ""
    watched.open(in_language("/cari?q=penjara", language))
    assert watched.page.locator("#q").input_value() == "penjara"


CONTRAST = """box => { const own = getComputedStyle(box);
    const linear = part => part <= 10 ? part / 3294.6 : ((part / 255 + 0.055) / 1.055) ** 2.4;
    const light = colour => { const [r, g, b] = colour.match(/[\\d.]+/g).slice(0, 3).map(linear);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
    const [dark, bright] = [light(own.color), light(own.backgroundColor)].sort((a, b) => a - b); return (bright + 0.05) / (dark + 0.05) }"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["search", "not-found", "catalogue", "workbench", "comparison"])
def test_what_is_typed_can_be_read(watched: Watched, name: str, scheme: str) -> None:
    watched.page.emulate_media(color_scheme=scheme)
    watched.open(in_language(path_of(name, watched.address), "id"))
    boxes = watched.page.locator("input[type=search], input[type=text], select, textarea").all()
    assert boxes
    assert [box.evaluate("each => each.outerHTML.slice(0, 80)") for box in boxes if box.evaluate(CONTRAST) < 4.5] == []


SOURCES = ("source-row", "answer", "workbench", "api", "ontology", "theme")  # which show what files and programs hold
PROSE = """() => { const main = document.querySelector("main").cloneNode(true);
    main.querySelectorAll("code, pre, details.whole, details.code, tr.wanted, #kutip, .printed-address").forEach(each => each.remove());
    return main.textContent }"""


@pytest.mark.parametrize("name", [name for name in NAMES if name not in SOURCES])
def test_dates_and_names_are_written_as_people_write_them(watched: Watched, name: str, language: str) -> None:
    """No date of a computer and no address of a vocabulary stands where people read."""
    watched.open(in_language(path_of(name, watched.address), language))
    shown = watched.page.evaluate(PROSE)
    assert re.findall(r"(?<![\w/-])\d{4}-\d{2}-\d{2}(?![\w/-])", shown) == []
    assert re.findall(r"\b(?:qb|skos|dcterms|ham|rdf):\w+|https?://(?:purl|metadata)\S+", shown) == []


@pytest.mark.parametrize("name", ["term", "concept"])
def test_a_term_or_concept_says_what_it_means_in_the_language_of_the_reader(watched: Watched, name: str, language: str) -> None:
    watched.open(in_language(path_of(name, watched.address), language))
    assert watched.page.locator("html").get_attribute("lang") == language
    assert len(watched.page.locator("main .lead").inner_text()) > 15
    assert watched.page.locator("main dl.facts a").count() > 0


@pytest.mark.parametrize("name", ["home", "right", "place", "indicator", "observation", "catalogue", "workbench", "not-found"])
def test_the_first_stop_of_the_keyboard_leads_past_the_head(watched: Watched, name: str, language: str) -> None:
    page = watched.page
    watched.open(in_language(path_of(name, watched.address), language))
    page.keyboard.press("Tab")
    skip = page.locator(":focus")
    assert skip.get_attribute("href") == "#main"
    box = skip.bounding_box()
    assert box and box["x"] >= 0
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


@pytest.mark.parametrize("name", ["home", "place", "indicator"])
def test_each_stop_of_the_keyboard_is_seen(watched: Watched, name: str) -> None:
    """Where the focus is, something is drawn: an outline, the stroke of a chart's mark, or a line under its words."""
    page = watched.page
    watched.open(in_language(path_of(name, watched.address), "id"))
    unseen = []
    for _ in range(40):
        page.keyboard.press("Tab")
        unseen += page.evaluate("""() => { const at = document.activeElement; if (at === document.body) return [];
            const own = getComputedStyle(at), marks = [...at.querySelectorAll("circle:last-of-type, rect, path")];
            const outlined = own.outlineStyle !== "none" && parseFloat(own.outlineWidth) >= 2;
            const stroked = marks.some(mark => parseFloat(getComputedStyle(mark).strokeWidth) >= 3);
            const underlined = [...at.querySelectorAll("text")].some(text => getComputedStyle(text).textDecorationLine === "underline");
            return outlined || stroked || underlined ? [] : [at.outerHTML.slice(0, 120)] }""")
    assert unseen == []


@pytest.mark.parametrize("name", ["place", "right", "indicator", "observation"])
def test_a_profile_prints_as_a_report(watched: Watched, name: str, language: str) -> None:
    page = watched.page
    watched.open(in_language(path_of(name, watched.address), language))
    charts = page.locator("svg.chart").count()
    page.emulate_media(media="print")
    for away in (".site-nav", ".search", ".skip", ".actions", "form.choose", "#kutip summary"):
        assert page.locator(f"{away}:visible").count() == 0, away
    assert page.locator("h1:visible").count() == 1
    assert page.locator("svg.chart:visible").count() == charts
    shown = page.locator("body").inner_text()
    assert re.search(r"Menurut|According to|Muria Network|Dilaporkan|Reported|BPS", shown)
    assert page.locator(".printed-address:visible").inner_text().startswith("https://w3id.org/satudataham/id/")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"


@pytest.mark.parametrize("name", ["place", "indicator"])
def test_what_is_printed_at_night_is_black_on_white(watched: Watched, name: str) -> None:
    page = watched.page
    page.emulate_media(media="print", color_scheme="dark")
    watched.open(in_language(path_of(name, watched.address), "id"))
    colours = page.evaluate("[...document.querySelectorAll('h1, main p, main td, main a')].map(each => getComputedStyle(each).color)")
    light = [colour for colour in set(colours) if sum(int(part) for part in re.findall(r"\d+", colour)[:3]) > 450]
    assert light == []


def test_without_scripts_figure_chart_and_table_are_there(plain: Page, address: str, language: str) -> None:
    plain.goto(address + in_language(path_of("observation", address), language))
    assert plain.locator(".value strong").inner_text() == "661"
    assert plain.locator("tr.wanted").count() == 1
    plain.goto(address + in_language("/doc/konsep/indikator/pengaduan-diterima-komnas-ham", language))
    assert plain.locator("svg.chart circle").count() > 5
    plain.locator(".chart-card .behind-numbers summary").first.click()
    assert plain.locator(".chart-card table").first.locator("tbody tr:visible").count() > 5
    plain.goto(address + in_language("/", language))
    plain.fill("#q", "polri")
    plain.locator(".search button").click()
    assert plain.locator(".hits a").count() > 3
