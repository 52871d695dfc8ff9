"""Packages of other instances that are not what ours are: each is refused with the reason, before a row is read."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from flows.importing.lines import Unreadable
from flows.importing.packaged import read_package
from flows.importing.tables import TABLES
from tests.flows.importing.packages import descriptor, files, package, zipped

HELD = files()


def tampered() -> bytes:
    said = json.dumps(descriptor(HELD)).encode()
    return zipped({**HELD, "shipments.csv": HELD["shipments.csv"] + b"\n", "datapackage.json": said})


def lacking(*, listed: bool) -> bytes:
    rest = {name: content for name, content in HELD.items() if name != "rates.csv"}
    return zipped({**rest, "datapackage.json": json.dumps(descriptor(HELD if listed else rest)).encode()})


BAD: dict[str, tuple[Callable[[], bytes], str]] = {
    "no zip": (lambda: b"code,name\n", "is not a data package that can be opened"),
    "half a zip": (lambda: package()[:5000], "is not a data package that can be opened"),
    "no package": (lambda: zipped({"notes.txt": b"Mine."}), "it has no datapackage.json"),
    "no JSON": (lambda: zipped({**HELD, "datapackage.json": b"{"}), "datapackage.json is not JSON"),
    "no tables": (lambda: zipped({"datapackage.json": b"{}"}), "lists no tables"),
    "a newer format": (lambda: package(formatVersion="2.0"), "newer than the 1.6 that this site reads"),
    "a strange format": (lambda: package(formatVersion="new"), "names no version of the format: 'new'"),
    "a table not listed": (lambda: lacking(listed=False), "does not list rates.csv"),
    "a table not there": (lambda: lacking(listed=True), "lists rates.csv, and there is no such file"),
    "another checksum": (tampered, "shipments.csv is not what datapackage.json says"),
    "a bomb": (lambda: zipped({"datapackage.json": b" " * 65_000_000}), "the data package unpacks to too much"),
    "many parts": (lambda: zipped({f"{n}.csv": b"" for n in range(201)}), "the data package has 201 parts"),
    "a way out": (lambda: zipped({"../settings.py": b""}), "holds files and no folders"),
    "an absolute path": (lambda: zipped({"/etc/passwd": b""}), "holds files and no folders"),
    "another way out": (lambda: zipped({"..\\settings.py": b""}), "holds files and no folders"),
    "bad retractions": (
        lambda: package(retracted=[{"table": "users", "code": "a"}]),
        "retracted claims cannot be read",
    ),
    "no retractions": (lambda: package(retracted=7), "retracted claims cannot be read"),
}


@pytest.mark.parametrize("bad", BAD)
def test_what_is_no_package_of_ours_is_refused_with_the_reason(bad: str) -> None:
    made, why = BAD[bad]
    with pytest.raises(Unreadable) as refusal:
        read_package(made())
    assert why in refusal.value.message


def test_a_sound_package_is_read_whole() -> None:
    retracted = [{"table": "shipments", "code": "gone", "on": "2019-06-01", "reason": "Printed in error."}]
    found = read_package(package(retracted=retracted))
    assert [sheet.table for sheet in found.sheets] == list(TABLES)
    assert [fault for sheet in found.sheets for fault in sheet.faults] == []
    assert found.address == "https://grain.example.org/api/v1/dataset.zip"
    assert [(one.table, one.code, one.reason) for one in found.retracted] == [
        ("shipments", "gone", "Printed in error.")
    ]


def test_an_older_package_lacks_the_tables_that_came_since() -> None:
    since = {"names.csv", "appearances.csv", "stories.csv"}
    held = {name: content for name, content in HELD.items() if name not in since}
    assert len(read_package(package(held, formatVersion="1.0")).sheets) == len(TABLES) - len(since)


def test_an_address_that_is_none_is_not_kept() -> None:
    assert read_package(package(question="javascript:alert(1)")).address == ""
