"""Charts that a reader changes: small multiples, places side by side, another period; each under an address of its own."""

from __future__ import annotations

import html
import re

import pytest
from starlette.testclient import TestClient

POVERTY = "persentase-penduduk-miskin"
PAPUA, FORMER, ACEH = (f"wilayah/kemendagri/{code}" for code in ("91", "91-sebelum-2022", "11"))
SPLIT = {
    "id": "Papua dan Papua (sebelum pemekaran 2022) ialah wilayah yang sama sebelum dan sesudah pemekaran",
    "en": "Papua and Papua (before the split of 2022) are one area before and after a split",
}


def card(client: TestClient, query: str, indicator: str = POVERTY) -> str:
    answer = client.get(f"/kartu/{indicator}?{query}")
    assert answer.status_code == 200
    return html.unescape(answer.text)


@pytest.mark.parametrize("language", ["id", "en"])
def test_places_that_were_one_area_are_warned_of(client: TestClient, language: str) -> None:
    both = card(client, f"bentuk=garis&wilayah={PAPUA}&wilayah={FORMER}&lang={language}")
    assert SPLIT[language] in both
    assert SPLIT[language] not in card(client, f"bentuk=garis&wilayah={PAPUA}&wilayah={ACEH}&lang={language}")


@pytest.mark.parametrize(("language", "words"), [("id", "himpunan data yang berbeda"), ("en", "come from different datasets")])
def test_places_whose_figures_come_from_different_datasets_are_warned_of(client: TestClient, language: str, words: str) -> None:
    assert words in card(client, f"bentuk=garis&wilayah={PAPUA}&wilayah={ACEH}&lang={language}")
    assert words not in card(client, f"bentuk=garis&wilayah={ACEH}&wilayah=wilayah/kemendagri/12&lang={language}")


def test_a_place_without_a_figure_is_named_and_not_drawn(client: TestClient) -> None:
    shown = card(client, f"bentuk=garis&wilayah={ACEH}&wilayah=negara/KHM&lang=id")
    assert "Tanpa angka pada grafik ini: Kamboja" in shown
    assert "Kamboja" not in re.findall(r"<h2>(.*?)</h2>", shown)[0]


def test_a_view_has_one_address_and_no_place_is_lost(client: TestClient) -> None:
    shown = card(client, f"bentuk=garis&wilayah={FORMER}&wilayah={ACEH}")
    permalink = re.findall(r'href="(/doc/konsep/indikator/[^"]+)"', shown)[0]
    page = client.get(permalink, headers={"Accept": "text/html"}).text
    first = page[page.index("data-chart=") :]
    boxes = first.split("</fieldset>")[0]
    assert re.findall(r'value="([^"]+)" checked', boxes) == [ACEH, FORMER]
    assert len(re.findall(r'type="checkbox"', boxes)) > 35


@pytest.mark.parametrize(("language", "words"), [("id", "paling banyak 8 wilayah"), ("en", "8 places at most; the first 8")])
def test_more_places_than_fit_are_said_and_not_dropped_in_silence(client: TestClient, language: str, words: str) -> None:
    places = "&".join(f"wilayah=wilayah/kemendagri/{code}" for code in (11, 12, 13, 14, 15, 16, 17, 18, 19))
    address = f"/doc/konsep/indikator/{POVERTY}?bentuk=garis&{places}&lang={language}"
    assert words in client.get(address, headers={"Accept": "text/html"}).text
    assert words not in client.get(address.replace("&wilayah=wilayah/kemendagri/19", ""), headers={"Accept": "text/html"}).text


def test_a_card_follows_its_period_with_drawing_sentence_and_table(client: TestClient) -> None:
    for kind in ("peta", "batang"):
        shown = card(client, f"bentuk={kind}&periode=2021-03&lang=id")
        assert "Maret 2021" in re.findall(r"<h2>(.*?)</h2>", shown)[0]
        assert re.findall(r'class="sentence">(.*?)</p>', shown)[0].startswith("Maret 2021")
        assert 'value="2021-03" selected' in shown
        periods = set(re.findall(r'data-label="Periode">([^<]+)<', shown))
        assert periods == {"Maret 2021"}


