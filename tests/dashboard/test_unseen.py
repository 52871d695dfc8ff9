"""What nobody else approved is seen nowhere: every public answer is the same with it and without it, byte for byte.

One test for each sort of answer walks all of its addresses before and after the desk holds claims of every kind in
every status, proposals, and rows that wait.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from flows.actions.review import approve
from flows.exporting.tables import TABLES
from flows.models import Shipment, Story
from flows.queries import data_version as version
from flows.queries.codes import codes_between, number_of
from flows.queries.recorded_flows import recorded_flows
from flows.queries.revisions import revisions
from flows.queries.rows import ADDED, visible
from flows.queries.statement_days import statement_days
from tests.dashboard.pages.addresses import PAGES
from tests.flows.actions.people import fresh, person
from tests.flows.models.rows import insert
from tests.unseen import (
    CONTAINERS,
    FIGURE,
    HEAD,
    KINDS,
    LAST_DAY,
    MARK,
    add_rows,
    enter_claims,
    propose_changes,
    source,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("two_subjects")]

API = "/api/v1/"
CHARTS = tuple(path for path in PAGES if path.startswith("/charts/") and path != "/charts/")
CHART_FILES = ("figure.json", "figure.svg", "data.csv", "data.json", "metadata.json")
FLOWS = "left=kp/ru/artillery-round&right=eu/ua/artillery-round"
KIN = {"shipments": "supplier", "rates": "actor", "ratios": "favours", "indicators": "actor", "places": "actor"}
ADDRESSES: dict[str, tuple[str, ...]] = {
    "pages": (
        *PAGES,
        "/?as_of=2026-02-01",
        "/flows/kp/ru/artillery-round/?as_of=2026-02-01",
        "/flows/ir/ua/artillery-round/",
        f"/compare/claims/?left={HEAD}&right={CONTAINERS}",
        f"/claims/{HEAD}/",
        f"/claims/{CONTAINERS}/",
        "/sources/test-row/",
    ),
    "lost": (f"/claims/{MARK}/", f"/sources/{MARK}/", f"/flows/{MARK}/ru/artillery-round/", f"/charts/{MARK}/"),
    "charts": tuple(
        re.sub(r"^/charts/([^/]+)/", place, path)
        for path in CHARTS
        for place in (
            r"/embed/\1/",
            *(
                rf"/charts/\1/{file}"
                for file in ("figure.json", "figure.svg", "data.csv", "data.json", "metadata.json")
            ),
        )
    ),
    "lists": (
        *(
            f"{API}{table}/?{query}"
            for table in TABLES
            for query in ("page_size=200&count=true", f"search={MARK}&count=true", f"search={FIGURE}&count=true")
        ),
        *(f"{API}{table}/?{column}={MARK}" for table, column in KIN.items()),
        f"{API}shipments/?current=true&supplier=kp&page_size=200&count=true",
        f"{API}shipments/?claimed_after=2026-01-01&count=true",
        f"{API}shipments/?source={MARK}-source",
    ),
    "details": (
        *(f"{API}{table}/{MARK}/" for table in TABLES),
        f"{API}shipments/{HEAD}/",
        f"{API}shipments/{CONTAINERS}/",
        f"{API}sources/test-row/",
    ),
    "files": (
        *(f"{API}{table}.{ending}" for table in (*TABLES, "flows") for ending in ("csv", "xlsx")),
        f"{API}dataset.zip",
        f"{API}dataset.zip?as_of=2026-02-01",
    ),
    "arithmetic": (
        f"{API}flows/?count=true",
        f"{API}flows/kp/ru/artillery-round/",
        f"{API}flows/ir/ua/artillery-round/",
        f"{API}compare/?{FLOWS}",
        f"{API}timeline/?flow=kp/ru/artillery-round",
        f"{API}totals/?supplier=kp&recipient=ru",
        f"{API}differences/?left={HEAD}&right={CONTAINERS}",
        f"{API}conversion/?claim={CONTAINERS}",
        f"{API}days-of-fire/",
        f"{API}years/?recipient=ua",
        f"{API}share/?supplier=kp&side=ru",
        f"{API}pace/?flow=kp/ru/munition",
        f"{API}balance/?side=ru&start=2024-01-01&end=2024-05-31",
        f"{API}changes/?from=2024-01-01&to=2026-02-01",
        f"{API}reconcile/?left={HEAD}&right={CONTAINERS}",
    ),
    "machines": (
        "/feed.atom",
        "/sitemap.xml",
        "/robots.txt",
        "/version/",
        "/health/",
        "/data/dataset.jsonld",
        f"/claims/{HEAD}/claim.jsonld",
        "/oembed/?url=http://testserver/charts/ladder/?flow=kp/ru/artillery-round",
        API,
        f"{API}schema/",
        f"{API}releases/",
    ),
}


@pytest.fixture(autouse=True)
def another_story(db: None) -> None:
    """The seeds hold one story, and a change is proposed to two public rows of each kind."""
    insert(Story, code="another-story")


FOUND = ("pages", "charts", "files", "machines")
Answers = dict[str, tuple[int, str, str, bytes]]


def answers(addresses: tuple[str, ...]) -> Answers:
    """Each answer with its status, its tag and when it was last modified."""
    client, found = Client(), {}
    for address in addresses:
        answer: Any = client.get(address)
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        found[address] = (
            answer.status_code,
            answer.headers.get("ETag", ""),
            answer.headers.get("Last-Modified", ""),
            body,
        )
    return found


def enter_everything() -> list[str]:
    codes = [*enter_claims(), *add_rows()]
    propose_changes()
    return codes


def digits(body: bytes) -> str:
    """A text without what groups the digits of a number."""
    return re.sub(r"(?<=\d)[,\s\u2009](?=\d)", "", body.decode(errors="ignore"))


@pytest.mark.parametrize("sort", ADDRESSES)
def test_no_public_answer_changes_by_what_the_desk_holds(sort: str) -> None:
    source()
    before = answers(ADDRESSES[sort])
    enter_everything()
    after = answers(ADDRESSES[sort])
    assert [address for address in before if before[address] != after[address]] == []
    statuses = {status for status, *_ in after.values()}
    assert statuses == {200} if sort in FOUND else max(statuses) < 500, statuses
    for address, (_, _, _, body) in after.items():
        if MARK not in address:
            assert MARK.encode() not in body, address
        if str(FIGURE) not in address:
            assert str(FIGURE) not in digits(body), address


def test_a_release_is_the_same(tmp_path: Path, settings: Any) -> None:
    def released(folder: str) -> list[bytes]:
        settings.RELEASES_DIR = tmp_path / folder
        call_command("make_release", "--day", "2026-11-20", verbosity=0)
        return [path.read_bytes() for path in sorted((tmp_path / folder).rglob("*")) if path.is_file()]

    source()
    before = released("before")
    enter_everything()
    assert released("after") == before != []


def test_nothing_the_desk_holds_has_an_address() -> None:
    source()
    codes = enter_everything()
    for code in codes:
        addresses = (
            f"/claims/{code}/",
            f"/claims/{code}/claim.jsonld",
            f"/sources/{code}/",
            f"/flows/{code}/ru/artillery-round/",
            *(f"{API}{table}/{code}/" for table in TABLES),
        )
        assert [address for address in addresses if Client().get(address).status_code != 404] == []
        assert revisions(code) == ()


def test_neither_the_version_nor_any_list_of_codes_knows_of_it() -> None:
    source()

    def asked() -> tuple[Any, ...]:
        return (
            version.data_version(),
            statement_days(),
            recorded_flows(),
            *((number_of(table), codes_between(table, 0, 10_000)) for table in TABLES),
            *(list(visible(model).order_by("pk").values_list()) for model in ADDED),
        )

    before = asked()
    enter_everything()
    assert asked() == before


@pytest.mark.parametrize("model", KINDS, ids=lambda model: model.__name__)
def test_and_it_is_seen_once_somebody_else_approves_it(model: Any) -> None:
    source()
    enter_claims()
    before = version.data_version().name
    claim = fresh(model(code=f"{MARK}-{model._meta.model_name}-submitted"))
    approve([claim], person("reviewer"))
    assert version.data_version().name != before
    client = Client()
    table = model._meta.model_name + "s"
    assert MARK.encode() in client.get(f"{API}{table}/{claim.pk}/").content
    assert MARK.encode() in client.get(f"{API}{table}/?search={MARK}").content
    assert str(FIGURE) in digits(client.get(f"{API}{table}/{claim.pk}/").content)
    assert MARK.encode() in client.get("/feed.atom").content
    assert MARK.encode() in client.get("/sitemap.xml").content
    assert LAST_DAY in statement_days()


def test_and_only_then_does_it_replace_what_it_supersedes() -> None:
    source()
    enter_claims()
    address = f"{API}shipments/{HEAD}/"
    assert Client().get(address).json()["superseded_by"] is None
    approve([fresh(Shipment(code=f"{MARK}-successor"))], person("reviewer"))
    assert Client().get(address).json()["superseded_by"] == f"{MARK}-successor"
