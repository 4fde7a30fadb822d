"""What the service can be asked by programs: one table, read by the page of the API and by its OpenAPI description."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

RDF = ("text/turtle", "application/ld+json", "application/n-triples", "application/rdf+xml")
RESULTS = ("application/sparql-results+json", "application/sparql-results+xml", "text/csv", "text/tab-separated-values")
Words = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of the path or of the query, with an example and, where only some values are taken, those."""

    name: str
    place: str  # path or query
    words: Words
    example: str
    required: bool = False
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Operation:
    """One thing to ask for by GET: its path, what it gives, in which media types, with which statuses beside 200."""

    path: str
    words: Words
    media: tuple[str, ...]
    parameters: tuple[Parameter, ...] = ()
    statuses: tuple[int, ...] = (304, 404)
    redirects: bool = field(default=False)


def _said(indonesian: str, english: str) -> Words:
    return {"id": indonesian, "en": english}


_LANGUAGE = Parameter("lang", "query", _said("bahasa halaman dan kata-kata", "language of pages and words"), "en", values=("id", "en"))
_KEY = Parameter("key", "path", _said("sisa IRI setelah /id/", "the rest of the IRI after /id/"), "wilayah/kemendagri/32", required=True)
_Q = Parameter("q", "query", _said("kata yang dicari", "words that are looked for"), "penjara")

OPERATIONS = (
    Operation(
        "/sparql",
        _said(
            "Menjawab kueri SPARQL 1.1; tanpa kueri: deskripsi layanan. Juga dengan POST.",
            "Answers a SPARQL 1.1 query; without one: the service description. Also by POST.",
        ),
        (*RESULTS, *RDF),
        (
            Parameter("query", "query", _said("kueri", "the query"), "ASK { ?s ?p ?o }"),
            Parameter(
                "timeout",
                "query",
                _said("batas waktu dalam detik, paling lama yang diizinkan layanan", "limit in seconds, at most that of the service"),
                "5",
            ),
            Parameter("default-graph-uri", "query", _said("graf bawaan kueri", "default graph of the query"), ""),
            Parameter("named-graph-uri", "query", _said("graf bernama kueri", "named graph of the query"), ""),
            Parameter(
                "query-id",
                "query",
                _said(
                    "nama kueri, untuk dibatalkan dengan DELETE /sparql/query/{nama}", "name of the query, for DELETE /sparql/query/{name}"
                ),
                "",
            ),
        ),
        (400, 406, 413, 429, 503, 504),
    ),
    Operation(
        "/doc/{key}",
        _said("Dokumen tentang sesuatu, sebagai halaman atau RDF.", "The document about a thing, as a page or RDF."),
        ("text/html", *RDF),
        (
            _KEY,
            Parameter(
                "page",
                "query",
                _said(
                    "halaman ke berapa dari pernyataan yang mengacu ke sesuatu itu; Link menunjuk halaman berikutnya",
                    "which page of the statements that refer to the thing; Link leads to the next one",
                ),
                "1",
            ),
            _LANGUAGE,
        ),
        (304, 404, 406, 410),
    ),
    Operation(
        "/id/{key}",
        _said("Sesuatu itu sendiri: 303 ke dokumennya.", "The thing itself: 303 to its document."),
        (),
        (_KEY,),
        (303, 404, 410),
        redirects=True,
    ),
    Operation(
        "/cari/saran",
        _said("Yang cocok dengan kata-kata, untuk saran saat mengetik.", "What fits some words, for suggestions while typing."),
        ("application/json",),
        (_Q, _LANGUAGE),
        (),
    ),
    Operation(
        "/grafik/{name}",
        _said(
            "Grafik sebuah indikator sebagai gambar, tabel, data, atau kueri di baliknya.",
            "The chart of an indicator as a picture, a table, data, or the query behind it.",
        ),
        ("image/svg+xml", "image/png", "text/csv", "application/ld+json", "text/html", "application/sparql-query"),
        (
            Parameter(
                "name",
                "path",
                _said("indikator dan bentuk berkas: svg png csv xlsx jsonld html rq", "indicator and form of the file"),
                "persentase-penduduk-miskin.csv",
                required=True,
            ),
            Parameter(
                "bentuk",
                "query",
                _said("garis, batang, atau peta", "lines, bars or a map"),
                "garis",
                values=("garis", "batang", "peta"),
            ),
            _LANGUAGE,
        ),
    ),
    Operation(
        "/profil/{name}",
        _said("Semua angka sebuah wilayah sebagai lembar kerja atau CSV.", "All figures of a place as a spreadsheet or CSV."),
        ("text/csv", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        (
            Parameter(
                "name", "path", _said("wilayah dan bentuk berkas", "place and form of the file"), "wilayah/kemendagri/32.csv", required=True
            ),
            _LANGUAGE,
        ),
    ),
    Operation(
        "/catalog",
        _said("Katalog semua himpunan data (DCAT 3).", "The catalogue of all datasets (DCAT 3)."),
        ("text/html", *RDF),
        (_LANGUAGE,),
        (304, 406),
    ),
    Operation(
        "/disclosure",
        _said("Aturan pelindungan orang tiap himpunan data.", "The rules that protect people, for each dataset."),
        ("text/html", "application/json"),
        (_LANGUAGE,),
        (304, 406),
    ),
    Operation(
        "/quality/{agency}/{dataset}",
        _said("Paspor mutu sebuah himpunan data; /quality: semuanya.", "The quality passport of a dataset; /quality: all of them."),
        ("text/html", "application/json"),
        (
            Parameter("agency", "path", _said("folder lembaga", "folder of the agency"), "komnas_ham", required=True),
            Parameter("dataset", "path", _said("folder himpunan data", "folder of the dataset"), "pengaduan_tahunan", required=True),
            _LANGUAGE,
        ),
        (304, 404, 406),
    ),
    Operation(
        "/liputan",
        _said(
            "Indikator yang tidak mempunyai angka bagi sebuah provinsi, dan alasannya.",
            "Indicators without a figure for a province, and why.",
        ),
        ("text/html", "application/json"),
        (
            Parameter("wilayah", "query", _said("sisa IRI wilayah setelah /id/", "the rest of the place's IRI"), "wilayah/kemendagri/32"),
            _LANGUAGE,
        ),
        (304, 404, 406),
    ),
    Operation(
        "/kutip.csl.json",
        _said("Cara mengutip sesuatu (CSL-JSON; juga .txt, .bib, .ris).", "How to cite a thing (CSL-JSON; also .txt, .bib, .ris)."),
        ("application/vnd.citationstyles.csl+json",),
        (
            Parameter(
                "iri",
                "query",
                _said("IRI yang dikutip", "the IRI that is cited"),
                "https://w3id.org/satudataham/id/katalog/bps/kemiskinan_provinsi",
                required=True,
            ),
            _LANGUAGE,
        ),
        (304, 400, 404),
    ),
    Operation(
        "/feed.atom",
        _said("Umpan terbitan baru.", "The feed of new releases."),
        ("application/atom+xml",),
        (_LANGUAGE,),
        (304,),
    ),
    Operation(
        "/healthz",
        _said("Apakah layanan menjawab, dan dari terbitan mana.", "Whether the service answers, and from which release."),
        ("application/json",),
        (),
        (),
    ),
)
