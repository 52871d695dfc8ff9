"""The words around a number that say what it limits: at least, up to, nearly, about, between."""

from __future__ import annotations

import re
from dataclasses import dataclass

from flows.vocabulary import Bound

_AT_LEAST = (
    "at least", "no fewer than", "no less than", "not less than", "not fewer than", "more than", "over", "above",
    "in excess of", "upwards of", "upward of", "exceeding", "exceeded", "exceeds", "a minimum of", "north of",
    "surpassed", "topped", "понад", "щонайменше", "не менше", "не менш як", "більш як", "більше ніж", "более", "свыше",
    "не менее", "mehr als", "mindestens", "über", "wenigstens", "최소",
)  # fmt: skip
_UP_TO = (
    "up to", "as many as", "as much as", "at most", "no more than", "not more than", "nearly", "almost", "just under",
    "just short of", "less than", "fewer than", "under", "below", "a maximum of", "a ceiling of", "not quite",
    "майже", "не більше", "до", "почти", "bis zu", "knapp", "fast", "höchstens", "최대",
)  # fmt: skip
_ABOUT = (
    "about", "around", "roughly", "approximately", "approx.", "some", "an estimated", "estimated at", "circa",
    "close to", "in the region of", "in the order of", "on the order of", "~", "≈", "or so", "близько", "приблизно",
    "около", "примерно", "rund", "etwa", "ungefähr", "약",
)  # fmt: skip
_AFTER = {
    Bound.AT_LEAST: (
        "or more", "and counting", "at a minimum", "at the least", "at least", "+", "plus", "or higher", "여 발 이상",
        "발 이상", "개 이상", "이상", "만여 발 이상",
    ),
    Bound.UP_TO: ("or less", "or fewer", "at most", "at the most", "at a maximum", "이하"),
    Bound.ABOUT: ("or so", "or thereabouts", "가량"),
}  # fmt: skip


def _either(phrases: tuple[str, ...]) -> str:
    return "|".join(re.escape(phrase).replace(r"\ ", r"\s+") for phrase in sorted(phrases, key=len, reverse=True))


_BEFORE = re.compile(
    rf"(?<![\w])(?:(?P<least>{_either(_AT_LEAST)})|(?P<upto>{_either(_UP_TO)})|(?P<about>{_either(_ABOUT)})"
    r"|(?P<between>between|from|anywhere\s+between|anywhere\s+from|від|von|zwischen))"
    r"\s*(?:(?:a\s+total\s+of|the|another|additional|a\s+further|the\s+first|total|US|US\$|\$|€|£)\s*)?$",
    re.IGNORECASE,
)
_BEHIND = {
    bound: re.compile(rf"\s*(?P<words>{_either(phrases)})(?![A-Za-zЀ-ӿ0-9])", re.IGNORECASE)
    for bound, phrases in _AFTER.items()
}
_MAY_END = re.compile(r"[^\W\d]\.?\s*(?:US)?[$€£]?\s?$|[~≈$€£]\s?$")
"""What stands right before a number that has words before it."""
_PART_OF_A_VERB = re.compile(r"\b(?:hand|turn|pass|took|taken|carr|sign|give|gave|mull)\w*\s+over$", re.IGNORECASE)
_CODES = {"least": Bound.AT_LEAST, "upto": Bound.UP_TO, "about": Bound.ABOUT, "between": Bound.BETWEEN}


@dataclass(frozen=True, slots=True)
class BoundWords:
    """A bound's code and where its words stand in the text."""

    code: Bound
    start: int
    end: int


def before(text: str, start: int, low: int = 0) -> BoundWords | None:
    """The bound whose words end where a number starts, looked for from ``low`` on; None where there are none."""
    low = max(low, start - 50)
    if not _MAY_END.search(text[max(0, start - 4) : start]):
        return None
    match = _BEFORE.search(text, low, start) if start else None
    if match is None:
        return None
    group = match.lastgroup
    if group is None or _PART_OF_A_VERB.search(text, low, match.end(group)):
        return None
    return BoundWords(_CODES[group], match.start(group), match.end(group))


def behind(text: str, end: int) -> BoundWords | None:
    """The bound whose words begin where a number ends: 10,000 or more; None where there are none."""
    for code, pattern in _BEHIND.items():
        match = pattern.match(text, end)
        if match is not None:
            return BoundWords(code, match.start("words"), match.end("words"))
    return None
