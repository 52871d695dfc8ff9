"""Text that a spreadsheet would run as a formula: disarmed when it is exported, and the same again when imported.

A stored text is never changed. On its way into a file an apostrophe goes before it; on its way back from a file of
ours the apostrophe is taken off, so that importing one's own export changes nothing.
"""

from __future__ import annotations

import re

_BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
_DISARMED = re.compile(r"'+[=+\-@\t\r\n]")
MAY_BE_DISARMED = frozenset((*_BEGINS_A_FORMULA, "'"))
"""What a text begins with if `disarmed` changes it; most texts that begin so are changed, and no others."""


def disarmed(text: str) -> str:
    """The text as a file holds it: with an apostrophe before what a spreadsheet would run, or read as one of ours."""
    return f"'{text}" if text.startswith(_BEGINS_A_FORMULA) or _DISARMED.match(text) else text


def rearmed(text: str) -> str:
    """The text that `disarmed` made this of; any other text as it is."""
    return text[1:] if text.startswith("'") and _DISARMED.match(text) else text
