"""What would mend most: plain sentences for the people who keep a dataset, in order of the figures that each concerns."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from kg.pipeline.derived.measures import DatasetMeasures
from kg.pipeline.derived.words import number
from kg.pipeline.derived.world import LANGUAGES

Texts = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Improvement:
    """One proposal: its metric, how many figures it concerns, and its sentence in each language."""

    metric: str
    concerns: int
    words: Mapping[str, str]


def _missing(measures: DatasetMeasures) -> int:
    return int(measures.values.get("sel-provinsi-diharapkan") or 0) - int(measures.values.get("sel-provinsi-terisi") or 0)


def _all_if(metric: str) -> Callable[[DatasetMeasures], int]:
    """Every figure, if the metric is measured and false."""
    return lambda measures: max(int(measures.values.get("angka") or 0), 1) if measures.values.get(metric) is False else 0


def _behind(measures: DatasetMeasures) -> int:
    return int(measures.values.get("angka") or 0) if measures.values.get("periode-tertinggal") else 0


# metric, how many figures it concerns, what to do; in the order in which equal effects are told
_RULES: tuple[tuple[str, Callable[[DatasetMeasures], int] | None, Texts], ...] = (
    (
        "pelanggaran",
        None,
        (
            "Perbaiki {n} pelanggaran aturan data; tanpa itu data tidak masuk rilis.",
            "Mend {n} violations of the rules for data; without that data do not enter a release.",
        ),
    ),
    (
        "lisensi-dinyatakan",
        _all_if("lisensi-dinyatakan"),
        (
            "Nyatakan lisensi: tanpa lisensi tidak seorang pun tahu apakah {n} angka ini boleh dipakai ulang.",
            "State a licence: without one nobody knows whether these {n} figures may be reused.",
        ),
    ),
    (
        "jadwal-dinyatakan",
        _all_if("jadwal-dinyatakan"),
        (
            "Umumkan jadwal rilis: tanpa itu tidak dapat dikatakan apakah {n} angka ini tepat waktu.",
            "Publish a release schedule: without one nobody can say whether these {n} figures are on time.",
        ),
    ),
    (
        "periode-tertinggal",
        _behind,
        (
            "Terbitkan periode yang lebih baru: {n} angka ini sudah lebih tua daripada satu periode terbitnya.",
            "Publish a newer period: these {n} figures are older than one period of publication.",
        ),
    ),
    (
        "kelengkapan-provinsi",
        _missing,
        (
            "Terbitkan daftar provinsi yang lengkap: {n} sel provinsi per tahun tidak ada pada sumber yang kami baca.",
            "Publish complete lists of provinces: {n} cells of province and year are not in the sources that we read.",
        ),
    ),
    (
        "daftar-sebagian",
        None,
        (
            "Terbitkan semua kelas, bukan hanya yang teratas: {n} angka berasal dari daftar sebagian.",
            "Publish all classes, not the top ones only: {n} figures come from partial lists.",
        ),
    ),
    (
        "beda-antarsumber",
        None,
        (
            "Jelaskan {n} angka yang berbeda antarsumber: mana yang berlaku, dan mengapa.",
            "Explain {n} figures on which sources differ: which one holds, and why.",
        ),
    ),
    (
        "keyakinan-rendah",
        None,
        (
            "Terbitkan sendiri {n} angka yang kini hanya kami dapat dari salinan pihak lain.",
            "Publish {n} figures yourselves that we have from copies of others only.",
        ),
    ),
    (
        "angka-dikecualikan",
        None,
        (
            "Selesaikan lisensi atau asal {n} angka yang kini dikecualikan dari rilis publik.",
            "Settle the licence or origin of {n} figures that are now excluded from the public release.",
        ),
    ),
    (
        "angka-dikarantina",
        None,
        (
            "Periksa {n} angka yang tidak mungkin benar dan kami tahan.",
            "Check {n} figures that cannot be right and are held back.",
        ),
    ),
    (
        "sebagian-tahun",
        None,
        (
            "Lengkapi {n} angka yang hanya mencakup sebagian tahun.",
            "Complete {n} figures that cover only part of a year.",
        ),
    ),
    (
        "angka-hilang",
        None,
        (
            "Isi {n} sel yang dicetak tanpa angka, atau sebutkan mengapa kosong.",
            "Fill {n} cells that are printed without a figure, or say why they are empty.",
        ),
    ),
    (
        "peringatan",
        None,
        (
            "Tindak lanjuti {n} peringatan pemeriksaan.",
            "Follow up {n} warnings of the check.",
        ),
    ),
)
_NO_FIGURES = (
    "Nyatakan lisensi: tanpa lisensi tidak seorang pun tahu apakah data ini boleh dipakai ulang.",
    "State a licence: without one nobody knows whether these data may be reused.",
)


def improvements(measures: DatasetMeasures) -> list[Improvement]:
    """Proposals for a dataset, the one that concerns most figures first."""
    found = []
    for metric, counted, texts in _RULES:
        concerns = counted(measures) if counted else int(measures.values.get(metric) or 0)
        if concerns > 0:
            has_figures = measures.values.get("angka") or metric != "lisensi-dinyatakan"
            in_languages = zip(LANGUAGES, texts if has_figures else _NO_FIGURES, strict=True)
            words = {language: text.format(n=number(Decimal(concerns), language)) for language, text in in_languages}
            found.append(Improvement(metric, concerns, words))
    return sorted(found, key=lambda improvement: -improvement.concerns)
