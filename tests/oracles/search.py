"""A naive search: every public row, every word of it, one after the other."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from flows.dictionary import CLAIM_TABLES
from flows.models import Actor, Claimant, Munition, OtherName, Place
from flows.queries.known import known
from flows.queries.rows import public, visible

_NAMED: dict[str, Any] = {"actor": Actor, "munition": Munition, "claimant": Claimant, "place": Place}
_COLUMNS = ("supplier", "recipient", "actor", "favours", "over", "munition", "claimant", "place",
            "whole_of", "whole_munition")  # fmt: skip
_OF_MUNITIONS = ("munition", "whole_munition")


@cache
def folded(text: str) -> list[str]:
    """The words of a text, without case and marks."""
    return [word[:60] for word in re.findall(r"[^\W\d_]+|\d+", _plain(text))]


def _plain(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(one for one in plain if unicodedata.category(one) != "Mn")
    return unicodedata.normalize("NFKC", plain).casefold()


LONGEST = 40
SIZES = {"": 1, "thousand": 1000, "k": 1000, "million": 10**6, "mln": 10**6, "mn": 10**6, "m": 10**6,
         "billion": 10**9, "bn": 10**9}  # fmt: skip


@cache
def in_one_piece(text: str) -> list[str]:
    """The figures of a text that are more than a row of digits, each in one piece: every place is tried, letter by
    letter."""
    plain = _plain(text)
    found, start = [], 0
    while start < len(plain):
        before = plain[start - 1] if start else " "
        begins = plain[start] in "0123456789" and not (before.isalnum() or before in "_.,")
        length, figure = _figure_at(plain, start) if begins else (0, "")
        found += [figure] if figure else []
        start += length or 1
    return found


def _figure_at(plain: str, start: int) -> tuple[int, str]:
    """How long the longest figure is that begins here, and what it comes to; of a row of digits nothing."""
    longest = (0, "")
    for end in range(start + 1, min(len(plain), start + LONGEST) + 1):
        written = plain[start:end]
        after, then = plain[end : end + 1], plain[end + 1 : end + 2]
        if after.isalnum() or after == "_":
            continue
        if after and after in ".," and then and then in "0123456789":
            continue
        number, size = _parted(written)
        if size is None or number is None:
            continue
        whole, _, part = number.partition(".")
        groups = re.split("[, ]", whole)
        if not all(one and set(one) <= set("0123456789") for one in (*groups, *([part] if "." in number else []))):
            continue
        grouped = len(groups) > 1
        if grouped and (len(groups[0]) > 3 or any(len(one) != 3 for one in groups[1:])):
            continue
        digits = "".join(groups)
        if len(whole) + (len(part) + 1 if part else 0) > 24:
            continue
        value = Decimal(f"{digits}.{part or 0}") * SIZES[size]
        plainly = not grouped and not part and not size
        longest = (end - start, "" if plainly else f"{value.normalize():f}")
    return longest


def _parted(written: str) -> tuple[str | None, str | None]:
    """A number and the word for its size, as "6.5" and "million"."""
    for size in SIZES:
        if size and written.endswith(size):
            return written[: -len(size)].removesuffix(" "), size
    return (written, "") if written[-1] in "0123456789" else (None, None)


def holds(word: str, texts: list[str]) -> bool:
    """Whether a word is in one of the texts, or begins a word of one."""
    every = [one for text in texts for one in (*folded(text), *in_one_piece(text))]
    short = len(word) < (3 if word.isascii() else 2) or word[0].isdigit()
    return any(one == word or (not short and one.startswith(word)) for one in every)


def names(kind: str, code: str) -> list[str]:
    """The code of what a claim is about, and all of its names."""
    row: Any = _NAMED[kind]._default_manager.get(pk=code)
    found = [code, *(getattr(row, name, "") for name in ("name", "plural", "short_name"))]
    found += visible(OtherName).filter(**{kind: code}).values_list("name", flat=True)
    # What is said by a claimant is said by its party.
    return [*found, *(names("actor", row.actor_id) if kind == "claimant" and row.actor_id else ())]


def claims(words: Sequence[str], as_of: date | None = None) -> set[tuple[str, str]]:
    """The claims that every word finds, by kind and code."""
    kept: dict[tuple[str, str], list[str]] = {}
    found = set()
    for table in CLAIM_TABLES:
        rows = public(table) if as_of is None else public(table).filter(known(table, as_of))
        for row in rows:
            texts = _texts(row, ("code", "statement", "speaker", "name", "measured"), as_of)
            texts += [
                f"{value.normalize():f}"
                for name in ("low", "point", "high")
                if (value := getattr(row, name)) is not None
            ]
            for column in _COLUMNS:
                code = getattr(row, f"{column}_id", None)
                if code:
                    kind = "munition" if column in _OF_MUNITIONS else column if column in _NAMED else "actor"
                    if (kind, code) not in kept:
                        kept[kind, code] = names(kind, code)
                    texts += kept[kind, code]
            if all(holds(word, texts) for word in words):
                found.add((table, row.code))
    return found


def documents(words: Sequence[str], as_of: date | None = None) -> set[tuple[str, str]]:
    """The documents that every word finds."""
    rows = public("sources") if as_of is None else public("sources").filter(known("sources", as_of))
    found = ((row.code, _texts(row, ("code", "publisher", "title"), as_of)) for row in rows)
    return {("sources", code) for code, texts in found if all(holds(word, texts) for word in words)}


def _texts(row: Any, fields: tuple[str, ...], as_of: date | None) -> list[str]:
    named = (*fields, "notes") if as_of is None else fields
    return [str(getattr(row, name, "")) for name in named]
