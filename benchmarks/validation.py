"""Benchmark of the SHACL gate: our own shapes over artificial observations with injected errors, by pyshacl and by the native engine.

``python benchmarks/validation.py`` measures both sides at 10,000 observations, whose results must be equal, and the whole gate (both
engines, in two processes) at 100,000 and 1,000,000. ``--check`` exits with 1 if a target is missed.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path

from mapping_peers.processes import Cost
from mapping_peers.table import write_table
from validation_sides.damage import damage
from validation_sides.measured import measure_tree

HERE = Path(__file__).parent
COMPARED = 10_000
TARGET_RATIO, TARGET_ROWS, TARGET_SECONDS, TARGET_BYTES = 20, 1_000_000, 60, 2 * 10**9


@dataclass(frozen=True, slots=True)
class Measured:
    """One side over one graph: what it cost, how many results it found, and a digest of their multiset."""

    side: str
    rows: int
    cost: Cost
    results: int
    digest: str

    def line(self) -> str:
        cost = self.cost
        return f"{self.side:10} {self.rows:>10,} {cost.cpu:>9.2f} {cost.wall:>9.2f} {cost.peak_bytes / 1e6:>9.0f} {self.results:>10,}"


def graph_of(rows: int, folder: Path) -> Path:
    """A mapped artificial table, two in a hundred of its observations damaged."""
    clean, damaged = folder / "clean.nq", folder / "damaged.nq"
    write_table(folder, rows)
    command = [sys.executable, HERE / "mapping_peers" / "run_ours.py", folder, clean, "--sorted"]
    measure_tree(command, HERE / "mapping_peers", folder / "mapping.log")
    damage(clean, damaged)
    clean.unlink()
    return damaged


def run(side: str, rows: int, graph: Path, folder: Path) -> Measured:
    told = folder / f"{side}.json"
    cost = measure_tree([sys.executable, HERE / "validation_sides" / "run_side.py", side, graph, told], HERE, folder / f"{side}.log")
    found = json.loads(told.read_text())
    measured = Measured(side, rows, cost, found["results"], found["digest"])
    print(measured.line(), flush=True)
    return measured


def judge(measured: list[Measured], *, check: bool) -> int:
    """Exit code: 1 if results differ or, with `check`, if a target is missed. Prints the ratios."""
    problems = []
    sides = {(one.side, one.rows): one for one in measured}
    reference, native = sides.get(("pyshacl", COMPARED)), sides.get(("native", COMPARED))
    if reference and native:
        for one in (native, sides["gate", COMPARED]):
            ratio = reference.cost.cpu / one.cost.cpu
            print(f"pyshacl takes {ratio:.1f} times the CPU of {one.side} at {COMPARED:,} observations")
            if one.digest != reference.digest:
                problems.append(f"the results of {one.side} are not those of pyshacl")
        if check and reference.cost.cpu < TARGET_RATIO * native.cost.cpu:
            problems.append(f"pyshacl takes less than {TARGET_RATIO} times the CPU of the native engine")
    whole = sides.get(("gate", TARGET_ROWS))
    if check and whole and whole.cost.wall > TARGET_SECONDS:
        problems.append(f"the gate takes {whole.cost.wall:.0f} s over {TARGET_ROWS:,} observations, not {TARGET_SECONDS}")
    if check and whole and whole.cost.peak_bytes > TARGET_BYTES:
        problems.append(
            f"the gate takes {whole.cost.peak_bytes / 1e9:.1f} GB over {TARGET_ROWS:,} observations, not {TARGET_BYTES / 1e9:.0f}"
        )
    for problem in problems:
        print(f"FAILED: {problem}")
    return 1 if problems else 0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--rows", type=int, nargs="+", default=[COMPARED, 100_000, TARGET_ROWS], help="observations (default: 10000 100000 1000000)"
    )
    parser.add_argument("--check", action="store_true", help="exit with 1 if a target is missed")
    parser.add_argument("--json", type=Path, help="write everything measured to this file")
    parser.add_argument("--work", type=Path, help="folder for graphs (default: the system's); 9 GB for a million observations")
    options = parser.parse_args()
    measured: list[Measured] = []
    print(f"{'side':10} {'rows':>10} {'CPU s':>9} {'wall s':>9} {'peak MB':>9} {'results':>10}", flush=True)
    for rows in options.rows:
        with tempfile.TemporaryDirectory(prefix="ham-benchmark-", dir=options.work) as name:
            folder = Path(name).resolve()
            graph = graph_of(rows, folder)
            sides = ("pyshacl", "native", "gate") if rows <= COMPARED else ("gate",)
            measured += [run(side, rows, graph, folder) for side in sides]
    if options.json:
        options.json.write_text(json.dumps([asdict(one) for one in measured], indent=1) + "\n")
    return judge(measured, check=options.check)


if __name__ == "__main__":
    sys.exit(main())
