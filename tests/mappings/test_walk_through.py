"""The walk-through of CONTRIBUTING.md: its command gives the output that is printed there, and its answers make a dataset that conforms."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from kg.cli.new import words
from kg.draft.new import Draft, Request, new_dataset
from kg.mapping.dataset import Dataset
from kg.mapping.engine import map_dataset
from kg.namespaces import CANONICAL_BASE, Namespaces
from kg.pipeline.gate import validate_file
from kg.pipeline.known import undescribed_references
from kg.resources import mappings_root, ontology_root, shapes_root

NAME = "balai_contoh/pengangguran"
TEXT = (Path(__file__).parents[2] / "CONTRIBUTING.md").read_text(encoding="utf-8")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The mappings of this repository, to which a folder can be added."""
    for folder in mappings_root().iterdir():
        if folder.is_dir():
            (tmp_path / folder.name).symlink_to(folder)
    return tmp_path


@pytest.fixture
def draft(root: Path) -> Draft:
    example = mappings_root() / "bps" / "tpt_provinsi_2023"
    page = re.search(r"^page: (.*)$", (example / "dataset.yml").read_text(encoding="utf-8"), re.MULTILINE)
    assert page
    path = example / "fixtures" / "handed_in" / "data.csv"
    return new_dataset(Request(NAME, path, root, ontology_root(), page=page[1], today=date(2026, 11, 25)))


def test_the_output_that_is_printed_is_the_output(draft: Draft) -> None:
    printed = "\n".join(f"    {line}" if line else "" for line in words(NAME, draft))
    assert printed in TEXT


def test_the_answers_make_a_dataset_that_conforms(draft: Draft, root: Path, tmp_path: Path) -> None:
    folder = draft.folder
    agency = re.search(r"        key: balai-contoh\n(?:        .*\n)+", TEXT)
    assert agency
    (folder.parent / "agency.yml").write_text(re.sub(r"(?m)^ {8}", "", agency[0]), encoding="utf-8")
    row = next(line.strip() for line in TEXT.splitlines() if line.startswith("        tingkat-pengangguran"))
    table = folder / "indicators.csv"
    table.write_text(table.read_text(encoding="utf-8").splitlines()[0] + f"\n{row}\n", encoding="utf-8")
    script = (folder / "mapping.py").read_text(encoding="utf-8")
    for start in ("MARKS = ", "vintage=", '"ham:areaRole"', '"ham:listComplete"'):
        answer = next(line for line in TEXT.splitlines() if line.strip().startswith(start) and line.startswith("        "))
        script = re.sub(rf"(?m)^( *){re.escape(start)}.*$", lambda match: match[1] + answer.split("  #")[0].strip(), script)  # noqa: B023
    (folder / "mapping.py").write_text(script, encoding="utf-8")
    config = (folder / "dataset.yml").read_text(encoding="utf-8")
    config = re.sub(r'licence: "TODO.*', "licence: null", config)
    config = re.sub(r'reuse: "TODO.*', "reuse: quote", config)
    config = re.sub(r'frequency: "TODO.*', "frequency: semiannual", config)
    (folder / "dataset.yml").write_text(re.sub(r'"TODO[^"]*"', '"Kalimat."', config), encoding="utf-8")

    mapped = map_dataset(Dataset(NAME, folder), tmp_path / "graph.nq", Namespaces(), root)
    assert (mapped.rows, mapped.observations) == (9, 10)
    assert undescribed_references(mapped.path, NAME, CANONICAL_BASE, root, ontology_root()) == []
    findings = validate_file(mapped.path, shapes_root(), CANONICAL_BASE).findings
    assert [finding.words("en") for finding in findings if finding.severity == "violation"] == []
