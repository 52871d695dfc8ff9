"""Safe SVG text: every attribute and every text is escaped, and characters that XML cannot hold are dropped."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from xml.sax.saxutils import escape, quoteattr

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_TO_ESCAPE = re.compile("[^\u0020!\u0023-%'-;=\u003f-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Any of the characters that XML cannot hold, and of those that stand for themselves only when escaped."""


class Svg(str):
    """Markup that is already safe; anything else is text and is escaped on its way in."""

    __slots__ = ()


def element(name: str, *children: str, **attributes: str | float | None) -> Svg:
    """One element. A trailing underscore is dropped from an attribute's name and others become hyphens.

    None leaves an attribute out; numbers are written to one decimal.
    """
    written = "".join([f" {_name(key)}={_quoted(value)}" for key, value in attributes.items() if value is not None])
    inside = joined(children)
    return Svg(f"<{name}{written}>{inside}</{name}>" if inside else f"<{name}{written}/>")


def joined(children: Iterable[str]) -> Svg:
    """The children one after another, each escaped unless it is markup already."""
    return Svg("".join([child if isinstance(child, Svg) else _escaped(child) for child in children]))


def number(value: float) -> str:
    """A coordinate to one decimal, without a trailing zero and without a negative zero."""
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


def path(*points: tuple[float, float], closed: bool = False) -> str:
    """The path data of straight lines through the points."""
    steps = " ".join(f"{number(x)} {number(y)}" for x, y in points)
    return f"M{steps}{'z' if closed else ''}"


# The same few names, some thousand times a drawing.
@cache
def _name(key: str) -> str:
    # viewBox and the like keep their capitals; class_ and data_code become class and data-code.
    return key.rstrip("_").replace("_", "-")


def _quoted(value: str | float) -> str:
    if not isinstance(value, str):
        return f'"{number(value)}"'
    # Nearly all that a drawing holds has nothing to escape, and a look is cheaper than seven replacements.
    return quoteattr(_clean(value)) if _TO_ESCAPE.search(value) else f'"{value}"'


def _escaped(text: str) -> str:
    return escape(_clean(text)) if _TO_ESCAPE.search(text) else text


def _clean(text: str) -> str:
    return _NOT_XML.sub("", text)
