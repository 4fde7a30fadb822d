"""The real tables of violence, protected and attacked whole. Needs ``HAM_SOURCES``, a folder of files as agencies hand them in.

``pytest -s`` prints what the protection costs.
"""

from __future__ import annotations

import os
import resource
import time
from pathlib import Path

import pytest

from kg.disclosure.history import read_published
from kg.disclosure.protect import protect
from kg.mapping.dataset import Dataset, discover, protected_names
from kg.pipeline import protected
from kg.resources import mappings_root

pytest.importorskip("highspy", reason="`make test` installs the solver of the protection")
pytest.importorskip("scipy", reason="`make test` installs the solver of the attacker")
from tests.disclosure.attacker import Knowledge, PublishedTable, learn, recover

SOURCES = Path(os.environ.get("HAM_SOURCES", "/nonexistent"))
pytestmark = pytest.mark.skipif(not (SOURCES / "kemenpppa").is_dir(), reason="the raw tables are not there (HAM_SOURCES)")

DATASETS = {
    n: d for n, d in discover(mappings_root(), SOURCES if SOURCES.is_dir() else None).items() if d.config.disclosure and d.raw_files
}
GROUPS: dict[str, list[Dataset]] = {}
for _dataset in DATASETS.values():
    assert _dataset.config.disclosure
    GROUPS.setdefault(_dataset.config.disclosure.group or _dataset.name, []).append(_dataset)
# raw cells, and those of 1 to 4 among them, as counted in the raw files by themselves
KNOWN = {"jabar-korban": (4968, 1366), "kemenpppa/siga_sumut_kekerasan_anak": (6732, 1471)}


def job_of(members: list[Dataset], target: Path, before: Path | None = None) -> protected._GroupJob:
    return protected._GroupJob(tuple(d.name for d in members), mappings_root(), SOURCES, target, before, 2**28)


def raw_tables(members: list[Dataset]):
    return [protected._read_raw(d, raw, job_of(members, Path())) for d in members for raw in d.raw_files]


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory):
    """Protected tables of each group, as they are published; each group is protected once."""
    folder, seconds = tmp_path_factory.mktemp("protected"), {}

    def of(group: str) -> Path:
        if group not in seconds:
            start = time.perf_counter()
            protected.protect_group(job_of(GROUPS[group], folder))
            seconds[group] = time.perf_counter() - start
        return folder

    of.seconds = seconds  # type: ignore[attr-defined]
    return of


def published(members: list[Dataset], folder: Path) -> list[PublishedTable]:
    tables = []
    for dataset in members:
        for rule in dataset.config.disclosure.tables:
            detail, totals = (folder / dataset.name / file for file in protected_names(rule.file))
            name, public_rule = f"{dataset.name}/{rule.file}", rule.model_dump(mode="json")
            rows = [*PublishedTable.read(name, public_rule, detail).rows, *PublishedTable.read(name, public_rule, totals).rows]
            tables.append(PublishedTable(name, public_rule, rows))
    return tables


@pytest.mark.parametrize("group", GROUPS)
def test_an_attacker_recovers_no_cell(group: str, release) -> None:
    members = GROUPS[group]
    spans = recover(learn(published(members, release(group)), Knowledge()))
    truth = {
        (table.name, table.key(row), column): count
        for table in raw_tables(members)
        for row in range(len(table.rows))
        for column, count in table.counts[row].items()
    }
    widths = [high - low for low, high in spans.values() if high is not None]
    print(f"\n{group}: {len(spans)} withheld cells, narrowest {min(widths, default=None)}, unbounded {len(spans) - len(widths)}")
    for name, (low, high) in spans.items():
        assert high is None or high - low >= 3, f"pinned to a width of {high - low}"
        if name in truth:
            assert low <= truth[name] and (high is None or truth[name] <= high), "the attacker's sums are wrong"
            if 1 <= truth[name] <= 4:
                assert low <= 1 and (high is None or high >= 4)


@pytest.mark.parametrize("group", GROUPS)
def test_the_small_cells_are_those_that_are_known_and_the_cost_is_told(group: str, release) -> None:
    members = GROUPS[group]
    folder, tables = release(group), raw_tables(GROUPS[group])
    counts = [count for table in tables for row in table.counts for count in row.values() if count is not None]
    small = sum(1 <= count <= 4 for count in counts)
    records = [protected.read_record(folder, d.name) for d in members]
    cells, suppressed = (sum(record[key] for record in records) for key in ("cells", "suppressed"))
    primary = sum(one.primary for one in protect(tables, 5))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(
        f"\n{group}: {len(counts)} raw cells, {small} of 1-4; {cells} published cells with totals, {suppressed} suppressed "
        f"({100 * suppressed / cells:.1f} %), {primary} small ones among them, {suppressed - primary} further; "
        f"{release.seconds[group]:.1f} s, {memory} MB"
    )
    if group in KNOWN:
        assert (len(counts), small) == KNOWN[group]
    assert primary <= suppressed <= 1.3 * primary


@pytest.mark.parametrize("group", GROUPS)
def test_no_published_cell_is_small(group: str, release) -> None:
    for table in published(GROUPS[group], release(group)):
        for row in table.rows:
            assert not {row[column] for column in table.rule["counts"]} & {"1", "2", "3", "4"}


def test_the_same_tables_after_a_release_keep_their_cells(release) -> None:
    """What was published is part of the next problem; equal figures give an equal table, with every cell proved again."""
    group = "kemenpppa/jabar_kasus_tempat_kejadian"
    folder, tables = release(group), raw_tables(GROUPS[group])
    dataset = GROUPS[group][0]
    before = [
        read_published(table.name, table.rule, [folder / dataset.name / file for file in protected_names(table.rule.file)])
        for table in tables
    ]
    (again,) = protect(tables, 5, before)
    assert again.as_texts()[0] == (folder / dataset.name / "data.csv").read_text(encoding="utf-8")
