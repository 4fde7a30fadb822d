"""The services that are compared, each as a process of its own on a loopback port, loaded with the same quads."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
import venv
from abc import ABC, abstractmethod
from pathlib import Path
from urllib.parse import quote, urlencode

from serving_peers.data import graph_files

_PINNED = {"oxigraph": ["oxigraph==0.5.13"], "rdflib-endpoint": ["rdflib-endpoint==0.6.3", "oxrdflib==0.5.0", "pyoxigraph==0.5.13"]}
_SETTLED = ("the data are in memory", "documents are answered from what was written out")
_ENVIRONMENTS = Path(__file__).parent.parent / ".envs"


class NotHere(Exception):
    """An engine cannot be had on this machine; the message says why."""


class Engine(ABC):
    """One service. `start` loads it if it needs loading, and returns when it answers."""

    name: str
    endpoint = "/sparql"

    def __init__(self, data: Path, work: Path, port: int) -> None:
        self.data, self.work, self.port = data, work / self.name, port
        self.work.mkdir(parents=True, exist_ok=True)
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @abstractmethod
    def command(self) -> list[str]:
        """What starts it; loads the data first if that was not done. Raises NotHere."""

    def environment(self) -> dict[str, str]:
        return {}

    def start(self, seconds: float = 600) -> float:
        """Seconds from the start of the process until a query is answered."""
        command = self.command()
        with (self.work / "log").open("ab") as log:
            started = time.perf_counter()
            self.process = subprocess.Popen(
                command, cwd=self.work, stdout=log, stderr=log, env={**os.environ, **self.environment()}, start_new_session=True
            )
        while time.perf_counter() - started < seconds:
            if self.process.poll() is not None:
                raise NotHere(f"{self.name} ended at its start; see {self.work / 'log'}")
            try:
                with urllib.request.urlopen(self.address + self.query("ASK { ?s ?p ?o }"), timeout=60) as answer:
                    if answer.status == 200:
                        return time.perf_counter() - started
            except (urllib.error.URLError, OSError):
                time.sleep(0.05)
        raise NotHere(f"{self.name} did not answer within {seconds:g} seconds")

    def stop(self, number: int = signal.SIGTERM) -> None:
        if self.process and self.process.poll() is None:
            os.killpg(self.process.pid, number)
            try:
                self.process.wait(20)
            except subprocess.TimeoutExpired:
                os.killpg(self.process.pid, signal.SIGKILL)
                self.process.wait()

    def query(self, text: str, accept: str = "") -> str:
        """Path of a query by GET."""
        return f"{self.endpoint}?{urlencode({'query': text}, quote_via=quote)}"

    def document(self, iri: str) -> str:
        """Path of the document about a thing."""
        return self.query(f"DESCRIBE <{iri}>")


class Ours(Engine):
    name = "ours"
    cached = True

    def start(self, seconds: float = 600) -> float:
        """What is measured afterwards is the state in which the data are in memory and documents are written out."""
        (self.work / "log").unlink(missing_ok=True)
        took = super().start(seconds)
        until = time.monotonic() + seconds
        while not all(word in (self.work / "log").read_text() for word in _SETTLED) and time.monotonic() < until:
            time.sleep(0.1)
        return took

    def command(self) -> list[str]:
        return [sys.executable, "-c", "from kg.cli import main; main()", "serve", "--data-dir", str(self.data), "--port", str(self.port)]

    def environment(self) -> dict[str, str]:
        kept = {} if self.cached else {"HAM_DOCUMENT_CACHE_BYTES": "0", "HAM_RESULT_CACHE_BYTES": "0"}
        return {"HAM_CLIENT_QUERY_SECONDS": "0", **kept}

    def document(self, iri: str) -> str:
        return "/doc/" + iri.split("/id/", 1)[1]


class OursUncached(Ours):
    name = "ours-uncached"
    cached = False


class Oxigraph(Engine):
    name = "oxigraph"
    endpoint = "/query"

    def command(self) -> list[str]:
        program, store = _environment("oxigraph") / "bin" / "oxigraph", self.work / "store"
        if not store.exists():
            files = [part for path in graph_files(self.data) for part in ("--file", str(path))]
            subprocess.run([program, "load", "--location", store, *files], check=True, capture_output=True)
            subprocess.run([program, "optimize", "--location", store], check=True, capture_output=True)
        return [str(program), "serve-read-only", "--location", str(store), "--bind", f"127.0.0.1:{self.port}", "--union-default-graph"]


class RdflibEndpoint(Engine):
    name = "rdflib-endpoint"

    def command(self) -> list[str]:
        program = _environment("rdflib-endpoint") / "bin" / "rdflib-endpoint"
        files = [str(path) for path in graph_files(self.data)]
        return [str(program), "serve", "--host", "127.0.0.1", "--port", str(self.port), "--store", "Oxigraph", *files]

    endpoint = "/"


class Virtuoso(Engine):
    """Debian's Virtuoso 7, with an ini of our own."""

    name = "virtuoso"

    def command(self) -> list[str]:
        program, isql = shutil.which("virtuoso-t"), shutil.which("isql-vt")
        if not program or not isql:
            raise NotHere("virtuoso is not installed (Debian: virtuoso-opensource-7-bin)")
        ini = self.work / "virtuoso.ini"
        command = [program, "-f", "-c", str(ini)]
        if not (self.work / "loaded").exists():
            ini.write_text(self._ini())
            self._load(command, isql)
        return command

    def _ini(self) -> str:
        return f"""[Database]
DatabaseFile = {self.work}/virtuoso.db
ErrorLogFile = {self.work}/virtuoso.log
LockFile = {self.work}/virtuoso.lck
TransactionFile = {self.work}/virtuoso.trx
xa_persistent_file = {self.work}/virtuoso.pxa
[TempDatabase]
DatabaseFile = {self.work}/virtuoso-temp.db
TransactionFile = {self.work}/virtuoso-temp.trx
[Parameters]
ServerPort = 127.0.0.1:{self.port + 1}
DirsAllowed = {self.data}, {self.work}
NumberOfBuffers = 170000
MaxDirtyBuffers = 130000
MaxClientConnections = 20
[HTTPServer]
ServerPort = 127.0.0.1:{self.port}
ServerThreads = 20
[SPARQL]
ResultSetMaxRows = 1000000
MaxQueryExecutionTime = 60
"""

    def _load(self, command: list[str], isql: str) -> None:
        with (self.work / "load.log").open("ab") as log:
            server = subprocess.Popen(command, cwd=self.work, stdout=log, stderr=log, start_new_session=True)
        try:
            lines = [f"ld_dir('{path.parent}', '{path.name}', 'http://unused.example/');" for path in graph_files(self.data)]
            script = "\n".join([*lines, "rdf_loader_run();", "checkpoint;"])
            for _ in range(120):
                done = subprocess.run(
                    [isql, f"127.0.0.1:{self.port + 1}", "dba", "dba"], input="status();\n", capture_output=True, text=True, check=False
                )
                if (done.returncode == 0 and "Connected" in done.stdout + done.stderr) or "Rows." in done.stdout:
                    break
                time.sleep(1)
            subprocess.run([isql, f"127.0.0.1:{self.port + 1}", "dba", "dba"], input=script, capture_output=True, text=True, check=True)
            (self.work / "loaded").touch()
        finally:
            server.terminate()
            server.wait(60)


def _environment(name: str) -> Path:
    """A virtual environment with the pinned packages of a peer; made at the first run."""
    folder = _ENVIRONMENTS / name
    if not (folder / ".ready").exists():
        venv.create(folder, with_pip=True, clear=True)
        done = subprocess.run([folder / "bin" / "pip", "install", "--quiet", *_PINNED[name]], capture_output=True, text=True, check=False)
        if done.returncode:
            raise NotHere(f"{name} cannot be installed: {done.stderr.strip().splitlines()[-1] if done.stderr else 'pip failed'}")
        (folder / ".ready").touch()
    return folder
