"""The role of every column: document, period, place, code, unit, figures, classes; the rest is set aside with its reason."""

from __future__ import annotations

import re
from pathlib import Path

from kg.draft.figures import plan_figures
from kg.draft.numbers import is_number, read_numbers, settle
from kg.draft.plan import Class_, Plan
from kg.draft.schemes import Schemes
from kg.draft.table import DraftTable
from kg.draft.when import is_part_of_year, is_period_column, only_year, period_or_none, template
from kg.draft.where import code_list_of, level_of, looks_like_places, read_places
from kg.draft.words import (
    CODE_NAME,
    DOCUMENT_NAME,
    FIGURE,
    FLOAT_YEAR,
    PERSON_NAME,
    PERSONS,
    REMARK_NAME,
    ROW_NUMBER,
    UNIT_NAME,
    YEAR,
    is_mark,
    unit_in,
)  # fmt: skip
from kg.mapping.places import PlaceResolver
from kg.namespaces import slug

OWN_DIMENSION = "ham:publisherCategory"
_YEAR_MONTH = re.compile(r"(?:19|20)\d\d(?:0[1-9]|1[0-2])")
_SMALL = {"1", "2", "3", "4"}
_SAME_MONTH = "tahun dan bulan yang sama dengan kolom lain / the same year and month as other columns"
_YEAR_NAMES = ("tahun_data", "tahun", "periode", "year", "period", "tanggal_data")


def make_plan(name: str, table: DraftTable, resolver: PlaceResolver, schemes: Schemes, countries: dict[str, str]) -> Plan:
    """The plan of a table's draft. `countries` gives the alpha-3 code of a State by the slug of its name."""
    plan = Plan(name, table)
    _drop_rows_without_figures(plan)
    free = list(table.header)
    for take in (_take_empty, _take_document, _take_row_numbers, _take_periods):
        free = take(plan, free)
    plan.years = sorted({year for column in free_years(plan) for year in column})
    free = _take_places(plan, free, resolver)
    free = _take_countries(plan, free, countries)
    free = _take_units(plan, free)
    numeric = [column for column in free if _is_numeric(table, column)]
    numbers = {column: read_numbers(table.cells(column)) for column in numeric}
    settle(numbers, {column: table.cells(column) for column in numeric})
    plan_figures(plan, numbers, schemes)
    plan.counts_persons = _counts_persons(plan)
    _take_classes(plan, [column for column in free if column not in numeric], schemes)
    plan.duplicates = duplicates(plan)
    return plan


def _drop_rows_without_figures(plan: Plan) -> None:
    """Rows in which no column of numbers is filled give nothing: a build counts them as such."""
    table = plan.table
    numeric = [column for column in table.header if _is_numeric(table, column) and not is_period_column(column, table.filled(column))]
    positions = [table.header.index(column) for column in numeric if not ROW_NUMBER.fullmatch(column) and not CODE_NAME.fullmatch(column)]
    kept = [(number, cells) for number, cells in table.rows if any(cells[position] for position in positions)]
    if kept and len(kept) < len(table.rows):
        dropped = len(table.rows) - len(kept)
        plan.tell(f"{dropped} baris tanpa angka dilewati", f"{dropped} rows without any figure are passed over")
        table.rows = kept


