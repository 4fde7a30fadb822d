"""One phase in a process of its own: ``run_phase.py map|validate|load FOLDER RESULT``, as a build does it, with two processes."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from kg.mapping.dataset import discover
from kg.namespaces import Namespaces
from kg.pipeline.checked import Check, run_checks
from kg.pipeline.layout import DataFolder
from kg.pipeline.mapped import map_all
from kg.pipeline.workers import workers
from kg.resources import shapes_root
from kg.store.load import build_store, finish_store

DATASET = "uji/pengaduan"
MAPPINGS = Path(__file__).parents[1] / "mapping_peers" / "mappings"
NO_LIMIT = 2**40


def map_table(folder: Path) -> int:
    datasets = discover(MAPPINGS, folder / "sources")
    with workers(2) as executor:
        mapped, failed = map_all(
            datasets.values(), DataFolder(folder), Namespaces(), MAPPINGS, executor=executor, max_bytes=NO_LIMIT, done=print
        )
    if failed:
        raise next(iter(failed.values()))
    mapped[DATASET].path.replace(folder / "graph.nq")
    return mapped[DATASET].quads


def validate(folder: Path) -> int:
    graph = folder / "graph.nq"
    check = Check(DATASET, graph, folder / "report.json", shapes_root(), Namespaces().base, native=True)
    with workers(2) as executor:
        (_, summary), *_ = run_checks([check], executor)
    print(summary)
    if isinstance(summary, dict):
        raise ValueError(summary["problem"])
    return _quads(graph)


def load(folder: Path) -> int:
    store = build_store(folder / "store", [folder / "graph.nq"])
    finish_store(store)
    print(sum(path.stat().st_size for path in (folder / "store").iterdir()), "bytes of store")
    return _quads(folder / "graph.nq")


def _quads(graph: Path) -> int:
    with graph.open("rb") as file:
        return sum(block.count(b"\n") for block in iter(lambda: file.read(2**20), b""))


def main() -> None:
    phase, folder, told = sys.argv[1:]
    quads = {"map": map_table, "validate": validate, "load": load}[phase](Path(folder))
    Path(told).write_text(json.dumps({"quads": quads}))


if __name__ == "__main__":
    main()
