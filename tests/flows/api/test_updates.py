"""A mirror that asks once a day what changed ends as the site is, whatever became of its records."""

from __future__ import annotations

import json
import urllib.request
from collections.abc import Callable, Iterator
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from flows.actions.merge import approve_merge, propose_merge, propose_undoing
from flows.actions.propose import approve_proposal
from flows.actions.restore import restore
from flows.actions.retract import retract
from flows.actions.writing import writing
from flows.api.examples import mirroring
from flows.dictionary import LISTED
from flows.exporting.tables import TABLES
from flows.models import (
    Actor,
    Appearance,
    Claimant,
    Event,
    Leg,
    Merge,
    Munition,
    Place,
    Rate,
    Revision,
    Shipment,
    Source,
)
from flows.queries.listing import every
from flows.queries.recorded import newest_moment
from flows.queries.rows import MODELS
from flows.questions import ListQuestion
from tests.dashboard.test_recorded import SHELLS, changed, dated_back
from tests.flows.actions.people import drafted, fresh, person, published

Get = Callable[..., Any]
Bodies = dict[str, dict[str, Any]]
SITE = "http://testserver"
pytestmark = pytest.mark.django_db


@pytest.fixture
def mirror(client: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], Bodies]:
    """The example of the documentation as it is printed, run again: what its file then holds."""

    def opened(address: str) -> BytesIO:
        response = client.get(address.removeprefix(SITE))
        assert response.status_code == 200, response.content
        return BytesIO(response.content)

    monkeypatch.setattr(urllib.request, "urlopen", opened)
    monkeypatch.chdir(tmp_path)

    def run() -> Bodies:
        exec(mirroring(SITE).text, {})
        held: Bodies = json.loads((tmp_path / "mirror.json").read_text())["records"]
        return held

    return run


def listed() -> Bodies:
    """Every record of every list, read one by one as JSON."""
    return {
        name: {
            record.code: json.loads(json.dumps(table.body(record, SITE), default=_plain))
            for record in every(ListQuestion(name, ordering="code"))
        }
        for name, table in TABLES.items()
    }


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if hasattr(value, "code"):
        return value.code
    return int(value) if value == int(value) else float(value)


def merged(kind: str, old: str, new: str) -> None:
    approve_merge(propose_merge(kind, old, new, person("author")), person("reviewer"))


def new_claims() -> None:
    dated_back()
    published(Rate, code="new-rate")
    drafted(Shipment, code="never-shown")


def supersession() -> None:
    published(
        Shipment,
        code="successor",
        supplier_id="kp",
        recipient_id="ru",
        claimed_on=date(2024, 6, 1),
        supersedes_id="dated-back",
        temporal="cumulative",
    )


def correction() -> None:
    changed(Shipment, SHELLS, statement="Corrected: the minister said so.")


def withdrawal() -> None:
    retract([fresh(Shipment(pk="successor")), fresh(Shipment(pk=SHELLS))], "It was said otherwise.", person("reviewer"))


def restoration() -> None:
    number = Revision.objects.filter(kind="shipments", code=SHELLS).order_by("number").first().number  # type: ignore[union-attr]
    proposal = restore(fresh(Shipment(pk=SHELLS)), number, person("author"))
    assert proposal is not None
    approve_proposal(proposal, person("reviewer"))


def merges() -> None:
    merged("sources", "2024-06-15-babel", "2024-06-14-babel")
    merged("claimants", "kida", "bg-former-ministers")


def renames() -> None:
    changed(Actor, "kp", name="Renamed party")
    changed(Claimant, "kr-mnd", short_name="Renamed ministry")
    changed(Munition, "artillery-round", plural="boxes of anything")
    changed(Source, "2024-06-14-odessa-journal", reliability="F", url="https://example.org/moved")


def undoing() -> None:
    done = Merge.objects.get(kind="sources", in_force=True)
    approve_merge(propose_undoing(done, person("author")), person("reviewer"))


def ways_and_summits() -> None:
    leg = Leg.objects.order_by("route", "number").first()
    event = Event.objects.filter(actors="kp").order_by("code").first()
    assert leg is not None
    assert event is not None
    with writing():
        leg.mode = "rail" if leg.mode != "rail" else "ship"
        leg.save()
        event.actors.remove(Actor.objects.get(pk="kp"))
    changed(Event, "2000-07-putin-pyongyang", title="Another title")
    changed(Place, "rajin", name="Another name")


def removals() -> None:
    appearance = Appearance.objects.order_by("code").first()
    assert appearance is not None
    with writing():
        appearance.delete()
        Event.objects.filter(code="2000-07-putin-pyongyang").delete()
        removed = {"kind": "events", "code": "2000-07-putin-pyongyang", "values": {"status": "published"}}
        Revision.objects.create(**removed, number=90, verb="removed")


TEN_DAYS = (
    new_claims,
    supersession,
    correction,
    withdrawal,
    restoration,
    merges,
    renames,
    undoing,
    ways_and_summits,
    removals,
)


BESIDE = {removals: [("ratios", "article-2024-06-14-almost-10-to-1")]}
"""Claims of which an appearance alone changed: their lists read as before, and their records by themselves do not."""


def differing(before: Bodies, after: Bodies) -> Iterator[tuple[str, str]]:
    for table, records in after.items():
        yield from ((table, code) for code, body in records.items() if before[table].get(code) != body)


