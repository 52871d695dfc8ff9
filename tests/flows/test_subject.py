"""What an instance is about: read strictly, and neutral without a file."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from flows.subject import Subject, of, read

ROOT = Path(__file__).parents[2]


def test_a_folder_without_a_file_says_nothing(tmp_path: Path) -> None:
    found = read(tmp_path)
    assert found == Subject(folder=tmp_path)
    assert found.named == frozenset()
    assert found.side("ru") is found.side_supplied("ru") is None


def test_sides_and_those_whose_output_goes_to_them() -> None:
    found = of({"sides": {"one": ["maker"], "other": []}})
    assert [found.side(code) for code in ("one", "other", "maker")] == [0, 1, None]
    assert [found.side_supplied(code) for code in ("one", "other", "maker", "nobody")] == [0, 1, 0, None]
    assert found.named == {"one", "other", "maker"}


@pytest.mark.parametrize(
    ("stored", "said"),
    [
        ({"titel": "Grain"}, "there is no 'titel'; it may have title, description"),
        ({"sides": {"a": [], "b": [], "c": []}}, "at most 2 have a colour, and not 3"),
        ({"day": "30 June 2019"}, "day"),
        ({"contents": ["wheat"]}, "two kinds of things, the usual one first, and not 1"),
        ({"folder": "elsewhere"}, "there is no 'folder'"),
    ],
)
def test_what_is_not_known_is_refused(stored: dict[str, Any], said: str) -> None:
    with pytest.raises(ValueError, match=r"^subject\.json: ") as refusal:
        of(stored)
    assert said in str(refusal.value)


def test_an_example_stands_in_an_address_or_leaves_none() -> None:
    found = of({"examples": {"flow": "a/b/wheat", "day": "2019-06-30"}})
    assert found.example("/flows/@flow/?as_of=@day") == "/flows/a/b/wheat/?as_of=2019-06-30"
    assert found.example("/flows/@flow/?right=@other-flow") == ""
    assert found.example("/flows/") == "/flows/"


def test_the_file_of_the_second_subject_is_read() -> None:
    found = read(ROOT / "tests" / "second_subject")
    assert (found.day, found.since, list(found.sides or ())) == (date(2019, 6, 30), 2018, ["corvale", "dunholt"])
