"""Tables of mappings become statements; whatever is wrong in them is told with file, row, column and value."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.namespaces import Namespaces
from kg.pipeline.alignments import alignment_lines
from kg.pipeline.layout import DataFolder
from kg.pipeline.vocabulary import build_vocabulary

GRAPH = "<https://w3id.org/satudataham/graph/alignments>"
UNBIS = "ontology/alignments/unbis.sssom.tsv"
LABELS = "ontology/alignments/labels.tsv"
BASE = "https://w3id.org/satudataham/"

HEAD = """#sssom_version: "1.1"
#curie_map:
#  ham: "https://w3id.org/satudataham/ontology/"
#  hal: "https://w3id.org/satudataham/id/"
#  konsep: "https://w3id.org/satudataham/id/konsep/"
#  owl: "http://www.w3.org/2002/07/owl#"
#  padanan: "https://w3id.org/satudataham/id/padanan/unbis/"
#  semapv: "https://w3id.org/semapv/vocab/"
#  skos: "http://www.w3.org/2004/02/skos/core#"
#  unbis: "http://metadata.un.org/thesaurus/"
#  wiki: "https://www.wikidata.org/wiki/"
#mapping_set_id: "https://w3id.org/satudataham/id/padanan/unbis"
#mapping_set_version: "1.0.0"
#mapping_set_title: "Example"
#mapping_set_title_id: "Contoh"
#mapping_set_description: "An example."
#mapping_set_description_id: "Sebuah contoh."
#license: "https://creativecommons.org/licenses/by/4.0/"
#object_source: "unbis:00"
"""
ROW = {
    "record_id": "padanan:1",
    "subject_id": "konsep:hak-indeks-ham/sp01",
    "subject_label": "hidup",
    "predicate_id": "skos:exactMatch",
    "object_id": "unbis:1005562",
    "object_label": "Right to life",
    "mapping_justification": "semapv:ManualMappingCuration",
    "author_label": "Satu Data HAM",
    "reviewer_label": "",
    "confidence": "0.90",
    "mapping_source": "https://example.org/labels.tsv",
    "mapping_date": "2026-11-25",
    "review_date": "",
    "review_status": "belum-ditinjau",
    "comment": "",
}
LABEL = {
    "iri": "http://metadata.un.org/thesaurus/1005562",
    "label_en": "Right to life",
    "printed_label": "RIGHT TO LIFE",
    "label_id": "hak untuk hidup",
    "notation": "",
    "reviewer_label": "",
    "review_date": "",
    "review_status": "belum-ditinjau",
    "source": "https://example.org/labels.tsv",
}


def table(*rows: dict[str, str]) -> str:
    return "\n".join(["\t".join(rows[0]), *("\t".join(row.values()) for row in rows)]) + "\n"


def statements(
    *rows: dict[str, str], labels: tuple[dict[str, str], ...] = (LABEL,), head: str = HEAD, ns: Namespaces | None = None
) -> set[str]:
    """Lines of a mapping set of these rows, without the graph."""
    files = {UNBIS: ns.rebase(head) if ns else head, LABELS: table(*labels)}
    files[UNBIS] += table(*(rows or (ROW,)))
    return {line.removesuffix(f" {GRAPH} .\n") for line in alignment_lines(files, GRAPH, ns or Namespaces())}


def refused(make: Callable[[], object]) -> InputError:
    with pytest.raises(InputError) as caught:
        make()
    return caught.value


def test_a_row_states_the_match_itself() -> None:
    match = (
        f"<{BASE}id/konsep/hak-indeks-ham/sp01> <http://www.w3.org/2004/02/skos/core#exactMatch> <http://metadata.un.org/thesaurus/1005562>"
    )
    assert match in statements()


def test_a_row_makes_a_node_that_says_who_on_what_ground_and_how_sure() -> None:
    start = f"<{BASE}id/padanan/unbis/1> "
    said = {line.removeprefix(start) for line in statements() if line.startswith(start)}
    assert said >= {
        "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://w3id.org/sssom/Mapping>",
        f"<http://www.w3.org/2002/07/owl#annotatedSource> <{BASE}id/konsep/hak-indeks-ham/sp01>",
        "<http://www.w3.org/2002/07/owl#annotatedProperty> <http://www.w3.org/2004/02/skos/core#exactMatch>",
        "<http://www.w3.org/2002/07/owl#annotatedTarget> <http://metadata.un.org/thesaurus/1005562>",
        "<https://w3id.org/sssom/mapping_justification> <https://w3id.org/semapv/vocab/ManualMappingCuration>",
        '<https://w3id.org/sssom/author_label> "Satu Data HAM"',
        '<https://w3id.org/sssom/confidence> "0.9"^^<http://www.w3.org/2001/XMLSchema#decimal>',
        '<http://purl.org/dc/terms/created> "2026-11-25"^^<http://www.w3.org/2001/XMLSchema#date>',
        "<http://purl.org/dc/terms/source> <https://example.org/labels.tsv>",
        f"<{BASE}ontology/reviewStatus> <{BASE}id/konsep/status-tinjauan/belum-ditinjau>",
        f"<http://purl.org/dc/terms/isPartOf> <{BASE}id/padanan/unbis>",
        '<http://www.w3.org/2000/01/rdf-schema#label> "Padanan unbis 1: hidup → hak untuk hidup"@id',
        '<http://www.w3.org/2000/01/rdf-schema#label> "Mapping unbis 1: hidup → Right to life"@en',
    }


def test_a_set_has_titles_in_both_languages_version_and_licence() -> None:
    start = f"<{BASE}id/padanan/unbis> "
    assert {line.removeprefix(start) for line in statements() if line.startswith(start)} == {
        "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://w3id.org/sssom/MappingSet>",
        '<http://purl.org/dc/terms/title> "Contoh"@id',
        '<http://purl.org/dc/terms/title> "Example"@en',
        '<http://purl.org/dc/terms/description> "Sebuah contoh."@id',
        '<http://purl.org/dc/terms/description> "An example."@en',
        '<http://www.w3.org/2002/07/owl#versionInfo> "1.0.0"',
        "<http://purl.org/dc/terms/license> <https://creativecommons.org/licenses/by/4.0/>",
        "<https://w3id.org/sssom/object_source> <http://metadata.un.org/thesaurus/00>",
    }


def test_a_term_of_others_bears_its_owners_name_and_ours() -> None:
    start = "<http://metadata.un.org/thesaurus/1005562> "
    assert {line.removeprefix(start) for line in statements() if line.startswith(start)} == {
        '<http://www.w3.org/2000/01/rdf-schema#label> "Right to life"@en',
        f'<{BASE}ontology/printedLabel> "RIGHT TO LIFE"',
        f'<{BASE}ontology/unofficialLabel> "hak untuk hidup"@id',
        f"<{BASE}ontology/reviewStatus> <{BASE}id/konsep/status-tinjauan/belum-ditinjau>",
        "<http://purl.org/dc/terms/source> <https://example.org/labels.tsv>",
    }


READ_AGAIN = {"reviewer_label": "second reader", "review_date": "2026-11-26", "review_status": "dibaca-ulang"}
DOUBTED = READ_AGAIN | {"review_status": "diragukan", "comment": "The list is of another year."}


@pytest.mark.parametrize("read", [READ_AGAIN, DOUBTED], ids=["read_again", "doubted"])
def test_what_was_read_again_says_by_whom_and_when(read: dict[str, str]) -> None:
    start = f"<{BASE}id/padanan/unbis/1> "
    said = {line.removeprefix(start) for line in statements(ROW | read) if line.startswith(start)}
    assert said >= {
        '<https://w3id.org/sssom/reviewer_label> "second reader"',
        '<https://w3id.org/sssom/review_date> "2026-11-26"^^<http://www.w3.org/2001/XMLSchema#date>',
        f"<{BASE}ontology/reviewStatus> <{BASE}id/konsep/status-tinjauan/{read['review_status']}>",
    }


def test_a_label_that_was_read_again_says_by_whom_and_when() -> None:
    lines = statements(labels=(LABEL | READ_AGAIN,))
    assert '<http://metadata.un.org/thesaurus/1005562> <https://w3id.org/sssom/reviewer_label> "second reader"' in lines


def test_what_was_not_read_again_names_no_reader() -> None:
    assert not any("sssom/review" in line for line in statements())


@pytest.mark.parametrize(
    ("cells", "column", "problem"),
    [
        (READ_AGAIN | {"reviewer_label": ""}, "reviewer_label", "is empty"),
        (READ_AGAIN | {"review_date": ""}, "review_date", "is empty"),
        (READ_AGAIN | {"review_date": "26-11-2026"}, "review_date", "is not a date"),
        (READ_AGAIN | {"review_status": "belum-ditinjau", "review_date": ""}, "reviewer_label", "must be empty where review_status is"),
        ({"review_date": "2026-11-26"}, "review_date", "must be empty where review_status is"),
        (DOUBTED | {"comment": ""}, "comment", "is empty"),
    ],
)
def test_a_review_without_reader_or_day_or_doubt_is_told_with_its_column(cells: dict[str, str], column: str, problem: str) -> None:
    error = refused(lambda: statements(ROW | cells))
    assert (error.file, error.row, error.column) == (UNBIS, len(HEAD.splitlines()) + 2, column)
    assert problem in error.problem


def test_a_term_without_address_is_told_by_label_and_number_and_states_no_match() -> None:
    cells = list(ROW.items())
    row = dict(cells[:6]) | {"object_type": "rdfs literal", "object_notation": "01010000000003"} | dict(cells[6:])
    lines = statements(row | {"object_id": "", "object_label": "Life (Right to)"})
    assert f'<{BASE}id/padanan/unbis/1> <{BASE}ontology/objectNotation> "01010000000003"' in lines
    assert f'<{BASE}id/padanan/unbis/1> <https://w3id.org/sssom/object_label> "Life (Right to)"@en' in lines
    assert not any(line.startswith(f"<{BASE}id/konsep/") for line in lines)


def test_everything_moves_with_the_base() -> None:
    other = Namespaces("https://example.org/ham/")
    assert not any(BASE in line for line in statements(ns=other))
    assert any(line.startswith("<https://example.org/ham/id/padanan/unbis/1> ") for line in statements(ns=other))


def test_no_blank_nodes() -> None:
    assert not any(line.startswith("_:") or " _:" in line for line in statements())


@pytest.mark.parametrize(
    ("column", "value", "problem"),
    [
        ("record_id", "padanan:0", "is not a number below"),
        ("record_id", "padanan:a", "is not a number below"),
        ("record_id", "konsep:1", "is not a number below"),
        ("subject_id", "unbis:1005562", "is not the address of a thing of this service"),
        ("subject_id", "https://w3id.org/satudataham/id/konsep/hak-indeks-ham/sp01", "is not a prefixed name"),
        ("subject_id", "", "is empty"),
        ("predicate_id", "owl:sameAs", "is none of skos:exactMatch"),
        ("predicate_id", "skos:related", "is none of skos:exactMatch"),
        ("object_id", "unbis:1005562/", "as the owner of the vocabulary writes it"),
        ("object_id", "unbis:#1005562", "as the owner of the vocabulary writes it"),
        ("object_id", "wiki:Q277072", "as the owner of the vocabulary writes it"),
        ("object_id", "unbis:1005563", "has no line in labels.tsv"),
        ("object_id", "sdg:16", "is not a prefixed name"),
        ("object_label", "RIGHT TO LIFE", "is not the label in labels.tsv, 'Right to life'"),
        ("mapping_justification", "skos:exactMatch", "is not a term of the Semantic Mapping Vocabulary"),
        ("author_label", "", "is empty"),
        ("confidence", "1.2", "is not a number from 0 to 1"),
        ("confidence", "0,9", "is not a number from 0 to 1"),
        ("confidence", "", "is not a number from 0 to 1"),
        ("mapping_source", "memory", "is not a web address"),
        ("mapping_source", "github-index:file-id/1", "is not a web address"),
        ("mapping_date", "25-11-2026", "is not a date"),
        ("review_status", "resmi", "is none of belum-ditinjau"),
    ],
)
def test_a_wrong_cell_is_told_with_file_row_column_and_value(column: str, value: str, problem: str) -> None:
    error = refused(lambda: statements(ROW | {column: value}))
    assert (error.file, error.row, error.column, error.value) == (UNBIS, len(HEAD.splitlines()) + 2, column, value)
    assert problem in error.problem


@pytest.mark.parametrize(
    ("column", "value", "problem"),
    [
        ("iri", "https://metadata.un.org/thesaurus/1005562", "as the owner of the vocabulary writes it"),
        ("iri", "http://metadata.un.org/sdg/10.3.1", "as the owner of the vocabulary writes it"),
        ("iri", "http://data.un.org/kos/sdg/01.01", "as the owner of the vocabulary writes it"),
        ("iri", "http://metadata.un.org/thesaurus/T0004002", "as the owner of the vocabulary writes it"),
        ("iri", "https://eurovoc.europa.eu/512", "as the owner of the vocabulary writes it"),
        ("label_id", "", "is empty"),
        ("review_status", "", "is none of belum-ditinjau"),
        ("source", "memory", "is not a web address"),
    ],
)
def test_a_wrong_label_is_told_with_file_row_column_and_value(column: str, value: str, problem: str) -> None:
    error = refused(lambda: statements(labels=(LABEL | {column: value},)))
    assert (error.file, error.row, error.column, error.value) == (LABELS, 2, column, value)
    assert problem in error.problem


@pytest.mark.parametrize(
    "second",
    [
        ROW | {"record_id": "padanan:2"},
        ROW | {"record_id": "padanan:2", "predicate_id": "skos:closeMatch"},
    ],
    ids=["repeat", "contradiction"],
)
def test_two_things_are_mapped_to_each_other_once(second: dict[str, str]) -> None:
    error = refused(lambda: statements(ROW, second))
    assert f"is mapped to this subject already, in {UNBIS} row {len(HEAD.splitlines()) + 2}" in error.problem


def test_the_other_way_round_is_a_repeat_too() -> None:
    one = ROW | {"object_id": "konsep:hak-uu39/01", "object_label": "Hak untuk hidup"}
    other = one | {"record_id": "padanan:2", "subject_id": "konsep:hak-uu39/01", "object_id": "konsep:hak-indeks-ham/sp01"}
    assert "is mapped to this subject already" in refused(lambda: statements(one, other)).problem


def test_nothing_is_mapped_to_itself() -> None:
    row = ROW | {"object_id": ROW["subject_id"], "object_label": "hidup"}
    assert "is the subject itself" in refused(lambda: statements(row)).problem


def test_a_number_is_used_once() -> None:
    second = ROW | {"subject_id": "konsep:hak-uu39/01"}
    assert refused(lambda: statements(ROW, second)).problem == "is used twice"


def test_a_label_is_given_once() -> None:
    assert refused(lambda: statements(labels=(LABEL, LABEL))).problem == "has two lines"


@pytest.mark.parametrize(
    ("found", "put", "problem"),
    [
        ("#mapping_set_title_id: ", "#mapping_set_judul: ", "its head"),
        ('#mapping_set_version: "1.0.0"', '#mapping_set_version: "satu"', "its head"),
        ("#curie_map:", "#curie_map: [", "its head is not well-formed YAML"),
        ('padanan/unbis"\n', 'padanan/lain"\n', "is not https://w3id.org/satudataham/id/padanan/unbis"),
        ("unbis:00", "unesco:00", "is not a prefixed name"),
    ],
)
def test_a_wrong_head_is_told(found: str, put: str, problem: str) -> None:
    error = refused(lambda: statements(head=HEAD.replace(found, put, 1)))
    assert error.file == UNBIS
    assert problem in error.problem


def test_other_columns_are_refused() -> None:
    row = {("keyakinan" if column == "confidence" else column): value for column, value in ROW.items()}
    error = refused(lambda: statements(row))
    assert (error.file, error.row) == (UNBIS, len(HEAD.splitlines()) + 1)


def test_a_row_with_a_cell_too_few_is_told() -> None:
    files = {UNBIS: HEAD + table(ROW).rstrip("\n").rpartition("\t")[0] + "\n", LABELS: table(LABEL)}
    error = refused(lambda: alignment_lines(files, GRAPH, Namespaces()))
    assert (error.row, error.problem) == (len(HEAD.splitlines()) + 2, "has 14 cells, not 15")


def test_the_order_of_files_and_rows_does_not_matter() -> None:
    second = ROW | {"record_id": "padanan:2", "subject_id": "konsep:hak-uu39/01"}
    assert statements(ROW, second) == statements(second, ROW)


def test_the_build_writes_tables_beside_turtle_and_keeps_what_it_wrote(tmp_path: Path) -> None:
    root, folder = tmp_path / "ontology", DataFolder(tmp_path / "data")
    (root / "alignments").mkdir(parents=True)
    (root / UNBIS.removeprefix("ontology/")).write_text(HEAD + table(ROW), encoding="utf-8")
    (root / LABELS.removeprefix("ontology/")).write_text(table(LABEL), encoding="utf-8")
    (root / "alignments" / "more.ttl").write_text("<https://w3id.org/satudataham/id/a> <https://example.org/p> 1 .", encoding="utf-8")
    (first,) = build_vocabulary(root, folder, Namespaces())
    written = first.path.read_text(encoding="utf-8").splitlines()
    assert first.name == "alignments"
    assert set(first.inputs) == {"alignments/labels.tsv", "alignments/more.ttl", "alignments/unbis.sssom.tsv"}
    assert written == sorted(written)
    assert len(written) == first.quads == len(statements()) + 1
    (root / LABELS.removeprefix("ontology/")).write_text(table(LABEL | {"label_id": "hak hidup"}), encoding="utf-8")
    (second,) = build_vocabulary(root, folder, Namespaces())
    assert second.path != first.path
    assert first.path.exists()


def test_a_wrong_table_stops_the_build_and_leaves_nothing_behind(tmp_path: Path) -> None:
    root, folder = tmp_path / "ontology", DataFolder(tmp_path / "data")
    (root / "alignments").mkdir(parents=True)
    (root / UNBIS.removeprefix("ontology/")).write_text(HEAD + table(ROW | {"confidence": "sure"}), encoding="utf-8")
    (root / LABELS.removeprefix("ontology/")).write_text(table(LABEL), encoding="utf-8")
    error = refused(lambda: build_vocabulary(root, folder, Namespaces()))
    assert (error.file, error.column, error.value) == (UNBIS, "confidence", "sure")
    assert not [path for path in folder.quads.rglob("*") if path.is_file()]
