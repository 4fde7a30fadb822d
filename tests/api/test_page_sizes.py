"""No page of the site is larger than slow lines bear, and what is folded away for that is one link off, whole."""

from __future__ import annotations

import csv
import io
import re
from urllib.parse import unquote

import pytest
from starlette.testclient import TestClient

LIMIT = 100_000
# one page of each type, and the largest that are known
PAGES = [
    "/", "/hak", "/wilayah", "/lembaga", "/indikator", "/pbb", "/pekerja-migran", "/tentang", "/catalog", "/disclosure",
    "/quality", "/liputan",
    "/cari?q=penjara", "/sparql", "/doc/konsep/indikator/pengaduan-diterima-komnas-ham", "/doc/konsep/indikator/penempatan-pekerja-migran",
    "/doc/konsep/indikator/pengaduan-pekerja-migran", "/doc/konsep/indikator/persentase-penduduk-miskin",
    "/doc/konsep/hak-indeks-ham/sp01", "/doc/negara/IDN", "/doc/wilayah/kemendagri/32", "/doc/instansi/komnas-ham",
    "/doc/katalog/bps/kemiskinan_provinsi", "/doc/traktat/ICESCR", "/doc/peraturan/uu/1999/39",
    "/doc/badan-traktat/CCPR", "/doc/siklus-upr/IDN/4",
]  # fmt: skip


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("path", PAGES)
def test_no_page_is_too_large(client: TestClient, path: str, language: str) -> None:
    answer = client.get(path + ("&" if "?" in path else "?") + f"lang={language}", headers={"Accept": "text/html"})
    assert answer.status_code == 200
    assert len(answer.content) <= LIMIT, f"{path}: {len(answer.content)}"


def test_no_page_of_an_indicator_is_too_large(client: TestClient) -> None:
    listed = client.get("/sitemap/1.xml").text
    found = re.findall(r"<loc>https://w3id.org/satudataham(/doc/konsep/indikator/[^<]+)</loc>", listed)
    assert len(found) > 200
    sizes = {path: len(client.get(path, headers={"Accept": "text/html"}).content) for path in found}
    assert {path: size for path, size in sizes.items() if size > LIMIT} == {}


def test_a_folded_table_is_whole_behind_its_link(client: TestClient) -> None:
    html = client.get("/doc/konsep/indikator/pengaduan-diterima-komnas-ham", headers={"Accept": "text/html"}).text
    links = [unquote(href).replace("&amp;", "&") for href in re.findall(r'href="(/angka/[^"]+)"', html)]
    links += [
        unquote(href).replace("&amp;", "&").split("#")[0].replace("/doc/konsep/indikator/", "/angka/")
        for href in re.findall(r'<li><a href="(/doc/konsep/indikator/pengaduan-diterima-komnas-ham\?bentuk[^"]+)">[^<]+</a> <span', html)
    ]
    assert links
    for link in links:
        shown, following = [], link
        while following:
            page = client.get(following, headers={"Accept": "text/html"})
            assert page.status_code == 200 and len(page.content) <= LIMIT
            shown += re.findall(r'data-label="Angka"><a href="(/doc/pengamatan/[^"?]+)', page.text)
            after = re.search(r'<a href="([^"]+)" rel="next">', page.text)
            following = after.group(1).replace("&amp;", "&") if after else ""
        path, _, query = link.partition("?")
        rows = list(csv.DictReader(io.StringIO(client.get(path.replace("/angka/", "/grafik/") + ".csv?" + query).text)))
        assert len(shown) == len(rows) > 0
    assert client.get(f"{links[0]}&page=999").status_code == 404


