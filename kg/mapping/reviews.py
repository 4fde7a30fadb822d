"""Columns of a source table that say who read again what this service judged (themes, groups, rights), and when."""

from __future__ import annotations

from kg.errors import InputError
from kg.mapping.resources import Row, Tables
from kg.nquads import date_literal, iri, string, text
from kg.review import DOUBTED, NOT_REVIEWED, REVIEW_STATUSES

Properties = dict[str, list[str]]


def review(tables: Tables, row: Row) -> Properties:
    """Status, reader's role, day and reason, from columns `status_tinjauan`, `peninjau`, `tanggal_tinjauan`, `alasan_id`, `alasan_en`.

    Raises InputError for an unknown status, for a reader without a day or the reverse, and for a doubt without its reason.
    """
    status, reader, day = (row.pop(column) for column in ("status_tinjauan", "peninjau", "tanggal_tinjauan"))
    reasons = {language: row.pop(f"alasan_{language}") for language in ("id", "en")}
    if status not in REVIEW_STATUSES:
        raise row.fail("status_tinjauan", f"must be one of {', '.join(REVIEW_STATUSES)}")
    for column, cell in (("peninjau", reader), ("tanggal_tinjauan", day)):
        if bool(cell) == (status == NOT_REVIEWED):
            raise row.fail(column, f"must be filled if, and only if, the status is not {NOT_REVIEWED}")
    if bool(reasons["id"]) != bool(reasons["en"]) or (status == DOUBTED and not reasons["id"]):
        raise row.fail("alasan_id", "must be given in both languages or in none, and where the status is diragukan it must be given")
    return {
        "ham:reviewStatus": [iri(tables.ns.concept(f"status-tinjauan/{status}"))],
        "sssom:reviewer_label": [string(reader)] if reader else [],
        "sssom:review_date": [_day(row, day)] if day else [],
        "ham:mappingJustification": [text(reason, language) for language, reason in reasons.items() if reason],
    }


def _day(row: Row, day: str) -> str:
    try:
        return date_literal(day)
    except InputError as error:
        raise row.fail("tanggal_tinjauan", error.problem) from None
