"""Answers as SPARQL results in JSON and in CSV, as the engine writes them.

A row is cells with fixed text around them. What repeats is put together once: each term of a column with few of them gets the text around
it, so that most rows are two or three pieces to be joined.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from kg.cube.answer import Answer, Shown, decimal_text
from kg.cube.compact import compact
from kg.cube.group import Measured
from kg.cube.terms import IRI, LANG, STRING, XSD_DECIMAL, XSD_INTEGER, Ids, Terms

FIRST_ROWS, ROWS = 256, 2048  # rows that are made at once; few at first, so that the beginning goes out soon
_REPEATED = 2  # of a column with so many times as many rows as terms, each term is written once


@dataclass(frozen=True, slots=True)
class Format:
    """How terms are written: the text before and after those of a kind, and what is done to a text that has odd characters."""

    before: Callable[[int], bytes]
    after: Callable[[int, bytes], bytes]
    escape: Callable[[bytes], bytes]
    keeps_gaps: bool  # whether there is something where a variable is unbound


@dataclass(slots=True)
class _Column:
    """Cells of a range of rows, and the text that goes around each cell."""

    cells: Callable[[int, int], list[bytes]]
    before: bytes
    after: bytes
    whole: bool  # whether the texts around are part of the cells already


def write_json(terms: Terms, answer: Answer) -> Iterator[bytes]:
    """SPARQL 1.1 Query Results JSON."""
    names = [json.dumps(name).encode() for name in answer.names]
    yield b'{"head":{"vars":[' + b",".join(names) + b']},"results":{"bindings":['
    if _has_gaps(answer.columns[0]):
        rows = _json_rows_with_gaps(terms, answer, names)
    else:
        around = [((b",{" if number == 0 else b",") + name + b":", b"") for number, name in enumerate(names)]
        rows = _rows(terms, answer, _JSON, around, b"}")
    for number, piece in enumerate(rows):
        yield piece if number else piece[1:]  # without the comma before the first row
    yield b"]}}"


def write_csv(terms: Terms, answer: Answer) -> Iterator[bytes]:
    """SPARQL 1.1 Query Results CSV."""
    yield ",".join(answer.names).encode() + b"\r\n"
    yield from _rows(terms, answer, _CSV, [(b"" if number == 0 else b",", b"") for number in range(len(answer.names))], b"\r\n")


WRITERS: dict[str, Callable[[Terms, Answer], Iterator[bytes]]] = {"json": write_json, "csv": write_csv}


def _rows(terms: Terms, answer: Answer, form: Format, around: list[tuple[bytes, bytes]], end: bytes) -> Iterator[bytes]:
    around[-1] = (around[-1][0], around[-1][1] + end)
    columns = [_column(terms, values, form, *texts) for values, texts in zip(answer.columns, around, strict=True)]
    for start, stop in _chunks(answer.count):
        yield _woven(columns, start, stop)


def _chunks(count: int) -> Iterator[tuple[int, int]]:
    start, size = 0, FIRST_ROWS
    while start < count:
        yield start, min(count, start + size)
        start, size = start + size, ROWS


def _woven(columns: list[_Column], start: int, stop: int) -> bytes:
    """The rows of a range: cells, and between two of them the text that neither has in itself."""
    tracks: list[bytes | list[bytes]] = [b""]
    for column in columns:
        tracks[-1] = _joined(tracks[-1], b"" if column.whole else column.before)
        tracks += [column.cells(start, stop), b"" if column.whole else column.after]
    head, tail = tracks[0], tracks.pop()
    assert isinstance(head, bytes) and isinstance(tail, bytes)
    tracks[0] = tail + head  # the end of a row and the beginning of the next
    used = [track for track in tracks if track]
    pieces: list[bytes] = [b""] * (len(used) * (stop - start))
    for number, track in enumerate(used):
        pieces[number :: len(used)] = [track] * (stop - start) if isinstance(track, bytes) else track
    if used[0] is tracks[0]:
        pieces[0] = head
    pieces.append(tail)
    return b"".join(pieces)


def _joined(one: bytes | list[bytes], other: bytes) -> bytes:
    assert isinstance(one, bytes)
    return one + other


def _column(terms: Terms, values: Shown, form: Format, before: bytes, after: bytes) -> _Column:
    if isinstance(values, Measured):
        units, decimal = values.units, values.decimal
        starts = [before + form.before(STRING)] * 2
        ends = [form.after(OTHER_KIND, datatype) + after for datatype in (XSD_INTEGER, XSD_DECIMAL)]
        return _Column(
            lambda start, stop: [
                starts[kind] + decimal_text(number, kind) + ends[kind]
                for number, kind in zip(units[start:stop], decimal[start:stop], strict=True)
            ],
            b"",
            b"",
            whole=True,
        )
    if _has_gaps(values):
        return _column_with_gaps(terms, values, form, before, after)
    unique, inverse = compact(values)
    if len(unique) * _REPEATED <= len(values):
        made = np.array([before + cell + after for cell in _cells(terms, unique, form)], object)
        return _Column(lambda start, stop: made[inverse[start:stop]].tolist(), b"", b"", whole=True)
    which = terms.classes[unique]
    if len(which) and int(which.min()) == int(which.max()):
        kind, name = terms.names[which[0]]
        texts = before + form.before(kind), form.after(kind, name) + after
        return _Column(lambda start, stop: _bodies(terms, values[start:stop], form), *texts, whole=False)
    return _Column(lambda start, stop: _cells(terms, values[start:stop], form), before, after, whole=False)


def _column_with_gaps(terms: Terms, values: Ids, form: Format, before: bytes, after: bytes) -> _Column:
    """Cells with the text around them; those of what is unbound are empty, or not there at all, name and all."""
    nothing = (before if form.keeps_gaps else b"") + after

    def cells(start: int, stop: int) -> list[bytes]:
        part = values[start:stop]
        found = [nothing] * len(part)
        there = np.flatnonzero(part >= 0)
        for row, cell in zip(there.tolist(), _cells(terms, part[there], form), strict=True):
            found[row] = before + cell + after
        return found

    return _Column(cells, b"", b"", whole=True)


def _has_gaps(values: Shown) -> bool:
    return not isinstance(values, Measured) and bool((values < 0).any())


def _cells(terms: Terms, values: Ids, form: Format) -> list[bytes]:
    starts = [form.before(kind) for kind, _ in terms.names]
    ends = [form.after(kind, name) for kind, name in terms.names]
    classes = terms.classes[values].tolist()
    return [starts[which] + body + ends[which] for which, body in zip(classes, _bodies(terms, values, form), strict=True)]


def _bodies(terms: Terms, values: Ids, form: Format) -> list[bytes]:
    bodies = terms.bodies(values)
    for row in np.flatnonzero(terms.odd[values]).tolist():
        bodies[row] = form.escape(bodies[row])
    return bodies


def _json_rows_with_gaps(terms: Terms, answer: Answer, names: list[bytes]) -> Iterator[bytes]:
    """Rows some of whose variables are unbound and so left out."""
    columns = [_column(terms, values, _JSON, b"," + name + b":", b"") for name, values in zip(names, answer.columns, strict=True)]
    for start, stop in _chunks(answer.count):
        cells = [
            column.cells(start, stop) if column.whole else [column.before + cell + column.after for cell in column.cells(start, stop)]
            for column in columns
        ]
        yield b"".join(b",{" + b"".join(row)[1:] + b"}" for row in zip(*cells, strict=True))


OTHER_KIND = -1  # of what was calculated: a literal with a datatype


def _json_end(kind: int, name: bytes) -> bytes:
    if kind in (IRI, STRING):
        return b'"}'
    return b'","xml:lang":"' + name + b'"}' if kind == LANG else b'","datatype":"' + name + b'"}'


def _json_escaped(body: bytes) -> bytes:
    return json.dumps(body.decode(), ensure_ascii=False)[1:-1].encode()


def _csv_quoted(body: bytes) -> bytes:
    return b'"' + body.replace(b'"', b'""') + b'"' if any(mark in body for mark in b'",\r\n') else body


_JSON = Format(lambda kind: b'{"type":"uri","value":"' if kind == IRI else b'{"type":"literal","value":"', _json_end, _json_escaped, False)
_CSV = Format(lambda _kind: b"", lambda _kind, _name: b"", _csv_quoted, True)
