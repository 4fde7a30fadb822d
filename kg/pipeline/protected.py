"""The arrow before mapping, for tables of counts of persons: raw table → protected table, group by group.

Only what this arrow writes below ``1-sources/`` is seen by what follows. Nothing of a raw table is kept, hashed or told: a hash of a row
in which one small count is hidden would give that count back to whoever tries four candidates.
"""

from __future__ import annotations

import csv
import hashlib
import json
import re
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import Executor, as_completed
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from kg.disclosure.history import read_published
from kg.disclosure.personal import findings_in_file_name, refuse
from kg.disclosure.protect import ProtectedTable, masked, protect
from kg.disclosure.rules import Disclosure, TableRule
from kg.disclosure.tables import Allowed, CountTable, read_table
from kg.errors import InputError, InputErrorParts
from kg.mapping.config import HandedInConfig
from kg.mapping.dataset import Dataset, discover, file_sha256, has_rows, protected_names
from kg.mapping.lookups import CodeTables
from kg.mapping.place_names import read_name
from kg.mapping.tables import SourceTable
from kg.pipeline.files import write_whole
from kg.pipeline.layout import DataFolder
from kg.pipeline.stamps import forget, is_settled, keep, kept, stamp, written
from kg.pipeline.withheld import withhold_all

_UNNAMED = re.compile(r"kolom \d+")
RECORD = "pengungkapan.json"


@dataclass(frozen=True, slots=True)
class _GroupJob:
    """The datasets of one group that a worker process protects, where the last release's tables are, and where protected ones go."""

    names: tuple[str, ...]
    mappings: Path
    sources: Path
    target: Path
    before: Path | None
    max_bytes: int


def protect_all(
    datasets: Mapping[str, Dataset],
    existing: Mapping[str, Dataset],
    folder: DataFolder,
    mappings: Path,
    *,
    executor: Executor,
    max_bytes: int,
    done: Callable[[str], None] = lambda name: None,
) -> tuple[dict[str, Dataset], dict[str, InputError]]:
    """Datasets that read their protected tables from now on, and errors, by name.

    A group is protected whole, whichever of its datasets was asked for.
    """
    groups = _groups(datasets, existing)
    current = folder.current_id()
    before = folder.release(current) / "sources" if current else None
    running = {}
    for members in groups:
        sources = next(dataset.sources for dataset in members if dataset.sources)
        job = _GroupJob(tuple(d.name for d in members), mappings, sources, folder.sources, before, max_bytes)
        if _is_known(tuple(members), job):
            for dataset in members:
                done(dataset.name)
            continue
        running[executor.submit(_protect_group, job)] = members
    failed = withhold_all(datasets, existing, folder.sources)
    for future in as_completed(running):
        error = future.result()
        for dataset in running[future]:
            done(dataset.name)
            if error:
                failed[dataset.name] = InputError(**error)
    return {name: replace(dataset, protected=folder.sources) for name, dataset in datasets.items()}, failed


def _groups(datasets: Mapping[str, Dataset], existing: Mapping[str, Dataset]) -> list[list[Dataset]]:
    """All datasets, of those that exist, that are protected together with one of those asked for; only those that are handed in."""
    groups: dict[str, list[Dataset]] = {}
    for dataset in existing.values():
        disclosure = _disclosure(dataset)
        if disclosure and dataset.raw_files:
            groups.setdefault(disclosure.group or dataset.name, []).append(dataset)
    return [members for members in groups.values() if any(member.name in datasets for member in members)]


def is_protected(dataset: Dataset) -> bool:
    """Whether a dataset's tables are handed in raw and something of them must be held back before anything else reads them."""
    try:
        return any(_disclosure(dataset) or raw.withhold for raw in dataset.raw_files)
    except InputError:
        return False  # its metadata cannot be read: mapping says so of this dataset alone


def _disclosure(dataset: Dataset) -> Disclosure | None:
    try:
        return dataset.config.disclosure
    except InputError:
        return None  # its metadata cannot be read: mapping says so


def _protect_group(job: _GroupJob) -> InputErrorParts | None:
    """In a worker process: protect and write a group; its error's parts, if any. No error tells anything of a raw table but places."""
    try:
        protect_group(job)
    except InputError as error:
        return error.as_dict()
    except (OSError, MemoryError):
        raise
    except Exception as error:  # its words could hold cells
        return InputError(f"the protection stopped with {type(error).__name__}", file=job.names[0]).as_dict()
    return None


def protect_alone(dataset: Dataset, mappings: Path, target: Path, max_bytes: int) -> Dataset:
    """A dataset that reads a protected table made for a check, without the rest of its group and without earlier releases."""
    if dataset.config.disclosure and dataset.raw_files and dataset.sources:
        protect_group(_GroupJob((dataset.name,), mappings, dataset.sources, target, None, max_bytes))
    for error in withhold_all({dataset.name: dataset}, {dataset.name: dataset}, target).values():
        raise error
    return replace(dataset, protected=target)


