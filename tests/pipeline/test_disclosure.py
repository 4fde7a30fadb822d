"""Tables of counts of persons in the line from sources to a release: only their protected form is ever seen."""

from __future__ import annotations

import csv
import hashlib
import io
import itertools
import json
import os
import sys
import time
from concurrent.futures import Executor, Future
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.mapping.dataset import discover
from kg.pipeline import protected, stamps
from kg.store.release import find_release
from tests.pipeline.conftest import SOURCE, World

pytest.importorskip("highspy", reason="`make test` installs the solver of the protection")

AREAS, SEXES = ("Timur", "Barat", "Utara", "Selatan"), ("L", "P")
KINDS = {"agensi/umur": ("anak", "dewasa", "lansia"), "agensi/kerja": ("bekerja", "tidak", "sekolah")}
MAPPING = """
from kg.mapping import Code, Country, Cube, Fixed, Period, Series

MAPPING = Cube(
    dimensions={
        "ham:indicator": Fixed("indikator/pengaduan"),
        "sdmx-dimension:refPeriod": Period("tahun"),
        "ham:area": Code("wilayah", scheme="wilayah-uji"),
        "ham:sex": Code("sex", scheme="sex-uji"),
        "ham:kind": Code("kelompok", scheme="kelompok-uji"),
    },
    series=(Series("jumlah", number="plain", kind="integer", unit="korban", marks={"ditekan": "Q"}),),
)
"""
YML = """title: {{id: {name}, en: {name}}}
description: {{id: {name}, en: {name}}}
producer: komnas-ham
page: https://example.org/
accessed: 2026-11-22
licence: null
rights: {{id: tidak dinyatakan, en: not stated}}
period: {{start: 2021-01-01, end: 2021-12-31}}
frequency: annual
source: []
handed_in: [{{file: data.csv}}]
disclosure:
  group: uji
  tables:
    - file: data.csv
      counts: [jumlah]
      dimensions: [tahun, wilayah, sex, kelompok]
      numbers: [tahun]
      codes: [wilayah, sex, kelompok]
      totals:
        - {{by: [tahun, sex, kelompok], cells: {{wilayah: Semua}}}}
      links:
        - {{name: korban, by: [tahun, wilayah, sex]}}
"""
# the same totals by area and sex in both tables; cells below five in each
FIRST = {"agensi/umur": [3, 2, 0, 2, 11, 9, 40, 1, 6, 8, 7, 30, 2, 2, 50, 12, 0, 7, 3, 3, 1, 4, 9, 60],
         "agensi/kerja": [1, 2, 2, 10, 10, 2, 30, 13, 4, 22, 20, 3, 40, 4, 10, 9, 9, 1, 5, 1, 1, 70, 2, 1]}  # fmt: skip


def rows_of(name: str, counts: list[int]) -> list[tuple[str, ...]]:
    places = itertools.product(AREAS, SEXES, KINDS[name])
    return [("2021", *place, str(count)) for place, count in zip(places, counts, strict=True)]


def hand_in(
    world: World, name: str, rows: list[tuple[str, ...]], header: str = "tahun,wilayah,sex,kelompok,jumlah", file: str = "data.csv"
) -> Path:
    path = world.root / "handed_in" / name / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(header + "\n" + "".join(",".join(row) + "\n" for row in rows), encoding="utf-8")
    return path


@pytest.fixture
def protected_world(world: World) -> World:
    """The small world with two datasets of one group, whose raw tables are handed in."""
    words = {"wilayah-uji": (*AREAS, "Semua"), "sex-uji": SEXES, "kelompok-uji": sum(KINDS.values(), ())}
    concepts = [f"{scheme}/{word.lower()}" for scheme, all_words in words.items() for word in all_words]
    concepts += ["satuan-hitung/korban", "status-pengamatan/Q", "keadaan-data/diterbitkan"]
    terms = "".join(f'ham:{t} rdfs:label "{t}"@id .\n' for t in _TERMS)
    (world.ontology / "codelists" / "more.ttl").write_text(
        "@prefix ham: <https://w3id.org/satudataham/ontology/> .\n@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n"
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n" + terms
        + "".join(f'<https://w3id.org/satudataham/id/konsep/{c}> skos:prefLabel "{c}"@id .\n' for c in concepts), encoding="utf-8",
    )  # fmt: skip
    codes = [f"{column},{word},{word.lower()}" for column, scheme in _COLUMNS.items() for word in words[scheme]]
    for name in KINDS:
        folder = world.mappings / name
        folder.mkdir(parents=True)
        (folder / "dataset.yml").write_text(YML.format(name=name), encoding="utf-8")
        (folder / "mapping.py").write_text(MAPPING, encoding="utf-8")
        (folder / "codes.csv").write_text("kolom,sel,notasi\n" + "\n".join(codes) + "\n", encoding="utf-8")
        hand_in(world, name, rows_of(name, FIRST[name]))
    return world


