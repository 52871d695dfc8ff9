"""What somebody enters into a form is kept for them alone, for a week, until it is saved."""

from datetime import timedelta

import pytest
from django.utils import timezone

from flows.actions.kept_forms import KEPT_FOR, LARGEST, MOST, NotKept, drop, keep, kept
from flows.models import KeptForm
from tests.flows.actions.people import person

pytestmark = pytest.mark.django_db


def test_each_has_their_own_of_each_record() -> None:
    keep("shipment", "", {"notes": ["One."]}, person("ann"))
    keep("shipment", "", {"notes": ["Two."]}, person("ann"))
    keep("shipment", "a-claim", {"notes": ["Three."]}, person("ann"))
    found = kept("shipment", "", person("ann"))
    assert found is not None
    assert found.values == {"notes": ["Two."]}
    assert kept("shipment", "", person("ben")) is None
    assert kept("rate", "", person("ann")) is None
    drop("shipment", "", person("ben"))
    drop("shipment", "", person("ann"))
    assert list(KeptForm.objects.values_list("code", flat=True)) == ["a-claim"]


def test_after_a_week_it_is_gone() -> None:
    keep("shipment", "", {"notes": ["One."]}, person("ann"))
    KeptForm.objects.update(at=timezone.now() - KEPT_FOR - timedelta(seconds=1))
    assert kept("shipment", "", person("ann")) is None
    keep("shipment", "", {}, person("ben"))
    assert list(KeptForm.objects.values_list("by__username", flat=True)) == ["ben"]


def test_what_is_too_much_is_refused_and_of_many_the_newest_stay() -> None:
    with pytest.raises(NotKept, match="At most"):
        keep("shipment", "", {"notes": ["x" * LARGEST]}, person("ann"))
    for number in range(MOST + 2):
        keep("shipment", f"claim-{number}", {}, person("ann"))
    assert KeptForm.objects.count() == MOST
    assert kept("shipment", "claim-0", person("ann")) is None
