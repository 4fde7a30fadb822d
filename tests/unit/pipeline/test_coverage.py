"""What there is and why the rest is not: lists by area against the areas that existed, and the measures that follow."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.namespaces import PREFIXES, Namespaces
from kg.pipeline.derived.coverage import coverage_lines
from kg.pipeline.derived.facts import GraphFacts, Terms
from kg.pipeline.derived.failed import FailedDataset
from kg.pipeline.derived.improvements import improvements
from kg.pipeline.derived.lists import area_lists
from kg.pipeline.derived.measures import DatasetMeasures, measure
from kg.pipeline.derived.places import Places
from kg.pipeline.derived.rules import rule_measures
from kg.pipeline.derived.world import Judgement, World

NS = Namespaces()
DIMENSIONS = tuple(map(NS.expand, ("ham:indicator", "sdmx-dimension:refArea", "sdmx-dimension:refPeriod", "ham:sex", "ham:sourceDocument")))
ENTRY = f"{NS.base}id/katalog/agensi/data"
SPLIT = {"91-sebelum-2022": ("", "2022-07-24"), "91": ("2022-07-25", ""), "93": ("2022-07-25", "")}


def iri(key: str) -> str:
    return f"<{NS.base}id/{key}>"


def region(key: str, level: str = "provinsi", part_of: str = "negara/IDN") -> tuple[str, Terms]:
    start, end = SPLIT.get(key, ("", ""))
    terms = {
        "rdf:type": [f"<{NS.ontology}Region>"],
        "ham:regionLevel": [iri(f"konsep/tingkat-wilayah/{level}")],
        "dcterms:isPartOf": [iri(part_of)],
        **({"schema:validFrom": [f'"{start}"']} if start else {}),
        **({"schema:validThrough": [f'"{end}"']} if end else {}),
    }
    return f"{NS.base}id/wilayah/kemendagri/{key}", {NS.expand(name): values for name, values in terms.items()}


PLACES = dict(
    [region(key) for key in ("11", "12", *SPLIT)]
    + [region(key, "kabupaten", "wilayah/kemendagri/11") for key in ("11.01", "11.02")]
    + [region("12.71", "kota", "wilayah/kemendagri/12")]
)


def figure(area: str, year: int, value: str | None = "5", status: str = "A", **changes: str) -> tuple[str, Terms]:
    terms = {
        "ham:indicator": iri("konsep/indikator/aduan"),
        "sdmx-dimension:refArea": iri(f"wilayah/kemendagri/{area}"),
        "sdmx-dimension:refPeriod": iri(f"periode/{year}"),
        "sdmx-attribute:obsStatus": iri(f"konsep/status-pengamatan/{status}"),
        "ham:refYear": f'"{year}"^^<{PREFIXES["xsd"]}gYear>',
        **({"sdmx-measure:obsValue": f'"{value}"^^<{PREFIXES["xsd"]}integer>'} if value else {}),
        **changes,
    }
    key = "/".join((area, str(year), *changes.values())).replace("<", "").replace(">", "")
    return f"{NS.base}id/pengamatan/agensi/data/{key}", {NS.expand(name): [term] for name, term in terms.items()}


def world_of(*figures: tuple[str, Terms], left_out: tuple[str, ...] = (), **entry: str) -> World:
    about = {"rdf:type": f"<{PREFIXES['dcat']}Dataset>", "dcterms:identifier": '"agensi/data"', "ham:retrieved": '"2025-03-01"', **entry}
    periods: dict[str, Terms] = {
        f"{NS.base}id/periode/{year}": {NS.expand("dcat:endDate"): [f'"{year}-12-31"']} for year in range(2010, 2026)
    }
    things = {**PLACES, **periods, ENTRY: {NS.expand(name): [value] for name, value in about.items()}}
    facts = GraphFacts("agensi/data", dict(figures), DIMENSIONS, things)
    return World({"agensi/data": facts}, NS, Judgement({"agensi/data": {"violation": 0, "warning": 2}}, frozenset(left_out)))


def only_list(*figures: tuple[str, Terms]):  # type: ignore[no-untyped-def]
    world = world_of(*figures)
    (known,) = area_lists(world, Places(world))
    return known


def keys(addresses: object) -> list[str]:
    return sorted(str(address).rpartition("/")[2] for address in addresses)  # type: ignore[attr-defined]


def test_a_list_is_measured_by_the_provinces_of_its_year() -> None:
    assert keys(only_list(figure("11", 2022)).expected) == ["11", "12", "91-sebelum-2022"]
    assert keys(only_list(figure("11", 2023)).expected) == ["11", "12", "91", "93"]


def test_a_list_that_names_an_area_from_before_a_split_is_measured_by_that_time() -> None:
    known = only_list(figure("11", 2023), figure("91-sebelum-2022", 2023))
    assert keys(known.expected) == ["11", "12", "91-sebelum-2022"]
    assert (known.present, keys(known.absent)) == (2, ["12"])


def test_nothing_is_measured_for_years_of_another_list_of_provinces() -> None:
    known = only_list(figure("11", 2012))
    assert (known.expected, known.absent) == (frozenset(), [])


def test_regencies_count_within_the_provinces_of_their_list() -> None:
    assert keys(only_list(figure("11.01", 2023)).expected) == ["11.01", "11.02"]


@pytest.mark.parametrize(("status", "state"), [("M", "missing"), ("Q", "suppressed"), ("X", "quarantined")])
def test_an_area_without_a_value_says_how(status: str, state: str) -> None:
    known = only_list(figure("11", 2023, None, status), figure("12", 2023))
    assert (keys(known.areas(state)), known.present, keys(known.absent)) == (["11"], 1, ["91", "93"])


def test_an_area_with_a_value_in_any_class_has_a_value() -> None:
    known = only_list(figure("11", 2023, None, "Q", **{"ham:sex": iri("konsep/l")}), figure("11", 2023, **{"ham:sex": iri("konsep/p")}))
    assert keys(known.areas("value")) == ["11"]


def cell(key: str, world: World) -> list[str]:
    """The statements of one cell, without subject and graph."""
    lines = "".join(coverage_lines(world)).splitlines()
    start = f"<{NS.base}id/cakupan/{key}> "
    return [line.removeprefix(start).replace(NS.base, "").rpartition(" <")[0] for line in lines if line.startswith(start)]


def test_a_gap_has_a_reason_for_each_way_of_not_being_there() -> None:
    world = world_of(figure("11", 2023, None, "Q"), figure("12", 2023, **{"ham:listComplete": f'"false"^^<{PREFIXES["xsd"]}boolean>'}))
    told = cell("agensi/data/aduan/provinsi/2023", world)
    assert "<ontology/gapReason> <id/konsep/alasan-celah/ditekan>" in told
    assert "<ontology/gapReason> <id/konsep/alasan-celah/daftar-sebagian>" in told
    assert "<ontology/areaSuppressed> <id/wilayah/kemendagri/11>" in told
    assert {line for line in told if "areaAbsent" in line} == {
        f"<ontology/areaAbsent> <id/wilayah/kemendagri/{key}>" for key in ("91", "93")
    }


def test_what_a_whole_list_lacks_is_not_in_the_sources_and_never_called_not_collected() -> None:
    told = cell("agensi/data/aduan/provinsi/2023", world_of(figure("11", 2023)))
    assert "<ontology/gapReason> <id/konsep/alasan-celah/tidak-ada-pada-sumber>" in told
    assert not [line for line in told if "tidak-dikumpulkan" in line]


def test_groups_are_told_where_there_is_more_than_one() -> None:
    two = [figure("11", 2023, **{"ham:sex": iri(f"konsep/{key}")}) for key in ("l", "p")]
    assert "<ontology/dividedBy> <ontology/sex>" in cell("agensi/data/aduan/provinsi/2023", world_of(*two))
    assert not [line for line in cell("agensi/data/aduan/provinsi/2023", world_of(two[0])) if "dividedBy" in line]


@pytest.mark.parametrize("state", ["belum-diserahkan", "dikecualikan"])
def test_a_dataset_whose_figures_are_not_there_is_a_gap(state: str) -> None:
    told = cell("agensi/data", world_of(**{"ham:dataState": iri(f"konsep/keadaan-data/{state}")}))
    assert f"<ontology/gapReason> <id/konsep/alasan-celah/{state}>" in told


def test_a_dataset_that_failed_the_gate_is_a_gap() -> None:
    told = cell("agensi/gagal", world_of(left_out=("agensi/gagal",)))
    assert "<ontology/gapReason> <id/konsep/alasan-celah/gagal-pemeriksaan>" in told


def measured(*figures: tuple[str, Terms], **entry: str) -> DatasetMeasures:
    world = world_of(*figures, **entry)
    ((address, terms),) = world.of_class("dcat:Dataset")
    return measure(address, terms, area_lists(world, Places(world)), frozenset(), world)


def test_measures_count_what_the_dataset_holds() -> None:
    part = {"ham:periodComplete": f'"false"^^<{PREFIXES["xsd"]}boolean>'}
    values = measured(figure("11", 2023), figure("12", 2023, None, "M"), figure("12", 2024, **part)).values
    assert (values["angka"], values["angka-hilang"], values["sebagian-tahun"], values["peringatan"]) == (3, 1, 1, 2)
    assert (values["sel-provinsi-diharapkan"], values["sel-provinsi-terisi"], str(values["kelengkapan-provinsi"])) == (8, 2, "0.25")


def test_age_runs_from_the_newest_period_to_the_day_of_reading() -> None:
    yearly = {"dcterms:accrualPeriodicity": "<http://purl.org/cld/freq/annual>"}
    assert measured(figure("11", 2023), **yearly).values["umur-hari"] == 426
    assert measured(figure("11", 2023), **yearly).values["periode-tertinggal"] == 1
    assert measured(figure("11", 2023)).values["periode-tertinggal"] is None  # no frequency: nobody can say


def test_the_improvement_that_concerns_most_figures_comes_first() -> None:
    found = improvements(measured(figure("11", 2023), figure("12", 2023, None, "M")))
    assert [improvement.metric for improvement in found] == [
        "kelengkapan-provinsi", "lisensi-dinyatakan", "jadwal-dinyatakan", "peringatan", "angka-hilang",
    ]  # fmt: skip
    assert [improvement.concerns for improvement in found] == [3, 2, 2, 2, 1]
    assert "3 sel provinsi" in found[0].words["id"]


def test_what_is_in_order_gets_no_improvement() -> None:
    licence = {"dcterms:license": "<https://creativecommons.org/licenses/by/4.0/>", "ham:plannedRelease": '"2026-01-01"'}
    found = improvements(measured(*(figure(key, 2023) for key in ("11", "12", "91", "93")), **licence))
    assert [improvement.metric for improvement in found] == ["peringatan"]


def test_a_right_tells_a_suppressed_province_from_one_that_is_not_named() -> None:
    partial = {"ham:listComplete": f'"false"^^<{PREFIXES["xsd"]}boolean>'}
    world = world_of(figure("11", 2023, None, "Q"), figure("12", 2023, **partial), **{"dcat:theme": iri("konsep/hak/satu")})
    told = cell("hak/satu/provinsi/2023", world)
    assert "<ontology/areaSuppressed> <id/wilayah/kemendagri/11>" in told
    assert {line for line in told if "areaAbsent" in line} == {
        f"<ontology/areaAbsent> <id/wilayah/kemendagri/{key}>" for key in ("91", "93")
    }
    assert {line.rpartition("/")[2] for line in told if "gapReason" in line} == {"ditekan>", "daftar-sebagian>"}


def test_a_right_whose_only_dataset_was_not_handed_in_says_so() -> None:
    world = world_of(**{"dcat:theme": iri("konsep/hak/satu"), "ham:dataState": iri("konsep/keadaan-data/belum-diserahkan")})
    world.things[f"{NS.base}id/konsep/hak/satu"] = {}
    told = cell("hak/satu", world)
    assert not told  # nothing in the release uses that list of rights yet
    other = figure("11", 2023)
    scheme = {NS.expand(name): [iri("konsep/hak")] for name in ("skos:inScheme", "skos:topConceptOf")}
    both = world_of(other, **{"dcat:theme": iri("konsep/hak/dua")})
    both.graphs["agensi/data"].things.update({f"{NS.base}id/konsep/hak/{name}": dict(scheme) for name in ("satu", "dua")})
    waiting = {
        "rdf:type": f"<{PREFIXES['dcat']}Dataset>", "dcterms:identifier": '"agensi/lain"', "dcat:theme": iri("konsep/hak/satu"),
        "ham:dataState": iri("konsep/keadaan-data/belum-diserahkan"),
    }  # fmt: skip
    both.graphs["agensi/data"].things[f"{NS.base}id/katalog/agensi/lain"] = {NS.expand(name): [value] for name, value in waiting.items()}
    assert [line.rpartition("/")[2] for line in cell("hak/satu", both) if "gapReason" in line] == ["belum-diserahkan>"]


SEX = f"<{NS.base}id/konsep/jenis-kelamin/"
WOMEN, MEN, BOTH = ({"ham:sex": f"{SEX}{key}>"} for key in ("perempuan", "laki-laki", "total"))


def grouped(
    *figures: tuple[str, Terms], failed: FailedDataset | None = None, refused: tuple[tuple[str, Terms], ...] = (), **entry: str
) -> dict[str, set[str]]:
    """Provinces by cell of the indicator: group, years and state."""
    plain = world_of(*figures, **entry)
    dimension = {f"{NS.ontology}sex": {NS.expand("rdf:type"): [f"<{NS.ontology}GroupDimension>"]}}
    concepts: dict[str, Terms] = {f"{NS.base}id/konsep/{key}": {} for key in ("indikator/aduan", "jenis-kelamin/perempuan")}
    facts = plain.graphs["agensi/data"]
    whole = GraphFacts("agensi/data", facts.observations, DIMENSIONS, {**facts.things, **dimension, **concepts})
    graphs = {"agensi/gagal": GraphFacts("agensi/gagal", dict(refused), DIMENSIONS, {})} if refused else {}
    world = World({"agensi/data": whole}, NS, Judgement(failed={failed.name: failed} if failed else {}, refused=graphs))
    found: dict[str, set[str]] = {}
    for line in "".join(coverage_lines(world)).splitlines():
        subject, predicate, value = line.split(" ", 2)
        if predicate.endswith("/coveredArea>") and "/indikator/aduan/kelompok/" in subject:
            found.setdefault(subject.rpartition("/kelompok/")[2].rstrip(">"), set()).add(value.split("> ")[0].rpartition("/")[2])
    return found


def test_a_figure_of_one_group_leaves_the_other_without() -> None:
    told = grouped(figure("11", 2023, **WOMEN), figure("12", 2023, **MEN), figure("12", 2023, **BOTH))
    assert told["sex/jenis-kelamin/perempuan/2023/ada"] == {"11"}
    assert told["sex/jenis-kelamin/perempuan/2023/tidak-dirinci"] == {"12"}
    assert told["sex/jenis-kelamin/perempuan/2023/tidak-ada-pada-sumber"] == {"91", "93"}
    assert told["semua/2023/ada"] == {"12"}
    assert told["semua/2023/tidak-ada-pada-sumber"] == {"11", "91", "93"}  # parts are never added up to a whole


def test_nothing_is_told_of_groups_where_no_list_divides_by_group() -> None:
    assert grouped(figure("11", 2023, **BOTH), figure("12", 2023)) == {}


@pytest.mark.parametrize(("status", "reason"), [("M", "tidak-dicetak"), ("Q", "ditekan"), ("X", "dikarantina")])
def test_a_figure_of_a_group_without_a_value_says_how(status: str, reason: str) -> None:
    told = grouped(figure("11", 2023, None, status, **WOMEN), figure("12", 2023, **WOMEN))
    assert told[f"sex/jenis-kelamin/perempuan/2023/{reason}"] == {"11"}


def test_a_partial_list_by_group_is_the_reason_for_those_that_it_does_not_name() -> None:
    part = {"ham:listComplete": f'"false"^^<{PREFIXES["xsd"]}boolean>'}
    told = grouped(figure("11", 2023, **WOMEN, **part), figure("12", 2023))
    assert told["sex/jenis-kelamin/perempuan/2023/daftar-sebagian"] == {"12", "91", "93"}


def test_years_in_which_the_same_provinces_stand_alike_are_one_cell_and_years_between_are_told() -> None:
    told = grouped(figure("11", 2018, **WOMEN), figure("11", 2019, **WOMEN), figure("11", 2021, **WOMEN))
    assert told["sex/jenis-kelamin/perempuan/2018--2019/ada"] == told["sex/jenis-kelamin/perempuan/2021/ada"] == {"11"}
    assert told["sex/jenis-kelamin/perempuan/2018--2019/tidak-ada-pada-sumber"] == {"12", "91-sebelum-2022"}
    assert told["sex/jenis-kelamin/perempuan/2020/tidak-ada-pada-sumber"] == {"11", "12", "91-sebelum-2022"}


def test_what_a_refused_graph_would_have_held_failed_the_check_and_nothing_that_the_release_does_not_know_is_told() -> None:
    failed = FailedDataset("agensi/gagal", True, {}, (), range(0), Path("graph.nq"), "0")
    unknown = {"ham:sex": f"{SEX}3271046504930002>"}
    told = grouped(figure("11", 2023, **WOMEN), failed=failed, refused=(figure("12", 2023, **WOMEN), figure("12", 2023, **unknown)))
    assert told["sex/jenis-kelamin/perempuan/2023/gagal-pemeriksaan"] == {"12"}
    assert not [key for key in told if "3271046504930002" in key]


def test_a_rule_is_met_or_not_on_the_nodes_that_it_targets_and_told_only_where_there_are_any() -> None:
    rule, other = f"{NS.base}id/konsep/aturan-data/05", f"{NS.base}id/konsep/aturan-data/11"
    told = {"ham:enforcedByShape": ['"Observation-countingUnit"'], "ham:appliesTo": [f"<{NS.ontology}Figure>", f"<{NS.ontology}index>"]}
    things: dict[str, Terms] = {
        rule: {NS.expand(name): values for name, values in told.items()},
        other: {NS.expand("ham:appliesTo"): [f"<{NS.ontology}Treaty>"]},
    }
    kinds = ((frozenset({f"{NS.ontology}Figure", f"{NS.ontology}index"}), 3), (frozenset({f"{NS.ontology}index"}), 2), (frozenset(), 9))
    facts = GraphFacts("agensi/data", {}, (), things, kinds)
    by_shape = {"agensi/data": {"Observation-countingUnit": frozenset({"urn:a", "urn:b"}), "Other": frozenset({"urn:c"})}}
    (only,) = rule_measures("agensi/data", World({"agensi/data": facts}, NS, Judgement(by_shape=by_shape)))
    assert (only.rule.notation, only.checked, only.failed) == ("05", 5, 2)
