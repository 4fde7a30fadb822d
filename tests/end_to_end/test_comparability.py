"""Which figures of the release may be compared: the known cases, asked as a Python user asks."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

import kg
from kg.store.release import find_release

BASE = "https://w3id.org/satudataham/id/"
OMBUDSMAN = {"ham:indicator": "konsep/indikator/laporan-diterima-ombudsman", "qb:dataSet": "dataset/ombudsman/laporan_tahunan"}
POVERTY = {"ham:indicator": "konsep/indikator/persentase-penduduk-miskin", "qb:dataSet": "dataset/bps/kemiskinan_provinsi"}
FILES = {"ham:indicator": "konsep/indikator/berkas-pengaduan-komnas-ham"}
COMPLAINTS = {"ham:indicator": "konsep/indikator/pengaduan-diterima-komnas-ham", "qb:dataSet": "dataset/komnas_ham/pengaduan_tahunan"}


@pytest.fixture(scope="module")
def store(release_folder: Path) -> ox.Store:
    return find_release(release_folder).store


def figure(store: ox.Store, period: str, about: dict[str, str], area: str = "") -> str:
    """The first observation of a period (its key) with these terms, in order of IRI."""
    terms = about | {"sdmx-dimension:refPeriod": f"periode/{period}"} | ({"sdmx-dimension:refArea": area} if area else {})
    said = " ; ".join(f"{name} <{BASE}{key}>" for name, key in terms.items())
    query = f"""PREFIX ham: <https://w3id.org/satudataham/ontology/> PREFIX qb: <http://purl.org/linked-data/cube#>
        PREFIX sdmx-dimension: <http://purl.org/linked-data/sdmx/2009/dimension#>
        PREFIX sdmx-measure: <http://purl.org/linked-data/sdmx/2009/measure#>
        SELECT ?o {{ ?o {said} ; sdmx-measure:obsValue ?value }} ORDER BY ?o LIMIT 1"""
    return next(iter(store.query(query)))["o"].value  # type: ignore[union-attr]


def reasons(a: str, b: str, folder: Path) -> list[str]:
    return [reason.notation for reason in kg.comparability(a, b, data_dir=folder)]


def test_reports_to_the_ombudsman_in_2024_and_2025(store: ox.Store, release_folder: Path) -> None:
    a, b = figure(store, "2024", OMBUDSMAN), figure(store, "2025", OMBUDSMAN)
    assert reasons(a, b, release_folder) == ["definisi-berubah"]


def test_reports_to_the_ombudsman_in_2022_and_2023(store: ox.Store, release_folder: Path) -> None:
    a, b = figure(store, "2022", OMBUDSMAN), figure(store, "2023", OMBUDSMAN)
    assert reasons(a, b, release_folder) == []


def test_poverty_in_papua_before_and_after_its_split(store: ox.Store, release_folder: Path) -> None:
    a = figure(store, "2022-03", POVERTY, "wilayah/kemendagri/91-sebelum-2022")
    b = figure(store, "2024-03", POVERTY, "wilayah/kemendagri/91")
    assert reasons(a, b, release_folder) == ["wilayah-berubah"]


def test_poverty_in_aceh_in_two_years(store: ox.Store, release_folder: Path) -> None:
    a, b = (figure(store, period, POVERTY, "wilayah/kemendagri/11") for period in ("2022-03", "2024-03"))
    assert reasons(a, b, release_folder) == []


def test_complaint_files_and_complaints_at_komnas_ham(store: ox.Store, release_folder: Path) -> None:
    a, b = figure(store, "2016", FILES), figure(store, "2022", COMPLAINTS)
    assert reasons(a, b, release_folder) == ["konsep-berbeda", "satuan-berbeda"]


def test_a_series_break_is_noted_with_its_year(store: ox.Store) -> None:
    rows = store.query(
        f"""PREFIX ham: <https://w3id.org/satudataham/ontology/>
        SELECT ?year {{ ?note ham:between <{BASE}dataset/ombudsman/laporan_tahunan> ; ham:breakYear ?year ;
          ham:comparabilityReason <{BASE}konsep/alasan-tak-sebanding/definisi-berubah> }}"""
    )
    assert [row["year"].value for row in rows] == ["2025"]  # type: ignore[union-attr]
