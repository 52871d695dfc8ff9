"""A naive search: every public row, every word of it, one after the other."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
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
    plain = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(one for one in plain if unicodedata.category(one) != "Mn")
    plain = unicodedata.normalize("NFKC", plain).casefold()
    return [word[:60] for word in re.findall(r"[^\W\d_]+|\d+", plain)]


@cache
def in_one_piece(text: str) -> list[str]:
    """The figures of a text that are written in groups of three digits, each in one piece: every place is tried."""
    found = []
    for start in range(len(text)):
        if start and (text[start - 1].isdigit() or text[start - 1] in ".,"):
            continue
        match = re.match(r"([0-9]{1,3})((?:[, \u00a0\u2009\u202f][0-9]{3})+)(?![0-9])", text[start:])
        if match:
            found.append("".join(one for one in match[0] if one.isdigit()))
    return found


def holds(word: str, texts: list[str]) -> bool:
    """Whether a word is in one of the texts, or begins a word of one."""
    every = [one for text in texts for one in (*folded(text), *in_one_piece(text))]
    short = len(word) < (3 if word.isascii() else 2) or word.isdigit()
    return any(one == word or (not short and one.startswith(word)) for one in every)


def names(kind: str, code: str) -> list[str]:
    """The code of what a claim is about, and all of its names."""
    row: Any = _NAMED[kind]._default_manager.get(pk=code)
    found = [code, *(getattr(row, name, "") for name in ("name", "plural", "short_name"))]
    return [*found, *visible(OtherName).filter(**{kind: code}).values_list("name", flat=True)]


def claims(query: str, as_of: date | None = None) -> set[tuple[str, str]]:
    """The claims that every word finds, by kind and code."""
    kept: dict[tuple[str, str], list[str]] = {}
    found = set()
    for table in CLAIM_TABLES:
        rows = public(table) if as_of is None else public(table).filter(known(table, as_of))
        for row in rows:
            texts = _texts(row, ("code", "statement", "speaker", "name", "measured"), as_of)
            for column in _COLUMNS:
                code = getattr(row, f"{column}_id", None)
                if code:
                    kind = "munition" if column in _OF_MUNITIONS else column if column in _NAMED else "actor"
                    texts += kept.setdefault((kind, code), names(kind, code))
            if all(holds(word, texts) for word in folded(query)):
                found.add((table, row.code))
    return found


def documents(query: str, as_of: date | None = None) -> set[tuple[str, str]]:
    """The documents that every word finds."""
    rows = public("sources") if as_of is None else public("sources").filter(known("sources", as_of))
    found = ((row.code, _texts(row, ("code", "publisher", "title"), as_of)) for row in rows)
    return {("sources", code) for code, texts in found if all(holds(word, texts) for word in folded(query))}


def _texts(row: Any, fields: tuple[str, ...], as_of: date | None) -> list[str]:
    named = (*fields, "notes") if as_of is None else fields
    return [str(getattr(row, name, "")) for name in named]
