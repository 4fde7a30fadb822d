"""What each client has lately used of the query workers: counted is time, so a flood of short queries costs as much as a long one."""

from __future__ import annotations

import math
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from kg.sparql.refusals import QuotaSpent

_KNOWN = 20_000  # clients remembered; the one that was heard of longest ago is forgotten first
_UNKNOWN_COST = 0.05  # seconds that the first query of an unknown client is taken to cost


@dataclass(slots=True)
class Use:
    """What one client has lately used, and what its queries cost."""

    """What one client used."""

    level: float = 0.0  # seconds used and not yet forgiven
    cost: float = _UNKNOWN_COST  # of a query of this client, as its latest ones were
    at: float = 0.0
    active: int = 0  # queries that wait or run now

    @property
    def standing(self) -> float:
        """Who has the lower number is served first: what a query of this client costs, and how many it has here already."""
        return self.cost * (1 + self.active)


class ClientLedger:
    """A bucket of query seconds for each client: filled by its queries, emptied at `rate`, and full at `burst`.

    The names of clients are the caller's; nothing here needs to know an address. `burst` 0 switches the quota off, the order of the
    queue still follows what clients use.
    """

    def __init__(self, burst: float, rate: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._burst, self._rate, self._clock = burst, rate, clock
        self._uses: OrderedDict[bytes, Use] = OrderedDict()

    def check(self, client: bytes) -> Use:
        """What the client used. Raises QuotaSpent, with the seconds after which another query would be taken."""
        use = self.of(client)
        if self._burst and use.level >= self._burst:
            wait = max(1, math.ceil((use.level - self._burst) / self._rate) + 1)
            raise QuotaSpent(
                f"Queries from your address have used {use.level:.0f} seconds of query time of late, more than the {self._burst:g} that "
                f"one client may (client_query_seconds); ask again in {wait} seconds.",
                wait,
            )
        return use

    def begin(self, client: bytes) -> None:
        self.of(client).active += 1

    def end(self, client: bytes, seconds: float, cost: float | None = None) -> None:
        """A query of the client is over: it took so much of a worker's time, and of the processor's (None: as much).

        The quota counts time by the clock; what its queries cost is told by the processor, as a short one takes long when many others run.
        """
        use = self.of(client)
        use.active = max(0, use.active - 1)
        use.level += seconds
        cost = seconds if cost is None else cost
        use.cost += (1.0 if cost > use.cost else 0.3) * (cost - use.cost)  # up at once, down by and by

    def charge(self, client: bytes, seconds: float) -> None:
        """Count time that no worker spent, such as for a wrong query."""
        self.of(client).level += seconds

    def cost(self, client: bytes) -> float:
        """Seconds that a query of this client has lately taken."""
        return self.of(client).cost

    def of(self, client: bytes) -> Use:
        now = self._clock()
        use = self._uses.get(client)
        if use is None:
            use = self._uses[client] = Use(at=now)
            while len(self._uses) > _KNOWN:
                self._uses.popitem(last=False)
        else:
            self._uses.move_to_end(client)
            use.level = max(0.0, use.level - (now - use.at) * self._rate)
            use.at = now
        return use
