"""What the lists of choices offer: the exact name first, other names and scripts found."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from flows.models import Actor, Merge, OtherName

pytestmark = pytest.mark.django_db


def offered(desk: Client, field: str, term: str, model: str = "shipment") -> list[str]:
    asked = {"term": term, "app_label": "flows", "model_name": model, "field_name": field}
    results: list[dict[str, Any]] = desk.get(reverse("admin:autocomplete"), asked).json()["results"]
    return [one["id"] for one in results]


@pytest.mark.parametrize(
    ("field", "term", "first"),
    [
        ("recipient", "Ukraine", "ua"),
        ("recipient", "ua", "ua"),
        ("supplier", "north korea", "kp"),
        ("supplier", "DPRK", "kp"),
        ("supplier", "Україна", "ua"),
        ("supplier", "북한", "kp"),
        ("supplier", "KP", "kp"),
        ("munition", "artillery round", "artillery-round"),
        ("munition", "152", "artillery-round-152mm"),
        ("claimant", "HUR", "ua-hur"),
        ("supplier", "pyong", "kp"),
    ],
)
def test_the_exact_name_comes_first_in_any_script(desk: Client, field: str, term: str, first: str) -> None:
    assert offered(desk, field, term)[0] == first


def test_every_name_of_every_row_leads_to_it_among_the_first(desk: Client) -> None:
    for name, actor in OtherName.objects.exclude(actor=None).values_list("name", "actor").order_by("code")[:40]:
        sharing = set(OtherName.objects.filter(name__iexact=name).values_list("actor", flat=True))
        assert actor in offered(desk, "recipient", name)[: 1 + len(sharing)], name


def test_what_only_a_note_says_is_found_after_the_names(desk: Client) -> None:
    Actor.objects.filter(pk="fr").update(notes="Not Ukraine.")
    found = offered(desk, "recipient", "Ukraine")
    assert found[0] == "ua"
    assert found.index("fr") > 0
    assert offered(desk, "recipient", "zzz") == []


def test_a_merged_row_is_no_choice(desk: Client, editor: User) -> None:
    assert "us" in offered(desk, "supplier", "United")
    other = User.objects.create_user("another")
    decided = {"outcome": "applied", "reviewed_by": other, "reviewed_at": timezone.now()}
    Merge.objects.create(kind="actors", old="us", new="fr", in_force=True, by=editor, **decided)
    assert "us" not in offered(desk, "supplier", "United")


def test_it_takes_two_queries_more(desk: Client) -> None:
    offered(desk, "recipient", "Ukraine")
    with CaptureQueriesContext(connection) as queries:
        offered(desk, "recipient", "Ukraine")
    assert len(queries) <= 8, [query["sql"][:90] for query in queries]
