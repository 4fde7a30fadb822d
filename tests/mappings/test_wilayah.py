"""Facts about regions and their codes, end to end."""

from __future__ import annotations

import pytest

from tests.mappings.mapped_store import MappedStore

CODE = "?r adms:identifier ?c . ?c skos:notation ?n ; ham:codeList <konsep/daftar-kode-wilayah/{}>"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> MappedStore:
    return MappedStore(tmp_path_factory.mktemp("quads"), "kemendagri/wilayah", "norma/peraturan", "pbb/negara")


def codes(store: MappedStore, code_list: str) -> dict[str, str]:
    """Code → region, of one list."""
    rows = store.rows(f"SELECT ?n ?r {{ {CODE.format(code_list)} }}")
    assert len({code for code, _ in rows}) == len(rows), "a code of one list stands for one region"
    return {code: region.removeprefix("wilayah/kemendagri/") for code, region in rows}


def test_there_are_38_provinces_416_regencies_and_98_cities_today(store: MappedStore) -> None:
    query = """SELECT ?level (COUNT(?r) AS ?n) { ?r a ham:Region ; ham:regionLevel ?level
        FILTER NOT EXISTS { ?r schema:validThrough ?end } } GROUP BY ?level"""
    level = "konsep/tingkat-wilayah/"
    assert store.rows(query) == {(f"{level}provinsi", "38"), (f"{level}kabupaten", "416"), (f"{level}kota", "98")}


@pytest.mark.parametrize(
    ("code_list", "count"), [("kemendagri-2025", 552), ("kemendagri-2020", 548), ("bps-2020", 548), ("bps-2024", 38), ("iso-3166-2", 38)]
)
def test_every_list_is_complete(store: MappedStore, code_list: str, count: int) -> None:
    found = codes(store, code_list)
    assert len(found) == len(set(found.values())) == count


@pytest.mark.parametrize(
    ("region", "name", "bps"),
    [
        ("31.74", "Kota Administrasi Jakarta Selatan", "3171"),
        ("31.71", "Kota Administrasi Jakarta Pusat", "3173"),
        ("11.09", "Kabupaten Simeulue", "1101"),
        ("11.10", "Kabupaten Aceh Singkil", "1102"),
        ("12.71", "Kota Medan", "1275"),
        ("14.08", "Kabupaten Siak", "1405"),
        ("92.03", "Kabupaten Fak Fak", "9101"),
        ("93.01", "Kabupaten Merauke", "9401"),
        ("96.71", "Kota Sorong", "9171"),
        ("71.10", "Kabupaten Bolaang Mongondow Timur", "7111"),
    ],
)
def test_a_region_has_its_code_in_both_lists(store: MappedStore, region: str, name: str, bps: str) -> None:
    assert store.values(f'SELECT ?l {{ <wilayah/kemendagri/{region}> skos:prefLabel ?l FILTER(LANG(?l) = "id") }}') == {name}
    assert codes(store, "bps-2020")[bps] == region


def test_the_name_that_the_list_prints_is_kept(store: MappedStore) -> None:
    assert store.values("SELECT ?n { <kode-wilayah/bps-2020/1405> ham:nameInList ?n }") == {"S I A K"}
    assert store.values("SELECT ?n { <kode-wilayah/iso-3166-2/ID-PE> ham:nameInList ?n }") == {"Papua Pengunungan"}


def test_199_of_514_codes_differ_between_the_ministry_and_bps(store: MappedStore) -> None:
    ministry = {region: code for code, region in codes(store, "kemendagri-2020").items() if len(code) == 5}
    bps = {region: code for code, region in codes(store, "bps-2020").items() if len(code) == 4}
    assert ministry.keys() == bps.keys()
    assert len(ministry) == 514
    assert sum(ministry[region].replace(".", "") != bps[region] for region in ministry) == 199


@pytest.mark.parametrize(
    ("region", "bps", "iso"),
    [
        ("91", "94", "ID-PA"),
        ("92", "91", "ID-PB"),
        ("93", "95", "ID-PS"),
        ("94", "96", "ID-PT"),
        ("95", "97", "ID-PE"),
        ("96", "92", "ID-PD"),
    ],
)
def test_the_six_papuan_provinces_have_other_codes_in_each_list(store: MappedStore, region: str, bps: str, iso: str) -> None:
    assert codes(store, "bps-2024")[bps] == region
    assert codes(store, "iso-3166-2")[iso] == region


def test_the_other_32_provinces_have_equal_codes(store: MappedStore) -> None:
    assert sum(code == region for code, region in codes(store, "bps-2024").items()) == 32


