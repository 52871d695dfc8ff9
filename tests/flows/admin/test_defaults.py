"""What the form of a new claim fills in from the document, the last claim and the flow; and its sentence."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from flows.admin.defaults import defaults
from flows.models import Indicator, Rate, Ratio, Shipment, Source
from tests.flows.admin.test_writing import add, another_desk, entered
from tests.flows.models.rows import insert

pytestmark = pytest.mark.django_db


@pytest.fixture
def document(db: None) -> str:
    """A document that no claim rests on yet."""
    insert(Source, published_on="2024-07-02", date_precision="month")
    return "test-row"


def ask(desk: Client, **cells: str) -> dict[str, Any]:
    answer: dict[str, Any] = desk.post(reverse("admin:flows_shipment_defaults"), cells).json()
    return answer


def values(found: dict[str, Any]) -> dict[str, str]:
    return {name: one["value"] for name, one in found["fields"].items()}


def test_a_document_gives_its_day_and_nothing_else(desk: Client, document: str) -> None:
    assert values(ask(desk, source=document)) == {"claimed_on": "2024-07-02", "date_precision": "month"}
    assert values(ask(desk, source=document, claimed_on="2024-07-01")) == {"date_precision": "month"}
    assert ask(desk)["fields"] == {}


def test_what_was_filled_in_is_marked_after_a_refused_save_while_it_is_unchanged(desk: Client) -> None:
    cells = {"point": "", "stage": "shipped", "basis": "declared"}
    marks = ["stage|as in an-example|shipped", "basis|as in an-example|estimate", "no-field|why|"]
    answer = add(desk, Shipment, **cells, _filled=marks)  # type: ignore[arg-type]
    assert answer.status_code == 200
    assert {name: one["why"] for name, one in answer.context["filled_in"].items()} == {"stage": "as in an-example"}


def test_a_claimant_gives_the_flow_of_their_last_claim_and_what_it_rests_on(desk: Client, document: str) -> None:
    newest = Shipment.objects.filter(claimant="kr-mnd").order_by("-claimed_on", "-recorded_at", "pk").first()
    assert newest is not None
    found = ask(desk, source=document, claimant="kr-mnd")["fields"]
    assert found["supplier"] == {
        "field": "Supplier",
        "value": newest.supplier_id,
        "label": str(newest.supplier),
        "why": f"as in {newest.pk}, the last by this claimant",
    }
    assert found["stage"]["value"] == newest.stage
    assert {"bound", "low", "point", "high", "statement", "supersedes", "period_start"}.isdisjoint(found)


def test_another_thing_than_ever_goes_between_the_parties_as_before(desk: Client, document: str) -> None:
    cells = {"source": document, "claimant": "kr-mnd", "munition": "tank-gun-round"}
    assert not Shipment.objects.filter(claimant="kr-mnd", munition="tank-gun-round").exists()
    found = values(ask(desk, **cells))
    assert (found["supplier"], found["recipient"]) == ("kp", "ru")
    assert "stage" not in found
    assert "supplier" not in values(ask(desk, **{**cells, "recipient": "fr"}))


def test_what_is_given_decides_and_what_was_filled_in_gives_way(desk: Client, document: str) -> None:
    example = Shipment.objects.filter(claimant="kr-mnd", munition="container").latest("claimed_on")
    cells = {"source": document, "claimant": "kr-mnd", "munition": "container", "stage": "pledged", "basis": "estimate"}
    found = values(ask(desk, **cells, _held="stage,basis"))
    assert (found["stage"], found["basis"]) == (example.stage, example.basis)
    assert "munition" not in found
    assert "stage" not in values(ask(desk, **cells))


def test_the_last_claim_from_the_same_document_is_followed(desk: Client, document: str) -> None:
    add(desk, Shipment, source=document, claimant="nato", speaker="A speaker", credibility="2", stage="delivered")
    found = ask(desk, source=document)["fields"]
    assert {name: found[name]["value"] for name in ("claimant", "speaker", "supplier", "stage", "credibility")} == {
        "claimant": "nato",
        "speaker": "A speaker",
        "supplier": "kp",
        "stage": "delivered",
        "credibility": "2",
    }
    assert found["supplier"]["why"] == "as in test-row, your last claim"
    assert found["claimant"]["why"] == "as in every claim from this document"
    assert "supplier" not in values(ask(desk, source=document, claimant="ua-hur", recipient="fr"))
    other = ask(another_desk(), source=document)["fields"]
    assert other["claimant"]["value"] == "nato"
    assert other["supplier"]["why"] == "as in test-row, the last from this document"


def test_a_document_with_two_voices_gives_none(desk: Client, document: str) -> None:
    add(desk, Shipment, source=document)
    add(desk, Rate, source=document, claimant="nato", code="another")
    assert "claimant" not in values(ask(another_desk(), source=document))


@pytest.mark.parametrize("model", [Shipment, Rate, Ratio, Indicator])
def test_another_claim_begins_with_the_document_of_the_last(desk: Client, document: str, model: Any) -> None:
    answer = add(desk, model, source=document, _addanother="1")
    page = desk.get(answer.headers["Location"])
    form = page.context["adminform"].form
    assert (form["source"].value(), form["claimant"].value()) == (document, "kr-mnd")
    assert "claimant" in page.context["filled_in"]
    assert "check it against the document" in page.text


def test_the_sentence_is_made_of_the_fields_once_they_say_enough(desk: Client) -> None:
    cells = entered(Shipment, statement="", code="", credibility="")
    assert ask(desk, **cells)["sentence"].endswith(
        "said that 1,000 artillery rounds had gone from North Korea to Russia."
    )
    assert ask(desk, **{**cells, "point": ""})["sentence"] == ""
    assert ask(desk, **{**cells, "point": "4.800"})["sentence"] == ""


def test_only_editors_are_told_and_only_by_post(desk: Client, editor: User) -> None:
    assert desk.get(reverse("admin:flows_shipment_defaults")).status_code == 403
    editor.user_permissions.clear()
    assert desk.post(reverse("admin:flows_shipment_defaults")).status_code == 403


def test_it_takes_few_queries(editor: User, document: str) -> None:
    with CaptureQueriesContext(connection) as queries:
        defaults("shipments", {"source": document, "claimant": "kr-mnd"}, editor)
    assert len(queries) == 8, "document, its claims in four tables, one's last, the claimant's twice"
