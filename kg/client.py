"""Any SPARQL endpoint as data frames and graphs, for researchers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.error import URLError

from SPARQLWrapper import CSV, JSON, N3, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import QueryBadFormed, SPARQLWrapperException

from kg.errors import HamError, UsageError
from kg.version import __version__

if TYPE_CHECKING:
    import pandas
    import rdflib

_NUMBERS = {"integer": int, "int": int, "long": int, "decimal": float, "double": float, "float": float, "nonNegativeInteger": int}


class EndpointError(HamError):
    """The endpoint could not be reached or refused the query; the message is the endpoint's own where it gave one."""

    status = 502
    title = "The endpoint did not answer the query"
    exit_code = 6


class QueryRejected(EndpointError):
    """The endpoint answered that the query is wrong (400)."""

    status = 400
    title = "The endpoint refused the query"
    exit_code = 2


class Endpoint:
    """A SPARQL 1.1 endpoint by its address, e.g. ``Endpoint("http://127.0.0.1:8000/sparql")``."""

    def __init__(self, address: str = "http://127.0.0.1:8000/sparql", *, timeout: int = 60) -> None:
        if not address.startswith(("http://", "https://")):
            raise UsageError(f"{address!r} is not the address of an endpoint: it must start with http:// or https://")
        self.address, self.timeout = address, timeout

    def select(self, query: str) -> pandas.DataFrame:
        """Solutions of a SELECT as a data frame: numbers as numbers, booleans as booleans, IRIs and texts as strings, unbound as None."""
        import pandas

        answer = self._ask(query, JSON).convert()
        if "results" not in answer:
            raise UsageError("This is no SELECT query; use ask() or construct().")
        columns = answer["head"]["vars"]
        rows = [[_value(row.get(name)) for name in columns] for row in answer["results"]["bindings"]]
        return pandas.DataFrame(rows, columns=columns, dtype=object).infer_objects()

    def ask(self, query: str) -> bool:
        """The answer of an ASK query."""
        answer = self._ask(query, JSON).convert()
        if "boolean" not in answer:
            raise UsageError("This is no ASK query; use select() or construct().")
        return bool(answer["boolean"])

    def construct(self, query: str) -> rdflib.Graph:
        """The graph of a CONSTRUCT or DESCRIBE query."""
        import rdflib

        data = self._ask(query, N3).convert()
        return rdflib.Graph().parse(data=data, format="turtle")

    def csv(self, query: str) -> str:
        """Solutions of a SELECT as the endpoint's own CSV."""
        return bytes(self._ask(query, CSV).convert()).decode("utf-8")

    def _ask(self, query: str, result_format: str) -> Any:
        wrapper = SPARQLWrapper(self.address, returnFormat=result_format, agent=f"satu-data-ham/{__version__}")
        wrapper.setTimeout(self.timeout)
        wrapper.setMethod("POST" if len(query) > 1500 else "GET")
        wrapper.setOnlyConneg(True)
        wrapper.setQuery(query)
        try:
            return wrapper.query()
        except QueryBadFormed as error:
            raise QueryRejected(_told(error)) from None
        except SPARQLWrapperException as error:
            raise EndpointError(_told(error)) from None
        except (URLError, OSError) as error:
            reason = getattr(error, "reason", error)
            raise EndpointError(f"{self.address} cannot be reached ({reason}). Is the service running? `ham up` starts it.") from None


def _value(binding: dict[str, str] | None) -> Any:
    if binding is None:
        return None
    datatype = binding.get("datatype", "").rpartition("#")[2]
    if datatype in _NUMBERS:
        return _NUMBERS[datatype](binding["value"])
    return binding["value"] == "true" if datatype == "boolean" else binding["value"]


def _told(error: Exception) -> str:
    """The endpoint's own words: the detail of a problem document, else the start of what it sent."""
    import json

    text = str(error)
    start = text.find("{")
    try:
        return str(json.JSONDecoder().raw_decode(text[start:].encode().decode("unicode_escape"))[0]["detail"])
    except (ValueError, KeyError, IndexError):
        return text[:500]
