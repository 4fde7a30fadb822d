"""Drafts of dataset folders from raw files in odd dialects: what is found out, what is asked, and that an answered draft is a dataset."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import yaml

from kg.draft.new import Draft, Request, new_dataset
from kg.errors import InputError
from kg.mapping.dataset import Dataset
from kg.mapping.engine import map_dataset
from kg.namespaces import Namespaces
from kg.pipeline.known import undescribed_references
from kg.pipeline.protected import protect_alone
from kg.resources import mappings_root, ontology_root
from tests.mappings.answers import answer

NAME = "dinas_contoh/tabel"
BASE = "https://w3id.org/satudataham/"
NewDraft = Callable[..., Draft]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A folder of mappings that holds what places, States and organisations are looked up in, and nothing else."""
    folder = tmp_path / "mappings"
    folder.mkdir()
    for name in ("kemendagri", "pbb", "instansi"):
        (folder / name).symlink_to(mappings_root() / name)
    return folder


@pytest.fixture
def new(root: Path, tmp_path: Path) -> NewDraft:
    """Drafts a dataset from the content of a file: text, bytes, or (for JSON) a value."""

    def make(content: Any, file: str = "data.csv", name: str = NAME, **options: Any) -> Draft:
        path = tmp_path / file
        if isinstance(content, bytes):
            path.write_bytes(content)
        elif isinstance(content, str):
            path.write_text(content, encoding="utf-8")
        elif content is not None:
            path.write_text(json.dumps(content), encoding="utf-8")
        return new_dataset(Request(name, path, root, ontology_root(), today=date(2026, 11, 25), **options))

    return make


def config(draft: Draft) -> dict[str, Any]:
    content: dict[str, Any] = yaml.safe_load((draft.folder / "dataset.yml").read_text(encoding="utf-8"))
    return content


def questions(draft: Draft) -> set[tuple[str, str]]:
    return {(question.file, question.key) for question in draft.questions}


def script(draft: Draft) -> str:
    return (draft.folder / "mapping.py").read_text(encoding="utf-8")


