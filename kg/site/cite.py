"""How to cite a figure, an indicator, a dataset or a query result: as text, BibTeX, RIS and CSL-JSON, each with the release."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime

import pyoxigraph as ox

from kg.api.graph import ServedGraph
from kg.api.views import observation_title
from kg.namespaces import slug
from kg.site.figures import read_figure
from kg.site.formats import capital, date_words
from kg.site.naming import producer_name, source_name
from kg.site.reading import objects, text_of

FORMS = {
    "txt": "text/plain; charset=utf-8",
    "bib": "application/x-bibtex; charset=utf-8",
    "ris": "application/x-research-info-systems; charset=utf-8",
    "csl.json": "application/vnd.citationstyles.csl+json",
}


@dataclass(frozen=True, slots=True)
class Citation:
    """What a reference needs: who is responsible, what it is called, when it came out, through whom it was read, where it lies."""

    author: str
    title: str
    issued: datetime
    via: str
    release: str
    address: str
    language: str

    @property
    def key(self) -> str:
        return f"{slug(self.author)[:24]}-{slug(self.address)[-40:].strip('-')}"


def citation(graph: ServedGraph, address: str, language: str) -> Citation:
    """The citation of a thing of the release. What reports a figure is named beside whose figure it is."""
    figure = read_figure(graph, ox.NamedNode(address)) if "/pengamatan/" in address else None
    if figure:
        author, via = producer_name(graph, figure, language), source_name(graph, figure)
    else:
        publishers = objects(graph, address, "dcterms:publisher")
        author, via = (graph.label(publishers[0], language) if publishers else "Satu Data HAM"), ""
    title = (
        observation_title(address, graph, language) or text_of(graph, address, "dcterms:title", language) or graph.label(address, language)
    )
    return Citation(author, capital(title), released(graph), via, graph.release_id or "", address, language)


def released(graph: ServedGraph) -> datetime:
    """When the release was published; for files of others, now."""
    manifest = graph.folder / "manifest.json" if graph.folder else None
    if manifest and manifest.exists():
        return datetime.fromtimestamp(manifest.stat().st_mtime, UTC)
    return datetime.now(UTC)


def written(cited: Citation, form: str) -> str:
    """The citation in one of `FORMS`."""
    return {"txt": as_text, "bib": as_bibtex, "ris": as_ris, "csl.json": as_csl}[form](cited)


def as_text(cited: Citation) -> str:
    """A reference to paste into a text."""
    day = date_words(cited.issued.date(), cited.language)
    via = (f" Dikutip dari {cited.via}." if cited.language == "id" else f" As reported by {cited.via}.") if cited.via else ""
    release = (
        (f"terbitan {cited.release}, {day}" if cited.language == "id" else f"release {cited.release}, {day}") if cited.release else day
    )
    return f"{cited.author}. “{cited.title}”.{via} Satu Data HAM, {release}. {cited.address}\n"


def as_bibtex(cited: Citation) -> str:
    fields = {
        "author": f"{{{_tex(cited.author)}}}",
        "title": f"{{{_tex(cited.title)}}}",
        "year": str(cited.issued.year),
        "month": str(cited.issued.month),
        "publisher": "Satu Data HAM",
        "version": cited.release,
        "howpublished": _tex(cited.via),
        "url": cited.address,
        "language": "indonesian" if cited.language == "id" else "english",
    }
    lines = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items() if value)
    return f"@misc{{{cited.key},\n{lines}\n}}\n"


def _tex(text: str) -> str:
    return re.sub(r"([&%$#_{}])", r"\\\1", text)


def as_ris(cited: Citation) -> str:
    day = cited.issued.strftime("%Y/%m/%d")
    fields = [
        ("TY", "DATA"), ("AU", cited.author), ("TI", cited.title), ("PY", day[:4]), ("DA", day), ("PB", "Satu Data HAM"),
        ("ET", cited.release), ("N1", cited.via), ("UR", cited.address), ("LA", cited.language), ("ER", ""),
    ]  # fmt: skip
    return "".join(f"{tag}  - {value}\r\n" for tag, value in fields if value or tag == "ER")


def as_csl(cited: Citation) -> str:
    item = {
        "id": cited.key,
        "type": "dataset",
        "title": cited.title,
        "author": [{"literal": cited.author}],
        "publisher": "Satu Data HAM",
        "version": cited.release,
        "issued": {"date-parts": [[cited.issued.year, cited.issued.month, cited.issued.day]]},
        "URL": cited.address,
        "language": cited.language,
        **({"note": cited.via} if cited.via else {}),
    }
    return json.dumps([item], ensure_ascii=False, indent=1) + "\n"
