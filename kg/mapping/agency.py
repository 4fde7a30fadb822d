"""Organisations: their kinds, and ``agency.yml``, by which an agency's folder brings the description of its own agency with it."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Annotated

import yaml
from pydantic import BaseModel, ConfigDict, Field, HttpUrl, ValidationError, field_validator

from kg.errors import InputError
from kg.mapping.config import Bilingual
from kg.mapping.context import MappingContext
from kg.mapping.open_questions import AGENCY_FILE
from kg.mapping.yaml_text import parse_yaml
from kg.nquads import RDF_TYPE, block, iri, string, text

REGISTER = ("instansi", "organisasi", "source.csv")

# kind: (class of the ontology, class of the ORG vocabulary)
KINDS = {
    "kementerian": ("ham:Ministry", "org:FormalOrganization"),
    "lembaga-nasional-ham": ("ham:NationalHumanRightsInstitution", "org:FormalOrganization"),
    "komisi-khusus": ("ham:SpecialisedCommission", "org:FormalOrganization"),
    "badan-negara": ("ham:StateBody", "org:FormalOrganization"),
    "dewan-independen": ("ham:IndependentCouncil", "org:FormalOrganization"),
    "pengadilan": ("ham:Court", "org:FormalOrganization"),
    "penegak-hukum": ("ham:LawEnforcementBody", "org:FormalOrganization"),
    "panitia-antarkementerian": ("ham:InterministerialCommittee", "org:FormalOrganization"),
    "unit-organisasi": ("ham:OrganizationalUnit", "org:OrganizationalUnit"),
    "masyarakat-sipil": ("ham:CivilSocietyOrganization", "org:FormalOrganization"),
    "lembaga-penelitian": ("ham:ResearchOrganization", "org:FormalOrganization"),
    "badan-pbb": ("ham:UnitedNationsBody", "org:FormalOrganization"),
    "layanan-data": ("ham:DataProvider", "org:Organization"),
}


class AgencyConfig(BaseModel):
    """An agency that no register of ours holds yet. `key` is the last part of its IRI; `source` a page that says what stands here."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    key: Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
    kind: str
    name: Bilingual
    short_name: str | None = None
    site: HttpUrl | None = None
    source: HttpUrl

    @field_validator("kind")
    @classmethod
    def _is_a_kind(cls, value: str) -> str:
        if value not in KINDS:
            raise ValueError(f"must be one of {', '.join(KINDS)}")
        return value


def load_agency(path: Path) -> AgencyConfig | None:
    """The agency of a folder; None if it has no ``agency.yml``. Raises InputError that names the key."""
    if not path.exists():
        return None
    display = f"{path.parent.name}/{path.name}"
    try:
        return AgencyConfig.model_validate(parse_yaml(path.read_text(encoding="utf-8")))
    except ValidationError as error:
        first = error.errors()[0]
        raise InputError(first["msg"], file=display, column=".".join(map(str, first["loc"])) or None) from None
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise InputError(f"cannot be read ({type(error).__name__})", file=display) from None


def registered_keys(mappings: Path) -> frozenset[str]:
    """Keys of the organisations in the register of this repository."""
    path = mappings.joinpath(*REGISTER)
    if not path.exists():
        return frozenset()
    with path.open(encoding="utf-8", newline="") as file:
        return frozenset(row["kunci"] for row in csv.DictReader(file))


def known_agencies(mappings: Path) -> dict[str, str]:
    """Key of every organisation → the file that describes it: the register, or the folder of an agency."""
    found = dict.fromkeys(registered_keys(mappings), "/".join(REGISTER))
    for path in sorted(mappings.glob(f"*/{AGENCY_FILE}")):
        try:
            agency = load_agency(path)
        except InputError:
            continue  # told when its datasets are mapped
        if agency:
            found.setdefault(agency.key, f"{path.parent.name}/{AGENCY_FILE}")
    return found


def agency_block(context: MappingContext) -> str | None:
    """What the agency's folder says of its agency, for a dataset's graph. Raises InputError if that is said elsewhere too."""
    path = context.folder.parent / AGENCY_FILE
    agency = load_agency(path)
    if agency is None:
        return None
    display, ns = f"{path.parent.name}/{AGENCY_FILE}", context.ns
    elsewhere = known_agencies(context.mappings_root).get(agency.key, display)
    if elsewhere != display:
        problem = f"is described in mappings/{elsewhere} already: delete this file, and name the key as `producer`"
        raise InputError(problem, file=display, column="key", value=agency.key)
    subject = iri(ns.organization(agency.key))
    pairs = [(RDF_TYPE, iri(ns.expand(name))) for name in ("ham:Organization", *KINDS[agency.kind])]
    pairs += [
        (iri(ns.expand("skos:prefLabel")), text(agency.name.id, "id")),
        (iri(ns.expand("skos:prefLabel")), text(agency.name.en, "en")),
        (iri(ns.expand("dcterms:identifier")), string(agency.key)),
        (iri(ns.expand("org:classification")), iri(ns.concept(f"jenis-instansi/{agency.kind}"))),
        (iri(ns.expand("dcterms:source")), iri(str(agency.source))),
    ]
    if agency.short_name:
        pairs.append((iri(ns.expand("skos:altLabel")), text(agency.short_name, "id")))
    if agency.site:
        pairs.append((iri(ns.expand("foaf:homepage")), iri(str(agency.site))))
    return block(subject, pairs, context.graph)
