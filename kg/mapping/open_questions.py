"""Questions that a draft leaves to a person: a value that starts with ``TODO`` in one of a dataset's files. None may be left in a build."""

from __future__ import annotations

import ast
import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from kg.errors import InputError
from kg.mapping.yaml_text import LOADER

MARK = "TODO"
AGENCY_FILE = "agency.yml"
_TABLES = ("documents.csv", "indicators.csv", "concepts.csv", "codes.csv", "places.csv")
_SHOWN = 40


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """Where a question stands (file, row, key or column) and its words."""

    file: str
    row: int
    key: str
    words: str

    def __str__(self) -> str:
        return f"{self.file}, row {self.row}, {self.key}: {self.words}"


def open_questions(folder: Path) -> list[OpenQuestion]:
    """All questions of a dataset's folder and of the ``agency.yml`` beside it, in the order in which one would answer them."""
    found: list[OpenQuestion] = []
    for path in (folder.parent / AGENCY_FILE, folder / "dataset.yml"):
        found += _in_yaml(path.name, _text(path))
    for name in _TABLES:
        found += _in_table(name, _text(folder / name))
    return [*found, *_in_script("mapping.py", _text(folder / "mapping.py"))]


def refuse_drafts(folder: Path, name: str) -> None:
    """Raise InputError if a question is open, in words that name every one of them."""
    questions = open_questions(folder)
    if not questions:
        return
    shown = "".join(f"\n    {question}" for question in questions[:_SHOWN])
    more = f"\n    … {len(questions) - _SHOWN} lagi / more" if len(questions) > _SHOWN else ""
    count = len(questions)
    raise InputError(
        f"draf belum selesai: {count} pertanyaan ({MARK}) belum dijawab / the draft is not finished: {count} open "
        f"question{'s' if count > 1 else ''} ({MARK}):{shown}{more}",
        file=name,
    )


def _text(path: Path) -> str:
    """The text of a file; empty if there is none, or if it cannot be read (who reads it tells that)."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return ""
    return text if MARK in text else ""  # the rest is slow, and most files hold no question


def _is_open(value: object) -> bool:
    return isinstance(value, str) and value.lstrip().startswith(MARK)


def _words(value: str) -> str:
    return " ".join(value.strip().removeprefix(MARK).lstrip(": ").split())


def _in_yaml(file: str, text: str) -> list[OpenQuestion]:
    try:
        root = yaml.compose(text, Loader=LOADER) if text else None
    except yaml.YAMLError:
        return []  # reading the file tells what is wrong with it
    return list(_in_node(file, "", root)) if root else []


def _in_node(file: str, key: str, node: yaml.Node) -> Iterator[OpenQuestion]:
    if isinstance(node, yaml.MappingNode):
        for name, value in node.value:
            yield from _in_node(file, f"{key}.{name.value}".lstrip("."), value)
    elif isinstance(node, yaml.SequenceNode):
        for number, value in enumerate(node.value):
            yield from _in_node(file, f"{key}.{number}", value)
    elif isinstance(node, yaml.ScalarNode) and _is_open(node.value):
        yield OpenQuestion(file, node.start_mark.line + 1, key, _words(node.value))


def _in_table(file: str, text: str) -> Iterator[OpenQuestion]:
    header: list[str] = []
    for number, row in enumerate(csv.reader(io.StringIO(text)), 1):
        header = header or row
        for column, cell in zip(header, row, strict=False):
            if _is_open(cell):
                yield OpenQuestion(file, number, column, f"{_words(cell)} [{row[0] or row[1]}]" if cell != row[0] else _words(cell))


def _in_script(file: str, text: str) -> Iterator[OpenQuestion]:
    try:
        tree = ast.parse(text)
    except SyntaxError:
        return
    keys = {id(value): key for value, key in _named(tree)}
    nodes = [node for node in ast.walk(tree) if isinstance(node, ast.Constant) and _is_open(node.value)]
    for node in sorted(nodes, key=lambda node: (node.lineno, node.col_offset)):
        yield OpenQuestion(file, node.lineno, keys.get(id(node), "—"), _words(str(node.value)))


def _named(tree: ast.AST) -> Iterator[tuple[ast.expr, str]]:
    """Values with the name that they are given: by ``name=``, in a dictionary, or as an argument of something that has a name."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            yield node.value, node.targets[0].id
        pairs: list[tuple[ast.expr, str]] = []
        if isinstance(node, ast.Call):
            pairs = [(keyword.value, keyword.arg) for keyword in node.keywords if keyword.arg]
        elif isinstance(node, ast.Dict):
            pairs = [(value, str(key.value)) for key, value in zip(node.keys, node.values, strict=True) if isinstance(key, ast.Constant)]
        for value, name in pairs:
            yield value, name
            if isinstance(value, ast.Call):
                yield from ((argument, name) for argument in value.args)
                yield from ((keyword.value, name) for keyword in value.keywords)
