"""Long pages in parts: ``?bagian=2`` is the second, and every part names what stands in the others."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from starlette.requests import Request

from kg.api.addresses import whole_number
from kg.api.pages import same_page
from kg.api.problems import NotFound
from kg.site.folding import in_parts
from kg.site.reading import Named


def part_of(request: Request, name: str, groups: Sequence[tuple[Named, Sequence[Any]]], most: int) -> dict[str, object]:
    """The groups of the part that is asked for as `name`, and `parts`: (address, names of the groups in it, whether it is shown)."""
    parts = in_parts(groups, most)
    asked = whole_number(request.query_params.get("bagian", "1"), 1_000) or 1
    if asked > len(parts):
        raise NotFound(f"This page has {len(parts)} parts.")
    others = [
        (same_page(request, bagian=str(n) if n > 1 else None), [(heading.name, len(items)) for heading, items in part], n == asked)
        for n, part in enumerate(parts, 1)
    ]
    return {name: parts[asked - 1], "parts": others if len(parts) > 1 else []}
