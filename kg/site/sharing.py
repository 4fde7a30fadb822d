"""What pages tell search engines and social media of themselves, the pictures for it, and the feed of releases."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from textwrap import wrap
from xml.sax.saxutils import escape

from kg.api.graph import ServedGraph
from kg.site.cite import released
from kg.site.reading import objects, text_of, texts_of

_KEPT = 20


def dataset_json(graph: ServedGraph, address: str, language: str) -> str:
    """A dataset in schema.org's words, for search engines. The closing of a script element cannot occur in it."""
    publisher = objects(graph, address, "dcterms:publisher")
    name = text_of(graph, address, "dcterms:identifier", language)
    content = {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "@id": address,
        "name": text_of(graph, address, "dcterms:title", language),
        "description": text_of(graph, address, "dcterms:description", language),
        "identifier": name,
        "inLanguage": ["id", "en"],
        "isAccessibleForFree": True,
        "license": next(iter(objects(graph, address, "dcterms:license")), None)
        or " ".join(texts_of(graph, address, "dcterms:rights", language)),
        "creator": {"@type": "Organization", "name": graph.label(publisher[0], language)} if publisher else None,
        "version": graph.release_id,
        "distribution": [
            {"@type": "DataDownload", "encodingFormat": media, "contentUrl": f"{graph.base}graph/{name}.{suffix}"}
            for suffix, media in (("ttl", "text/turtle"), ("jsonld", "application/ld+json"), ("nt", "application/n-triples"))
        ],
    }
    kept = {key: value for key, value in content.items() if value}
    return json.dumps(kept, ensure_ascii=False).replace("<", "\\u003c")


def card(title: str, site: str, note: str) -> bytes:
    """A picture of 1200 by 630 points with a page's title, for links that are shared."""
    import resvg_py

    lines = wrap(title, 29, max_lines=4, placeholder=" …")
    words = "".join(
        f'<text x="80" y="{250 + 84 * n}" font-size="66" font-weight="700" fill="#1a232c">{escape(line)}</text>'
        for n, line in enumerate(lines)
    )
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1200 630" width="1200" height="630" font-family="Charter, Noto Serif, serif">'
        '<rect width="1200" height="630" fill="#fbfaf6"/><rect width="1200" height="130" fill="#0d4a5a"/>'
        '<rect y="130" width="1200" height="8" fill="#b4471b"/>'
        f'<text x="80" y="84" font-size="46" font-weight="700" fill="#ffffff">{escape(site)}</text>{words}'
        f'<text x="80" y="590" font-size="28" fill="#4f5b66">{escape(note)}</text></svg>'
    )
    return bytes(resvg_py.svg_to_bytes(svg_string=svg))


def feed(graph: ServedGraph, language: str) -> str:
    """The releases on disk as an Atom feed (RFC 4287), the newest first."""
    entries = []
    if graph.folder:
        folders = [path for path in graph.folder.parent.iterdir() if (path / "manifest.json").is_file()]
        for folder in sorted(folders, key=lambda path: (path / "manifest.json").stat().st_mtime, reverse=True)[:_KEPT]:
            entries.append((folder.name, datetime.fromtimestamp((folder / "manifest.json").stat().st_mtime, UTC)))
    updated = entries[0][1] if entries else released(graph)
    word = "Terbitan" if language == "id" else "Release"
    body = "".join(
        f"<entry><id>{graph.base}rilis/{name}</id><title>{word} {name}</title><updated>{when.isoformat(timespec='seconds')}</updated>"
        f'<link href="{graph.base}catalog"/><author><name>Satu Data HAM</name></author></entry>'
        for name, when in entries
    )
    return (
        f'<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{language}">'
        f"<id>{graph.base}feed.atom</id>"
        f"<title>Satu Data HAM</title><updated>{updated.isoformat(timespec='seconds')}</updated>"
        f'<link rel="self" href="{graph.base}feed.atom"/><link href="{graph.base}"/>{body}</feed>\n'
    )
