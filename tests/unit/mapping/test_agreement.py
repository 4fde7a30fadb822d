"""A total or per cent that contradicts its own row is held back with file, row, column and value; nothing is put in its place."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from kg.mapping.engine import MappedDataset, map_dataset
from kg.namespaces import Namespaces
from kg.resources import mappings_root
from tests.conftest import MakeDataset

MAPPING = """
from kg.mapping import Country, Cube, Fixed, PercentOf, Period, Series, SumOf

MAPPING = Cube(
    dimensions={"sdmx-dimension:refArea": Country("IDN"), "sdmx-dimension:refPeriod": Period("tahun")},
    series=(
        *(Series(column, number="id", kind="integer", unit="putusan", minimum=0, marks={"ditekan": "Q", "...": "M"},
                 dimensions={"ham:indicator": Fixed(f"indikator/{column}")}) for column in ("ditolak", "diterima")),
        Series("semua", number="id", kind="integer", unit="putusan", minimum=0, follows=SumOf(("ditolak", "diterima")),
               dimensions={"ham:indicator": Fixed("indikator/semua")}),
        Series("persen", number="id", kind="decimal", unit="persen", follows=PercentOf("ditolak", "semua"),
               dimensions={"ham:indicator": Fixed("indikator/persen")}),
    ),
)
"""


@pytest.fixture
def held(make_dataset: MakeDataset, tmp_path: Path):
    def of(row: str, publish: bool = True) -> list[tuple[str, str | None, str]]:
        dataset = make_dataset(mapping=MAPPING)
        (tmp_path / "in" / dataset.name).mkdir(parents=True, exist_ok=True)
        (tmp_path / "in" / dataset.name / "data.csv").write_text(f"tahun,ditolak,diterima,semua,persen\n{row}\n", encoding="utf-8")
        text = (dataset.folder / "dataset.yml").read_text(encoding="utf-8")
        lines = [line for line in text.splitlines() if not line.startswith(("source:", "expect:"))]
        handed_in = f"source: []\nhanded_in: [{{file: data.csv, publish: {str(publish).lower()}}}]\n"
        (dataset.folder / "dataset.yml").write_text("\n".join(lines) + "\n" + handed_in, encoding="utf-8")
        mapped: MappedDataset = map_dataset(
            replace(dataset, sources=tmp_path / "in"), tmp_path / "graph.nq", Namespaces(), mappings_root()
        )  # fmt: skip
        return [(one["column"], one["value"], one["problem"]) for one in mapped.account[0]["held"]]

    return of


def test_figures_that_agree_with_their_row_are_kept(held) -> None:
    assert held('2019,596,404,1.000,"59,6"') == []
    assert held("2019,596,404,1.000,60") == []  # within a point: rounded


def test_a_total_that_is_not_the_sum_of_its_parts_is_held_back_with_what_it_contradicts(held) -> None:
    assert held("2019,596,0,0,") == [("semua", "0", "contradicts other cells of its row (ditolak 596, diterima 0 give 596)")]


def test_a_per_cent_that_contradicts_its_two_counts_is_held_back(held) -> None:
    assert held("2019,596,404,1.000,84") == [("persen", "84", "contradicts other cells of its row (ditolak 596, semua 1.000 give 59.6)")]


@pytest.mark.parametrize("row", ["2019,ditekan,404,1.000,84", "2019,...,404,1.000,", "2019,,404,1.000,84", "2019,5,0,5,"])
def test_where_a_cell_is_suppressed_or_absent_nothing_is_known(row: str, held) -> None:
    assert held(row) == []


def test_of_a_file_that_is_not_published_no_cell_is_told(held) -> None:
    assert held("2019,596,0,0,", publish=False) == [("semua", None, "contradicts other cells of its row")]
