"""The application: wiring only."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI

from kg.api import catalog, documents, ontology, sources, sparql
from kg.api.engine import create_pool
from kg.api.graph import ServedGraph
from kg.api.middleware import PublicHeaders
from kg.api.problems import add_handlers
from kg.settings import Settings
from kg.version import __version__


def create_app(settings: Settings, graph: ServedGraph) -> FastAPI:
    """The service over one graph. Docs of the framework are off: they load scripts from other hosts."""
    pool = create_pool(settings, graph)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        pool.start()
        try:
            yield
        finally:
            await pool.stop()

    app = FastAPI(
        title="Satu Data HAM",
        version=__version__,
        lifespan=lifespan,
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
    )
    app.state.settings, app.state.graph, app.state.pool = settings, graph, pool
    add_handlers(app)
    for module in (sparql, documents, sources, ontology, catalog):  # the catalogue's last route takes what no other does
        app.include_router(module.router)
    app.add_middleware(PublicHeaders)
    return app
