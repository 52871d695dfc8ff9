"""As known on a day no answer holds what became known later: every public address is walked for days past.

The days that always matter are walked with all addresses, others with some of them; which, is decided by the day.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client

from dashboard.pages.gallery import GALLERY
from dashboard.pages.methods import definitions
from flows import models
from flows.exporting.tables import TABLES
from flows.vocabulary import CODED_LISTS
from tests.dashboard.pages.addresses import PAGES
from tests.thorough import THOROUGH
from tests.unknown import Later, World, readable

pytestmark = pytest.mark.django_db

API = "/api/v1/"
FLOWS = "left=kp/ru/artillery-round&right=eu/ua/artillery-round"
DETAILS = 3
"""Of each table so many records are asked for by their codes, known and unknown."""
TURNS = 8
"""Days of no importance of their own are walked with one address of so many."""
ALWAYS = ((date(2024, 6, 14), 1), (date(2021, 6, 1), 2), (date(2023, 10, 13), 2))
"""The day of the comparison, one before anything, and the eve of a document; of so many addresses each takes one."""
RANDOM = 8 if THOROUGH else 3
NOT_OF_THE_DAY = {
    "the control for the day": r'(?s)<section class="known-on".*?</section>',
    "the examples of how to ask the API": r'as_of(=|: "|: &quot;)2024-06-14',
    "what the chart of a sum asks for where nothing is chosen": r"fr-government(,|%2C)msmt(,|%2C)us-dod",
}
"""What an answer holds on purpose of later days, each with where it stands."""
FIXED = {
    "/methods/": "The methods are of today: how the figures are made, with the examples that explain it.",
}
"""Pages whose own text names later days."""


def ours() -> set[date]:
    """The days on which we wrote, and today: when something was put on record is told with it."""
    written = {moment.date() for moment in models.Revision.objects.values_list("at", flat=True).distinct()}
    return {*written, datetime.now(UTC).date()}


@cache
def fixed() -> tuple[str, ...]:
    """Texts of the site itself: titles of measures and meanings of codes."""
    return (*(one.title for one in definitions()), *(term.meaning for coded in CODED_LISTS for term in coded))


def addresses(world: World, day: date) -> Iterator[str]:
    """Every public address that takes a day, without it."""
    pages = [re.sub(r"[?&]as_of=[^&]*", "", page) for page in PAGES]
    later = {code for table in world.since for code, since in world.since[table].items() if since > day}
    # What is asked for by a name that is not known yet stands in the address, and so in the answer.
    yield from dict.fromkeys(page for page in pages if later.isdisjoint(re.findall(r"[a-z0-9.+-]+", page)))
    for slug in GALLERY:
        yield from (f"/charts/{slug}/{file}" for file in ("figure.json", "figure.svg", "data.csv", "data.json"))
        yield f"/charts/{slug}/metadata.json"
        yield f"/embed/{slug}/"
    for table in (*TABLES, "flows"):
        yield from (f"{API}{table}/?page_size=100", f"{API}{table}.csv", f"{API}{table}.xlsx")
    yield f"{API}dataset.zip"
    yield "/feed.atom"
    yield from (f"{API}compare/?{FLOWS}", f"{API}timeline/?flow=kp/ru/artillery-round", f"{API}flows/kp/ru/munition/")
    yield from (f"{API}totals/?supplier=kp&recipient=ru&munition=munition", f"{API}shipments/?current=true")
    yield from (
        f"{API}shipments/?source=nothing",
        f"{API}conversion/?claim=nothing",
        f"{API}days-of-fire/?claim=x&rate=x",
        f"{API}balance/?side=ru&start=2024-01-01&end=2024-05-31",
        f"{API}balance/?side=zz&start=2024-01-01&end=2024-05-31&fired=x",
        f"{API}reconcile/?left=rok-mnd-2024-06-14-containers&right=csis-2024-02-28-rounds",
        f"{API}changes/?from=2023-01-01&to=2023-06-30",
    )
    yield from (f"{API}balance-years/", f"{API}balance-years.csv", "/balance/years/")
    yield from (f"{API}share/", f"{API}share.csv?supplier=kp", f"{API}share/?side=zz", f"{API}pace/", f"{API}pace.csv")
    yield from (f"{API}years/", f"{API}years.csv?supplier=kp", f"{API}years/?recipient=zz")
    yield from (
        f"{API}flows/zz/ru/munition/",
        f"{API}flows/?supplier=zz",
        f"{API}totals/?supplier=zz&recipient=zz&munition=zz",
    )
    yield f"{API}routes/?mode=rail&search=sea"
    yield from details(world, day)


def details(world: World, day: date) -> Iterator[str]:
    """The addresses of a few records of each kind, and of a flow, that were known and that were not."""
    chosen = random.Random(day.isoformat())
    for table in TABLES:
        codes = sorted(world.since[table])
        known = [code for code in codes if world.since[table][code] <= day]
        unknown = [code for code in codes if world.since[table][code] > day]
        for code in (*chosen.sample(known, min(DETAILS, len(known))), *chosen.sample(unknown, min(1, len(unknown)))):
            yield f"{API}{table}/{code}/"
            if table in ("shipments", "rates", "ratios", "indicators"):
                yield from (f"/claims/{code}/", f"/claims/{code}/claim.jsonld")
            if table == "sources":
                yield f"/sources/{code}/"
            if table == "shipments" and world.since[table][code] <= day:
                row = world.rows[table][code]
                yield f"/flows/{row.supplier_id}/{row.recipient_id}/{row.munition_id}/"
                yield f"/compare/claims/?left={code}&right={code}"
                yield f"/charts/stages/?flow={row.supplier_id}/{row.recipient_id}/{row.munition_id}"


def asked(address: str, day: date) -> str:
    return f"{address}{'&' if '?' in address else '?'}{urlencode({'as_of': day.isoformat()})}"


def told(client: Client, address: str) -> str:
    """What an answer says, without what is there on purpose and without the address itself."""
    answer: Any = client.get(address)
    assert answer.status_code < 500, address
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    text = readable(body, answer.headers["Content-Type"])
    for place in NOT_OF_THE_DAY.values():
        text = re.sub(place, "", text)
    for code in re.findall(r"[a-z0-9.+-]{5,}", address.partition("?as_of")[0]):
        text = text.replace(code, "")
    return text


def leaks(client: Client, world: World, day: date, turn: int = 0, turns: int = 1) -> dict[str, list[str]]:
    """What each address gives away on a day, of every ``turns``-th address."""
    later = Later.than(world, day, fixed(), ours())
    found = {}
    for address in list(addresses(world, day))[turn::turns]:
        if address not in FIXED and (given := later.found_in(told(client, asked(address, day)))):
            found[address] = given[:6]
    return found


@pytest.fixture
def world() -> World:
    return World.read()


@pytest.mark.parametrize(("day", "turns"), ALWAYS, ids=str)
def test_nothing_is_told_that_became_known_later(client: Client, world: World, day: date, turns: int) -> None:
    assert leaks(client, world, day, 0, turns) == {}


def test_nor_on_any_other_day(client: Client, world: World) -> None:
    chosen = random.Random(14)
    first, last = world.days[0], world.days[-1]
    found: dict[tuple[date, str], list[str]] = {}
    for turn in range(RANDOM):
        # As many days next to a change as days between: what is off by one shows there.
        day = chosen.choice(world.days) - timedelta(days=1) if turn % 2 else date.fromordinal(
            chosen.randint(first.toordinal(), last.toordinal())
        )  # fmt: skip
        found |= {(day, address): given for address, given in leaks(client, world, day, turn % TURNS, TURNS).items()}
    assert found == {}


def test_the_walk_sees_what_is_given_away(client: Client, world: World) -> None:
    later = Later.than(world, date(2024, 3, 1), fixed(), ours())
    today = datetime.now(UTC).date()
    for address in (
        "/flows/kp/ru/artillery-round/",
        "/routes/",
        f"{API}events/",
        f"{API}sources.csv",
        f"{API}dataset.zip",
    ):
        assert later.found_in(told(client, asked(address, today))) != [], address
