"""Loading any RDF files into memory, to serve or to check them. Foreign RDF is parsed by pyoxigraph: it fetches nothing."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO

import pyoxigraph as ox

from kg.errors import InputError

FORMATS = {
    ".nq": ox.RdfFormat.N_QUADS,
    ".trig": ox.RdfFormat.TRIG,
    ".ttl": ox.RdfFormat.TURTLE,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".rdf": ox.RdfFormat.RDF_XML,
    ".jsonld": ox.RdfFormat.JSON_LD,
}


def rdf_format(path: Path) -> ox.RdfFormat | None:
    """Format by suffix, ``.gz`` aside; None if the suffix is no RDF format's."""
    suffixes = [suffix.lower() for suffix in path.suffixes if suffix.lower() != ".gz"]
    return FORMATS.get(suffixes[-1]) if suffixes else None


def load_files(paths: Iterable[Path], base_iri: str | None = None) -> ox.Store:
    """A store in memory: named graphs as in the files, and their union in the default graph. Raises InputError naming file and line."""
    store = ox.Store()
    for path in paths:
        load_file(store, path, base_iri)
    for graph in list(store.named_graphs()):
        store.bulk_extend(ox.Quad(q.subject, q.predicate, q.object) for q in store.quads_for_pattern(None, None, None, graph))
    return store


def load_file(store: ox.Store, path: Path, base_iri: str | None = None) -> None:
    """Load one file, plain or gzipped."""
    format_ = rdf_format(path)
    if format_ is None:
        raise InputError(f"has no suffix of an RDF format ({', '.join(FORMATS)}, each also with .gz)", file=str(path))
    try:
        with _opened(path) as file:
            store.bulk_load(input=file, format=format_, base_iri=base_iri)
    except FileNotFoundError:
        raise InputError("does not exist", file=str(path)) from None
    except (SyntaxError, ValueError) as error:
        raise InputError(f"is not well-formed {format_.name}: {error}", file=str(path), row=getattr(error, "lineno", None)) from None
    except (OSError, EOFError, zlib.error) as error:
        raise InputError(f"cannot be read: {error}", file=str(path)) from None


def _opened(path: Path) -> BinaryIO:
    return io.BufferedReader(gzip.open(path)) if path.suffix.lower() == ".gz" else path.open("rb")
