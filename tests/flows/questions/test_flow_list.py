"""The question for the list of flows, and that for a timeline, from query strings and back."""

from __future__ import annotations

from datetime import UTC, datetime
from urllib.parse import parse_qs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.questions import BadQuestion, Flow, FlowQuestion
from flows.questions.flow_list import FlowListQuestion, Turn
from flows.questions.timeline import TimelineQuestion
from flows.vocabulary import BASIS, STAGE

some = st.lists(st.sampled_from(["kp", "ir", "ru"]), unique=True).map(lambda codes: tuple(sorted(codes)))
stages = st.lists(st.sampled_from(STAGE.codes), unique=True).map(lambda codes: tuple(sorted(codes)))
bases = st.lists(st.sampled_from(BASIS.codes), unique=True).map(lambda codes: tuple(sorted(codes)))
flows = st.builds(Flow, st.just("kp"), st.just("ru"), st.sampled_from(["container", "rocket-122mm"]))
turns = st.none() | st.builds(Turn, st.sampled_from(["after", "before"]), flows)


@given(
    st.builds(
        FlowListQuestion,
        some,
        some,
        some,
        st.none() | st.dates(max_value=datetime.now(UTC).date()),
        stages,
        bases,
        st.integers(1, 36_500),
        st.integers(1, 100),
        turns,
        st.booleans(),
    )
)
def test_a_question_is_read_back_as_it_was_written(question: FlowListQuestion) -> None:
    assert FlowListQuestion.read(parse_qs(question.query())) == (question, ())


def test_the_whole_list_has_no_page_in_its_address() -> None:
    question = FlowListQuestion(suppliers=("kp",), page_size=7, cursor=Turn("after", Flow("a", "b", "c")), count=True)
    assert question.whole().query() == "supplier=kp"


@pytest.mark.parametrize("cursor", ["kp/ru/container", "after/kp", "after", "sideways/kp/ru/container", "after/K/R/C"])
def test_a_place_of_another_form_is_refused(cursor: str) -> None:
    _, (fault,) = FlowListQuestion.read({"cursor": [cursor]})
    assert fault.parameter == "cursor"


@given(
    st.builds(
        TimelineQuestion,
        st.builds(FlowQuestion, flows, st.none() | st.dates(max_value=datetime.now(UTC).date()), stages, bases),
    )
)
def test_a_timeline_is_read_back_as_it_was_written(question: TimelineQuestion) -> None:
    assert TimelineQuestion.read(parse_qs(question.query())) == (question, ())


def test_a_timeline_needs_its_flow_and_names_every_fault() -> None:
    with pytest.raises(BadQuestion) as refused:
        TimelineQuestion.read({"as_of": ["yesterday"]})
    assert {fault.parameter for fault in refused.value.faults} == {"flow", "as_of"}


def test_a_parameter_takes_no_more_than_fifty_values() -> None:
    _, (fault,) = FlowListQuestion.read({"supplier": [",".join(["kp"] * 51)]})
    assert fault.message == "supplier takes at most 50 values"
