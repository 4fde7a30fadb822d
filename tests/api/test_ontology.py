"""The ontology as it is published: pages, modules, versions, the JSON-LD context, and every term at its own address."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.compare import isomorphic
from rdflib.namespace import DCTERMS, OWL, RDF, RDFS, SKOS
from starlette.testclient import TestClient

from kg.api.app import create_app
from kg.api.graph import ServedGraph
from kg.mapping.dataset import file_sha256
from kg.namespaces import CANONICAL_BASE
from kg.pipeline.manifest import read_manifest
from kg.settings import Settings
from kg.store.load import load_graph
from kg.store.release import find_release

HAM = rdflib.Namespace(f"{CANONICAL_BASE}ontology/")
ONTOLOGY = rdflib.URIRef(f"{CANONICAL_BASE}ontology")
KINDS = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
RDF_FORMS = {"ttl": "turtle", "jsonld": "json-ld", "nt": "nt11", "rdf": "xml"}
PAGE_LIMIT = 100_000


@pytest.fixture(scope="module")
def ontology(client: TestClient) -> rdflib.Graph:
    return rdflib.Graph().parse(data=client.get("/ontology.nt").text, format="nt11")


@pytest.fixture(scope="module")
def modules(ontology: rdflib.Graph) -> dict[str, set[str]]:
    """Names of the terms of each module."""
    return {
        str(module).rpartition("/")[2]: {str(term).removeprefix(HAM) for term in ontology.objects(module, DCTERMS.hasPart)}
        for module in ontology.objects(ONTOLOGY, DCTERMS.hasPart)
    }


def page(client: TestClient, path: str, language: str) -> str:
    answer = client.get(f"{path}{'&' if '?' in path else '?'}lang={language}", headers={"Accept": "text/html"})
    assert answer.status_code == 200
    return answer.text


def parts(client: TestClient, module: str) -> list[str]:
    """The pages of a module: most have one."""
    path = f"/ontology/module/{module}"
    return [path, *(f"{path}?bagian={n}" for n in sorted(set(re.findall(r"[?&;]bagian=(\d+)[&\"]", page(client, path, "id")))))]


def test_a_link_to_a_term_leads_to_its_section(client: TestClient, modules: dict[str, set[str]]) -> None:
    overview = page(client, "/ontology", "id").replace("&amp;", "&")
    links = dict(re.findall(r'<li id="(\w+)"><a href="([^"]+)"', overview))
    assert set(links) == set().union(*modules.values())
    held = {path: page(client, path, "id") for module in modules for path in parts(client, module)}
    for name, link in links.items():
        path, _, fragment = link.partition("#")
        assert fragment == name
        assert f'<section class="term" id="{name}">' in held[path.replace("lang=id", "").rstrip("?&")]
    assert client.get("/ontology/module/observation?bagian=9").status_code == 404


def test_every_own_term_stands_on_the_page_of_one_module(client: TestClient, ontology: rdflib.Graph, modules: dict[str, set[str]]) -> None:
    own = {str(term).removeprefix(HAM) for kind in KINDS for term in ontology.subjects(RDF.type, kind) if term.startswith(HAM)}
    shown = [
        name
        for module in modules
        for path in parts(client, module)
        for name in re.findall(r'<section class="term" id="(\w+)">', page(client, path, "id"))
    ]
    assert sorted(shown) == sorted(own)


@pytest.mark.parametrize("language", ["id", "en"])
def test_pages_are_small_plain_and_say_the_language(client: TestClient, modules: dict[str, set[str]], language: str) -> None:
    for path in ("/ontology", *(f"/ontology/module/{name}" for name in modules)):
        text = page(client, path, language)
        assert len(text.encode()) < PAGE_LIMIT, path
        assert f'<html lang="{language}">' in text
        assert not re.search(r"<script(?! src=\"/static/)|<style|\sstyle=|\son\w+=", text), path  # the content security policy forbids them


def test_the_overview_lists_modules_code_lists_and_changes(client: TestClient, modules: dict[str, set[str]]) -> None:
    text = page(client, "/ontology", "en")
    assert all(f'<a href="#{name}">' in text and f"/ontology/module/{name}?lang=en" in text for name in modules)
    assert 'id="code-lists"' in text
    assert 'id="changes"' in text
    assert "P5HAM pillars" in text


def test_a_term_is_shown_with_names_definitions_ends_list_source_status_version_and_example(client: TestClient) -> None:
    text = page(client, "/ontology/module/treaty", "id")
    section = text.split('id="monitors"')[1].split("</section>")[0]
    for part in (
        "memantau",
        "monitors",
        "Traktat yang membentuk badan ini.",
        "The treaty that set up this body.",
        "#TreatyBody",
        "#Treaty",
    ):
        assert part in section
    assert "tetap; sejak versi 0.1.0" in section
    assert "/doc/badan-traktat/" in section
    pillar = page(client, "/ontology/module/dataset", "en").split('id="pillar"')[1].split("</section>")[0]
    assert "pasal.id" in pillar
    whole = "".join(page(client, path, "en") for path in parts(client, "observation"))
    indicator = whole.split('<section class="term" id="indicator"')[1].split("</section>")[0]
    assert re.search(r"/doc/konsep/indikator\?lang=en\">[^<]+</a> \(\d+ concepts\)", indicator)


def test_the_diagram_has_a_title_and_is_told_in_words(client: TestClient, modules: dict[str, set[str]]) -> None:
    for name in modules:
        text = page(client, f"/ontology/module/{name}", "en")
        assert 'role="img" aria-labelledby="diagram-title" aria-describedby="diagram-words"' in text
        drawn = re.findall(r'<text class="edge"[^>]*>([^<]+)</text>', text)
        words = text.split('id="diagram-words">')[1].split("</ul>")[0]
        assert all(label.rstrip("…") in words for label in drawn)
    assert "treaty body – monitors → treaty" in page(client, "/ontology/module/treaty", "en")
    assert "badan traktat adalah jenis dari organisasi" in page(client, "/ontology/module/treaty", "id")


def test_nothing_drawn_lies_over_something_else(client: TestClient, modules: dict[str, set[str]]) -> None:
    for name in modules:
        text = page(client, f"/ontology/module/{name}", "id")
        boxes = [
            tuple(int(value) for value in match)
            for match in re.findall(r'<rect class="\w+" x="(\d+)" y="(\d+)" width="(\d+)" height="(\d+)"', text)
        ]
        assert boxes
        for number, (x, y, width, height) in enumerate(boxes):
            for x2, y2, width2, height2 in boxes[number + 1 :]:
                assert x + width <= x2 or x2 + width2 <= x or y + height <= y2 or y2 + height2 <= y, name


@pytest.mark.parametrize("path", ["/ontology", "/ontology/module/treaty", "/ontology/module/provenance"])
def test_every_link_of_a_page_leads_somewhere(client: TestClient, path: str) -> None:
    text = page(client, path, "id")
    broken = []
    for href in sorted({href.replace("&amp;", "&") for href in re.findall(r'href="([/#][^"]*)"', text)}):
        target, _, fragment = href.partition("#")
        answer = client.get(target or path, headers={"Accept": "text/html"})
        if answer.status_code != 200 or (fragment and "/ontology" in (target or path) and f'id="{fragment}"' not in answer.text):
            broken.append(href)
    assert broken == []


@pytest.mark.parametrize("suffix", RDF_FORMS)
def test_a_module_is_had_in_every_form_with_all_that_is_said_of_its_terms(
    client: TestClient, ontology: rdflib.Graph, modules: dict[str, set[str]], suffix: str
) -> None:
    graph = rdflib.Graph().parse(data=client.get(f"/ontology/module/right.{suffix}").content, format=RDF_FORMS[suffix])
    for name in modules["right"]:
        assert set(ontology.predicate_objects(HAM[name])) <= set(graph.predicate_objects(HAM[name]))


def test_an_unknown_module_is_404(client: TestClient) -> None:
    assert client.get("/ontology/module/nothing").status_code == 404
    assert client.get("/ontology/module/.ttl").status_code == 404


def test_every_term_module_and_change_dereferences_to_its_own_description(client: TestClient, ontology: rdflib.Graph) -> None:
    own = {term for kind in KINDS for term in ontology.subjects(RDF.type, kind) if term.startswith(HAM)}
    changes = set(ontology.subjects(rdflib.URIRef("https://schema.org/targetCollection"), ONTOLOGY))
    for term in sorted(own | changes):
        path = str(term).removeprefix(CANONICAL_BASE.rstrip("/"))
        answer = client.get(path, headers={"Accept": "text/turtle"})
        assert answer.status_code == 303, term
        document = client.get(answer.headers["location"], headers={"Accept": "application/n-triples"})
        assert f"<{term}>" in document.text, term


# --- versions -----------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("suffix", RDF_FORMS)
def test_the_version_iri_gives_the_whole_ontology_of_that_version(client: TestClient, ontology: rdflib.Graph, suffix: str) -> None:
    path = str(ontology.value(ONTOLOGY, OWL.versionIRI)).removeprefix(CANONICAL_BASE.rstrip("/"))
    graph = rdflib.Graph().parse(data=client.get(f"{path}.{suffix}").content, format=RDF_FORMS[suffix])
    assert isomorphic(graph, ontology)


def test_a_version_that_never_was_is_404(client: TestClient) -> None:
    assert client.get("/ontology/version/9.9.9").status_code == 404
    assert client.get("/ontology/version/..%2F..%2Fetc").status_code == 404


@pytest.fixture(scope="module")
def client_after_an_update(release_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    """A service of a release whose change log knows 0.0.8 and 0.0.9, beside an older release that holds 0.0.9 and one that is damaged."""
    release = find_release(release_folder)
    releases = tmp_path_factory.mktemp("data") / "4-releases"
    manifest = read_manifest(release.folder)
    for name, version in (("older", "0.0.9"), ("damaged", "0.0.8")):
        folder, entries = releases / name, []
        for entry in manifest.graphs:
            if entry.name in ("ontology", "codelists"):
                path = folder / entry.file
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(
                    (release.folder / entry.file).read_text(encoding="utf-8").replace('"0.1.0"', f'"{version}"'), encoding="utf-8"
                )
                entries.append(replace(entry, sha256=file_sha256(path)))
        changed = replace(manifest, graphs=tuple(entries))
        (folder / "manifest.json").write_bytes(changed.as_bytes())
        if name == "damaged":
            (folder / "graphs" / "ontology.nq").open("a").write("# changed\n")
        folder.rename(releases / changed.release_id)
    store = ox.Store()
    for name in ("ontology", "codelists"):
        load_graph(store, release.folder / "graphs" / f"{name}.nq")
    for version in ("0.0.8", "0.0.9"):
        store.add(
            ox.Quad(
                ox.NamedNode(HAM[f"version/{version}"]),
                ox.NamedNode(str(DCTERMS.isVersionOf)),
                ox.NamedNode(str(ONTOLOGY)),
                ox.DefaultGraph(),
            )
        )
    graph = replace(ServedGraph.of_release(release), store=store, folder=releases / "current")
    return TestClient(create_app(Settings(), graph), base_url="http://any.host", follow_redirects=False, raise_server_exceptions=False)


def test_an_older_version_is_served_from_the_release_that_holds_it(client_after_an_update: TestClient) -> None:
    answer = client_after_an_update.get("/ontology/version/0.0.9.nt")
    assert answer.status_code == 200
    assert f'<{ONTOLOGY}> <{OWL.versionInfo}> "0.0.9"' in answer.text
    text = page(client_after_an_update, "/ontology/version/0.0.9", "en")
    assert "This is an old version. The one served now is version 0.1.0." in text
    served = client_after_an_update.get("/ontology.nt")
    assert served.headers["etag"] != answer.headers["etag"]
    assert '"0.1.0"' in served.text


def test_a_version_that_no_sound_release_holds_is_410_and_says_where_it_is(client_after_an_update: TestClient) -> None:
    answer = client_after_an_update.get("/ontology/version/0.0.8")
    assert answer.status_code == 410
    assert "ontology-0.0.8" in answer.json()["detail"]


# --- the JSON-LD context ------------------------------------------------------------------------------------------------------
def test_the_context_names_every_term_once(client: TestClient, ontology: rdflib.Graph) -> None:
    answer = client.get("/ontology/context.jsonld")
    assert answer.headers["content-type"] == "application/ld+json"
    context = answer.json()["@context"]
    own = {str(term).removeprefix(HAM) for kind in KINDS for term in ontology.subjects(RDF.type, kind) if term.startswith(HAM)}
    assert own <= context.keys()
    assert context["monitors"] == {"@id": "ham:monitors", "@type": "@id"}
    assert context["signatureDate"] == {"@id": "ham:signatureDate", "@type": "xsd:date"}
    assert context["reservationScope"] == {"@id": "ham:reservationScope", "@container": "@language"}
    assert context["Treaty"] == "ham:Treaty"
    again = client.get("/ontology/context.jsonld", headers={"If-None-Match": answer.headers["etag"]})
    assert again.status_code == 304


def test_a_document_with_the_context_expands_to_the_intended_triples(client: TestClient) -> None:
    document = {
        **client.get("/ontology/context.jsonld").json(),
        "id": "http://example.org/ICCPR",
        "type": "Treaty",
        "rdfs:label": {"id": "Kovenan Sipol", "en": "ICCPR"},
        "monitoringBody": "http://example.org/CCPR",
        "adoptionDate": "1966-12-16",
        "depositaryNumber": "IV-4",
        "entryIntoForceDerived": False,
    }
    expected = rdflib.Graph().parse(
        data="""@prefix ham: <https://w3id.org/satudataham/ontology/> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
        @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix : <http://example.org/> .
        :ICCPR a ham:Treaty ; rdfs:label "Kovenan Sipol"@id, "ICCPR"@en ; ham:monitoringBody :CCPR ; ham:depositaryNumber "IV-4" ;
          ham:adoptionDate "1966-12-16"^^xsd:date ; ham:entryIntoForceDerived false .""",
        format="turtle",
    )
    assert isomorphic(rdflib.Graph().parse(data=json.dumps(document), format="json-ld"), expected)


@pytest.mark.parametrize(
    "path",
    [
        "/doc/traktat/ICCPR.nt",
        "/doc/negara/IDN.nt",
        "/doc/instansi/komnas-ham.nt",
        "/doc/peraturan/uu/1999/39.nt",
        "/graph/pbb/ratifikasi.nt",
    ],
)
def test_documents_written_with_the_context_are_read_back_unchanged(client: TestClient, path: str) -> None:
    graph = rdflib.Graph().parse(data=client.get(path).text, format="nt11")
    context = client.get("/ontology/context.jsonld").json()["@context"]
    compact = json.loads(graph.serialize(format="json-ld", context=context))
    assert "ham:" not in " ".join(key for node in compact.get("@graph", [compact]) for key in node if key != "@context")
    assert isomorphic(rdflib.Graph().parse(data=json.dumps({**compact, "@context": context}), format="json-ld"), graph)


# --- without an ontology ----------------------------------------------------------------------------------------------------
def test_files_without_an_ontology_give_404(client_of: object) -> None:
    bare: TestClient = client_of("<http://data.example/id/a> <http://data.example/p> 1 .")  # type: ignore[operator]
    assert {bare.get(path).status_code for path in ("/ontology", "/ontology/context.jsonld", "/ontology/module/x")} == {404}


def test_terms_without_a_module_are_listed_too(client_of: object) -> None:
    content = f"""GRAPH <http://data.example/graph/ontology> {{ <http://data.example/ontology/Thing> a <{OWL.Class}> ;
      <{RDFS.label}> "hal"@id, "thing"@en ; <{SKOS.definition}> "Apa saja."@id, "Anything."@en . }}"""
    bare: TestClient = client_of(content)  # type: ignore[operator]
    text = page(bare, "/ontology", "en")
    assert 'id="Thing"' in text
    assert "Other terms" in text
