"""What an editor sent is stored for them alone, for an hour, as it was."""

from datetime import timedelta

import pytest
from django.utils import timezone

from flows.actions.uploads import STORED_FOR, choose, discard, keep, kept, of_shape, store, stored
from flows.importing.choices import Choices, from_json
from flows.importing.upload import Sent
from flows.models import Upload
from tests.flows.actions.people import person
from tests.flows.importing.workbooks import table

pytestmark = pytest.mark.django_db

CHOICES = Choices(
    sheet="old", header=3, decimal=",", columns={"who": "claimant"}, values={"supplier": {"North": "kp"}},
    fixed={"stage": "shipped"},
)  # fmt: skip
SENT = Sent("a.csv", b"code\n")


def test_each_has_one_and_only_their_own() -> None:
    store(table("shipments"), SENT, person("ann"))
    store(table("rates"), Sent("b.csv", b"other\n"), person("ann"))
    found = stored(person("ann"))
    assert found is not None
    assert (found.table.name, found.sent.content) == ("rates", b"other\n")
    assert stored(person("ben")) is None
    assert Upload.objects.count() == 1


def test_after_an_hour_it_is_gone() -> None:
    store(table("shipments"), SENT, person("ann"))
    Upload.objects.update(at=timezone.now() - STORED_FOR - timedelta(seconds=1))
    assert stored(person("ann")) is None
    store(table("shipments"), SENT, person("ben"))
    assert list(Upload.objects.values_list("by__username", flat=True)) == ["ben"]


def test_other_bytes_than_were_kept_are_not_given_out() -> None:
    store(table("shipments"), SENT, person("ann"))
    Upload.objects.update(content=b"edit\n")
    assert stored(person("ann")) is None


def test_it_can_be_put_away_and_looked_at_in_another_sheet() -> None:
    store(table("shipments"), SENT, person("ann"))
    choose(CHOICES, person("ann"))
    found = stored(person("ann"))
    assert found is not None
    assert found.choices == CHOICES
    discard(person("ann"))
    assert stored(person("ann")) is None


def test_how_a_file_is_read_is_kept_by_name_for_files_of_its_shape() -> None:
    keep("a tracker", table("shipments"), ["who", "what", "when", "how many"], CHOICES, person("ann"))
    assert kept(table("shipments")) == {"a tracker": CHOICES.kept}
    assert (CHOICES.kept.sheet, CHOICES.kept.header, CHOICES.kept.columns) == ("", 0, CHOICES.columns)
    assert of_shape(table("shipments"), ["when", "who", "what", "how many", "note"]) == "a tracker"
    assert of_shape(table("shipments"), ["who", "what"]) == ""
    assert of_shape(table("rates"), ["who", "what", "when", "how many"]) == ""


def test_choices_that_are_none_of_ours_are_left_out() -> None:
    assert from_json({"decimal": ";", "header": -1, "columns": ["a"], "values": {"stage": "shipped"}}) == Choices()
    assert from_json("choices") == from_json(None) == Choices()


def test_choices_lie_over_those_that_were_kept() -> None:
    given = Choices(decimal=".", columns={"who": ""}, values={"supplier": {"South": "kr"}})
    over = given.over(CHOICES)
    assert (over.decimal, over.columns, over.fixed) == (".", {"who": ""}, CHOICES.fixed)
    assert over.values == {"supplier": {"North": "kp", "South": "kr"}}
