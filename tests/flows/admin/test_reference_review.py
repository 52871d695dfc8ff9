"""Rows beside claims at the desk: proposed, reviewed with what the change does, restored; and what is tried at it."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from flows.actions.propose import approve_proposal, propose
from flows.actions.record import record, revise
from flows.actions.review import submit
from flows.actions.values import hold, snapshot
from flows.admin.row_changes import SHOWN, effects
from flows.importing import stored
from flows.importing.tables import TABLE_OF_NAME
from flows.importing.written import csv_of
from flows.models import Actor, ClaimantOverlap, Event, Leg, Munition, Proposal, Revision, Route, Source
from flows.queries.corrections import WINDOW, corrections, distance, is_correction
from flows.queries.data_version import data_version
from flows.queries.rows import ADDED, visible
from tests.flows.actions.people import fresh, person, submitted
from tests.flows.actions.reference import KINDS, added, applied, changed, proposal_to, public_row, says
from tests.flows.admin.pages import sent_by
from tests.flows.models.rows import row

pytestmark = pytest.mark.django_db
every_kind = pytest.mark.parametrize("model", KINDS.values(), ids=KINDS)


def desk_of(name: str, role: str) -> Client:
    user = person(name)
    user.is_staff = True
    user.save()
    user.groups.add(Group.objects.get(name=role))
    client = Client()
    client.force_login(user)
    return client


def page(made: Any, name: str) -> str:
    return reverse(f"admin:flows_{made._meta.model_name}_{name}", args=[made.pk])


def listed(model: Any) -> str:
    return reverse(f"admin:flows_{model._meta.model_name}_changelist")


def form_of(desk: Client, made: Any, **cells: str) -> dict[str, str]:
    """What the change form would send as it is, with some cells changed."""
    context = desk.get(page(made, "change")).context
    forms = [context["adminform"].form]
    sent: dict[str, Any] = {}
    for inline in context["inline_admin_formsets"]:
        forms += [inline.formset.management_form, *inline.formset.forms]
    for form in forms:
        for name in form.fields:
            value = form[name].value()
            if value not in (None, "") and value is not False:
                sent[form.add_prefix(name)] = value
    return {**sent, **cells}


def words_of(made: Any) -> str:
    return "legs-0-notes" if isinstance(made, Route) else "notes"


# --- One editor alone ---


@every_kind
def test_the_form_of_a_public_row_proposes(model: Any) -> None:
    ann, made = desk_of("ann", "editor"), public_row(model)
    before = snapshot(made)
    answer = ann.post(page(made, "change"), form_of(ann, made, **{words_of(made): "Changed."}), follow=True)
    assert "The change is proposed" in answer.text
    assert snapshot(fresh(made)) == before
    assert Proposal.objects.get(kind=ADDED[model], code=made.pk).values == snapshot(changed(made))
    ben = desk_of("ben", "reviewer")
    text = ben.get(page(made, "review")).text
    assert "Proposed by ann" in text
    assert "What it changes for readers" in text
    assert f"{made.pk}" in ben.get(reverse("admin:index")).text
    assert (
        "Approved: the change is public now."
        in ben.post(page(made, "review"), {"action": "approve_change", "seen": "1"}, follow=True).text
    )
    assert says(made) == "Changed."
    assert "Changed." in ann.get(page(made, "history")).text


@every_kind
def test_whatever_an_editor_sends_alone_changes_nothing_public(model: Any) -> None:
    ann, made, waits = desk_of("ann", "editor"), public_row(model), added(model, by="ann")
    applied(made, "Once.")
    before, version, kept = snapshot(fresh(made)), data_version(), set(visible(model).values_list("pk", flat=True))
    word = {words_of(made): "Mine."}
    table = TABLE_OF_NAME[ADDED[model]]
    named = {"route": made} if model is Route else {"pk": made.pk}
    values = {**stored.rows_of(table, table.model._default_manager.filter(**named))[0], "notes": "Mine."}
    content = csv_of(table, [values])

    def imported() -> None:
        sent = {"table": table.name, "file": SimpleUploadedFile(table.file, content)}
        ann.post(reverse("admin:flows_import"), sent)
        shown = ann.get(reverse("admin:flows_import_preview")).context
        seen = {"action": "confirm", "digest": shown["digest"], "seen": shown["seen"]}
        answer = ann.post(reverse("admin:flows_import_preview"), seen)
        assert answer.status_code == 302, (list(map(str, answer.context["messages"])), answer.context["faults"])

    for sent in (
        lambda: ann.post(page(made, "change"), form_of(ann, made, **word, status="published", public_at="2026-01-01")),
        lambda: ann.post(page(made, "change"), form_of(ann, made, **word, _saveasnew="1", public_by="1")),
        lambda: ann.post(page(made, "review"), {"action": "approve_change", "seen": "2"}),
        lambda: ann.post(page(made, "review"), {"action": "reject_change", "seen": "2", "reason": "Mine."}),
        lambda: ann.post(page(made, "review"), {"action": "approve", "seen": "2"}),
        lambda: ann.post(page(made, "review"), {"action": "retract", "reason": "Mine.", "seen": "2"}),
        lambda: ann.post(page(waits, "review"), {"action": "publish", "seen": "1"}),
        lambda: ann.post(listed(model), {"action": "publish_selected", "_selected_action": [waits.pk]}),
        lambda: ann.post(
            listed(model),
            {"action": "publish_selected", "_selected_action": [waits.pk], f"seen-{waits.pk}": "1"},
        ),
        lambda: ann.post(listed(model), {"action": "delete_selected", "_selected_action": [made.pk], "post": "yes"}),
        lambda: ann.post(page(made, "delete"), {"post": "yes"}),
        lambda: ann.post(page(made, "history"), {"restore": "1"}),
        lambda: ann.post(page(made, "review"), {"action": "approve_change", "seen": "99"}),
        imported,
    ):
        sent()
        assert (snapshot(fresh(made)), data_version()) == (before, version)
        assert set(visible(model).values_list("pk", flat=True)) == kept


@every_kind
def test_a_reviewer_does_not_approve_their_own_change_or_addition(model: Any) -> None:
    ben, made, waits = desk_of("ben", "reviewer"), public_row(model), added(model, by="ben")
    proposal_to(made, by="ben")
    text = ben.post(page(made, "review"), {"action": "approve_change", "seen": "1"}, follow=True).text
    assert "whoever proposed a change cannot approve it" in text
    assert 'value="approve_change"' not in text
    assert (
        "does not make it public"
        in ben.post(page(waits, "review"), {"action": "publish", "seen": "1"}, follow=True).text
    )
    ben.post(page(made, "history"), {"restore": "1"})
    assert says(made) != "Changed."
    assert not visible(model).filter(pk=waits.pk).exists()


@every_kind
def test_a_decision_is_about_the_change_that_was_looked_at(model: Any) -> None:
    ben, made = desk_of("ben", "reviewer"), public_row(model)
    seen = proposal_to(made)
    proposal_to(made, "Slipped in.")
    sent = {"action": "approve_change", "seen": "1", "proposal": str(seen.pk)}
    assert "Another change waits meanwhile" in ben.post(page(made, "review"), sent, follow=True).text
    assert says(made) != "Slipped in."


# --- Words that become public with others ---


def waits_with_its_document() -> Any:
    added(Source, url="https://example.org/unseen", notes="Words of its author.")
    return submitted(source_id="test-row", claimed_on=row(Source).accessed_on)


def sent_from(desk: Client, made: Any, action: str) -> dict[str, list[str]]:
    return sent_by(desk.get(page(made, "review")).text, action)


def test_the_review_of_a_claim_shows_every_word_that_becomes_public_with_it() -> None:
    ben, claim = desk_of("ben", "reviewer"), waits_with_its_document()
    text = ben.get(page(claim, "review")).text
    assert "Becomes public with it" in text
    grade = Source.objects.get(code="test-row").get_reliability_display()
    assert all(words in text for words in ("https://example.org/unseen", "Words of its author.", f"<td>{grade}</td>"))
    assert page(Source(code="test-row"), "review") in text
    ben.post(page(claim, "review"), sent_from(ben, claim, "approve"))
    assert visible(Source).filter(pk="test-row").exists()
    assert "Becomes public with it" not in ben.get(page(claim, "review")).text


def test_the_review_of_a_change_shows_every_word_that_becomes_public_with_it() -> None:
    ben, made = desk_of("ben", "reviewer"), public_row(Event)
    added(Source, url="https://example.org/unseen")
    made.source_id = "test-row"
    propose(made, person("author"))
    assert "https://example.org/unseen" in ben.get(page(made, "review")).text
    ben.post(page(made, "review"), sent_from(ben, made, "approve_change"))
    assert fresh(made).source_id == "test-row"


def test_a_decision_is_about_the_words_that_were_looked_at() -> None:
    ben, claim = desk_of("ben", "reviewer"), waits_with_its_document()
    sent = sent_from(ben, claim, "approve")
    document = Source.objects.get(code="test-row")
    document.notes = "Slipped in."
    revise(document, person("author"))
    unseen: Any
    for unseen in (sent, {"action": "approve"}, {"action": "approve", "seen": str(claim.version)}):
        text = ben.post(page(claim, "review"), unseen, follow=True).text
        assert "Approved: it is public now." not in text
        assert fresh(claim).status == "submitted"
        assert not visible(Source).filter(pk="test-row").exists()
    assert "somebody changed it since you looked" in ben.post(page(claim, "review"), sent, follow=True).text
    assert "Slipped in." in ben.get(page(claim, "review")).text
    ben.post(page(claim, "review"), sent_from(ben, claim, "approve"))
    assert fresh(claim).status == "published"


def chosen(desk: Client, action: str, *rows: Any) -> Any:
    """The page that follows when rows are chosen in their list."""
    return desk.post(listed(rows[0]), {"action": action, "_selected_action": [one.pk for one in rows]}, follow=True)


def told_by(answer: Any) -> list[str]:
    return [str(message) for message in answer.context["messages"]]


def test_choosing_claims_shows_every_word_and_makes_nothing_public() -> None:
    ben, claim, other = (
        desk_of("ben", "reviewer"),
        waits_with_its_document(),
        submitted(code="other", notes="Of other."),
    )
    text = chosen(ben, "approve_selected", claim, other).text
    assert all(
        words in text for words in (claim.statement, "https://example.org/unseen", "Of other.", "Approve 2 claims")
    )
    assert fresh(claim).status == fresh(other).status == "submitted"
    sent = sent_by(text, "approve_selected")
    assert sent["seen-test-row"] == [
        f"{claim.version},sources:test-row:1;actors:kp:1;actors:ru:1;claimants:kr-mnd:1;munitions:artillery-round:1"
    ]
    said = ben.post(listed(claim), sent, follow=True).text
    assert "2 claims approved." in said
    assert fresh(claim).status == fresh(other).status == "published"
    assert visible(Source).filter(pk="test-row").exists()


def test_of_chosen_claims_those_still_as_shown_are_approved_and_the_others_named() -> None:
    ben, claim, other = desk_of("ben", "reviewer"), waits_with_its_document(), submitted(code="other")
    changed_since, missing = submitted(code="changed"), submitted(code="missing")
    sent = sent_by(chosen(ben, "approve_selected", claim, other, changed_since, missing).text, "approve_selected")
    document = Source.objects.get(code="test-row")
    document.notes = "Slipped in."
    revise(document, person("author"))
    again = fresh(changed_since)
    again.notes = "Slipped in."
    revise(again, person("author"))
    submit([fresh(again)], person("author"))
    del sent["seen-missing"]
    said = told_by(ben.post(f"{listed(claim)}?status__exact=submitted", sent, follow=True))
    assert "1 claim approved." in said
    assert "test-row: test-row would be public with it, and somebody changed it since you looked." in said
    assert "changed: somebody changed it since you looked." in said
    assert "missing: it was not on the page that you looked at." in said
    assert fresh(other).status == "published"
    assert {fresh(one).status for one in (claim, again, missing)} == {"submitted"}


def test_a_claim_that_left_the_list_meanwhile_is_named() -> None:
    ben, claim = desk_of("ben", "reviewer"), submitted()
    sent = sent_by(chosen(ben, "approve_selected", claim).text, "approve_selected")
    again = fresh(claim)
    again.notes = "Taken back."
    revise(again, person("author"))
    said = told_by(ben.post(f"{listed(claim)}?status__exact=submitted", sent, follow=True))
    assert "test-row: somebody changed it since you looked." in said
    assert fresh(claim).status == "draft"


def test_chosen_claims_are_rejected_from_the_same_page() -> None:
    ben, claim = desk_of("ben", "reviewer"), submitted()
    sent = sent_by(chosen(ben, "approve_selected", claim).text, "reject_selected")
    assert "1 claim rejected." in ben.post(listed(claim), {**sent, "reason": "Which shells?"}, follow=True).text
    assert fresh(claim).review_note == "Which shells?"


def test_more_than_a_page_holds_is_not_chosen_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("flows.admin.confirming.MOST", 1)
    ben, rows = desk_of("ben", "reviewer"), [submitted(code=code) for code in ("one", "two")]
    assert "Choose at most 1: they are read on one page." in chosen(ben, "approve_selected", *rows).text


@every_kind
def test_chosen_rows_are_shown_before_they_are_public(model: Any) -> None:
    ben, made = desk_of("ben", "reviewer"), added(model)
    page_of_words = chosen(ben, "publish_selected", made).text
    assert not visible(model).filter(pk=made.pk).exists()
    sent = sent_by(page_of_words, "publish_selected")
    now = fresh(made)
    if isinstance(now, Route):
        hold(now, legs=[row(Leg, route_id=now.pk, number=1)])
    else:
        now.notes = "Slipped in."
    revise(now, person("author"))
    said = told_by(ben.post(listed(model), sent, follow=True))
    assert f"{made.pk}: somebody changed it since you looked." in said
    assert not visible(model).filter(pk=made.pk).exists()
    sent = sent_by(chosen(ben, "publish_selected", made).text, "publish_selected")
    assert "1 row is public now." in ben.post(listed(model), sent, follow=True).text
    assert "None of these waits." in chosen(ben, "publish_selected", made).text


@every_kind
def test_a_stale_form_is_refused_with_all_versions(model: Any) -> None:
    ann, made = desk_of("ann", "editor"), public_row(model)
    sent = form_of(ann, made, **{words_of(made): "Mine."})
    applied(made, "Theirs.")
    answer = ann.post(page(made, "change"), sent)
    assert answer.status_code == 200
    assert "was changed while you were at it" in answer.text
    (clash,) = answer.context["adminform"].form.clashes
    assert (clash.theirs, clash.mine) == ("Theirs.", "Mine.")
    assert not Proposal.objects.filter(code=made.pk, outcome="open").exists()
    ann.post(page(made, "change"), {**sent, "seen": "2"})
    assert Proposal.objects.filter(code=made.pk, outcome="open").exists()


def test_an_administrator_deletes_nothing_public_and_what_waits_only_unnamed() -> None:
    dan, made = desk_of("dan", "administrator"), added(Actor, code="xx")
    event = row(Event)
    hold(event, actors=["xx"])
    record(event, by=person("author"))
    answer = dan.post(page(made, "delete"), {"post": "yes"}, follow=True)
    assert "is named by test-row: change that first." in answer.text
    assert Actor.objects.filter(code="xx").exists()


# --- What a change does ---


def told(model: Any, code: str, **values: Any) -> dict[str, Any]:
    made = model._default_manager.get(pk=code)
    for name, value in values.items():
        setattr(made, name, value)
    proposal = propose(made, person("author"))
    assert proposal is not None
    before, written = snapshot(fresh(made)), Revision.objects.count()
    found = {one.heading: one for one in effects(proposal)}
    assert (snapshot(fresh(made)), Revision.objects.count()) == (before, written)
    assert proposal.outcome == "open"
    return found


def test_a_plural_changes_the_phrases_of_its_claims() -> None:
    one = told(Munition, "artillery-round", plural="boxes of anything")["Phrases of claims that change"]
    assert one.count > SHOWN == len(one.shown)
    assert all("boxes of anything" in after and "boxes of anything" not in before for _, _, before, after in one.shown)


def test_a_parent_changes_the_flows_above() -> None:
    child = Munition.objects.filter(parent="artillery-round").exclude(shipments=None).order_by("pk").first()
    assert child is not None
    one = told(Munition, child.pk, parent=None)["Flows that change"]
    assert any(address.endswith("/artillery-round/") for _, address, _, _ in one.shown)
    assert all(before != after for _, _, before, after in one.shown)


def test_an_overlap_changes_how_many_claimants_are_independent() -> None:
    pair = ClaimantOverlap.objects.get(claimant="kr-nis") if ClaimantOverlap.objects.filter(claimant="kr-nis") else None
    pair = pair or ClaimantOverlap.objects.order_by("pk").first()
    assert pair is not None
    told(ClaimantOverlap, pair.pk, known_on="2099-01-01" if pair.known_on is None else None)


def test_a_grade_says_how_many_claims_rest_on_it() -> None:
    document = Source.objects.filter(reliability="B").exclude(shipments=None).order_by("pk").first()
    assert document is not None
    found = told(Source, document.pk, reliability="E", url="https://example.org/elsewhere")
    ((what, _, before, after),) = found["Grades that change"].shown
    assert "claims rest" in what
    assert before != after
    assert "example.org" in found["Phrases of claims that change"].shown[0][3]


def test_a_change_that_cannot_be_made_any_more_says_so() -> None:
    made = public_row(Actor)
    proposal = proposal_to(made)
    Proposal.objects.filter(pk=proposal.pk).update(base=0)
    text = desk_of("ben", "reviewer").get(page(made, "review")).text
    assert "It cannot be approved as it stands." in text
    assert "it was changed since this was proposed" in text


# --- Typing errors ---


def test_an_obvious_typing_error_within_the_hour_is_one_click_for_the_same_reviewer() -> None:
    ben, made = desk_of("ben", "reviewer"), public_row(Actor)
    approve_proposal(proposal_to(made, "Recieved in 2024."), person("ben"))
    proposal_to(made, "Received in 2024.")
    desk_of("cat", "reviewer")
    assert corrections(person("cat")) == corrections(person("author")) == ()
    text = ben.get(reverse("admin:index")).text
    assert "Approve the correction" in text
    assert "Recieved in 2024. → Received in 2024." in text
    (one,) = corrections(person("ben"))
    sent = {"action": "approve_change", "seen": str(one.base), "proposal": str(one.proposal)}
    ben.post(page(made, "review"), sent)
    assert says(made) == "Received in 2024."
    assert str(Revision.objects.get(kind="actors", code=made.pk, number=3).approved_by) == "ben"


def test_no_other_change_takes_the_short_way(monkeypatch: pytest.MonkeyPatch) -> None:
    made = public_row(Actor)
    approve_proposal(proposal_to(made, "Recieved."), person("ben"))
    proposal_to(made, "Something else altogether.")
    assert corrections(person("ben")) == ()
    proposal_to(made, "Received.")
    assert len(corrections(person("ben"))) == 1
    monkeypatch.setattr("flows.queries.corrections.WINDOW", -WINDOW)
    assert corrections(person("ben")) == ()


@pytest.mark.parametrize(
    ("model", "before", "after", "is_one"),
    [
        (Source, {"title": "Recieved"}, {"title": "Received"}, True),
        (Source, {"title": "In 2023"}, {"title": "In 2024"}, False),
        (Source, {"title": "A long title"}, {"title": "Another"}, False),
        (Source, {"title": "One", "publisher": "Two"}, {"title": "Onee", "publisher": "Twoo"}, False),
        (Source, {"url": "https://a.example"}, {"url": "https://b.example"}, False),
        (Source, {"reliability": "A"}, {"reliability": "B"}, False),
        (Munition, {"parent": "a"}, {"parent": "b"}, False),
        (Munition, {"calibre_mm": "152"}, {"calibre_mm": "122"}, False),
        (Route, {"legs.1.notes": "Recieved"}, {"legs.1.notes": "Received"}, True),
        (Route, {"legs.1.mode": "ship"}, {"legs.1.mode": "shop"}, False),
        (Source, {"title": "One"}, {"title": "One"}, False),
    ],
)
def test_what_counts_as_a_typing_error(model: Any, before: Any, after: Any, is_one: bool) -> None:
    assert is_correction(model, before, after) is is_one


@pytest.mark.parametrize(
    ("one", "other", "letters"),
    [
        ("", "", 0),
        ("abc", "abc", 0),
        ("abc", "abd", 1),
        ("recieve", "receive", 2),
        ("kitten", "sitting", 3),
        ("", "ab", 2),
    ],
)
def test_how_many_letters_lie_between_two_texts(one: str, other: str, letters: int) -> None:
    assert distance(one, other) == distance(other, one) == letters
