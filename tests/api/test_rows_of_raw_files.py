"""Rows of a file as an agency handed it in are shown although its header has gaps and its footnotes are short."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.api.rows import find_row, raw_rows
from kg.namespaces import Namespaces

FILE = "https://w3id.org/satudataham/source/agensi/contoh/data.csv"
CONTENT = "Judul\n;Provinsi;Lainnya;Lainnya\n0;Aceh;1;2\nCatatan\n"


class Graph:
    """As much of a served graph as the rows of one file need."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.said = {
            (FILE, "csvw:dialect"): ox.NamedNode(f"{FILE}#dialect"),
            (f"{FILE}#dialect", "csvw:delimiter"): ox.Literal(";"),
            (f"{FILE}#dialect", "csvw:encoding"): ox.Literal("utf-8"),
            (f"{FILE}#dialect", "csvw:headerRowCount"): ox.Literal("1"),
            (f"{FILE}#dialect", "csvw:skipRows"): ox.Literal("1"),
        }

    def value(self, subject: str, predicate: str) -> ox.NamedNode | ox.Literal | None:
        return self.said.get((subject, predicate))

    base, ns = Namespaces().base, Namespaces()

    def types(self, address: str) -> set[str]:
        return {self.ns.expand("ham:SourceFile")} if address == FILE else set()


@pytest.fixture
def graph(tmp_path: Path) -> Graph:
    target = tmp_path / "sources" / "agensi" / "contoh" / "data.csv"
    target.parent.mkdir(parents=True)
    target.write_text(CONTENT, encoding="utf-8")
    return Graph(tmp_path)


def test_a_row_is_shown_with_the_columns_that_have_no_name_or_the_same_name(graph: Graph) -> None:
    found = find_row(graph, f"{FILE}#row=3")  # type: ignore[arg-type]
    assert found
    assert found[1].header == ["kolom 1", "Provinsi", "Lainnya", "Lainnya (2)"]
    assert found[1].cells == ["0", "Aceh", "1", "2"]


def test_a_footnote_shorter_than_the_header_is_a_row_too(graph: Graph) -> None:
    found = find_row(graph, f"{FILE}#row=4")  # type: ignore[arg-type]
    assert found
    assert found[1].cells == ["Catatan", "", "", ""]
    assert b"".join(raw_rows(found[0], 4)).decode() == "Judul\n;Provinsi;Lainnya;Lainnya\nCatatan\n"
