"""Whether a data package is of a format that an import can read."""

from __future__ import annotations

import json
import re

from flows.dictionary import FORMAT

_VERSION = re.compile(r"([0-9]{1,4})(\.[0-9]{1,4})?")
_FIRST = "1"


def format_fault(descriptor: str | bytes) -> str:
    """Why a package with this descriptor cannot be loaded, as a sentence; "" where it can.

    A newer second number only adds columns, and a column that is not known is named where it stands. A descriptor
    that names no format is of version 1.
    """
    try:
        described = json.loads(descriptor)
    except (ValueError, RecursionError):
        return "datapackage.json is not JSON"
    named = described.get("formatVersion", _FIRST) if isinstance(described, dict) else ""
    found = _VERSION.fullmatch(named) if isinstance(named, str) else None
    if found is None:
        return f"datapackage.json names no version of the format: {named!r}"
    if int(found[1]) > int(FORMAT.partition(".")[0]):
        return f"the package is in format {named}, newer than the {FORMAT} that this site reads: update the site first"
    return ""
