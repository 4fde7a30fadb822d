"""Marks of persons are found in headers, cells and file names, and never told."""

from __future__ import annotations

import pytest

from kg.disclosure.personal import findings_in_file_name, findings_in_header, findings_in_row, kinds_in, refuse
from kg.disclosure.rules import TableRule
from kg.disclosure.tables import Allowed, read_table
from kg.errors import InputError

# made of parts, so that no searcher of this repository finds a number of a person
NIK = "32" + "0101" + "410190" + "0001"
PHONE = "08" + "12" + "3456" + "7890"
MAIL = "orang" + "@" + "contoh.id"
NAME = "Budi" + " bin " + "Fulan"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (NIK, "nik"), (f"no {NIK[:4]} {NIK[4:8]} {NIK[8:12]} {NIK[12:]}", "nik"), (PHONE, "mobile"), ("+62" + PHONE[1:], "mobile"),
        (f"{PHONE[:4]}-{PHONE[4:8]}-{PHONE[8:]}", "mobile"), (MAIL, "email"), (f"https://x.id/?q={MAIL}", "email"), (NAME, "name"),
    ],
)  # fmt: skip
def test_a_mark_of_a_person_is_found(text, kind):
    assert kind in kinds_in(text)


@pytest.mark.parametrize(
    "text",
    ["1234567890123456", "3.201.000", "2018", "32.01", "KABUPATEN BOGOR", "13-17 TAHUN", "https://x.id/berita/0812345678901/a",
     "Rp 8.123.456.789", "99" + NIK[2:], NIK[:8] + "13" + NIK[10:], "Peraturan Menteri No. 8 Tahun 2021"],
)  # fmt: skip
def test_other_numbers_and_words_are_no_marks_of_persons(text):
    assert kinds_in(text) == set()


@pytest.mark.parametrize(
    "name", ["NIK", "Tgl Lahir", "tanggal_lahir", "Nama Korban", "NAMA", "No. HP", "e-mail", "alamat rumah", "no_register", "Kronologi"]
)
def test_a_column_of_persons_is_found(name):
    assert findings_in_header(["tahun", name])[0].column == 2


@pytest.mark.parametrize(
    "name", ["nama_kabupaten_kota", "nama_provinsi", "kategori_usia", "jumlah_korban", "jenis_kelamin", "Tempat Bekerja", "Rumah"]
)
def test_a_column_of_aggregates_is_none(name):
    assert findings_in_header([name]) == []


@pytest.mark.parametrize("name", [f"laporan_{NIK}.csv", f"{MAIL}.xlsx", f"hp-{PHONE}.csv", "nama_korban.csv", "Budi_bin_Fulan.csv"])
def test_a_file_name_may_hold_marks_too(name):
    assert findings_in_file_name(name)


@pytest.mark.parametrize("name", ["data.csv", "kekerasankej.xlsx", "korban_2019.csv", "letak_geografis.csv"])
def test_other_file_names_hold_none(name):
    assert findings_in_file_name(name) == []


@pytest.mark.parametrize("cell", [NIK, PHONE, MAIL, NAME])
def test_an_error_says_where_and_never_what(cell):
    with pytest.raises(InputError) as error:
        refuse(findings_in_row(7, ["2020", cell]), "a/b/data.csv")
    assert "row 7" in str(error.value) and "column 2" in str(error.value)
    assert cell not in str(error.value) and str(error.value.as_dict()).find(cell) < 0


# --- tables of counts ---------------------------------------------------------------------------------------------------------------
RULE = TableRule(counts=("n",), dimensions=("area",), values={"area": tuple("ABCDEFGHIJKL")})
ALLOWED = Allowed({"area": frozenset("ABCDEFGHIJKL")})


def _read(rows, header=("area", "n"), rule=RULE):
    return read_table("a/b/data.csv", rule, header, list(enumerate(rows, 2)), ALLOWED)


def test_a_column_that_is_not_declared_is_refused_and_not_named():
    with pytest.raises(InputError) as error:
        _read([("A", "3", "x")], header=("area", "n", "Siti rahasia"))
    assert "column 3" in str(error.value) and "Siti" not in str(error.value)


def test_a_value_that_is_not_listed_is_refused_and_not_told():
    with pytest.raises(InputError) as error:
        _read([("A", "3"), ("Siti", "2")])
    assert (error.value.row, error.value.column, error.value.value) == (3, "area", None)
    assert "Siti" not in str(error.value)


@pytest.mark.parametrize("cell", ["3 orang", "-3", "2,5", "tiga", "3.5"])
def test_a_cell_that_is_no_count_is_refused_and_not_told(cell):
    with pytest.raises(InputError) as error:
        _read([("A", cell)])
    assert cell not in str(error.value).replace("a/b/data.csv, row 2, column 'n'", "")


def test_a_list_of_persons_is_refused_though_it_has_a_count():
    with pytest.raises(InputError, match="one row per person"):
        _read([(area, "1") for area in "ABCDEFGHIJKL"])


def test_an_absent_count_is_neither_zero_nor_suppressed():
    table = _read([("A", ""), ("B", "..."), ("C", "0")])
    assert [counts["n"] for counts in table.counts] == [None, None, 0]


def test_free_text_columns_cannot_be_declared():
    with pytest.raises(ValueError, match="say what keterangan may hold"):
        TableRule(counts=("n",), dimensions=("area", "keterangan"), values={"area": ("A",)})


def test_doubled_rows_are_withdrawn():
    table = _read([("A", "3"), ("A", "7"), ("B", "20")])
    assert table.doubled() == {0, 1}
