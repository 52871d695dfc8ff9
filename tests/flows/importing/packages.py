"""Data packages of another instance, small and sound, to be imported or broken."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from flows.importing.tables import TABLES
from flows.importing.written import csv_of

GRAIN = Path(__file__).parents[2] / "second_subject"


def files(**changes: Mapping[str, Mapping[str, str]]) -> dict[str, bytes]:
    """The files of the grain subject, one for each table; ``changes`` are cells by table, code and column."""
    found = {}
    for table in TABLES:
        path = GRAIN / table.file
        content = path.read_bytes() if path.is_file() else csv_of(table, ())
        if table.name in changes:
            rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
            for row in rows:
                row.update(changes[table.name].get(row["code"], {}))
            text = io.StringIO(newline="")
            writer = csv.DictWriter(text, list(rows[0]), lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
            content = text.getvalue().encode()
        found[table.file] = content
    return found


def without(held: Mapping[str, bytes], table: str, code: str) -> dict[str, bytes]:
    """The same files with one row fewer."""
    lines = held[f"{table}.csv"].splitlines(keepends=True)
    return {**held, f"{table}.csv": b"".join(line for line in lines if not line.startswith(f"{code},".encode()))}


def descriptor(held: Mapping[str, bytes], **said: Any) -> dict[str, Any]:
    """What a package of these files says of them."""
    resources = [
        {"name": name.removesuffix(".csv"), "path": name, "hash": f"sha256:{sha256(content).hexdigest()}"}
        for name, content in held.items()
    ]
    return {
        "formatVersion": "1.5",
        "resources": resources,
        "recordedAt": "2019-06-30T12:00:00Z",
        "question": "https://grain.example.org/api/v1/dataset.zip",
        **said,
    }


def zipped(held: Mapping[str, bytes]) -> bytes:
    """A zip file of these files."""
    target = io.BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED) as package:
        for name, content in held.items():
            package.writestr(name, content)
    return target.getvalue()


def package(held: Mapping[str, bytes] | None = None, **said: Any) -> bytes:
    """A whole package: the grain subject, or these files."""
    held = files() if held is None else held
    return zipped({**held, "datapackage.json": json.dumps(descriptor(held, **said)).encode(), "README.md": b"Grain.\n"})
