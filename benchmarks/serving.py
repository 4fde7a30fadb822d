"""Benchmark of the service: ours and its peers over the same quads, in turn in one run.

Run it as ``python benchmarks/serving.py``; ``--check`` fails on a missed target. Only addresses of this machine are asked.
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import signal
import sys
import tempfile
from collections import defaultdict
from pathlib import Path
from statistics import median

from serving_peers.cases import CASES, CSV, EXPORT, EXPORT_OF_FOUR, EXPORT_TARGET, FIRST_BYTE_TARGET, JSON, START_TARGET, Case
from serving_peers.data import write_release
from serving_peers.engines import Engine, NotHere, Ours, OursUncached, Oxigraph, RdflibEndpoint, Virtuoso
from serving_peers.load import fetch, rate, visit
from serving_peers.processor import processor_seconds, told

_SLOW = {"rdflib-endpoint"}  # asked in one round only, and not for what takes it minutes


def start_all(data: Path, work: Path, port: int, peers: list[str]) -> dict[str, Engine]:
    engines: dict[str, Engine] = {}
    kinds = [Ours, OursUncached, *(kind for kind in (Oxigraph, Virtuoso, RdflibEndpoint) if kind.name in peers)]
    for number, kind in enumerate(kinds):
        engine = kind(data, work, port + 2 * number)
        try:
            took = engine.start()
        except NotHere as why:
            engine.stop()
            print(f"left out: {why}", flush=True)
            continue
        print(f"{engine.name} answers after {took:.1f} s", flush=True)
        engines[engine.name] = engine
    return engines


def ratio_line(name: str, ours: float, peers: dict[str, float], target: float, unit: str = "/s") -> tuple[str, bool]:
    """A line of the table, and whether the target is met."""
    reference = peers.get("oxigraph")
    shown = "  ".join(f"{peer} {value:,.1f} (x{ours / value:.2f})" for peer, value in peers.items() if value)
    met = not reference or ours / reference >= target  # a peer that finished nothing is no reference
    return f"{name:<28} ours {ours:>10,.1f}{unit}  {shown}  target x{target:g} of oxigraph: {'met' if met else 'MISSED'}", met


def measure(case: Case, engines: dict[str, Engine], quads: int, rounds: int, seconds: float) -> tuple[str, bool, dict[str, float]]:
    ours = engines["ours" if case.cached else "ours-uncached"]
    parties = {"ours": ours, **{name: engines[name] for name in case.peers if name in engines}}
    rates: dict[str, list[float]] = defaultdict(list)
    processor: dict[str, str] = {}
    if case.cached:
        visit(ours, case.paths(ours, quads), case.accept)  # so that all of it was sent before
    for number in range(rounds):
        for name, engine in parties.items():
            if name in _SLOW and number:
                continue
            headers = {"Accept": case.accept}
            if case.unchanged and name == "ours":
                headers["If-None-Match"] = _tag(engine, case.paths(engine, quads)[0], case.accept)
            try:
                before = processor_seconds(engine)
                rates[name].append(rate(engine, case.paths(engine, quads), headers, case.connections, seconds))
                processor[name] = told(engine, before, processor_seconds(engine), rates[name][-1] * max(1, round(seconds)))
            except ValueError as why:
                print(f"  {why}", file=sys.stderr)
    medians = {name: median(found) for name, found in rates.items() if found}
    peers = {name: value for name, value in medians.items() if name != "ours"}
    line, met = ratio_line(case.name, medians["ours"], peers, case.target)
    if case.target_of_best and "virtuoso" in peers:
        best = medians["ours"] / peers["virtuoso"] >= case.target_of_best
        line, met = f"{line}; x{case.target_of_best:g} of virtuoso: {'met' if best else 'MISSED'}", met and best
    line += f"\n{'':<28} processor, µs a request in the last round: {', '.join(processor.values())}"
    return line, met, medians


def _tag(engine: Engine, path: str, accept: str) -> str:
    import urllib.request

    with urllib.request.urlopen(urllib.request.Request(engine.address + path, headers={"Accept": accept})) as answer:
        return str(answer.headers["ETag"])


def export(engines: dict[str, Engine], rounds: int) -> list[tuple[str, bool]]:
    """100,000 rows as CSV and JSON, not kept by anybody."""
    lines = []
    asked = (("100 k rows", EXPORT), ("100 k rows of four", EXPORT_OF_FOUR))
    for (what, query), (label, accept) in itertools.product(asked, (("CSV", CSV), ("JSON", JSON))):
        firsts, totals = defaultdict(list), defaultdict(list)
        for _ in range(rounds):
            for name in ("ours-uncached", "oxigraph", "virtuoso"):
                if name in engines:
                    first, total, _size = fetch(engines[name], engines[name].query(query), accept)
                    firsts[name].append(first)
                    totals[name].append(total)
        rates = {name: 1 / median(found) for name, found in totals.items()}
        line, met = ratio_line(f"{what} as {label}", rates.pop("ours-uncached"), rates, EXPORT_TARGET)
        first = median(firsts["ours-uncached"])
        lines.append((f"{line}; first byte after {1000 * first:.0f} ms: {'met' if first <= FIRST_BYTE_TARGET else 'MISSED'}",
                      met and first <= FIRST_BYTE_TARGET))  # fmt: skip
    return lines


def restart(engine: Engine) -> tuple[str, bool]:
    """Killed by force, it answers again after so many seconds."""
    engine.stop(signal.SIGKILL)
    took = engine.start()
    return f"{'start after kill -9':<28} ours {took:.1f} s until a query is answered; target {START_TARGET:g} s", took <= START_TARGET


def memory(engine: Engine) -> str:
    """What the processes of ours hold together (proportional set size)."""
    assert engine.process
    total = 0
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                if os.getsid(int(folder.name)) == engine.process.pid:
                    rollup = (folder / "smaps_rollup").read_text()
                    total += int(next(line.split()[1] for line in rollup.splitlines() if line.startswith("Pss:")))
            except (OSError, StopIteration):
                continue
    return f"{'memory of all processes':<28} ours {total / 1024:,.0f} MiB"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quads", type=int, nargs="+", default=[1_000_000])
    parser.add_argument("--peers", nargs="*", default=["oxigraph", "virtuoso", "rdflib-endpoint"])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=3)
    parser.add_argument("--port", type=int, default=8270)
    parser.add_argument("--work", type=Path, help="folder for data and stores; kept for the next run")
    parser.add_argument("--cases", nargs="*", help="words that the names of cases hold")
    parser.add_argument("--json", type=Path)
    parser.add_argument("--check", action="store_true", help="exit code 1 if a target is missed")
    given = parser.parse_args()
    missed, results = 0, {}
    with tempfile.TemporaryDirectory() as temporary:
        work = (given.work or Path(temporary)).absolute()
        for quads in given.quads:
            print(f"# {quads:,} quads, {given.rounds} rounds of {given.seconds:g} s each, medians", flush=True)
            data = write_release(work, quads)
            engines: dict[str, Engine] = {}
            try:
                engines = start_all(data, work / f"engines-{quads}", given.port, given.peers)
                for case in CASES:
                    if given.cases and not any(word in case.name for word in given.cases):
                        continue
                    line, met, medians = measure(case, engines, quads, given.rounds, given.seconds)
                    results[f"{quads} {case.name}"] = medians
                    missed += not met
                    print(line, flush=True)
                if not given.cases or "export" in given.cases:
                    for line, met in export(engines, given.rounds):
                        missed += not met
                        print(line, flush=True)
                    print(memory(engines["ours-uncached"]), flush=True)
                    line, met = restart(engines["ours"])
                    missed += not met
                    print(line, flush=True)
            finally:
                for engine in engines.values():
                    engine.stop()
    if given.json:
        given.json.write_text(json.dumps(results, indent=1))
    print(f"{missed} targets missed" if missed else "all targets met")
    return 1 if given.check and missed else 0


if __name__ == "__main__":
    sys.exit(main())
