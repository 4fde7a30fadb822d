"""``mapping.py`` of a draft: the cube, and an intake where our columns are not those of the file."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal

from kg.draft import words_out as ask
from kg.draft.numbers import shown
from kg.draft.plan import Figures, Plan

_WIDTH = 140
_NAMES = ("Area", "Code", "Country", "Cube", "Document", "Fixed", "Period", "RawRow", "Series", "UnitColumn")


def mapping_py(plan: Plan, source: str) -> str:
    """The script. `source` is the text that ``documents.csv`` knows the document by, where no column of the table cites one."""
    body = "".join(f"{line}\n" for line in _lines(plan, source))
    names = sorted(
        name
        for name in ("Area", "Code", "Country", "Document", "Fixed", "Period", "RawRow", "Series", "UnitColumn")
        if f"{name}(" in body or f": {name})" in body
    )
    imports = ", ".join(sorted([*names, "Cube"], key=str.lower))
    return f'"""{plan.name}: {_first_line(plan)}."""\n\nfrom kg.mapping import {imports}\n\n{body}'


def text(value: str) -> str:
    """A Python string in double quotes."""
    return json.dumps(value, ensure_ascii=False)


def _first_line(plan: Plan) -> str:
    columns = len(plan.figures)
    return f"{columns} column{'s' if columns > 1 else ''} of figures of {len(plan.table.rows)} rows"


def _lines(plan: Plan, source: str) -> Iterator[str]:
    if plan.document_column is None:
        yield from _constant("SOURCE", source)
    if _asks_unit_once(plan):
        yield from _constant("UNIT", ask.UNIT)
    if _asks_marks_once(plan):
        figure = next(figure for figure in plan.figures if figure.numbers.marks)
        yield f"MARKS = {_marks(plan, figure)}"
        yield ""
    if plan.unreadable_periods:
        yield "# periods as printed, and as they are to be read"
        yield "PERIODS = {"
        for cell in plan.unreadable_periods:
            question = ask.ask("periode yang dapat dibaca, misalnya 2020-01-01/2020-10-31", "a period that can be read")
            yield f"    {text(cell)}: {text(question)},"
        yield "}"
    yield from _intake(plan)
    yield "MAPPING = Cube("
    yield "    dimensions={"
    yield from (f"        {line}," for line in _dimensions(plan))
    yield "    },"
    yield "    series=("
    for figure in plan.figures:
        yield from _series(plan, figure)
    yield "    ),"
    yield from _attributes(plan)
    yield from _ignored(plan)
    yield ")"


def _constant(name: str, value: str) -> list[str]:
    line = f"{name} = {text(value)}"
    return [line, ""] if len(line) <= _WIDTH else [f"{name} = (", f"    {text(value)}", ")", ""]


def _intake(plan: Plan) -> Iterator[str]:
    """The function that lays a raw row out in the columns of the cube, where it needs one."""
    changed = ['"source_url": SOURCE'] if plan.document_column is None else []
    if plan.unreadable_periods:
        column = text(plan.period_column or "")
        changed.append(f"{column}: PERIODS.get(row[{column}], row[{column}])")
    changed += [f'{text(f.column)}: row[{text(f.column)}].removesuffix("%").rstrip()' for f in plan.figures if f.numbers.percent_signs]
    if not changed:
        return
    yield ""
    yield "def intake(row: RawRow) -> dict[str, str]:"
    yield '    """A row of the raw table in the columns of ours."""'
    one_line = f"    return {{**row, {', '.join(changed)}}}"
    if len(one_line) <= _WIDTH:
        yield one_line
    else:
        yield "    return {"
        yield from (f"        {part}," for part in ("**row", *changed))
        yield "    }"
    yield ""
    yield ""


def _dimensions(plan: Plan) -> Iterator[str]:
    indicators = {figure.indicator for figure in plan.figures}
    if len(indicators) == 1:
        yield f'"ham:indicator": Fixed({text(f"indikator/{indicators.pop()}")})'
    yield f'"sdmx-dimension:refArea": {_area(plan)}'
    if not all(figure.period for figure in plan.figures):
        yield f'"sdmx-dimension:refPeriod": {_period(plan)}'
    for one in plan.classes:
        dimension = one.dimension or f"{ask.DIMENSION}: {one.column}"
        yield f"{text(dimension)}: Code({text(one.column)}, scheme={text(one.scheme)})"
    yield f'"ham:sourceDocument": Document({text(plan.document_column or "source_url")})'


def _area(plan: Plan) -> str:
    where = plan.where
    if where is None:
        return f"Country(column={text(plan.country_column)})" if plan.country_column else f"Country({text(ask.AREA)})"
    parts = [text(where.column)]
    parts += [f"code_list={text(where.code_list)}"] if where.code_list else []
    parts += [f"kind={text(where.kind)}"] if where.kind else []
    parts += [f"province_column={text(where.province_column)}"] if where.province_column else []
    vintage = ask.VINTAGE if where.asks_vintage else where.vintage
    parts += [f"vintage={text(vintage)}"] if vintage else []
    parts += ["hold_absent=True"] if where.has_new and where.vintage != "38-provinsi" else []
    parts += [f"national=({', '.join(map(text, where.national))}{',' if len(where.national) == 1 else ''})"] if where.national else []
    return "\n".join(_call("Area", parts, "        ", len('"sdmx-dimension:refArea": '))).strip().rstrip(",")


def _call(name: str, parts: list[str], indent: str, before: int = 0) -> Iterator[str]:
    """A call with its arguments, in one line or in one line each, as the formatter lays them out."""
    one_line = f"{indent}{name}({', '.join(parts)}),"
    if len(one_line) + before <= _WIDTH:
        yield one_line
    else:
        yield f"{indent}{name}("
        yield from (f"{indent}    {part}," for part in parts)
        yield f"{indent}),"


def _period(plan: Plan) -> str:
    if plan.period_column:
        return f"Period({text(plan.period_column)})"
    if plan.period_template:
        return f"Period(template={text(plan.period_template)})"
    hint = f" ({plan.suggested_period}?)" if plan.suggested_period else ""
    question = ask.ask(f"waktu data, misalnya 2023 atau 2023-08{hint}", "the time of the data")
    return f"Period(template={text(question)})"


def _series(plan: Plan, figure: Figures) -> Iterator[str]:
    numbers = figure.numbers
    number = numbers.number or f"{ask.NUMBER}: {shown(numbers.ambiguous)}"
    parts = [text(figure.column), f"number={text(number)}", f'kind="{numbers.kind}"', f"unit={_unit(plan, figure)}"]
    parts += ["minimum=0"] if numbers.lowest is not None and numbers.lowest >= 0 else []
    if figure.is_percent or figure.unit == "persen":
        parts += _percent_limit(figure)
    if numbers.marks or plan.counts_persons:
        parts.append(f"marks={'MARKS' if _asks_marks_once(plan) else _marks(plan, figure)}")
    dimensions = {dimension: f"Fixed({text(value)})" for dimension, value in figure.terms.items()}
    if len({one.indicator for one in plan.figures}) > 1:
        dimensions = {"ham:indicator": f"Fixed({text(f'indikator/{figure.indicator}')})", **dimensions}
    if figure.period:
        dimensions["sdmx-dimension:refPeriod"] = f"Period(template={text(figure.period)})"
    if dimensions:
        parts.append(f"dimensions={{{', '.join(f'{text(name)}: {value}' for name, value in dimensions.items())}}}")
    yield from _call("Series", parts, "        ")
    if numbers.unreadable:
        yield f"        # tidak terbaca sebagai angka / cannot be read as numbers: {shown(numbers.unreadable)}"


def _marks(plan: Plan, figure: Figures) -> str:
    marks = {mark: status or ask.MARKED for mark, status in figure.numbers.marks.items()} | (
        {"ditekan": "Q"} if plan.counts_persons else {}
    )
    return f"{{{', '.join(f'{text(mark)}: {text(status)}' for mark, status in marks.items())}}}"


def _asks_marks_once(plan: Plan) -> bool:
    """Whether all columns with marks have the same ones, and what one of them means is open: then it is asked once."""
    marked = [figure.numbers.marks for figure in plan.figures if figure.numbers.marks]
    is_same = all(marks == marked[0] for marks in marked) and (not plan.counts_persons or len(marked) == len(plan.figures))
    return len(marked) > 1 and is_same and None in marked[0].values()


def _percent_limit(figure: Figures) -> list[str]:
    highest = figure.numbers.highest
    if highest is None or highest <= Decimal(100):
        return ["maximum=100"]
    question = ask.ask(f"100, atau hapus bila boleh lebih; tertinggi {highest}", "100, or delete if it may be more")
    return [f"maximum={text(question)}"]


def _unit(plan: Plan, figure: Figures) -> str:
    if figure.unit:
        return text(figure.unit)
    if plan.unit_column and len(plan.units) > 1:
        return f"UnitColumn({text(plan.unit_column)})"
    return "UNIT" if _asks_unit_once(plan) else text(ask.UNIT)


def _asks_unit_once(plan: Plan) -> bool:
    """Whether several columns of one indicator have the same unit, which nothing tells."""
    is_open = [figure for figure in plan.figures if not figure.unit]
    has_column = plan.unit_column is not None and len(plan.units) > 1
    return len(is_open) > 1 and len({figure.indicator for figure in is_open}) == 1 and not has_column


def _attributes(plan: Plan) -> Iterator[str]:
    attributes: dict[str, str] = {}
    if plan.where or plan.country_column:
        attributes["ham:areaRole"] = f"Fixed({text(ask.ROLE)})"
    if not _is_complete(plan):
        attributes["ham:listComplete"] = f"Fixed({text(ask.COMPLETE)})"
    if plan.counts_persons and any(figure.unit in (None, "aduan") for figure in plan.figures):
        attributes["ham:allegationStatus"] = f"Fixed({text(ask.ALLEGATION)})"
    if attributes:
        yield "    attributes={"
        yield from (f"        {text(name)}: {value}," for name, value in attributes.items())
        yield "    },"


def _is_complete(plan: Plan) -> bool:
    """Whether the areas are all provinces of a time, or all regencies; of other lists a person must say."""
    if plan.where is None:
        return not plan.country_column and not plan.classes
    provinces = {key for key in plan.where.resolved.values() if "." not in key}
    return len(provinces) + 2 >= 34 or plan.where.cells >= 480


def _ignored(plan: Plan) -> Iterator[str]:
    columns = {**plan.ignore}
    if plan.unit_column and len(plan.units) == 1:
        columns[plan.unit_column] = "satuan, sama di semua baris / the unit, the same in every row"
    if columns:
        yield "    ignore={"
        yield from (f"        {text(name)}: {text(reason)}," for name, reason in columns.items())
        yield "    },"
