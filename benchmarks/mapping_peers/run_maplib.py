"""maplib in a process of its own: ``run_maplib.py PREPARED TARGET``. The template is in ``pengaduan.stottr``; polars makes the IRIs."""

from __future__ import annotations

import sys
from pathlib import Path

import polars as pl
from maplib import Model

BASE = "https://w3id.org/satudataham/"
TYPES = {"nomor": pl.Int64, "nilai": pl.Int64}  # all other columns stay text


def read_prepared(path: str) -> pl.DataFrame:
    table = pl.scan_csv(path, infer_schema=False).cast(TYPES)
    key = pl.format(f"{BASE}id/pengamatan/uji/pengaduan/{{}}/{{}}/{{}}", "periode", "wilayah", "pihak")
    return table.select(
        key.alias("observation"),
        (f"{BASE}id/periode/" + pl.col("periode")).alias("period"),
        (f"{BASE}id/wilayah/kemendagri/" + pl.col("wilayah")).alias("area"),
        (f"{BASE}id/konsep/pihak-teradu/" + pl.col("pihak")).alias("respondent"),
        pl.format(f"{BASE}source/uji/pengaduan/source.csv#row={{}}", "nomor").alias("row"),
        *("nilai", "cetak", "tahun", "nomor", "sha256"),
    ).collect()


def main() -> None:
    prepared, target = sys.argv[1:]
    model = Model()
    model.add_template(Path(__file__).with_name("pengaduan.stottr").read_text(encoding="utf-8"))
    model.map("https://w3id.org/satudataham/ontology/BenchmarkRow", read_prepared(prepared), validate_iris=False)
    model.write(target, format="ntriples")


if __name__ == "__main__":
    main()
