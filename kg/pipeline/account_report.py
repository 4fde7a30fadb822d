"""The account of handed-in tables as a page to read: a line for each table of an agency, rows first, then the figures that they gave.

Rows and figures are told apart: a row of a wide table gives several figures, and one with a single published figure counts as observed.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

ROWS = ("observed", "quarantined", "suppressed", "excluded", "not_mapped", "set_aside")
FIGURES = ("value", "missing", "quarantined", "suppressed", "excluded")
_HEAD = """# Baris masuk dan apa jadinya / Rows in, and what became of them

Baris masuk = beramatan + dikarantina + ditekan + dikecualikan + tidak dipetakan + disisihkan, untuk setiap tabel. Satu baris dapat memberi
beberapa angka (tabel lebar), dan baris yang sedikitnya satu angkanya terbit dihitung beramatan; karena itu angka dihitung tersendiri di
kanan.

Rows in = observed + quarantined + suppressed + excluded + not mapped + set aside, for each table. One row may give several figures (wide
tables), and a row of which one figure at least is published counts as observed; hence figures are counted by themselves, on the right.
Tables of codes, places and boundaries give things, no figures.

"""
_COLUMNS = (
    "tabel / table", "baris / rows in", "observed", "quarantined", "suppressed", "excluded", "not mapped", "set aside",
    "figures: published", "missing marks", "quarantined", "suppressed", "excluded",
)  # fmt: skip


def by_table(account: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Files and sheets of one table (``agency/dataset``) as one line: counts of rows and, under ``figures``, of figures."""
    folders: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for one in account["tables"]:
        folders["/".join(one["file"].split("/")[:2])].append(one)
    return [_sum(name, files) for name, files in folders.items()]


def as_markdown(account: Mapping[str, Any]) -> str:
    lines = by_table(account)
    head = f"| {' | '.join(_COLUMNS)} |\n|{'---|' * len(_COLUMNS)}\n"
    return _HEAD + head + "".join(map(_line, [*lines, _sum("**jumlah / total**", account["tables"])]))


def _sum(name: str, files: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    rows, figures, aside = Counter[str](), Counter[str](), Counter[str]()
    for one in files:
        rows.update({kind: one[kind] for kind in ("rows", *ROWS[:-1])})
        aside.update(one["set_aside"])
        figures.update(one["observations"])
    return {"table": name, **rows, "set_aside": aside.total(), "reasons": dict(sorted(aside.items())), "figures": dict(figures)}


def _line(one: Mapping[str, Any]) -> str:
    reasons = ", ".join(f"{reason} {count}" for reason, count in one["reasons"].items())
    rows = [f"{one['rows']:,}", *(f"{one[kind]:,}" for kind in ROWS)]
    rows[-1] += f" ({reasons})" if reasons else ""
    figures = [f"{one['figures'].get(kind, 0):,}" for kind in FIGURES]
    return f"| {' | '.join([one['table'], *rows, *figures])} |\n"
