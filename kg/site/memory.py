"""What was read of a served graph, remembered for as long as that graph is served and no longer."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, update_wrapper
from typing import Concatenate, ParamSpec, TypeVar
from weakref import WeakKeyDictionary, ref

from kg.api.graph import ServedGraph

_Rest = ParamSpec("_Rest")
_Read = TypeVar("_Read")


def remembered(
    maxsize: int,
) -> Callable[[Callable[Concatenate[ServedGraph, _Rest], _Read]], Callable[Concatenate[ServedGraph, _Rest], _Read]]:
    """A cache of `maxsize` answers a graph. The answers must not change: they are given to every reader."""

    def decorate(function: Callable[Concatenate[ServedGraph, _Rest], _Read]) -> Callable[Concatenate[ServedGraph, _Rest], _Read]:
        caches: WeakKeyDictionary[ServedGraph, Callable[..., _Read]] = WeakKeyDictionary()

        def call(graph: ServedGraph, /, *args: _Rest.args, **kwargs: _Rest.kwargs) -> _Read:
            if graph not in caches:
                held = ref(graph)  # the cache must not keep alive the graph that it belongs to

                def read(*read_args: _Rest.args, **read_kwargs: _Rest.kwargs) -> _Read:
                    served = held()
                    assert served is not None
                    return function(served, *read_args, **read_kwargs)

                caches[graph] = lru_cache(maxsize)(read)
            return caches[graph](*args, **kwargs)

        update_wrapper(call, function)
        return call

    return decorate
