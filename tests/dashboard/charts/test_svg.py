"""The drawing: safe, linked, named, the same figures as in plotly, nothing outside its frame."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.charts import Chart, draw, key_entries, standalone
from dashboard.charts.description import Form, Layout
from dashboard.charts.element import element
from dashboard.charts.figure import figure
from dashboard.charts.key import CODES, sample
from dashboard.charts.labels import Box, text_width
from dashboard.charts.shapes import Ids
from dashboard.charts.sheet import Sheet, text_box
from tests.dashboard.charts.conftest import QUIET

Charts = Mapping[str, Chart]
LAYOUTS: tuple[Layout, ...] = ("wide", "narrow")
SVG = "{http://www.w3.org/2000/svg}"
NAMES = (
    "june", "compare", "movement", "movement-june", "ratios", "ratios-june", "production", "ladder-kp", "ladder-eu",
    "ladder-us", "ladder-missile", "ladder-none", "fired", "produced", "stages", "stages-kp", "stages-cz", "span",
    "span-de", "evidence", "evidence-kp", "years", "years-kp", "supply", "supply-all", "routes",
    *(f"{name}-later" for name in QUIET),
)  # fmt: skip


def parsed(svg: str) -> ET.Element:
    return ET.fromstring(svg)


def rows_of(trace: dict[str, Any]) -> list[list[str]]:
    """What a trace says of its marks."""
    return list(trace.get("customdata", ()))


def drawn(svg: str) -> set[tuple[str, str]]:
    return {
        (link.attrib["data-code"], link.attrib["data-figures"])
        for link in parsed(svg).iter(f"{SVG}a")
        if "data-code" in link.attrib
    }


@pytest.mark.parametrize("name", NAMES)
def test_the_drawing_and_the_figure_hold_the_same_claims_and_figures(charts: Charts, name: str) -> None:
    chart = charts[name]
    points = {(row[0], row[1]) for trace in figure(chart, "light")["data"] for row in rows_of(trace)}
    for layout in LAYOUTS:
        assert drawn(draw(chart, layout)) == points
    legs = {leg.code for leg in chart.map.legs} if chart.map else set()
    assert {code for code, _ in points} == {mark.code for mark in chart.marks} | legs


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_link_leads_to_its_page_and_says_its_quote(charts: Charts, name: str, layout: Layout) -> None:
    chart = charts[name]
    quotes = {mark.code: mark.quote for mark in chart.marks}
    for link in parsed(draw(chart, layout)).iter(f"{SVG}a"):
        if link.attrib["class"] == "entry":
            # What stands under a map is its own name.
            assert "".join(link.itertext())
            continue
        title = link.find(f"{SVG}title")
        assert title is not None
        assert title.text
        code = link.attrib["data-code"]
        if code in quotes:
            assert link.attrib["href"] == f"/claims/{code}/"
            assert title.text == quotes[code]


def test_ids_never_clash_in_one_page(charts: Charts) -> None:
    ids: list[str] = []
    for chart in charts.values():
        for svg in (*(draw(chart, layout) for layout in LAYOUTS), *(entry.svg for entry in key_entries(chart))):
            ids += re.findall(r'\bid="([^"]+)"', svg)
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_reference_is_defined_and_nothing_is_inline(charts: Charts, name: str, layout: Layout) -> None:
    svg = draw(charts[name], layout)
    ids = set(re.findall(r'\bid="([^"]+)"', svg))
    references = set(re.findall(r"url\(#([^)]+)\)", svg))
    references |= set(re.findall(r'aria-(?:labelledby|describedby)="([^"]+)"', svg))
    assert references <= ids
    for forbidden in ("style=", "<script", "<style", "onclick", "#d55e00", "<image"):
        assert forbidden not in svg


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_no_text_leaves_the_frame(charts: Charts, name: str, layout: Layout) -> None:
    svg = parsed(draw(charts[name], layout))
    _, _, width, height = (float(part) for part in svg.attrib["viewBox"].split())
    sheet = Sheet(layout, Ids("x"))
    for text in svg.iter(f"{SVG}text"):
        words = "".join(text.itertext())
        box = text_box(sheet, words, float(text.attrib["x"]), float(text.attrib["y"]), text.get("text-anchor", "start"))
        # A tick may stand a little over the end of its axis, and the measure is on the wide side.
        assert box.left >= -8, words
        assert box.right <= width * 1.06 + 8, words
        assert box.top >= 0, words
        assert box.bottom <= height + 1, words


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_no_figure_lies_over_another(charts: Charts, name: str, layout: Layout) -> None:
    sheet = Sheet(layout, Ids("x"))
    boxes: list[tuple[str, Box]] = []
    for text in parsed(draw(charts[name], layout)).iter(f"{SVG}text"):
        if {"figure", "place"} & set(text.attrib["class"].split()):
            at, words = (float(text.attrib["x"]), float(text.attrib["y"])), "".join(text.itertext())
            boxes.append((words, text_box(sheet, words, *at, text.get("text-anchor", "start"))))
    clashes = [(a, b) for n, (a, one) in enumerate(boxes) for b, other in boxes[n + 1 :] if one.meets(other)]
    assert clashes == []


def test_capacity_is_hatched_and_never_solid(charts: Charts) -> None:
    for name in ("june", "compare", "movement"):
        codes = {mark.code for mark in charts[name].marks if mark.hatched}
        assert codes
        kinds: dict[str, set[str | None]] = {}
        for link in parsed(draw(charts[name], "wide")).iter(f"{SVG}a"):
            kinds.setdefault(link.attrib["data-code"], set()).update(shape.get("class") for shape in link.iter())
        for code in codes:
            assert "hatched" in kinds[code]
            assert "solid" not in kinds[code]


def test_the_ceiling_of_june_has_a_closed_cap_and_no_fill(charts: Charts) -> None:
    svg = parsed(draw(charts["june"], "wide"))
    link = next(a for a in svg.iter(f"{SVG}a") if a.attrib["data-code"] == "rok-mnd-2024-06-14-shells")
    kinds = [shape.get("class") for shape in link.iter() if shape.get("class")]
    assert {"outline", "hatched", "line cap"} <= set(kinds)


def test_a_chart_without_marks_says_so(charts: Charts) -> None:
    assert "No claim recorded." in draw(charts["ladder-none"], "wide")


def test_an_unknown_layout_is_refused(charts: Charts) -> None:
    with pytest.raises(ValueError, match="not a layout"):
        draw(charts["june"], "square")  # type: ignore[arg-type]


HOSTILE = """</title><script>alert(1)</script>"'&]]>\x00\x1b"""


