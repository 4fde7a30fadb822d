"""The command line: each command reads its options, calls one function, and prints what it gave.

Exit codes: 0 done; 1 done, but a dataset failed or a check found violations; 2 wrong use; 3 wrong input; 4 another build is running;
5 no usable release; 6 the machine refuses (port, disk, permission, no answer).
"""

from __future__ import annotations

import json
import os
import sys

from kg.errors import HamError, InputError


def main() -> None:
    """Entry point of ``ham``. Errors become one sentence (or one JSON object with ``--json``) and an exit code, never a traceback."""
    from kg.cli.app import app

    try:
        app()
    except HamError as error:
        _tell(error)
        sys.exit(error.exit_code)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except Exception as error:
        if os.environ.get("HAM_DEBUG"):
            raise
        print(f"ham: an error that should not happen: {type(error).__name__}: {error} (set HAM_DEBUG=1 for details)", file=sys.stderr)
        sys.exit(70)


def _tell(error: HamError) -> None:
    if "--json" in sys.argv:
        told: dict[str, object] = {"error": error.title, "detail": error.detail, "exit_code": error.exit_code}
        if isinstance(error, InputError):
            told.update(error.as_dict())
        print(json.dumps(told, ensure_ascii=False))
    else:
        print(f"ham: {error.detail}", file=sys.stderr)
