"""The codebook's rules over the seeds, and each of them broken in a copy: file, row and column are named.

No test here may ask a database: none has the mark for it.
"""

from __future__ import annotations

import csv
import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

SEEDS = Path(__file__).parents[2] / "seeds"
Row = dict[str, str]
SHELLS, CONTAINERS = "rok-mnd-2024-06-14-shells", "rok-mnd-2024-06-14-containers"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    for path in SEEDS.glob("*.csv"):
        shutil.copy(path, tmp_path)
    return tmp_path


def rewrite(directory: Path, table: str, change: Callable[[list[Row]], None]) -> None:
    path = directory / f"{table}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    header = list(rows[0])
    change(rows)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, header, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def cells(directory: Path, table: str, code: str, **values: str) -> None:
    """Other values in the row of this code."""

    def change(rows: list[Row]) -> None:
        (row,) = (row for row in rows if row["code"] == code)
        row.update(values)

    rewrite(directory, table, change)


def added(directory: Path, table: str, like: str, **values: str) -> None:
    """A row more, like another."""

    def change(rows: list[Row]) -> None:
        row = next(row for row in rows if row["code"] == like)
        rows.append({**row, **values})

    rewrite(directory, table, change)


def faults(directory: Path, capsys: pytest.CaptureFixture[str]) -> list[str]:
    """What the command prints of a directory, line by line; no line where it finds nothing."""
    with suppress(CommandError):
        call_command("check_seeds", directory=directory, verbosity=0)
    return capsys.readouterr().err.splitlines()


