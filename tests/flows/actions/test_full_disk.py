"""A disk that fills up in the middle of an import: nothing of it is there, it is said, and the next one works."""

from collections.abc import Iterator

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse

from flows.actions.apply_import import ImportRefused, apply_import
from flows.importing.preview import preview
from flows.importing.tables import TABLES
from flows.models import Proposal, Revision, Shipment
from tests.flows.actions.people import drafted
from tests.flows.importing.seeds import rows_of, written

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "sqlite", reason="only SQLite lets a test bound its file"),
]

LINKS = ("supersedes", "alternative_group", "part_of", "derived_from")
ALONE = next(row for row in rows_of("shipments.csv") if not any(row[name] for name in LINKS))
MANY = written([{**ALONE, "code": f"many-{number:04}"} for number in range(3000)])
SPARE_PAGES = 40


def pages(pragma: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA {pragma}")
        return int(cursor.fetchone()[0])


def give(spare: int) -> None:
    """Let the database's file grow by so many pages, and no more."""
    pages(f"max_page_count={pages('page_count') + spare}")


def sent() -> SimpleUploadedFile:
    """The file as a browser sends it."""
    return SimpleUploadedFile("many.csv", MANY)


@pytest.fixture
def room() -> Iterator[None]:
    """Whatever bound a test sets is lifted after it."""
    most = pages("max_page_count")
    with connection.cursor() as cursor:
        # Pages that earlier tests left free would be filled first.
        cursor.execute("VACUUM")
    yield
    pages(f"max_page_count={most}")


def recorded() -> tuple[int, ...]:
    counts = [table.model._default_manager.count() for table in TABLES]
    return (*counts, Revision.objects.count(), Proposal.objects.count())


def test_nothing_is_left_of_an_import_that_filled_the_disk(room: None) -> None:
    before = recorded()
    shown = preview({"shipments.csv": MANY})
    assert shown.faults == ()
    give(SPARE_PAGES)
    with pytest.raises(ImportRefused, match="database or disk is full"):
        apply_import(shown)
    assert recorded() == before
    # The disk is as full as it was; what fits still goes in.
    drafted()
    give(100_000)
    apply_import(preview({"shipments.csv": MANY}))
    assert Shipment.objects.filter(code__startswith="many-").count() == 3000


def test_the_desk_says_so_and_keeps_the_file(room: None) -> None:
    client = Client()
    client.force_login(User.objects.create_superuser("desk"))
    before = recorded()
    client.post(reverse("admin:flows_import"), {"table": "shipments", "file": sent()})
    page = client.get(reverse("admin:flows_import_preview"))
    confirm = {"action": "confirm", "digest": page.context["digest"], "seen": page.context["seen"]}
    give(SPARE_PAGES)
    answer = client.post(reverse("admin:flows_import_preview"), confirm)
    assert answer.status_code == 409
    assert "Nothing was imported: the database cannot write now: database or disk is full." in answer.text
    assert recorded() == before
    give(100_000)
    assert client.post(reverse("admin:flows_import_preview"), confirm).status_code == 302
    assert Shipment.objects.filter(code__startswith="many-", status="draft").count() == 3000


def test_a_file_that_finds_no_room_is_not_kept_and_that_is_said(room: None) -> None:
    client = Client()
    client.force_login(User.objects.create_superuser("desk"))
    give(0)
    answer = client.post(reverse("admin:flows_import"), {"table": "shipments", "file": sent()})
    assert answer.status_code == 200
    assert "The file was not kept" in answer.text
