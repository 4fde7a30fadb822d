"""Rows of a raw file that are no data: why they are set aside, and the rules by which a dataset finds them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict, Field, model_validator

REASONS: Mapping[str, tuple[str, str]] = {
    "kosong": ("baris kosong", "an empty row"),
    "catatan": ("catatan kaki, legenda, atau keterangan tabel", "a footnote, legend or remark of the table"),
    "jumlah": ("baris jumlah yang tidak dipetakan", "a row of totals that is not mapped"),
    "tanpa-angka": ("tidak memuat angka", "holds no figure"),
    "ulangan": ("mengulang baris, lembar, atau berkas lain", "repeats another row, sheet or file"),
    "wilayah-belum-ada": ("tanda untuk wilayah yang belum ada", "a mark for a region that did not exist yet"),
    "kunci-ganda": ("kunci yang sama tertulis dua kali, tidak dapat dibedakan", "the same key stands twice and cannot be told apart"),
    "himpunan-lain": ("dipetakan oleh himpunan data lain", "is mapped by another dataset"),
    "bukan-angka": ("keterangan tanpa angka yang dapat dipetakan", "words without a figure that can be mapped"),
    "tanpa-definisi": ("yang diukur tidak jelas dari sumbernya", "the source does not tell what is measured"),
    "isian-penyalin": ("dihitung atau diisi penyalin, bukan angka terbitan", "was calculated or filled in by who copied the table"),
    "bertentangan": ("bertentangan dengan baris lain tabel yang sama", "contradicts another row of the same table"),
    "wilayah-lain": ("wilayah di luar daftar negara dan wilayah", "an area that the list of States and areas does not hold"),
    "tanpa-periode": ("periodenya tidak diketahui", "its period is not known"),
    "wilayah-tidak-jelas": ("tidak jelas wilayah mana yang dimaksud", "it is not clear which area is meant"),
    "keliru": ("angkanya keliru menurut sumbernya sendiri", "its figure is wrong by its own source"),
    "kepercayaan": ("sumbernya tidak dapat dipercaya", "its source is not trustworthy"),
    "pribadi": ("menyangkut orang tertentu", "is about a particular person"),
}
"""Every reason for which a row may be set aside, in Indonesian and in English."""


class SetAsideRule(BaseModel):
    """Rows whose cell of a column matches a pattern whole (or, without a column, whose first filled cell does) are set aside."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    reason: str
    column: str | None = None
    matches: str = Field(min_length=1)

    @model_validator(mode="after")
    def _is_known(self) -> SetAsideRule:
        if self.reason not in REASONS:
            raise ValueError(f"{self.reason!r} is no reason; the reasons are {', '.join(REASONS)}")
        re.compile(self.matches)
        return self

    def applies(self, header: list[str], cells: list[str]) -> bool:
        cell = cells[header.index(self.column)] if self.column else next((c for c in cells if c.strip()), "")
        return re.fullmatch(self.matches, cell.strip(), re.DOTALL) is not None


@dataclass(frozen=True, slots=True)
class SetAside:
    """What an ``intake`` answers for a row that gives no figure: one of `REASONS`."""

    reason: str

    def __post_init__(self) -> None:
        if self.reason not in REASONS:
            raise ValueError(f"{self.reason!r} is no reason; the reasons are {', '.join(REASONS)}")
