"""The command: what a file would do, and doing it in somebody's name."""

from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command

from flows.models import Actor, Shipment
from tests.flows.actions.people import person
from tests.flows.importing.seeds import rows_of, written
from tests.flows.importing.workbooks import of_rows, saved

pytestmark = pytest.mark.django_db

LINKS = ("supersedes", "alternative_group", "part_of", "derived_from")
ALONE = next(row for row in rows_of("shipments.csv") if not any(row[name] for name in LINKS))
NEW = {**ALONE, "code": "test-row"}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """One new claim, in a file that says its table."""
    path = tmp_path / "shipments.csv"
    path.write_bytes(written([NEW]))
    return path


def run(*arguments: Any, **options: Any) -> str:
    out = StringIO()
    call_command("import_table", *map(str, arguments), stdout=out, stderr=out, **options)
    return out.getvalue()


def editor(name: str = "ann") -> None:
    person(name).groups.add(Group.objects.get(name="editor"))


def test_without_apply_it_only_says_what_it_would_do(file: Path) -> None:
    assert "shipments              1 new     0 changed     0 proposed     0 unchanged" in run(file)
    assert not Shipment.objects.filter(code="test-row").exists()


def test_claims_come_in_as_somebodys_drafts(file: Path) -> None:
    with pytest.raises(CommandError, match="say whose with --as"):
        run(file, "--apply")
    editor()
    assert "1 new" in run(file, "--as", "ann", "--apply")
    assert Shipment.objects.get(code="test-row").status == "draft"
    assert "0 new     0 changed     0 proposed     1 unchanged" in run(file, "--as", "ann", "--apply")


def test_nobody_imports_in_the_name_of_somebody_who_may_not(file: Path) -> None:
    person("vic")
    with pytest.raises(CommandError, match="vic may not import shipments"):
        run(file, "--as", "vic")
    with pytest.raises(CommandError, match="no active user nobody"):
        run(file, "--as", "nobody")


def test_records_of_reference_need_no_name(tmp_path: Path) -> None:
    path = tmp_path / "more.csv"
    path.write_bytes(b"code,name,kind,iso_alpha3,part_of,notes\nxx,Elsewhere,state,,,\n")
    with pytest.raises(CommandError, match="named after no table"):
        run(path)
    run(path, "--table", "actors", "--apply")
    assert Actor.objects.filter(code="xx").exists()


def test_a_workbook_says_its_faults_by_its_own_name(tmp_path: Path) -> None:
    path = tmp_path / "claims.xlsx"
    path.write_bytes(saved(of_rows("shipments", [{**NEW, "bound": "maybe"}])))
    out = StringIO()
    with pytest.raises(CommandError, match="nothing was imported"):
        call_command("import_table", str(path), table="shipments", sheet="shipments", stderr=out)
    assert "claims.xlsx, row 2, column bound: 'maybe': not a bound. Allowed: exact" in out.getvalue()


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="cannot be read: No such file"):
        run(tmp_path / "shipments.csv")
