"""The format may grow: what a file has no column for stays, and yesterday's files are good tomorrow."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flows.actions.apply_import import apply_import
from flows.actions.editors_import import judged_for
from flows.dictionary import FORMAT, Field
from flows.dictionary.claims import SHIPMENTS
from flows.importing.files import read_file
from flows.importing.package_format import format_fault
from flows.importing.preview import Preview, TablePreview, judged, preview
from flows.importing.tables import TABLES, Table, table_of
from flows.importing.upload import Sent, read_sent
from flows.models import Indicator, Proposal, Shipment
from tests.flows.actions.people import fresh, person
from tests.flows.importing.seeds import DIRECTORY, rows_of, seed_files, written
from tests.flows.importing.workbooks import table

pytestmark = pytest.mark.django_db

SHELLS = "rok-mnd-2024-06-14-shells"
ROW = next(row for row in rows_of("shipments.csv") if row["code"] == SHELLS)
# The bound says which figures there are: without their columns a new row would break that rule.
NEEDED = {"low", "point", "high"}
TOMORROW = table_of(
    replace(SHIPMENTS, fields=(*SHIPMENTS.fields, Field("review_note", "text", "A new one.", since="1.9")))
)
"""The shipments with one field more, of the model's own that no file has had so far."""


def without(row: dict[str, str], *columns: str) -> dict[str, str]:
    return {name: cell for name, cell in row.items() if name not in columns}


def only(found: Preview) -> TablePreview:
    assert found.faults == ()
    (one,) = found.tables
    return one


def by_author(*rows: dict[str, str]) -> Preview:
    return judged_for(read_sent(table("shipments"), Sent("", written(list(rows)))), person("author"))


