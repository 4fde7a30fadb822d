"""Raw files as an agency hands them in: what is read, what is set aside, what is held back, and that every row is accounted for."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from kg.errors import InputError
from kg.mapping.dataset import Dataset
from kg.mapping.engine import MappedDataset, map_dataset
from kg.namespaces import Namespaces
from kg.pipeline.accounting import account, as_json, read_not_mapped
from tests.conftest import MakeDataset

MAPPING = """
from kg.mapping import Area, BPS_EXTENTS, Cube, Fixed, Period, Series, SetAside

MAPPING = Cube(
    dimensions={
        "ham:indicator": Fixed("indikator/contoh"),
        "sdmx-dimension:refArea": Area(
            "Provinsi", kind="provinsi", vintage_column="tahun", extents=BPS_EXTENTS, hold_absent=True, national=("Indonesia",)
        ),
    },
    series=(
        Series("Persen", number="plain", kind="decimal", unit="persen", minimum=0, maximum=100, marks={"-": "M", "ditekan": "Q"},
               dimensions={"sdmx-dimension:refPeriod": Period(template="{tahun}-03")}),
        Series("Ribu", number="id", kind="decimal", unit="ribu-orang", minimum=0, marks={"-": "M"},
               dimensions={"sdmx-dimension:refPeriod": Period(template="{tahun}-09")}),
    ),
)
"""
YML = """title: {{id: Contoh, en: Example}}
description: {{id: Contoh, en: Example}}
producer: bps
page: https://example.org/
accessed: 2026-11-22
licence: null
rights: {{id: tidak dinyatakan, en: not stated}}
period: {{start: 2010-01-01, end: 2024-12-31}}
frequency: annual
source: []
reuse: {reuse}
handed_in: [{handed_in}]
"""
CSV = "\ufeffProvinsi;tahun;Persen;Ribu\nAceh;2023;12.5;1.234,5\nBali;2023;;\n;;;\nIndonesia;2023;25674.58;-\nCatatan: contoh;;;\n"
READ = """{file: data.csv, delimiter: ";", encoding: utf-8-sig, set_aside: [{column: Provinsi, matches: "Catatan.*", reason: catatan}]}"""


@pytest.fixture
def raw(make_dataset: MakeDataset, tmp_path: Path):
    """A factory: the dataset ``agensi/contoh`` that has raw files alone, and the folder where they lie."""

    def make(
        content: str | bytes = CSV, handed_in: str = READ, *, reuse: str = "quote", mapping: str = MAPPING, place: str = ""
    ) -> Dataset:
        dataset = make_dataset(mapping=mapping)
        (dataset.folder / "source.csv").unlink()
        (dataset.folder / "dataset.yml").write_text(YML.format(handed_in=handed_in, reuse=reuse), encoding="utf-8")
        target = tmp_path / "handed-in" / (place or f"{dataset.name}/data.csv")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content if isinstance(content, bytes) else content.encode())
        return replace(dataset, sources=tmp_path / "handed-in")

    return make


@pytest.fixture
def mapped(tmp_path: Path, places_root: Path):
    def run(dataset: Dataset) -> tuple[MappedDataset, str]:
        result = map_dataset(dataset, tmp_path / "out" / "graph.nq", Namespaces(), places_root)
        return result, result.path.read_text(encoding="utf-8")

    return run


def test_every_row_is_told_as_observed_held_back_or_set_aside(raw, mapped) -> None:
    result, text = mapped(raw())
    (table,) = result.account
    assert table["runs"] == [("observed", 1), ("tanpa-angka", 1), ("kosong", 1), ("observed", 1), ("catatan", 1)]
    assert table["observations"] == {"value": 2, "missing": 1, "quarantined": 1}
    assert 'obsValue> "1234.5"' in text
    assert "data.csv#row=2>" in text


def test_a_row_whose_figures_are_all_held_back_counts_as_quarantined(raw, mapped) -> None:
    result, _ = mapped(raw("Provinsi;tahun;Persen;Ribu\nAceh;2023;141;\nBali;2023;1;2\n"))
    assert result.account[0]["runs"] == [("quarantined", 1), ("observed", 1)]


def test_a_wrong_cell_is_withheld_and_told_with_file_row_column_value_and_reason(raw, mapped) -> None:
    result, text = mapped(raw())
    (held,) = result.account[0]["held"]
    assert {key: held[key] for key in ("file", "row", "column", "value", "reason")} == {
        "file": "agensi/contoh/data.csv", "row": 5, "column": "Persen", "value": "25674.58", "reason": "di-luar-batas",
    }  # fmt: skip
    assert 'obsValue> "25674.58"' not in text
    observation = next(line.split(" ", 1)[0] for line in text.splitlines() if "alasan-karantina/di-luar-batas" in line)
    said = "\n".join(line for line in text.splitlines() if line.startswith(observation))
    assert "status-pengamatan/X>" in said
    assert 'rawValue> "25674.58"' in said
    assert "obsValue" not in said


def test_the_column_of_a_figure_is_told_where_a_row_holds_several(raw, mapped) -> None:
    _, text = mapped(raw())
    assert 'sourceColumn> "Persen"' in text
    assert 'sourceColumn> "Ribu"' in text


@pytest.mark.parametrize(("cell", "kept"), [("141.0001", True), ("320101010", False), ("0812 345 6", True)])
def test_a_cell_with_digits_that_is_no_number_is_quarantined_and_kept_only_if_it_cannot_be_personal(
    cell: str, kept: bool, raw, mapped
) -> None:
    rows = "".join(f"Bali;{year};1;1\n" for year in range(2010, 2020))
    result, text = mapped(raw(f"Provinsi;tahun;Persen;Ribu\nAceh;2023;;{cell}x\n{rows}"))
    (held,) = result.account[0]["held"]
    assert held["reason"] == "bukan-bilangan"
    assert held["value"] == (f"{cell}x" if kept else None)
    assert (cell in text) is kept


@pytest.mark.parametrize("cell", ["32" + "01010101010001", "0812" + " 3456 7890", "orang" + "@example.org"])
def test_a_number_or_address_of_a_person_stops_the_dataset_and_is_not_told(cell: str, raw, mapped) -> None:
    """The raw file itself would go into the release, and the hash of a row is one of its content."""
    with pytest.raises(InputError, match="which is never taken in") as error:
        mapped(raw(f"Provinsi;tahun;Persen;Ribu\nAceh;2023;;{cell}\n"))
    assert error.value.row == 2
    assert cell not in str(error.value)


def test_a_word_that_is_no_declared_mark_stops_the_dataset(raw, mapped) -> None:
    with pytest.raises(InputError, match=r"agensi/contoh/data\.csv, row 2, column 'Persen', value 'nihil'"):
        mapped(raw("Provinsi;tahun;Persen;Ribu\nAceh;2023;nihil;\n"))


def test_a_column_of_unreadable_numbers_is_a_mistake_of_the_mapping_and_stops_the_dataset(raw, mapped) -> None:
    rows = "".join(f"Aceh;{year};;1,234.5\n" for year in range(2010, 2020))
    with pytest.raises(InputError, match=r"row 2, column 'Ribu'.*so are 9 more cells"):
        mapped(raw(f"Provinsi;tahun;Persen;Ribu\n{rows}"))


def test_a_figure_for_a_province_that_did_not_exist_is_quarantined_and_a_mark_there_is_nothing(raw, mapped) -> None:
    result, text = mapped(raw("Provinsi;tahun;Persen;Ribu\nPapua Tengah;2015;0.00;\nPapua Tengah;2016;-;\nPapua Tengah;2024;1;1\n"))
    assert result.account[0]["runs"] == [("quarantined", 1), ("tanpa-angka", 1), ("observed", 1)]
    assert result.account[0]["held"][0]["reason"] == "wilayah-belum-ada"
    assert 'obsValue> "0"' not in text


def test_papua_of_a_year_before_the_split_is_the_old_extent(raw, mapped) -> None:
    _, text = mapped(raw("Provinsi;tahun;Persen;Ribu\nPapua;2023;1;1\nPapua;2024;1;1\n"))
    assert "kemendagri/91-sebelum-2022>" in text
    assert "kemendagri/91>" in text


def test_an_intake_lays_raw_rows_out_in_our_columns_and_keeps_their_numbers(raw, mapped) -> None:
    intake = """
