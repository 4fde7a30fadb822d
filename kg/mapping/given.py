"""Our own table beside files that were handed in: what they give comes from them, the other figures stay ours."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from kg.errors import InputError
from kg.mapping.tables import SourceTable

if TYPE_CHECKING:
    from kg.mapping.compiler import RowFunction


class Given:
    """The observations that files handed in have given. `emit` takes blocks of statements, `prefix` starts those about observations."""

    def __init__(self, emit: Callable[[str], None], prefix: str) -> None:
        self._emit, self._prefix = emit, prefix
        self._subjects: set[str] = set()

    def note(self, block: str) -> None:
        """Pass a block on, and remember the observation that it is about."""
        if block.startswith(self._prefix):
            self._subjects.add(_subject(block))
        self._emit(block)

    def rest_of(self, table: SourceTable, row_function: RowFunction) -> int:
        """Map the rows of our own table that repeat no figure already given, whole rows: the number of observations made."""
        made = 0
        for number, cells, sha256 in table:
            blocks: list[str] = []
            try:
                of_row, _ = row_function(cells, number, sha256, blocks.append)
            except InputError as error:
                raise error.located(file=table.display, row=number) from None
            if not any(_subject(block) in self._subjects for block in blocks):
                made += of_row
                for block in blocks:
                    self._emit(block)
        return made


def _subject(block: str) -> str:
    return block[: block.index(" ")]
