"""The tables of parties, documents and places say what readers see, and let somebody else make a row public."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse

from flows.models import Addition, Event, Source
from flows.queries.data_version import data_version
from flows.queries.rows import public
from tests.flows.actions.people import person
from tests.flows.admin.pages import sent_by
from tests.flows.admin.test_writing import entered

pytestmark = pytest.mark.django_db


def desk_of(name: str, role: str) -> Client:
    user = person(name)
    user.is_staff = True
    user.save()
    user.groups.add(Group.objects.get(name=role))
    client = Client()
    client.force_login(user)
    return client


def add(desk: Client, model: Any, **cells: str) -> None:
    answer = desk.post(reverse(f"admin:flows_{model._meta.model_name}_add"), entered(model, **cells))
    assert answer.status_code == 302, answer.context["adminform"].form.errors


def ask(desk: Client, *codes: str) -> Any:
    """What comes of choosing rows in the list, reading them on the page that follows and saying yes."""
    listed = reverse("admin:flows_source_changelist")
    asked = {"action": "publish_selected", "_selected_action": list(codes)}
    return desk.post(listed, sent_by(desk.post(listed, asked).text, "publish_selected"), follow=True)


def test_the_form_and_the_list_say_that_a_row_waits() -> None:
    desk = desk_of("ann", "editor")
    add(desk, Source)
    form = desk.get(reverse("admin:flows_source_change", args=["test-row"])).text
    assert "Not public yet" in form
    assert "Added by ann" in form
    listed = desk.get(reverse("admin:flows_source_changelist"), {"q": "test-row"}).context["cl"].result_list
    assert [row.waits for row in listed] == [True]
    assert "publish_selected" not in desk.get(reverse("admin:flows_source_changelist")).text


def test_saving_a_source_leaves_the_version_of_the_data_as_it_is() -> None:
    desk = desk_of("ann", "editor")
    before = data_version()
    add(desk, Source)
    page = reverse("admin:flows_source_change", args=["test-row"])
    assert desk.post(page, entered(Source, notes="Corrected.")).status_code == 302
    assert data_version() == before
    assert "is public now" in ask(desk_of("ben", "reviewer"), "test-row").text
    assert data_version() != before


def test_a_reviewer_makes_others_rows_public_and_not_their_own() -> None:
    reviewer = desk_of("ben", "reviewer")
    add(reviewer, Source)
    answer = ask(reviewer, "test-row").text
    assert "whoever added or changed it does not make it public" in answer
    assert "Nothing was made public." in answer
    assert "1 row is public now." in ask(desk_of("cat", "reviewer"), "test-row").text
    assert "approved by cat" in reviewer.get(reverse("admin:flows_source_change", args=["test-row"])).text


def test_a_public_event_that_names_a_new_party_takes_it_along() -> None:
    desk = desk_of("ann", "editor")
    add(desk, Source)
    event = Event.objects.order_by("code").first()
    assert event is not None
    cells = entered(Event, title=event.title, starts_on=event.starts_on.isoformat(), kind=event.kind, source="test-row")
    desk.post(reverse("admin:flows_event_change", args=[event.pk]), cells)
    assert not public("sources").filter(code="test-row").exists()
    page = reverse("admin:flows_event_review", args=[event.pk])
    desk_of("ben", "reviewer").post(page, {"action": "approve_change", "seen": "1,sources:test-row:1"})
    assert Addition.objects.get(code="test-row").public_with == event.pk
    assert public("sources").filter(code="test-row").exists()


def test_an_administrator_deletes_what_nothing_leans_on() -> None:
    desk = desk_of("dan", "administrator")
    add(desk, Source)
    desk.post(reverse("admin:flows_source_delete", args=["test-row"]), {"post": "yes"})
    assert not Source.objects.filter(code="test-row").exists()
    assert not Addition.objects.exists()
    add(desk, Source)
    chosen = {"action": "delete_selected", "_selected_action": ["test-row"], "post": "yes"}
    desk.post(reverse("admin:flows_source_changelist"), chosen)
    assert not Addition.objects.exists()
