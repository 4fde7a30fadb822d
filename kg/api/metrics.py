"""Figures of the running service, for Prometheus. They say what was asked and how long it took, never by whom."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

from kg.api.served import Served

_SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0)


class Metrics:
    """Counters of one process."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.switches = 0
        self._requests = Counter("ham_requests", "Requests by kind of address and status.", ["family", "status"], registry=self.registry)
        self._seconds = Histogram("ham_request_seconds", "Time to answer.", ["family"], buckets=_SECONDS, registry=self.registry)
        self._queries = Counter("ham_queries", "Queries by outcome (a status, or cached).", ["outcome"], registry=self.registry)
        self._gauges = {
            name: Gauge(f"ham_{name}", text, registry=self.registry)
            for name, text in (
                ("queries_at_work", "Queries that workers answer now."),
                ("queries_waiting", "Queries that wait for a worker."),
                ("queries_from_columns", "Queries answered from columns, not by the engine, since the release is served."),
                ("queries_paused", "Long queries that wait for a place among the long ones."),
                ("workers_ready", "Whether queries are answered."),
                ("requests_active", "Requests that are being answered from the current release."),
                ("document_cache_bytes", "Memory taken by answers that were sent before."),
                ("document_cache_hits", "Answers sent again since the release is served."),
                ("document_cache_misses", "Answers made anew since the release is served."),
                ("result_cache_bytes", "Memory taken by answers of queries."),
                ("result_cache_hits", "Queries that needed no evaluation since the release is served."),
                ("release_switches", "Releases taken into service since the start."),
                ("release_quads", "Quads of the release that is served."),
            )
        }
        self._release = Gauge("ham_release_info", "1; the label is the id of the release.", ["release"], registry=self.registry)
        self._kinds: dict[tuple[str, int], tuple[Counter, Histogram]] = {}
        self._outcomes: dict[str, Counter] = {}
        self._again = dict.fromkeys((200, 303, 304), 0)

    def again(self, status: int, seconds: float) -> None:
        """An answer that was sent before; counted cheaply, as there are very many."""
        self._again[status] += 1

    def request(self, family: str, status: int, seconds: float) -> None:
        counter, times = self._kinds.get((family, status)) or self._kind(family, status)
        counter.inc()
        times.observe(seconds)

    def _kind(self, family: str, status: int) -> tuple[Counter, Histogram]:
        """The figures of one kind; found once, since there are few kinds and looking one up takes longer than counting."""
        kind = self._kinds[family, status] = self._requests.labels(family, str(status)), self._seconds.labels(family)
        return kind

    def query(self, outcome: str) -> None:
        counter = self._outcomes.get(outcome)
        if counter is None:
            counter = self._outcomes[outcome] = self._queries.labels(outcome)
        counter.inc()

    def exposition(self, served: Served) -> tuple[bytes, str]:
        """The figures as text, and their media type."""
        for status, number in self._again.items():
            self._requests.labels("again", str(status)).inc(number)
            self._again[status] = 0
        admission = getattr(served.pool, "admission", None)
        values = {
            "queries_at_work": admission.at_work if admission else 0,
            "queries_waiting": len(admission.waiting) if admission else 0,
            "queries_from_columns": getattr(served.pool, "from_columns", 0),
            "queries_paused": len(admission.paused) if admission else 0,
            "workers_ready": served.pool.ready,
            "requests_active": served.active,
            "document_cache_bytes": served.sent.bytes,
            "document_cache_hits": served.sent.hits,
            "document_cache_misses": served.sent.misses,
            "result_cache_bytes": served.answers.kept.bytes,
            "result_cache_hits": served.answers.kept.hits,
            "release_switches": self.switches,
            "release_quads": served.graph.manifest.quads if served.graph.manifest else 0,
        }
        for name, value in values.items():
            self._gauges[name].set(value)
        self._release.clear()
        self._release.labels(served.graph.release_id or "files").set(1)
        return generate_latest(self.registry), "text/plain; version=0.0.4; charset=utf-8"
