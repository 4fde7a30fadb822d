"""The anything-goes form: a mapping that yields resources, row by row, for sources that are no cubes (laws, treaties, places)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from kg.errors import InputError
from kg.mapping.context import MappingContext
from kg.mapping.intake import RawTable
from kg.mapping.places import Resolved
from kg.mapping.set_aside import SetAside
from kg.mapping.tables import SourceTable, TableRow
from kg.mapping.tally import VALUE, TableTally
from kg.namespaces import Namespaces
from kg.nquads import RDF_TYPE, block, iri


class Row:
    """One row of a source table. Every column must be popped or set aside, or the dataset stops."""

    def __init__(self, table: SourceTable, row: TableRow) -> None:
        self.file, self.number, self.sha256 = table.display, row.number, row.sha256
        self._cells = dict(zip(table.header, (cell.strip() for cell in row.cells), strict=True))
        self._unused = set(self._cells)
        self.document: str | None = None
        self.source_file = table.config.file
        self.set_aside_because: str | None = None

    def pop(self, column: str) -> str:
        """The stripped cell of a column. Raises InputError if the table has no such column."""
        if column not in self._cells:
            raise InputError(f"is missing; the file has the columns {', '.join(self._cells)}", file=self.file, row=1, column=column)
        self._unused.discard(column)
        return self._cells[column]

    def peek(self, column: str) -> str:
        """The stripped cell of a column, which still counts as unused."""
        return self._cells.get(column, "")

    def ignore(self, *columns: str) -> None:
        """Set columns aside (remarks of the transcriber, say)."""
        for column in columns:
            self.pop(column)

    def set_aside(self, reason: str) -> None:
        """Say that the row gives nothing, and why: one of the reasons of `kg.mapping.set_aside`."""
        self._unused.clear()
        self.set_aside_because = SetAside(reason).reason

    def fail(self, column: str, problem: str) -> InputError:
        """The error to raise for a cell: names file, row, column and value."""
        return InputError(problem, file=self.file, row=self.number, column=column, value=self._cells.get(column))

    def check_all_used(self) -> None:
        if self._unused:
            column = sorted(self._unused)[0]
            raise InputError("is a column that the mapping does not know", file=self.file, row=1, column=column)


@dataclass(slots=True)
class Resource:
    """One resource and what is said of it. `types` and the keys of `properties` are prefixed names; values are encoded terms."""

    address: str
    types: Sequence[str] = ()
    properties: Mapping[str, Sequence[str]] = field(default_factory=dict)
    row: Row | None = None

    def pairs(self, ns: Namespaces) -> list[tuple[str, str]]:
        pairs = [(RDF_TYPE, iri(ns.expand(name))) for name in self.types]
        for predicate, values in self.properties.items():
            if isinstance(values, str):
                raise TypeError(f"{predicate} of {self.address} must be a list of encoded terms, not one string")
            pairs += [(iri(ns.expand(predicate)), value) for value in values]
        return pairs


class Tables:
    """The source tables of a dataset, by file name, and what its mapping needs beside them. `absent` files have no rows."""

    def __init__(
        self,
        tables: dict[str, SourceTable],
        context: MappingContext,
        absent: frozenset[str] = frozenset(),
        tallies: Mapping[str, TableTally] | None = None,
    ) -> None:
        self._tables, self._context, self._absent, self._tallies = tables, context, absent, tallies or {}
        self.rows_read = 0
        self.rows: list[Row] = []

    @property
    def ns(self) -> Namespaces:
        return self._context.ns

    def __getitem__(self, file: str) -> Iterator[Row]:
        """Rows of one table, in order; columns that nobody used stop the dataset at the next row."""
        if file in self._absent:
            return
        if file not in self._tables:
            raise InputError("is not listed under `source` in dataset.yml", file=f"{self._context.name}/{file}")
        table = self._tables[file]
        tally = self._tallies.get(file) or TableTally(table.display)
        for table_row in RawTable(table, tally):
            row = Row(table, table_row)
            self.rows_read += 1
            yield row
            row.check_all_used()
            if row.set_aside_because:
                tally.set_aside(row.set_aside_because)
            else:
                self.rows.append(row)
                tally.row(VALUE)

    def code(self, row: Row, column: str) -> str:
        """Notation of a cell through ``codes.csv``."""
        try:
            return self._context.codes.notation(column, row.pop(column))
        except InputError as error:
            raise error.located(file=row.file, row=row.number) from None

    def region(self, row: Row, column: str, *, kind: str | None = None, vintage: str | None = None) -> str:
        """IRI of the region that a cell names, through the place resolver. Raises InputError for a name that it does not resolve."""
        name = row.pop(column)
        found = self._context.places.resolve_name(name, kind=kind, vintage=vintage)
        if not isinstance(found, Resolved):
            raise row.fail(column, f"is not resolved to one place: {found.reason}")
        return self.ns.region(found.region_key)

    def region_of_code(self, row: Row, column: str, code_list: str) -> str:
        """IRI of the region that a code of a list stands for."""
        found = self._context.places.resolve_code(code_list, row.pop(column))
        if not isinstance(found, Resolved):
            raise row.fail(column, f"is not resolved to one place: {found.reason}")
        return self.ns.region(found.region_key)

    def document(self, row: Row, column: str = "source_url") -> str:
        """IRI of the registered document that a cell cites; the row is said to derive from it."""
        try:
            document = self._context.documents[row.pop(column)]
        except InputError as error:
            raise error.located(file=row.file, row=row.number, column=column) from None
        address = self.ns.document(document.source)
        self._context.shared[address] = document.as_block(self.ns, self._context.graph)
        row.document = address
        return address


class ResourceGraph:
    """Resources gathered into blocks: statements about one subject may come from several rows."""

    def __init__(self, context: MappingContext) -> None:
        self._context = context
        self._pairs: dict[str, list[tuple[str, str]]] = {}

    def add_all(self, resources: Iterable[Resource]) -> None:
        derived = iri(self._context.ns.expand("prov:wasDerivedFrom"))
        for resource in resources:
            pairs = self._pairs.setdefault(resource.address, [])
            pairs += resource.pairs(self._context.ns)
            if resource.row:
                pairs.append((derived, iri(self._row_address(resource.row))))

    def __len__(self) -> int:
        return len(self._pairs)

    def blocks(self, rows: Iterable[Row]) -> Iterator[str]:
        for address, pairs in self._pairs.items():
            yield block(iri(address), pairs, self._context.graph)
        for row in rows:
            yield self._row_block(row)

    def _row_address(self, row: Row) -> str:
        return self._context.ns.source_row(self._context.name, row.source_file, row.number)

    def _row_block(self, row: Row) -> str:
        ns = self._context.ns
        pairs = [
            (RDF_TYPE, iri(ns.expand("csvw:Row"))),
            (iri(ns.expand("csvw:rownum")), f'"{row.number}"^^{iri(ns.expand("xsd:integer"))}'),
            (iri(ns.expand("ham:rowSha256")), f'"{row.sha256}"'),
            (iri(ns.expand("dcterms:isPartOf")), iri(ns.source_file(self._context.name, row.source_file))),
        ]
        if row.document:
            pairs.append((iri(ns.expand("prov:hadPrimarySource")), iri(row.document)))
        return block(iri(self._row_address(row)), pairs, self._context.graph)
