"""Whatever store and query: the columns give the engine's answer, or leave it to the engine."""

from __future__ import annotations

import pyoxigraph as ox
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from kg.cube.build import build_columns
from tests.cube.sides import same

PREFIX = "PREFIX x: <http://x/> PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>\n"
XSD = "http://www.w3.org/2001/XMLSchema#"
INTEGERS = st.integers(-50, 50) | st.sampled_from([0, 2**31, 2**40, -(2**62), 2**63 - 1])
DECIMALS = st.decimals(-99, 99, allow_nan=False, places=3) | st.sampled_from(["1.0", "1.10", "-0.0", "0.000000000000000001", "1e0"])
TEXTS = st.sampled_from(["a", "b", "", 'say "x"', "a,b", "two\nlines", "back\\slash", "é", "\u2028", "tab\t", "\x01", "\x7f", "😀", "<i>"])
PLACES = [f"http://x/place/{name}" for name in "abcdeé"]
NUMBERS = st.builds(lambda n: f'"{n}"^^<{XSD}integer>', INTEGERS) | st.builds(lambda n: f'"{n}"^^<{XSD}decimal>', DECIMALS)
STRINGS = st.builds(lambda text: str(ox.Literal(text)), TEXTS)
TAGGED = st.builds(lambda text, tag: str(ox.Literal(text, language=tag)), TEXTS, st.sampled_from(["id", "en", "en-GB"]))
TYPED = (("2020", "gYear"), ("true", "boolean"), ("1.5e3", "double"), ("07", "integer"), (2**70, "integer"), ("x", "integer"), ("5", "int"))
ODD = st.sampled_from([*(f'"{text}"^^<{XSD}{name}>' for text, name in TYPED), '"q"^^<http://x/own>', f'"2020-01-02"^^<{XSD}date>'])
IRIS = st.sampled_from([f"<{place}>" for place in PLACES])
ANY = IRIS | NUMBERS | STRINGS | TAGGED | ODD


@st.composite
def stores(draw: st.DrawFn) -> ox.Store:
    """Observations with a place, a period, values, and now and then something odd; places with names and a place above them."""
    store = ox.Store()
    lines: list[str] = []
    values = draw(st.sampled_from([NUMBERS, INTEGERS.map(lambda n: f'"{n}"^^<{XSD}integer>'), NUMBERS, ANY]))
    notes = draw(st.sampled_from([STRINGS, TAGGED, ANY, STRINGS | TAGGED]))
    for number in range(draw(st.integers(0, 12))):
        me = f"<http://x/o/{number}>"
        lines.append(f"{me} <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://x/Observation> .")
        for predicate, objects in (("area", IRIS), ("period", IRIS), ("value", values), ("note", notes)):
            for term in draw(
                st.lists(objects, min_size=0 if draw(st.integers(0, 5)) == 0 else 1, max_size=draw(st.sampled_from([1, 1, 1, 2])))
            ):
                lines.append(f"{me} <http://x/{predicate}> {term} .")
    for place in draw(st.lists(st.sampled_from(PLACES), unique=True)):
        for term in draw(st.lists(STRINGS | TAGGED, max_size=2)):
            lines.append(f"<{place}> <http://x/name> {term} .")
        lines.append(f"<{place}> <http://x/above> {draw(IRIS)} .")
    if draw(st.integers(0, 9)) == 0:
        lines.append("_:b <http://x/note> _:c .")
    store.load("\n".join(lines).encode(), format=ox.RdfFormat.N_TRIPLES)
    return store


CONSTANTS = st.sampled_from(
    ["1", "0", "-5", "2.5", "1.0", "010", "x:place", "<http://x/place/a>", '"a"', '"a"@id', '"é"', '"b"@EN', "-0", "40.125"]
)
JUDGED = [
    *(
        'CONTAINS(STR(?x), "a")',
        'strstarts(str(?x), "http://x/pl")',
        'REGEX(?x, "^[ab]", "i")',
        "?x + 1 > 2",
        "ABS(?x) < 10",
        "isIRI(?x)",
        "?x",
    ),
    *('STR(?x) = "1"', "xsd:integer(STR(?x)) = 1", "YEAR(?x) > 2000", "datatype(?x) = xsd:decimal", 'LCASE(?x) = "é"', "STRLEN(?x) > 1"),
    *("!isNumeric(?x)", "IF(isIRI(?x), ?x = x:place, ?x > 0)", "COALESCE(?x > 1, 1)", "?x * ?x > 4", "(?x) = 1", "?x NOT IN (1, x:place)"),
    *("?x < 'b'", "xsd:decimal(?x) = 1", "?x / 0 > 1", "xsd:boolean(?x)", "SUBSTR(STR(?x), 2) = 'ttp'", "sameTerm(?x, 1)", "?x - 1"),
]


