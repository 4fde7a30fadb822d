"""Charts to take away: drawing, picture, table, linked data, the query behind them, and a small page to embed."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable

import openpyxl
from fastapi import APIRouter, Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from kg.api.addresses import whole_number
from kg.api.caching import cacheable, not_modified
from kg.api.documents import GET
from kg.api.graph import ServedGraph
from kg.api.pages import SECURITY_HEADERS, page_language, render, same_page
from kg.api.problems import NotFound
from kg.site.charted import Charted, charted
from kg.site.charts.svg import standalone
from kg.site.figures import Figure
from kg.site.indicator import choice
from kg.site.naming import cut_name, notes, source_name
from kg.site.spec import ChartSpec, read_spec

router = APIRouter()
_COLUMNS = (
    "iri", "indicator", "class", "area", "area_iri", "period_start", "period_end", "value", "as_printed", "unit", "status", "notes",
    "source", "source_row",
)  # fmt: skip
_ROWS = 120  # of a table on one page
_LINE = 96  # letters that fit below a drawing
MEDIA = {
    "svg": "image/svg+xml",
    "png": "image/png",
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "jsonld": "application/ld+json",
}


@router.api_route("/angka/{indicator}", methods=GET)
def chart_table(request: Request, indicator: str) -> Response:
    """The table twin of a chart, a page at a time: ``/angka/{indicator}?bentuk=…&page=2``."""
    graph: ServedGraph = request.app.state.graph
    language = page_language(request)
    spec = read_spec(indicator, request.query_params, request.query_params.getlist("wilayah"))
    chart = charted(graph, spec, language) if spec else None
    page = whole_number(request.query_params.get("page", "1"), 10_000) or 1
    rows = chart.rows[(page - 1) * _ROWS : page * _ROWS] if chart else []
    if chart is None or not rows:
        raise NotFound("There are no figures for this chart, or the page is past its last one.")
    more = len(chart.rows) > page * _ROWS
    context = {
        "chart": chart, "rows": rows, "page": page, "next_href": same_page(request, page=str(page + 1)) if more else None,
        "previous_href": same_page(request, page=str(page - 1)) if page > 1 else None,
    }  # fmt: skip
    headers = cacheable(f'"{graph.version}.table.{language}"', vary="Accept-Language")
    return not_modified(request, headers["ETag"], headers) or render(request, "chart_table.html", context, headers=headers)


@router.api_route("/kartu/{indicator}", methods=GET)
def chart_card(request: Request, indicator: str) -> Response:
    """The part of an indicator's page that holds one chart, for pages that change a chart in place: ``/kartu/{indicator}?bentuk=…``."""
    graph: ServedGraph = request.app.state.graph
    language = page_language(request)
    headers = cacheable(f'"{graph.version}.card.{language}"', vary="Accept-Language") | {"X-Robots-Tag": "noindex"}
    if unchanged := not_modified(request, headers["ETag"], headers):
        return unchanged
    spec = read_spec(indicator, request.query_params, request.query_params.getlist("wilayah"))
    chart = charted(graph, spec, language) if spec else None
    if chart is None:
        raise NotFound("There are no figures for this chart.")
    context = {"chart": chart, "choice": choice(graph, chart.spec, language), "table": len(chart.figures) <= _ROWS}
    return render(request, "card.html", context, headers=headers)


@router.api_route("/grafik/{name}", methods=GET)
def chart_file(request: Request, name: str) -> Response:
    """A chart of an indicator in one form: ``/grafik/{indicator}.{svg|png|csv|xlsx|jsonld|html|rq}?bentuk=…``."""
    graph: ServedGraph = request.app.state.graph
    language = page_language(request)
    indicator, _, suffix = name.partition(".")
    spec = read_spec(indicator, request.query_params, request.query_params.getlist("wilayah"))
    if spec is None or suffix not in (*MEDIA, "html", "rq", "csvm.json"):
        raise NotFound(
            "A chart's address is /grafik/{indicator}.{svg, png, csv, xlsx, jsonld, html or rq}?bentuk={garis, kisi, batang or peta}."
        )
    headers = cacheable(f'"{graph.version}.{suffix}.{language}"', vary="Accept-Language")
    if unchanged := not_modified(request, headers["ETag"], headers):
        return unchanged
    chart = charted(graph, spec, language)
    if chart is None:
        raise NotFound("There are no figures for this chart.")
    if suffix == "csvm.json":
        return JSONResponse(csvw(graph, chart, language), media_type="application/csvm+json", headers=headers)
    if suffix == "csv":
        headers = headers | {"Link": f'<{link_of(chart.spec, "csvm.json", request)}>; rel="describedby"; type="application/csvm+json"'}
    if suffix == "rq":
        return RedirectResponse("/sparql?" + _query_parameters(request, graph, chart, language), 303)
    if suffix == "html":
        return _embedded(request, chart, headers)
    content = _WRITERS[suffix](graph, chart, language)
    return Response(
        content,
        media_type=MEDIA[suffix],
        headers=headers | {"Content-Disposition": f'inline; filename="{indicator}-{spec.kind}.{suffix}"'},
    )


