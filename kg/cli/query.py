"""`ham query`: ask a SPARQL endpoint from the command line."""

from __future__ import annotations

import re
import sys
from pathlib import Path

from kg.client import Endpoint
from kg.errors import UsageError
from kg.settings import Settings

_FORM = re.compile(r"\b(select|ask|construct|describe)\b", re.IGNORECASE)
_NOT_FORM = re.compile(r"#[^\n]*|<[^<>\"{}|^`\\\s]*>|\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'")


def run_query(settings: Settings, text: str | None, file: Path | None, endpoint: str | None, *, output: str, timeout: int) -> None:
    """Ask and print in the form that was asked for."""
    if output not in ("table", "csv", "json", "turtle"):
        raise UsageError(f"--format {output} is not one of table, csv, json, turtle.")
    query = _query_text(text, file)
    client = Endpoint(endpoint or f"http://{settings.host}:{settings.port}/sparql", timeout=timeout)
    match _form(query):
        case "select":
            _print_table(client, query, output)
        case "ask":
            print("true" if client.ask(query) else "false")
        case _:
            print(client.construct(query).serialize(format="turtle"))


def _query_text(text: str | None, file: Path | None) -> str:
    if text is not None and file is not None:
        raise UsageError("Give the query either as text or with --file, not both.")
    if file is not None:
        try:
            return file.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise UsageError(f"{file} cannot be read ({type(error).__name__}).") from None
    if text is not None:
        return text
    if sys.stdin.isatty():
        raise UsageError('Give a query: ham query "SELECT …", ham query --file q.rq, or through standard input.')
    return sys.stdin.read()


def _form(query: str) -> str:
    match = _FORM.search(_NOT_FORM.sub(" ", query))
    if match is None:
        raise UsageError("This is no query: it has none of SELECT, ASK, CONSTRUCT, DESCRIBE.")
    return match.group(1).lower()


def _print_table(client: Endpoint, query: str, output: str) -> None:
    if output == "csv":
        print(client.csv(query), end="")
        return
    frame = client.select(query)
    if output == "json":
        print(frame.to_json(orient="records", force_ascii=False))
    else:
        print(frame.to_string(index=False, na_rep="") if len(frame) else "(no rows)")
