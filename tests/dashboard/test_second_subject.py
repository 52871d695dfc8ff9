"""The site over data that it was not made for: nothing at all, one claim, and another subject in an empty database."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.core.cache import caches
from django.core.management import call_command
from django.test import Client
from pytest_django.plugin import DjangoDbBlocker

from flows.api.views.document import document
from flows.models import Shipment
from flows.pages_of_site import PAGES_OF_SITE
from flows.subject import Subject, read, subject, use
from tests.dashboard import walk
from tests.seeded import empty
from tests.test_no_subject import OTHERWISE, named_in, parties, words
from tests.thorough import some_of_each

pytestmark = pytest.mark.django_db
FOLDER = Path(__file__).parents[1] / "second_subject"
FIRST = "harbours-2019-03-wheat"
"""The one claim of the instance that has one: without it, what it refers to would be all that there is."""
PACKED = (".zip", ".xlsx", ".png")
"""Answers that are no text."""
_BEFORE_ANY = "2017-01-01"
ASKED = ("kp/ru", "2024-06-14")
"""What is in the addresses of the walk itself, where there is nothing to walk: what is asked for is said again."""


@pytest.fixture(scope="module", params=["nothing", "one claim", "another subject"])
def instance(
    request: pytest.FixtureRequest,
    django_db_setup: Callable[[], None],
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[str]:
    """The database with other data in it; the seeds are put back after the last test that takes these."""
    with django_db_blocker.unblock():
        empty()
        if request.param == "one claim":
            call_command("load_seeds", directory=_alone(tmp_path_factory.mktemp("one")), verbosity=0)
        elif request.param == "another subject":
            call_command("load_seeds", directory=FOLDER, verbosity=0)
    before = subject()
    use(read(FOLDER) if request.param == "another subject" else Subject())
    forget()
    yield request.param
    use(before)
    forget()
    with django_db_blocker.unblock():
        django_db_setup()


def forget() -> None:
    """Let go of what is cached of the data that a test had."""
    caches["default"].clear()
    document.cache_clear()


def _alone(folder: Path) -> Path:
    """The first claim with what it refers to."""
    for name in ("actors", "claimants", "munitions", "sources"):
        (folder / f"{name}.csv").write_bytes((FOLDER / f"{name}.csv").read_bytes())
    with (FOLDER / "shipments.csv").open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        text = io.StringIO()
        written = csv.DictWriter(text, rows.fieldnames or ())
        written.writeheader()
        written.writerow(next(row for row in rows if row["code"] == FIRST))
    (folder / "shipments.csv").write_text(text.getvalue(), encoding="utf-8")
    return folder


def addresses() -> list[str]:
    """Every public address, with the codes of what there is; the pages of the site also as of a day before it all."""
    with pytest.MonkeyPatch.context() as patched:
        flow = Shipment.objects.order_by("code").first()
        if flow:
            named = {"supplier": flow.supplier_id, "recipient": flow.recipient_id, "munition": flow.munition_id}
            patched.setattr(walk, "FIXED", {**walk.FIXED, **{f"<str:{name}>": code for name, code in named.items()}})
        every = walk.addresses()
    public = [address for address in every if not address.startswith(("/admin", "/account/", "/static/"))]
    # A picture is the drawing again, and the slowest of all to make.
    drawn = [address for address in public if address.endswith(".png")]
    fewer = [address for address in public if address not in drawn] + some_of_each(drawn, lambda _: "png", 1)
    return fewer + [f"{page.path}?as_of={_BEFORE_ANY}" for page in PAGES_OF_SITE if page.dated]


@pytest.fixture(scope="module")
def answers(instance: str, django_db_blocker: DjangoDbBlocker) -> dict[str, tuple[int, str]]:
    """What each address answers: its status, and its body as text."""
    with django_db_blocker.unblock():
        return {address: answer(address, number) for number, address in enumerate(addresses())}


def answer(address: str, number: int) -> tuple[int, str]:
    """The answer to one of many: each from elsewhere, since whoever asks for so many in a minute has to wait."""
    asked = Client(REMOTE_ADDR=f"10.{number // 250}.{number % 250}.1", raise_request_exception=False).get(address)
    body = b"".join(asked.streaming_content) if asked.streaming else asked.content  # type: ignore[attr-defined]
    asked.close()
    return asked.status_code, body.decode(errors="replace")


def test_every_address_answers(answers: dict[str, tuple[int, str]]) -> None:
    assert {address: status for address, (status, _) in answers.items() if status >= 429} == {}
    pages = {page.path for page in PAGES_OF_SITE}
    assert {address: status for address, (status, _) in answers.items() if address in pages and status != 200} == {}


def test_no_answer_knows_what_the_seeds_are_about(answers: dict[str, tuple[int, str]]) -> None:
    every = frozenset(words()) - frozenset().union(*OTHERWISE.values())
    asked = [address for address in answers if address.endswith(PACKED) or any(part in address for part in ASKED)]
    codes = parties()
    found = {address: named_in(body, every, codes) for address, (_, body) in answers.items() if address not in asked}
    assert {address: named for address, named in found.items() if named} == {}


def test_pages_open_on_what_there_is(instance: str, answers: dict[str, tuple[int, str]]) -> None:
    _, compared = answers["/compare/"]
    if instance != "another subject":
        assert "Two flows side by side" in compared
        return
    assert "Aldermark (invented) to Corvale (invented): tonnes of wheat, beside Joint Grain Pool" in compared
    assert "Tonnes of barley to Dunholt (invented) by year" in answers["/years/"][1]
    assert "Got, made, fired: Corvale (invented), tonnes of wheat" in answers["/balance/"][1]
    assert 'class="to-first"' in answers["/flows/"][1]
    assert "30 June 2019</a>" in answers["/"][1]
    assert "No outlines are stored for this part of the world." in answers["/routes/"][1]
    assert "Claims about grain between parties that do not exist" in answers["/data/dataset.jsonld"][1]