def test_the_seeds_keep_the_codebook(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert faults(copy, capsys) == []


def told_otherwise(notes: list[Row]) -> None:
    """A note that does not hold the value that the row has."""
    for note in notes:
        if (note["code"], note["column"]) == ("osc-2025-04-15-containers", "point"):
            note["new"] = "1"


BROKEN: dict[str, tuple[Callable[[Path], None], str]] = {
    "a chain across claimants": (
        lambda d: cells(d, "shipments", SHELLS, supersedes="csis-2024-02-28-rounds"),
        "a claim supersedes only one with the same claimant",
    ),
    "two successors": (
        lambda d: cells(d, "shipments", "rok-mnd-2024-07-24-containers", supersedes="rok-mnd-2024-03-18-containers"),
        "already has the successor",
    ),
    "an older total that nothing replaces": (
        lambda d: cells(d, "shipments", "rok-mnd-2024-07-24-missiles", supersedes=""),
        "is an older total of the same series, and nothing replaces it",
    ),
    "a total of one year as a running total": (
        lambda d: cells(d, "shipments", "cz-2026-02-25-kmonicek-1.96m", temporal="cumulative"),
        "a total for 2025 is a figure for a period",
    ),
    "a time that had not come": (
        lambda d: cells(d, "shipments", CONTAINERS, period_end="2024-09-30"),
        "lies ahead of 2024-06-14",
    ),
    "figures that do not go with the bound": (
        lambda d: cells(d, "rates", "nato-2024-03-11-fire", bound="at-least"),
        "the bound at-least",
    ),
    "a factor that does not give the figure": (
        lambda d: cells(d, "shipments", SHELLS, factor="500"),
        "more than 1 % off",
    ),
    "a part in another flow": (
        lambda d: cells(d, "shipments", SHELLS, part_of="eu-2024-11-18-delivered-1m"),
        "a part lies in the flow of its whole",
    ),
    "a pair of parties the other way round": (
        lambda d: added(d, "actor_overlaps", "eu--no", code="no--eu", actor="no", overlaps="eu"),
        "the pair stands already in eu--no",
    ),
    "an overlap that the table of parties has": (
        lambda d: added(d, "actor_overlaps", "eu--no", code="eu--de", overlaps="de"),
        "the table of actors says so already",
    ),
    "an overlap that the table of claimants has": (
        lambda d: added(
            d, "claimant_overlaps", "msmt--us-dod", code="us-dod--us-eucom", claimant="us-dod", overlaps="us-eucom"
        ),
        "the table of claimants says so already",
    ),
    "two grades for a publisher": (
        lambda d: cells(d, "sources", "2024-06-14-kyiv-post", reliability="A"),
        "one publisher has one grade",
    ),
    "a good grade for a copy": (
        lambda d: cells(d, "sources", "2023-01-18-pclmedia-de", reliability="B"),
        "what is mirror is graded below C",
    ),
    "a placeholder for a title": (
        lambda d: cells(d, "sources", "2024-06-14-kyiv-post", title="(title not shown in the stored excerpt)"),
        "this is not the title that the document bears",
    ),
    "a title with a remark of ours behind it": (
        lambda d: cells(d, "sources", "2024-06-14-kyiv-post", title="Shells for Ukraine (from the address)"),
        "this is not the title that the document bears",
    ),
    "an address that is none": (
        lambda d: cells(d, "sources", "2024-06-14-kyiv-post", url="ftp://kyivpost.com/1"),
        "a link begins with http:// or https://",
    ),
    "a document that holds nothing": (
        lambda d: added(d, "sources", "2024-06-14-kyiv-post", code="2024-06-14-nobody", url="https://example.org/1"),
        "nothing in the files uses it",
    ),
    "a claimant who says nothing": (
        lambda d: added(d, "claimants", "csis", code="nobody", name="Nobody", short_name="Nobody"),
        "nothing in the files uses it",
    ),
    "a place without a document": (
        lambda d: cells(d, "places", "rajin", source=""),
        "no document tells of this place",
    ),
    "a code that is nowhere": (
        lambda d: cells(d, "rates", "nato-2024-03-11-fire", claimant="nobody"),
        "there is no such code among the claimants",
    ),
    "an appearance of no claim": (
        lambda d: cells(d, "appearances", f"{SHELLS}--babel", claim="nothing"),
        "there is no claim nothing",
    ),
    "a reading without its other": (
        lambda d: cells(d, "shipments", "rok-mnd-2024-02-26-122mm", alternative_group=""),
        "an alternative group has at least two readings",
    ),
    "a released row that is gone": (
        lambda d: rewrite(d, "events", lambda rows: rows.__delitem__(0)),
        "it was released and is gone: say so in changes.csv",
    ),
    "a released figure that is another, without a note": (
        lambda d: cells(d, "rates", "nato-2024-03-11-fire", point="12000"),
        "was released with 10000: a change is told in changes.csv",
    ),
    "a note of another value": (
        lambda d: rewrite(d, "changes", told_otherwise),
        "osc-2025-04-15-containers has another value in point",
    ),
    "a note of a row that there is not": (
        lambda d: added(d, "changes", "osc-2025-04-15-containers", code="nowhere"),
        "there is no such row or column in the files",
    ),
    "a denial made of a claim, without a note": (
        lambda d: cells(d, "shipments", "csis-2024-02-28-rounds", stance="denies", low="", bound="unquantified"),
        "was released with asserts",
    ),
    "another pace, without a note": (
        lambda d: cells(d, "rates", "nato-2024-03-11-prod", per="month"),
        "was released with year",
    ),
    "a statement turned round, without a note": (
        lambda d: cells(d, "rates", "nato-2024-03-11-prod", statement="NATO said the opposite."),
        "nato-2024-03-11-prod was released with #",
    ),
    "an address that says where a reader came from": (
        lambda d: cells(d, "sources", "2024-06-14-babel", url="https://babel.ua/en/1?utm_source=rss"),
        "leave the utm_ parameters out",
    ),
}


@pytest.mark.parametrize(("breaks", "message"), BROKEN.values(), ids=BROKEN)
def test_what_breaks_a_rule_is_named(
    copy: Path, capsys: pytest.CaptureFixture[str], breaks: Callable[[Path], None], message: str
) -> None:
    breaks(copy)
    found = faults(copy, capsys)
    assert any(message in line for line in found), found
    assert all(".csv" in line for line in found)


def test_a_row_may_go_with_a_note_that_says_so(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rewrite(copy, "events", lambda rows: rows.remove(next(r for r in rows if r["code"] == "2024-03-lady-r")))
    assert faults(copy, capsys)
    note = {
        "release": "x",
        "table": "events",
        "code": "2024-03-lady-r",
        "column": "retracted",
        "why": "It was another ship.",
    }
    rewrite(copy, "changes", lambda rows: rows.append({**dict.fromkeys(rows[0], ""), **note}))
    assert faults(copy, capsys) == []


def test_a_release_is_what_the_next_one_is_held_to(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("check_seeds", directory=copy, release=True, verbosity=0)
    (copy / "changes.csv").write_text("release,table,code,column,old,new,why\n", encoding="utf-8")
    assert faults(copy, capsys) == []
    cells(copy, "shipments", "osc-2025-04-15-containers", point="15810")
    (line,) = [line for line in faults(copy, capsys) if "changes.csv" in line]
    assert line.startswith("shipments.csv, row ")
    assert "was released with 15809" in line


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("table,code\n", "has the columns release, table, code, column, old, new, why"),
        ("release,table,code,column,old,new,why\nx,shipments,a,point,1,2,\n", "row 2: a note has a release"),
    ],
)
def test_notes_without_what_a_note_needs_are_refused(copy: Path, text: str, message: str) -> None:
    (copy / "changes.csv").write_text(text, encoding="utf-8")
    with pytest.raises(CommandError, match=message):
        call_command("check_seeds", directory=copy)


def test_a_directory_that_lacks_files_is_refused_by_their_names(copy: Path) -> None:
    (copy / "places.csv").unlink()
    with pytest.raises(CommandError, match=r"lacks places\.csv"):
        call_command("check_seeds", directory=copy)
