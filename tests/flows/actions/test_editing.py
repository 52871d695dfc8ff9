"""Recording, revising, retracting: what each refuses, in plain words, and that nothing is half done."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError

from flows import models
from flows.actions.propose import propose
from flows.actions.record import record, revise
from flows.actions.retract import retract
from flows.importing.days import latest_day
from flows.models import Indicator, Rate, Shipment
from flows.queries.rows import MODEL_OF_KIND
from tests.flows.models.rows import VALID, row

pytestmark = pytest.mark.django_db

DAY = date(2024, 6, 14)
HEAD = "rok-dia-2025-07-13-152mm"


def drafted(model: Any = Shipment, **values: Any) -> Any:
    """A claim recorded as a draft."""
    claim = row(model, **values)
    record(claim)
    return claim


def refusal(action: Any, *arguments: Any) -> dict[str, list[str]]:
    """What an action says when it refuses."""
    with pytest.raises(ValidationError) as raised:
        action(*arguments)
    found: dict[str, list[str]] = (
        raised.value.message_dict if hasattr(raised.value, "error_dict") else {"": raised.value.messages}
    )
    return found


@pytest.mark.parametrize("model", MODEL_OF_KIND.values(), ids=lambda model: model.__name__)
def test_a_valid_row_of_every_table_is_recorded(model: Any) -> None:
    new = row(model)
    record(new)
    assert model.objects.filter(pk=new.pk).exists()


def test_a_leg_is_written_with_its_route() -> None:
    assert refusal(record, row(models.Leg)) == {"": ["A leg is written with its route."]}
    assert refusal(revise, models.Leg.objects.first()) == {"": ["A leg is written with its route."]}


def test_a_new_claim_is_a_draft_with_the_name_of_who_entered_it() -> None:
    editor = User.objects.create_user("editor")
    claim = row(Shipment)
    record(claim, by=editor)
    stored = Shipment.objects.get(code="test-row")
    assert (stored.status, stored.entered_by) == ("draft", editor)
    assert "status" in refusal(record, row(Shipment, code="other", status="published"))


def test_a_code_is_given_once() -> None:
    drafted()
    assert "code" in refusal(record, row(Shipment))
    assert refusal(record, row(Rate)) == {"code": ["The code is already one of the shipments."]}


def test_every_broken_rule_of_a_row_is_said_at_its_field_or_in_words() -> None:
    found = refusal(record, row(Shipment, stage="sent", claimed_on=None, code="Bad Code"))
    assert {"stage", "claimed_on", "code"} <= found.keys()
    assert refusal(record, row(Shipment, recipient_id="kp")) == {
        NON_FIELD_ERRORS: ["Supplier and recipient are two different actors."]
    }
    assert not Shipment.objects.filter(code="test-row").exists()


@pytest.mark.parametrize(
    ("values", "field", "words"),
    [
        ({"claimed_on": latest_day() + timedelta(days=2)}, "claimed_on", "in the future"),
        ({"supersedes_id": HEAD}, "supersedes", "only an earlier one"),
        ({"supersedes_id": "rok-mnd-2024-06-14-shells"}, "supersedes", "already has a successor"),
        ({"statement": "A bell\x07."}, "statement", "Control characters"),
        ({"period_end": date(2024, 7, 1)}, "period_end", "cannot end after"),
        ({"period_end": date(2024, 7, 1)}, "period_end", "take 2024-06-14 or an earlier day, or a stage of a promise"),
        (
            {"period_start": date(2024, 6, 2), "period_end": date(2024, 6, 1)},
            "period_end",
            "2024-06-01 lies before 2024-06-02, when it starts: take that or a later day.",
        ),
    ],
)
def test_rules_between_rows_are_said_at_the_field(values: dict[str, Any], field: str, words: str) -> None:
    found = refusal(record, row(Shipment, **values))
    assert any(words in message for message in found[field])


def test_a_source_published_before_the_statement_is_noticed() -> None:
    models.Source.objects.filter(code=VALID[Shipment]["source_id"]).update(
        published_on=DAY - timedelta(days=2), date_precision="day"
    )
    assert any("after the source" in message for message in refusal(record, row(Shipment))["claimed_on"])


@pytest.mark.parametrize(("model", "field"), [(models.Actor, "part_of"), (models.Munition, "parent")])
def test_a_tree_stays_a_tree(model: Any, field: str) -> None:
    child = model.objects.exclude(**{field: None}).first()
    above = getattr(child, field)
    setattr(above, field, child)
    found = refusal(revise, above)
    assert any("leads back" in message for message in found[field])


def test_revising_changes_a_row_and_never_its_status() -> None:
    claim = drafted()
    claim.speaker = "A speaker"
    revise(claim)
    assert Shipment.objects.get(code="test-row").speaker == "A speaker"
    claim.status = "published"
    assert "status" in refusal(revise, claim)


def test_only_what_is_recorded_can_be_revised() -> None:
    assert refusal(revise, row(Shipment)) == {"": ["test-row is not recorded yet."]}


def test_a_revision_that_breaks_another_claim_is_refused_for_it() -> None:
    origin = Shipment.objects.get(code="rok-mnd-2024-06-14-containers")
    origin.claimed_on = date(2024, 6, 15)
    origin.source = models.Source.objects.filter(published_on=None).first() or origin.source
    origin.date_precision = "inferred"
    found = refusal(propose, origin, User.objects.create_user("editor"))
    assert any("rok-mnd-2024-06-14-shells would no longer hold" in message for message in found[NON_FIELD_ERRORS])


def test_retracting_keeps_the_record_with_its_reason() -> None:
    claim = Shipment.objects.get(code=HEAD)
    assert retract([claim], " Misread the unit. ") == 1
    stored = Shipment.objects.get(code=HEAD)
    assert (stored.status, stored.retraction_reason) == ("retracted", "Misread the unit.")


@pytest.mark.parametrize("reason", ["", "  ", "x" * 401, "A bell\x07."])
def test_a_retraction_needs_a_fit_reason(reason: str) -> None:
    claims = list(Indicator.objects.all()[:2])
    assert len(refusal(retract, claims, reason)[""]) == 1
    assert not Indicator.objects.filter(status="retracted").exists()


def test_only_what_is_public_can_be_retracted() -> None:
    public, draft = Shipment.objects.get(code=HEAD), drafted()
    assert "only a published claim" in refusal(retract, [public, draft], "A reason.")[""][0]
    assert Shipment.objects.get(code=HEAD).status == "published"
