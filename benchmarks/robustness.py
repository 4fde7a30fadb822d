"""What 64 clients with runaway queries do to the others: the service is started over artificial quads, and probed while it is attacked.

Run it as ``python benchmarks/robustness.py``; ``--check`` fails on a missed target. Clients are loopback addresses of their own; nothing
leaves the machine, and it stops by itself.
"""

from __future__ import annotations

import argparse
import http.client
import os
import sys
import tempfile
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

from serving_peers.data import NS, REGIONS, region, term, write_release
from serving_peers.engines import Ours

_DOUBLING = " ".join(f"BIND(CONCAT(?{x},?{x},?{x},?{x},?{x},?{x},?{x},?{x}) AS ?{y})" for x, y in zip("abcdefgh", "bcdefghi", strict=True))
RUNAWAYS = (
    "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i # %d\n}",
    "SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?c ?f # %d",
    "SELECT (COUNT(*) AS ?n) { ?a (<x:n>|!<x:n>)* ?b . ?c (<x:n>|!<x:n>)* ?d # %d\n}",
    f"SELECT ?z {{ BIND('aaaaaaaaaaaaaaaa' AS ?a) {_DOUBLING} BIND(STRLEN(?i) AS ?z) # %d\n}}",
    "SELECT * { ?s ?p ?o . ?t ?q ?r FILTER(REGEX(CONCAT(STR(?o), STR(?r)), '(a|b|ab)*c(d|e)*f')) # %d\n}",
    "SELECT ?o (COUNT(*) AS ?n) { ?a ?b ?o . ?c ?d ?o } GROUP BY ?o # %d",
    "SELECT DISTINCT ?a ?c { ?a ?b ?x . ?y ?d ?c } # %d",
)
TARGETS = {"health": 0.25, "document": 0.5, "query": 2.0}


@dataclass
class Figures:
    """What the clients saw."""

    seconds: dict[str, list[float]] = field(default_factory=lambda: {name: [] for name in TARGETS})
    failures: Counter[str] = field(default_factory=Counter)
    runaways: Counter[str] = field(default_factory=Counter)
    overshoot: dict[str, float] = field(default_factory=dict)  # by status
    peak_mib: float = 0.0
    lock: threading.Lock = field(default_factory=threading.Lock)


