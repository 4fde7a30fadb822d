"""The wheel alone, in a fresh environment and another folder, builds and serves. Needs the package index, so it runs apart."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import urllib.request
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def run(*command: str | Path, cwd: Path, more: dict[str, str] | None = None) -> str:
    environment = (more or {}) | {key: value for key, value in os.environ.items() if not key.startswith(("HAM_", "PYTHON"))}
    done = subprocess.run(
        [str(part) for part in command], cwd=cwd, env=environment, capture_output=True, text=True, timeout=600, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", folder, ROOT, cwd=folder)
    return next(folder.glob("satu_data_ham-*.whl"))


@pytest.fixture(scope="module")
def fresh(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bin folder of a new environment that holds the wheel and what it needs."""
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, with_pip=True)
    run(folder / "bin/python", "-m", "pip", "install", "--quiet", "-c", ROOT / "constraints.txt", wheel, cwd=folder)
    return folder / "bin"


def test_the_wheel_carries_ontology_shapes_and_mappings_but_no_fixtures(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    for part in (
        "kg/_data/ontology/ham.ttl",
        "kg/_data/shapes/observation.ttl",
        "kg/_data/mappings/komnas_ham/pengaduan_teradu/source.csv",
    ):
        assert part in names
    assert any(name.startswith("kg/api/templates/") for name in names)
    assert not [name for name in names if "/fixtures/" in name or name.startswith("tests/")]


def test_the_wheel_carries_the_editor_with_the_licences_of_what_it_bundles(wheel: Path) -> None:
    archive = zipfile.ZipFile(wheel)
    vendor = {name.rpartition("/")[2]: archive.read(name) for name in archive.namelist() if name.startswith("kg/api/static/vendor/")}
    assert vendor.keys() == {"yasqe.min.js", "yasqe.min.css", "licences.txt", "stamp"}
    assert b"@zazuko/yasqe" in vendor["licences.txt"]
    assert b"codemirror" in vendor["licences.txt"]


def test_the_lock_of_the_editor_pins_hashes_and_names_no_registry() -> None:
    packages = json.loads((ROOT / "frontend/package-lock.json").read_text(encoding="utf-8"))["packages"]
    fetched = {name: about for name, about in packages.items() if name}
    assert fetched
    assert all(about["integrity"].startswith("sha512-") for about in fetched.values())
    assert not [name for name, about in fetched.items() if "resolved" in about]


def test_without_the_npm_registry_the_wheel_is_built_with_a_plain_page(tmp_path: Path) -> None:
    source = tmp_path / "source"
    left_out = shutil.ignore_patterns(".git", ".venv", "var", "vendor", "__pycache__", ".*_cache")
    shutil.copytree(ROOT, source, ignore=left_out)
    environment = {"npm_config_registry": "http://127.0.0.1:9/"}
    run(sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", tmp_path, source, cwd=tmp_path, more=environment)
    names = zipfile.ZipFile(next(tmp_path.glob("*.whl"))).namelist()
    assert "kg/api/static/workbench.js" in names
    assert not [name for name in names if "/vendor/" in name]


def test_the_wheel_builds_and_serves_from_another_folder(fresh: Path, tmp_path: Path) -> None:
    process = subprocess.Popen(
        [fresh / "ham", "up", "--port", "0"], cwd=tmp_path, stdout=subprocess.PIPE, text=True,
        env={"PATH": os.environ["PATH"], "HOME": str(tmp_path), "LC_ALL": "C.UTF-8"},
    )  # fmt: skip
    try:
        assert process.stdout
        address = next(match.group(1) for line in process.stdout if (match := re.search(r"Open (http://\S+)/ ", line)))
        with urllib.request.urlopen(f"{address}/healthz", timeout=10) as answer:
            health = json.load(answer)
        assert health["status"] == "ok"
        assert (tmp_path / "var/current/manifest.json").is_file()
        listed = run(fresh / "ham", "releases", "--json", cwd=tmp_path)
        assert json.loads(listed)["releases"][0]["current"] is True
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(timeout=20)
