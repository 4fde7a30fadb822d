"""Files that are written in one step: whoever reads sees the whole content, or what was there before."""

from __future__ import annotations

import os
from pathlib import Path


def write_whole(path: Path, content: bytes) -> None:
    """Write a file, with its folder if need be. A run that is killed leaves ``*.part`` behind, which nothing reads."""
    path.parent.mkdir(parents=True, exist_ok=True)
    half_done = path.with_name(f".{path.name}.{os.getpid()}.part")
    half_done.write_bytes(content)
    half_done.replace(path)
