"""The reviewable tables beside a mapping: ``codes.csv`` (cell value → notation) and ``documents.csv`` (what rows cite)."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from kg.errors import InputError
from kg.namespaces import Namespaces
from kg.nquads import RDF_TYPE, block, date_literal, iri, string

_CODE_COLUMNS = ("kolom", "sel", "notasi")
_DOCUMENT_COLUMNS = ("sumber", "url", "penerbit", "jenis", "diakses", "keyakinan", "keterangan")
_KINDS = {"situs-resmi", "berita", "portal-data", "laporan", "repositori", "unggahan", "salinan"}
_CONFIDENCES = {"tinggi", "sedang", "rendah"}


def read_lookup(path: Path, columns: tuple[str, ...], display: str) -> list[tuple[int, dict[str, str]]]:
    """(row number, stripped cells by column) of a table with exactly these columns. Raises InputError for any other."""
    try:
        with path.open(encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file, strict=True)
            if tuple(reader.fieldnames or ()) != columns:
                raise InputError(f"must have exactly the columns {', '.join(columns)}", file=display, row=1)
            rows = []
            for number, row in enumerate(reader, 2):
                if None in row or None in row.values():
                    raise InputError(f"does not have {len(columns)} cells", file=display, row=number)
                rows.append((number, {key: value.strip() for key, value in row.items()}))
            return rows
    except (UnicodeDecodeError, csv.Error) as error:
        raise InputError(f"is not well-formed UTF-8 CSV ({error})", file=display) from None


class CodeTables:
    """All cell → notation tables of one dataset, by column."""

    def __init__(self, folder: Path, display: str) -> None:
        self.display = f"{display}/codes.csv"
        self._tables: dict[str, dict[str, str]] = {}
        path = folder / "codes.csv"
        for number, row in read_lookup(path, _CODE_COLUMNS, self.display) if path.exists() else ():
            table = self._tables.setdefault(row["kolom"], {})
            if row["sel"] in table:
                raise InputError("this cell value is listed twice for its column", file=self.display, row=number, value=row["sel"])
            table[row["sel"]] = row["notasi"]

    def cells(self, column: str) -> frozenset[str]:
        """The cell values that are listed for a column."""
        return frozenset(self._tables.get(column, ()))

    def notation(self, column: str, cell: str) -> str:
        """Notation of a cell value. Raises InputError for a value that nobody has reviewed."""
        try:
            return self._tables[column][cell]
        except KeyError:
            raise InputError(f"is not in {self.display}: add it there with its notation", column=column, value=cell) from None


@dataclass(frozen=True, slots=True)
class SourceDocument:
    """A published document that rows cite. `url` is empty when only a citation is known."""

    source: str
    url: str
    publisher: str
    kind: str
    retrieved: str
    confidence: str

    def as_block(self, ns: Namespaces, graph: str) -> str:
        subject = iri(ns.document(self.source))
        label = f"{self.publisher}: {self._short()}" if self.url else self.source
        pairs = [
            (RDF_TYPE, iri(ns.expand("ham:SourceDocument"))),
            (iri(ns.expand("rdfs:label")), string(label)),
            (iri(ns.expand("ham:publisherName")), string(self.publisher)),
            (iri(ns.expand("ham:documentKind")), iri(ns.concept(f"jenis-dokumen/{self.kind}"))),
            (iri(ns.expand("ham:retrieved")), date_literal(self.retrieved)),
            (iri(ns.expand("ham:confidence")), iri(ns.concept(f"keyakinan/{self.confidence}"))),
        ]
        if self.url:
            pairs.append((iri(ns.expand("schema:url")), iri(self.url)))
        else:
            pairs.append((iri(ns.expand("dcterms:bibliographicCitation")), string(self.source)))
        return block(subject, pairs, graph)

    def _short(self) -> str:
        parts = urlsplit(self.url)
        path = parts.path.rstrip("/").rsplit("/", 1)[-1]
        return path[:90] if path else (parts.hostname or self.url)


class DocumentRegistry:
    """The documents of one dataset, by the exact text of the cell that cites them."""

    def __init__(self, folder: Path, display: str) -> None:
        self.display = f"{display}/documents.csv"
        self._documents: dict[str, SourceDocument] = {}
        path = folder / "documents.csv"
        for number, row in read_lookup(path, _DOCUMENT_COLUMNS, self.display) if path.exists() else ():
            if row["sumber"] in self._documents:
                raise InputError("this document is listed twice", file=self.display, row=number, column="sumber", value=row["sumber"])
            try:
                self._documents[row["sumber"]] = _document(row)
            except InputError as error:
                raise error.located(file=self.display, row=number) from None

    def __iter__(self) -> Iterator[SourceDocument]:
        return iter(self._documents.values())

    def __getitem__(self, source: str) -> SourceDocument:
        try:
            return self._documents[source]
        except KeyError:
            raise InputError(f"is not registered in {self.display}: add the document that the row cites", value=source) from None


def _document(row: dict[str, str]) -> SourceDocument:
    for column, allowed in (("jenis", _KINDS), ("keyakinan", _CONFIDENCES)):
        if row[column] not in allowed:
            raise InputError(f"must be one of {', '.join(sorted(allowed))}", column=column, value=row[column])
    for column in ("sumber", "penerbit"):
        if not row[column]:
            raise InputError("must not be empty", column=column)
    date_literal(row["diakses"])
    if row["url"]:
        iri(row["url"])
        if not row["url"].startswith(("http://", "https://")):
            raise InputError("must be an http(s) address", column="url", value=row["url"])
    return SourceDocument(row["sumber"], row["url"], row["penerbit"], row["jenis"], row["diakses"], row["keyakinan"])
