"""What is entered is written by the actions, and what is refused is said in plain words."""

from datetime import date
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from flows.models import Actor, Appearance, Event, Indicator, Leg, Rate, Ratio, Route, Shipment, Source
from flows.queries.free_code import free_source_code
from tests.flows.admin.pages import sent_by
from tests.flows.models.rows import SOURCE, VALID

pytestmark = pytest.mark.django_db

ADD = "admin:flows_{}_add"
HEAD = "rok-dia-2025-07-13-152mm"
NO_LEGS = {"legs-TOTAL_FORMS": "0", "legs-INITIAL_FORMS": "0"}


def entered(model: Any, **cells: str) -> dict[str, Any]:
    """What a form sends for a valid row, with some cells changed."""
    values = {name.removesuffix("_id"): str(value) for name, value in VALID[model].items()}
    usual = {"date_precision": "day", "stance": "asserts", "start_basis": "stated"} if "claimed_on" in values else {}
    extra: dict[type, dict[str, Any]] = {
        Route: NO_LEGS,
        Event: {"actors": "ru"},
        Appearance: {"carries": ["figure", "party"]},
    }
    return {**usual, **values, **extra.get(model, {}), **cells}


def add(desk: Client, model: Any, **cells: str) -> Any:
    return desk.post(reverse(ADD.format(model._meta.model_name)), entered(model, **cells))


def errors(answer: Any) -> dict[str, list[str]]:
    assert answer.status_code == 200, "the form was accepted"
    found: dict[str, list[str]] = answer.context["adminform"].form.errors
    return found


@pytest.mark.parametrize("model", [model for model in VALID if model is not Leg], ids=lambda model: model.__name__)
def test_a_row_of_every_table_is_added_and_changed(model: Any, desk: Client, editor: User) -> None:
    assert add(desk, model).status_code == 302
    assert model.objects.filter(pk="test-row").exists()
    page = reverse(f"admin:flows_{model._meta.model_name}_change", args=["test-row"])
    cells = entered(model) if model is Route else entered(model, notes="A note.")
    assert desk.post(page, cells).status_code == 302
    assert model is Route or model.objects.get(pk="test-row").notes == "A note."
    assert LogEntry.objects.filter(user=editor, object_id="test-row").count() == 2


@pytest.mark.parametrize("model", [Shipment, Rate, Ratio, Indicator])
def test_a_new_claim_is_a_draft_of_whoever_entered_it(model: Any, desk: Client, editor: User) -> None:
    add(desk, model, status="published")
    claim = model.objects.get(pk="test-row")
    assert (claim.status, claim.entered_by) == ("draft", editor)


def test_a_code_left_blank_is_made_from_claimant_and_day(desk: Client) -> None:
    for _ in range(2):
        assert add(desk, Shipment, code="", claimed_on="2024-06-13", date_precision="inferred").status_code == 302
    codes = Shipment.objects.filter(code__startswith="kr-mnd-2024-06-13").values_list("code", flat=True)
    assert sorted(codes) == ["kr-mnd-2024-06-13", "kr-mnd-2024-06-13-2"]
    assert list(errors(add(desk, Shipment, code="", claimant=""))) == ["claimant"], "there is nothing to make one from"


@pytest.mark.parametrize(
    ("cells", "field", "words"),
    [
        ({"recipient": "kp"}, "__all__", "Supplier and recipient are two different actors."),
        ({"low": "5"}, "__all__", "The bound says which figures are filled"),
        ({"basis": "capacity-if-full", "stage": "delivered"}, "__all__", "is not a delivery"),
        ({"supersedes": HEAD}, "supersedes", "supersedes only an earlier one"),
        ({"claimed_on": "2999-01-01"}, "claimed_on", "in the future"),
        ({"period_end": "2024-07-01"}, "period_end", "2024-07-01 lies ahead of 2024-06-14"),
        ({"period_start": "2024-06-02", "period_end": "2024-06-01"}, "period_end", "2024-06-01 lies before 2024-06-02"),
        ({"code": "Bad Code"}, "code", "lower-case letters"),
        ({"point": "٤٨x"}, "point", "number"),
    ],
)
def test_what_is_refused_is_said_in_plain_words(desk: Client, cells: dict[str, str], field: str, words: str) -> None:
    found = errors(add(desk, Shipment, **cells))
    assert any(words in message for message in found[field]), found
    assert not Shipment.objects.filter(code="test-row").exists()


