"""Several people and an import at the same time: nothing is lost, nobody waits long, nothing stays half done."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier, Event, Thread
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.db import connections
from django.test import Client
from django.urls import reverse

from flows.actions.apply_import import apply_import
from flows.actions.record import revise
from flows.importing.preview import preview
from flows.models import Revision, Shipment
from tests.databases import address_of_the_test_database
from tests.flows.actions.people import drafted, fresh, person
from tests.flows.importing.seeds import rows_of, written
from tests.flows.models.rows import VALID

pytestmark = pytest.mark.django_db(transaction=True)

EIGHT = 8
ROWS = 20_000


def in_thread(work: Callable[[], Any]) -> Any:
    """What work gives, with the thread's own connection closed after it."""
    try:
        return work()
    finally:
        connections.close_all()


def test_of_eight_saves_at_once_one_is_written_and_seven_see_both_versions() -> None:
    drafted()
    people = [User.objects.create_superuser(f"editor-{number}") for number in range(EIGHT)]
    cells = {name.removesuffix("_id"): str(value) for name, value in VALID[Shipment].items() if name != "code"}
    page = reverse("admin:flows_shipment_change", args=["test-row"])
    clients = [Client() for _ in people]
    for client, user in zip(clients, people, strict=True):
        client.force_login(user)
    together = Barrier(EIGHT)

    def save(number: int) -> Any:
        sent = {
            **cells,
            "date_precision": "day",
            "stance": "asserts",
            "start_basis": "stated",
            "notes": f"Note {number}.",
            "seen": "1",
        }
        together.wait()
        return in_thread(lambda: clients[number].post(page, sent))

    with ThreadPoolExecutor(EIGHT) as pool:
        answers = list(pool.map(save, range(EIGHT)))
    statuses = sorted(answer.status_code for answer in answers)
    assert statuses == [200] * (EIGHT - 1) + [302]
    assert all("All versions" in answer.text for answer in answers if answer.status_code == 200)
    (winner,) = [number for number, answer in enumerate(answers) if answer.status_code == 302]
    claim = Shipment.objects.get(code="test-row")
    assert (claim.notes, claim.version) == (f"Note {winner}.", 2)
    assert list(Revision.objects.filter(code="test-row").values_list("number", flat=True)) == [1, 2]


def many() -> bytes:
    """A file of twenty thousand claims."""
    pattern = alone()
    return written([{**pattern, "code": f"many-{number:05}"} for number in range(ROWS)])


def alone() -> dict[str, str]:
    """A row of the seeds that refers to no other claim."""
    links = ("supersedes", "alternative_group", "part_of", "derived_from")
    return next(row for row in rows_of("shipments.csv") if not any(row[name] for name in links))


@pytest.mark.slow
def test_saves_go_on_during_an_import_of_twenty_thousand_rows() -> None:
    # How long the longest of them waits is printed and not judged: a busy machine is no fault of the code.
    drafted()
    person("author")
    shown = preview({"shipments.csv": many()})
    assert shown.faults == ()
    done, waits = Event(), []

    def save() -> None:
        number = 0
        while not done.is_set() or number == 0:
            number += 1
            claim = fresh(Shipment(code="test-row"))
            claim.notes = f"Note {number}."
            begun = time.perf_counter()
            revise(claim, by=person("author"))
            waits.append(time.perf_counter() - begun)
            time.sleep(0.02)

    editor = Thread(target=lambda: in_thread(save))
    editor.start()
    begun = time.perf_counter()
    try:
        apply_import(shown)
    finally:
        done.set()
        editor.join()
    took = time.perf_counter() - begun
    print(f"\nimport of {ROWS} rows: {took:.1f} s; {len(waits)} saves meanwhile, the longest {max(waits):.2f} s")
    assert Shipment.objects.filter(code__startswith="many-").count() == ROWS
    assert Revision.objects.filter(code__startswith="many-").count() == ROWS
    assert Shipment.objects.get(code="test-row").notes == f"Note {len(waits)}."
    assert len(waits) > 1


KILLED = """
import os, sys
import django
os.environ["DJANGO_SETTINGS_MODULE"] = "dashboard.settings"
django.setup()
from flows.actions import statements
from flows.actions.apply_import import apply_import
from flows.importing.preview import preview
from pathlib import Path

run, times = statements.Statement.run, 0

def counted(self):
    global times
    times += 1
    if times == 2:
        print("half-way", flush=True)
        sys.stdin.read()
    return run(self)

statements.Statement.run = counted
apply_import(preview({"shipments.csv": Path(sys.argv[1]).read_bytes()}))
print("done", flush=True)
"""


def test_an_import_that_is_killed_half_way_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "shipments.csv").write_bytes(many())
    before = Shipment.objects.count(), Revision.objects.count()
    process = subprocess.Popen(
        [sys.executable, "-c", KILLED, str(tmp_path / "shipments.csv")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=settings.BASE_DIR,
        env={**os.environ, "DATABASE_URL": address_of_the_test_database(), "LOCAL": "true"},
    )
    with process:
        assert process.stdout is not None
        assert process.stdout.readline() == "half-way\n"
        process.send_signal(signal.SIGKILL)
    assert process.returncode == -signal.SIGKILL
    assert (Shipment.objects.count(), Revision.objects.count()) == before
    # And whoever comes next can write.
    drafted()


def test_an_editors_import_is_held_to_an_editors_rules() -> None:
    rows = rows_of("shipments.csv")
    pattern = alone()
    changed = {**next(row for row in rows if row["code"] == "rok-mnd-2024-06-14-shells"), "notes": "From a file."}
    shown = preview({"shipments.csv": written([{**pattern, "code": "from-a-file"}, changed])})
    assert shown.faults == ()
    (outcome,) = apply_import(shown, by=person("author"))
    assert (outcome.added, outcome.changed, outcome.proposed) == (1, 0, 1)
    claim = Shipment.objects.get(code="from-a-file")
    assert (claim.status, claim.entered_by) == ("draft", person("author"))
    assert Shipment.objects.get(code=changed["code"]).notes != "From a file."


def test_an_import_leaves_its_revision_of_what_it_changed() -> None:
    rows = rows_of("shipments.csv")
    changed = {**next(row for row in rows if row["code"] == "rok-mnd-2024-06-14-shells"), "notes": "From a file."}
    shown = preview({"shipments.csv": written([changed])})
    apply_import(shown)
    assert list(Revision.objects.filter(code=changed["code"]).order_by("number").values_list("number", "verb")) == [
        (1, "imported"),
        (2, "imported"),
    ]
    assert Shipment.objects.get(code=changed["code"]).version == 2
