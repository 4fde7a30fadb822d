"""Peers in environments of their own, because they pin other versions than we do. Made once, by name and version, below ``.envs``."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[1] / ".envs"
_TIMEOUT = 900  # seconds to install

REQUIREMENTS = {
    "morph-kgc": ("morph-kgc==2.10.0", "pandas==2.3.3", "numpy==2.4.6"),
    "maplib": ("maplib==0.20.26", "polars==2.1.0", "pyarrow==23.0.1"),
    "maplib-0.18": ("maplib==0.18.18", "polars==2.1.0", "pyarrow==23.0.1"),  # maps faster than the releases after it
}


class NotInstalled(Exception):
    """A peer could not be installed; the message says why in one line."""


def python_of(peer: str) -> Path:
    """The interpreter of a peer's environment, which is made if need be. Raises NotInstalled."""
    folder = FOLDER / peer
    python, stamp, wanted = folder / "bin" / "python", folder / "requirements.txt", "\n".join(REQUIREMENTS[peer])
    if not (stamp.exists() and stamp.read_text(encoding="utf-8") == wanted):
        print(f"installing {REQUIREMENTS[peer][0]} in an environment of its own …", file=sys.stderr, flush=True)
        _run([sys.executable, "-m", "venv", "--clear", str(folder)])
        _run([str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *REQUIREMENTS[peer]])
        stamp.write_text(wanted, encoding="utf-8")
    return python


def _run(command: list[str]) -> None:
    try:
        subprocess.run(command, check=True, capture_output=True, text=True, timeout=_TIMEOUT)
    except subprocess.CalledProcessError as error:
        lines = [line for line in (error.stderr or error.stdout).splitlines() if line.strip()]
        raise NotInstalled(next((line for line in lines if line.startswith("ERROR")), lines[-1] if lines else str(error))) from None
    except (OSError, subprocess.TimeoutExpired) as error:
        raise NotInstalled(str(error).splitlines()[0]) from None
