"""A dataset is a folder ``mappings/<agency>/<dataset>`` with a ``dataset.yml``. The folder is the registry: no list, no enum."""

from __future__ import annotations

import hashlib
import importlib.util
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import ModuleType

from kg.disclosure.rules import WITHDRAWN, Disclosure, aside_mark
from kg.errors import InputError, UsageError
from kg.mapping.config import DatasetConfig, HandedInConfig, SourceConfig, load_config
from kg.mapping.exclusion import exclusion_of
from kg.mapping.intake import Intake
from kg.mapping.open_questions import AGENCY_FILE, refuse_drafts
from kg.mapping.resources import Resource, Tables
from kg.mapping.set_aside import SetAsideRule
from kg.mapping.spec import Cube

_PACKAGE = "kg_mappings"  # one synthetic package in a checkout and in a wheel, so that relative imports work in both


@dataclass(frozen=True)
class Dataset:
    """One dataset: its name ``agency/dataset``, its folder, and a folder of raw files that replaces its own sources, if any."""

    name: str
    folder: Path
    sources: Path | None = None
    protected: Path | None = None
    """Folder of protected tables, for datasets whose raw files hold counts of persons; those are never read here."""

    @cached_property
    def config(self) -> DatasetConfig:
        """Raises InputError for metadata that cannot be read, and for a draft in which questions are open."""
        refuse_drafts(self.folder, self.name)
        return load_config(self.folder / "dataset.yml", f"{self.name}/dataset.yml")

    @cached_property
    def module(self) -> ModuleType:
        return _load_module(self.name, self.folder / "mapping.py")

    @property
    def cube(self) -> Cube | None:
        cube = getattr(self.module, "MAPPING", None)
        return cube if isinstance(cube, Cube) else None

    @property
    def resources(self) -> Callable[[Tables], Iterable[Resource]]:
        function: Callable[[Tables], Iterable[Resource]] | None = getattr(self.module, "resources", None)
        if function is None:
            raise InputError("defines neither MAPPING = Cube(…) nor resources(tables)", file=f"{self.name}/mapping.py")
        return function

    @property
    def intake(self) -> Intake | None:
        """The function that turns rows of raw files into rows of our own columns; None: the cube reads the raw columns."""
        function: Intake | None = getattr(self.module, "intake", None)
        return function

    def source_path(self, source: SourceConfig) -> Path:
        """The file to read: the one handed in (of protected datasets, the protected table), else the dataset's own."""
        if self.protected and isinstance(source, HandedInConfig) and (self.config.disclosure or source.withhold):
            return self.protected / self.name / source.file
        return self.raw_path(source)

    def raw_path(self, source: SourceConfig) -> Path:
        """The file as it was handed in, else the dataset's own."""
        if self.sources:
            for place in _places(self.name, source):
                if (self.sources / place).exists():
                    return self.sources / place
        return self.folder / source.file

    @cached_property
    def raw_files(self) -> tuple[HandedInConfig, ...]:
        """The raw files that are there."""
        return tuple(source for source in self.config.handed_in if self.sources and self.raw_path(source).is_relative_to(self.sources))

    @cached_property
    def handed_in(self) -> tuple[HandedInConfig, ...]:
        """The files that are mapped instead of our own table: the raw files, or the protected tables made of them."""
        disclosure = self.config.disclosure
        if self.protected is None and any(disclosure or raw.withhold for raw in self.raw_files):
            raise InputError("holds counts of persons, and is mapped only after it was protected", file=f"{self.name}/dataset.yml")
        if disclosure is None:
            return self.raw_files
        return tuple(source for raw in self.raw_files for source in self._protected(raw, disclosure))

    def _protected(self, raw: HandedInConfig, disclosure: Disclosure) -> Iterator[HandedInConfig]:
        """How the protected tables of a raw file are read: plain CSV, rows withdrawn set aside, totals in a file of their own."""
        detail, totals = protected_names(raw.file)
        rule = next(rule for rule in disclosure.tables if rule.file == raw.file)
        withdrawn = SetAsideRule(column=rule.counts[0], matches=WITHDRAWN, reason="kunci-ganda")
        reasons = dict.fromkeys(aside.reason for aside in raw.set_aside)
        asides = [SetAsideRule(column=rule.columns[0], matches=re.escape(aside_mark(reason)), reason=reason) for reason in reasons]
        handed_in_as = self.raw_path(raw).relative_to(self.sources or "").as_posix()
        yield HandedInConfig.model_validate({"file": detail, "from": handed_in_as, "set_aside": (withdrawn, *asides)})
        if self.protected and has_rows(self.protected / self.name / totals):
            yield HandedInConfig.model_validate({"file": totals})

    @cached_property
    def present_sources(self) -> tuple[SourceConfig, ...]:
        """What is read: our own sources without optional ones that nobody handed in; raw files replace a cube's table, or precede it."""
        replaced = self.cube.table if self.handed_in and self.cube and not self.config.keep_own else None
        own = (source for source in self.config.source if source.file != replaced)
        return (*(source for source in own if not source.optional or self.source_path(source).exists()), *self.handed_in)

    @property
    def is_not_handed_in(self) -> bool:
        """Whether all that it could be made from is missing because nobody handed it in."""
        return not self.present_sources and all(source.optional for source in self.config.source)

    @property
    def exclusion(self) -> str | None:
        """Why its figures stay out of the public release, if they do."""
        return exclusion_of(self.config)

    def input_files(self) -> dict[str, Path]:
        """Every file that the result depends on, by its name inside the dataset."""
        fixed = {p.name: p for p in self.folder.iterdir() if p.is_file() and p.suffix in (".py", ".csv", ".yml", ".ttl")}
        known = {source.file for source in self.config.handed_in}
        fixed = {name: path for name, path in fixed.items() if name not in known}
        if (agency := self.folder.parent / AGENCY_FILE).is_file():
            fixed[AGENCY_FILE] = agency
        return fixed | {source.file: self.source_path(source) for source in self.present_sources}