def protect_group(job: _GroupJob) -> None:
    """Write the protected tables of a group and the record of each dataset, unless those that are there are what would be written."""
    found = discover(job.mappings, job.sources)
    members = tuple(found[name] for name in job.names)
    forget(members, job.target)
    taken = stamp(members, _rules_sha256(members), job.mappings, job.target, job.max_bytes)
    settled = is_settled(taken)
    _protect_tables(found, members, job)
    if settled and stamp(members, taken["rules"], job.mappings, job.target, job.max_bytes)["raw"] == taken["raw"]:
        keep(taken | {"written": written(members, job.target)}, members, job.target)


def _is_known(members: tuple[Dataset, ...], job: _GroupJob) -> bool:
    """Whether nothing changed since the group was last protected, and the last release holds what was written then, if anything."""
    taken = kept(members, job.target)
    try:
        if taken is None or taken != stamp(members, _rules_sha256(members), job.mappings, job.target, job.max_bytes):
            return False
    except InputError:
        return False  # protecting it says why
    published = written(members, job.before) if job.before else {}
    with_rows = {name: sha256 for name, sha256 in taken["written"].items() if name in published or has_rows(job.target / name)}
    return not published or with_rows == published  # a table without rows is in no release


def _protect_tables(found: Mapping[str, Dataset], members: tuple[Dataset, ...], job: _GroupJob) -> None:
    tables = [(dataset, raw, _read_raw(dataset, raw, job)) for dataset in members for raw in dataset.raw_files]
    thresholds = {dataset.config.disclosure.threshold for dataset in members if dataset.config.disclosure}
    if len(thresholds) > 1:
        raise InputError("the datasets of its group have different thresholds", file=f"{members[0].name}/dataset.yml")
    before = _before(found, members, job.before)
    rules = _rules_sha256(members)
    if _is_unchanged(tables, before, rules, job):
        return
    protected = protect([table for _, _, table in tables], min(thresholds), before)
    _write(members, [(d, raw, one) for (d, raw, _), one in zip(tables, protected, strict=True)], rules, job.target)


def _read_raw(dataset: Dataset, raw: HandedInConfig, job: _GroupJob) -> CountTable:
    """The raw file as a checked table. Errors are stripped of every cell."""
    rule, place = _rule(dataset, raw), f"{dataset.name}/{raw.file}"
    refuse(findings_in_file_name(dataset.raw_path(raw).name), place)
    try:
        table = SourceTable(dataset.raw_path(raw), raw, max_bytes=job.max_bytes, display=place)
        rows, aside = _without_asides(raw, table)
    except InputError as error:
        column = error.column if error.column in (*rule.columns, *rule.counts, *rule.rates) else None
        raise InputError(error.problem if error.value is None else "cannot be read (what stands there is not told)",
                         file=place, row=error.row, column=column) from None  # fmt: skip
    header, rows = _without_empty_columns(table.header, rows)
    checked = read_table(place, rule, header, rows, _allowed(dataset, rule, job.mappings))
    checked.aside.update(aside)
    return checked


def _without_empty_columns(header: list[str], rows: list[tuple[int, list[str]]]) -> tuple[list[str], list[tuple[int, list[str]]]]:
    """Columns without a name (``kolom 38``) and without any cell are what a spreadsheet leaves behind."""
    kept = [
        place for place, name in enumerate(header)
        if not _UNNAMED.fullmatch(name) or any(cells[place].strip() for _, cells in rows if len(cells) > place)
    ]  # fmt: skip
    return [header[place] for place in kept], [(number, [cells[place] for place in kept] if cells else []) for number, cells in rows]


def _without_asides(raw: HandedInConfig, table: SourceTable) -> tuple[list[tuple[int, list[str]]], dict[int, str]]:
    """The rows, of which those that are no data are empty; and the reasons of those, by number."""
    rows, aside = [], {}
    for row in table:
        reason = next((rule.reason for rule in raw.set_aside if rule.applies(table.header, row.cells)), None)
        if reason and any(cell.strip() for cell in row.cells):
            aside[row.number] = reason
        rows.append((row.number, [] if reason else row.cells))
    return rows, aside


def _rule(dataset: Dataset, raw: HandedInConfig) -> TableRule:
    assert dataset.config.disclosure
    return next(rule for rule in dataset.config.disclosure.tables if rule.file == raw.file)


def _allowed(dataset: Dataset, rule: TableRule, mappings: Path) -> Allowed:
    codes = CodeTables(dataset.folder, dataset.name)
    cells = {column: frozenset(values) for column, values in rule.values.items()}
    cells |= {column: codes.cells(column) | cells.get(column, frozenset()) for column in rule.codes}
    return Allowed(cells, lambda name: not _place_keys(mappings).isdisjoint(reading.key for reading in read_name(name)))


