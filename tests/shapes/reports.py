"""Cases of the shapes' tests: data files beside their expected reports, and a report as the columns that matter.

``python -m tests.shapes.reports --rewrite`` writes the reports anew from what the shapes say now; read the difference before keeping it.
"""

from __future__ import annotations

import sys
from pathlib import Path

import rdflib

from kg.namespaces import CANONICAL_BASE
from kg.pipeline.across import find_in, load_rules
from kg.pipeline.gate import load_shapes, validate
from kg.resources import shapes_root

FOLDER = Path(__file__).parent
HEADER = "focus\tpath\tseverity\tcomponent\tmessage"


def cases(kind: str) -> list[Path]:
    """Data files of one kind (``valid`` or ``invalid``) of every shape, in order."""
    return sorted(FOLDER.glob(f"*/{kind}.*.ttl"))


def case_id(path: Path) -> str:
    return f"{path.parent.name}-{path.stem}"


def report_path(case: Path) -> Path:
    return case.with_suffix(".report.tsv")


def report(case: Path) -> list[str]:
    """What all shapes say of a data file: a line a finding, sorted, IRIs without the base."""
    data = rdflib.Graph().parse(case)
    found = validate(data, load_shapes(shapes_root(), CANONICAL_BASE)).findings + find_in(data, load_rules(shapes_root(), CANONICAL_BASE))
    lines = ["\t".join((f.focus, f.path or "", f.severity, f.component, f.message_en)) for f in found]
    return sorted(line.replace(CANONICAL_BASE, "") for line in lines)


def rewrite() -> None:
    for case in cases("invalid"):
        report_path(case).write_text("\n".join([HEADER, *report(case)]) + "\n", encoding="utf-8")


if __name__ == "__main__" and "--rewrite" in sys.argv[1:]:
    rewrite()
