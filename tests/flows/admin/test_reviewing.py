"""The review of a claim: its evidence, what is new, what readers will see, and no decision on anything else."""

from __future__ import annotations

from collections.abc import Callable
from copy import copy
from datetime import date, timedelta
from html import unescape
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from flows.actions.keep_passage import keep_passage
from flows.actions.propose import approve_proposal, propose
from flows.actions.record import record, revise
from flows.actions.review import approve, reject, submit
from flows.models import Appearance, Rate, Shipment, Source
from flows.queries.review_queue import review_queue
from flows.vocabulary import Found
from tests.flows.actions.people import drafted, fresh, person, published, submitted
from tests.flows.actions.reference import applied, changed
from tests.flows.admin.pages import sent_by
from tests.flows.models.rows import SOURCE, row

pytestmark = pytest.mark.django_db
PASSAGE = "On 14 June 2024 the ministry said that North Korea had sent 1,000 rounds to Russia, 300 fewer than planned."


def desk_of(name: str, role: str = "reviewer") -> Client:
    user = person(name)
    user.is_staff = True
    user.save()
    user.groups.add(Group.objects.get(name=role))
    client = Client()
    client.force_login(user)
    return client


def page(made: Any) -> str:
    return reverse(f"admin:flows_{made._meta.model_name}_review", args=[made.pk])


# --- The evidence beside the fields ---


def test_the_document_and_the_passage_stand_beside_the_fields() -> None:
    claim = submitted()
    keep_passage(claim, PASSAGE, person("author"))
    answer = desk_of("reviewer").get(page(claim))
    (read,) = answer.context["documents"]
    assert f'href="{claim.source.url}"' in answer.text
    assert read.passage == PASSAGE.partition("1,000")
    assert "<mark>1,000</mark>" in answer.text
    assert (read.holds.figure, read.holds.party, read.holds.date, read.by) == (*[Found.FOUND] * 3, "author")


def test_a_passage_without_the_figure_says_so() -> None:
    claim = submitted()
    keep_passage(claim, "Rounds were sent by North Korea to Russia, and 999 of them came.", person("author"))
    answer = desk_of("reviewer").get(page(claim))
    assert answer.context["documents"][0].holds.figure == Found.MISSING
    assert f"figure {Found.MISSING.label}" in answer.text


def test_the_newest_passage_counts_and_one_of_another_document_is_not_of_this_one() -> None:
    claim = drafted()
    keep_passage(claim, "The first words.", person("author"))
    keep_passage(claim, "The second words.", person("second"))
    desk = desk_of("author", "editor")
    assert desk.get(page(claim)).context["documents"][0].passage == ("The second words.",)
    other = Source.objects.exclude(pk=claim.source_id).filter(published_on=claim.claimed_on).first()
    claim.source = other
    revise(claim, person("author"))
    assert desk.get(page(claim)).context["documents"][0].passage == ()


def test_an_editor_quotes_the_passage_on_the_page() -> None:
    claim, desk = drafted(), desk_of("author", "editor")
    said = desk.post(page(claim), {"action": "keep_passage", "text": f" {PASSAGE}\n"}, follow=True).text
    assert "Kept for whoever reviews it" in said
    assert desk.get(page(claim)).context["documents"][0].passage[1] == "1,000"
    too_long = desk.post(page(claim), {"action": "keep_passage", "text": "x" * 1_001}, follow=True).text
    assert "A passage has at most 1,000 characters; this one has 1,001: quote less." in too_long
    assert "Give the words" in desk.post(page(claim), {"action": "keep_passage", "text": " "}, follow=True).text
    looker = desk_of("looker", "viewer")
    assert looker.post(page(claim), {"action": "keep_passage", "text": "Mine."}).status_code == 403


def test_readers_never_see_a_passage(client: Client) -> None:
    claim = published()
    keep_passage(claim, PASSAGE, person("author"))
    for address in (f"/claims/{claim.pk}/", f"/api/v1/shipments/{claim.pk}/"):
        assert "fewer than planned" not in client.get(address).text


