"""Coverage by group of persons as pages show it: for a right and a province, which groups have figures, and why others have not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

import pyoxigraph as ox

from kg.api.graph import ServedGraph
from kg.site.memory import remembered
from kg.site.reading import Named, named, objects, subjects, text_of

EVERYONE = "kelompok-cakupan/semua"
_BESIDE = ("belum-diserahkan", "dikecualikan", "gagal-pemeriksaan")
_PERHAPS = {"id": "mungkin ada dalam himpunan data lain", "en": "perhaps in another dataset"}


@dataclass(frozen=True, slots=True)
class GroupCell:
    """One cell of the graph: `reasons` (notations) are empty where there are figures; years are the first and last of its span."""

    subject: str
    group: str
    first: int
    last: int
    areas: frozenset[str]
    reasons: tuple[str, ...]
    figures: int


@dataclass(frozen=True, slots=True)
class Run:
    """A span of years: how many figures there are (0: none, and `why` in words), in how many provinces."""

    years: str
    figures: int
    provinces: int
    reasons: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True)
class GroupRow:
    """A right, pillar or indicator and a group, with what is there and what is not; the newest first."""

    subject: Named
    group: Named
    key: str
    runs: list[Run]

    @property
    def figures(self) -> int:
        return sum(run.figures for run in self.runs)


@dataclass(frozen=True, slots=True)
class GroupSum:
    """A group over several subjects and years: figures, provinces that have any, the years of those; and what is lacking by reason."""

    group: Named
    key: str
    figures: int
    provinces: int
    years: str
    having: list[Named]
    lacking: list[tuple[str, list[Named]]]


@remembered(1)
def group_cells(graph: ServedGraph) -> tuple[GroupCell, ...]:
    """All cells of the release by subject, group and year."""
    found = []
    for cell in subjects(graph, "rdf:type", graph.term("ham:GroupCoverage").value):
        reasons = tuple(sorted(reason.rpartition("/")[2] for reason in objects(graph, cell, "ham:gapReason")))
        found.append(
            GroupCell(
                objects(graph, cell, "dcterms:subject")[0], objects(graph, cell, "ham:coveredGroup")[0],
                _number(graph, cell, "ham:firstYear"), _number(graph, cell, "ham:lastYear"),
                frozenset(objects(graph, cell, "ham:coveredArea")), reasons, _number(graph, cell, "ham:figureCount"),
            )
        )  # fmt: skip
    return tuple(sorted(found, key=lambda cell: (cell.subject, cell.group, -cell.last, cell.reasons)))


def _number(graph: ServedGraph, cell: str, name: str) -> int:
    term = graph.value(cell, name)
    return int(term.value) if isinstance(term, ox.Literal) else 0


def group_key(graph: ServedGraph, group: str) -> str:
    """How an address names a group: scheme and notation."""
    return group.removeprefix(graph.ns.concept(""))


def known_groups(graph: ServedGraph, language: str) -> list[tuple[str, list[tuple[str, str]]]]:
    """Groups to choose from, under the name of their code list: (key, name)."""
    lists: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for group in sorted({cell.group for cell in group_cells(graph)}):
        scheme = next(iter(objects(graph, group, "skos:inScheme")), "")
        title = text_of(graph, scheme, "dcterms:title", language) or graph.label(scheme, language)
        lists[title].append((group_key(graph, group), graph.label(group, language)))
    return sorted(lists.items())


def chosen_cells(
    graph: ServedGraph, *, area: str | None = None, group: str | None = None, subject: str | None = None
) -> tuple[GroupCell, ...]:
    """Cells of a province, a group, a subject; each may be left open."""
    return tuple(
        cell
        for cell in group_cells(graph)
        if (area is None or area in cell.areas) and (group is None or cell.group == group) and (subject is None or cell.subject == subject)
    )


def group_rows(graph: ServedGraph, cells: Iterable[GroupCell], language: str, area: str | None = None) -> list[GroupRow]:
    """A row for each subject and group. Of one province (`area`) the number of figures is not known by cell, so it is not told."""
    rows: dict[tuple[str, str], list[Run]] = defaultdict(list)
    for cell in cells:
        rows[cell.subject, cell.group].append(
            Run(span(cell.first, cell.last), cell.figures, 1 if area else len(cell.areas), cell.reasons, why(graph, cell.reasons, language))
        )
    found = [
        GroupRow(named(graph, subject, language), _group(graph, group, language), group_key(graph, group), runs)
        for (subject, group), runs in rows.items()
    ]
    return sorted(found, key=lambda row: (row.subject.iri.rsplit("/", 2)[-2] == "indikator", row.subject.name.lower(), row.key))


def newest_rows(graph: ServedGraph, cells: Iterable[GroupCell], language: str) -> list[GroupRow]:
    """The same in short: all figures as one span, and why provinces lack one in the newest years alone."""
    short: list[GroupCell] = []
    by_row: dict[tuple[str, str], list[GroupCell]] = defaultdict(list)
    for cell in cells:
        by_row[cell.subject, cell.group].append(cell)
    for (subject, group), of in by_row.items():
        if having := [cell for cell in of if not cell.reasons]:
            areas = frozenset[str]().union(*(cell.areas for cell in having))
            years = min(cell.first for cell in having), max(cell.last for cell in having)
            short.append(GroupCell(subject, group, *years, areas, (), sum(cell.figures for cell in having)))
        newest = max(cell.last for cell in of)
        short += [cell for cell in of if cell.reasons and cell.last == newest]
    return group_rows(graph, short, language)


def group_sums(graph: ServedGraph, cells: Iterable[GroupCell], language: str) -> list[GroupSum]:
    """A row for each group: what any of the cells has, and which subjects lack figures in their newest span, by reason."""
    by_group: dict[str, list[GroupCell]] = defaultdict(list)
    for cell in cells:
        by_group[cell.group].append(cell)
    return sorted((_sum(graph, group, of, language) for group, of in by_group.items()), key=lambda row: (row.key != EVERYONE, row.key))


def _sum(graph: ServedGraph, group: str, cells: list[GroupCell], language: str) -> GroupSum:
    having = [cell for cell in cells if not cell.reasons]
    with_figures = {cell.subject for cell in having}
    newest: dict[str, tuple[str, ...]] = {}
    for cell in sorted(cells, key=lambda cell: -cell.last):
        if cell.subject not in with_figures:
            newest.setdefault(cell.subject, cell.reasons)
    lacking: dict[str, list[Named]] = defaultdict(list)
    for subject, reasons in newest.items():
        lacking[why(graph, reasons, language)].append(named(graph, subject, language))
    years = span(min(cell.first for cell in having), max(cell.last for cell in having)) if having else ""
    return GroupSum(
        _group(graph, group, language), group_key(graph, group), sum(cell.figures for cell in having),
        len(frozenset().union(*(cell.areas for cell in having))), years,
        [named(graph, subject, language) for subject in sorted(with_figures)], sorted(lacking.items()),
    )  # fmt: skip


def _group(graph: ServedGraph, group: str, language: str) -> Named:
    """The group, with the name of its code list beside it."""
    scheme = next(iter(objects(graph, group, "skos:inScheme")), "")
    return named(graph, group, language, "" if group.endswith(EVERYONE) else text_of(graph, scheme, "dcterms:title", language))


def why(graph: ServedGraph, reasons: Iterable[str], language: str) -> str:
    """Reasons in words; after the reason itself, why a dataset that might hold the figure is not here."""
    words = {reason: graph.label(graph.ns.concept(f"alasan-celah/{reason}"), language) for reason in reasons}
    main = [reason for reason in words if reason not in _BESIDE or len(words) == 1]
    beside = ", ".join(words[reason] for reason in words if reason not in main)
    return "; ".join(words[reason] for reason in main) + (f" ({_PERHAPS[language]}: {beside})" if beside else "")


def span(first: int, last: int) -> str:
    return str(first) if first == last else f"{first}–{last}"


def is_right(cell: GroupCell) -> bool:
    """Whether a cell is about a right, and not about a pillar or an indicator."""
    return cell.subject.rsplit("/", 2)[-2].startswith("hak-")
