"""Writing what a preview shows: all of it or nothing, and as often as one likes."""

import csv
import io
from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from flows import models
from flows.actions.apply_import import ImportRefused, apply_import
from flows.actions.editors_import import judged_for
from flows.actions.record import record
from flows.actions.retract import retract
from flows.actions.review import reject, submit
from flows.actions.values import hold, snapshot
from flows.importing.days import latest_day
from flows.importing.faults import BadFiles
from flows.importing.link_checks import judged_link_checks
from flows.importing.preview import preview
from flows.importing.stored import rows_by_key
from flows.importing.stored import rows_of as rows_of_table
from flows.importing.tables import TABLE_OF_NAME, TABLES
from flows.importing.upload import Sent, read_sent
from flows.importing.written import csv_of
from flows.models.claims import CLAIM_MODELS, Claim
from flows.queries.rows import MODEL_OF_KIND, public
from tests.flows.actions.people import drafted, fresh, person, published, submitted
from tests.flows.actions.reference import added as added_row
from tests.flows.importing.seeds import added, changed, rows_of, seed_files, written
from tests.flows.models.rows import row
from tests.history import unsealed

pytestmark = pytest.mark.django_db

SHELLS = "rok-mnd-2024-06-14-shells"


def everything() -> dict[str, Any]:
    """All that the format holds, as stored."""
    return {table.name: rows_by_key(table, table.model._default_manager.values_list(*table.key)) for table in TABLES}


def emptied() -> None:
    """Take every row away, claims last to first of their chains."""
    for model in (models.Shipment, models.Rate):
        model.objects.update(supersedes=None)
    models.Shipment.objects.update(part_of=None, derived_from=None, factor=None)
    models.Actor.objects.update(part_of=None)
    models.Munition.objects.update(parent=None)
    for table in reversed(TABLES):
        table.model._default_manager.all().delete()
    models.Route.objects.all().delete()
    with unsealed():
        models.Revision.objects.all().delete()


def load(directory: Path | None = None) -> str:
    out = StringIO()
    options = {} if directory is None else {"directory": directory}
    call_command("load_seeds", stdout=out, stderr=out, **options)
    return out.getvalue()


def put(directory: Path, files: dict[str, bytes]) -> Path:
    for name, content in files.items():
        (directory / name).write_bytes(content)
    return directory


def test_an_empty_database_holds_the_seeds_afterwards() -> None:
    before = everything()
    emptied()
    assert not models.Source.objects.exists()
    said = load()
    assert everything() == before
    rows = len(rows_of("shipments.csv"))
    assert f"shipments            {rows} added     0 changed     0 left" in said
    assert not models.Shipment.objects.exclude(status="published").exists()
    assert models.Event.objects.get(code="2000-07-putin-pyongyang").actors.count() == 2


@pytest.mark.parametrize("model", CLAIM_MODELS.values(), ids=CLAIM_MODELS)
def test_a_claim_is_written_as_if_it_had_been_saved(model: type[Claim]) -> None:
    table, quote = model._meta.db_table, connection.ops.quote_name

    def stored() -> list[tuple[Any, ...]]:
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT * FROM {quote(table)} ORDER BY {quote('code')}")
            names = [column[0] for column in cursor.description]
            rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
            return [tuple((name, row[name], type(row[name])) for name in names if name != "changed_at") for row in rows]

    imported = stored()
    assert imported
    for claim in model._default_manager.all():
        claim.save(force_update=True)
    assert stored() == imported


@pytest.mark.parametrize("kind", MODEL_OF_KIND)
def test_the_first_revision_holds_what_was_imported(kind: str) -> None:
    rows: dict[str, Any] = {row.pk: row for row in MODEL_OF_KIND[kind]._default_manager.all()}
    first = models.Revision.objects.filter(kind=kind, number=1)
    assert {revision.code: revision.values for revision in first} == {
        code: {**snapshot(row), "status": "published"} for code, row in rows.items()
    }
    assert {(r.verb, r.by_id, r.approved_by_id, r.note) for r in first} == {("imported", None, None, "")}
    if kind in CLAIM_MODELS:
        assert all(claim.recorded_at == claim.changed_at for claim in rows.values())


