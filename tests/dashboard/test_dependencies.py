"""The bill of materials and the list of licences are those of what a public site installs."""

from __future__ import annotations

import json
import re
from pathlib import Path

from dashboard.management.commands.write_licences import BILL, DOCUMENT, document

ROOT = Path(__file__).parents[2]
LOCK = ROOT / "dashboard/deploy/requirements.txt"


def canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


ELSEWHERE = {"tzdata", "colorama", "async-timeout", "importlib-metadata", "backports-zstd", "httpx2-jsfetch"}
"""What the lock names for other systems or older Pythons alone: no machine that runs the tests has it."""


def locked() -> dict[str, str]:
    """Each pin of the lock that is for the machine that the bill was made on."""
    pins = re.findall(r"^([\w.-]+)(?:\[[\w,]+\])?==(\S+)(?: ; ([^\\\n]+))?", LOCK.read_text(), re.MULTILINE)
    return {canonical(name): version for name, version, only in pins if "win32" not in only or "!=" in only}


def test_the_bill_names_what_the_lock_holds() -> None:
    bill = json.loads(BILL.read_text(encoding="utf-8"))
    assert (bill["bomFormat"], bill["metadata"]["component"]["name"]) == ("CycloneDX", "munitions-flows")
    found = {canonical(part["name"]): part["version"] for part in bill["components"]}
    assert found == {name: version for name, version in locked().items() if name in found}
    # What only other systems need is in the lock alone.
    assert set(locked()) - set(found) <= ELSEWHERE


def test_each_part_says_what_it_needs() -> None:
    bill = json.loads(BILL.read_text(encoding="utf-8"))
    needs = {one["ref"]: one.get("dependsOn", []) for one in bill["dependencies"]}
    assert any("asgiref" in each for ref, refs in needs.items() if ref.lower().startswith("django==") for each in refs)


def test_the_list_of_licences_is_that_of_the_bill() -> None:
    assert DOCUMENT.read_text(encoding="utf-8") == document()
    rows = dict(re.findall(r"^\| ([\w.-]+) \| ([^|]+) \|", document(), re.MULTILINE))
    assert len(rows) > 40
    assert (rows["psycopg"], rows["certifi"]) == ("LGPL-3.0-only", "MPL-2.0")
    assert rows["orjson"].startswith("MPL-2.0")
    assert "MPL-2.0" in rows["fido2"]


def test_make_has_commands_for_what_is_behind_and_for_the_bill() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert re.search(r"^behind: .*\n(?:\t.*\n)*\t\$\(BIN\)/uv pip list .*--outdated", makefile, re.MULTILINE)
    assert re.search(r"^bom: .*\n(?:\t.*\n)*\t\$\(BIN\)/cyclonedx-py environment", makefile, re.MULTILINE)
