"""Errors put into a mapped graph: one in fifty observations loses a statement, or has one replaced or doubled."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator
from itertools import groupby
from pathlib import Path

_EVERY = 50
_XSD = "http://www.w3.org/2001/XMLSchema#"


def _without(word: str) -> Callable[[list[str]], list[str]]:
    return lambda lines: [line for line in lines if word not in line]


def _replaced(word: str, value: str) -> Callable[[list[str]], list[str]]:
    return lambda lines: [_with_object(line, value) if word in line else line for line in lines]


def _doubled(word: str, value: str) -> Callable[[list[str]], list[str]]:
    return lambda lines: sorted({*lines, *(_with_object(line, value) for line in lines if word in line)})


def _with_object(line: str, value: str) -> str:
    start, graph = line.split(" ")[:2], line.rsplit(" ", 2)[1]
    return f"{start[0]} {start[1]} {value} {graph} .\n"


DAMAGES: tuple[Callable[[list[str]], list[str]], ...] = (
    _without("countingUnit>"),
    _without("obsStatus>"),
    _without("obsValue>"),
    _without("wasDerivedFrom>"),
    _without("allegationStatus>"),
    _replaced("obsValue>", f'"-3"^^<{_XSD}integer>'),
    _replaced("obsValue>", '"tiga"'),
    _replaced("obsValue>", f'"2.5"^^<{_XSD}decimal>'),
    _replaced("refYear>", f'"2021"^^<{_XSD}integer>'),
    _replaced("obsStatus>", "<https://w3id.org/satudataham/id/konsep/status-pengamatan/X>"),
    _replaced("refArea>", '"Jakarta"'),
    _replaced("rawValue>", '"hubungi 0812-3456-7890"'),
    _doubled("indicator>", "<https://w3id.org/satudataham/id/konsep/indikator/lain>"),
    _doubled("obsValue>", f'"7"^^<{_XSD}integer>'),
)


def damage(clean: Path, damaged: Path) -> None:
    """Copy sorted N-Quads with errors. Which observation gets which follows from its address."""
    with clean.open(encoding="utf-8") as source, damaged.open("w", encoding="utf-8", newline="\n", buffering=2**20) as target:
        target.writelines(line for lines in _nodes(source) for line in lines)


def _nodes(lines: Iterator[str]) -> Iterator[list[str]]:
    for subject, group in groupby(lines, key=lambda line: line[: line.index(" ")]):
        choice = zlib.crc32(subject.encode()) if "/pengamatan/" in subject else 1
        node = list(group)
        yield node if choice % _EVERY else DAMAGES[choice // _EVERY % len(DAMAGES)](node)
