"""A further subject in one instance: every address below it answers about it alone, and leads nowhere else."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.core.management import call_command
from django.test import Client
from pytest_django.plugin import DjangoDbBlocker

from flows.pages_of_site import PAGES_OF_SITE
from flows.queries.data_version import data_version
from flows.queries.recorded import of_its_subject
from flows.queries.subjects import further_subjects
from flows.subject import about
from tests.dashboard.test_second_subject import FOLDER, PACKED, addresses, answer, forget
from tests.test_no_subject import OTHERWISE, named_in, parties, words
from tests.thorough import some_of_each

pytestmark = pytest.mark.django_db
FURTHER = FOLDER.with_name("further_subject")
PATH = "/s/grain"
_HREF = re.compile(r'(?:href|src|action|data-[a-z-]+)="(/[^"]*)"')
_ABSOLUTE = re.compile(r"https?://testserver[^\s\"'<>)\\&]*")
_ELSEWHERE = ("/static/", f"{PATH}/")
CHOOSER = re.compile(r'<nav class="bar" aria-label="Subjects of this site".*?</nav>', re.DOTALL)


@pytest.fixture(scope="module")
def instance(django_db_setup: Callable[[], None], django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The seeds with a further subject beside them; the seeds alone are put back after the last test that takes it."""
    with django_db_blocker.unblock():
        for folder in (FOLDER, FURTHER):
            call_command("load_seeds", directory=folder, verbosity=0)
    forget()
    yield
    forget()
    with django_db_blocker.unblock():
        django_db_setup()


@pytest.fixture(scope="module")
def answers(instance: None, django_db_blocker: DjangoDbBlocker) -> dict[str, tuple[int, str]]:
    """What each address below the subject answers: its status, and its body as text."""
    with django_db_blocker.unblock():
        further = further_subjects("as it is")
        with about(further[0], further), of_its_subject():
            every = [f"{PATH}{address}" for address in some_of_each(addresses(), like, 6)]
        return {address: answer(address, number) for number, address in enumerate(every)}


def like(address: str) -> str:
    """What addresses have in common of which a few are walked: those of one face of charts, and all else by itself."""
    found = re.fullmatch(r"/(?:charts|embed)/[a-z-]+/(.*)", address)
    return f"{address[1]}{found[1]}" if found else address


def test_every_address_answers(answers: dict[str, tuple[int, str]]) -> None:
    assert {address: status for address, (status, _) in answers.items() if status >= 429} == {}
    pages = {f"{PATH}{page.path}" for page in PAGES_OF_SITE}
    assert {address: status for address, (status, _) in answers.items() if address in pages and status != 200} == {}
    assert len(answers) > 200


def test_no_answer_knows_of_the_first_subject(answers: dict[str, tuple[int, str]]) -> None:
    every = frozenset(words()) - frozenset().union(*OTHERWISE.values())
    codes = parties()
    found = {
        address: named_in(body, every, codes)
        for address, (_, body) in answers.items()
        if not address.endswith(PACKED) and not any(code in address for code in codes)
    }
    assert {address: named for address, named in found.items() if named} == {}


def test_every_link_stays_inside(answers: dict[str, tuple[int, str]]) -> None:
    outside: dict[str, str] = {}
    for address, (status, body) in answers.items():
        if status == 200 and not address.endswith((*PACKED, "robots.txt")):
            text = CHOOSER.sub("", body)
            paths = {*_HREF.findall(text), *(f"{one.partition('testserver')[2]}/" for one in _ABSOLUTE.findall(text))}
            outside |= {path: address for path in paths if not path.startswith(_ELSEWHERE)}
    assert outside == {}


def test_pages_are_about_the_subject(answers: dict[str, tuple[int, str]]) -> None:
    front = answers[f"{PATH}/"][1]
    assert '<link rel="canonical" href="http://testserver/s/grain/">' in front
    assert 'property="og:site_name" content="Munitions Flows: Grain (invented, for tests)"' in front
    assert '<a href="/s/grain/" aria-current="true">Grain (invented, for tests)</a>' in front
    assert 'class="to-first"' in answers[f"{PATH}/flows/"][1]
    assert "The harvest of 2019 (invented)" in answers[f"{PATH}/stories/"][1]
    assert "Aldermark (invented) to Corvale (invented): tonnes of wheat" in answers[f"{PATH}/compare/"][1]
    assert "30 June 2019</a>" in front
    assert "http://testserver/s/grain/sources/gazette-harvest/" in answers[f"{PATH}/sitemap.xml"][1]
    assert "Munitions Flows: Grain (invented, for tests): claims" in answers[f"{PATH}/feed.atom"][1]


