"""The native engine: ``shacl`` (Rust) over N-Quads text, without rdflib. It is the extra ``[fast]``."""

from __future__ import annotations

import importlib.util
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import rdflib
from rdflib.namespace import SH

from kg.shacl.reference import SEVERITIES
from kg.shacl.results import Result
from kg.shacl.terms import literal_text

if TYPE_CHECKING:
    import shacl


def is_installed() -> bool:
    return importlib.util.find_spec("shacl") is not None


@dataclass(frozen=True, slots=True)
class NativeShapes:
    """Shapes compiled for the native engine, and the messages of each shape with their languages, which the engine does not tell."""

    shapes: shacl.Shapes
    messages: dict[str, tuple[tuple[str, str], ...]]

    def results(self, nquads: str) -> list[Result]:
        """Results over all statements of N-Quads (or N-Triples) text; graph names count for nothing."""
        return [self._result(result) for result in self.shapes.validate_text(nquads, "nquads").results] if self.messages else []

    def _result(self, result: Any) -> Result:
        shape = (result.source_shape or "").strip("<>")
        value: str = result.value or ""
        if value.startswith('"'):
            value = literal_text(result.value_plain, value[value.rindex('"') + 1 :])
        return Result(
            result.focus_node,
            result.path or "",
            value,
            result.component.removesuffix("ConstraintComponent"),
            shape,
            SEVERITIES.get(result.severity, "violation"),
            self.messages[shape],
        )


def compile_native(graph: rdflib.Graph) -> NativeShapes:
    """Shapes from a graph in which every shape that reports has an IRI and messages (see ``split.py``)."""
    import shacl

    messages = {
        str(shape): tuple(sorted((getattr(words, "language", None) or "", str(words)) for words in graph.objects(shape, SH.message)))
        for shape in set(graph.subjects(SH.message, None))
    }
    return NativeShapes(shacl.Shapes.from_text(graph.serialize(format="nt"), "ntriples"), messages)