_COLUMNS = {"wilayah": "wilayah-uji", "sex": "sex-uji", "kelompok": "kelompok-uji"}
_TERMS = ("area", "sex", "kind", "dataState", "suppressedCount", "sourceColumn", "quarantineReason", "withheld")


def build(world: World, **changes):
    return world.build(sources=world.root / "handed_in", **changes)


def files_below(folder: Path) -> dict[str, bytes]:
    """Every file of a data folder but those that tell times: of the store, whose statements are compared instead, and of stamps."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.is_symlink() and "/store/" not in str(path) and path.name not in ("store.sha256", "stempel.json")
    }


def cells(world: World, name: str) -> list[str]:
    text = (world.folder.sources / name / "data.csv").read_text(encoding="utf-8")
    return [row["jumlah"] for row in csv.DictReader(io.StringIO(text))]


def store_of(world: World) -> set[str]:
    return {str(quad) for quad in find_release(world.data).store}


def test_small_counts_never_reach_the_release(protected_world: World) -> None:
    result = build(protected_world)
    assert result.problems == {}
    for name in KINDS:
        shown = cells(protected_world, name)
        assert all(cell == "ditekan" for cell, count in zip(shown, FIRST[name], strict=True) if 1 <= count <= 4)
        assert all(cell in ("ditekan", str(count)) for cell, count in zip(shown, FIRST[name], strict=True))
    statuses = find_release(protected_world.data).store.query(
        "PREFIX a: <http://purl.org/linked-data/sdmx/2009/attribute#> PREFIX m: <http://purl.org/linked-data/sdmx/2009/measure#> "
        "SELECT ?v (COUNT(?o) AS ?n) { ?o a:obsStatus <https://w3id.org/satudataham/id/konsep/status-pengamatan/Q> "
        "OPTIONAL { ?o m:obsValue ?v } } GROUP BY ?v"
    )
    assert [(row["v"], int(row["n"].value) > 10) for row in statuses] == [(None, True)]


def variants() -> list[list[int]]:
    """Other counts of the first table with the same small cells and sums: one person goes round four of them."""
    counts = FIRST["agensi/umur"]
    found = []
    for area, other in itertools.combinations(range(4), 2):
        for sex in range(2):
            for one, two in itertools.combinations(range(3), 2):
                at = [(area * 2 + sex) * 3 + one, (area * 2 + sex) * 3 + two, (other * 2 + sex) * 3 + one, (other * 2 + sex) * 3 + two]
                for step in (1, -1):
                    moved = list(counts)
                    for place, sign in zip(at, (1, -1, -1, 1), strict=True):
                        moved[place] += sign * step
                    if all(1 <= counts[place] <= 4 and 1 <= moved[place] <= 4 for place in at):
                        found.append(moved)
    return found


def test_other_values_in_withheld_cells_leave_no_trace_anywhere(protected_world: World, copied) -> None:
    """The strongest test: two raw tables that differ in withheld cells alone give the same data folder, byte for byte."""
    build(protected_world)
    first = files_below(protected_world.data)
    others = variants()
    assert others, "no other table agrees with what is published: the test data protects nothing"
    for number, moved in enumerate(others[:3]):
        other = copied(f"other{number}")
        hand_in(other, "agensi/umur", rows_of("agensi/umur", moved))
        hand_in(other, "agensi/kerja", rows_of("agensi/kerja", FIRST["agensi/kerja"]))
        assert build(other).problems == {}
        assert files_below(other.data) == first
        assert store_of(other) == store_of(protected_world)


def test_a_build_after_a_change_of_withheld_cells_alone_publishes_nothing_new(protected_world: World) -> None:
    release = build(protected_world).release_id
    before = files_below(protected_world.data)
    hand_in(protected_world, "agensi/umur", rows_of("agensi/umur", variants()[0]))
    again = build(protected_world)
    assert (again.release_id, again.is_new) == (release, False)
    assert files_below(protected_world.data) == before


class Here(Executor):
    """Runs jobs in this process, and counts them."""

    jobs = 0

    def submit(self, function, /, *arguments, **named):  # type: ignore[no-untyped-def]
        self.jobs += 1
        future: Future[object] = Future()
        future.set_result(function(*arguments, **named))
        return future


def protections(world: World) -> int:
    """How many groups are read again when all are protected."""
    here, found = Here(), discover(world.mappings, world.root / "handed_in")
    _, failed = protected.protect_all(found, found, world.folder, world.mappings, executor=here, max_bytes=2**20)
    assert not failed
    return here.jobs


def test_raw_tables_that_did_not_change_are_not_read_again(protected_world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stamps, "_FINE", -1)
    assert [protections(protected_world) for _ in range(3)] == [1, 0, 0]


def test_a_raw_table_that_changed_is_read_again_even_if_its_size_and_time_are_the_same(
    protected_world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stamps, "_FINE", -1)
    protections(protected_world)
    path = protected_world.root / "handed_in" / "agensi/umur" / "data.csv"
    before = path.stat()
    time.sleep(0.02)  # past the clock's step, as two changes by hand always are
    path.write_text(path.read_text(encoding="utf-8").replace(",40\n", ",41\n"), encoding="utf-8")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert path.stat().st_size == before.st_size
    assert protections(protected_world) == 1


@pytest.mark.parametrize("changed", ["1-sources/agensi/umur/data.csv", "codes.csv"])
def test_another_rule_or_another_protected_table_is_reason_to_read_again(
    protected_world: World, changed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stamps, "_FINE", -1)
    protections(protected_world)
    path = protected_world.data / changed if "/" in changed else protected_world.mappings / "agensi/umur" / changed
    path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert protections(protected_world) == 1


def test_a_raw_table_that_changed_just_now_is_read_again(protected_world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stamps, "_FINE", 60 * 10**9)
    assert [protections(protected_world) for _ in range(2)] == [1, 1]


@pytest.mark.parametrize(
    ("times", "seconds", "settled"), [((7, 7), 1, False), ((7, 7), 3, True), ((7, 7.5), 0.05, False), ((7.5, 7), 1, True)]
)
def test_times_of_whole_seconds_are_trusted_later(
    times: tuple[float, float], seconds: float, settled: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stamps.time, "time_ns", lambda: int((max(times) + seconds) * 10**9))
    assert stamps.is_settled({"raw": {"a": [1, 2, *(int(one * 10**9) for one in times)]}}) is settled


def test_a_stamp_tells_nothing_of_what_stands_in_a_raw_table(protected_world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stamps, "_FINE", -1)
    protections(protected_world)
    (path,) = protected_world.data.rglob("stempel.json")
    for _, told in json.loads(path.read_text(encoding="utf-8"))["raw"].items():
        assert len(told) == 4  # device, inode and two times: no size, no hash


def test_no_hash_of_a_raw_file_or_row_is_kept(protected_world: World) -> None:
    build(protected_world)
    everything = b"\n".join([*files_below(protected_world.data).values(), *(q.encode() for q in store_of(protected_world))])
    names = "\n".join(str(path) for path in protected_world.data.rglob("*"))
    for name in KINDS:
        data = (protected_world.root / "handed_in" / name / "data.csv").read_bytes()
        shown = cells(protected_world, name)
        withheld = [line for line, cell in zip(data.splitlines()[1:], shown, strict=True) if cell == "ditekan"]
        for secret in (data, *withheld):
            for method in ("sha256", "sha1", "md5"):
                digest = hashlib.new(method, secret).hexdigest()
                assert digest.encode() not in everything
                assert digest[:12] not in names
        for line in withheld:
            assert line not in everything


def test_a_table_whose_group_is_handed_in_in_part_is_protected_with_what_was_published_before(protected_world: World) -> None:
    build(protected_world)
    shown = {name: cells(protected_world, name) for name in KINDS}
    (protected_world.root / "handed_in" / "agensi/kerja" / "data.csv").unlink()
    build(protected_world)
    assert [
        c for c, old in zip(cells(protected_world, "agensi/umur"), shown["agensi/umur"], strict=True) if old == "ditekan" and c != old
    ] == []


def test_building_one_dataset_of_a_group_protects_the_group(protected_world: World) -> None:
    whole = build(protected_world)
    cells_then = cells(protected_world, "agensi/umur")
    assert build(protected_world, names=("agensi/umur",)).problems == {}
    assert cells(protected_world, "agensi/umur") == cells_then
    assert whole.problems == {}


@pytest.mark.parametrize(
    ("row", "what"),
    [
        (("2021", "Timur", "L", "anak", "tiga"), "tiga"), (("2021", "Rahasia", "L", "anak", "3"), "Rahasia"),
        (("2021", "Timur", "L", "32" + "0101" + "410190" + "0001", "3"), "410190"),
        (("2021", "Timur", "L", "anak", "3", "ekor"), "ekor"),
        (("2021", "Timur", "L", "anak", "=1+2"), "1+2"),
    ],
)  # fmt: skip
def test_errors_of_protected_tables_tell_where_and_never_what(protected_world: World, row, what: str, capfd) -> None:
    hand_in(protected_world, "agensi/umur", [*rows_of("agensi/umur", FIRST["agensi/umur"]), row])
    result = build(protected_world)
    told = json.dumps(result.as_dict(), default=str)
    assert "row 26" in told
    assert what not in told
    assert what.encode() not in b"".join(files_below(protected_world.data).values())
    printed = capfd.readouterr()
    assert what not in printed.out + printed.err


def test_a_column_of_persons_refuses_the_group_and_the_rest_is_built(protected_world: World) -> None:
    rows = [(*row, "x") for row in rows_of("agensi/umur", FIRST["agensi/umur"])]
    hand_in(protected_world, "agensi/umur", rows, header="tahun,wilayah,sex,kelompok,jumlah,nama_korban")
    result = build(protected_world)
    assert set(KINDS) <= set(result.problems)  # the small world has no words for what else a missing dataset means
    assert "column of personal data" in str(result.problems)
    assert "nama_korban" not in str(result.problems)
    assert not any((protected_world.data / "4-releases" / result.release_id / "sources").glob("agensi/umur/*"))


def test_without_the_solver_a_table_with_small_counts_is_refused(
    protected_world: World, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setitem(sys.modules, "highspy", None)
    job = protected._GroupJob(tuple(KINDS), protected_world.mappings, protected_world.root / "handed_in", tmp_path / "out", None, 2**20)
    with pytest.raises(InputError, match="solver"):
        protected.protect_group(job)
    assert not (tmp_path / "out").exists()


def test_a_raw_table_is_never_mapped_without_its_protection(protected_world: World) -> None:
    from dataclasses import replace

    from kg.mapping.dataset import discover

    dataset = replace(discover(protected_world.mappings)["agensi/umur"], sources=protected_world.root / "handed_in")
    with pytest.raises(InputError, match="only after it was protected"):
        _ = dataset.present_sources


def test_a_small_count_that_is_withheld_row_by_row_is_nowhere_in_the_release(world: World, tmp_path: Path) -> None:
    folder, raw = world.mappings / "agensi/contoh", tmp_path / "in/agensi/contoh/data.csv"
    raw.parent.mkdir(parents=True)
    raw.write_text(SOURCE.replace("661", "3"), encoding="utf-8")
    yml, mapping = folder / "dataset.yml", folder / "mapping.py"
    yml.write_text(yml.read_text() + "handed_in: [{file: data.csv, publish: false, withhold: [{column: jumlah}]}]\n")
    mapping.write_text(mapping.read_text().replace('"...": "M"', '"...": "M", "ditekan": "Q"'))
    concepts = world.ontology / "codelists/all.ttl"
    concepts.write_text(concepts.read_text() + '<https://w3id.org/satudataham/id/konsep/status-pengamatan/Q> skos:prefLabel "Q"@id .\n')
    assert world.build(sources=tmp_path / "in").problems == {}
    graph = (find_release(world.data).folder / "graphs/agensi/contoh.nq").read_text(encoding="utf-8")
    assert "status-pengamatan/Q" in graph
    assert '"861"' in graph
    assert not [line for line in graph.splitlines() if '"3"' in line and ("obsValue" in line or "rawValue" in line)]
