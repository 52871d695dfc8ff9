"""The start page: what waits for whom, by a fixed number of queries."""

import pytest
from django.contrib.auth.models import Group, User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from flows.actions.propose import propose, reject_proposal
from flows.actions.record import record
from flows.actions.review import reject
from flows.models import Rate, Source
from tests.flows.actions.people import drafted, person, published, submitted
from tests.flows.models.rows import row

pytestmark = pytest.mark.django_db

TITLES = ("Drafts of mine", "To review", "Came back to me", "Mine, under review")


def desk(name: str, role: str = "reviewer") -> Client:
    user = person(name)
    user.is_staff = True
    user.save()
    user.groups.add(Group.objects.get(name=role))
    client = Client()
    client.force_login(user)
    return client


def lists(client: Client) -> dict[str, list[str]]:
    """The codes in the lists of the start page, by title."""
    answer = client.get(reverse("admin:index"))
    shown = answer.context["lists"]
    return {one["title"]: [row["address"].split("/")[-3] for row in one["rows"]] for one in shown}


def test_each_sees_what_waits_for_them() -> None:
    drafted(code="draft")
    drafted(code="of-another", by="another")
    submitted(code="sent")
    reject([submitted(Rate, code="returned")], "Which?", person("reviewer"))
    claim = published(code="open")
    claim.notes = "New."
    propose(claim, person("author"))
    of_author = lists(desk("author"))
    assert of_author == dict(zip(TITLES, (["draft"], [], ["returned"], ["sent", "open"]), strict=True))
    assert lists(desk("reviewer")) == dict(zip(TITLES, ([], ["sent", "open"], [], []), strict=True))
    assert lists(desk("looker", "viewer"))["To review"] == []


def test_a_rejection_is_read_with_its_reason() -> None:
    reject([submitted()], "Which shells?", person("reviewer"))
    claim = published(code="open")
    claim.notes = "New."
    proposal = propose(claim, person("author"))
    assert proposal is not None
    reject_proposal(proposal, "No source says so.", person("reviewer"))
    text = desk("author").get(reverse("admin:index")).text
    assert "Reason: Which shells?" in text
    assert "Reason: No source says so." in text


def test_the_queries_do_not_grow_with_what_waits() -> None:
    client = desk("reviewer")

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get(reverse("admin:index")).status_code == 200
        return len(captured)

    submitted(code="claim")
    drafted(Rate, code="rate", by="reviewer")
    queries()
    before = queries()
    for number in range(12):
        submitted(code=f"claim-{number}")
        drafted(Rate, code=f"rate-{number}", by="reviewer")
    assert queries() == before <= 32


def test_without_a_role_the_start_page_says_nothing_of_claims() -> None:
    drafted(code="draft")
    client = Client()
    client.force_login(User.objects.create_user("newcomer", is_staff=True))
    text = client.get(reverse("admin:index")).text
    assert "Drafts of mine" not in text


def test_what_was_added_and_is_not_public_is_listed_with_who_added_it() -> None:
    client = desk("reviewer")
    assert "Added, not public yet" not in client.get(reverse("admin:index")).text
    record(row(Source), by=person("author"))
    text = client.get(reverse("admin:index")).text
    assert "source, added by author" in text
    assert reverse("admin:flows_source_review", args=["test-row"]) in text


def test_a_decision_leads_to_what_waits_next() -> None:
    client = desk("reviewer")
    first, second = submitted(code="first"), submitted(Rate, code="second")
    page = reverse("admin:flows_shipment_review", args=["first"])
    assert "This is 2 of 2." in client.get(page).text
    text = client.post(page, {"action": "approve", "seen": first.version}, follow=True).text
    assert "Next to review" in text
    assert reverse("admin:flows_rate_review", args=[second.pk]) in text
    reject([second], "Which?", person("reviewer"))
    assert "Next to review" not in client.get(page).text
