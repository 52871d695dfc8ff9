"""The cards of pages: what is on them, and that it fits."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import pytest

from dashboard.charts.card import HEIGHT, WIDTH, chart_card, text_card
from dashboard.charts.description import Chart
from dashboard.charts.labels import text_width
from dashboard.charts.raster import png

LONG = "At least ten million artillery rounds from North Korea to Russia since an unstated day. " * 12


def texts(card: str) -> list[tuple[str, float, float]]:
    """The words of a card, each with its baseline and its size."""
    return [
        (node.text or "", float(node.attrib["y"]), float(node.attrib["font-size"]))
        for node in ET.fromstring(card).iter("{http://www.w3.org/2000/svg}text")
        if "font-size" in node.attrib
    ]


@pytest.mark.parametrize("title", ["Balance", "Who has sent how much, and how do we know?", LONG[:180]])
def test_what_has_no_room_is_cut_at_a_word_and_nothing_lies_over_the_foot(title: str) -> None:
    *body, name, foot = texts(text_card(title, LONG, "example.org"))
    assert (name[0], foot[0]) == ("Munitions Flows", "example.org")
    assert body[-1][0].endswith(" …")
    assert all(y < HEIGHT - 80 for _, y, _ in body)
    assert all(text_width(words, size) <= (WIDTH - 128) * (1.09 if size < 40 else 0.94) for words, _, size in body)
    told = " ".join(words for words, *_ in body)
    assert set(re.findall(r"\w+", told)) <= set(re.findall(r"\w+", f"{title} {LONG}"))


def test_a_long_title_is_smaller_and_keeps_who_said_it_and_when() -> None:
    title = (
        "Hundreds of thousands of artillery rounds from North Korea to Russia since an unstated day, as of 1 October "
        "2023 (what at least 1,000 containers could hold; South Korea's defence ministry, 16 October 2023)"
    )
    *body, _, _ = texts(text_card(title, LONG, "x"))
    large = [words for words, _, size in body if size == 40]
    assert " ".join(large) == title
    assert body[-1][0].endswith(" …")


def height(card: str) -> float:
    """How far down the drawing in a card reaches."""
    ((down, scale),) = re.findall(r'<g transform="translate\(\S+ (\S+)\) scale\((\S+)\)">', card)
    inner = re.findall(r'viewBox="0 0 \S+ (\S+)"', card)[1]
    return float(down) + float(scale) * float(inner)


@pytest.mark.parametrize("name", ["race", "supply", "slope-kr", "produced", "years"])
def test_of_a_high_chart_whole_rows_are_there_and_say_that_they_are_the_first(
    charts: dict[str, Chart], name: str
) -> None:
    card = chart_card(charts[name], "x")
    assert height(card) <= HEIGHT - 74 + 0.1
    assert re.search(r"The first \d+ of \d+ rows of the chart\.", card)


def test_a_panel_is_not_cut_where_a_whole_one_fits(charts: dict[str, Chart]) -> None:
    card, lanes = chart_card(charts["race"], "x"), charts["race"].lanes
    rows = int(re.findall(r"The first (\d+) of", card)[0])
    assert lanes[rows - 1].panel != lanes[rows].panel
    assert "rounds a year" in card


def test_no_reading_stands_without_its_other_reading(charts: dict[str, Chart]) -> None:
    chart = charts["slope-kr"]
    rows = int(re.findall(r"The first (\d+) of", chart_card(chart, "x"))[0])
    for link in chart.links:
        one, other = (chart.mark(code).lane or 0 for code in (link.start, link.end))
        assert (one < rows) == (other < rows)


def test_what_runs_along_time_is_whole_or_words(charts: dict[str, Chart]) -> None:
    chart = charts["ladder-kp"]
    told = " ".join(words for words, *_ in texts(chart_card(chart, "x")))
    assert chart.title in told
    assert "Source: " in told


def test_what_fits_is_whole() -> None:
    card = text_card("A title", "Some words & <more>.", "as known on 14 June 2024")
    assert [words for words, *_ in texts(card)] == [
        "A title",
        "Some words & <more>.",
        "Munitions Flows",
        "as known on 14 June 2024",
    ]


def test_a_card_is_an_image_of_the_size_that_other_sites_show(charts: dict[str, Chart]) -> None:
    for card in (text_card("A title", "Words.", "x"), chart_card(charts["supply"], "x")):
        image = png(card, WIDTH)
        assert image.startswith(b"\x89PNG")
        assert (int.from_bytes(image[16:20]), int.from_bytes(image[20:24])) == (WIDTH, HEIGHT)


def test_words_are_painted_in_the_fonts_of_the_site() -> None:
    """A face that is missing would leave nothing: no font of the machine is taken."""
    blank, written = png(text_card("", "", ""), WIDTH), png(text_card("Words", "ŁĄŠ", ""), WIDTH)
    assert len(written) > len(blank) + 500


def test_what_is_no_drawing_is_refused() -> None:
    with pytest.raises(ValueError, match="token"):
        png("no drawing", WIDTH)
