"""The application: wiring only."""

from __future__ import annotations

from threading import Thread

from fastapi import FastAPI

from kg.api import catalog, disclosure, documents, downloads, ontology, openapi, sitemap, sources, sparql, workbench
from kg.api.engine import create_pool
from kg.api.front import Front
from kg.api.graph import ServedGraph
from kg.api.problems import add_handlers
from kg.api.served import Served
from kg.api.switch import ReleaseWatch
from kg.settings import Settings
from kg.site import charts_as_files, quality_routes, routes, share_routes
from kg.site.search import search_of
from kg.site.warming import warm
from kg.sparql.clients import ClientLedger
from kg.version import __version__


def create_app(settings: Settings, graph: ServedGraph, watch: ReleaseWatch | None = None) -> Front:
    """The service over one graph; with a watch, over whatever release is the current one."""
    ledger = ClientLedger(settings.client_query_seconds, settings.client_query_rate)

    def serve(graph: ServedGraph) -> Served:
        served = Served(settings.model_copy(update={"base_iri": graph.base}), graph, create_pool(settings, graph, ledger))
        served.app = create_routes(served)
        if graph.manifest:  # the first reader must not wait for the index
            Thread(target=search_of, args=(graph,), name="search index", daemon=True).start()
            Thread(target=warm, args=(graph,), name="figures", daemon=True).start()
        return served

    return Front(settings, serve, graph, watch)


def create_routes(served: Served) -> FastAPI:
    """The routes over one release. Docs of the framework are off: they load scripts from other hosts."""
    app = FastAPI(title="Satu Data HAM", version=__version__, openapi_url=None, docs_url=None, redoc_url=None, redirect_slashes=False)
    app.state.settings, app.state.graph, app.state.pool, app.state.served = served.settings, served.graph, served.pool, served
    add_handlers(app)
    # the catalogue's last route takes what no other does
    for module in (
        sparql,
        workbench,
        documents,
        sources,
        ontology,
        downloads,
        sitemap,
        routes,
        charts_as_files,
        share_routes,
        quality_routes,
        disclosure,
        openapi,
        catalog,
    ):
        app.include_router(module.router)
    return app
