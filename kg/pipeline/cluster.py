"""Building on several processes or machines: a Dask scheduler hands tasks to workers, and gives those of a lost worker to another one.

It is the extra ``[cluster]``. Workers see the same folders (mappings, sources, shapes, data) under the same paths, and run the same
version. A scheduler obeys whoever reaches its port: keep it on loopback or on a private network.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from kg.errors import HamError, UsageError

if TYPE_CHECKING:
    from distributed import Client

_SECONDS_TO_ANSWER = 30


class ClusterError(HamError):
    """The cluster cannot be used: it does not answer, or its workers are not like this process."""

    title = "Cluster not usable"
    exit_code = 6


@contextmanager
def cluster_workers(address: str | None, count: int, data: Path) -> Iterator[Executor]:
    """An executor on the cluster at `address`, or on `count` workers started here, which end with the build."""
    distributed = _import()
    if address:
        try:
            client = distributed.Client(address, timeout=_SECONDS_TO_ANSWER, set_as_default=False)
        except (OSError, ValueError) as error:
            raise ClusterError(f"No Dask scheduler answers at {address} ({type(error).__name__}).") from None
        with client:
            _must_be_like_us(client, data)
            yield client.get_executor(pure=False)
        return
    with (
        distributed.LocalCluster(
            n_workers=count, threads_per_worker=1, processes=True, host="127.0.0.1", dashboard_address=None, silence_logs="CRITICAL",
            local_directory=str(data / ".workers"),
        ) as cluster,
        distributed.Client(cluster, set_as_default=False) as client,
    ):  # fmt: skip
        yield client.get_executor(pure=False)


def _import() -> Any:
    try:
        import distributed
    except ImportError:
        raise UsageError('A cluster needs the extra [cluster]: pip install "satu-data-ham[cluster]".') from None
    return distributed


def _must_be_like_us(client: Client, data: Path) -> None:
    """Raises ClusterError if there is no worker, or one has other code or does not see the data folder."""
    try:
        client.wait_for_workers(1, timeout=_SECONDS_TO_ANSWER)
    except TimeoutError:
        raise ClusterError(f"The scheduler has had no worker for {_SECONDS_TO_ANSWER} seconds.") from None
    data.mkdir(parents=True, exist_ok=True)
    token = data / f".seen-{uuid4().hex}"
    token.write_text("")
    try:
        answers = client.run(_describe, token, on_error="return")
    finally:
        token.unlink()
    for worker, answer in answers.items():
        if answer != (_code(), True):
            sees = isinstance(answer, tuple) and answer[0] == _code()
            raise ClusterError(f"Worker {worker} {f'does not see the folder {data}' if sees else 'runs another version of this software'}.")


def _describe(token: Path) -> tuple[str, bool]:
    """In a worker: its code, and whether it sees a file; what earlier builds loaded is forgotten, so that no result depends on them."""
    forget()
    return _code(), token.exists()


def _code() -> str:
    from kg.mapping.engine import engine_sha256

    return engine_sha256()


def forget() -> None:
    """Empty the caches of this package and unload mappings."""
    for name, module in list(sys.modules.items()):
        if name == "kg_mappings" or name.startswith("kg_mappings."):
            del sys.modules[name]
        elif name.startswith("kg."):
            for value in list(vars(module).values()):
                clear = getattr(value, "cache_clear", None)
                if callable(clear):
                    clear()
