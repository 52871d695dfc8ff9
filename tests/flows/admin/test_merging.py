"""Merges at the desk: who may do what, what the reviewer reads, and nothing without a second person."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse

from flows.actions.merge import propose_merge
from flows.actions.record import record
from flows.models import Claimant, Merge
from tests.flows.actions.people import person, published
from tests.flows.admin.pages import sent_by
from tests.flows.models.rows import row

pytestmark = pytest.mark.django_db

SENT = {"kind": "claimants", "old": "twin", "new": "kr-mnd"}


def proposed(client: Client, **sent: str) -> Any:
    """What comes of proposing a merge as the page shows it."""
    shown = client.post(reverse("admin:flows_merges"), {**SENT, **sent})
    seen = shown.context["seen"] if shown.status_code == 200 else ""
    return client.post(reverse("admin:flows_merges"), {**SENT, **sent, "action": "propose", "seen": seen})


@pytest.fixture(autouse=True)
def twin(db: None) -> None:
    record(row(Claimant, code="twin", name="Twin", short_name="Twin"))


def desk(role: str, name: str = "") -> Client:
    user = person(name or role)
    user.is_staff = True
    user.save()
    user.groups.add(Group.objects.get(name=role))
    client = Client()
    client.force_login(user)
    return client


def page(merge: Merge) -> str:
    return reverse("admin:flows_merge", args=[merge.pk])


@pytest.mark.parametrize(
    ("role", "looks", "proposes", "approves"),
    [
        ("viewer", 200, 403, 403),
        ("editor", 200, 302, 403),
        ("reviewer", 200, 302, 302),
        ("administrator", 200, 302, 302),
    ],
)
def test_who_may_do_what(role: str, looks: int, proposes: int, approves: int) -> None:
    merge = propose_merge("claimants", "kida", "kr-mnd", person("author"))
    client = desk(role)
    assert client.get(reverse("admin:flows_merges")).status_code == looks
    assert client.get(page(merge)).status_code == looks
    assert proposed(client).status_code == proposes
    assert Merge.objects.filter(old="twin").exists() is (proposes == 302)
    assert client.post(page(merge), {"action": "approve"}).status_code == approves
    merge.refresh_from_db()
    assert merge.in_force is (approves == 302)


def test_nobody_without_a_role_sees_merges() -> None:
    newcomer = person("newcomer")
    newcomer.is_staff = True
    newcomer.save()
    client = Client()
    client.force_login(newcomer)
    assert client.get(reverse("admin:flows_merges")).status_code == 403


def test_one_person_alone_merges_nothing_whatever_is_sent() -> None:
    client = desk("administrator")
    sent = {**SENT, "outcome": "applied", "in_force": "on", "reviewed_by": str(person("author").pk), "moved": "[]"}
    proposed(client, **sent)
    merge = Merge.objects.get()
    assert (merge.outcome, merge.in_force, merge.reviewed_by) == ("open", False, None)
    assert "cannot approve" in client.post(page(merge), {"action": "approve"}, follow=True).text
    assert client.post(page(merge), {"action": "publish"}).status_code == 403
    merge.refresh_from_db()
    assert not merge.in_force


def test_a_refusal_is_said_in_words_and_keeps_the_form() -> None:
    client = desk("editor")
    answer = client.post(reverse("admin:flows_merges"), {**SENT, "new": "no-such"})
    assert "new" in answer.context["form"].errors
    answer = client.post(reverse("admin:flows_merges"), {**SENT, "new": "twin"})
    assert "twin is not merged into itself." in answer.text
    assert not Merge.objects.exists()


def test_the_rows_are_chosen_by_name_and_what_it_does_is_read_before_it_is_proposed() -> None:
    client = desk("editor")
    page = client.get(reverse("admin:flows_merges"), {"kind": "claimants", "old": "twin"})
    assert 'data-field-name="claimant"' in page.text
    assert '<option value="twin" selected>' in page.text
    answer = client.post(reverse("admin:flows_merges"), {"kind": "claimants", "old": "kr-mnd", "new": "twin"})
    text = answer.text
    assert "South Korea, Ministry of National Defence" in text
    assert "into Twin (twin)" in text, answer.context["merge"]
    assert dict(answer.context["effects"].moved)["Claims about flows"] > 0
    assert "North Korea to Russia, artillery rounds" in text
    assert not Merge.objects.exists()
    unseen = client.post(reverse("admin:flows_merges"), {**SENT, "action": "propose"})
    assert "no longer what the page said" in unseen.text
    assert not Merge.objects.exists()


def test_the_reviewer_reads_what_it_does_and_can_undo_it_by_two() -> None:
    merge = propose_merge("claimants", "kr-mnd", "twin", person("author"))
    client = desk("reviewer")
    answer = client.get(page(merge))
    found = answer.context["effects"]
    assert dict(found.moved)["Claims about flows"] > 0
    assert any(one.flow == "North Korea to Russia, artillery rounds" for one in found.flows)
    assert "independent" in answer.text
    assert not Merge.objects.filter(in_force=True).exists()
    client.post(page(merge), {"action": "approve"})
    assert "Propose to undo it" in client.get(page(merge)).text
    client.post(page(merge), {"action": "undo"})
    undoing = Merge.objects.get(undoes=merge)
    assert "cannot approve" in client.post(page(undoing), {"action": "approve"}, follow=True).text
    assert "Claims about flows" in desk("reviewer", "third").get(page(undoing)).text
    desk("reviewer", "third").post(page(undoing), {"action": "approve"})
    merge.refresh_from_db()
    assert not merge.in_force


def test_a_reason_is_wanted_and_ones_own_is_withdrawn() -> None:
    merge = propose_merge("claimants", "twin", "kr-mnd", person("editor"))
    reviewer = desk("reviewer")
    reviewer.post(page(merge), {"action": "reject", "reason": " "})
    merge.refresh_from_db()
    assert merge.outcome == "open"
    desk("editor").post(page(merge), {"action": "withdraw"})
    merge.refresh_from_db()
    assert merge.outcome == "withdrawn"


def test_what_waits_is_on_the_desk_of_whoever_may_decide() -> None:
    merge = propose_merge("claimants", "twin", "kr-mnd", person("editor"))

    def listed(client: Client) -> str:
        lists = client.get(reverse("admin:index")).context["lists"]
        return " ".join(row["address"] for one in lists if one["title"] == "To review" for row in one["rows"])

    assert page(merge) in listed(desk("reviewer"))
    assert page(merge) not in listed(desk("viewer"))
    assert page(merge) not in listed(desk("editor"))


def test_a_merge_is_decided_on_as_it_was_read() -> None:
    merge = propose_merge("claimants", "kr-mnd", "twin", person("author"))
    client = desk("reviewer")
    sent = sent_by(client.get(page(merge)).text, "approve")
    published(code="meanwhile", by="another")
    said = client.post(page(merge), sent, follow=True).text
    assert "What it moves is no longer what the page said" in said
    merge.refresh_from_db()
    assert merge.outcome == "open"
    client.post(page(merge), sent_by(client.get(page(merge)).text, "approve"))
    merge.refresh_from_db()
    assert merge.in_force


def test_the_page_of_a_row_leads_to_its_merge() -> None:
    client = desk("editor")
    review = client.get(reverse("admin:flows_claimant_review", args=["twin"])).text
    address = f"{reverse('admin:flows_merges')}?kind=claimants&amp;old=twin"
    assert f'href="{address}"' in review
    context = client.get(address.replace("&amp;", "&")).context
    assert (context["kind"], context["form"]["old"].value()) == ("claimants", "twin")
    munition = client.get(reverse("admin:flows_munition_review", args=["artillery-round"])).text
    assert "Merge it into another" not in munition
