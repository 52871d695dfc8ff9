"""A pinned answer stays what it was, byte for byte, whatever is written later; the live one says what is newer."""

from __future__ import annotations

import json
import re
import shutil
from base64 import b64encode
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from html import unescape
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import quote
from zipfile import ZipFile

import pytest
from django.core.management import call_command
from django.test import Client
from frictionless import Package

from dashboard.pages.gallery import GALLERY
from flows.actions.merge import approve_merge, propose_merge, propose_undoing
from flows.actions.propose import approve_proposal, propose
from flows.actions.restore import restore
from flows.actions.retract import retract
from flows.clock import Moment
from flows.dictionary import CLAIM_TABLES
from flows.exporting.tables import TABLES
from flows.models import Actor, Claimant, Event, Munition, Shipment, Source
from flows.queries.recorded import newest_moment
from flows.queries.since import changes_since
from tests.dashboard.pages.addresses import PAGES
from tests.flows.actions.people import drafted, fresh, person, published, submitted

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


def changed(model: Any, code: str, **values: Any) -> None:
    """A public row with other values, proposed by one and approved by another."""
    row = model.objects.get(pk=code)
    for name, value in values.items():
        setattr(row, name, value)
    proposal = propose(row, person("author"))
    assert proposal is not None
    approve_proposal(proposal, person("reviewer"))


def ten_changes() -> None:
    """Whatever may become of a record after somebody cited it."""
    late = dated_back()
    changed(Shipment, SHELLS, statement="Corrected: the minister said so.")
    retract([late], "It was said by somebody else.", person("reviewer"))
    changed(Actor, "kp", name="Renamed party")
    changed(Claimant, "kr-mnd", short_name="Renamed ministry")
    changed(Munition, "artillery-round", plural="boxes of anything")
    changed(Munition, "artillery-round-152mm", parent_id="munition")
    changed(Source, "2024-06-14-odessa-journal", reliability="F", url="https://example.org/moved")
    changed(Event, "2000-07-putin-pyongyang", title="Another title")
    merge = propose_merge("sources", "2024-06-15-babel", "2024-06-14-babel", person("author"))
    approve_merge(merge, person("reviewer"))


def test_no_later_write_changes_a_pinned_answer() -> None:
    at = moment()
    before = {address: content(pinned(address, at)) for address in addresses()}
    live = {address: content(address) for address in ("/", "/routes/", f"/claims/{SHELLS}/", f"{API}sources.csv")}
    ten_changes()
    assert not [address for address, was in live.items() if content(address) == was]
    differ = [address for address, was in before.items() if content(pinned(address, at)) != was]
    assert not differ


def test_a_citation_opens_to_the_same_bytes_after_all_of_them() -> None:
    page = content("/charts/comparison/").decode()
    (cited,) = set(re.findall(r"url = \{(?:https?://[^/]+)([^}]+)\}", page))
    assert "as_of=" in cited
    assert "recorded=" in cited
    address = unescape(cited)
    was = content(address)
    ten_changes()
    assert content(address) == was


def freeze(monkeypatch: pytest.MonkeyPatch, at: datetime) -> None:
    for name in ("flows.clock.now", "flows.questions.parameters.now"):
        monkeypatch.setattr(name, lambda: at)


def printed() -> set[str]:
    """Every address with both clocks that pages, embedded charts and files of charts print."""
    found: set[str] = set()
    for address in (*PAGES, *(f"/charts/{slug}/metadata.json" for slug in GALLERY)):
        # Once for the page, and once more for the code that is to be put into another; JSON has none of either.
        text = content(address).decode().replace("&amp;", "&").replace("&amp;", "&").replace("&quot;", '"')
        found.update(re.findall(r"https?://[^/\s\"'<>]+(/[^\s\"'<>{}]*\brecorded=[^\s\"'<>{}]*)", text))
    return found


def test_what_pages_cite_long_after_the_last_write_opens_without_a_notice(monkeypatch: pytest.MonkeyPatch) -> None:
    last = moment().at
    freeze(monkeypatch, last + timedelta(days=120))
    day = (last + timedelta(days=120)).date()
    addresses = {address for address in printed() if f"as_of={day}" in address}
    assert {address.partition("?")[0].split("/")[1] for address in addresses} == {"charts", "claims", "embed"}
    # What is asked of the API, and in a field of its own, is of the same two clocks.
    clocks = f"as_of={day}&recorded={quote(str(moment()))}"
    addresses |= {f"{API}shipments/?{clocks}", f"{API}flows.csv?{clocks}", f"{API}dataset.zip?{clocks}"}
    addresses.add(f"/changes/?from=2024-01-01&to={day}&{clocks}")
    addresses.add(f"/balance/?side=ua&start=2025-01-01&end={day}&{clocks}")
    was = {address: content(address) for address in addresses}
    assert not [address for address, body in was.items() if b"was left out" in body]
    freeze(monkeypatch, last + timedelta(days=150))
    assert not [address for address, body in was.items() if content(address) != body]


