"""A pinned answer stays what it was, byte for byte, whatever is written later; the live one says what is newer."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client

from dashboard.pages.gallery import GALLERY
from flows.actions.propose import approve_proposal, propose
from flows.actions.retract import retract
from flows.clock import Moment
from flows.exporting.tables import TABLES
from flows.models import Shipment
from flows.queries.recorded import newest_moment
from tests.dashboard.pages.addresses import PAGES
from tests.flows.actions.people import person, published, submitted

pytestmark = pytest.mark.django_db

API = "/api/v1/"
SHELLS = "rok-mnd-2024-06-14-shells"


def addresses() -> Iterator[str]:
    yield from PAGES
    for slug in GALLERY:
        yield from (f"/charts/{slug}/{file}" for file in ("figure.json", "figure.svg", "data.csv", "data.json"))
        yield from (f"/charts/{slug}/metadata.json", f"/embed/{slug}/", f"/embed/{slug}/?as_of=2024-06-14")
    for table in (*TABLES, "flows"):
        yield from (f"{API}{table}/?count=true", f"{API}{table}.csv")
    yield f"{API}dataset.zip?as_of=2024-06-14"
    yield f"{API}compare/?left=kp/ru/artillery-round&right=eu/ua/artillery-round"
    yield f"{API}timeline/?flow=kp/ru/artillery-round"


def pinned(address: str, moment: object) -> str:
    return f"{address}{'&' if '?' in address else '?'}recorded={quote(str(moment))}"


def content(address: str) -> bytes:
    response: Any = Client().get(address)
    assert response.status_code == 200, (address, response.content[:300])
    return b"".join(response.streaming_content) if response.streaming else response.content


def moment() -> Moment:
    found = newest_moment()
    assert found is not None
    return found


def dated_back(code: str = "dated-back") -> Any:
    """A claim about shells that is published today, and was stated in February 2024."""
    return published(Shipment, code=code, supplier_id="kp", recipient_id="ru", claimed_on=date(2024, 2, 10))


def corrected(code: str = SHELLS) -> None:
    claim = Shipment.objects.get(pk=code)
    claim.statement = "Corrected: the minister said so."
    proposal = propose(claim, person("author"))
    assert proposal is not None
    approve_proposal(proposal, person("reviewer"))


def test_no_later_write_changes_a_pinned_answer() -> None:
    at = moment()
    before = {address: content(pinned(address, at)) for address in addresses()}
    live = content(f"/claims/{SHELLS}/")
    late = dated_back()
    corrected()
    retract([late], "It was said by somebody else.", person("reviewer"))
    assert content(f"/claims/{SHELLS}/") != live
    changed = [address for address, was in before.items() if content(pinned(address, at)) != was]
    assert not changed


def test_the_day_of_a_pinned_answer_is_that_of_its_moment() -> None:
    page = content(pinned("/flows/kp/ru/artillery-round/", moment())).decode()
    assert "This page is as this site had it on" in page
    assert Client().get(pinned("/", moment())).headers["Memento-Datetime"].endswith("GMT")


def test_links_of_a_pinned_page_are_pinned() -> None:
    page = content(pinned("/", moment())).decode()
    assert f"/flows/kp/ru/artillery-round/?recorded={quote(str(moment()))}" in page.replace("&amp;", "&")


def test_the_live_page_counts_what_is_newer() -> None:
    at = moment()
    dated_back()
    corrected()
    page = content(f"/?since={quote(str(at))}").decode()
    assert "1 claim published, 1 claim corrected" in " ".join(page.split())


def test_a_draft_ends_no_moment() -> None:
    at = moment()
    submitted(Shipment)
    assert moment() == at


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ((datetime.now(UTC) + timedelta(days=2)).date().isoformat(), "not over yet"),
        ("2020-01-01", "before the record of this site begins"),
        ("yesterday", "not a moment in UTC"),
        ("2026-02-30T10:00:00Z", "not a moment of the calendar"),
    ],
)
def test_what_is_no_moment_on_record_is_refused_by_name(value: str, said: str) -> None:
    response: Any = Client().get(f"{API}shipments/?recorded={value}")
    assert response.status_code == 400
    (fault,) = response.json()["errors"] if "errors" in response.json() else [response.json()]
    assert said in str(fault)
    assert value in str(fault)
    assert said in Client().get(f"/?recorded={value}").content.decode()


@pytest.mark.parametrize("accepted", ["identity", "br", "gzip"])
@pytest.mark.parametrize("address", ["/", f"{API}shipments/", f"{API}shipments.csv", f"{API}dataset.zip"])
def test_a_pinned_answer_says_its_hash_however_it_is_compressed(address: str, accepted: str) -> None:
    said = sha256(content(pinned(address, moment()))).digest()
    response = Client().get(pinned(address, moment()), headers={"accept-encoding": accepted})
    response.close()
    assert response.headers["Unencoded-Digest"] == f"sha-256=:{b64encode(said).decode()}:"
