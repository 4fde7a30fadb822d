"""``dataset.yml`` and ``agency.yml`` of a draft, written by hand so that they read like those of other datasets."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from kg.draft import words_out as ask
from kg.draft.numbers import shown
from kg.draft.plan import Plan
from kg.draft.when import period_or_none
from kg.mapping.periods import ParsedPeriod


def dataset_yml(plan: Plan, producer: str, page: str | None, today: date) -> str:
    """The metadata, with a question for whatever the file does not tell."""
    span = span_of(plan)
    period = f"{{start: {span[0]}, end: {span[1]}}}" if span else f"{{start: {quoted(ask.PERIOD)}, end: {quoted(ask.PERIOD)}}}"
    lines = [
        "title:", *_bilingual(ask.TITLE_ID + _hint(plan.table.layout.titles), ask.TITLE_EN),
        "description:", *_bilingual(ask.DESCRIPTION_ID, ask.DESCRIPTION_EN),
        f"producer: {producer}",
        f"page: {page or quoted(ask.PAGE)}",
        f"accessed: {today.isoformat()}",
        f"licence: {quoted(ask.LICENCE)}",
        "rights:", *_bilingual(ask.RIGHTS_ID, ask.RIGHTS_EN),
        f"reuse: {quoted(ask.REUSE)}",
        f"period: {period}",
        f"frequency: {_frequency(plan)}",
        "themes: []",
        "pillars: []",
        *_caveats(plan),
        *(["source:", "  - {file: source.csv}"] if plan.keeps_own else ["source: []"]),
        "handed_in:", f"  - {flow(_without_default(plan.table.config) | _withheld(plan))}",
        *(_disclosure(plan) if plan.counts_persons else []),
        *(_expect(plan) if plan.keeps_own else []),
    ]  # fmt: skip
    return "\n".join(lines) + "\n"


def agency_yml(key: str) -> str:
    """The description of an agency that no register holds yet."""
    return (
        f"key: {key}\nkind: {quoted(ask.AGENCY_KIND)}\n"
        f"name:\n  id: {quoted(ask.NAME_ID)}\n  en: {quoted(ask.NAME_EN)}\nsource: {quoted(ask.AGENCY_SOURCE)}\n"
    )


def quoted(text: str) -> str:
    """A text as YAML, in double quotes (JSON's are YAML's)."""
    return json.dumps(text, ensure_ascii=False)


def flow(value: Any) -> str:
    """A value in one line of YAML, plain words without quotes.

    >>> flow({"file": "a.csv", "delimiter": ";", "fill_right": True, "set_aside": [{"matches": "x|y", "reason": "jumlah"}]})
    '{file: a.csv, delimiter: ";", fill_right: true, set_aside: [{matches: "x|y", reason: jumlah}]}'
    """
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {flow(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(flow, value)) + "]"
    if (
        isinstance(value, str)
        and value.replace("-", "").replace("_", "").replace(".", "").isalnum()
        and value[0].isalpha()
        and value.isascii()
    ):
        return value if value.lower() not in ("true", "false", "null", "yes", "no", "on", "off", "y", "n") else quoted(value)
    return json.dumps(value, ensure_ascii=False)


def _expect(plan: Plan) -> list[str]:
    """What the own table gives; cells that are no numbers are for a person to mend by the source, or to hold back."""
    cells = [(row, cell) for figure in plan.figures for row, cell in figure.numbers.unreadable]
    if not cells:
        return [f"expect: {{rows: {len(plan.table.rows)}}}"]
    question = ask.ask(
        f"{len(cells)} sel tidak terbaca sebagai angka ({shown(cells)}): "
        f"perbaiki menurut sumbernya di source.csv, atau tulis {len(cells)} agar ditahan",
        f"{len(cells)} cells cannot be read as numbers: mend them in source.csv by their source, or write {len(cells)} to hold them back",
    )
    return ["expect:", f"  rows: {len(plan.table.rows)}", f"  quarantined: {quoted(question)}"]


def _bilingual(told_id: str, told_en: str) -> list[str]:
    return [f"  id: {quoted(told_id)}", f"  en: {quoted(told_en)}"]


def _hint(titles: Iterable[str]) -> str:
    first = next((title for title in titles if len(title) > 8), "")
    return f" (di atas tabel tertulis: {first[:160]})" if first else ""


def periods_of(plan: Plan) -> list[ParsedPeriod]:
    """All periods that the table tells, by whatever means."""
    table = plan.table
    written = {figure.period for figure in plan.figures if figure.period} or {plan.period_template or f"{{{plan.period_column}}}"}
    rows = [dict(zip(table.header, cells, strict=True)) for _, cells in table.rows]
    found = {re.sub(r"\{(.+?)\}", lambda match: row.get(match[1], ""), text) for text in written for row in rows}  # noqa: B023
    return [period for text in sorted(found) if (period := period_or_none(text))]


def span_of(plan: Plan) -> tuple[str, str] | None:
    """First and last day of all periods; None if one cannot be read."""
    periods = [] if plan.unreadable_periods else periods_of(plan)
    return (min(p.start for p in periods).isoformat(), max(p.end for p in periods).isoformat()) if periods else None


def _frequency(plan: Plan) -> str:
    kinds = {period.kind for period in periods_of(plan)}
    if kinds == {"bulan"} and len({period.start.month for period in periods_of(plan)}) < 12:
        return quoted(ask.FREQUENCY)  # some months of a year: perhaps a survey of March and September
    many = len(periods_of(plan)) > 1 and not plan.unreadable_periods
    known = {"tahun": "annual", "semester": "semiannual", "triwulan": "quarterly", "bulan": "monthly"}
    return known[kinds.pop()] if many and len(kinds) == 1 and kinds <= set(known) else quoted(ask.FREQUENCY)


def _caveats(plan: Plan) -> list[str]:
    if not plan.duplicates:
        return ["caveats: []"]
    rows = "; ".join(f"{first} = {second}" for first, second in plan.duplicates[:6]) + ("; …" if len(plan.duplicates) > 6 else "")
    question = ask.ask(
        f"{len(plan.duplicates)} pasang baris memberi angka yang sama dua kali ({rows}): dimensi apa yang membedakannya?",
        f"{len(plan.duplicates)} pairs of rows give the same figure twice: which dimension tells them apart?",
    )
    return ["caveats:", f"  - {quoted(question)}"]


def _without_default(config: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in config.items() if (key, value) != ("format", "csv")}


def _withheld(plan: Plan) -> dict[str, Any]:
    return {"publish": False} if plan.counts_persons else {}


def _disclosure(plan: Plan) -> list[str]:
    """The rules of a table of counts of persons, ready but for the confirmation that it is one."""
    table, where = plan.table, plan.where
    periods = [name for name in table.header if name == plan.period_column or f"{{{name}}}" in (plan.period_template or "")]
    area = where.column if where else plan.country_column
    dimensions = [name for name in (area, *periods, *(one.column for one in plan.classes)) if name]
    rule: dict[str, Any] = {
        "file": table.file,
        "counts": [figure.column for figure in plan.figures if figure.numbers.kind == "integer"]
        or [figure.column for figure in plan.figures],
        "dimensions": dimensions or [table.header[0]],
    }
    codes = [one.column for one in plan.classes] + ([plan.country_column] if plan.country_column else [])
    words = [name for name in (where.column, where.province_column) if name] if where and not where.code_list else []
    is_plain = where and not (where.national or where.doubts)  # else the list of what the column holds says more than the list of regions
    if words and is_plain:
        rule["places"] = words
    digits = [
        name for name in (*periods, *([where.column] if where and where.code_list else [])) if all(c.isdigit() for c in table.filled(name))
    ]
    rule |= {"numbers": digits} if digits else {}
    rule |= {"codes": codes} if codes else {}
    values = {name: table.distinct(name) for name in periods if name not in digits}
    values |= {name: table.distinct(name) for name in words if not is_plain}
    values |= {plan.document_column: table.distinct(plan.document_column)} if plan.document_column else {}
    values |= {plan.unit_column: table.distinct(plan.unit_column)} if plan.unit_column else {}
    rule |= {"values": values} if values else {}
    named = {*rule["counts"], *dimensions, *codes, *values, *rule.get("places", []), *digits}
    rule["dropped"] = [name for name in table.header if name not in named]
    return ["disclosure:", f"  threshold: {quoted(ask.THRESHOLD)}", "  tables:", *(
        f"    {'- ' if key == 'file' else '  '}{key}: {flow(value)}" for key, value in rule.items()
    )]  # fmt: skip
