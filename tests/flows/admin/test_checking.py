"""Before saving: what a claim may repeat, what it may replace, what it would change. Nothing is written."""

from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from flows.models import Indicator, Rate, Ratio, Shipment, Source
from tests.flows.admin.test_writing import entered
from tests.flows.models.rows import insert

pytestmark = pytest.mark.django_db

SHELLS = "rok-mnd-2024-06-14-shells"
HEAD = "rok-dia-2025-07-13-152mm"


def check(desk: Client, model: Any = Shipment, existing: str | None = None, **cells: str) -> Any:
    name = f"admin:flows_{model._meta.model_name}_check"
    address = reverse(f"{name}_changed", args=[existing]) if existing else reverse(name)
    return desk.post(address, entered(model, **cells))


@pytest.fixture
def newer(db: None) -> dict[str, str]:
    """A later running total than any on record by the same claimant."""
    head = Shipment.objects.get(pk=HEAD)
    source = Source.objects.create(
        code="test-source",
        publisher="A test",
        title="A test",
        url="https://example.org/later",
        published_on="2026-01-10",
        date_precision="day",
        language="en",
        kind="original",
        reliability="A",
        accessed_on="2026-01-11",
    )
    return {
        "claimant": head.claimant_id,
        "source": source.pk,
        "claimed_on": "2026-01-10",
        "munition": head.munition_id,
        "stage": head.stage,
        "basis": head.basis,
        "bound": "up-to",
        "point": "",
        "high": "15 million",
    }


def test_an_update_is_suggested_with_what_it_would_change(desk: Client, newer: dict[str, str]) -> None:
    answer = check(desk, **newer)
    assert [one.code for one in answer.context["suggestions"]] == [HEAD]
    told = " ".join(sentence for change in answer.context["changes"] for sentence in change.sentences)
    assert "This claim would be a head: up to 15 million" in told
    assert "The span of rounds shipped" in told


def test_with_the_supersession_chosen_the_old_head_falls(desk: Client, newer: dict[str, str]) -> None:
    answer = check(desk, **newer, supersedes=HEAD)
    assert answer.context["suggestions"] == ()
    told = [sentence for change in answer.context["changes"] for sentence in change.sentences]
    assert f"Left out from then on: {HEAD}, superseded." in told
    assert not Shipment.objects.filter(pk="test-row").exists()


def test_a_reading_that_fell_with_its_group_is_not_suggested(desk: Client) -> None:
    answer = check(desk, bound="up-to", point="", high="4.8M", basis="capacity-if-full")
    assert "rok-mnd-2024-02-26-122mm" not in [one.code for one in answer.context["suggestions"]]


def test_a_repeated_claim_is_named(desk: Client) -> None:
    answer = check(desk, bound="up-to", point="", high="4,800,000", claimed_on="2024-06-13", source="")
    assert answer.context["faults"], "without a source the form is not complete"
    answer = check(desk, bound="up-to", point="", high="4,800,000", claimed_on="2024-06-13")
    found = {one["code"]: one["reason"] for one in answer.context["alike"]}
    assert found["rok-mnd-2024-06-14-shells"] == "The same claimant, parties and figure, 1 day apart."


@pytest.mark.parametrize("model", [Rate, Ratio, Indicator])
def test_other_kinds_of_claims_are_checked_for_repetition(desk: Client, model: Any) -> None:
    desk.post(reverse(f"admin:flows_{model._meta.model_name}_add"), entered(model))
    answer = check(desk, model, code="another-row")
    assert "test-row" in [one["code"] for one in answer.context["alike"]]


def of(model: Any, code: str) -> dict[str, str]:
    """The cells of a stored claim as its form sends them."""
    row = model.objects.get(pk=code)
    return {
        field.name: str(value)
        for field in row._meta.concrete_fields
        if (value := getattr(row, field.attname)) not in (None, "")
    }


def told(answer: Any) -> dict[str, list[str]]:
    """What the report says would change, page by page."""
    assert answer.context["faults"] == []
    return {change.address: list(change.sentences) for change in answer.context["changes"]}


def test_a_public_claim_is_compared_with_itself(desk: Client) -> None:
    low = Shipment.objects.get(pk=HEAD).low
    cells = of(Shipment, HEAD) | {"low": "13 million", "derived_from": "", "factor": ""}
    answer = desk.post(reverse("admin:flows_shipment_check_changed", args=[HEAD]), cells)
    assert any("Until now it reads" in one for sentences in told(answer).values() for one in sentences)
    assert Shipment.objects.get(pk=HEAD).low == low


