"""Benchmark of whole builds from raw tables: cold, after one more row, after one changed figure, after nothing.

Run it as ``python benchmarks/building.py --sources FOLDER``; ``--check`` fails on a missed target. At the end the same tables are built
from nothing: the release must have the same id, or the exit code is 1, whatever the times are.
"""

from __future__ import annotations

import argparse
import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

_TABLE = "bps/indikator_kabkota_2021/data.csv"
_RELEASE = re.compile(r"Release ([0-9a-f]{16}) ")
_FIGURE = re.compile(r"(?<=[;,])\d{1,2}[.,]\d(?=\d*[;,])")


@dataclass(frozen=True, slots=True)
class Built:
    """One run of ``ham build``: the release, and seconds of wall clock and of processors, children included."""

    release: str
    wall: float
    cpu: float
    peak_mb: float


def build(sources: Path, data: Path) -> Built:
    """Raises CalledProcessError if the build fails."""
    before, begun = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    command = [sys.executable, "-c", "from kg.cli import main; main()", "build", "--sources", str(sources)]
    told = subprocess.run(command, env={**os.environ, "HAM_DATA_DIR": str(data)}, stdout=subprocess.PIPE, text=True, check=True).stdout
    wall, after = time.perf_counter() - begun, resource.getrusage(resource.RUSAGE_CHILDREN)
    found = _RELEASE.search(told)
    assert found, told
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Built(found[1], wall, cpu, after.ru_maxrss / 1024)


def without_last_row(table: Path) -> str:
    """Take the last row that holds a digit out of the table; the table as it was."""
    whole = table.read_text(encoding="utf-8")
    lines = whole.splitlines(keepends=True)
    last = max(number for number, line in enumerate(lines) if any(map(str.isdigit, line)))
    table.write_text("".join(lines[:last] + lines[last + 1 :]), encoding="utf-8")
    return whole


def change_figure(table: Path) -> None:
    """Give the last figure with a fraction another digit."""
    text = table.read_text(encoding="utf-8")
    *_, found = _FIGURE.finditer(text)
    figure = found[0]
    table.write_text(text[: found.start()] + figure[:-1] + ("1" if figure[-1] != "1" else "2") + text[found.end() :], encoding="utf-8")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sources", type=Path, required=True, help="folder of tables as agencies hand them in")
    parser.add_argument("--table", default=_TABLE, help="the one that changes")
    parser.add_argument("--rounds", type=int, default=3, help="how often a figure is changed; the quickest counts")
    parser.add_argument("--check", action="store_true", help="exit code 1 if a target is missed")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        sources, data = Path(temporary) / "sources", Path(temporary) / "data"
        shutil.copytree(given.sources, sources)
        table = sources / given.table
        whole = without_last_row(table)
        missed = not _told("cold", build(sources, data), 60)
        table.write_text(whole, encoding="utf-8")
        missed |= not _told("one more row", build(sources, data), 3)
        runs = []
        for _ in range(given.rounds):
            change_figure(table)
            runs.append(build(sources, data))
        missed |= not _told("one changed figure", min(runs, key=lambda run: run.wall), 3)
        _told("nothing changed", build(sources, data), None)
        anew = build(sources, Path(temporary) / "anew")
    same = anew.release == runs[-1].release
    print(f"built from nothing: {'the same release' if same else f'ANOTHER RELEASE: {anew.release}, not {runs[-1].release}'}")
    return 1 if not same or (given.check and missed) else 0


def _told(what: str, built: Built, target: float | None) -> bool:
    met = target is None or built.wall <= target
    judged = "" if target is None else f"; target {target:g} s: {'met' if met else 'MISSED'}"
    print(
        f"{what:<20} {built.wall:6.1f} s, {built.cpu:6.1f} s of processors, peak of a process {built.peak_mb:,.0f} MB{judged}", flush=True
    )
    return met


if __name__ == "__main__":
    sys.exit(main())
