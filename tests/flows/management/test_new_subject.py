"""The folder of a new subject: what is written, and that it loads once rows are put under the headers."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from flows.importing.preview import preview
from flows.importing.tables import TABLES
from flows.subject import Subject, read

SECOND = Path(__file__).parents[2] / "second_subject"
pytestmark = pytest.mark.django_db


def made(folder: Path) -> Path:
    call_command("new_subject", folder, verbosity=0)
    return folder


def test_each_table_has_its_file_and_each_column_its_line(tmp_path: Path) -> None:
    folder = made(tmp_path / "mine")
    guide = (folder / "README.md").read_text(encoding="utf-8")
    assert {path.name for path in folder.glob("*.csv")} == {table.file for table in TABLES}
    assert [f"- `{column.name}`: " in guide for table in TABLES for column in table.columns].count(False) == 0
    assert read(folder).title == Subject().title


def test_empty_files_load_and_change_nothing(tmp_path: Path) -> None:
    shown = preview({path.name: path.read_bytes() for path in made(tmp_path / "mine").glob("*.csv")})
    assert shown.faults == ()
    assert not any(table.new or table.changed for table in shown.tables)


def test_rows_of_another_subject_fit_under_the_headers(tmp_path: Path) -> None:
    folder = made(tmp_path / "mine")
    for path in folder.glob("*.csv"):
        if not (SECOND / path.name).is_file():
            continue
        header = next(csv.reader(path.read_text(encoding="utf-8-sig").splitlines()))
        with (SECOND / path.name).open(encoding="utf-8", newline="") as rows, path.open("a", newline="") as filled:
            csv.DictWriter(filled, header, lineterminator="\n", extrasaction="ignore").writerows(csv.DictReader(rows))
    shown = preview({path.name: path.read_bytes() for path in folder.glob("*.csv")})
    assert shown.faults == ()
    assert {table.table.name: len(table.new) for table in shown.tables}["shipments"] == 6


def test_a_folder_with_files_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("Mine.", encoding="utf-8")
    with pytest.raises(CommandError, match="is there and not empty"):
        made(tmp_path)