@st.composite
def conditions(draw: st.DrawFn, names: list[str], depth: int = 2) -> str:
    kind = draw(st.integers(0, 11 if depth else 5))
    name = draw(st.sampled_from(names))
    operator = draw(st.sampled_from(["=", "!=", "<", "<=", ">", ">="]))
    if kind <= 1:
        return f"?value {operator} {draw(CONSTANTS)}" if "value" in names else f"?{name} {operator} {draw(CONSTANTS)}"
    if kind == 2:
        return f"?{name} {draw(st.sampled_from(['IN', 'not in']))} ({', '.join(draw(st.lists(CONSTANTS, min_size=1, max_size=3)))})"
    if kind == 3:
        return draw(
            st.sampled_from(
                [f'LANG(?{name}) = "id"', f'lang(?{name}) != "en"', f'LANGMATCHES(LANG(?{name}), "en")', f'langMatches(lang(?{name}), "*")']
            )
        )
    if kind == 4:
        return f"?{name} {operator} ?{draw(st.sampled_from(names))}"
    if kind == 5:
        return f"{draw(CONSTANTS)} {operator} ?{name}"
    if kind >= 10:
        return draw(st.sampled_from(JUDGED)).replace("?x", f"?{name}")
    if kind == 9:
        return f"{draw(st.sampled_from(['', '!']))}BOUND(?{name})"
    if kind == 6:
        return f"!({draw(conditions(names, depth - 1))})"
    return f"({draw(conditions(names, depth - 1))}) {'&&' if kind == 7 else '||'} ({draw(conditions(names, depth - 1))})"


@st.composite
def queries(draw: st.DrawFn) -> tuple[str, str, str, tuple[str, ...]]:
    """Query, order, cut, and the keys among its columns."""
    names, body = ["o"], []
    steps = {
        "x:area ?area": "area",
        "x:period ?period": "period",
        "x:value ?value": "value",
        "x:note ?note": "note",
        "x:period ?area": "area",
    }
    steps |= dict.fromkeys(["a x:Observation", "x:area <http://x/place/a>", "x:value 1", 'x:note "a"@id'], "")
    for step in draw(st.lists(st.sampled_from(list(steps)), min_size=1, max_size=4, unique=True)):
        body.append(f"?o {step}")
        names += [steps[step]] if steps[step] and steps[step] not in names else []
    if "area" in names and draw(st.booleans()):
        body.append("?area x:name ?name")
        names.append("name")
    if draw(st.integers(0, 3)) == 0:
        far = {"x:area/x:name ?far": "far", "x:area [ x:above ?far ]": "far", "x:area [ x:above [] ; x:name ?far ]": "far", "x:note []": ""}
        step = draw(st.sampled_from(list(far)))
        body.append(f"?o {step}")
        names += [far[step]] if far[step] else []
    if "area" in names and draw(st.integers(0, 3)) == 0:
        body += ["?area x:above ?above", "?above x:name ?abovename"]
        names += ["above", "abovename"]
    if draw(st.integers(0, 5)) == 0:
        body, names = ([], ["o"]) if draw(st.booleans()) else (body, names)
        body.append("?o ?any ?thing")
        names += ["any", "thing"]
    pending = draw(st.lists(optionals(), max_size=2)) if draw(st.integers(0, 2)) == 0 else []
    for root, text, bound in pending:
        if root in names and bound not in names:
            body.append(text)
            names.append(bound)
    for _ in range(draw(st.sampled_from([0, 0, 1, 1, 2]))):
        body.append(f"FILTER({draw(conditions(names))})")
    if draw(st.integers(0, 4)) == 0:
        body.append(f"VALUES ?{draw(st.sampled_from(names))} {{ {' '.join(draw(st.lists(CONSTANTS, max_size=3, unique=True)))} }}")
    pattern = "{ " + " .\n".join(draw(st.permutations(body))) + " }"
    return draw(grouped(names, pattern)) if draw(st.booleans()) else draw(plain(names, pattern))


