"""A browser that watches: every page of a test asks no other host, and writes no error into the console."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sync_api = pytest.importorskip("playwright.sync_api", reason="the browser tests need playwright: pip install -e '.[dev]'")
_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")


@pytest.fixture(scope="session")
def address(release_folder: Path) -> Iterator[str]:
    """The service over the release of this checkout, as `ham serve` starts it, on a free port."""
    environment = {**os.environ, "HAM_DATA_DIR": str(release_folder), "HAM_CLIENT_QUERY_SECONDS": "0"}
    command = [sys.executable, "-c", "from kg.cli import main; main()", "serve", "--port", "0"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)
    try:
        assert process.stdout
        yield next(found.group(1) for line in process.stdout if (found := re.search(r"Open (http://\S+?)/ ", line)))
    finally:
        process.terminate()
        process.wait(timeout=30)


@pytest.fixture(scope="module")  # not longer: while it lives, nothing else in the process can run an event loop of its own
def browser() -> Iterator[sync_api.Browser]:
    """The machine's Chromium, else the one that playwright installed."""
    with sync_api.sync_playwright() as playwright:
        found = os.environ.get("HAM_TEST_BROWSER") or next((path for name in _NAMES if (path := shutil.which(name))), None)
        if found is None and not Path(playwright.chromium.executable_path).exists():
            pytest.skip("no browser: install Debian's chromium, run `playwright install chromium`, or name one in HAM_TEST_BROWSER")
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield browser
        browser.close()


class Watched:
    """A page with what it asked for and what it complained of."""

    def __init__(self, page: sync_api.Page, address: str) -> None:
        self.page, self.address = page, address
        self.foreign: list[str] = []
        self.complaints: list[str] = []
        self.refused = 0
        page.on("request", self._asked)
        page.on("console", self._told)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def open(self, path: str) -> None:
        self.page.goto(self.address + path)

    def _asked(self, request: sync_api.Request) -> None:
        if not request.url.startswith((f"{self.address}/", "data:", f"blob:{self.address}/")):
            self.foreign.append(request.url)

    def _told(self, message: sync_api.ConsoleMessage) -> None:
        asked = "status of 400" in message.text or "status of 409" in message.text
        missing = "status of 404" in message.text and message.location["url"] == self.page.url  # the page, and nothing that it needs
        if asked or missing:  # the browser's own line about a refusal that a test asked for
            self.refused += 1
        elif message.type in ("error", "warning"):
            self.complaints.append(message.text)


@pytest.fixture(params=["id", "en"])
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def watched(browser: sync_api.Browser, address: str) -> Iterator[Watched]:
    """A new page; after the test, it asked no other host and complained of nothing."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, accept_downloads=True)
    context.set_default_timeout(15_000)
    watched = Watched(context.new_page(), address)
    yield watched
    context.close()
    assert watched.foreign == []
    assert watched.complaints == []
