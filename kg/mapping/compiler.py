"""A cube's specification compiled to one streaming row function.

The row function is Python source, built once per mapping: it looks each cell up in its reader's cache and joins ready fragments, in
the order that canonical N-Quads wants. No term objects, no per-row decisions: this is what makes a million rows a matter of seconds.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from kg.errors import InputError
from kg.mapping.agreement import agreement
from kg.mapping.context import MappingContext
from kg.mapping.figures import NO_FIGURE, Figure, figure_reader, hold, status_fragment
from kg.mapping.readers import AnyTermReader, CachedReader, fixed_value, term_reader
from kg.mapping.spec import Cube, Fixed, Series, StatusColumn, Term, UnitColumn
from kg.mapping.tally import EXCLUDED, QUARANTINED, Held, TableTally, told
from kg.nquads import RDF_TYPE, boolean, iri, string

RowFunction = Callable[[list[str], int, str, Callable[[str], None]], tuple[int, int]]

_INDENT = "    "


@dataclass(frozen=True, slots=True)
class TableFacts:
    """What statements tell of the table that they come from: its file's name, whether figures tell their column, and whether the file
    is published (else its rows have no hash)."""

    file: str
    tells_columns: bool = False
    is_published: bool = True


def compile_cube(
    cube: Cube, header: list[str], context: MappingContext, facts: TableFacts | None = None, tally: TableTally | None = None
) -> RowFunction:
    """The row function of a cube over a table with this header: (cells, row number, SHA-256, emit) → (observations, their kinds as bits).

    Figures that are held back, and how many there are of each kind, are told to the tally. Raises InputError for a column that the
    specification misses or the table has beyond it.
    """
    facts = facts or TableFacts(cube.table)
    cube = replace(cube, table=facts.file)
    _check_columns(cube, header, context.name)
    positions = {name: index for index, name in enumerate(header)}
    return _Builder(cube, positions, context, facts, tally or TableTally(f"{context.name}/{facts.file}")).build()


def used_columns(cube: Cube) -> set[str]:
    """Every column that the specification reads."""
    columns = {series.column for series in cube.series}
    columns |= {series.raw_column for series in cube.series if series.raw_column}
    columns |= {part.column for series in cube.series for part in (series.unit, series.status) if not isinstance(part, str)}
    terms = [*cube.dimensions.values(), *cube.attributes.values()]
    terms += [term for series in cube.series for term in (*series.dimensions.values(), *series.attributes.values())]
    for term in terms:
        columns |= {getattr(term, name) for name in _COLUMN_FIELDS if getattr(term, name, None)}
        columns |= set(MappingContext.template_columns(getattr(term, "template", None) or ""))
    return columns


_COLUMN_FIELDS = ("column", "name_column", "kind_column", "province_column", "vintage_column")


def _check_columns(cube: Cube, header: list[str], name: str) -> None:
    file = f"{name}/{cube.table}"
    known = used_columns(cube) | set(cube.ignore)
    for column in header:
        if column not in known:
            problem = "is a column that the mapping does not know: use it, or set it aside in `ignore`"
            raise InputError(problem, file=file, row=1, column=column)
    for column in sorted(known - set(header)):
        raise InputError(f"is missing; the file has the columns {', '.join(header)}", file=file, row=1, column=column)


@dataclass
class _Line:
    """One statement of a block: the encoded predicate to sort by, and the source expression of what follows the subject."""

    predicate: str
    expression: str
    optional: bool = False
    constant: bool = False

    def template(self) -> str:
        if self.constant:
            return "{s}" + self.expression
        return f'{{s + {self.expression} if {self.expression} else ""}}' if self.optional else f"{{s}}{{{self.expression}}}"


@dataclass
class _Builder:
    cube: Cube
    positions: dict[str, int]
    context: MappingContext
    facts: TableFacts
    tally: TableTally
    names: dict[str, Any] = field(default_factory=dict)
    lines: list[str] = field(default_factory=list)
    guards: list[str] = field(default_factory=list)

    def build(self) -> RowFunction:
        self.emit("def map_row(c, n, sha256, emit):", 0)
        self.emit("made = kinds = 0", 1)
        # a term that several series share has one reader, so that its cache is filled once
        self.shared = {
            predicate: self.reader(predicate, term)
            for predicate, term in (*self.cube.dimensions.items(), *self.cube.attributes.items())
            if fixed_value(term, self.context) is None
        }
        self.has_document = False
        for series in self.cube.series:
            self.add_series(series)
        self.emit("if made:", 1)
        self.emit(f"emit(f'''{self.row_block()}''')", 2)
        self.emit("return made, kinds", 1)
        code = compile("\n".join(self.lines), f"<row function of {self.context.name}>", "exec")
        exec(code, self.names)  # noqa: S102 - the source is built here, from the specification alone
        row_function: RowFunction = self.names["map_row"]
        return row_function

    def emit(self, line: str, depth: int) -> None:
        self.lines.append(_INDENT * depth + line)

    def name(self, value: Any) -> str:
        """A global of the row function that holds this value."""
        key = f"g{len(self.names)}"
        self.names[key] = value
        return key

    def cell(self, column: str) -> str:
        return f"c[{self.positions[column]}]"

    def reader(self, predicate: str, term: Term) -> tuple[AnyTermReader, str]:
        reader = term_reader(predicate, term, self.context)
        cells = ", ".join(f"{self.cell(column)}.strip()" for column in reader.columns)
        key = cells if len(reader.columns) == 1 else f"({cells})"
        return reader, f"{self.name(reader.lookup)}[{key}]"

    # --- one series -----------------------------------------------------------------------------------------------------
    def add_series(self, series: Series) -> None:
        self.emit(f"v = {self.cell(series.column)}.strip()", 1)
        self.emit("if v:", 1)
        self.guards = []
        dimensions = {**self.cube.dimensions, **series.dimensions}
        attributes = {**self.cube.attributes, **series.attributes}
        segments: list[str] = []
        block = [self.constant("rdf:type", iri(self.context.ns.expand("qb:Observation")))]
        block.append(self.constant("qb:dataSet", iri(self.context.ns.dataset(self.context.name))))
        implied: list[_Line] = []
        for predicate, term in (*dimensions.items(), *attributes.items()):
            is_dimension = predicate in dimensions
            if fixed := fixed_value(term, self.context):
                block.append(self.constant(predicate, fixed[1]))
                if is_dimension and self.varies(predicate):
                    segments.append(_braced(fixed[0]))
                continue
            reader, lookup = self.lookup_of(predicate, term)
            variable = f"r{len(segments) + len(block)}"
            self.emit(f"{variable} = {lookup}", 2)
            block.append(_Line(self.encoded(predicate), f"{variable}[1]", optional=True))
            implied += self.implied_lines(reader, variable)
            if is_dimension:
                segments.append(f"{{{variable}[0]}}")
        taken = {line.predicate for line in block}
        block += [line for line in implied if line.predicate not in taken]
        block += self.figure_lines(series)
        derived = self.context.ns.source_file(self.context.name, self.cube.table)
        block.append(self.templated("prov:wasDerivedFrom", f"<{derived}#row={{n}}>"))
        prefix = self.context.ns.observation_prefix(self.context.name)
        if self.facts.tells_columns and len(self.cube.series) > 1:
            block.append(self.constant("ham:sourceColumn", string(series.column)))
        depth = 2
        if self.guards:
            self.emit("if f[4]:", 2)
            depth = 3
        self.emit(f"s = f'<{_braced(prefix)}{'/'.join(segments)}>'", depth)
        self.emit(f"emit(f'''{_join(block, self.context.name)}''')", depth)
        self.emit(f"made += 1; kinds |= f[4]; {self.name(self.tally.kinds)}[f[4]] += 1", depth)
        self.emit(f"if f[4] == {QUARANTINED}: {self.name(self.note_held(series.column))}(n, v, f)", depth)

    def note_held(self, column: str) -> Callable[[int, str, Figure], None]:
        file, held = f"{self.context.name}/{self.facts.file}", self.tally.held

        def note(row: int, cell: str, figure: Figure) -> None:
            value = told(cell) if self.facts.is_published else None  # of a file that is not published no cell is told
            held.append(Held(file, row, column, value, figure.held_because, figure.problem))

        return note

    def varies(self, predicate: str) -> bool:
        """Whether a dimension's value differs between series, so that the observation's key must tell it."""
        terms = [{**self.cube.dimensions, **series.dimensions}.get(predicate) for series in self.cube.series]
        return any(term != terms[0] for term in terms)

    def lookup_of(self, predicate: str, term: Term) -> tuple[AnyTermReader, str]:
        same = self.cube.dimensions.get(predicate) == term or self.cube.attributes.get(predicate) == term
        return self.shared[predicate] if same and predicate in self.shared else self.reader(predicate, term)

    def implied_lines(self, reader: AnyTermReader, variable: str) -> list[_Line]:
        lines = []
        for index, predicate in enumerate(reader.predicates[1:], 2):
            if predicate.startswith("row:"):
                self.has_document = True
                self.emit(f"document = {variable}[{index}]", 2)
            elif predicate == "hold:":
                self.guards.append(f"if {variable}[{index}]: f = {self.name(self.holder())}(f, {variable}[{index}])")
            elif predicate == "exclude:":
                excluded = f"kinds |= {EXCLUDED}; {self.name(self.tally.kinds)}[{EXCLUDED}] += 1"
                self.guards.append(f"if {variable}[{index}]: f = {self.name(NO_FIGURE)}; {excluded}")
            else:
                lines.append(_Line(self.encoded(predicate), f"{variable}[{index}]", optional=True))
        return lines

    # --- the figure -----------------------------------------------------------------------------------------------------
    def figure_lines(self, series: Series) -> list[_Line]:
        self.emit(f"f = {self.name(figure_reader(series, self.context, keeps_raw=self.facts.is_published))}[v]", 2)
        for guard in self.guards:
            self.emit(guard, 2)
        if series.follows:
            agree = self.name(agreement(series, self.cube, self.context, tells_cells=self.facts.is_published))
            self.emit(f"f = {agree}(f, v, ({', '.join(map(self.cell, series.follows.columns))},))", 2)
        lines = [_Line(self.encoded("sdmx-measure:obsValue"), "f[0]", optional=True)]
        status = "f[1]"
        if isinstance(series.status, StatusColumn):
            reader = CachedReader(self.read_status, series.status.column)
            self.emit(f"t = f[1] or {self.name(reader)}[{self.cell(series.status.column)}.strip()]", 2)
            status = "t"
        lines.append(_Line(self.encoded("sdmx-attribute:obsStatus"), status))
        if isinstance(series.unit, UnitColumn):
            unit = CachedReader(self.unit_reader(series.unit.column), series.unit.column)
            self.emit(f"u = {self.name(unit)}[{self.cell(series.unit.column)}.strip()]", 2)
            lines.append(_Line(self.encoded("ham:countingUnit"), "u"))
        else:
            lines.append(self.constant("ham:countingUnit", iri(self.context.ns.concept(f"satuan-hitung/{series.unit}"))))
        return [*lines, self.raw_line(series), _Line(self.encoded("ham:quarantineReason"), "f[3]", optional=True)]

    def raw_line(self, series: Series) -> _Line:
        if not series.raw_column:
            return _Line(self.encoded("ham:rawValue"), "f[2]", optional=True)
        reader = CachedReader(self.read_raw, series.raw_column)
        self.emit(f"w = f[2] and ({self.name(reader)}[{self.cell(series.raw_column)}.strip()] or f[2])", 2)
        return _Line(self.encoded("ham:rawValue"), "w", optional=True)

    def read_raw(self, cell: str) -> str:
        return self.context.fragment("ham:rawValue", string(cell)) if cell else ""

    def holder(self) -> Callable[[Figure, str], Figure]:
        context = self.context
        return lambda figure, reason: hold(figure, reason, context)

    def read_status(self, cell: str) -> str:
        return status_fragment(cell or "A", self.context)

    def unit_reader(self, column: str) -> Callable[[str], str]:
        def read(cell: str) -> str:
            notation = self.context.codes.notation(column, cell)
            return self.context.fragment("ham:countingUnit", iri(self.context.ns.concept(f"satuan-hitung/{notation}")))

        return read

    # --- pieces of source ----------------------------------------------------------------------------------------------
    def encoded(self, predicate: str) -> str:
        return RDF_TYPE if predicate == "rdf:type" else iri(self.context.ns.expand(predicate))

    def templated(self, predicate: str, object_source: str) -> _Line:
        """A line whose text is known but for the {placeholders} that `object_source` may hold."""
        encoded = self.encoded(predicate)
        text = _quoted(f" {encoded} ") + object_source + _quoted(f" {self.context.graph} .\n")
        return _Line(encoded, text, constant=True)

    def constant(self, predicate: str, encoded_object: str) -> _Line:
        return self.templated(predicate, _quoted(encoded_object))

    def row_block(self) -> str:
        ns, name, table = self.context.ns, self.context.name, self.cube.table
        file = ns.source_file(name, table)
        lines = [
            self.constant("rdf:type", iri(ns.expand("csvw:Row"))),
            self.constant("dcterms:isPartOf", iri(file)),
            self.templated("csvw:rownum", f'"{{n}}"^^{iri(ns.expand("xsd:integer"))}'),
        ]
        if self.facts.is_published:
            lines.append(self.templated("ham:rowSha256", '"{sha256}"'))
        else:
            lines.append(self.constant("ham:withheld", boolean(True)))
        if self.has_document:
            lines.append(_Line(self.encoded("prov:hadPrimarySource"), "document"))
        self.emit(f"s = f'<{_braced(file)}#row={{n}}>'", 2)
        return _join(lines, name)


def _join(lines: list[_Line], name: str) -> str:
    predicates = [line.predicate for line in lines]
    for predicate in predicates:
        if predicates.count(predicate) > 1:
            raise InputError(f"the mapping says {predicate} twice of one observation", file=f"{name}/mapping.py")
    return "".join(line.template() for line in sorted(lines, key=lambda line: line.predicate))


def _braced(text: str) -> str:
    return text.replace("{", "{{").replace("}", "}}")


def _quoted(text: str) -> str:
    """Constant text as it must stand inside the triple-quoted f-string of the generated source."""
    return _braced(text.replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\n"))


__all__ = ["Fixed", "RowFunction", "compile_cube", "used_columns"]
