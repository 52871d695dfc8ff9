"""What a word is to the search."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.search_words import LONGEST_WORD, begins, finds, set_of_words, words_asked, words_of
from tests.oracles.search import in_one_piece


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("152mm shells", ("152", "mm", "shells")),
        ("152-mm SHELLS", ("152", "mm", "shells")),
        ("Jana Černochová", ("jana", "cernochova")),
        ("КНДР и Сеул", ("кндр", "и", "сеул")),
        ("북한의 포탄", ("북한의", "포탄")),
        ("Straße", ("strasse",)),
        ("１５２ ｍｍ", ("152", "mm")),
        ('"NEAR(*) -\x00\ud800', ("near",)),
        ("_a__b_", ("a", "b")),
        ("", ()),
    ],
)
def test_words_are_folded(text: str, words: tuple[str, ...]) -> None:
    assert words_of(text) == words


def test_accents_and_case_make_no_difference_in_any_script() -> None:
    assert words_of("ЁЛКА Й Ї é") == words_of("ёлка й ї É") == words_of("елка и і e")


def test_long_words_are_cut() -> None:
    assert words_of("x" * 100) == ("x" * LONGEST_WORD,)
    assert set_of_words("x" * 100 + " " + "1" * 100) == {"x" * LONGEST_WORD, "1" * LONGEST_WORD}


def test_numbers_and_short_words_are_found_whole() -> None:
    assert finds("shel", ["shells"])
    assert finds("북한", ["북한의"])
    assert not finds("155", ["1550"])
    assert not finds("ru", ["russia"])
    assert finds("ru", ["ru"])
    assert not begins("us")
    assert not finds("6.5", ["6.55"])


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("some 70,000 a day", {"70000"}),
        ("15\u00a0800 rounds", {"15800"}),
        ("4,800,000", {"4800000"}),
        ("in 2024 500 rounds", set()),
        ("155, 152 and 0.123", {"0.123"}),
        ("70,0000", set()),
        ("about 6.5 million", {"6500000"}),
        ("6.5M, $1bn or 4.8 mln", {"6500000", "1000000000", "4800000"}),
        ("prewar-70k", {"70000"}),
        ("27,000-28,000", {"27000", "28000"}),
        ("152mm, 9M113, 3.2.1 and 240 mm", set()),
    ],
)
def test_figures_are_found_in_one_piece_too(text: str, figures: set[str]) -> None:
    assert set_of_words(text) - set(words_of(text)) == figures


FIGURES = [
    "70,000",
    "6.5 million",
    "6.5M",
    "152mm",
    "70 000",
    "1.5",
    " ",
    "x",
    "-",
    ".",
    ",",
    "4",
    "000",
    "k",
    "é",
    "bn",
]


@given(st.lists(st.sampled_from(FIGURES), max_size=8).map("".join) | st.text())
def test_figures_are_those_that_trying_every_place_finds(text: str) -> None:
    assert set_of_words(text) == {*words_of(text), *in_one_piece(text)}
    assert [word for word in words_asked(text) if word not in words_of(text)] == [
        word for word in in_one_piece(text) if word not in words_of(text)
    ]


@given(st.text())
def test_the_set_holds_the_same_words(text: str) -> None:
    assert set_of_words(text) - set(in_one_piece(text)) == set(words_of(text)) - set(in_one_piece(text))
    assert all(word == words_of(word)[0] and len(words_of(word)) == 1 for word in words_of(text))
