"""What a form of a page of the desk would send."""

from __future__ import annotations

import re
from html import unescape


def sent_by(text: str, action: str) -> dict[str, list[str]]:
    """The values by name that the page's form for an action sends, but for those that somebody types."""
    (form,) = [one for one in text.split("<form")[1:] if f'value="{action}"' in one]
    sent: dict[str, list[str]] = {"action": [action]}
    for cell in re.findall(r'<input type="hidden"[^>]*>', form):
        name, value = (unescape(re.search(rf'{part}="([^"]*)"', cell)[1]) for part in ("name", "value"))  # type: ignore[index]
        sent.setdefault(name, []).append(value)
    return sent
