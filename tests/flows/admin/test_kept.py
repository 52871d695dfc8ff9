"""A form that is not saved yet is kept on the server, and given back: to whoever entered it, and nobody else."""

import re
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from flows.models import Appearance, KeptForm, Route, Shipment
from tests.flows.admin.test_writing import add, another_desk, entered

pytestmark = pytest.mark.django_db

ADD = reverse("admin:flows_shipment_add")
KEEP = reverse("admin:flows_shipment_keep")
PASSWORD = "a long password"


def shown(desk: Client, address: str = ADD) -> dict[str, Any]:
    form = desk.get(address, {"_kept": "1"}).context["adminform"].form
    return {name: form[name].value() for name in form.fields}


def test_what_is_typed_is_kept_offered_and_taken_up(desk: Client) -> None:
    answer = desk.post(KEEP, entered(Shipment, point="4.8M", supplier="", notes="Half a note"))
    assert "for you alone" in answer.json()["said"]
    page = desk.get(ADD)
    assert "did not save it" in page.text
    assert 'value="4.8M"' not in page.text
    values = shown(desk)
    assert (values["point"], values["notes"], values["recipient"]) == ("4.8M", "Half a note", "ru")
    assert not values["supplier"]
    other = another_desk()
    assert "did not save it" not in other.get(ADD).text
    assert "Half a note" not in other.get(ADD, {"_kept": "1"}).text


def test_saving_and_dropping_end_it(desk: Client) -> None:
    desk.post(KEEP, entered(Shipment))
    assert add(desk, Shipment).status_code == 302
    assert not KeptForm.objects.exists()
    keep_changed = reverse("admin:flows_shipment_keep_changed", args=["test-row"])
    page = reverse("admin:flows_shipment_change", args=["test-row"])
    desk.post(keep_changed, entered(Shipment, notes="A note.", seen="1"))
    assert shown(desk, page)["notes"] == "A note."
    assert desk.post(keep_changed, {"_drop": "1"}).headers["Location"] == page
    assert not KeptForm.objects.exists()


def test_a_record_that_was_changed_meanwhile_is_not_overwritten(desk: Client) -> None:
    add(desk, Shipment)
    page = reverse("admin:flows_shipment_change", args=["test-row"])
    keep_changed = reverse("admin:flows_shipment_keep_changed", args=["test-row"])
    desk.post(keep_changed, entered(Shipment, notes="Mine.", seen="1"))
    another_desk().post(page, entered(Shipment, notes="Theirs.", seen="1"))
    values = shown(desk, page)
    assert (values["notes"], str(values["seen"])) == ("Mine.", "1")


@pytest.mark.parametrize("model", [Appearance, Route])
def test_several_values_and_rows_inside_are_kept(desk: Client, model: Any) -> None:
    name = model._meta.model_name
    leg = {"legs-TOTAL_FORMS": "1", "legs-INITIAL_FORMS": "0", "legs-0-number": "7"}
    desk.post(reverse(f"admin:flows_{name}_keep"), entered(model, **(leg if model is Route else {})))
    page = desk.get(reverse(f"admin:flows_{name}_add"), {"_kept": "1"}).text
    assert ('name="legs-0-number" value="7"' in page) if model is Route else (page.count("checked") == 2)


def test_only_whoever_may_enter_keeps_and_not_too_much(desk: Client, editor: User) -> None:
    assert desk.post(KEEP, {"notes": "x" * 70_000}).status_code == 422
    assert desk.get(KEEP).status_code == 403
    assert desk.post(reverse("admin:flows_shipment_keep_changed", args=["no-such-claim"])).status_code == 403
    editor.user_permissions.clear()
    assert desk.post(KEEP, entered(Shipment)).status_code == 403
    assert not KeptForm.objects.exists()


def lost(desk: Client) -> Any:
    """Sends a form after its session is gone; what comes of it."""
    made_for = re.search(r'name="_for" value="([^"]+)"', desk.get(ADD).text)
    assert made_for is not None
    Session.objects.all().delete()
    cells = entered(Shipment, notes="Written before the session ended.", _for=made_for[1])
    return desk.post(ADD, cells)


def sign_in(client: Client, name: str, to: str) -> Any:
    return client.post(reverse("account_login"), {"login": name, "password": PASSWORD, "next": to}, follow=True)


def test_a_lost_session_gives_the_text_back_after_signing_in(desk: Client, editor: User) -> None:
    answer = lost(desk)
    assert answer.status_code == 302
    assert "_kept" in answer.headers["Location"]
    assert not Shipment.objects.filter(pk="test-row").exists()
    assert "What you sent is kept." in desk.get(answer.headers["Location"], follow=True).text
    assert "What you sent is kept." not in Client().get(reverse("account_login")).text
    back = sign_in(desk, "editor", f"{ADD}?_kept=1")
    assert back.status_code == 200
    assert "Written before the session ended." in back.text
    assert KeptForm.objects.get().by == editor


def test_somebody_else_who_signs_in_gets_nothing(desk: Client) -> None:
    User.objects.create_superuser("another", password=PASSWORD)
    lost(desk)
    assert "Written before" not in sign_in(desk, "another", f"{ADD}?_kept=1").text
    assert not KeptForm.objects.exists()


def test_a_stranger_leaves_nothing_behind() -> None:
    before = Session.objects.count()
    answer = Client().post(ADD, entered(Shipment, _for="made-up"))
    assert "_kept" not in answer.headers["Location"]
    assert Session.objects.count() == before
