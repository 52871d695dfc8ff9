"""What a text that is searched for asks about."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.search_asked import RECIPIENT, SUPPLIER, ToOne, ratio_asked, readings, sides_asked
from flows.search_words import words_asked


@pytest.mark.parametrize(
    "text", ["6.5 million", "6.5M", "6,500,000", "6 500 000", "6500k", "6\u202f500\u202f000", "6500000"]
)
def test_a_number_is_asked_for_however_it_is_written(text: str) -> None:
    assert readings(text)[0] == ("6500000",)


def test_a_question_is_read_until_something_is_found() -> None:
    assert readings("how many shells did Russia fire") == (
        ("how", "many", "shells", "did", "russia", "fire"),
        ("shells", "russia", "fire"),
    )
    assert readings("shells that Iran sent")[1:] == (("shells", "iran", "sent"), ("shells", "iran"))
    # Numbers beside one another may be two; a comma between digits leaves no doubt.
    assert readings("152 122") == (("152122",), ("152", "122"))
    assert readings("152,122") == (("152122",),)
    assert readings("who") == (("who",),)
    assert readings("!") == ()


@pytest.mark.parametrize(
    ("text", "suppliers", "recipients", "either"),
    [
        ("shells to Russia", "", "russia", "shells"),
        ("shells from Iran to Russia", "iran", "russia", "shells"),
        ("how many shells did North Korea send to Russia?", "shells north korea", "russia", ""),
        ("what did Russia get from Iran", "iran", "russia", ""),
        ("shells Ukraine got", "", "shells ukraine", ""),
        ("shells received by Ukraine from the Czech scheme", "czech scheme", "shells ukraine", ""),
        ("missiles sent by Iran", "missiles iran", "", ""),
        ("shipments of shells to Ukraine", "", "ukraine", "shells"),
        ("shells and missiles from Iran to Russia", "iran", "russia", "shells/missiles"),
        ("shells to Russia or Belarus from Iran", "iran", "russia/belarus", "shells"),
        ("shells to Ukraine in 2024", "", "ukraine", "shells"),
        ("newest shells to Russia", "", "russia", "shells"),
        ("shells Russia", "", "", ""),
        ("", "", "", ""),
    ],
)
def test_words_stand_on_the_side_of_a_flow_that_the_text_gives_them(
    text: str, suppliers: str, recipients: str, either: str
) -> None:
    sides = sides_asked(text)
    for side, words in ((SUPPLIER, suppliers), (RECIPIENT, recipients), ("", either)):
        assert {"/".join(one.words) for one in sides if one.side == side} == set(words.split())


@given(st.lists(st.sampled_from(("shells", "iran", "to", "from", "and", "sent", "got", "the", "10", "x")), max_size=9))
def test_sides_hold_words_of_the_text_in_its_order_and_none_that_only_leads_to_one(words: list[str]) -> None:
    sides = [word for one in sides_asked(" ".join(words)) for word in one.words]
    led = [word for word in words_asked(" ".join(words)) if word in ("shells", "iran", "10", "x")]
    assert sides == (led if len(led) < len(words) else [])


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("10 to 1", "10"),
        ("10:1 in shells", "10"),
        ("almost 4.8 to one", "4.8"),
        ("1 : 1", "1"),
        ("10-to-1", "10"),
        ("1,000 to 1", "1000"),
        ("10 to 12", ""),
        ("10 to 1.5", ""),
        ("9:10:1", ""),
        ("10 1", ""),
        ("to 1", ""),
        ("from 10 to 1 day", "10"),
    ],
)
def test_a_ratio_to_one_is_told_by_its_figure(text: str, figure: str) -> None:
    found = ratio_asked(text)
    assert (found.figure if found else "") == figure


def test_the_words_of_a_ratio_are_known_as_its_own() -> None:
    assert ratio_asked("shells 10 to 1 Pavel") == ToOne("10", frozenset({"10", "to", "1"}))
