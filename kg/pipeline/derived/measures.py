"""What is measured of a dataset: plain counts and shares, each by one rule that the metric's definition tells."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kg.pipeline.derived.facts import Terms
from kg.pipeline.derived.lists import AreaList, states
from kg.pipeline.derived.places import PROVINCE
from kg.pipeline.derived.world import World, lexical, notation

# days that a figure of this frequency covers: what is more than one such span old has a successor that is not here
_SPANS = {"annual": 366, "semiannual": 184, "quarterly": 92, "monthly": 31}


@dataclass(frozen=True, slots=True)
class DatasetMeasures:
    """The measures of one dataset by the notation of their metric; None where a metric does not apply."""

    name: str
    entry: str
    agency: str | None
    values: Mapping[str, int | Decimal | bool | None]


def measure(address: str, entry: Terms, lists: Sequence[AreaList], conflicting: frozenset[str], world: World) -> DatasetMeasures:
    """All measures of a dataset, from its catalogue entry, its lists by area, and the IRIs of figures that others contradict."""
    name = lexical(entry[world.x("dcterms:identifier")][0])
    figures = world.figures_of(name)
    counted = world.once(counts)[name]
    own = [known for known in lists if known.dataset == name and known.level == PROVINCE and known.expected]
    expected, present = sum(len(known.expected) for known in own), sum(known.present for known in own)
    found = world.judgement.findings.get(name, {})
    values: dict[str, int | Decimal | bool | None] = {
        "angka": len(figures),
        "pelanggaran": found.get("violation"),
        "peringatan": found.get("warning"),
        "angka-hilang": counted["missing"],
        "angka-ditekan": max(counted["suppressed"], _count(entry, "ham:suppressedCount", world)),
        "angka-dikarantina": max(counted["quarantined"], _count(entry, "ham:quarantinedCount", world)),
        "angka-dikecualikan": _count(entry, "ham:excludedCount", world),
        "sebagian-tahun": counted["part of the period"],
        "daftar-sebagian": counted["part of the list"],
        "keyakinan-rendah": counted["low confidence"],
        "beda-antarsumber": sum(figure.address in conflicting for figure in figures),
        "sel-provinsi-diharapkan": expected or None,
        "sel-provinsi-terisi": present if expected else None,
        "kelengkapan-provinsi": _share(present, expected),
        "lisensi-dinyatakan": bool(entry.get(world.x("dcterms:license"))),
        "jadwal-dinyatakan": bool(entry.get(world.x("ham:plannedRelease"))),
        **_timeliness(entry, name, world),
    }
    publisher = entry.get(world.x("dcterms:publisher"))
    return DatasetMeasures(name, address, lexical(publisher[0]) if publisher else None, values if figures else _without_figures(values))


def counts(world: World) -> dict[str, Counter[str]]:
    """For each dataset: how many figures have a state, are of a part of their period or list, or of low confidence."""
    found: dict[str, Counter[str]] = {name: Counter() for name in world.graphs}
    columns = map(world.column, ("ham:periodComplete", "ham:listComplete", "ham:confidence"))
    datasets = [figure.dataset for figure in world.figures()]
    for (name, state), count in Counter(zip(datasets, world.once(states), strict=True)).items():
        found[name][state] = count
    for (name, period, of_list, confidence), count in Counter(zip(datasets, *columns, strict=True)).items():
        counted = found[name]
        if period and period.startswith('"false"'):
            counted["part of the period"] += count
        if of_list and of_list.startswith('"false"'):
            counted["part of the list"] += count
        if confidence and notation(confidence) == "rendah":
            counted["low confidence"] += count
    return found


def _without_figures(values: dict[str, int | Decimal | bool | None]) -> dict[str, int | Decimal | bool | None]:
    """A dataset of laws, places or bodies has no figures to count; what is said of its entry and its check still holds."""
    about_entries = ("pelanggaran", "peringatan", "lisensi-dinyatakan", "angka-dikecualikan")
    return {metric: value for metric, value in values.items() if metric in about_entries}


def _timeliness(entry: Terms, name: str, world: World) -> dict[str, int | Decimal | bool | None]:
    """Days from the end of the newest period to the day on which the source was read, and whole periods of its frequency within them."""
    ends = [day for figure in world.figures_of(name) if (day := world.period_end(figure))]
    read = entry.get(world.x("ham:retrieved"))
    if not ends or not read:
        return {"umur-hari": None, "periode-tertinggal": None}
    age = (date.fromisoformat(lexical(read[0])) - date.fromisoformat(max(ends))).days
    span = _SPANS.get(_regular(entry, world) or "")
    return {"umur-hari": max(age, 0), "periode-tertinggal": max(age, 0) // span if span else None}


def _regular(entry: Terms, world: World) -> str | None:
    frequency = notation((entry.get(world.x("dcterms:accrualPeriodicity")) or [""])[0])
    return frequency if frequency in _SPANS else None


def _count(entry: Terms, curie: str, world: World) -> int:
    return int(lexical(entry.get(world.x(curie), ['"0"'])[0]))


def _share(part: int, whole: int) -> Decimal | None:
    return Decimal(part * 10000 // whole) / 10000 if whole else None
