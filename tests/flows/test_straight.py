"""Functions written from source: their names are their own, and nothing of a row is ever read as source."""

from __future__ import annotations

from flows.straight import function


def test_a_function_sees_its_arguments_and_the_names_that_it_was_given() -> None:
    twice = function("value", ["found = TIMES * value", "return found"], {"TIMES": 2})
    assert twice(21) == 42
    assert "TIMES" not in globals()


def test_a_value_stays_a_value() -> None:
    pair = function("row", ["one, two, = row", "return {'one': one, 'two': two or None}"], {})
    assert pair(("') or exit('", "")) == {"one": "') or exit('", "two": None}
