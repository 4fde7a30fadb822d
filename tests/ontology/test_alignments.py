"""The mapping sets of this repository: every rule holds over them, every end is known, and the page about them counts them right."""

from __future__ import annotations

import csv
import os
import re
from collections import Counter
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib

from kg.namespaces import CANONICAL_BASE, Namespaces
from kg.pipeline.alignments import LABEL_COLUMNS, LABELS, SET_COLUMNS, SET_SUFFIX, alignment_lines, is_foreign_address, set_name
from kg.pipeline.gate import load_shapes, validate
from kg.pipeline.sssom import MappingSet, TableRow, read_mapping_set, read_table
from kg.resources import mappings_root, ontology_root, resource_root, shapes_root
from tests.ontology.files import turtle_files

# A mapping annotates a statement in OWL's way; the profile is that of the ontology, which holds no mappings.
ABOUT_THE_ONTOLOGY_ALONE = {"construct_outside_owl_rl"}
RULES = sorted(path for path in (Path(__file__).parent / "hygiene").glob("*.rq") if path.stem not in ABOUT_THE_ONTOLOGY_ALONE)
FOLDER = ontology_root() / "alignments"
SETS = sorted(FOLDER.glob(f"*{SET_SUFFIX}"))
PAGE = resource_root() / "docs" / "alignments.md"
UN_LISTS = Path(os.environ.get("HAM_SOURCES", "")) / "un"
NO_EXPERT = "No row has been reviewed by a lawyer yet"
TABLE = re.compile(r"(?<=<!-- counted -->\n).*?(?=<!-- end -->)", re.DOTALL)
CONCEPTS = f"{CANONICAL_BASE}id/konsep/"
TREATIES = f"{CANONICAL_BASE}id/traktat/"


def content(path: Path) -> tuple[str, str]:
    return f"ontology/alignments/{path.name}", path.read_text(encoding="utf-8")


def mapping_set(path: Path) -> MappingSet:
    return read_mapping_set(*content(path), SET_COLUMNS)


@pytest.fixture(scope="module")
def without_mappings() -> ox.Store:
    """Ontology and code lists; a store that is quick enough for chains of matches."""
    store = ox.Store()
    for path in turtle_files(".", "modules", "codelists"):
        store.load(path=path, format=ox.RdfFormat.TURTLE)
    return store


@pytest.fixture(scope="module")
def vocabulary(without_mappings: ox.Store) -> ox.Store:
    """Ontology, code lists and the statements made of the mapping sets."""
    store = ox.Store()
    store.extend(without_mappings)
    store.load(alignments(), format=ox.RdfFormat.N_TRIPLES)
    return store


def alignments() -> bytes:
    """What the tables of the folder say, as N-Triples."""
    lines = alignment_lines(dict(content(path) for path in [*SETS, FOLDER / LABELS]), "", Namespaces())
    return "".join(line.replace("  .\n", " .\n") for line in sorted(lines)).encode()


@pytest.fixture(scope="module")
def labels(vocabulary: ox.Store) -> dict[str, set[str]]:
    """The labels, in any language, of the concepts of the code lists."""
    names: dict[str, set[str]] = {}
    for quad in vocabulary.quads_for_pattern(None, ox.NamedNode("http://www.w3.org/2004/02/skos/core#prefLabel"), None):
        names.setdefault(str(quad.subject.value), set()).add(str(quad.object.value))
    return names


@pytest.mark.parametrize("rule", RULES, ids=lambda path: path.stem)
def test_no_offender_among_the_mappings_against(rule: Path, without_mappings: ox.Store, vocabulary: ox.Store) -> None:
    assert offenders(rule, vocabulary) - offenders(rule, without_mappings) == set()


def offenders(rule: Path, store: ox.Store) -> set[str]:
    rows = store.query(rule.read_text(encoding="utf-8"))
    assert isinstance(rows, ox.QuerySolutions)
    return {" ".join(str(value) for value in row if value is not None) for row in rows}


