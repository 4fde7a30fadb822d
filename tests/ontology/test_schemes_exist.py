"""Every concept scheme that the model names exists, apart from the others, with a version and a source."""

from __future__ import annotations

import pytest
import rdflib
from rdflib.namespace import DCTERMS, OWL, RDF, SKOS

CONCEPTS = "https://w3id.org/satudataham/id/konsep/"
SCHEMES = {
    "the 1945 Constitution, 28A-28J": ["hak-uud1945"],
    "Act 39/1999, groups and articles": ["hak-uu39"],
    "Act 26/2000 and Act 39/1999, gross violations": ["pelanggaran-berat-uu26", "pelanggaran-berat-uu39"],
    "Human Rights Index": ["hak-indeks-ham"],
    "human rights caring regencies": ["hak-kkp-ham"],
    "Komnas HAM": ["isu-komnas-ham", "disposisi-komnas-ham", "pihak-teradu", "pengadu"],
    "CATAHU": ["ranah-catahu", "bentuk-catahu", "jenis-catahu", "sumber-catahu"],
    "SIMFONI": ["jenis-kekerasan-simfoni"],
    "KPAI": ["klaster-kpai", "kasus-kpai"],
    "KPA": ["sektor-kpa"],
    "maladministration": ["maladministrasi"],
    "migrant workers": ["kasus-pmi"],
    "groups": ["kelompok-ranham", "kelompok-p2ham"],
    "P5HAM": ["pilar-p5ham"],
    "counting units": ["satuan-hitung"],
    "sex and age": ["jenis-kelamin", "kelompok-umur-kpai"],
    "periods": ["jenis-periode"],
    "statuses": ["status-pengamatan", "status-dugaan", "status-pelaksanaan", "status-peraturan"],
    "UHRI, by version": ["tema-uhri", "tema-uhri-lama", "kelompok-uhri", "kelompok-uhri-lama"],
    "mechanisms and treaty bodies": ["mekanisme-pbb"],
    "UPR": ["posisi-upr"],
    "Satu Data Indonesia": ["tingkat-akses", "peran-sdi", "tahap-sdi"],
    "indicators and area roles": ["indikator", "jenis-indikator", "peran-wilayah"],
    "versions of classifications": ["versi-klasifikasi"],
}


@pytest.mark.parametrize("key", [key for keys in SCHEMES.values() for key in keys])
def test_a_scheme_exists_with_version_source_and_concepts(key: str, ontology: rdflib.Graph) -> None:
    scheme = rdflib.URIRef(CONCEPTS + key)
    assert (scheme, RDF.type, SKOS.ConceptScheme) in ontology
    assert ontology.value(scheme, OWL.versionInfo)
    assert list(ontology.objects(scheme, DCTERMS.source))
    concepts = set(ontology.subjects(SKOS.inScheme, scheme))
    assert len(concepts) >= 2
    assert all(list(ontology.objects(concept, SKOS.inScheme)) == [scheme] for concept in concepts), "a concept is of one scheme"
