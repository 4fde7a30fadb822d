"""The twenty ways in which tables of agencies misbehave, and the tests of each on real rows.

A test is named ``test_messiness_<number>_<what must hold>``; they stand in `test_messiness_press` (figures transcribed from pages) and in
`test_messiness_of_tables` (files as agencies hand them in).
"""

from __future__ import annotations

import inspect
import re
from collections import defaultdict

import pytest

from tests.mappings import test_messiness_of_tables, test_messiness_press

MESSINESSES = {
    1: "Indonesian number format: 170.210,9",
    2: "English and Indonesian format in one file: 6,544 beside 4.381",
    3: "the decimal mark changes between rows of one file: 8.97 beside 18,98",
    4: "spaces inside or round numbers: 30. 342",
    5: "words and approximations as numbers: 125 ribu, lebih dari 16.500",
    6: "merged multi-line headers",
    7: "footnotes and legends as data rows",
    8: "many marks for missing: ..., -, belum ada data, empty",
    9: "total rows among the units",
    10: "one name, two places: BOGOR and KOTA BOGOR",
    11: "spelling variants and misprints of places, codes that lost zeros",
    12: "periods that are no years: Juni 2022-Mei 2023",
    13: "the year of publication is not the year of the data",
    14: "two sources, two values",
    15: "wrong cells in otherwise good tables: 25674.58 per cent",
    16: "units mixed in a column",
    17: "technical traps of files: delimiters, byte-order marks, empty lines, 2019.0",
    18: "names of columns: misprints, doubles, columns that come and go",
    19: "incomplete lists and overlapping categories",
    20: "breaks of method and of scope",
}
_NAME = re.compile(r"test_messiness_(\d+)_\w+")


def tests_by_number() -> dict[int, list[str]]:
    """Names of test functions by the messiness that they are about."""
    found: dict[int, list[str]] = defaultdict(list)
    for module in (test_messiness_press, test_messiness_of_tables):
        for name, _ in inspect.getmembers(module, inspect.isfunction):
            if match := _NAME.fullmatch(name):
                found[int(match[1])].append(name)
    return found


@pytest.mark.parametrize("number", MESSINESSES)
def test_each_of_the_twenty_messinesses_has_a_test_named_after_it(number: int) -> None:
    assert tests_by_number()[number], MESSINESSES[number]


def test_no_test_is_named_after_a_messiness_that_is_not_listed() -> None:
    assert set(tests_by_number()) <= set(MESSINESSES)


@pytest.mark.parametrize("module", [test_messiness_press, test_messiness_of_tables])
def test_none_of_them_is_switched_off(module: object) -> None:
    """They run on rows of this repository, so that nothing may skip them or expect them to fail."""
    marks = [mark.name for _, function in inspect.getmembers(module, inspect.isfunction) for mark in getattr(function, "pytestmark", [])]
    assert {"skip", "skipif", "xfail"}.isdisjoint(marks)
    assert not hasattr(module, "pytestmark")
    assert "assert " in inspect.getsource(module)  # type: ignore[arg-type]
