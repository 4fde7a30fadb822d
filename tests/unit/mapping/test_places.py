"""The place resolver never guesses: what is clear is resolved, everything else says why not."""

from __future__ import annotations

import csv
import os
import time
from datetime import date
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.mapping.place_names import read_kind, read_name
from kg.mapping.places import PlaceResolver, Resolved, Unresolved, load_resolver
from kg.resources import mappings_root

FOLDER = mappings_root() / "kemendagri" / "wilayah"
BPS_TABLE = Path(os.environ.get("HAM_SOURCES", "")) / "bps" / "indikator_kabkota_2021" / "data.csv"


@pytest.fixture(scope="module")
def places() -> PlaceResolver:
    return load_resolver(FOLDER)


def table(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


# --- codes ------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("code_list", "code", "key"),
    [
        ("kemendagri-2025", "31.74", "31.74"),
        ("kemendagri-2025", "3174", "31.74"),
        ("bps-2020", "3171", "31.74"),
        ("bps-2020", "1101", "11.09"),
        ("kemendagri-2020", "1109", "11.09"),
        ("bps-2020", "91", "92-sebelum-2022"),
        ("bps-2024", "91", "92"),
        ("bps-2020", "94", "91-sebelum-2022"),
        ("bps-2024", "94", "91"),
        ("kemendagri-2025", "94", "94"),
        ("kemendagri-2020", "91", "91-sebelum-2022"),
        ("kemendagri-2020", "92.01", "96.01"),
        ("bps-2020", "9401", "93.01"),
        ("iso-3166-2", "ID-PD", "96"),
        ("iso-3166-2", " id-jk ", "31"),
    ],
)
def test_a_code_with_its_list_is_one_region(places: PlaceResolver, code_list: str, code: str, key: str) -> None:
    assert places.resolve_code(code_list, code) == Resolved(key)


@pytest.mark.parametrize("code_list", ["", "bps", "kemendagri", "bps-2010"])
def test_a_code_without_its_list_and_vintage_shows_what_it_may_mean(places: PlaceResolver, code_list: str) -> None:
    found = places.resolve_code(code_list, "91")
    assert isinstance(found, Unresolved)
    assert "91 Papua in kemendagri-2025" in found.candidates
    assert "92 Papua Barat in bps-2024" in found.candidates


def test_a_code_that_lost_its_zero_is_refused_with_what_it_may_be(places: PlaceResolver) -> None:
    found = places.resolve_code("kemendagri-2025", "11.1")
    assert isinstance(found, Unresolved)
    assert "zero" in found.reason
    assert found.candidates == ("11.01 Kabupaten Aceh Selatan", "11.10 Kabupaten Aceh Singkil")


@pytest.mark.parametrize(
    ("code_list", "code"), [("kemendagri-2025", "92.01"), ("bps-2020", "3174.0"), ("bps-2024", "3171"), ("bps-2020", "")]
)
def test_a_code_that_its_list_does_not_hold_is_unresolved(places: PlaceResolver, code_list: str, code: str) -> None:
    assert isinstance(places.resolve_code(code_list, code), Unresolved)


