"""axe finds nothing to complain of on any type of page, in both languages, by day and by night, with everything unfolded."""

from __future__ import annotations

from typing import Any

import pytest

from tests.browser.conftest import Watched
from tests.browser.pages import NAMES, in_language, path_of

axe = pytest.importorskip(
    "axe_playwright_python.sync_playwright", reason="the accessibility tests need axe-playwright-python: pip install -e '.[dev]'"
)
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
EVERYTHING = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}
COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}, "resultTypes": ["violations"]}


def violations(watched: Watched, options: dict[str, Any]) -> list[str]:
    found = axe.Axe().run(watched.page, options=options).response["violations"]
    return [f"{rule['id']}: {node['html'][:200]} ({node['failureSummary']})" for rule in found for node in rule["nodes"]]


@pytest.mark.parametrize("name", NAMES)
def test_axe_finds_no_violation(watched: Watched, name: str, language: str) -> None:
    watched.page.emulate_media(color_scheme="light")
    watched.open(in_language(path_of(name, watched.address), language))
    watched.page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
    assert violations(watched, EVERYTHING) == []
    watched.page.emulate_media(color_scheme="dark")
    assert violations(watched, COLOURS) == []


def test_axe_would_find_a_violation(watched: Watched) -> None:
    watched.open("/tentang?lang=id")
    watched.page.evaluate("document.querySelector('main').insertAdjacentHTML('beforeend', '<img src=\"/static/icon.svg\">')")
    assert [line.partition(":")[0] for line in violations(watched, EVERYTHING)] == ["image-alt"]
