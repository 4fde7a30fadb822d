"""Our engine in a process of its own: ``run_ours.py SOURCES TARGET [--sorted]``.

Without ``--sorted`` it writes the blocks of observations and rows as they come, which is what the peers do. With it, it makes the whole
graph as a build does: metadata, shared nodes, canonical order.
"""

from __future__ import annotations

import sys
from pathlib import Path

from table import DATASET

from kg.mapping.compiler import compile_cube
from kg.mapping.context import MappingContext
from kg.mapping.dataset import Dataset
from kg.mapping.engine import map_dataset, stream_cube
from kg.mapping.tables import SourceTable
from kg.namespaces import Namespaces

MAPPINGS = Path(__file__).parent / "mappings"
NO_LIMIT = 2**40  # bytes of a source file


def map_only(dataset: Dataset, target: Path) -> None:
    """The rows alone, in the table's order."""
    assert dataset.cube
    source = dataset.config.source[0]
    table = SourceTable(dataset.source_path(source), source, max_bytes=NO_LIMIT, display=source.file)
    context = MappingContext(dataset.name, dataset.folder, MAPPINGS, Namespaces())
    with target.open("w", encoding="utf-8", newline="\n", buffering=2**20) as file:
        stream_cube(table, compile_cube(dataset.cube, table.header, context), file.write)


def main() -> None:
    sources, target, *options = sys.argv[1:]
    dataset = Dataset(DATASET, MAPPINGS / DATASET, Path(sources))
    if options == ["--sorted"]:
        map_dataset(dataset, Path(target), Namespaces(), MAPPINGS, max_bytes=NO_LIMIT)
    else:
        map_only(dataset, Path(target))


if __name__ == "__main__":
    main()
