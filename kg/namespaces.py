"""The only place where IRIs are minted.

Every IRI of this service starts with one base IRI (a setting, fixed when a release is built). Things live under ``id/``, terms of
the ontology under ``ontology/``, named graphs under ``graph/`` and source files under ``source/``. Keys come from the source's
world (a code and its scheme, a UN symbol, the values of an observation's dimensions), never from a position in a file.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import quote, urlsplit

CANONICAL_BASE = "https://w3id.org/satudataham/"
HYDRA = "http://www.w3.org/ns/hydra/core#"  # in answers only: pages of a list; no mapping may use it

# Published vocabularies that mappings may name by prefix. `ham` is added per base IRI, see `Namespaces.expand`.
PREFIXES: dict[str, str] = {
    "adms": "http://www.w3.org/ns/adms#",
    "csvw": "http://www.w3.org/ns/csvw#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "dqv": "http://www.w3.org/ns/dqv#",
    "eli": "http://data.europa.eu/eli/ontology#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "geo": "http://www.opengis.net/ont/geosparql#",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "qb": "http://purl.org/linked-data/cube#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "sd": "http://www.w3.org/ns/sparql-service-description#",
    "sdmx-attribute": "http://purl.org/linked-data/sdmx/2009/attribute#",
    "sdmx-code": "http://purl.org/linked-data/sdmx/2009/code#",
    "sdmx-dimension": "http://purl.org/linked-data/sdmx/2009/dimension#",
    "sdmx-measure": "http://purl.org/linked-data/sdmx/2009/measure#",
    "sh": "http://www.w3.org/ns/shacl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "sssom": "https://w3id.org/sssom/",
    "time": "http://www.w3.org/2006/time#",
    "void": "http://rdfs.org/ns/void#",
    "void-ext": "http://ldf.fi/void-ext#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}

_SLUG = re.compile(r"[^a-z0-9]+")


def slug(text: str) -> str:
    """Lower-case ASCII key for an IRI segment.

    >>> slug("Sulawesi Selatan (2021)")
    'sulawesi-selatan-2021'
    """
    ascii_text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii")
    return _SLUG.sub("-", ascii_text.lower()).strip("-")


def document_key(source: str) -> str:
    """Stable key of a source document: host (or first words of a citation) plus eight hex digits of SHA-256 of its address.

    >>> document_key("https://www.example.org/a?b=1")
    'example-org-4de95581'
    """
    host = urlsplit(source).hostname or " ".join(source.split()[:3])
    digest = hashlib.sha256(source.encode("utf-8")).hexdigest()[:8]
    return f"{slug(host.removeprefix('www.'))}-{digest}"


@lru_cache(maxsize=50_000)
def _quoted(segment: str) -> str:
    return quote(segment, safe="-._~")


@dataclass(frozen=True, slots=True)
class Namespaces:
    """All IRI families of one base IRI, which ends in a slash."""

    base: str = CANONICAL_BASE

    @property
    def ontology(self) -> str:
        return f"{self.base}ontology/"

    def expand(self, curie: str) -> str:
        """Full IRI of a prefixed name; ``ham:`` is the ontology of this base. Raises KeyError for an unknown prefix.

        >>> Namespaces().expand("ham:countingUnit")
        'https://w3id.org/satudataham/ontology/countingUnit'
        """
        prefix, _, local = curie.partition(":")
        return (self.ontology if prefix == "ham" else PREFIXES[prefix]) + local

    def rebase(self, text: str) -> str:
        """Text written for the canonical base, moved to this base."""
        return text if self.base == CANONICAL_BASE else text.replace(CANONICAL_BASE, self.base)

    def canonical(self, text: str) -> str:
        """Text written for this base, moved to the canonical one: what hashes of content are made of."""
        return text if self.base == CANONICAL_BASE else text.replace(self.base, CANONICAL_BASE)

    # --- things -------------------------------------------------------------------------------------------------------
    def _id(self, *segments: str) -> str:
        return f"{self.base}id/" + "/".join(map(_quoted, segments))

    def concept(self, reference: str) -> str:
        """Concept from ``scheme/notation``, or the scheme itself from ``scheme``."""
        return self._id("konsep", *reference.split("/"))

    def region(self, key: str) -> str:
        """Region by its Kemendagri code (decree 300.2.2-2138/2025), or an old extent such as ``91-sebelum-2022``."""
        return self._id("wilayah", "kemendagri", key)

    def region_code(self, code_list: str, code: str) -> str:
        """A code node: list with its vintage (``bps-2020``, ``kemendagri-2025``, ``iso-3166-2``) and the code as text."""
        return self._id("kode-wilayah", code_list, code)

    def country(self, alpha3: str) -> str:
        """State or area by ISO 3166-1 alpha-3."""
        return self._id("negara", alpha3)

    def organization(self, key: str) -> str:
        return self._id("instansi", key)

    def document(self, source: str) -> str:
        return self._id("dokumen", document_key(source))

    def thing(self, family: str, *keys: str) -> str:
        """Any other thing: family (``traktat``, ``ratifikasi`` …) and its keys."""
        return self._id(family, *keys)

    def period(self, key: str) -> str:
        return self._id("periode", key)

    # --- data ---------------------------------------------------------------------------------------------------------
    def dataset(self, name: str) -> str:
        """The cube (qb:DataSet) of ``agency/dataset``."""
        return self._id("dataset", *name.split("/"))

    def catalog_entry(self, name: str) -> str:
        """The catalogue entry (dcat:Dataset) of ``agency/dataset``."""
        return self._id("katalog", *name.split("/"))

    def structure(self, name: str) -> str:
        return self._id("struktur", *name.split("/"))

    def observation_prefix(self, name: str) -> str:
        return self._id("pengamatan", *name.split("/")) + "/"

    def activity(self, name: str, fingerprint: str) -> str:
        """The mapping run that made a dataset's graph, by the fingerprint of its inputs."""
        return self._id("pemetaan", *name.split("/"), fingerprint[:12])

    def report(self, name: str, fingerprint: str) -> str:
        return self._id("pemeriksaan", *name.split("/"), fingerprint[:12])

    def disclosure_check(self, name: str, fingerprint: str) -> str:
        """The check of whether persons could be recognised from a dataset, by the fingerprint of what was checked."""
        return self._id("pemeriksaan-pengungkapan", *name.split("/"), fingerprint[:12])

    def derivation(self, graph: str) -> str:
        """The activity that computes a derived graph, by the graph's name."""
        return self._id("penurunan", graph)

    def source_file(self, name: str, file: str) -> str:
        return f"{self.base}source/" + "/".join(quote(part, safe="-._~") for part in (*name.split("/"), *file.split("/")))

    def source_row(self, name: str, file: str, number: int) -> str:
        """RFC 7111 fragment: the header is row 1, so the first data row is row 2."""
        return f"{self.source_file(name, file)}#row={number}"

    def graph(self, name: str) -> str:
        return f"{self.base}graph/{name}"