def _embedded(request: Request, chart: Charted, headers: dict[str, str]) -> Response:
    """The chart alone with its words, made to stand in another site's page."""
    response = render(request, "embed.html", {"chart": chart}, headers=headers)
    response.headers["Content-Security-Policy"] = SECURITY_HEADERS["Content-Security-Policy"].replace(
        "frame-ancestors 'self'", "frame-ancestors *"
    )
    return response


def source_lines(graph: ServedGraph, chart: Charted, language: str) -> list[str]:
    """Who says so, and from which release of which service: what a picture must carry wherever it goes."""
    names = list(dict.fromkeys(source_name(graph, f) for f in chart.figures))
    shown = ", ".join(names[:4]) + (f" (+{len(names) - 4})" if len(names) > 4 else "")
    word = "Sumber" if language == "id" else "Source"
    lines = [f"{word}: {shown}", f"Satu Data HAM, {graph.release_id or ''} · {graph.base}{chart.spec.path('html').lstrip('/')}"]
    return [line[:_LINE] for line in (*chart.beware[:2], *lines)]


def _svg(graph: ServedGraph, chart: Charted, language: str) -> bytes:
    lines = source_lines(graph, chart, language)
    return (
        standalone(chart.sheet or chart.drawing, f"{chart.heading} ({chart.unit})" if chart.unit else chart.heading, lines)
        .replace('href="/', f'href="{graph.base}')
        .encode()
    )  # a file has no host of its own


def _png(graph: ServedGraph, chart: Charted, language: str) -> bytes:
    import resvg_py

    return bytes(resvg_py.svg_to_bytes(svg_string=_svg(graph, chart, language).decode(), zoom=2))


def table(graph: ServedGraph, figures: list[Figure], language: str) -> list[list[str]]:
    """Figures as rows: every one with its own address and that of its source row. The first row names the columns."""
    return [list(_COLUMNS), *(_row(graph, f, language) for f in figures)]


def _row(graph: ServedGraph, f: Figure, language: str) -> list[str]:
    rows = [term.value for term in graph.values(f.iri, "prov:wasDerivedFrom") if "#row=" in term.value]  # type: ignore[union-attr]
    return [
        f.iri, graph.label(f.indicator, language), cut_name(graph, f, language), graph.label(f.area, language), f.area,
        f.period.start.isoformat(), f.period.end.isoformat(), f.lexical or "", f.printed or "", graph.label(f.unit, language), f.status,
        "; ".join(notes(f, language)), source_name(graph, f), rows[0] if rows else "",
    ]  # fmt: skip


def csv_of(rows: list[list[str]]) -> bytes:
    """CSV (RFC 4180) in UTF-8. Cells that a spreadsheet would run as a formula are set off with an apostrophe."""
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\r\n").writerows([[_harmless(cell) for cell in row] for row in rows])
    return buffer.getvalue().encode()


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell[:1] in ("=", "+", "@") or (cell[:1] == "-" and not cell[1:2].isdigit()) else cell


def xlsx_of(rows: list[list[str]], title: str) -> bytes:
    """A workbook of one sheet; values as numbers, all else as text."""
    workbook = openpyxl.Workbook(write_only=True)
    sheet = workbook.create_sheet("".join(c for c in title if c not in "[]:*?/\\")[:31] or "data")
    value = rows[0].index("value")
    for n, row in enumerate(rows):
        sheet.append([float(cell) if n and place == value and cell else _harmless(cell) for place, cell in enumerate(row)])
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def _csv(graph: ServedGraph, chart: Charted, language: str) -> bytes:
    return csv_of(table(graph, chart.figures, language))


