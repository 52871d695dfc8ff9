"""Characters that deceive: found in whatever text they stand in, and nothing else is taken for them."""

import csv
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.importing.letters import hidden_characters, look_alikes, mixed_digits, strange_characters
from tests.flows.importing.seeds import DIRECTORY


def test_hidden_characters_are_named() -> None:
    assert hidden_characters("Ра́джин 나진 «x»") == ""
    assert "RIGHT-TO-LEFT OVERRIDE" in hidden_characters("a\u202eb")
    assert hidden_characters("a\x00b") == "U+0000"
    assert hidden_characters("a\nb", lines=True) == ""
    assert hidden_characters("a\nb") == "U+000A"


@pytest.mark.parametrize(
    "hidden", ["\u200b", "\u200d", "\ufeff", "\u200e", "\u00ad", "\u2067", "\u2028", "\u3164", "\ufffd", "\ue000"]
)
def test_what_a_reader_does_not_see_is_refused(hidden: str) -> None:
    said = strange_characters(f"Reu{hidden}ters")
    assert unicodedata.name(hidden, f"U+{ord(hidden):04X}") in said


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("В\u043eloomberg", "CYRILLIC"),
        ("Reut\u0435rs", "CYRILLIC SMALL LETTER IE"),
        ("R\u03b5uters", "GREEK SMALL LETTER EPSILON"),
        ("\u0412\u0412\u0421", "CYRILLIC CAPITAL LETTER VE"),
        ("News of the \u0412\u0412\u0421", "CYRILLIC CAPITAL LETTER VE"),
        ("\uff22loomberg", "FULLWIDTH"),
        ("\U0001d401loomberg", "MATHEMATICAL"),
    ],
)
def test_letters_that_pass_for_latin_are_named(text: str, name: str) -> None:
    assert name in look_alikes(text)


@pytest.mark.parametrize(
    "text",
    [
        "Київ",
        "ТАСС сообщает",
        "Ми-8 and Mi-8",
        "東京タワーの話",
        "로동신문 (Rodong Sinmun)",
        "Ελλάδα",
        "5 µm",
        "Café São",
        "№ 1ª",
    ],
)
def test_other_scripts_are_welcome_in_words_of_their_own(text: str) -> None:
    assert strange_characters(text) == ""


def test_digits_of_two_scripts_are_refused_together() -> None:
    assert "٤8" in mixed_digits("٤8")
    assert mixed_digits("٤٨") == mixed_digits("48") == ""


def test_nothing_in_the_seeds_is_strange() -> None:
    for path in sorted(DIRECTORY.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.reader(file):
                assert [cell for cell in row if strange_characters(cell, lines=True)] == [], path.name


@given(st.text(st.characters(codec="ascii", exclude_categories=["Cc"])))
def test_plain_ascii_is_never_strange(text: str) -> None:
    assert strange_characters(text) == ""
