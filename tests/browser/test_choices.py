"""Charts that change in place: the slider of periods and the choice of places, by pointer, by keyboard, and as forms without scripts."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.conftest import Watched
from tests.browser.pages import in_language

POVERTY = "/doc/konsep/indikator/persentase-penduduk-miskin"
WORDS = {
    "id": {
        "from": "Maret 2015", "to": "September 2025", "compare": "Bandingkan", "show": "Tampilkan", "period": "Periode",
        "full": "Sudah 8 wilayah", "jakarta": "Daerah Khusus Ibukota Jakarta", "failed": "Tidak dapat memuat", "slip": "kalimantn barat",
        "west": "Kalimantan Barat", "former": "Papua (sebelum pemekaran 2022)", "split": "sebelum dan sesudah pemekaran",
    },
    "en": {
        "from": "March 2015", "to": "September 2025", "compare": "Compare", "show": "Show", "period": "Period",
        "full": "8 places are chosen", "jakarta": "Jakarta", "failed": "Could not load", "slip": "west kalimantn",
        "west": "West Kalimantan", "former": "Papua (before the split of 2022)", "split": "before and after a split",
    },
}  # fmt: skip
CARD, TIME = ".chart-card >> nth=0", 15_000


@pytest.fixture
def words(language: str) -> dict[str, str]:
    return WORDS[language]


@pytest.fixture
def plain(browser: Browser) -> Iterator[Page]:
    """A page where no script runs."""
    context = browser.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()


def opened(watched: Watched, language: str, query: str) -> Locator:
    watched.open(in_language(f"{POVERTY}?{query}", language))
    return watched.page.locator(CARD)


def shown(card: Locator, words: str) -> None:
    """Wait until heading, sentence and drawing are those of a period."""
    expect(card.locator("h2")).to_contain_text(words, timeout=TIME)
    assert words in card.locator(".sentence").inner_text()
    assert all(words in told for told in card.locator("figure svg a > title").all_text_contents()[:5])


@pytest.mark.parametrize("kind", ["peta", "batang"])
def test_the_slider_goes_through_the_periods_by_keyboard(watched: Watched, language: str, words: dict[str, str], kind: str) -> None:
    page = watched.page
    card = opened(watched, language, f"bentuk={kind}&periode=2015-03")
    assert card.locator("select").is_hidden()
    slider = card.get_by_role("slider", name=words["period"])
    assert slider.get_attribute("aria-valuetext") == words["from"]
    before, foot = card.locator("h2").inner_text(), slider.bounding_box()
    slider.focus()
    page.keyboard.press("ArrowRight")
    label = slider.get_attribute("aria-valuetext") or ""
    assert label
    assert label != words["from"]
    assert card.locator("output").inner_text() == label
    shown(card, label)
    assert card.locator("h2").inner_text() != before
    page.keyboard.press("End")
    shown(card, words["to"])
    assert page.evaluate("document.activeElement.type") == "range"  # the focus stays where it was
    after = slider.bounding_box()
    assert foot and after and abs(foot["y"] - after["y"]) < 30
    assert "periode=2025-09" in page.url
    assert "periode=2025-09" in (card.locator("ul.actions a", has_text="CSV").get_attribute("href") or "")
    assert "periode=2025-09" in (page.locator(".site-head a[hreflang]").get_attribute("href") or "")
    page.reload()
    assert words["to"] in page.locator(CARD).locator("h2").inner_text()


def test_the_table_follows_the_slider_and_stays_open(watched: Watched, language: str, words: dict[str, str]) -> None:
    card = opened(watched, language, "bentuk=batang&periode=2015-03")
    card.get_by_role("slider").press("End")
    shown(card, words["to"])
    card.locator(".behind-numbers summary").click()
    card.get_by_role("slider").press("Home")
    expect(card.locator("h2")).not_to_contain_text(words["to"], timeout=TIME)
    periods = set(card.locator("tbody tr td:nth-child(2)").all_inner_texts())
    assert len(periods) == 1
    assert words["to"] not in periods


def test_a_lost_connection_is_told_and_the_chart_stays(watched: Watched, language: str, words: dict[str, str]) -> None:
    card = opened(watched, language, "bentuk=peta&periode=2015-03")
    watched.page.route("**/kartu/**", lambda route: route.fulfill(status=503, body=""))
    card.get_by_role("slider").press("End")
    state = card.locator(".state")
    expect(state).to_contain_text(words["failed"], timeout=TIME)
    assert words["from"] in card.locator("h2").inner_text()
    assert watched.complaints
    watched.complaints.clear()  # the browser's own line about the answer 503


def test_places_are_picked_and_removed_and_the_warning_stands_with_them(watched: Watched, language: str, words: dict[str, str]) -> None:
    page = watched.page
    card = opened(watched, language, "bentuk=garis&wilayah=wilayah/kemendagri/91")
    card.locator("details.pick summary").click()
    card.get_by_label(words["former"], exact=True).check()
    expect(card.locator(".chosen li")).to_have_count(2)
    shown_places = "wilayah=wilayah%2Fkemendagri%2F91&wilayah=wilayah%2Fkemendagri%2F91-sebelum-2022"
    page.wait_for_url(f"**{shown_places}**")
    assert words["split"] in card.locator(".beware").inner_text()
    assert words["former"] in card.locator("h2").inner_text()
    card.locator(".chosen button", has_text=words["former"]).click()
    expect(card.locator("h2")).not_to_contain_text(words["former"], timeout=TIME)
    assert words["split"] not in card.locator(".notes").inner_text()


def test_no_more_places_than_eight_are_picked(watched: Watched, language: str, words: dict[str, str]) -> None:
    places = "&".join(f"wilayah=wilayah/kemendagri/{code}" for code in range(11, 19))
    card = opened(watched, language, f"bentuk=garis&{places}")
    card.locator("details.pick summary").click()
    box = card.get_by_label(words["jakarta"], exact=True)
    box.click()
    assert not box.is_checked()
    assert words["full"] in card.locator(".state").inner_text()
    assert card.locator(".chosen li").count() == 8


def test_a_place_is_found_by_keyboard_also_with_a_slip(watched: Watched, language: str, words: dict[str, str]) -> None:
    page = watched.page
    card = opened(watched, language, "bentuk=garis&wilayah=wilayah/kemendagri/91")
    card.locator("details.pick summary").press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.type") == "search"
    page.keyboard.type(words["slip"])
    expect(card.locator(".pick label:visible", has_text=words["west"])).to_have_count(1, timeout=60_000)  # the first search makes the index
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type(words["west"])
    page.keyboard.press("Enter")
    page.wait_for_url("**kemendagri%2F61**")
    assert words["west"] in card.locator("h2").inner_text()


def test_without_scripts_period_and_places_are_forms(plain: Page, address: str, language: str, words: dict[str, str]) -> None:
    plain.goto(address + in_language(f"{POVERTY}?bentuk=peta&periode=2015-03", language))
    card = plain.locator(CARD)
    card.locator("select").select_option(label=words["to"])
    card.get_by_role("button", name=words["show"]).click()
    assert words["to"] in plain.locator(CARD).locator("h2").inner_text()
    assert plain.locator("html").get_attribute("lang") == language
    plain.goto(address + in_language(f"{POVERTY}?bentuk=garis&wilayah=wilayah/kemendagri/91", language))
    card = plain.locator(CARD)
    card.locator("details.pick summary").click()
    card.get_by_label(words["former"], exact=True).check()
    card.get_by_role("button", name=words["compare"]).click()
    assert words["split"] in plain.locator(CARD).locator(".beware").inner_text()
    assert len(re.findall("wilayah=", plain.url)) == 2


def test_nothing_moves_for_those_who_ask_for_it(watched: Watched) -> None:
    watched.page.emulate_media(reduced_motion="reduce")
    opened(watched, "id", "bentuk=peta")
    moving = """() => [...document.querySelectorAll("*")].filter(each => { const own = getComputedStyle(each);
        return parseFloat(own.transitionDuration) > 0 || own.animationName !== "none" || own.scrollBehavior === "smooth" }).length"""
    assert watched.page.evaluate(moving) == 0
