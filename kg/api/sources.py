"""Source files under ``/source``: the file itself, one of its rows, a table to look at, or what the graph says of file and rows."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox
from fastapi import APIRouter, Request
from starlette.responses import FileResponse, Response

from kg.api.addresses import candidates, raw_path, whole_number
from kg.api.caching import cacheable, etag, not_modified
from kg.api.documents import GET, rdf
from kg.api.graph import DEFAULT, ServedGraph
from kg.api.negotiation import CSV, HTML, RDF, XLSX, Representation, by_suffix, choose
from kg.api.pages import page_language, render, same_page
from kg.api.problems import NotFound
from kg.api.rows import SourceFile, page_of_rows, raw_rows, shown, source_file

router = APIRouter()


@router.api_route("/source/{path:path}", methods=GET)
def source(request: Request, path: str) -> Response:
    """A source file. ``row=N`` asks for one row (the header is row 1, as in RFC 7111); ``.ttl`` and so on at the end for RDF."""
    graph: ServedGraph = request.app.state.graph
    sent = raw_path(request).removeprefix("/")
    file, form = _find(graph, sent), None
    if file is None:
        stem, _, suffix = sent.rpartition(".")
        file, form = _find(graph, stem), by_suffix(suffix, RDF)
    if file is None:
        raise NotFound(f"There is no source file {graph.base}{sent}.")
    if form is None:
        form = choose(request.headers.get("accept"), ((CSV if file.config else XLSX), HTML, *RDF))
    headers = cacheable(etag(graph, form, page_language(request) if form is HTML else None)) | {"Link": _links(file)}
    return not_modified(request, headers["ETag"], headers) or _answer(request, graph, file, form, headers)


def _find(graph: ServedGraph, path: str) -> SourceFile | None:
    return next((file for address in candidates(graph.base, path) if (file := source_file(graph, address))), None)


def _answer(request: Request, graph: ServedGraph, file: SourceFile, form: Representation, headers: dict[str, str]) -> Response:
    wanted = _row_number(request)
    if form is HTML:
        return render(request, "source.html", _table(request, graph, file, wanted), headers=headers)
    if form.rdf:
        return rdf(_triples(graph, file, wanted), form, graph, headers)
    if wanted is None or file.config is None:
        charset = f"; charset={file.config.encoding.removesuffix('-sig')}; header=present" if file.config else ""
        return FileResponse(file.path, headers={**headers, "Content-Type": form.media_type + charset, "Accept-Ranges": "none"})
    data = b"".join(raw_rows(file, wanted))
    if (
        wanted > file.config.header_rows
        and graph.value(f"{file.address}#row={wanted}", "csvw:rownum") is None
        and not _has_row(file, wanted)
    ):
        raise NotFound(f"{file.display} has no row {wanted}.")
    return Response(
        data, headers=headers, media_type=f"{form.media_type}; charset={file.config.encoding.removesuffix('-sig')}; header=present"
    )


def _row_number(request: Request) -> int | None:
    value = request.query_params.get("row")
    if value is None:
        return None
    number = whole_number(value)
    if number is None:
        raise NotFound("A row is named by its number, from 1 on: ?row=5.")
    return number


def _has_row(file: SourceFile, number: int) -> bool:
    return any(row.number == number for row in file.table())


def _table(request: Request, graph: ServedGraph, file: SourceFile, wanted: int | None) -> dict[str, object]:
    """The page that holds the wanted row, or the page asked for."""
    size = request.app.state.settings.page_size
    first = (file.config.header_rows + 1) if file.config else 1
    page = whole_number(request.query_params.get("page"), 1_000_000) or 1
    if wanted is not None:
        page = max(0, wanted - first) // size + 1
    header, rows, more = page_of_rows(file, page, size) if file.config else ([], [], False)
    return {
        "file": file,
        "header": header,
        "rows": [shown(graph, file, header, row) for row in rows],
        "wanted": wanted,
        "next_href": same_page(request, page=str(page + 1), row=None) if more else None,
        "previous_href": same_page(request, page=str(page - 1), row=None) if page > 1 else None,
        "page": page,
        "sha256": getattr(graph.value(file.address, "ham:fileSha256"), "value", ""),
        "downloads": [(form.suffix, form.media_type, f"{raw_path(request)}.{form.suffix}") for form in RDF],
    }


def _triples(graph: ServedGraph, file: SourceFile, wanted: int | None) -> Iterator[ox.Triple]:
    yield from graph.describe(file.address)
    if wanted is not None:
        yield from graph.describe(f"{file.address}#row={wanted}")
        return
    part_of = graph.term("dcterms:isPartOf")
    for quad in graph.store.quads_for_pattern(None, part_of, ox.NamedNode(file.address), DEFAULT):
        if isinstance(quad.subject, ox.NamedNode):
            yield from graph.describe(quad.subject.value)


def _links(file: SourceFile) -> str:
    path = "/source/" + file.address.split("/source/", 1)[1]
    return ", ".join(f'<{path}.{form.suffix}>; rel="describedby"; type="{form.media_type}"' for form in RDF)
