"""An approval is taken back within the hour by whoever gave it; what was read by two people is what stays public."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from flows.actions.propose import approve_proposal, propose, reject_proposal
from flows.actions.take_back import WINDOW, may_take_back, take_back
from flows.models import Actor, Proposal, Shipment, Source
from flows.queries.data_version import data_version
from flows.queries.history import history
from flows.queries.rows import public
from tests.flows.actions.people import fresh, person, published
from tests.flows.actions.reference import added, applied, public_row

pytestmark = pytest.mark.django_db


def refused(action: Any, *arguments: Any) -> list[str]:
    with pytest.raises(ValidationError) as raised:
        action(*arguments)
    return raised.value.messages


def test_a_claim_that_was_public_for_minutes_is_withdrawn_and_waits_again() -> None:
    older = published(code="older", claimed_on="2024-06-01", date_precision="inferred")
    claim = published(supersedes_id=older.pk)
    version = data_version()
    take_back(claim, "The wrong document.", person("reviewer"))
    claim = fresh(claim)
    assert (claim.status, claim.retraction_reason) == ("retracted", "Approval taken back: The wrong document.")
    assert public("shipments").filter(pk=claim.pk).exists()
    assert data_version() != version
    proposal = Proposal.objects.get(code=claim.pk, outcome="open")
    assert proposal.by == person("author")
    assert refused(approve_proposal, proposal, person("author"))
    approve_proposal(proposal, person("reviewer"))
    claim = fresh(claim)
    assert (claim.status, claim.retraction_reason, claim.supersedes_id) == ("published", "", older.pk)


def test_a_change_gives_way_to_the_words_before_it_and_waits_again() -> None:
    claim = published()
    claim.notes = "New."
    first = propose(claim, person("author"))
    assert first is not None
    approve_proposal(first, person("reviewer"))
    take_back(fresh(claim), "No source says so.", person("reviewer"))
    claim = fresh(claim)
    assert (claim.status, claim.notes) == ("published", "")
    last = history("shipments", claim.pk)[-1]
    assert (last.verb, last.by, last.note) == ("restored", "reviewer", "Approval taken back: No source says so.")
    again = Proposal.objects.get(code=claim.pk, outcome="open")
    assert (again.by, again.values["notes"]) == (person("author"), "New.")
    assert refused(approve_proposal, again, person("author"))
    reject_proposal(again, "No source says so.", person("reviewer"))
    assert fresh(claim).notes == ""


def test_so_does_a_change_to_a_row_beside_claims() -> None:
    actor = public_row(Actor)
    before = actor.notes
    applied(actor, "New.")
    take_back(fresh(actor), "Not so.", person("reviewer"))
    assert fresh(actor).notes == before
    approve_proposal(Proposal.objects.get(code=actor.pk, outcome="open"), person("another"))
    assert fresh(actor).notes == "New."


def test_only_ones_own_approval_and_only_the_last_thing_that_was_done() -> None:
    claim = published()
    assert may_take_back(claim, person("reviewer"))
    assert refused(take_back, claim, " ", person("reviewer"))
    for name in ("author", "another"):
        assert not may_take_back(claim, person(name))
        assert refused(take_back, claim, "No.", person(name)) == [
            "test-row: only whoever approved it takes the approval back."
        ]
    claim.notes = "New."
    propose(claim, person("author"))
    assert refused(take_back, fresh(claim), "No.", person("reviewer")) == [
        "test-row: a change to it waits meanwhile: decide on that first."
    ]
    seeded = Shipment.objects.get(code="rok-dia-2025-07-13-152mm")
    assert refused(take_back, seeded, "No.", person("reviewer")) == [
        "rok-dia-2025-07-13-152mm: its last version is no approval: only an approval is taken back."
    ]


def test_not_after_an_hour(monkeypatch: pytest.MonkeyPatch) -> None:
    claim = published()
    later = timezone.now() + WINDOW + timedelta(seconds=1)
    monkeypatch.setattr("flows.actions.take_back.timezone.now", lambda: later)
    assert not may_take_back(claim, person("reviewer"))
    assert refused(take_back, claim, "No.", person("reviewer")) == [
        "test-row: it was approved more than an hour ago: retract it, or propose a change."
    ]


def test_a_row_that_was_made_public_stays() -> None:
    from flows.actions.additions import publish

    made = added(Source)
    publish([made], person("reviewer"))
    assert refused(take_back, fresh(made), "No.", person("reviewer")) == [
        "test-row: what a public record may name already does not go back: propose a change."
    ]
