"""The mapping engine: what a mapping script may say, and the way from a table to canonical N-Quads."""

from kg.mapping.resources import Resource, Row, Tables
from kg.mapping.spec import Area, Code, Country, Cube, Date, Document, Fixed, Flag, Period, Series, StatusColumn, Thing, UnitColumn
from kg.nquads import boolean, decimal, integer, iri, string, text, typed
from kg.nquads import date_literal as date

__all__ = [
    "Area", "Code", "Country", "Cube", "Date", "Document", "Fixed", "Flag", "Period", "Resource", "Row", "Series", "StatusColumn",
    "Tables", "Thing", "UnitColumn", "boolean", "date", "decimal", "integer", "iri", "string", "text", "typed",
]  # fmt: skip
