"""Which flows a page of the list holds."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.measures import flow, flow_list
from flows.measures.flow_list import window
from flows.questions import BadQuestion, Flow
from flows.questions.flow_list import FlowListQuestion, Turn

NAMED = tuple(Flow("kp", "ru", f"m{number:02d}") for number in range(20))


@given(st.integers(1, 25), st.sampled_from(NAMED))
def test_after_and_before_a_flow_meet_at_it(size: int, flow: Flow) -> None:
    after = window(FlowListQuestion(page_size=size, cursor=Turn("after", flow)), NAMED)
    before = window(FlowListQuestion(page_size=size, cursor=Turn("before", flow)), NAMED)
    place = NAMED.index(flow)
    assert NAMED[slice(*after)] == NAMED[place + 1 : place + 1 + size]
    assert NAMED[slice(*before)] == NAMED[max(0, place - size) : place]


def test_a_place_whose_flow_is_gone_is_still_a_place() -> None:
    gone = Flow("kp", "ru", "m05x")
    start, _ = window(FlowListQuestion(cursor=Turn("after", gone)), NAMED)
    assert NAMED[start] == Flow("kp", "ru", "m06")


@pytest.mark.django_db
def test_a_code_that_is_not_recorded_is_named() -> None:
    with pytest.raises(BadQuestion) as refused:
        flow_list.compute(FlowListQuestion(suppliers=("zz",), munitions=("yy",)))
    assert [(fault.parameter, fault.value) for fault in refused.value.faults] == [
        ("supplier", "zz"),
        ("munition", "yy"),
    ]


@pytest.mark.django_db
def test_all_of_them_are_those_of_the_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    question = FlowListQuestion(as_of=date(2024, 6, 14))
    pages = flow_list.compute(replace(question, page_size=10_000)).flows
    monkeypatch.setattr(flow_list, "_PAIRS_AT_ONCE", 3)
    assert tuple(flow_list.every(question)) == pages
    assert len(pages) > 20
    for one in pages[::7]:
        assert one == flow.compute(one.question)
