"""`dataset.yml`: what is known about a dataset beside its figures. Unknown keys are refused."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, HttpUrl, ValidationError, model_validator

from kg.disclosure.rules import Disclosure
from kg.errors import InputError
from kg.mapping.set_aside import SetAsideRule
from kg.mapping.yaml_text import parse_yaml

Frequency = Literal["annual", "semiannual", "quarterly", "monthly", "irregular", "once"]
Reuse = Literal["open", "quote", "share-alike", "non-commercial", "unclear-copy"]
"""What may be done with a source: `open` licence, `quote` with its source, or one of the doubtful ones (see kg/mapping/exclusion.py)."""
Trust = Literal["stated", "doubtful"]
"""Whether a whole source can be trusted as it states its figures; a `doubtful` one is mapped and counted, and not published."""
Reference = Annotated[str, Field(pattern=r"^[a-z0-9-]+/[A-Za-z0-9._-]+$")]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Bilingual(_Strict):
    """A text in Indonesian and in English."""

    id: str = Field(min_length=1)
    en: str = Field(min_length=1)


class SourceConfig(_Strict):
    """How one source file is to be read. An `optional` file that is absent counts as a table without rows.

    `preamble_rows` stand before the header. `fill_right` gives an empty header cell the text of the one to its left, as merged cells
    want (never in the last header row). `ragged` takes rows that are shorter than the header, as footnotes are.
    `numbered_columns` gives a name that stands twice its number (``Lainnya``, ``Lainnya (2)``) and an empty one its place (``kolom 1``).
    `records` is the path of keys to the list of records in a JSON file.
    """

    file: str = Field("source.csv", pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$")
    format: Literal["csv", "xlsx", "json", "topojson"] = "csv"
    encoding: Literal["utf-8", "utf-8-sig", "latin-1", "cp1252"] = "utf-8"
    delimiter: str = Field(",", min_length=1, max_length=1)
    header_rows: int = Field(1, ge=1, le=10)
    sheet: str | None = None
    optional: bool = False
    preamble_rows: int = Field(0, ge=0, le=50)
    fill_right: bool = False
    ragged: bool = False
    numbered_columns: bool = False
    records: tuple[str, ...] = ()


class Withheld(_Strict):
    """Figures of a raw file that are replaced by ``ditekan`` before anything else reads it.

    Counts from 1 to 4 in `column`; with `complement`, every figure in the rows that `where` names (column: cells), because a sum would
    give a small one back.
    """

    column: str
    where: dict[str, tuple[str, ...]] = {}
    complement: bool = False

    @model_validator(mode="after")
    def _complements_are_named(self) -> Withheld:
        if self.complement and not self.where:
            raise ValueError("say under `where` which rows protect a small count")
        return self


class HandedInConfig(SourceConfig):
    """A raw file as the agency hands it in, found below ``--sources`` as `from` or as ``<agency>/<dataset>/<file>``.

    `set_aside` says which of its rows are no data. Without `publish` neither the file nor hashes of its rows enter a release.
    `withhold` names small counts of persons: what is mapped, hashed and told is a copy without them, since a hash of a file in which one
    small figure is hidden would give that figure back to who tries them all. `keeps_formulas` takes formulas of a workbook as text
    (``=SUM(F2:G2)``) for an intake to pass over: what a copyist calculated is no figure of the agency.
    """

    path: str | None = Field(None, alias="from", pattern=r"^[a-z0-9_]+/[a-z0-9_]+/[A-Za-z0-9][A-Za-z0-9._-]*$")
    set_aside: tuple[SetAsideRule, ...] = ()
    publish: bool = True
    keeps_formulas: bool = False
    withhold: tuple[Withheld, ...] = ()

    @model_validator(mode="after")
    def _is_plain_enough(self) -> HandedInConfig:
        if self.withhold and (self.format != "csv" or self.header_rows != 1 or self.preamble_rows or self.publish):
            raise ValueError("`withhold` is for CSV with one header row, and its file is not published: `publish: false`")
        return self


class Interval(_Strict):
    start: date
    end: date

    @model_validator(mode="after")
    def _ends_after_start(self) -> Interval:
        if self.end < self.start:
            raise ValueError("the period ends before it starts")
        return self


class Expectation(_Strict):
    """Counts that a complete source gives; a truncated file fails on them."""

    rows: int
    observations: int | None = None
    resources: int | None = None
    quarantined: int = 0


class DatasetConfig(_Strict):
    """The metadata of one dataset. `producer` is the key of an organisation; `licence` an IRI, or null with a statement of rights.

    `keep_own`: rows of our own table of which the files handed in give no figure stay beside them.
    """

    title: Bilingual
    description: Bilingual
    producer: str
    page: HttpUrl
    accessed: date
    licence: HttpUrl | None
    rights: Bilingual | None = None
    period: Interval | None
    frequency: Frequency
    themes: tuple[Reference, ...] = ()
    pillars: tuple[Reference, ...] = ()
    caveats: tuple[Bilingual, ...] = ()
    source: tuple[SourceConfig, ...] = (SourceConfig(),)
    handed_in: tuple[HandedInConfig, ...] = ()
    keep_own: bool = False
    disclosure: Disclosure | None = None
    reuse: Reuse = "quote"
    trust: Trust = "stated"
    expect: Expectation = Expectation(rows=0)

    @model_validator(mode="after")
    def _rights_are_stated(self) -> DatasetConfig:
        if self.licence is None and self.rights is None:
            raise ValueError("state the licence, or say in `rights` what is known of it")
        return self

    @model_validator(mode="after")
    def _every_raw_file_is_protected(self) -> DatasetConfig:
        if self.disclosure and {raw.file for raw in self.handed_in} != {rule.file for rule in self.disclosure.tables}:
            raise ValueError("`disclosure` must have rules for every file under `handed_in`, and for no other")
        return self

    @model_validator(mode="after")
    def _something_is_read(self) -> DatasetConfig:
        if not self.source and not self.handed_in:
            raise ValueError("name a file under `source` or under `handed_in`")
        files = [source.file for source in (*self.source, *self.handed_in)]
        if len(files) != len(set(files)):
            raise ValueError("two files have the same name: give one another `file`, with `from` saying where it is found")
        return self


def load_config(path: Path, display: str) -> DatasetConfig:
    """Read and check one ``dataset.yml``. Raises InputError that names the key."""
    try:
        content = parse_yaml(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"cannot be read ({error.__class__.__name__})", file=display) from None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise InputError("is not well-formed YAML", file=display, row=mark.line + 1 if mark else None) from None
    try:
        return DatasetConfig.model_validate(content)
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(str(part) for part in first["loc"]) or None
        raise InputError(f"{first['msg']} ({error.error_count()} problems in all)", file=display, column=key) from None