def test_a_second_time_changes_nothing() -> None:
    before = everything()
    stamps = list(models.Shipment.objects.values_list("code", "changed_at", "recorded_at"))
    said = load()
    assert everything() == before
    assert list(models.Shipment.objects.values_list("code", "changed_at", "recorded_at")) == stamps
    assert all(" 0 added     0 changed " in line for line in said.splitlines())


def test_a_bad_last_file_leaves_nothing(tmp_path: Path) -> None:
    emptied()
    content, _ = changed("indicators.csv", rows_of("indicators.csv")[-1]["code"], unit="bushel")
    put(tmp_path, {**seed_files(), "indicators.csv": content})
    with pytest.raises(CommandError, match="1 fault; nothing was loaded"):
        call_command("load_seeds", directory=tmp_path, verbosity=0)
    assert not any(table.model._default_manager.exists() for table in TABLES)


def test_a_fault_is_printed_with_its_place_and_what_is_allowed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content, line = changed("ratios.csv", "ratio-2022-06-15-podolyak", wording="guessed")
    put(tmp_path, {**seed_files(), "ratios.csv": content})
    with pytest.raises(CommandError):
        call_command("load_seeds", directory=tmp_path)
    said = capsys.readouterr().err
    assert f"ratios.csv, row {line}, column wording: 'guessed'" in said
    assert "Allowed: stated, implied, forecast." in said


def test_a_directory_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="is not a directory"):
        call_command("load_seeds", directory=tmp_path / "nowhere")


def test_rows_that_no_file_names_are_left_alone() -> None:
    models.Actor.objects.create(code="xx", name="Elsewhere", kind="state")
    load()
    assert models.Actor.objects.filter(code="xx").exists()


def test_changed_rows_are_written_and_keep_their_status(tmp_path: Path) -> None:
    models.Shipment.objects.filter(code=SHELLS).update(status="retracted", retraction_reason="An error of ours.")
    content, _ = changed("shipments.csv", SHELLS, notes="Another note.", speaker="")
    (written_,) = apply_import(preview({"shipments.csv": content}))
    assert (written_.added, written_.changed) == (0, 1)
    claim = models.Shipment.objects.get(code=SHELLS)
    assert (claim.notes, claim.speaker, claim.status) == ("Another note.", "", "retracted")
    assert claim.supersedes_id is not None
    assert claim.changed_at > claim.recorded_at


def load_row(table: str, row: Any, **cells: Any) -> Any:
    """Loads in the house's name a file of one row: a stored one's values, with some changed."""
    of = TABLE_OF_NAME[table]
    (values,) = rows_of_table(of, of.model._default_manager.filter(pk=row.pk))
    (written_,) = apply_import(preview({of.file: csv_of(of, [{**values, **cells}])}))
    return written_


@pytest.mark.parametrize("status", ["draft", "submitted", "rejected"])
@pytest.mark.parametrize("notes", ["The house's note.", ""])
def test_the_house_wins_over_what_an_editor_left_waiting_under_its_code(status: str, notes: str) -> None:
    claim = drafted() if status == "draft" else submitted()
    if status == "rejected":
        reject([claim], "Which shells?", person("reviewer"))
    told = load_row("shipments", claim, notes=notes)
    assert (told.added, told.changed, told.left) == (0, 1, 0)
    now = fresh(claim)
    assert (now.status, now.notes, now.review_note) == ("published", notes, "")
    assert (now.entered_by, now.submitted_by, now.submitted_at, now.approved_by) == (None, None, None, None)
    last = models.Revision.objects.filter(kind="shipments", code=claim.pk).latest("number")
    assert (last.verb, last.by, last.number, last.values["status"]) == ("imported", None, now.version, "published")
    assert load_row("shipments", now).left == 1