def test_colours_and_bars_mean_the_same_in_every_period(client: TestClient) -> None:
    legends, widths = [], {}
    for period in ("2015-03", "2021-03"):
        legends.append(re.findall(r'class="tick"[^>]*>([\d,]+ – [\d,]+)<', card(client, f"bentuk=peta&periode={period}&lang=id")))
        for told, width in re.findall(
            r'<title>[^<]*, Aceh, [^<:]*: ([\d,]+)%[^<]*</title>.*?<rect[^>]* width="([\d.]+)"',
            card(client, f"bentuk=batang&periode={period}&lang=id"),
        ):
            widths[float(told.replace(",", "."))] = float(width)
    assert legends[0] == legends[1]
    assert len(legends[0]) == 5
    (low, narrow), (high, wide) = sorted(widths.items())
    assert narrow / wide == pytest.approx(low / high, abs=0.005)


def test_small_multiples_are_whole_in_their_downloads(client: TestClient) -> None:
    query = "bentuk=kisi&satuan=persen&peran=wilayah-statistik&lang=id"
    panels = len(re.findall(r'<svg class="chart"', card(client, query)))
    assert panels > 35
    svg = client.get(f"/grafik/{POVERTY}.svg?{query}").text
    assert svg.count("<a ") == panels
    rows = client.get(f"/grafik/{POVERTY}.csv?{query}").text.splitlines()
    assert len(rows) > 1000
    assert client.get(f"/grafik/{POVERTY}.png?{query}").content.startswith(b"\x89PNG")
    table = client.get(f"/angka/{POVERTY}?{query}", headers={"Accept": "text/html"})
    assert table.status_code == 200


def test_a_total_is_left_out_of_small_multiples_and_that_is_said(client: TestClient) -> None:
    shown = card(client, "bentuk=kisi&satuan=ribu-orang&peran=wilayah-statistik&lang=id", "jumlah-penduduk-miskin")
    assert "Indonesia tidak digambar di sini" in shown
    assert "Garis abu-abu" not in shown
    assert "Garis abu-abu: Indonesia" in card(client, "bentuk=kisi&satuan=persen&peran=wilayah-statistik&lang=id")


def test_the_newest_full_year_is_shown_even_if_an_older_one_has_two_sources(client: TestClient) -> None:
    assert "September 2025" in re.findall(r"<h2>(.*?)</h2>", card(client, "bentuk=peta&lang=id"))[0]


def test_what_is_no_chart_is_not_found(client: TestClient) -> None:
    for address in ("/kartu/tidak-ada?bentuk=garis", f"/kartu/{POVERTY}?bentuk=lingkaran", f"/kartu/{POVERTY}?bentuk=garis&wilayah=x"):
        assert client.get(address).status_code == 404


@pytest.mark.parametrize("path", ["/doc/konsep/hak-uu39/07", "/doc/konsep/hak-uud1945/28h-1"])
def test_a_right_shows_the_trends_of_its_indicators_each_on_axes_of_its_own(client: TestClient, path: str) -> None:
    page = client.get(f"{path}?lang=id", headers={"Accept": "text/html"}).text
    trends = page[page.index('id="tren"') :]
    indicators = set(re.findall(r'data-chart="([^"]+)"', trends))
    assert len(indicators) == 1
    links = re.findall(r'href="(/doc/konsep/indikator/[^"]+bentuk=kisi[^"]*)"', trends)
    assert len(links) > 5
    shown = client.get(html.unescape(links[-1]), headers={"Accept": "text/html"})
    assert shown.status_code == 200
    assert 'class="multiples"' in shown.text
