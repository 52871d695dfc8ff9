"""Import a file: nothing before it is confirmed, and then what was shown, of what was sent, by whom it was sent."""

from datetime import date
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from flows.admin import receiving
from flows.importing.tables import TABLES
from flows.models import Actor, FileReading, Munition, Proposal, Shipment, Source, Upload
from tests.flows.actions.people import person
from tests.flows.importing.seeds import changed, rows_of, seed_files, written
from tests.flows.importing.workbooks import of_rows, saved, workbook

pytestmark = pytest.mark.django_db

LINKS = ("supersedes", "alternative_group", "part_of", "derived_from")
ALONE = next(row for row in rows_of("shipments.csv") if not any(row[name] for name in LINKS))
NEW = {**ALONE, "code": "test-row"}


def home() -> str:
    return reverse("admin:flows_import")


def looked_at() -> str:
    return reverse("admin:flows_import_preview")


def desk_of(name: str, role: str = "editor", *, checks: bool = False) -> Client:
    user = person(name)
    user.is_staff = True
    user.save()
    user.groups.add(Group.objects.get(name=role))
    client = Client(enforce_csrf_checks=checks)
    client.force_login(user)
    return client


@pytest.fixture
def ann(db: None) -> Client:
    """An editor's desk."""
    return desk_of("ann")


def send(client: Client, content: bytes, table: str = "shipments", **more: Any) -> Any:
    """What the preview holds of a file."""
    sent = client.post(home(), {"table": table, "file": SimpleUploadedFile("a.csv", content), **more})
    assert sent.status_code == 302, sent.context["form"].errors
    return client.get(sent["Location"]).context


def confirm(client: Client, context: Any, **other: str) -> Any:
    cells = {"action": "confirm", "digest": context["digest"], "seen": context["seen"], **other}
    return client.post(looked_at(), cells)


def counts(context: Any) -> list[int]:
    return [one["count"] for one in context["counts"]]


def test_the_start_page_links_to_it(ann: Client) -> None:
    assert f'href="{home()}"' in ann.get(reverse("admin:index")).text


def test_nothing_is_written_before_it_is_confirmed(ann: Client) -> None:
    context = send(ann, written([NEW, ALONE]))
    assert (counts(context), context["fault_count"]) == ([1, 0, 0, 1], 0)
    assert not Shipment.objects.filter(code="test-row").exists()
    assert confirm(ann, context).url == reverse("admin:index")
    claim = Shipment.objects.get(code="test-row")
    assert (claim.status, claim.entered_by) == ("draft", person("ann"))
    assert Client().get("/claims/test-row/").status_code == 404
    assert not Upload.objects.exists()


def test_the_same_file_twice_offers_nothing_the_second_time(ann: Client) -> None:
    confirm(ann, send(ann, written([NEW])))
    context = send(ann, written([NEW]))
    assert (counts(context), context["may_confirm"]) == ([0, 0, 0, 1], False)
    confirm(ann, context)
    assert Shipment.objects.get(code="test-row").version == 1


def test_pasted_cells_and_a_workbook_do_the_same(ann: Client) -> None:
    lines = ["\t".join(NEW), "\t".join(NEW.values())]
    pasted = ann.post(home(), {"table": "shipments", "rows": "\r\n".join(lines)})
    assert counts(ann.get(pasted["Location"]).context) == [1, 0, 0, 0]
    assert counts(send(ann, saved(of_rows("shipments", [NEW])))) == [1, 0, 0, 0]


def test_faults_name_the_cell_as_the_spreadsheet_does_and_nothing_can_be_confirmed(ann: Client) -> None:
    context = send(
        ann, saved(of_rows("shipments", [{**NEW, "bound": "maybe"}, {**NEW, "code": "two", "stage": "sent"}]))
    )
    columns = list(NEW)
    (bound, stage) = [fault for fault in context["faults"] if fault["column"] in ("bound", "stage")]
    assert bound["place"] == f"{chr(ord('A') + columns.index('bound'))}2"
    assert (bound["value"], bound["message"]) == ("'maybe'", "Not a bound.")
    assert bound["allowed"].startswith("exact, about, at-least")
    assert stage["place"] == f"{chr(ord('A') + columns.index('stage'))}3"
    assert confirm(ann, context).status_code == 409
    assert not Shipment.objects.filter(code__in=["test-row", "two"]).exists()


