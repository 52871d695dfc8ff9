"""The index of the search is true after every kind of write."""

from __future__ import annotations

from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.core.management.sql import emit_post_migrate_signal
from django.db import connection

from flows import search_index
from flows.actions.apply_import import apply_import
from flows.actions.merge import approve_merge, propose_merge, propose_undoing
from flows.actions.propose import approve_proposal, propose
from flows.actions.record import record
from flows.actions.restore import restore
from flows.actions.retract import retract
from flows.actions.review import approve, submit
from flows.importing.preview import preview
from flows.models import Actor, Indicator, Merge, Rate, Ratio, Shipment, Source
from flows.models.claims import CLAIM_MODELS
from flows.past import FOREVER
from tests.flows.actions.people import drafted, fresh, person, published
from tests.flows.importing.seeds import changed
from tests.flows.models.rows import row

pytestmark = pytest.mark.django_db


def true() -> bool:
    faults = list(search_index.faults())
    assert faults == []
    return True


def indexed(kind: str, code: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT COUNT(*) FROM search_entry WHERE kind = %s AND code = %s AND recorded_to = %s",
            [kind, code, FOREVER],
        )
        return bool(cursor.fetchone()[0])


def test_the_seeds_are_indexed() -> None:
    assert true()
    assert indexed("shipments", "rok-dia-2025-07-13-152mm")


@pytest.mark.parametrize("model", [Shipment, Rate, Ratio, Indicator])
def test_a_claim_is_indexed_from_its_approval_on(model: Any) -> None:
    kind = next(name for name, one in CLAIM_MODELS.items() if one is model)
    claim = drafted(model)
    assert true()
    assert not indexed(kind, claim.code)
    submit([fresh(claim)], person("author"))
    assert not indexed(kind, claim.code)
    approve([fresh(claim)], person("reviewer"))
    assert true()
    assert indexed(kind, claim.code)
    retract([fresh(claim)], "It was never said.", by=person("reviewer"))
    assert true()
    assert indexed(kind, claim.code)


def test_a_change_that_is_approved_or_taken_back_is_indexed() -> None:
    claim = fresh(published())
    claim.statement = "Zyzzyva."
    proposal = propose(claim, person("author"))
    assert proposal is not None
    assert true()
    approve_proposal(proposal, person("reviewer"))
    assert true()
    again = restore(fresh(claim), 1, person("author"))
    if again is not None:
        approve_proposal(again, person("reviewer"))
    assert true()


def test_imports_merges_and_their_undoing_are_indexed() -> None:
    file, _ = changed("shipments.csv", "rok-dia-2025-07-13-152mm", statement="Zyzzyva.", supplier="ir")
    shown = preview({"shipments.csv": file})
    if not shown.faults:
        apply_import(shown)
    assert true()
    record(row(Actor, code="twin", name="Twin"))
    approve_merge(propose_merge("actors", "ir", "twin", person("author")), person("reviewer"))
    assert true()
    assert not indexed("flows", "ir/ru/missile")
    (merge,) = Merge.objects.all()
    approve_merge(propose_undoing(merge, person("author")), person("reviewer"))
    assert true()


def test_what_is_written_otherwise_is_indexed_with_the_next_write() -> None:
    Source.objects.filter(code="2024-06-14-odessa-journal").update(title="Zyzzyva")
    Shipment.objects.filter(code="rok-dia-2025-07-13-152mm").update(status="draft")
    assert list(search_index.faults())
    search_index.fill()
    assert true()
    assert not indexed("shipments", "rok-dia-2025-07-13-152mm")


def test_the_command_says_what_is_not_true_and_mends_it() -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM search_entry WHERE code = 'rok-dia-2025-07-13-152mm'")
    with pytest.raises(CommandError):
        call_command("search_index", stderr=StringIO())
    call_command("search_index", "--rebuild", stdout=StringIO())
    call_command("search_index", stdout=StringIO())


def test_an_index_that_is_missing_is_made_after_migrate() -> None:
    with connection.cursor() as cursor:
        for table in ("search_instance", "search_token", "search_entry", "search_word", "search_waiting"):
            cursor.execute(f"DROP TABLE IF EXISTS {table}")
    emit_post_migrate_signal(verbosity=0, interactive=False, db=connection.alias)
    assert true()
