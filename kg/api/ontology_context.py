"""The JSON-LD context of the ontology: short names for own terms and for the labels of others, made from the graph that is served."""

from __future__ import annotations

from typing import Any

from kg.api.ontology_terms import Ontology
from kg.namespaces import PREFIXES

_LANGUAGE_MAPS = ("skos:prefLabel", "skos:altLabel", "skos:definition", "rdfs:label", "dcterms:title", "dcterms:description")
_LANG_STRING = PREFIXES["rdf"] + "langString"


def context(ontology: Ontology) -> dict[str, Any]:
    """``{"@context": …}`` (JSON-LD 1.1): prefixes, ``id`` and ``type``, every own class and property.

    A property that leads to things takes addresses as text; one with a datatype takes plain values of it; texts in several languages are
    written as ``{"id": "…", "en": "…"}``. Labels of other vocabularies keep their prefixed name.
    """
    graph = ontology.graph
    found: dict[str, Any] = {"@version": 1.1, **PREFIXES, "ham": graph.ns.ontology, "id": "@id", "type": "@type"}
    found |= {name: {"@id": name, "@container": "@language"} for name in _LANGUAGE_MAPS}
    for address in sorted(ontology.own):
        name = address.removeprefix(graph.ns.ontology)
        found[name] = _definition(f"ham:{name}", ontology.own[address], ontology.iris(address, "rdfs:range"))
    return {"@context": found}


def _definition(name: str, kind: str, ranges: list[str]) -> str | dict[str, str]:
    if kind == "class":
        return name
    if kind == "object_property":
        return {"@id": name, "@type": "@id"}
    if ranges == [_LANG_STRING]:
        return {"@id": name, "@container": "@language"}
    if len(ranges) == 1 and ranges[0].startswith(PREFIXES["xsd"]) and not ranges[0].endswith("#string"):
        return {"@id": name, "@type": f"xsd:{ranges[0].removeprefix(PREFIXES['xsd'])}"}
    return {"@id": name}
