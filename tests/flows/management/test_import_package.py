"""The command that takes over another instance's package: what it says, and that nothing is written with a fault."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from flows.models import Received, Revision, Shipment
from tests.dashboard.pages.markup import Markup
from tests.flows.actions.test_import_package import THERE, WHEAT, given, member, publish, wheat, withdrawn
from tests.flows.importing.packages import files, package

pytestmark = pytest.mark.django_db


def run(folder: Path, content: bytes, *arguments: str, user: str = "author") -> str:
    member(user)
    path = folder / "dataset.zip"
    path.write_bytes(content)
    out = StringIO()
    call_command("import_package", str(path), "--from", THERE, "--as", user, *arguments, stdout=out, stderr=out)
    return out.getvalue()


def test_it_shows_and_then_imports_once(tmp_path: Path) -> None:
    shown = run(tmp_path, package(), "--show")
    assert "shipments              6 new     0 changed     0 proposed     0 unchanged" in shown
    assert "Nothing was written." in shown
    assert not Received.objects.exists()
    assert "shipments              6 new" in run(tmp_path, package())
    assert "shipments              0 new     0 changed     0 proposed     6 unchanged" in run(tmp_path, package())


def test_it_tells_what_stays_and_what_was_retracted(tmp_path: Path) -> None:
    run(tmp_path, package())
    publish(WHEAT)
    held = withdrawn()
    told = run(tmp_path, package(held["held"], retracted=held["retracted"]))
    assert f"public here, for somebody to retract, as author may not: 1 ({WHEAT})" in told


def test_what_our_own_site_gives_changes_nothing_here(tmp_path: Path) -> None:
    revisions = Revision.objects.count()
    lines = run(tmp_path, given()).splitlines()
    assert [line for line in lines if " 0 new     0 changed     0 proposed " not in line] == []
    assert (Revision.objects.count(), Received.objects.count()) == (revisions, 0)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"code,name\n", r"dataset\.zip: the file is not a data package that can be opened\. Nothing was imported"),
        (package(files(shipments={WHEAT: {"low": "many"}})), r"1 fault; nothing was imported"),
    ],
    ids=["no package", "a bad cell"],
)
def test_a_fault_stops_it_and_nothing_is_written(tmp_path: Path, content: bytes, why: str) -> None:
    with pytest.raises(CommandError, match=why):
        run(tmp_path, content)
    assert not Received.objects.exists()
    assert not Shipment.objects.filter(pk=WHEAT).exists()


def test_codes_that_we_do_not_have_are_told_as_our_lists_take_them(tmp_path: Path) -> None:
    codes = "list,list_title,code,label,meaning\nplace_kind,Kind of place,airport,airport,An airfield.\n"
    held = {**files(places={"cor-haven": {"kind": "airport"}}), "codes.csv": codes.encode()}
    (tmp_path / "dataset.zip").write_bytes(package(held))
    member("author")
    err = StringIO()
    with pytest.raises(CommandError, match="1 fault; nothing was imported"):
        call_command("import_package", tmp_path / "dataset.zip", "--from", THERE, "--as", "author", stderr=err)
    assert '{"place_kind": [{"code": "airport", "label": "airport", "meaning": "An airfield."}]}' in err.getvalue()


def test_it_needs_a_user_that_there_is(tmp_path: Path) -> None:
    path = tmp_path / "dataset.zip"
    path.write_bytes(package())
    with pytest.raises(CommandError, match="there is no active user nobody"):
        call_command("import_package", str(path), "--from", THERE, "--as", "nobody")
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("import_package", str(tmp_path / "none.zip"), "--from", THERE, "--as", member("author").username)


def test_readers_and_reviewers_see_where_a_claim_is_from(tmp_path: Path, client: Client) -> None:
    run(tmp_path, package())
    review = f"/admin/flows/shipment/{WHEAT}/review/"
    said = f"Taken over from {THERE}, where it has the code {WHEAT} and rests on the document {wheat().source_id}"
    reviewer = member("reviewer", "reviewer")
    reviewer.is_staff = True
    reviewer.save()
    client.force_login(reviewer)
    assert said in Markup(client.get(review).content.decode()).text
    publish(WHEAT)
    client.logout()
    assert said in Markup(client.get(f"/claims/{WHEAT}/").content.decode()).text
    assert "Taken over from" not in client.get("/claims/rok-mnd-2024-06-14-shells/").content.decode()
