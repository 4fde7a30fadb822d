"""Elements of SVG. Looks come from classes: pages style them with their sheet, and `standalone` writes the same looks into the file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from markupsafe import Markup, escape

WIDTH = 600  # user units; every chart is as wide, so that text has one size
_LOOKS = {
    "paper": 'fill="#ffffff"',
    "axis": 'stroke="#5b6672" stroke-width="1.25"',
    "grid": 'stroke="#d9dfe4" stroke-width="1"',
    "tick": 'fill="#4a5560" font-size="14"',
    "label": 'fill="#1b2430" font-size="14"',
    "strong": 'fill="#1b2430" font-size="14" font-weight="600"',
    "heading": 'fill="#1b2430" font-size="17" font-weight="700"',
    "source": 'fill="#4a5560" font-size="12"',
    "line": 'fill="none" stroke-width="2.5" stroke-linejoin="round" stroke-linecap="round"',
    "dashed": 'fill="none" stroke-width="2" stroke-dasharray="3 6" stroke-linecap="round"',
    "hollow": 'fill="#ffffff" stroke-width="2.5"',
    "break": 'stroke="#9a3412" stroke-width="1.5" stroke-dasharray="2 4"',
    "break-word": 'fill="#9a3412" font-size="13"',
    "absent": 'fill="none" stroke="#5b6672" stroke-width="1.5"',
    "hidden-mark": 'fill="#e8e6df" stroke="#5b6672" stroke-width="1.5"',
    "behind": 'fill="none" stroke="#a5adb4" stroke-width="1.5" stroke-linejoin="round"',
    "bar-faint": 'fill="#cfd8dc"',
    "border": 'stroke="#ffffff" stroke-width="0.6"',
    "no-data": 'fill="#e8e6df" stroke="#b9b4a7" stroke-width="0.6"',
}
HUES = ("#0f5d73", "#c2571a", "#5b4b9a", "#2f7d4f", "#a8325e", "#8a6d1d", "#3a6fb0", "#6b6b6b")
STEPS = ("#dcebea", "#a9d0cf", "#6cafb2", "#318693", "#0f5468")


def element(name: str, *children: Markup | str, cls: str = "", **attributes: object) -> Markup:
    """An element; underscores in names of attributes become hyphens, text is escaped, None is left out."""
    written = f' class="{escape(cls)}"' if cls else ""
    for key, value in attributes.items():
        if value is not None:
            shown = f"{value:.1f}".removesuffix(".0") if isinstance(value, float) else value
            written += f' {key.rstrip("_").replace("_", "-")}="{escape(str(shown))}"'
    inner = "".join(escape(child) for child in children)
    whole = f"<{name}{written}>{inner}</{name}>" if children else f"<{name}{written}/>"
    return Markup(whole)  # noqa: S704  names are ours, values and children are escaped above


def text(x: float, y: float, words: str, cls: str = "label", **attributes: object) -> Markup:
    return element("text", words, cls=cls, x=x, y=y, **attributes)


def group(parts: Iterable[Markup], cls: str = "", **attributes: object) -> Markup:
    return element("g", *parts, cls=cls, **attributes)


def linked(href: str | None, title: str, *parts: Markup) -> Markup:
    """Parts that tell their meaning when pointed at, and that lead to the figure's own page. The title is also the link's name."""
    inner = (element("title", title), *parts)
    return element("a", *inner, href=href) if href else group(inner)


def short_path(runs: Iterable[Sequence[tuple[float, float]]], *, dots: bool = False) -> str:
    """A path through each run of points, written as steps in tenths of a unit; with `dots` a dot at each point and no lines.

    >>> short_path([[(1.0, 2.0), (3.5, 1.96)], [(9.0, 9.0)]])
    'M1 2l2.5 0M9 9'
    >>> short_path([[(1.0, 2.0), (3.5, 1.5)]], dots=True)
    'M1 2h0m2.5-.5h0'
    """
    written = ""
    for run in runs:
        placed = [(round(x * 10), round(y * 10)) for x, y in run]
        steps = [f"{_tenths(x - a)} {_tenths(y - b)}".replace(" -", "-") for (a, b), (x, y) in pairwise(placed)]
        start = f"M{_tenths(placed[0][0])} {_tenths(placed[0][1])}"
        written += f"{start}h0" + "".join(f"m{step}h0" for step in steps) if dots else start + (f"l{' '.join(steps)}" if steps else "")
    return written.replace(" -", "-")


def _tenths(number: int) -> str:
    """
    >>> _tenths(-4), _tenths(30), _tenths(0), _tenths(-105)
    ('-.4', '3', '0', '-10.5')
    """
    written = f"{number / 10:.1f}".removesuffix(".0")
    return written.replace("0.", ".", 1) if -10 < number < 10 else written


def picture(height: float, name: str, described_by: str, parts: Iterable[Markup], kind: str = "") -> Markup:
    """A drawing with its name. Its table twin is what `described_by` names."""
    return element(
        "svg", *parts, cls=f"chart {kind}".strip(), viewBox=f"0 0 {WIDTH} {height:.0f}", role="group", aria_label=name,
        aria_describedby=described_by or None, xmlns="http://www.w3.org/2000/svg",
    )  # fmt: skip


def standalone(drawing: str, heading: str, source: list[str]) -> str:
    """The drawing as a file of its own: looks written in, heading above, sources below, white ground."""
    start, _, rest = str(drawing).partition(">")
    height = float(start.split('viewBox="0 0 ')[1].split('"')[0].split()[1])
    above, below = 44, 22 * len(source) + 16
    whole = height + above + below
    opening = start.replace(
        f'viewBox="0 0 {WIDTH} {height:.0f}"', f'viewBox="0 0 {WIDTH} {whole:.0f}" width="{WIDTH}" height="{whole:.0f}"'
    )
    parts = [
        f'{opening} font-family="system-ui, Helvetica, Arial, sans-serif">',
        element("rect", cls="paper", x=0, y=0, width=WIDTH, height=whole),
        text(12, 28, heading, "heading"),
        f'<g transform="translate(0 {above})">{rest.removesuffix("</svg>")}</g>',
        *(text(12, above + height + 20 + 20 * n, line, "source") for n, line in enumerate(source)),
        "</svg>",
    ]
    return _with_looks("".join(str(part) for part in parts))


def _with_looks(full: str) -> str:
    """Classes replaced by what the site's sheet gives them."""
    for cls, looks in _LOOKS.items():
        full = full.replace(f'class="{cls}"', looks)
    for n, hue in enumerate(HUES):
        coloured = {
            "line": f'{_LOOKS["line"]} stroke="{hue}"',
            "dashed": f'{_LOOKS["dashed"]} stroke="{hue}"',
            "hollow": f'{_LOOKS["hollow"]} stroke="{hue}"',
            "dots": f'fill="none" stroke="{hue}" stroke-width="5" stroke-linecap="round"',
            "dot": f'fill="{hue}"',
            "word": f'fill="{hue}" font-size="14" font-weight="600"',
        }
        for cls, written in coloured.items():
            full = full.replace(f'class="{cls} hue-{n}"', written)
    for n, fill in enumerate(STEPS):
        full = full.replace(f'class="border step-{n}"', f'fill="{fill}" {_LOOKS["border"]}').replace(f'class="step-{n}"', f'fill="{fill}"')
    return full
