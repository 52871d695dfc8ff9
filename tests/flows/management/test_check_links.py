"""The command: the results of a check of links made elsewhere, recorded with their day."""

from __future__ import annotations

from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from flows.models import Source
from flows.queries.data_version import data_version

pytestmark = pytest.mark.django_db

WION, RUSI = "2023-10-16-wion", "2023-09-12-rusi"


def run(path: Path, *rows: str, header: str = "code,state,day") -> str:
    file = path / "links.csv"
    file.write_text("\n".join((header, *rows)) + "\n", encoding="utf-8")
    out = StringIO()
    call_command("check_links", "--from", str(file), stdout=out, stderr=out)
    return out.getvalue()


def refused(path: Path, *rows: str, header: str = "code,state,day") -> str:
    file = path / "links.csv"
    file.write_text("\n".join((header, *rows)) + "\n", encoding="utf-8")
    err = StringIO()
    with pytest.raises(CommandError, match="nothing was recorded"):
        call_command("check_links", "--from", str(file), stdout=err, stderr=err)
    return err.getvalue()


def state(code: str) -> tuple[str, date | None]:
    source = Source.objects.get(code=code)
    return source.link_state, source.link_checked_on


def as_stored(code: str) -> dict[str, Any]:
    return dict(Source.objects.values().get(code=code))


def test_a_result_is_recorded_with_its_day_and_nothing_else_changes(tmp_path: Path) -> None:
    before, version = as_stored(WION), data_version()
    assert run(tmp_path, f"{WION},dead,2026-11-20", f"{RUSI},paywalled,2026-11-20") == (
        "2 recorded, 0 as before, 0 older than on record\n"
    )
    assert state(WION) == ("dead", date(2026, 11, 20))
    assert state(RUSI) == ("paywalled", date(2026, 11, 20))
    after = as_stored(WION)
    assert {name for name in after if after[name] != before[name]} == {"link_state", "link_checked_on"}
    assert data_version() != version


def test_an_older_check_changes_nothing(tmp_path: Path) -> None:
    run(tmp_path, f"{WION},alive,2026-11-20")
    assert "0 recorded, 1 as before, 1 older" in run(tmp_path, f"{WION},dead,2026-11-19", f"{WION},alive,2026-11-20")
    assert state(WION) == ("alive", date(2026, 11, 20))


@pytest.mark.parametrize(
    ("row", "named"),
    [
        ("no-such-source,alive,2026-11-20", "there is no such code among the sources"),
        (f"{WION},gone,2026-11-20", "Allowed: alive, moved, dead, paywalled"),
        (f"{WION},,2026-11-20", "this cell may not be empty"),
        (f"{WION},alive,", "this cell may not be empty"),
        (f"{WION},alive,03.04.2026", "year-month-day"),
        (f"{WION},alive,2999-01-01", "this day has not come yet"),
    ],
)
def test_a_bad_row_is_named_and_nothing_is_recorded(tmp_path: Path, row: str, named: str) -> None:
    found = refused(tmp_path, f"{RUSI},alive,2026-11-20", row)
    assert "links.csv, row 3" in found
    assert named in found
    assert state(RUSI) == ("", None)


def test_columns_and_file_are_named(tmp_path: Path) -> None:
    assert "Allowed: code, state, day." in refused(tmp_path, f"{WION},alive", header="code,status")
    assert "already in row 2" in refused(tmp_path, f"{WION},alive,2026-11-20", f"{WION},dead,2026-11-21")
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("check_links", "--from", str(tmp_path / "none.csv"))
