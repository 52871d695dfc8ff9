"""A record that readers do not see yet takes another code, and all that names it goes along."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError

from flows.actions.history import authors, newest_version
from flows.actions.record import record, revise
from flows.actions.rename import rename
from flows.models import Addition, Event, Revision, Route, Shipment, Source
from flows.queries.rows import MODEL_OF_KIND
from tests.flows.actions.people import person
from tests.flows.models.rows import SOURCE, row

pytestmark = pytest.mark.django_db


def put(model: Any, **cells: Any) -> Any:
    made = row(model, **cells)
    record(made, by=person("ann"))
    return made


def test_a_document_is_renamed_with_the_drafts_that_rest_on_it() -> None:
    put(Source)
    put(Shipment, code="a-draft", source_id="test-row")
    rename(Source.objects.get(pk="test-row"), "a-better-code", person("ann"))
    assert not Source.objects.filter(pk="test-row").exists()
    assert Shipment.objects.get(pk="a-draft").source_id == "a-better-code"
    assert Addition.objects.get(code="a-better-code").public_at is None
    last = Revision.objects.filter(kind="shipments", code="a-draft").latest("number")
    assert (last.values["source"], last.number) == ("a-better-code", Shipment.objects.get(pk="a-draft").version)
    ended = Revision.objects.filter(kind="sources", code="test-row").latest("number")
    assert (ended.verb, ended.values) == ("removed", {})
    renamed = Source.objects.get(pk="a-better-code")
    assert newest_version(renamed) == 1
    assert authors(renamed) == {person("ann").pk}


def test_a_draft_is_renamed_and_goes_on() -> None:
    put(Shipment)
    rename(Shipment.objects.get(pk="test-row"), "another", person("ann"))
    claim = Shipment.objects.get(pk="another")
    claim.notes = "More."
    revise(claim, by=person("ann"))
    numbers = (
        Revision.objects.filter(kind="shipments", code="another").order_by("number").values_list("verb", flat=True)
    )
    assert list(numbers) == ["entered", "revised"]


@pytest.mark.parametrize("kind", sorted(MODEL_OF_KIND))
def test_rows_of_every_table_take_another_code(kind: str) -> None:
    model = MODEL_OF_KIND[kind]
    made = row(model)
    if model is Event:
        made.to_hold = {"actors": ("ru",)}
    elif model is Route:
        made.to_hold = {"legs": ()}
    record(made, by=person("ann"))
    rename(model._default_manager.get(pk="test-row"), "another", person("ann"))
    assert model._default_manager.filter(pk="another").exists()


@pytest.mark.parametrize(
    ("code", "by", "words"),
    [
        (SOURCE, "ann", "is, or was, the code of another record"),
        ("another", "ben", "Somebody else wrote a part of it"),
        ("Not A Code", "ann", "lower-case letters"),
    ],
)
def test_what_is_refused_is_said_and_nothing_is_written(code: str, by: str, words: str) -> None:
    put(Source)
    with pytest.raises(ValidationError, match=words):
        rename(Source.objects.get(pk="test-row"), code, person(by))
    assert Revision.objects.filter(kind="sources", code="test-row").count() == 1


def test_the_code_of_what_readers_see_is_permanent() -> None:
    with pytest.raises(ValidationError, match="permanent"):
        rename(Source.objects.get(pk=SOURCE), "another", person("ann"))
