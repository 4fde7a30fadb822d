"""``NOTES.md`` of a draft: what was found out about the file, so that a person can check it."""

from __future__ import annotations

from collections import Counter

from kg.draft.numbers import shown
from kg.draft.plan import Plan
from kg.mapping.set_aside import REASONS


def findings(plan: Plan) -> list[tuple[str, str]]:
    """What was decided, in Indonesian and English, a sentence each."""
    table, told = plan.table, []
    dialect = ", ".join(f"{key} {value}" for key, value in table.config.items() if key not in ("file", "set_aside"))
    told.append((f"dibaca sebagai {dialect}", f"read as {dialect}"))
    told.append(
        (f"{len(table.rows)} baris data, {len(table.header)} kolom", f"{len(table.rows)} rows of data, {len(table.header)} columns")
    )
    for reason, count in Counter(one.reason for one in table.aside).items():
        told.append((f"{count} baris disisihkan: {REASONS[reason][0]}", f"{count} rows set aside: {REASONS[reason][1]}"))
    told += _places(plan)
    if period := plan.period_column or plan.period_template:
        told.append((f"periode dari {period!r}", f"periods from {period!r}"))
    for one in plan.classes:
        told.append(
            (
                f"kelas: {one.column!r} ({len(one.notations)}), skema {one.scheme}",
                f"classes: {one.column!r} ({len(one.notations)}), scheme {one.scheme}",
            )
        )
    for figure in plan.figures:
        numbers = figure.numbers
        told.append(
            (f"angka: {figure.column!r}, format {numbers.number or '?'}", f"figures: {figure.column!r}, format {numbers.number or '?'}")
        )
        if numbers.unreadable:
            told.append(
                (f"tidak terbaca sebagai angka: {shown(numbers.unreadable)}", f"cannot be read as numbers: {shown(numbers.unreadable)}")
            )
    if len(table.raw.sheets) > 1:
        sheets = ", ".join(table.raw.sheets)
        told.append((f"lembar lain tidak dibaca; semua: {sheets} (--sheet)", f"other sheets are not read; all: {sheets} (--sheet)"))
    if table.raw.merged_down:
        told.append(
            ("sel yang digabung ke bawah dibaca kosong kecuali yang teratas", "cells merged downwards read as empty but for the topmost")
        )
    return told + plan.found


def _places(plan: Plan) -> list[tuple[str, str]]:
    if plan.country_column:
        open_ = sum(code is None for code in plan.countries.values())
        return [(f"negara: {plan.country_column!r}, {open_} tidak dikenal", f"States: {plan.country_column!r}, {open_} not known")]
    if plan.where is None:
        return [("tidak ada kolom wilayah", "no column of places")]
    known, doubts = len(plan.where.resolved) + len(plan.where.settled), len(plan.where.doubts)
    column = plan.where.column
    told_id = f"wilayah: {column!r}, {known} dikenali, {doubts} belum"
    return [(told_id, f"places: {column!r}, {known} resolved, {doubts} not")]


def notes_md(plan: Plan) -> str:
    lines = [f"- {told_en[0].upper()}{told_en[1:]}." for _, told_en in findings(plan)]
    own = (
        "the figures stand in `source.csv`, cell by cell as the file has them"
        if plan.keeps_own
        else "the figures come from the file handed in"
    )
    return "\n".join([f"# Notes: {plan.name}", "", f"From `{plan.table.file}`; {own}.", "", *lines, ""])
