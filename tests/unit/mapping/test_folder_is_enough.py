"""A dataset's folder may bring its agency, indicators, concepts and places with it; and a draft with open questions is refused."""

from __future__ import annotations

import pytest

from kg.errors import InputError
from kg.mapping.dataset import Dataset
from kg.mapping.engine import fingerprint, map_dataset
from kg.mapping.open_questions import open_questions
from kg.namespaces import Namespaces
from kg.pipeline.known import undescribed_references
from kg.resources import mappings_root, ontology_root
from tests.conftest import MakeDataset

BASE = "https://w3id.org/satudataham/"
INDICATORS = "notasi,nama_id,nama_en,definisi_id,definisi_en,konsep_id,konsep_en,jenis,ukuran,satuan,sumber\n"
CONCEPTS = "skema,notasi,nama_id,nama_en,definisi_id,definisi_en,sumber\n"
AGENCY = """key: dinas-contoh
kind: badan-negara
name: {id: Dinas Contoh, en: Example Office}
short_name: Dincon
site: https://dinas.example.org/
source: https://dinas.example.org/profil
"""


def lines_of(dataset: Dataset) -> list[str]:
    target = dataset.folder / "graph.nq"
    map_dataset(dataset, target, Namespaces(), dataset.folder.parents[1])
    return target.read_text(encoding="utf-8").splitlines()


def about(lines: list[str], thing: str) -> str:
    return "\n".join(line for line in lines if line.startswith(f"<{BASE}id/{thing}> "))


# --- what a folder may bring with it -------------------------------------------------------------------------------------
def test_an_agency_is_described_by_its_own_folder(make_dataset: MakeDataset) -> None:
    dataset = make_dataset()
    (dataset.folder.parent / "agency.yml").write_text(AGENCY)
    told = about(lines_of(dataset), "instansi/dinas-contoh")
    for part in ('"Dinas Contoh"@id', '"Example Office"@en', "jenis-instansi/badan-negara", "ontology/StateBody", '"Dincon"@id'):
        assert part in told


def test_a_change_of_the_agency_makes_its_datasets_anew(make_dataset: MakeDataset) -> None:
    dataset = make_dataset()
    path = dataset.folder.parent / "agency.yml"
    path.write_text(AGENCY)
    before = fingerprint(dataset, Namespaces(), mappings_root())
    path.write_text(AGENCY.replace("Dincon", "DC"))
    assert fingerprint(dataset, Namespaces(), mappings_root()) != before


def test_an_agency_that_the_register_holds_is_not_described_again(make_dataset: MakeDataset) -> None:
    dataset = make_dataset()
    (dataset.folder.parent / "agency.yml").write_text(AGENCY)
    register = dataset.folder.parents[1] / "instansi" / "organisasi"
    register.mkdir(parents=True)
    (register / "source.csv").write_text("kunci,jenis\ndinas-contoh,badan-negara\n")
    with pytest.raises(InputError, match=r"is described in mappings/instansi/organisasi/source\.csv already") as caught:
        lines_of(dataset)
    assert (caught.value.file, caught.value.column) == ("agensi/agency.yml", "key")


def test_an_unknown_kind_of_agency_is_told_with_those_that_there_are(make_dataset: MakeDataset) -> None:
    dataset = make_dataset()
    (dataset.folder.parent / "agency.yml").write_text(AGENCY.replace("badan-negara", "klub"))
    with pytest.raises(InputError, match="must be one of kementerian") as caught:
        lines_of(dataset)
    assert (caught.value.file, caught.value.column) == ("agensi/agency.yml", "kind")


def test_an_indicator_and_a_scheme_of_concepts_are_described_by_the_folder(make_dataset: MakeDataset) -> None:
    dataset = make_dataset()
    (dataset.folder / "indicators.csv").write_text(
        INDICATORS
        + "sengketa-lahan,sengketa lahan,land disputes,Sengketa yang tercatat.,Disputes on record.,sengketa,dispute,hasil,jumlah,kasus,\n"
    )
    (dataset.folder / "concepts.csv").write_text(
        CONCEPTS + "cara-contoh,,cara,way,,,https://example.org/a\ncara-contoh,mediasi,mediasi,mediation,,,\n"
    )
    lines = lines_of(dataset)
    indicator = about(lines, "konsep/indikator/sengketa-lahan")
    for part in ("ontology/Indicator", '"Disputes on record."@en', "jenis-indikator/hasil", "satuan-hitung/kasus", "ukuran/jumlah"):
        assert part in indicator
    assert "ConceptScheme" in about(lines, "konsep/cara-contoh")
    assert '"mediation"@en' in about(lines, "konsep/cara-contoh/mediasi")


def test_a_concept_of_the_ontology_is_not_described_again(make_dataset: MakeDataset) -> None:
    dataset = make_dataset()
    (dataset.folder / "concepts.csv").write_text(CONCEPTS + "jenis-kelamin,laki-laki,pria,men,,,\n")
    with pytest.raises(InputError, match="is described in ontology/codelists already") as caught:
        lines_of(dataset)
    assert (caught.value.file, caught.value.row) == ("agensi/contoh/concepts.csv", 2)