@pytest.mark.parametrize("path", SETS, ids=lambda path: set_name(path.name))
def test_the_ends_of_mappings_exist_and_are_named_as_in_their_lists(path: Path, labels: dict[str, set[str]]) -> None:
    found = mapping_set(path)
    wrong = []
    for row in found.rows:
        for column, named in (("subject_id", "subject_label"), ("object_id", "object_label")):
            address = found.expand(row, column) if row[column] else ""
            if address.startswith(CONCEPTS) and row[named] not in labels.get(address, set()):
                wrong.append((row.number, address, row[named]))
    assert wrong == []


def test_treaties_and_their_articles_exist() -> None:
    treaties = {row["kode"] for row in _rows("pbb/traktat")}
    articles = {(row["traktat"], row["pasal"]) for row in _rows("pbb/pasal_traktat")}
    for path in SETS:
        found = mapping_set(path)
        for row in found.rows:
            for column in ("subject_id", "object_id"):
                address = found.expand(row, column) if row[column] else ""
                if address.startswith(TREATIES):
                    treaty, _, article = address.removeprefix(TREATIES).partition("/pasal/")
                    assert treaty in treaties and (not article or (treaty, article) in articles), address


def test_the_statements_conform_to_the_shapes() -> None:
    graph = rdflib.Graph().parse(data=alignments(), format="nt")
    assert [finding.words("en") for finding in validate(graph, load_shapes(shapes_root(), CANONICAL_BASE)).findings] == []


def test_labels_are_those_of_terms_that_mappings_use_and_no_others() -> None:
    labelled = {row["iri"] for row in read_table(*content(FOLDER / LABELS), LABEL_COLUMNS)}
    used = {found.expand(row, "object_id") for found in map(mapping_set, SETS) for row in found.rows if row["object_id"]}
    assert labelled == {address for address in used if is_foreign_address(address)}


@pytest.mark.skipif(not UN_LISTS.is_dir(), reason="the reference tables are not there (HAM_SOURCES)")
def test_outside_terms_bear_the_labels_and_numbers_of_their_owners_lists() -> None:
    owners = {
        **_owners_labels("unbis/unbis_concepts.csv", "uri", "en"),
        **_owners_labels("eurovoc/eurovoc_rights_candidates.csv", "eurovoc_uri", "label_en_upper"),
        **_owners_labels("eurovoc/eurovoc_mt1236_rights_and_freedoms.csv", "eurovoc_uri", "label_en_upper"),
    }
    numbers = _owners_labels("sdg/sdg_concepts.csv", "uri", "notations")
    rows = read_table(*content(FOLDER / LABELS), LABEL_COLUMNS)
    assert [row["iri"] for row in rows if "/sdg/" in row["iri"] and row["notation"] not in numbers[row["iri"]].split()] == []
    assert [row["iri"] for row in rows if row["printed_label"] and owners.get(row["iri"]) != row["printed_label"]] == []
    huridocs = _owners_labels("huridocs/huridocs_microthesauri.csv", "vocab_number", "en", list_code="3")
    rights = mapping_set(FOLDER / f"huridocs{SET_SUFFIX}").rows
    assert [row["record_id"] for row in rights if huridocs.get(row["object_notation"]) != row["object_label"]] == []


def _owners_labels(file: str, address: str, label: str, **only: str) -> dict[str, str]:
    with (UN_LISTS / file).open(encoding="utf-8", newline="") as lines:
        return {row[address]: row[label] for row in csv.DictReader(lines) if all(row[name] == value for name, value in only.items())}


def test_labels_are_tidied_in_their_letters_only() -> None:
    rows = read_table(*content(FOLDER / LABELS), LABEL_COLUMNS)
    assert [row["iri"] for row in rows if row["printed_label"] and row["printed_label"].casefold() != row["label_en"].casefold()] == []


