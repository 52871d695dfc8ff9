"""A text is read in a process of its own as it is here, once, and not for longer than it may be."""

from __future__ import annotations

import pickle
from collections.abc import Sequence
from datetime import date

import pytest

from flows.apart import TooSlow
from flows.extraction import apart
from flows.extraction.apart import read_apart
from flows.extraction.reader import Reader
from tests.flows.extraction.seeds import vocabulary_of_seeds

VOCABULARY = vocabulary_of_seeds()

TEXT = "North Korea has sent Russia 10,000 containers, South Korea's defence ministry said on 14 June 2024."
DAY = date(2024, 6, 15)


@pytest.fixture(autouse=True)
def _nothing_cached() -> None:
    apart._readings.clear()


def test_it_is_read_as_here() -> None:
    found = read_apart(VOCABULARY, TEXT, DAY)
    assert found == Reader(VOCABULARY)(TEXT, DAY)
    assert found.drafts


def test_a_text_is_read_once_and_another_day_is_another_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[bytes] = []

    def run(_command: Sequence[str], given: bytes, _seconds: float) -> bytes:
        asked.append(given)
        return pickle.dumps(Reader(VOCABULARY)(TEXT, DAY))

    monkeypatch.setattr(apart, "run_apart", run)
    for stated in (DAY, DAY, None):
        read_apart(VOCABULARY, TEXT, stated)
    assert len(asked) == 2
    for number in range(apart._KEPT):
        read_apart(VOCABULARY, f"{number}", None)
    read_apart(VOCABULARY, TEXT, DAY)
    assert len(asked) == 3 + apart._KEPT


def test_what_takes_too_long_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "SECONDS", 0.001)
    with pytest.raises(TooSlow):
        read_apart(VOCABULARY, TEXT, DAY)
