"""Source files of the served release, row by row, read in the dialect that the release itself states."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import pyoxigraph as ox

from kg.api.addresses import whole_number
from kg.api.graph import ServedGraph
from kg.mapping.config import HandedInConfig, SourceConfig
from kg.mapping.tables import SourceTable, TableRow

_ROW = "#row="


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A source file: its IRI, where it lies, its name for people, and how it is read (None: it is no CSV)."""

    address: str
    path: Path
    display: str
    config: SourceConfig | None

    def table(self) -> SourceTable:
        assert self.config is not None
        return SourceTable(self.path, self.config, max_bytes=2**40, display=self.display)


@dataclass(frozen=True, slots=True)
class RowShown:
    """One row with its columns, and whether its bytes have the hash that the graph recorded (None: none is recorded)."""

    number: int
    header: list[str]
    cells: list[str]
    sha256: str
    matches: bool | None


def source_file(graph: ServedGraph, address: str) -> SourceFile | None:
    """The file of an IRI below ``source/``, if the release holds it. The path comes from the release's own names, not from the request."""
    if graph.folder is None or not address.startswith(f"{graph.base}source/"):
        return None
    parts = address.removeprefix(f"{graph.base}source/").split("/")
    if len(parts) != 3 or graph.ns.expand("ham:SourceFile") not in graph.types(address):
        return None
    agency, dataset, file = parts
    path = graph.folder / "sources" / agency / dataset / file
    return SourceFile(address, path, f"{agency}/{dataset}/{file}", _config(graph, address, file)) if path.is_file() else None


def _config(graph: ServedGraph, address: str, file: str) -> SourceConfig | None:
    dialect = graph.value(address, "csvw:dialect")
    if not isinstance(dialect, ox.NamedNode):
        return None
    stated = {name: graph.value(dialect.value, f"csvw:{name}") for name in ("delimiter", "encoding", "headerRowCount", "skipRows")}
    delimiter, encoding, header_rows, preamble = (term.value if isinstance(term, ox.Literal) else "" for term in stated.values())
    # a file is shown as it was handed in: columns without a name and footnotes are no reason not to show a row
    lenient = {"ragged": True, "numbered_columns": True, "preamble_rows": int(preamble or 0)}
    return HandedInConfig.model_validate(
        {"file": file, "delimiter": delimiter, "encoding": encoding, "header_rows": int(header_rows), **lenient}
    )


def find_row(graph: ServedGraph, row_address: str) -> tuple[SourceFile, RowShown] | None:
    """The row that an IRI ``…#row=N`` names."""
    address, mark, number = row_address.partition(_ROW)
    file = source_file(graph, address) if mark and whole_number(number) else None
    if file is None or file.config is None:
        return None
    table = file.table()
    row = next((row for row in table if row.number == int(number)), None)
    return (file, shown(graph, file, table.header, row)) if row else None


def shown(graph: ServedGraph, file: SourceFile, header: list[str], row: TableRow) -> RowShown:
    recorded = graph.value(f"{file.address}{_ROW}{row.number}", "ham:rowSha256")
    matches = row.sha256 == recorded.value if isinstance(recorded, ox.Literal) else None
    return RowShown(row.number, header, row.cells, row.sha256, matches)


def page_of_rows(file: SourceFile, page: int, size: int) -> tuple[list[str], list[TableRow], bool]:
    """Header, one page (from 1) of rows, and whether more follow."""
    table = file.table()
    taken = list(islice(table, (page - 1) * size, page * size + 1))
    return table.header, taken[:size], len(taken) > size


def raw_rows(file: SourceFile, number: int) -> Iterator[bytes]:
    """The bytes of the header and of one row, as they stand in the file."""
    assert file.config is not None
    wanted = {*range(1, file.config.preamble_rows + file.config.header_rows + 1), number}
    with file.path.open("rb") as lines:
        row, held = 1, b""
        for line in lines:
            held += line
            if held.count(b'"') % 2:  # a quoted cell goes on in the next line
                continue
            if row in wanted:
                yield held
            if row >= number:
                return
            row, held = row + 1, b""