def test_a_mirror_is_the_site_after_each_of_ten_days(mirror: Callable[[], Bodies], get: Get) -> None:
    was = listed()
    assert mirror() == was
    for day in TEN_DAYS:
        since = str(newest_moment())
        day()
        now = listed()
        answer = get("updates/", modified_since=since)
        told = {(table, record["code"]) for table, records in answer["records"].items() for record in records}
        assert told == {*differing(was, now), *BESIDE.get(day, ())}, day
        gone = {(one["table"], one["code"]) for one in answer["gone"]}
        assert gone == {(table, code) for table in was for code in was[table].keys() - now[table].keys()}, day
        assert told | gone, day
        assert mirror() == now, day
        was = now
    assert was == {table: walked(get, table) for table in TABLES}


def walked(get: Get, table: str) -> dict[str, Any]:
    """A list of the API, page by page."""
    found: dict[str, Any] = {}
    query = {"page_size": "500"}
    while True:
        page = get(f"{table}/", **query)
        found |= {record["code"]: record for record in page["results"]}
        if page["next"] is None:
            return found
        query = {"page_size": "500", "cursor": page["next"].partition("cursor=")[2].partition("&")[0]}


def test_nothing_was_written_since(get: Get) -> None:
    moment = str(newest_moment())
    answer = get("updates/", modified_since=moment)
    assert (answer["until"], answer["gone"], answer["next"]) == (moment, [], None)
    assert not any(answer["records"].values())


def test_pages_are_of_one_moment_and_hold_each_record_once(get: Get) -> None:
    page = get("updates/", page_size=300)
    until, codes = page["until"], []
    dated_back()
    while True:
        codes += [(table, record["code"]) for table, records in page["records"].items() for record in records]
        assert page["until"] == until
        if page["next"] is None:
            break
        page = get(page["next"].partition("/api/v1/")[2])
    assert len(codes) == len(set(codes)) == sum(len(records) for records in listed().values()) - 1
    (late,) = get("updates/", modified_since=until)["records"]["shipments"]
    assert late["code"] == "dated-back"


def test_a_merged_code_leads_on(get: Get) -> None:
    since = str(newest_moment())
    merges()
    assert get("updates/", modified_since=since)["gone"] == [
        {"table": "sources", "code": "2024-06-15-babel", "merged_into": "2024-06-14-babel"},
        {"table": "claimants", "code": "kida", "merged_into": "bg-former-ministers"},
    ]


def test_lists_give_what_was_written_since(get: Get) -> None:
    since = str(newest_moment())
    assert get("shipments/", modified_since=since)["results"] == []
    supersedes()
    renamed = newest_moment()
    changed(Claimant, "kr-mnd", short_name="Renamed ministry")
    found = get("shipments/", modified_since=str(renamed), page_size=500, count="true")
    of_seoul = get("shipments/", claimant="kr-mnd", page_size=500)["results"]
    named = {claim["code"] for claim in of_seoul}
    assert {claim["code"] for claim in found["results"]} >= named
    assert {"dated-back", "successor"} <= {one["code"] for one in get("shipments/", modified_since=since)["results"]}
    # What was written after a moment is no part of an answer that is pinned to it.
    pinned = get("shipments/", modified_since=since, recorded=str(renamed))["results"]
    assert {claim["code"] for claim in pinned} == {"dated-back", "successor"}
    assert get("claimants/", modified_since=str(renamed))["results"][0]["code"] == "kr-mnd"


@pytest.mark.parametrize("table", [name for name, table in LISTED.items() if "notes" in table.by_name])
def test_every_list_gives_the_record_that_was_written_since(get: Get, table: str) -> None:
    since = str(newest_moment())
    assert get(f"{table}/", modified_since=since)["results"] == []
    code = get(f"{table}/", page_size=1)["results"][0]["code"]
    changed(MODELS[table][0], code, notes="Looked at again")
    found = [one["code"] for one in get(f"{table}/", modified_since=since)["results"]]
    assert code in found
    # And a claim that it supersedes, of which it tells.
    assert len(found) <= 2


def supersedes() -> None:
    new_claims()
    supersession()


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ({"modified_since": "yesterday"}, "modified_since"),
        ({"modified_since": "1999-01-01"}, "modified_since"),
        ({"cursor": "nothing/kp"}, "cursor"),
        ({"cursor": "shipments"}, "cursor"),
        ({"page_size": "1001"}, "page_size"),
        ({"supplier": "kp"}, "supplier"),
    ],
)
def test_bad_questions_are_named(refused: Get, query: dict[str, str], parameter: str) -> None:
    (error,) = refused(400, "updates/", **query)["errors"]
    assert error["parameter"] == parameter


def test_updates_since_a_later_moment_than_the_answer_is_of(refused: Get) -> None:
    recorded = str(newest_moment())
    dated_back()
    (error,) = refused(400, "updates/", modified_since=str(newest_moment()), recorded=recorded)["errors"]
    assert error["parameter"] == "modified_since"


def test_what_was_written_is_found_by_one_question_a_list(client: Client) -> None:
    since = str(newest_moment())
    changed(Claimant, "kr-mnd", short_name="Renamed ministry")
    with CaptureQueriesContext(connection) as queries:
        client.get("/api/v1/updates/", {"modified_since": since})
    assert len(queries) <= 5 * len(TABLES)
