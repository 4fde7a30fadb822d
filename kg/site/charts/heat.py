"""A heat map of provinces and years: what is there and how the rest is missing. One path a state, so that large ones stay small."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from kg.site.charts.svg import WIDTH, element, picture, text

_NAMES, _TOP, _ROW, _LEGEND = 190, 24, 15, 24
_WIDEST, _STATES_IN_ROW = 40.0, 2


def heat_map(
    rows: Sequence[tuple[str, Mapping[int, str]]], years: Sequence[int], states: Mapping[str, str], name: str, *, table: str = ""
) -> Markup:
    """`rows`: a name and its state by year; `states`: words of each state, in the order of the legend. No square: it could not be there."""
    column = min((WIDTH - _NAMES - 8) / max(len(years), 1), _WIDEST)
    bottom = _TOP + len(rows) * _ROW + 12
    lines = -(-len(states) // _STATES_IN_ROW)
    parts = []
    every = next(n for n in (1, 2, 3, 5, 10, 100) if column * n >= 36)
    parts += [
        text(_NAMES + n * column + column / 2, 16, str(year), "tick", text_anchor="middle")
        for n, year in enumerate(years)
        if n % every == 0
    ]
    squares: dict[str, str] = {}
    for line, (label, known) in enumerate(rows):
        parts.append(text(_NAMES - 8, _TOP + line * _ROW + 12, _short(label), "label small", text_anchor="end"))
        for n, year in enumerate(years):
            if state := known.get(year):
                where = f"M{_NAMES + n * column + 1:.0f} {_TOP + line * _ROW + 1}h{column - 2:.0f}v{_ROW - 2}h-{column - 2:.0f}z"
                squares[state] = squares.get(state, "") + where
    parts += [element("path", cls=f"state-{state}", d=path) for state, path in squares.items()]
    for n, (state, words) in enumerate(states.items()):
        x, y = (n % _STATES_IN_ROW) * (WIDTH / _STATES_IN_ROW), bottom + (n // _STATES_IN_ROW) * _LEGEND
        parts += [element("rect", cls=f"state-{state}", x=x, y=y, width=16, height=14), text(x + 24, y + 12, words, "tick")]
    return picture(bottom + lines * _LEGEND + 6, name, table, parts)


def _short(name: str, most: int = 27) -> str:
    return name if len(name) <= most else name[: most - 1].rstrip() + "…"
