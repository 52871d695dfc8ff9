"""The page of the queue: complete, page by page, and given to people."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from flows.importing.days import latest_day
from flows.models import Assignment
from flows.queries.chores import SORTS, due
from tests.flows.actions.people import person
from tests.flows.admin.test_reviewing import desk_of

pytestmark = pytest.mark.django_db
QUEUE = "/admin/flows/source/queue/"


def test_every_chore_of_a_kind_is_on_one_of_its_pages_and_leads_somewhere() -> None:
    desk = desk_of("reviewer")
    assert reverse("admin:flows_chores") == QUEUE
    for kind in SORTS:
        found: list[str] = []
        page = 1
        while True:
            answer = desk.get(QUEUE, {"kind": kind, "page": str(page)})
            shown = answer.context["chores"]
            found += [one.code for one, _ in shown]
            if page == 1:
                assert all(desk.get(address).status_code == 200 for _, address in shown[:2])
            if not answer.context["after"]:
                break
            page += 1
        assert found == [one.code for one in due(kind, latest_day())], kind


def test_chosen_chores_are_given_to_somebody_until_a_day() -> None:
    desk, day = desk_of("reviewer"), latest_day() + timedelta(days=7)
    some = [one.code for one in due("quiet", latest_day())[:2]]
    sent = {"chore": some, "owner": person("reviewer").pk, "due_on": day.isoformat()}
    text = desk.post(f"{QUEUE}?kind=quiet", sent, follow=True).text
    assert f"2 given to reviewer, due on {day}." in text
    mine = desk.get(QUEUE, {"kind": "quiet", "whose": "mine"}).context["chores"]
    assert [(one.code, one.owner, one.due) for one, _ in mine] == [(code, "reviewer", day) for code in sorted(some)]
    assert "2 mine" in desk.get(reverse("admin:index")).text
    nobodys = desk.get(QUEUE, {"kind": "quiet", "whose": "nobodys"}).context["page"].paginator.count
    assert nobodys == len(due("quiet", latest_day())) - 2
    assert "Choose one chore" in desk.post(f"{QUEUE}?kind=quiet", {**sent, "chore": []}).text
    assert "Enter a valid date." in desk.post(f"{QUEUE}?kind=quiet", {**sent, "due_on": "soon"}).text


def test_whoever_may_only_look_gives_nothing() -> None:
    looker = desk_of("looker", "viewer")
    assert "Give them" not in looker.get(QUEUE).text
    some = due("quiet", latest_day())[0].code
    sent = {"chore": [some], "due_on": latest_day().isoformat()}
    assert looker.post(f"{QUEUE}?kind=quiet", sent).status_code == 403
    assert not Assignment.objects.exists()
    assert looker.get(QUEUE, {"kind": "nothing"}).status_code == 404
