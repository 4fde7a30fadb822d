"""The base graphs of a release, read again by plain SPARQL: what derived graphs say is counted from this, with none of their code."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import pyoxigraph as ox

PREFIXES = """PREFIX dcat: <http://www.w3.org/ns/dcat#> PREFIX dcterms: <http://purl.org/dc/terms/> PREFIX dqv: <http://www.w3.org/ns/dqv#>
PREFIX ham: <https://w3id.org/satudataham/ontology/> PREFIX metric: <https://w3id.org/satudataham/id/konsep/ukuran-mutu/>
PREFIX prov: <http://www.w3.org/ns/prov#> PREFIX qb: <http://purl.org/linked-data/cube#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX sdmx-attribute: <http://purl.org/linked-data/sdmx/2009/attribute#> PREFIX sdmx-dimension: <http://purl.org/linked-data/sdmx/2009/dimension#>
PREFIX sdmx-measure: <http://purl.org/linked-data/sdmx/2009/measure#> PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX schema: <https://schema.org/> PREFIX sh: <http://www.w3.org/ns/shacl#> PREFIX konsep: <https://w3id.org/satudataham/id/konsep/>
"""
HAM = "https://w3id.org/satudataham/ontology/"
DIMENSION = "http://purl.org/linked-data/sdmx/2009/dimension#"
DERIVED = ("conflicts", "comparability", "quality", "coverage")
_IDENTIFYING = (f"{HAM}countingUnit", f"{HAM}areaRole", f"{HAM}index", f"{HAM}allegationStatus")


@dataclass(frozen=True)
class Observed:
    """An observation: its IRI, the name of its dataset, and its values by predicate IRI."""

    iri: str
    dataset: str
    said: dict[str, str]

    @property
    def value(self) -> str | None:
        return self.said.get("http://purl.org/linked-data/sdmx/2009/measure#obsValue")

    @property
    def status(self) -> str:
        return self.said["http://purl.org/linked-data/sdmx/2009/attribute#obsStatus"].rpartition("/")[2]

    @property
    def area(self) -> str:
        return self.said[f"{DIMENSION}refArea"]

    @property
    def indicator(self) -> str:
        return self.said[f"{HAM}indicator"]

    @property
    def year(self) -> str:
        return self.said.get(f"{HAM}refYear", "")

    @property
    def in_whole_list(self) -> bool:
        return self.said.get(f"{HAM}listComplete") != "false"


class Recount:
    """Look-ups over a release's store."""

    def __init__(self, store: ox.Store) -> None:
        self.store = store

    def rows(self, query: str) -> list[tuple[str, ...]]:
        solutions = self.store.query(PREFIXES + query)
        return [tuple(value.value if value else "" for value in row) for row in solutions]  # type: ignore[union-attr]

    def grouped(self, query: str) -> dict[str, set[str]]:
        """Second column by first."""
        found: dict[str, set[str]] = defaultdict(set)
        for key, value in self.rows(query):
            found[key].add(value)
        return found

    @cached_property
    def observations(self) -> list[Observed]:
        said: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
        for iri, name, predicate, value in self.rows(
            """SELECT ?o ?name ?p ?v { ?o a qb:Observation ; qb:dataSet/dcterms:isPartOf/dcterms:identifier ?name ; ?p ?v
            FILTER(?p NOT IN (ham:conflictsWith)) }"""
        ):
            said[iri, name][predicate] = value
        return [Observed(iri, name, values) for (iri, name), values in said.items()]

    @cached_property
    def dimensions(self) -> dict[str, set[str]]:
        """Dimensions of each dataset's cube."""
        return self.grouped(
            "SELECT ?name ?d { ?cube qb:structure/qb:component/qb:dimension ?d ; dcterms:isPartOf/dcterms:identifier ?name }"
        )

    @cached_property
    def entries(self) -> dict[str, str]:
        """Catalogue entry by name of the dataset."""
        return dict(self.rows("SELECT ?name ?entry { ?entry a dcat:Dataset ; dcterms:identifier ?name }"))

    def about(self, observed: Observed) -> tuple[tuple[str, str], ...]:
        """What an observation is about, whoever says it; figures of another way of counting and provisional ones are apart."""
        names = (self.dimensions[observed.dataset] | set(_IDENTIFYING)) - {f"{HAM}sourceDocument"}
        status = observed.status if observed.status in ("P", "B") else ""
        return (*sorted((name, observed.said[name]) for name in names if name in observed.said), ("status", status))

    def disputes(self) -> dict[frozenset[str], set[str]]:
        """Observations about one thing, with the different values that they have."""
        groups: dict[tuple[tuple[str, str], ...], list[Observed]] = defaultdict(list)
        for observed in self.observations:
            if observed.value is not None:
                groups[self.about(observed)].append(observed)
        found = {frozenset(o.iri for o in group): {o.value or "" for o in group} for group in groups.values()}
        return {members: values for members, values in found.items() if len({float(v) for v in values}) > 1}

    @cached_property
    def levels(self) -> dict[str, str]:
        """``provinsi`` or ``kabupaten`` (with cities) by region."""
        found = self.rows("SELECT ?region ?level { ?region a ham:Region ; ham:regionLevel ?level }")
        names = {"provinsi": "provinsi", "kabupaten": "kabupaten", "kota": "kabupaten"}
        return {region: names[level.rpartition("/")[2]] for region, level in found if level.rpartition("/")[2] in names}

    def provinces_on(self, day: str) -> set[str]:
        """Provinces that exist on a day (ISO date)."""
        return {
            region
            for (region,) in self.rows(
                f"""SELECT ?r {{ ?r a ham:Region ; ham:regionLevel <https://w3id.org/satudataham/id/konsep/tingkat-wilayah/provinsi>
                OPTIONAL {{ ?r schema:validFrom ?from }} OPTIONAL {{ ?r schema:validThrough ?to }}
                FILTER(COALESCE(STR(?from), "") <= "{day}" && COALESCE(STR(?to), "9999") >= "{day}") }}"""
            )
        }

    def last_day(self, region: str) -> str | None:
        days = [day for (day,) in self.rows(f"SELECT ?day {{ <{region}> schema:validThrough ?day }}")]
        return days[0] if days else None

    def provinces_of_list(self, year: str, named: Iterable[str]) -> set[str]:
        """Provinces that a list of a year could name: those of 1 January, or of the time before a split that ended one it names."""
        if year < "2013":
            return set()
        ended = sorted(day for region in named if (day := self.last_day(region)))
        return self.provinces_on(min([f"{year}-01-01", *ended[:1]]))

    def lists(self) -> dict[tuple[str, str, str, str], list[Observed]]:
        """Observations of regions by dataset, indicator, level and year."""
        found: dict[tuple[str, str, str, str], list[Observed]] = defaultdict(list)
        for observed in self.observations:
            level = self.levels.get(observed.area)
            if level and observed.year:
                found[observed.dataset, observed.indicator, level, observed.year].append(observed)
        return found


def states(observations: Iterable[Observed]) -> dict[str, str]:
    """Per area ``value``, else ``Q`` (suppressed), ``X`` (quarantined) or ``M`` (a mark without a figure)."""
    found: dict[str, set[str]] = defaultdict(set)
    for observed in observations:
        found[observed.area].add("value" if observed.value is not None else observed.status)
    return {area: next(s for s in ("value", "Q", "X", "M") if s in known) for area, known in found.items()}
