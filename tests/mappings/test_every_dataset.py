"""What holds for every dataset folder, present and future: discovered, not listed."""

from __future__ import annotations

import csv
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib

from kg.mapping.dataset import discover
from kg.mapping.engine import map_dataset
from kg.namespaces import Namespaces
from kg.resources import mappings_root
from tests.mappings.oracle import is_cube, oracle_lines

DATASETS = discover(mappings_root())
CUBES = [name for name, dataset in DATASETS.items() if is_cube(dataset) and dataset.config.source]  # those with a table of our own


@pytest.fixture(scope="session")
def mapped_lines(tmp_path_factory: pytest.TempPathFactory):
    """Lines of the N-Quads of a dataset; each dataset is mapped once a session."""
    folder, known = tmp_path_factory.mktemp("quads"), {}

    def lines(name: str) -> list[str]:
        if name not in known:
            known[name] = map_dataset(DATASETS[name], folder / f"{name}.nq", Namespaces(), mappings_root()).path
        return known[name].read_text(encoding="utf-8").splitlines()

    return lines


@pytest.mark.parametrize("name", CUBES)
def test_the_compiled_mapping_writes_what_the_slow_one_writes(name: str, mapped_lines) -> None:
    expected = oracle_lines(DATASETS[name], Namespaces(), mappings_root())
    subjects = {line.split(" ", 1)[0] for line in expected}
    found = {line for line in mapped_lines(name) if line.split(" ", 1)[0] in subjects}
    period_of_the_dataset = {line for line in found - expected if "/id/periode/" in line.split(" ", 1)[0]}
    assert found - period_of_the_dataset == expected
    observations = Namespaces().observation_prefix(name)
    assert not [line for line in mapped_lines(name) if line.startswith(f"<{observations}") and line not in expected]


@pytest.mark.parametrize("name", DATASETS)
def test_quads_are_sorted_unique_and_canonical(name: str, mapped_lines) -> None:
    lines = mapped_lines(name)
    assert lines == sorted(set(lines))
    text = "\n".join(lines)
    parsed = {f"{q.subject} {q.predicate} {q.object} {q.graph_name} ." for q in ox.parse(text, format=ox.RdfFormat.N_QUADS)}
    assert parsed == set(lines)
    store = ox.Store()
    store.bulk_extend(ox.parse(text, format=ox.RdfFormat.N_QUADS))
    assert {f"{q.subject} {q.predicate} {q.object} {q.graph_name} ." for q in store} == set(lines), "a store changes a literal's form"


@pytest.mark.parametrize("name", DATASETS)
def test_a_graph_has_no_blank_node_and_only_its_own_name(name: str, mapped_lines) -> None:
    graph = Namespaces().graph(name)
    for line in mapped_lines(name):
        assert not line.startswith("_:")
        assert " _:" not in line.split('"', 1)[0]
        assert line.endswith(f" <{graph}> .")


@pytest.mark.parametrize("name", DATASETS)
def test_rdflib_reads_the_same_triples(name: str, mapped_lines) -> None:
    lines = mapped_lines(name)[:2000]
    suffix = len(f" <{Namespaces().graph(name)}> .")
    graph = rdflib.Graph().parse(data="\n".join(line[:-suffix] + " ." for line in lines), format="nt11")
    assert len(graph) == len(lines)
    assert all(not (isinstance(o, rdflib.Literal) and o.ill_typed) for o in graph.objects())


@pytest.mark.parametrize("name", DATASETS)
def test_a_dataset_folder_has_its_documents_and_notes(name: str) -> None:
    folder: Path = DATASETS[name].folder
    assert (folder / "documents.csv").is_file()
    assert (folder / "NOTES.md").is_file()


def test_a_document_that_several_datasets_cite_is_described_alike() -> None:
    """Two names of one publisher would count one document twice in every answer that names it."""
    described: dict[str, set[tuple[str, str]]] = {}
    for dataset in DATASETS.values():
        with (dataset.folder / "documents.csv").open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                described.setdefault(row["sumber"], set()).add((row["penerbit"], row["jenis"]))
    assert {source: found for source, found in described.items() if len(found) > 1} == {}
