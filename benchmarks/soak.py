"""Minutes of mixed use: documents, queries, runaway queries, clients that hang up. Printed is what grew.

Run it as ``python benchmarks/soak.py --minutes 30``; ``--check`` fails on growth or on a failed request. Nothing leaves the machine.
"""

from __future__ import annotations

import argparse
import os
import random
import socket
import sys
import tempfile
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

from robustness import RUNAWAYS, Attacked, ask, members, percentile, pss
from serving_peers.data import REGIONS, region, term, write_release

GROWTH_TARGET = 0.10  # of memory from the second tenth of the run to its last
_EXPECTED = {"document": {200}, "query": {200, 503}, "aggregation": {200, 503}, "runaway": {503, 504, 429}}


@dataclass
class Seen:
    """What was answered, and what the processes held, sample by sample: MiB, descriptors, processes, MiB on disk."""

    answers: Counter[tuple[str, int]] = field(default_factory=Counter)
    seconds: dict[str, list[float]] = field(default_factory=lambda: {name: [] for name in _EXPECTED})
    samples: list[tuple[float, int, int, float]] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def note(self, kind: str, status: int, took: float) -> None:
        with self.lock:
            self.answers[kind, status] += 1
            self.seconds[kind].append(took)


def use(port: int, number: int, until: float, seen: Seen, pause: float, runaways: float) -> None:
    """One client: mostly documents and short queries. `pause` seconds between two requests on average, `runaways` a share of them."""
    source = random.Random(number)
    address, count = f"127.0.3.{1 + number}", 0
    while time.monotonic() < until:
        count += 1
        kind = source.choices(("document", "query", "aggregation", "runaway", "hang up"), (0.6, 0.3, 0.06, runaways, runaways))[0]
        place = region(source.randrange(REGIONS))
        if kind == "document":
            path, accept = "/doc/" + place.split("/id/", 1)[1], source.choice(("text/turtle", "application/ld+json", "text/html"))
        elif kind == "query":
            path, accept = _path(f"SELECT ?l {{ <{place}> <{term('skos:prefLabel')}> ?l }} LIMIT {1 + count}"), "text/csv"
        elif kind == "aggregation":
            path, accept = _path(f"SELECT (COUNT(*) AS ?n) {{ ?o <{term('sdmx-dimension:refArea')}> <{place}> }}"), "text/csv"
        else:
            path, accept = _path(source.choice(RUNAWAYS) % (1000 * count + number)), "text/csv"
        if kind == "hang up":
            _hang_up(port, path, source.random())
        else:
            seen.note(kind, *ask(port, address, path, accept))
        time.sleep(min(2 * pause * source.random(), max(0.0, until - time.monotonic())))


def _path(query: str) -> str:
    return f"/sparql?{urlencode({'query': query})}"


def _hang_up(port: int, path: str, seconds: float) -> None:
    with socket.create_connection(("127.0.0.1", port), timeout=5) as connection:
        connection.sendall(f"GET {path} HTTP/1.1\r\nHost: x\r\nAccept: text/csv\r\n\r\n".encode())
        time.sleep(seconds)


def sample(group: int, folders: list[Path]) -> tuple[float, int, int, float]:
    processes = members(group)
    try:
        descriptors = sum(1 for _ in Path(f"/proc/{group}/fd").iterdir())
    except OSError:
        descriptors = 0
    disk = sum(path.lstat().st_size for folder in folders for path in folder.rglob("*"))
    return sum(pss(pid) for pid in processes) / 1024, descriptors, len(processes), disk / 2**20


def report(seen: Seen, alive: bool) -> bool:
    """Print the figures; whether all is well."""
    wrong = {f"{kind} {status}": n for (kind, status), n in seen.answers.items() if status not in _EXPECTED[kind]}
    for kind, seconds in seen.seconds.items():
        shown = {status: n for (name, status), n in sorted(seen.answers.items()) if name == kind}
        p50, p99 = 1000 * percentile(seconds, 0.5), 1000 * percentile(seconds, 0.99)
        print(f"{kind:<12} {len(seconds):>8,}  p50 {p50:,.0f} ms  p99 {p99:,.0f} ms  by status {shown}")
    tenth = max(1, len(seen.samples) // 10)
    early, late = seen.samples[tenth : 2 * tenth], seen.samples[-tenth:]
    growth = []
    for place, name in enumerate(("memory, MiB", "descriptors of the service", "processes", "folder of data and log, MiB")):
        before, after = (percentile([found[place] for found in part], 0.5) for part in (early, late))
        growth.append(after / before - 1 if before else 0.0)
        most = max(found[place] for found in seen.samples)
        print(f"{name:<28} {before:,.0f} -> {after:,.0f} ({growth[-1]:+.1%}), at most {most:,.0f}")
    print(f"unexpected answers: {wrong or 'none'}; the process lives: {alive}")
    return alive and not wrong and max(growth[0], growth[3]) <= GROWTH_TARGET


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quads", type=int, default=1_000_000)
    parser.add_argument("--minutes", type=float, default=30)
    parser.add_argument("--clients", type=int, default=8)
    parser.add_argument("--pause", type=float, default=0.025, help="seconds between two of its requests, on average")
    parser.add_argument("--runaways", type=float, default=0.02, help="share of runaway queries, and of those left early")
    parser.add_argument("--limit", type=float, default=5, help="seconds that a query may take")
    parser.add_argument("--port", type=int, default=8270)
    parser.add_argument("--work", type=Path)
    parser.add_argument("--check", action="store_true")
    given = parser.parse_args()
    os.environ["HAM_QUERY_SECONDS"] = str(given.limit)
    os.environ["HAM_CLIENT_QUERY_SECONDS"] = "0"
    seen = Seen()
    with tempfile.TemporaryDirectory() as temporary:
        work = (given.work or Path(temporary)).absolute()
        engine = Attacked(write_release(work, given.quads), work / "soaked", given.port)
        try:
            engine.start()
            assert engine.process
            until = time.monotonic() + 60 * given.minutes
            threads = [
                threading.Thread(target=use, args=(given.port, n, until, seen, given.pause, given.runaways)) for n in range(given.clients)
            ]
            for thread in threads:
                thread.start()
            while time.monotonic() < until:
                seen.samples.append(sample(engine.process.pid, [engine.data, engine.work]))
                time.sleep(min(5.0, given.minutes))
            for thread in threads:
                thread.join()
            well = report(seen, engine.process.poll() is None)
        finally:
            engine.stop()
    return 1 if given.check and not well else 0


if __name__ == "__main__":
    sys.exit(main())
