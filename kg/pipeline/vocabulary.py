"""The hand-edited files of ``ontology/`` as graphs of the release: ``ontology`` (terms), ``codelists``, ``alignments``, ``questions``."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from kg.errors import InputError
from kg.mapping.dataset import file_sha256
from kg.namespaces import Namespaces
from kg.nquads import iri
from kg.pipeline.alignments import LABELS, SET_SUFFIX, alignment_lines
from kg.pipeline.files import write_whole
from kg.pipeline.layout import DataFolder
from kg.pipeline.questions import SUFFIX, Question, kind_of, question_lines

# graph name → folders and files below ontology/ that it holds
GRAPHS: dict[str, tuple[str, ...]] = {
    "ontology": ("ham.ttl", "modules/*.ttl"),
    "codelists": ("codelists/*.ttl",),
    "alignments": ("alignments/*.ttl", f"alignments/*{SET_SUFFIX}", f"alignments/{LABELS}"),
    "questions": (f"competency/*{SUFFIX}", f"competency/*/*{SUFFIX}"),
}


@dataclass(frozen=True, slots=True)
class VocabularyGraph:
    """One graph of the vocabulary as canonical N-Quads, and the files that it came from with their SHA-256."""

    name: str
    path: Path
    quads: int
    sha256: str
    inputs: dict[str, str]


def vocabulary_inputs(root: Path) -> dict[str, dict[str, str]]:
    """SHA-256 of every file of each graph; graphs without files are left out."""
    found = {name: {str(p.relative_to(root)): file_sha256(p) for p in _files(root, patterns)} for name, patterns in GRAPHS.items()}
    return {name: inputs for name, inputs in found.items() if inputs}


def build_vocabulary(root: Path, folder: DataFolder, ns: Namespaces) -> list[VocabularyGraph]:
    """Write each vocabulary graph below ``2-quads/``, keyed by its inputs. Raises InputError for a file that cannot be taken."""
    graphs = []
    for name, inputs in vocabulary_inputs(root).items():
        key = hashlib.sha256(repr((ns.base, sorted(inputs.items()), _reader_sha256())).encode()).hexdigest()[:16]
        path = folder.quads / name / f"{key}.nq"
        if not path.exists():
            _write(sorted(_lines(root, inputs, iri(ns.graph(name)), ns)), path)
        data = path.read_bytes()
        graphs.append(VocabularyGraph(name, path, data.count(b"\n"), hashlib.sha256(data).hexdigest(), inputs))
    return graphs


def _files(root: Path, patterns: Iterable[str]) -> list[Path]:
    return sorted(path for pattern in patterns for path in root.glob(pattern))


def _reader_sha256() -> str:
    """SHA-256 of the code that reads tables: a graph made by other code is another graph."""
    return "".join(file_sha256(Path(__file__).with_name(name)) for name in ("alignments.py", "sssom.py", "questions.py"))


def _lines(root: Path, inputs: Iterable[str], graph: str, ns: Namespaces) -> set[str]:
    contents = {name: ns.rebase((root / name).read_text(encoding="utf-8")) for name in inputs}
    tables = {f"ontology/{name}": content for name, content in contents.items() if name.endswith(".tsv")}
    questions = [Question(Path(name).stem, content, kind_of(name)) for name, content in contents.items() if name.endswith(SUFFIX)]
    lines = alignment_lines(tables, graph, ns) | question_lines(questions, graph, ns)
    for name, content in contents.items():
        if name.endswith(".ttl"):
            lines |= _turtle_lines(name, content, graph)
    return lines


def _turtle_lines(name: str, content: str, graph: str) -> set[str]:
    lines = set()
    try:
        for quad in ox.parse(content, format=ox.RdfFormat.TURTLE):
            if isinstance(quad.subject, ox.BlankNode) or isinstance(quad.object, ox.BlankNode):
                raise InputError("holds a blank node; published graphs name everything", file=f"ontology/{name}", value=str(quad.predicate))
            lines.add(f"{quad.subject} {quad.predicate} {quad.object} {graph} .\n")
    except (SyntaxError, ValueError) as error:
        raise InputError(f"is not well-formed Turtle: {error}", file=f"ontology/{name}", row=getattr(error, "lineno", None)) from None
    return lines


def _write(lines: Iterable[str], path: Path) -> None:
    write_whole(path, "".join(lines).encode())
