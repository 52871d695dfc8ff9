from __future__ import annotations

from tests.thorough import some_of_each


def test_some_of_each_kind_are_taken_from_all_over() -> None:
    things = [*range(0, 100, 2), 1, 3]
    assert some_of_each(things, lambda n: n % 2, 3, thorough=False) == [0, 34, 68, 1, 3]
    assert some_of_each(things, lambda n: n % 2, 3, thorough=True) == things
    assert some_of_each([], lambda n: n % 2, 3, thorough=False) == []
