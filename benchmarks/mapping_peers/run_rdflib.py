"""The plain way in a process of its own: ``run_rdflib.py PREPARED TARGET``, a loop that adds terms to an rdflib graph and writes it."""

from __future__ import annotations

import csv
import sys
from pathlib import Path

from rdflib import CSVW, DCTERMS, PROV, QB, RDF, XSD, Graph, Literal, Namespace

BASE = "https://w3id.org/satudataham/"
HAM = Namespace(f"{BASE}ontology/")
CONCEPT = Namespace(f"{BASE}id/konsep/")
REGION = Namespace(f"{BASE}id/wilayah/kemendagri/")
PERIOD = Namespace(f"{BASE}id/periode/")
OBSERVATION = Namespace(f"{BASE}id/pengamatan/uji/pengaduan/")
FILE = Namespace(f"{BASE}source/uji/pengaduan/")["source.csv"]
CUBE = Namespace(f"{BASE}id/dataset/uji/")["pengaduan"]
AREA, PERIOD_OF = (Namespace("http://purl.org/linked-data/sdmx/2009/dimension#")[name] for name in ("refArea", "refPeriod"))
VALUE = Namespace("http://purl.org/linked-data/sdmx/2009/measure#")["obsValue"]
STATUS = Namespace("http://purl.org/linked-data/sdmx/2009/attribute#")["obsStatus"]


def add_row(graph: Graph, cells: dict[str, str]) -> None:
    observation = OBSERVATION[f"{cells['periode']}/{cells['wilayah']}/{cells['pihak']}"]
    row = FILE + f"#row={cells['nomor']}"
    graph.add((observation, RDF.type, QB.Observation))
    graph.add((observation, QB.dataSet, CUBE))
    graph.add((observation, HAM.indicator, CONCEPT["indikator/uji"]))
    graph.add((observation, PERIOD_OF, PERIOD[cells["periode"]]))
    graph.add((observation, AREA, REGION[cells["wilayah"]]))
    graph.add((observation, HAM.respondent, CONCEPT[f"pihak-teradu/{cells['pihak']}"]))
    graph.add((observation, VALUE, Literal(cells["nilai"], datatype=XSD.integer)))
    graph.add((observation, HAM.rawValue, Literal(cells["cetak"])))
    graph.add((observation, HAM.countingUnit, CONCEPT["satuan-hitung/aduan"]))
    graph.add((observation, STATUS, CONCEPT["status-pengamatan/A"]))
    graph.add((observation, HAM.allegationStatus, CONCEPT["status-dugaan/diduga"]))
    graph.add((observation, HAM.refYear, Literal(cells["tahun"], datatype=XSD.gYear)))
    graph.add((observation, HAM.periodComplete, Literal(True)))
    graph.add((observation, PROV.wasDerivedFrom, row))
    graph.add((row, RDF.type, CSVW.Row))
    graph.add((row, CSVW.rownum, Literal(cells["nomor"], datatype=XSD.integer)))
    graph.add((row, HAM.rowSha256, Literal(cells["sha256"])))
    graph.add((row, DCTERMS.isPartOf, FILE))


def main() -> None:
    prepared, target = sys.argv[1:]
    graph = Graph()
    with Path(prepared).open(encoding="utf-8", newline="") as file:
        for cells in csv.DictReader(file):
            add_row(graph, cells)
    graph.serialize(target, format="nt", encoding="utf-8")


if __name__ == "__main__":
    main()
