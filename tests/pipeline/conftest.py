"""A whole small world to build releases from: an ontology, one shape, two datasets. Builds take a second or two."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from kg.pipeline.layout import DataFolder
from kg.pipeline.run import BuildRequest, BuildResult, build

_PREFIXES = """@prefix ham: <https://w3id.org/satudataham/ontology/> .
@prefix id: <https://w3id.org/satudataham/id/konsep/> .
@prefix qb: <http://purl.org/linked-data/cube#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sdmx-measure: <http://purl.org/linked-data/sdmx/2009/measure#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
_TERMS = [
    "DisclosureCheck", "checkResult", "checkedCellCount", "disclosureCheck", "disclosureRule", "protectionWidth", "suppressedCellCount",
    "suppressionThreshold",
    "accessLevel", "allegationStatus", "caveat", "checkedGraph", "confidence", "countingUnit", "documentKind", "fileSha256", "indicator",
    "mappingSha256", "periodComplete", "periodKind", "publisherName", "rawValue", "refYear", "respondent", "retrieved", "rowSha256",
    "softwareVersion", "sourceDocument", "Period", "SourceDocument", "SourceFile", "ConflictNote", "conflictsWith", "derivationRule",
    "difference", "involves", "largestValue", "relativeDifference", "rulesSha256", "smallestValue", "SuggestedImprovement", "improves",
    "rank", "affectedCount", "onMetric",
    "dataState", "quarantineReason", "sourceColumn", "suppressedCount", "withheld",
]  # fmt: skip
_CONCEPTS = [
    "aturan-pengungkapan/ambang", "aturan-pengungkapan/ambang-pelengkap", "aturan-pengungkapan/tanpa-hitungan-orang",
    "hasil-pemeriksaan/lolos",
    "indikator/pengaduan", "pihak-teradu/polri", "pihak-teradu/tni", "satuan-hitung/aduan", "status-pengamatan/A", "status-pengamatan/M",
    "status-dugaan/diduga", "tingkat-akses/terbuka", "keyakinan/sedang", "jenis-dokumen/berita", "jenis-periode/tahun",
    "jenis-periode/rentang", "jenis-periode/multitahun", "aturan-turunan/beda-antarsumber", "keadaan-data/diterbitkan",
    "aturan-turunan/ukuran-mutu", "aturan-turunan/perbaikan-utama",
    *(f"ukuran-mutu/{name}" for name in ("angka", "pelanggaran", "peringatan", "angka-hilang", "angka-ditekan", "angka-dikarantina",
      "angka-dikecualikan", "sebagian-tahun", "daftar-sebagian", "keyakinan-rendah", "beda-antarsumber", "lisensi-dinyatakan",
      "jadwal-dinyatakan", "umur-hari", "periode-tertinggal", "himpunan-data", "himpunan-berlisensi")),
]  # fmt: skip
_SHAPES = """
<urn:shape:Observation> a sh:NodeShape ; sh:targetClass qb:Observation ;
  sh:property [ sh:path ham:countingUnit ; sh:minCount 1 ;
    sh:message "Pengamatan wajib bersatuan hitung"@id, "An observation needs a counting unit"@en ] ;
  sh:property [ sh:path sdmx-measure:obsValue ; sh:maxInclusive 5000 ; sh:message "Nilai terlalu besar"@id, "The value is too large"@en ] .
"""
_MAPPING = """
from kg.mapping import Code, Cube, Document, Fixed, Period, Series, UnitColumn

MAPPING = Cube(
    dimensions={
        "ham:indicator": Fixed("indikator/pengaduan"),
        "sdmx-dimension:refPeriod": Period("periode"),
        "ham:respondent": Code("teradu", scheme="pihak-teradu"),
        "ham:sourceDocument": Document("sumber"),
    },
    series=(Series("jumlah", number="id", kind="integer", unit="aduan", marks={"...": "M"}),),
    attributes={"ham:allegationStatus": Fixed("status-dugaan/diduga")},
)
"""
_YML = """title: {{id: {name}, en: {name}}}
description: {{id: {name}, en: {name}}}
producer: komnas-ham
page: https://example.org/
accessed: 2026-11-22
licence: null
rights: {{id: tidak dinyatakan, en: not stated}}
period: {{start: 2021-01-01, end: 2023-12-31}}
frequency: annual
expect: {{rows: {rows}, observations: {rows}}}
"""
_ORGANISATIONS = """
from kg.mapping import Resource, text

def resources(tables):
    for row in tables["source.csv"]:
        tables.document(row, "sumber")
        yield Resource(tables.ns.organization(row.pop("kunci")), row=row, properties={"skos:prefLabel": [text(row.pop("nama"), "id")]})
"""
SOURCE = """periode,teradu,jumlah,sumber
1 Januari - 15 Desember 2021,Polri,661,https://example.org/a
2022,Polri,861,https://example.org/a
2023,TNI,...,https://example.org/a
"""


