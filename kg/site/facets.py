"""The catalogue with facets: producers, themes, years and words narrow it down; each choice shows how many datasets it leaves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from kg.api.graph import ServedGraph
from kg.api.overview import DatasetShown, datasets
from kg.site.memory import remembered
from kg.site.reading import objects, text_of

_NAMES = ("penghasil", "tema", "pilar", "tahun")


@dataclass(frozen=True, slots=True)
class Entry:
    """A dataset with the values of its facets, as IRIs or years."""

    shown: DatasetShown
    values: Mapping[str, tuple[str, ...]]
    words: str


@dataclass(frozen=True, slots=True)
class Choice:
    """A value of a facet: its name, how many datasets it leaves, whether it is chosen, and the address that chooses or drops it."""

    name: str
    count: int
    chosen: bool
    href: str


@dataclass(frozen=True, slots=True)
class Faceted:
    """The datasets that fit, and what they can be narrowed down by."""

    datasets: list[DatasetShown]
    facets: list[tuple[str, list[Choice]]]
    asked: str
    narrowed: bool


@remembered(2)
def entries(graph: ServedGraph, language: str) -> tuple[Entry, ...]:
    return tuple(_entry(graph, shown, language) for shown in datasets(graph, language))


def _entry(graph: ServedGraph, shown: DatasetShown, language: str) -> Entry:
    address = graph.ns.catalog_entry(shown.name)
    period = next(iter(objects(graph, address, "dcterms:temporal")), "")
    start, end = (text_of(graph, period, f"dcat:{name}Date", language)[:4] if period else "" for name in ("start", "end"))
    years = tuple(str(year) for year in range(int(start), int(end) + 1)) if start.isdigit() and end.isdigit() else ()
    values = {
        "penghasil": tuple(objects(graph, address, "dcterms:publisher")),
        "tema": tuple(objects(graph, address, "dcat:theme")),
        "pilar": tuple(objects(graph, address, "ham:pillar")),
        "tahun": years,
    }
    words = f"{shown.title} {shown.name} {text_of(graph, address, 'dcterms:description', language)}".lower()
    return Entry(shown, values, words)


def faceted(graph: ServedGraph, language: str, parameters: Mapping[str, str]) -> Faceted:
    """The catalogue as the parameters of an address narrow it down; what is not a value of a facet is passed over."""
    known = entries(graph, language)
    asked = parameters.get("q", "").strip()[:100]
    key_of = {name: _keys(graph, known, name) for name in _NAMES}
    chosen = {name: key_of[name][parameters[name]] for name in _NAMES if parameters.get(name) in key_of[name]}
    left = [entry for entry in known if _fits(entry, chosen, asked)]
    facets = []
    for name in _NAMES:
        others = [entry for entry in known if _fits(entry, {k: v for k, v in chosen.items() if k != name}, asked)]
        facets.append((name, _choices(graph, name, others, chosen=chosen, address=_address(parameters, name), language=language)))
    return Faceted([entry.shown for entry in left], facets, asked, bool(chosen or asked))


def _keys(graph: ServedGraph, known: tuple[Entry, ...], name: str) -> dict[str, str]:
    values = {value for entry in known for value in entry.values[name]}
    return {_key(graph, value): value for value in values}


def _key(graph: ServedGraph, value: str) -> str:
    return value.removeprefix(f"{graph.base}id/").removeprefix("instansi/").removeprefix("konsep/")


def _fits(entry: Entry, chosen: Mapping[str, str], asked: str) -> bool:
    return all(value in entry.values[name] for name, value in chosen.items()) and all(word in entry.words for word in asked.lower().split())


def _address(parameters: Mapping[str, str], name: str) -> Callable[[str | None], str]:
    kept = {key: value for key, value in parameters.items() if key in (*_NAMES, "q", "lang") and key != name}

    def address(value: str | None) -> str:
        pairs = kept | ({name: value} if value else {})
        return "/catalog" + (f"?{urlencode(pairs)}" if pairs else "")

    return address


def _choices(
    graph: ServedGraph, name: str, left: list[Entry], *, chosen: Mapping[str, str], address: Callable[[str | None], str], language: str
) -> list[Choice]:
    counts = Counter(value for entry in left for value in entry.values[name])
    if name in chosen:
        counts.setdefault(chosen[name], 0)
    order = sorted(counts, key=(lambda v: (-int(v),)) if name == "tahun" else (lambda v: (-counts[v], graph.label(v, language).lower())))
    return [
        Choice(
            value if name == "tahun" else graph.label(value, language), counts[value], chosen.get(name) == value,
            address(None if chosen.get(name) == value else _key(graph, value)),
        )
        for value in order
    ]  # fmt: skip
