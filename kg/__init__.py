"""Satu Data HAM: the open knowledge graph of human rights in Indonesia.

`open_release` gives Python users the current release as an rdflib Dataset, `comparability` says whether two figures may be compared;
`kg.client` asks any SPARQL endpoint.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kg.version import __version__

if TYPE_CHECKING:
    from rdflib import Dataset

    from kg.comparable import Reason

__all__ = ["__version__", "comparability", "open_release"]


def open_release(release_id: str | None = None, *, data_dir: Path | str | None = None) -> Dataset:
    """A release as an rdflib Dataset on its own store (read-only), by oxrdflib; the current one unless an id is given.

    Named graphs are the datasets' graphs; the default graph is their union. Raises ReleaseError if there is no sound release.
    """
    import rdflib

    from kg.settings import get_settings
    from kg.store.rdflib_store import ReadOnlyOxigraphStore
    from kg.store.release import find_release

    release = find_release(Path(data_dir) if data_dir else get_settings().data_dir, release_id)
    return rdflib.Dataset(store=ReadOnlyOxigraphStore(release.store))


def comparability(a: str, b: str, *, release_id: str | None = None, data_dir: Path | str | None = None) -> list[Reason]:
    """Why two observations, by their IRIs, must not be compared: a list of reasons, empty if they may be.

    Each reason is a concept of the scheme ``alasan-tak-sebanding`` with its name in both languages. Raises InputError for an IRI that is no
    observation of the release, ReleaseError if there is no sound release.
    """
    from kg.comparable import reasons_in
    from kg.settings import get_settings
    from kg.store.release import find_release

    release = find_release(Path(data_dir) if data_dir else get_settings().data_dir, release_id)
    return reasons_in(release.store, a, b, release.manifest.base_iri)
