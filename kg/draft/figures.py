"""Columns of figures: what their names tell of the indicator, the period, the sex or class, and the unit."""

from __future__ import annotations

import re

from kg.draft.numbers import Numbers
from kg.draft.plan import Figures, Plan
from kg.draft.schemes import Schemes
from kg.draft.when import month_in_words, only_year, period_in_words, tidied
from kg.draft.words import PERCENT, YEAR_IN_WORDS, unit_in
from kg.errors import InputError
from kg.mapping.own_terms import ontology_references
from kg.namespaces import slug
from kg.resources import ontology_root

_SEX = {
    "laki-laki": re.compile(r"(?<![a-z])(?:laki\s?-?\s?laki|pria|male|[\s_-]L$)(?![a-z])", re.I),
    "perempuan": re.compile(r"(?<![a-z])(?:perempuan|wanita|female|[\s_-]P$)(?![a-z])", re.I),
}
_GENERIC = re.compile(r"(?:jumlah|nilai|persen|persentase|total|skor|value|angka|banyaknya|count|data|n|kolom \d+)?", re.I)
_UNIT_IN_BRACKETS = re.compile(r"\(([^()]*)\)")
_MANY = 4


def plan_figures(plan: Plan, numbers: dict[str, Numbers], schemes: Schemes) -> None:
    """Fill in the figures and indicators of a plan. Raises InputError if no column holds figures."""
    if not numbers:
        what = "tidak ada kolom angka / no column holds figures"
        raise InputError(f"{what}: `ham new` membuat draf tabel angka / makes drafts of tables of figures", file=plan.table.file)
    year_column = plan.period_column if plan.period_column and not plan.unreadable_periods else None
    title_year = only_year(plan.table.layout.titles)
    for column, found in numbers.items():
        base = _without_first_header(column, plan)
        base = _UNIT_IN_BRACKETS.sub(lambda match: " " if unit_in(match[1]) else match[0], base)
        figure = Figures(column, found, tidied(base), _unit_of(column, plan), is_percent=PERCENT.search(column) is not None)
        tells_period = plan.period_column or plan.period_template
        if not tells_period and (period := period_in_words(base)):
            figure.period, figure.base = period
        elif month := month_in_words(base):
            year = f"{{{year_column}}}" if year_column else title_year
            if year:
                figure.period, figure.base = f"{year}-{month[0]}", month[1]
        plan.figures.append(figure)
    _settle_period(plan, title_year)
    _find_sexes(plan)
    _find_classes(plan, schemes)
    notations: dict[str, str] = {}
    for figure in plan.figures:
        if not figure.indicator:
            notation = notations.get(figure.base) or _unique(_notation(figure.base, plan), {*notations.values(), *plan.indicators})
            notations[figure.base] = figure.indicator = notation
        plan.indicators.setdefault(
            figure.indicator, "" if _GENERIC.fullmatch(figure.base.replace("_", " ")) else figure.base.replace("_", " ")
        )


def _common_start(texts: list[str]) -> str:
    """The characters that all texts start with."""
    first, last = min(texts), max(texts)
    return first[: next((index for index, (a, b) in enumerate(zip(first, last, strict=False)) if a != b), len(first))]


def _without_first_header(column: str, plan: Plan) -> str:
    """The name of a column without that of the first one, which merged cells put before it."""
    first = plan.table.header[0]
    return column.removeprefix(first + " ") if plan.table.layout.fill_right and column != first else column


def _unit_of(column: str, plan: Plan) -> str | None:
    if len(plan.units) == 1:
        return next(iter(plan.units.values()))
    if plan.unit_column:
        return None
    told = [unit for part in re.findall(r"\(([^()]*)\)", column) if (unit := unit_in(part.split("/")[0] if "/" not in part else part))]
    return told[-1] if told else "persen" if PERCENT.search(column) else None


