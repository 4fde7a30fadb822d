"""Files that are no table, whole folders of real tables, and tables made at random: a draft, or a sentence that says what to do."""

from __future__ import annotations

import csv
import io
import os
import subprocess
import sys
import zipfile
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, reject, settings
from hypothesis import strategies as st

from kg.draft.new import Request, new_dataset
from kg.draft.numbers import read_numbers
from kg.draft.sniff import delimiter_of, encoding_of
from kg.draft.table import read_table
from kg.errors import HamError, InputError, UsageError
from kg.mapping.numbers import normalise_number
from kg.mapping.places import PlaceResolver, load_resolver
from kg.resources import mappings_root, ontology_root

SOURCES = os.environ.get("HAM_SOURCES", "")
TABLE = "tahun,provinsi,jumlah\n2021,Aceh,90\n2022,Aceh,80\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "mappings"
    folder.mkdir()
    for name in ("kemendagri", "pbb", "instansi"):
        (folder / name).symlink_to(mappings_root() / name)
    return folder


def draft(root: Path, path: Path, name: str = "dinas_contoh/tabel", **options: str) -> Path:
    return new_dataset(Request(name, path, root, ontology_root(), today=date(2026, 11, 25), **options)).folder  # type: ignore[arg-type]


def archive() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as made:
        made.writestr("word/document.xml", "<x/>")
    return buffer.getvalue()


BAD = {
    "empty": (b"", "is empty"),
    "blank": (b"\n \n", "is empty"),
    "binary": (bytes(range(256)) * 20, "a binary file and no table"),
    "UTF-16": (TABLE.encode("utf-16"), "UTF-16 text: save it as CSV UTF-8"),
    "UTF-16 without mark": (TABLE.encode("utf-16-le"), "UTF-16 text: save it as CSV UTF-8"),
    "web page": (b"\xef\xbb\xbf  <!DOCTYPE html><html><table></table></html>", "a web page or XML, whatever its name says"),
    "PDF": (b"%PDF-1.7 ...", "a PDF: type or export its table"),
    "old workbook": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", r"an old Excel workbook \(\.xls\)"),
    "other archive": (archive(), "a ZIP archive and no XLSX workbook"),
    "damaged archive": (b"PK\x03\x04 no more", "a damaged or truncated ZIP archive"),
    "header alone": (b"tahun,jumlah\n", "no row holds a figure under a header"),
    "words alone": (b"a,b\nc,d\ne,f\n", "no row holds a figure under a header"),
    "open quote": (b'tahun,jumlah\n2021,"9\n2022,8\n', "is a quote missing"),
    "shapes": (b'{"type": "Topology", "arcs": [], "objects": {}}', "holds shapes of areas and no table of figures"),
    "no records": (b'{"a": 1}', "holds no list of records"),
    "formula": (b"tahun,jumlah\n2021,9\n2022,=SUM(B2:B2)\n", "is a formula"),
    "wider row": (b"tahun,jumlah\n2021,9\n2022,8,7\n", "has 3 cells, the header has 2 columns"),
}


@pytest.mark.parametrize("kind", BAD)
def test_a_file_that_is_no_table_is_refused_in_a_sentence_and_leaves_nothing(root: Path, tmp_path: Path, kind: str) -> None:
    content, sentence = BAD[kind]
    path = tmp_path / "data.csv"
    path.write_bytes(content)
    with pytest.raises(InputError, match=sentence) as caught:
        draft(root, path)
    assert caught.value.file == "data.csv"
    assert not (root / "dinas_contoh").exists()


@pytest.mark.parametrize(("name", "sentence"), [("folder", "a folder: name one file"), ("absent.csv", "does not exist")])
def test_a_folder_or_nothing_is_refused(root: Path, tmp_path: Path, name: str, sentence: str) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(InputError, match=sentence):
        draft(root, tmp_path / name)


@pytest.mark.parametrize("name", ["../x", "a/../b", "a", "a/b/c", "A/b", "a/b c", "/etc/x", "a/.b", "", "a/__init__"])
def test_a_name_that_is_no_datasets_name_is_refused(root: Path, tmp_path: Path, name: str) -> None:
    (tmp_path / "data.csv").write_text(TABLE)
    with pytest.raises(UsageError, match="a dataset's name is agency/dataset"):
        draft(root, tmp_path / "data.csv", name)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["data.csv", "mappings"]


def test_a_folder_that_is_there_is_never_overwritten(root: Path, tmp_path: Path) -> None:
    (tmp_path / "data.csv").write_text(TABLE)
    folder = draft(root, tmp_path / "data.csv")
    (folder / "dataset.yml").write_text("mine")
    with pytest.raises(UsageError, match="is there already and is not overwritten"):
        draft(root, tmp_path / "data.csv")
    assert (folder / "dataset.yml").read_text() == "mine"


def test_a_file_name_with_a_mark_of_a_person_is_not_told(root: Path, tmp_path: Path) -> None:
    (tmp_path / "3204110608970001.csv").write_text(TABLE)
    with pytest.raises(InputError) as caught:
        draft(root, tmp_path / "3204110608970001.csv")
    assert "3204110608970001" not in str(caught.value)


def test_a_sheet_that_is_not_there_is_told_with_those_that_are(root: Path, tmp_path: Path) -> None:
    import openpyxl

    workbook = openpyxl.Workbook()
    workbook.worksheets[0].append(["tahun", "jumlah"])
    workbook.worksheets[0].append([2021, 4])
    workbook.save(tmp_path / "data.xlsx")
    with pytest.raises(UsageError, match="there are: Sheet"):
        draft(root, tmp_path / "data.xlsx", sheet="Data")


