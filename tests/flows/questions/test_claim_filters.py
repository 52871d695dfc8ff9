"""One filter for lists, flows and sums: what a question is about, spelled once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from flows.questions import Flow, FlowQuestion
from flows.questions.claim_filters import by_column, codes_matching
from flows.questions.total import TotalQuestion
from flows.vocabulary import Stage
from tests.makers import shipment

FLOW = Flow("kp", "ru", "artillery-round")


def test_a_flow_narrows_by_what_it_names_and_nothing_else() -> None:
    assert FlowQuestion(FLOW).filters() == {"supplier": ("kp",), "recipient": ("ru",), "within": ("artillery-round",)}
    narrowed = FlowQuestion(FLOW, date(2024, 6, 14), ("shipped",), ("estimate",)).filters()
    assert narrowed["stage"] == ("shipped",)
    assert narrowed["basis"] == ("estimate",)


def test_a_sum_narrows_by_all_that_it_names() -> None:
    asked = TotalQuestion(("kp", "ir"), ("ru",), ("shell",), None, (), ("estimate",), ("interval",), ("rok-mnd",))
    assert asked.filters() == {
        "supplier": ("kp", "ir"),
        "recipient": ("ru",),
        "within": ("shell",),
        "basis": ("estimate",),
        "temporal": ("interval",),
        "claimant": ("rok-mnd",),
    }


def test_a_claim_matches_by_every_column_with_the_munitions_of_the_tree() -> None:
    claim = shipment("a", supplier="kp", recipient="ru", munition="shell-155", stage="shipped")
    columns = by_column(FlowQuestion(FLOW, None, ("shipped",)).filters(), ("artillery-round", "shell-155"))
    others = (
        replace(claim, code="b", stage=Stage.PLEDGED),
        replace(claim, code="c", munition="missile"),
        replace(claim, code="d", recipient="ua"),
        replace(claim, code="e", munition="artillery-round"),
    )
    assert codes_matching((claim, *others), columns) == ["a", "e"]
