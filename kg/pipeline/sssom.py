"""Reading tab-separated tables, and the head that makes one of them a mapping set (SSSOM: a YAML head in lines that start with ``#``)."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from kg.errors import InputError
from kg.mapping.yaml_text import parse_yaml


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row of a table: its cells by column, stripped, and the line of the file that it stands on."""

    file: str
    number: int
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        """The cell, or nothing where the table has no such column."""
        return self.cells.get(column, "")

    def need(self, column: str) -> str:
        """The cell. Raises InputError if it is empty."""
        if not self[column]:
            raise self.fail(column, "is empty")
        return self[column]

    def read(self, column: str, reader: Callable[[str], str]) -> str:
        """What a reader of cells makes of it; its InputError is told with the place."""
        try:
            return reader(self.need(column))
        except InputError as error:
            raise error.located(file=self.file, row=self.number, column=column) from None

    def fail(self, column: str, problem: str) -> InputError:
        return InputError(problem, file=self.file, row=self.number, column=column, value=self[column])


class Head(BaseModel):
    """What a mapping set says of itself. SSSOM knows one title; the Indonesian one is an extension, as is the review status of rows."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    sssom_version: str = Field(pattern=r"^1\.1$")
    curie_map: dict[str, str]
    mapping_set_id: str
    mapping_set_title: str = Field(min_length=1)
    mapping_set_title_id: str = Field(min_length=1)
    mapping_set_description: str = Field(min_length=1)
    mapping_set_description_id: str = Field(min_length=1)
    mapping_set_version: str = Field(pattern=r"^[0-9]+\.[0-9]+\.[0-9]+$")
    license: str
    object_source: str = ""
    object_source_version: str = ""
    extension_definitions: list[dict[str, str]] = []


@dataclass(frozen=True, slots=True)
class MappingSet:
    """A mapping set's head and rows."""

    file: str
    head: Head
    rows: tuple[TableRow, ...]

    def expand(self, row: TableRow, column: str) -> str:
        """The full IRI of a cell that holds a prefixed name. Raises InputError for an unknown prefix."""
        try:
            return self.expand_name(row.need(column), column)
        except InputError as error:
            raise error.located(row=row.number) from None

    def expand_name(self, curie: str, place: str) -> str:
        prefix, colon, local = curie.partition(":")
        if not colon or prefix not in self.head.curie_map or not local:
            raise InputError("is not a prefixed name with a prefix of curie_map", file=self.file, column=place, value=curie)
        return self.head.curie_map[prefix] + local


def read_mapping_set(name: str, content: str, columns: Sequence[Sequence[str]]) -> MappingSet:
    """Head and rows of a mapping set whose columns are one of the given lists. Raises InputError for anything else."""
    lines = content.splitlines(keepends=True)
    length = next((number for number, line in enumerate(lines) if not line.startswith("#")), len(lines))
    return MappingSet(name, _read_head(name, "".join(line[1:] for line in lines[:length])), tuple(_rows(name, lines, length, columns)))


def read_table(name: str, content: str, columns: Sequence[Sequence[str]]) -> list[TableRow]:
    """Rows of a table without a head."""
    return list(_rows(name, content.splitlines(keepends=True), 0, columns))


def _read_head(name: str, content: str) -> Head:
    try:
        found: Any = parse_yaml(content)
        return Head.model_validate(found)
    except yaml.YAMLError as error:
        raise InputError(f"its head is not well-formed YAML: {error}", file=name) from None
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise InputError(f"its head: {first['msg']}", file=name, column=place or None) from None


def _rows(name: str, lines: Sequence[str], start: int, columns: Sequence[Sequence[str]]) -> Iterator[TableRow]:
    """Rows after the line of column names, which stands on line `start` (counted from 0)."""
    reader = csv.reader(io.StringIO("".join(lines[start:])), delimiter="\t", strict=True)
    try:
        header = next(reader, [])
        if tuple(header) not in {tuple(names) for names in columns}:
            raise InputError(f"its columns are not {', '.join(columns[0])}", file=name, row=start + 1, value=", ".join(header))
        for cells in reader:
            number = start + reader.line_num
            if len(cells) != len(header):
                raise InputError(f"has {len(cells)} cells, not {len(header)}", file=name, row=number)
            yield TableRow(name, number, dict(zip(header, (cell.strip() for cell in cells), strict=True)))
    except csv.Error as error:
        raise InputError(f"is not a well-formed table: {error}", file=name, row=start + reader.line_num) from None