def test_a_workbook_with_several_sheets_asks_which(ann: Client) -> None:
    header, values = list(NEW), list(NEW.values())
    context = send(ann, saved(workbook({"old": [header], "new": [header, [value or None for value in values]]})))
    assert context["sheets"] == ("old", "new")
    ann.post(looked_at(), {"action": "sheet", "sheet": "new"})
    context = ann.get(looked_at()).context
    assert (context["sheets"], counts(context)) == ((), [1, 0, 0, 0])


def test_what_changed_on_record_meanwhile_has_to_be_looked_at_again(ann: Client) -> None:
    content, _ = changed("actors.csv", "kp", notes="From a file.")
    context = send(ann, content, "actors")
    Actor.objects.filter(code="kp").update(notes="By hand.")
    answer = confirm(ann, context)
    assert answer.status_code == 409
    assert "has changed since" in answer.text
    assert Actor.objects.get(code="kp").notes == "By hand."
    confirm(ann, answer.context)
    assert Actor.objects.get(code="kp").notes == "By hand."
    assert Proposal.objects.get(kind="actors", code="kp").values["notes"] == "From a file."


def test_what_changed_elsewhere_does_not_matter(ann: Client) -> None:
    context = send(ann, written([NEW]))
    Actor.objects.filter(code="kp").update(notes="By hand.")
    assert confirm(ann, context).status_code == 302


def test_another_file_in_its_place_is_not_confirmed_unseen(ann: Client) -> None:
    context = send(ann, written([NEW]))
    send(ann, written([{**NEW, "code": "another"}]))
    assert confirm(ann, context).status_code == 409
    assert not Shipment.objects.filter(code__in=["test-row", "another"]).exists()


def test_nobody_confirms_or_sees_what_another_sent(ann: Client) -> None:
    context = send(ann, written([NEW]))
    ben = desk_of("ben")
    answer = confirm(ben, context)
    assert answer["Location"] == home()
    assert "no longer kept" in ben.get(home()).text
    assert not Shipment.objects.filter(code="test-row").exists()


def test_it_can_be_put_away(ann: Client) -> None:
    send(ann, written([NEW]))
    assert "a.csv" in ann.get(home()).text
    assert ann.post(looked_at(), {"action": "clear"})["Location"] == home()
    assert ann.get(looked_at())["Location"] == home()


def test_new_records_of_reference_are_written_at_once_and_noted(ann: Client) -> None:
    content = b"code,name,kind,iso_alpha3,part_of,notes\nxx,Elsewhere,state,,,\n"
    confirm(ann, send(ann, content, "actors"))
    assert Actor.objects.get(code="xx").name == "Elsewhere"
    (entry,) = LogEntry.objects.filter(object_id="xx")
    assert (entry.user, entry.change_message) == (person("ann"), "Imported from a file.")


@pytest.mark.parametrize("page", ["flows_import", "flows_import_preview"])
def test_who_may_not_enter_may_not_import(page: str) -> None:
    assert desk_of("vic", "viewer").get(reverse(f"admin:{page}")).status_code == 403
    assert Client().get(reverse(f"admin:{page}")).status_code == 302


def test_a_table_that_one_may_not_change_is_not_offered(desk: Client, editor: User) -> None:
    editor.user_permissions.remove(*editor.user_permissions.filter(codename="add_actor"))
    assert "actors" not in [one["name"] for one in desk.get(home()).context["tables"]]
    answer = desk.post(home(), {"table": "actors", "file": SimpleUploadedFile("a.csv", b"x")})
    assert "table" in answer.context["form"].errors
    assert desk.get(reverse("admin:flows_import_format", args=["actors"])).status_code == 403


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({"table": "shipments"}, "Choose a file, or paste cells"),
        ({"table": "shipments", "rows": "a", "file": SimpleUploadedFile("a.csv", b"x")}, "not both"),
        ({"table": "", "rows": "a"}, "required"),
        ({"table": "users", "rows": "a"}, "valid choice"),
    ],
)
def test_what_is_not_sent_whole_is_refused(ann: Client, cells: dict[str, Any], words: str) -> None:
    answer = ann.post(home(), cells)
    assert answer.status_code == 200
    assert words in str(answer.context["form"].errors)


