"""The map: outlines of few letters, names that nothing covers, and work that is done once."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.charts import Chart, Layout, draw, map_drawing
from dashboard.charts.labels import Box
from dashboard.charts.map_drawing import steps
from dashboard.charts.shapes import Ids
from dashboard.charts.sheet import Sheet, text_box
from dashboard.charts.world import world
from tests.dashboard.charts.test_world import within

Charts = Mapping[str, Chart]
LAYOUTS: tuple[Layout, ...] = ("wide", "narrow")
SVG = "{http://www.w3.org/2000/svg}"
NAMED = ("country", "place")
CODES = {
    "Russia": "RUS", "China": "CHN", "Kazakhstan": "KAZ", "Mongolia": "MNG", "Ukraine": "UKR", "Iran": "IRN",
    "Turkey": "TUR", "North Korea": "PRK", "Sea of Japan": "", "Caspian Sea": "", "Black Sea": "",
    "Belarus": "BLR", "Uzbekistan": "UZB", "Sea of Okhotsk": "", "Romania": "ROU", "Georgia": "GEO",
    "Azerbaijan": "AZE", "Poland": "POL", "Syria": "SYR", "Bulgaria": "BGR", "Sea of Azov": "", "Armenia": "ARM",
    "Turkmenistan": "TKM",
}  # fmt: skip
"""The country of each name, and nothing for a sea."""

points = st.lists(st.tuples(st.floats(-60, 1100), st.floats(-60, 700)), min_size=3, max_size=40)


@pytest.fixture(scope="module")
def routes(charts: Charts) -> Chart:
    """The map with the outlines that the site draws."""
    chart = charts["routes"]
    assert chart.map is not None
    return replace(chart, map=replace(chart.map, world=world()))


@given(points)
def test_walking_the_steps_leads_past_every_point(outline: list[tuple[float, float]]) -> None:
    path = steps(outline)
    start, rest = path.removeprefix("M").removesuffix("z").split("l")
    x, y = (int(number) for number in re.findall(r"-?\d+", start))
    walked = [(x, y)]
    numbers = [int(number) for number in re.findall(r"-?\d+", rest)]
    for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
        x, y = x + dx, y + dy
        walked.append((x, y))
    assert len(walked) == len(outline)
    assert all(abs(a - c) <= 0.5 and abs(b - d) <= 0.5 for (a, b), (c, d) in zip(walked, outline, strict=True))


def elements(chart: Chart, layout: Layout, tag: str, *kinds: str) -> Iterator[ET.Element]:
    """The elements of a drawing outside what stands under the map, by one of their classes."""
    for part in ET.fromstring(draw(chart, layout)):
        if part.tag == f"{SVG}g" and "transform" in part.attrib:
            continue
        for found in part.iter(f"{SVG}{tag}"):
            if set(kinds) & set(found.attrib.get("class", "").split()):
                yield found


def names(chart: Chart, layout: Layout) -> list[tuple[str, Box]]:
    sheet = Sheet(layout, Ids("test"))
    return [
        (text.text or "", text_box(sheet, text.text or "", float(text.attrib["x"]), float(text.attrib["y"]),
                                   text.attrib.get("text-anchor", "start")))
        for text in elements(chart, layout, "text", *NAMED)
    ]  # fmt: skip


def circles(chart: Chart, layout: Layout, *kinds: str) -> list[tuple[float, float]]:
    return [(float(one.attrib["cx"]), float(one.attrib["cy"])) for one in elements(chart, layout, "circle", *kinds)]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_no_name_lies_over_another_or_over_a_dot_or_a_letter(routes: Chart, layout: Layout) -> None:
    found = names(routes, layout)
    assert {"Vladivostok", "Rajin", "Dunai", "Vostochny Port", "Chongjin", "Tikhoretsk"} <= {name for name, _ in found}
    for n, (name, box) in enumerate(found):
        assert [other for other, taken in found[n + 1 :] if box.meets(taken)] == [], name
        for x, y in (*circles(routes, layout, "place-dot"), *circles(routes, layout, "badge")):
            assert not box.meets(Box.around(x, y, 2.0)), (name, x, y)


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("name", ["whole", "west", "far-east"])
def test_the_name_of_a_country_or_a_sea_stands_in_it(routes: Chart, layout: Layout, name: str) -> None:
    sheet = Sheet(layout, Ids("test"))
    assert routes.map is not None
    window = next(one for one in map_drawing.windows(routes.map, sheet) if one.part.name == name)
    part = window.part
    drawn = [(words, box) for words, box in names(routes, layout) if words in CODES and box.within(window.box)]
    assert drawn
    wrong = []
    for words, box in drawn:
        across = ((box.left + box.right) / 2 - window.left) / window.width
        down = ((box.top + box.bottom) / 2 - window.top) / window.height
        x, y = part.west + across * (part.east - part.west), part.north - down * (part.north - part.south)
        there = {outline.country for outline in part.outlines if within(outline.ring, x, y)}
        if there != {CODES[words]} - {""}:
            wrong.append((words, there, round(x, 1), round(y, 1)))
    assert wrong == []


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_leg_has_its_letter_where_there_is_room(routes: Chart, layout: Layout) -> None:
    assert routes.map is not None
    letters = {text.text for text in elements(routes, layout, "text", "strong")}
    assert {leg.letter for leg in routes.map.legs} <= letters
    assert [entry.letters[0] for entry in routes.map.entries][:6] == list("ABCDEF")


@pytest.mark.parametrize("layout", LAYOUTS)
def test_places_that_touch_share_their_words(routes: Chart, layout: Layout) -> None:
    words = [name for name, _ in names(routes, layout)]
    assert "Khasan" not in words or words[words.index("Khasan") - 1] == "Tumangang and"


def test_a_day_in_the_past_alters_addresses_and_projects_nothing_anew(
    routes: Chart, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert routes.map is not None
    draw(routes, "wide")
    past = replace(routes, map=routes.map.leading(lambda href: f"{href}?as_of=2024-06-14"))
    monkeypatch.setattr(map_drawing, "_ring", None)
    monkeypatch.setattr(map_drawing, "placed_label", None)
    assert "?as_of=2024-06-14" in draw(past, "wide")
