from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.formula_text import disarmed, rearmed


@pytest.mark.parametrize("text", ["=1+1", "+1", "-2", "@SUM(A1)", "\t=1", "'=1+1"])
def test_what_a_spreadsheet_would_run_begins_with_an_apostrophe(text: str) -> None:
    assert disarmed(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "4.8 million", "'Almost 200-thousand'.", "~30M per ICBM", "a=b"])
def test_any_other_text_is_left_as_it_is(text: str) -> None:
    assert disarmed(text) == text == rearmed(text)


@given(st.text(alphabet="'=+-@\tab", max_size=8))
def test_what_was_disarmed_comes_back_as_it_was(text: str) -> None:
    assert rearmed(disarmed(text)) == text
    assert not disarmed(text).startswith(("=", "+", "-", "@", "\t"))