def test_an_actor_cannot_lie_in_itself(desk: Client) -> None:
    child = Actor.objects.exclude(part_of=None).select_related("part_of").first()
    assert child is not None
    assert child.part_of is not None
    page = reverse("admin:flows_actor_change", args=[child.part_of_id])
    cells = {"name": child.part_of.name, "kind": child.part_of.kind, "part_of": child.pk}
    assert "leads back" in errors(desk.post(page, cells))["part_of"][0]


def test_the_legs_of_a_route_are_entered_with_it(desk: Client) -> None:
    leg = {
        "number": "1",
        "from_place": "rajin",
        "to_place": "dunai",
        "mode": "ship",
        "distance_basis": "stated",
        "source": SOURCE,
    }
    cells = {
        "legs-TOTAL_FORMS": "2",
        **{f"legs-0-{name}": value for name, value in leg.items()},
        **{
            f"legs-1-{name}": value
            for name, value in {**leg, "number": "2", "from_place": "dunai", "to_place": "rajin"}.items()
        },
    }
    assert add(desk, Route, **cells).status_code == 302
    assert list(Leg.objects.filter(route="test-row").values_list("number", "to_place")) == [(1, "dunai"), (2, "rajin")]
    nowhere = add(desk, Route, code="another", **{**cells, "legs-0-to_place": "rajin"})
    assert nowhere.status_code == 200
    assert "A leg runs between two different places." in nowhere.text
    assert not Route.objects.filter(code="another").exists()


def act(desk: Client, action: str, *codes: str, **cells: str) -> Any:
    asked = {"action": action, "_selected_action": list(codes), **cells}
    return desk.post(reverse("admin:flows_shipment_changelist"), asked, follow=True)


def approve_chosen(desk: Client, *codes: str) -> Any:
    """What comes of choosing claims in the list, reading them on the page that follows and saying yes."""
    sent = sent_by(act(desk, "approve_selected", *codes).text, "approve_selected")
    return desk.post(reverse("admin:flows_shipment_changelist"), sent, follow=True)


def test_submitting_and_approving_from_the_list(desk: Client, editor: User) -> None:
    add(desk, Shipment)
    assert "1 claim submitted." in act(desk, "submit_selected", "test-row").text
    answer = approve_chosen(desk, "test-row")
    assert "whoever entered, changed or submitted it cannot approve it" in answer.text
    assert "Nothing was approved." in answer.text
    other = another_desk()
    assert "1 claim approved." in approve_chosen(other, "test-row").text
    assert Shipment.objects.get(code="test-row").status == "published"
    assert list(LogEntry.objects.filter(change_message="Approved.").values_list("object_id", flat=True)) == ["test-row"]


def test_rejecting_asks_for_the_reason_first(desk: Client) -> None:
    add(desk, Shipment)
    act(desk, "submit_selected", "test-row")
    other = another_desk()
    assert "Reject 1 claim" in act(other, "reject_selected", "test-row").text
    assert "This field is required." in act(other, "reject_selected", "test-row", reason="").text
    assert "1 claim rejected." in act(other, "reject_selected", "test-row", reason="Which shells?").text
    form = desk.get(reverse("admin:flows_shipment_change", args=["test-row"])).text
    assert "Came back with the reason: Which shells?" in form


def another_desk() -> Client:
    """Somebody else who may do everything."""
    client = Client()
    client.force_login(User.objects.create_superuser("another"))
    return client


