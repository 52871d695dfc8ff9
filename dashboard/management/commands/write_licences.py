"""`manage.py write_licences`: the licences of everything that a public site installs, from its bill of materials."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

BILL = Path(settings.BASE_DIR) / "dashboard/deploy/bom.cdx.json"
DOCUMENT = Path(settings.BASE_DIR) / "dashboard/docs/licences.md"
_CLASSIFIERS = {
    "License :: OSI Approved :: Apache Software License": "Apache-2.0",
    "License :: OSI Approved :: BSD License": "BSD",
    "License :: OSI Approved :: Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
}
# Where a package names its licence only in its files, or one of its classifiers says less than those.
_AS_ITS_FILES_SAY = {
    "qrcode": "BSD-3-Clause AND MIT",
    "resvg_py": "MIT",
    "uritemplate": "Apache-2.0 OR BSD-3-Clause",
}
_CONDITIONS = {
    "LGPL": "used unchanged, as a package that anybody may replace; changes to it would have to be published",
    "MPL": "used unchanged; changes to its files would have to be published",
}
_HEAD = """# Licences

What a public site installs besides this program (MIT) and its data (CC BY 4.0), with the licence of each, as
`make bom` found it. Versions, origins and what needs what stand in `dashboard/deploy/bom.cdx.json` (CycloneDX).

| package | licence | what follows |
| --- | --- | --- |
"""
_FOOT = """
Beside them lie, in this program itself: plotly.js (MIT) with map data of the United Nations, Source Sans 3 and Source
Serif 4 (OFL-1.1, `dashboard/static/fonts`; unpacked as MF Sans and MF Serif in `dashboard/charts/faces`). What was
taken stands in `dashboard/static/vendor/VENDORED.json`.
"""


class Command(BaseCommand):
    """Writes the list that the repository keeps; a test fails where it is not that of the bill."""

    help = "Write dashboard/docs/licences.md from the bill of materials; `make bom` does both."

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the list and say where; the bill keeps what each part is, and no addresses of where it was found."""
        bill = without_addresses(json.loads(BILL.read_text(encoding="utf-8")))
        BILL.write_text(json.dumps(bill, indent=2, sort_keys=True) + "\n", encoding="utf-8")
        DOCUMENT.write_text(document(), encoding="utf-8")
        self.stdout.write(f"Wrote {DOCUMENT}")


def without_addresses(part: Any) -> Any:
    """A part of a bill of materials without its outward links, at any depth."""
    if isinstance(part, dict):
        return {name: without_addresses(value) for name, value in part.items() if name != "externalReferences"}
    return [without_addresses(value) for value in part] if isinstance(part, list) else part


def document() -> str:
    """The list as Markdown."""
    parts = json.loads(BILL.read_text(encoding="utf-8"))["components"]
    rows = sorted((part["name"].lower(), licence(part)) for part in parts)
    return _HEAD + "".join(f"| {name} | {said} | {_condition(said)} |\n" for name, said in rows) + _FOOT


def licence(part: dict[str, Any]) -> str:
    """The licence of one component, as an SPDX expression where it says one."""
    if said := _AS_ITS_FILES_SAY.get(part["name"].lower()):
        return said
    named = [one.get("expression") or one["license"].get("id") or one["license"]["name"] for one in part["licenses"]]
    exact = [one for one in named if not one.startswith("License ::")]
    # Several classifiers are parts under several licences, so all of them hold.
    return " AND ".join(exact or [_CLASSIFIERS[one] for one in named])


def _condition(said: str) -> str:
    needed = [words for name, words in _CONDITIONS.items() if re.search(rf"\b{name}-", said)]
    return needed[0] if needed else "its notice stays with it"
