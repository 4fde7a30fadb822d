"""Benchmark of growth: artificial tables of more and more rows are mapped, validated and loaded, each step in processes of its own.

``python benchmarks/scale.py --rows 100000 1000000 10000000 --max-minutes 12``. Before a step its time and its disk space are estimated
from the step before; one that would not fit is told and left out. Ten million rows are 180 million quads: some 130 GB while they are made.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from itertools import pairwise
from pathlib import Path

from mapping_peers.processes import Cost
from mapping_peers.table import STATEMENTS_A_ROW, write_table
from validation_sides.measured import measure_tree

HERE = Path(__file__).parent
PHASES = ("map", "validate", "load")
BYTES_A_ROW = 13_500  # sorted runs, the graph, and the store with its union and the room to compact it; measured at a million rows


@dataclass(frozen=True, slots=True)
class Step:
    """One phase at one size."""

    phase: str
    rows: int
    quads: int
    cost: Cost

    def line(self) -> str:
        cost = self.cost
        rate, peak = self.quads / cost.wall, cost.peak_bytes / 1e6
        return f"{self.phase:9} {self.rows:>11,} {self.quads:>12,} {cost.cpu:>9.1f} {cost.wall:>8.1f} {rate:>12,.0f} {peak:>8.0f}"


def measure_step(rows: int, folder: Path) -> list[Step]:
    """Map, validate and load a table of so many rows; no figure is so small that it would be a finding."""
    write_table(folder / "sources", rows, least=5).prepared.unlink()
    steps = []
    for phase in PHASES:
        told = folder / f"{phase}.json"
        cost = measure_tree(
            [sys.executable, HERE / "validation_sides" / "run_phase.py", phase, folder, told], HERE, folder / f"{phase}.log"
        )
        steps.append(Step(phase, rows, json.loads(told.read_text())["quads"], cost))
        print(steps[-1].line(), flush=True)
    return steps


def why_not(rows: int, done: list[Step], folder: Path, seconds_left: float) -> str:
    """Why a step would not fit; nothing if it would."""
    if (free := shutil.disk_usage(folder).free) < rows * BYTES_A_ROW:
        return f"it needs about {rows * BYTES_A_ROW / 1e9:.0f} GB of disk, {free / 1e9:.0f} are free"
    last = [step for step in done if step.rows == max(step.rows for step in done)] if done else []
    needed = sum(step.cost.wall for step in last) * rows / last[0].rows * 1.2 if last else 0
    return f"it needs about {needed / 60:.0f} minutes, {seconds_left / 60:.0f} are left" if needed > seconds_left else ""


def growth(steps: list[Step]) -> None:
    """What grows how, from each size to the next."""
    sizes = sorted({step.rows for step in steps})
    at = {(step.phase, step.rows): step for step in steps}
    for small, large in pairwise(sizes):
        for phase in PHASES:
            a, b = at[phase, small].cost, at[phase, large].cost
            cpu, peak = b.cpu / a.cpu, b.peak_bytes / a.peak_bytes
            print(f"{phase:9} {large / small:.0f} times the rows: {cpu:.1f} times the CPU, {peak:.2f} times the peak")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--rows", type=int, nargs="+", default=[100_000, 1_000_000, 3_000_000, 10_000_000], help="sizes, the smallest first"
    )
    parser.add_argument("--max-minutes", type=float, default=12, help="no step begins that would not end within (default: 12)")
    parser.add_argument("--json", type=Path, help="write everything measured to this file")
    parser.add_argument("--work", type=Path, help="folder for tables, graphs and stores (default: the system's)")
    options = parser.parse_args()
    start, steps = time.monotonic(), list[Step]()
    print(f"{'phase':9} {'rows':>11} {'quads':>12} {'CPU s':>9} {'wall s':>8} {'quads/s':>12} {'peak MB':>8}", flush=True)
    for rows in sorted(options.rows):
        with tempfile.TemporaryDirectory(prefix="ham-scale-", dir=options.work) as name:
            folder = Path(name).resolve()
            if reason := why_not(rows, steps, folder, options.max_minutes * 60 - (time.monotonic() - start)):
                print(f"{rows:,} rows are left out: {reason}", flush=True)
                continue
            steps += measure_step(rows, folder)
    growth(steps)
    if options.json:
        options.json.write_text(json.dumps([asdict(step) for step in steps], indent=1) + "\n")
    assert all(step.quads >= step.rows * STATEMENTS_A_ROW for step in steps)
    return 0


if __name__ == "__main__":
    sys.exit(main())
