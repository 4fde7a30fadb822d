"""Every setting is documented, with its default: docs/limits.md is written from kg/settings.py."""

from __future__ import annotations

import pytest

from kg.settings import limits_page


def test_the_page_of_limits_is_that_of_the_settings(pytestconfig: pytest.Config) -> None:
    path = pytestconfig.rootpath / "docs" / "limits.md"
    if pytestconfig.getoption("--rewrite-golden"):
        path.write_text(limits_page(), encoding="utf-8")
    assert path.read_text(encoding="utf-8") == limits_page()
