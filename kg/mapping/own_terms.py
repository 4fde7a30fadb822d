"""Indicators and concepts that a dataset's folder brings with it: ``indicators.csv`` and ``concepts.csv``.

So that a dataset of a new agency needs no file beside its folder. What several datasets share belongs into ``ontology/codelists/``; a
concept that is described there, or in another folder, must not be described again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from kg.errors import InputError
from kg.mapping.context import MappingContext
from kg.mapping.lookups import read_lookup
from kg.namespaces import CANONICAL_BASE, Namespaces
from kg.nquads import RDF_TYPE, block, iri, string, text
from kg.resources import ontology_root

INDICATORS, CONCEPTS = "indicators.csv", "concepts.csv"
INDICATOR_COLUMNS = (
    "notasi", "nama_id", "nama_en", "definisi_id", "definisi_en", "konsep_id", "konsep_en", "jenis", "ukuran", "satuan", "sumber",
)  # fmt: skip
CONCEPT_COLUMNS = ("skema", "notasi", "nama_id", "nama_en", "definisi_id", "definisi_en", "sumber")
_NOTATION = re.compile(r"[A-Za-z0-9._-]+")
_CONCEPT = re.compile(re.escape(f"<{CANONICAL_BASE}id/konsep/") + r"([A-Za-z0-9._/-]+)>\s+a\s")

Row = Mapping[str, str]


def own_blocks(context: MappingContext) -> Iterator[str]:
    """The statements about every indicator and concept of a dataset's folder. Raises InputError that names file, row and column."""
    for file, number, reference, pairs in (*_indicators(context), *_concepts(context)):
        if elsewhere := described_elsewhere(reference, context):
            problem = f"is described in {elsewhere} already: use it, and delete this row"
            raise InputError(problem, file=f"{context.name}/{file}", row=number, column="notasi", value=reference)
        yield block(iri(context.ns.concept(reference)), pairs, context.graph)


def own_references(folder: Path) -> set[str]:
    """``scheme/notation`` (or ``scheme``) of everything that a folder describes itself."""
    indicators = {f"indikator/{row['notasi']}" for _, row in _rows(folder, INDICATORS, INDICATOR_COLUMNS, folder.name)}
    concepts = _rows(folder, CONCEPTS, CONCEPT_COLUMNS, folder.name)
    return indicators | {f"{row['skema']}/{row['notasi']}".rstrip("/") for _, row in concepts}


@cache
def ontology_references(root: Path) -> frozenset[str]:
    """``scheme/notation`` of every concept, and ``scheme`` of every scheme, in the code lists of the ontology."""
    return frozenset(
        reference for path in sorted((root / "codelists").glob("*.ttl")) for reference in _CONCEPT.findall(path.read_text(encoding="utf-8"))
    )


def described_elsewhere(reference: str, context: MappingContext) -> str | None:
    """Which other place describes a concept: the code lists of the ontology, or another dataset's folder."""
    if reference in ontology_references(ontology_root()):
        return "ontology/codelists"
    for path in sorted({*context.mappings_root.glob(f"*/*/{INDICATORS}"), *context.mappings_root.glob(f"*/*/{CONCEPTS}")}):
        if path.parent.resolve() != context.folder.resolve() and reference in own_references(path.parent):
            return f"mappings/{path.parent.parent.name}/{path.parent.name}/{path.name}"
    return None


def _rows(folder: Path, file: str, columns: tuple[str, ...], display: str) -> list[tuple[int, dict[str, str]]]:
    path = folder / file
    return read_lookup(path, columns, f"{display}/{file}") if path.exists() else []


_Described = tuple[str, int, str, list[tuple[str, str]]]


def _indicators(context: MappingContext) -> Iterator[_Described]:
    ns = context.ns
    for number, row in _rows(context.folder, INDICATORS, INDICATOR_COLUMNS, context.name):
        place = f"{context.name}/{INDICATORS}", number
        for column in ("notasi", "nama_id", "nama_en", "definisi_id", "definisi_en", "konsep_id", "konsep_en", "ukuran", "satuan"):
            _filled(row, column, place)
        pairs = _concept_pairs(ns, "indikator", row, place)
        pairs.append((RDF_TYPE, iri(ns.expand("ham:Indicator"))))
        for column, predicate, scheme in (
            ("jenis", "ham:indicatorType", "jenis-indikator"), ("ukuran", "ham:measureKind", "ukuran"),
            ("satuan", "sdmx-attribute:unitMeasure", "satuan-hitung"),
        ):  # fmt: skip
            if row[column]:
                pairs.append((iri(ns.expand(predicate)), iri(ns.concept(f"{scheme}/{row[column]}"))))
        pairs += _texts(ns, row, "ham:statisticalConcept", "konsep")
        yield INDICATORS, number, f"indikator/{row['notasi']}", pairs


def _concepts(context: MappingContext) -> Iterator[_Described]:
    ns = context.ns
    for number, row in _rows(context.folder, CONCEPTS, CONCEPT_COLUMNS, context.name):
        place = f"{context.name}/{CONCEPTS}", number
        for column in ("skema", "nama_id", "nama_en"):
            _filled(row, column, place)
        if row["notasi"]:
            yield CONCEPTS, number, f"{row['skema']}/{row['notasi']}", _concept_pairs(ns, row["skema"], row, place)
        else:
            yield CONCEPTS, number, row["skema"], _scheme_pairs(ns, row)


def _concept_pairs(ns: Namespaces, scheme: str, row: Row, place: tuple[str, int]) -> list[tuple[str, str]]:
    for column, value in (("skema", scheme), ("notasi", row["notasi"])):
        if not _NOTATION.fullmatch(value):
            raise InputError("may hold letters, digits, dots and hyphens only", file=place[0], row=place[1], column=column, value=value)
    in_scheme = iri(ns.concept(scheme))
    pairs = [
        (RDF_TYPE, iri(ns.expand("skos:Concept"))),
        (iri(ns.expand("skos:notation")), string(row["notasi"])),
        (iri(ns.expand("skos:inScheme")), in_scheme),
        (iri(ns.expand("skos:topConceptOf")), in_scheme),
        *_texts(ns, row, "skos:prefLabel", "nama"),
        *_texts(ns, row, "skos:definition", "definisi"),
    ]
    return pairs + _source(ns, row)


def _scheme_pairs(ns: Namespaces, row: Row) -> list[tuple[str, str]]:
    return [
        (RDF_TYPE, iri(ns.expand("skos:ConceptScheme"))),
        *_texts(ns, row, "dcterms:title", "nama"),
        *_texts(ns, row, "skos:prefLabel", "nama"),
        *_texts(ns, row, "dcterms:description", "definisi"),
        *_source(ns, row),
    ]


def _texts(ns: Namespaces, row: Row, predicate: str, column: str) -> list[tuple[str, str]]:
    return [(iri(ns.expand(predicate)), text(row[f"{column}_{lang}"], lang)) for lang in ("id", "en") if row[f"{column}_{lang}"]]


def _source(ns: Namespaces, row: Row) -> list[tuple[str, str]]:
    return [(iri(ns.expand("dcterms:source")), iri(row["sumber"]))] if row["sumber"] else []


def _filled(row: Row, column: str, place: tuple[str, int]) -> None:
    if not row[column]:
        raise InputError("must not be empty", file=place[0], row=place[1], column=column)
