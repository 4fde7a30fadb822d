"""A release as files whose addresses never change: its manifest, and each of its graphs as canonical N-Quads."""

from __future__ import annotations

from pathlib import Path

from fastapi import APIRouter, Request
from starlette.responses import FileResponse, JSONResponse, RedirectResponse, Response

from kg.api.documents import GET
from kg.api.graph import ServedGraph
from kg.api.problems import NotFound
from kg.errors import ReleaseError
from kg.pipeline.manifest import Manifest, read_manifest

router = APIRouter()
_FOREVER = {"Cache-Control": "public, max-age=31536000, immutable"}


@router.api_route("/release", methods=GET)
def current(request: Request) -> Response:
    """303 to the release that is served."""
    graph: ServedGraph = request.app.state.graph
    if graph.release_id is None:
        raise NotFound("Files are served here, no release.")
    return RedirectResponse(f"/release/{graph.release_id}", 303, {"Cache-Control": "no-cache"})


@router.api_route("/release/{release_id}", methods=GET)
def release(request: Request, release_id: str) -> Response:
    """The graphs of a release, with the address, size and SHA-256 of each."""
    manifest, _ = _release(request, release_id)
    graphs = [
        {
            "name": entry.name,
            "graph": entry.graph,
            "kind": entry.kind,
            "quads": entry.quads,
            "sha256": entry.sha256,
            "href": f"/release/{release_id}/{entry.file}",
        }
        for entry in manifest.graphs
    ]
    content = {"release": release_id, "base_iri": manifest.base_iri, "manifest": f"/release/{release_id}/manifest.json", "graphs": graphs}
    return JSONResponse(content, headers={**_FOREVER, "ETag": f'"{release_id}"'})


@router.api_route("/release/{release_id}/manifest.json", methods=GET)
def manifest_file(request: Request, release_id: str) -> Response:
    """The manifest, byte for byte: the release's id is the start of its SHA-256."""
    _, folder = _release(request, release_id)
    return FileResponse(folder / "manifest.json", media_type="application/json", headers={**_FOREVER, "Accept-Ranges": "none"})


@router.api_route("/release/{release_id}/graphs/{name:path}", methods=GET)
def graph_file(request: Request, release_id: str, name: str) -> Response:
    """One graph as canonical N-Quads, byte for byte as its SHA-256 in the manifest says."""
    manifest, folder = _release(request, release_id)
    entry = manifest.entry(name.removesuffix(".nq")) if name.endswith(".nq") else None  # the path comes from the manifest
    if entry is None:
        raise NotFound(f"Release {release_id} has no graph file {name}.")
    headers = {**_FOREVER, "Accept-Ranges": "none", "Repr-Digest": f"sha-256=:{_base64(entry.sha256)}:"}
    return FileResponse(folder / entry.file, media_type="application/n-quads", headers=headers)


def _release(request: Request, release_id: str) -> tuple[Manifest, Path]:
    """Only names that the folder lists are paths. Raises NotFound."""
    graph: ServedGraph = request.app.state.graph
    if graph.folder is not None:
        for folder in graph.folder.parent.iterdir():
            if folder.name == release_id and not release_id.startswith("."):
                try:
                    return read_manifest(folder), folder
                except ReleaseError:
                    break
    raise NotFound(f"There is no release {release_id} here; /release leads to the one that is served.")


def _base64(digest: str) -> str:
    import base64

    return base64.b64encode(bytes.fromhex(digest)).decode()
