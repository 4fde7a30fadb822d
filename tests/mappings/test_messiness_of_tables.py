"""The ways in which tables that agencies hand in misbehave, each on real rows (``fixtures/handed_in`` of the dataset)."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import pytest

from kg.errors import InputError
from kg.mapping.dataset import discover
from kg.mapping.engine import MappedDataset, map_dataset
from kg.namespaces import Namespaces
from kg.pipeline.protected import protect_alone
from kg.resources import mappings_root
from tests.mappings.mapped_store import MappedStore, store_of

ALL = discover(mappings_root())


@cache
def handed_in(name: str) -> tuple[MappedDataset, MappedStore]:
    """The rows of a raw fixture, mapped; of an excluded dataset, the graph that is not published."""
    folder = Path(mkdtemp(prefix="messiness-"))
    (folder / "in" / name).parent.mkdir(parents=True)
    (folder / "in" / name).symlink_to(ALL[name].folder / "fixtures" / "handed_in")
    given = protect_alone(replace(ALL[name], sources=folder / "in"), mappings_root(), folder / "protected", 2**24)
    mapped = map_dataset(given, folder / "graph.nq", Namespaces(), mappings_root())
    withheld = mapped.path.with_suffix(".withheld.nq")
    return mapped, store_of(withheld if withheld.exists() else mapped.path)


def figure(name: str, area: str, indicator: str, more: str = "") -> set[str]:
    """Values of an indicator for an area."""
    query = f"""SELECT ?v {{ ?o sdmx-dimension:refArea <{area}> ; ham:indicator <konsep/indikator/{indicator}> ;
        sdmx-measure:obsValue ?v {more} }}"""
    return handed_in(name)[1].values(query)


def runs(name: str, file: str = "") -> dict[str, int]:
    """How many rows of a table became what."""
    counts: dict[str, int] = {}
    for table in handed_in(name)[0].account:
        if file in table["file"]:
            for outcome, count in table["runs"]:
                counts[outcome] = counts.get(outcome, 0) + count
    return counts


def held(name: str) -> list[dict[str, Any]]:
    return [one for table in handed_in(name)[0].account for one in table["held"]]


KABKOTA = "bps/indikator_kabkota_2021"


def test_messiness_3_a_decimal_point_in_a_table_of_decimal_commas_is_not_dropped() -> None:
    assert figure(KABKOTA, "wilayah/kemendagri/14.09", "persentase-penduduk-miskin") == {"8.97"}  # Kuantan Singingi: 8.97
    assert figure(KABKOTA, "wilayah/kemendagri/11.09", "persentase-penduduk-miskin") == {"18.98"}  # Simeulue: 18,98


def test_messiness_4_spaces_round_a_number_are_no_part_of_it() -> None:
    assert figure(KABKOTA, "wilayah/kemendagri/11.09", "tpak") == {"71.15"}  # printed " 71,15 "


@pytest.mark.parametrize("name", ["bps/apk_jabar", "bps/apm_jabar"])
def test_messiness_6_merged_header_cells_belong_to_all_columns_below_them(name: str) -> None:
    expected = {"bps/apk_jabar": "105.52", "bps/apm_jabar": "98.27"}[name]
    more = "; sdmx-dimension:refPeriod <periode/2019> ; ham:educationLevel <konsep/jenjang-pendidikan/sd>"
    assert figure(name, "wilayah/kemendagri/32", name[4:7], more) == {expected}


def test_messiness_6_four_header_lines_are_one_header() -> None:
    assert figure("bps/tpt_provinsi_2023", "wilayah/kemendagri/11", "tpt-agustus") == {"6.03"}
    assert figure("bps/tpt_provinsi_2023", "wilayah/kemendagri/11", "tpt-februari") == {"5.75"}


def test_messiness_7_footnotes_and_legends_are_set_aside_and_counted() -> None:
    assert runs("bps/kemiskinan_provinsi", "raw_2022")["catatan"] == 2  # "Keterangan", "-"
    assert runs("badilag/faktor_perceraian_provinsi_2024")["catatan"] == 5
    assert runs("bps/apk_jabar")["catatan"] == 3


def test_messiness_7_a_footnote_mark_is_no_part_of_a_name() -> None:
    assert figure(KABKOTA, "wilayah/kemendagri/95.08", "tpt") == {"0"}  # "Nduga *", 0,00 as printed


def test_messiness_8_marks_for_missing_make_no_value_and_an_empty_cell_makes_nothing() -> None:
    query = """SELECT ?raw ?v { ?o sdmx-attribute:obsStatus <konsep/status-pengamatan/M> ; ham:rawValue ?raw
        OPTIONAL { ?o sdmx-measure:obsValue ?v } }"""
    assert handed_in("bps/kemiskinan_provinsi")[1].rows(query) == {("...", "")}
    assert handed_in("badilag/faktor_perceraian_jatim")[1].values("SELECT ?raw { ?o ham:rawValue ?raw FILTER (?raw = '') }") == set()
    assert runs("bps/tpt_provinsi_2023")["tanpa-angka"] == 4  # "-" for provinces that the survey did not cover


def test_messiness_9_total_rows_are_the_country_and_not_one_more_province() -> None:
    assert figure("kemendagri/jumlah_penduduk", "negara/IDN", "jumlah-penduduk", "; ham:sex <konsep/jenis-kelamin/total>") == {"284973643"}
    assert figure("bps/angka_melek_aksara_2023", "negara/IDN", "angka-melek-aksara-15-59") == {"98.92"}


def test_messiness_10_one_name_of_a_regency_and_a_city_are_two_places() -> None:
    bogor = figure(KABKOTA, "wilayah/kemendagri/32.01", "ipm-seri-tak-disebut")
    kota_bogor = figure(KABKOTA, "wilayah/kemendagri/32.71", "ipm-seri-tak-disebut")
    assert len(bogor) == len(kota_bogor) == 1
    assert bogor != kota_bogor


def test_messiness_10_kota_baru_is_a_regency_although_it_starts_with_kota() -> None:
    assert len(figure(KABKOTA, "wilayah/kemendagri/63.02", "persentase-penduduk-miskin")) == 1


def test_messiness_11_spelling_variants_are_read_as_the_place_that_they_mean() -> None:
    riau_islands = "; sdmx-dimension:refPeriod <periode/2019-03> ; ham:urbanRural <konsep/daerah-tempat-tinggal/total>"
    assert len(figure("bps/kemiskinan_kota_desa", "wilayah/kemendagri/21", "persentase-penduduk-miskin", riau_islands)) == 1  # "KEP, RIAU"
    printed = handed_in("bps/bridging_kode_kabkota")[1].values("SELECT ?n { <kode-wilayah/bps-2020/1405> ham:nameInList ?n }")
    assert printed == {"S I A K"}


def test_messiness_11_codes_that_lost_zeros_are_read_only_with_the_name_beside_them(tmp_path: Path) -> None:
    assert figure("kemendagri/luas_wilayah", "wilayah/kemendagri/11.10", "luas-wilayah") == {"1851.615"}  # printed 11.1
    assert figure("kemendagri/luas_wilayah", "wilayah/kemendagri/31", "luas-wilayah") == {"661.53"}  # printed 31.0
    target = tmp_path / "kemendagri" / "luas_wilayah" / "data.csv"
    target.parent.mkdir(parents=True)
    target.write_text("kode,nama,luas\n11.1,Kabupaten Aceh Selatan,4174.211\n", encoding="utf-8")
    dataset = replace(ALL["kemendagri/luas_wilayah"], sources=tmp_path)
    with pytest.raises(InputError, match=r"row 2, column 'kode \+ nama', value '11\.1'"):
        map_dataset(dataset, tmp_path / "graph.nq", Namespaces(), mappings_root())


def test_messiness_12_a_half_year_in_words_is_the_month_of_the_survey() -> None:
    periods = handed_in("bps/kemiskinan_kota_desa")[1].values("SELECT ?p { ?o sdmx-dimension:refPeriod ?p }")
    assert {"periode/2019-03", "periode/2019-09"} <= periods


def test_messiness_15_wrong_cells_are_quarantined_with_file_row_column_and_value() -> None:
    # 25674.58 stands in two columns of its row, so that our own name of the column is told; 505 in one
    found = {(one["file"], one["row"], one["column"], one["value"], one["reason"]) for one in held("bps/kemiskinan_provinsi")}
    assert found == {
        ("bps/kemiskinan_provinsi/raw_2018.csv", 3, "persen_miskin", "25674.58", "di-luar-batas"),
        ("bps/kemiskinan_provinsi/raw_2022.csv", 6, "Garis Kemiskinan - Maret (Rp)", "505", "di-luar-batas"),
    }


def test_messiness_15_rows_that_a_copyist_filled_in_and_rows_that_contradict_each_other_give_no_figure() -> None:
    assert runs("bps/kemiskinan_kota_desa")["bertentangan"] == 4
    assert runs("bps/kemiskinan_kota_desa")["isian-penyalin"] > 0
    rural = "; ham:urbanRural <konsep/daerah-tempat-tinggal/perdesaan>"
    assert figure("bps/kemiskinan_kota_desa", "wilayah/kemendagri/31", "persentase-penduduk-miskin", rural) == set()


def test_messiness_16_a_unit_in_a_column_is_the_counting_unit_and_nothing_is_multiplied() -> None:
    query = "SELECT ?u { ?o sdmx-measure:obsValue 451.3 ; ham:countingUnit ?u }"
    assert handed_in("bps/penduduk_miskin_kabkota_jabar")[1].values(query) == {"konsep/satuan-hitung/ribu-orang"}


def test_messiness_17_semicolons_byte_order_marks_and_empty_rows_at_the_end() -> None:
    assert runs(KABKOTA)["kosong"] == 3
    assert (ALL["bps/tpt_provinsi_2023"].folder / "fixtures/handed_in/data.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert runs("bps/tpt_provinsi_2023")["observed"] > 0


def test_messiness_17_years_and_counts_that_went_through_a_number_and_english_months_are_read_as_what_they_are() -> None:
    store = handed_in("kemenpppa/jakarta_p2tp2a")[1]  # 2019.0,January,Perempuan,36.0,2019-01
    query = """SELECT ?v { ?o sdmx-dimension:refPeriod <periode/2019-01> ; ham:sex <konsep/jenis-kelamin/perempuan> ;
        ham:victimAgeBand <konsep/kelompok-umur-simfoni/dewasa> ; sdmx-measure:obsValue ?v }"""
    assert store.values(query) == {"36"}
    assert runs("kemenpppa/jakarta_p2tp2a", "pendidikan")["catatan"] == 1  # the header once more, in the middle


def test_messiness_18_two_columns_of_one_name_are_two_things() -> None:
    """``Lainnya`` is a kind of place, and ten columns further a kind of offender, which is not mapped."""
    pytest.importorskip("highspy", reason="`make test` installs the solver of the protection")
    store = handed_in("kemenpppa/siga_sumut_kekerasan_anak")[1]
    others = store.values("SELECT DISTINCT ?o { ?o ham:eventSetting <konsep/tempat-kejadian-simfoni/lainnya> ; qb:dataSet ?d }")
    rows = store.values(
        "SELECT DISTINCT ?row { ?o prov:wasDerivedFrom ?row ; qb:dataSet ?d ; ham:violenceType <konsep/jenis-kekerasan-simfoni/fisik> }"
    )
    assert len(others) == len(rows) > 3  # one a row: the second column does not come in under the name of the first


def test_messiness_18_a_misprint_in_a_column_name_is_read_as_it_stands_and_columns_may_be_absent_in_some_years() -> None:
    violence = "; ham:divorceCause <konsep/faktor-perceraian/kdrt>"
    assert figure("badilag/faktor_perceraian_provinsi_2024", "wilayah/kemendagri/35", "faktor-perceraian", violence) == {"1985"}
    years = "SELECT ?y { ?o ham:indicator <konsep/indikator/garis-kemiskinan> ; ham:refYear ?y }"
    assert handed_in("bps/kemiskinan_provinsi")[1].values(years) == {"2018", "2022", "2023", "2024"}  # the table of 2015 has no such column


def test_messiness_19_overlapping_causes_are_counted_as_causes_and_never_as_cases() -> None:
    units = handed_in("badilag/faktor_perceraian_provinsi_2024")[1].values("SELECT ?u { ?o ham:countingUnit ?u }")
    assert units == {"konsep/satuan-hitung/faktor"}


def test_messiness_20_two_series_of_one_index_are_two_indicators() -> None:
    assert figure("bps/aps_ipm_provinsi_2021", "wilayah/kemendagri/11", "ipm-lama") == {"72.18"}
    assert figure("bps/indikator_provinsi", "wilayah/kemendagri/11", "ipm-revisi", "; ham:refYear '2021'^^xsd:gYear") == {"73.48"}
    assert figure("bps/indikator_provinsi", "wilayah/kemendagri/11", "ipm-lama", "; ham:refYear '2021'^^xsd:gYear") == set()


def test_messiness_20_provinces_before_and_after_the_split_are_two_areas_and_never_zero() -> None:
    store = handed_in("bps/persentase_penduduk_miskin")[1]
    papua = "SELECT ?a ?y { ?o sdmx-dimension:refArea ?a ; ham:refYear ?y ; sdmx-measure:obsValue ?v FILTER CONTAINS(STR(?a), '/91') }"
    assert store.rows(papua) >= {("wilayah/kemendagri/91-sebelum-2022", "2023"), ("wilayah/kemendagri/91", "2024")}
    assert store.rows("SELECT ?o { ?o sdmx-measure:obsValue ?v FILTER (?v = 0) }") == set()
    assert {one["reason"] for one in held("bps/persentase_penduduk_miskin")} == {"wilayah-belum-ada"}
    assert all(one["value"] == "0" for one in held("bps/persentase_penduduk_miskin"))


def test_boundaries_are_joined_on_the_name_and_never_on_the_code_in_the_file() -> None:
    store = handed_in("big/batas_provinsi")[1]
    shapes = store.rows("SELECT ?r ?w { ?r geo:hasGeometry ?g . ?g geo:asWKT ?w }")
    assert {region for region, _ in shapes} == {f"wilayah/kemendagri/{code}" for code in ("31", "34", "94")}  # Papua Tengah, printed 91
    for _, shape in shapes:
        assert shape.startswith("MULTIPOLYGON (((")
        ring = shape.split("(((")[1].split(")")[0].split(", ")
        assert ring[0] == ring[-1], "a ring is closed"
        assert all(94 < float(point.split()[0]) < 142 and -12 < float(point.split()[1]) < 7 for point in ring)


def test_a_source_for_non_commercial_use_and_a_copy_of_unknown_version_stay_out_of_the_release() -> None:
    for name, reason in (("internasional/eksekusi_amnesty", "nonkomersial"), ("internasional/vdem_asean", "salinan-tak-jelas")):
        mapped, _ = handed_in(name)
        text = mapped.path.read_text(encoding="utf-8")
        assert (mapped.state, mapped.observations) == ("dikecualikan", 0)
        assert f"alasan-pengecualian/{reason}" in text
        assert "obsValue" not in text
