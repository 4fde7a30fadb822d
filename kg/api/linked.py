"""Headers and statements that lead from a document to its other forms and, page by page, to what refers to the thing (RFC 8288, Hydra)."""

from __future__ import annotations

import pyoxigraph as ox

from kg.api.addresses import encoded, local_link
from kg.api.graph import ServedGraph
from kg.api.inbound import InboundPage
from kg.api.negotiation import RDF, Representation
from kg.namespaces import HYDRA, PREFIXES

_TYPE = ox.NamedNode(PREFIXES["rdf"] + "type")
_XSD_INTEGER = ox.NamedNode(PREFIXES["xsd"] + "integer")


def links(graph: ServedGraph, address: str, form: Representation, page: InboundPage | None = None) -> dict[str, str]:
    """The Link header (RFC 8288): other forms, the thing described, the canonical address, the licence of what we add, what describes all,
    and the pages of what refers to the thing.

    Content-Location names the form that was chosen.
    """
    path = local_link(address, graph.ns)
    stem = path.split("#")[0]
    own = "?" not in path
    query = f"?page={page.number}" if page else ""
    parts = [f'<{stem}.{form.suffix}{query}>; rel="alternate"; type="{form.media_type}"' for form in RDF] if own else []
    parts.append(f'<{encoded(address)}>; rel="describes"')
    canonical = page_address(address, graph, page.number) if page else path
    parts.append(f'<{graph.base}{canonical.removeprefix("/")}>; rel="canonical"')
    parts.append('<https://creativecommons.org/licenses/by/4.0/>; rel="license"')
    parts.append('</.well-known/void>; rel="describedby"')
    parts += [f'<{page_address(address, graph, number)}>; rel="{relation}"' for relation, number in _pages(page)]
    return {"Link": ", ".join(parts)} | ({"Content-Location": f"{stem}.{form.suffix}{query}"} if own else {})


def page_address(address: str, graph: ServedGraph, number: int) -> str:
    """Where a page of what refers to an IRI is.

    >>> from kg.namespaces import Namespaces
    >>> page_address("http://x/id/a", ServedGraph(ox.Store(), Namespaces("http://x/"), "1"), 2)
    '/doc/a?page=2'
    """
    stem = local_link(address, graph.ns).split("#")[0]
    return f"{stem}{'&' if '?' in stem else '?'}page={number}"


def page_triples(address: str, graph: ServedGraph, page: InboundPage, size: int) -> list[ox.Triple]:
    """The statements of a page, and what leads to the others: a hydra:PartialCollectionView of the collection of all of them."""
    thing = ox.NamedNode(address)
    view = _view(address, graph, page.number)
    collection = ox.NamedNode(f"{graph.base}{local_link(address, graph.ns).split('#')[0].removeprefix('/')}#inbound")
    controls = [
        ox.Triple(thing, ox.NamedNode(HYDRA + "collection"), collection),
        ox.Triple(collection, _TYPE, ox.NamedNode(HYDRA + "Collection")),
        ox.Triple(collection, ox.NamedNode(HYDRA + "view"), view),
        ox.Triple(view, _TYPE, ox.NamedNode(HYDRA + "PartialCollectionView")),
        ox.Triple(view, ox.NamedNode(HYDRA + "itemsPerPage"), ox.Literal(str(size), datatype=_XSD_INTEGER)),
    ]
    names = {"first": "first", "prev": "previous", "next": "next"}
    controls += [ox.Triple(view, ox.NamedNode(HYDRA + names[relation]), _view(address, graph, number)) for relation, number in _pages(page)]
    return sorted((ox.Triple(link.subject, link.predicate, thing) for link in page.links), key=str) + controls


def _pages(page: InboundPage | None) -> list[tuple[str, int]]:
    """Relations to pages, with their numbers; of a document that is no page, to the collection."""
    if page is None:
        return [(HYDRA + "collection", 1)]
    found = [("first", 1)]
    if page.number > 1:
        found.append(("prev", page.number - 1))
    return [*found, ("next", page.number + 1)] if page.more else found


def _view(address: str, graph: ServedGraph, number: int) -> ox.NamedNode:
    return ox.NamedNode(graph.base + page_address(address, graph, number).removeprefix("/"))
