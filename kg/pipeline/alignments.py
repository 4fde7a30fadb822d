"""The hand-edited tables of ``ontology/alignments/`` as statements: matches, a node for each of them, and labels of terms of others.

``<set>.sssom.tsv`` is a mapping set in the Simple Standard for Sharing Ontological Mappings (SSSOM). ``labels.tsv`` names the terms of
others that mappings point to, as their owners do and as we do in Indonesian.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from kg.errors import InputError
from kg.namespaces import PREFIXES, Namespaces
from kg.nquads import RDF_TYPE, date_literal, decimal, iri, string, text
from kg.pipeline.review import review_statements
from kg.pipeline.sssom import MappingSet, TableRow, read_mapping_set, read_table
from kg.review import DOUBTED

SSSOM = "https://w3id.org/sssom/"
SET_SUFFIX = ".sssom.tsv"
LABELS = "labels.tsv"
LITERAL = "rdfs literal"
PREDICATES = (
    "skos:exactMatch", "skos:closeMatch", "skos:broadMatch", "skos:narrowMatch", "skos:relatedMatch",
    "ham:guaranteedBy", "schema:sameAs",
)  # fmt: skip

# How the owners of vocabularies write their addresses: http, nothing after the key, an indicator by its own code and not by its number.
FOREIGN_ADDRESSES = (
    re.compile(r"http://metadata\.un\.org/thesaurus/([0-9]{6,7}|c_[0-9a-z]+)"),
    re.compile(r"http://metadata\.un\.org/sdg/([1-9][0-9]?(\.([1-9][0-9]?|[a-d]))?|C[0-9]{2}[0-9a-d]{4}|[A-Z]{2}(_[A-Z0-9]+)+)"),
    re.compile(r"http://eurovoc\.europa\.eu/([0-9]+|c_[0-9a-f]+)"),
    re.compile(r"http://www\.wikidata\.org/entity/Q[1-9][0-9]*"),
)
_JUSTIFICATION = re.compile(r"https://w3id\.org/semapv/vocab/[A-Z][A-Za-z]+")
_CONFIDENCE = re.compile(r"0\.[0-9]{1,2}|1")
_WEB_ADDRESS = re.compile(r"https?://[^\s/]+/\S*")

_ENDS = ("record_id", "subject_id", "subject_label", "predicate_id", "object_id", "object_label")
_SAID_OF_IT = (
    "mapping_justification", "author_label", "reviewer_label", "confidence", "mapping_source", "mapping_date", "review_date",
    "review_status", "comment",
)  # fmt: skip
SET_COLUMNS = ((*_ENDS, *_SAID_OF_IT), (*_ENDS, "object_type", "object_notation", *_SAID_OF_IT))
LABEL_COLUMNS = (("iri", "label_en", "printed_label", "label_id", "notation", "reviewer_label", "review_date", "review_status", "source"),)

Statement = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Label:
    """The names of the object of a mapping."""

    english: str
    indonesian: str


@dataclass(slots=True)
class _Alignments:
    """What is known while the tables are read: labels by address, and which row first mapped two things to each other."""

    ns: Namespaces
    labels: dict[str, Label] = field(default_factory=dict)
    pairs: dict[frozenset[str], TableRow] = field(default_factory=dict)

    def term(self, name: str) -> str:
        return iri(self.ns.expand(name))


def alignment_lines(files: Mapping[str, str], graph: str, ns: Namespaces) -> set[str]:
    """Canonical N-Quads lines of all tables, given as name → content; `graph` is a term.

    Raises InputError with file, row (the line, as an editor counts), column and value for whatever cannot be taken as it stands.
    """
    known = _Alignments(ns)
    lines: set[str] = set()
    for name in sorted(files, key=lambda name: (not name.endswith(LABELS), name)):
        statements = _labels(name, files[name], known) if name.endswith(LABELS) else _mapping_set(name, files[name], known)
        lines.update(f"{subject} {predicate} {value} {graph} .\n" for subject, predicate, value in statements)
    return lines


def set_name(file: str) -> str:
    """Name of a mapping set by its file.

    >>> set_name("alignments/unbis.sssom.tsv")
    'unbis'
    """
    return file.rpartition("/")[2].removesuffix(SET_SUFFIX)


def is_foreign_address(address: str) -> bool:
    """Whether an address is one of a vocabulary that mappings may point to, written as its owner writes it.

    >>> is_foreign_address("http://metadata.un.org/sdg/C200204"), is_foreign_address("https://metadata.un.org/sdg/16.b.1")
    (True, False)
    """
    return any(pattern.fullmatch(address) for pattern in FOREIGN_ADDRESSES)


# --- labels.tsv -------------------------------------------------------------------------------------------------------


def _labels(name: str, content: str, known: _Alignments) -> Iterator[Statement]:
    """Names of terms of others; `known` learns them."""
    for row in read_table(name, content, LABEL_COLUMNS):
        address = row.need("iri")
        if not is_foreign_address(address):
            raise row.fail("iri", "is not an address as the owner of the vocabulary writes it")
        if address in known.labels:
            raise row.fail("iri", "has two lines")
        known.labels[address] = Label(row.need("label_en"), row.need("label_id"))
        subject = iri(address)
        yield subject, known.term("rdfs:label"), text(row["label_en"], "en")
        yield subject, known.term("ham:unofficialLabel"), text(row["label_id"], "id")
        yield from review_statements(subject, row, known.ns)
        yield subject, known.term("dcterms:source"), _web_address(row, "source")
        for column, term in (("printed_label", "ham:printedLabel"), ("notation", "skos:notation")):
            if row[column]:
                yield subject, known.term(term), string(row[column])


# --- mapping sets -----------------------------------------------------------------------------------------------------


def _mapping_set(name: str, content: str, known: _Alignments) -> Iterator[Statement]:
    """What the set says of itself, then its rows."""
    mapping_set = read_mapping_set(name, content, SET_COLUMNS)
    address = known.ns.thing("padanan", set_name(name))
    if mapping_set.head.mapping_set_id != address:
        raise InputError(f"is not {address}", file=name, column="mapping_set_id", value=mapping_set.head.mapping_set_id)
    yield from _about_set(iri(address), mapping_set, known)
    records: set[str] = set()
    for row in mapping_set.rows:
        record = mapping_set.expand(row, "record_id")
        if not re.fullmatch(re.escape(address) + "/[1-9][0-9]*", record):
            raise row.fail("record_id", f"is not a number below {address}/")
        if record in records:
            raise row.fail("record_id", "is used twice")
        records.add(record)
        yield from _mapping(iri(record), row, mapping_set, known)
        yield iri(record), known.term("dcterms:isPartOf"), iri(address)


def _about_set(node: str, mapping_set: MappingSet, known: _Alignments) -> Iterator[Statement]:
    head = mapping_set.head
    yield node, RDF_TYPE, iri(SSSOM + "MappingSet")
    for language, title, description in (
        ("id", head.mapping_set_title_id, head.mapping_set_description_id),
        ("en", head.mapping_set_title, head.mapping_set_description),
    ):
        yield node, known.term("dcterms:title"), text(title, language)
        yield node, known.term("dcterms:description"), text(description, language)
    yield node, known.term("owl:versionInfo"), string(head.mapping_set_version)
    yield node, known.term("dcterms:license"), iri(head.license)
    if head.object_source:
        yield node, iri(SSSOM + "object_source"), iri(mapping_set.expand_name(head.object_source, "object_source"))
    if head.object_source_version:
        yield node, iri(SSSOM + "object_source_version"), string(head.object_source_version)


def _mapping(node: str, row: TableRow, mapping_set: MappingSet, known: _Alignments) -> Iterator[Statement]:
    """The match itself, and the node that says who made it, on what ground and how sure they are."""
    subject = _own_address(row, "subject_id", mapping_set, known)
    predicate = _predicate(row, mapping_set, known)
    if row["object_type"]:
        named = Label(row.need("object_label"), row["object_label"])
        _refuse_repeats(subject, row.need("object_notation"), row, known)
        yield from _literal_object(node, row, known)
    else:
        target, named = _object(row, mapping_set, known)
        _refuse_repeats(subject, target, row, known)
        yield iri(subject), iri(predicate), iri(target)
        yield node, known.term("owl:annotatedTarget"), iri(target)
    yield node, RDF_TYPE, iri(SSSOM + "Mapping")
    yield node, known.term("owl:annotatedSource"), iri(subject)
    yield node, known.term("owl:annotatedProperty"), iri(predicate)
    number, name = node.rpartition("/")[2].rstrip(">"), set_name(row.file)
    yield node, known.term("rdfs:label"), text(f"Padanan {name} {number}: {row.need('subject_label')} → {named.indonesian}", "id")
    yield node, known.term("rdfs:label"), text(f"Mapping {name} {number}: {row['subject_label']} → {named.english}", "en")
    yield from _said_of_it(node, row, mapping_set, known)


def _said_of_it(node: str, row: TableRow, mapping_set: MappingSet, known: _Alignments) -> Iterator[Statement]:
    yield node, iri(SSSOM + "mapping_justification"), _justification(row, mapping_set)
    yield node, iri(SSSOM + "author_label"), string(row.need("author_label"))
    yield node, iri(SSSOM + "confidence"), _confidence(row)
    yield node, known.term("dcterms:source"), _web_address(row, "mapping_source")
    yield node, known.term("dcterms:created"), row.read("mapping_date", date_literal)
    yield from review_statements(node, row, known.ns)
    if row["review_status"] == DOUBTED:
        row.need("comment")
    if row["comment"]:
        yield node, known.term("rdfs:comment"), text(row["comment"], "en")


def _literal_object(node: str, row: TableRow, known: _Alignments) -> Iterator[Statement]:
    """A term that its owner gave a number but no address: label and number tell it, and no match is stated, as there is nothing to link."""
    if row["object_type"] != LITERAL:
        raise row.fail("object_type", f"is neither empty nor {LITERAL!r}")
    if row["object_id"]:
        raise row.fail("object_id", "must be empty where the object is a literal")
    yield node, iri(SSSOM + "object_type"), iri(PREFIXES["rdfs"] + "Literal")
    yield node, iri(SSSOM + "object_label"), text(row["object_label"], "en")
    yield node, known.term("ham:objectNotation"), string(row["object_notation"])


def _object(row: TableRow, mapping_set: MappingSet, known: _Alignments) -> tuple[str, Label]:
    """Address and names of the object: a thing of ours, or a term of others as ``labels.tsv`` names it."""
    address, label = mapping_set.expand(row, "object_id"), row.need("object_label")
    if address.startswith(known.ns.base):
        return _own_address(row, "object_id", mapping_set, known), Label(label, label)
    if not is_foreign_address(address):
        raise row.fail("object_id", "is not an address as the owner of the vocabulary writes it")
    if address not in known.labels:
        raise row.fail("object_id", f"has no line in {LABELS}")
    if known.labels[address].english != label:
        raise row.fail("object_label", f"is not the label in {LABELS}, {known.labels[address].english!r}")
    return address, known.labels[address]


def _own_address(row: TableRow, column: str, mapping_set: MappingSet, known: _Alignments) -> str:
    address = mapping_set.expand(row, column)
    if not address.startswith(f"{known.ns.base}id/") or address.endswith("/"):
        raise row.fail(column, "is not the address of a thing of this service")
    return address


def _predicate(row: TableRow, mapping_set: MappingSet, known: _Alignments) -> str:
    predicate = mapping_set.expand(row, "predicate_id")
    if predicate not in {known.ns.expand(name) for name in PREDICATES}:
        raise row.fail("predicate_id", f"is none of {', '.join(PREDICATES)}")
    return predicate


def _refuse_repeats(subject: str, target: str, row: TableRow, known: _Alignments) -> None:
    """Two things are mapped to each other once: a second row repeats the first, or contradicts it by another predicate."""
    if subject == target:
        raise row.fail("object_id", "is the subject itself")
    first = known.pairs.setdefault(frozenset((subject, target)), row)
    if first is not row:
        raise row.fail("object_id", f"is mapped to this subject already, in {first.file} row {first.number}")


def _justification(row: TableRow, mapping_set: MappingSet) -> str:
    address = mapping_set.expand(row, "mapping_justification")
    if not _JUSTIFICATION.fullmatch(address):
        raise row.fail("mapping_justification", "is not a term of the Semantic Mapping Vocabulary")
    return iri(address)


def _confidence(row: TableRow) -> str:
    if not _CONFIDENCE.fullmatch(row["confidence"]):
        raise row.fail("confidence", "is not a number from 0 to 1 with at most two decimals")
    return decimal(row["confidence"])


def _web_address(row: TableRow, column: str) -> str:
    if not _WEB_ADDRESS.fullmatch(row[column]):
        raise row.fail(column, "is not a web address")
    return row.read(column, iri)
