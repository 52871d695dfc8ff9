"""What claims refer to, of every kind, is changed by two people: proposed, approved by another, versioned, restored."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ValidationError

from flows.actions.additions import publish
from flows.actions.apply_import import apply_import
from flows.actions.editors_import import judged_for
from flows.actions.history import Conflict
from flows.actions.propose import approve_proposal, propose, reject_proposal, withdraw
from flows.actions.record import remove, revise
from flows.actions.restore import restore
from flows.actions.review import approve
from flows.actions.values import hold, snapshot
from flows.importing import stored
from flows.importing.files import Sheet
from flows.importing.tables import TABLE_OF_NAME
from flows.importing.upload import Sent, read_sent
from flows.importing.written import csv_of
from flows.models import Actor, Event, Leg, Proposal, Revision, Route, Source
from flows.queries.data_version import data_version
from flows.queries.history import history
from flows.queries.rows import ADDED, PARTS
from tests.flows.actions.people import fresh, person, submitted
from tests.flows.actions.reference import KINDS, added, applied, changed, proposal_to, public_row, says
from tests.flows.models.rows import row

pytestmark = pytest.mark.django_db
every_kind = pytest.mark.parametrize("model", KINDS.values(), ids=KINDS)


def written(made: Any) -> list[tuple[int, str]]:
    kept = Revision.objects.filter(kind=ADDED[type(made)], code=made.pk)
    return list(kept.order_by("number").values_list("number", "verb"))


# --- What is public ---


@every_kind
def test_an_editor_alone_changes_nothing_public(model: Any) -> None:
    made = public_row(model)
    before, version = snapshot(made), data_version()
    with pytest.raises(ValidationError, match="a change to it is proposed"):
        revise(changed(made), by=person("author"))
    proposal = proposal_to(made)
    with pytest.raises(ValidationError, match="cannot approve"):
        approve_proposal(proposal, person("author"))
    with pytest.raises(ValidationError, match="nothing public is deleted"):
        remove([fresh(made)], by=person("author"))
    assert (snapshot(fresh(made)), data_version()) == (before, version)


@every_kind
def test_a_change_is_public_once_another_approves_it_and_names_both(model: Any) -> None:
    made, version = public_row(model), data_version()
    approve_proposal(proposal_to(made), person("reviewer"))
    assert says(made) == "Changed."
    assert data_version() != version
    last = Revision.objects.get(kind=ADDED[model], code=made.pk, number=2)
    assert (last.verb, last.by, last.approved_by) == ("revised", person("author"), person("reviewer"))
    assert last.values == snapshot(fresh(made))
    told = history(ADDED[model], made.pk)[-1]
    assert [(one.field.rpartition(": ")[2].lower(), one.after) for one in told.differences] == [("notes", "Changed.")]


@every_kind
def test_a_proposal_is_rejected_with_a_reason_or_withdrawn_by_its_author(model: Any) -> None:
    made = public_row(model)
    before = snapshot(made)
    with pytest.raises(ValidationError, match="Give the reason"):
        reject_proposal(proposal_to(made), " ", person("reviewer"))
    reject_proposal(Proposal.objects.get(code=made.pk, outcome="open"), "No source.", person("reviewer"))
    with pytest.raises(ValidationError, match="only whoever proposed"):
        withdraw(proposal_to(made), person("reviewer"))
    withdraw(Proposal.objects.get(code=made.pk, outcome="open"), person("author"))
    assert snapshot(fresh(made)) == before
    assert written(made) == [(1, "imported")]


@every_kind
def test_one_change_waits_at_a_time_and_ones_own_gives_way(model: Any) -> None:
    made = public_row(model)
    first, second = proposal_to(made), proposal_to(made, "Again.")
    assert Proposal.objects.get(pk=first.pk).outcome == "withdrawn"
    with pytest.raises(ValidationError, match="a change proposed by author waits"):
        proposal_to(made, "Mine.", by="another")
    approve_proposal(second, person("another"))
    assert says(made) == "Again."


@every_kind
def test_what_changed_meanwhile_is_a_conflict_for_form_and_reviewer(model: Any) -> None:
    made = public_row(model)
    stale = changed(made, "Stale.")
    stale.version = 1
    late = proposal_to(made, "Late.")
    Proposal.objects.filter(pk=late.pk).update(outcome="withdrawn", reviewed_by=person("author"))
    applied(made)
    with pytest.raises(Conflict):
        propose(stale, person("another"))
    Proposal.objects.filter(pk=late.pk).update(outcome="open", reviewed_by=None)
    with pytest.raises(ValidationError, match="it was changed since this was proposed"):
        approve_proposal(late, person("reviewer"))
    assert says(made) == "Changed."


@every_kind
def test_an_old_version_comes_back_as_a_proposal(model: Any) -> None:
    made = public_row(model)
    before = snapshot(made)
    applied(made)
    proposal = restore(fresh(made), 1, person("author"))
    assert proposal is not None
    assert says(made) == "Changed."
    with pytest.raises(ValidationError, match="cannot approve"):
        approve_proposal(proposal, person("author"))
    approve_proposal(proposal, person("reviewer"))
    assert snapshot(fresh(made)) == before
    assert written(made) == [(1, "imported"), (2, "revised"), (3, "restored")]
    with pytest.raises(ValidationError, match="says already what revision 1 said"):
        restore(fresh(made), 1, person("author"))
    with pytest.raises(ValidationError, match="has no revision 9"):
        restore(fresh(made), 9, person("author"))


# --- What waits ---


@every_kind
def test_what_waits_is_changed_at_once_and_its_history_says_by_whom(model: Any) -> None:
    version = data_version()
    made = added(model)
    with pytest.raises(ValidationError, match="it is not public yet"):
        propose(changed(made), person("author"))
    revise(changed(made), by=person("another"))
    assert says(made) == "Changed."
    assert data_version() == version
    for own in ("author", "another"):
        with pytest.raises(ValidationError, match="whoever added or changed it"):
            publish([fresh(made)], person(own))
    publish([fresh(made)], person("reviewer"))
    assert data_version() != version
    kept = Revision.objects.filter(kind=ADDED[model], code=made.pk).order_by("number")
    assert [(one.verb, str(one.by), one.values["status"]) for one in kept] == [
        ("entered", "author", "draft"),
        ("revised", "another", "draft"),
        ("approved", "reviewer", "published"),
    ]


@every_kind
def test_what_changed_since_it_was_read_is_not_made_public(model: Any) -> None:
    made = added(model)
    made.version = 1
    revise(changed(made), by=person("another"))
    with pytest.raises(Conflict):
        publish([made], person("reviewer"))


@every_kind
def test_what_waits_is_removed_and_leaves_its_history_and_a_free_code(model: Any) -> None:
    made = added(model)
    remove([made], by=person("author"))
    assert not model._default_manager.filter(pk=made.pk).exists()
    again = added(model, by="another")
    assert written(again) == [(1, "entered"), (2, "removed"), (3, "entered")]
    with pytest.raises(ValidationError, match="has no revision 2"):
        restore(again, 2, person("another"))
    publish([again], person("author"))


def test_a_claim_takes_nothing_along_that_its_reviewer_wrote() -> None:
    document = added(Source, by="reviewer")
    claim = submitted(source_id=document.pk, claimed_on=document.accessed_on)
    with pytest.raises(ValidationError, match="you added or changed it, and it would be public with test-row"):
        approve([claim], person("reviewer"))
    assert fresh(claim).status == "submitted"
    approve([fresh(claim)], person("another"))


# --- The whole record ---


def test_the_legs_of_a_route_are_part_of_it() -> None:
    route = public_row(Route)
    legs = list(route.legs.all())
    hold(route, legs=[*legs[1:], row(Leg, number=9, notes="New.")])
    proposal = propose(route, person("author"))
    assert proposal is not None
    assert route.legs.count() == len(legs)
    approve_proposal(proposal, person("reviewer"))
    assert list(route.legs.values_list("number", flat=True)) == [*(leg.number for leg in legs[1:]), 9]
    told = [(one.field, one.before, one.after) for one in history("routes", route.pk)[-1].differences]
    assert ("Leg 9: notes", "", "New.") in told
    assert ("Leg 1: from place", legs[0].from_place.name, "") in told


def test_a_leg_that_breaks_a_rule_is_refused_with_its_number() -> None:
    route = public_row(Route)
    hold(route, legs=[row(Leg, number=1, to_place_id="rajin"), row(Leg, number=2), row(Leg, number=2)])
    with pytest.raises(ValidationError) as raised:
        propose(route, person("author"))
    assert "Leg 1: A leg runs between two different places." in raised.value.messages
    assert "Leg 2 stands twice." in raised.value.messages


def test_the_parties_of_an_event_are_part_of_it() -> None:
    event = public_row(Event)
    hold(event, actors=["kp", "atlantis"])
    with pytest.raises(ValidationError, match="There is no atlantis"):
        propose(event, person("author"))
    hold(event, actors=["kp", "us"])
    proposal = propose(event, person("author"))
    assert proposal is not None
    assert proposal.values["actors"] == "kp;us"
    assert set(event.actors.values_list("pk", flat=True)) == {"kp", "ru"}
    approve_proposal(proposal, person("reviewer"))
    assert set(event.actors.values_list("pk", flat=True)) == {"kp", "us"}


# --- Imports ---


def sheet_of(kind: str, words: str) -> Sheet:
    """A file of one public row, with the same change as `changed` makes."""
    table = TABLE_OF_NAME[kind]
    made = public_row(KINDS[kind])
    named = {PARTS[Route].whole: made} if kind == "routes" else {"pk": made.pk}
    values = stored.rows_of(table, table.model._default_manager.filter(**named))[0]
    return read_sent(table, Sent(f"{kind}.csv", csv_of(table, [{**values, "notes": words}])))


def imported(kind: str, by: str | None, words: str) -> Any:
    user = None if by is None else person(by)
    shown = judged_for(sheet_of(kind, words), user)
    assert shown.faults == ()
    (found,) = apply_import(shown, by=user)
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_an_editors_file_proposes_and_the_houses_own_writes(kind: str) -> None:
    made, version = public_row(KINDS[kind]), data_version()
    before = snapshot(made)
    assert imported(kind, "author", "Changed.").proposed == 1
    assert (snapshot(fresh(made)), data_version()) == (before, version)
    proposal = Proposal.objects.get(kind=kind, code=made.pk)
    assert proposal.values == snapshot(changed(made))
    assert imported(kind, "author", "Changed.").proposed == 0
    imported(kind, "author", "Again.")
    assert Proposal.objects.get(pk=proposal.pk).outcome == "withdrawn"
    (fault,) = judged_for(sheet_of(kind, "Mine."), person("another")).faults
    assert "proposed by author waits" in fault.message
    assert imported(kind, None, "Loaded.").changed == 1
    assert says(made) == "Loaded."
    assert data_version() != version
    assert written(made) == [(1, "imported"), (2, "imported")]


def test_an_editors_file_changes_what_waits_at_once() -> None:
    made = added(Actor)
    table = TABLE_OF_NAME["actors"]
    values = stored.rows_of(table, Actor.objects.filter(pk=made.pk))[0]
    sheet = read_sent(table, Sent("actors.csv", csv_of(table, [{**values, "notes": "Changed."}])))
    (found,) = apply_import(judged_for(sheet, person("another")), by=person("another"))
    assert (found.changed, found.proposed) == (1, 0)
    assert written(made) == [(1, "entered"), (2, "revised")]
    assert Revision.objects.get(code=made.pk, number=2).values == snapshot(fresh(made))


def test_a_preview_that_forgot_to_propose_writes_no_public_row() -> None:
    shown = judged_for(sheet_of("actors", "Changed."), None)
    (found,) = apply_import(shown, by=person("author"))
    assert (found.changed, found.proposed) == (0, 1)
    assert says(public_row(Actor)) != "Changed."
