"""What a dataset's graph says of itself: catalogue entry, cube, structure, source files, the activity that made it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from kg.mapping.agency import agency_block
from kg.mapping.config import Bilingual, DatasetConfig, HandedInConfig, SourceConfig
from kg.mapping.context import MappingContext
from kg.mapping.dataset import Dataset, file_sha256
from kg.mapping.disclosed import disclosure_check
from kg.mapping.own_terms import own_blocks
from kg.mapping.periods import parse_period
from kg.mapping.readers import fixed_value, period_block
from kg.mapping.spec import Cube
from kg.mapping.tally import EXCLUDED, QUARANTINED, SUPPRESSED, TableTally
from kg.nquads import RDF_TYPE, block, boolean, date_literal, integer, iri, string, text

_FREQUENCIES = {
    "annual": "http://purl.org/cld/freq/annual",
    "semiannual": "http://purl.org/cld/freq/semiannual",
    "quarterly": "http://purl.org/cld/freq/quarterly",
    "monthly": "http://purl.org/cld/freq/monthly",
    "irregular": "http://purl.org/cld/freq/irregular",
}
_MEDIA_TYPES = {
    "csv": "https://www.iana.org/assignments/media-types/text/csv",
    "xlsx": "https://www.iana.org/assignments/media-types/application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "https://www.iana.org/assignments/media-types/application/json",
    "topojson": "https://www.iana.org/assignments/media-types/application/json",
}
# attributes that the engine itself writes on every observation: (property, required)
_ENGINE_ATTRIBUTES = (
    ("ham:countingUnit", True),
    ("sdmx-attribute:obsStatus", True),
    ("ham:rawValue", False),
    ("ham:refYear", False),
    ("ham:periodComplete", False),
    ("ham:confidence", False),
    ("ham:quarantineReason", False),
    ("ham:sourceColumn", False),
)


class DatasetMetadata:
    """The blocks about one dataset. `fingerprint` is that of the mapping's inputs; `mapping_sha256` that of mapping and code tables."""

    def __init__(self, dataset: Dataset, context: MappingContext, fingerprint: str, mapping_sha256: str, software: str) -> None:
        self.dataset, self.context, self.config = dataset, context, dataset.config
        self.fingerprint, self.mapping_sha256, self.software = fingerprint, mapping_sha256, software

    def blocks(self, tallies: Sequence[TableTally] = ()) -> Iterator[str]:
        yield self._catalog_entry("diterbitkan", tallies)
        yield self._activity()
        yield self._block(self._check_iri, disclosure_check(self.dataset, self.context, tallies, self.software))
        for source in self.dataset.present_sources:
            yield self._source_file(source)
            if source.format == "csv":
                yield self._dialect(source)
        if cube := self.dataset.cube:
            yield self._cube()
            yield from self._structure(cube)
        yield from own_blocks(self.context)
        yield from self._agency()

    def _agency(self) -> list[str]:
        described = agency_block(self.context)
        return [described] if described else []

    def entry_only(self, state: str, tallies: Sequence[TableTally]) -> list[str]:
        """What a release tells of a dataset whose figures it does not hold: its catalogue entry and its state, in order."""
        entry, activity = self._catalog_entry(state, tallies), self._activity(tells_files=False)
        shared = self.context.shared.values() if self.config.period else ()
        return sorted([entry, activity, *self._agency(), *shared])

    # --- blocks ---------------------------------------------------------------------------------------------------------
    def _catalog_entry(self, state: str, tallies: Sequence[TableTally]) -> str:
        config, ns = self.config, self.context.ns
        pairs = [
            ("rdf:type", self._x("dcat:Dataset")),
            *self._texts("dcterms:title", config.title),
            *self._texts("dcterms:description", config.description),
            ("dcterms:identifier", string(self.context.name)),
            ("dcterms:publisher", iri(ns.organization(config.producer))),
            ("dcat:landingPage", iri(str(config.page))),
            ("ham:retrieved", date_literal(config.accessed.isoformat())),
            ("ham:accessLevel", iri(ns.concept("tingkat-akses/terbuka"))),
            ("ham:dataState", iri(ns.concept(f"keadaan-data/{state}"))),
            *([("ham:disclosureCheck", iri(self._check_iri))] if state == "diterbitkan" else []),
            *self._held_back(tallies),
            ("prov:wasGeneratedBy", iri(self._activity_iri)),
            *(("dcat:theme", iri(ns.concept(reference))) for reference in config.themes),
            *(("ham:pillar", iri(ns.concept(reference))) for reference in config.pillars),
        ]
        for caveat in config.caveats:
            pairs += self._texts("ham:caveat", caveat)
        pairs += self._rights(config)
        if config.frequency in _FREQUENCIES:
            pairs.append(("dcterms:accrualPeriodicity", iri(_FREQUENCIES[config.frequency])))
        if config.period:
            pairs.append(("dcterms:temporal", iri(self._temporal(config))))
        return self._block(ns.catalog_entry(self.context.name), pairs)

    def _held_back(self, tallies: Sequence[TableTally]) -> list[tuple[str, str]]:
        """Counts of figures that were read and are not shown, and the rule that keeps the whole dataset out, if one does."""
        reason = self.dataset.exclusion
        pairs = [("ham:exclusionReason", iri(self.context.ns.concept(f"alasan-pengecualian/{reason}")))] if reason else []
        kinds = Counter[int]()
        for tally in tallies:
            kinds.update(tally.kinds)
        excluded = sum(kinds.values()) if reason else kinds[EXCLUDED]
        counts = [("ham:excludedCount", excluded)]
        if not reason:
            counts += [("ham:quarantinedCount", kinds[QUARANTINED]), ("ham:suppressedCount", kinds[SUPPRESSED])]
        return pairs + [(name, integer(count)) for name, count in counts if count]

    def _rights(self, config: DatasetConfig) -> list[tuple[str, str]]:
        pairs = [("dcterms:license", iri(str(config.licence)))] if config.licence else []
        return pairs + (self._texts("dcterms:rights", config.rights) if config.rights else [])

    def _temporal(self, config: DatasetConfig) -> str:
        assert config.period is not None
        period = parse_period(f"{config.period.start}/{config.period.end}")
        address = self.context.ns.period(period.key)
        self.context.shared[address] = period_block(period, self.context)
        return address

    def _activity(self, *, tells_files: bool = True) -> str:
        ns = self.context.ns
        pairs = [
            ("rdf:type", self._x("prov:Activity")),
            ("rdfs:label", text(f"Pemetaan {self.context.name}", "id")),
            ("rdfs:label", text(f"Mapping of {self.context.name}", "en")),
            ("ham:softwareVersion", string(self.software)),
        ]
        if tells_files:
            files = [ns.source_file(self.context.name, source.file) for source in self.dataset.present_sources]
            pairs += [("ham:mappingSha256", string(self.mapping_sha256)), *(("prov:used", iri(file)) for file in files)]
        return self._block(self._activity_iri, pairs)

    def _source_file(self, source: SourceConfig) -> str:
        ns, name, file = self.context.ns, self.context.name, source.file
        pairs = [
            ("rdf:type", self._x("ham:SourceFile")),
            ("rdfs:label", string(f"{name}/{file}")),
            ("ham:fileSha256", string(file_sha256(self.dataset.source_path(source)))),
            ("dcterms:publisher", iri(ns.organization(self.config.producer))),
            ("dcterms:isPartOf", iri(ns.catalog_entry(name))),
            ("ham:retrieved", date_literal(self.config.accessed.isoformat())),
            ("dcat:mediaType", iri(_MEDIA_TYPES[source.format])),
        ]
        if isinstance(source, HandedInConfig) and not source.publish:
            pairs.append(("ham:withheld", boolean(True)))
        if source.format == "csv":
            pairs.append(("csvw:dialect", iri(f"{ns.source_file(name, file)}#dialect")))
        return self._block(ns.source_file(name, file), pairs)

    def _dialect(self, source: SourceConfig) -> str:
        """How the file is to be read, so that a release explains its own rows."""
        ns = self.context.ns
        pairs = [
            ("rdf:type", self._x("csvw:Dialect")),
            ("csvw:delimiter", string(source.delimiter)),
            ("csvw:encoding", string(source.encoding)),
            ("csvw:headerRowCount", f'"{source.header_rows}"^^{self._x("xsd:integer")}'),
        ]
        if source.preamble_rows:
            pairs.append(("csvw:skipRows", f'"{source.preamble_rows}"^^{self._x("xsd:integer")}'))
        return self._block(f"{ns.source_file(self.context.name, source.file)}#dialect", pairs)

    def _cube(self) -> str:
        ns, name = self.context.ns, self.context.name
        pairs = [
            ("rdf:type", self._x("qb:DataSet")),
            *self._texts("rdfs:label", self.config.title),
            ("qb:structure", iri(ns.structure(name))),
            ("dcterms:isPartOf", iri(ns.catalog_entry(name))),
            ("prov:wasGeneratedBy", iri(self._activity_iri)),
        ]
        return self._block(ns.dataset(name), pairs)

    def _structure(self, cube: Cube) -> Iterator[str]:
        address = self.context.ns.structure(self.context.name)
        components = list(self._components(cube))
        pairs = [("rdf:type", self._x("qb:DataStructureDefinition"))]
        pairs += [
            ("rdfs:label", text(f"Struktur: {self.config.title.id}", "id")),
            ("rdfs:label", text(f"Structure: {self.config.title.en}", "en")),
        ]
        pairs += [("qb:component", iri(f"{address}/{order}")) for order, _ in enumerate(components, 1)]
        yield self._block(address, pairs)
        for order, component in enumerate(components, 1):
            typed_pairs = [("rdf:type", self._x("qb:ComponentSpecification")), ("qb:order", f'"{order}"^^{self._x("xsd:integer")}')]
            yield self._block(f"{address}/{order}", [*typed_pairs, *component])

    def _components(self, cube: Cube) -> Iterator[list[tuple[str, str]]]:
        dimensions = dict.fromkeys([*cube.dimensions, *(name for series in cube.series for name in series.dimensions)])
        for name in dimensions:
            yield [("qb:dimension", self._x(name))]
        yield [("qb:measure", self._x("sdmx-measure:obsValue"))]
        attributes = dict.fromkeys([*cube.attributes, *(name for series in cube.series for name in series.attributes)])
        required = dict(_ENGINE_ATTRIBUTES) | {name: fixed_value(term, self.context) is not None for name, term in cube.attributes.items()}
        for name in dict.fromkeys([*attributes, *(name for name, _ in _ENGINE_ATTRIBUTES)]):
            yield [("qb:attribute", self._x(name)), ("qb:componentRequired", boolean(required.get(name, False)))]

    # --- helpers --------------------------------------------------------------------------------------------------------
    @property
    def _check_iri(self) -> str:
        return self.context.ns.disclosure_check(self.context.name, self.fingerprint)

    @property
    def _activity_iri(self) -> str:
        return self.context.ns.activity(self.context.name, self.fingerprint)

    def _x(self, curie: str) -> str:
        return iri(self.context.ns.expand(curie))

    def _texts(self, predicate: str, value: Bilingual) -> list[tuple[str, str]]:
        return [(predicate, text(value.id, "id")), (predicate, text(value.en, "en"))]

    def _block(self, address: str, pairs: list[tuple[str, str]]) -> str:
        encoded = [(RDF_TYPE if name == "rdf:type" else self._x(name), value) for name, value in pairs]
        return block(iri(address), encoded, self.context.graph)
