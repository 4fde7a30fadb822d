"""Short tables of quoted figures lose their small counts before anything else reads them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.mapping.config import HandedInConfig
from kg.mapping.dataset import Dataset
from kg.mapping.engine import fingerprint
from kg.namespaces import Namespaces
from kg.pipeline.withheld import withhold, withhold_all
from kg.resources import mappings_root
from tests.conftest import MakeDataset

CSV = "tahun,uraian,jumlah,persen\n2023,dari Kejaksaan,25,4\n2023,dari KPK,3,\n2023,dari Polri,4.0,\n2023,dari TNI,,\n2024,dari KPK,12,1\n"
RULES = [{"column": "jumlah"}, {"column": "jumlah", "where": {"tahun": ["2023"], "uraian": ["dari Kejaksaan"]}, "complement": True}]


def given(
    tmp_path: Path, make_dataset: MakeDataset, rules: list[dict[str, object]] = RULES, text: str = CSV
) -> tuple[Dataset, HandedInConfig]:
    sources = tmp_path / "in"
    (sources / "agensi" / "contoh").mkdir(parents=True, exist_ok=True)
    (sources / "agensi" / "contoh" / "data.csv").write_text(text, encoding="utf-8")
    raw = HandedInConfig.model_validate({"file": "data.csv", "publish": False, "withhold": rules})
    dataset = replace(make_dataset(), sources=sources)
    dataset.__dict__["config"] = dataset.config.model_copy(update={"handed_in": (raw,)})
    return dataset, raw


def test_counts_of_one_to_four_and_named_complements_are_withheld_and_nothing_else(tmp_path: Path, make_dataset: MakeDataset) -> None:
    dataset, raw = given(tmp_path, make_dataset)
    withhold(dataset, raw, tmp_path / "out")
    assert (tmp_path / "out" / "agensi" / "contoh" / "data.csv").read_text(encoding="utf-8") == (
        "tahun,uraian,jumlah,persen\n2023,dari Kejaksaan,ditekan,4\n2023,dari KPK,ditekan,\n"
        "2023,dari Polri,ditekan,\n2023,dari TNI,,\n2024,dari KPK,12,1\n"
    )


def test_a_raw_file_with_small_counts_is_not_mapped_before_they_are_withheld(tmp_path: Path, make_dataset: MakeDataset) -> None:
    dataset, _ = given(tmp_path, make_dataset)
    with pytest.raises(InputError, match="only after it was protected"):
        dataset.input_files()


def test_files_that_differ_in_a_small_count_alone_have_the_same_fingerprint(tmp_path: Path, make_dataset: MakeDataset) -> None:
    prints = set()
    for count in "1234":
        dataset, _ = given(tmp_path, make_dataset, text=CSV.replace("dari KPK,3", f"dari KPK,{count}"))
        assert withhold_all({dataset.name: dataset}, {dataset.name: dataset}, tmp_path / "out") == {}
        prints.add(fingerprint(replace(dataset, protected=tmp_path / "out"), Namespaces(), mappings_root()))
    assert len(prints) == 1


def test_a_column_that_is_not_there_stops_the_dataset_and_names_it(tmp_path: Path, make_dataset: MakeDataset) -> None:
    dataset, _ = given(tmp_path, make_dataset, [{"column": "banyaknya"}])
    (error,) = withhold_all({dataset.name: dataset}, {dataset.name: dataset}, tmp_path / "out").values()
    assert "banyaknya" in str(error) and "withhold" in str(error)


def test_datasets_that_read_one_file_must_withhold_the_same(tmp_path: Path, make_dataset: MakeDataset) -> None:
    dataset, _ = given(tmp_path, make_dataset)
    careless = replace(dataset, name="agensi/lain")
    shown = HandedInConfig.model_validate({"file": "data.csv", "from": "agensi/contoh/data.csv", "publish": False})
    careless.__dict__["config"] = dataset.config.model_copy(update={"handed_in": (shown,)})
    failed = withhold_all({dataset.name: dataset}, {dataset.name: dataset, careless.name: careless}, tmp_path / "out")
    assert "otherwise than in agensi/lain" in str(failed["agensi/contoh"])


def test_a_file_with_withheld_counts_cannot_be_published() -> None:
    with pytest.raises(ValueError, match="publish: false"):
        HandedInConfig.model_validate({"file": "data.csv", "withhold": RULES})
