"""No withheld count can be computed from what is published, shown by an attacker who shares no code with the protection."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, reject, settings
from hypothesis import strategies as st

from kg.disclosure.history import read_published
from kg.disclosure.protect import protect
from kg.disclosure.rules import TableRule
from kg.disclosure.tables import Allowed, read_table
from kg.errors import InputError

pytest.importorskip("highspy", reason="`make test` installs the solver of the protection")
pytest.importorskip("scipy", reason="`make test` installs the solver of the attacker")
from tests.disclosure.attacker import Knowledge, PublishedTable, learn, recover

AREAS, SEXES = ("A", "B", "C", "D"), ("L", "P")


def rule_of(columns: dict[str, tuple[str, ...]], totals=(), links=(), **more) -> dict:
    return {
        "file": "data.csv", "counts": ["n"], "dimensions": [*columns], "values": {c: [*v] for c, v in columns.items()},
        "totals": [*totals], "links": [*links], **more,
    }  # fmt: skip


def table_of(name: str, rule: dict, rows: list[tuple]):
    header = [*rule["dimensions"], "n", *rule.get("rates", {})]
    cells = {c: frozenset(v) for c, v in rule["values"].items()}
    return read_table(
        name, TableRule.model_validate(rule), header, [(i, [str(c) for c in row]) for i, row in enumerate(rows, 2)], Allowed(cells)
    )


def publish(tables, folder: Path, before=()) -> list[PublishedTable]:
    """Protect and write tables, and read them back as anyone can."""
    published = []
    for protected, table in zip(protect(tables, 5, before), tables, strict=True):
        path = folder / f"{protected.name}.csv"
        details, totals = protected.as_texts()
        path.write_text(details + totals.partition("\n")[2], encoding="utf-8")
        published.append(PublishedTable.read(protected.name, table.rule.model_dump(mode="json"), path))
    return published


def truth(tables) -> dict:
    found = {}
    for table in tables:
        for row in range(len(table.rows)):
            for column, count in table.counts[row].items():
                found[table.name, table.key(row), column] = count
        for total in table.rule.totals:
            for key, rows in table.groups(total.by).items():
                cells = {**total.cells, **dict(zip(total.by, key, strict=True))}
                for column in table.rule.counts:
                    found[table.name, tuple(cells[d] for d in table.rule.dimensions), column] = sum(table.counts[r][column] for r in rows)
    return found


def assert_protected(spans: dict, tables) -> None:
    values = truth(tables)
    for name, (low, high) in spans.items():
        value = values[name]
        assert low <= value and (high is None or value <= high), "the attacker's own sums are wrong"
        assert high is None or high - low >= 3, f"{name} is pinned to [{low}, {high}]"
        if 1 <= value <= 4:
            assert low <= 1 and (high is None or high >= 4), f"{name} is pinned to [{low}, {high}]"


def no_small_count_is_published(published) -> None:
    for table in published:
        for row in table.rows:
            for column in table.rule["counts"]:
                assert row[column] not in {"1", "2", "3", "4"}


counts = st.one_of(st.just(0), st.integers(0, 6), st.integers(0, 60))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(counts, min_size=12, max_size=12))
def test_one_table_with_totals_of_rows_and_columns(tmp_path, numbers):
    ages = ("0-17", "18+", "60+")
    rule = rule_of(
        {"area": (*AREAS, "ALL"), "age": (*ages, "ALL")},
        totals=[{"by": ["area"], "cells": {"age": "ALL"}}, {"by": ["age"], "cells": {"area": "ALL"}}],
    )
    tables = [table_of("t", rule, [(a, b, numbers[i * 3 + j]) for i, a in enumerate(AREAS) for j, b in enumerate(ages)])]
    published = publish(tables, tmp_path)
    no_small_count_is_published(published)
    assert_protected(recover(learn(published, Knowledge())), tables)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_three_tables_that_share_their_totals(tmp_path, data):
    """Three breakdowns of the same persons: what one withholds, another must not give back."""
    totals = {(a, s): data.draw(st.one_of(st.integers(0, 8), st.integers(0, 50))) for a in AREAS for s in SEXES}
    tables = []
    for name in ("age", "school", "work"):
        kinds = tuple(f"{name}{k}" for k in range(3))
        rows = []
        for (area, sex), total in totals.items():
            first = data.draw(st.integers(0, total))
            second = data.draw(st.integers(0, total - first))
            rows += [(area, sex, kind, n) for kind, n in zip(kinds, (first, second, total - first - second), strict=True)]
        rule = rule_of(
            {"area": (*AREAS, "ALL"), "sex": SEXES, "kind": kinds},
            totals=[{"by": ["sex", "kind"], "cells": {"area": "ALL"}}],
            links=[{"name": "victims", "by": ["area", "sex"]}],
        )
        tables.append(table_of(name, rule, rows))
    try:
        published = publish(tables, tmp_path)
    except InputError:  # next to nobody is counted, and the dataset is withheld: nothing is given back
        reject()
    no_small_count_is_published(published)
    assert_protected(recover(learn(published, Knowledge())), tables)


def test_suppressing_in_one_table_alone_would_leak_through_the_other(tmp_path):
    """The attacker can attack: without the link, the same tables are given back."""
    kinds = {"x": ("a", "b"), "y": ("c", "d")}
    rows = {
        "x": [("A", "a", 3), ("A", "b", 20), ("B", "a", 30), ("B", "b", 40)],
        "y": [("A", "c", 11), ("A", "d", 12), ("B", "c", 50), ("B", "d", 20)],
    }

    def tables(linked: bool):
        links = [{"name": "victims", "by": ["area"]}] if linked else []
        return [table_of(n, rule_of({"area": ("A", "B"), "kind": kinds[n]}, links=links), rows[n]) for n in kinds]

    alone = publish(tables(False), tmp_path)
    for table in alone:
        table.rule["links"] = [{"name": "victims", "by": ["area"]}]
    assert recover(learn(alone, Knowledge())) == {("x", ("A", "a"), "n"): (3, 3)}
    together = publish(tables(True), tmp_path)
    assert_protected(recover(learn(together, Knowledge())), tables(True))


def test_a_rate_goes_with_its_count(tmp_path):
    rule = rule_of({"area": AREAS}, rates={"percent": "n"})
    rows = [("A", 2, "6.1"), ("B", 31, "93.9"), ("C", 0, "0.0")]
    published = publish([table_of("t", rule, rows)], tmp_path)
    assert [row["percent"] for row in published[0].rows] == ["ditekan", "93.9", "0.0"]


def test_a_table_that_cannot_be_protected_cell_by_cell_loses_its_details(tmp_path):
    """Zeros by nature hide nothing: only the total is left to withhold."""
    rule = rule_of(
        {"area": ("A", "B", "ALL")}, totals=[{"by": [], "cells": {"area": "ALL"}}], impossible=[{"area": "B"}],
    )  # fmt: skip
    tables = [table_of("t", rule, [("A", 3), ("B", 0)])]
    published = publish(tables, tmp_path)
    assert [row["n"] for row in published[0].rows] == ["ditekan", "0", "ditekan"]
    rule["values"]["area"] = ["A", "B", "C", "ALL"]
    tables = [table_of("t", rule, [("A", 3), ("B", 0), ("C", 40)])]
    assert_protected(recover(learn(publish(tables, tmp_path), Knowledge())), tables)


# --- two releases ------------------------------------------------------------------------------------------------------------------
def _two_releases(first_rows, second_rows, tmp_path):
    rule = rule_of(
        {"area": (*AREAS, "ALL"), "sex": (*SEXES, "ALL")},
        totals=[{"by": ["area"], "cells": {"sex": "ALL"}}, {"by": ["sex"], "cells": {"area": "ALL"}}],
    )
    old = [table_of("t", rule, first_rows)]
    first = publish(old, tmp_path)
    before = [read_published("t", old[0].rule, [tmp_path / "t.csv"])]
    new = [table_of("t", rule, second_rows)]
    second = publish(new, tmp_path, before)
    values = truth(new)

    def still_true(terms: dict, constant: int) -> bool:
        return all(name in values for name in terms) and sum(values[name] * factor for name, factor in terms.items()) == constant

    return first, second, new, still_true


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(counts, min_size=8, max_size=8), st.lists(st.tuples(st.integers(0, 7), counts), max_size=3))
def test_the_difference_of_two_releases_gives_nothing_back(tmp_path, numbers, changes):
    places = [(a, s) for a in AREAS for s in SEXES]
    later = list(numbers)
    for place, value in changes:
        later[place] = value
    try:
        first, second, new, still_true = _two_releases(
            [(*p, n) for p, n in zip(places, numbers, strict=True)], [(*p, n) for p, n in zip(places, later, strict=True)], tmp_path
        )
    except InputError as error:
        assert "withheld" in str(error)  # the safe answer where nothing else is
        return
    no_small_count_is_published(second)
    suppressed = {t.key(r) for t in first for r in t.rows if r["n"] == "ditekan"}
    again = {t.key(r) for t in second for r in t.rows if r["n"] == "ditekan"}
    assert suppressed <= again
    knowledge = learn(second, Knowledge())
    old = {t.key(r): r["n"] for t in first for r in t.rows if r["n"] != "ditekan"}
    values = truth(new)
    for name in list(knowledge.watched):
        if old.get(name[1]) == str(values[name]):
            raise AssertionError("a figure that was published before is withheld as if that hid it")
    learn(first, knowledge, still_true)
    knowledge.watched = {name: n for name, n in knowledge.watched.items() if name in values}
    assert_protected(recover(knowledge), new)


@pytest.mark.parametrize("lost", [["AL"], ["AL", "AP"], ["DL"], ["DL", "DP"], ["AP"]])
def test_a_row_that_disappears_is_not_given_back_by_the_totals(tmp_path, lost):
    rows = [("A", "L", 3), ("A", "P", 20), ("B", "L", 30), ("B", "P", 9), ("C", "L", 7), ("C", "P", 22), ("D", "L", 2), ("D", "P", 12)]
    first, second, _, _ = _two_releases(rows, [row for row in rows if row[0] + row[1] not in lost], tmp_path)
    spans = recover(learn(second, learn(first, Knowledge())))  # every figure that is in both releases is the same in both
    withheld = {name[1]: span for name, span in spans.items() if "ALL" not in name[1]}
    assert set(withheld) >= {("A", "L"), ("D", "L")}
    assert all(high is None or high - low >= 3 for low, high in withheld.values()), withheld


def test_a_release_that_could_only_give_back_what_an_earlier_one_withheld_is_refused(tmp_path):
    rows = [("A", "L", 3), ("A", "P", 20), ("B", "L", 30), ("B", "P", 9), ("C", "L", 7), ("C", "P", 22)]
    with pytest.raises(InputError, match="the dataset is withheld"):
        _two_releases(rows, rows[1:], tmp_path)


@pytest.mark.parametrize("count", [1, 2, 3, 4])
def test_a_lone_small_count_is_withheld(tmp_path, count):
    published = publish([table_of("t", rule_of({"area": AREAS}), [("A", count), ("B", 0), ("C", 5)])], tmp_path)
    assert [row["n"] for row in published[0].rows] == ["ditekan", "0", "5"]
