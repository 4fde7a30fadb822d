"""Documents that are written out beside a release: the same bytes as those from the store, or none at all."""

from __future__ import annotations

import asyncio
import logging
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pyoxigraph as ox
import pytest
from filelock import FileLock

from kg.api import written
from kg.api.app import create_app
from kg.api.document_writer import write_documents
from kg.api.graph import DEFAULT, ServedGraph
from kg.api.served import Served
from kg.api.writing import written_documents
from kg.api.written import PLAIN, Written, written_path
from kg.pipeline.layout import DataFolder
from kg.pipeline.release import prune
from kg.settings import Settings
from kg.store.release import find_release
from kg.store.serialise import serialise_triples
from tests.api.server import Server
from tests.api.test_dereferencing import publish

TURTLE = {"Accept": "text/turtle"}
LIMIT = 2**30


def released(tmp_path: Path, things: list[str]) -> tuple[ServedGraph, DataFolder]:
    publish(tmp_path, things)
    return ServedGraph.of_release(find_release(tmp_path / "data")), DataFolder(tmp_path / "data")


def test_what_is_written_is_what_is_made_of_every_thing(release_folder: Path, tmp_path: Path) -> None:
    graph = ServedGraph.of_release(find_release(release_folder))
    number = write_documents(graph, tmp_path / "documents.sqlite", LIMIT)
    found, start = Written(tmp_path / "documents.sqlite"), f"{graph.base}id/"
    subjects = {
        quad.subject.value for quad in graph.store.quads_for_pattern(None, None, None, DEFAULT) if isinstance(quad.subject, ox.NamedNode)
    }
    things = {name.removeprefix(start) for name in subjects if name.startswith(start)}
    made = {name: serialise_triples(graph.describe(start + name), ox.RdfFormat.TURTLE, graph.prefixes) for name in things}
    plain = {name for name in things if PLAIN.fullmatch(name) and len(made[name]) <= 256 * 2**10}
    assert number == len(plain) > 10_000
    assert len(plain) > 0.99 * len(things)
    assert [name for name in plain if found.get(name) != made[name]] == []
    assert found.get("tidak/ada") is None


@contextmanager
def serving(folder: Path, **settings: object) -> Iterator[Server]:
    given = Settings(data_dir=folder, document_cache_bytes=0, **settings)  # type: ignore[arg-type,call-arg]
    with Server(create_app(given, ServedGraph.of_release(find_release(folder))), given) as server:
        yield server


def until_written(server: Server) -> Written:
    until = time.monotonic() + 120
    while server.app.served.written is None and time.monotonic() < until:
        time.sleep(0.02)
    assert server.app.served.written
    return server.app.served.written


def test_answers_are_the_same_from_the_file_the_store_and_the_routes(tmp_path: Path) -> None:
    publish(tmp_path, ["a", "b.c", "d.ttl", "e~f", "x/y-z_1"])
    with serving(tmp_path / "data") as server:
        file = until_written(server)
        for name in ("a", "b.c", "d.ttl", "d", "e~f", "x/y-z_1", "x", "nothing", ""):
            for extra in ({}, {"Accept-Encoding": "gzip"}, {"If-None-Match": "*"}, {"Accept": "application/n-triples"}):
                for method in ("GET", "HEAD"):
                    path, headers = f"/doc/{name}", {**TURTLE, **extra}
                    server.app.served.written = file
                    from_file = server.get(path, headers, method)
                    server.app.served.written = None
                    assert from_file == server.get(path, headers, method) == server.get(path, {**headers, "Range": "none"}, method)
        server.app.served.written = file
        assert file.get("a") == server.get("/doc/a", TURTLE)[2]


def test_what_is_kept_after_it_came_from_the_file_is_sent_again_the_same_by_every_way(tmp_path: Path) -> None:
    publish(tmp_path, ["a"])
    given = Settings(data_dir=tmp_path / "data")  # type: ignore[call-arg]
    with Server(create_app(given, ServedGraph.of_release(find_release(tmp_path / "data"))), given) as server:
        until_written(server)
        first = server.get("/doc/a", TURTLE)
        assert server.get("/doc/a", TURTLE) == first == server.get("/doc/a", {**TURTLE, "Range": "none"})  # the last by way of the door
        tag = {"If-None-Match": first[1]["etag"]}
        assert server.get("/doc/a", {**TURTLE, **tag}) == server.get("/doc/a", {**TURTLE, **tag, "Range": "none"})
        assert server.get("/doc/a", {**TURTLE, **tag})[0] == 304


def test_the_answer_comes_from_the_file_once_it_is_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(tmp_path, ["a"])
    with serving(tmp_path / "data") as server:
        until_written(server)
        monkeypatch.delattr(ServedGraph, "describe")  # nobody may ask the store
        assert server.get("/doc/a", TURTLE)[0] == 200


