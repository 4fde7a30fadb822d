"""The short look at plain queries says the same as the long one, and leaves to it what it cannot tell."""

from __future__ import annotations

from urllib.parse import quote, quote_plus

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.api.direct import unquoted
from kg.settings import Settings
from kg.sparql.guard import guard
from kg.sparql.quick_guard import quick_guard

LIMITS = Settings()
_WORDS = """SELECT ASK CONSTRUCT DESCRIBE WHERE PREFIX BASE FROM SERVICE UNION OPTIONAL NOW() RAND() INSERT DELETE a * { } ( ) [ ] . ; ,
?s $o <http://x/a#b> <x> x: x:y-z.w :p 1 1.5e+3 -2 'text' "te#xt" \'\'\'x\'\'\' @en ^^ ^ / | || && ! != <= >= < > << >> <<( )>> # %41 é"""
_PIECES = st.sampled_from([*_WORDS.split(), "\n", "\t", r"\u0053ERVICE", "\x00"])


@settings(max_examples=600, deadline=None)
@given(st.lists(_PIECES, max_size=25), st.sampled_from(["", " ", "\n"]))
def test_what_it_lets_through_the_guard_lets_through_alike(pieces: list[str], between: str) -> None:
    query = between.join(["SELECT * ", *pieces])
    quick = quick_guard(query, LIMITS)
    if quick is not None:
        slow = guard(query, LIMITS)
        assert (quick.text, quick.form, quick.names_dataset, quick.repeatable) == (
            slow.text, slow.form, slow.names_dataset, slow.repeatable,
        )  # fmt: skip


@pytest.mark.parametrize(
    "query",
    ["SELECT * { ?s ?p 'x' }", "SELECT * { ?s ?p ?o } # end", "SELECT * FROM <x> { ?s ?p ?o }", "ASK { SERVICE <x> {} }", "INSERT DATA {}",
     "SELECT (NOW() AS ?n) {}", r"\u0041SK {}", "ASK " + "{" * 65 + "}" * 65, "ASK { ?s a <x> " + "; a <x> " * 400 + "}", "", "x"],
)  # fmt: skip
def test_it_leaves_to_the_guard_what_is_not_plain(query: str) -> None:
    assert quick_guard(query, LIMITS) is None


def test_queries_that_differ_in_white_space_are_one() -> None:
    one, other = quick_guard("ASK{?s <x#y> ?o}", LIMITS), quick_guard("ASK\n { ?s\t<x#y> ?o }", LIMITS)
    assert one and other and one.normal == other.normal != quick_guard("ASK { ?s <x#y > ?o }", LIMITS)


@given(st.text(), st.booleans())
def test_a_value_is_decoded_as_forms_are(text: str, plus: bool) -> None:
    value = (quote_plus if plus else quote)(text.encode("utf-8", "surrogatepass"), safe="")
    has_halves = any("\ud800" <= character <= "\udfff" for character in text)  # of characters, which no text on the wire has
    assert unquoted(value.encode()) == (None if has_halves else text)


@pytest.mark.parametrize("value", [b"a%", b"a%2", b"%zz", b"%%41", b"a&b", b"a b", b"a\nb", b"a#b\x80", b"%FF", b"%3"])
def test_a_value_that_is_malformed_or_not_alone_is_left_to_the_routes(value: bytes) -> None:
    assert unquoted(value) is None