def discover(root: Path, sources: Path | None = None) -> dict[str, Dataset]:
    """All datasets below a mappings folder, by name, in order of name."""
    found = {}
    for path in sorted(root.glob("*/*/dataset.yml")):
        name = f"{path.parent.parent.name}/{path.parent.name}"
        found[name] = Dataset(name, path.parent, sources)
    return found


def select(datasets: dict[str, Dataset], names: Iterable[str]) -> dict[str, Dataset]:
    """The named datasets (all, for no name). Raises UsageError for a name that does not exist."""
    wanted = list(names)
    for name in wanted:
        if name not in datasets:
            near = [known for known in datasets if name in known]
            hint = f"; did you mean {', '.join(near)}?" if near else ""
            raise UsageError(f"There is no dataset {name!r}{hint}")
    return {name: datasets[name] for name in wanted} if wanted else datasets


def file_sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _load_module(name: str, path: Path) -> ModuleType:
    agency, dataset = name.split("/")
    for package, folder in (
        (_PACKAGE, path.parents[2]),
        (f"{_PACKAGE}.{agency}", path.parents[1]),
        (f"{_PACKAGE}.{agency}.{dataset}", path.parent),
    ):
        module = sys.modules.setdefault(package, ModuleType(package))
        module.__path__ = [str(folder)]
    full_name = f"{_PACKAGE}.{agency}.{dataset}.mapping"
    spec = importlib.util.spec_from_file_location(full_name, path)
    if spec is None or spec.loader is None or not path.exists():
        raise InputError("does not exist", file=f"{name}/mapping.py")
    module = importlib.util.module_from_spec(spec)
    try:
        spec.loader.exec_module(module)
    except Exception as error:
        raise InputError(f"cannot be loaded: {type(error).__name__}: {error}", file=f"{name}/mapping.py") from error
    return module


def has_rows(path: Path) -> bool:
    """Whether a table is there and has more than its header: without totals there is no table of them."""
    if not path.exists():
        return False
    with path.open(encoding="utf-8") as file:
        return len([line for line, _ in zip(file, range(2), strict=False)]) > 1


def protected_names(raw_file: str) -> tuple[str, str]:
    """Names of the protected table of a raw file and of its totals.

    >>> protected_names("data.xlsx")
    ('data.csv', 'data.jumlah.csv')
    """
    stem = raw_file.rpartition(".")[0] or raw_file
    return f"{stem}.csv", f"{stem}.jumlah.csv"


def _places(name: str, source: SourceConfig) -> list[str]:
    """Where a source is looked for below the folder that is handed in."""
    own = f"{name}/{source.file}"
    return [source.path, own] if isinstance(source, HandedInConfig) and source.path else [own]
