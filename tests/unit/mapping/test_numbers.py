from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import InputError
from kg.mapping.numbers import normalise_number


@pytest.mark.parametrize(
    ("cell", "number_format", "expected"),
    [
        ("170.210,9", "id", "170210.9"),
        ("624.272,711", "id", "624272.711"),
        ("2.721", "id", "2721"),
        ("83,6", "id", "83.6"),
        ("214,675", "en", "214675"),
        ("204.549", "en", "204.549"),
        ("30.30", "plain", "30.3"),
        ("0", "plain", "0"),
        ("-1.500", "id", "-1500"),
    ],
)
def test_a_number_is_read_in_its_stated_format(cell: str, number_format: str, expected: str) -> None:
    assert normalise_number(cell, number_format) == expected


@pytest.mark.parametrize(
    ("cell", "number_format"),
    [("1.23", "id"), ("12.34.567", "id"), ("1,2,3", "en"), ("1.234,5", "plain"), ("30. 342", "id"), ("125 ribu", "id"), ("", "id"),
     ("1e5", "plain"), ("٣", "plain"), ("--", "plain"), ("1_000", "plain"), ("25674.58", "id")],
)  # fmt: skip
def test_a_cell_that_does_not_fit_the_stated_format_is_refused(cell: str, number_format: str) -> None:
    with pytest.raises(InputError, match="not a number in the stated format"):
        normalise_number(cell, number_format)


def test_without_a_stated_format_an_ambiguous_number_is_refused() -> None:
    with pytest.raises(InputError, match=r"could mean 4\.381 or 4381"):
        normalise_number("4.381", None)


def test_without_a_stated_format_a_number_that_all_formats_read_alike_is_taken() -> None:
    assert normalise_number("661", None) == "661"
    assert normalise_number("170.210,9", None) == "170210.9"


def test_a_fraction_is_refused_where_whole_units_are_counted() -> None:
    with pytest.raises(InputError, match="not a whole number"):
        normalise_number("141,0001", "id", "integer")


@given(st.integers(min_value=-(10**12), max_value=10**12))
def test_a_whole_number_survives_every_format(value: int) -> None:
    english = f"{value:,}"
    assert (
        normalise_number(english, "en")
        == normalise_number(english.replace(",", "."), "id")
        == normalise_number(str(value), "plain")
        == str(value)
    )