def test_the_computed_ratios_of_a_story_are_told_before_and_after(desk: Client) -> None:
    cells = of(Shipment, SHELLS) | {"high": "5.8 million", "derived_from": "", "factor": ""}
    answer = desk.post(reverse("admin:flows_shipment_check_changed", args=[SHELLS]), cells)
    before, after, gone, new = told(answer)["/stories/june-2024/"]
    assert before.startswith("The ratios, before: ")
    assert "up to 4.8 to 1, or 9.6, or 16" in before
    assert "up to 5.8 to 1, or 12, or 20" in after
    assert gone.startswith("No longer compared: up to 4.8 million")
    assert new.startswith("New in the comparison: up to 5.8 million")


def test_a_new_head_changes_the_front_page_and_the_pairs_and_says_why_they_are_not_comparable(
    desk: Client, newer: dict[str, str]
) -> None:
    found = told(check(desk, **newer, supersedes=HEAD))
    assert [one.split(":")[0] for one in found["/"]] == ["The first sentences, before", "The first sentences, after"]
    assert "at least 12 million" in found["/"][0]
    assert "at least 12 million" not in found["/"][1]
    pairs = found["/compare/"]
    assert any(one.startswith("New: up to ") and "not comparable: " in one for one in pairs)
    assert any(one.startswith("No longer: ") for one in pairs)


def test_a_flow_that_begins_says_how_its_page_will_begin(desk: Client) -> None:
    found = told(check(desk, supplier="ir", recipient="ua"))
    assert "The page begins, before: No claim recorded." in found["/flows/ir/ua/artillery-round/"]
    after = next(one for one in found["/flows/ir/ua/artillery-round/"] if one.startswith("The page begins, after"))
    assert "The only figure that stands is " in after
    assert "/" not in found


def test_a_rate_says_which_figure_would_be_the_newest_and_what_it_may_update(desk: Client) -> None:
    old = Rate.objects.filter(status="published", activity="fired", actor="ru").latest("claimed_on")
    cells = {"claimant": old.claimant_id, "munition": old.munition_id, "per": old.per, "place": old.place_id or ""}
    day = {"claimed_on": "2026-05-01", "date_precision": "inferred"}
    answer = check(desk, Rate, **cells, **day)
    (sentences,) = told(answer).values()
    assert any(one.startswith("The newest figure, before: ") for one in sentences)
    assert any(one.startswith("The newest figure, after: about 1,000 ") for one in sentences)
    assert old.code in [one.code for one in answer.context["suggestions"]]
    chosen = told(check(desk, Rate, **cells, **day, supersedes=old.code))
    assert any(one.startswith("Marked as superseded from then on: ") for one in next(iter(chosen.values())))


@pytest.mark.parametrize(
    ("model", "page"), [(Ratio, "/ratios/?compared=guns"), (Indicator, "/indicators/?name=a-test")]
)
def test_a_ratio_and_an_indicator_say_which_figure_would_be_the_newest(desk: Client, model: Any, page: str) -> None:
    insert(Source)
    answer = check(desk, model, source="test-row", claimed_on="2026-05-01", date_precision="inferred")
    assert "update of" not in answer.text
    assert any(one.startswith("The newest figure, after: ") for one in told(answer)[page])
    early = told(check(desk, Ratio, claimed_on="2022-03-01", date_precision="inferred"))["/ratios/?compared=guns"]
    assert not any(one.startswith("The newest figure, after") for one in early)


@pytest.mark.parametrize("model", [Shipment, Rate, Ratio, Indicator])
def test_no_check_writes_anything(desk: Client, model: Any, newer: dict[str, str]) -> None:
    with CaptureQueriesContext(connection) as queries:
        assert check(desk, model, **(newer if model is Shipment else {})).context["faults"] == []
    written = [query["sql"] for query in queries if query["sql"].split()[0] in ("INSERT", "UPDATE", "DELETE")]
    assert written == []


def test_faults_are_said_first(desk: Client) -> None:
    faults = {fault["field"]: fault["messages"] for fault in check(desk, point="4.800").context["faults"]}
    assert "4,800 or 4.8" in faults["Point"][0]


def test_the_page_without_scripts_saves_what_was_checked(desk: Client) -> None:
    answer = check(desk, point="4.8 million")
    assert 'name="point" value="4.8 million"' in answer.text
    assert desk.post(answer.context["save_address"], dict(answer.context["sent"])).status_code == 302
    assert Shipment.objects.get(pk="test-row").point == 4_800_000


def test_only_editors_check_and_only_by_post(desk: Client, editor: User) -> None:
    address = reverse("admin:flows_shipment_check")
    assert desk.get(address).status_code == 404
    assert desk.post(reverse("admin:flows_shipment_check_changed", args=["no-such-claim"])).status_code == 404
    editor.user_permissions.set(Permission.objects.filter(codename__startswith="view_"))
    assert desk.post(address).status_code == 403