@pytest.mark.parametrize("path", ["/indikator", "/doc/negara/IDN"])
def test_the_parts_of_a_long_page_hold_all_of_it(client: TestClient, path: str) -> None:
    first = client.get(path, headers={"Accept": "text/html"}).text
    listed = first[first.index('<nav class="parts"') :].split("</nav>")[0]
    promised = sum(int(n) for n in re.findall(r"\((\d+)\)(?:,|</li>)", listed))
    found = 0
    for href in ["", *re.findall(r'href="[^"]*(\?bagian=\d+)"', listed)]:
        answer = client.get(path + href, headers={"Accept": "text/html"})
        assert answer.status_code == 200 and len(answer.content) <= LIMIT
        main = answer.text[answer.text.index('<main id="main"') : answer.text.index("</main>")]
        found += main.split('id="kode"')[0].count('<tr><th scope="row">')
    assert found == promised > 100
    assert client.get(f"{path}?bagian=99").status_code == 404


def test_the_parts_of_a_right_hold_all_of_its_indicators(client: TestClient) -> None:
    path, found, promised = "/doc/konsep/hak-uu39/07?lang=id", [], 0
    first = client.get(path, headers={"Accept": "text/html"}).text.replace("&amp;", "&")
    promised = sum(int(n) for n in re.findall(r"\((\d+)\)(?:,|</li>)", first[first.index('<nav class="parts"') :].split("</nav>")[0]))
    for href in ["", *re.findall(r"(&bagian=\d+)\"", first)]:
        answer = client.get(path + href, headers={"Accept": "text/html"})
        assert answer.status_code == 200 and len(answer.content) <= LIMIT
        figures = answer.text[answer.text.index('id="angka"') :].split('id="tren"')[0].split('id="pengaduan"')[0]
        found += re.findall(r'<tr><th scope="row"><a href="([^"]+)"', figures)
    assert len(found) == promised > 40
    assert client.get(f"{path}&bagian=9", headers={"Accept": "text/html"}).status_code == 404


def listed(client: TestClient, path: str, pattern: str) -> list[str]:
    """Addresses that a list names, in its order."""
    html = client.get(path, headers={"Accept": "text/html"}).text.replace("&amp;", "&")
    return list(dict.fromkeys(re.findall(pattern, html)))


FAMILIES = {
    "rights": ("/hak?lang=en", r'href="(/doc/konsep/hak[^"#]+)"', 150),
    "institutions": ("/lembaga?lang=en", r'href="(/doc/instansi/[^"#]+)"', 50),
    "datasets": ("/catalog?lang=en", r'href="(/doc/katalog/[^"#]+)"', 20),
    "provinces": ("/wilayah?lang=en", r'href="(/doc/(?:wilayah|negara)/[^"#]+)"', 45),
    "un": ("/pbb?lang=en", r'href="(/doc/[^"#]+)"', 40),
    "themes": ("/ontology?lang=en", r'href="(/ontology/module/\w+)(?:\?lang=en)?[#"]', 8),
}


@pytest.mark.parametrize("family", FAMILIES)
def test_no_page_of_a_family_is_too_large(client: TestClient, family: str) -> None:
    """Each right, institution, province, document … that its list names; catalogue and modules with all their parts."""
    path, pattern, fewest = FAMILIES[family]
    found = listed(client, path, pattern)
    if family == "themes":
        found += [part for address in found for part in listed(client, address, r'href="(/ontology/module/\w+\?bagian=\d+)')]
    assert len(found) >= fewest
    sizes = {address: len(client.get(address, headers={"Accept": "text/html"}).content) for address in found}
    assert {address: size for address, size in sizes.items() if size > LIMIT} == {}


def test_small_multiples_of_every_indicator_are_small_enough(client: TestClient) -> None:
    sizes = {}
    for indicator in re.findall(r"<loc>https://w3id.org/satudataham(/doc/konsep/indikator/[^<]+)</loc>", client.get("/sitemap/1.xml").text):
        answer = client.get(f"{indicator}?bentuk=kisi&lang=en", headers={"Accept": "text/html"})
        if 'class="multiples"' in answer.text:
            sizes[indicator] = len(answer.content)
    assert len(sizes) > 30
    assert {indicator: size for indicator, size in sizes.items() if size > LIMIT} == {}