def figures(draft: Draft, root: Path, raw: Path | None = None) -> list[str]:
    """Values of an answered draft, as area, period and value: from its own table, or from the raw file handed in."""
    name = f"{draft.folder.parent.name}/{draft.folder.name}"
    dataset = Dataset(name, draft.folder)
    if raw:
        handed_in = root.parent / "handed_in"
        (handed_in / name).mkdir(parents=True, exist_ok=True)
        (handed_in / name / dataset.config.handed_in[0].file).write_bytes(raw.read_bytes())
        dataset = protect_alone(replace(dataset, sources=handed_in), root, root.parent / "protected", 2**24)
    path = map_dataset(dataset, root.parent / "graph.nq", Namespaces(), root).path
    assert undescribed_references(path, name, BASE, root, ontology_root()) == []
    told: dict[str, dict[str, str]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        subject, predicate, rest = line.split(" ", 2)
        for wanted in ("refArea", "refPeriod", "obsValue"):
            if predicate.endswith(f"{wanted}>"):
                value = rest.split('"')[1] if rest.startswith('"') else rest.split(">")[0].rsplit("/", 1)[1]
                told.setdefault(subject, {})[wanted] = value
    return sorted(" ".join(one.get(name, "—") for name in ("refArea", "refPeriod", "obsValue")) for one in told.values())


# --- dialects -----------------------------------------------------------------------------------------------------------
ODD = (
    "Balai Contoh;;;\r\nTabel 4. Lahan sengketa menurut provinsi, 2023;;;\r\n;;;\r\n"
    "Provinsi;Luas (ha);Bidang;Ket\r\n(1);(2);(3);(4)\r\n"
    "Aceh;170.210,9;1.204;é\r\nSumatera Utara;624.272,711;...;\r\nJawa Barat;12,5;7;\r\n"
    "Jumlah;794.496,111;1.211;\r\n;;;\r\nSumber: Balai Contoh, 2024;;;\r\n"
).encode("cp1252")


def test_a_table_with_titles_numbered_columns_totals_and_notes_in_windows_text_is_read(new: NewDraft) -> None:
    draft = new(ODD)
    read = config(draft)["handed_in"][0]
    assert {key: read[key] for key in ("file", "encoding", "delimiter", "preamble_rows")} == {
        "file": "data.csv", "encoding": "cp1252", "delimiter": ";", "preamble_rows": 3,
    }  # fmt: skip
    assert {(rule["column"], rule["reason"]) for rule in read["set_aside"]} == {("Provinsi", "catatan"), ("Provinsi", "jumlah")}
    assert config(draft)["period"] == {"start": date(2023, 1, 1), "end": date(2023, 12, 31)}
    assert 'Series("Luas (ha)", number="id", kind="decimal", unit="hektare", minimum=0' in script(draft)
    assert '"Bidang"' in script(draft)
    assert 'marks={"...": "M"}' in script(draft)


@pytest.mark.parametrize("from_raw", [False, True])
def test_an_answered_draft_gives_each_figure_once_from_its_own_table_and_from_the_raw_file(
    new: NewDraft, root: Path, tmp_path: Path, from_raw: bool
) -> None:
    draft = new(ODD)
    answer(draft.folder, units="persen")
    assert figures(draft, root, tmp_path / "data.csv" if from_raw else None) == [
        "11 2023 1204", "11 2023 170210.9", "12 2023 624272.711", "12 2023 —", "32 2023 12.5", "32 2023 7",
    ]  # fmt: skip


def test_merged_headers_of_a_workbook_become_periods_and_indicators(new: NewDraft, root: Path, tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    sheet = workbook.worksheets[0]
    for row in (["Wilayah", "APM SD", None, "APM SMP", None], [None, "2019", "2020", "2019", "2020"],
                ["Bogor", 98.1, 98.5, 80, 81.2], ["Kota Bogor", 97, 97.5, 82, 83.25], ["Sumber: contoh"]):  # fmt: skip
        sheet.append(row)
    sheet.merge_cells("B1:C1")
    workbook.save(tmp_path / "data.xlsx")
    draft = new(None, "data.xlsx")
    read = config(draft)["handed_in"][0]
    assert (read["header_rows"], read["fill_right"]) == (2, True)
    assert script(draft).count('"sdmx-dimension:refPeriod": Period(template="2019")') == 2
    assert '"ham:indicator": Fixed("indikator/apm-smp")' in script(draft)
    answer(draft.folder, units="persen")
    expected = [
        "32.01 2019 80", "32.01 2019 98.1", "32.01 2020 81.2", "32.01 2020 98.5",
        "32.71 2019 82", "32.71 2019 97", "32.71 2020 83.25", "32.71 2020 97.5",
    ]  # fmt: skip
    assert figures(draft, root) == figures(draft, root, tmp_path / "data.xlsx") == expected


def test_records_of_json_are_found_below_their_keys(new: NewDraft, root: Path, tmp_path: Path) -> None:
    records = [{"tahun": 2022, "provinsi": "Bali", "jumlah": 5}, {"tahun": 2023, "provinsi": "Bali", "jumlah": 12}]
    draft = new({"status": "ok", "hasil": {"data": records, "n": [1]}}, "data.json")
    assert config(draft)["handed_in"][0] == {"file": "data.json", "format": "json", "records": ["hasil", "data"]}
    answer(draft.folder)
    assert figures(draft, root, tmp_path / "data.json") == ["51 2022 5", "51 2023 12"]


def test_the_fullest_sheet_is_read_and_the_others_are_told(new: NewDraft, tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    workbook.worksheets[0].append(["petunjuk"])
    sheet = workbook.create_sheet("Data")
    for row in (["tahun", "jumlah"], [2021, 4], [2022, 9]):
        sheet.append(row)
    workbook.save(tmp_path / "data.xlsx")
    draft = new(None, "data.xlsx")
    assert config(draft)["handed_in"][0]["sheet"] == "Data"
    assert any("Sheet, Data" in told for told, _ in draft.findings)


# --- what is decided, and what is asked ------------------------------------------------------------------------------------
def test_what_no_file_tells_is_asked(new: NewDraft) -> None:
    draft = new("provinsi,tahun,jumlah\nBali,2022,10\nAceh,2022,12\n")
    assert questions(draft) == {
        ("agency.yml", "kind"), ("agency.yml", "name.id"), ("agency.yml", "name.en"), ("agency.yml", "source"),
        ("dataset.yml", "title.id"), ("dataset.yml", "title.en"), ("dataset.yml", "description.id"), ("dataset.yml", "description.en"),
        ("dataset.yml", "page"), ("dataset.yml", "licence"), ("dataset.yml", "rights.id"), ("dataset.yml", "rights.en"),
        ("dataset.yml", "reuse"), ("dataset.yml", "frequency"),
        ("documents.csv", "url"), ("documents.csv", "penerbit"), ("documents.csv", "jenis"), ("documents.csv", "keyakinan"),
        ("indicators.csv", "nama_id"), ("indicators.csv", "nama_en"), ("indicators.csv", "definisi_id"), ("indicators.csv", "definisi_en"),
        ("indicators.csv", "konsep_id"), ("indicators.csv", "konsep_en"), ("indicators.csv", "jenis"), ("indicators.csv", "ukuran"),
        ("indicators.csv", "satuan"),
        ("mapping.py", "unit"), ("mapping.py", "ham:areaRole"), ("mapping.py", "ham:listComplete"),
    }  # fmt: skip


def test_every_question_is_asked_in_indonesian_and_in_english(new: NewDraft) -> None:
    draft = new("provinsi,tahun,jumlah,kelas\nBalii,2022,4.381,a\nAceh,2022 (s.d. Mei),-,b\nAceh,,5%,a\nBali,2022,7,b\n")
    one_language = ("_id", "_en", ".id", ".en")
    assert [q for q in draft.questions if " / " not in q.words and not q.key.endswith(one_language)] == []


def test_a_number_with_two_readings_is_asked_with_its_cells(new: NewDraft) -> None:
    draft = new('tahun,kota,skor\n2024,Bogor,"6,544"\n2024,Depok,4.381\n')
    (asked,) = [q.words for q in draft.questions if q.key == "number"]
    assert "6,544 (baris/row 2), 4.381 (baris/row 3)" in asked


def test_a_table_that_changes_its_decimal_mark_is_read_so_that_no_cell_has_two_readings(new: NewDraft) -> None:
    assert 'number="either"' in script(new("tahun;kota;persen\n2021;Bogor;18,98\n2021;Depok;8.97\n"))


def test_a_dash_is_asked_and_three_dots_are_a_missing_figure(new: NewDraft) -> None:
    draft = new("tahun,provinsi,jumlah\n2021,Aceh,-\n2021,Bali,...\n2021,Riau,9\n")
    assert [q.key for q in draft.questions if q.file == "mapping.py"].count("-") == 1
    assert '"...": "M"' in script(draft)


def test_a_cell_that_is_no_number_is_told_with_its_row(new: NewDraft) -> None:
    draft = new("tahun,provinsi,jumlah\n2020,Aceh,9\n2021,Bali,125 ribu\n2022,Riau,10\n2023,Riau,11\n")
    (asked,) = [q.words for q in draft.questions if q.key == "expect.quarantined"]
    assert "125 ribu (baris/row 3)" in asked


def test_a_period_that_cannot_be_read_is_asked_and_the_answer_is_used(new: NewDraft, root: Path, tmp_path: Path) -> None:
    draft = new("periode,provinsi,jumlah\n2021,Aceh,9\n2022 (s.d. Oktober),Aceh,7\n")
    assert ("mapping.py", "2022 (s.d. Oktober)") in questions(draft)
    answer(draft.folder)
    assert figures(draft, root, tmp_path / "data.csv") == ["11 2021 9", "11 2023 7"]


def test_places_are_counted_and_those_in_doubt_are_asked_with_what_may_be_meant(new: NewDraft) -> None:
    draft = new("tahun,kabupaten,jumlah\n2021,Bogor,9\n2021,Kota Bogor,8\n2021,Garut,7\n2021,Kota Karawang,6\n")
    lines = (draft.folder / "places.csv").read_text(encoding="utf-8").splitlines()
    assert lines[1].startswith("Bogor,32.01,kolom yang sama memuat Kota Bogor")
    assert lines[2].startswith("Kota Karawang,")
    assert "32.15 Kabupaten Karawang" in lines[2]
    assert any("3 resolved, 1 not" in told for _, told in draft.findings)


def test_papua_is_asked_for_its_extent_only_where_that_matters(new: NewDraft) -> None:
    rows = "provinsi,tahun,jumlah\nPapua,{0},9\nAceh,{0},8\n"
    assert ("mapping.py", "vintage") in questions(new(rows.format(2023)))
    later = new(rows.format(2020), name="dinas_contoh/lama")
    assert 'vintage="34-provinsi"' in script(later)


def test_codes_are_read_by_the_list_that_the_names_beside_them_prove(new: NewDraft) -> None:
    draft = new("kode_kab,nama_kab,tahun,jumlah\n1405,Siak,2021,9\n1101,Simeulue,2021,8\n")
    assert 'Area("kode_kab", code_list="bps-' in script(draft)


def test_cells_of_a_known_list_take_its_dimension_and_others_a_scheme_of_the_folder(new: NewDraft) -> None:
    draft = new("tahun,jenis_kelamin,cara,jumlah\n2021,laki-laki,mediasi,9\n2021,perempuan,surat,8\n2022,laki-laki,surat,7\n")
    assert '"ham:sex": Code("jenis_kelamin", scheme="jenis-kelamin")' in script(draft)
    assert '"ham:publisherCategory": Code("cara", scheme="dinas-contoh-cara")' in script(draft)
    assert "dinas-contoh-cara,mediasi,mediasi,TODO: name in English" in (draft.folder / "concepts.csv").read_text(encoding="utf-8")


def test_columns_of_both_sexes_are_one_indicator(new: NewDraft) -> None:
    draft = new("tahun,penghuni laki-laki,penghuni perempuan\n2021,90,80\n2022,95,85\n")
    assert '"ham:indicator": Fixed("indikator/penghuni")' in script(draft)
    assert '"ham:sex": Fixed("jenis-kelamin/perempuan")' in script(draft)


def test_month_and_year_in_two_columns_are_one_period(new: NewDraft, root: Path) -> None:
    draft = new("tahun,bulan,jumlah\n2020,Januari,90\n2020,Mei,80\n")
    answer(draft.folder)
    assert figures(draft, root) == ["IDN 2020-01 90", "IDN 2020-05 80"]


def test_rows_that_nothing_tells_apart_are_told(new: NewDraft) -> None:
    draft = new("tahun,provinsi,jumlah\n2020,Aceh,90\n2020,Aceh,80\n")
    (asked,) = [q.words for q in draft.questions if q.key == "caveats.0"]
    assert "2 = 3" in asked


def test_a_document_that_other_datasets_cite_is_described_as_there(new: NewDraft, root: Path) -> None:
    other = root / "lain" / "tabel"
    other.mkdir(parents=True)
    known = "sumber,url,penerbit,jenis,diakses,keyakinan,keterangan\nhttps://example.org/x,https://example.org/x,Harian,berita,2026-01-02,sedang,\n"
    (other / "documents.csv").write_text(known)
    draft = new("tahun,provinsi,jumlah,source_url\n2020,Aceh,90,https://example.org/x\n2021,Aceh,91,https://example.org/x\n")
    assert (draft.folder / "documents.csv").read_text() == known


def test_a_registered_agency_needs_no_description(new: NewDraft) -> None:
    draft = new("tahun,jumlah\n2020,9\n2021,8\n", name="komnas_ham/contoh")
    assert config(draft)["producer"] == "komnas-ham"
    assert not (draft.folder.parent / "agency.yml").exists()


def test_a_second_dataset_takes_the_agency_of_the_first(new: NewDraft) -> None:
    new("tahun,jumlah\n2020,9\n2021,8\n")
    before = (new("tahun,jumlah\n2020,9\n2021,8\n", name="dinas_contoh/kedua").folder.parent / "agency.yml").read_text()
    assert before.startswith("key: dinas-contoh\n")


# --- persons ------------------------------------------------------------------------------------------------------------
PERSONS = "tahun,kabupaten,jumlah_korban\n2021,Garut,9\n2021,Depok,3\n2022,Garut,12\n2022,Depok,30\n2023,Garut,40\n2023,Depok,41\n"


def test_small_counts_of_victims_are_not_copied_and_the_disclosure_rules_are_ready(new: NewDraft, root: Path, tmp_path: Path) -> None:
    draft = new(PERSONS)
    assert ("dataset.yml", "disclosure.threshold") in questions(draft)
    assert not (draft.folder / "source.csv").exists()
    assert "2021,Depok,3" not in "".join(p.read_text(encoding="utf-8") for p in draft.folder.rglob("*") if p.is_file())
    answer(draft.folder)
    rule = Dataset(NAME, draft.folder).config.disclosure
    assert rule is not None
    assert (rule.tables[0].counts, rule.tables[0].dimensions) == (("jumlah_korban",), ("kabupaten", "tahun"))
    found = figures(draft, root, tmp_path / "data.csv")
    assert "32.76 2021 —" in found
    assert "32.05 2023 40" in found


SECRETS = {
    "nik": ("nik,tahun,jumlah\n3204110608970001,2021,1\n", "3204110608970001"),
    "nama": ("nama_korban,tahun,jumlah\nFulan Contoh,2021,1\n", "Fulan"),
    "bare name": ("Nama,tahun,jumlah\nFulan Contoh,2021,1\nFulana Misal,2021,1\n", "Fulan"),
    "e-mail": ("kontak,tahun,jumlah\nfulan@example.org,2021,1\n", "fulan@"),
    "telephone": ("ket,tahun,jumlah\nhubungi 0812 3456 7890,2021,1\n", "3456"),
}


@pytest.mark.parametrize("kind", SECRETS)
def test_data_of_single_persons_are_refused_and_never_told(new: NewDraft, root: Path, kind: str) -> None:
    content, secret = SECRETS[kind]
    with pytest.raises(InputError, match="never taken in") as caught:
        new(content)
    assert secret not in str(caught.value)
    assert not (root / "dinas_contoh").exists()


def test_a_column_that_may_hold_names_is_asked_and_none_of_its_cells_is_copied(new: NewDraft) -> None:
    names = ["Budi Santoso", "Siti Rahma", "Agus Wijaya", "Dewi Lestari", "Rina Marlina", "Joko Susilo"]
    draft = new("tahun,petugas,jumlah\n" + "".join(f"{2015 + n},{name},{n + 10}\n" for n, name in enumerate(names)))
    assert ("mapping.py", "petugas") in questions(draft)
    written = "".join(path.read_text(encoding="utf-8") for path in draft.folder.rglob("*") if path.is_file())
    assert not any(word in written for name in names for word in name.split())
    assert not any(word in " ".join(map(str, draft.findings)) for name in names for word in name.split())


def test_a_column_called_name_that_holds_places_is_no_column_of_persons(new: NewDraft) -> None:
    assert 'Area("Nama", kind="provinsi"' in script(new("Nama,tahun,jumlah\nAceh,2021,10\nBali,2021,12\nRiau,2021,15\n"))


# --- the folder alone -----------------------------------------------------------------------------------------------------
def test_nothing_but_the_agencys_folder_is_written(new: NewDraft, root: Path) -> None:
    before = set(root.parent.rglob("*"))
    draft = new("tahun,provinsi,jumlah\n2021,Aceh,90\n2022,Aceh,80\n")
    fresh = set(root.parent.rglob("*")) - before - {root.parent / "data.csv"}
    assert all(path.is_relative_to(root / "dinas_contoh") for path in fresh)
    assert sorted(str(p.relative_to(draft.folder)) for p in draft.folder.rglob("*") if p.is_file()) == [
        "NOTES.md", "dataset.yml", "documents.csv", "fixtures/handed_in/data.csv", "fixtures/source.csv", "indicators.csv", "mapping.py",
        "source.csv",
    ]  # fmt: skip


def test_a_fixture_holds_at_most_thirty_rows_with_the_odd_ones(new: NewDraft) -> None:
    rows = "".join(f"{2021 if n != 40 else 'Kira-kira 2021'},Aceh,{'...' if n == 60 else n + 10},k{n}\n" for n in range(100))
    draft = new("tahun,provinsi,jumlah,kelas\n" + rows + "Catatan: contoh,,,\n")
    fixture = (draft.folder / "fixtures" / "handed_in" / "data.csv").read_text().splitlines()
    assert len(fixture) == 31
    assert "2021,Aceh,...,k60" in fixture
    assert "Catatan: contoh,,," in fixture
