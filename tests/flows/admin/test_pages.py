"""Every table's list, search, filters, form and history answer, with a fixed number of queries."""

import re
from typing import Any

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.auth.models import Permission, User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from flows.models import (
    Addition,
    Assignment,
    EvidenceCheck,
    FileReading,
    KeptForm,
    Leg,
    Merge,
    Moment,
    Passage,
    Proposal,
    Received,
    Revision,
    Shipment,
    Upload,
)
from flows.models.claims import Claim

pytestmark = pytest.mark.django_db

KEPT = (
    Addition,
    Assignment,
    EvidenceCheck,
    FileReading,
    KeptForm,
    Leg,
    Merge,
    Moment,
    Passage,
    Proposal,
    Received,
    Revision,
    Upload,
)
MODELS = [model for model in apps.get_app_config("flows").get_models() if model not in KEPT]
SHELLS = "rok-mnd-2024-06-14-shells"


def address(model: Any, page: str, *arguments: Any) -> str:
    return reverse(f"admin:flows_{model._meta.model_name}_{page}", args=arguments)


def first(model: Any) -> Any:
    """A row of every table; overlaps may have none yet."""
    found = model._default_manager.order_by("pk").first()
    if found is not None:
        return found
    pytest.fail(f"the seeds hold no {model._meta.verbose_name}")


def test_every_table_is_registered() -> None:
    assert {model for model in admin.site._registry if model._meta.app_label == "flows"} == set(MODELS)
    inlines = admin.site._registry[apps.get_model("flows", "Route")].inlines
    assert [inline.model for inline in inlines] == [Leg]


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_the_list_answers_with_search_and_every_filter(model: Any, desk: Client) -> None:
    listed = desk.get(address(model, "changelist"))
    assert listed.status_code == 200
    row = first(model)
    found = desk.get(address(model, "changelist"), {"q": row.pk})
    assert row.pk in [one.pk for one in found.context["cl"].result_list]
    assert desk.get(address(model, "changelist"), {"q": "no such thing anywhere"}).context["cl"].result_count == 0
    filters = listed.context["cl"].filter_specs
    for one in filters:
        choices = [choice["query_string"] for choice in one.choices(listed.context["cl"])]
        assert desk.get(address(model, "changelist") + choices[-1]).status_code == 200


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_the_queries_of_a_list_do_not_grow_with_its_rows(
    model: Any, desk: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def queries(page_size: int) -> int:
        monkeypatch.setattr(admin.site._registry[model], "list_per_page", page_size)
        with CaptureQueriesContext(connection) as captured:
            desk.get(address(model, "changelist"))
        return len(captured)

    queries(1)
    assert queries(2) == queries(40) <= 22


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_the_forms_answer(model: Any, desk: Client) -> None:
    row = first(model)
    for page in (address(model, "add"), address(model, "change", row.pk), address(model, "history", row.pk)):
        with CaptureQueriesContext(connection) as captured:
            assert desk.get(page).status_code == 200
        assert len(captured) < 45, page


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_a_code_is_fixed_once_it_is_given(model: Any, desk: Client) -> None:
    assert 'name="code"' in desk.get(address(model, "add")).text
    assert 'name="code"' not in desk.get(address(model, "change", first(model).pk)).text


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_no_page_has_an_inline_script_or_style(model: Any, desk: Client) -> None:
    for page in (address(model, "changelist"), address(model, "add"), address(model, "change", first(model).pk)):
        answer = desk.get(page)
        assert "'unsafe-inline'" not in answer.headers["Content-Security-Policy"]
        scripts = re.findall(r"<script\b[^>]*>", answer.text)
        assert all(
            "src=" in script or 'type="application/json"' in script or "type='application" in script
            for script in scripts
        )
        assert "<style" not in answer.text
        assert not re.search(r"<[^>]+\s(?:style|on\w+)=", answer.text)


@pytest.mark.parametrize("model", [model for model in MODELS if issubclass(model, Claim)], ids=lambda m: m.__name__)
def test_a_claim_is_listed_by_its_quotable_phrase_and_never_deleted(model: Any, desk: Client) -> None:
    page = desk.get(address(model, "changelist")).context["cl"]
    assert all(re.search(r"\(.*\d{4}.*\)$", claim.quotation) for claim in page.result_list)
    superuser = User.objects.create_superuser("all-powerful")
    client = Client()
    client.force_login(superuser)
    assert client.get(address(model, "delete", first(model).pk)).status_code == 403
    assert "delete_selected" not in client.get(address(model, "changelist")).text


def test_a_capacity_keeps_its_words_and_its_successor(desk: Client) -> None:
    text = desk.get(address(Shipment, "change", SHELLS)).text
    assert "up to 4.8 million" in text
    assert "could hold" in text
    assert "superseded 24 July 2024" in text
    assert address(Shipment, "change", "rok-mnd-2024-07-24-152mm") in text
    assert 'value="4800000"' in text


def test_the_meaning_of_a_code_is_on_the_form(desk: Client) -> None:
    text = desk.get(address(Shipment, "add")).text
    assert "What the counted containers or ships could hold; not what they held." in text


def test_the_fields_stand_in_the_order_of_an_article(desk: Client) -> None:
    text = desk.get(address(Shipment, "add")).text
    headings = ["Who said it, where, when", "Who to whom", "What and how much", "how sure", "How it relates to earlier"]
    places = [text.index(heading) for heading in headings]
    assert places == sorted(places)


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_strangers_and_staff_without_permission_see_nothing(model: Any) -> None:
    assert Client().get(address(model, "changelist")).status_code == 302
    client = Client()
    client.force_login(User.objects.create_user("newcomer", is_staff=True))
    assert client.get(address(model, "changelist")).status_code == 403
    assert client.get(address(model, "add")).status_code == 403


def test_who_may_only_look_cannot_write() -> None:
    reader = User.objects.create_user("reader", is_staff=True)
    reader.user_permissions.set(
        Permission.objects.filter(codename__startswith="view_", content_type__app_label="flows")
    )
    client = Client()
    client.force_login(reader)
    listed = client.get(address(Shipment, "changelist"))
    assert listed.status_code == 200
    assert "retract_selected" not in listed.text
    assert client.post(address(Shipment, "change", SHELLS), {"statement": "Other."}).status_code == 403
    asked = {"action": "retract_selected", "_selected_action": [SHELLS], "reason": "No.", "index": "0"}
    client.post(address(Shipment, "changelist"), asked)
    assert Shipment.objects.get(code=SHELLS).status == "published"


def test_the_choices_of_an_autocomplete_are_found_by_name(desk: Client) -> None:
    asked = {"term": "korea", "app_label": "flows", "model_name": "shipment", "field_name": "supplier"}
    answer = desk.get(reverse("admin:autocomplete"), asked)
    assert "kp" in {choice["id"] for choice in answer.json()["results"]}