def test_26_codes_ended_with_the_split_and_their_end_is_marked_as_derived(store: MappedStore) -> None:
    ended = store.rows("SELECT ?n ?end { ?c a ham:RegionCode ; skos:notation ?n ; schema:validThrough ?end ; ham:validityDerived true }")
    assert len(ended) == 26
    assert {end for _, end in ended} == {"2022-07-24", "2022-12-07"}
    assert ("92.01", "2022-12-07") in ended
    assert ("91.01", "2022-07-24") in ended
    assert not {code for code, _ in ended} & codes(store, "kemendagri-2025").keys()


def test_codes_are_text_with_their_zeros(store: MappedStore) -> None:
    assert {"11.10", "12.10", "12.20", "14.10", "31"} <= codes(store, "kemendagri-2025").keys()
    assert store.values("SELECT ?t { ?c a ham:RegionCode ; skos:notation ?n BIND(STR(DATATYPE(?n)) AS ?t) }") == {
        "http://www.w3.org/2001/XMLSchema#string"
    }


# --- the split of 2022 ------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(("old", "new", "last"), [("91", {"91", "93", "94", "95"}, "2022-07-24"), ("92", {"92", "96"}, "2022-12-07")])
def test_the_old_extents_end_and_are_followed_by_the_new_ones(store: MappedStore, old: str, new: set[str], last: str) -> None:
    address = f"<wilayah/kemendagri/{old}-sebelum-2022>"
    assert store.values(f"SELECT ?d {{ {address} schema:validThrough ?d }}") == {last}
    assert store.values(f"SELECT ?r {{ ?r dcterms:replaces {address} }}") == {f"wilayah/kemendagri/{key}" for key in new}


@pytest.mark.parametrize(
    ("province", "law", "day"),
    [
        ("93", "uu/2022/14", "2022-07-25"),
        ("94", "uu/2022/15", "2022-07-25"),
        ("95", "uu/2022/16", "2022-07-25"),
        ("96", "uu/2022/29", "2022-12-08"),
    ],
)
def test_a_new_province_has_its_law_and_first_day(store: MappedStore, province: str, law: str, day: str) -> None:
    query = f"""SELECT ?law ?day {{ <wilayah/kemendagri/{province}> ham:legalBasis ?law ; schema:validFrom ?day .
        ?e a ham:AreaChange ; prov:generated <wilayah/kemendagri/{province}> ; ham:legalBasis ?law ; dcterms:date ?day .
        ?law eli:date_document ?day }}"""
    assert store.rows(query) == {(f"peraturan/{law}", day)}


def test_42_regencies_and_cities_lay_in_the_old_extents_and_26_moved(store: MappedStore) -> None:
    former = store.rows("SELECT ?r ?old { ?r ham:formerlyPartOf ?old }")
    assert len(former) == 42
    assert sum(old.endswith("/91-sebelum-2022") for _, old in former) == 29
    query = """SELECT ?r { ?r ham:formerlyPartOf ?old ; dcterms:isPartOf ?new
        FILTER(?new NOT IN (<wilayah/kemendagri/91>, <wilayah/kemendagri/92>)) }"""
    moved = store.values(query)
    assert len(moved) == 26
    assert ("wilayah/kemendagri/93.01", "wilayah/kemendagri/91-sebelum-2022") in former


# --- what every region has --------------------------------------------------------------------------------------------
def test_every_region_is_part_of_a_described_one(store: MappedStore) -> None:
    assert store.values("SELECT ?p { ?r a ham:Region ; dcterms:isPartOf ?p FILTER NOT EXISTS { ?p skos:prefLabel ?l } }") == set()
    assert store.values("SELECT ?p { ?r a ham:Province ; dcterms:isPartOf ?p }") == {"negara/IDN"}


def test_a_regency_lies_in_the_province_of_its_code(store: MappedStore) -> None:
    for region, parent in store.rows(
        "SELECT ?r ?p { ?r dcterms:isPartOf ?p ; ham:regionLevel ?l FILTER(?l != <konsep/tingkat-wilayah/provinsi>) }"
    ):
        assert region.rpartition("/")[2][:2] == parent.rpartition("/")[2]


def test_all_provinces_of_today_have_one_wikidata_item_each(store: MappedStore) -> None:
    found = store.rows("SELECT ?r ?w { ?r schema:sameAs ?w ; a ham:Province }")
    assert len(found) == len({item for _, item in found}) == len({region for region, _ in found}) == 38
    assert ("wilayah/kemendagri/96", "http://www.wikidata.org/entity/Q115253263") in found
    assert ("wilayah/kemendagri/61", "http://www.wikidata.org/entity/Q3916") in found, "not the item of the island region"


def test_other_names_are_labels_and_misprints_are_hidden(store: MappedStore) -> None:
    assert "DKI Jakarta" in store.values("SELECT ?l { <wilayah/kemendagri/31> skos:altLabel ?l }")
    assert store.values("SELECT ?l { <wilayah/kemendagri/18> skos:hiddenLabel ?l }") == {"Lampunga"}
