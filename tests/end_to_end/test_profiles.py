"""What others ask of the catalogue: it has no violation of DCAT-AP 3, and the warnings that it has are known."""

from __future__ import annotations

from pathlib import Path

import pytest
import rdflib
from starlette.testclient import TestClient

from benchmarks.satu_data_indonesia import described, gaps
from kg.api.app import create_app
from kg.api.graph import ServedGraph
from kg.mapping.dataset import discover
from kg.namespaces import CANONICAL_BASE, Namespaces
from kg.pipeline.gate import load_profile, validate
from kg.resources import mappings_root, shapes_root
from kg.settings import Settings
from kg.store.release import find_release

DCAT_AP = load_profile(shapes_root(), "dcat_ap", CANONICAL_BASE)
CATALOGUE = f"{CANONICAL_BASE}id/katalog"


@pytest.fixture(scope="module")
def catalogue(release_folder: Path) -> rdflib.Graph:
    client = TestClient(create_app(Settings(), ServedGraph.of_release(find_release(release_folder))))
    return rdflib.Graph().parse(data=client.get("/catalog.nt").text, format="nt11")


def test_the_catalogue_conforms_to_dcat_ap(catalogue: rdflib.Graph) -> None:
    findings = validate(catalogue, DCAT_AP).findings
    assert [finding.words("en") for finding in findings if finding.severity == "violation"] == []
    paths = {finding.path for finding in findings if finding.path != "http://www.w3.org/ns/dcat#distribution"}
    assert paths <= {"http://purl.org/dc/terms/spatial", "http://www.w3.org/ns/dcat#theme"}
    without = {finding.focus.removeprefix(f"{CATALOGUE}/") for finding in findings if (finding.path or "").endswith("#distribution")}
    assert without == {name for name, dataset in discover(mappings_root()).items() if dataset.is_not_handed_in}


@pytest.mark.parametrize(
    ("subject", "predicate"),
    [
        (CATALOGUE, "http://purl.org/dc/terms/title"),
        (CATALOGUE, "http://purl.org/dc/terms/publisher"),
        (f"{CATALOGUE}/komnas_ham/pengaduan_teradu", "http://purl.org/dc/terms/description"),
        (f"{CATALOGUE}/komnas_ham/pengaduan_teradu/distribusi", "http://www.w3.org/ns/dcat#accessURL"),
        (f"{CANONICAL_BASE}id/layanan/sparql", "http://www.w3.org/ns/dcat#endpointURL"),
    ],
)
def test_a_catalogue_that_lacks_something_is_found_out(catalogue: rdflib.Graph, subject: str, predicate: str) -> None:
    damaged = rdflib.Graph() + catalogue
    assert (rdflib.URIRef(subject), rdflib.URIRef(predicate), None) in damaged
    damaged.remove((rdflib.URIRef(subject), rdflib.URIRef(predicate), None))
    findings = [finding for finding in validate(damaged, DCAT_AP).findings if finding.severity == "violation"]
    assert [(finding.focus, finding.path) for finding in findings] == [(subject, predicate)]


def test_what_our_data_lack_of_satu_data_indonesia_is_known(release_folder: Path) -> None:
    """Told in docs/satu-data-indonesia.md: producers do not publish these; everything else that the profile asks for is there."""
    release = find_release(release_folder)
    found = gaps(described(release.store, Namespaces(CANONICAL_BASE)), CANONICAL_BASE)
    assert len(found) > 100
    known = Path(__file__).with_name("satu_data_indonesia_gaps.csv").read_text(encoding="utf-8").splitlines()[1:]
    assert {f"{finding.severity},{(finding.path or '').rpartition('/')[2].rpartition('#')[2]}" for finding in found} == set(known)
