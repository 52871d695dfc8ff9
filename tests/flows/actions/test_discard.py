"""Drafts that come to nothing: put away with their history, and brought back."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from flows.actions.discard import bring_back, discard
from flows.actions.history import authors
from flows.actions.record import revise
from flows.actions.review import approve, reject, submit
from flows.actions.values import snapshot
from flows.models import Indicator, Rate, Ratio, Revision, Shipment
from flows.queries.alike import alike
from flows.queries.data_version import data_version
from flows.queries.waiting import unpublished
from tests.flows.actions.people import drafted, fresh, person, published, submitted

pytestmark = pytest.mark.django_db


def refused(action: Any, *arguments: Any) -> list[str]:
    with pytest.raises(ValidationError) as raised:
        action(*arguments)
    return raised.value.messages


@pytest.mark.parametrize("model", [Shipment, Rate, Ratio, Indicator])
def test_a_discarded_draft_keeps_its_history_and_comes_back_as_it_was(model: Any) -> None:
    claim = drafted(model)
    before, version = snapshot(claim), data_version()
    assert discard([claim], person("author")) == 1
    claim = fresh(claim)
    assert claim.status == "discarded"
    verbs = Revision.objects.filter(code=claim.pk).order_by("number").values_list("verb", flat=True)
    assert list(verbs) == ["entered", "discarded"]
    assert claim.pk not in {one.code for one in unpublished()}
    bring_back(claim, person("another"))
    assert snapshot(fresh(claim)) == before
    assert data_version() == version


def test_it_waits_for_nobody_and_is_not_taken_for_the_same_again() -> None:
    claim = drafted()
    values = {field.name: getattr(claim, field.attname) for field in claim._meta.concrete_fields}
    assert [one.code for one in alike("shipments", values)] == [claim.pk]
    discard([claim], person("author"))
    assert alike("shipments", values) == ()
    assert "discarded" in refused(submit, [fresh(claim)], person("author"))[0]


def test_what_it_would_have_superseded_is_free_for_another() -> None:
    older = published(code="older", claimed_on=date(2024, 6, 1), date_precision="inferred")
    claim = drafted(supersedes_id=older.pk)
    discard([claim], person("author"))
    other = drafted(code="other", supersedes_id=older.pk)
    with pytest.raises(ValidationError):
        bring_back(fresh(claim), person("author"))
    discard([other], person("author"))
    bring_back(fresh(claim), person("author"))
    assert fresh(claim).supersedes_id == older.pk


def test_only_what_is_no_work_of_somebody_else_is_put_away() -> None:
    sent, out = submitted(code="sent"), published(code="out")
    assert refused(discard, [sent], person("second")) == [
        "sent: it waits for review: reject it, or leave it to whoever wrote it."
    ]
    assert refused(discard, [drafted(code="good"), out], person("author")) == [
        "out: only a draft can be discarded; it is published."
    ]
    assert Shipment.objects.get(code="good").status == "draft"
    assert discard([sent], person("author")) == 1
    back = submitted(code="back")
    reject([back], "Which?", person("reviewer"))
    assert discard([fresh(back)], person("second")) == 1
    assert refused(bring_back, fresh(out), person("author")) == [
        "out: only a discarded claim is brought back; it is published."
    ]


def test_whoever_wrote_in_it_before_still_does_not_approve_it() -> None:
    claim = drafted()
    claim.notes = "Mine."
    revise(claim, person("second"))
    discard([fresh(claim)], person("author"))
    bring_back(fresh(claim), person("third"))
    assert authors(fresh(claim)) == {person(name).pk for name in ("author", "second", "third")}
    submit([fresh(claim)], person("author"))
    for name in ("author", "second", "third"):
        assert refused(approve, [fresh(claim)], person(name))
