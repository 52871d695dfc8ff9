"""Charts of context figures and of stated shares, and the drawings of what is computed."""

from __future__ import annotations

import re

import pytest

from dashboard.charts.context import ContextFigures, context_chart
from dashboard.charts.pace import draw_paces
from dashboard.charts.share import draw_shares, stated_share_chart
from flows.measures import pace, share
from flows.measures.context import by_series, figures_of, shared_words
from flows.questions import ListQuestion
from flows.questions.pace import PaceQuestion
from flows.questions.share import ShareQuestion

pytestmark = pytest.mark.django_db


def test_a_row_of_a_series_names_claimant_and_time() -> None:
    (series,) = by_series(figures_of(ListQuestion("indicators", (("name", "kp-share-of-russian-shells-fired"),))))
    chart = context_chart(ContextFigures(series, None))
    assert chart.title == "North Korea's share of the shells that Russia fires"
    assert [lane.label for lane in chart.lanes] == [
        "Western intelligence sources, 50% from 1 to 4 October 2024",
        "UK Foreign Office, 60% from 1 to 7 May 2025",
    ]


def test_an_empty_series_is_a_chart_without_marks() -> None:
    chart = context_chart(ContextFigures((), None))
    assert not chart.marks


def test_the_chart_of_shares_holds_what_was_stated_and_nothing_computed() -> None:
    answer = share.compute(ShareQuestion())
    chart = stated_share_chart(answer)
    assert {mark.code for mark in chart.marks} == {claim.code for claim in answer.stated}


def test_the_drawing_of_what_follows_says_that_it_is_computed() -> None:
    shares, paces = share.compute(ShareQuestion()), pace.compute(PaceQuestion())
    for svg in (draw_shares(shares, "wide"), draw_paces(paces, "narrow")):
        assert "computed; nobody stated it" in svg
        assert re.search(r'role="img"', svg)


@pytest.mark.parametrize(
    ("words", "shared"),
    [
        (["cost of one shell to Russia"], "cost of one shell to Russia"),
        (["cost of one shell to Russia", "cost of one shell to Ukraine"], "cost of one shell to …"),
        (["what Belgium gave to it", "what the Netherlands gave to it"], "what … gave to it"),
        (["one", "other"], "…"),
    ],
)
def test_what_several_wordings_share(words: list[str], shared: str) -> None:
    assert shared_words(words) == shared
