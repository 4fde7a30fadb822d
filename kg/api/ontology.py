"""The ontology, published like a vocabulary: whole, by module, by version, and as a JSON-LD context."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from itertools import groupby
from math import ceil
from typing import Any

import pyoxigraph as ox
from fastapi import APIRouter, Request
from starlette.responses import Response

from kg.api.addresses import whole_number
from kg.api.caching import cacheable, etag, not_modified
from kg.api.documents import GET, rdf
from kg.api.graph import ServedGraph
from kg.api.negotiation import DOCUMENT, HTML, RDF, Representation, by_suffix, choose
from kg.api.ontology_context import context
from kg.api.ontology_diagram import draw
from kg.api.ontology_terms import TERMS_ON_A_PAGE, Module, Ontology, ontology_of
from kg.api.ontology_versions import Gone, is_known, older_version, stated_version
from kg.api.pages import page_language, render, same_page
from kg.api.problems import NotFound
from kg.api.words import WORDS

router = APIRouter()
Page = Callable[[Ontology], tuple[str, dict[str, Any]]]
_CONTEXT = Representation("context.jsonld", "application/ld+json", ("application/json",))


@router.api_route("/ontology", methods=GET)
@router.api_route("/ontology.{suffix}", methods=GET)
def ontology(request: Request, suffix: str | None = None) -> Response:
    """The ontology: what it is, its modules and terms, code lists and change log; to machines, every statement of it."""
    graph = _served(request)
    return _send(request, graph, "/ontology", suffix, triples=_whole(graph), page=_overview)


@router.api_route("/ontology/context.jsonld", methods=GET)
def json_ld_context(request: Request) -> Response:
    """The JSON-LD context with short names for all terms."""
    graph = _served(request)
    headers = cacheable(etag(graph, _CONTEXT))
    if unchanged := not_modified(request, headers["ETag"], headers):
        return unchanged
    content = json.dumps(context(ontology_of(graph, "en")), indent=1, ensure_ascii=False)
    return Response(content, headers=headers, media_type=_CONTEXT.media_type)


@router.api_route("/ontology/module/{name}", methods=GET)
def module(request: Request, name: str) -> Response:
    """One module: its diagram and its terms in full; ``.ttl``, ``.jsonld``, ``.nt`` and ``.rdf`` at the end ask for one form."""
    graph = _served(request)
    name, suffix = _cut_suffix(name)
    found = next((one for one in ontology_of(graph, "en").modules if one.name == name and name), None)
    if found is None:
        raise NotFound(f"The ontology has no module {name}.")
    triples = [triple for address in (found.address, *found.terms) for triple in graph.describe(address)]
    return _send(request, graph, f"/ontology/module/{name}", suffix, triples=triples, page=lambda one: _module(one, name, request))


@router.api_route("/ontology/version/{version}", methods=GET)
def ontology_version(request: Request, version: str) -> Response:
    """One version of the ontology: the served one, or an older one that a release on disk holds; 410 if there was one, else 404."""
    graph = _served(request)
    served = stated_version(graph)
    version, suffix = _cut_suffix(version)
    if version != served:
        graph = _older(graph, version)
    return _send(request, graph, f"/ontology/version/{version}", suffix, triples=_whole(graph), page=lambda one: _overview(one, served))


def _served(request: Request) -> ServedGraph:
    graph: ServedGraph = request.app.state.graph
    if not graph.has_graph(graph.ns.graph("ontology")):
        raise NotFound("No ontology is served here.")
    return graph


def _whole(graph: ServedGraph) -> Iterable[ox.Triple]:
    return graph.graph_triples(graph.ns.graph("ontology"))


def _older(graph: ServedGraph, version: str) -> ServedGraph:
    if not is_known(graph, version):
        raise NotFound(f"The ontology has no version {version}; the change log at {graph.base}ontology lists those that there are.")
    found = older_version(graph, version)
    if found is None:
        raise Gone(
            f"No release on this machine holds version {version} any more. Its source is tagged ontology-{version} in the repository of "
            f"the software; the served version is {stated_version(graph)}, and the change log at {graph.base}ontology says what differs."
        )
    return found


def _cut_suffix(name: str) -> tuple[str, str | None]:
    """
    >>> _cut_suffix("0.1.0.ttl"), _cut_suffix("0.1.0")
    (('0.1.0', 'ttl'), ('0.1.0', None))
    """
    stem, _, suffix = name.rpartition(".")
    return (stem, suffix) if by_suffix(suffix, DOCUMENT) else (name, None)


def _send(request: Request, graph: ServedGraph, path: str, suffix: str | None, *, triples: Iterable[ox.Triple], page: Page) -> Response:
    """One form of the whole or of a part; `page` gives the template and what it shows."""
    form = by_suffix(suffix, DOCUMENT) if suffix else choose(request.headers.get("accept"), DOCUMENT)
    if form is None:
        raise NotFound(f"There is no form .{suffix}.")
    language = page_language(request)
    downloads = [(one.suffix, one.media_type, f"{path}.{one.suffix}") for one in RDF]
    links = ", ".join(f'<{href}>; rel="alternate"; type="{media_type}"' for _, media_type, href in downloads)
    headers = cacheable(etag(graph, form, language if form is HTML else None)) | {"Link": links}
    if unchanged := not_modified(request, headers["ETag"], headers):
        return unchanged
    if form is not HTML:
        return rdf(triples, form, graph, headers)
    template, shown = page(ontology_of(graph, language))
    return render(request, template, {"downloads": downloads, "graph": graph, **shown}, headers=headers)


def _overview(one: Ontology, served: str = "") -> tuple[str, dict[str, Any]]:
    """`served` is the version that the service serves now, if this may be another one."""
    version = stated_version(one.graph)
    terms = {module.name: [one.term(address) for address in module.terms] for module in one.modules}
    return "ontology.html", {
        "ontology": one,
        "title": one.graph.label(one.address, one.language),
        "description": one.text(one.address, "dcterms:description"),
        "version": version,
        "served_version": served or version,
        "terms": terms,
        "groups": {name: [(kind, list(group)) for kind, group in groupby(of, key=lambda term: term.kind)] for name, of in terms.items()},
    }


def _module(one: Ontology, name: str, request: Request) -> tuple[str, dict[str, Any]]:
    names = [module.name for module in one.modules if module.name]
    place = names.index(name)
    shown: Module = one.modules[place]
    parts = max(ceil(len(shown.terms) / TERMS_ON_A_PAGE), 1)
    asked = whole_number(request.query_params.get("bagian", "1"), 1_000) or 1
    if asked > parts:
        raise NotFound(f"The page of this module has {parts} parts.")
    first = (asked - 1) * TERMS_ON_A_PAGE
    return "ontology_module.html", {
        "ontology": one,
        "module": shown,
        "terms": [one.term(address) for address in shown.terms[first : first + TERMS_ON_A_PAGE]],
        "all_terms": [one.shown(ox.NamedNode(address)) for address in shown.terms],
        "part": asked,
        "parts": [(n, same_page(request, bagian=str(n) if n > 1 else None)) for n in range(1, parts + 1)],
        "diagram": draw(shown, one, WORDS[one.language]),
        "before": one.modules[place - 1] if place else None,
        "after": one.modules[place + 1] if place + 1 < len(names) else None,
    }