def intake(row):
    if row["nama"] == "Jumlah":
        return SetAside("jumlah")
    return ({"Provinsi": row["nama"], "tahun": year, "Persen": row[year]} for year in ("2021", "2022"))
"""
    result, text = mapped(raw("nama,2021,2022\nAceh,1,2\nJumlah,1,2\nBali,3,\n", "{file: data.csv}", mapping=MAPPING + intake))
    assert result.account[0]["runs"] == [("observed", 1), ("jumlah", 1), ("observed", 1)]
    assert result.observations == 3
    assert "data.csv#row=4>" in text
    assert "data.csv#row=3>" not in text


def test_an_intake_that_fails_names_the_raw_row(raw, mapped) -> None:
    intake = "\ndef intake(row):\n    raise row.fail('nama', 'is unknown')\n"
    with pytest.raises(InputError, match=r"agensi/contoh/data\.csv, row 2, column 'nama', value 'Aceh': is unknown"):
        mapped(raw("nama\nAceh\n", "{file: data.csv}", mapping=MAPPING + intake))


def test_a_raw_file_is_found_in_the_folder_of_another_name(raw, mapped) -> None:
    read = READ.replace("file: data.csv", "file: data.csv, from: instansi_lama/tabel/data.csv")
    result, text = mapped(raw(handed_in=read, place="instansi_lama/tabel/data.csv"))
    assert result.account[0]["file"] == "instansi_lama/tabel/data.csv"
    assert "source/agensi/contoh/data.csv#row=2>" in text


def test_merged_header_lines_are_filled_to_the_right(raw, mapped, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in (["Judul"], ["Wilayah", "Angka", None], ["Nama", "2021", "2022"], ["Aceh", 1, 2.5], [None, None, None], ["Sumber: BPS"]):
        book.active.append(row)
    book.save(tmp_path / "book.xlsx")
    intake = """
