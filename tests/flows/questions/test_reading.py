from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from urllib.parse import parse_qs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.questions import LISTINGS, BadQuestion, CompareQuestion, Flow, FlowQuestion, ListQuestion, day
from flows.questions.arithmetic import ConversionQuestion
from flows.questions.timeline import TimelineQuestion
from flows.questions.total import TotalQuestion
from flows.vocabulary import BASIS, STAGE

NORTH_KOREA = Flow("kp", "ru", "artillery-round")
EU = Flow("eu", "ua", "artillery-round")
some_days = st.none() | st.dates(date(2020, 1, 1), datetime.now(UTC).date())
some_stages = st.sets(st.sampled_from(STAGE.codes)).map(lambda chosen: tuple(sorted(chosen)))
some_windows = st.integers(1, 36_500)
some_bases = st.sets(st.sampled_from(BASIS.codes)).map(lambda chosen: tuple(sorted(chosen)))


@given(some_days, some_stages, some_bases, some_windows)
def test_a_flow_question_printed_and_read_again_is_the_same(
    as_of: date | None, stages: tuple[str, ...], bases: tuple[str, ...], window: int
) -> None:
    question = FlowQuestion(NORTH_KOREA, as_of, stages, bases, window)
    assert FlowQuestion.read(NORTH_KOREA, parse_qs(question.query())) == (question, ())
    steps = TimelineQuestion(question)
    assert TimelineQuestion.read(parse_qs(steps.query())) == (steps, ())


@given(some_days, some_stages, some_bases, some_windows)
def test_a_comparison_printed_and_read_again_is_the_same(
    as_of: date | None, stages: tuple[str, ...], bases: tuple[str, ...], window: int
) -> None:
    question = CompareQuestion(NORTH_KOREA, EU, as_of, stages, bases, window)
    assert CompareQuestion.read(parse_qs(question.query())) == (question, ())
    assert {side.age.days for side in question.sides} == {window}


def test_a_window_is_a_year_unless_another_is_asked_for() -> None:
    assert FlowQuestion(NORTH_KOREA).age == timedelta(days=365)
    assert FlowQuestion(NORTH_KOREA, window=90).query() == "window=90"


@given(st.sampled_from(sorted(LISTINGS)), some_days, st.text("abc -", max_size=9), st.integers(1, 500), st.booleans())
def test_a_list_question_printed_and_read_again_is_the_same(
    table: str, as_of: date | None, search: str, page_size: int, count: bool
) -> None:
    listing = LISTINGS[table]
    question = ListQuestion(table, (), as_of, search.strip(), listing.ordering, page_size, "", count)
    assert ListQuestion.read(table, parse_qs(question.query())) == (question, ())


@given(st.sampled_from(sorted(LISTINGS)), st.dictionaries(st.text(max_size=12), st.lists(st.text(max_size=12))))
def test_no_query_string_is_an_exception(table: str, query: dict[str, list[str]]) -> None:
    question, faults = ListQuestion.read(table, query)
    assert question.table == table
    assert all(fault.parameter in query for fault in faults)


def test_an_unknown_parameter_is_named_with_what_was_probably_meant() -> None:
    _, faults = ListQuestion.read("shipments", {"supllier": ["kp"]})
    (fault,) = faults
    assert fault.parameter == "supllier"
    assert "did you mean supplier?" in fault.message
    assert "supplier" in fault.allowed


def test_a_bad_value_is_left_out_and_the_good_ones_are_kept() -> None:
    question, faults = ListQuestion.read("shipments", {"stage": ["shipped,sent"], "as_of": ["2024-02-30"]})
    assert question.filter("stage") == ("shipped",)
    assert question.as_of is None
    assert {(fault.parameter, fault.value) for fault in faults} == {("stage", "sent"), ("as_of", "2024-02-30")}
    assert next(fault for fault in faults if fault.parameter == "stage").allowed == STAGE.codes


@pytest.mark.parametrize("text", ["14/06/2024", "2024-6-14", "٢٠٢٤-٠٦-١٤", "20240614", "2024-06-31", "", "45457"])
def test_only_an_iso_day_is_a_date(text: str) -> None:
    with pytest.raises(ValueError, match="is not a da"):
        day(text)


@pytest.mark.parametrize("size", ["0", "501", "-1", "1_0", "١", "1e2", "ten"])
def test_a_page_size_outside_its_limits_is_refused(size: str) -> None:
    question, faults = ListQuestion.read("sources", {"page_size": [size]})
    assert question.page_size == 100
    assert [fault.parameter for fault in faults] == ["page_size"]


def test_a_parameter_that_takes_one_value_refuses_two() -> None:
    _, faults = ListQuestion.read("shipments", {"as_of": ["2024-01-01", "2024-01-02"]})
    assert faults[0].message == "as_of takes one value"


@pytest.mark.parametrize("text", ["kp/ru", "kp/ru/artillery-round/x", "KP/ru/round", "//", "kp ru x"])
def test_what_is_not_a_flow_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is not a"):
        Flow.read(text)


def test_a_comparison_names_every_side_that_is_missing() -> None:
    with pytest.raises(BadQuestion) as caught:
        CompareQuestion.read({})
    assert [fault.parameter for fault in caught.value.faults] == ["left", "right"]


def test_a_total_needs_supplier_recipient_and_munition() -> None:
    with pytest.raises(BadQuestion) as caught:
        TotalQuestion.read({"supplier": ["kp"]})
    assert [fault.parameter for fault in caught.value.faults] == ["recipient", "munition"]


def test_an_assumption_of_the_reader_is_known_as_one() -> None:
    theirs, _ = ConversionQuestion.read({}, "boxes")
    mine, faults = ConversionQuestion.read({"large": ["447.8"]}, "boxes")
    assert not theirs.assumed
    assert (mine.assumed, mine.large, faults) == (True, Decimal("447.8"), ())
    assert ConversionQuestion.read({"large": ["1e3"]}, "boxes")[1][0].parameter == "large"


def test_nothing_is_known_of_tomorrow() -> None:
    today = datetime.now(UTC).date()
    tomorrow = today + timedelta(days=1)
    for text in (tomorrow.isoformat(), "2999-01-01"):
        question, (fault,) = FlowQuestion.read(NORTH_KOREA, {"as_of": [text]})
        assert question.as_of is None
        assert (fault.parameter, fault.value) == ("as_of", text)
        assert fault.message == f"as_of: '{text}' is after today: take {today.isoformat()} or an earlier day"
    assert FlowQuestion.read(NORTH_KOREA, {"as_of": [today.isoformat()]})[0].as_of == today


def test_days_between_which_claims_are_asked_for_do_not_end_before_they_begin() -> None:
    query = {"claimed_after": ["2024-06-14"], "claimed_before": ["2024-06-13"]}
    question, (fault,) = ListQuestion.read("shipments", query)
    assert question.filters == (("claimed_after", date(2024, 6, 14)),)
    assert (fault.parameter, fault.value) == ("claimed_before", "2024-06-13")
    assert fault.message.endswith("lies before claimed_after, 2024-06-14: take 2024-06-14 or a later day")
    assert ListQuestion.read("shipments", {**query, "claimed_before": ["2024-06-14"]})[1] == ()