@pytest.mark.parametrize("status", ["draft", "submitted"])
def test_a_draft_that_would_supersede_the_same_claim_gives_way_to_the_house(status: str) -> None:
    head = models.Shipment.objects.get(code="rok-dia-2025-07-13-152mm")
    names = ("claimant", "source", "supplier", "recipient", "munition")
    like = {f"{name}_id": getattr(head, f"{name}_id") for name in names}
    like |= {name: getattr(head, name) for name in ("stage", "basis", "temporal")}
    day = head.claimed_on + timedelta(days=1)
    make = drafted if status == "draft" else submitted
    claim = make(**like, claimed_on=day, date_precision="inferred", supersedes_id=head.pk)
    content, _ = added("shipments.csv", head.pk, code="house-new", supersedes=head.pk, claimed_on=f"{day}")
    content = content.replace(f"{day},day".encode(), f"{day},inferred".encode())
    (told,) = apply_import(preview({"shipments.csv": content}))
    assert (told.added, told.changed) == (1, 0)
    assert models.Shipment.objects.get(code="house-new").supersedes_id == head.pk
    now = fresh(claim)
    assert (now.supersedes_id, now.status, now.version) == (None, "draft", claim.version + 1)
    last = models.Revision.objects.filter(kind="shipments", code=claim.pk).latest("number")
    assert (last.number, last.by, last.values) == (now.version, None, snapshot(now))
    submit([now], person("author"))


def test_what_was_retracted_stays_so_and_what_an_editor_loads_stays_a_draft() -> None:
    claim = published()
    retract([claim], "An error of ours.", person("reviewer"))
    assert load_row("shipments", claim, notes="Another note.").changed == 1
    assert (fresh(claim).status, fresh(claim).entered_by) == ("retracted", person("author"))
    waits = drafted(code="waits")
    of = TABLE_OF_NAME["shipments"]
    (values,) = rows_of_table(of, of.model._default_manager.filter(pk="waits"))
    sheet = read_sent(of, Sent("", csv_of(of, [{**values, "notes": "Another note."}])))
    apply_import(judged_for(sheet, person("author")), by=person("author"))
    assert (fresh(waits).status, fresh(waits).notes) == ("draft", "Another note.")


def test_a_column_that_the_houses_file_lacks_holds_no_words_of_an_editor() -> None:
    claim = drafted(notes="An editor's note.", speaker="A speaker")
    of = TABLE_OF_NAME["shipments"]
    (values,) = rows_of_table(of, of.model._default_manager.filter(pk=claim.pk))
    lines = list(csv.reader(io.StringIO(csv_of(of, [values]).decode())))
    place = lines[0].index("notes")
    content = "".join(f"{','.join([*line[:place], *line[place + 1 :]])}\n" for line in lines)
    apply_import(preview({of.file: content.encode()}))
    assert (fresh(claim).status, fresh(claim).notes, fresh(claim).speaker) == ("published", "", "A speaker")


@pytest.mark.parametrize("notes", ["The house's note.", ""])
def test_a_row_beside_claims_that_waited_is_public_with_the_houses_file(notes: str) -> None:
    made = added_row(models.Source)
    assert load_row("sources", made, notes=notes).changed == 1
    assert public("sources").get(code=made.pk).notes == notes
    last = models.Revision.objects.filter(kind="sources", code=made.pk).latest("number")
    assert (last.verb, last.by, last.values["status"]) == ("imported", None, "published")


def test_the_house_takes_no_row_with_it_that_nobody_has_approved() -> None:
    made = added_row(models.Source)
    claim = models.Rate.objects.get(code="nato-2024-03-11-fire")
    of = TABLE_OF_NAME["rates"]
    (values,) = rows_of_table(of, of.model._default_manager.filter(pk=claim.pk))
    shown = preview({of.file: csv_of(of, [{**values, "source": made.pk}])})
    (fault,) = shown.faults
    assert (fault.column, fault.value) == ("source", made.pk)
    assert fault.message.startswith("an editor added it and nobody has approved it")
    assert not public("sources").filter(code=made.pk).exists()


