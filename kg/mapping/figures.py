"""A cell of a column of figures: its value, its status, the cell as printed, and, where it cannot be right, why it is held back.

What is held back is not repaired and does not stop the dataset: a figure outside its bounds, a cell with digits that is no number in
the stated format, a figure for a region that did not exist. A cell without any digit that is no declared mark is another thing, a code
that nobody has looked at, and stops the dataset.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from kg.errors import InputError
from kg.mapping.context import MappingContext
from kg.mapping.numbers import number_reader
from kg.mapping.readers import CachedReader
from kg.mapping.spec import Series, StatusColumn
from kg.mapping.tally import MISSING, QUARANTINED, SUPPRESSED, VALUE, told
from kg.nquads import iri, string

OUT_OF_BOUNDS, NO_NUMBER, NO_REGION_YET, CONTRADICTED = "di-luar-batas", "bukan-bilangan", "wilayah-belum-ada", "bertentangan-sebaris"
_PROBLEMS: Mapping[str, str] = {NO_REGION_YET: "is a figure for a region that did not exist at that time"}
_XSD_OF = {"integer": "xsd:integer", "decimal": "xsd:decimal"}
_STATUSES = ("A", "P", "E", "B", "Q", "M", "X")
_KIND_OF_MARK = {"M": MISSING, "Q": SUPPRESSED}


class Figure(NamedTuple):
    """Encoded fragments (empty: nothing is said), the kind of observation, and the problem in words where it is held back."""

    value: str
    status: str
    raw: str
    reason: str
    kind: int
    held_because: str = ""
    problem: str = ""


NO_FIGURE = Figure("", "", "", "", 0)
"""For a cell that makes no observation."""


def figure_reader(series: Series, context: MappingContext, *, keeps_raw: bool = True) -> CachedReader[str, Figure]:
    """cell → its figure. A cell that is held back is told as printed only if `keeps_raw`: not of a file that is not published."""
    read_number, marks = number_reader(series.number, series.kind), dict(series.marks)
    own_status = "" if isinstance(series.status, StatusColumn) else status_fragment(series.status, context)
    head = f' {iri(context.ns.expand("sdmx-measure:obsValue"))} "'
    tail = f'"^^{iri(context.ns.expand(_XSD_OF[series.kind]))} {context.graph} .\n'

    def read(cell: str) -> Figure:
        raw = context.fragment("ham:rawValue", string(cell))
        if cell in marks:
            return Figure("", status_fragment(marks[cell], context), raw, "", _KIND_OF_MARK.get(marks[cell], MISSING))
        try:
            lexical = read_number(cell)
        except InputError as error:
            if not any(character.isdigit() for character in cell):
                raise
            return _held(cell if keeps_raw else "", NO_NUMBER, error.problem, context)
        if problem := _outside(lexical, series):
            return _held(cell if keeps_raw else "", OUT_OF_BOUNDS, problem, context)
        return Figure(head + lexical + tail, own_status, raw, "", VALUE)

    return CachedReader(read, series.column)


def hold(figure: Figure, reason: str, context: MappingContext, problem: str = "") -> Figure:
    """A figure held back for a reason that lies outside its cell; a mark there means nothing and makes no observation."""
    if figure.kind == QUARANTINED:
        return figure
    if figure.kind != VALUE:
        return NO_FIGURE
    return Figure(
        "", status_fragment("X", context), figure.raw, _reason(reason, context), QUARANTINED, reason, problem or _PROBLEMS[reason]
    )


def status_fragment(notation: str, context: MappingContext) -> str:
    """The statement of an observation's status. Raises InputError for a letter that is none."""
    if notation not in _STATUSES:
        raise InputError(f"is not an observation status ({', '.join(_STATUSES)})", value=notation)
    return context.fragment("sdmx-attribute:obsStatus", iri(context.ns.concept(f"status-pengamatan/{notation}")))


def _held(cell: str, reason: str, problem: str, context: MappingContext) -> Figure:
    raw = "" if not cell or told(cell) is None else context.fragment("ham:rawValue", string(cell))
    return Figure("", status_fragment("X", context), raw, _reason(reason, context), QUARANTINED, reason, problem)


def _reason(notation: str, context: MappingContext) -> str:
    return context.fragment("ham:quarantineReason", iri(context.ns.concept(f"alasan-karantina/{notation}")))


def _outside(lexical: str, series: Series) -> str:
    if series.minimum is not None and float(lexical) < series.minimum:
        return f"is below {series.minimum:g}, the least that this figure can be"
    if series.maximum is not None and float(lexical) > series.maximum:
        return f"is above {series.maximum:g}, the most that this figure can be"
    return ""