def test_the_command_tells_a_wrong_file_in_both_languages_without_a_traceback(tmp_path: Path) -> None:
    (tmp_path / "page.csv").write_text("<html></html>")
    command = [sys.executable, "-c", "from kg.cli import main; main()", "new", "dinas_contoh_uji/tabel", str(tmp_path / "page.csv")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 3
    assert done.stderr.startswith("ham: page.csv: ini halaman web")
    assert "this is a web page" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (mappings_root() / "dinas_contoh_uji").exists()


# --- at random ------------------------------------------------------------------------------------------------------------
def indonesian(value: Decimal) -> str:
    return f"{value:,}".translate(str.maketrans(",.", ".,"))


decimals = st.decimals(min_value=Decimal("-99999.99"), max_value=Decimal("999999.99"), places=2, allow_nan=False)


@given(values=st.lists(decimals, min_size=2, max_size=20))
def test_a_format_that_is_decided_reads_every_figure_as_it_was_meant(values: list[Decimal]) -> None:
    cells = [indonesian(value) for value in values]
    found = read_numbers(enumerate(cells, 2))
    if found.number is not None and not found.unreadable:
        assert [Decimal(normalise_number(cell, found.number)) for cell in cells] == values


@given(values=st.lists(st.integers(min_value=0, max_value=10**7), min_size=1, max_size=20), locale=st.sampled_from(["id", "en"]))
def test_whole_numbers_in_groups_are_read_right_or_asked(values: list[int], locale: str) -> None:
    cells = [f"{value:,}" if locale == "en" else indonesian(Decimal(value)) for value in values]
    found = read_numbers(enumerate(cells, 2))
    if found.number is not None:
        assert [int(normalise_number(cell, found.number)) for cell in cells] == values
    else:
        assert found.ambiguous


WORDS = st.text(st.characters(whitelist_categories=["Lu", "Ll"], max_codepoint=0xFF), min_size=1, max_size=8)


@st.composite
def dialects(draw: st.DrawFn) -> tuple[bytes, list[str], list[list[str]]]:
    """(bytes of a file, header, rows): a delimiter, an encoding with or without byte-order mark, a line end, titles above."""
    delimiter, encoding = draw(st.sampled_from(",;\t|")), draw(st.sampled_from(["utf-8", "utf-8-sig", "cp1252"]))
    line_end = draw(st.sampled_from(["\n", "\r\n"]))
    width = draw(st.integers(2, 5))
    header = [f"kolom {word} {index}" for index, word in enumerate(draw(st.lists(WORDS, min_size=width, max_size=width)))]
    figures = st.lists(st.integers(10, 99999).map(str), min_size=width - 1, max_size=width - 1)
    rows = [[draw(WORDS), *draw(figures)] for _ in range(draw(st.integers(3, 8)))]
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=delimiter, lineterminator=line_end)
    for _ in range(draw(st.integers(0, 2))):
        writer.writerow(["Judul tabel", *[""] * (width - 1)])
    writer.writerows([header, *rows])
    return buffer.getvalue().encode(encoding), header, rows


@pytest.fixture(scope="module")
def resolver() -> PlaceResolver:
    return load_resolver(mappings_root() / "kemendagri" / "wilayah")


@settings(max_examples=60, deadline=None)
@given(made=dialects())
def test_cells_come_out_of_any_dialect_as_they_went_in(
    tmp_path_factory: pytest.TempPathFactory, resolver: PlaceResolver, made: tuple
) -> None:  # type: ignore[type-arg]
    data, header, rows = made
    path = tmp_path_factory.mktemp("dialect") / "data.csv"
    path.write_bytes(data)
    try:
        table = read_table(path, resolver)
    except InputError as refused:  # a heading made at random can be that of personal data
        assert "data pribadi" in str(refused)
        reject()
    total = {one.number for one in table.aside}
    assert table.header == header
    assert [cells for _, cells in table.rows] == [row for row in rows if row[0].lower() not in ("total", "jumlah")] or total


def test_what_is_not_utf8_is_taken_for_windows_text_where_its_bytes_allow() -> None:
    assert encoding_of("Kota Pagar Alam – data".encode("cp1252")) == "cp1252"
    assert encoding_of(b"\x81\x8d") == "latin-1"


def test_commas_in_sentences_do_not_make_a_comma_the_delimiter() -> None:
    assert delimiter_of("nama;nilai\nA, B;1,5\nC, D;2,5\n") == ";"


# --- whole tables, where they are at hand -----------------------------------------------------------------------------------
RAW = sorted(path for path in Path(SOURCES).glob("*/*/*") if path.suffix in (".csv", ".xlsx", ".json")) if SOURCES else []


@pytest.mark.skipif(not SOURCES, reason="the handed-in tables are not there (HAM_SOURCES)")
def test_most_real_tables_become_drafts_and_the_others_are_told_in_a_sentence(root: Path) -> None:
    made, told = [], []
    for number, path in enumerate(RAW):
        try:
            made.append(draft(root, path, f"uji{number}/{path.parent.name}"))
        except HamError as error:
            told.append(f"{path}: {error}")
    assert len(made) + len(told) == len(RAW) > 50
    assert len(made) > 0.9 * len(RAW), told
