"""`ham serve` and `ham up`: put a release, or any RDF files, on a port."""

from __future__ import annotations

import errno
import socket
from pathlib import Path
from typing import TYPE_CHECKING

from kg.api.server import run_server
from kg.errors import MachineError, ReleaseError, UsageError
from kg.settings import Settings

if TYPE_CHECKING:
    from kg.api.front import Front


def run_up(settings: Settings) -> None:
    """Build a release only if there is none for this base IRI, then serve."""
    from kg.pipeline.layout import DataFolder
    from kg.pipeline.manifest import read_manifest

    folder = DataFolder(settings.data_dir)
    try:
        ready = read_manifest(folder.release(folder.current_id() or "-")).base_iri == settings.base_iri
    except ReleaseError:
        ready = False
    if not ready:
        from kg.cli.build import build_request, run_build

        _listen(settings.host, settings.port).close()  # a port in use is told before the build, not after it
        print("Building the first release …", flush=True)
        run_build(build_request(settings), as_json=False, tells_account=False)
    run_serve(settings, None, [], base_iri_given=False)


def run_union(settings: Settings, release_id: str | None, target: Path) -> None:
    """Write the default graph of a release's store. Raises MachineError if the file cannot be written."""
    import pyoxigraph as ox

    from kg.store.release import find_release

    try:
        find_release(settings.data_dir, release_id).store.dump(str(target), format=ox.RdfFormat.N_TRIPLES, from_graph=ox.DefaultGraph())
    except OSError as error:
        raise MachineError(f"{target} cannot be written: {error.strerror or error}.") from None


def run_serve(settings: Settings, release_id: str | None, data: list[Path], *, base_iri_given: bool) -> None:
    """Serve until told to stop. Raises MachineError if the port cannot be had."""
    if data and release_id:
        raise UsageError("Give either --release or --data, not both.")
    listener = _listen(settings.host, settings.port)
    private = _listen(settings.metrics_host, settings.metrics_port) if settings.metrics_port else None
    try:
        app = _app_of_files(settings, data) if data else _app_of_release(settings, release_id, base_iri_given)
        port = listener.getsockname()[1]
        shown = f"[{settings.host}]" if ":" in settings.host else settings.host
        print(f"Open http://{shown}:{port}/ (SPARQL: http://{shown}:{port}/sparql). Stop with Ctrl-C.", flush=True)
        run_server(app, settings, listener, private)
    finally:
        listener.close()
        if private:
            private.close()


def _app_of_release(settings: Settings, release_id: str | None, base_iri_given: bool) -> Front:
    from kg.api.app import create_app
    from kg.api.graph import ServedGraph
    from kg.api.switch import ReleaseWatch
    from kg.store.release import find_release

    release = find_release(settings.data_dir, release_id)
    if base_iri_given and release.manifest.base_iri != settings.base_iri:
        raise UsageError(
            f"Release {release.id} was built with the base IRI {release.manifest.base_iri}; "
            f"build one with --base-iri {settings.base_iri} first."
        )
    settings = settings.model_copy(update={"base_iri": release.manifest.base_iri})
    watch = ReleaseWatch(settings.data_dir) if release_id is None else None
    return create_app(settings, ServedGraph.of_release(release), watch)


def _app_of_files(settings: Settings, data: list[Path]) -> Front:
    from kg.api.app import create_app
    from kg.api.graph import ServedGraph
    from kg.store.data_files import load_files

    return create_app(settings, ServedGraph.of_files(load_files(data, settings.base_iri), data, settings.base_iri))


def _listen(host: str, port: int) -> socket.socket:
    """A bound socket; bound before anything is loaded, so that a port in use is told at once."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen(512)
    except OSError as error:
        listener.close()
        if error.errno == errno.EADDRINUSE:
            raise MachineError(f"Port {port} is in use; choose another one with --port or PORT=….") from None
        raise MachineError(f"The service cannot listen on {host}:{port}: {error.strerror}.") from None
    return listener
