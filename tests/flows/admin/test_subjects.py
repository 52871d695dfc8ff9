"""Further subjects at the desk: what an editor makes is at addresses of its own once somebody else has approved it."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from flows.actions.additions import publish
from flows.models import Proposal, Subject
from tests.flows.actions.people import person
from tests.flows.admin.pages import sent_by
from tests.flows.admin.test_additions import add, desk_of
from tests.flows.admin.test_writing import entered

pytestmark = pytest.mark.django_db
PATH = "/s/test-row"
KOREA = {"title": "Shells for one side", "first_side": "ru", "first_makers": "kp", "munitions": "artillery-round"}


def test_a_subject_is_public_once_somebody_else_approved_it(client: Client) -> None:
    desk = desk_of("ann", "editor")
    add(desk, Subject, **KOREA)
    assert client.get(f"{PATH}/flows/").status_code == 404
    assert "Shells for one side" not in client.get("/").text
    publish([Subject.objects.get()], person("ben"))
    page = client.get(f"{PATH}/flows/").text
    assert "Munitions Flows: Shells for one side" in page
    assert f'<a href="{PATH}/">Shells for one side</a>' in client.get("/").text
    recipients = {one["recipient"] for one in client.get(f"{PATH}/api/v1/shipments/").json()["results"]}
    assert recipients == {"ru"}


def test_a_change_of_its_sides_waits_and_then_changes_what_is_shown(client: Client) -> None:
    add(desk_of("ann", "editor"), Subject, **KOREA)
    publish([Subject.objects.get()], person("ben"))
    page = reverse("admin:flows_subject_change", args=["test-row"])
    assert desk_of("ann", "editor").post(page, entered(Subject, **{**KOREA, "first_side": "ua"})).status_code == 302
    assert Proposal.objects.get().values["first_side"] == "ua"
    assert "ru" in client.get(f"{PATH}/api/v1/flows/").text
    review = reverse("admin:flows_subject_review", args=["test-row"])
    cat = desk_of("cat", "reviewer")
    cat.post(review, sent_by(cat.get(review).text, "approve_change"))
    assert Proposal.objects.get().outcome == "applied"
    recipients = {one["recipient"] for one in client.get(f"{PATH}/api/v1/shipments/").json()["results"]}
    assert "ua" in recipients
    assert "ru" not in recipients


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({"first_makers": "kp;nobody"}, "There is no nobody among the actors"),
        ({"munitions": "cabbages"}, "There is no cabbages among the munitions"),
        ({"turning_points": "kp"}, "There is no kp among the events"),
        ({"second_side": "ru"}, "The two sides of a subject are different parties"),
        ({"second_makers": "us"}, "Parties whose output goes to the second side need that side"),
    ],
)
def test_what_a_subject_names_is_on_record(cells: dict[str, str], words: str) -> None:
    answer = desk_of("ann", "editor").post(reverse("admin:flows_subject_add"), entered(Subject, **{**KOREA, **cells}))
    assert answer.status_code == 200
    assert words in answer.text
