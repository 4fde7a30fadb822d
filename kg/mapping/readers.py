"""From a cell to statements: one reader a term of the specification, with a bounded cache of what it has read.

A reader gives, for a cell (or a tuple of cells), a tuple: first the segment for the observation's IRI, then one encoded fragment
`` <predicate> <object> <graph> .\\n`` per predicate that the reader speaks of. An empty fragment says nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeAlias, TypeVar
from urllib.parse import quote

from kg.errors import InputError
from kg.mapping.context import MappingContext
from kg.mapping.exclusion import is_excluded
from kg.mapping.periods import ParsedPeriod, parse_period
from kg.mapping.spec import Area, Code, Country, Date, Document, Fixed, Flag, Period, Term, Thing
from kg.nquads import RDF_TYPE, block, boolean, date_literal, iri, string, text, typed

CACHE_LIMIT = 20_000

Cells: TypeAlias = str | tuple[str, ...]
"""What a reader looks up: the cell of its one column, or the cells of its several columns."""
Fragments: TypeAlias = tuple[str, ...]
"""What a term's reader gives: IRI segment, then one fragment a predicate."""

_Cell = TypeVar("_Cell", bound=Cells)
_Read = TypeVar("_Read")


class CachedReader(dict[_Cell, _Read]):
    """A dict that reads what it does not hold yet; past the limit it reads without remembering, so that memory stays bounded."""

    def __init__(self, read: Callable[[_Cell], _Read], column: str) -> None:
        super().__init__()
        self._read, self._column = read, column

    def __missing__(self, cell: _Cell) -> _Read:
        try:
            result = self._read(cell)
        except InputError as error:
            value = cell if isinstance(cell, str) else " | ".join(cell)
            raise error.located(column=self._column, value=value) from None
        if len(self) < CACHE_LIMIT:
            self[cell] = result
        return result


class TermReader(Generic[_Cell]):
    """A compiled term: the columns it reads, the predicates it speaks of, and how it reads."""

    def __init__(self, columns: tuple[str, ...], predicates: tuple[str, ...], read: Callable[[_Cell], Fragments]) -> None:
        self.columns, self.predicates = columns, predicates
        self.lookup = CachedReader(read, " + ".join(columns))


AnyTermReader: TypeAlias = TermReader[str] | TermReader[Cells]


def fixed_value(term: Term, context: MappingContext) -> tuple[str, str] | None:
    """(IRI segment, encoded object) of a term that is the same in every row, else None."""
    match term:
        case Fixed(value) if isinstance(value, bool):
            return str(value).lower(), boolean(value)
        case Fixed(value):
            return _segment(str(value).rsplit("/", 1)[-1]), iri(context.ns.concept(str(value)))
        case Country(alpha3=str(alpha3)):
            return alpha3, iri(context.ns.country(alpha3))
    return None


def term_reader(predicate: str, term: Term, context: MappingContext) -> AnyTermReader:
    """The reader of one dimension or attribute. `predicate` is a prefixed name."""
    reader: AnyTermReader
    match term:
        case Code():
            reader = _code_reader(predicate, term, context)
        case Country(column=str(column)):
            reader = _country_reader(predicate, column, context)
        case Thing():
            reader = _thing_reader(predicate, term, context)
        case Document(column):
            reader = _document_reader(predicate, column, context)
        case Period():
            reader = _period_reader(predicate, term, context)
        case Area():
            reader = _area_reader(predicate, term, context)
        case Flag(column):
            reader = _flag_reader(predicate, column, context)
        case Date(column):
            reader = _date_reader(predicate, column, context)
        case _:
            raise TypeError(f"{predicate}: {term!r} reads no column")
    return reader


_FLAGS = {"ya": True, "tidak": False, "true": True, "false": False}


def _segment(key: str) -> str:
    return quote(key, safe="-._~")


def _not_empty(cell: str) -> str:
    if not cell:
        raise InputError("must not be empty")
    return cell


def _code_reader(predicate: str, term: Code, context: MappingContext) -> TermReader[str]:
    def read(cell: str) -> Fragments:
        notation = context.codes.notation(term.column, cell)
        return _segment(notation), context.fragment(predicate, iri(context.ns.concept(f"{term.scheme}/{notation}")))

    return TermReader((term.column,), (predicate,), read)


def _country_reader(predicate: str, column: str, context: MappingContext) -> TermReader[str]:
    def read(cell: str) -> Fragments:
        alpha3 = context.codes.notation(column, cell)
        return _segment(alpha3), context.fragment(predicate, iri(context.ns.country(alpha3)))

    return TermReader((column,), (predicate,), read)


def _thing_reader(predicate: str, term: Thing, context: MappingContext) -> TermReader[str]:
    def read(cell: str) -> Fragments:
        key = context.codes.notation(term.column, cell) if term.codes else _not_empty(cell)
        return _segment(key), context.fragment(predicate, iri(context.ns.thing(*term.family.split("/"), *key.split("/"))))

    return TermReader((term.column,), (predicate,), read)


def _flag_reader(predicate: str, column: str, context: MappingContext) -> TermReader[str]:
    def read(cell: str) -> Fragments:
        if cell not in _FLAGS:
            raise InputError("must be `ya` or `tidak`", value=cell)
        return cell, context.fragment(predicate, boolean(_FLAGS[cell]))

    return TermReader((column,), (predicate,), read)


def _date_reader(predicate: str, column: str, context: MappingContext) -> TermReader[str]:
    def read(cell: str) -> Fragments:
        return cell, context.fragment(predicate, date_literal(cell)) if cell else ""

    return TermReader((column,), (predicate,), read)