def free_years(plan: Plan) -> list[list[int]]:
    """Years that the table's figures are about, by where they are told: the period's column, names of columns, titles."""
    told = [period.end.year for cell in plan.table.filled(plan.period_column or "") if (period := period_or_none(cell))] if (
        plan.period_column
    ) else [int(year) for cell in _year_cells(plan) if (year := cell[:4]).isdigit()]  # fmt: skip
    titles = only_year(plan.table.layout.titles)
    in_header = [int(year) for name in plan.table.header for year in re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", name)]
    return [told or in_header or ([int(titles)] if titles else [])]


def _year_cells(plan: Plan) -> list[str]:
    names = re.findall(r"\{(.+?)\}", plan.period_template or "")
    return [cell for name in names if name in plan.table.header for cell in plan.table.distinct(name) if YEAR.fullmatch(cell)]


def _take_empty(plan: Plan, free: list[str]) -> list[str]:
    for column in free:
        if not plan.table.filled(column):
            plan.ignore[column] = "kosong di semua baris / empty in every row"
    return [column for column in free if column not in plan.ignore]


def _take_document(plan: Plan, free: list[str]) -> list[str]:
    for column in free:
        cells = plan.table.filled(column)
        if DOCUMENT_NAME.fullmatch(column) and sum(cell.startswith("http") for cell in cells) > len(cells) / 2:
            plan.document_column = column
            return [other for other in free if other != column]
    return free


def _take_periods(plan: Plan, free: list[str]) -> list[str]:
    table = plan.table
    parts = {column: part for column in free if (part := is_part_of_year(column, table.filled(column)))}
    periods = [column for column in free if column not in parts and is_period_column(column, table.filled(column))]
    periods.sort(key=lambda column: _YEAR_NAMES.index(column.lower()) if column.lower() in _YEAR_NAMES else len(_YEAR_NAMES))
    if not periods:
        return free
    chosen = periods[0]
    if parts and all(YEAR.fullmatch(cell) for cell in table.filled(chosen)):
        part, kind = next(iter(parts.items()))
        plan.period_template = template(kind, chosen, part)
        periods += [column for column in parts if column != part]
    else:
        plan.period_column = chosen
        plan.unreadable_periods = [cell for cell in dict.fromkeys(cell for _, cell in table.cells(chosen)) if period_or_none(cell) is None]
    monthly = plan.period_template and "month" in parts.values()
    for column in periods[1:]:
        if monthly and all(found and found.kind == "bulan" for found in map(period_or_none, table.filled(column))):
            plan.ignore[column] = _SAME_MONTH
            continue
        plan.ignore[column] = (
            f"TODO: apakah kolom ini, bukan {chosen!r}, yang menyebut waktu data? / "
            f"does this column, and not {chosen!r}, tell the time of the data?"
        )
    for column in free:
        is_month = column not in periods and all(_YEAR_MONTH.fullmatch(cell) for cell in table.filled(column))
        if is_month or (column in parts and f"{{{column}}}" not in (plan.period_template or "")):
            plan.ignore[column] = _SAME_MONTH
        elif all(FLOAT_YEAR.fullmatch(cell) for cell in table.filled(column)):
            plan.ignore[column] = "tahun yang rusak karena dibaca sebagai bilangan / years damaged by being read as numbers"
    used = {chosen, *periods, *re.findall(r"\{(.+?)\}", plan.period_template or "")}
    return [column for column in free if column not in used and column not in plan.ignore]


def _take_places(plan: Plan, free: list[str], resolver: PlaceResolver) -> list[str]:
    table = plan.table
    places = [column for column in free if looks_like_places(column, set(table.distinct(column)), resolver)]
    if not places:
        return free
    levels = {column: level_of(set(table.distinct(column)), resolver) for column in places}
    regencies = [column for column in places if levels[column] == "kabupaten"]
    provinces = [column for column in places if levels[column] == "provinsi"]
    area = (regencies or provinces)[0]
    province = provinces[0] if regencies and provinces else None
    rows = list(zip(
        (cell for _, cell in table.cells(area)), (cell for _, cell in table.cells(province)) if province else (None for _ in table.rows),
        strict=True,
    ))  # fmt: skip
    plan.where = read_places(area, rows, resolver, plan.years, province)
    if any(not cell for cell, _ in rows):
        plan.where.doubts[""] = ()
    for column in places:
        if column not in (area, province):
            plan.ignore[column] = "TODO: kolom tempat lain; perannya? / another column of places; what is its role?"
    free = [column for column in free if column not in places]
    return _take_codes(plan, free, resolver)


def _take_codes(plan: Plan, free: list[str], resolver: PlaceResolver) -> list[str]:
    where, table = plan.where, plan.table
    assert where is not None
    codes = [column for column in free if CODE_NAME.fullmatch(column) and all(re.fullmatch(r"[\d.]+", c) for c in table.filled(column))]
    for column in codes:
        pairs = {(code, name) for (_, code), (_, name) in zip(table.cells(column), table.cells(where.column), strict=True) if code}
        if len({code for code, _ in pairs}) == len({name for _, name in pairs} - set(where.national)) and (
            found := code_list_of({(c, n) for c, n in pairs if n not in where.national}, resolver)
        ):
            if where.national:
                continue  # the row of the whole country has a code that no list holds
            plan.tell(
                f"kode di kolom {column!r} dibaca menurut daftar {found}; nama di sebelahnya cocok",
                f"codes in column {column!r} are read by the list {found}; the names beside them agree",
            )
            names = [name for name in (where.column, where.province_column) if name]
            plan.ignore |= dict.fromkeys(names, f"nama wilayah dari kode / names of regions that the codes in {column!r} tell")
            where.column, where.code_list, where.kind, where.province_column = column, found, None, None
            where.doubts, where.settled, where.asks_vintage = {}, {}, False
            break
    for column in codes:
        if column != where.column:
            plan.ignore[column] = "kode wilayah; wilayah dibaca dari kolom lain / codes of regions, which are read from another column"
    return [column for column in free if column not in codes]


def _take_countries(plan: Plan, free: list[str], countries: dict[str, str]) -> list[str]:
    if plan.where:
        return free
    for column in free:
        cells = plan.table.distinct(column)
        known = {cell: countries.get(slug(cell)) for cell in cells}
        if len(cells) > 1 and sum(map(bool, known.values())) >= 0.5 * len(cells):
            plan.country_column, plan.countries = column, known
            return [other for other in free if other != column]
    return free


def _take_row_numbers(plan: Plan, free: list[str]) -> list[str]:
    for column in free:
        cells = plan.table.filled(column)
        is_count = all(cell.isdigit() for cell in cells) and len(set(cells)) == len(cells)
        if ROW_NUMBER.fullmatch(column) and is_count and (column.lower() != "id" or min(map(int, cells)) <= 1):
            plan.ignore[column] = "nomor baris / numbers of rows"
    return [column for column in free if column not in plan.ignore]


def _take_units(plan: Plan, free: list[str]) -> list[str]:
    for column in free:
        if UNIT_NAME.fullmatch(column) and not _is_numeric(plan.table, column):
            plan.unit_column, plan.units = column, {cell: unit_in(cell) for cell in plan.table.distinct(column)}
            return [other for other in free if other != column]
    return free


def _is_numeric(table: DraftTable, column: str) -> bool:
    cells = table.filled(column)
    numbers = sum(FIGURE.fullmatch(cell) is not None and is_number(cell) for cell in cells)
    marks = sum(map(is_mark, cells))
    return numbers > 0 and numbers >= 0.6 * (len(cells) - marks)


def _counts_persons(plan: Plan) -> bool:
    """Whether the words of the table tell of victims, complainants or the like, and a cell is 1 to 4: few enough to be recognised."""
    words = [plan.name, *plan.table.header, *plan.table.layout.titles]
    if not any(PERSONS.search(text.replace("_", " ")) for text in words):
        return False
    columns = [figure.column for figure in plan.figures if not figure.is_percent]
    small = sum(cell in _SMALL for column in columns for cell in plan.table.filled(column))
    told_id = f"tabel ini mungkin menghitung korban atau pengadu; {small} sel berisi 1 sampai 4"
    plan.tell(told_id, f"this table may count victims or complainants; {small} cells are 1 to 4")
    return small > 0


def _take_classes(plan: Plan, free: list[str], schemes: Schemes) -> None:
    table, rows = plan.table, len(plan.table.rows)
    for column in free:
        cells, filled = table.distinct(column), table.filled(column)
        if _holds_names(cells, filled):
            plan.suspects.add(column)
            plan.ignore[column] = (
                "TODO: kolom ini mungkin memuat nama orang; isinya tidak disalin. Jika bukan, jadikan dimensi / "
                "this column may hold names of persons; its cells were not copied. If it does not, make it a dimension"
            )
        elif REMARK_NAME.fullmatch(column):
            plan.ignore[column] = "keterangan, diceritakan di NOTES.md / remarks, told in NOTES.md"
        elif len(cells) == 1:
            plan.ignore[column] = f"sama di semua baris / the same in every row: {cells[0][:60]}"
        elif max(map(len, cells)) <= 120 and (len(cells) <= max(25, rows // 3) or duplicates(plan)):
            plan.classes.append(_class_of(plan, column, cells, schemes))
        else:
            plan.ignore[column] = "TODO: kolom teks; keterangan, atau kelas? / a column of text; remarks, or classes?"


def _holds_names(cells: list[str], filled: list[str]) -> bool:
    """Whether a column looks like one of names of persons: capitalised words, hardly any of them twice."""
    names = sum(PERSON_NAME.fullmatch(cell) is not None for cell in cells)
    return len(filled) >= 5 and len(cells) > 0.8 * len(filled) and names > 0.7 * len(cells)


def _class_of(plan: Plan, column: str, cells: list[str], schemes: Schemes) -> Class_:
    one = _class_of_cells(plan, column, cells, schemes)
    if any(not cell for _, cell in plan.table.cells(column)):
        one.notations[""] = None  # what an empty cell means, a person must say
    return one


def _class_of_cells(plan: Plan, column: str, cells: list[str], schemes: Schemes) -> Class_:
    if found := schemes.match(cells):
        scheme, notations = found
        dimension = schemes.dimension[scheme]
        if dimension not in {one.dimension for one in plan.classes}:
            return Class_(column, dimension, scheme, {cell: notations.get(cell) for cell in cells})
    scheme = slug(f"{plan.agency}-{column}")
    own = Class_(column, _own_dimension(plan), scheme, {}, is_own=True)
    add_own_concepts(plan, scheme, column.replace("_", " "), cells, own.notations)
    return own


def _own_dimension(plan: Plan) -> str | None:
    taken = {one.dimension for one in plan.classes} | {dimension for figure in plan.figures for dimension in figure.terms}
    return None if OWN_DIMENSION in taken else OWN_DIMENSION


def add_own_concepts(plan: Plan, scheme: str, title: str, names: list[str], notations: dict[str, str | None]) -> None:
    """A scheme of the folder's own with a concept for each name; names that differ in spelling only are one concept."""
    plan.own_concepts.append((scheme, "", title))
    known: set[str] = set()
    for name in names:
        notation = slug(name)[:60].strip("-") or "lainnya"
        notations[name] = notation
        if notation not in known:
            known.add(notation)
            plan.own_concepts.append((scheme, notation, name))


def duplicates(plan: Plan) -> list[tuple[int, int]]:
    """Pairs of rows that give figures and that no column which is read tells apart."""
    found: list[tuple[int, int]] = []
    keys: dict[tuple[str, ...], int] = {}
    columns = [one.column for one in plan.classes] + [plan.period_column, plan.document_column, plan.country_column, plan.unit_column]
    columns += [plan.where.column, plan.where.province_column] if plan.where else []
    columns += re.findall(r"\{(.+?)\}", plan.period_template or "")
    positions = [plan.table.header.index(column) for column in columns if column in plan.table.header]
    of_figures = [plan.table.header.index(figure.column) for figure in plan.figures]
    for number, cells in plan.table.rows:
        if any(cells[position] for position in of_figures):
            first = keys.setdefault(tuple(cells[position] for position in positions), number)
            if first != number:
                found.append((first, number))
    return found


def load_countries(mappings: Path) -> dict[str, str]:
    """alpha-3 code of each State or area by the slug of its names."""
    import csv

    path = mappings / "pbb" / "negara" / "source.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return {slug(row[column]): row["alpha3"] for row in csv.DictReader(file) for column in ("nama_id", "nama_en", "alpha3")}
