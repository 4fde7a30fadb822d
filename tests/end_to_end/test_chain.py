"""From a treaty body to a province's figure: by following links over HTTP, one document after the other, and by one query."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.namespace import DCTERMS, QB, RDF, SKOS
from starlette.testclient import TestClient

from kg.api.app import create_app
from kg.api.graph import ServedGraph
from kg.namespaces import CANONICAL_BASE, Namespaces
from kg.pipeline.chain import load_chain_rules
from kg.resources import ontology_root
from kg.settings import Settings
from kg.store.release import find_release

ID = f"{CANONICAL_BASE}id/"
HAM = rdflib.Namespace(f"{CANONICAL_BASE}ontology/")
SDMX_AREA = rdflib.URIRef("http://purl.org/linked-data/sdmx/2009/dimension#refArea")
SDMX_VALUE = rdflib.URIRef("http://purl.org/linked-data/sdmx/2009/measure#obsValue")


class Walker:
    """Reads one thing at a time as any client of linked data does: the thing's address, a redirect, a document in Turtle."""

    def __init__(self, client: TestClient) -> None:
        self.client, self.path = client, list[str]()

    def read(self, address: str) -> rdflib.Graph:
        answer = self.client.get(
            address.removeprefix(CANONICAL_BASE.rstrip("/")), headers={"Accept": "text/turtle"}, follow_redirects=False
        )
        assert answer.status_code == 303, address
        document = self.client.get(answer.headers["Location"], headers={"Accept": "text/turtle"})
        assert document.status_code == 200
        self.path.append(address)
        return rdflib.Graph().parse(data=document.text, format="turtle")

    def links(self, address: str, predicate: rdflib.URIRef) -> list[str]:
        """Where one property of a thing leads, in order."""
        return sorted(str(value) for value in self.read(address).objects(rdflib.URIRef(address), predicate))


@pytest.fixture(scope="module")
def walker(release_folder: Path) -> Walker:
    return Walker(TestClient(create_app(Settings(), ServedGraph.of_release(find_release(release_folder)))))


def below(found: Iterable[str], family: str) -> list[str]:
    return [address for address in found if address.startswith(f"{ID}{family}")]


def test_from_a_treaty_body_one_reaches_reports_concluding_observations_and_evidence(walker: Walker) -> None:
    body = walker.read(f"{ID}badan-traktat/CCPR")
    documents = {str(document).removeprefix(f"{ID}dokumen-pbb/") for document in body.objects(None, HAM.issuedDocument)}
    assert {"CCPR/C/IDN/CO/1", "CCPR/C/IDN/CO/2", "CCPR/C/IDN/2"} <= documents
    observations = walker.read(f"{ID}dokumen-pbb/CCPR/C/IDN/CO/2")
    assert {str(value) for value in observations.objects(None, DCTERMS.identifier)} == {"CCPR/C/IDN/CO/2"}
    assert [str(value) for value in observations.objects(None, HAM.adoptionDate)] == ["2024-03-26"]
    evidence = {str(dataset) for dataset in body.objects(None, HAM.possibleEvidence)}
    assert len(evidence) > 5
    assert all(dataset.startswith(f"{ID}katalog/") for dataset in evidence)
    assert set(map(str, observations.objects(None, HAM.possibleEvidence))) <= evidence


