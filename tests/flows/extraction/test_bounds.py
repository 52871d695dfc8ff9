"""The words before a number: those that a bound is written with are those that it is read from."""

from __future__ import annotations

import pytest

from flows.extraction.bounds import before
from flows.vocabulary import Bound


@pytest.mark.parametrize("bound", [bound for bound in Bound if bound.words])
def test_a_bound_is_read_from_the_words_that_it_is_written_with(bound: Bound) -> None:
    text = f"They sent {bound.words}"
    found = before(text, len(text))
    assert found is not None
    assert found.code is bound