def test_saving_and_submitting_is_one_step(desk: Client) -> None:
    assert add(desk, Shipment, _submit="1").status_code == 302
    assert Shipment.objects.get(code="test-row").status == "submitted"


def test_a_change_to_a_public_claim_is_proposed_and_approved_on_its_review(desk: Client) -> None:
    claim = Shipment.objects.get(code=HEAD)
    page = reverse("admin:flows_shipment_change", args=[HEAD])
    form = desk.get(page).context["adminform"].form
    cells = {name: "" if value is None else str(value) for name, value in form.initial.items()}
    answer = desk.post(page, {**cells, "notes": "A better note.", "seen": "1"}, follow=True)
    assert "The change is proposed" in answer.text
    assert "Approve the change" not in answer.text
    assert Shipment.objects.get(code=HEAD).notes == claim.notes
    review = reverse("admin:flows_shipment_review", args=[HEAD])
    other = another_desk()
    assert "A better note." in other.get(review).text
    assert "the change is public now" in other.post(review, {"action": "approve_change", "seen": "1"}, follow=True).text
    assert Shipment.objects.get(code=HEAD).notes == "A better note."


def test_the_second_editor_sees_both_versions_and_chooses(desk: Client) -> None:
    add(desk, Shipment)
    page = reverse("admin:flows_shipment_change", args=["test-row"])
    other = another_desk()
    assert 'name="seen" value="1"' in other.get(page).text
    assert desk.post(page, entered(Shipment, notes="First.", seen="1")).status_code == 302
    answer = other.post(page, entered(Shipment, notes="Second.", point="5", seen="1"))
    assert "editor saved version 2 meanwhile" in answer.text
    clashes = {one.field: (one.theirs, one.mine) for one in answer.context["adminform"].form.clashes}
    assert clashes == {"Notes": ("First.", "Second."), "Point": ("1000", "5")}
    assert Shipment.objects.get(code="test-row").notes == "First."
    assert 'name="seen" value="2"' in answer.text
    assert other.post(page, entered(Shipment, notes="Second.", point="5", seen="2")).status_code == 302
    assert Shipment.objects.get(code="test-row").notes == "Second."


def test_the_history_page_shows_changes_and_the_record_of_a_day(desk: Client) -> None:
    add(desk, Shipment)
    page = reverse("admin:flows_shipment_history", args=["test-row"])
    desk.post(reverse("admin:flows_shipment_change", args=["test-row"]), entered(Shipment, point="5", seen="1"))
    text = desk.get(page).text
    assert "<td>1,000</td>" in text
    assert "<td>5</td>" in text
    today = Shipment.objects.get(code="test-row").recorded_at.date()
    assert "As recorded on" in desk.get(page, {"recorded_on": today.isoformat()}).text
    assert "Not on record yet." in desk.get(page, {"recorded_on": "2020-01-01"}).text
    assert "Enter a valid date." in desk.get(page, {"recorded_on": "soon"}).text
    answer = desk.post(page, {"restore": "1"}, follow=True)
    assert "Revision 1 is back, and not public." in answer.text
    assert Shipment.objects.get(code="test-row").point == 1000


def test_retracting_asks_for_the_reason_first(desk: Client) -> None:
    asked = act(desk, "retract_selected", HEAD)
    assert "Retract 1 claim" in asked.text
    assert HEAD in asked.text
    assert Shipment.objects.get(code=HEAD).status == "published"
    again = act(desk, "retract_selected", HEAD, reason="")
    assert "This field is required." in again.text
    done = act(desk, "retract_selected", HEAD, reason="Misread the unit.")
    assert "1 claim retracted." in done.text
    claim = Shipment.objects.get(code=HEAD)
    assert (claim.status, claim.retraction_reason) == ("retracted", "Misread the unit.")
    assert LogEntry.objects.filter(object_id=HEAD, change_message="Retracted: Misread the unit.").exists()