def test_the_notation_of_a_goal_or_target_is_its_address_and_that_of_an_indicator_is_looked_up() -> None:
    sdg = "http://metadata.un.org/sdg/"
    notations = {
        row["iri"].removeprefix(sdg): row["notation"]
        for row in read_table(*content(FOLDER / LABELS), LABEL_COLUMNS)
        if row["iri"].startswith(sdg)
    }
    assert notations["C200204"] == "10.3.1"
    assert notations["C010201"] == "1.2.1"
    assert "C200303" not in notations  # deaths by disasters, 1.5.1 and others: no right or figure here is about them
    for key, notation in notations.items():
        if key != "C200204":
            goal, *rest = notation.split(".")
            built = f"C{goal:0>2}{rest[0]:0>2}{rest[1]:0>2}" if len(rest) == 2 else notation
            assert key == built


def test_exact_matches_are_between_equals_and_rare() -> None:
    """Matches to what other bodies call a wrong, a state of affairs or a target are never exact."""
    words = re.compile(r"torture|slavery|discrimination|disappearance|poverty|social security$|target|arbitrary|^sdg:", re.IGNORECASE)
    exact = [
        (row["subject_id"], row["object_id"], row["object_label"])
        for found in map(mapping_set, SETS)
        for row in found.rows
        if row["predicate_id"] == "skos:exactMatch"
    ]
    assert [row for row in exact if (words.search(row[2]) or words.search(row[1])) and "konsep:" not in row[1] and row[1]] == []


SECOND_READER = "Satu Data HAM: pembaca kedua / second reader"


def test_a_second_reading_within_the_service_is_never_told_as_an_experts_review() -> None:
    rows = [row for found in map(mapping_set, SETS) for row in found.rows] + read_table(*content(FOLDER / LABELS), LABEL_COLUMNS)
    readers: dict[str, set[str]] = {}
    for row in rows:
        readers.setdefault(row["review_status"], set()).add(row["reviewer_label"])
    assert readers["dibaca-ulang"] == readers["diragukan"] == {SECOND_READER}
    assert not any(reader.startswith("Satu Data HAM") for reader in readers.get("ditinjau", set()))
    assert (f"**{NO_EXPERT}**" in PAGE.read_text(encoding="utf-8")) == ("ditinjau" not in readers)


def test_every_pair_of_the_first_version_was_read_again() -> None:
    """What was added by that reading or since waits for another reader."""
    waiting = {f"{set_name(path.name)}:{row['record_id'].partition(':')[2]}" for path in SETS for row in mapping_set(path).rows
               if row["review_status"] == "belum-ditinjau"}  # fmt: skip
    assert waiting == {
        "unbis:195",
        "unbis:196",
        "eurovoc:54",
        "eurovoc:55",
        "huridocs:18",
        "huridocs:19",
        "huridocs:20",
        "traktat:189",
        "traktat:190",
        *(f"sdg:{number}" for number in range(114, 133)),  # indicators
    }


def test_an_act_that_has_no_article_on_health_food_or_water_is_not_mapped_to_those_rights() -> None:
    general = {"konsep:hak-indeks-ham/es04", "konsep:hak-indeks-ham/es08"}
    pairs = [(row["subject_id"], row["object_id"]) for row in mapping_set(FOLDER / f"nasional{SET_SUFFIX}").rows]
    assert [pair for pair in pairs if general & set(pair) and any("hak-uu39" in end for end in pair)] == []
    health = {other for pair in pairs if "konsep:hak-indeks-ham/es06" in pair for other in pair if "hak-uu39" in other}
    assert health == {"konsep:hak-uu39/pasal-62"}


def test_the_page_counts_pairs_by_target_predicate_and_confidence(request: pytest.FixtureRequest) -> None:
    if request.config.getoption("--rewrite-golden"):
        PAGE.write_text(TABLE.sub(lambda _: counted(), PAGE.read_text(encoding="utf-8")), encoding="utf-8")
    assert TABLE.findall(PAGE.read_text(encoding="utf-8")) == [counted()]


