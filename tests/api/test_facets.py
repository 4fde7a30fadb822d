"""The catalogue's facets: each choice tells how many datasets it leaves, and leaves exactly those."""

from __future__ import annotations

import html
import re

from starlette.testclient import TestClient


def catalogue(client: TestClient, path: str = "/catalog") -> str:
    answer = client.get(path, headers={"Accept": "text/html", "Accept-Language": "id"})
    assert answer.status_code == 200
    return answer.text


def shown(page: str) -> set[str]:
    return set(re.findall(r'<th scope="row"><a href="(/doc/katalog/[^"?]+)', page))


def test_every_choice_leaves_as_many_datasets_as_it_says(client: TestClient) -> None:
    page = catalogue(client)
    choices = re.findall(r'<li><a href="(/catalog\?[^"]+)">[^<]+</a> <span class="note">(\d+)</span>', page)
    assert len(choices) > 20
    for href, count in choices[::7]:
        assert len(shown(catalogue(client, html.unescape(href)))) == int(count), href


def test_facets_narrow_each_other_and_can_be_dropped(client: TestClient) -> None:
    police = shown(catalogue(client, "/catalog?penghasil=komnas-ham"))
    both = catalogue(client, "/catalog?penghasil=komnas-ham&q=provinsi")
    assert shown(both) < police
    assert shown(both) == {"/doc/katalog/komnas_ham/pengaduan_provinsi"}
    assert 'aria-current="true"' in both


def test_what_is_no_value_of_a_facet_is_passed_over_and_nothing_found_helps(client: TestClient) -> None:
    assert shown(catalogue(client, "/catalog?penghasil=nobody")) == shown(catalogue(client))
    assert "Tidak ada yang cocok." in catalogue(client, "/catalog?q=zzqqxx")


def test_machines_get_the_whole_catalogue_whatever_the_parameters(client: TestClient) -> None:
    turtle = [client.get(path, headers={"Accept": "text/turtle"}).text for path in ("/catalog", "/catalog?penghasil=komnas-ham")]
    assert turtle[0] == turtle[1]
