"""The identity of the shapes: a hash that needs no RDF library, so that a build with nothing to do stays quick."""

from __future__ import annotations

import hashlib
import importlib.metadata
from pathlib import Path

from kg.mapping.dataset import file_sha256


def shapes_sha256(root: Path) -> str:
    """SHA-256 over all shapes files and the validator's version: what a report depends on beside the data."""
    parts = [f"{path.relative_to(root)}\t{file_sha256(path)}\n" for path in sorted(root.rglob("*.ttl"))]
    return hashlib.sha256("".join([*parts, f"pyshacl {importlib.metadata.version('pyshacl')}\n"]).encode()).hexdigest()
