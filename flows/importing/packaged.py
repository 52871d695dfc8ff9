"""The data package of another instance of the site, held to its own description before a row of it is read."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any

from flows import dictionary
from flows.dictionary import CLAIM_TABLES
from flows.dictionary.beside import CODES
from flows.dictionary.field import FIRST
from flows.importing.archive import opened
from flows.importing.files import Sheet, read_file
from flows.importing.lines import Unreadable
from flows.importing.package_format import format_fault
from flows.importing.tables import TABLE_OF_NAME, TABLES
from flows.vocabulary import GROWING

DESCRIPTOR = "datapackage.json"
_LONGEST_ADDRESS, _LONGEST_CODE, LONGEST_NAME = 500, 80, 60
_NAME = re.compile(r"[a-z0-9]+([.-][a-z0-9]+)*")
_DIGEST = re.compile(r"[0-9a-f]{64}")
_SINCE = {table.name: table.since for table in dictionary.TABLES}


@dataclass(frozen=True, slots=True)
class Retracted:
    """A claim that the other instance withdrew: its table and its code there, the day, and the reason that it gave."""

    table: str
    code: str
    on: date
    reason: str


@dataclass(frozen=True, slots=True)
class Origin:
    """An instance that the other one has a record from: its document and its address there, the digest of what it then
    said, the day on which it came, and the instance that it came through; empty where there was none."""

    instance: str
    via: str
    address: str
    source: str
    digest: str
    on: date


@dataclass(frozen=True, slots=True)
class Package:
    """What a package holds: a sheet for each table, and what was retracted.

    ``digest`` is the SHA-256 of the file, ``address`` where it says that it was given out, ``recorded`` the moment of
    the record there; the last two are empty where it says nothing. ``lists`` are the codes of its growing lists that we
    do not have, as `subject.json` takes them. ``origins`` are where the other instance has records from that it took
    over itself, by table and code.
    """

    sheets: tuple[Sheet, ...]
    retracted: tuple[Retracted, ...]
    digest: str
    address: str
    recorded: str
    lists: Mapping[str, list[dict[str, str]]]
    origins: Mapping[tuple[str, str], tuple[Origin, ...]]


def read_package(content: bytes) -> Package:
    """The package in a zip file; faults of its cells are in the sheets.

    Raises Unreadable, naming what is wrong, for anything that is not a package as our own site gives it: whole, of a
    format that is known, with the checksums that it names.
    """
    parts = {_plain(name): part for name, part in opened(content, "data package")}
    if DESCRIPTOR not in parts:
        raise Unreadable(f"the file is no data package: it has no {DESCRIPTOR}")
    if unfit := format_fault(parts[DESCRIPTOR]):
        raise Unreadable(unfit)
    described = json.loads(parts[DESCRIPTOR])
    tables = dict(_tables(described, parts))
    address = described.get("question", "")
    return Package(
        tuple(read_file(table, tables[table.file]) for table in TABLES if table.file in tables),
        tuple(_retracted(described.get("retracted", []))),
        sha256(content).hexdigest(),
        address if isinstance(address, str) and _is_address(address) else "",
        str(described.get("recordedAt", ""))[:40],
        _lists(parts.get(CODES, b"")),
        _origins(described.get("takenOver", [])),
    )


def _plain(name: str) -> str:
    if not name or name.startswith(".") or any(mark in name for mark in "/\\:\0"):
        raise Unreadable("a package holds files and no folders", value=name)
    return name


def _tables(described: Any, parts: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
    """The files of the tables, each as its description says that it is."""
    resources = described.get("resources")
    if not isinstance(resources, list) or not all(isinstance(one, dict) for one in resources):
        raise Unreadable(f"{DESCRIPTOR} lists no tables")
    by_file = {one.get("path"): one for one in resources}
    version = _version(str(described.get("formatVersion", FIRST)))
    for table in TABLES:
        if table.file not in by_file:
            if _version(_SINCE[table.name]) <= version:
                raise Unreadable(f"the package lacks a table: {DESCRIPTOR} does not list {table.file}")
            continue
        if table.file not in parts:
            raise Unreadable(f"the package lacks a table: {DESCRIPTOR} lists {table.file}, and there is no such file")
        if by_file[table.file].get("hash") != f"sha256:{sha256(parts[table.file]).hexdigest()}":
            raise Unreadable(f"{table.file} is not what {DESCRIPTOR} says: its checksum differs, so get it again")
        yield table.file, parts[table.file]


def _lists(codes: bytes) -> dict[str, list[dict[str, str]]]:
    found: dict[str, list[dict[str, str]]] = {}
    for row in csv.DictReader(io.StringIO(codes.decode(errors="replace"))):
        name, code = row.get("list") or "", row.get("code") or ""
        if name in GROWING and code not in GROWING[name]:
            term = {"code": code, "label": row.get("label") or "", "meaning": row.get("meaning") or ""}
            found.setdefault(name, []).append(term)
    return found


def _version(named: str) -> tuple[int, ...]:
    return tuple(map(int, named.split(".")))


def _is_address(text: str) -> bool:
    return text.startswith(("http://", "https://")) and len(text) <= _LONGEST_ADDRESS


def _retracted(listed: Any) -> Iterator[Retracted]:
    try:
        for one in listed:
            found = Retracted(one["table"], one["code"], date.fromisoformat(one["on"]), one["reason"])
            if found.table not in CLAIM_TABLES or not isinstance(found.code + found.reason, str):
                raise ValueError(found.table)
            yield found
    except (TypeError, KeyError, ValueError) as error:
        raise Unreadable(f"{DESCRIPTOR}: what it says of retracted claims cannot be read") from error


def _origins(listed: Any) -> dict[tuple[str, str], tuple[Origin, ...]]:
    found: dict[tuple[str, str], tuple[Origin, ...]] = {}
    try:
        for each in listed:
            instance, via, address = each["instance"], each["via"], each["address"]
            if not is_instance(instance) or (via and not is_instance(via)) or (address and not _is_address(address)):
                raise ValueError(instance)
            for table, rows in each["records"].items():
                for code, (source, digest, day) in rows.items():
                    if table not in TABLE_OF_NAME or len(source) > _LONGEST_CODE or not _DIGEST.fullmatch(digest):
                        raise ValueError(code)
                    one = Origin(instance, via, address, source, digest, date.fromisoformat(day))
                    found[table, code] = (*found.get((table, code), ()), one)
    except (TypeError, KeyError, ValueError, AttributeError) as error:
        raise Unreadable(f"{DESCRIPTOR}: what it says of records taken over cannot be read") from error
    return found


def is_instance(name: str) -> bool:
    """Whether a text is the name of an instance: a host."""
    return bool(_NAME.fullmatch(name)) and len(name) <= LONGEST_NAME
