"""What the pages of quality show: all passports side by side, one agency's, one dataset's."""

from __future__ import annotations

from dataclasses import dataclass

from kg.api.graph import ServedGraph
from kg.site.charts.heat import heat_map
from kg.site.formats import capital, number_words
from kg.site.gaps import Matrix, matrix
from kg.site.memory import remembered
from kg.site.passport import Fix, Passport, agency_of, findings, fixes, notes_about, passports, places_to_mend, rules_met
from kg.site.quality_words import QUALITY_WORDS
from kg.site.reading import Named, named, objects, subjects, text_of, texts_of

STATES = ("ada", "ditekan", "dikarantina", "tidak-dicetak", "daftar-sebagian", "tidak-ada-pada-sumber")
LETTERS = dict(zip(STATES, "●DXM–·", strict=True))
_MOST_FIXES = 12


@dataclass(frozen=True, slots=True)
class Compared:
    """One line of a table of passports. Counts are None where they are not measured; `completeness` is a share of province cells."""

    key: str
    name: str
    datasets: int | None
    figures: int | None
    violations: int | None
    warnings: int | None
    completeness: float | None
    filled: int | None
    expected: int | None
    differing: int | None
    quarantined: int | None
    behind: int | None
    licensed: int | None
    licence: bool | None


@dataclass(frozen=True, slots=True)
class Measured:
    """A measure with its words, the rule of counting, and the value as people read it."""

    metric: str
    name: str
    rule: str
    value: str
    shown: str


def compared(graph: ServedGraph, passport: Passport, language: str) -> Compared:
    return Compared(
        passport.key,
        capital(graph.label(passport.iri, language)),
        passport.number("himpunan-data"),
        passport.number("angka"),
        passport.number("pelanggaran"),
        passport.number("peringatan"),
        passport.share,
        passport.number("sel-provinsi-terisi"),
        passport.number("sel-provinsi-diharapkan"),
        passport.number("beda-antarsumber"),
        passport.number("angka-dikarantina"),
        passport.number("periode-tertinggal"),
        passport.number("himpunan-berlisensi"),
        passport.values["lisensi-dinyatakan"] == "true" if "lisensi-dinyatakan" in passport.values else None,
    )


@remembered(2)
def overview(graph: ServedGraph, language: str) -> dict[str, object]:
    """Agencies and datasets by name."""
    rows = {
        kind: sorted((compared(graph, p, language) for p in passports(graph, kind).values()), key=lambda row: row.name.lower())
        for kind in ("instansi", "katalog")
    }
    return {"agencies": rows["instansi"], "datasets": rows["katalog"]}


def agency_report(graph: ServedGraph, key: str, language: str) -> dict[str, object]:
    """An agency's sums, its datasets side by side, and what would mend most over all of them."""
    passport = passports(graph, "instansi")[key]
    own = [p for p in passports(graph, "katalog").values() if agency_of(graph, p.iri) == key]
    most = sorted(
        ((named(graph, p.iri, language), p.key, fix) for p in own for fix in fixes(graph, p.iri, language)),
        key=lambda found: (-found[2].concerns, found[1]),
    )
    return {
        "agency": named(graph, passport.iri, language),
        "key": key,
        "measures": measures(graph, passport, language),
        "datasets": sorted((compared(graph, p, language) for p in own), key=lambda row: row.name.lower()),
        "fixes": most[:_MOST_FIXES],
        "fix_count": len(most),
    }


def dataset_report(graph: ServedGraph, name: str, language: str) -> dict[str, object]:
    """The passport of a dataset as a report for those who keep it."""
    passport = passports(graph, "katalog")[name]
    entry, cubes = passport.iri, [graph.ns.dataset(name)]
    disputes, apart = notes_about(graph, cubes, language)
    complete = matrix(graph, name, language)
    to_fix: list[Fix] = fixes(graph, entry, language)
    agency = agency_of(graph, entry)
    return {
        "dataset": named(graph, entry, language),
        "name": name,
        "agency": named(graph, f"{graph.base}id/instansi/{agency}", language) if agency else None,
        "agency_key": agency,
        "summary": compared(graph, passport, language),
        "measures": measures(graph, passport, language),
        "fixes": to_fix,
        "rules": rules_met(graph, entry, language),
        "findings": findings(graph, name, language),
        "places": places_to_mend(graph, cubes, language),
        "age": passport.number("umur-hari"),
        "behind": passport.number("periode-tertinggal"),
        "frequency": [_frequency(f, language) for f in objects(graph, entry, "dcterms:accrualPeriodicity")],
        "planned": text_of(graph, entry, "ham:plannedRelease", language),
        "licence": objects(graph, entry, "dcterms:license"),
        "terms": texts_of(graph, entry, "dcterms:rights", language),
        "matrix": complete,
        "drawing": _drawing(complete, name, language) if complete else None,
        "letters": letters,
        "letters_of": LETTERS,
        "conflicts": disputes,
        "apart": apart,
        "reports": [named(graph, r, language) for r in subjects(graph, "ham:checkedGraph", graph.ns.graph(name))],
    }


def _frequency(iri: str, language: str) -> str:
    name = iri.rpartition("/")[2]
    return QUALITY_WORDS[language].get(f"freq_{name}", name)


def measures(graph: ServedGraph, passport: Passport, language: str) -> list[Measured]:
    """All measures of a passport, in the order of their scheme."""
    found = []
    for metric, value in sorted(passport.values.items()):
        concept = graph.ns.concept(f"ukuran-mutu/{metric}")
        shown = QUALITY_WORDS[language]["yes" if value == "true" else "no"] if value in ("true", "false") else value
        if metric == "kelengkapan-provinsi":
            shown = f"{number_words(round(float(value) * 100, 2), language)}%"
        elif value.isdigit():
            shown = number_words(float(value), language)
        rule = text_of(graph, concept, "skos:definition", language)
        found.append(Measured(metric, capital(graph.label(concept, language)), rule, value, shown))
    return found


def _drawing(complete: Matrix, name: str, language: str) -> object:
    words = QUALITY_WORDS[language]
    used = {state for known in complete.cells.values() for state in known.values()}
    states = {state: words[f"state_{state}"] for state in STATES if state in used}
    rows = [(area.name, complete.cells[area.iri]) for area in complete.areas]
    return heat_map(rows, complete.years, states, f"{words['matrix_heading']}: {name}", table="tabel-kelengkapan")


def letters(complete: Matrix, area: Named) -> list[str]:
    """The table twin of a drawing: a letter for each year, nothing where the province could not be there."""
    known = complete.cells[area.iri]
    return [LETTERS[known[year]] if year in known else "" for year in complete.years]
