"""What is told of disclosure control: the same for people and machines, and never a suppressed figure."""

from __future__ import annotations

from starlette.testclient import TestClient


def test_every_published_dataset_tells_its_rule(client: TestClient) -> None:
    content = client.get("/disclosure", headers={"Accept": "application/json"}).json()
    published = {check["dataset"] for check in content["datasets"]}
    catalogue = client.get("/catalog.nt").text
    states = [line for line in catalogue.splitlines() if "ontology/dataState" in line and "/diterbitkan>" in line]
    assert len(published) == len(content["datasets"]) == len(states) > 30
    assert {check["rule"] for check in content["datasets"]} >= {"ambang", "tanpa-hitungan-orang"}
    assert all(check["rule_label"] for check in content["datasets"])


def test_counts_are_told_where_a_rule_counts(client: TestClient) -> None:
    checks = {check["dataset"]: check for check in client.get("/disclosure.json").json()["datasets"]}
    complaints = checks["komnas_ham/pengaduan_provinsi"]
    assert (complaints["rule"], complaints["threshold"]) == ("ambang", 5)
    assert 0 < complaints["suppressed"] < complaints["cells"]
    assert complaints["percent"] == round(100 * complaints["suppressed"] / complaints["cells"], 1)
    assert checks["kemendagri/wilayah"]["rule"] == "tanpa-hitungan-orang"
    assert checks["kemendagri/wilayah"]["cells"] is None


def test_the_page_is_in_both_languages(client: TestClient) -> None:
    for language, heading in (("id", "Pengendalian pengungkapan"), ("en", "Disclosure control")):
        page = client.get(f"/disclosure?lang={language}", headers={"Accept": "text/html"})
        assert page.status_code == 200
        assert f"<h1>{heading}</h1>" in page.text
        assert page.headers["content-language"] == language


def test_another_form_is_not_there(client: TestClient) -> None:
    assert client.get("/disclosure.ttl").status_code == 404
