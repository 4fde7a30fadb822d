"""May two figures be compared? Each reason by one difference between two figures that could be compared otherwise."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from kg.comparable import comparison_query, reasons_in
from kg.errors import InputError
from kg.namespaces import PREFIXES, Namespaces
from kg.resources import ontology_root

NS = Namespaces()
PREFIXES_USED = ("dcat", "prov", "qb", "sdmx-attribute", "sdmx-dimension", "sdmx-measure", "xsd")
DECLARED = "".join(f"@prefix {name}: <{PREFIXES[name]}> .\n" for name in PREFIXES_USED)
PROLOGUE = f"""{DECLARED}@base <{NS.base}id/> . @prefix ham: <{NS.ontology}> .
<dataset/a/b> qb:structure <struktur/a/b> . <struktur/a/b> qb:component <struktur/a/b/1>, <struktur/a/b/2> .
<struktur/a/b/1> qb:dimension ham:indicator . <struktur/a/b/2> qb:dimension ham:respondent .
<perubahan-wilayah/p> a ham:AreaChange ; prov:used <wilayah/kemendagri/91-sebelum-2022> ; prov:generated <wilayah/kemendagri/91> .
"""
ORDINARY = {
    "qb:dataSet": "<dataset/a/b>",
    "ham:indicator": "<konsep/indikator/aduan>",
    "sdmx-dimension:refArea": "<negara/IDN>",
    "ham:countingUnit": "<konsep/satuan-hitung/aduan>",
    "sdmx-attribute:obsStatus": "<konsep/status-pengamatan/A>",
    "ham:respondent": "<konsep/pihak-teradu/polri>",
    "ham:periodComplete": "true",
    "sdmx-measure:obsValue": "661",
}
PAPUA = {"sdmx-dimension:refArea": "<wilayah/kemendagri/91>"}
OLD_PAPUA = {"sdmx-dimension:refArea": "<wilayah/kemendagri/91-sebelum-2022>"}


def figure(name: str, year: int, period: tuple[str, str, str] | None = None, **changes: str) -> str:
    """Turtle of an observation of `year`; `period` is kind, first and last day."""
    kind, start, end = period or ("tahun", "01-01", "12-31")
    terms = {key: value for key, value in {**ORDINARY, **changes}.items() if value}
    said = " ; ".join(f"{key} {value}" for key, value in terms.items())
    key = f"<periode/{year}-{kind}-{start}-{end}>"
    return f"""<{name}> a qb:Observation ; {said} ; ham:refYear "{year}"^^xsd:gYear ; sdmx-dimension:refPeriod {key} .
{key} ham:periodKind <konsep/jenis-periode/{kind}> ; dcat:startDate "{year}-{start}"^^xsd:date ; dcat:endDate "{year}-{end}"^^xsd:date .
"""


def reasons(*figures: str) -> list[str]:
    store = ox.Store()
    store.load((ontology_root() / "codelists" / "alasan_tak_sebanding.ttl").read_bytes(), format=ox.RdfFormat.TURTLE)
    store.load((PROLOGUE + "".join(figures)).encode(), format=ox.RdfFormat.TURTLE)
    found = [reason.notation for reason in reasons_in(store, f"{NS.base}id/a", f"{NS.base}id/b")]
    assert found == [reason.notation for reason in reasons_in(store, f"{NS.base}id/b", f"{NS.base}id/a")], (
        "the order of the two must not matter"
    )
    return found


def test_neighbouring_years_of_a_series_may_be_compared() -> None:
    assert reasons(figure("a", 2022), figure("b", 2023)) == []


def test_classes_of_one_classification_may_be_compared() -> None:
    assert reasons(figure("a", 2022), figure("b", 2022, **{"ham:respondent": "<konsep/pihak-teradu/tni>"})) == []


def test_two_provinces_may_be_compared() -> None:
    other = {"sdmx-dimension:refArea": "<wilayah/kemendagri/12>"}
    assert reasons(figure("a", 2022, **PAPUA), figure("b", 2022, **other)) == []


@pytest.mark.parametrize(
    ("reason", "changes"),
    [
        ("satuan-berbeda", {"ham:countingUnit": "<konsep/satuan-hitung/berkas>"}),
        ("konsep-berbeda", {"ham:indicator": "<konsep/indikator/lain>"}),
        ("indeks-berbeda", {"ham:index": "<konsep/indeks/indeks-ham-setara>"}),
        ("peran-wilayah-berbeda", {"ham:areaRole": "<konsep/peran-wilayah/asal-pengadu>"}),
        ("status-dugaan-berbeda", {"ham:allegationStatus": "<konsep/status-dugaan/terbukti>"}),
        ("klasifikasi-berubah", {"ham:classificationVersion": "<konsep/versi-klasifikasi/x>"}),
        ("daftar-sebagian", {"ham:listComplete": "false"}),
        ("sementara-dan-tetap", {"sdmx-attribute:obsStatus": "<konsep/status-pengamatan/P>"}),
        ("tanpa-angka", {"sdmx-measure:obsValue": "", "sdmx-attribute:obsStatus": "<konsep/status-pengamatan/Q>"}),
    ],
)
def test_one_difference_gives_its_reason_alone(reason: str, changes: dict[str, str]) -> None:
    assert reasons(figure("a", 2022), figure("b", 2023, **changes)) == [reason]


def test_scores_of_the_official_index_and_of_setara_are_never_compared() -> None:
    official = {"ham:indicator": "<konsep/indikator/skor-a>", "ham:index": "<konsep/indeks/indeks-ham-indonesia>"}
    setara = {"ham:indicator": "<konsep/indikator/skor-b>", "ham:index": "<konsep/indeks/indeks-ham-setara>"}
    assert reasons(figure("a", 2024, **official), figure("b", 2024, **setara)) == ["indeks-berbeda", "konsep-berbeda"]


def test_papua_before_and_after_its_split_is_not_one_area() -> None:
    assert reasons(figure("a", 2021, **OLD_PAPUA), figure("b", 2024, **PAPUA)) == ["wilayah-berubah"]


def test_papua_before_the_split_may_be_compared_with_itself() -> None:
    assert reasons(figure("a", 2021, **OLD_PAPUA), figure("b", 2022, **OLD_PAPUA)) == []


def test_part_of_a_year_and_a_whole_year_are_not_compared() -> None:
    part = figure("a", 2021, ("rentang", "01-01", "12-15"), **{"ham:periodComplete": "false"})
    assert reasons(part, figure("b", 2022)) == ["periode-tidak-lengkap"]


def test_the_same_part_of_two_years_may_be_compared() -> None:
    parts = [
        figure(name, year, ("rentang", "01-01", "06-15"), **{"ham:periodComplete": "false"}) for name, year in (("a", 2021), ("b", 2022))
    ]
    assert reasons(*parts) == []


def test_a_year_and_a_half_year_are_not_compared() -> None:
    assert reasons(figure("a", 2022), figure("b", 2023, ("semester", "01-01", "06-30"))) == ["panjang-periode-berbeda"]


BREAK = {"sdmx-attribute:obsStatus": "<konsep/status-pengamatan/B>"}


def test_figures_on_both_sides_of_a_series_break_are_not_compared() -> None:
    assert reasons(figure("a", 2023), figure("m", 2024, **BREAK), figure("b", 2025)) == ["definisi-berubah"]
    assert reasons(figure("a", 2023), figure("b", 2024, **BREAK)) == ["definisi-berubah"]


def test_figures_on_one_side_of_a_series_break_may_be_compared() -> None:
    assert reasons(figure("a", 2022), figure("b", 2023), figure("m", 2024, **BREAK)) == []
    assert reasons(figure("m", 2024, **BREAK), figure("a", 2024, **BREAK), figure("b", 2025)) == []


def test_a_break_of_another_class_is_no_reason() -> None:
    other = {**BREAK, "ham:respondent": "<konsep/pihak-teradu/tni>"}
    assert reasons(figure("a", 2023), figure("m", 2024, **other), figure("b", 2025)) == []


def test_nothing_is_said_of_what_is_not_there() -> None:
    with pytest.raises(InputError, match="is no observation of this release"):
        reasons(figure("a", 2023))


def test_what_is_no_iri_cannot_enter_the_query() -> None:
    with pytest.raises(InputError):
        comparison_query("urn:a", "urn:b>) } DROP ALL #")


def test_the_query_is_moved_to_another_base() -> None:
    assert "https://w3id.org/" not in comparison_query("urn:a", "urn:b", "https://data.example/")
