"""What the benchmark prints, keeps and checks."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

from mapping_peers.runs import OURS, OURS_SORTED, Run, Skipped
from mapping_peers.table import STATEMENTS_A_ROW

MEGABYTE = 1e6
LARGEST_PEAK = 100 * MEGABYTE
# peer: (rows at which it is judged, how many times our CPU seconds it must need at least)
TARGETS = {"rdflib": (100_000, 15.0), "morph-kgc": (1_000_000, 8.0), "maplib": (1_000_000, 6.0)}

NOTES = f"""\
Everyone writes the same {STATEMENTS_A_ROW} statements a row. Three things favour the peers: they read a prepared table that holds codes,
numbers, years, row numbers and the SHA-256 of rows as columns, while ours works them out of the raw table; they write N-Triples,
ours N-Quads with a graph name in each line; the memory of several processes is that of the largest, not the sum.
CPU is user + system, with children and start-up. "{OURS_SORTED}" also writes the graph's metadata and sorts everything
canonically, which no peer does. "same" compares the sorted sets of statements without graph names; nothing else is normalised.
maplib is measured in two releases: the newest, and 0.18.18, which maps faster than the releases after it."""

_HEADINGS = ("rows", "engine", "version", "CPU s", "wall s", "peak MB", "output MB", "× CPU of ours", "× peak of ours", "same")
_WIDTHS = (9, 21, 8, 8, 8, 8, 9, 13, 14, 5)


def heading() -> str:
    return _row(_HEADINGS)


def line(run: Run | Skipped, ours: Run) -> str:
    """One row of the printed table, and below it what differs if something does. `ours` is the unsorted run over the same table."""
    if isinstance(run, Skipped):
        return f"{run.rows:>{_WIDTHS[0]},}  {run.engine:<{_WIDTHS[1]}}  skipped: {run.reason}"
    cells = _row((
        f"{run.rows:,}", run.engine, run.version, f"{run.cost.cpu:.2f}", f"{run.cost.wall:.2f}", f"{run.cost.peak_bytes / MEGABYTE:.0f}",
        f"{run.output_bytes / MEGABYTE:.0f}", f"{run.cost.cpu / ours.cost.cpu:.1f}", f"{run.cost.peak_bytes / ours.cost.peak_bytes:.1f}",
        {True: "yes", False: "NO", None: ""}[run.same],
    ))  # fmt: skip
    return "\n".join([cells, *(f"    {example}" for example in run.differing)])


def _row(cells: tuple[str, ...]) -> str:
    return "  ".join(f"{c:<{w}}" if i in (1, 2) else f"{c:>{w}}" for i, (c, w) in enumerate(zip(cells, _WIDTHS, strict=True))).rstrip()


def failures(results: Iterable[Run | Skipped]) -> list[str]:
    """What is wrong whatever the figures are: a peer's statements differ from ours, or are not all there."""
    runs = [run for run in results if isinstance(run, Run)]
    wrong = [f"{run.engine}: statements differ from ours at {run.rows:,} rows" for run in runs if run.same is False]
    short = [run for run in runs if run.statements not in (None, run.rows * STATEMENTS_A_ROW)]
    return wrong + [f"{run.engine}: {run.statements:,} statements, {run.rows * STATEMENTS_A_ROW:,} expected" for run in short]


def missed_targets(results: Iterable[Run | Skipped]) -> list[str]:
    """Targets that the measured figures miss, one sentence each. What was not measured is not judged."""
    runs = [run for run in results if isinstance(run, Run)]
    ours = {run.rows: run for run in runs if run.engine == OURS}
    missed = [
        f"{run.engine} takes {run.cost.peak_bytes / MEGABYTE:.0f} MB at {run.rows:,} rows, the limit is {LARGEST_PEAK / MEGABYTE:.0f} MB"
        for run in runs
        if run.engine in (OURS, OURS_SORTED) and run.cost.peak_bytes > LARGEST_PEAK
    ]
    for run in runs:
        rows, times = TARGETS.get(run.engine, (None, 0.0))
        if run.rows == rows and (ratio := run.cost.cpu / ours[run.rows].cost.cpu) < times:
            missed.append(f"{run.engine} needs {ratio:.1f} times our CPU at {run.rows:,} rows, the target is {times:g} times")
    return missed


def judged(results: Iterable[Run | Skipped]) -> set[str]:
    """Peers that a target was measured for."""
    return {run.engine for run in results if isinstance(run, Run) and TARGETS.get(run.engine, (None,))[0] == run.rows}


def write_json(path: Path, results: Iterable[Run | Skipped]) -> None:
    """Everything measured, with the machine it was measured on."""
    machine = {"system": platform.platform(), "processors": os.cpu_count(), "python": platform.python_version()}
    content = {"machine": machine, "results": [asdict(result) for result in results]}
    path.write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")
