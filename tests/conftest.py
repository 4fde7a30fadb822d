"""Shared fixtures: a small dataset folder that tests change one thing of."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.mapping.dataset import Dataset
from kg.resources import mappings_root
from tests.release import build_once

_MAPPING = """
from kg.mapping import Code, Country, Cube, Document, Fixed, Period, Series

MAPPING = Cube(
    dimensions={
        "ham:indicator": Fixed("indikator/pengaduan"),
        "sdmx-dimension:refArea": Country("IDN"),
        "sdmx-dimension:refPeriod": Period("periode"),
        "ham:respondent": Code("pihak_teradu", scheme="pihak-teradu"),
        "ham:sourceDocument": Document("source_url"),
    },
    series=(Series("jumlah", number="id", kind="integer", unit="aduan", minimum=0, maximum=100000, marks={"...": "M", "ditekan": "Q"}),),
    attributes={"ham:allegationStatus": Fixed("status-dugaan/diduga")},
    ignore={"keterangan": "remarks of the transcriber"},
)
"""
_SOURCE = '''periode,pihak_teradu,jumlah,keterangan,source_url
1 Januari - 15 Desember 2021,Polri,661,,https://example.org/a
2022,Polri,1.861,"kutipan, ""tahunan""",https://example.org/a
2023,TNI,...,,https://example.org/a
2023,Polri,ditekan,,https://example.org/a
'''
_YML = """title: {{id: Pengaduan, en: Complaints}}
description: {{id: Contoh, en: Example}}
producer: komnas-ham
page: https://example.org/
accessed: 2026-11-22
licence: null
rights: {{id: tidak dinyatakan, en: not stated}}
period: {{start: 2021-01-01, end: 2023-12-31}}
frequency: annual
caveats: [{{id: Sebagian tahun, en: Part of a year}}]
source: [{{file: {file}, format: {format}, encoding: {encoding}, delimiter: "{delimiter}", header_rows: {header_rows}}}]
expect: {{rows: {rows}, observations: {observations}}}
"""

MakeDataset = Callable[..., Dataset]


@pytest.fixture
def make_dataset(tmp_path: Path) -> MakeDataset:
    """A factory of the dataset ``agensi/contoh``; every part can be replaced."""

    def make(
        *,
        source: str | bytes = _SOURCE,
        mapping: str = _MAPPING,
        codes: str = "kolom,sel,notasi\npihak_teradu,Polri,polri\npihak_teradu,TNI,tni\n",
        documents: str = "sumber,url,penerbit,jenis,diakses,keyakinan,keterangan\n"
        "https://example.org/a,https://example.org/a,Contoh,berita,2026-11-22,sedang,\n",
        file: str = "source.csv",
        **options: object,
    ) -> Dataset:
        folder = tmp_path / "mappings" / "agensi" / "contoh"
        folder.mkdir(parents=True, exist_ok=True)
        defaults = {"format": "csv", "encoding": "utf-8", "delimiter": ",", "header_rows": 1, "rows": 4, "observations": 4}
        (folder / "dataset.yml").write_text(_YML.format(file=file, **{**defaults, **options}), encoding="utf-8")
        (folder / file).write_bytes(source if isinstance(source, bytes) else source.encode())
        for name, content in (("mapping.py", mapping), ("codes.csv", codes), ("documents.csv", documents)):
            (folder / name).write_text(content, encoding="utf-8")
        return Dataset("agensi/contoh", folder)

    return make


@pytest.fixture
def places_root() -> Path:
    """The mappings folder whose place tables resolvers read."""
    return mappings_root()


@pytest.fixture(scope="session")
def release_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the release of this checkout; shared by all processes of a run."""
    return build_once(_shared(tmp_path_factory) / "release-of-this-checkout")


@pytest.fixture(scope="session")
def raw_release_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with a release of whole tables as agencies hand them in (HAM_SOURCES); shared by all processes of a run."""
    if not os.environ.get("HAM_SOURCES"):
        pytest.skip("the handed-in tables are not there (HAM_SOURCES)")
    return build_once(_shared(tmp_path_factory) / "release-of-raw-tables", Path(os.environ["HAM_SOURCES"]))


def _shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    shared = tmp_path_factory.getbasetemp()
    return shared.parent if os.environ.get("PYTEST_XDIST_WORKER") else shared


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--rewrite-golden", action="store_true", help="rewrite golden files from what the code gives now")