@pytest.mark.parametrize("limit", [0, 150])
def test_what_does_not_fit_is_made_from_the_store(tmp_path: Path, limit: int) -> None:
    names = [f"hal{n}" for n in range(40)]
    graph, data = released(tmp_path, names)
    assert graph.release_id
    found = asyncio.run(written_documents(graph, limit))
    assert written_path(data, graph.release_id).exists() == bool(limit)
    assert bool(found) == bool(limit)
    if found:
        assert sum(found.get(name) is not None for name in names) < len(names)
    with serving(tmp_path / "data", written_documents_bytes=limit) as server:
        assert {server.get(f"/doc/{name}", TURTLE)[0] for name in names} == {200}


def test_a_folder_that_takes_no_file_is_told_once_and_documents_go_on(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    graph, data = released(tmp_path, ["a"])
    data.documents.write_text("not a folder")
    with caplog.at_level(logging.INFO, "kg.api"):
        assert asyncio.run(written_documents(graph, LIMIT)) is None
    assert ["could not be written out" in record.getMessage() for record in caplog.records] == [True]
    assert caplog.records[0].exc_info is None
    with serving(tmp_path / "data") as server:
        assert server.get("/doc/a", TURTLE)[0] == 200


def test_a_damaged_file_is_written_anew(tmp_path: Path) -> None:
    graph, data = released(tmp_path, ["a"])
    path = written_path(data, graph.release_id or "")
    data.documents.mkdir()
    path.write_bytes(b"SQLite format 3\0" + b"x" * 5000)
    assert (found := asyncio.run(written_documents(graph, LIMIT)))
    assert found.get("a") == serialise_triples(graph.describe(f"{graph.base}id/a"), ox.RdfFormat.TURTLE, graph.prefixes)


@pytest.mark.parametrize("kind", ["BLOB", "TEXT"])
def test_a_document_that_the_disk_changed_is_not_sent(tmp_path: Path, kind: str) -> None:
    graph, data = released(tmp_path, ["a", "b"])
    asyncio.run(written_documents(graph, LIMIT))
    path = written_path(data, graph.release_id or "")
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"UPDATE document SET body = CAST(replace(CAST(body AS TEXT), 'a', 'z') AS {kind}) WHERE name = 'a'")
        connection.commit()
    assert Written(path).get("a") is None
    assert Written(path).get("b")


def test_a_file_that_breaks_while_it_is_read_gives_way_to_the_store(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    names = [f"hal{n}" for n in range(40)]
    graph, data = released(tmp_path, names)
    asyncio.run(written_documents(graph, LIMIT))
    path = written_path(data, graph.release_id or "")
    found = Written(path)
    with path.open("r+b") as file:
        file.seek(8192)
        file.write(b"\xff" * (path.stat().st_size - 8192))
    with caplog.at_level(logging.ERROR, "kg.api"):
        assert {found.get(name) for name in names} == {None}
    assert len(caplog.records) == 1


def test_no_file_of_another_release_or_version_is_used_and_none_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first, data = released(tmp_path, ["a"])
    asyncio.run(written_documents(first, LIMIT))
    other_version = data.documents / f"documents-{first.release_id}-00000000.sqlite"
    other_version.write_bytes(b"")
    (data.documents / "killed.part").write_bytes(b"")
    monkeypatch.setattr(written, "software", lambda: "ffffffff")
    assert written_path(data, first.release_id or "") != other_version
    monkeypatch.undo()
    written_path(data, first.release_id or "").unlink()
    asyncio.run(written_documents(first, LIMIT))
    assert [path.name for path in data.documents.glob("[!.]*")] == [written_path(data, first.release_id or "").name]
    data.search.mkdir()
    (data.search / f"search-{first.release_id}-12345678.sqlite").write_bytes(b"")
    second, _ = released(tmp_path, ["a", "b"])
    asyncio.run(written_documents(second, LIMIT))
    assert len(list(data.documents.glob("*.sqlite"))) == 2
    assert prune(data, 1) == [first.release_id]
    assert [path.name for path in data.documents.glob("*.sqlite")] == [written_path(data, second.release_id or "").name]
    assert list(data.search.iterdir()) == []


def test_the_writer_ends_with_the_service(tmp_path: Path) -> None:
    graph, data = released(tmp_path, ["a"])
    data.documents.mkdir()

    async def stopped_while_it_waits() -> None:
        served = Served(Settings(), graph, _NoPool())  # type: ignore[arg-type]
        served.have_documents_written()
        until = time.monotonic() + 120
        while not (found := _writers(data)) and time.monotonic() < until:
            await asyncio.sleep(0.02)
        assert found
        await served.stop()

    with FileLock(data.documents / ".lock"):  # so that it cannot end by itself
        asyncio.run(stopped_while_it_waits())
        assert _writers(data) == []


class _NoPool:
    async def stop(self) -> None:
        return None


def _writers(data: DataFolder) -> list[str]:
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            line = (process / "cmdline").read_bytes()
        except OSError:
            continue
        if b"kg.api.document_writer" in line and str(data.root).encode() in line:
            found.append(process.name)
    return found