def test_the_first_subject_stays_at_its_addresses(instance: None, client: Client) -> None:
    front = client.get("/").content.decode()
    assert '<a href="/s/grain/">Grain (invented, for tests)</a>' in front
    assert "invented" not in CHOOSER.sub("", front)
    assert "Aldermark" in client.get("/actors/").content.decode(), "one ledger: its lists are of all of it"
    assert "invented" not in CHOOSER.sub("", client.get("/stories/").content.decode())
    assert client.get("/stories/harvest-2019/?as_of=2026-01-01").headers["Location"] == (
        "/s/grain/stories/harvest-2019/?as_of=2026-01-01"
    )
    assert "Sitemap: http://testserver/s/grain/sitemap.xml" in client.get("/robots.txt").content.decode()


def test_answers_do_not_mix(instance: None, client: Client) -> None:
    """Caches of responses, of addresses and of what a search reads know which subject they hold."""
    for path in ("/search/?q=wheat", "/actors/", "/api/v1/flows/"):
        first, further = (client.get(f"{begins}{path}") for begins in ("", PATH))
        assert first.headers["ETag"] != further.headers["ETag"]
        assert first.content != further.content
        assert client.get(path).content == first.content
        assert client.get(f"{PATH}{path}", headers={"If-None-Match": first.headers["ETag"]}).status_code == 200
    assert client.get("/search/?q=containers+Rajin").content.count(b"Rajin") > 1
    assert (
        b"0 results" in client.get(f"{PATH}/search/?q=Rajin").content
        or b"Nothing" in client.get(f"{PATH}/search/?q=Rajin").content
    )


def test_what_was_known_and_recorded_then(instance: None, client: Client) -> None:
    early = client.get(f"{PATH}/api/v1/shipments/?as_of=2019-03-31").json()["results"]
    assert [one["code"] for one in early] == ["harbours-2019-03-wheat"]
    moment = data_version().record.newest
    pinned = client.get(f"{PATH}/api/v1/shipments/?recorded={moment}")
    assert pinned.status_code == 200
    assert len(pinned.json()["results"]) == 6
    assert all("/s/grain/" in one["url"] for one in pinned.json()["results"])


def test_its_package_is_of_it_alone(instance: None, client: Client) -> None:
    answered = client.get(f"{PATH}/api/v1/dataset.zip")
    with ZipFile(BytesIO(answered.getvalue())) as package:
        texts = {name: package.read(name).decode() for name in package.namelist()}
    assert json.loads(texts["datapackage.json"])["title"] == "Grain (invented, for tests)"
    assert texts["subjects.csv"].count("\n") == 2
    every = frozenset(words()) - frozenset().union(*OTHERWISE.values())
    named = {name: named_in(text, every) for name, text in texts.items()}
    assert {name: those for name, those in named.items() if those} == {}


def test_programs_are_answered_about_it(instance: None, client: Client) -> None:
    assert f"{PATH}/api/v1/shipments.csv" in client.get(f"{PATH}/api/v1/shipments/").headers["Link"]
    asked = {"name": "search", "arguments": {"q": "wheat"}}
    call = {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": asked}
    accept = {"Accept": "application/json"}
    told = client.post(f"{PATH}/mcp/", call, content_type="application/json", headers=accept).text
    assert "testserver/s/grain/" in told
    assert not re.search(r"testserver/(?!s/grain/)", told)


def test_rows_by_their_sides_and_goods(instance: None, client: Client) -> None:
    def codes(table: str) -> list[str]:
        return sorted(one["code"] for one in client.get(f"{PATH}/api/v1/{table}/").json()["results"])

    assert codes("rates") == ["observatory-2019-eaten", "pool-2019-made"]
    assert codes("ratios") == ["observatory-2019-ratio"]
    assert codes("indicators") == ["pool-2019-price"]
    assert codes("actors") == ["aldermark", "corvale", "dunholt", "grain-pool"]
    assert codes("munitions") == ["barley", "grain", "grain-container", "wheat"]
    assert codes("places") == ["alder-quay", "cor-haven", "dun-market"]
    assert codes("routes") == ["alder-cor"]
    assert codes("events") == ["harvest-fair"]
    assert codes("subjects") == ["grain"]
    assert client.get("/api/v1/subjects/grain/").json()["page_url"] == "http://testserver/s/grain/"