@cache
def _place_keys(mappings: Path) -> frozenset[str]:
    """Keys of every name of a region that the place tables know, other spellings included."""
    keys: set[str] = set()
    for file, column in (("source.csv", "nama_id"), ("kode.csv", "nama_tercetak"), ("alias.csv", "alias")):
        path = mappings / "kemendagri" / "wilayah" / file
        with path.open(encoding="utf-8", newline="") as rows:
            for row in csv.DictReader(rows):
                keys.update(reading.key for reading in read_name(row[column]))
    return frozenset(keys)


# --- the last release -------------------------------------------------------------------------------------------------------------------
def _before(found: Mapping[str, Dataset], members: Iterable[Dataset], before: Path | None) -> list[CountTable]:
    """The group's tables in the last release, those of datasets that are not handed in any more included."""
    if before is None:
        return []
    names = {dataset.name for dataset in members}
    groups = {d.config.disclosure.group or d.name for d in (found[name] for name in names) if d.config.disclosure}
    tables = []
    for dataset in found.values():
        disclosure = _disclosure(dataset)
        if disclosure and (disclosure.group or dataset.name) in groups:
            for raw in dataset.config.handed_in:
                detail, totals = protected_names(raw.file)
                paths = [before / dataset.name / file for file in (detail, totals)]
                if paths[0].is_file():
                    tables.append(read_published(f"{dataset.name}/{raw.file}", _rule(dataset, raw), [p for p in paths if p.is_file()]))
    return tables


def _is_unchanged(
    tables: Iterable[tuple[Dataset, HandedInConfig, CountTable]], before: list[CountTable], rules: str, job: _GroupJob
) -> bool:
    """Whether the raw tables, with the cells of the last pattern withheld, are what was written and proved then, under the same rules.

    What a reader can compute follows from what is published alone; so equal tables are equally safe, and nothing need be solved.
    """
    triples = list(tables)
    published = {table.name: table for table in before}
    records = {dataset.name: read_record(job.target, dataset.name) for dataset, _, _ in triples}
    if any(record.get("rules") != rules for record in records.values()) or set(published) - {table.name for _, _, table in triples}:
        return False
    own = []
    for dataset, raw, table in triples:
        paths = [job.target / dataset.name / file for file in protected_names(raw.file)]
        if not all(path.is_file() for path in paths):
            return False
        own.append(read_published(table.name, table.rule, paths))
        if table.name in published and (published[table.name].rows, published[table.name].counts) != (own[-1].rows, own[-1].counts):
            return False
    shown = masked([table for _, _, table in triples], own)
    return shown is not None and all(
        (job.target / d.name / file).read_text(encoding="utf-8") == text
        for (d, raw, _), one in zip(triples, shown, strict=True)
        for file, text in zip(protected_names(raw.file), one.as_texts(), strict=True)
    )


def _rules_sha256(members: Iterable[Dataset]) -> str:
    """SHA-256 of the group's rules and of the code that carries them out; it holds nothing of the tables."""
    parts = [json.dumps(d.config.disclosure.model_dump(mode="json"), sort_keys=True) for d in members if d.config.disclosure]
    parts += [file_sha256(path) for path in sorted((Path(__file__).parents[1] / "disclosure").glob("*.py"))]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


# --- what is written --------------------------------------------------------------------------------------------------------------------
def _write(members: Iterable[Dataset], tables: list[tuple[Dataset, HandedInConfig, ProtectedTable]], rules: str, target: Path) -> None:
    for dataset in members:
        own = [(raw, table) for d, raw, table in tables if d.name == dataset.name]
        for raw, table in own:
            for file, text in zip(protected_names(raw.file), table.as_texts(), strict=True):
                _write_text(target / dataset.name / file, text)
        assert dataset.config.disclosure
        record = {
            "dataset": dataset.name,
            "group": dataset.config.disclosure.group,
            "threshold": dataset.config.disclosure.threshold,
            "cells": sum(table.cells for _, table in own),
            "suppressed": sum(table.suppressed for _, table in own),
            "withdrawn_rows": sum(table.withdrawn for _, table in own),
            "rules": rules,
        }
        _write_text(target / dataset.name / RECORD, json.dumps(record, indent=1, sort_keys=True) + "\n")


def _write_text(path: Path, text: str) -> None:
    write_whole(path, text.encode())


def read_record(target: Path, name: str) -> dict[str, Any]:
    """What was written down of the last protection of a dataset; empty if there is nothing."""
    try:
        content = json.loads((target / name / RECORD).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return content if isinstance(content, dict) else {}
