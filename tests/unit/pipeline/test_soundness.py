"""The listing of a store's files waits for a database that still merges them."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

from kg.errors import ReleaseError
from kg.mapping.dataset import file_sha256
from kg.store import soundness
from kg.store.soundness import settled_listing, store_listing


@pytest.fixture
def release(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(soundness, "_BETWEEN_LOOKS", 0)
    (tmp_path / "store").mkdir()
    for name in ("1.sst", "2.sst"):
        (tmp_path / "store" / name).write_text(name, encoding="utf-8")
    return tmp_path


def test_a_table_that_is_merged_away_meanwhile_is_not_listed(release: Path) -> None:
    def merged_away(path: Path) -> str:
        (release / "store" / "2.sst").unlink(missing_ok=True)
        return file_sha256(path)

    listing = settled_listing(release, merged_away)
    assert listing == store_listing(release)
    assert "2.sst" not in listing


def test_a_table_that_comes_meanwhile_is_listed(release: Path) -> None:
    def comes(path: Path) -> str:
        (release / "store" / "3.sst").write_text("3", encoding="utf-8")
        return file_sha256(path)

    assert "3.sst" in settled_listing(release, comes)


def test_a_store_that_never_comes_to_rest_is_an_error_in_words(release: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(soundness, "_LOOKS", 3)
    numbers = itertools.count(4)

    def always_another(path: Path) -> str:
        (release / "store" / f"{next(numbers)}.sst").touch()
        return file_sha256(path)

    with pytest.raises(ReleaseError, match="does not come to rest"):
        settled_listing(release, always_another)
