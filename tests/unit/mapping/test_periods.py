from __future__ import annotations

from datetime import date

import pytest

from kg.errors import InputError
from kg.mapping.periods import parse_period


@pytest.mark.parametrize(
    ("cell", "key", "kind", "start", "end"),
    [
        ("2021", "2021", "tahun", date(2021, 1, 1), date(2021, 12, 31)),
        ("1 Januari - 15 Desember 2021", "2021-01-01--2021-12-15", "rentang", date(2021, 1, 1), date(2021, 12, 15)),
        ("1 Januari s.d. 20 Juni 2023", "2023-01-01--2023-06-20", "rentang", date(2023, 1, 1), date(2023, 6, 20)),
        ("Januari-Juni 2023", "2023-S1", "semester", date(2023, 1, 1), date(2023, 6, 30)),
        ("Semester II 2022", "2022-S2", "semester", date(2022, 7, 1), date(2022, 12, 31)),
        ("2023-S1", "2023-S1", "semester", date(2023, 1, 1), date(2023, 6, 30)),
        ("Triwulan IV 2020", "2020-Q4", "triwulan", date(2020, 10, 1), date(2020, 12, 31)),
        ("Januari-Maret 2025", "2025-Q1", "triwulan", date(2025, 1, 1), date(2025, 3, 31)),
        ("Januari-Oktober 2024", "2024-01-01--2024-10-31", "rentang", date(2024, 1, 1), date(2024, 10, 31)),
        ("Januari - 5 Desember 2024", "2024-01-01--2024-12-05", "rentang", date(2024, 1, 1), date(2024, 12, 5)),
        ("Juni 2022-Mei 2023", "2022-06-01--2023-05-31", "rentang", date(2022, 6, 1), date(2023, 5, 31)),
        ("September 2024", "2024-09", "bulan", date(2024, 9, 1), date(2024, 9, 30)),
        ("2020-02", "2020-02", "bulan", date(2020, 2, 1), date(2020, 2, 29)),
        ("25 Oktober 2023", "2023-10-25", "hari", date(2023, 10, 25), date(2023, 10, 25)),
        ("2022-2024", "2022--2024", "multitahun", date(2022, 1, 1), date(2024, 12, 31)),
        ("1 Januari - 31 Desember 2020", "2020", "tahun", date(2020, 1, 1), date(2020, 12, 31)),
    ],
)
def test_a_period_is_read_to_its_first_and_last_day(cell: str, key: str, kind: str, start: date, end: date) -> None:
    period = parse_period(cell)
    assert (period.key, period.kind, period.start, period.end) == (key, kind, start, end)


@pytest.mark.parametrize(
    "cell", ["", "12 tahun terakhir", "31 Februari 2021", "2024-13", "2024-2022", "20 Juni - 1 Januari 2023", "B04 2022", "tahun 2021"]
)
def test_what_is_no_period_is_refused(cell: str) -> None:
    with pytest.raises(InputError):
        parse_period(cell)


def test_the_data_year_is_that_of_the_last_day() -> None:
    assert parse_period("Juni 2022-Mei 2023").ref_year == 2023


def test_labels_are_in_both_languages() -> None:
    period = parse_period("1 Januari - 15 Desember 2021")
    assert period.label("id") == "1 Januari 2021 – 15 Desember 2021"
    assert period.label("en") == "1 January 2021 – 15 December 2021"


def test_a_key_reads_back_as_the_same_period() -> None:
    for cell in ("2021", "2023-S1", "2020-Q4", "2024-09", "2023-10-25", "2022--2024", "2021-01-01--2021-12-15"):
        assert parse_period(cell).key == cell
