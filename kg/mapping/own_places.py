"""``places.csv`` of a dataset's folder: cells that the place resolver does not resolve, each with the region that is meant."""

from __future__ import annotations

from pathlib import Path

from kg.errors import InputError
from kg.mapping.lookups import read_lookup
from kg.mapping.places import PlaceResolver

PLACES = "places.csv"
COLUMNS = ("sel", "wilayah", "alasan")


def own_places(folder: Path, resolver: PlaceResolver, display: str) -> dict[str, str]:
    """Cell → key of a region (``32.04``, ``91-sebelum-2022``). Raises InputError for a row without reason or a key that is none."""
    found: dict[str, str] = {}
    path = folder / PLACES
    for number, row in read_lookup(path, COLUMNS, f"{display}/{PLACES}") if path.exists() else ():
        if row["sel"] in found:
            raise InputError("this cell stands twice", file=f"{display}/{PLACES}", row=number, value=row["sel"])
        if row["wilayah"] not in resolver.places:
            problem = "is no key of a region; keys stand in mappings/kemendagri/wilayah/source.csv"
            raise InputError(problem, file=f"{display}/{PLACES}", row=number, column="wilayah", value=row["wilayah"])
        if not row["alasan"]:
            raise InputError("say why this region is meant", file=f"{display}/{PLACES}", row=number, column="alasan")
        found[row["sel"]] = row["wilayah"]
    return found
