"""The slow, obvious way to map a cube: row by row with RDF term objects that validate themselves. Used to judge the compiled way."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from pathlib import Path

import pyoxigraph as ox

from kg.mapping.dataset import Dataset
from kg.mapping.periods import ParsedPeriod, parse_period
from kg.mapping.places import Resolved, load_resolver
from kg.mapping.spec import Area, Code, Country, Cube, Date, Document, Fixed, Flag, Period, Series, StatusColumn, SumOf, Term, Thing
from kg.namespaces import Namespaces

_XSD = "http://www.w3.org/2001/XMLSchema#"


def oracle_lines(dataset: Dataset, ns: Namespaces, mappings: Path) -> set[str]:
    """Canonical N-Quads lines of all observations, rows, documents and periods of a cube."""
    return set(_Oracle(dataset, ns, mappings).lines())


class _Oracle:
    def __init__(self, dataset: Dataset, ns: Namespaces, mappings: Path) -> None:
        assert dataset.cube
        self.dataset, self.cube, self.ns = dataset, dataset.cube, ns
        self.graph = ox.NamedNode(ns.graph(dataset.name))
        self.codes = {(row["kolom"], row["sel"]): row["notasi"] for row in _table(dataset.folder / "codes.csv")}
        self.own_places = {row["sel"]: row["wilayah"] for row in _table(dataset.folder / "places.csv")}
        self.documents = {row["sumber"]: row for row in _table(dataset.folder / "documents.csv")}
        self.mappings = mappings
        self.quads: set[ox.Quad] = set()

    def lines(self) -> Iterator[str]:
        source = next(s for s in self.dataset.config.source if s.file == self.cube.table)
        path = self.dataset.source_path(source)
        raw_rows = _records(path, source.encoding)
        with path.open(encoding=source.encoding, newline="") as file:
            rows = csv.DictReader(file, delimiter=source.delimiter)
            for number, (row, raw) in enumerate(zip(rows, raw_rows[1:], strict=True), 2):
                self.row({key: value.strip() for key, value in row.items()}, number, raw, source.encoding)
        for quad in self.quads:
            yield f"{quad.subject} {quad.predicate} {quad.object} {quad.graph_name} ."

    def row(self, row: dict[str, str], number: int, raw: str, encoding: str) -> None:
        told = [series for series in self.cube.series if row[series.column] and not self.is_excluded(row)]
        made = [
            self.observation(series, row, number) for series in told if not (row[series.column] in series.marks and self.is_absent(row))
        ]
        if not made:
            return
        subject = self.ns.source_row(self.dataset.name, self.cube.table, number)
        self.add(subject, "rdf:type", self.node("csvw:Row"))
        self.add(subject, "csvw:rownum", self.literal(str(number), "integer"))
        self.add(subject, "ham:rowSha256", ox.Literal(hashlib.sha256(raw.encode(encoding)).hexdigest()))
        self.add(subject, "dcterms:isPartOf", ox.NamedNode(self.ns.source_file(self.dataset.name, self.cube.table)))
        for column in {
            term.column for terms in (self.terms(s) for s in self.cube.series) for term in terms.values() if isinstance(term, Document)
        }:
            self.add(subject, "prov:hadPrimarySource", ox.NamedNode(self.ns.document(row[column])))

    def is_excluded(self, row: dict[str, str]) -> bool:
        cited = [row[term.column] for series in self.cube.series for term in self.terms(series).values() if isinstance(term, Document)]
        return any(self.documents[one]["jenis"] == "salinan" and self.documents[one]["keyakinan"] == "rendah" for one in cited)

    def is_absent(self, row: dict[str, str]) -> bool:
        """Whether the row's region did not exist at the time, for a mapping that holds figures of such regions back."""
        term = next((term for term in self.cube.dimensions.values() if isinstance(term, Area) and term.hold_absent), None)
        if term is None or row[term.column] in (*term.national, *self.own_places):
            return False
        found = load_resolver(self.mappings / "kemendagri" / "wilayah").resolve_name(
            row[term.column], kind=term.kind, vintage=self.vintage(term, row)
        )
        return not isinstance(found, Resolved)

    def terms(self, series: Series) -> dict[str, Term]:
        return {**self.cube.dimensions, **series.dimensions, **self.cube.attributes, **series.attributes}

    def observation(self, series: Series, row: dict[str, str], number: int) -> str:
        dimensions = {**self.cube.dimensions, **series.dimensions}
        said: dict[str, list[ox.NamedNode | ox.Literal]] = {}
        segments = []
        for predicate, term in self.terms(series).items():
            segment, value = self.value(term, row)
            if value is not None:
                said[predicate] = [value]
            if predicate in dimensions and (self.reads_a_column(term) or self.differs(predicate)):
                segments.append(segment)
            if isinstance(term, Period):
                self.about_period(self.period(term, row), said)
            if isinstance(term, Document):
                document = self.documents[row[term.column]]
                said.setdefault("ham:confidence", [ox.NamedNode(self.ns.concept(f"keyakinan/{document['keyakinan']}"))])
                self.about_document(document)
        subject = self.ns.observation_prefix(self.dataset.name) + "/".join(segments)
        for predicate, values in said.items():
            for value in values:
                self.add(subject, predicate, value)
        self.figure(subject, series, row)
        self.add(subject, "rdf:type", self.node("qb:Observation"))
        self.add(subject, "qb:dataSet", ox.NamedNode(self.ns.dataset(self.dataset.name)))
        self.add(subject, "prov:wasDerivedFrom", ox.NamedNode(self.ns.source_row(self.dataset.name, self.cube.table, number)))
        return subject

    def figure(self, subject: str, series: Series, row: dict[str, str]) -> None:
        cell = row[series.column]
        status = row[series.status.column] or "A" if isinstance(series.status, StatusColumn) else series.status
        if cell in series.marks:
            status = series.marks[cell]
        else:
            value = self.number(cell, series.number)
            if value is None or self.is_absent(row):
                status = "X"
                reason = "bukan-bilangan" if value is None else "wilayah-belum-ada"
                self.add(subject, "ham:quarantineReason", ox.NamedNode(self.ns.concept(f"alasan-karantina/{reason}")))
            elif (series.minimum is not None and value < series.minimum) or (series.maximum is not None and value > series.maximum):
                status = "X"
                self.add(subject, "ham:quarantineReason", ox.NamedNode(self.ns.concept("alasan-karantina/di-luar-batas")))
            elif self.is_contradicted(series, value, row):
                status = "X"
                self.add(subject, "ham:quarantineReason", ox.NamedNode(self.ns.concept("alasan-karantina/bertentangan-sebaris")))
            else:
                self.add(subject, "sdmx-measure:obsValue", self.literal(f"{value.normalize():f}", series.kind))
        self.add(subject, "sdmx-attribute:obsStatus", ox.NamedNode(self.ns.concept(f"status-pengamatan/{status}")))
        unit = series.unit if isinstance(series.unit, str) else self.codes[series.unit.column, row[series.unit.column]]
        self.add(subject, "ham:countingUnit", ox.NamedNode(self.ns.concept(f"satuan-hitung/{unit}")))
        raw = row[series.raw_column] if series.raw_column else ""
        self.add(subject, "ham:rawValue", ox.Literal(raw or cell))

    def is_contradicted(self, series: Series, value: Decimal, row: dict[str, str]) -> bool:
        """Whether a total is not the sum of its parts, or a per cent not that of its two counts."""
        if series.follows is None:
            return False
        formats = {other.column: other.number for other in self.cube.series}
        cells = [self.number(row[column], formats.get(column, series.number)) for column in series.follows.columns]
        if None in cells:
            return False
        if isinstance(series.follows, SumOf):
            return value != sum(cells)
        part, whole = cells
        return bool(whole) and abs(value - 100 * part / whole + (100 if series.follows.is_excess else 0)) > series.follows.tolerance

    @staticmethod
    def number(cell: str, number_format: str) -> Decimal | None:
        """The number that a cell means in a format; None if it means none. Of a table with both decimal marks, the last one is it."""
        decimal_mark = {"id": ",", "en": ".", "plain": ".", "either": "," if cell.rfind(",") > cell.rfind(".") else "."}[number_format]
        groups = "" if number_format == "plain" else {",": ".", ".": ","}[decimal_mark]
        digits = cell.replace(groups, "").replace(decimal_mark, ".") if groups else cell
        try:
            return Decimal(digits)
        except InvalidOperation:
            return None

    def value(self, term: Term, row: dict[str, str]) -> tuple[str, ox.NamedNode | ox.Literal | None]:
        match term:
            case Fixed(bool(value)):
                return str(value).lower(), self.literal(str(value).lower(), "boolean")
            case Fixed(value):
                return str(value).rpartition("/")[2], ox.NamedNode(self.ns.concept(str(value)))
            case Country(alpha3=None, column=column):
                alpha3 = self.codes[str(column), row[str(column)]]
                return alpha3, ox.NamedNode(self.ns.country(alpha3))
            case Country(alpha3=alpha3):
                return str(alpha3), ox.NamedNode(self.ns.country(str(alpha3)))
            case Code(column, scheme):
                notation = self.codes[column, row[column]]
                return notation, ox.NamedNode(self.ns.concept(f"{scheme}/{notation}"))
            case Thing(column, family, codes):
                key = self.codes[column, row[column]] if codes else row[column]
                return key.replace("/", "%2F"), ox.NamedNode(self.ns.thing(*family.split("/"), *key.split("/")))
            case Document(column):
                address = self.ns.document(row[column])
                return address.rpartition("/")[2], ox.NamedNode(address)
            case Period():
                key = self.period(term, row).key
                return key, ox.NamedNode(self.ns.period(key))
            case Area():
                return self.area(term, row)
            case Flag(column):
                value = "true" if row[column] in ("ya", "true") else "false"
                return row[column], self.literal(value, "boolean")
            case Date(column):
                return row[column], self.literal(row[column], "date") if row[column] else None
        raise AssertionError(term)

    def area(self, term: Area, row: dict[str, str]) -> tuple[str, ox.NamedNode]:
        name = row[term.column]
        if name in term.national:
            return "IDN", ox.NamedNode(self.ns.country("IDN"))
        if name in self.own_places:
            return self.own_places[name], ox.NamedNode(self.ns.region(self.own_places[name]))
        resolver = load_resolver(self.mappings / "kemendagri" / "wilayah")
        found = resolver.resolve_code(term.code_list, name) if term.code_list else resolver.resolve_name(
            name,
            kind=row[term.kind_column] if term.kind_column else term.kind,
            province=row[term.province_column] if term.province_column else None,
            vintage=self.vintage(term, row),
        )  # fmt: skip
        if term.hold_absent and not isinstance(found, Resolved):
            found = resolver.resolve_name(name, kind=term.kind)
        assert isinstance(found, Resolved)
        return found.region_key, ox.NamedNode(self.ns.region(found.region_key))

    def vintage(self, term: Area, row: dict[str, str]) -> str | None:
        written = row[term.vintage_column] if term.vintage_column else term.vintage
        return next(list_ for last, list_ in term.extents if int(str(written)[:4]) <= last) if term.extents else written

    def period(self, term: Period, row: dict[str, str]) -> ParsedPeriod:
        return parse_period(term.template.format(**row) if term.template else row[str(term.column)])

    def about_period(self, period: ParsedPeriod, said: dict[str, list[ox.NamedNode | ox.Literal]]) -> None:
        said["ham:refYear"] = [self.literal(f"{period.end:%Y}", "gYear")]
        if period.kind != "hari":
            said["ham:periodComplete"] = [self.literal("false" if period.kind == "rentang" else "true", "boolean")]
        subject = self.ns.period(period.key)
        self.add(subject, "rdf:type", self.node("ham:Period"))
        self.add(subject, "rdfs:label", ox.Literal(period.label("id"), language="id"))
        self.add(subject, "rdfs:label", ox.Literal(period.label("en"), language="en"))
        self.add(subject, "ham:periodKind", ox.NamedNode(self.ns.concept(f"jenis-periode/{period.kind}")))
        self.add(subject, "dcat:startDate", self.literal(f"{period.start:%Y-%m-%d}", "date"))
        self.add(subject, "dcat:endDate", self.literal(f"{period.end:%Y-%m-%d}", "date"))
        self.add(subject, "dcterms:identifier", ox.Literal(period.key))

    def about_document(self, row: dict[str, str]) -> None:
        subject = self.ns.document(row["sumber"])
        tail = row["url"].partition("?")[0].partition("#")[0].rstrip("/").split("/")[3:]
        host = row["url"].split("/")[2] if row["url"] else ""
        label = f"{row['penerbit']}: {tail[-1][:90] if tail and tail[-1] else host}" if row["url"] else row["sumber"]
        self.add(subject, "rdf:type", self.node("ham:SourceDocument"))
        self.add(subject, "rdfs:label", ox.Literal(label))
        self.add(subject, "ham:publisherName", ox.Literal(row["penerbit"]))
        self.add(subject, "ham:documentKind", ox.NamedNode(self.ns.concept(f"jenis-dokumen/{row['jenis']}")))
        self.add(subject, "ham:retrieved", self.literal(row["diakses"], "date"))
        self.add(subject, "ham:confidence", ox.NamedNode(self.ns.concept(f"keyakinan/{row['keyakinan']}")))
        if row["url"]:
            self.add(subject, "schema:url", ox.NamedNode(row["url"]))
        else:
            self.add(subject, "dcterms:bibliographicCitation", ox.Literal(row["sumber"]))

    def reads_a_column(self, term: Term) -> bool:
        return not isinstance(term, Fixed) and not (isinstance(term, Country) and term.alpha3)

    def differs(self, predicate: str) -> bool:
        values = [{**self.cube.dimensions, **series.dimensions}.get(predicate) for series in self.cube.series]
        return any(value != values[0] for value in values)

    def node(self, curie: str) -> ox.NamedNode:
        return ox.NamedNode(self.ns.expand(curie))

    def literal(self, value: str, datatype: str) -> ox.Literal:
        return ox.Literal(value, datatype=ox.NamedNode(_XSD + datatype))

    def add(self, subject: str, predicate: str, value: ox.NamedNode | ox.Literal) -> None:
        self.quads.add(ox.Quad(ox.NamedNode(subject), self.node(predicate), value, self.graph))


def _table(path: Path) -> list[dict[str, str]]:
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return [{key: value.strip() for key, value in row.items()} for row in csv.DictReader(file)]


def _records(path: Path, encoding: str) -> list[str]:
    """The records of a CSV file as text without line ends: a record goes on while a quote is open."""
    records, open_record = [], ""
    for line in path.read_bytes().decode(encoding).splitlines(keepends=True):
        open_record += line
        if open_record.count('"') % 2 == 0:
            records.append(open_record.rstrip("\r\n"))
            open_record = ""
    return records


def is_cube(dataset: Dataset) -> bool:
    """Whether a dataset is a cube with a table of its own; what is only ever handed in has its rows in the fixtures of raw files."""
    cube = getattr(dataset.module, "MAPPING", None)
    return isinstance(cube, Cube) and cube.table in {source.file for source in dataset.config.source}
