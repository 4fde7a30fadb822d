"""What a check finds, whichever engine or rule found it."""

from __future__ import annotations

from dataclasses import dataclass

_WORDS = {"violation": ("pelanggaran", "violation"), "warning": ("peringatan", "warning"), "info": ("catatan", "note")}


@dataclass(frozen=True, slots=True)
class Finding:
    """One result of a check. `value` is left out of words and reports for privacy rules."""

    focus: str
    path: str | None
    value: str | None
    severity: str
    component: str
    message_id: str
    message_en: str
    row: str | None = None
    shape: str = ""  # name of the shape, if it has one

    def words(self, language: str) -> str:
        """The finding as one line: severity, what is wrong, where."""
        kind = _WORDS[self.severity][0 if language == "id" else 1]
        message = self.message_id if language == "id" else self.message_en
        place = self.row or self.focus
        shown = f" [{self.value}]" if self.value is not None else ""
        return f"{kind}: {message}{shown} — {place}"
