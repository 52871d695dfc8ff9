"""A story as a measure: the comparison as of its day, and what has become of each of its claims."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from flows.measures.story import compute, first_comparison, first_day, quotient_caveats
from flows.models import Ratio, Shipment, Story
from flows.queries.stories import flows_of, stories, usual_flows
from flows.questions import BadQuestion, CompareQuestion, Flow
from flows.records import Quantity
from flows.vocabulary import Bound, Reliability

pytestmark = pytest.mark.django_db
JUNE = date(2024, 6, 14)


def codes(claims: tuple) -> list[str]:
    return [claim.code for claim in claims]


def test_the_comparison_of_the_first_story() -> None:
    (story,) = stories()
    comparison = compute(story).comparison
    assert comparison.day == JUNE
    assert codes(comparison.above) == ["rok-mnd-2024-06-14-shells"]
    assert codes(comparison.below) == [
        "article-2024-06-14-eu-1m",
        "eu-2024-03-25-delivered-500k",
        "ua-2024-02-26-zelensky-30pct",
    ]
    assert [q.ratio for q in comparison.quotients] == [
        Quantity(Bound.UP_TO, high=Decimal(value)) for value in ("4.8", "9.6", "16")
    ]
    assert not any(q.comparable for q in comparison.quotients)
    assert codes(comparison.stated) == ["article-2024-06-14-almost-10-to-1"]


def test_what_became_of_each_claim_as_of_the_day_that_is_read() -> None:
    (story,) = stories()
    on_the_day = {fate.claim.code: fate for fate in compute(story, JUNE).fates}
    assert list(on_the_day) == [*story.claims, *story.ratios]
    assert all(fate.stands for fate in on_the_day.values())
    shells = {fate.claim.code: fate for fate in compute(story, date(2024, 8, 1)).fates}["rok-mnd-2024-06-14-shells"]
    assert shells.successor is not None
    assert (shells.successor.code, shells.replaced_again) == ("rok-mnd-2024-07-24-152mm", None)
    today = {fate.claim.code: fate for fate in compute(story).fates}
    assert today["rok-mnd-2024-06-14-shells"].replaced_again == "rok-dia-2024-08-27-152mm"
    assert today["article-2024-06-14-eu-1m"].stands


def test_what_was_withdrawn_does_not_stand() -> None:
    (story,) = stories()
    withdrawn = {"status": "retracted", "retraction_reason": "A test."}
    Shipment.objects.filter(code="ua-2024-02-26-zelensky-30pct").update(**withdrawn)
    Ratio.objects.filter(code__in=story.ratios).update(**withdrawn)
    answer = compute(story)
    assert "ua-2024-02-26-zelensky-30pct" not in codes(answer.comparison.below)
    assert answer.comparison.stated == ()
    assert {fate.claim.code for fate in answer.fates if fate.withdrawn} == {
        "ua-2024-02-26-zelensky-30pct",
        *story.ratios,
    }


def test_only_claims_of_the_grade_are_told() -> None:
    (story,) = stories()
    answer = compute(story, grade=Reliability.B)
    assert "article-2024-06-14-eu-1m" not in {fate.claim.code for fate in answer.fates}
    assert answer.comparison.stated == ()


def test_before_its_day_only_the_claims_that_had_been_stated_are_compared() -> None:
    comparison = first_comparison(date(2024, 3, 1))
    assert (comparison.day, comparison.above) == (date(2024, 3, 1), ())
    assert codes(comparison.below) == ["ua-2024-02-26-zelensky-30pct"]
    assert comparison.stated == ()


@pytest.mark.parametrize(
    ("asked", "day"), [(None, JUNE), (date(2025, 1, 1), JUNE), (date(2023, 1, 1), date(2023, 1, 1))]
)
def test_the_day_of_the_comparison(asked: date | None, day: date) -> None:
    assert first_day(asked) == day


def test_its_caution_is_told_of_its_own_flows_from_its_day_on() -> None:
    (story,) = stories()
    left, right = flows_of(story)
    assert quotient_caveats(CompareQuestion(left, right))[-1] == story.caution
    assert story.caution not in quotient_caveats(CompareQuestion(left, right, date(2024, 6, 13)))
    assert story.caution not in quotient_caveats(CompareQuestion(right, left))


def test_without_a_story_the_usual_flows_are_those_that_most_claims_name() -> None:
    assert usual_flows() == (Flow("kp", "ru", "artillery-round"), Flow("eu", "ua", "artillery-round"))
    Story.objects.all().delete()
    flows = usual_flows()
    assert flows is not None
    assert flows[0].recipient != flows[1].recipient
    with pytest.raises(BadQuestion):
        first_comparison()


def test_the_queries_are_these() -> None:
    (story,) = stories()
    with CaptureQueriesContext(connection) as queries:
        compute(story)
    assert len(queries) == 14, [query["sql"][:120] for query in queries]