def test_a_pinned_day_that_is_still_to_come_is_refused_until_it_is_there(
    monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    # What is kept of an address while its day is refused must not be told once the day is there.
    store = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "a-day-to-come"}
    settings.CACHES = {**settings.CACHES, "responses": store}
    last = moment().at
    freeze(monkeypatch, last + timedelta(days=9))
    today, tomorrow = ((last + timedelta(days=days)).date() for days in (9, 10))
    page, asked = pinned(f"/?as_of={tomorrow}", moment()), pinned(f"{API}shipments/?as_of={tomorrow}", moment())
    assert f"is after today: take {today}" in content(page).decode()
    refused: Any = Client().get(asked)
    assert refused.status_code == 400
    assert f"is after today: take {today}" in refused.content.decode()
    assert Client().get(page).headers["Cache-Control"] == "no-store"
    freeze(monkeypatch, last + timedelta(days=10))
    again: Any = Client().get(page)
    assert again.status_code == 200
    assert "is after today" not in again.content.decode()
    known = Client().get(page).headers["ETag"]
    freeze(monkeypatch, last + timedelta(days=11))
    assert Client().get(page, headers={"if-none-match": known}).status_code == 304
    assert Client().get(asked).status_code == 200


BESIDE_THE_RECORD = (f"{API}dataset.zip", "/methods/", "/data/", "/data/compare/?from=2026-11-20&to=2026-11-22")
"""What prints files that lie beside the record, of which it keeps no past."""


def test_no_file_beside_the_record_changes_a_pinned_answer(settings: Any, tmp_path: Path) -> None:
    shutil.copytree(Path(settings.BASE_DIR) / "seeds", tmp_path / "seeds")
    settings.BASE_DIR, settings.RELEASES_DIR = tmp_path, tmp_path / "releases"
    at = moment()
    live = {address: content(address) for address in BESIDE_THE_RECORD}
    was = {address: content(pinned(address, at)) for address in BESIDE_THE_RECORD}
    for name in ("README.md", "LICENCE.md", "changes.csv", "released.csv"):
        (tmp_path / "seeds" / name).write_text("Other words.", encoding="utf-8")
    (tmp_path / "seeds" / "readings.csv").unlink()
    descriptor = tmp_path / "seeds" / "datapackage.json"
    described = json.loads(descriptor.read_text(encoding="utf-8"))
    described |= {"title": "Another", "description": "Others", "version": "2099.1"}
    descriptor.write_text(json.dumps(described), encoding="utf-8")
    for day in ("2026-11-20", "2026-11-22"):
        call_command("make_release", "--day", day, verbosity=0)
    assert not [address for address, before in live.items() if content(address) == before]
    assert not [address for address, before in was.items() if content(pinned(address, at)) != before]


def test_a_pinned_answer_says_where_the_words_of_today_are() -> None:
    found = ZipFile(BytesIO(content(pinned(f"{API}dataset.zip", moment()))))
    words = {name for name in found.namelist() if not name.endswith(".csv")}
    assert words == {"datapackage.json", "CHANGELOG.md"}
    assert not {"changes.csv", "readings.csv", "released.csv"} & set(found.namelist())
    descriptor = json.loads(found.read("datapackage.json"))
    assert "the package of today has them" in descriptor["description"]
    assert descriptor["recordedAt"] == str(moment())
    assert {"title", "version"}.isdisjoint(descriptor)
    for address, said in (
        ("/methods/", "What the coders read is kept beside the record, as it is today"),
        ("/data/", "Releases are listed as they are today"),
        ("/data/compare/", "Releases are compared as they are today"),
    ):
        page = content(pinned(address, moment())).decode()
        assert said in " ".join(page.split())
        assert f"{address}?since=" in page


