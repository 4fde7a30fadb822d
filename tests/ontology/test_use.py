"""Rules for how terms are used, over the release, the examples and the shapes together; and what properties leave open."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.namespace import OWL, RDF, RDFS

from kg.namespaces import CANONICAL_BASE

HAM = f"{CANONICAL_BASE}ontology/"
HERE = Path(__file__).parent
RULES = sorted((HERE / "use").glob("*.rq"))


@pytest.mark.parametrize("rule", RULES, ids=lambda path: path.stem)
def test_no_use_against(rule: Path, everything: ox.Store) -> None:
    text = rule.read_text(encoding="utf-8")
    offenders = [" ".join(str(value) for value in row if value is not None) for row in everything.query(text)]  # type: ignore[union-attr]
    assert offenders[:20] == [], text.splitlines()[0]


@pytest.mark.parametrize("rule", RULES, ids=lambda path: path.stem)
def test_every_rule_says_itself_in_one_sentence_on_its_first_line(rule: Path) -> None:
    assert re.fullmatch(r"# [A-Z].+\.", rule.read_text(encoding="utf-8").splitlines()[0])


def left_open(ontology: rdflib.Graph) -> set[tuple[str, str]]:
    """(name, domain or range) of every own property that has none."""
    return {
        (str(term).removeprefix(HAM), end.fragment)
        for kind in (OWL.ObjectProperty, OWL.DatatypeProperty)
        for term in ontology.subjects(RDF.type, kind)
        for end in (RDFS.domain, RDFS.range)
        if str(term).startswith(HAM) and (term, end, None) not in ontology
    }


def test_a_property_has_domain_and_range_or_a_reason_for_having_none(ontology: rdflib.Graph) -> None:
    """Pitfall P11 of OOPS!; what is left open on purpose stands in open_ended.csv with its reason, and nothing else does."""
    with (HERE / "open_ended.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert all(row["reason"].strip() for row in rows)
    reasoned, found = {(row["term"], row["end"]) for row in rows}, left_open(ontology)
    assert sorted(found - reasoned) == [], "give these a domain or range, or a reason in tests/ontology/open_ended.csv"
    assert sorted(reasoned - found) == [], "these have what open_ended.csv says they lack; take them out of it"
