"""What is not published is seen nowhere: every public answer is the same, to the byte, with it and without it."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from flows.actions.propose import propose
from flows.actions.review import reject, submit
from flows.models import Indicator, Rate, Ratio, Shipment, Source
from flows.queries.codes import claim_codes, codes_of
from flows.queries.recorded_flows import recorded_flows
from flows.queries.revisions import revisions
from flows.queries.statement_days import statement_days
from tests.flows.actions.people import drafted, fresh, person, submitted
from tests.flows.models.rows import VALID, insert

pytestmark = pytest.mark.django_db

HEAD = "rok-dia-2025-07-13-152mm"
CONTAINERS = "rok-mnd-2024-06-14-containers"
SOURCE = VALID[Shipment]["source_id"]
LAST_DAY = date(2026, 1, 2)
MARK = "quartz-heron"

PAGES = (
    "/",
    "/flows/",
    "/flows/kp/ru/artillery-round/",
    "/flows/kp/ru/artillery-round/?as_of=2026-02-01",
    "/compare/",
    "/compare/claims/",
    "/ratios/",
    "/rates/",
    "/sources/",
    f"/sources/{SOURCE}/",
    f"/claims/{HEAD}/",
    f"/claims/{CONTAINERS}/",
    "/methods/",
    "/data/",
)
API = (
    *(f"{table}/?page_size=200&count=true" for table in ("shipments", "rates", "ratios", "indicators")),
    *(f"{table}.csv" for table in ("shipments", "rates", "ratios", "indicators")),
    f"shipments/?search={MARK}&count=true",
    "shipments/?current=true&supplier=kp&page_size=200&count=true",
    "shipments/?claimed_after=2026-01-01&count=true",
    "flows/",
    "flows/kp/ru/artillery-round/",
    "compare/?left=kp/ru/artillery-round&right=eu/ua/artillery-round",
    "timeline/?flow=kp/ru/artillery-round",
    f"shipments/{HEAD}/",
    f"shipments/{CONTAINERS}/",
)


def answers(client: Client) -> dict[str, tuple[int, str, bytes]]:
    """Every public answer with its status and its tag."""
    found = {}
    for address in (*PAGES, *(f"/api/v1/{path}" for path in API)):
        answer = client.get(address)
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        found[address] = (answer.status_code, answer.headers.get("ETag", ""), body)
    return found


def asked() -> tuple[Any, ...]:
    return statement_days(), claim_codes(), codes_of("shipments"), recorded_flows()


def enter_everything() -> list[str]:
    """Claims of every kind in every status that is not public, leaning on public ones as closely as the rules let."""
    head = Shipment.objects.get(code=HEAD)
    late = {
        "source_id": "test-row",
        "claimed_on": LAST_DAY,
        "date_precision": "inferred",
        "statement": f"Somebody said {MARK}.",
    }
    newer = drafted(
        code=f"{MARK}-head",
        **late,
        **{
            name: getattr(head, name)
            for name in (
                "claimant_id",
                "supplier_id",
                "recipient_id",
                "munition_id",
                "stage",
                "basis",
                "bound",
                "low",
                "point",
                "high",
                "temporal",
                "stance",
            )
        },
        supersedes_id=HEAD,
    )
    submit([newer], person("author"))
    drafted(code=f"{MARK}-part", **late, part_of_id=CONTAINERS, point=Decimal(10), munition_id="container")
    drafted(code=f"{MARK}-flow", **late, supplier_id="ir", recipient_id="ua")
    submitted(Rate, code=f"{MARK}-rate", **late)
    reject([submitted(Ratio, code=f"{MARK}-ratio", **late)], "Which guns?", person("reviewer"))
    drafted(Indicator, code=f"{MARK}-indicator", **late)
    containers = Shipment.objects.get(code=CONTAINERS)
    containers.notes = f"A change with {MARK}."
    assert propose(containers, person("author")) is not None
    return [f"{MARK}-{name}" for name in ("head", "part", "flow", "rate", "ratio", "indicator")]


def test_no_public_answer_changes_by_what_is_not_published() -> None:
    insert(Source)
    client = Client()
    before, asked_before = answers(client), asked()
    codes = enter_everything()
    after = answers(client)
    assert [address for address in before if before[address] != after[address]] == []
    assert all(status == 200 for status, _, _ in after.values())
    assert MARK.encode() not in b"".join(body for path, (_, _, body) in after.items() if "search=" not in path)
    assert asked() == asked_before
    for code in codes:
        assert client.get(f"/claims/{code}/").status_code == 404
        assert client.get(f"/api/v1/shipments/{code}/").status_code == 404
        assert revisions(code) == ()


def test_and_the_same_claim_is_seen_once_somebody_else_approves_it() -> None:
    insert(Source)
    enter_everything()
    client = Client()
    client.force_login(_reviewer())
    claim = fresh(Shipment(code=f"{MARK}-head"))
    page = reverse("admin:flows_shipment_review", args=[claim.pk])
    client.post(page, {"action": "approve", "seen": claim.version})
    reader = Client()
    assert reader.get(f"/claims/{claim.pk}/").status_code == 200
    assert reader.get(f"/api/v1/shipments/{HEAD}/").json()["superseded_by"] == claim.pk
    assert LAST_DAY in statement_days()
    assert LAST_DAY + timedelta(days=1) not in statement_days()


def _reviewer() -> Any:
    user = person("reviewer")
    user.is_staff = user.is_superuser = True
    user.save()
    return user
