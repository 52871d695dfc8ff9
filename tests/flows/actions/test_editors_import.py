"""An import in somebody's name: drafts, proposals, nothing twice, nothing over somebody else's."""

from typing import Any

import pytest
from django.contrib.auth.models import Group

from flows.actions.apply_import import Written, apply_import
from flows.actions.editors_import import fingerprint, judged_for, may_import
from flows.actions.propose import propose
from flows.actions.retract import retract
from flows.importing.preview import Preview
from flows.importing.tables import TABLES
from flows.importing.upload import Sent, read_sent
from flows.models import Proposal, Revision, Shipment
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
