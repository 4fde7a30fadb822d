"""Several processes and machines make the release that one process makes, byte for byte, also when one of them is lost."""

from __future__ import annotations

import os
import signal
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from kg.errors import HamError
from kg.mapping.dataset import discover
from kg.mapping.parts import parts_of
from kg.pipeline.cluster import cluster_workers
from tests.pipeline.conftest import World

ROWS = 4000


@pytest.fixture
def large(world: World) -> World:
    """The small world with one table of some thousand rows, quoted line breaks among them."""
    kinds = ("Polri", "TNI")
    rows = [f"{year},{kind},{number}" for number, (year, kind) in enumerate((y, k) for y in range(1, ROWS // 2 + 1) for k in kinds)]
    lines = [f"{int(row.split(',')[0]) + 1000}," + row.split(",", 1)[1] + ",https://example.org/a" for row in rows]
    lines[7] = lines[7].replace("https://example.org/a", '"https://example.org/a"')
    world.write_source("agensi/contoh", "periode,teradu,jumlah,sumber\n" + "\n".join(lines) + "\n")
    config = world.mappings / "agensi/contoh/dataset.yml"
    config.write_text(config.read_text().replace("rows: 3", f"rows: {ROWS}").replace("observations: 3", f"observations: {ROWS}"))
    return world


def files(world: World) -> dict[str, bytes]:
    release = world.folder.release(world.folder.current_id() or "")
    return {
        str(path.relative_to(release)): path.read_bytes() for path in sorted(release.rglob("*")) if path.suffix in (".nq", ".json", ".txt")
    }


def test_a_table_in_parts_gives_the_release_of_the_whole_table(large: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    large.build(data=tmp_path / "whole")
    dataset = discover(large.mappings)["agensi/contoh"]
    parts = parts_of(dataset, 20_000)
    assert len(parts) > 3
    assert sum(part.rows for part in parts) == ROWS
    monkeypatch.setattr("kg.pipeline.run.workers", ThreadPoolExecutor)
    large.build(data=tmp_path / "parts", part_bytes=20_000)
    large.data = tmp_path / "whole"
    expected = files(large)
    large.data = tmp_path / "parts"
    assert files(large) == expected
    assert not list(large.data.rglob("*.rows-*"))


def test_small_tables_are_not_cut(large: World) -> None:
    assert [parts_of(dataset) for dataset in discover(large.mappings).values()] == [[], [], []]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("1003,Polri", "1003,Tentara"),  # an unknown code, in a part
        ("2999,TNI", "2999,Polri"),  # a figure twice
        ("1500,TNI,", '1500,TNI,"'),  # a quote that is not closed
        ("1501,TNI,", "1501,TNI,1,"),  # a cell too many
    ],
)
def test_errors_of_a_table_in_parts_are_those_of_the_whole_table(
    large: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, old: str, new: str
) -> None:
    source = large.source("agensi/contoh").read_text()
    assert old in source
    large.write_source("agensi/contoh", source.replace(old, new, 1))
    monkeypatch.setattr("kg.pipeline.run.workers", ThreadPoolExecutor)
    whole = large.build(data=tmp_path / "whole")
    parts = large.build(data=tmp_path / "parts", part_bytes=20_000)
    assert whole.problems["agensi/contoh"]
    assert parts.problems == whole.problems


def test_a_stray_quote_does_not_mislead(large: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Inside a cell that does not begin with one, a quote is a character like any other; counting quotes then goes wrong."""
    documents = large.mappings / "agensi/contoh/documents.csv"
    documents.write_text(documents.read_text() + 'a"b,https://example.org/b,Contoh,berita,2026-11-22,sedang,\n')
    source = large.source("agensi/contoh").read_text()
    large.write_source("agensi/contoh", source.replace("1900,TNI,1799,https://example.org/a", '1900,TNI,1799,a"b'))
    assert 'a"b' in large.source("agensi/contoh").read_text()
    monkeypatch.setattr("kg.pipeline.run.workers", ThreadPoolExecutor)
    whole = large.build(data=tmp_path / "whole")
    assert whole.problems == {}
    assert large.build(data=tmp_path / "parts", part_bytes=20_000).release_id == whole.release_id


def test_a_cluster_makes_the_same_release_though_a_worker_is_killed(large: World, tmp_path: Path) -> None:
    distributed = pytest.importorskip("distributed")
    expected = large.build(data=tmp_path / "one").release_id
    with distributed.LocalCluster(
        n_workers=3, threads_per_worker=1, processes=True, host="127.0.0.1", dashboard_address=None, silence_logs="CRITICAL"
    ) as cluster:
        killed: list[int] = []

        def kill_one() -> None:
            victim = next(iter(cluster.workers.values()))
            while not list((tmp_path / "many" / "2-quads").rglob("*.rows-*")):
                time.sleep(0.01)
            killed.append(victim.pid)
            os.kill(victim.pid, signal.SIGKILL)

        killer = threading.Thread(target=kill_one)
        killer.start()
        result = large.build(data=tmp_path / "many", cluster=cluster.scheduler_address, part_bytes=4_000)
        killer.join(timeout=60)
    assert killed
    assert result.problems == {}
    assert result.release_id == expected


def test_a_build_starts_its_own_workers(large: World, tmp_path: Path) -> None:
    pytest.importorskip("distributed")
    expected = large.build(data=tmp_path / "one").release_id
    assert large.build(data=tmp_path / "two", cluster_workers=2, part_bytes=20_000).release_id == expected


def test_a_cluster_that_does_not_answer_is_told_in_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("distributed")
    monkeypatch.setattr("kg.pipeline.cluster._SECONDS_TO_ANSWER", 1)
    with pytest.raises(HamError, match="No Dask scheduler answers at"), cluster_workers("tcp://127.0.0.1:9", 0, tmp_path):
        pass
