"""Where ontology, shapes and mappings are: beside the package in a checkout, inside it in a wheel. Nothing else computes such a path."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path


def resource_root() -> Path:
    """The folder that holds ``ontology/``, ``shapes/`` and ``mappings/``. Never written to."""
    package = Path(str(files("kg")))
    packed = package / "_data"
    return packed if packed.is_dir() else package.parent


def ontology_root() -> Path:
    return resource_root() / "ontology"


def shapes_root() -> Path:
    return resource_root() / "shapes"


def mappings_root() -> Path:
    return resource_root() / "mappings"
