"""The commands of ``ham``."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from kg.errors import UsageError
from kg.settings import Settings
from kg.version import __version__

app = typer.Typer(
    help=(__import__("kg.cli", fromlist=["__doc__"]).__doc__ or "").strip(),
    no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None,
)  # fmt: skip

DataDir = Annotated[Path | None, typer.Option("--data-dir", help="Folder of what runs leave behind (HAM_DATA_DIR; default ./var).")]
BaseIri = Annotated[str | None, typer.Option("--base-iri", help="Start of every IRI (HAM_BASE_IRI).")]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object for machines.")]
MoreFiles = Annotated[list[Path] | None, typer.Argument(help="RDF files, as with --data: ham serve --data a.nq b.ttl.", metavar="FILE")]
DataFiles = Annotated[
    list[Path] | None, typer.Option(help="Serve these RDF files instead of a release (nq, trig, ttl, nt, rdf, jsonld, .gz).")
]
Host = Annotated[str | None, typer.Option("--host", help="Address to listen on (HOST; default 127.0.0.1).")]
Port = Annotated[int | None, typer.Option("--port", help="Port to listen on (PORT; default 8000; 0: any free one).")]


def settings_with(**given: object) -> Settings:
    """Settings of the environment, with the options that were given on top. Raises UsageError for values that cannot be."""
    from pydantic import ValidationError

    try:
        return Settings(**{name: value for name, value in given.items() if value is not None})  # type: ignore[arg-type]
    except ValidationError as error:
        first = error.errors()[0]
        raise UsageError(f"The setting {'.'.join(str(part) for part in first['loc'])} cannot be used: {first['msg']}.") from None


@app.command()
def build(
    datasets: Annotated[list[str] | None, typer.Argument(help="Names such as komnas_ham/pengaduan_teradu; none: all.")] = None,
    *,
    sources: Annotated[Path | None, typer.Option(help="Folder <agency>/<dataset>/<file> of files handed in, read instead of ours.")] = None,
    base_iri: BaseIri = None,
    jobs: Annotated[int | None, typer.Option(min=1, help="Processes to use; default: one a core.")] = None,
    cluster: Annotated[str | None, typer.Option(help="Address of a Dask scheduler that hands out the work: tcp://host:8786.")] = None,
    workers: Annotated[int | None, typer.Option(min=1, help="Start a Dask scheduler here, and so many worker processes.")] = None,
    data_dir: DataDir = None,
    account: Annotated[bool, typer.Option("--account", help="Tell what became of every row of the files handed in.")] = False,
    as_json: AsJson = False,
) -> None:
    """Map all datasets, check them, and publish a release."""
    from kg.cli.build import build_request, run_build

    if cluster and workers:
        raise UsageError("--cluster uses workers that are there, --workers starts some: give one of them.")
    settings = settings_with(base_iri=base_iri, data_dir=data_dir)
    request = replace(build_request(settings, tuple(datasets or ()), sources, jobs), cluster=cluster, cluster_workers=workers or 0)
    raise typer.Exit(run_build(request, as_json=as_json, tells_account=account))


@app.command()
def check(
    subjects: Annotated[list[str], typer.Argument(help="RDF files, source tables of a dataset's folder, or names of datasets.")],
    dataset: Annotated[str | None, typer.Option("--as", help="Dataset whose mapping reads a source table that lies elsewhere.")] = None,
    profile: Annotated[str | None, typer.Option(help="Check against what others ask, such as dcat_ap, instead of our own shapes.")] = None,
    base_iri: BaseIri = None,
    as_json: AsJson = False,
) -> None:
    """Check RDF files, source tables or datasets against the shapes; findings in Indonesian and English."""
    from kg.cli.check import run_check

    raise typer.Exit(run_check(settings_with(base_iri=base_iri), subjects, dataset, profile, as_json=as_json))


@app.command()
def new(
    name: Annotated[str, typer.Argument(help="Name of the new dataset: agency/dataset.", metavar="AGENCY/DATASET")],
    path: Annotated[Path, typer.Argument(help="A table as the agency hands it in: CSV, XLSX, or JSON records.", metavar="FILE")],
    sheet: Annotated[str | None, typer.Option(help="Sheet of a workbook; default: the one with most cells.")] = None,
    page: Annotated[str | None, typer.Option(help="Address of the page where the table is published.")] = None,
) -> None:
    """Write the first draft of a dataset's folder from a raw file, and tell what it leaves to you."""
    from kg.cli.new import run_new

    run_new(settings_with(), name, path, sheet, page)


@app.command()
def serve(
    *,
    host: Host = None,
    port: Port = None,
    release: Annotated[str | None, typer.Option(help="Id of the release to serve; default: the current one.")] = None,
    data: DataFiles = None,
    files: MoreFiles = None,
    base_iri: BaseIri = None,
    data_dir: DataDir = None,
) -> None:
    """Serve a release, or any RDF files: SPARQL, entity pages, catalogue."""
    from kg.cli.serve import run_serve

    settings = settings_with(host=host, port=port, base_iri=base_iri, data_dir=data_dir)
    run_serve(settings, release, [*(data or []), *(files or [])], base_iri_given=base_iri is not None)


@app.command()
def up(host: Host = None, port: Port = None, base_iri: BaseIri = None, data_dir: DataDir = None) -> None:
    """Build a release if there is none, then serve it."""
    from kg.cli.serve import run_up

    run_up(settings_with(host=host, port=port, base_iri=base_iri, data_dir=data_dir))


@app.command()
def query(
    text: Annotated[str | None, typer.Argument(help="The SPARQL query; or use --file, or standard input.")] = None,
    file: Annotated[Path | None, typer.Option("--file", "-f", help="File with the query.")] = None,
    endpoint: Annotated[str | None, typer.Option(help="Address of the endpoint; default: the service on this machine.")] = None,
    output: Annotated[str, typer.Option("--format", help="table, csv, json, or turtle (for CONSTRUCT and DESCRIBE).")] = "table",
    timeout: Annotated[int, typer.Option(min=1, help="Seconds to wait for the answer.")] = 60,
) -> None:
    """Ask a SPARQL endpoint."""
    from kg.cli.query import run_query

    run_query(settings_with(), text, file, endpoint, output=output, timeout=timeout)


@app.command()
def union(
    target: Annotated[Path, typer.Argument(help="File to write, as N-Triples.")],
    release: Annotated[str | None, typer.Option(help="Id of the release; default: the current one.")] = None,
    data_dir: DataDir = None,
) -> None:
    """Write the union of a release's graphs, each triple once: the default graph of another engine."""
    from kg.cli.serve import run_union

    run_union(settings_with(data_dir=data_dir), release, target)


@app.command()
def releases(data_dir: DataDir = None, as_json: AsJson = False) -> None:
    """List the releases on disk, with the current one marked."""
    from kg.cli.build import list_releases

    list_releases(settings_with(data_dir=data_dir), as_json)


@app.command()
def version() -> None:
    """Print the version."""
    print(__version__)