# --- names ------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("name", "kind", "key"),
    [
        ("DKI Jakarta", None, "31"),
        ("DK Jakarta", "provinsi", "31"),
        ("Daerah Khusus Jakarta", "provinsi", "31"),
        ("Jakarta", "provinsi", "31"),
        ("D.I. Yogyakarta", None, "34"),
        ("Yogyakarta", "Provinsi", "34"),
        ("Prov. Jambi", None, "15"),
        ("KEP, RIAU", "provinsi", "21"),
        ("Sumatra Utara", "provinsi", "12"),
        ("Sumut", None, "12"),
        ("Bangka Belitung", "provinsi", "19"),
        ("Lampunga", "provinsi", "18"),
        ("Sulawesi Tenggah", "provinsi", "72"),
        ("S I A K", None, "14.08"),
        ("KAB.  SIAK", None, "14.08"),
        ("Kab. Adm. Kep. Seribu", None, "31.01"),
        ("Kota Adm. Jakarta Selatan", None, "31.74"),
        ("KOTA JAKARTA SELATAN", None, "31.74"),
        ("Nduga *", "kabupaten", "95.08"),
        ("KARANG ASEM", None, "51.07"),
        ("Kotabaru", None, "63.02"),
        ("KOTA BARU", None, "63.02"),
        ("Kota Kotamobagu", None, "71.74"),
        ("Sawah Lunto", "kota", "13.73"),
        ("Kota Padang Sidempuan", None, "12.77"),
        ("Serdang Begadai", None, "12.18"),
        ("Musi Rawas (Mura)", None, "16.05"),
        ("Mamuju Utara", "kabupaten", "76.01"),
        ("TOBA SAMOSIR", "kabupaten", "12.12"),
        ("Bogor", "kabupaten", "32.01"),
        ("Bogor", "KOTA", "32.71"),
        ("Kota Bogor", None, "32.71"),
        ("Pontianak", "kabupaten", "61.02"),
        ("Pontianak", "kota", "61.71"),
    ],
)
def test_spellings_of_one_place_lead_to_it(places: PlaceResolver, name: str, kind: str | None, key: str) -> None:
    assert places.resolve_name(name, kind=kind) == Resolved(key)


@pytest.mark.parametrize(
    ("name", "candidates"),
    [
        ("Bogor", ("32.01 Kabupaten Bogor", "32.71 Kota Bogor")),
        ("Jambi", ("15 Jambi", "15.71 Kota Jambi")),
        ("Banjar", ("32.79 Kota Banjar", "63.03 Kabupaten Banjar")),
        ("Gorontalo", ("75 Gorontalo", "75.01 Kabupaten Gorontalo", "75.71 Kota Gorontalo")),
        ("Pontianak", ("61.02 Kabupaten Mempawah", "61.71 Kota Pontianak")),
    ],
)
def test_a_name_that_fits_several_places_is_unresolved_and_names_them(
    places: PlaceResolver, name: str, candidates: tuple[str, ...]
) -> None:
    found = places.resolve_name(name)
    assert isinstance(found, Unresolved)
    assert found.candidates == candidates


def test_a_city_that_does_not_exist_is_not_taken_for_the_regency(places: PlaceResolver) -> None:
    assert places.resolve_name("Kota Karawang") == Unresolved("there is no kota of this name", ("32.15 Kabupaten Karawang",))
    assert isinstance(places.resolve_name("Kota Karawang", kind="kota", province="Jawa Barat"), Unresolved)
    assert isinstance(places.resolve_name("Kota Karawang", kind="kabupaten"), Unresolved)


def test_a_kind_that_contradicts_the_name_is_unresolved(places: PlaceResolver) -> None:
    assert isinstance(places.resolve_name("Kota Bogor", kind="kabupaten"), Unresolved)
    assert isinstance(places.resolve_name("DKI Jakarta", kind="kota"), Unresolved)


@pytest.mark.parametrize(
    "name", ["", "-", "*", "Atlantis", "Indonesia", "31.74", "Klien Luar Prov. DKI tetapi TKP di Prov. DKI Jakarta", "Kab."]
)
def test_what_is_no_name_of_a_region_is_unresolved(places: PlaceResolver, name: str) -> None:
    assert isinstance(places.resolve_name(name), Unresolved)


def test_an_unknown_kind_is_said(places: PlaceResolver) -> None:
    found = places.resolve_name("Bogor", kind="kecamatan")
    assert isinstance(found, Unresolved)
    assert "provinsi, kabupaten, kota" in found.reason


def test_the_province_tells_places_apart_but_is_never_ignored(places: PlaceResolver) -> None:
    assert places.resolve_name("Banjar", province="Jawa Barat") == Resolved("32.79")
    assert places.resolve_name("Banjar", province="KALIMANTAN SELATAN") == Resolved("63.03")
    assert isinstance(places.resolve_name("Bogor", kind="kota", province="Banten"), Unresolved)
    assert isinstance(places.resolve_name("Bogor", kind="kota", province="Atlantis"), Unresolved)
    assert isinstance(places.resolve_name("Jambi", province="Jambi"), Unresolved), "the row of the province, or its city?"


