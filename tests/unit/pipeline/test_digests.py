"""Hashes of statements by predicate: they change with the statements that are looked at, and with no others."""

from __future__ import annotations

from pathlib import Path

from kg.pipeline.digests import TYPE, digests_of, kept_digests, sha256_of
from kg.pipeline.extracts import kept_extract

LINES = [
    f"<urn:a> {TYPE} <urn:Thing> <urn:g> .\n",
    '<urn:a> <urn:size> "1" <urn:g> .\n',
    '<urn:a> <urn:name> "A" <urn:g> .\n',
    f"<urn:b> {TYPE} <urn:Other> <urn:g> .\n",
]


def looked_at(lines: list[str], *named: str) -> str:
    return sha256_of(named, {"g": digests_of(lines)})


def test_another_statement_of_a_named_predicate_or_class_changes_the_hash() -> None:
    other_size = [line.replace('"1"', '"2"') for line in LINES]
    assert looked_at(LINES, "<urn:size>") != looked_at(other_size, "<urn:size>")
    assert looked_at(LINES, "<urn:Thing>") != looked_at(LINES[1:], "<urn:Thing>")
    assert looked_at(LINES, "<urn:size>") != sha256_of(["<urn:size>"], {"h": digests_of(LINES)})


def test_statements_that_are_not_named_do_not_matter() -> None:
    other_name = [line.replace('"A"', '"B"') for line in LINES]
    assert looked_at(LINES, "<urn:size>", "<urn:Thing>") == looked_at(other_name, "<urn:size>", "<urn:Thing>")
    assert looked_at(LINES, "<urn:Thing>") == looked_at(LINES[:3], "<urn:Thing>")
    assert looked_at(LINES, "<urn:never>") == looked_at([], "<urn:never>")


def test_what_is_kept_is_what_would_be_read(tmp_path: Path) -> None:
    path = tmp_path / "g.nq"
    path.write_text("".join(LINES), encoding="utf-8")
    first = kept_digests(path, "1", tmp_path)
    path.unlink()
    assert kept_digests(path, "1", tmp_path) == first == digests_of(LINES)


def test_an_extract_holds_the_named_part_of_a_graph(tmp_path: Path) -> None:
    path = tmp_path / "g.nq"
    path.write_text("".join(LINES), encoding="utf-8")
    extract = kept_extract(path, "1", frozenset({"<urn:name>", "<urn:Other>"}), tmp_path)
    assert extract.read_text(encoding="utf-8").splitlines(keepends=True) == [LINES[2], LINES[3]]
