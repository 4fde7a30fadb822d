"""What the page on conformance says of known failures is what is listed."""

from __future__ import annotations

import csv
import re
from collections import Counter
from pathlib import Path

_ROOT = Path(__file__).parents[2]


def test_the_page_counts_the_known_failures_by_reason() -> None:
    with (_ROOT / "tests/w3c/known_failures.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    page = (_ROOT / "docs/conformance.md").read_text(encoding="utf-8")
    told = {reason: int(number) for number, reason in re.findall(r"^\| (\d+) \| (.+) \|$", page, re.MULTILINE)}
    assert told == Counter(row["reason"] for row in rows)
    assert f"and {len(rows)} are known to fail" in page
    assert len({row["test"] for row in rows}) == len(rows)