def test_other_documents_of_the_claim_are_there_with_where_it_stands() -> None:
    claim = submitted()
    second = Source.objects.exclude(pk=claim.source_id).filter(published_on=claim.claimed_on)[0]
    record(
        row(Appearance, claim=claim.pk, source_id=second.pk, place="page 3", wording="The same figure."),
        person("author"),
    )
    answer = desk_of("reviewer").get(page(claim))
    assert [one.document.code for one in answer.context["documents"]] == [claim.source_id, second.pk]
    assert "page 3" in answer.text
    assert "The same figure." in answer.text


def test_fields_are_told_by_names() -> None:
    claim = submitted()
    told = dict(desk_of("reviewer").get(page(claim)).context["values"])
    assert (told["Supplier"], told["Recipient"]) == ("North Korea", "Russia")
    assert told["Claimant"] == claim.claimant.name
    assert told["Munition"] == claim.munition.name
    assert told["Stated on"] == "14 June 2024"
    assert told["Point"] == "1,000"


def test_rows_of_one_name_are_told_apart_by_their_codes() -> None:
    claim = submitted()
    reject([claim], "Who?", person("reviewer"))
    twin = copy(claim.source)
    twin.code, twin.url = "twin", "https://example.org/twin"
    record(twin)
    claim = fresh(claim)
    claim.source = twin
    revise(claim, person("author"))
    submit([fresh(claim)], person("author"))
    (told,) = desk_of("reviewer").get(page(claim)).context["news"].differences
    assert (told.before, told.after) == (f"{twin} ({SOURCE})", f"{twin} (twin)")


def test_the_page_asks_as_much_of_a_long_history_as_of_a_short_one() -> None:
    claim, desk = submitted(), desk_of("reviewer")
    keep_passage(claim, PASSAGE, person("author"))

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert desk.get(page(claim)).status_code == 200
        return len(captured)

    queries()
    before = queries()
    for number in range(3):
        by_the_author(claim, f"Version {number}.")
        keep_passage(claim, PASSAGE, person("author"))
    assert queries() == before <= 75


# --- What is new ---


def test_what_is_new_against_the_version_that_came_back() -> None:
    claim = submitted()
    desk = desk_of("reviewer")
    assert desk.get(page(claim)).context["news"] is None
    reject([claim], "Which?", person("reviewer"))
    claim = fresh(claim)
    claim.notes, claim.point = "152 mm.", 900
    revise(claim, person("author"))
    submit([fresh(claim)], person("author"))
    answer = desk.get(page(claim))
    news = answer.context["news"]
    assert news.against == "version 3, rejected"
    assert [(one.field, one.before, one.after) for one in news.differences] == [
        ("Point", "1,000", "900"),
        ("Notes", "", "152 mm."),
    ]
    assert "What is new" in answer.text


def test_what_is_new_against_the_claim_that_it_replaces() -> None:
    older = published(code="older")
    day = older.claimed_on + timedelta(days=1)
    newer = submitted(code="newer", claimed_on=day, supersedes_id="older", date_precision="inferred", point=2_000)
    news = desk_of("reviewer").get(page(newer)).context["news"]
    assert news.against == "the claim that it replaces, older"
    assert ("Point", "1,000", "2,000") in [(one.field, one.before, one.after) for one in news.differences]


# --- What readers will see ---


def test_the_preview_is_what_the_public_page_then_says(client: Client) -> None:
    claim = submitted(notes="A note of ours.")
    shown = desk_of("reviewer").get(page(claim))
    facts = shown.text.split('<dl class="facts">')[1].split("</dl>")[0]
    approve([claim], person("reviewer"))
    public = unescape(client.get(f"/claims/{claim.pk}/").text)
    assert shown.context["preview"].phrase in public
    for fact in [part.split("</dt>")[0] for part in facts.split("<dt>")[1:]]:
        assert f"<dt>{fact}</dt>" in public, fact
    for fact in [" ".join(part.split("</dd>")[0].split()) for part in facts.split("<dd>")[1:]]:
        assert unescape(fact) in " ".join(public.split()), fact


def test_the_pages_that_would_change_are_named() -> None:
    answer = desk_of("reviewer").get(page(submitted()))
    assert answer.context["pages_changed"][0].page == "North Korea to Russia: artillery rounds"
    assert "What it changes for readers" in answer.text


# --- The next in the queue ---


