"""Benchmark of pages: server time and size of each type of page under concurrent readers, over a running service.

Run it as ``python benchmarks/pages.py http://127.0.0.1:8000``; ``--check`` exits with 1 if the 95th percentile of a type or of the mixture
is above 150 ms, or a page above 100 KB. The mixture asks for the documents that the lists name by a Zipf law, as readers do.
With ``--once`` no address is asked for twice, so that no page comes from what was kept: the figures are those of making pages.
"""

from __future__ import annotations

import argparse
import http.client
import random
import re
import sys
import threading
import time
import urllib.parse
from collections import defaultdict
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.browser.pages import NAMES, in_language, path_of

MOST_MS, MOST_BYTES = 150.0, 100_000
LISTS = ("/hak", "/wilayah", "/lembaga", "/indikator", "/pbb")


class Reader(threading.Thread):
    """One connection that asks for pages one after the other, and notes how long each took until its last byte."""

    def __init__(self, address: str, paths: list[tuple[str, str]]) -> None:
        super().__init__()
        self.host = urllib.parse.urlsplit(address).netloc
        self.paths = paths
        self.found: list[tuple[str, float, int, int]] = []

    def run(self) -> None:
        connection = http.client.HTTPConnection(self.host, timeout=60)
        for name, path in self.paths:
            begun = time.perf_counter()
            connection.request("GET", path, headers={"Accept": "text/html"})
            answer = connection.getresponse()
            size = len(answer.read())
            self.found.append((name, 1000 * (time.perf_counter() - begun), size, answer.status))
        connection.close()


def linked(address: str) -> list[str]:
    """Addresses of documents that the lists link, in their order."""
    found: list[str] = []
    for path in LISTS:
        reader = Reader(address, [(path, in_language(path, "id"))])
        connection = http.client.HTTPConnection(reader.host, timeout=60)
        connection.request("GET", in_language(path, "id"), headers={"Accept": "text/html"})
        found += re.findall(r'href="(/doc/[^"#?]+\?lang=id)"', connection.getresponse().read().decode())
        connection.close()
    return list(dict.fromkeys(found))


def zipf(paths: list[str], count: int, random_: random.Random) -> list[str]:
    """`count` draws; the n-th path is asked for 1/n as often as the first. The order of paths is shuffled first."""
    shuffled = random_.sample(paths, len(paths))
    return random_.choices(shuffled, [1 / (n + 1) for n in range(len(shuffled))], k=count)


def percentile(values: list[float], share: float) -> float:
    ordered = sorted(values)
    return ordered[min(int(share * len(ordered)), len(ordered) - 1)]


def read_all(address: str, plans: list[list[tuple[str, str]]]) -> list[tuple[str, float, int, int]]:
    readers = [Reader(address, plan) for plan in plans]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    return [entry for reader in readers for entry in reader.found]


def table(found: list[tuple[str, float, int, int]]) -> tuple[list[str], list[str]]:
    """Lines of the table, and what misses a target."""
    times, sizes, wrong = defaultdict(list), defaultdict(int), []
    for name, took, size, status in found:
        times[name].append(took)
        sizes[name] = max(sizes[name], size)
        if status not in (200, 303, 404):  # a term leads to its theme
            wrong.append(f"{name}: status {status}")
    lines = [f"{'page':<20} {'asked':>6} {'p50 ms':>8} {'p95 ms':>8} {'KB':>7}"]
    for name, values in times.items():
        half, most = percentile(values, 0.5), percentile(values, 0.95)
        lines.append(f"{name:<20} {len(values):>6} {half:>8.1f} {most:>8.1f} {sizes[name] / 1000:>7.1f}")
        if most > MOST_MS:
            wrong.append(f"{name}: p95 {most:.0f} ms is above {MOST_MS:.0f} ms")
        if sizes[name] > MOST_BYTES:
            wrong.append(f"{name}: {sizes[name]:,} bytes are above {MOST_BYTES:,}")
    return lines, wrong


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("address")
    parser.add_argument("--readers", type=int, default=20)
    parser.add_argument("--pages", type=int, default=100, help="pages a reader asks for, of the types and again of the mixture")
    parser.add_argument("--once", action="store_true", help="ask for each address once, of a service that has just started")
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    random_ = random.Random(7)
    address = options.address.rstrip("/")
    types = [(name, in_language(path_of(name, address), language)) for name in NAMES for language in ("id", "en")]
    documents = linked(address)
    if options.once:
        return report(options, types, documents, read_all(address, dealt(types, documents, options.readers, random_)))
    start = random_.sample(types, len(types))
    by_type = [[start[(n * 7 + k) % len(start)] for k in range(options.pages)] for n in range(options.readers)]
    mixture = [[("mixture (Zipf)", path) for path in zipf(documents, options.pages, random.Random(7))] for _ in range(options.readers)]
    for plan in mixture:
        random_.shuffle(plan)
    return report(options, types, documents, [*read_all(address, by_type), *read_all(address, mixture)])


def dealt(types: list[tuple[str, str]], documents: list[str], readers: int, random_: random.Random) -> list[list[tuple[str, str]]]:
    """Every address once, dealt out to the readers in random order."""
    taken = {path for _, path in types}
    once = [*types, *(("documents", path) for path in documents if path not in taken)]
    random_.shuffle(once)
    return [once[n::readers] for n in range(readers)]


def report(
    options: argparse.Namespace, types: list[tuple[str, str]], documents: list[str], found: list[tuple[str, float, int, int]]
) -> int:
    lines, wrong = table(found)
    print(f"{options.readers} readers, {len(types)} pages of {len(NAMES)} types, {len(documents)} documents")
    print("\n".join(lines))
    print("\n".join(wrong) or "all targets met")
    return 1 if options.check and wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())
