"""The manifest: what a release is made of. Its SHA-256 is the release's id, so it holds nothing that differs between machines or runs."""

from __future__ import annotations

import hashlib
import importlib.metadata
import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from kg.errors import ReleaseError

FORMAT = 1
_SOFTWARE = ("satu-data-ham", "pyoxigraph", "pyshacl", "rdflib")


@dataclass(frozen=True, slots=True)
class GraphEntry:
    """One named graph of a release. `inputs` are the files it was made from, with SHA-256; counts are zero where they do not apply."""

    name: str
    graph: str
    kind: str  # dataset, vocabulary, derived, report, catalog
    quads: int
    sha256: str
    inputs: dict[str, str]
    rows: int = 0
    observations: int = 0
    resources: int = 0
    warnings: int = 0
    report_sha256: str = ""
    state: str = ""  # of a dataset: diterbitkan, belum-diserahkan, dikecualikan; only the first has figures

    @property
    def file(self) -> str:
        """Its canonical N-Quads, below the release folder."""
        return f"graphs/{self.name}.nq"


@dataclass(frozen=True, slots=True)
class Manifest:
    """All graphs of a release in order of name, and the versions that made them."""

    base_iri: str
    shapes_sha256: str
    engine_sha256: str
    software: dict[str, str]
    graphs: tuple[GraphEntry, ...]

    @property
    def quads(self) -> int:
        return sum(entry.quads for entry in self.graphs)

    def as_bytes(self) -> bytes:
        content = {"format": FORMAT, **asdict(self)}
        return (json.dumps(content, ensure_ascii=False, sort_keys=True, indent=1) + "\n").encode()

    @property
    def release_id(self) -> str:
        """First sixteen hex digits of the SHA-256 of the manifest's bytes."""
        return release_id_of(self.as_bytes())

    def entry(self, name: str) -> GraphEntry | None:
        return next((entry for entry in self.graphs if entry.name == name), None)


def release_id_of(manifest: bytes) -> str:
    return hashlib.sha256(manifest).hexdigest()[:16]


def software_versions() -> dict[str, str]:
    return {name: importlib.metadata.version(name) for name in _SOFTWARE}


def read_manifest(folder: Path) -> Manifest:
    """The manifest of a release folder. Raises ReleaseError if it is missing, damaged, or not the one that the folder's name says."""
    try:
        data = (folder / "manifest.json").read_bytes()
    except OSError:
        raise ReleaseError(f"Release {folder.name} has no readable manifest; build again with `ham build`.") from None
    if release_id_of(data) != folder.name:
        raise ReleaseError(f"The manifest of release {folder.name} was changed after it was published.")
    content: dict[str, Any] = json.loads(data)
    if content.pop("format") != FORMAT:
        raise ReleaseError(f"Release {folder.name} was made by another version of the software; build again.")
    return Manifest(**content | {"graphs": tuple(GraphEntry(**entry) for entry in content["graphs"])})
