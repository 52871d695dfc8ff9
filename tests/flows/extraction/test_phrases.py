"""Many phrases found at once: the longest, in its case, with its endings."""

import pytest

from flows.extraction.names import inflected
from flows.extraction.phrases import Phrases
from flows.extraction.tokens import tokens

FIND = Phrases(
    [
        ("US", "us"),
        ("the South", "south"),
        ("South Korean", "kr"),
        ("large-calibre rounds", "large"),
        ("deliver*", "delivers"),
        *((inflected(words, "uk"), code) for words, code in (("Україна", "ua"), ("чеська ініціатива", "cz"))),
        (inflected("북한", "ko"), "kp"),
    ]
)


def found(text: str) -> list[str]:
    return [match.values[0] for match in FIND(tokens(text))]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("The US said", ["us"]),
        ("The U.S. said", ["us"]),
        ("told us so", []),
        ("the South Korean army", ["kr"]),
        ("the South sent", ["south"]),
        ("large caliber rounds", ["large"]),
        ("large-calibre\nrounds", ["large"]),
        ("has delivered", ["delivers"]),
        ("undelivered", []),
        ("Україні та України", ["ua", "ua"]),
        ("за чеською ініціативою", ["cz"]),
        ("북한이 보냈다", ["kp"]),
    ],
)
def test_a_phrase_is_found_as_it_is_written(text: str, codes: list[str]) -> None:
    assert found(text) == codes