def test_a_moved_regency_is_found_in_its_old_and_in_its_new_province(places: PlaceResolver) -> None:
    for province in ("Papua", "Papua Selatan"):
        assert places.resolve_name("Merauke", kind="kabupaten", province=province) == Resolved("93.01")
    assert places.resolve_name("Sorong", kind="kota", province="Papua Barat", vintage="34-provinsi") == Resolved("96.71")
    assert isinstance(places.resolve_name("Sorong", kind="kota", province="Papua Barat", vintage="38-provinsi"), Unresolved)
    assert isinstance(places.resolve_name("Sorong", kind="kota", province="Papua Barat Daya", vintage="34-provinsi"), Unresolved)


# --- vintage ----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("name", "vintage", "key"),
    [
        ("Papua", "34-provinsi", "91-sebelum-2022"),
        ("Papua", "38-provinsi", "91"),
        ("Papua", "2021", "91-sebelum-2022"),
        ("Papua", 2023, "91"),
        ("Papua", "2022-07-24", "91-sebelum-2022"),
        ("Papua", date(2022, 7, 25), "91"),
        ("Papua", "2022-03", "91-sebelum-2022"),
        ("Papua", "37-provinsi", "91"),
        ("Papua Barat", "37-provinsi", "92-sebelum-2022"),
        ("Papua Barat", "2022-12-07", "92-sebelum-2022"),
        ("Papua Barat", "2022-12-08", "92"),
        ("Papua Barat", "38-provinsi", "92"),
        ("Papua Selatan", "38-provinsi", "93"),
        ("Papua Selatan", "2022", "93"),
        ("Papua Selatan", None, "93"),
        ("Aceh", "34-provinsi", "11"),
        ("Aceh", "1999", "11"),
    ],
)
def test_the_vintage_chooses_the_extent(places: PlaceResolver, name: str, vintage: str | int | date | None, key: str) -> None:
    assert places.resolve_name(name, kind="provinsi", vintage=vintage) == Resolved(key)


@pytest.mark.parametrize("vintage", [None, "", "2022", 2022, "2021/2024", "2022-07"])
def test_papua_without_a_decisive_vintage_is_two_extents(places: PlaceResolver, vintage: str | int | None) -> None:
    found = places.resolve_name("Papua", kind="provinsi", vintage=vintage)
    assert isinstance(found, Unresolved)
    assert "vintage" in found.reason
    assert found.candidates == ("91 Papua", "91-sebelum-2022 Papua (sebelum pemekaran 2022)")


@pytest.mark.parametrize("vintage", ["34-provinsi", "2022-07-24", "2010"])
def test_a_new_province_does_not_exist_before_its_law(places: PlaceResolver, vintage: str) -> None:
    assert isinstance(places.resolve_name("Papua Selatan", kind="provinsi", vintage=vintage), Unresolved)


@pytest.mark.parametrize("vintage", ["lama", "35-provinsi", "-provinsi", "bps-2020"])
def test_a_vintage_that_is_none_is_said(places: PlaceResolver, vintage: str) -> None:
    found = places.resolve_name("Papua", vintage=vintage)
    assert isinstance(found, Unresolved)
    assert "no vintage" in found.reason


# --- whole lists ------------------------------------------------------------------------------------------------------
def test_every_name_of_the_bps_list_leads_to_the_region_of_its_code(places: PlaceResolver) -> None:
    rows = [row for row in table("kode.csv") if row["daftar"] == "bps-2020"]
    provinces = {row["kode"]: row["nama_tercetak"] for row in rows if len(row["kode"]) == 2}
    regencies = [row for row in rows if len(row["kode"]) == 4]
    assert (len(provinces), len(regencies)) == (34, 514)
    for row in regencies:
        kind = "kota" if row["kode"][2] == "7" else "kabupaten"
        found = places.resolve_name(row["nama_tercetak"], kind=kind, province=provinces[row["kode"][:2]], vintage="34-provinsi")
        assert found == Resolved(row["wilayah"]) == places.resolve_code("bps-2020", row["kode"]), row