def intake(row):
    return [{"Provinsi": row["Wilayah Nama"], "tahun": year, "Persen": row[f"Angka {year}"]} for year in ("2021", "2022")]
"""
    read = """{file: data.xlsx, format: xlsx, preamble_rows: 1, header_rows: 2, fill_right: true, ragged: true,
        set_aside: [{matches: "Sumber.*", reason: catatan}]}"""
    content = (tmp_path / "book.xlsx").read_bytes()
    result, text = mapped(raw(content, read, mapping=MAPPING + intake, place="agensi/contoh/data.xlsx"))
    assert result.account[0]["runs"] == [("observed", 1), ("kosong", 1), ("catatan", 1)]
    assert 'obsValue> "2.5"' in text
    assert "data.xlsx#row=4>" in text


def test_columns_without_a_name_or_with_the_same_name_are_numbered_if_the_dataset_says_so(raw, mapped) -> None:
    content = ",Provinsi,tahun,Lainnya,Lainnya\n0,Aceh,2021,1,2\n"
    intake = """
def intake(row):
    return {"Provinsi": row["Provinsi"], "tahun": row["tahun"], "Persen": row["Lainnya"], "Ribu": row["Lainnya (2)"]}
"""
    with pytest.raises(InputError, match="column 1 of the header has no name"):
        mapped(raw(content, "{file: data.csv}", mapping=MAPPING + intake))
    result, _ = mapped(raw(content, "{file: data.csv, numbered_columns: true}", mapping=MAPPING + intake))
    assert result.observations == 2


def test_a_json_file_is_read_as_records(raw, mapped) -> None:
    content = json.dumps({"data": [{"Provinsi": "Aceh", "tahun": 2021, "Persen": 12.5, "Ribu": None}]})
    result, text = mapped(raw(content, "{file: data.json, format: json, records: [data]}", place="agensi/contoh/data.json"))
    assert result.observations == 1
    assert 'obsValue> "12.5"' in text


def test_rows_of_a_file_that_is_not_published_carry_no_hash(raw, mapped) -> None:
    _, text = mapped(raw(handed_in=READ.replace("file: data.csv", "file: data.csv, publish: false")))
    assert "rowSha256" not in text
    assert "withheld" in text


def test_a_wrong_cell_of_a_file_that_is_not_published_is_told_without_its_value(raw, mapped) -> None:
    result, text = mapped(raw(handed_in=READ.replace("file: data.csv", "file: data.csv, publish: false")))
    (held,) = result.account[0]["held"]
    assert (held["row"], held["column"], held["value"]) == (5, "Persen", None)
    assert "25674.58" not in text


def test_a_dataset_that_may_not_be_published_leaves_only_its_entry_with_rule_and_count(raw, mapped) -> None:
    result, text = mapped(raw(reuse="non-commercial"))
    assert result.state == "dikecualikan"
    assert "alasan-pengecualian/nonkomersial" in text
    assert "keadaan-data/dikecualikan" in text
    assert 'excludedCount> "4"' in text
    assert "obsValue" not in text
    assert "#row=" not in text
    assert result.account[0]["runs"][0] == ("excluded", 1)
    assert "obsValue" in result.path.with_suffix(".withheld.nq").read_text(encoding="utf-8")


def test_the_account_of_a_table_is_the_sum_over_all_datasets_that_read_it(raw, mapped) -> None:
    dataset = raw()
    result, _ = mapped(dataset)
    other = replace(
        result, name="agensi/lain", account=[result.account[0] | {"runs": [("himpunan-lain", 2), ("observed", 1), ("himpunan-lain", 2)]}]
    )
    assert dataset.sources
    (table,) = account([result, other], dataset.sources, {})
    assert (table.rows, table.observed, table.set_aside) == (5, 3, {"tanpa-angka": 1, "catatan": 1})
    assert table.is_balanced
    lost = replace(result, account=[result.account[0] | {"runs": [("himpunan-lain", 5)]}])
    (table,) = account([lost], dataset.sources, {})
    assert not table.is_balanced


def test_a_file_that_nobody_reads_balances_only_with_a_reason(raw, tmp_path: Path) -> None:
    folder = raw().sources
    assert [table.is_balanced for table in account([], folder, {})] == [False]
    listed = tmp_path / "NOT_MAPPED.md"
    listed.write_text("| tabel | alasan |\n|---|---|\n| `agensi/contoh` | lisensi / licence |\n", encoding="utf-8")
    told = as_json(account([], folder, read_not_mapped(listed)))
    assert told["total"]["not_mapped"] == told["total"]["rows"] == 5