def test_the_queue_goes_round_and_can_be_skipped() -> None:
    desk = desk_of("reviewer")
    days = [date(2024, 6, 13), date(2024, 6, 12), date(2024, 6, 11)]
    made = [submitted(code=f"claim-{day.day}", claimed_on=day, date_precision="inferred") for day in days]
    mine = submitted(Rate, by="reviewer", code="mine")
    changes = published(code="changed")
    changes.notes = "New."
    propose(changes, person("author"))
    kinds = ("shipments", "rates")
    queue = review_queue(person("reviewer"), kinds)
    assert queue == (*(("shipments", one.pk) for one in made), ("shipments", "changed"))
    assert ("rates", mine.pk) in review_queue(person("second"), kinds)
    assert review_queue(person("reviewer"), ("rates",)) == ()
    for number, one in enumerate([*made, changes]):
        following = desk.get(page(one)).context["next"]
        assert following["address"] == page([*made, changes][(number + 1) % 4])
        assert (following["place"], following["of"]) == (number + 1, 4)
    assert 'accesskey="n"' in desk.get(page(made[0])).text


def test_the_queue_is_read_by_as_many_queries_however_long_it_is(django_assert_num_queries: Any) -> None:
    for number in range(4):
        submitted(code=f"claim-{number}")
    reviewer = person("reviewer")
    with django_assert_num_queries(5):
        assert len(review_queue(reviewer, ("shipments", "rates", "ratios", "indicators"))) == 4


# --- Nothing is approved that is not as it was drawn ---


def by_the_author(claim: Any, words: str = "Slipped in.") -> None:
    claim = fresh(claim)
    claim.notes = words
    revise(claim, person("author"))
    submit([fresh(claim)], person("author"))


def its_document(claim: Any) -> None:
    applied(claim.source, "Slipped in.")


def its_claimant(claim: Any) -> None:
    applied(claim.claimant, "Slipped in.")


def its_parties(claim: Any) -> None:
    applied(claim.supplier, "Slipped in.")


def where_it_appeared(claim: Any) -> None:
    second = Source.objects.exclude(pk=claim.source_id)[0]
    record(row(Appearance, claim=claim.pk, source_id=second.pk), person("author"))


def what_it_replaces(claim: Any) -> None:
    older = fresh(claim).supersedes
    older.notes = "Slipped in."
    proposal = propose(older, person("author"))
    assert proposal is not None
    approve_proposal(proposal, person("another"))


def another_of_its_flow(claim: Any) -> None:
    approve([submitted(code="another", by="second", point=7_000)], person("reviewer"))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (by_the_author, "The record itself was submitted for review by author at "),
        (its_document, "which it names, was revised by "),
        (its_claimant, "The claimant kr-mnd, which it names, was revised by "),
        (its_parties, "The party kp, which it names, was revised by "),
        (where_it_appeared, "The appearance test-row is new beside it."),
        (what_it_replaces, "The shipment older, which it names, was revised by "),
        (another_of_its_flow, "What it changes for readers is no longer what the page said."),
    ],
)
def test_nothing_is_approved_after_a_change(change: Callable[[Any], None], words: str) -> None:
    older = published(code="older", claimed_on=date(2024, 6, 1), date_precision="inferred")
    claim = submitted(supersedes_id=older.pk)
    desk = desk_of("reviewer")
    sent = sent_by(desk.get(page(claim)).text, "approve")
    change(claim)
    answer = desk.post(page(claim), sent, follow=True)
    text = answer.text
    assert words in text, list(map(str, answer.context["messages"]))
    assert "Nothing was done: the page that you decided on was drawn before that. Read it as it is now." in text
    assert Shipment.objects.get(pk=claim.pk).status == "submitted"
    desk.post(page(claim), sent_by(desk.get(page(claim)).text, "approve"))
    assert Shipment.objects.get(pk=claim.pk).status == "published"


def test_nor_after_ones_own_change() -> None:
    claim, desk = submitted(), desk_of("reviewer")
    sent = sent_by(desk.get(page(claim)).text, "approve")
    document = changed(claim.source)
    proposal = propose(document, person("author"))
    assert proposal is not None
    approve_proposal(proposal, person("reviewer"))
    text = desk.post(page(claim), sent, follow=True).text
    assert f"The source {claim.source_id}, which it names, was revised by you at " in text
    assert Shipment.objects.get(pk=claim.pk).status == "submitted"


