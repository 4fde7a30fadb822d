"""Hashes of files that are read once."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from kg.store import hashes
from kg.store.hashes import FileHashes


@pytest.fixture
def sha256() -> Iterator[FileHashes]:
    with closing(FileHashes()) as found:
        yield found


def test_a_file_and_a_link_to_it_are_read_once(sha256: FileHashes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[Path] = []
    monkeypatch.setattr(hashes, "file_sha256", lambda path: read.append(path) or path.read_bytes().hex())
    one, other = tmp_path / "a", tmp_path / "b"
    one.write_bytes(b"x")
    other.hardlink_to(one)
    sha256.expect([one])
    assert [sha256(one), sha256(other)] == ["78", "78"]
    assert read == [one]


def test_another_content_is_another_hash(sha256: FileHashes, tmp_path: Path) -> None:
    path = tmp_path / "a"
    for content in (b"first", b"the second"):
        path.write_bytes(content)
        assert sha256(path) == hashlib.sha256(content).hexdigest()


def test_a_file_that_is_gone_is_an_error(sha256: FileHashes, tmp_path: Path) -> None:
    with pytest.raises(OSError, match="a"):
        sha256(tmp_path / "a")
