"""Benchmark of the mapping engine: one artificial table, mapped by our engine and by its peers, each in a process of its own.

Run it as ``python benchmarks/mapping.py``; ``--growth`` shows how memory grows with the table, ``--check`` fails on a missed target.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from mapping_peers.processes import Cost, median_cost
from mapping_peers.report import NOTES, TARGETS, failures, heading, judged, line, missed_targets, write_json
from mapping_peers.runs import OURS, PEERS, Run, Skipped, run_again, run_all, run_sorted, run_unsorted
from mapping_peers.table import write_table

Results = list[Run | Skipped]
DEFAULT_ROWS = [100_000, 1_000_000]


def compare(rows: int, peers: list[str], folder: Path, rounds: int) -> Results:
    """Everyone over one table, in turn, as many rounds as asked for; what is printed and judged is the median."""
    table = write_table(folder, rows)
    results: Results = []
    costs: dict[str, list[Cost]] = {}
    for result in run_all(table, peers, folder):
        results.append(result)
        if isinstance(result, Run):
            costs[result.engine] = [result.cost]
            _progress(1, result.engine, result.cost)
    for number in range(2, rounds + 1):
        for engine, known in costs.items():
            known.append(run_again(engine, table, folder))
            _progress(number, engine, known[-1])
    results = [replace(run, cost=median_cost(costs[run.engine])) if isinstance(run, Run) else run for run in results]
    ours = results[0]
    assert isinstance(ours, Run)
    print("\n".join(line(result, ours) for result in results), flush=True)
    return results


def _progress(number: int, engine: str, cost: Cost) -> None:
    print(f"round {number}: {engine} took {cost.cpu:.2f} CPU seconds", file=sys.stderr, flush=True)


def grow(rows: int, folder: Path) -> Results:
    """Ours alone, without and with the sort."""
    table = write_table(folder, rows)
    ours = run_unsorted(table, folder)
    runs: Results = [ours, run_sorted(table, folder)]
    print("\n".join(line(run, ours) for run in runs), flush=True)
    return runs


def judge(results: Results, *, check: bool) -> int:
    """Exit code: 1 if outputs differ or, with `check`, if a target is missed."""
    problems = failures(results)
    if check:
        problems += missed_targets(results)
        for peer in sorted(TARGETS.keys() - judged(results)):
            print(f"not judged: {peer} was not measured at {TARGETS[peer][0]:,} rows")
    for problem in problems:
        print(f"FAILED: {problem}")
    if check and not problems:
        print("all measured targets are met")
    return 1 if problems else 0


def main() -> int:
    options = _parse()
    print(NOTES, heading(), sep="\n\n", flush=True)
    results: Results = []
    for rows in options.rows:
        with tempfile.TemporaryDirectory(prefix="ham-benchmark-", dir=options.work) as folder:
            path = Path(folder).resolve()
            results += grow(rows, path) if options.growth else compare(rows, [p for p in options.peers if p != OURS], path, options.rounds)
    if options.json:
        write_json(options.json, results)
    return judge(results, check=options.check)


def _parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, nargs="+", default=DEFAULT_ROWS, help="sizes of the table (default: 100000 1000000)")
    parser.add_argument("--peers", nargs="+", choices=(OURS, *PEERS), default=[OURS, *PEERS], help="ours is always measured")
    parser.add_argument("--rounds", type=int, default=3, help="runs of each, in turn; the median counts (default: 3)")
    parser.add_argument("--growth", action="store_true", help="measure ours alone, for its memory; try --rows 100000 1000000 5000000")
    parser.add_argument("--check", action="store_true", help="exit with 1 if a target is missed")
    parser.add_argument("--json", type=Path, help="write everything measured to this file")
    parser.add_argument("--work", type=Path, help="folder for tables and outputs (default: the system's); 20 GB for a million rows")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
