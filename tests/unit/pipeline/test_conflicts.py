"""Which figures disagree, which agree as exactly as they were printed, and which are about different things."""

from __future__ import annotations

import pytest

from kg.namespaces import PREFIXES, Namespaces
from kg.pipeline.derived.conflicts import conflict_lines
from kg.pipeline.derived.facts import GraphFacts, Terms
from kg.pipeline.derived.world import Judgement, World

NS = Namespaces()
DIMENSIONS = tuple(
    map(NS.expand, ("ham:indicator", "sdmx-dimension:refArea", "sdmx-dimension:refPeriod", "ham:respondent", "ham:sourceDocument"))
)


def figure(value: str, document: str, raw: str | None = None, **changes: str) -> tuple[str, Terms]:
    """An observation of complaints in 2024; `changes` are notations by predicate, such as ``countingUnit="kasus"``."""
    kind = "decimal" if "." in value else "integer"
    terms = {
        "ham:indicator": "indikator/aduan",
        "sdmx-dimension:refArea": "wilayah/kemendagri/11",
        "sdmx-dimension:refPeriod": "periode/2024",
        "ham:countingUnit": "satuan-hitung/aduan",
        "sdmx-attribute:obsStatus": "status-pengamatan/A",
        "ham:sourceDocument": f"dokumen/{document}",
        **changes,
    }
    statements: Terms = {NS.expand(name): [f"<{NS.base}id/{key}>"] for name, key in terms.items()}
    statements[NS.expand("sdmx-measure:obsValue")] = [f'"{value}"^^<{PREFIXES["xsd"]}{kind}>']
    statements[NS.expand("ham:rawValue")] = [f'"{raw or value}"']
    return f"{NS.base}id/pengamatan/agensi/data/{document}/{value}", statements


def kinds(*figures: tuple[str, Terms]) -> list[str]:
    """The classes of the notes that these figures get."""
    world = World({"agensi/data": GraphFacts("agensi/data", dict(figures), DIMENSIONS, {})}, NS, Judgement())
    lines = "".join(conflict_lines(world)).splitlines()
    return [line.split()[2].rpartition("/")[2].rstrip(">") for line in lines if "22-rdf-syntax-ns#type>" in line]


def test_two_documents_with_two_values_conflict() -> None:
    assert kinds(figure("7183", "a"), figure("7188", "b")) == ["ConflictNote"]


def test_three_documents_make_one_note() -> None:
    assert kinds(figure("8364", "a"), figure("10303", "b"), figure("10768", "c")) == ["ConflictNote"]


def test_equal_values_make_no_note() -> None:
    assert kinds(figure("7183", "a"), figure("7183", "b", "7.183")) == []


@pytest.mark.parametrize(
    ("predicate", "key"),
    [
        ("ham:countingUnit", "satuan-hitung/kasus"),
        ("sdmx-dimension:refPeriod", "periode/2024-01-01--2024-12-10"),
        ("sdmx-dimension:refArea", "wilayah/kemendagri/12"),
        ("ham:respondent", "pihak-teradu/polri"),
        ("ham:areaRole", "peran-wilayah/asal-pengadu"),
        ("sdmx-attribute:obsStatus", "status-pengamatan/P"),
        ("sdmx-attribute:obsStatus", "status-pengamatan/B"),
    ],
)
def test_figures_about_different_things_do_not_conflict(predicate: str, key: str) -> None:
    assert kinds(figure("7183", "a"), figure("7188", "b", **{predicate: key})) == []


@pytest.mark.parametrize(
    ("fine", "coarse", "raw", "status"),
    [
        ("58.28", "58.3", "58,3", "A"),
        ("124650", "125000", "125 ribu", "E"),
        ("121478", "121500", "sekitar 121.500", "E"),
    ],
)
def test_a_figure_that_was_only_rounded_agrees(fine: str, coarse: str, raw: str, status: str) -> None:
    rounded = figure(coarse, "b", raw, **{"sdmx-attribute:obsStatus": f"status-pengamatan/{status}"})
    assert kinds(figure(fine, "a"), rounded) == ["AgreementNote"]


@pytest.mark.parametrize(
    ("fine", "coarse", "raw", "status"),
    [
        ("58.28", "58.2", "58,2", "A"),
        ("68.97", "68.98", "68,98", "A"),
        ("126650", "125000", "125 ribu", "E"),
        ("121478", "121500", "121.500", "A"),  # the source does not say that it rounded
    ],
)
def test_a_figure_that_rounding_does_not_explain_conflicts(fine: str, coarse: str, raw: str, status: str) -> None:
    printed = figure(coarse, "b", raw, **{"sdmx-attribute:obsStatus": f"status-pengamatan/{status}"})
    assert kinds(figure(fine, "a"), printed) == ["ConflictNote"]
