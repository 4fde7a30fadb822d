"""The reviewable tables of a draft: documents, codes, places, indicators, concepts; and the figures where the folder keeps them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from kg.draft import words_out as ask
from kg.draft.plan import Plan
from kg.draft.schemes import Schemes
from kg.mapping.open_questions import MARK
from kg.mapping.own_places import COLUMNS as PLACE_COLUMNS
from kg.mapping.own_terms import CONCEPT_COLUMNS, INDICATOR_COLUMNS

DOCUMENT_COLUMNS = ("sumber", "url", "penerbit", "jenis", "diakses", "keyakinan", "keterangan")


def as_csv(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return buffer.getvalue()


def documents_csv(plan: Plan, source: str, page: str | None, mappings: Path, today: date) -> str:
    """A row for each document that the table cites, or for the file itself. What other datasets say of a document is said again."""
    known = known_documents(mappings)
    cited = plan.table.distinct(plan.document_column) if plan.document_column else [source]
    return as_csv(DOCUMENT_COLUMNS, [known.get(document) or _document(document, page, today) for document in cited])


def known_documents(mappings: Path) -> dict[str, tuple[str, ...]]:
    """The rows of all ``documents.csv``, by the text that cites the document."""
    found: dict[str, tuple[str, ...]] = {}
    for path in sorted(mappings.glob("*/*/documents.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                if None not in row and None not in row.values() and MARK not in "".join(row.values()):
                    found.setdefault(row["sumber"], tuple(row[column] for column in DOCUMENT_COLUMNS))
    return found


def _document(source: str, page: str | None, today: date) -> tuple[str, ...]:
    url = source if source.startswith(("http://", "https://")) else page or ask.DOCUMENT_URL
    return source, url, ask.DOCUMENT_PUBLISHER, ask.DOCUMENT_KIND, today.isoformat(), ask.CONFIDENCE, ""


def codes_csv(plan: Plan) -> str | None:
    """What each cell of a column of classes, units or States means; None if there is no such column."""
    rows = [(one.column, cell, notation or f"{ask.CODE} {one.scheme}") for one in plan.classes for cell, notation in one.notations.items()]
    if plan.unit_column and len(plan.units) > 1:
        rows += [(plan.unit_column, cell, unit or ask.UNIT) for cell, unit in plan.units.items()]
    question = ask.ask("kode alpha-3 negara (mappings/pbb/negara)", "alpha-3 code of the State")
    rows += [(plan.country_column, cell, code or question) for cell, code in plan.countries.items() if plan.country_column]
    return as_csv(("kolom", "sel", "notasi"), rows) if rows else None


def places_csv(plan: Plan) -> str | None:
    """Cells that the place resolver leaves open; None if it resolves all."""
    if plan.where is None:
        return None
    rows = []
    for cell, (key, beside) in plan.where.settled.items():
        why = (
            f"kolom yang sama memuat {beside} / the same column also names {beside}"
            if beside
            else "hanya satu tempat bernama ini / the only place of this name"
        )
        rows.append((cell, key, why))
    for cell, candidates in plan.where.doubts.items():
        question = ask.ask("kunci wilayah", "key of the region") + (
            f": {', '.join(candidates)}" if candidates else " (mappings/kemendagri/wilayah/source.csv)"
        )
        rows.append((cell, question, ask.PLACE_REASON))
    return as_csv(PLACE_COLUMNS, rows) if rows else None


def indicators_csv(plan: Plan, schemes: Schemes) -> str:
    """A row for each indicator that the table seems to measure, with those of the ontology that may be meant instead."""
    rows = []
    for notation, name in plan.indicators.items():
        similar = schemes.similar_indicators(name) if name else []
        choice = "atau pakai yang sudah ada dan hapus baris ini / or use one that is there and delete this row"
        hint = f" ({choice}: {', '.join(similar)})" if similar else ""
        unit = next((figure.unit for figure in plan.figures if figure.indicator == notation), None)
        kind = {"persen": "persentase", "skor": "skor"}.get(unit or "", "jumlah" if unit else ask.MEASURE)
        words = (name or ask.NAME_ID, ask.NAME_EN, ask.DEFINITION_ID + hint, ask.DEFINITION_EN, ask.CONCEPT_ID, ask.CONCEPT_EN)
        rows.append((notation, *words, ask.INDICATOR_KIND, kind, unit or ask.UNIT, ""))
    return as_csv(INDICATOR_COLUMNS, rows)


def concepts_csv(plan: Plan) -> str | None:
    """A row for each scheme and concept that no code list of the ontology holds; None if there is none."""
    rows = [(scheme, notation, name or ask.NAME_ID, ask.NAME_EN, "", "", "") for scheme, notation, name in plan.own_concepts]
    return as_csv(CONCEPT_COLUMNS, rows) if rows else None


def own_rows(plan: Plan, source: str) -> tuple[list[str], list[list[str]]]:
    """(columns, rows) of our own table: the file's columns and cells, and the document; columns that may hold names are left empty."""
    table = plan.table
    cites = plan.document_column is not None
    percent = {table.header.index(figure.column) for figure in plan.figures if figure.numbers.percent_signs}
    hidden = {table.header.index(column) for column in plan.suspects}
    rows = []
    for _, cells in table.rows:
        shown = ["" if index in hidden else cell for index, cell in enumerate(cells)]
        shown = [cell.removesuffix("%").rstrip() if index in percent else cell for index, cell in enumerate(shown)]
        rows.append(shown if cites else [*shown, source])
    return (table.header if cites else [*table.header, "source_url"]), rows
