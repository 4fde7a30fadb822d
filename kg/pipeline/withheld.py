"""The arrow before mapping, for short tables of figures that pages quote: raw table → a copy without its small counts of persons.

Which cells are withheld stands in ``dataset.yml`` (`withhold`), complements included; nothing is solved here, and the gate refuses a
graph that shows a small count. Whatever follows hashes the copy, so that no hash can be tried against the four values of a small count.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from kg.disclosure.rules import MARK
from kg.errors import InputError
from kg.mapping.config import HandedInConfig, Withheld
from kg.mapping.dataset import Dataset

_SMALL = re.compile(r"[1-4](?:\.0+)?")


def withhold_all(datasets: Mapping[str, Dataset], existing: Mapping[str, Dataset], target: Path) -> dict[str, InputError]:
    """Write the copies of the raw files of some datasets; errors by dataset. `existing` are all datasets, asked for or not."""
    failed: dict[str, InputError] = {}
    rules = _rules_by_file(existing)
    for dataset in datasets.values():
        try:
            for raw in _with_small_counts(dataset):
                _must_agree(dataset, raw, rules[dataset.raw_path(raw)])
                withhold(dataset, raw, target)
        except InputError as error:
            failed[dataset.name] = error
    return failed


def withhold(dataset: Dataset, raw: HandedInConfig, target: Path) -> None:
    """Write one raw file without the counts that its rules name, row by row; a file that is already so stays untouched."""
    place = f"{dataset.name}/{raw.file}"
    try:
        with dataset.raw_path(raw).open(encoding=raw.encoding, newline="") as file:
            header, *rows = csv.reader(file, delimiter=raw.delimiter)
    except (OSError, UnicodeDecodeError, ValueError, csv.Error) as error:
        raise InputError(f"cannot be read ({error.__class__.__name__})", file=place) from None
    names = [name.strip() for name in header]
    for rule in raw.withhold:
        for column in (rule.column, *rule.where):
            if column not in names:
                raise InputError("is missing although `withhold` names it", file=place, row=1, column=column)
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=raw.delimiter, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(_withheld_row(row, names, raw.withhold) for row in rows)
    _write(target / dataset.name / raw.file, buffer.getvalue().encode(raw.encoding))


def _with_small_counts(dataset: Dataset) -> list[HandedInConfig]:
    return [raw for raw in dataset.raw_files if raw.withhold]


def _withheld_row(row: list[str], names: list[str], rules: Iterable[Withheld]) -> list[str]:
    cells = dict(zip(names, row, strict=False))
    hidden = {rule.column for rule in rules if _applies(rule, cells)}
    return [MARK if name in hidden else cell for name, cell in zip(names, row, strict=False)] + row[len(names) :]


def _applies(rule: Withheld, cells: Mapping[str, str]) -> bool:
    """Whether a rule withholds the cell of its column in this row; an empty cell stays empty."""
    cell = cells.get(rule.column, "").strip()
    named = all(cells.get(column, "").strip() in allowed for column, allowed in rule.where.items())
    return named and (bool(cell) if rule.complement else _SMALL.fullmatch(cell) is not None)


def _rules_by_file(existing: Mapping[str, Dataset]) -> dict[Path, dict[str, tuple[Withheld, ...]]]:
    """What each dataset that reads a raw file withholds in it."""
    found: dict[Path, dict[str, tuple[Withheld, ...]]] = {}
    for dataset in existing.values():
        try:
            raw_files = dataset.raw_files
        except InputError:
            continue  # its metadata cannot be read: mapping says so
        for raw in raw_files:
            found.setdefault(dataset.raw_path(raw), {})[dataset.name] = raw.withhold
    return found


def _must_agree(dataset: Dataset, raw: HandedInConfig, rules: Mapping[str, tuple[Withheld, ...]]) -> None:
    """Of two copies of one file, one that shows what the other withholds would be a leak."""
    for name, rule in rules.items():
        if rule != raw.withhold:
            raise InputError(f"is withheld otherwise than in {name}, which reads the same file", file=f"{dataset.name}/dataset.yml")


def _write(path: Path, data: bytes) -> None:
    if path.is_file() and path.read_bytes() == data:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    half_done = path.with_name(f".{path.name}.part")
    half_done.write_bytes(data)
    half_done.replace(path)
