"""The terms of the columns: numbers in place of terms, in an order of their own, and what is needed to compare, add and write them.

All of it lies in a few arrays and one text, so that forked workers share it without touching it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from kg.cube.unsupported import Unsupported

Ids = npt.NDArray[np.int32]
IRI, STRING, LANG, INTEGER, DECIMAL, OTHER = range(6)
_XSD = b"http://www.w3.org/2001/XMLSchema#"
XSD_INTEGER, XSD_DECIMAL, XSD_STRING = _XSD + b"integer", _XSD + b"decimal", _XSD + b"string"
NO_NUMBER: Final = -1  # digits after the point of what is none
_INTEGER = re.compile(rb"0|-?[1-9][0-9]*")
_DECIMAL = re.compile(rb"-?(?:0|[1-9][0-9]*)(?:\.[0-9]{0,17}[1-9])?")  # as the engine writes those that it calculates with
_ESCAPE = re.compile(rb"\\(u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|.)", re.DOTALL)
_PLAIN = {b"t": b"\t", b"n": b"\n", b"r": b"\r", b"b": b"\b", b"f": b"\f"}
_ODD = re.compile(rb'["\\,\x00-\x1f\x7f]')
_MOST = 2**63 - 1

# kind, language tag or datatype, text; sorting by it puts IRIs first, in the order of SPARQL, and keeps each language together
Term = tuple[int, bytes, bytes]


def read_term(cell: bytes) -> Term:
    """A cell of the engine's TSV. Raises Unsupported for blank nodes and statements, which no column holds.

    >>> read_term(b"<http://a/>"), read_term(b'"x"@id'), read_term(b"1.5")
    ((0, b'', b'http://a/'), (2, b'id', b'x'), (4, b'http://www.w3.org/2001/XMLSchema#decimal', b'1.5'))
    """
    first = cell[:1]
    if first == b"<" and cell[:2] != b"<<":
        return IRI, b"", cell[1:-1]
    if first == b'"':
        return _quoted(cell)
    if cell in (b"true", b"false"):
        return OTHER, _XSD + b"boolean", cell
    if re.fullmatch(rb"[+-]?[0-9]+", cell):
        return _typed(XSD_INTEGER, cell)
    if re.fullmatch(rb"[+-]?[0-9]*\.[0-9]+", cell):
        return _typed(XSD_DECIMAL, cell)
    raise Unsupported(f"a term in a column: {cell[:80]!r}")


def _quoted(cell: bytes) -> Term:
    end = cell.rindex(b'"')
    body, rest = cell[1:end], cell[end + 1 :]
    if b"\\" in body:
        body = _ESCAPE.sub(_unescaped, body)
    if not rest:
        return STRING, XSD_STRING, body
    if rest.startswith(b"@") and b"--" not in rest:
        return LANG, rest[1:], body
    if rest.startswith(b"^^<"):
        return _typed(rest[3:-1], body)
    raise Unsupported(f"a literal in a column: {cell[:80]!r}")


def _unescaped(match: re.Match[bytes]) -> bytes:
    found = match[1]
    return chr(int(found[1:], 16)).encode() if found[:1] in b"uU" and len(found) > 1 else _PLAIN.get(found, found)


def _typed(datatype: bytes, body: bytes) -> Term:
    if datatype == XSD_INTEGER and _INTEGER.fullmatch(body) and abs(int(body)) <= _MOST:
        return INTEGER, datatype, body
    if datatype == XSD_DECIMAL and _DECIMAL.fullmatch(body) and abs(int(body.replace(b".", b""))) <= _MOST:
        return DECIMAL, datatype, body
    return OTHER, datatype, body


@dataclass(frozen=True, slots=True)
class Terms:
    """Terms by number. `kinds`, `classes` (into `names`: kind and language or datatype), `mantissas` and `digits` have one entry a term.

    A number is `mantissa / 10**digits`. `odd` says that a text must be quoted or escaped in CSV or JSON.
    """

    names: tuple[tuple[int, bytes], ...]
    first_of_class: tuple[int, ...]
    kinds: npt.NDArray[np.uint8]
    classes: npt.NDArray[np.int32]
    mantissas: npt.NDArray[np.int64]
    digits: npt.NDArray[np.int8]
    odd: npt.NDArray[np.bool_]
    offsets: npt.NDArray[np.int64]
    text: bytes  # each with a line end after it

    @classmethod
    def of(cls, ordered: list[Term]) -> Terms:
        """The table of sorted terms, each once."""
        names = tuple(sorted({(kind, name) for kind, name, _ in ordered}))
        number = {name: n for n, name in enumerate(names)}
        classes = np.fromiter((number[kind, name] for kind, name, _ in ordered), np.int32, len(ordered))
        lengths = np.fromiter((len(body) + 1 for _, _, body in ordered), np.int64, len(ordered))
        values = [_value(kind, body) for kind, _, body in ordered]
        return cls(
            names,
            tuple(np.searchsorted(classes, np.arange(len(names) + 1)).tolist()),
            np.fromiter((kind for kind, _, _ in ordered), np.uint8, len(ordered)),
            classes,
            np.fromiter((mantissa for mantissa, _ in values), np.int64, len(ordered)),
            np.fromiter((digits for _, digits in values), np.int8, len(ordered)),
            np.fromiter((_ODD.search(body) is not None for _, _, body in ordered), np.bool_, len(ordered)),
            np.concatenate([np.zeros(1, np.int64), np.cumsum(lengths)]),
            b"".join([body + b"\n" for _, _, body in ordered]),
        )

    @property
    def nbytes(self) -> int:
        arrays = (self.kinds, self.classes, self.mantissas, self.digits, self.odd, self.offsets)
        return len(self.text) + sum(array.nbytes for array in arrays)

    def body(self, number: int) -> bytes:
        return self.text[self.offsets[number] : self.offsets[number + 1] - 1]

    def bodies(self, numbers: Ids) -> list[bytes]:
        """The texts of terms; a run of terms that follow each other, none of them odd, is cut from the text at once."""
        count = len(numbers)
        if count > 8 and numbers[-1] - numbers[0] == count - 1 and bool((np.diff(numbers) == 1).all()) and not self.odd[numbers].any():
            return self.text[self.offsets[numbers[0]] : self.offsets[numbers[-1] + 1] - 1].split(b"\n")
        text = self.text
        return [
            text[start:end] for start, end in zip(self.offsets[numbers].tolist(), (self.offsets[numbers + 1] - 1).tolist(), strict=True)
        ]

    def find(self, term: Term) -> int | None:
        """The number of a term; None if no column has it."""
        kind, name, body = term
        try:
            which = self.names.index((kind, name))
        except ValueError:
            return None
        low, high = self.first_of_class[which], self.first_of_class[which + 1]
        at = bisect_left(range(low, high), body, key=self.body) + low
        return at if at < high and self.body(at) == body else None


def _value(kind: int, body: bytes) -> tuple[int, int]:
    if kind not in (INTEGER, DECIMAL):
        return 0, NO_NUMBER
    whole, _, part = body.partition(b".")
    return int(whole + part), len(part)
