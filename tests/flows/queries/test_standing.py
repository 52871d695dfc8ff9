"""Totals from the tables beside a naive reading of every claim: drafts, withdrawals, readings, any day."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from flows.estimates.totals import Refusal, Total
from flows.measures.totals import compute
from flows.models import Shipment
from flows.queries.catalogue import catalogue
from flows.queries.entered import entered
from flows.queries.nesting import nesting
from flows.queries.standing import newest_standing, standing_claims
from flows.questions.total import TotalQuestion
from flows.vocabulary import PUBLIC_STATUSES, Reliability
from tests.flows.models.rows import SOURCE
from tests.oracles import ledger as ledger_oracle
from tests.oracles import totals as totals_oracle

FIRST = date(2031, 1, 1)
GRADED_B = "2022-06-09-south-china-morning-post"
"""`SOURCE` is graded D."""
WITHIN = ("artillery-round", "artillery-round-122mm", "artillery-round-152mm")


@st.composite
def rows(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Rows of claims about one pair of parties that has none yet, in every editorial status."""
    made: list[dict[str, Any]] = []
    replaced: set[str] = set()
    for number in range(draw(st.integers(0, 9))):
        claimant = draw(st.sampled_from(["kr-mnd", "ua-hur"]))
        day = FIRST + timedelta(days=draw(st.integers(0, 20)))
        temporal = draw(st.sampled_from(["cumulative", "interval"]))
        status = draw(st.sampled_from(["published", "published", "published", "draft", "retracted"]))
        earlier = [
            row["code"]
            for row in made
            if (row["claimant_id"], row["temporal"]) == (claimant, temporal)
            and row["claimed_on"] < day
            and row["code"] not in replaced
        ]
        supersedes = draw(st.sampled_from([None, *earlier])) if temporal == "cumulative" else None
        replaced |= {supersedes} if supersedes else set()
        start = FIRST + timedelta(days=draw(st.sampled_from([0, 0, 7, 40])))
        since = draw(st.sampled_from([None, FIRST - timedelta(days=400), FIRST - timedelta(days=40), FIRST]))
        made.append(
            {
                "code": f"test-{number}",
                "claimant_id": claimant,
                "source_id": draw(st.sampled_from([SOURCE, GRADED_B])),
                "claimed_on": day,
                "statement": "A claimant said something.",
                "status": status,
                "retraction_reason": "It was read wrongly." if status == "retracted" else "",
                "supplier_id": "ir",
                "recipient_id": "kp",
                "munition_id": draw(st.sampled_from(WITHIN)),
                "stage": "shipped",
                "basis": "reported-count",
                "bound": "exact",
                "point": Decimal(draw(st.integers(1, 9))),
                "temporal": temporal,
                "period_start": start if temporal == "interval" else since,
                "period_end": start + timedelta(days=3) if temporal == "interval" else None,
                "supersedes_id": supersedes,
                "alternative_group": draw(st.sampled_from(["", "", "a-test-group"])),
                "part_of_id": draw(st.sampled_from([None, None, *(row["code"] for row in made)])),
                "credibility": draw(st.sampled_from("334")),
            }
        )
    return made


class TotalsOfTheTables(TestCase):
    """Against the oracles, which read every claim for every question."""

    @settings(max_examples=60)
    @given(
        rows=rows(),
        days=st.one_of(st.none(), st.integers(-1, 21)),
        most=st.integers(1, 4),
        grade=st.none() | st.sampled_from([Reliability.B, Reliability.C, Reliability.D]),
    )
    def test_totals_and_what_stands_are_as_the_rules_say(
        self, rows: list[dict[str, Any]], days: int | None, most: int, grade: Reliability | None
    ) -> None:
        Shipment.objects.bulk_create(Shipment(**row) for row in rows)
        as_of = None if days is None else FIRST + timedelta(days=days)
        question = TotalQuestion(("ir",), ("kp",), ("artillery-round",), as_of, grade=grade)
        public = [row["code"] for row in rows if row["status"] in PUBLIC_STATUSES]
        claims = list(entered("shipments", public).values())
        stand = [claim for claim in claims if ledger_oracle.stands(claim, claims, as_of, grade)]
        in_order = sorted(stand, key=lambda claim: (claim.claimed_on, claim.code), reverse=True)
        newest = newest_standing(question, WITHIN, most)
        assert [claim.code for claim in newest.claims] == [claim.code for claim in in_order[:most]]
        assert newest.more == (len(in_order) > most)
        ledger = standing_claims(question, WITHIN)
        assert {claim.code for claim in ledger.standing} == {claim.code for claim in stand}
        outcome = compute(question).outcome
        reasons = totals_oracle.reasons(ledger.standing, nesting(catalogue()))
        if reasons:
            assert isinstance(outcome, Refusal)
            assert {reason.code: set(reason.claims) for reason in outcome.reasons} == reasons
        else:
            assert isinstance(outcome, Total)
            assert {claim.code for claim in outcome.claims} == {claim.code for claim in stand}
            assert outcome.quantity.point == (sum(row.point or 0 for row in stand) if stand else None)


@pytest.mark.django_db
def test_nothing_stands_between_parties_of_whom_nothing_was_said() -> None:
    answer = compute(TotalQuestion(("ir",), ("kp",), ("artillery-round",)))
    assert isinstance(answer.outcome, Total)
    assert answer.outcome.claims == ()