def ask(port: int, source: str, path: str, accept: str, timeout: float = 60) -> tuple[int, float]:
    """Status (0: broken off) and seconds."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=timeout, source_address=(source, 0))
    started = time.monotonic()
    try:
        connection.request("GET", path, headers={"Accept": accept})
        answer = connection.getresponse()
        while answer.read(2**16):
            pass
        return answer.status, time.monotonic() - started
    except (http.client.HTTPException, OSError):
        return 0, time.monotonic() - started
    finally:
        connection.close()


def attack(port: int, number: int, until: float, limit: float, figures: Figures) -> None:
    n = number
    while time.monotonic() < until:
        n += 1
        query = RUNAWAYS[n % len(RUNAWAYS)] % (n * 1000 + number)
        query = query.replace("?a ?b", f"?a{number} ?b", 1) if "?a ?b" in query else query  # no two clients share one evaluation
        status, took = ask(port, f"127.0.0.{2 + number}", f"/sparql?{urlencode({'query': query})}", "application/sparql-results+json")
        with figures.lock:
            told = str(status or "broken off")
            figures.runaways[told] += 1
            figures.overshoot[told] = max(figures.overshoot.get(told, -limit), took - limit)
        if status in (429, 503):
            time.sleep(1)  # a polite one would wait for longer


def probe(port: int, kind: str, until: float, figures: Figures) -> None:
    n = 0
    while time.monotonic() < until:
        n += 1
        path, accept = {
            "health": ("/healthz", "*/*"),
            "document": (region(n % 50).replace(NS.base + "id/", "/doc/"), "text/turtle"),
            "query": (f"/sparql?{urlencode({'query': _cheap(n)})}", "text/csv"),
        }[kind]
        status, took = ask(port, f"127.0.1.{1 + len(kind)}", path, accept)
        with figures.lock:
            figures.seconds[kind].append(took)
            figures.failures[kind] += status != 200
        time.sleep(0.05)


def _cheap(n: int) -> str:
    return f"SELECT ?l {{ <{region(n % REGIONS)}> <{term('skos:prefLabel')}> ?l }} # {n}\nLIMIT {10 + n}"


def watch(group: int, until: float, figures: Figures) -> None:
    while time.monotonic() < until:
        figures.peak_mib = max(figures.peak_mib, sum(pss(pid) for pid in members(group)) / 1024)
        time.sleep(0.5)


def members(group: int) -> list[int]:
    found = []
    for folder in Path("/proc").iterdir():
        try:
            if folder.name.isdigit() and os.getsid(int(folder.name)) == group:
                found.append(int(folder.name))
        except OSError:
            continue
    return found


def pss(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
        return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)
    except OSError:
        return 0


def cpu(group: int) -> float:
    """Processor seconds that the processes have used, those of ended children included."""
    total = 0
    for pid in members(group):
        try:
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        total += int(fields[11]) + int(fields[12])
    return total / os.sysconf("SC_CLK_TCK")


def percentile(values: list[float], share: float) -> float:
    return sorted(values)[min(len(values) - 1, int(len(values) * share))] if values else 0.0


def run(engine: Ours, clients: int, seconds: float, limit: float) -> tuple[Figures, float]:
    """The figures, and the share of a core that is used five seconds after the last query must have ended."""
    figures, until = Figures(), time.monotonic() + seconds
    assert engine.process
    threads = [threading.Thread(target=attack, args=(engine.port, n, until, limit, figures)) for n in range(clients)]
    threads += [threading.Thread(target=probe, args=(engine.port, kind, until, figures)) for kind in TARGETS]
    threads.append(threading.Thread(target=watch, args=(engine.process.pid, until, figures)))
    for thread in threads:
        thread.start()
    time.sleep(max(0, until - time.monotonic()) + limit + 5)
    before = cpu(engine.process.pid)
    time.sleep(2)
    idle = max(0.0, cpu(engine.process.pid) - before) / 2
    for thread in threads:
        thread.join()
    return figures, idle


def report(figures: Figures, idle: float, alive: bool) -> int:
    """Print what was seen; the number of missed targets."""
    missed = 0

    def line(name: str, value: str, met: bool) -> None:
        nonlocal missed
        missed += not met
        print(f"{name:<44} {value:<42} {'met' if met else 'MISSED'}")

    for kind, target in TARGETS.items():
        seconds = figures.seconds[kind]
        p50, p99 = percentile(seconds, 0.5), percentile(seconds, 0.99)
        share = figures.failures[kind] / max(1, len(seconds))
        line(f"{kind}: p99 <= {1000 * target:.0f} ms", f"p50 {1000 * p50:.0f} ms, p99 {1000 * p99:.0f} ms of {len(seconds)}", p99 <= target)
        line(f"{kind}: at most 1 % fail", f"{100 * share:.1f} %", share <= 0.01)
    refused = {"503", "429", "413", "504", "broken off"}
    line("every runaway query ends or is refused", str(dict(figures.runaways)), set(figures.runaways) <= refused)
    worst = {status: f"{1000 * seconds:+.0f}" for status, seconds in sorted(figures.overshoot.items())}
    line("within its limit and 200 ms", f"{worst} ms at worst", max(figures.overshoot.values(), default=0.0) <= 0.2)
    line("memory of all processes <= 2 GiB", f"{figures.peak_mib:,.0f} MiB at most", figures.peak_mib <= 2048)
    line("idle within the limit and 5 s", f"{idle:.2f} of a core", idle < 0.3)
    line("the process lives", str(alive), alive)
    return missed


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quads", type=int, default=1_000_000)
    parser.add_argument("--clients", type=int, default=64)
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument("--limit", type=float, default=5, help="seconds that a query may take")
    parser.add_argument("--port", type=int, default=8270)
    parser.add_argument("--work", type=Path)
    parser.add_argument("--check", action="store_true")
    given = parser.parse_args()
    os.environ["HAM_QUERY_SECONDS"] = str(given.limit)
    with tempfile.TemporaryDirectory() as temporary:
        work = (given.work or Path(temporary)).absolute()
        engine = Attacked(write_release(work, given.quads), work / "attacked", given.port)
        try:
            engine.start()
            figures, idle = run(engine, given.clients, given.seconds, given.limit)
            missed = report(figures, idle, engine.process is not None and engine.process.poll() is None)
        finally:
            engine.stop()
    return 1 if given.check and missed else 0


class Attacked(Ours):
    """With the quota that the service has unless told otherwise."""

    def environment(self) -> dict[str, str]:
        return {}


if __name__ == "__main__":
    sys.exit(main())