def _settle_period(plan: Plan, title_year: str | None) -> None:
    """The period of figures whose column does not tell it: from a column, a title, or a suggestion from the file's name."""
    if plan.period_column or plan.period_template or all(figure.period for figure in plan.figures):
        return
    if title_year:
        plan.period_template = title_year
        plan.tell(f"tahun {title_year} terbaca dari judul tabel", f"the year {title_year} is read from the table's title")
    years = set(YEAR_IN_WORDS.findall(plan.table.raw.path.stem)) | set(YEAR_IN_WORDS.findall(plan.dataset))
    plan.suggested_period = years.pop() if len(years) == 1 else None


def _find_sexes(plan: Plan) -> None:
    """Columns that differ in the sex alone are one indicator, broken down by sex; both sexes must be there."""
    bases: dict[str, dict[str, Figures]] = {}
    for figure in plan.figures:
        for sex, pattern in _SEX.items():
            if pattern.search(f" {figure.base}" if len(figure.base) > 1 else figure.base):
                bases.setdefault(f"{tidied(pattern.sub(' ', ' ' + figure.base))} {figure.period or ''}", {})[sex] = figure
    for base, found in bases.items():
        if len(found) == len(_SEX):
            for sex, figure in found.items():
                figure.terms["ham:sex"] = f"jenis-kelamin/{sex}"
                figure.base = base.rstrip() if not figure.period else base.removesuffix(figure.period).rstrip()


def _find_classes(plan: Plan, schemes: Schemes) -> None:
    """Columns whose names start alike (``Faktor - Zina``, ``Faktor - Judi``), or are classes of one list, are one indicator by class."""
    from kg.draft.columns import OWN_DIMENSION, add_own_concepts

    bases = list(dict.fromkeys(figure.base for figure in plan.figures))
    if len(bases) < _MANY or any(figure.is_percent for figure in plan.figures):
        return
    start = _common_start(bases)
    cut = max((start.rfind(sign) + len(sign) for sign in (" - ", ": ", " – ") if sign in start), default=0)
    names = {base: tidied(base[cut:]) for base in bases}
    found = schemes.match(names.values())
    if not cut and not found:
        return
    title = tidied(start[:cut])
    if found:
        scheme, known = found
        dimension = schemes.dimension[scheme]
    else:
        scheme, dimension, known = slug(f"{plan.agency}-{title}"), OWN_DIMENSION, {}
    others = [name for name in names.values() if name not in known]
    if not found:
        notations: dict[str, str | None] = {}
        add_own_concepts(plan, scheme, title, others, notations)
        known = {name: notation for name, notation in notations.items() if notation}
    indicator = _notation(title or plan.dataset, plan)
    plan.indicators[indicator] = title
    for figure in plan.figures:
        name = names[figure.base]
        if name in known:
            figure.terms[dimension] = f"{scheme}/{known[name]}"
            figure.indicator = indicator
        elif cut:
            figure.terms[dimension] = (
                f"TODO: {scheme}/… untuk / for {name!r}; hapus baris deret ini jika itu jumlah / delete this series if it is a total"
            )
            figure.indicator = indicator


def _unique(notation: str, taken: set[str]) -> str:
    """A notation that no other indicator of the table has: long names may start alike."""
    number = 2
    unique = notation
    while unique in taken:
        unique, number = f"{notation}-{number}", number + 1
    return unique


def _notation(base: str, plan: Plan) -> str:
    """The notation of an indicator: of its words, with the dataset's name where they say nothing or stand for another indicator."""
    known = ontology_references(ontology_root())
    notation = slug(base)[:60].strip("-")
    if _GENERIC.fullmatch(base.replace("_", " ")) or not notation:
        notation = slug(f"{plan.dataset}-{notation}" if notation and len(plan.figures) > 1 else plan.dataset)
    if f"indikator/{notation}" in known:
        notation = slug(f"{plan.agency}-{notation}")
    return notation