@pytest.mark.filterwarnings("ignore")  # the validator's own dependencies, not ours
def test_a_pinned_package_keeps_its_own_schema(tmp_path: Path) -> None:
    ZipFile(BytesIO(content(pinned(f"{API}dataset.zip", moment())))).extractall(tmp_path)
    report = Package(str(tmp_path / "datapackage.json")).validate()
    assert report.flatten(["title", "rowNumber", "fieldName", "message"]) == []


@pytest.mark.parametrize("address", ["/version/", "/feed.atom", f"{API}releases/"])
def test_what_is_of_today_alone_takes_no_moment(address: str) -> None:
    response: Any = Client().get(pinned(address, moment()))
    assert response.status_code == 400
    (error,) = response.json()["errors"]
    assert error["parameter"] == "recorded"
    assert "there is no parameter 'recorded'" in error["detail"] or "a feed is of now" in error["detail"]


def test_the_day_of_a_pinned_answer_is_that_of_its_moment() -> None:
    page = content(pinned("/flows/kp/ru/artillery-round/", moment())).decode()
    assert "This page is as this site had it on" in page
    assert Client().get(pinned("/", moment())).headers["Memento-Datetime"].endswith("GMT")


def test_links_of_a_pinned_page_are_pinned() -> None:
    page = content(pinned("/flows/", moment())).decode()
    assert f"/flows/kp/ru/artillery-round/?recorded={quote(str(moment()))}" in page.replace("&amp;", "&")


def test_the_live_page_counts_what_is_newer() -> None:
    at = moment()
    dated_back()
    changed(Shipment, SHELLS, statement="Corrected: the minister said so.")
    changed(Actor, "kp", name="Renamed party")
    page = content(f"/?since={quote(str(at))}").decode()
    assert "1 claim published, 1 claim corrected, 1 name, document or other record changed" in " ".join(page.split())


def test_what_is_again_as_it_was_is_not_counted() -> None:
    at = moment()
    shells = Shipment.objects.get(pk=SHELLS)
    statement, party = shells.statement, Actor.objects.get(pk="kp").name
    for text, name in (("Corrected: the minister said so.", "Renamed party"), (statement, party)):
        changed(Shipment, SHELLS, statement=text)
        changed(Actor, "kp", name=name)
    retract([fresh(shells)], "It was said by somebody else.", person("reviewer"))
    assert changes_since(at) == ("1 claim retracted",)
    withdrawn = moment()
    restored = restore(fresh(shells), shells.version, person("author"))
    assert restored is not None
    approve_proposal(restored, person("reviewer"))
    assert changes_since(at) == ()
    assert changes_since(withdrawn) == ("1 claim restored",)
    changed(Shipment, SHELLS, statement="Corrected: the minister said so.")
    assert changes_since(at) == ("1 claim corrected",)


def test_a_claim_that_was_published_and_corrected_since_is_new_and_one_that_was_retracted_is_that() -> None:
    at = moment()
    dated_back()
    changed(Shipment, "dated-back", statement="Corrected: the minister said so.")
    assert changes_since(at) == ("1 claim published",)
    retract([Shipment.objects.get(pk="dated-back")], "It was said by somebody else.", person("reviewer"))
    assert changes_since(at) == ("1 claim retracted",)


def test_a_merge_counts_while_it_is_in_force() -> None:
    at = moment()
    merge = propose_merge("sources", "2024-06-15-babel", "2024-06-14-babel", person("author"))
    approve_merge(merge, person("reviewer"))
    joined = moment()
    merge.refresh_from_db()
    claims = [code for kind, code, *_ in merge.moved if kind in CLAIM_TABLES]
    counted = changes_since(at)
    assert counted[0] == f"{len(claims)} {'claim' if len(claims) == 1 else 'claims'} corrected"
    others = {(kind, code) for kind, code, *_ in merge.moved if kind not in CLAIM_TABLES} | {("sources", merge.old)}
    assert counted[1].startswith(f"{len(others)} name")
    approve_merge(propose_undoing(merge, person("author")), person("reviewer"))
    assert changes_since(at) == ()
    assert changes_since(joined) == counted


def test_what_waits_to_become_public_is_not_counted() -> None:
    at = moment()
    submitted(Shipment)
    drafted(Actor)
    assert changes_since(at) == ()


def test_a_draft_ends_no_moment() -> None:
    at = moment()
    submitted(Shipment)
    assert moment() == at


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ((datetime.now(UTC) + timedelta(days=2)).date().isoformat(), "not over yet"),
        ("2020-01-01", "before the record of this site begins"),
        ("yesterday", "not a moment"),
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
