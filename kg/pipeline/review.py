"""Who read again what this service made, a mapping or the name of a term, and when (SSSOM: reviewer_label, review_date)."""

from __future__ import annotations

from collections.abc import Iterator

from kg.namespaces import Namespaces
from kg.nquads import date_literal, iri, string
from kg.pipeline.sssom import TableRow
from kg.review import NOT_REVIEWED, REVIEW_STATUSES

_SSSOM = "https://w3id.org/sssom/"


def review_statements(node: str, row: TableRow, ns: Namespaces) -> Iterator[tuple[str, str, str]]:
    """The status and, of what was read again, the reader's role and the day.

    Raises InputError for an unknown status, and for a reader or a day that is missing, or given where nobody has read.
    """
    status = row["review_status"]
    if status not in REVIEW_STATUSES:
        raise row.fail("review_status", f"is none of {', '.join(REVIEW_STATUSES)}")
    yield node, iri(ns.expand("ham:reviewStatus")), iri(ns.concept(f"status-tinjauan/{status}"))
    if status == NOT_REVIEWED:
        _refuse_reader(row)
        return
    yield node, iri(f"{_SSSOM}reviewer_label"), string(row.need("reviewer_label"))
    yield node, iri(f"{_SSSOM}review_date"), row.read("review_date", date_literal)


def _refuse_reader(row: TableRow) -> None:
    for column in ("reviewer_label", "review_date"):
        if row[column]:
            raise row.fail(column, f"must be empty where review_status is {NOT_REVIEWED}")
