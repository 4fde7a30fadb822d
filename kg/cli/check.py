"""`ham check`: any RDF file, source table or dataset against the shapes, with findings in words."""

from __future__ import annotations

import json
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path

import rdflib

from kg.errors import ChecksFailed, InputError, UsageError
from kg.mapping.dataset import Dataset, discover, select
from kg.mapping.engine import map_dataset
from kg.mapping.tally import Held
from kg.namespaces import Namespaces
from kg.pipeline.across import Rule, find_in, load_rules
from kg.pipeline.checked import report_content, uses_native, words
from kg.pipeline.gate import Finding, GateResult, graph_from_nquads, load_profile, load_shapes, validate, validate_file
from kg.pipeline.known import undescribed_references
from kg.pipeline.protected import protect_alone
from kg.resources import mappings_root, ontology_root, shapes_root
from kg.settings import Settings
from kg.shacl.reference import graph_from_text
from kg.store.data_files import load_file, rdf_format

_TABLES = {".csv", ".xlsx"}


def run_check(settings: Settings, subjects: list[str], dataset: str | None, profile: str | None, *, as_json: bool) -> int:
    """Check each subject against our shapes, or a profile's, and print the findings; the exit code is 1 if any has a violation."""
    rules = _Rules.of_profile(profile, settings) if profile else _Rules.own(settings)
    results = {subject: check_subject(subject, dataset, rules, settings) for subject in subjects}
    if as_json:
        print(json.dumps({"checks": [report_content(subject, result) for subject, result in results.items()]}, ensure_ascii=False))
    else:
        print("\n".join(words(subject, result) for subject, result in results.items()), end="")
    return 0 if all(result.conforms for result in results.values()) else ChecksFailed.exit_code


@dataclass(frozen=True, slots=True)
class _Rules:
    """What data are checked against: shapes, and rules that look across things. `native`: by both engines, as a build does."""

    shapes: rdflib.Graph
    across: tuple[Rule, ...] = ()
    native: bool = False

    @classmethod
    def own(cls, settings: Settings) -> _Rules:
        root, base = shapes_root(), settings.base_iri
        return cls(load_shapes(root, base), load_rules(root, base), uses_native(settings.shacl_engine))

    @classmethod
    def of_profile(cls, name: str, settings: Settings) -> _Rules:
        return cls(load_profile(shapes_root(), name, settings.base_iri))

    def judge(self, data: rdflib.Graph) -> GateResult:
        return GateResult((*validate(data, self.shapes).findings, *find_in(data, self.across)))

    def judge_dataset(self, path: Path, name: str, settings: Settings) -> GateResult:
        """The same for the graph of a dataset of ours, in canonical N-Quads."""
        if not self.native:
            return self.judge(graph_from_nquads(path))
        found = validate_file(path, shapes_root(), settings.base_iri, native=True, name=name).findings
        return GateResult((*found, *find_in(graph_from_nquads(path), self.across)))


def check_subject(subject: str, dataset: str | None, rules: _Rules, settings: Settings) -> GateResult:
    """Findings for one file or dataset. Raises InputError or UsageError for what cannot be checked."""
    path, known = Path(subject), discover(mappings_root())
    if subject in known:
        return _check_dataset(known[subject], rules, settings)
    if not path.is_file():
        raise UsageError(f"{subject!r} is neither a file nor a dataset; datasets have names such as {next(iter(known), 'agency/dataset')}.")
    if path.suffix.lower() in _TABLES:
        return _check_table(path, dataset, known, rules, settings)
    if rdf_format(path) is None:
        raise InputError("is neither RDF (nq, trig, ttl, nt, rdf, jsonld, each also .gz) nor a table (csv, xlsx)", file=subject)
    return rules.judge(_rdf(path))


def _rdf(path: Path) -> rdflib.Graph:
    """The union of a file's graphs, parsed by pyoxigraph (which fetches nothing)."""
    import pyoxigraph as ox

    store = ox.Store()
    load_file(store, path)
    triples = {ox.Triple(quad.subject, quad.predicate, quad.object) for quad in store}
    return graph_from_text("".join(f"{triple} .\n" for triple in triples))


def _check_dataset(dataset: Dataset, rules: _Rules, settings: Settings) -> GateResult:
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "graph.nq"
        dataset = protect_alone(dataset, mappings_root(), Path(folder) / "protected", settings.max_source_bytes)
        mapped = map_dataset(dataset, target, Namespaces(settings.base_iri), mappings_root(), max_bytes=settings.max_source_bytes)
        withheld = target.with_suffix(".withheld.nq")
        result = rules.judge_dataset(withheld if withheld.exists() else target, dataset.name, settings)
        result = GateResult((*result.findings, *undescribed(withheld if withheld.exists() else target, dataset.name, settings)))
    told = [_held_back(Held(**held)) for table in mapped.account for held in table["held"]] if dataset.sources else []
    return GateResult((*told, *result.findings))


def undescribed(path: Path, name: str, settings: Settings) -> list[Finding]:
    """Concepts, organisations and terms that a dataset's graph names and nothing describes: a build would leave the dataset out."""
    return [
        Finding(
            who, None, thing, "violation", "Reference",
            f"{thing} disebut, tetapi tidak dijelaskan di mana pun: perbaiki notasinya, atau jelaskan di folder himpunan data",
            f"{thing} is named and nothing describes it: correct the notation, or describe it in the dataset's folder",
        )
        for thing, who in undescribed_references(path, name, settings.base_iri, mappings_root(), ontology_root())
    ]  # fmt: skip


def _held_back(held: Held) -> Finding:
    """A figure that a build would quarantine, as a finding: who checks a table wants to mend it."""
    place = f"{held.file}, row {held.row}, column {held.column!r}"
    message = f"Angka ditahan ({held.reason}): {held.problem}", f"The figure is held back ({held.reason}): it {held.problem}"
    shown = None if held.value is None else f"value {held.value!r}"
    return Finding(place, None, shown, "violation", "Quarantine", *message)


def _check_table(path: Path, name: str | None, known: dict[str, Dataset], rules: _Rules, settings: Settings) -> GateResult:
    """Map a table as its dataset's source: by ``--as``, or by the folder that it lies in (``…/agency/dataset/file``)."""
    name = name or "/".join(path.absolute().parts[-3:-1])
    if name not in known:
        raise UsageError(
            f"{path} lies in no dataset's folder; name the dataset whose mapping reads it: ham check {path} --as agency/dataset"
        )
    dataset = select(known, [name])[name]
    with tempfile.TemporaryDirectory() as folder:
        handed_in = _HandedIn(Path(folder), path, dataset)
        return _check_dataset(replace(dataset, sources=handed_in.place()), rules, settings)


@dataclass(frozen=True, slots=True)
class _HandedIn:
    """A folder with one file in the place where ``--sources`` looks for it."""

    root: Path
    path: Path
    dataset: Dataset

    def place(self) -> Path:
        names = [source.file for source in (*self.dataset.config.source, *self.dataset.config.handed_in)]
        file = self.path.name if self.path.name in names else names[0]
        target = self.root / self.dataset.name / file
        target.parent.mkdir(parents=True)
        target.symlink_to(self.path.absolute())
        return self.root
