"""The pages of quality and coverage: the same figures as the graph's for people and machines, in both languages, small, and linked."""

from __future__ import annotations

import re

import pytest
from starlette.testclient import TestClient

PAGES = [
    "/quality", "/quality/komnas-ham", "/quality/bps", "/quality/komnas_ham/pengaduan_provinsi", "/quality/bps/rata_rata_lama_sekolah",
    "/quality/setara/kbb_provinsi", "/quality/pbb/traktat", "/liputan", "/liputan?wilayah=wilayah/kemendagri/95",
    "/liputan?kelompok=jenis-kelamin/perempuan", "/liputan?kelompok=jenis-kelamin/perempuan&wilayah=wilayah/kemendagri/32",
]  # fmt: skip
METRIC = "https://w3id.org/satudataham/id/konsep/ukuran-mutu/"


def page(client: TestClient, path: str, language: str = "id") -> str:
    answer = client.get(path + ("&" if "?" in path else "?") + f"lang={language}", headers={"Accept": "text/html"})
    assert answer.status_code == 200, path
    return answer.text


def asked(client: TestClient, query: str) -> list[list[str]]:
    answer = client.post("/sparql", data={"query": query}, headers={"Accept": "application/sparql-results+json"}).json()
    return [[row[name]["value"] if name in row else "" for name in answer["head"]["vars"]] for row in answer["results"]["bindings"]]


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("path", PAGES)
def test_every_page_is_small_whole_and_in_its_language(client: TestClient, path: str, language: str) -> None:
    html = page(client, path, language)
    assert len(html.encode()) <= 100_000
    assert html.count("<h1>") == 1 and f'<html lang="{language}">' in html
    assert "None" not in re.sub(r"<[^>]+>", "", html) and "{{" not in html
    assert " style=" not in html


def test_the_overview_has_each_agency_and_dataset_with_the_graph_s_measures(client: TestClient) -> None:
    content = client.get("/quality?format=json").json()
    rows = asked(
        client,
        f"""SELECT ?name ?n {{ ?m <http://www.w3.org/ns/dqv#computedOn> ?e ; <http://www.w3.org/ns/dqv#isMeasurementOf> <{METRIC}angka> ;
        <http://www.w3.org/ns/dqv#value> ?n . ?e a <http://www.w3.org/ns/dcat#Dataset> ; <http://purl.org/dc/terms/identifier> ?name }}""",
    )
    assert {row["key"]: row["figures"] for row in content["datasets"] if row["figures"] is not None} == {name: int(n) for name, n in rows}
    assert len(content["datasets"]) > 100 and len(content["agencies"]) > 20
    html = page(client, "/quality")
    assert all(f'href="/quality/{row["key"]}?lang=id"' in html for row in [*content["agencies"], *content["datasets"]])


def test_each_rule_is_told_with_its_sentence_and_those_that_are_met_are_folded(client: TestClient) -> None:
    path = "/quality/bps/kemiskinan_provinsi"
    rules = client.get(f"{path}?format=json&lang=id").json()["rules"]
    assert len(rules) > 8 and all(rule["checked"] > 0 for rule in rules)
    html = page(client, path)
    part = html[html.index('id="aturan"') :]
    open_part, _, folded = part[: part.index("</details>")].partition("<details>")
    for rule in rules:
        assert rule["passed"] == (rule["failed"] == 0)
        assert rule["sentence"] in (folded if rule["passed"] else open_part), rule
    units = next(rule for rule in rules if rule["rule"]["name"] == "satuan hitung")
    assert units["checked"] == client.get(f"{path}?format=json").json()["summary"]["figures"]


def test_json_comes_by_accept_too_and_is_the_page_s(client: TestClient) -> None:
    path = "/quality/komnas_ham/pengaduan_provinsi"
    by_header = client.get(path, headers={"Accept": "application/json"})
    assert by_header.headers["content-type"] == "application/json"
    content = client.get(f"{path}?format=json&lang=id").json()
    assert content["fixes"][0]["rank"] == 1
    html = page(client, path)
    for fix in content["fixes"]:
        assert fix["words"] in html
    for note in content["conflicts"]:
        assert note["name"].replace("&", "&amp;") in html
    summary = content["summary"]
    assert f"{summary['filled']}/{summary['expected']}" in html
    again = client.get(f"{path}?format=json&lang=id", headers={"If-None-Match": client.get(f"{path}?format=json&lang=id").headers["etag"]})
    assert again.status_code == 304


