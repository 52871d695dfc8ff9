"""Submitting, approving, rejecting, retracting and restoring: who may not, and what each leaves behind."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from flows.actions.history import Conflict, authors
from flows.actions.propose import approve_proposal, propose, reject_proposal, withdraw
from flows.actions.record import revise
from flows.actions.restore import restore
from flows.actions.retract import retract
from flows.actions.review import approve, reject, submit
from flows.actions.values import snapshot
from flows.models import Indicator, Proposal, Rate, Ratio, Revision, Shipment
from flows.queries.history import history, recorded_on
from flows.queries.revisions import revisions
from flows.queries.rows import public
from tests.flows.actions.people import drafted, fresh, person, published, submitted

pytestmark = pytest.mark.django_db

DAY = date(2024, 6, 14)
HEAD = "rok-dia-2025-07-13-152mm"


def refused(action: Any, *arguments: Any) -> list[str]:
    """What an action says when it refuses."""
    with pytest.raises(ValidationError) as raised:
        action(*arguments)
    return raised.value.messages


def changed(claim: Any, **values: Any) -> Any:
    """The stored claim with values of a form in it."""
    claim = fresh(claim)
    for name, value in values.items():
        setattr(claim, name, value)
    return claim


@pytest.mark.parametrize("model", [Shipment, Rate, Ratio, Indicator])
def test_a_claim_goes_from_draft_to_public_by_two_people(model: Any) -> None:
    claim = submitted(model)
    assert (claim.status, claim.submitted_by, claim.version) == ("submitted", person("author"), 2)
    assert approve([claim], person("reviewer")) == 1
    claim = fresh(claim)
    assert (claim.status, claim.approved_by, claim.version) == ("published", person("reviewer"), 3)
    assert claim.approved_at is not None


def test_only_what_was_submitted_is_approved_or_rejected() -> None:
    draft = drafted()
    assert refused(approve, [draft], person("reviewer")) == [
        "test-row: only a submitted claim can be approved; it is draft."
    ]
    assert refused(reject, [draft], "No.", person("reviewer")) == [
        "test-row: only a submitted claim can be rejected; it is draft."
    ]
    assert refused(submit, [submitted(code="other")], person("author")) == [
        "other: only a draft can be submitted; it is submitted."
    ]


def test_the_author_never_approves() -> None:
    claim = submitted()
    assert refused(approve, [claim], person("author")) == [
        "test-row: whoever entered, changed or submitted it cannot approve it."
    ]
    assert refused(approve, [claim], None)
    assert fresh(claim).status == "submitted"


def test_nor_whoever_changed_or_submitted_somebody_elses_draft() -> None:
    claim = drafted()
    revise(changed(claim, speaker="A speaker"), by=person("second"))
    submit([fresh(claim)], person("third"))
    claim = fresh(claim)
    for name in ("author", "second", "third"):
        assert refused(approve, [claim], person(name))
    assert authors(claim) == {person(name).pk for name in ("author", "second", "third")}
    assert approve([claim], person("reviewer")) == 1


def test_nor_by_changing_it_after_it_was_submitted() -> None:
    claim = submitted()
    revise(changed(claim, point=Decimal(5)), by=person("reviewer"))
    assert fresh(claim).status == "draft"
    submit([fresh(claim)], person("author"))
    assert refused(approve, [fresh(claim)], person("reviewer"))


@pytest.mark.parametrize("model", [Shipment, Rate, Ratio, Indicator])
@pytest.mark.parametrize("role", ["entered_by", "submitted_by"])
def test_the_database_holds_that_too(model: Any, role: str) -> None:
    claim = submitted(model)
    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.filter(pk=claim.pk).update(**{role: person("one"), "approved_by": person("one")})
    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.filter(pk=claim.pk).update(status="published")


def test_claims_that_lean_on_one_another_are_approved_together() -> None:
    older = submitted(code="older")
    newer = submitted(
        code="newer", claimed_on=DAY + timedelta(days=1), supersedes_id="older", date_precision="inferred"
    )
    assert refused(approve, [newer], person("reviewer")) == [
        "newer: A published claim refers only to published ones: older is submitted."
    ]
    assert fresh(newer).status == "submitted"
    assert approve([newer, older], person("reviewer")) == 2
    assert set(Shipment.objects.filter(code__in=["older", "newer"]).values_list("status", flat=True)) == {"published"}


def test_a_single_reading_is_recorded_but_not_published() -> None:
    first = submitted(code="first", alternative_group="either-or")
    assert "at least two readings" in refused(approve, [first], person("reviewer"))[0]
    second = submitted(code="second", alternative_group="either-or", point=Decimal(9))
    assert approve([first, second], person("reviewer")) == 2


def test_nothing_is_approved_where_one_claim_cannot_be() -> None:
    good, bad = submitted(code="good"), submitted(code="bad", alternative_group="alone")
    refused(approve, [good, bad], person("reviewer"))
    assert set(Shipment.objects.filter(code__in=["good", "bad"]).values_list("status", flat=True)) == {"submitted"}
    assert not Revision.objects.filter(verb="approved").exists()


def test_a_rejection_keeps_its_reason_until_the_claim_is_approved() -> None:
    claim = submitted()
    assert refused(reject, [claim], " ", person("reviewer")) == ["Give the reason: it tells the author what to mend."]
    reject([claim], " Which shells? ", person("reviewer"))
    claim = fresh(claim)
    assert (claim.status, claim.review_note) == ("rejected", "Which shells?")
    revise(changed(claim, notes="152 mm."), by=person("author"))
    assert (fresh(claim).status, fresh(claim).review_note) == ("draft", "Which shells?")
    submit([fresh(claim)], person("author"))
    approve([fresh(claim)], person("reviewer"))
    assert fresh(claim).review_note == ""
    assert [one.note for one in history("shipments", claim.pk) if one.note] == ["Which shells?"]


def test_a_retraction_leaves_a_tombstone_and_restores_the_predecessor() -> None:
    older = published(code="older")
    newer = published(
        code="newer", claimed_on=DAY + timedelta(days=1), supersedes_id="older", date_precision="inferred"
    )
    retract([newer], "Misread the unit.", person("reviewer"))
    newer = fresh(newer)
    assert (newer.status, newer.retraction_reason, newer.supersedes_id) == ("retracted", "Misread the unit.", None)
    assert public("shipments").filter(code="newer").exists()
    again = published(
        code="again", claimed_on=DAY + timedelta(days=1), supersedes_id="older", date_precision="inferred"
    )
    assert fresh(older).successor == again


def test_what_was_retracted_becomes_public_again_only_by_two_people() -> None:
    claim = published()
    retract([claim], "An error of ours.", person("reviewer"))
    proposal = restore(fresh(claim), 1, person("author"))
    assert proposal is not None
    assert fresh(claim).status == "retracted"
    assert refused(approve_proposal, proposal, person("author"))
    approve_proposal(proposal, person("reviewer"))
    claim = fresh(claim)
    assert (claim.status, claim.retraction_reason) == ("published", "")
    last = Revision.objects.get(code=claim.pk, number=claim.version)
    assert (last.verb, last.by, last.approved_by) == ("restored", person("author"), person("reviewer"))


def test_a_public_claim_is_not_revised_but_a_change_is_proposed() -> None:
    claim = published()
    assert "a change to it is proposed" in refused(revise, changed(claim, point=Decimal(7)), person("author"))[0]
    proposal = propose(changed(claim, point=Decimal(7)), person("editor"))
    assert proposal is not None
    assert fresh(claim).point == 1000
    assert refused(approve_proposal, proposal, person("editor")) == [
        "test-row: whoever proposed a change cannot approve it."
    ]
    # The first author may: these are somebody else's words.
    approve_proposal(proposal, person("author"))
    assert fresh(claim).point == 7
    last = Revision.objects.get(code=claim.pk, number=fresh(claim).version)
    assert (last.verb, last.by, last.approved_by) == ("revised", person("editor"), person("author"))
    assert "no longer waits" in refused(approve_proposal, proposal, person("author"))[0]


def test_a_rejected_change_keeps_its_reason_and_changes_nothing() -> None:
    claim = published()
    proposal = propose(changed(claim, notes="Other."), person("editor"))
    assert refused(reject_proposal, proposal, "", person("reviewer"))
    reject_proposal(proposal, "No source says so.", person("reviewer"))  # type: ignore[arg-type]
    assert fresh(claim).notes == ""
    assert Proposal.objects.get(code=claim.pk).note == "No source says so."


def test_one_change_waits_at_a_time_and_its_author_may_replace_or_withdraw_it() -> None:
    claim = published()
    propose(changed(claim, notes="One."), person("editor"))
    assert "decide on it first" in refused(propose, changed(claim, notes="Two."), person("other"))[0]
    second = propose(changed(claim, notes="Three."), person("editor"))
    assert second is not None
    assert list(Proposal.objects.filter(code=claim.pk, outcome="open")) == [second]
    assert refused(withdraw, second, person("other"))
    withdraw(second, person("editor"))
    assert not Proposal.objects.filter(outcome="open").exists()


def test_a_change_to_what_changed_meanwhile_is_not_applied() -> None:
    claim = published()
    proposal = propose(changed(claim, notes="One."), person("editor"))
    retract([fresh(claim)], "An error of ours.", person("reviewer"))
    assert "changed since this was proposed" in refused(approve_proposal, proposal, person("reviewer"))[0]


def test_a_proposal_without_a_change_is_none() -> None:
    assert propose(published(), person("editor")) is None


@pytest.mark.parametrize("act", [submit, approve])
def test_what_was_read_before_somebody_else_wrote_is_refused(act: Any) -> None:
    claim = submitted() if act is approve else drafted()
    revise(changed(claim, speaker="Somebody"), by=person("second"))
    with pytest.raises(Conflict):
        act([claim], person("reviewer"))


def test_the_second_of_two_saves_is_refused_and_overwrites_nothing() -> None:
    claim = drafted()
    first, second = changed(claim, speaker="First"), changed(claim, notes="Second")
    revise(first, by=person("author"))
    with pytest.raises(Conflict):
        revise(second, by=person("second"))
    assert (fresh(claim).speaker, fresh(claim).notes, fresh(claim).version) == ("First", "", 2)


def test_saving_without_a_change_writes_nothing() -> None:
    claim = drafted()
    revise(changed(claim), by=person("second"))
    assert fresh(claim).version == 1
    assert Revision.objects.filter(code=claim.pk).count() == 1


# --- History ---


def test_the_history_says_who_changed_which_field_when_from_what_to_what() -> None:
    claim = drafted()
    revise(changed(claim, point=Decimal("1500.5"), speaker="A speaker"), by=person("second"))
    first, second = history("shipments", claim.pk)
    assert (first.verb, first.by, first.differences) == ("entered", "author", ())
    assert second.by == "second"
    assert [(one.field, one.before, one.after) for one in second.differences] == [
        ("Speaker", "", "A speaker"),
        ("Point", "1,000", "1,500.5"),
    ]
    assert second.at >= first.at


def test_a_day_of_the_record_is_another_axis_than_the_day_of_the_statement() -> None:
    claim = drafted()
    found = history("shipments", claim.pk)
    assert recorded_on(found, found[0].at.date()) == found[0]
    assert recorded_on(found, found[0].at.date() - timedelta(days=1)) is None


@pytest.mark.parametrize("number", [1, 2])
def test_an_earlier_version_comes_back_as_a_new_one(number: int) -> None:
    claim = drafted()
    revise(changed(claim, point=Decimal(5)), by=person("author"))
    revise(changed(claim, point=Decimal(6)), by=person("author"))
    assert restore(fresh(claim), number, person("second")) is None
    claim = fresh(claim)
    assert (claim.point, claim.version) == ({1: 1000, 2: 5}[number], 4)
    assert [one.verb for one in history("shipments", claim.pk)] == ["entered", "revised", "revised", "restored"]
    assert person("second").pk in authors(claim)


@pytest.mark.parametrize(
    ("figures", "quantity"),
    [
        ({"value": "4"}, ("exact", None, 4, None)),
        ({"value_low": "3"}, ("at-least", 3, None, None)),
        ({"value_high": "5"}, ("up-to", None, None, 5)),
        ({"value_low": "3", "value_high": "5"}, ("between", 3, None, 5)),
    ],
)
def test_a_version_from_before_indicators_had_a_bound_comes_back(
    figures: dict[str, str], quantity: tuple[Any, ...]
) -> None:
    claim = drafted(Indicator)
    now = ("bound", "low", "point", "high", "credibility")
    before = {name: text for name, text in snapshot(claim).items() if name not in now} | figures
    kept = Revision.objects.get(code=claim.pk)
    Revision.objects.create(kind=kept.kind, code=claim.pk, number=2, verb="revised", values=before, by=kept.by)
    Indicator.objects.filter(pk=claim.pk).update(version=2)
    changed_then = {one.field for one in history("indicators", claim.pk)[-1].differences}
    assert {"Bound", "Credibility of a claim"} <= changed_then
    restore(fresh(claim), 2, person("second"))
    claim = fresh(claim)
    assert (claim.bound, claim.low, claim.point, claim.high) == quantity
    assert claim.credibility == "6"
    assert history("indicators", claim.pk)[-1].differences == ()


def test_a_version_that_there_is_not_cannot_be_restored() -> None:
    claim = drafted()
    assert refused(restore, claim, 9, person("author")) == ["test-row has no revision 9."]
    assert refused(restore, claim, 1, person("author")) == ["test-row says already what revision 1 said."]


def test_a_restored_public_version_waits_for_somebody_else() -> None:
    claim = published()
    approve_proposal(propose(changed(claim, point=Decimal(7)), person("author")), person("reviewer"))  # type: ignore[arg-type]
    proposal = restore(fresh(claim), 1, person("author"))
    assert proposal is not None
    assert fresh(claim).point == 7


@pytest.mark.parametrize("change", [{"note": "Other."}, {"by": None}, {"values": {}}])
def test_the_database_lets_nobody_change_a_revision(change: dict[str, Any]) -> None:
    claim = drafted()
    with pytest.raises(IntegrityError, match="never changed or deleted"), transaction.atomic():
        Revision.objects.filter(code=claim.pk).update(**change)


def test_nor_delete_one() -> None:
    claim = drafted()
    with pytest.raises(IntegrityError, match="never changed or deleted"), transaction.atomic():
        Revision.objects.filter(code=claim.pk).delete()
    with pytest.raises(IntegrityError, match="never changed or deleted"), transaction.atomic():
        Revision.objects.filter(code=claim.pk)._raw_delete("default")


def test_every_loaded_claim_has_its_first_revision() -> None:
    for model in (Shipment, Rate, Ratio, Indicator):
        codes = set(model.objects.values_list("code", flat=True))
        assert (
            set(Revision.objects.filter(code__in=codes, number=1, verb="imported").values_list("code", flat=True))
            == codes
        )


def test_the_public_revisions_name_nobody_and_begin_with_publication() -> None:
    claim = drafted(notes="Not for readers.")
    assert revisions(claim.pk) == ()
    revise(changed(claim, notes="For readers."), by=person("author"))
    submit([fresh(claim)], person("author"))
    approve([fresh(claim)], person("reviewer"))
    approve_proposal(propose(changed(claim, point=Decimal(7)), person("author")), person("reviewer"))  # type: ignore[arg-type]
    found = revisions(claim.pk)
    assert [(one.number, one.done) for one in found] == [(1, "published"), (2, "revised")]
    assert [(one.before, one.after) for one in found[1].differences] == [("1000", "7")]
    shown = repr(found)
    assert not any(words in shown for words in ("author", "reviewer", "Not for readers"))


def test_a_retraction_is_among_the_public_revisions() -> None:
    claim = Shipment.objects.get(code=HEAD)
    retract([claim], "Misread the unit.", person("reviewer"))
    last = revisions(HEAD)[-1]
    assert last.done == "retracted"
    assert ("Retraction reason", "", "Misread the unit.") in [
        (one.field, one.before, one.after) for one in last.differences
    ]
