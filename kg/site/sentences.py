"""A chart in plain words: what rose or fell, from what to what, who says so; and what to beware of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

import pyoxigraph as ox

from kg.api.graph import ServedGraph
from kg.api.views import number
from kg.site.figures import Figure
from kg.site.formats import capital, date_words, list_words, number_words, percent_words
from kg.site.naming import producer_name, shown_value, source_name
from kg.site.spec import MOST_PLACES
from kg.site.words import say

_NAMED = 4


def trend_sentence(graph: ServedGraph, figures: Sequence[Figure], what: str, language: str) -> str:
    """From the first to the last figure that compare: whole periods of one kind, with one figure each, after the last break."""
    comparable = comparable_stretch(figures)
    if not comparable:
        return ""
    first, last = comparable[0], comparable[-1]
    words = {
        "what": capital(what),
        "where": graph.label(last.area, language),
        "last": shown_value(graph, last, language),
        "last_period": graph.label(last.period.iri, language),
        "who": who(graph, (first, last), language),
    }
    if first is last or first.value is None or last.value is None:
        return say("one_figure", language, **words)
    words |= {"first": shown_value(graph, first, language), "first_period": graph.label(first.period.iri, language)}
    if first.value == last.value:
        return say("same", language, **words)
    change = last.value - first.value
    relative = first.value > 0 and not first.unit.endswith(("/persen", "/skor"))
    share = say("share", language, percent=percent_words(abs(change) / first.value, language)) if relative else ""
    verb = say("rose" if change > 0 else "fell", language)
    difference = number_words(round(abs(change), 6), language)
    if last.unit.endswith("/persen"):
        difference = say("points", language, difference=difference)
    return say("trend", language, verb=verb, difference=difference, share=share, peak=_peak(graph, comparable, language), **words)


def _peak(graph: ServedGraph, figures: Sequence[Figure], language: str) -> str:
    """The highest and the lowest figure between the two ends, if they lie outside them."""
    inner = [f for f in figures if f.value is not None]
    found = ""
    for word, extreme in (("highest", max(inner, key=_value)), ("lowest", min(inner, key=_value))):
        if extreme.value not in (inner[0].value, inner[-1].value):
            period = graph.label(extreme.period.iri, language)
            found += say(word, language, value=shown_value(graph, extreme, language), period=period)
    return found


def _value(figure: Figure) -> float:
    return figure.value or 0.0


def comparable_stretch(figures: Sequence[Figure]) -> list[Figure]:
    """Figures of whole periods of the kind that the last one has, since the last break; times at which sources differ are left out."""
    usable = [f for f in figures if f.value is not None and f.whole_period]
    if not usable:
        return []
    kind = usual_kind(usable)
    usable = [f for f in usable if f.period.kind == kind]
    after = max((f.period.end for f in usable if f.status == "B"), default=date.min)
    by_time: dict[str, list[Figure]] = defaultdict(list)
    for figure in usable:
        if figure.period.end >= after:
            by_time[figure.period.iri].append(figure)
    return [found[0] for found in by_time.values() if len({f.value for f in found}) == 1]


def usual_kind(figures: Sequence[Figure]) -> str:
    """The kind of period that most figures of a series have; figures of another length of time do not compare with them."""
    kinds = [f.period.kind for f in figures if f.whole_period]
    return max(sorted(set(kinds)), key=lambda kind: (kinds.count(kind), kind == "tahun")) if kinds else ""


def ranked_sentence(graph: ServedGraph, named: Sequence[tuple[str, Figure]], what: str, language: str) -> str:
    """The highest, the next and the lowest of one period. `named` is in falling order; partial lists have no lowest."""
    valued = [(name, f) for name, f in named if f.value is not None]
    if len(valued) < 2:
        return ""
    (top, first), (bottom, lowest) = valued[0], valued[-1]
    others = [pair for pair in valued if (pair[1].area, pair[1].cut) != (first.area, first.cut)]  # not the same place by another source
    second, next_ = others[0] if others else valued[1]
    words = {
        "period": graph.label(first.period.iri, language),
        "what": what,
        "top": top,
        "top_value": shown_value(graph, first, language),
        "second": say("then", language, name=second, value=shown_value(graph, next_, language)) if len(valued) > 2 else "",
        "who": who(graph, [f for _, f in valued], language),
    }
    if all(f.whole_list for _, f in valued):
        return say("ranked", language, bottom=bottom, bottom_value=shown_value(graph, lowest, language), **words)
    return say("ranked_part", language, **words)


def who(graph: ServedGraph, figures: Iterable[Figure], language: str) -> str:
    """The institution whose figures they are, and who reports them where that is another."""
    producers, reporters = defaultdict(list), []
    for figure in figures:
        producers[producer_name(graph, figure, language)].append(figure)
        reporters.append(source_name(graph, figure))
    names = list(dict.fromkeys(reporters))
    shown = names if len(names) <= 2 else [*names[:2], say("and_more", language, count=len(names) - 2)]
    separator = ", " if len(names) > 2 else " dan " if language == "id" else " and "
    return f"{list_words(list(producers), language)} ({separator.join(shown)})"


def cautions(graph: ServedGraph, figures: Sequence[Figure], language: str) -> list[str]:
    """What a reader must know before comparing these figures, each in a sentence."""
    found = [
        *_about("beware_break", [f for f in figures if f.status == "B"], graph, language),
        *_conflicts(graph, figures, language),
        *_about("beware_part_period", [f for f in figures if not f.whole_period], graph, language),
        *_about("beware_other_length", _of_other_length(figures), graph, language),
        *_about("beware_absent", [f for f in figures if f.lexical is None and f.status != "Q"], graph, language),
    ]
    if any(not f.whole_list for f in figures):
        found.append(say("beware_part_list", language))
    if hidden := sum(f.lexical is None and f.status == "Q" for f in figures):
        found.append(say("beware_suppressed", language, count=hidden))
    if any(f.alleged for f in figures):
        found.append(say("beware_alleged", language))
    return found + _extents(graph, figures, language)


def _of_other_length(figures: Sequence[Figure]) -> list[Figure]:
    kind = usual_kind(figures)
    return [f for f in figures if f.whole_period and f.period.kind != kind and f.value is not None]


def _about(word: str, figures: Sequence[Figure], graph: ServedGraph, language: str) -> list[str]:
    periods = list(dict.fromkeys(graph.label(f.period.iri, language) for f in figures))
    if not periods:
        return []
    shown = periods if len(periods) <= _NAMED else [*periods[-_NAMED:], say("and_more", language, count=len(periods) - _NAMED)]
    return [say(word, language, periods=list_words(shown, language))]


def _conflicts(graph: ServedGraph, figures: Sequence[Figure], language: str) -> list[str]:
    alike: dict[tuple[object, ...], list[Figure]] = defaultdict(list)
    for figure in figures:
        if figure.value is not None:
            alike[figure.key, figure.area, figure.period.iri].append(figure)
    found = []
    for group in alike.values():
        if len({f.value for f in group}) > 1:
            values = [f"{number(f.lexical or '', language)} ({source_name(graph, f)})" for f in group]
            named = graph.label(group[0].period.iri, language)
            cut = [graph.label(value, language) for _, value in group[0].cut]
            found.append(say("beware_conflict", language, periods=", ".join([named, *cut]), values=list_words(values, language)))
    return found[:_NAMED]


def _extents(graph: ServedGraph, figures: Sequence[Figure], language: str) -> list[str]:
    """Areas that came into being or ceased while these figures ran."""
    found = []
    for area in sorted({f.area for f in figures}):
        for name in ("schema:validFrom", "schema:validThrough"):
            day = graph.value(area, name)
            if isinstance(day, ox.Literal):
                found.append(say("beware_extent", language, name=graph.label(area, language), date=_day(day.value, language)))
    return list(dict.fromkeys(found)) if len({f.area for f in figures}) <= MOST_PLACES else []


def _day(value: str, language: str) -> str:
    try:
        return date_words(date.fromisoformat(value), language)
    except ValueError:
        return value