def test_what_can_be_mended_names_file_row_column_and_value(client: TestClient) -> None:
    content = client.get("/quality/bps/rata_rata_lama_sekolah?format=json").json()
    held = {(place["file"], place["row"], place["column"], place["value"]) for place in content["places"]["quarantined"]}
    assert ("bps/rata_rata_lama_sekolah/source.csv", 25, "lama_sekolah_tahun", "0.0") in held
    html = page(client, "/quality/bps/rata_rata_lama_sekolah")
    assert 'href="/source/bps/rata_rata_lama_sekolah/source.csv?row=25' in html


def test_the_drawing_of_completeness_has_the_same_cells_as_its_table(client: TestClient) -> None:
    html = page(client, "/quality/bps/rata_rata_lama_sekolah")
    drawn = {state: path.count("z") for state, path in re.findall(r'<path class="state-([\w-]+)" d="([^"]+)"', html)}
    table = html[html.index('id="tabel-kelengkapan"') :]
    cells = re.findall(r"<td>([^<]?)</td>", table[: table.index("</table>")])
    assert drawn == {"ada": cells.count("●"), "dikarantina": cells.count("X")}
    assert drawn["dikarantina"] == 3


def test_findings_of_rules_across_graphs_stand_with_the_dataset_they_are_about(client: TestClient) -> None:
    names = [row["key"] for row in client.get("/quality?format=json").json()["datasets"]]
    found = {
        name: [rule["words"] for rule in client.get(f"/quality/{name}?format=json&lang=en").json()["findings"]]
        for name in names
        if name.startswith(("kpai/", "satu_data_ham/"))
    }
    words = "The parts of a breakdown add up to 3902, more than 3883, the total that they divide."
    assert words in found["satu_data_ham/rincian"]
    assert [name for name in found if words in found[name] and name.startswith("kpai/")]


def test_an_agency_shows_what_would_mend_most_over_all_its_datasets(client: TestClient) -> None:
    content = client.get("/quality/komnas-ham?format=json").json()
    concerns = [fix["concerns"] for _, _, fix in content["fixes"]]
    assert concerns == sorted(concerns, reverse=True) and concerns
    assert client.get("/quality/komnas_ham").headers["location"] == "/quality/komnas-ham"


def test_unknown_agencies_datasets_and_places_are_404(client: TestClient) -> None:
    for path in ("/quality/tidak-ada", "/quality/bps/tidak_ada", "/liputan?wilayah=wilayah/kemendagri/00", "/liputan?kelompok=tidak/ada"):
        assert client.get(path).status_code == 404


def test_which_indicators_lack_a_province_and_why(client: TestClient) -> None:
    content = client.get("/liputan?wilayah=wilayah/kemendagri/95&format=json&lang=id").json()
    assert content["never"]
    for gap in content["never"]:
        indicator = gap["indicator"]["iri"]
        found = asked(
            client,
            f"""SELECT ?o {{ ?o <https://w3id.org/satudataham/ontology/indicator> <{indicator}> ;
            <http://purl.org/linked-data/cube#dataSet>/<http://purl.org/dc/terms/isPartOf> <{gap["dataset"]["iri"]}> ;
            <http://purl.org/linked-data/sdmx/2009/dimension#refArea> <https://w3id.org/satudataham/id/wilayah/kemendagri/95> ;
            <http://purl.org/linked-data/sdmx/2009/measure#obsValue> ?v }}""",
        )
        assert found == [], indicator
        assert gap["why"] and gap["reason"] in ("daftar-sebagian", "tidak-ada-pada-sumber", "ditekan", "dikarantina", "tidak-dicetak")
    national = {thing["iri"] for thing in content["national"]}
    assert "https://w3id.org/satudataham/id/konsep/indikator/persentase-penduduk-miskin" not in national and len(national) > 20


def test_a_province_page_tells_what_is_not_known_there(client: TestClient) -> None:
    html = page(client, "/doc/wilayah/kemendagri/95")
    assert 'id="celah"' in html and "/liputan?wilayah=wilayah/kemendagri/95" in html
    assert 'id="celah"' not in page(client, "/doc/negara/KHM")


