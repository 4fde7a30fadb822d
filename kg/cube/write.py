"""Answers as SPARQL results in JSON and in CSV, byte for byte as the engine writes them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator

import numpy as np
import numpy.typing as npt

from kg.cube.answer import Answer, Shown, decimal_text
from kg.cube.group import Measured
from kg.cube.terms import IRI, LANG, STRING, XSD_DECIMAL, XSD_INTEGER, Ids, Terms

FIRST_ROWS, ROWS = 256, 8192  # rows that are made at once; few at first, so that the beginning goes out soon
_REPEATED = 2  # of a column with so many times as many rows as terms, each term is written once


def write_json(terms: Terms, answer: Answer) -> Iterator[bytes]:
    """SPARQL 1.1 Query Results JSON."""
    names = [json.dumps(name).encode() for name in answer.names]
    yield b'{"head":{"vars":[' + b",".join(names) + b']},"results":{"bindings":['
    unbound = any(_has_unbound(values) for values in answer.columns)
    for start, end in _chunks(answer.count):
        columns = [_json_cells(terms, values, start, end) for values in answer.columns]
        if unbound:
            rows = zip(*columns, strict=True)
            body = b",".join(
                b"{" + b",".join(name + b":" + cell for name, cell in zip(names, row, strict=True) if cell) + b"}" for row in rows
            )
        else:
            body = _woven(columns, [b"{" + names[0] + b":", *(b"," + name + b":" for name in names[1:])], b"}", b",")
        yield body if start == 0 else b"," + body
    yield b"]}}"


def write_csv(terms: Terms, answer: Answer) -> Iterator[bytes]:
    """SPARQL 1.1 Query Results CSV."""
    yield ",".join(answer.names).encode() + b"\r\n"
    for start, end in _chunks(answer.count):
        columns = [_csv_cells(terms, values, start, end) for values in answer.columns]
        yield _woven(columns, [b"", *([b","] * (len(columns) - 1))], b"\r\n", b"")


WRITERS: dict[str, Callable[[Terms, Answer], Iterator[bytes]]] = {"json": write_json, "csv": write_csv}


def _chunks(count: int) -> Iterator[tuple[int, int]]:
    start, size = 0, FIRST_ROWS
    while start < count:
        yield start, min(count, start + size)
        start, size = start + size, ROWS


def _has_unbound(values: Shown) -> bool:
    return not isinstance(values, Measured) and bool((values < 0).any())


def _woven(columns: list[list[bytes]], before: list[bytes], after: bytes, between: bytes) -> bytes:
    """Rows of cells: `before` each cell, `after` each row, and `between` rows."""
    count, wide = len(columns[0]), 2 * len(columns)
    pieces: list[bytes] = [b""] * (wide * count)
    for number, cells in enumerate(columns):
        lead = before[number] if number else after + between + before[0]
        pieces[2 * number :: wide] = [lead] * count
        pieces[2 * number + 1 :: wide] = cells
    pieces[0] = before[0]
    pieces.append(after)
    return b"".join(pieces)


def _cells(terms: Terms, values: Ids, encode: Callable[[Terms, Ids], list[bytes]]) -> list[bytes]:
    """The cells of terms; where they are few, each is made once."""
    if len(values) > 64:
        unique, inverse = np.unique(values, return_inverse=True)
        if len(unique) * _REPEATED <= len(values):
            made = np.array(encode(terms, unique), object)
            return made[inverse].tolist()  # type: ignore[no-any-return]
    return encode(terms, values)


def _json_cells(terms: Terms, values: Shown, start: int, end: int) -> list[bytes]:
    if isinstance(values, Measured):
        ends = [b'","datatype":"' + datatype + b'"}' for datatype in (XSD_INTEGER, XSD_DECIMAL)]
        pairs = zip(values.units[start:end], values.decimal[start:end], strict=True)
        return [b'{"type":"literal","value":"' + decimal_text(units, decimal) + ends[decimal] for units, decimal in pairs]
    return _cells(terms, values[start:end], _json_terms)


def _csv_cells(terms: Terms, values: Shown, start: int, end: int) -> list[bytes]:
    if isinstance(values, Measured):
        return [decimal_text(units, decimal) for units, decimal in zip(values.units[start:end], values.decimal[start:end], strict=True)]
    return _cells(terms, values[start:end], _csv_terms)


def _json_terms(terms: Terms, values: Ids) -> list[bytes]:
    classes = terms.classes[values]
    ends = [_json_end(*name) for name in terms.names]
    starts = [b'{"type":"uri","value":"' if kind == IRI else b'{"type":"literal","value":"' for kind, _ in terms.names]
    bodies = _bodies(terms, values, _json_escaped)
    if len(values) and int(classes.min()) == int(classes.max()) and not (values < 0).any():
        start, end = starts[classes[0]], ends[classes[0]]
        return [start + body + end for body in bodies]
    cells = [starts[which] + body + ends[which] for which, body in zip(classes.tolist(), bodies, strict=True)]
    return _without_unbound(cells, values < 0)


def _csv_terms(terms: Terms, values: Ids) -> list[bytes]:
    return _without_unbound(_bodies(terms, values, _csv_quoted), values < 0)


def _without_unbound(cells: list[bytes], unbound: npt.NDArray[np.bool_]) -> list[bytes]:
    for row in np.flatnonzero(unbound).tolist():
        cells[row] = b""
    return cells


def _bodies(terms: Terms, values: Ids, escape: Callable[[bytes], bytes]) -> list[bytes]:
    bodies = terms.bodies(values)
    for row in np.flatnonzero(terms.odd[values]).tolist():
        bodies[row] = escape(bodies[row])
    return bodies


def _json_end(kind: int, name: bytes) -> bytes:
    if kind in (IRI, STRING):
        return b'"}'
    return b'","xml:lang":"' + name + b'"}' if kind == LANG else b'","datatype":"' + name + b'"}'


def _json_escaped(body: bytes) -> bytes:
    return json.dumps(body.decode(), ensure_ascii=False)[1:-1].encode()


def _csv_quoted(body: bytes) -> bytes:
    return b'"' + body.replace(b'"', b'""') + b'"' if any(mark in body for mark in b'",\r\n') else body