def test_a_route_that_waited_keeps_no_leg_that_the_houses_file_does_not_name() -> None:
    route = models.Route(code="test-route")
    legs = [row(models.Leg, route_id="test-route", number=number) for number in (1, 2)]
    hold(route, legs=legs)
    record(route, by=person("author"))
    of = TABLE_OF_NAME["routes"]
    (first, _) = rows_of_table(of, models.Leg.objects.filter(route="test-route"))
    apply_import(preview({of.file: csv_of(of, [first])}))
    assert list(public("routes").get(code="test-route").legs.values_list("number", flat=True)) == [1]


def test_a_check_of_links_makes_nothing_public() -> None:
    made = added_row(models.Source)
    content = f"code,state,day\n{made.pk},alive,{latest_day()}\n"
    shown, _ = judged_link_checks(Sent("links.csv", content.encode()))
    apply_import(shown)
    assert fresh(made).link_state == "alive"
    assert not public("sources").filter(code=made.pk).exists()


def test_a_whole_chain_can_change_its_claimant_at_once() -> None:
    models.Claimant.objects.create(code="xx", name="Another claimant", short_name="Another", kind="military")
    rows = [row if row["claimant"] != "kr-mnd" else {**row, "claimant": "xx"} for row in rows_of("shipments.csv")]
    chained = sum(1 for row in rows if row["claimant"] == "xx" and row["supersedes"])
    shown = preview({"shipments.csv": written(rows)})
    assert shown.faults == ()
    apply_import(shown)
    assert models.Shipment.objects.filter(claimant="xx", supersedes__claimant="xx").count() == chained > 1


def test_an_event_takes_the_actors_of_the_file() -> None:
    code = rows_of("events.csv")[0]["code"]
    content, _ = changed("events.csv", code, actors="ua")
    apply_import(preview({"events.csv": content}))
    assert list(models.Event.objects.get(code=code).actors.values_list("code", flat=True)) == ["ua"]


def test_a_leg_is_changed_where_it_is() -> None:
    content, _ = changed("routes.csv", "kp-sea-dunai", distance_km="183")
    before = models.Leg.objects.count()
    apply_import(preview({"routes.csv": content}))
    assert models.Leg.objects.count() == before
    assert models.Leg.objects.get(route="kp-sea-dunai", number=1).distance_km == 183


def test_a_preview_with_faults_is_not_applied() -> None:
    content, _ = changed("actors.csv", "kp", kind="planet")
    with pytest.raises(BadFiles) as refusal:
        apply_import(preview({"actors.csv": content}))
    assert refusal.value.faults[0].column == "kind"


def test_what_somebody_else_changed_since_the_preview_is_not_overwritten() -> None:
    content, _ = changed("actors.csv", "kp", notes="From the file.")
    shown = preview({"actors.csv": content})
    models.Actor.objects.filter(code="kp").update(notes="From the admin.")
    with pytest.raises(ImportRefused, match="kp was changed since the preview"):
        apply_import(shown)
    assert models.Actor.objects.get(code="kp").notes == "From the admin."


def test_what_the_database_alone_refuses_leaves_nothing_behind() -> None:
    alone = b"code,name,kind,iso_alpha3,part_of,notes\naa,First,state,,,\nbb,Second,state,,,\n"
    shown = preview({"actors.csv": alone})
    models.Actor.objects.create(code="cc", name="Second", kind="state")
    with pytest.raises(ImportRefused, match="the database refuses"):
        apply_import(shown)
    assert not models.Actor.objects.filter(code="aa").exists()


def test_the_number_of_queries_does_not_grow_with_the_rows() -> None:
    with CaptureQueriesContext(connection) as few:
        apply_import(preview({"shipments.csv": written(rows_of("shipments.csv")[:20])}))
    with CaptureQueriesContext(connection) as many:
        apply_import(preview({"shipments.csv": written(rows_of("shipments.csv"))}))
    assert len(many) <= len(few) + 4
