"""The artificial table that everyone maps: regions × months × respondents, without chance beyond a fixed seed."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, product
from pathlib import Path

DATASET = "uji/pengaduan"
STATEMENTS_A_ROW = 18
_SEED = 39
_RESPONDENTS = 15
_LARGEST = 3_000
_LAST_YEAR = 2199  # room for 17 million rows

# two digits a province, dot, two digits a regency: shaped like the codes of Kemendagri, their number that of 2025
_PROVINCES = (*range(11, 20), 21, *range(31, 37), *range(51, 54), *range(61, 66), *range(71, 77), 81, 82, *range(91, 97))
_REGIONS = 514


@dataclass(frozen=True, slots=True)
class BenchmarkTable:
    """Two forms of one table: `raw` as an agency prints it, `prepared` with all that a mapping has to work out already in columns."""

    rows: int
    raw: Path
    prepared: Path


def write_table(folder: Path, rows: int, *, least: int = 0) -> BenchmarkTable:
    """Write both forms below `folder`; the raw one where a dataset's handed-in source belongs. No figure is below `least`."""
    table = BenchmarkTable(rows, folder / DATASET / "source.csv", folder / "prepared.csv")
    table.raw.parent.mkdir(parents=True, exist_ok=True)
    with table.raw.open("w", encoding="utf-8", newline="") as raw, table.prepared.open("w", encoding="utf-8", newline="") as prepared:
        raw.write("periode,wilayah,pihak_teradu,jumlah\n")
        prepared.write("nomor,sha256,periode,tahun,wilayah,pihak,nilai,cetak\n")
        for number, (period, region, respondent, share) in enumerate(_cells(rows), 2):
            figure = least + share
            printed = f"{figure:,}".replace(",", ".")
            line = f"{period},{region},Pihak {respondent},{printed}"
            digest = hashlib.sha256(line.encode()).hexdigest()
            raw.write(f"{line}\n")
            prepared.write(f"{number},{digest},{period},{period[:4]},{region},pihak-{respondent},{figure},{printed}\n")
    return table


def _cells(rows: int) -> Iterator[tuple[str, str, str, int]]:
    """No combination comes twice; 132 months (2015 to 2025) are a little more than a million rows, further rows go on in time."""
    respondents = [f"{n:02d}" for n in range(1, _RESPONDENTS + 1)]
    figures = random.Random(_SEED)
    keys = product(_months(), list(_regions()), respondents)
    for period, region, respondent in islice(keys, rows):
        yield period, region, respondent, int(_LARGEST * figures.random() ** 3)  # many small, few large, as counts are


def _months() -> list[str]:
    return [f"{year}-{month:02d}" for year in range(2015, _LAST_YEAR + 1) for month in range(1, 13)]


def _regions() -> Iterator[str]:
    each, more = divmod(_REGIONS, len(_PROVINCES))
    for position, province in enumerate(_PROVINCES):
        for regency in range(1, each + (position < more) + 1):
            yield f"{province}.{regency:02d}"