def counted() -> str:
    """The table of the page: a line for each set and predicate, how many pairs, and how many of each confidence and review status."""
    lines = ["| set | predicate | pairs | by confidence | by review status |", "|---|---|---:|---|---|"]
    statuses_of_all: Counter[str] = Counter()
    for path in SETS:
        by_predicate: dict[str, list[TableRow]] = {}
        for row in mapping_set(path).rows:
            by_predicate.setdefault(row["predicate_id"], []).append(row)
        for predicate, rows in sorted(by_predicate.items()):
            confidences, statuses = (Counter(row[column] for row in rows) for column in ("confidence", "review_status"))
            statuses_of_all += statuses
            lines.append(f"| {set_name(path.name)} | {predicate} | {len(rows)} | {shown(confidences)} | {shown(statuses)} |")
    return "\n".join([*lines, f"| all | | {statuses_of_all.total()} | | {shown(statuses_of_all)} |"]) + "\n"


def shown(counts: Counter[str]) -> str:
    """``0.9: 3, 0.8: 1``."""
    return ", ".join(f"{value}: {count}" for value, count in sorted(counts.items(), reverse=True))


def _rows(dataset: str) -> list[dict[str, str]]:
    with (mappings_root() / dataset / "source.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


PREFIXES = """
@base <https://w3id.org/satudataham/> .
@prefix ham: <https://w3id.org/satudataham/ontology/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix schema: <https://schema.org/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
"""
_CONCEPTS = """<id/konsep/s/a> a skos:Concept ; skos:prefLabel "a"@id ; skos:inScheme <id/konsep/s> .
<id/konsep/s/b> a skos:Concept ; skos:prefLabel "b"@id ; skos:inScheme <id/konsep/s> . """
_UN = "<http://metadata.un.org/thesaurus/1005562>"
PLANTED = {
    "mapping_to_unknown_concept": f"<id/padanan/x/1> owl:annotatedSource <id/konsep/s/c> ; owl:annotatedTarget {_UN} .",
    "exact_matches_merge_two_concepts_of_one_scheme": f"<id/konsep/s/a> skos:exactMatch {_UN} . <id/konsep/s/b> skos:exactMatch {_UN} .",
    "mapping_within_one_scheme": "<id/konsep/s/a> skos:closeMatch <id/konsep/s/b> .",
    "contradicting_matches": f"<id/konsep/s/a> skos:exactMatch {_UN} ; skos:broadMatch {_UN} .",
    "mapping_made_twice": f"""<id/padanan/x/1> owl:annotatedSource <id/konsep/s/a> ; owl:annotatedTarget {_UN} .
        <id/padanan/x/2> owl:annotatedSource <id/konsep/s/a> ; owl:annotatedTarget {_UN} .""",
    "mapping_without_its_statement": f"""<id/padanan/x/1> owl:annotatedSource <id/konsep/s/a> ; owl:annotatedProperty skos:exactMatch ;
        owl:annotatedTarget {_UN} .""",
    "statement_without_its_mapping": f"<id/konsep/s/a> skos:exactMatch {_UN} .",
    "foreign_address_ends_in_a_slash": "<id/konsep/s/a> skos:exactMatch <http://metadata.un.org/thesaurus/1005562/> .",
    "secure_united_nations_address": "<id/konsep/s/a> skos:exactMatch <https://metadata.un.org/thesaurus/1005562> .",
    "dead_united_nations_address": "<id/konsep/s/a> skos:exactMatch <http://data.un.org/kos/sdg/01.01> .",
    "goal_indicator_by_its_number": "<id/konsep/s/a> skos:relatedMatch <http://metadata.un.org/sdg/10.3.1> .",
    "page_instead_of_identifier": "<id/traktat/CEDAW> schema:sameAs <https://www.wikidata.org/wiki/Q277072> .",
    "unofficial_label_without_status": f'{_UN} rdfs:label "Right to life"@en ; ham:unofficialLabel "hak untuk hidup"@id .',
}


@pytest.mark.parametrize("name", PLANTED)
def test_a_rule_about_mappings_finds_what_breaks_it(name: str) -> None:
    store = ox.Store()
    store.load(f"{PREFIXES}{_CONCEPTS}{PLANTED[name]}".encode(), format=ox.RdfFormat.TURTLE)
    assert offenders(Path(__file__).parent / "hygiene" / f"{name}.rq", store)
