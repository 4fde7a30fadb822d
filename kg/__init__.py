"""Satu Data HAM: the open knowledge graph of human rights in Indonesia.

`open_release` gives Python users the current release as an rdflib Dataset; `kg.client` asks any SPARQL endpoint.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kg.version import __version__

if TYPE_CHECKING:
    from rdflib import Dataset

__all__ = ["__version__", "open_release"]


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
