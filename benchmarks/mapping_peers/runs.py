"""One run of everyone over one table, one process after the other."""

from __future__ import annotations

import importlib.metadata
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from mapping_peers.comparison import Statements, differences, sorted_statements
from mapping_peers.environments import REQUIREMENTS, NotInstalled, python_of
from mapping_peers.processes import Cost, ProcessFailed, measure
from mapping_peers.table import DATASET, BenchmarkTable

HERE = Path(__file__).resolve().parent
GRAPH = f"https://w3id.org/satudataham/graph/{DATASET}"
OURS, OURS_SORTED = "ours", "ours + canonical sort"
RDFLIB_LIMIT = 100_000  # rows; beyond, an rdflib graph takes many gigabytes
PEERS = ("rdflib", *REQUIREMENTS)

_MORPH_CONFIGURATION = """\
[CONFIGURATION]
output_format = N-TRIPLES
output_file = {output}
number_of_processes = 1
logging_level = WARNING

[TABLE]
mappings = {mappings}
"""


@dataclass(frozen=True, slots=True)
class Run:
    """One engine over one table. `same` says whether its statements are ours; None where that is not compared."""

    engine: str
    version: str
    rows: int
    cost: Cost
    output_bytes: int
    statements: int | None = None
    same: bool | None = None
    differing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Skipped:
    """An engine that was not measured, and why."""

    engine: str
    rows: int
    reason: str


def run_all(table: BenchmarkTable, peers: Iterable[str], folder: Path) -> Iterator[Run | Skipped]:
    """Ours without and with the canonical sort, then the peers, each compared with ours."""
    run, output = _run_ours(OURS, table, folder)
    ours = sorted_statements(output, GRAPH)
    output.unlink()
    yield replace(run, statements=ours.count, same=True)
    yield run_sorted(table, folder)
    for peer in peers:
        try:
            yield _run_peer(peer, table, ours, folder)
        except (NotInstalled, ProcessFailed) as error:
            yield Skipped(peer, table.rows, str(error))
    ours.path.unlink()


def run_again(engine: str, table: BenchmarkTable, folder: Path) -> Cost:
    """What one more run of an engine costs; its output was compared before."""
    if engine in (OURS, OURS_SORTED):
        run, output = _run_ours(engine, table, folder, *(["--sorted"] if engine == OURS_SORTED else []))
        output.unlink()
        return run.cost
    output = folder / "peer.nt"
    cost = measure(_peer_command(engine, table, output, folder), folder, folder / "log")
    output.unlink()
    return cost


def run_sorted(table: BenchmarkTable, folder: Path) -> Run:
    """Ours as a build runs it: the whole graph in canonical order. Its further statements have no counterpart at the peers."""
    run, output = _run_ours(OURS_SORTED, table, folder, "--sorted")
    output.unlink()
    return run


def run_unsorted(table: BenchmarkTable, folder: Path) -> Run:
    """Ours without the sort, compared with nobody."""
    run, output = _run_ours(OURS, table, folder)
    output.unlink()
    return run


def _run_ours(engine: str, table: BenchmarkTable, folder: Path, *options: str) -> tuple[Run, Path]:
    output = folder / "ours.nq"
    cost = measure([sys.executable, HERE / "run_ours.py", folder, output, *options], folder, folder / "log")
    return Run(engine, _version("satu-data-ham"), table.rows, cost, output.stat().st_size), output


def _run_peer(peer: str, table: BenchmarkTable, ours: Statements, folder: Path) -> Run | Skipped:
    if peer == "rdflib" and table.rows > RDFLIB_LIMIT:
        return Skipped(peer, table.rows, f"left out beyond {RDFLIB_LIMIT:,} rows")
    output = folder / "peer.nt"
    cost = measure(_peer_command(peer, table, output, folder), folder, folder / "log")
    size = output.stat().st_size
    theirs = sorted_statements(output, None)
    output.unlink()
    same = theirs.sha256 == ours.sha256
    differing = () if same else tuple(differences(ours, theirs))
    theirs.path.unlink()
    version = _version("rdflib") if peer == "rdflib" else REQUIREMENTS[peer][0].partition("==")[2]
    return Run(peer, version, table.rows, cost, size, theirs.count, same, differing)


def _peer_command(peer: str, table: BenchmarkTable, output: Path, folder: Path) -> list[str | Path]:
    if peer == "rdflib":
        return [sys.executable, HERE / "run_rdflib.py", table.prepared, output]
    python = python_of(peer)
    if peer == "morph-kgc":
        configuration = folder / "morph-kgc.ini"
        configuration.write_text(_MORPH_CONFIGURATION.format(output=output, mappings=HERE / "pengaduan.rml.ttl"), encoding="utf-8")
        return [python, "-m", "morph_kgc", configuration]  # the mapping names prepared.csv, which is in the working folder
    return [python, HERE / "run_maplib.py", table.prepared, output]


def _version(distribution: str) -> str:
    return importlib.metadata.version(distribution)