def test_the_26_names_that_the_bps_list_gives_twice_need_their_kind(places: PlaceResolver) -> None:
    printed = [row["nama_tercetak"] for row in table("kode.csv") if row["daftar"] == "bps-2020" and len(row["kode"]) == 4]
    twice = {name for name in printed if printed.count(name) == 2}
    assert len(twice) == 26
    for name in twice:
        assert isinstance(places.resolve_name(name), Unresolved), name


def test_every_name_of_the_decree_and_every_reviewed_alias_leads_to_its_region(places: PlaceResolver) -> None:
    for row in table("source.csv"):
        vintage = "34-provinsi" if "sebelum" in row["kunci"] else "38-provinsi"
        assert places.resolve_name(row["nama_id"], kind=row["jenis"], vintage=vintage) == Resolved(row["kunci"])
    for row in table("alias.csv"):
        assert places.resolve_name(row["alias"], kind=places.places[row["wilayah"]].kind) == Resolved(row["wilayah"]), row


def test_no_two_places_of_one_kind_and_time_share_a_name(places: PlaceResolver) -> None:
    for key, place in places.places.items():
        names = {reading.key for reading in read_name(place.label) if reading.kind in (None, place.kind)}
        same = {other for name in names for other in places._by_name[name] if places.places[other].kind == place.kind}
        assert len({other[:2] + other[2:].partition("-sebelum")[0] for other in same}) == 1, (key, same)


@pytest.mark.skipif(not BPS_TABLE.is_file(), reason="the reference tables are not there (HAM_SOURCES)")
def test_names_of_a_bps_table_without_codes_are_all_resolved_to_different_regions(places: PlaceResolver) -> None:
    with BPS_TABLE.open(encoding="utf-8-sig", newline="") as file:
        rows = [row for row in csv.DictReader(file, delimiter=";") if row["Kab/Kota"]]
    keys = set()
    for row in rows:
        kind = "kota" if row["Kab/Kota"].startswith("Kota ") and row["Kab/Kota"] != "Kota Baru" else "kabupaten"
        found = places.resolve_name(row["Kab/Kota"], kind=kind, province=row["Provinsi"], vintage="34-provinsi")
        assert isinstance(found, Resolved), row["Kab/Kota"]
        keys.add(found.region_key)
    assert len(rows) == len(keys) == 514


# --- reading ----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(("word", "kind"), [("KAB.", "kabupaten"), ("Kota", "kota"), ("provinsi", "provinsi"), ("Desa", None), ("", None)])
def test_kinds_are_read_from_words_in_use(word: str, kind: str | None) -> None:
    assert read_kind(word) == kind


def test_the_tables_load_quickly() -> None:
    def once() -> float:
        start = time.perf_counter()
        load_resolver.__wrapped__(FOLDER)
        return time.perf_counter() - start

    assert min(once() for _ in range(5)) < 0.05


def test_a_missing_table_or_column_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"perubahan\.csv.*does not exist"):
        load_resolver(tmp_path)
    (tmp_path / "perubahan.csv").write_text("asal,hasil\n", encoding="utf-8")
    with pytest.raises(InputError, match="tanggal"):
        load_resolver(tmp_path)


def test_a_name_or_code_of_an_unknown_region_stops_the_loading(tmp_path: Path) -> None:
    for file in ("source.csv", "kode.csv", "alias.csv", "perubahan.csv"):
        (tmp_path / file).write_bytes((FOLDER / file).read_bytes())
    with (tmp_path / "alias.csv").open("a", encoding="utf-8") as file:
        file.write("Negeri Dongeng,99.99,nama-lain,,https://example.org/\n")
    with pytest.raises(InputError, match=r"99\.99"):
        load_resolver(tmp_path)