def test_an_empty_file_lacks_its_header(ann: Client) -> None:
    assert send(ann, b"")["faults"][0]["message"] == "The file is empty."


def test_a_file_that_is_too_large_is_not_kept(ann: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(receiving, "MOST_BYTES", 100_000)
    answer = ann.post(home(), {"table": "shipments", "file": SimpleUploadedFile("a.csv", b"x" * 200_000)})
    assert answer.status_code == 200
    assert "larger than" in str(answer.context["form"].errors)
    assert not Upload.objects.exists()


def test_too_many_pasted_cells_are_refused(ann: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(receiving, "MOST_PASTED", 10)
    answer = ann.post(home(), {"table": "shipments", "rows": "x" * 11})
    assert "at most 10" in str(answer.context["form"].errors)


def test_without_its_token_nothing_is_taken() -> None:
    client = desk_of("ann", checks=True)
    answer = client.post(home(), {"table": "shipments", "file": SimpleUploadedFile("a.csv", b"x")})
    assert answer.status_code == 403
    assert client.post(looked_at(), {"action": "clear"}).status_code == 403
    assert not Upload.objects.exists()


@pytest.mark.parametrize("of", TABLES, ids=lambda of: of.name)
def test_each_table_has_its_columns_explained_and_an_empty_file(ann: Client, of: Any) -> None:
    page = ann.get(reverse("admin:flows_import_format", args=[of.name]))
    assert all(f">{column.name}</th>" in page.text for column in of.columns)
    for form in ("csv", "xlsx"):
        answer = ann.get(reverse("admin:flows_import_template", args=[of.name, form]))
        assert answer.headers["Content-Disposition"] == f'attachment; filename="{of.name}-template.{form}"'
        context = send(ann, answer.content, of.name)
        assert [fault["message"] for fault in context["faults"]] == ["No row stands under the header."]


def test_there_is_no_other_table_or_form(ann: Client) -> None:
    for page, arguments in (("format", ["users"]), ("template", ["users", "csv"]), ("template", ["actors", "ods"])):
        assert ann.get(reverse(f"admin:flows_import_{page}", args=arguments)).status_code == 404


def test_names_and_values_are_shown_as_text(ann: Client) -> None:
    file = SimpleUploadedFile("<b>a.csv", seed_files()["actors.csv"].replace(b"Austria", b"<script>alert(1)</script>"))
    answer = ann.post(home(), {"table": "actors", "file": file}, follow=True)
    assert "<script>alert" not in answer.text
    assert "<b>a.csv" not in answer.text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in answer.text


# --- How a file is read ---

FOREIGN = (
    b"A register of transfers;;;;\n"
    b"Donor;To;Weapon;Number;When\n"
    b"North Korea;Russia;artillery-round;1.234;14.06.2024\n"
    b"Westland;Russia;Odd shell;2.000;03.04.2024\n"
)
FIXED = {
    "claimant": "kr-mnd", "source": ALONE["source"], "stage": "shipped", "basis": "estimate", "temporal": "snapshot",
    "credibility": "3", "statement": "The register lists {Number} of {Weapon} from {Donor}.", "claimed_on": "{When}",
}  # fmt: skip


def settle(client: Client, **cells: str) -> Any:
    """The preview after the reading was changed by hand."""
    answer = client.post(looked_at(), {"action": "read", **cells})
    assert answer.status_code == 302
    return client.get(answer["Location"]).context


def told(context: Any, column: str) -> list[str]:
    return [fault["message"] for fault in context["faults"] if fault["column"] == column]


def test_somebody_elses_table_becomes_drafts(ann: Client) -> None:
    context = send(ann, FOREIGN)
    reading = context["reading"]
    assert (reading["asks"], reading["header"]) == (True, 2)
    assert [(one["text"], one["count"]) for one in reading["unknown"]] == [("Westland", 1), ("Odd shell", 1)]
    assert {one["name"] for one in reading["needed"]} == {*FIXED}
    assert reading["open"][0].startswith("Nothing in the file says whether 1,234")
    source = Source.objects.filter(published_on=None).values_list("pk", flat=True)[0]
    fixed = {f"fixed-{name}": text for name, text in {**FIXED, "source": source}.items()}
    context = settle(
        ann, **fixed, **{"value-0": "Belarus", "create-1": "round", "decimal": ",", "keep": "The register"}
    )
    assert context["faults"] == []
    codes = [one["code"] for one in context["new"]]
    assert [code[-2:] for code in codes] == ["-3", "-4"]
    assert Munition.objects.get(pk="odd-shell").unit == "round"
    confirm(ann, context)
    drafts = Shipment.objects.filter(code__in=codes).order_by("code")
    assert [(claim.supplier_id, claim.point, claim.claimed_on) for claim in drafts] == [
        ("kp", 1234, date(2024, 6, 14)),
        ("by", 2000, date(2024, 4, 3)),
    ]
    assert drafts[1].statement == "The register lists 2.000 of Odd shell from Westland."

    # The next file of its shape is read so from the beginning.
    context = send(ann, FOREIGN.replace(b"1.234", b"5.678"))
    assert (context["faults"], context["reading"]["convention"].count("comma")) == ([], 1)
    assert FileReading.objects.get().name == "The register"


def test_a_column_is_left_out_and_mapped_again(ann: Client) -> None:
    context = send(ann, written([NEW]))
    place = list(NEW).index("notes")
    assert settle(ann, **{f"column-{place}": "-"})["reading"]["ignored"] == "notes"
    assert settle(ann, **{f"column-{place}": "notes"})["reading"]["ignored"] == ""
    assert context["reading"]["asks"] is False


def test_the_convention_is_changed_by_hand(ann: Client) -> None:
    context = send(ann, written([{**NEW, "claimed_on": "03.04.2024"}]))
    assert told(context, "claimed_on")
    assert context["reading"]["asks"]
    context = settle(ann, days="dmy", header="1")
    assert told(context, "claimed_on") == []
    assert "day, month, year" in context["reading"]["convention"]
    context = settle(ann, encoding="utf-16-le")
    assert "The file is not UTF-16 text." in [fault["message"] for fault in context["faults"]] or context["fault_count"]


def test_what_was_kept_can_be_asked_for(ann: Client) -> None:
    send(ann, written([{**NEW, "low": "", "point": "1,234", "bound": "exact", "high": ""}]))
    settle(ann, decimal=".", keep="with points")
    ann.post(looked_at(), {"action": "use", "use": "nothing of the kind"})
    assert told(ann.get(looked_at()).context, "point")
    ann.post(looked_at(), {"action": "use", "use": "with points"})
    assert told(ann.get(looked_at()).context, "point") == []


def test_what_cannot_be_added_is_said_and_the_rest_is_kept(ann: Client) -> None:
    send(ann, written([{**NEW, "claimant": "The office of whoever it was that said so in the end"}]))
    answer = ann.post(looked_at(), {"action": "read", "create-0": "government", "days": "dmy"}, follow=True)
    assert "Nothing was added: claimants.csv, row 2, column short_name" in answer.text
    assert "day, month, year" in answer.context["reading"]["convention"]
    assert told(settle(ann, **{"create-0": "nonsense"}), "claimant")


def test_what_is_on_record_under_another_code_is_told(ann: Client) -> None:
    context = send(ann, written([NEW]))
    assert context["repeats"] == [
        f"Row 2, test-row: the same, word for word, is on record as {ALONE['code']}.",
    ]
    assert context["may_confirm"]
