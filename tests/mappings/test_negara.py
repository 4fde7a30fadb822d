"""Facts about States and areas, end to end, and that every one that a dataset names is described."""

from __future__ import annotations

import csv

import pytest

from kg.resources import mappings_root
from tests.mappings.mapped_store import MappedStore

ASEAN = {"BRN", "IDN", "KHM", "LAO", "MMR", "MYS", "PHL", "SGP", "THA", "TLS", "VNM"}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> MappedStore:
    return MappedStore(tmp_path_factory.mktemp("quads"), "pbb/negara")


@pytest.mark.parametrize(
    ("alpha3", "names", "m49", "wikidata"),
    [
        ("IDN", {"Indonesia"}, "360", "Q252"),
        ("KHM", {"Kamboja", "Cambodia"}, "116", "Q424"),
        ("TLS", {"Timor Leste", "Timor-Leste"}, "626", "Q574"),
        ("KOR", {"Korea Selatan", "Republic of Korea"}, "410", "Q884"),
        ("SAU", {"Arab Saudi", "Saudi Arabia"}, "682", "Q851"),
        ("HKG", {"Hong Kong"}, "344", "Q8646"),
        ("TWN", {"Taiwan"}, "158", "Q865"),
        ("TUR", {"Turki", "Türkiye"}, "792", "Q43"),
        ("DMA", {"Dominika", "Dominica"}, "212", "Q784"),
        ("AFG", {"Afganistan", "Afghanistan"}, "004", "Q889"),
    ],
)
def test_a_state_has_its_names_and_codes(store: MappedStore, alpha3: str, names: set[str], m49: str, wikidata: str) -> None:
    about = f"<negara/{alpha3}> a ham:StateOrArea ; dcterms:identifier '{alpha3}'"
    assert store.values(f"SELECT ?l {{ {about} ; skos:prefLabel ?l }}") == names
    assert store.rows(f"SELECT ?m ?w {{ {about} ; ham:m49Code ?m ; schema:sameAs ?w }}") == {
        (m49, f"http://www.wikidata.org/entity/{wikidata}")
    }


def test_all_members_of_asean_are_there(store: MappedStore) -> None:
    assert store.values("SELECT ?c { ?s a ham:StateOrArea ; dcterms:identifier ?c }") >= ASEAN


def test_every_country_that_a_code_table_names_is_described(store: MappedStore) -> None:
    named = set()
    for path in mappings_root().glob("*/*/codes.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            named |= {row["notasi"] for row in csv.DictReader(file) if row["kolom"].startswith("negara")}
    assert named
    assert named - store.values("SELECT ?c { ?s a ham:StateOrArea ; dcterms:identifier ?c }") == set()


def test_codes_and_items_are_not_given_twice(store: MappedStore) -> None:
    rows = store.rows("SELECT ?s ?m ?w { ?s ham:m49Code ?m OPTIONAL { ?s schema:sameAs ?w } }")
    assert len(rows) == len({m49 for _, m49, _ in rows}) == 199
    assert {state for state, _, item in rows if not item} == {"negara/NAM"}


def test_other_forms_of_names_are_alternative_labels(store: MappedStore) -> None:
    assert store.rows("SELECT ?s ?l { ?s skos:altLabel ?l }") == {
        ("negara/HKG", "Hongkong"), ("negara/SYR", "Syria"), ("negara/SAU", "Saudi Arabia"), ("negara/ARE", "UEA"),
    }  # fmt: skip
