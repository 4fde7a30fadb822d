"""The command line as a user meets it: sentences, exit codes, JSON."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

TTL = """@prefix qb: <http://purl.org/linked-data/cube#> .
<https://w3id.org/satudataham/id/pengamatan/x> a qb:Observation .
"""


def ham(*arguments: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", "from kg.cli import main; main()", *arguments],
        capture_output=True, text=True, cwd=cwd, env={**os.environ, **environment}, timeout=120, check=False,
    )  # fmt: skip


def test_serving_without_a_release_says_what_to_do(tmp_path: Path) -> None:
    done = ham("serve", "--port", "0", cwd=tmp_path)
    assert done.returncode == 5
    assert "run `ham build` or `ham up`" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_port_in_use_is_told_in_a_sentence(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        done = ham("serve", "--port", str(taken.getsockname()[1]), cwd=tmp_path)
    assert done.returncode == 6
    assert "is in use; choose another one with --port" in done.stderr


def test_an_unknown_dataset_gets_a_hint(tmp_path: Path) -> None:
    done = ham("build", "pengaduan_teradu", cwd=tmp_path)
    assert done.returncode == 2
    assert "did you mean komnas_ham/pengaduan_teradu?" in done.stderr


def test_files_handed_in_that_no_dataset_reads_are_told(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    assert "is empty" in ham("build", "--sources", "in", cwd=tmp_path).stderr
    (tmp_path / "in" / "data.csv").write_text("a,b\n1,2\n")
    done = ham("build", "--sources", "in", cwd=tmp_path)
    assert done.returncode == 2
    assert "holds no file that a dataset reads (it has data.csv)" in done.stderr
    assert "<agency>/<dataset>/<file>" in done.stderr
    assert "is not a folder" in ham("build", "--sources", "elsewhere", cwd=tmp_path).stderr


def test_a_base_iri_that_is_none_is_refused(tmp_path: Path) -> None:
    done = ham("build", "--base-iri", "example.org", cwd=tmp_path)
    assert done.returncode == 2
    assert "must start with http:// or https://" in done.stderr


def test_errors_are_json_for_machines(tmp_path: Path) -> None:
    done = ham("check", str(tmp_path / "nothing.ttl"), "--json", cwd=tmp_path)
    assert done.returncode == 2
    assert json.loads(done.stdout)["exit_code"] == 2


def test_check_speaks_both_languages_and_exits_with_1_on_violations(tmp_path: Path) -> None:
    (tmp_path / "wrong.ttl").write_text(TTL)
    done = ham("check", "wrong.ttl", cwd=tmp_path)
    assert done.returncode == 1, done.stderr
    assert "tidak lolos pemeriksaan" in done.stdout
    assert "does not conform" in done.stdout
    assert "pelanggaran:" in done.stdout
    assert "violation:" in done.stdout


def test_check_of_rdf_that_is_cut_short_names_file_and_line(tmp_path: Path) -> None:
    (tmp_path / "cut.ttl").write_text(TTL[:-10])
    done = ham("check", "cut.ttl", cwd=tmp_path)
    assert done.returncode == 3
    assert "cut.ttl" in done.stderr
    assert "not well-formed" in done.stderr


def test_check_of_a_wrong_table_names_row_column_and_value(tmp_path: Path) -> None:
    from kg.resources import mappings_root

    source = (mappings_root() / "komnas_ham/pengaduan_teradu/source.csv").read_text(encoding="utf-8")
    (tmp_path / "table.csv").write_text(source.replace("661", "661,5", 1).replace("661,5", '"661,5"', 1), encoding="utf-8")
    done = ham("check", "table.csv", "--as", "komnas_ham/pengaduan_teradu", cwd=tmp_path)
    assert done.returncode == 1
    assert "value '661,5'" in done.stdout
    assert "column 'jumlah'" in done.stdout
    assert "row " in done.stdout


@pytest.mark.parametrize("arguments", [["query", "SELECT"], ["query", "INSERT DATA {}"], ["query", "SELECT * {}", "--format", "pdf"]])
def test_a_query_that_cannot_be_asked_is_a_wrong_use_or_no_answer(arguments: list[str], tmp_path: Path) -> None:
    done = ham(*arguments, "--endpoint", "http://127.0.0.1:9/sparql", cwd=tmp_path)
    assert done.returncode in (2, 6)
    assert "Traceback" not in done.stderr


def test_an_endpoint_that_is_not_there_is_told(tmp_path: Path) -> None:
    done = ham("query", "ASK {}", "--endpoint", "http://127.0.0.1:9/sparql", cwd=tmp_path)
    assert done.returncode == 6
    assert "cannot be reached" in done.stderr


def test_releases_of_an_empty_folder(tmp_path: Path) -> None:
    assert "run `ham build`" in ham("releases", cwd=tmp_path).stdout
    assert json.loads(ham("releases", "--json", cwd=tmp_path).stdout) == {"releases": []}
