"""Statistics of prisons and the service areas they are counted in, from the source tables to the store."""

from __future__ import annotations

import pytest

from tests.mappings.mapped_store import MappedStore

IND = "konsep/indikator/"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> MappedStore:
    return MappedStore(tmp_path_factory.mktemp("quads"), "ditjenpas/kanwil", "ditjenpas/hunian_kanwil", "ditjenpas/penghuni_nasional")


def national(store: MappedStore, period: str, indicator: str, sex: str = "total", age: str = "total") -> set[tuple[str, ...]]:
    """(value, unit, printed text, status) of the national figures for a period."""
    query = f"""SELECT ?v ?u ?raw ?s {{
        ?o qb:dataSet <dataset/ditjenpas/penghuni_nasional> ; sdmx-dimension:refPeriod <periode/{period}> ;
           ham:indicator <konsep/indikator/{indicator}> ; ham:sex <konsep/jenis-kelamin/{sex}> ;
           ham:occupantAgeClass <konsep/golongan-umur-penghuni/{age}> ; sdmx-measure:obsValue ?v ;
           ham:countingUnit ?u ; ham:rawValue ?raw ; sdmx-attribute:obsStatus ?s }}"""
    short = {(v, u.rpartition("/")[2], raw, s.rpartition("/")[2]) for v, u, raw, s in store.rows(query)}
    return short


def test_the_figures_of_16_may_2025_are_there(store: MappedStore) -> None:
    query = """SELECT ?i ?v { ?o sdmx-dimension:refPeriod <periode/2025-05-16> ; sdmx-dimension:refArea <negara/IDN> ;
        ham:indicator ?i ; sdmx-measure:obsValue ?v }"""
    assert store.rows(query) == {
        (f"{IND}jumlah-upt-pemasyarakatan", "532"),
        (f"{IND}kapasitas-lapas-rutan", "146660"),
        (f"{IND}penghuni-lapas-rutan", "276885"),
        (f"{IND}persen-kelebihan-hunian", "89"),
        (f"{IND}penghuni-perkara-narkotika", "146489"),
    }


def test_two_sources_that_disagree_on_2016_are_two_observations(store: MappedStore) -> None:
    assert national(store, "2016", "penghuni-lapas-rutan") == {
        ("204549", "narapidana-tahanan", "204.549", "A"),
        ("214675", "narapidana-tahanan", "214,675", "A"),
    }


def test_parts_of_2018_are_kept_although_they_do_not_add_up(store: MappedStore) -> None:
    assert national(store, "2018", "penghuni-lapas-rutan") == {("256273", "narapidana-tahanan", "256.273", "A")}
    assert national(store, "2018", "penghuni-lapas-rutan", sex="laki-laki") == {("241401", "narapidana-tahanan", "241.401", "A")}
    assert national(store, "2018", "penghuni-lapas-rutan", sex="perempuan") == {("14325", "narapidana-tahanan", "14.325", "A")}
    assert national(store, "2018", "penghuni-lapas-rutan", age="anak") == {("3100", "narapidana-tahanan", "3.100", "A")}


def test_words_for_thousands_stay_thousands_and_are_marked_as_rounded(store: MappedStore) -> None:
    assert national(store, "2021-09", "penghuni-penjara-wpb") == {("266", "ribu-orang", "266 ribu", "E")}


def test_occupancy_and_per_cent_above_capacity_are_different_indicators(store: MappedStore) -> None:
    assert national(store, "2021-09", "tingkat-hunian-wpb") == {("196.4", "persen", "196,4", "A")}
    assert national(store, "2021-09", "persen-kelebihan-hunian") == {("97", "persen", "97", "A")}


def test_a_page_without_known_address_is_cited_and_linked_to_no_address(store: MappedStore) -> None:
    query = """SELECT ?c ?url { ?d a ham:SourceDocument ; dcterms:bibliographicCitation ?c OPTIONAL { ?d schema:url ?url } }"""
    assert store.rows(query) == {("Validnews, berita tentang kapasitas lembaga pemasyarakatan per 16 Mei 2025", "")}


def test_one_service_area_covers_two_provinces_and_the_others_claim_nothing(store: MappedStore) -> None:
    query = "SELECT ?area ?region { ?area ham:coversRegion ?region }"
    assert store.rows(query) == {
        ("wilayah/kanwil-pemasyarakatan/kalimantan-timur", "wilayah/kemendagri/64"),
        ("wilayah/kanwil-pemasyarakatan/kalimantan-timur", "wilayah/kemendagri/65"),
    }
    assert len(store.values("SELECT ?area { ?area a ham:ServiceArea }")) == 13


def test_figures_by_office_never_name_a_province(store: MappedStore) -> None:
    query = "SELECT ?area { ?o qb:dataSet <dataset/ditjenpas/hunian_kanwil> ; sdmx-dimension:refArea ?area }"
    areas = store.values(query)
    assert all(area.startswith("wilayah/kanwil-pemasyarakatan/") for area in areas)
    assert areas <= store.values("SELECT ?area { ?area a ham:ServiceArea }")


def test_the_office_of_kalimantan_timur_has_its_figures_of_9_september_2021(store: MappedStore) -> None:
    query = """SELECT ?i ?v { ?o sdmx-dimension:refArea <wilayah/kanwil-pemasyarakatan/kalimantan-timur> ;
        sdmx-dimension:refPeriod <periode/2021-09-09> ; ham:indicator ?i ; sdmx-measure:obsValue ?v }"""
    assert store.rows(query) == {
        (f"{IND}kapasitas-lapas-rutan", "3586"),
        (f"{IND}penghuni-lapas-rutan", "12537"),
        (f"{IND}persen-kelebihan-hunian", "250"),
    }


def test_spare_places_are_not_turned_into_occupants(store: MappedStore) -> None:
    query = """SELECT ?i ?v { ?o sdmx-dimension:refArea <wilayah/kanwil-pemasyarakatan/maluku-utara> ;
        sdmx-dimension:refPeriod <periode/2019-07> ; ham:indicator ?i ; sdmx-measure:obsValue ?v }"""
    assert store.rows(query) == {(f"{IND}sisa-tempat-hunian", "301")}


@pytest.mark.parametrize("number", ["11845", "17645", "32768", "9853", "10327", "16500", "4055", "125", "219800", "121500", "526"])
def test_a_figure_without_a_date_is_no_observation(store: MappedStore, number: str) -> None:
    assert store.values(f"SELECT ?o {{ ?o sdmx-measure:obsValue ?v FILTER (?v = {number}) }}") == set()