@pytest.mark.parametrize("of", TABLES, ids=lambda of: of.name)
@given(data=st.data())
@settings(max_examples=3, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_columns_that_are_not_required_may_be_absent_and_stay_as_they_are(of: Table, data: st.DataObject) -> None:
    optional = [column.name for column in of.columns if not column.required]
    absent = data.draw(st.sets(st.sampled_from(optional)), label="absent")
    one = only(preview({of.file: written([without(row, *absent) for row in rows_of(of.file)])}))
    assert (one.new, one.changed, one.unchanged) == ((), (), len(rows_of(of.file)))


@pytest.mark.parametrize("of", TABLES, ids=lambda of: of.name)
def test_a_column_that_is_required_may_not_be_absent(of: Table) -> None:
    for column in (column for column in of.columns if column.required):
        found = preview({of.file: written([without(row, column.name) for row in rows_of(of.file)])})
        assert [(fault.column, fault.message) for fault in found.faults] == [(column.name, "the column is missing")]


def test_new_rows_have_nothing_where_the_file_has_no_column() -> None:
    row = without({**ROW, "code": "test-row", "supersedes": ""}, "speaker", "notes", "period_end", "part_of", "low")
    (values,) = only(preview({"shipments.csv": written([row])})).new
    assert [values[name] for name in ("speaker", "notes", "period_end", "part_of", "low")] == ["", "", None, None, None]
    apply_import(preview({"shipments.csv": written([row])}))
    claim = Shipment.objects.get(code="test-row")
    assert (claim.speaker, claim.notes, claim.period_end, claim.part_of_id, claim.low) == ("", "", None, None, None)


def test_a_new_row_has_the_models_own_default() -> None:
    row = without({**rows_of("indicators.csv")[0], "code": "test-row"}, "date_precision")
    apply_import(preview({"indicators.csv": written([row])}))
    assert (Indicator.objects.get(code="test-row").date_precision, row.get("speaker")) == ("day", None)


def of_yesterday(row: dict[str, str], **cells: str) -> dict[str, str]:
    """A row of indicators as files had it before there was a bound."""
    return without({**row, **cells}, "bound", "credibility")


INDICATORS = {row["code"]: row for row in rows_of("indicators.csv")}
SHARE = INDICATORS["ctx-nk-missile-test-share"]


@pytest.mark.parametrize(
    ("low", "value", "high", "bound"),
    [
        ("", "4", "", "exact"),
        ("3", "", "", "at-least"),
        ("", "", "5", "up-to"),
        ("3", "", "5", "between"),
    ],
)
def test_the_bound_of_an_older_indicator_follows_from_its_figures(low: str, value: str, high: str, bound: str) -> None:
    figures = {"value_low": low, "value": value, "value_high": high}
    new = of_yesterday(SHARE, code="test-row", **figures)
    (values,) = only(preview({"indicators.csv": written([new])})).new
    assert (values["bound"], values["credibility"]) == (bound, "6")
    assert [str(values[name] or "") for name in ("low", "point", "high")] == [low, value, high]
    (again,) = only(preview({"indicators.csv": written([{**SHARE, "code": "test-row", "bound": "", **figures}])})).new
    assert (again["bound"], again["credibility"]) == (bound, SHARE["credibility"])


def test_an_older_file_of_indicators_takes_no_hedge_and_no_grade_away() -> None:
    yesterday = written([of_yesterday(row) for row in INDICATORS.values()])
    one = only(preview({"indicators.csv": yesterday}))
    assert (one.new, one.changed, one.unchanged) == ((), (), len(INDICATORS))


def test_a_stored_hedge_stays_while_it_goes_with_the_figures() -> None:
    (change,) = only(preview({"indicators.csv": written([of_yesterday(SHARE, value="5")])})).changed
    assert (change.fields, change.after["bound"]) == (("point",), "about")
    ends = {"value_low": "3", "value": "", "value_high": "5"}
    (change,) = only(preview({"indicators.csv": written([of_yesterday(SHARE, **ends)])})).changed
    assert (change.after["bound"], change.after["credibility"]) == ("between", SHARE["credibility"])


@pytest.mark.parametrize("ends", [{"value": ""}, {"value_low": "1"}, {"value_high": "9"}])
def test_figures_that_no_bound_goes_with_are_refused(ends: dict[str, str]) -> None:
    faults = preview({"indicators.csv": written([of_yesterday(SHARE, code="test-row", **ends)])}).faults
    assert [(fault.column, fault.message) for fault in faults] == [
        ("bound", "no bound goes with these figures: give one value, or the ends of a range")
    ]


def test_an_indicator_is_read_by_the_names_that_other_claims_have() -> None:
    names = {"value_low": "low", "value": "point", "value_high": "high"}
    row = {names.get(name, name): cell for name, cell in SHARE.items()}
    one = only(preview({"indicators.csv": written([row])}))
    assert (one.new, one.changed, one.unchanged) == ((), (), 1)
    faults = preview({"indicators.csv": written([{**row, "bound": "at-least"}])}).faults
    assert {(fault.column, fault.message) for fault in faults} == {
        ("value_low", "the bound at-least needs this figure"),
        ("value", "the bound at-least leaves this figure empty"),
    }


def test_what_an_absent_column_would_break_is_named_by_its_column() -> None:
    row = without({**ROW, "code": "test-row", "supersedes": ""}, "high")
    faults = preview({"shipments.csv": written([row])}).faults
    assert {(fault.column, fault.value) for fault in faults} == {("high", "")}


def test_a_draft_keeps_what_the_file_has_no_column_for() -> None:
    draft = {**ROW, "code": "test-row", "supersedes": "", "notes": "Kept.", "speaker": "Somebody"}
    apply_import(by_author(draft), by=person("author"))
    later = without({**draft, "statement": "Said otherwise."}, "notes", "speaker", "period_start")
    assert only(by_author(later)).changed[0].fields == ("statement",)
    apply_import(by_author(later), by=person("author"))
    claim = fresh(Shipment(code="test-row"))
    assert (claim.statement, claim.notes, claim.speaker) == ("Said otherwise.", "Kept.", "Somebody")
    assert str(claim.period_start or "") == draft["period_start"]


def test_a_proposal_keeps_what_the_file_has_no_column_for() -> None:
    before = fresh(Shipment(code=SHELLS))
    row = without({**ROW, "statement": "Said otherwise."}, "notes", "supersedes", "derived_from", "factor")
    apply_import(by_author(row), by=person("author"))
    values: dict[str, Any] = Proposal.objects.get(code=SHELLS).values
    assert values["statement"] == "Said otherwise."
    kept = ("notes", "supersedes", "derived_from")
    assert [values[name] for name in kept] == [before.notes, before.supersedes_id, before.derived_from_id]
    assert fresh(before).statement == before.statement


def test_a_file_of_yesterday_is_good_after_a_field_is_added() -> None:
    Shipment.objects.filter(code=SHELLS).update(review_note="Stored.")
    yesterday = read_file(TOMORROW, seed_files()["shipments.csv"])
    assert yesterday.absent[-1].name == "review_note"
    one = only(judged([yesterday]))
    assert (one.new, one.changed, one.unchanged) == ((), (), len(rows_of("shipments.csv")))
    edited = written([{**ROW, "notes": "Edited."}])
    (change,) = only(judged([read_file(TOMORROW, edited)])).changed
    assert change.fields == ("notes",)
    assert change.after["review_note"] == "Stored."
    new = written([{**ROW, "code": "test-row", "supersedes": ""}])
    assert only(judged([read_file(TOMORROW, new)])).new[0]["review_note"] == ""


def test_a_file_of_tomorrow_names_its_new_column_today() -> None:
    found = preview({"shipments.csv": written([{**ROW, "review_note": "New."}])})
    assert [(fault.column, fault.message) for fault in found.faults] == [("review_note", "unknown column")]


@pytest.mark.parametrize("named", [None, "1", "1.0", FORMAT, "1.99", "0.9"])
def test_packages_of_this_and_older_formats_are_read(named: str | None) -> None:
    assert format_fault(json.dumps({"name": "x", **({"formatVersion": named} if named else {})})) == ""


@pytest.mark.parametrize(
    ("descriptor", "words"),
    [
        ('{"formatVersion": "2.0"}', f"in format 2.0, newer than the {FORMAT}"),
        ('{"formatVersion": "10"}', "in format 10, newer"),
        ('{"formatVersion": 2}', "names no version"),
        ('{"formatVersion": "two"}', "names no version"),
        ("[]", "names no version"),
        ("{", "not JSON"),
        ("[" * 100_000, "not JSON"),
    ],
)
def test_other_packages_are_refused_in_one_sentence(descriptor: str, words: str) -> None:
    assert words in format_fault(descriptor)


def test_the_seeds_name_the_format_that_they_are_in() -> None:
    assert json.loads((DIRECTORY / "datapackage.json").read_bytes())["formatVersion"] == FORMAT


def test_a_newer_package_is_not_loaded(tmp_path: Path) -> None:
    for name, content in seed_files().items():
        (tmp_path / name).write_bytes(content)
    call_command("load_seeds", directory=tmp_path, verbosity=0)
    (tmp_path / "datapackage.json").write_text('{"formatVersion": "2.0"}', encoding="utf-8")
    with pytest.raises(CommandError, match=r"newer than .*; nothing was loaded"):
        call_command("load_seeds", directory=tmp_path, verbosity=0)