@pytest.mark.parametrize("name", ["june", "movement", "ratios", "ladder-kp", "fired"])
def test_hostile_words_stay_words(charts: Charts, name: str) -> None:
    chart = charts[name]
    marks = tuple(
        replace(mark, quote=HOSTILE, label=HOSTILE, figure_label=HOSTILE, detail=HOSTILE, claimant=HOSTILE)
        for mark in chart.marks
    )
    lanes = tuple(replace(lane, label=HOSTILE) for lane in chart.lanes)
    hostile = replace(chart, title=HOSTILE, summary=HOSTILE, marks=marks, lanes=lanes)
    for svg in (draw(hostile, "wide"), draw(hostile, "narrow"), standalone(hostile, "light")):
        assert "<script" not in svg
        assert parsed(svg).tag == f"{SVG}svg"


@given(st.text(), st.text())
def test_any_text_and_attribute_is_well_formed(words: str, value: str) -> None:
    node = parsed(element("text", words, data_code=value))
    assert node.tag == "text"


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_file_stands_alone(charts: Charts, name: str, theme: str) -> None:
    svg = standalone(charts[name], theme)  # type: ignore[arg-type]
    words = " ".join("".join(text.itertext()) for text in parsed(svg).iter(f"{SVG}text"))
    for part in (charts[name].title, charts[name].source_line, "CC BY 4.0"):
        assert part in words
    assert "var(" not in svg
    assert "@import" not in svg


def test_the_file_of_june_names_its_day(charts: Charts) -> None:
    assert "as known on 14 June 2024" in standalone(charts["june"], "light")


def test_the_key_explains_each_entry_once(charts: Charts) -> None:
    for chart in charts.values():
        entries = key_entries(chart)
        assert len({entry.words for entry in entries}) == len(entries)
        assert {entry.code for entry in entries} <= set(chart.key)
    assert {"up-to", "capacity", "doubtful", "full", "about"} <= set(charts["june"].key)


@pytest.mark.parametrize("code", sorted(CODES))
@pytest.mark.parametrize("form", ["rows", "lanes", "ratios", "areas"])
def test_every_sample_is_a_drawing(code: str, form: Form) -> None:
    shapes = list(parsed(sample(code, "k", form)).iter())
    assert len(shapes) >= 3


def test_an_unknown_entry_of_the_key_is_refused() -> None:
    with pytest.raises(KeyError, match="grammar"):
        sample("gauge")


def test_a_file_brings_its_key_and_the_fonts_that_its_words_need(charts: Charts) -> None:
    text = standalone(charts["june"], "light")
    for entry in key_entries(charts["june"]):
        assert f">{entry.words}</text>" in text
    assert text.count("@font-face") == 3
    assert "http" not in re.sub(r"http://www\.w3\.org/2000/svg", "", text)
    named = replace(charts["june"], title="Česká iniciativa – 2024")
    assert standalone(named, "light").count("@font-face") == 6
    ids = re.findall(r' id="([^"]+)"', text)
    assert len(ids) == len(set(ids))


def test_a_long_address_under_a_file_stays_inside_it_and_reads_on(charts: dict[str, Chart]) -> None:
    address = "https://example.org/charts/supply/?current=true&stage=shipped,delivered&supplier=" + ",".join(
        f"actor-{number}" for number in range(40)
    )
    root = ET.fromstring(standalone(charts["supply"], "light", address).encode())
    whole = float(root.attrib["viewBox"].split()[2])
    printed = [(text.text or "", float(text.attrib["x"])) for text in root.iter("{http://www.w3.org/2000/svg}text")]
    foot = [(words, x) for words, x in printed if words and words in address and len(words) > 20]
    assert "".join(words for words, _ in foot) == address
    assert len(foot) > 2
    assert all(x + text_width(words, 16) <= whole for words, x in foot)
