"""An approval is taken back within the hour by whoever gave it; what was read by two people is what stays public."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from flows.actions.propose import approve_proposal, came_back, propose, reject_proposal, take_up
from flows.actions.retract import retract
from flows.actions.take_back import WINDOW, may_take_back, take_back
from flows.models import Actor, Proposal, Shipment, Source
from flows.queries.data_version import data_version
from flows.queries.history import history
from flows.queries.rows import public
from flows.queries.waiting import proposals
from tests.flows.actions.people import fresh, person, published
from tests.flows.actions.reference import added, applied, public_row

pytestmark = pytest.mark.django_db


def refused(action: Any, *arguments: Any) -> list[str]:
    with pytest.raises(ValidationError) as raised:
        action(*arguments)
    return raised.value.messages


def test_a_claim_that_was_public_for_minutes_is_withdrawn_and_comes_back_to_its_author() -> None:
    older = published(code="older", claimed_on="2024-06-01", date_precision="inferred")
    claim = published(supersedes_id=older.pk)
    version = data_version()
    take_back(claim, "The wrong document.", person("reviewer"))
    claim = fresh(claim)
    assert claim.status == "retracted"
    assert claim.retraction_reason == "Approval taken back after 1 minute: The wrong document."
    assert public("shipments").filter(pk=claim.pk).exists()
    assert data_version() != version
    back = came_back(claim)
    assert back is not None
    assert (back.by, back.note) == (person("author"), claim.retraction_reason)
    assert [(one.code, one.rejected, one.author) for one in proposals()] == [(claim.pk, True, person("author").pk)]
    assert not Proposal.objects.filter(outcome="open").exists()


def test_its_author_takes_it_up_as_it_was_and_a_second_person_approves_it_again() -> None:
    older = published(code="older", claimed_on="2024-06-01", date_precision="inferred")
    claim = published(supersedes_id=older.pk)
    take_back(claim, "The wrong document.", person("reviewer"))
    proposal = take_up(fresh(claim), person("author"))
    assert refused(approve_proposal, proposal, person("author"))
    approve_proposal(proposal, person("reviewer"))
    claim = fresh(claim)
    assert (claim.status, claim.retraction_reason, claim.supersedes_id) == ("published", "", older.pk)
    assert refused(take_up, claim, person("author")) == ["test-row: nothing came back."]


def test_its_author_mends_it_first() -> None:
    claim = published()
    take_back(claim, "The wrong note.", person("reviewer"))
    claim = fresh(claim)
    claim.notes = "Mended."
    proposal = propose(claim, person("author"))
    assert proposal is not None
    approve_proposal(proposal, person("reviewer"))
    assert (fresh(claim).status, fresh(claim).notes) == ("published", "Mended.")


def test_what_was_retracted_otherwise_is_not_proposed_anew() -> None:
    claim = published()
    retract([claim], "It was misread.", person("reviewer"))
    assert refused(propose, fresh(claim), person("author")) == [
        "test-row: changes are proposed to a published claim; it is retracted."
    ]


def test_a_change_gives_way_to_the_words_before_it_and_comes_back() -> None:
    claim = published()
    claim.notes = "New."
    first = propose(claim, person("author"))
    assert first is not None
    approve_proposal(first, person("reviewer"))
    take_back(fresh(claim), "No source says so.", person("reviewer"))
    claim = fresh(claim)
    assert (claim.status, claim.notes) == ("published", "")
    last = history("shipments", claim.pk)[-1]
    assert (last.verb, last.by, last.note) == (
        "restored",
        "reviewer",
        "Approval taken back after 1 minute: No source says so.",
    )
    again = take_up(claim, person("author"))
    assert (again.by, again.values["notes"]) == (person("author"), "New.")
    reject_proposal(again, "No source says so.", person("reviewer"))
    assert fresh(claim).notes == ""


def test_so_does_a_change_to_a_row_beside_claims() -> None:
    actor = public_row(Actor)
    before = actor.notes
    applied(actor, "New.")
    take_back(fresh(actor), "Not so.", person("reviewer"))
    assert fresh(actor).notes == before
    approve_proposal(take_up(fresh(actor), person("author")), person("another"))
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
