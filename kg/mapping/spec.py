"""What a mapping can say: how each column of a table becomes a dimension, measure or attribute of a cube."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from kg.mapping.numbers import NumberFormat, NumberKind


@dataclass(frozen=True, slots=True)
class Fixed:
    """The same value in every row: a concept as ``scheme/notation``, or true/false."""

    value: str | bool


@dataclass(frozen=True, slots=True)
class Code:
    """A concept of a scheme, through ``codes.csv`` (rows whose ``kolom`` is this column)."""

    column: str
    scheme: str


@dataclass(frozen=True, slots=True)
class Country:
    """A State or area by alpha-3: fixed, or per row through ``codes.csv``."""

    alpha3: str | None = None
    column: str | None = None


BPS_EXTENTS = ((2023, "34-provinsi"), (9999, "38-provinsi"))
"""BPS surveys the 34 provinces of before the split of Papua up to the data year 2023, and the 38 from 2024."""


@dataclass(frozen=True, slots=True)
class Area:
    """A region of Indonesia, through the place resolver.

    By name (with `kind`, `province_column` and the vintage of the province list) or, with `code_list`, by code. `kind` and
    `vintage` are constants or, with the ``_column`` form, cells. Cells listed in `national` mean the whole country.

    A code that lost its zeros on the way through a number (``11.1`` for 11.10, ``31.0`` for 31) is read only with `name_column`: if the
    name beside it is that of the region whose code it is but for zeros at the end. Else it stops the dataset.

    `extents` turns the year at the start of the vintage cell into a vintage: (last year, vintage), as `BPS_EXTENTS`. With
    `hold_absent` a figure for a region that did not exist at that time is quarantined, and a mark there makes no observation.
    """

    column: str
    code_list: str | None = None
    name_column: str | None = None
    kind: str | None = None
    kind_column: str | None = None
    province_column: str | None = None
    vintage: str | None = None
    vintage_column: str | None = None
    extents: tuple[tuple[int, str], ...] = ()
    hold_absent: bool = False
    national: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Period:
    """A period from a cell, or from cells put into a template such as ``{tahun}-03``."""

    column: str | None = None
    template: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A document registered in ``documents.csv`` by the exact text of the cell."""

    column: str


@dataclass(frozen=True, slots=True)
class Thing:
    """A thing of a family minted from a key: ``Thing("siklus", family="siklus-upr/IDN")``. `codes` sends the cell through ``codes.csv``."""

    column: str
    family: str
    codes: bool = False


@dataclass(frozen=True, slots=True)
class Flag:
    """true or false from the cells ``ya``/``tidak`` (or ``true``/``false``)."""

    column: str


@dataclass(frozen=True, slots=True)
class Date:
    """An xsd:date from an ISO cell; an empty cell says nothing."""

    column: str


@dataclass(frozen=True, slots=True)
class UnitColumn:
    """Counting unit per row, through ``codes.csv``."""

    column: str


@dataclass(frozen=True, slots=True)
class StatusColumn:
    """Observation status per row: a notation of ``status-pengamatan``; an empty cell means ``A``."""

    column: str


Term: TypeAlias = Fixed | Code | Country | Area | Period | Document | Thing | Flag | Date


@dataclass(frozen=True, slots=True)
class SumOf:
    """A figure that is the sum of others of its row, exactly. Where one of them is no number, nothing is known."""

    parts: tuple[str, ...]

    @property
    def columns(self) -> tuple[str, ...]:
        return self.parts


@dataclass(frozen=True, slots=True)
class PercentOf:
    """A figure that says how many per cent `part` is of `whole`, or (`is_excess`) by how many it exceeds it, within `tolerance` points."""

    part: str
    whole: str
    is_excess: bool = False
    tolerance: float = 1.0

    @property
    def columns(self) -> tuple[str, ...]:
        return self.part, self.whole


@dataclass(frozen=True, slots=True)
class Series:
    """One column of figures: number format, unit, bounds, marks for absent figures, and what differs from the cube's own terms.

    `marks` gives the status (``M``, ``Q``) of cells that stand for no figure. `raw_column` holds the text as printed where the
    figure column had to be written in another form. Figures outside `minimum` and `maximum` are quarantined; so is one that contradicts
    the other cells of its row that it follows from (`follows`).
    """

    column: str
    number: NumberFormat
    kind: NumberKind
    unit: str | UnitColumn
    minimum: float | None = None
    maximum: float | None = None
    marks: Mapping[str, str] = field(default_factory=dict)
    status: str | StatusColumn = "A"
    raw_column: str | None = None
    follows: SumOf | PercentOf | None = None
    dimensions: Mapping[str, Term] = field(default_factory=dict)
    attributes: Mapping[str, Term] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Cube:
    """A data cube: its dimensions (in the order of the observation's key), series of figures and attributes.

    `ignore` names the columns set aside, each with a reason. `table` is the source file.
    """

    dimensions: Mapping[str, Term]
    series: tuple[Series, ...]
    attributes: Mapping[str, Term] = field(default_factory=dict)
    ignore: Mapping[str, str] = field(default_factory=dict)
    table: str = "source.csv"
