"""What ``dataset.yml`` says under ``disclosure``: which columns may leave, which are counts of persons, and how they are protected."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

MARK = "ditekan"
"""What stands in place of a suppressed figure, whatever the reason why that cell was chosen."""
WITHDRAWN = "ditarik"
"""What stands in place of a figure whose row cannot be told from another: the same key stands twice in the table."""


def aside_mark(reason: str) -> str:
    """What stands in the first column of a row that was set aside, such as a footnote; nothing else of it is kept.

    >>> aside_mark("catatan")
    '(catatan)'
    """
    return f"({reason})"


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class TotalRule(_Strict):
    """Sums that are published as further rows of the protected table, over all rows that agree in the columns `by`.

    `cells` says what the other columns of such a row hold. Sums over rows withdrawn are published only if `with_withdrawn` says that
    their error does not touch these sums.
    """

    by: tuple[str, ...]
    cells: dict[str, str] = {}
    with_withdrawn: bool = False


class LinkRule(_Strict):
    """Rows that agree in `by` add up, over `counts` (default: all), to one number that every table with a link of this name shares.

    With `each`, every one of the counts is shared by itself. `where` takes only rows that hold these values, `without` leaves some out:
    two links of one table tie its parts, such as a year that repeats the figures of another, or a row of totals to the rows beside it.
    `absent_as_zero`: an absent figure counts as none, as a reader would take it; else a sum with an absent part is not known.
    """

    name: str
    by: tuple[str, ...]
    counts: tuple[str, ...] = ()
    each: bool = False
    where: dict[str, str] = {}
    without: dict[str, tuple[str, ...]] = {}
    absent_as_zero: bool = False


class TableRule(_Strict):
    """One table of counts of persons. Every column must be named here; a column that is not refuses the table.

    `dimensions` together tell rows apart. `values` lists what a column may hold; a column in `places` holds names of regions, one in
    `numbers` digits only, one in `codes` what ``codes.csv`` lists. `rates` are computed from a count and go with it. `impossible` names
    cells that are zero by nature and so can hide nothing.
    """

    file: str = "source.csv"
    counts: tuple[str, ...] = Field(min_length=1)
    dimensions: tuple[str, ...] = Field(min_length=1)
    values: dict[str, tuple[str, ...]] = {}
    codes: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()
    rates: dict[str, str] = {}
    totals: tuple[TotalRule, ...] = ()
    links: tuple[LinkRule, ...] = ()
    impossible: tuple[dict[str, str], ...] = ()

    @property
    def columns(self) -> tuple[str, ...]:
        """Columns of the protected table that hold no count, in the order in which they were declared."""
        return tuple(dict.fromkeys((*self.dimensions, *self.values, *self.codes, *self.places, *self.numbers)))

    @model_validator(mode="after")
    def _names_agree(self) -> TableRule:
        unchecked = set(self.dimensions) - {*self.values, *self.codes, *self.places, *self.numbers}
        if unchecked:
            raise ValueError(f"say what {', '.join(sorted(unchecked))} may hold: values, codes, places or numbers")
        for names, known in (
            *((total.by, self.columns) for total in self.totals),
            *((tuple(total.cells), self.columns) for total in self.totals),
            *((link.by, self.dimensions) for link in self.links),
            *(((*link.where, *link.without), self.dimensions) for link in self.links),
            *((link.counts, self.counts) for link in self.links),
            *((tuple(cells), (*self.dimensions, *self.counts)) for cells in self.impossible),
            (tuple(self.rates.values()), self.counts),
        ):
            if unknown := set(names) - set(known):
                raise ValueError(f"{', '.join(sorted(unknown))} is no column of that kind")
        for total in self.totals:
            if missing := set(self.dimensions) - set(total.by) - set(total.cells):
                raise ValueError(f"say in `cells` what a row of totals holds in {', '.join(sorted(missing))}")
        return self


class Disclosure(_Strict):
    """How persons are protected in a dataset. One without it holds no count of persons below the threshold, and the gate checks that.

    Tables of all datasets with the same `group` are protected together.
    """

    rule: Literal["threshold"] = "threshold"
    threshold: int = Field(5, ge=4, le=20)
    group: str | None = None
    tables: tuple[TableRule, ...] = Field(min_length=1)
