"""From a raw file to the folder of a new dataset, written whole or not at all."""

from __future__ import annotations

import re
import tempfile
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kg.disclosure.personal import told_path
from kg.draft import tables
from kg.draft.columns import load_countries, make_plan
from kg.draft.fixtures import odd_rows, write_raw_fixture
from kg.draft.metadata import agency_yml, dataset_yml, quoted
from kg.draft.notes import findings, notes_md
from kg.draft.plan import Plan
from kg.draft.schemes import Schemes, load_schemes
from kg.draft.script import mapping_py
from kg.draft.table import read_table
from kg.draft.words_out import PRODUCER
from kg.errors import UsageError
from kg.mapping.agency import known_agencies
from kg.mapping.open_questions import AGENCY_FILE, OpenQuestion, open_questions
from kg.mapping.places import load_resolver

_NAME = re.compile(r"[a-z0-9]+(?:_[a-z0-9]+)*/[a-z0-9]+(?:_[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Request:
    """What to draft: the dataset's name, the raw file, its sheet, the page where it is published, and the folders of this repository."""

    name: str
    path: Path
    mappings: Path
    ontology: Path
    sheet: str | None = None
    page: str | None = None
    today: date = date.min
    max_bytes: int = 2**28


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft that was written: its folder, what was found out, and what is left to a person."""

    folder: Path
    findings: list[tuple[str, str]]
    questions: list[OpenQuestion]


def new_dataset(request: Request) -> Draft:
    """Write the draft. Raises UsageError for a name that cannot be or a folder that is there, InputError for a file that is no table."""
    if not _NAME.fullmatch(request.name):
        raise UsageError(
            f"{request.name!r}: nama himpunan data ditulis lembaga/himpunan (huruf kecil, angka, garis bawah) / "
            "a dataset's name is agency/dataset (lower case, digits, underscores)."
        )
    folder = request.mappings / request.name
    if folder.exists():
        raise UsageError(f"mappings/{request.name} sudah ada dan tidak ditimpa / is there already and is not overwritten.")
    if request.page and not request.page.startswith(("http://", "https://")):
        raise UsageError(f"--page {request.page}: bukan alamat http(s) / is no http(s) address.")
    resolver = load_resolver(request.mappings / "kemendagri" / "wilayah")
    table = read_table(request.path, resolver, request.sheet, request.max_bytes)
    schemes = load_schemes(request.ontology)
    plan = make_plan(request.name, table, resolver, schemes, load_countries(request.mappings))
    _write(plan, request, schemes, folder)
    return Draft(folder, findings(plan), open_questions(folder))


def _write(plan: Plan, request: Request, schemes: Schemes, folder: Path) -> None:
    """Write the folder beside its place, and move it there when it is whole."""
    source = request.page or f"{request.name}: {told_path(request.path.name)}"
    key, agency = _producer(request)
    folder.parent.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".draft-") as temporary:
        draft = Path(temporary) / "draft"
        (draft / "fixtures" / "handed_in").mkdir(parents=True)
        contents = {
            "dataset.yml": dataset_yml(plan, key, request.page, request.today),
            "mapping.py": mapping_py(plan, source),
            "documents.csv": tables.documents_csv(plan, source, request.page, request.mappings, request.today),
            "codes.csv": tables.codes_csv(plan),
            "places.csv": tables.places_csv(plan),
            "indicators.csv": tables.indicators_csv(plan, schemes),
            "concepts.csv": tables.concepts_csv(plan),
            "NOTES.md": notes_md(plan),
        }
        if plan.keeps_own:
            columns, rows = tables.own_rows(plan, source)
            chosen = set(odd_rows(plan))
            odd = [row for (number, _), row in zip(plan.table.rows, rows, strict=True) if number in chosen]
            contents |= {"source.csv": tables.as_csv(columns, rows), "fixtures/source.csv": tables.as_csv(columns, odd)}
        for name, content in contents.items():
            if content is not None:
                (draft / name).write_text(content, encoding="utf-8")
        write_raw_fixture(plan, draft / "fixtures" / "handed_in" / plan.table.file)
        draft.rename(folder)
    if agency:
        (folder.parent / AGENCY_FILE).write_text(agency, encoding="utf-8")


def _producer(request: Request) -> tuple[str, str | None]:
    """(key of the producer as ``dataset.yml`` writes it, ``agency.yml`` if a new agency needs one)."""
    agency = request.name.split("/")[0]
    key = agency.replace("_", "-")
    described = load_agency_key(request.mappings / agency / AGENCY_FILE)
    if described:
        return described, None
    if key in known_agencies(request.mappings):
        return key, None
    siblings = request.mappings / agency
    if siblings.is_dir() and any(siblings.glob("*/dataset.yml")):
        return quoted(PRODUCER), None
    return key, agency_yml(key)


def load_agency_key(path: Path) -> str | None:
    """The key in an agency's own file, also while questions are open in it."""
    if not path.exists():
        return None
    found = re.search(r"^key:\s*([a-z0-9-]+)\s*$", path.read_text(encoding="utf-8"), re.MULTILINE)
    return found[1] if found else None
