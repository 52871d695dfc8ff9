"""An import in somebody's name: drafts, proposals, nothing twice, nothing over somebody else's."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.db import OperationalError

import flows.actions.apply_import as apply_import_module
from flows.actions.apply_import import ImportRefused, Written, apply_import
from flows.actions.create_named import NotCreated, create_named
from flows.actions.editors_import import fingerprint, judged_for, may_import
from flows.actions.propose import propose
from flows.actions.retract import retract
from flows.actions.statements import Statement
from flows.actions.writing import writing
from flows.importing.preview import Preview
from flows.importing.tables import TABLES
from flows.importing.upload import Sent, read_sent
from flows.models import Addition, Moment, Proposal, Revision, Shipment
from tests.flows.actions.people import fresh, person
from tests.flows.importing.seeds import rows_of, written
from tests.flows.importing.workbooks import table

pytestmark = pytest.mark.django_db

ROW = next(row for row in rows_of("shipments.csv") if row["code"] == "rok-mnd-2024-06-14-shells")
LINKS = ("supersedes", "alternative_group", "part_of", "derived_from")
ALONE = next(row for row in rows_of("shipments.csv") if not any(row[name] for name in LINKS))


def shown(*rows: dict[str, str], by: str = "author") -> Preview:
    sheet = read_sent(table("shipments"), Sent("", written(list(rows))))
    return judged_for(sheet, person(by))


def imported(*rows: dict[str, str], by: str = "author") -> Written:
    (found,) = apply_import(shown(*rows, by=by), by=person(by))
    return found


def counts(found: Preview) -> tuple[int, ...]:
    (one,) = found.tables
    return len(one.new), len(one.changed), len(one.proposed), one.unchanged


def test_new_claims_are_drafts_and_a_second_time_nothing() -> None:
    row = {**ALONE, "code": "test-row"}
    assert counts(shown(row)) == (1, 0, 0, 0)
    imported(row)
    claim = Shipment.objects.get(code="test-row")
    assert (claim.status, claim.entered_by) == ("draft", person("author"))
    assert counts(shown(row)) == counts(shown(row, by="somebody-else")) == (0, 0, 0, 1)
    imported(row)
    assert Revision.objects.filter(code="test-row").count() == 1


def test_a_draft_is_changed_in_place() -> None:
    imported({**ALONE, "code": "test-row"})
    assert counts(shown({**ALONE, "code": "test-row", "notes": "New."})) == (0, 1, 0, 0)
    imported({**ALONE, "code": "test-row", "notes": "New."})
    assert (fresh(Shipment(code="test-row")).notes, fresh(Shipment(code="test-row")).version) == ("New.", 2)


def test_a_draft_may_lean_on_another_draft() -> None:
    first = {**ALONE, "code": "first", "temporal": "interval"}
    assert shown(first, {**first, "code": "second", "part_of": "first"}).faults == ()
    imported(first)
    assert shown({**first, "code": "second", "part_of": "first"}).faults == ()


def test_a_change_to_a_public_claim_is_proposed_once() -> None:
    row = {**ROW, "notes": "From a file."}
    assert counts(shown(row)) == (0, 1, 1, 0)
    assert imported(row).proposed == 1
    assert counts(shown(row)) == (0, 0, 0, 1)
    assert counts(shown(row, by="somebody-else")) == (0, 0, 0, 1)
    assert imported(row).left == 1
    assert Proposal.objects.filter(code=ROW["code"]).count() == 1


def test_another_change_of_ones_own_takes_its_place() -> None:
    imported({**ROW, "notes": "From a file."})
    imported({**ROW, "notes": "From another."})
    found = dict(Proposal.objects.filter(code=ROW["code"]).values_list("outcome", "values__notes"))
    assert found == {"withdrawn": "From a file.", "open": "From another."}


def test_somebody_elses_proposal_is_not_swept_aside() -> None:
    claim = Shipment.objects.get(code=ROW["code"])
    claim.notes = "By hand."
    propose(claim, person("another"))
    (fault,) = shown({**ROW, "notes": "From a file."}).faults
    assert (fault.row, fault.column, fault.value) == (2, "code", ROW["code"])
    assert "proposed by another waits" in fault.message


def test_a_retracted_claim_is_not_brought_back_by_a_file() -> None:
    retract([Shipment.objects.get(code=ALONE["code"])], "An error of ours.", person("reviewer"))
    (fault,) = shown({**ALONE, "notes": "From a file."}).faults
    assert "retracted" in fault.message
    assert counts(shown(ALONE)) == (0, 0, 0, 1)


def test_the_fingerprint_changes_with_what_would_be_written_and_over_what() -> None:
    row = {**ROW, "notes": "From a file."}
    before = fingerprint(shown(row))
    assert fingerprint(shown(row)) == before
    assert fingerprint(shown({**row, "notes": "Another."})) != before
    Shipment.objects.filter(code=ALONE["code"]).update(notes="Elsewhere.")
    assert fingerprint(shown(row)) == before
    Shipment.objects.filter(code=ROW["code"]).update(speaker="")
    assert fingerprint(shown(row)) != before
    Shipment.objects.filter(code=ROW["code"]).update(speaker=ROW["speaker"])
    assert fingerprint(shown(row)) == before
    imported(row)
    assert fingerprint(shown(row)) != before


@pytest.mark.parametrize(("role", "may"), [("viewer", False), ("editor", True), ("reviewer", True)])
def test_who_may_enter_may_import(role: str, may: bool) -> None:
    user: Any = person(role)
    user.groups.add(Group.objects.get(name=role))
    assert {may_import(of, user) for of in TABLES} == {may}


# --- Many rows, some at a time ---


def editor(name: str) -> User:
    user = person(name)
    user.groups.add(Group.objects.get(name="editor"))
    return User.objects.get(pk=user.pk)


def many(count: int) -> bytes:
    return written([{**ALONE, "code": f"many-{number:04}"} for number in range(count)])


def some_at_a_time(monkeypatch: pytest.MonkeyPatch, rows: int = 100) -> None:
    monkeypatch.setattr(apply_import_module, "_SECONDS_OF_A_PART", 0)
    monkeypatch.setattr(apply_import_module, "_ROWS_OF_A_PART", rows)


def parts_of(count: int, monkeypatch: pytest.MonkeyPatch, by: Any = None) -> list[int]:
    """How many rows each transaction wrote, of an import of so many new claims."""
    some_at_a_time(monkeypatch)
    written_in = []

    @contextmanager
    def counted() -> Iterator[None]:
        before = Shipment.objects.count()
        with writing():
            yield
        written_in.append(Shipment.objects.count() - before)

    monkeypatch.setattr(apply_import_module, "writing", counted)
    apply_import(judged_for(read_sent(table("shipments"), Sent("a.csv", many(count))), by), by=by)
    return written_in


def test_many_drafts_are_written_some_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    assert parts_of(250, monkeypatch, person("ann")) == [0, 100, 100, 50]
    drafts = Shipment.objects.filter(code__startswith="many-")
    assert (drafts.count(), Revision.objects.filter(code__startswith="many-").count()) == (250, 250)


def test_what_the_house_loads_is_public_at_one_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    moments = Moment.objects.count()
    assert parts_of(250, monkeypatch) == [250]
    assert Moment.objects.count() == moments + 1


def test_rows_that_refer_to_one_another_go_in_each_after_what_it_refers_to(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [{**ALONE, "code": f"many-{n:04}", "part_of": f"many-{n + 1:04}" if n < 149 else ""} for n in range(150)]
    some_at_a_time(monkeypatch, 10)
    apply_import(judged_for(read_sent(table("shipments"), Sent("a.csv", written(rows))), person("ann")), person("ann"))
    assert Shipment.objects.filter(code__startswith="many-").count() == 150


def test_what_stops_an_import_says_what_is_in_and_the_file_goes_on_from_there(monkeypatch: pytest.MonkeyPatch) -> None:
    some_at_a_time(monkeypatch)
    ann, real, left = person("ann"), Statement.run, [4]

    def stopped(statement: Statement) -> int:
        left[0] -= 1
        if left[0] < 0:
            raise OperationalError("database or disk is full")
        return real(statement)

    with monkeypatch.context() as full:
        full.setattr(Statement, "run", stopped)
        with pytest.raises(ImportRefused, match="disk is full") as refused:
            apply_import(judged_for(read_sent(table("shipments"), Sent("a.csv", many(250))), ann), by=ann)
    assert refused.value.written == 200
    assert refused.value.outcome == "200 rows are in as drafts; sent again, the file goes on from there"
    (again,) = judged_for(read_sent(table("shipments"), Sent("a.csv", many(250))), ann).tables
    assert (len(again.new), again.unchanged) == (50, 200)


# --- Records that a file names ---


def test_names_become_records_that_wait() -> None:
    ann = editor("ann")
    assert create_named("actors", {"Elsewhere": "state", "The Ö Works": "company"}, ann) == {
        "Elsewhere": "elsewhere",
        "The Ö Works": "the-o-works",
    }
    assert create_named("munitions", {"Odd shell": "round"}, ann) == {"Odd shell": "odd-shell"}
    assert create_named("claimants", {"Office of Elsewhere": "government"}, ann)
    waiting = set(Addition.objects.filter(public_at=None).values_list("kind", "code"))
    assert {("actors", "elsewhere"), ("munitions", "odd-shell"), ("claimants", "office-of-elsewhere")} <= waiting


def test_none_is_made_where_one_cannot_be() -> None:
    ann = editor("ann")
    with pytest.raises(NotCreated, match="taken"):
        create_named("actors", {"Somewhere": "state", "KP": "state"}, ann)
    with pytest.raises(NotCreated, match="48"):
        create_named("claimants", {("An office " * 6).strip(): "government"}, ann)
    with pytest.raises(NotCreated, match="may not"):
        create_named("actors", {"Somewhere": "state"}, person("nobody"))
    assert not Addition.objects.filter(public_at=None).exists()
