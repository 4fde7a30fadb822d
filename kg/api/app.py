"""The application: wiring only."""

from __future__ import annotations

from fastapi import FastAPI

from kg.api import catalog, documents, ontology, sources, sparql
from kg.api.graph import ServedGraph
from kg.api.middleware import PublicHeaders
from kg.api.problems import add_handlers
from kg.settings import Settings
from kg.sparql.dataset import Merger
from kg.version import __version__


def create_app(settings: Settings, graph: ServedGraph) -> FastAPI:
    """The service over one graph. Docs of the framework are off: they load scripts from other hosts."""
    app = FastAPI(title="Satu Data HAM", version=__version__, openapi_url=None, docs_url=None, redoc_url=None, redirect_slashes=False)
    app.state.settings, app.state.graph = settings, graph
    app.state.merger = Merger(graph.store, settings.query_max_merge)
    add_handlers(app)
    for module in (sparql, documents, sources, ontology, catalog):  # the catalogue's last route takes what no other does
        app.include_router(module.router)
    app.add_middleware(PublicHeaders)
    return app