def _document_reader(predicate: str, column: str, context: MappingContext) -> TermReader[str]:
    def read(cell: str) -> Fragments:
        document = context.documents[cell]
        address = context.ns.document(document.source)
        context.shared[address] = document.as_block(context.ns, context.graph)
        confidence = iri(context.ns.concept(f"keyakinan/{document.confidence}"))
        return (
            address.rsplit("/", 1)[-1],
            context.fragment(predicate, iri(address)),
            context.fragment("ham:confidence", confidence),
            context.fragment("prov:hadPrimarySource", iri(address)),
            "excluded" if is_excluded(document) else "",
        )

    exclusion = ("exclude:",) if any(map(is_excluded, context.documents)) else ()
    return TermReader((column,), (predicate, "ham:confidence", "row:prov:hadPrimarySource", *exclusion), read)


def _period_reader(predicate: str, term: Period, context: MappingContext) -> TermReader[Cells]:
    columns = (term.column,) if term.column else tuple(context.template_columns(term.template or ""))

    def read(cells: Cells) -> Fragments:
        values = (cells,) if isinstance(cells, str) else cells
        written = term.template.format(**dict(zip(columns, values, strict=True))) if term.template else values[0]
        period = parse_period(written)
        address = context.ns.period(period.key)
        context.shared[address] = period_block(period, context)
        complete = "" if period.kind == "hari" else context.fragment("ham:periodComplete", boolean(period.kind != "rentang"))
        return (
            period.key,
            context.fragment(predicate, iri(address)),
            context.fragment("ham:refYear", typed(f"{period.ref_year:04d}", "xsd:gYear")),
            complete,
        )

    return TermReader(tuple(c for c in columns if c), (predicate, "ham:refYear", "ham:periodComplete"), read)


def period_block(period: ParsedPeriod, context: MappingContext) -> str:
    """The statements about a period, alike in every dataset that names it."""
    ns = context.ns
    pairs = [
        (RDF_TYPE, iri(ns.expand("ham:Period"))),
        (iri(ns.expand("rdfs:label")), text(period.label("id"), "id")),
        (iri(ns.expand("rdfs:label")), text(period.label("en"), "en")),
        (iri(ns.expand("ham:periodKind")), iri(ns.concept(f"jenis-periode/{period.kind}"))),
        (iri(ns.expand("dcat:startDate")), date_literal(period.start.isoformat())),
        (iri(ns.expand("dcat:endDate")), date_literal(period.end.isoformat())),
        (iri(ns.expand("dcterms:identifier")), string(period.key)),
    ]
    return block(iri(ns.period(period.key)), pairs, context.graph)


def _area_reader(predicate: str, term: Area, context: MappingContext) -> TermReader[Cells]:
    extra = tuple(c for c in (term.name_column, term.kind_column, term.province_column, term.vintage_column) if c)
    columns = (term.column, *extra)

    def read(cells: Cells) -> Fragments:
        values = dict(zip(columns, (cells,) if isinstance(cells, str) else cells, strict=True))
        name = values[term.column]
        if name in term.national:
            return "IDN", context.fragment(predicate, iri(context.ns.country("IDN"))), ""
        key, absent = _region_key(term, name, values, context)
        return _segment(key), context.fragment(predicate, iri(context.ns.region(key))), absent

    return TermReader(columns, (predicate, "hold:") if term.hold_absent else (predicate,), read)


def _region_key(term: Area, name: str, values: dict[str, str], context: MappingContext) -> tuple[str, str]:
    """(key of the region, why figures for it are held back)."""
    from kg.mapping.places import Resolved

    if name in context.own_places:
        return context.own_places[name], ""
    if term.code_list:
        resolution = context.places.resolve_code(term.code_list, name)
        if term.name_column and not isinstance(resolution, Resolved):
            named = context.places.resolve_name(values[term.name_column], vintage=_vintage(term, values))
            if isinstance(named, Resolved) and _without_last_zeros(named.region_key) == _without_last_zeros(name):
                resolution = named
    else:
        kind = values[term.kind_column] if term.kind_column else term.kind
        province = values[term.province_column] if term.province_column else None
        vintage = _vintage(term, values)
        resolution = context.places.resolve_name(name, kind=kind, province=province, vintage=vintage)
        if term.hold_absent and not isinstance(resolution, Resolved):
            anytime = context.places.resolve_name(name, kind=kind, province=province)
            if isinstance(anytime, Resolved):
                return anytime.region_key, "wilayah-belum-ada"
    if isinstance(resolution, Resolved):
        return resolution.region_key, ""
    candidates = f" (could be {', '.join(resolution.candidates)})" if resolution.candidates else ""
    raise InputError(f"is not resolved to one place: {resolution.reason}{candidates}", value=name)


def _without_last_zeros(code: str) -> str:
    """A code as a number would keep it.

    >>> _without_last_zeros("11.10"), _without_last_zeros("31.0"), _without_last_zeros("11.01")
    ('11.1', '31', '11.01')
    """
    return code.rstrip("0").rstrip(".") if "." in code else code


def _vintage(term: Area, values: dict[str, str]) -> str | None:
    written = values[term.vintage_column] if term.vintage_column else term.vintage
    if not term.extents:
        return written
    year = int((written or "")[:4]) if (written or "")[:4].isdigit() else None
    if year is None:
        raise InputError("does not start with a year", column=term.vintage_column, value=written)
    return next(vintage for last, vintage in term.extents if year <= last)
