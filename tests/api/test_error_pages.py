"""Error pages: in the language of the page, with a way on; problem documents for machines stay as they are."""

from __future__ import annotations

import pytest
from starlette.requests import Request
from starlette.testclient import TestClient

from kg.api.problems import problem, words_of_address

TITLES = {
    400: ("Permintaan keliru", "Wrong request"),
    404: ("Halaman tidak ditemukan", "Page not found"),
    406: ("Bentuk yang diminta tidak ada", "No such form"),
    410: ("Sudah tidak ada", "Gone"),
    429: ("Terlalu banyak permintaan", "Too many requests"),
    500: ("Kesalahan pada layanan", "Error of the service"),
    503: ("Layanan sedang tidak dapat menjawab", "The service cannot answer now"),
    504: ("Waktu habis", "Time ran out"),
}


def asked(client: TestClient, path: str, language: str, accept: str = "text/html") -> Request:
    app = client.app.served.app  # type: ignore[attr-defined]
    headers = [(b"accept", accept.encode())]
    scope = {"type": "http", "method": "GET", "path": path, "raw_path": path.encode(), "query_string": f"lang={language}".encode(),
             "headers": headers, "app": app, "server": ("any.host", 80), "scheme": "http"}  # fmt: skip
    return Request(scope)


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("status", TITLES)
def test_every_error_is_told_in_the_language_of_the_page(client: TestClient, status: int, language: str) -> None:
    answer = problem(asked(client, "/doc/x", language), status, "Title in English", "A detail in English.")
    html = bytes(answer.body).decode()
    assert answer.status_code == status
    assert f"<h1>{TITLES[status][language == 'en']}</h1>" in html and f'<html lang="{language}">' in html
    assert '<p lang="en">A detail in English.</p>' in html and "Title in English" not in html


@pytest.mark.parametrize(
    "path", ["/doc/wilayah/kemendagri/papua-pegununga", "/id/wilayah/papua-pegununga", "/papua-pegununga", "/hak/papua-pegununga"]
)
def test_an_address_that_is_not_there_leads_on(client: TestClient, path: str) -> None:
    answer = client.get(path, headers={"Accept": "text/html", "Accept-Language": "id"})
    assert answer.status_code == 404
    assert "<h1>Halaman tidak ditemukan</h1>" in answer.text
    assert answer.text.count('value="papua pegununga"') == 2  # the box above and the one that is told of
    assert "Mungkin ini yang dicari" in answer.text and "Papua Pegunungan" in answer.text


def test_a_problem_document_stays_as_it_is(client: TestClient) -> None:
    answer = client.get("/doc/wilayah/tidak-ada", headers={"Accept": "application/json"})
    assert answer.headers["content-type"] == "application/problem+json"
    assert set(answer.json()) == {"type", "title", "status", "detail"}
    assert answer.json()["title"] == "Not found"


def test_words_of_an_address_are_escaped_and_short(client: TestClient) -> None:
    answer = client.get("/doc/%3Cscript%3Ealert(1)%22", headers={"Accept": "text/html"})
    assert answer.status_code == 404 and "<script>alert" not in answer.text
    assert len(words_of_address("/" + "a" * 500)) <= 80
    assert words_of_address("/") == ""
