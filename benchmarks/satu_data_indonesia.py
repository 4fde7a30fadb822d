"""What the datasets and indicators of a release lack of what Satu Data Indonesia asks for: ``python -m benchmarks.satu_data_indonesia``.

Prints a line for each demand that something does not meet: how many of how many, and the demand in words. Most producers do not publish
their data standards and statistical metadata, so that most of it is not ours to fill in.
"""

from __future__ import annotations

from collections import Counter, defaultdict

import pyoxigraph as ox
import rdflib
from rdflib.namespace import DCAT, RDF

from kg.namespaces import Namespaces
from kg.pipeline.gate import Finding, load_profile, validate
from kg.resources import shapes_root
from kg.settings import Settings
from kg.store.release import find_release

PROFILE = "satu_data_indonesia"
KINDS = {
    "dcat:Dataset": DCAT.Dataset,
    "ham:Indicator": None,
    "ham:DataStandard": None,
    "ham:StatisticalActivity": None,
    "ham:Variable": None,
}


def described(store: ox.Store, ns: Namespaces) -> rdflib.Graph:
    """Catalogue entries, indicators and statistical metadata of a release, each with what is said of it; no observations."""
    query = f"""CONSTRUCT {{ ?thing ?p ?o }} {{ VALUES ?kind {{ {" ".join(f"<{ns.expand(name)}>" for name in KINDS)} }}
        ?thing a ?kind ; ?p ?o }}"""
    triples = store.query(query)
    return rdflib.Graph().parse(data=ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES), format="nt11")  # type: ignore[arg-type]


def gaps(data: rdflib.Graph, base: str) -> list[Finding]:
    return list(validate(data, load_profile(shapes_root(), PROFILE, base)).findings)


def main() -> None:
    settings = Settings()
    release, ns = find_release(settings.data_dir), Namespaces(settings.base_iri)
    data = described(release.store, ns)
    totals = Counter(str(kind) for kind in data.objects(None, RDF.type))
    lacking: dict[tuple[str, str], set[str]] = defaultdict(set)
    for finding in gaps(data, ns.base):
        lacking[finding.severity, finding.message_en].add(finding.focus)
    datasets, indicators = totals[str(DCAT.Dataset)], totals[ns.expand("ham:Indicator")]
    print(f"release {release.id}: {datasets} datasets, {indicators} indicators")
    for (severity, message), things in sorted(lacking.items(), key=lambda item: (item[0][0] != "violation", -len(item[1]))):
        print(f"{len(things):>5}  {severity:<9}  {message}")


if __name__ == "__main__":
    main()