def test_a_group_says_for_which_rights_a_province_has_figures_and_why_not(client: TestClient) -> None:
    path = "/liputan?kelompok=jenis-kelamin/perempuan&wilayah=wilayah/kemendagri/32"
    content = client.get(f"{path}&format=json&lang=en").json()
    runs = {row["subject"]["iri"].rpartition("/konsep/")[2]: row["runs"] for row in content["group_rows"]}
    assert {run["years"] for run in runs["hak-uu39/09"] if not run["reasons"]} == {"2018–2022"}
    assert any("tidak-dirinci" in run["reasons"] for run in runs["hak-uu39/09"])
    found = asked(
        client,
        """SELECT DISTINCT ?s { ?c a <https://w3id.org/satudataham/ontology/GroupCoverage> ; <http://purl.org/dc/terms/subject> ?s ;
        <https://w3id.org/satudataham/ontology/coveredArea> <https://w3id.org/satudataham/id/wilayah/kemendagri/32> ;
        <https://w3id.org/satudataham/ontology/coveredGroup> <https://w3id.org/satudataham/id/konsep/jenis-kelamin/perempuan> }""",
    )
    assert {iri.rpartition("/konsep/")[2] for (iri,) in found} == set(runs)
    html = page(client, path, "en")
    assert "2018–2022" in html and '<option value="jenis-kelamin/perempuan" selected>' in html


def test_all_groups_are_compared_with_the_number_of_figures_and_provinces(client: TestClient) -> None:
    sums = {row["key"]: row for row in client.get("/liputan?format=json&lang=id").json()["group_sums"]}
    assert sums["jenis-kelamin/perempuan"]["figures"] > 40 and sums["jenis-kelamin/perempuan"]["provinces"] >= 34
    assert all(f"kelompok={key}" in page(client, "/liputan") for key in sums)


def test_a_right_and_a_province_tell_which_groups_have_figures(client: TestClient) -> None:
    html = page(client, "/doc/konsep/hak-uu39/09")
    part = html[html.index('id="kelompok"') :]
    assert "kelompok=jenis-kelamin/perempuan" in part and "2018–2022" in part
    assert "Tidak satu pun daftar per provinsi" in page(client, "/doc/konsep/hak-uu39/01")
    assert "#kelompok" in page(client, "/doc/wilayah/kemendagri/32")


def test_indicators_that_a_rule_links_to_a_right_stand_apart_with_the_statements_behind(client: TestClient) -> None:
    html = page(client, "/doc/konsep/hak-uu39/09")
    part = html[html.index('id="turunan"') :]
    part = part[: part.index("</details>")]
    rows = asked(
        client,
        """SELECT ?i ?d { GRAPH <https://w3id.org/satudataham/graph/chain> {
        ?i <https://w3id.org/satudataham/ontology/indicatesRight> <https://w3id.org/satudataham/id/konsep/hak-uu39/09> .
        ?d <https://w3id.org/satudataham/ontology/reportsIndicator> ?i }
        ?d <http://www.w3.org/ns/dcat#theme> <https://w3id.org/satudataham/id/konsep/hak-uu39/09> }""",
    )
    assert len(rows) > 5
    for indicator in {indicator for indicator, _ in rows}:
        assert f'href="{indicator.replace("https://w3id.org/satudataham/id/", "/doc/")}' in part
    assert part.count("<li>") == len({dataset for _, dataset in rows})
    assert 'href="/doc/ontology/indicatesRight' in part and 'id="turunan"' not in page(client, "/doc/konsep/hak-uud1945/27-1")


def test_passports_are_linked_and_listed(client: TestClient) -> None:
    assert "/quality/bps/kemiskinan_provinsi?lang=id" in page(client, "/doc/katalog/bps/kemiskinan_provinsi")
    assert "/quality/komnas-ham?lang=id" in page(client, "/doc/instansi/komnas-ham")
    assert "/quality?lang=id" in page(client, "/") and "/liputan?lang=id" in page(client, "/")
    listed = client.get("/sitemap/1.xml").text
    for path in ("quality", "liputan", "quality/komnas-ham", "quality/bps/kemiskinan_provinsi"):
        assert f"/{path}</loc>" in listed