@dataclass
class World:
    """Folders of inputs and of results, and builds over them."""

    root: Path

    def __post_init__(self) -> None:
        self.ontology, self.shapes, self.mappings, self.data = (self.root / n for n in ("ontology", "shapes", "mappings", "var"))

    @property
    def folder(self) -> DataFolder:
        return DataFolder(self.data)

    def request(self, **changes: object) -> BuildRequest:
        settings = {"ontology": self.ontology, "shapes": self.shapes, "mappings": self.mappings, "data": self.data,
                    "base_iri": "https://w3id.org/satudataham/", "jobs": 1}  # fmt: skip
        return BuildRequest(**{**settings, **changes})  # type: ignore[arg-type]

    def build(self, **changes: object) -> BuildResult:
        return build(self.request(**changes))

    def source(self, dataset: str) -> Path:
        return self.mappings / dataset / "source.csv"

    def write_source(self, dataset: str, text: str) -> None:
        self.source(dataset).write_text(text, encoding="utf-8")

    def script(self, body: str = "", jobs: int = 1, **environment: str) -> subprocess.Popen[str]:
        """A build in a process of its own; `body` runs first, so that a test can break something there."""
        arguments = ", ".join(f"{name}=Path({str(getattr(self, name))!r})" for name in ("ontology", "shapes", "mappings", "data"))
        code = f"""
from pathlib import Path
import sys
from kg.errors import HamError
from kg.pipeline.run import BuildRequest, build
def main():
{chr(10).join("    " + line for line in body.splitlines()) or "    pass"}
    try:
        print(build(BuildRequest({arguments}, base_iri="https://w3id.org/satudataham/", jobs=1)).release_id)
    except HamError as error:
        print(error, file=sys.stderr); sys.exit(error.exit_code)
if __name__ == "__main__":
    main()
"""
        path = self.root / "run_build.py"
        path.write_text(code)
        return subprocess.Popen(
            [sys.executable, str(path)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env={**os.environ, **environment}
        )


@pytest.fixture
def world(tmp_path: Path) -> World:
    """Datasets ``agensi/contoh`` and ``agensi/lain`` (cubes) and ``instansi/organisasi`` (resources)."""
    world = World(tmp_path)
    terms = "\n".join(f'ham:{name} rdfs:label "{name}"@id .' for name in _TERMS)
    concepts = "\n".join(f'<https://w3id.org/satudataham/id/konsep/{name}> skos:prefLabel "{name}"@id .' for name in _CONCEPTS)
    for path, text in (
        (world.ontology / "ham.ttl", _PREFIXES + terms),
        (world.ontology / "codelists" / "all.ttl", _PREFIXES + concepts),
        (world.shapes / "observation.ttl", _PREFIXES + _SHAPES),
    ):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    _dataset(world, "agensi/contoh", _MAPPING, SOURCE, 3)
    _dataset(world, "agensi/lain", _MAPPING, SOURCE.replace("861", "862"), 3)
    organisations = "kunci,nama,sumber\nkomnas-ham,Komnas HAM,https://example.org/a\nsatu-data-ham,Satu Data HAM,https://example.org/a\n"
    _dataset(world, "instansi/organisasi", _ORGANISATIONS, organisations, 2)
    return world


def _dataset(world: World, name: str, mapping: str, source: str, rows: int) -> None:
    folder = world.mappings / name
    folder.mkdir(parents=True)
    (folder / "dataset.yml").write_text(
        _YML.format(name=name, rows=rows).replace(f", observations: {rows}" if "resources(" in mapping else "\0", "")
    )
    (folder / "mapping.py").write_text(mapping)
    (folder / "source.csv").write_text(source, encoding="utf-8")
    (folder / "codes.csv").write_text("kolom,sel,notasi\nteradu,Polri,polri\nteradu,TNI,tni\n")
    (folder / "documents.csv").write_text(
        "sumber,url,penerbit,jenis,diakses,keyakinan,keterangan\nhttps://example.org/a,https://example.org/a,Contoh,berita,2026-11-22,sedang,\n"
    )


@pytest.fixture
def copied(world: World, tmp_path: Path):
    """A second world with the same inputs elsewhere, its files created in another order."""

    def copy(name: str) -> World:
        other = World(tmp_path / name)
        for part in ("shapes", "ontology", "mappings"):
            source = getattr(world, part)
            for path in sorted(source.rglob("*"), reverse=True):
                if path.is_file():
                    target = getattr(other, part) / path.relative_to(source)
                    target.parent.mkdir(parents=True, exist_ok=True)
                    shutil.copyfile(path, target)
        return other

    return copy
