"""What a draft says of a table: a role for every column, and what is left for a person to decide."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.draft.numbers import Numbers
from kg.draft.table import DraftTable
from kg.draft.where import Where


@dataclass
class Class_:
    """A column of classes: its dimension (None: a person must find one), its scheme, and the notation of each cell (None: open)."""

    column: str
    dimension: str | None
    scheme: str
    notations: dict[str, str | None]
    is_own: bool = False


@dataclass
class Figures:
    """A column of figures: how its numbers are written, its unit if the table tells it, and what its name says beside what is measured."""

    column: str
    numbers: Numbers
    base: str
    unit: str | None = None
    period: str | None = None
    indicator: str = ""
    terms: dict[str, str] = field(default_factory=dict)  # dimension → scheme/notation, for this column alone
    is_percent: bool = False


@dataclass
class Plan:
    """The draft of one dataset. Columns that are not read stand in `ignore`, each with its reason; a reason may be a question."""

    name: str
    table: DraftTable
    ignore: dict[str, str] = field(default_factory=dict)
    where: Where | None = None
    country_column: str | None = None
    countries: dict[str, str | None] = field(default_factory=dict)
    period_column: str | None = None
    period_template: str | None = None
    suggested_period: str | None = None
    unreadable_periods: list[str] = field(default_factory=list)
    years: list[int] = field(default_factory=list)
    classes: list[Class_] = field(default_factory=list)
    figures: list[Figures] = field(default_factory=list)
    unit_column: str | None = None
    units: dict[str, str | None] = field(default_factory=dict)
    document_column: str | None = None
    indicators: dict[str, str] = field(default_factory=dict)  # notation → name in Indonesian, empty where nothing tells it
    own_concepts: list[tuple[str, str, str]] = field(default_factory=list)  # scheme, notation (empty: the scheme itself), name
    suspects: set[str] = field(default_factory=set)
    duplicates: list[tuple[int, int]] = field(default_factory=list)
    counts_persons: bool = False
    found: list[tuple[str, str]] = field(default_factory=list)  # what was found out, in Indonesian and English

    @property
    def agency(self) -> str:
        return self.name.split("/")[0]

    @property
    def dataset(self) -> str:
        return self.name.split("/")[1]

    @property
    def keeps_own(self) -> bool:
        """Whether the folder holds the figures itself: small tables that count no persons and whose periods can be read."""
        few = len(self.table.rows) <= 400 and self.table.raw.kind != "json"
        return few and not self.counts_persons and not self.unreadable_periods

    def tell(self, told_id: str, told_en: str) -> None:
        self.found.append((told_id, told_en))
