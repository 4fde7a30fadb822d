"""Artificial quads in the shapes of this service, as a release: observations with their rows, regions, periods. No figure in it is real."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from kg.namespaces import PREFIXES, Namespaces
from kg.pipeline.layout import DataFolder
from kg.pipeline.manifest import GraphEntry, Manifest, software_versions
from kg.pipeline.release import GraphSource, assemble

NS = Namespaces()
REGIONS, YEARS, SIDES = 514, 10, 2
PER_TABLE = REGIONS * YEARS * SIDES  # 10,280 observations
_PER_OBSERVATION = 16


def tables(quads: int) -> int:
    return max(1, quads // (PER_TABLE * _PER_OBSERVATION))


def region(n: int) -> str:
    return f"{NS.base}id/wilayah/uji/{1100 + n}"


def table(n: int) -> str:
    return f"{NS.base}id/dataset/uji/tabel{n}"


def observation(t: int, r: int, y: int, s: int) -> str:
    return f"{NS.base}id/pengamatan/uji/tabel{t}/{1100 + r}-{2015 + y}-{s}"


def term(name: str) -> str:
    return NS.expand(name)


def write_release(folder: Path, quads: int) -> Path:
    """A data folder with a release of about so many quads; made once."""
    data = folder / f"release-{quads}"
    if DataFolder(data).current_id():
        return data
    sources = []
    work = folder / f"graphs-{quads}"
    work.mkdir(parents=True, exist_ok=True)
    graphs = [("uji/wilayah", list(_places()))] + [(f"uji/tabel{t}", _table(t)) for t in range(tables(quads))]
    for name, triples in graphs:
        graph = NS.graph(name)
        lines = sorted(f"{line} <{graph}> .\n" for line in triples)
        text = "".join(lines).encode()
        path = work / f"{name.replace('/', '-')}.nq"
        path.write_bytes(text)
        entry = GraphEntry(name, graph, "dataset", len(lines), hashlib.sha256(text).hexdigest(), {})
        sources.append(GraphSource(entry, path))
    draft = Manifest(NS.base, "0" * 64, "0" * 64, software_versions(), tuple(source.entry for source in sources))
    assemble(sources, draft, DataFolder(data), NS)
    return data


def graph_files(data: Path) -> list[Path]:
    """The N-Quads files of the release: all engines are loaded from them."""
    folder = DataFolder(data)
    return sorted((folder.release(folder.current_id() or "-") / "graphs").rglob("*.nq"))


def _places() -> Iterator[str]:
    label, broader, kind = term("skos:prefLabel"), term("skos:broader"), PREFIXES["rdf"] + "type"
    for n in range(REGIONS):
        yield f"<{region(n)}> <{kind}> <{NS.ontology}Regency>"
        yield f'<{region(n)}> <{label}> "Kabupaten Uji {n}"@id'
        yield f'<{region(n)}> <{label}> "Test Regency {n}"@en'
        yield f"<{region(n)}> <{broader}> <{NS.base}id/wilayah/uji/{11 + n % 38}>"
    for n in range(38):
        yield f"<{NS.base}id/wilayah/uji/{11 + n}> <{kind}> <{NS.ontology}Province>"
        yield f'<{NS.base}id/wilayah/uji/{11 + n}> <{label}> "Provinsi Uji {n}"@id'
    for y in range(YEARS):
        yield f'<{NS.base}id/periode/{2015 + y}> <{label}> "{2015 + y}"'
    for s in range(SIDES):
        yield f'<{NS.base}id/pihak-teradu/uji{s}> <{label}> "Pihak {s}"@id'


def _table(t: int) -> Iterator[str]:
    kind, integer = PREFIXES["rdf"] + "type", PREFIXES["xsd"] + "integer"
    yield f"<{table(t)}> <{kind}> <{term('qb:DataSet')}>"
    yield f'<{table(t)}> <{term("dcterms:title")}> "Tabel uji {t}"@id'
    for r in range(REGIONS):
        for y in range(YEARS):
            for s in range(SIDES):
                value = (r * 7919 + y * 104729 + s * 31 + t * 17) % 9973
                yield from _observation(t, r, y, s, value, kind, integer)


def _observation(t: int, r: int, y: int, s: int, value: int, kind: str, integer: str) -> Iterator[str]:
    me, row = f"<{observation(t, r, y, s)}>", f"<{NS.base}source/uji/tabel{t}/source.csv#row={2 + (r * YEARS + y) * SIDES + s}>"
    yield f"{me} <{kind}> <{term('qb:Observation')}>"
    yield f"{me} <{term('qb:dataSet')}> <{table(t)}>"
    yield f"{me} <{term('ham:indicator')}> <{NS.base}id/indikator/uji{t}>"
    yield f"{me} <{term('sdmx-dimension:refArea')}> <{region(r)}>"
    yield f"{me} <{term('sdmx-dimension:refPeriod')}> <{NS.base}id/periode/{2015 + y}>"
    yield f"{me} <{term('ham:respondent')}> <{NS.base}id/pihak-teradu/uji{s}>"
    yield f'{me} <{term("sdmx-measure:obsValue")}> "{value}"^^<{integer}>'
    yield f"{me} <{term('sdmx-attribute:unitMeasure')}> <{NS.base}id/satuan/aduan>"
    yield f"{me} <{term('sdmx-attribute:obsStatus')}> <{term('sdmx-code:obsStatus-A')}>"
    yield f"{me} <{term('ham:allegationStatus')}> <{NS.base}id/status-dugaan/diduga>"
    yield f"{me} <{term('ham:sourceDocument')}> <{NS.base}id/dokumen/uji-{t}>"
    yield f"{me} <{term('prov:wasDerivedFrom')}> {row}"
    yield f"{row} <{kind}> <{term('ham:SourceRow')}>"
    yield f"{row} <{term('dcterms:isPartOf')}> <{NS.base}source/uji/tabel{t}/source.csv>"
    yield f'{row} <{term("csvw:rownum")}> "{2 + (r * YEARS + y) * SIDES + s}"^^<{integer}>'
    yield f'{row} <{term("ham:rowSha256")}> "{hashlib.sha256(me.encode()).hexdigest()}"'
