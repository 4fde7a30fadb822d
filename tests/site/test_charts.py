"""Charts: what is joined, what is not, and that what has no figure is never drawn as zero."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest

from kg.site.charts.bars import Bar, bar_chart
from kg.site.charts.choropleth import Shade, choropleth, classes, step_of
from kg.site.charts.line import Line, Point, line_chart, neighbours, tick_values
from kg.site.charts.multiples import Multiples, Panel, small_multiples
from kg.site.charts.multiples import tick_values as multiples_ticks
from kg.site.charts.svg import element, standalone
from kg.site.formats import number_words
from kg.site.outlines import Outline


def drawn(lines: list[Line]) -> str:
    words = {value: number_words(value, "id") for value in tick_values(lines)}
    return str(line_chart(lines, "Judul", words, table="tabel", break_word="putus"))


def joined(svg: str) -> int:
    return sum(path.count("L") for path in re.findall(r'class="line hue-\d" d="([^"]+)"', svg))


def years(*points: tuple[float, float]) -> tuple[Point, ...]:
    return tuple(Point(x, value, f"{value} ({x})") for x, value in points)


def test_neighbouring_years_are_joined_and_a_missing_year_leaves_a_gap() -> None:
    assert joined(drawn([Line("a", years((2020.5, 1), (2021.5, 2), (2023.5, 3), (2024.5, 4)))])) == 2


def test_two_figures_for_one_year_are_both_joined_and_never_averaged() -> None:
    pairs = neighbours(years((2022.5, 10), (2023.5, 20), (2023.5, 30), (2024.5, 40)))
    assert {(before.value, after.value) for before, after in pairs} == {(10, 20), (10, 30), (20, 40), (30, 40)}


def test_a_part_year_is_a_hollow_dot_that_is_not_joined() -> None:
    svg = drawn([Line("a", (*years((2021.5, 1), (2022.5, 2)), Point(2023.4, 3, "sebagian", alone=True)))])
    assert joined(svg) == 1
    assert svg.count('class="hollow hue-0"') == 1


def test_a_break_is_marked_and_not_bridged() -> None:
    svg = drawn([Line("a", (*years((2021.5, 1), (2022.5, 2)), Point(2023.5, 9, "lain", broken=True)))])
    assert joined(svg) == 1
    assert "putus" in svg


def test_a_mark_without_a_figure_is_a_cross_and_breaks_the_line() -> None:
    svg = drawn([Line("a", years((2020.2, 1), (2021.2, 2)), absent=((2020.7, "tanpa angka"),))])
    assert joined(svg) == 0
    assert svg.count('class="absent"') == 1
    assert "tanpa angka" in svg


def test_what_is_suppressed_is_a_square_and_no_line_runs_over_it() -> None:
    svg = drawn([Line("a", years((2020.2, 1), (2021.2, 2)), hidden=((2020.7, "ditekan"),))])
    assert joined(svg) == 0
    assert svg.count('class="hidden-mark"') == 1
    assert 'class="absent"' not in svg


def panels(*lines: Line) -> list[Panel]:
    return [Panel(line, "1", f"{line.name}: 1", f"/{line.name}") for line in lines]


def several(*lines: Line, behind: Line | None = None) -> Multiples:
    shown = panels(*lines)
    return small_multiples(shown, "Judul", {v: number_words(v, "id") for v in multiples_ticks(shown)}, "kunci", behind=behind)


def starts(svg: str, cls: str) -> list[tuple[float, float]]:
    """Where each path of this class starts: the same place in two panels is the same time and value."""
    return [(float(x), float(y)) for x, y in re.findall(rf'class="{cls}" d="M([-\d.]+) ([-\d.]+)', svg)]


def test_small_charts_share_both_axes() -> None:
    grid = str(several(Line("a", years((2020.5, 1), (2021.5, 2))), Line("b", years((2020.5, 1), (2021.5, 100)))).grid)
    dots = starts(grid, "dots hue-0")
    assert len(dots) == 2
    assert dots[0] == dots[1]  # 1 in 2020, in both
    assert grid.count("<use") == 1
    assert grid.count('class="frame"') == 1  # one frame, drawn once and used again


def test_small_charts_mark_gaps_breaks_and_parts_of_years() -> None:
    apart = (Point(2022.5, 9, "lain", broken=True), Point(2023.4, 3, "sebagian", alone=True))
    usual = years((2018.5, 1), (2019.5, 2), (2021.5, 3))
    line = Line("a", (*usual, *apart), absent=((2020.5, "tanpa"),), hidden=((2024.5, "ditekan"),))
    grid = str(several(line).grid)
    assert [run.count("l") for run in re.findall(r'class="line hue-0" d="([^"]+)"', grid)] == [1]
    assert [grid.count(f'class="{cls}"') for cls in ("break", "hollow hue-0", "absent", "hidden-mark")] == [1, 1, 1, 1]


def test_small_charts_as_a_file_are_one_drawing_with_all_of_them() -> None:
    sheet = several(
        *(Line(name, years((2020.5, 1), (2021.5, 2))) for name in "abcd"), behind=Line("x", years((2020.5, 1), (2021.5, 2)))
    ).sheet
    file = standalone(sheet, "Judul", ["Sumber: x"])
    root = ElementTree.fromstring(file)
    assert len(root.findall(".//{http://www.w3.org/2000/svg}a")) == 4
    assert not re.findall(r'class="(?!chart|frame|target)', file)


def test_a_bar_without_a_figure_has_words_and_no_bar() -> None:
    svg = str(bar_chart([Bar("A", 4.0, "4", "A: 4"), Bar("B", None, "ditekan", "B: ditekan")], "Judul"))
    assert svg.count("<rect") == 1
    assert "ditekan" in svg


def test_a_province_without_a_figure_is_not_coloured_as_a_low_one() -> None:
    shapes = [Outline("x", "M0 0Z"), Outline("y", "M1 1Z"), Outline("z", "M2 2Z")]
    svg = str(choropleth(shapes, {"x": Shade(0, "x: 1"), "y": Shade(None, "y: tanpa angka")}, [(0, "1 – 2"), (None, "tanpa")], "Peta"))
    assert svg.count('class="border step-0"') == 1
    assert svg.count('class="no-data"') == 3  # y, z and the legend


@pytest.mark.parametrize("values", [[1.0], [1.0, 1.0, 2.0], [float(n) for n in range(40)]])
def test_every_value_has_a_class(values: list[float]) -> None:
    bounds = classes(values)
    assert all(0 <= step_of(value, bounds) <= 4 for value in values)


def test_text_of_others_is_escaped() -> None:
    assert str(element("text", "<script>", x='"')) == '<text x="&#34;">&lt;script&gt;</text>'


def test_a_file_for_download_is_well_formed_and_carries_its_looks_and_sources() -> None:
    chart = line_chart([Line("a", years((2020.5, 1), (2021.5, 2)))], "Judul & isi", {v: str(v) for v in (0.0, 0.5, 1.0, 1.5, 2.0)})
    file = standalone(chart, "Judul & isi", ["Sumber: <x>"])
    root = ElementTree.fromstring(file)
    assert "class=" not in re.sub(r'class="(chart|target)"', "", file)
    assert "Sumber: <x>" in "".join(root.itertext())
