"""The mapping engine: what a mapping script may say, and the way from a table to canonical N-Quads."""

from kg.mapping.intake import RawRow
from kg.mapping.resources import Resource, Row, Tables
from kg.mapping.reviews import review
from kg.mapping.set_aside import SetAside
from kg.mapping.spec import (
    BPS_EXTENTS,
    Area,
    Code,
    Country,
    Cube,
    Date,
    Document,
    Fixed,
    Flag,
    PercentOf,
    Period,
    Series,
    StatusColumn,
    SumOf,
    Thing,
    UnitColumn,
)
from kg.nquads import boolean, decimal, integer, iri, string, text, typed
from kg.nquads import date_literal as date

__all__ = [
    "BPS_EXTENTS", "Area", "Code", "Country", "Cube", "Date", "Document", "Fixed", "Flag", "PercentOf", "Period", "RawRow",
    "Resource", "Row", "Series", "SetAside", "StatusColumn", "SumOf", "Tables", "Thing", "UnitColumn", "boolean", "date",
    "decimal", "integer", "iri", "review", "string", "text", "typed",
]  # fmt: skip