@st.composite
def optionals(draw: st.DrawFn) -> tuple[str, str, str]:
    """Where it hangs, the text, and what it binds."""
    step, bound = draw(
        st.sampled_from(
            [("o x:value ?value", "value"), ("o x:note ?note", "note"), ("area x:name ?title", "title"), ("o x:area/x:name ?far", "far")]
        )
    )
    condition = draw(
        st.sampled_from(["", "", f' FILTER(LANG(?{bound}) = "id")', f" FILTER(?{bound} > 1)", f" FILTER(?{bound} != x:place)"])
    )
    return step.split()[0], f"OPTIONAL {{ ?{step}{condition} }}", bound


@st.composite
def plain(draw: st.DrawFn, names: list[str], pattern: str) -> tuple[str, str, str, tuple[str, ...]]:
    shown = draw(st.lists(st.sampled_from(names), min_size=1, max_size=4, unique=True))
    distinct = draw(st.sampled_from(["", "", "DISTINCT "]))
    everything = draw(st.integers(0, 5)) == 0
    keys = draw(st.lists(st.sampled_from(shown), max_size=2, unique=True))
    head = f"SELECT {distinct}{'*' if everything else ' '.join(f'?{name}' for name in shown)} "
    return PREFIX + head + pattern, draw(order(keys)), draw(cuts()), tuple(keys)


@st.composite
def grouped(draw: st.DrawFn, names: list[str], pattern: str) -> tuple[str, str, str, tuple[str, ...]]:
    by = draw(st.lists(st.sampled_from(names), max_size=2, unique=True))
    made = draw(st.lists(aggregates(names), max_size=4) if by else st.lists(aggregates(names), min_size=1, max_size=4))
    shown = [f"?{name}" for name in by] + [f"({text} AS ?m{number})" for number, text in enumerate(made)]
    having = (
        f" HAVING ({draw(aggregates(names))} {draw(st.sampled_from(['>', '<=', '=']))} {draw(st.sampled_from(['0', '2', '1.5', '-3']))})"
    )
    tail = (f" GROUP BY {' '.join(f'?{name}' for name in by)}" if by else "") + (having if draw(st.integers(0, 4)) == 0 else "")
    columns = [*by, *(f"m{number}" for number in range(len(made)))]
    keys = draw(st.lists(st.sampled_from(columns), max_size=2, unique=True))
    return PREFIX + f"SELECT {' '.join(shown)} WHERE {pattern}{tail}", draw(order(keys)), draw(cuts()), tuple(keys)


@st.composite
def aggregates(draw: st.DrawFn, names: list[str]) -> str:
    function = draw(st.sampled_from(["COUNT", "sum", "AVG", "Min", "MAX"]))
    name = "value" if "value" in names and draw(st.booleans()) else draw(st.sampled_from(names))
    if function == "COUNT" and draw(st.booleans()):
        return "COUNT(*)"
    return f"{function}({draw(st.sampled_from(['', '', 'DISTINCT ']))}?{name})"


@st.composite
def order(draw: st.DrawFn, keys: list[str]) -> str:
    return " ORDER BY " + " ".join(draw(st.sampled_from([f"?{key}", f"DESC(?{key})", f"ASC(?{key})"])) for key in keys) if keys else ""


@st.composite
def cuts(draw: st.DrawFn) -> str:
    return draw(st.sampled_from(["", "", " LIMIT 2000", " LIMIT 3", " LIMIT 0", " OFFSET 2", " LIMIT 4 OFFSET 1", " OFFSET 1 LIMIT 2"]))


@settings(max_examples=400, deadline=None, suppress_health_check=list(HealthCheck))
@given(stores(), st.lists(queries(), min_size=4, max_size=8))
def test_columns_answer_as_the_engine_does(store: ox.Store, asked: list[tuple[str, str, str, tuple[str, ...]]]) -> None:
    columns = build_columns(store, 2**26)
    assert columns or all(isinstance(quad.subject, ox.BlankNode) for quad in store)
    if columns is None:
        return
    for query, order, cut, keys in asked:
        event("columns" if same(store, columns, query, order=order, cut=cut, keys=keys) else "engine")
