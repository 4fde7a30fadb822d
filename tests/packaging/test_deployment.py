"""The unit and the container file: what they promise of the service holds, as far as this machine can tell."""

from __future__ import annotations

import configparser
import os
import re
import shutil
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

_DEPLOY = Path(__file__).parents[2] / "deploy"
_READ_ONLY = Path(__file__).parent / "read_only.sh"
_UNPRIVILEGED = ["unshare", "--user", "--map-root-user", "--mount", "true"]


class _Unit(configparser.ConfigParser):
    """A unit file; its names keep their case, and of those that stand twice the last one counts."""

    def __init__(self) -> None:
        super().__init__(strict=False, interpolation=None, delimiters=("=",), comment_prefixes=("#",))
        self.read(_DEPLOY / "ham.service")

    def optionxform(self, optionstr: str) -> str:
        return optionstr


def _environment(data: Path) -> dict[str, str]:
    """What the unit sets, with the folder of this test for its state folder, and any free port."""
    given = dict(pair.split("=", 1) for pair in _Unit()["Service"]["Environment"].split())
    assert given["HAM_DATA_DIR"] == "%S/ham"
    return {**given, "HAM_DATA_DIR": str(data), "PORT": "0", "HAM_METRICS_PORT": "0", "PYTHONDONTWRITEBYTECODE": "1"}


@pytest.fixture
def address(release_folder: Path, tmp_path: Path) -> Iterator[str]:
    """The unit's command, run by nobody over a file system of which the data folder alone can be written."""
    if not shutil.which("unshare") or subprocess.run(_UNPRIVILEGED, capture_output=True, check=False).returncode:
        pytest.skip("this system gives ordinary users no namespaces")
    arguments = _Unit()["Service"]["ExecStart"].split()[1:]
    command = [str(_READ_ONLY), str(release_folder), sys.executable, "-c", "from kg.cli import main; main()", *arguments]
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("HAM_", "READ_"))}
    with (tmp_path / "log").open("w") as log:
        process = subprocess.Popen(
            command, env={**environment, **_environment(release_folder)}, stdout=subprocess.PIPE, stderr=log, text=True
        )
    assert process.stdout
    line = process.stdout.readline()
    found = re.search(r"Open (http://\S+)/ ", line)
    assert found, line + (tmp_path / "log").read_text()
    yield found[1]
    process.send_signal(signal.SIGTERM)
    assert process.wait(20) in (0, -signal.SIGTERM)
    log_text = (tmp_path / "log").read_text()
    assert not re.search('Read-only|Permission denied|Traceback|"level": "error"', log_text), log_text


def _files(folder: Path) -> dict[Path, tuple[int, int]]:
    return {path: (path.lstat().st_size, path.lstat().st_mtime_ns) for path in folder.rglob("*") if path.is_file()}


def _get(address: str, accept: str) -> tuple[int, str]:
    with urllib.request.urlopen(urllib.request.Request(address, headers={"Accept": accept}), timeout=30) as answer:
        return answer.status, answer.read().decode()


def test_the_unit_serves_as_nobody_and_leaves_the_release_as_it_is(address: str, release_folder: Path) -> None:
    before = _files(release_folder / "4-releases")
    status, page = _get(f"{address}/", "text/html")
    assert (status, "<html" in page) == (200, True)
    deadline = time.monotonic() + 60
    counted = ""
    while "bindings" not in counted and time.monotonic() < deadline:
        query = quote("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
        status, counted = _get(f"{address}/sparql?query={query}", "application/sparql-results+json")
    assert status == 200
    assert int(re.search(r'"value":"(\d+)"', counted)[1]) > 1000  # type: ignore[index]
    assert _get(f"{address}/doc/badan-traktat/CCPR", "text/turtle")[0] == 200
    assert _files(release_folder / "4-releases") == before != {}


def test_the_view_that_the_service_runs_in_can_be_written_in_one_folder_only(tmp_path: Path) -> None:
    if not shutil.which("unshare") or subprocess.run(_UNPRIVILEGED, capture_output=True, check=False).returncode:
        pytest.skip("this system gives ordinary users no namespaces")
    data = tmp_path / "data"
    data.mkdir()
    script = f"id -u; touch {data}/here && rm {data}/here && echo written; touch {tmp_path}/there; mount -o remount,bind,rw /"
    done = subprocess.run([str(_READ_ONLY), str(data), "sh", "-c", script], capture_output=True, text=True, check=False)
    assert done.stdout.split() == ["65534", "written"]
    assert "Read-only file system" in done.stderr
    assert done.returncode != 0
    assert not (tmp_path / "there").exists()


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd is not here")
def test_systemd_takes_the_unit_and_finds_it_well_confined(tmp_path: Path) -> None:
    unit = tmp_path / "ham.service"
    text = (_DEPLOY / "ham.service").read_text()
    unit.write_text(re.sub(r"^ExecStart=\S+", "ExecStart=/bin/true", text, flags=re.MULTILINE))
    verified = subprocess.run(["systemd-analyze", "verify", str(unit)], capture_output=True, text=True, check=False)
    assert (verified.returncode, verified.stderr) == (0, "")
    judged = subprocess.run(
        ["systemd-analyze", "security", "--offline=yes", "--threshold=25", str(unit)], capture_output=True, text=True, check=False
    )
    assert judged.returncode == 0, judged.stdout[-200:]


def test_the_container_runs_as_a_user_of_its_own_and_is_healthy_when_it_is_ready() -> None:
    lines = [line.split(maxsplit=1) for line in (_DEPLOY / "Containerfile").read_text().splitlines() if line and not line.startswith("#")]
    steps = [(word, rest) for word, rest in lines if word.isupper()]
    last = [rest for word, rest in steps[[word for word, _ in steps].index("FROM", 1) :] if word == "USER"]
    assert last
    assert int(last[-1]) > 0
    settings = dict(pair.split("=", 1) for word, rest in steps if word == "ENV" for pair in rest.split())
    health = next(rest for word, rest in steps if word == "HEALTHCHECK")
    assert f":{settings['HAM_METRICS_PORT']}/ready" in health
    assert [rest for word, rest in steps if word == "VOLUME"] == [settings["HAM_DATA_DIR"]]
    assert [rest for word, rest in steps if word == "EXPOSE"] == [settings["PORT"]]