def _xlsx(graph: ServedGraph, chart: Charted, language: str) -> bytes:
    return xlsx_of(table(graph, chart.figures, language), chart.heading)


def link_of(spec: ChartSpec, suffix: str, request: Request) -> str:
    """A chart's address in another form, in the language that was asked for."""
    language = request.query_params.get("lang")
    return spec.path(suffix) + (f"&lang={language}" if language in ("id", "en") else "")


def csvw(graph: ServedGraph, chart: Charted, language: str) -> dict[str, object]:
    """Metadata of a chart's table (CSV on the Web): what each column means, who says so, on what terms."""
    kinds = {
        "period_start": "date",
        "period_end": "date",
        "value": "decimal",
        "iri": "anyURI",
        "area_iri": "anyURI",
        "source_row": "anyURI",
    }
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": language}],
        "url": f"{graph.base}{chart.spec.path('csv').lstrip('/')}",
        "dc:title": chart.heading,
        "dc:description": " ".join([chart.sentence, *chart.beware]),
        "dc:source": list(dict.fromkeys(source_name(graph, f) for f in chart.figures)),
        "dc:hasVersion": graph.release_id or "",
        "dialect": {"header": True, "encoding": "utf-8"},
        "tableSchema": {
            "columns": [
                {"name": name, "titles": name, "datatype": kinds.get(name, "string"), "required": name == "iri"} for name in _COLUMNS
            ],
            "primaryKey": "iri",
        },
    }


def _json_ld(graph: ServedGraph, chart: Charted, language: str) -> bytes:
    triples = [triple for figure in chart.figures for triple in graph.describe(figure.iri)]
    from kg.api.negotiation import JSON_LD
    from kg.store.serialise import serialise_triples

    assert JSON_LD.rdf is not None
    written = serialise_triples(triples, JSON_LD.rdf, graph.prefixes)
    return written if isinstance(written, bytes) else json.dumps(written).encode()


_WRITERS: dict[str, Callable[[ServedGraph, Charted, str], bytes]] = {
    "svg": _svg,
    "png": _png,
    "csv": _csv,
    "xlsx": _xlsx,
    "jsonld": _json_ld,
}


def _query_parameters(request: Request, graph: ServedGraph, chart: Charted, language: str) -> str:
    from urllib.parse import urlencode

    pairs = {"query": query_behind(graph, chart.spec), "format": "html"}
    if request.query_params.get("lang"):
        pairs["lang"] = language
    return urlencode(pairs)


def query_behind(graph: ServedGraph, spec: ChartSpec) -> str:
    """The SPARQL query whose rows a chart draws."""
    prefixes = {
        "ham": graph.ns.ontology,
        "qb": graph.ns.expand("qb:"),
        "sdmx-dimension": graph.ns.expand("sdmx-dimension:"),
        "sdmx-measure": graph.ns.expand("sdmx-measure:"),
        "sdmx-attribute": graph.ns.expand("sdmx-attribute:"),
    }
    lines = [f"PREFIX {name}: <{address}>" for name, address in prefixes.items()]
    lines += [
        "",
        "SELECT ?figure ?area ?period ?value ?status ?source" + "".join(f" ?{name}" for name in spec.dimensions),
        "WHERE {",
        f"  ?figure a qb:Observation ; ham:indicator <{graph.ns.concept(f'indikator/{spec.indicator}')}> ;",
        "    sdmx-dimension:refArea ?area ; sdmx-dimension:refPeriod ?period .",
        "  OPTIONAL { ?figure sdmx-measure:obsValue ?value }",
        "  OPTIONAL { ?figure sdmx-attribute:obsStatus ?status }",
        "  OPTIONAL { ?figure ham:sourceDocument ?source }",
    ]
    lines += [f"  ?figure ham:{name} ?{name} ." for name in spec.dimensions]
    if spec.unit:
        lines.append(f"  ?figure ham:countingUnit <{graph.ns.concept(f'satuan-hitung/{spec.unit}')}> .")
    if spec.role:
        lines.append(f"  ?figure ham:areaRole <{graph.ns.concept(f'peran-wilayah/{spec.role}')}> .")
    if spec.places:
        lines.append("  VALUES ?area { " + " ".join(f"<{graph.base}id/{key}>" for key in spec.places) + " }")
    if spec.period:
        lines.append(f"  VALUES ?period {{ <{graph.ns.period(spec.period)}> }}")
    return "\n".join([*lines, "}", "ORDER BY ?period ?area"])