def test_a_change_to_a_public_claim_is_refused_likewise() -> None:
    claim, desk = published(), desk_of("reviewer")
    claim.notes = "New."
    propose(claim, person("author"))
    sent = sent_by(desk.get(page(claim)).text, "approve_change")
    its_document(claim)
    assert "which it names, was revised by" in desk.post(page(claim), sent, follow=True).text
    assert fresh(claim).notes == ""


def test_nor_is_a_rejection_written_about_other_words() -> None:
    claim, desk = submitted(), desk_of("reviewer")
    sent = sent_by(desk.get(page(claim)).text, "reject")
    by_the_author(claim)
    text = desk.post(page(claim), {**sent, "reason": "Which?"}, follow=True).text
    assert "The record itself was submitted for review by author at " in text
    assert fresh(claim).status == "submitted"


def test_of_many_chosen_those_are_left_out_that_changed() -> None:
    good, bad = submitted(code="good"), submitted(code="bad", claimant_id="kr-nis")
    desk = desk_of("reviewer")
    listed = reverse("admin:flows_shipment_changelist")
    asked = {"action": "approve_selected", "_selected_action": [good.pk, bad.pk]}
    sent = sent_by(desk.post(listed, asked).text, "approve_selected")
    its_claimant(bad)
    answer = desk.post(listed, sent, follow=True)
    text = answer.text
    assert "Bad: The claimant kr-nis, which it names, was revised by you" in text
    assert "1 claim approved." in text
    assert (fresh(good).status, fresh(bad).status) == ("published", "submitted")


# --- Discarding, and taking an approval back ---


def test_a_draft_is_discarded_and_brought_back_on_its_page() -> None:
    claim, desk = drafted(), desk_of("author", "editor")
    text = desk.get(page(claim)).text
    assert "Discard it" in text
    assert "Discarded: its history stays" in desk.post(page(claim), sent_by(text, "discard"), follow=True).text
    assert fresh(claim).status == "discarded"
    assert "Drafts of mine" in desk.get(reverse("admin:index")).text
    assert claim.pk not in desk.get(reverse("admin:index")).text
    desk.post(page(claim), sent_by(desk.get(page(claim)).text, "bring_back"))
    assert fresh(claim).status == "draft"
    assert desk_of("looker", "viewer").post(page(claim), {"action": "discard"}).status_code == 403


def test_chosen_drafts_are_discarded_together() -> None:
    first, second = drafted(code="first"), drafted(code="second")
    desk = desk_of("author", "editor")
    asked = {"action": "discard_selected", "_selected_action": [first.pk, second.pk]}
    assert "2 claims discarded." in desk.post(reverse("admin:flows_shipment_changelist"), asked, follow=True).text
    assert {fresh(first).status, fresh(second).status} == {"discarded"}


def test_an_approval_is_taken_back_on_the_page() -> None:
    claim, desk = published(), desk_of("reviewer")
    assert "Take your approval back" not in desk_of("another").get(page(claim)).text
    sent = sent_by(desk.get(page(claim)).text, "take_back")
    text = desk.post(page(claim), {**sent, "reason": "Misread."}, follow=True).text
    assert "Approval taken back: what you approved came back to its author." in text
    assert "A change waits" not in text
    assert fresh(claim).status == "retracted"
    author = desk_of("author", "editor")
    lists = {one["title"]: one for one in author.get(reverse("admin:index")).context["lists"]}
    (mine,) = lists["Came back to me"]["rows"]
    assert mine["address"] == page(claim)
    assert "Misread." in mine["reason"]
    form = author.get(f"{reverse('admin:flows_shipment_change', args=[claim.pk])}?_again=1").context["adminform"].form
    assert form["statement"].value() == claim.statement
    author.post(page(claim), sent_by(author.get(page(claim)).text, "take_up"))
    desk.post(page(claim), sent_by(desk.get(page(claim)).text, "approve_change"))
    assert fresh(claim).status == "published"


def test_a_change_that_was_approved_is_taken_back_on_the_page() -> None:
    claim, desk = published(), desk_of("reviewer")
    document = changed(claim.source)
    proposal = propose(document, person("author"))
    assert proposal is not None
    approve_proposal(proposal, person("reviewer"))
    sent = sent_by(desk.get(page(document)).text, "take_back")
    desk.post(page(document), {**sent, "reason": "Misread."})
    assert fresh(document).notes != "Changed."
