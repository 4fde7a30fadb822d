"""One page of each type that people read, by name."""

from __future__ import annotations

import urllib.parse
import urllib.request

PAGES = {
    "home": "/",
    "rights": "/hak",
    "places": "/wilayah",
    "institutions": "/lembaga",
    "indicators": "/indikator",
    "united-nations": "/pbb",
    "migrant-workers": "/pekerja-migran",
    "about": "/tentang",
    "search": "/cari?q=penjara",
    "search-without-hits": "/cari?q=zzzzqqq",
    "catalogue": "/catalog",
    "disclosure": "/disclosure",
    "quality": "/quality",
    "quality-of-an-agency": "/quality/komnas-ham",
    "quality-of-a-dataset": "/quality/komnas_ham/pengaduan_tahunan",
    "not-known": "/liputan?wilayah=wilayah/kemendagri/91",
    "table-of-a-chart": "/angka/persentase-penduduk-miskin?bentuk=garis",
    "api": "/api",
    "workbench": "/sparql",
    "answer": "/sparql?contoh=cq43_poverty_in_papua&format=html",
    "ontology": "/ontology",
    "theme": "/ontology/module/right",
    "term": "/ontology/Right",
    "right": "/doc/konsep/hak-indeks-ham/sp01",
    "concept": "/doc/konsep/status-dugaan/diduga",
    "place": "/doc/wilayah/kemendagri/91",
    "former-place": "/doc/wilayah/kemendagri/91-sebelum-2022",
    "state": "/doc/negara/KHM",
    "institution": "/doc/instansi/polri",
    "indicator": "/doc/konsep/indikator/persentase-penduduk-miskin",
    "small-multiples": "/doc/konsep/indikator/persentase-penduduk-miskin?bentuk=kisi",
    "comparison": "/doc/konsep/indikator/persentase-penduduk-miskin?bentuk=garis&wilayah=wilayah/kemendagri/91"
    "&wilayah=wilayah/kemendagri/91-sebelum-2022&wilayah=wilayah/kemendagri/11",
    "chart-of-places": "/doc/konsep/indikator/persen-kelebihan-hunian-lapas",
    "dataset": "/doc/katalog/bps/kemiskinan_provinsi",
    "law": "/doc/peraturan/uu/1999/39",
    "provision": "/doc/peraturan/uu/1999/39/pasal/62",
    "treaty": "/doc/traktat/ICCPR",
    "article": "/doc/traktat/ICESCR/pasal/12",
    "treaty-body": "/doc/badan-traktat/CCPR",
    "un-document": "/doc/dokumen-pbb/CCPR/C/IDN/CO/2",
    "point": "/doc/rekomendasi/upr/IDN/2/9",
    "review": "/doc/siklus-upr/IDN/4",
    "source-row": "/source/komnas_ham/pengaduan_teradu/source.csv?row=5",
    "not-found": "/doc/wilayah/kemendagri/9999",
}
POLICE = """PREFIX ham: <https://w3id.org/satudataham/ontology/>
PREFIX sdmx-dimension: <http://purl.org/linked-data/sdmx/2009/dimension#>
SELECT ?figure {
  ?figure ham:respondent ?who ; sdmx-dimension:refPeriod ?when . FILTER(STRENDS(STR(?who), "polri") && CONTAINS(STR(?when), "2021"))
}
ORDER BY ?figure LIMIT 1"""


def path_of(name: str, address: str) -> str:
    """The path of a page type; a figure's is asked of the release, since figures have no names that people give them."""
    return PAGES[name] if name in PAGES else figure(address)


def figure(address: str) -> str:
    """The page of a figure of complaints against the police in 2021."""
    with urllib.request.urlopen(f"{address}/sparql?{urllib.parse.urlencode({'query': POLICE, 'format': 'csv'})}", timeout=30) as answer:
        return "/doc/" + answer.read().decode().splitlines()[1].partition("/id/")[2]


def in_language(path: str, language: str) -> str:
    return f"{path}{'&' if '?' in path else '?'}lang={language}"


NAMES = [*PAGES, "observation"]
