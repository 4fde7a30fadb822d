"""Map datasets of this checkout one by one and print counts: ``python -m kg.mapping [agency/dataset …]``."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from kg.errors import HamError
from kg.mapping.dataset import discover, select
from kg.mapping.engine import map_dataset
from kg.namespaces import Namespaces
from kg.resources import mappings_root


def main(names: list[str]) -> int:
    """Exit code 0, or 3 if a dataset could not be mapped. The N-Quads stay in a temporary folder that is named."""
    folder = Path(tempfile.mkdtemp(prefix="ham-mapping-"))
    failed = 0
    for name, dataset in select(discover(mappings_root()), names).items():
        try:
            mapped = map_dataset(dataset, folder / f"{name}.nq", Namespaces(), mappings_root())
            counts = f"{mapped.rows} rows, {mapped.observations} observations, {mapped.resources} resources, {mapped.quads} quads"
            print(f"{name}: {counts} → {mapped.path}")
        except HamError as error:
            failed += 1
            print(f"{name}: {error}", file=sys.stderr)
    return 3 if failed else 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except HamError as error:
        sys.exit(str(error))
