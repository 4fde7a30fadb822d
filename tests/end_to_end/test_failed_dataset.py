"""A dataset that the gate refuses: what it would have held is a gap of its rights, provinces, years and groups, with the reason."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kg.namespaces import CANONICAL_BASE
from kg.pipeline.accept import LEFT_OUT
from kg.pipeline.layout import DataFolder
from kg.pipeline.run import BuildRequest, BuildResult, build
from kg.resources import mappings_root, ontology_root, shapes_root
from kg.store.release import find_release
from tests.end_to_end.recount import Recount

BROKEN = "bps/komponen_ketimpangan_gender"
WOMEN, JAWA_BARAT = "konsep:hak-uu39\\/09", "<https://w3id.org/satudataham/id/wilayah/kemendagri/32>"


@pytest.fixture(scope="module")
def built(release_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[BuildResult, Recount]:
    """The release of a build in which one mapping gives per cents as scores of no index, as a new service would make it."""
    root = tmp_path_factory.mktemp("failed")
    shutil.copytree(mappings_root(), root / "mappings", ignore=shutil.ignore_patterns("__pycache__"))
    mapping = root / "mappings" / BROKEN / "mapping.py"
    mapping.write_text(mapping.read_text(encoding="utf-8").replace('unit="persen"', 'unit="skor"'), encoding="utf-8")
    for part in ("2-quads", "3-reports"):  # what was mapped and checked is not done again
        shutil.copytree(release_folder / part, root / "var" / part)
    result = build(BuildRequest(ontology_root(), shapes_root(), root / "mappings", root / "var", CANONICAL_BASE))
    return result, Recount(find_release(DataFolder(root / "var").root).store)


def test_the_gate_refuses_it_and_the_release_is_made_without_it(built: tuple[BuildResult, Recount]) -> None:
    result, base = built
    assert result.outcomes[BROKEN] == LEFT_OUT
    assert set(result.problems) == {BROKEN}
    assert "violations of the shapes" in result.problems[BROKEN][0]
    assert BROKEN not in base.entries


def test_its_provinces_years_and_groups_failed_the_gate(built: tuple[BuildResult, Recount]) -> None:
    told = built[1].rows(
        f"""SELECT ?group ?first ?last ?reason {{ ?cell a ham:GroupCoverage ; dcterms:subject {WOMEN} ; ham:coveredArea {JAWA_BARAT} ;
        ham:coveredGroup ?group ; ham:firstYear ?first ; ham:lastYear ?last ; ham:gapReason ?reason }}"""
    )
    failed = {(group.rpartition("/")[2], first, last) for group, first, last, reason in told if reason.endswith("/gagal-pemeriksaan")}
    assert failed == {("perempuan", "2018", "2022"), ("laki-laki", "2018", "2022")}


def test_a_province_that_it_did_not_name_is_no_failure(built: tuple[BuildResult, Recount]) -> None:
    areas = {
        area for (area,) in built[1].rows("SELECT ?a { ?c ham:gapReason konsep:alasan-celah\\/gagal-pemeriksaan ; ham:coveredArea ?a }")
    }
    assert {area.rpartition("/")[2] for area in areas} == {"32"}


def test_the_dataset_itself_is_a_gap_under_its_title(built: tuple[BuildResult, Recount]) -> None:
    cell = f"<https://w3id.org/satudataham/id/cakupan/{BROKEN}>"
    reasons = built[1].rows(f"SELECT ?r ?name {{ {cell} ham:gapReason ?r ; rdfs:label ?name FILTER(LANG(?name) = 'id') }}")
    assert [reason.rpartition("/")[2] for reason, _ in reasons] == ["gagal-pemeriksaan"]
    assert reasons[0][1] != BROKEN


def test_no_value_of_it_is_anywhere_in_the_release(built: tuple[BuildResult, Recount]) -> None:
    assert built[1].rows(f"SELECT ?o {{ ?o qb:dataSet <https://w3id.org/satudataham/id/dataset/{BROKEN}> }}") == []
    assert (
        built[1].rows(f"SELECT ?o {{ ?o qb:dataSet <https://w3id.org/satudataham/id/dataset/{BROKEN}> ; sdmx-measure:obsValue ?v }}") == []
    )