def test_a_draft_cannot_be_retracted(desk: Client) -> None:
    add(desk, Shipment)
    answer = act(desk, "retract_selected", "test-row", reason="A reason.")
    assert "only a published claim can be retracted" in answer.text
    assert "Nothing was retracted." in answer.text


def test_what_another_write_broke_meanwhile_is_said_and_not_raised(
    desk: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: Any, **__: Any) -> None:
        raise ValidationError("Somebody else took the code.")

    monkeypatch.setattr("flows.admin.entry.record", refuse)
    answer = desk.post(reverse(ADD.format("shipment")), entered(Shipment), follow=True)
    assert "Somebody else took the code." in answer.text
    assert not LogEntry.objects.filter(object_id="test-row").exists()


@pytest.mark.parametrize("model", [Shipment, Actor])
def test_a_code_is_editable_until_readers_see_the_record(desk: Client, model: Any) -> None:
    add(desk, model)
    name = model._meta.model_name
    page = reverse(f"admin:flows_{name}_change", args=["test-row"])
    assert 'name="code"' in desk.get(page).text
    assert "lower-case" in str(errors(desk.post(page, entered(model, code="No Code", seen="1")))["code"])
    answer = desk.post(page, entered(model, code="a-better-code", notes="More.", seen="1", _continue="1"))
    assert answer.headers["Location"] == reverse(f"admin:flows_{name}_change", args=["a-better-code"])
    assert model.objects.get(pk="a-better-code").notes == "More."
    assert not model.objects.filter(pk="test-row").exists()
    public = model.objects.exclude(pk="a-better-code").filter(**({"status": "published"} if model is Shipment else {}))
    assert 'name="code"' not in desk.get(reverse(f"admin:flows_{name}_change", args=[public.first().pk])).text


def test_a_code_that_others_hang_on_is_refused_in_words(desk: Client) -> None:
    add(desk, Shipment)
    page = reverse("admin:flows_shipment_change", args=["test-row"])
    answer = another_desk().post(page, entered(Shipment, code="a-better-code", seen="1"), follow=True)
    assert "Somebody else wrote a part of it: its code stays." in answer.text
    assert Shipment.objects.filter(pk="test-row").exists()


def test_a_code_made_of_a_title_ends_at_a_word() -> None:
    title = "Seoul counts the containers that went on their long way northwards to the border"
    code = free_source_code(title, date(2024, 6, 14))
    assert code == "2024-06-14-seoul-counts-the-containers-that-went-on-their"
    assert free_source_code("x" * 90, None) == "x" * 60


def test_a_claim_in_review_says_before_and_after_that_saving_takes_it_out(desk: Client, editor: User) -> None:
    add(desk, Shipment, _submit="1")
    page = reverse("admin:flows_shipment_change", args=["test-row"])
    assert "Once you save a change to it, it is a draft again" in desk.get(page).text
    said = desk.post(page, entered(Shipment, notes="A note."), follow=True).text
    assert "It was in review, and is a draft again" in said
    assert Shipment.objects.get(pk="test-row").status == "draft"
    assert "Once you save a change to it" not in desk.get(page).text
    said = desk.post(page, entered(Shipment, notes="Another.", _submit="1"), follow=True).text
    assert Shipment.objects.get(pk="test-row").status == "submitted"
    assert "is a draft again" not in said


def test_the_day_of_a_document_that_is_entered_in_full_is_known_to_the_day(desk: Client) -> None:
    assert add(desk, Source, published_on="14 June 2024", date_precision="").status_code == 302
    assert Source.objects.get(pk="test-row").date_precision == "day"


def test_a_list_bears_the_name_of_its_table(desk: Client) -> None:
    text = desk.get(reverse("admin:flows_shipment_changelist")).text
    assert "<h1>Shipments</h1>" in text
    assert "to change" not in text