def test_the_chain_is_walked_by_links_alone(walker: Walker) -> None:
    """Body, document, point, theme, right, provision and act; SDG target; dataset, indicator, latest figure, province and institution."""
    documents = walker.links(f"{ID}badan-traktat/CCPR", HAM.issuedDocument)
    [document] = [address for address in documents if address.endswith("CCPR/C/IDN/CO/2")]
    themes = {theme for point in walker.links(document, DCTERMS.hasPart) for theme in walker.links(point, HAM.theme)}
    rights = {right for theme in sorted(themes) for right in walker.links(theme, HAM.relatedRight)}
    assert all(below(rights, f"konsep/{scheme}") for scheme in ("hak-indeks-ham", "hak-uu39", "hak-uud1945"))

    targets = {target for right in below(rights, "konsep/hak-indeks-ham") for target in walker.links(right, SKOS.relatedMatch)}
    assert any(target.startswith("http://metadata.un.org/sdg/") for target in targets)

    of_act = sorted(below(rights, "konsep/hak-uu39"))
    provisions = {provision for right in of_act for provision in walker.links(right, HAM.statedIn)}
    acts = {act for provision in sorted(provisions)[:3] for act in walker.links(provision, HAM.law)}
    assert acts == {f"{ID}peraturan/uu/1999/39"}

    datasets = {dataset for right in of_act for dataset in walker.links(right, HAM.possibleEvidence)}
    figures = province_figures(walker, sorted(datasets))
    province, value, institution = next(figures)
    assert (province, HAM.Province) in {(province, kind) for kind in walker.read(province).objects(rdflib.URIRef(province), RDF.type)}
    assert float(value) >= 0
    assert institution.startswith(f"{ID}instansi/")
    assert len(walker.path) > 20


def province_figures(walker: Walker, datasets: list[str]) -> Iterator[tuple[str, str, str]]:
    """(province, value, institution) of the latest figures that datasets lead to."""
    for dataset in datasets:
        [publisher] = walker.links(dataset, DCTERMS.publisher)
        for indicator in walker.links(dataset, HAM.reportsIndicator):
            for observation in walker.links(indicator, HAM.latestFigure):
                said = walker.read(observation)
                area, value = (said.value(rdflib.URIRef(observation), name) for name in (SDMX_AREA, SDMX_VALUE))
                if value is not None and str(area).startswith(f"{ID}wilayah/kemendagri/") and "." not in str(area).rsplit("/", 1)[-1]:
                    assert said.value(rdflib.URIRef(observation), QB.dataSet) is not None
                    yield str(area), str(value), publisher


def test_the_same_walk_is_one_query(release_folder: Path) -> None:
    query = (ontology_root() / "competency" / "cq50_chain_by_links.rq").read_text(encoding="utf-8")
    rows = list(find_release(release_folder).store.query(query))  # type: ignore[arg-type]
    assert len(rows) > 5
    assert {row["symbol"].value for row in rows} == {"CCPR/C/IDN/CO/2"}
    assert all(row[name] is not None for row in rows for name in ("provision", "target", "dataset", "province", "value", "institution"))


def test_a_page_for_people_shows_the_links(walker: Walker) -> None:
    page = walker.client.get("/doc/badan-traktat/CCPR", params={"lang": "en"}, headers={"Accept": "text/html"}).text
    assert "possible evidence" in page
    assert "Concluding observations on Indonesia, CCPR/C/IDN/CO/2" in page


@pytest.mark.parametrize("rule", load_chain_rules(ontology_root(), Namespaces()), ids=lambda rule: rule.name)
def test_a_derived_link_stands_in_the_graph_of_the_chain_and_follows_from_its_rule(rule, release_folder: Path) -> None:  # type: ignore[no-untyped-def]
    """Every rule makes something, and all that it makes over the release stands in the graph that is marked as derived."""
    store, graph = find_release(release_folder).store, ox.NamedNode(f"{CANONICAL_BASE}graph/chain")
    made = list(store.query(rule.query))  # type: ignore[arg-type]
    assert made
    assert all(ox.Quad(triple.subject, triple.predicate, triple.object, graph) in store for triple in made)


def test_properties_of_the_chain_are_stated_nowhere_else(release_folder: Path) -> None:
    rows = find_release(release_folder).store.query(f"""PREFIX ham: <{HAM}> SELECT DISTINCT ?g {{
        VALUES ?p {{ ham:issuedDocument ham:relatedRight ham:statedIn ham:possibleEvidence ham:reportsIndicator ham:latestFigure }}
        GRAPH ?g {{ ?s ?p ?o }} }}""")
    assert [row["g"].value for row in rows] == [f"{CANONICAL_BASE}graph/chain"]  # type: ignore[union-attr]
