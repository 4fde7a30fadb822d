"""Questions to start from, as the SPARQL page shows them: the competency questions of the ontology folder."""

from __future__ import annotations

from functools import cache

from kg.pipeline.questions import SUFFIX, Question
from kg.resources import ontology_root


@cache
def load_examples() -> tuple[Question, ...]:
    """All questions, by name; queries are written for the canonical base."""
    paths = sorted((ontology_root() / "competency").glob(f"*{SUFFIX}"))
    return tuple(Question(path.stem, path.read_text(encoding="utf-8")) for path in paths)
