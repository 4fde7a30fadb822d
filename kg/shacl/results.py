"""One validation result, told alike by every engine, so that results of two engines can be compared as multisets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from kg.errors import InputError


@dataclass(frozen=True, slots=True, order=True)
class Result:
    """A result: terms in canonical N-Triples, the path in SPARQL's syntax, messages as (language, text) in order. Empty: there is none."""

    focus: str
    path: str
    value: str
    component: str  # local name, such as MinCount
    shape: str
    severity: str  # violation, warning, info
    messages: tuple[tuple[str, str], ...]

    def message(self, language: str) -> str:
        """The message in a language, else any, else nothing."""
        words = dict(self.messages)
        return words.get(language) or next(iter(words.values()), "")

    @property
    def is_private(self) -> bool:
        """Whether a privacy rule found it: then its value is never shown."""
        return "privasi" in self.shape.lower() or "[privasi]" in self.message("id")


class EnginesDisagree(InputError):
    """The native engine and the reference do not say the same of the same nodes: neither is believed."""


def must_agree(name: str, reference: Iterable[Result], native: Iterable[Result]) -> None:
    """Compare two multisets of results. Raises EnginesDisagree that names the first difference, without values of privacy rules."""
    expected, found = Counter(reference), Counter(native)
    if expected == found:
        return
    only = {"only pyshacl finds": expected - found, "only the native engine finds": found - expected}
    told = [f"{who} {_words(min(results))}" for who, results in only.items() if results]
    raise EnginesDisagree(
        f"the two SHACL engines disagree on a sample ({'; '.join(told)}): build with HAM_SHACL_ENGINE=pyshacl and report this",
        file=name,
    )


def _words(result: Result) -> str:
    value = f" of {result.value}" if result.value and not result.is_private else ""
    return f"{result.component}{value} at {result.focus} by {result.shape}"
