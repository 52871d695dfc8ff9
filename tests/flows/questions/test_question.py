"""What every question does with the fields that it declares."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

import pytest

from flows.questions import BadQuestion, CompareQuestion, FlowQuestion
from flows.questions.arithmetic import ConversionQuestion, DifferenceQuestion, FireQuestion
from flows.questions.flow_list import FlowListQuestion
from flows.questions.package import PackageQuestion
from flows.questions.parameters import AS_OF, whole, words
from flows.questions.question import Question
from flows.questions.total import TotalQuestion

QUESTIONS = (
    *(FlowQuestion, CompareQuestion, FlowListQuestion, TotalQuestion, PackageQuestion),
    *(ConversionQuestion, FireQuestion, DifferenceQuestion),
)


@dataclass(frozen=True, slots=True)
class Example(Question):
    name: Annotated[str, words("name", "A name."), "a word"]
    sizes: Annotated[int, whole("size", "A size.", 1, 9)] = 3
    as_of: Annotated[date | None, AS_OF] = None
    found: str = ""


def test_a_field_is_given_by_its_parameter_under_the_name_of_the_parameter() -> None:
    assert [parameter.name for parameter in Example.parameters] == ["name", "size", "as_of", "recorded"]
    question, faults = Example.of({"name": ["a"], "size": ["5"], "as_of": ["2024-06-14"]}, found="b")
    assert (question, faults) == (Example("a", 5, date(2024, 6, 14), "b"), ())
    assert question.query() == "name=a&size=5&as_of=2024-06-14"
    assert {question: 1}[Example("a", 5, date(2024, 6, 14), "b")] == 1


def test_a_default_is_not_printed_and_what_is_given_holds_where_nothing_is_named() -> None:
    question, _ = Example.of({"size": ["3"]}, name="given")
    assert (question.name, question.query()) == ("given", "name=given")
    assert Example.of({"name": ["named"]}, name="given")[0].name == "named"


def test_what_is_needed_and_not_named_is_a_fault_beside_the_others() -> None:
    with pytest.raises(BadQuestion) as refused:
        Example.of({"size": ["x"]})
    assert [fault.parameter for fault in refused.value.faults] == ["size", "name"]
    assert refused.value.faults[1].message == "name is needed: a word"
    with pytest.raises(BadQuestion) as unreadable:
        Example.of({"name": ["a\tb"]})
    assert [fault.parameter for fault in unreadable.value.faults] == ["name"]


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_parameter_says_what_it_means(question: type[Question]) -> None:
    names = [parameter.name for parameter in question.parameters]
    assert names
    assert len(names) == len(set(names))
    assert all(parameter.meaning for parameter in question.parameters)
