"""An address by the code of a merged row leads to the one that it was merged into, wherever the code stands."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from flows.actions.merge import approve_merge, propose_merge, propose_undoing
from flows.actions.record import record
from flows.models import Actor, Claimant, Merge, Source
from tests.flows.actions.people import person
from tests.flows.models.rows import row

pytestmark = pytest.mark.django_db

SOURCE = "2024-06-14-odessa-journal"
OLD = {"actors": "ir", "claimants": "kr-mnd", "sources": SOURCE}
SHELLS = "rok-mnd-2024-06-14-shells"


@pytest.fixture(scope="module", autouse=True)
def merged(committed: Callable[..., None]) -> None:
    """A party, a claimant and a document of the seeds, each merged into one that is new; once for all tests here."""

    def merge_three() -> None:
        record(row(Actor, code="twin", name="Twin"))
        record(row(Claimant, code="twin", name="Twin", short_name="Twin"))
        record(row(Source, code="twin", published_on=date(2024, 6, 14), date_precision="day"))
        for merge in [propose_merge(kind, old, "twin", person("author")) for kind, old in OLD.items()]:
            approve_merge(merge, person("reviewer"))

    committed(merge_three)


@pytest.mark.parametrize(
    ("address", "leads_to"),
    [
        (f"/sources/{SOURCE}/", "/sources/twin/"),
        (f"/sources/{SOURCE}/?as_of=2024-07-01", "/sources/twin/?as_of=2024-07-01"),
        ("/actors/ir/?grade=B", "/actors/twin/?grade=B"),
        ("/claimants/kr-mnd/", "/claimants/twin/"),
        ("/api/v1/actors.csv?code=ir", "/api/v1/actors.csv?code=twin"),
        ("/flows/ir/ru/artillery-round/", "/flows/twin/ru/artillery-round/"),
        ("/flows/?supplier=ir", "/flows/?supplier=twin"),
        (
            "/compare/?left=ir/ru/artillery-round&right=eu/ua/artillery-round",
            "/compare/?left=twin/ru/artillery-round&right=eu/ua/artillery-round",
        ),
        (f"/api/v1/sources/{SOURCE}/", "/api/v1/sources/twin/"),
        ("/api/v1/claimants/kr-mnd/", "/api/v1/claimants/twin/"),
        ("/api/v1/actors/ir/", "/api/v1/actors/twin/"),
        ("/api/v1/flows/ir/ru/artillery-round/", "/api/v1/flows/twin/ru/artillery-round/"),
        ("/api/v1/flows/?supplier=ir", "/api/v1/flows/?supplier=twin"),
        ("/api/v1/shipments/?claimant=kr-mnd&page_size=1", "/api/v1/shipments/?claimant=twin&page_size=1"),
        ("/api/v1/shipments/?supplier=us,ir,twin", "/api/v1/shipments/?supplier=us,twin"),
        (f"/api/v1/shipments.csv?source={SOURCE}", "/api/v1/shipments.csv?source=twin"),
        ("/api/v1/timeline/?flow=ir/ru/artillery-round", "/api/v1/timeline/?flow=twin/ru/artillery-round"),
        ("/api/v1/totals/?supplier=ir&recipient=ru&munition=missile", None),
    ],
)
def test_the_old_code_leads_to_the_new_one(client: Client, address: str, leads_to: str | None) -> None:
    response = client.get(address)
    assert response.status_code == (308 if address.startswith("/api/") else 301), response.content[:300]
    assert response["Location"] == (leads_to or address.replace("=ir&", "=twin&"))
    assert client.get(response["Location"]).status_code in (200, 422)


def test_a_code_of_another_kind_is_left_alone(client: Client) -> None:
    assert client.get("/api/v1/munitions/ir/").status_code == 404
    assert client.get("/claims/ir/").status_code == 404
    assert client.get("/api/v1/shipments/?claimant=ir").status_code == 400
    assert client.get("/sources/ir/").status_code == 404


def test_the_old_row_is_in_no_list_and_what_named_it_names_the_new_one(client: Client) -> None:
    for kind, old in OLD.items():
        listed = client.get(f"/api/v1/{kind}/?page_size=500").json()["results"]
        codes = {one["code"] for one in listed}
        assert old not in codes
        assert "twin" in codes
    claim = client.get(f"/api/v1/shipments/{SHELLS}/").json()
    assert (claim["claimant"], claim["source"]) == ("twin", "twin")


def test_once_undone_the_old_code_is_itself_again(client: Client) -> None:
    for merge in Merge.objects.order_by("pk"):
        approve_merge(propose_undoing(merge, person("author")), person("reviewer"))
    assert client.get(f"/sources/{SOURCE}/").status_code == 200
    assert client.get("/flows/ir/ru/artillery-round/").status_code == 200
    assert client.get(f"/api/v1/shipments/{SHELLS}/").json()["source"] == SOURCE


def test_as_this_site_had_it_before_the_merge_the_old_code_stays(client: Client) -> None:
    from flows.models import Moment

    before = Moment.objects.order_by("-number")[3]
    pinned = f"/sources/{SOURCE}/?recorded={before.at.isoformat().replace('+00:00', 'Z')}"
    assert client.get(pinned).status_code == 200
