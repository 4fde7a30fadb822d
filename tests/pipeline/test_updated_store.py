"""The store made from the last release's, and the counts carried over, are those that would have been made anew."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.pipeline import store_building
from kg.store.load import build_store, load_graph
from kg.store.release import find_release
from kg.store.update import Described, apply, copy_store, difference, recount
from kg.store.void_counts import RDF_TYPE, VoidCounts, count_files, count_store, read_counts
from tests.pipeline.conftest import SOURCE, World

_CATALOG = "urn:graph:catalog"
_THINGS = [f"<urn:thing:{n}>" for n in range(5)]
_VALUES = [*_THINGS, '"satu"', '"satu"@id', '"1"^^<http://www.w3.org/2001/XMLSchema#integer>', '"a\\"b ^^<urn:x>"']
_TRIPLES = st.one_of(
    st.tuples(st.sampled_from(_THINGS), st.sampled_from(["<urn:p>", "<urn:q>"]), st.sampled_from(_VALUES)),
    st.tuples(st.sampled_from(_THINGS), st.just(RDF_TYPE), st.sampled_from(["<urn:A>", "<urn:B>"])),
)
_GRAPHS = st.dictionaries(st.sampled_from(["a", "b", "c", "catalog"]), st.sets(_TRIPLES, min_size=1, max_size=8), min_size=1, max_size=4)
Content = dict[str, set[tuple[str, str, str]]]


def _files(content: Content, folder: Path) -> dict[str, Path]:
    folder.mkdir()
    for name, triples in content.items():
        lines = sorted(f"{s} {p} {o} <urn:graph:{name}> .\n" for s, p, o in triples)
        (folder / f"{name}.nq").write_text("".join(lines), encoding="utf-8")
    return {name: folder / f"{name}.nq" for name in content}


def _without_catalog(content: Content) -> Content:
    return {name: triples for name, triples in content.items() if name != "catalog"}


def _counts_anew(content: Content, folder: Path) -> VoidCounts:
    files = _files(_without_catalog(content), folder)
    subjects = [s for triples in _without_catalog(content).values() for s in {s for s, _, _ in triples}]
    return count_files(files.values(), frozenset(s for s in subjects if subjects.count(s) > 1))


@given(before=_GRAPHS, after=_GRAPHS)
@settings(max_examples=25, deadline=None)
def test_a_store_brought_up_to_date_is_the_store_made_anew(before: Content, after: Content) -> None:
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = Path(name)
        old, new = _files(before, folder / "old"), _files(after, folder / "new")
        old_store = build_store(folder / "old-store", old.values())
        old_store.flush()
        del old_store
        copy_store(folder / "old-store", folder / "updated")
        updated = ox.Store(str(folder / "updated"))
        change = difference(old, new)
        apply(updated, change)
        assert set(updated) == set(build_store(folder / "anew", new.values()))
        was = Described(ox.Store.read_only(str(folder / "old-store")), _CATALOG)
        told = recount(_counts_anew(before, folder / "b"), change, was, Described(updated, _CATALOG))
        assert told == _counts_anew(after, folder / "c")


@given(content=_GRAPHS)
@settings(max_examples=60, deadline=None)
def test_counts_are_what_sparql_counts(content: Content) -> None:
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        store = ox.Store()
        for path in _files(_without_catalog(content), Path(name) / "files").values():
            load_graph(store, path)
        counts = _counts_anew(content, Path(name) / "again")
        assert counts == count_store(store)
        assert read_counts(counts.as_text()) == counts
        assert counts.entities == _asked(store, "SELECT ?x (COUNT(DISTINCT ?s) AS ?n) { ?s a ?x } GROUP BY ?x")
        assert counts.triples == _asked(store, "SELECT ?x (COUNT(*) AS ?n) { ?s ?x ?o } GROUP BY ?x")
        pairs = {f"{name} {prop}": number for (name, prop), number in counts.below.items()}
        assert pairs == _asked(store, "SELECT (CONCAT(STR(?c), ' ', STR(?p)) AS ?x) (COUNT(*) AS ?n) { ?s a ?c ; ?p ?o } GROUP BY ?c ?p")
        types = {" ".join(key): number for key, number in counts.values.items()}
        of_classes = """SELECT (CONCAT(STR(?c), ' ', STR(?p), ' class ', STR(?k)) AS ?x) (COUNT(*) AS ?n)
            { ?s a ?c ; ?p ?o . ?o a ?k } GROUP BY ?c ?p ?k"""
        of_datatypes = """SELECT (CONCAT(STR(?c), ' ', STR(?p), ' datatype ', STR(?k)) AS ?x) (COUNT(*) AS ?n)
            { ?s a ?c ; ?p ?o FILTER(isLiteral(?o)) BIND(DATATYPE(?o) AS ?k) } GROUP BY ?c ?p ?k"""
        assert types == _asked(store, of_classes) | _asked(store, of_datatypes)


def _asked(store: ox.Store, query: str) -> dict[str, int]:
    answer = store.query(query)
    assert isinstance(answer, ox.QuerySolutions)
    return {row["x"].value: int(row["n"].value) for row in answer if row["x"] is not None}


@pytest.fixture
def _small_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    """In a world of a few hundred quads one row is much: let any difference do."""
    monkeypatch.setattr(store_building, "_SIMILAR", 0)
    monkeypatch.setattr(store_building, "_MOST", 1)


def _release(world: World) -> tuple[str, set[ox.Quad]]:
    found = find_release(world.data)
    return found.id, set(found.store)


@pytest.mark.usefixtures("_small_is_enough")
def test_a_release_after_a_change_is_the_release_made_anew(
    world: World, copied: Callable[[str], World], monkeypatch: pytest.MonkeyPatch
) -> None:
    updates: list[Path] = []
    monkeypatch.setattr(store_building, "copy_store", lambda source, target: (updates.append(source), copy_store(source, target)))
    world.build()
    assert updates == []
    for figure in ("662", "663"):
        world.write_source("agensi/contoh", SOURCE.replace("661", figure))
        world.build()
    (world.mappings / "agensi/lain/dataset.yml").write_text(
        (world.mappings / "agensi/lain/dataset.yml").read_text().replace("lain", "baru")
    )
    world.build()
    assert len(updates) == 3
    again = copied("again")
    again.build()
    assert _release(world) == _release(again)


def _tables_with(world: World, text: bytes) -> list[Path]:
    return [path for path in (world.data / "current" / "store").resolve().glob("*.sst") if text in path.read_bytes()]


@pytest.mark.usefixtures("_small_is_enough")
def test_no_table_file_holds_a_figure_that_was_withdrawn(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """A deleted statement stays in the files of a store until they are compacted; so a store is made anew when a figure goes."""
    updates: list[Path] = []
    monkeypatch.setattr(store_building, "copy_store", lambda source, target: (updates.append(source), copy_store(source, target)))
    world.write_source("agensi/contoh", SOURCE.replace("861", "4.987"))
    world.build()
    assert _tables_with(world, b"4.987")
    world.write_source("agensi/contoh", SOURCE.replace("861", "..."))
    world.build()
    held = _tables_with(world, b"4.987")
    assert held == []
    world.write_source("agensi/contoh", SOURCE.replace("861", "...").replace("661", "663"))
    before = len(updates)
    world.build()
    assert len(updates) == before + 1  # another figure corrected: the last store serves


@pytest.mark.usefixtures("_small_is_enough")
def test_a_dataset_that_goes_leaves_the_updated_store(world: World, copied: Callable[[str], World]) -> None:
    world.build()
    for path in sorted((world.mappings / "agensi/lain").iterdir()):
        path.unlink()
    (world.mappings / "agensi/lain").rmdir()
    world.build()
    again = copied("again")
    again.build()
    assert _release(world) == _release(again)


def test_counts_that_were_tampered_with_are_not_used(world: World, copied: Callable[[str], World]) -> None:
    world.build()
    folder = world.folder.release(world.folder.current_id() or "")
    text = (folder / "void.json").read_text()
    (folder / "void.json").write_text(text.replace("3", "4"))
    world.write_source("agensi/contoh", SOURCE.replace("661", "662"))
    world.build()
    again = copied("again")
    again.build()
    assert _release(world) == _release(again)


@pytest.mark.usefixtures("_small_is_enough")
def test_rules_across_graphs_find_the_same_in_the_updated_store(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    from kg.pipeline import across, crossed

    asked: list[dict[str, object]] = []

    def both(*arguments: object) -> object:
        store, others, graphs, rules = arguments
        found = real(store, others, graphs, rules)  # type: ignore[arg-type]
        asked.append({"updated": found, "anew": across.find_across(graphs, rules)})  # type: ignore[arg-type]
        return found

    real = across.find_in_store
    monkeypatch.setattr(crossed, "find_in_store", both)
    path = world.shapes / "across" / "figures.ttl"
    path.parent.mkdir()
    path.write_text(_RULE, encoding="utf-8")
    world.build()
    world.write_source("agensi/contoh", SOURCE.replace("661", "664"))
    world.build()
    (found,) = asked
    assert found["updated"] == found["anew"]
    assert found["updated"]


_RULE = '''@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix qb: <http://purl.org/linked-data/cube#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

<urn:prefixes> sh:declare [ sh:prefix "qb" ; sh:namespace "http://purl.org/linked-data/cube#"^^xsd:anyURI ],
    [ sh:prefix "m" ; sh:namespace "http://purl.org/linked-data/sdmx/2009/measure#"^^xsd:anyURI ] .

<urn:rule> a sh:NodeShape ; sh:targetClass qb:Observation ; sh:severity sh:Warning ;
    sh:sparql [ sh:prefixes <urn:prefixes> ;
        sh:message "Angka {?value} lebih dari 662"@id, "The figure {?value} is above 662"@en ;
        sh:select """SELECT DISTINCT $this ?value { $this a qb:Observation ; m:obsValue ?value FILTER(?value > 662) }""" ] .
'''
