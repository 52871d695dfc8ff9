"""One field of many chosen rows: read before it is changed, each by the rules that hold for one row alone."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from flows.actions.propose import propose
from flows.actions.retract import retract
from flows.models import Proposal, Revision, Shipment, Source
from tests.flows.actions.people import drafted, fresh, person, published
from tests.flows.actions.reference import public_row
from tests.flows.admin.pages import sent_by
from tests.flows.admin.test_reviewing import desk_of

pytestmark = pytest.mark.django_db


def ask(desk: Client, *codes: str, model: Any = Shipment, **cells: Any) -> Any:
    sent = {"action": "change_selected", "_selected_action": list(codes), **cells}
    return desk.post(reverse(f"admin:flows_{model._meta.model_name}_changelist"), sent, follow=True)


def applied(desk: Client, shown: Any, model: Any = Shipment) -> Any:
    sent = {**sent_by(shown.text, "change_selected"), "apply": "1"}
    return desk.post(reverse(f"admin:flows_{model._meta.model_name}_changelist"), sent, follow=True)


def test_drafts_are_changed_and_public_claims_proposed_after_a_look() -> None:
    draft, out = drafted(code="draft"), published(code="out")
    desk = desk_of("second", "editor")
    asked = ask(desk, draft.pk, out.pk)
    fields = dict(asked.context["fields"])
    assert {"notes", "munition", "credibility", "claimed_on"} <= fields.keys()
    assert not {"code", "seen", "status", "entered_by"} & fields.keys()
    assert 'name="credibility"' in ask(desk, draft.pk, out.pk, field="credibility").text
    shown = ask(desk, draft.pk, out.pk, field="credibility", credibility="5", show="1")
    told = {one["code"]: one["would"] for one in shown.context["told"]}
    assert {code: (one.difference.before[0], one.difference.after[0]) for code, one in told.items()} == {
        "draft": ("3", "5"),
        "out": ("3", "5"),
    }
    assert (told["draft"].proposed, told["out"].proposed) == (False, True)
    assert {fresh(draft).credibility, fresh(out).credibility} == {"3"}
    text = applied(desk, shown).text
    assert "Changed: 1. Proposed, for somebody else to approve: 1." in text
    assert (fresh(draft).credibility, fresh(out).credibility) == ("5", "3")
    assert Revision.objects.filter(code="draft").latest("number").by == person("second")
    proposal = Proposal.objects.get(code="out", outcome="open")
    assert (proposal.by, proposal.values["credibility"]) == (person("second"), "5")


def test_rows_are_named_and_not_coded() -> None:
    draft, desk = drafted(), desk_of("second", "editor")
    shown = ask(desk, draft.pk, field="munition", munition="artillery-round-152mm", show="1")
    (told,) = shown.context["told"]
    assert "152" in told["would"].difference.after
    assert told["name"].startswith("1,000 artillery rounds")


def test_what_cannot_be_changed_is_named_and_left_out() -> None:
    desk = desk_of("second", "editor")
    good, same, gone, waits, broken = (
        drafted(code="good"),
        drafted(code="same", credibility="5"),
        published(code="gone"),
        published(code="waits"),
        drafted(code="broken", recipient_id="ua"),
    )
    retract([gone], "An error.", person("reviewer"))
    waits.notes = "New."
    propose(waits, person("author"))
    codes = [one.pk for one in (good, same, gone, waits)]
    shown = ask(desk, *codes, field="credibility", credibility="5", show="1")
    told = {one["code"]: one["would"].faults for one in shown.context["told"]}
    assert told == {
        "good": (),
        "same": ("it says that already.",),
        "gone": ("it is retracted: bring it back first.",),
        "waits": ("a change proposed by author waits: decide on it, or withdraw it, first.",),
    }
    assert "Changed: 1." in applied(desk, shown).text
    shown = ask(desk, good.pk, broken.pk, field="recipient", recipient="kp", show="1")
    assert all("two different actors" in one["would"].faults[0] for one in shown.context["told"])


def test_a_value_that_the_field_does_not_take_is_refused_in_its_words() -> None:
    draft, desk = drafted(), desk_of("second", "editor")
    shown = ask(desk, draft.pk, field="claimed_on", claimed_on="soon", show="1")
    assert shown.context["faults"]
    assert "told" not in shown.context
    assert fresh(draft).version == 1


def test_a_row_that_was_written_meanwhile_is_left_out() -> None:
    first, second = drafted(code="first"), drafted(code="second")
    desk = desk_of("second", "editor")
    shown = ask(desk, first.pk, second.pk, field="credibility", credibility="5", show="1")
    applied(desk_of("third", "editor"), ask(desk, first.pk, field="notes", notes="Mine.", show="1"))
    answer = applied(desk, shown)
    assert "Left out: first: it was changed since you opened it" in answer.text
    assert "Changed: 1." in answer.text
    assert (fresh(first).credibility, fresh(second).credibility) == ("3", "5")


def test_rows_beside_claims_are_proposed_too() -> None:
    desk = desk_of("second", "editor")
    made = public_row(Source)
    shown = ask(desk, made.pk, model=Source, field="publisher", publisher="Another house", show="1")
    assert "Proposed, for somebody else to approve: 1." in applied(desk, shown, Source).text
    assert fresh(made).publisher == made.publisher
    assert Proposal.objects.get(code=made.pk).values["publisher"] == "Another house"


def test_at_most_a_hundred_at_once_and_nobody_who_only_looks() -> None:
    desk = desk_of("second", "editor")
    codes = list(Shipment.objects.values_list("pk", flat=True)[:101])
    assert "Choose at most 100" in ask(desk, *codes).text
    looker = desk_of("looker", "viewer")
    ask(looker, codes[0], field="notes", notes="Mine.", apply="1", **{f"seen-{codes[0]}": "1"})
    assert not Proposal.objects.filter(code=codes[0]).exists()
