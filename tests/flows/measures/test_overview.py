"""The front page as a measure: what each side was said to have got, made and fired, and where accounts differ."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from flows.measures import suppliers
from flows.measures.balances_moved import last_year
from flows.measures.overview import NEWEST, compute, told_year
from flows.models import Shipment, Story
from flows.questions import BadQuestion
from flows.records import Claim
from flows.vocabulary import Reliability

pytestmark = pytest.mark.django_db


def test_both_sides_have_their_suppliers_the_largest_first() -> None:
    russia, ukraine = suppliers.compute().sides
    assert [one.code for one in russia.suppliers] == ["kp", "kp-ir", "ir"]
    assert [one.code for one in ukraine.suppliers][:5] == ["cz-initiative", "cz", "us", "eu", "gb"]
    korea = russia.suppliers[0]
    assert [claim.code for claim in korea.ends] == ["fnf-2025-09-18-shells", "rok-nis-2025-06-26-rounds"]
    assert [claim.code for claim in korea.capacities] == ["rok-dia-2025-07-13-152mm"]
    assert (korea.year, korea.largest) == (2024, Decimal(10_000_000))


def test_nothing_shown_was_stated_after_the_day() -> None:
    day = date(2024, 3, 1)
    answer = compute(day)
    found = [one for side in answer.suppliers.sides for one in side.suppliers]
    pairs = [pair for thing in answer.disputes for pair in thing.dispute.differing]
    shown: list[Claim] = [claim for one in found for claim in (*one.totals, *one.in_year)]
    shown += [*answer.newest, *(claim for pair in pairs for claim in (pair.left, pair.right))]
    assert shown
    assert max(claim.claimed_on for claim in shown) <= day
    assert answer.stories == ()
    assert compute(date(2024, 6, 14)).stories != ()


def test_only_claims_of_the_grade_are_shown() -> None:
    answer = compute(grade=Reliability.B)
    shown = [claim for side in answer.suppliers.sides for one in side.suppliers for claim in one.totals]
    assert shown
    assert all(claim.is_graded(Reliability.B) for claim in (*shown, *answer.newest))


def test_the_newest_claims_are_the_last_to_be_stated() -> None:
    days = [claim.claimed_on for claim in compute().newest]
    assert len(days) == NEWEST
    assert days == sorted(days, reverse=True)


def test_disputes_come_by_the_size_of_the_difference() -> None:
    sizes = [thing.dispute.differing[0].size for thing in compute().disputes]
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[0] > 1


def test_the_newest_of_two_years_is_that_of_the_last_statement_once_a_quarter_of_it_is_over() -> None:
    whole = date(2024, 1, 1), date(2024, 12, 31)
    assert last_year(date(2025, 1, 1)) == whole
    assert told_year(date(2024, 12, 31), date(2024, 12, 29)) == whole
    assert told_year(date(2026, 11, 30), date(2025, 2, 25)) == whole
    assert told_year(date(2025, 8, 1), date(2025, 7, 28)) == (date(2025, 1, 1), date(2025, 8, 1))
    assert told_year(date(2026, 1, 5), date(2025, 12, 30)) == (date(2025, 1, 1), date(2025, 12, 31))
    told = compute(date(2023, 12, 31)).years
    assert told is not None
    assert [side.side.code for side in told.sides] == ["ru", "ua"]
    assert told.years == (2023, 2022)
    nothing = compute(date(2021, 6, 14)).years
    assert nothing is not None
    assert nothing.years == ()


def test_without_a_story_the_sides_are_those_that_most_claims_name() -> None:
    Story.objects.all().delete()
    assert [side.actor.code for side in compute().suppliers.sides] == ["ru", "ua"]


def test_without_a_claim_there_is_no_side_to_name() -> None:
    Story.objects.all().delete()
    Shipment.objects.update(supersedes=None, part_of=None, derived_from=None, factor=None)
    Shipment.objects.all().delete()
    with pytest.raises(BadQuestion):
        compute()
