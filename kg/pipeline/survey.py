"""What later arrows need of a graph, read in a worker process: its links, its facts, its hashes by predicate, its part in the chain."""

from __future__ import annotations

from collections.abc import Iterable
from concurrent.futures import Executor, Future
from dataclasses import dataclass
from pathlib import Path

from kg.pipeline.derived.facts import FactsJob, facts_job, keep_facts
from kg.pipeline.digests import digests_path, kept_digests
from kg.pipeline.extracts import extract_path, kept_extract
from kg.pipeline.references import kept_links, links_path


@dataclass(frozen=True, slots=True)
class SurveyJob:
    """A graph: its name, its canonical N-Quads and their SHA-256, where what is read is kept, the base IRI, and what the chain names."""

    name: str
    path: Path
    sha256: str
    kept: Path
    base: str
    named: frozenset[str]

    @property
    def folder(self) -> Path:
        return self.kept / self.name

    @property
    def facts(self) -> FactsJob:
        return facts_job(self.name, self.path, self.sha256, self.kept, self.base)

    @property
    def is_done(self) -> bool:
        found = (links_path(self.sha256, self.base, self.folder), digests_path(self.sha256, self.folder), self.facts.target)
        return all(path.exists() for path in (*found, extract_path(self.sha256, self.named, self.folder)))


def begin_survey(jobs: Iterable[SurveyJob], executor: Executor) -> tuple[list[Future[None]], list[Future[None]]]:
    """Begin with the graphs that were not surveyed yet, the largest first: their facts, and all else."""
    missing = sorted((job for job in jobs if not job.is_done), key=lambda job: -job.path.stat().st_size)
    facts = [executor.submit(keep_facts, job.facts) for job in missing if not job.facts.target.exists()]
    return facts, [executor.submit(survey, job) for job in missing]


def survey(job: SurveyJob) -> None:
    """All but the facts; in a worker process."""
    kept_links(job.path, job.sha256, job.base, job.folder)
    kept_digests(job.path, job.sha256, job.folder)
    kept_extract(job.path, job.sha256, job.named, job.folder)