def test_a_concept_of_another_folder_is_not_described_again(make_dataset: MakeDataset) -> None:
    dataset = make_dataset()
    row = "x-y,x,x,X.,X.,x,x,hasil,jumlah,kasus,\n"
    (dataset.folder / "indicators.csv").write_text(INDICATORS + row)
    other = dataset.folder.parents[1] / "lain" / "tabel"
    other.mkdir(parents=True)
    (other / "indicators.csv").write_text(INDICATORS + row)
    with pytest.raises(InputError, match=r"is described in mappings/lain/tabel/indicators\.csv already"):
        lines_of(dataset)


def test_an_indicator_without_definition_names_the_empty_cell(make_dataset: MakeDataset) -> None:
    dataset = make_dataset()
    (dataset.folder / "indicators.csv").write_text(INDICATORS + "x-y,x,x,X.,,,,,,,\n")
    with pytest.raises(InputError, match="must not be empty") as caught:
        lines_of(dataset)
    assert (caught.value.file, caught.value.row, caught.value.column) == ("agensi/contoh/indicators.csv", 2, "definisi_en")


def test_what_nothing_describes_is_told_for_one_dataset_alone(make_dataset: MakeDataset) -> None:
    dataset = make_dataset()  # its indicator `pengaduan` stands in no list
    lines_of(dataset)
    found = undescribed_references(dataset.folder / "graph.nq", dataset.name, BASE, mappings_root(), ontology_root())
    assert [thing for thing, _ in found] == [f"{BASE}id/konsep/indikator/pengaduan"]


AREAS = {
    "mapping": """
from kg.mapping import Area, Cube, Document, Fixed, Period, Series
MAPPING = Cube(
    dimensions={
        "ham:indicator": Fixed("indikator/pengaduan-diterima-komnas-ham"), "sdmx-dimension:refArea": Area("tempat"),
        "sdmx-dimension:refPeriod": Period("tahun"), "ham:sourceDocument": Document("source_url"),
    },
    series=(Series("jumlah", number="plain", kind="integer", unit="kasus"),),
)
""",
    "source": "tahun,tempat,jumlah,source_url\n2021,Kota Bogor,7,https://example.org/a\n2021,Bogor Raya,8,https://example.org/a\n",
    "rows": 2, "observations": 2,
}  # fmt: skip


@pytest.fixture
def areas(make_dataset: MakeDataset) -> Dataset:
    dataset = make_dataset(**AREAS)
    (dataset.folder.parents[1] / "kemendagri").symlink_to(mappings_root() / "kemendagri")
    return dataset


def test_a_place_that_the_resolver_does_not_know_stops_the_dataset(areas: Dataset) -> None:
    with pytest.raises(InputError, match="is not resolved to one place"):
        lines_of(areas)


def test_a_place_is_resolved_by_the_table_of_the_folder(areas: Dataset) -> None:
    (areas.folder / "places.csv").write_text("sel,wilayah,alasan\nBogor Raya,32.01,sebutan lama kabupaten\n")
    assert any("refArea> <https://w3id.org/satudataham/id/wilayah/kemendagri/32.01>" in line for line in lines_of(areas))


@pytest.mark.parametrize(
    ("row", "problem"), [("Bogor Raya,99.99,sebutan", "is no key of a region"), ("Bogor Raya,32.01,", "say why this region is meant")]
)
def test_a_place_of_the_folder_needs_a_region_and_a_reason(areas: Dataset, row: str, problem: str) -> None:
    (areas.folder / "places.csv").write_text(f"sel,wilayah,alasan\n{row}\n")
    with pytest.raises(InputError, match=problem) as caught:
        lines_of(areas)
    assert (caught.value.file, caught.value.row) == ("agensi/contoh/places.csv", 2)


# --- drafts -------------------------------------------------------------------------------------------------------------
def test_open_questions_are_named_by_file_row_and_key(make_dataset: MakeDataset) -> None:
    dataset = make_dataset(
        documents="sumber,url,penerbit,jenis,diakses,keyakinan,keterangan\na,,TODO: siapa / who,berita,2026-11-22,sedang,\n"
    )
    config = dataset.folder / "dataset.yml"
    config.write_text(config.read_text().replace("en: Complaints", 'en: "TODO: judul / title"'))
    script = dataset.folder / "mapping.py"
    script.write_text(script.read_text().replace('unit="aduan"', 'unit="TODO: satuan / unit"').replace("indikator/pengaduan", "TODO: x"))
    found = {(q.file, q.row, q.key) for q in open_questions(dataset.folder)}
    assert found == {
        ("dataset.yml", 1, "title.en"), ("documents.csv", 2, "penerbit"), ("mapping.py", 6, "ham:indicator"), ("mapping.py", 12, "unit"),
    }  # fmt: skip


def test_a_draft_is_refused_in_a_sentence_with_every_question(make_dataset: MakeDataset) -> None:
    dataset = make_dataset()
    (dataset.folder.parent / "agency.yml").write_text(AGENCY.replace("Example Office", '"TODO: nama / name"'))
    with pytest.raises(InputError, match="the draft is not finished: 1 open question ") as caught:
        lines_of(dataset)
    assert "agency.yml, row 3, name.en: nama / name" in str(caught.value)
    assert caught.value.file == "agensi/contoh"


def test_words_that_merely_hold_the_mark_are_no_question(make_dataset: MakeDataset) -> None:
    dataset = make_dataset()
    (dataset.folder / "NOTES.md").write_text("TODO is no question here\n")
    config = dataset.folder / "dataset.yml"
    config.write_text(config.read_text().replace("en: Complaints", "en: Complaints of Todo and METODO"))
    assert open_questions(dataset.folder) == []
