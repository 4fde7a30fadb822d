"""Processor time of a service, which says more than rates do on a machine that has other work."""

from __future__ import annotations

import os
from pathlib import Path

from serving_peers.engines import Engine

_TICKS = os.sysconf("SC_CLK_TCK")


def processor_seconds(engine: Engine) -> tuple[float, float]:
    """What the service's first process has used, and what all others of it have that still run."""
    assert engine.process
    first = others = 0.0
    for folder in Path("/proc").iterdir():
        try:
            if not folder.name.isdigit() or os.getsid(int(folder.name)) != engine.process.pid:
                continue
            fields = (folder / "stat").read_text(encoding="latin-1").rpartition(")")[2].split()
        except OSError:
            continue
        seconds = (int(fields[11]) + int(fields[12])) / _TICKS
        if int(folder.name) == engine.process.pid:
            first += seconds
        else:
            others += seconds
    return first, others


def told(engine: Engine, before: tuple[float, float], after: tuple[float, float], requests: float) -> str:
    first, others = (1e6 * (late - early) / max(1.0, requests) for early, late in zip(before, after, strict=True))
    return f"{engine.name} {first:,.0f} + {others:,.0f}" if others >= 0.5 else f"{engine.name} {first:,.0f}"
