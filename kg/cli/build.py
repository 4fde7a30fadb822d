"""`ham build` and `ham releases`."""

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from kg.errors import DatasetsFailed
from kg.mapping.dataset import discover
from kg.mapping.tally import Held
from kg.pipeline.accept import LEFT_OUT, NEW, OUTCOMES_OF_STATES
from kg.pipeline.accounting import read_not_mapped
from kg.pipeline.handed_in import unread_files
from kg.pipeline.layout import DataFolder
from kg.pipeline.manifest import read_manifest
from kg.pipeline.run import BuildRequest, BuildResult, build
from kg.resources import mappings_root, ontology_root, shapes_root
from kg.settings import Settings


def run_build(request: BuildRequest, *, as_json: bool, tells_account: bool) -> int:
    """Build and print the outcome; the exit code is 1 if a dataset failed."""
    if request.sources is not None:
        explained = read_not_mapped(request.mappings / "NOT_MAPPED.md")
        for name in unread_files(request.sources, discover(request.mappings)):
            if name not in explained and name.rsplit("/", 1)[0] not in explained:
                print(f"ham: {request.sources / name} is read by no dataset.", file=sys.stderr)
    with _progress(quiet=as_json) as announce:
        result = build(request, announce)
    if as_json:
        print(json.dumps(result.as_dict(), ensure_ascii=False))
    else:
        tell(result)
        if tells_account:
            tell_account(result.account)
    return DatasetsFailed.exit_code if result.problems else 0


def build_request(settings: Settings, names: tuple[str, ...] = (), sources: Path | None = None, jobs: int | None = None) -> BuildRequest:
    return BuildRequest(
        ontology_root(), shapes_root(), mappings_root(), settings.data_dir.absolute(), settings.base_iri, names, sources,
        jobs or os.cpu_count() or 1, settings.keep_releases, settings.max_source_bytes, settings.shacl_engine,
    )  # fmt: skip


_SHOWN = 10


def tell_account(account: dict[str, Any]) -> None:
    """A line for each table that was handed in: rows in, and what became of them."""
    if not account:
        print("No files were handed in (--sources), so that there is nothing to account for.")
        return
    columns = ("rows", "observed", "quarantined", "suppressed", "excluded", "not_mapped")
    print(f"\n{'table':60}{''.join(f'{name:>12}' for name in (*columns, 'set_aside', 'figures'))}")
    for table in [*account["tables"], account["total"] | {"file": "total", "balanced": True, "reason": ""}]:
        aside = ", ".join(f"{reason} {count}" for reason, count in table["set_aside"].items())
        counts = "".join(f"{table[name]:>12,}" for name in columns)
        figures = f"{sum(table['set_aside'].values()):>12,}{sum(table['observations'].values()):>12,}"
        remark = "" if table["balanced"] else "  ✗ rows in are not the sum"
        print(f"{table['file']:60}{counts}{figures}  {aside}{table['reason']}{remark}")
    print(
        "Rows in are the sum of the six counts after them; a row may give several figures. By table of an agency: 3-reports/accounting.md"
    )


def tell(result: BuildResult) -> None:
    """The outcome in words: what is new, what failed and why, which release is current."""
    for name, reasons in result.problems.items():
        what = "has no good graph yet and is left out" if result.outcomes[name] == LEFT_OUT else "failed; its last good graph stays"
        print(f"✗ {name} {what}:")
        for reason in reasons:
            print(f"    {reason}")
    new = sum(outcome == NEW for outcome in result.outcomes.values())
    for state_of, count in sorted(Counter(result.outcomes.values()).items()):
        if state_of in OUTCOMES_OF_STATES.values():
            print(f"{count} dataset(s) {state_of}: the catalogue lists them, no figure of theirs is in the release.")
    if result.held:
        print(f"{len(result.held)} figure(s) quarantined:")
        for held in result.held[:_SHOWN]:
            print(f"    {Held(**{key: value for key, value in held.items() if key != 'dataset'}).words()}")
        if len(result.held) > _SHOWN:
            print(f"    and {len(result.held) - _SHOWN} more, see 3-reports/quarantine.json")
    state = "published" if result.is_new else "is up to date"
    print(f"Release {result.release_id} {state}: {result.quads:,} quads, {len(result.outcomes)} datasets ({new} new or changed).")
    if result.problems:
        print(f"{len(result.problems)} dataset(s) failed; everything else is in the release.")


@contextmanager
def _progress(quiet: bool) -> Iterator[Callable[[str, str], None]]:
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, disable=quiet or not console.is_terminal, transient=True) as progress:
        steps = {"protect": "Protecting", "map": "Mapping", "check": "Checking", "publish": "Publishing"}
        tasks = {step: progress.add_task(words, total=None) for step, words in steps.items()}

        def announce(step: str, name: str) -> None:
            progress.update(tasks[step], advance=1, description=f"{name:50.50}")

        yield announce


def list_releases(settings: Settings, as_json: bool) -> None:
    """Print each release: id, when it was published here, quads, datasets."""
    folder = DataFolder(settings.data_dir)
    current, rows = folder.current_id(), []
    for release_id in folder.release_ids():
        manifest = read_manifest(folder.release(release_id))
        published = datetime.fromtimestamp((folder.release(release_id) / "manifest.json").stat().st_mtime, UTC)
        datasets = sum(entry.kind == "dataset" for entry in manifest.graphs)
        rows.append({"id": release_id, "published": published.isoformat(timespec="seconds"), "quads": manifest.quads, "datasets": datasets,
                     "base_iri": manifest.base_iri, "current": release_id == current})  # fmt: skip
    if as_json:
        print(json.dumps({"releases": rows}))
        return
    for row in rows:
        print(f"{'*' if row['current'] else ' '} {row['id']}  {row['published']}  {row['quads']:>10,} quads  {row['datasets']:>4} datasets")
    if not rows:
        print(f"No release in {settings.data_dir} yet; run `ham build`.")
