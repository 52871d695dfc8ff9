"""What had become known by a day: the queries against the rows read plainly, and the answers of some days."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from flows import models
from flows.dictionary import LISTED, TABLES
from flows.measures.flow import compute
from flows.queries.catalogue import catalogue, claimant_overlaps
from flows.queries.codes import claim_codes_around, codes_around
from flows.queries.known import known
from flows.queries.listing import every
from flows.queries.nesting import nesting
from flows.queries.recorded_flows import busiest_flows, recorded_flows
from flows.queries.rows import visible
from flows.questions import Flow, FlowQuestion, ListQuestion
from tests.unknown import World

pytestmark = pytest.mark.django_db

JUNE = date(2024, 6, 14)
AUTUMN = date(2023, 11, 1)


def codes(table: str, day: date) -> set[str]:
    return {record.code for record in every(ListQuestion(table, as_of=day, ordering="code"))}


@pytest.mark.parametrize("table", [table.name for table in TABLES if not table.claims and table.name != "names"])
def test_what_was_known_is_what_the_rows_say(table: str) -> None:
    world = World.read()
    model: Any = getattr(models, next(one.item for one in TABLES if one.name == table))
    days = sorted(set(world.since[table].values()) - {date.min, date.max})
    for day in (date(2021, 1, 1), *(day - timedelta(days=1) for day in days[::7]), *days[::5], date(2026, 6, 1)):
        found = set(visible(model).filter(known(table, day)).values_list("pk", flat=True))
        assert found == {code for code, since in world.since[table].items() if since <= day}, day


def test_another_name_is_known_with_what_it_names() -> None:
    world = World.read()
    named = {
        name.pk: next(
            world.since[table][code]
            for table, code in (
                ("actors", name.actor_id),
                ("munitions", name.munition_id),
                ("claimants", name.claimant_id),
                ("places", name.place_id),
            )
            if code
        )
        for name in models.OtherName.objects.all()
    }
    assert len(set(named.values())) > 3
    for day in (date(2021, 1, 1), date(2023, 10, 12), date(2024, 6, 13), date(2026, 6, 1)):
        found = set(visible(models.OtherName).filter(known("names", day)).values_list("pk", flat=True))
        assert found == {code for code, since in named.items() if since <= day}, day


def test_an_event_is_known_when_it_was_reported_and_not_when_it_happened() -> None:
    assert "2023-01-caspian-cargoes" not in codes("events", date(2023, 3, 7))
    assert "2023-01-caspian-cargoes" in codes("events", date(2023, 3, 8))
    assert "2000-07-putin-pyongyang" not in codes("events", AUTUMN)


def test_an_event_without_a_day_of_its_own_is_known_from_its_document_and_never_before_it_began() -> None:
    models.Event.objects.update(known_on=None)
    assert "2023-01-caspian-cargoes" not in codes("events", date(2023, 3, 7))
    events = {event.code: event for event in every(ListQuestion("events", as_of=date(2023, 3, 8), ordering="code"))}
    assert events["2023-01-caspian-cargoes"].known_on == date(2023, 3, 8)
    # The article of 14 June expected the visit.
    assert "2024-06-putin-pyongyang" not in codes("events", date(2024, 6, 17))
    assert "2024-06-putin-pyongyang" in codes("events", date(2024, 6, 18))


def test_a_route_has_the_legs_that_had_been_named() -> None:
    (before,) = (r for r in every(ListQuestion("routes", as_of=AUTUMN, ordering="code")) if r.code == "kp-sea-dunai")
    assert [leg.number for leg in before.legs] == [2, 3]
    assert {leg.known_on for leg in before.legs} == {date(2023, 10, 14)}
    (after,) = (r for r in every(ListQuestion("routes", as_of=JUNE, ordering="code")) if r.code == "kp-sea-dunai")
    assert [leg.number for leg in after.legs] == [1, 2, 3]
    assert codes("routes", date(2022, 1, 1)) == set()


def test_a_leg_of_later_has_no_mode_and_no_note_is_searched() -> None:
    def found(day: date | None, **asked: Any) -> set[str]:
        question = ListQuestion("routes", tuple(asked.get("filters", ())), day, asked.get("search", ""), "code")
        return {route.code for route in every(question)}

    by_ship = (("mode", ("ship",)),)
    assert "kp-sea-dunai" not in found(AUTUMN, filters=by_ship)
    assert "kp-sea-dunai" in found(JUNE, filters=by_ship)
    assert found(AUTUMN, search="great-circle") == set()
    assert found(JUNE, search="great-circle") == set()
    assert found(None, search="great-circle") == {"kp-sea-dunai"}
    assert found(AUTUMN, search="kp-sea-dunai") == {"kp-sea-dunai"}


def test_a_place_that_a_leg_named_first_has_its_role_from_its_own_document_on() -> None:
    def tikhoretsk(day: date) -> Any:
        return next(p for p in every(ListQuestion("places", as_of=day, ordering="code")) if p.code == "tikhoretsk")

    before, after = tikhoretsk(AUTUMN), tikhoretsk(date(2024, 9, 21))
    assert (before.name, before.role, before.notes, before.source) == ("Tikhoretsk arsenal", "", "", None)
    assert (before.latitude, before.longitude) == (after.latitude, after.longitude)
    assert "struck on 21 September 2024" in after.role
    assert after.source == "2024-09-21-ukrainska-pravda"
    assert "tikhoretsk" not in codes("places", date(2023, 10, 13))


@pytest.mark.parametrize("table", [name for name, table in LISTED.items() if "notes" in table.by_field])
def test_our_notes_are_of_today_and_neither_told_nor_searched_on_a_day(table: str) -> None:
    day = date(2026, 6, 1)
    assert {record.notes for record in every(ListQuestion(table, as_of=day, ordering="code"))} == {""}
    told = [record for record in every(ListQuestion(table, ordering="code")) if record.notes]
    for record in told[:1]:
        row: Any = getattr(models, LISTED[table].item).objects.filter(pk=record.code)
        row.update(notes="quartz-heron")
        assert [found.code for found in every(ListQuestion(table, search="heron", ordering="code"))] == [record.code]
        assert list(every(ListQuestion(table, as_of=day, search="heron", ordering="code"))) == []


def test_nor_are_the_notes_of_legs_and_of_the_claims_of_a_flow() -> None:
    legs = [leg for route in every(ListQuestion("routes", as_of=JUNE, ordering="code")) for leg in route.legs]
    assert {leg.notes for leg in legs} == {""}
    flow = Flow("kp", "ru", "artillery-round")
    assert {claim.notes for claim in compute(FlowQuestion(flow, JUNE)).ledger.known} == {""}
    assert {claim.notes for claim in compute(FlowQuestion(flow)).ledger.known} != {""}


def test_a_document_without_a_day_is_known_from_the_day_on_which_it_was_read() -> None:
    models.Source.objects.filter(code="2023-10-16-wion").update(published_on=None, accessed_on=AUTUMN)
    assert "2023-10-16-wion" in codes("sources", AUTUMN)
    assert "2023-10-16-wion" not in codes("sources", AUTUMN - timedelta(days=1))


def test_a_claimant_is_known_from_its_first_statement_and_a_scheme_from_its_first_claim() -> None:
    assert "msmt" not in codes("claimants", date(2025, 5, 28))
    assert "msmt" in codes("claimants", date(2025, 5, 29))
    assert {"cz", "eu"} <= codes("actors", date(2021, 1, 1))
    assert "cz-initiative" not in codes("actors", date(2023, 12, 31))
    assert "cz-initiative" in codes("actors", JUNE)


def test_independence_counts_only_what_was_known() -> None:
    # An EU official said at the end of August 2024 that rounds of the Czech scheme are inside the EU's total.
    tree = catalogue()
    assert not nesting(tree, date(2024, 8, 28)).same_party("eu", "cz-initiative")
    assert nesting(tree, date(2024, 8, 29)).same_party("eu", "cz-initiative")
    assert nesting(tree).same_party("eu", "cz-initiative")
    assert "kr-mnd" not in claimant_overlaps(date(2025, 5, 28)).get("msmt", ())
    assert "kr-mnd" in claimant_overlaps(date(2025, 5, 29))["msmt"]
    # What lies in what they are needs no day, and a stored day counts before that of the document.
    assert nesting(tree, date(2021, 1, 1)).same_party("us-eu", "eu")
    models.ActorOverlap.objects.filter(code="eu--cz-initiative").update(known_on=JUNE)
    assert nesting(tree, JUNE).same_party("eu", "cz-initiative")


def test_what_is_offered_had_been_named() -> None:
    assert not any(flow.supplier == "cz-initiative" for flow in busiest_flows(300, date(2023, 12, 31)))
    assert any(flow.supplier == "cz-initiative" for flow in busiest_flows(300))
    assert recorded_flows(date(2021, 1, 1)) == ()
    assert codes_around("sources", "2024", date(2021, 1, 1)) == ()
    assert all(
        models.Shipment.objects.filter(code=code, claimed_on__gt=AUTUMN).count() == 0
        for code in claim_codes_around("rok-mnd-2024-06-14-shells", AUTUMN)
    )


def test_a_claim_does_not_lie_in_one_that_was_stated_later(client: Client) -> None:
    code = "cz-2024-04-15-contracted-180k"
    models.Shipment.objects.filter(pk=code).update(part_of="cz-2025-05-04-target-1800k")
    address = f"/api/v1/shipments/{code}/"
    assert client.get(address, {"as_of": "2024-06-14"}).json()["part_of"] is None
    assert client.get(address, {"as_of": "2025-05-04"}).json()["part_of"] == "cz-2025-05-04-target-1800k"
    assert client.get(address).json()["part_of"] == "cz-2025-05-04-target-1800k"


@pytest.mark.parametrize("table", ["sources", "events", "routes", "claimants", "actors", "places"])
def test_what_became_known_later_has_no_address_on_a_day_before(client: Client, table: str) -> None:
    world = World.read()
    code, since = max(
        ((code, day) for code, day in world.since[table].items() if day < date.max), key=lambda pair: (pair[1], pair[0])
    )
    before = client.get(f"/api/v1/{table}/{code}/", {"as_of": (since - timedelta(days=1)).isoformat()})
    assert before.status_code == 404
    assert f"{code!r} was not yet known on {since - timedelta(days=1)}" in before.json()["detail"]
    assert client.get(f"/api/v1/{table}/{code}/", {"as_of": since.isoformat()}).status_code == 200
