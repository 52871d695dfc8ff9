"""What an editor would enter of a text: labelled texts, and drafts held against their labels, field by field.

A file holds texts, each headed by "@ day what it is about", a paragraph a line, and below it one line a claim:

    = S claimant supplier>recipient munition stage basis quantity [time]       a shipment
    = R claimant actor munition activity quantity per [time]                   a pace
    = Q claimant favours>over compared quantity wording                        a ratio
    = I claimant actor unit quantity [time]                                    a context figure

A shipment asserts, unless its line ends with "denies"; of one that is denied without a figure the quantity is "?".
"?=" is a claim that an editor may leave out. A value is a code, "a|b", a pattern with "*", or "-" for a field that
nothing in the text settles. A quantity is =5 ~5 >=5 <=5 5..7 or ?dozens; a time is cum, cum:start, int:2024,
int:2024-05, int:start..end, and "-" where it is left out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fnmatch import fnmatchcase
from pathlib import Path

from flows.extraction.draft import Draft

_TABLES = {"S": "shipments", "R": "rates", "Q": "ratios", "I": "indicators"}
_FIELDS = {
    "S": ("claimant", "sides", "munition", "stage", "basis", "quantity", "time"),
    "R": ("claimant", "actor", "munition", "activity", "quantity", "per", "time"),
    "Q": ("claimant", "sides", "compared", "quantity", "wording"),
    "I": ("claimant", "actor", "unit", "quantity", "time"),
}
_SIDES = {"S": ("supplier", "recipient"), "Q": ("favours", "over")}
_BOUNDS = {"exact": "=", "about": "~", "at-least": ">=", "up-to": "<="}


@dataclass(frozen=True, slots=True)
class Expected:
    """One claim of a text: the table, a pattern for each field, and whether an editor may leave it out."""

    table: str
    fields: Mapping[str, str]
    optional: bool
    line: str


@dataclass(frozen=True, slots=True)
class Labelled:
    """A text with its day, what it is about, and its claims."""

    name: str
    stated: date
    text: str
    claims: tuple[Expected, ...]


@dataclass(frozen=True, slots=True)
class Judged:
    """A text's drafts held against its labels: pairs with the fields that are wrong and those left open, the claims
    that were missed, the drafts that are about nothing."""

    pairs: tuple[tuple[Expected, Draft, tuple[str, ...], tuple[str, ...]], ...]
    missed: tuple[Expected, ...]
    nothing: tuple[Draft, ...]


@dataclass(frozen=True, slots=True)
class Score:
    """Fields filled and right, figures asked for and found, drafts made and wholly right, and the failures by kind."""

    filled: int
    right: int
    wanted: int
    found: int
    drafts: int
    whole: int
    failures: Counter[str]


def labelled(path: Path) -> tuple[Labelled, ...]:
    """The texts of a file."""
    blocks = re.split(r"^@ ", path.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    return tuple(map(_block, blocks))


def _block(block: str) -> Labelled:
    head, *lines = block.strip().splitlines()
    day, _, name = head.partition(" ")
    text = "\n".join(line for line in lines if line and not re.match(r"\??= ", line))
    claims = (_claim(line) for line in lines if re.match(r"\??= ", line))
    return Labelled(name, date.fromisoformat(day), text, tuple(claims))


def _claim(line: str) -> Expected:
    told = line.removesuffix(" denies")
    mark, kind, *values = re.sub(r"\?(\w+(?: \w+)+)(?= |$)", _joined, told).split()
    names = _FIELDS[kind]
    fields = dict(zip(names, values + ["-"] * (len(names) - len(values)), strict=True))
    if kind == "S":
        fields["stance"] = "denies" if told != line else "asserts"
    if "sides" in fields:
        fields |= dict(zip(_SIDES[kind], fields.pop("sides").split(">"), strict=True))
    if "time" in fields:
        fields["time"] = "|".join(map(_time, fields["time"].split("|")))
    return Expected(_TABLES[kind], fields, mark == "?=", line)


def _joined(match: re.Match[str]) -> str:
    """A quantity in words; the time after it is a word of its own."""
    words = re.split(r" (?=cum|int)", match[1])
    return "?" + " ".join([words[0].replace(" ", "_"), *words[1:]])


def _time(value: str) -> str:
    kind, _, span = value.partition(":")
    if kind != "int":
        return value
    start, _, end = span.partition("..")
    return f"int:{_day(start, last=False)}..{_day(end or start, last=True)}"


def _day(value: str, *, last: bool) -> str:
    if len(value) == 10:
        return value
    year, month = int(value[:4]), int(value[5:7] or (12 if last else 1))
    if not last:
        return date(year, month, 1).isoformat()
    return (date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)).isoformat()


def fields_of(draft: Draft) -> dict[str, str]:
    """A draft's values as labels write them."""
    values = {name: value for name, value in draft.values.items() if name not in ("speaker", "start_basis")}
    start, end, temporal = (values.pop(name, "") for name in ("period_start", "period_end", "temporal"))
    found = {"quantity": _quantity(values), "time": _when(temporal, start, end)}
    for name in ("bound", "low", "point", "high", "words"):
        values.pop(name, None)
    return {**values, **{name: value for name, value in found.items() if value}}


def _quantity(values: Mapping[str, str]) -> str:
    bound, figures = values.get("bound", ""), [values[name] for name in ("low", "point", "high") if values.get(name)]
    plain = list(dict.fromkeys(f"{Decimal(figure).normalize():f}" for figure in figures))
    if bound == "unquantified":
        return "?" + values.get("words", "").replace(" ", "_")
    return "..".join(plain) if bound == "between" else _BOUNDS.get(bound, "") + (plain[0] if plain else "")


def _when(temporal: str, start: str, end: str) -> str:
    if temporal == "cumulative" or (start and not end):
        return f"cum:{start}" if start else "cum"
    return f"int:{start}..{end}" if start or end else temporal


def judged(drafts: Iterable[Draft], claims: Iterable[Expected]) -> Judged:
    """Drafts beside the claims whose figure they have; of several with one figure the nearest."""
    left, open_claims = list(drafts), list(claims)
    pairs, missed = [], []
    ranked = sorted(
        (
            (len(_wrong(claim, draft)) + len(_open(claim, draft)), at, place)
            for at, claim in enumerate(open_claims)
            for place, draft in enumerate(left)
            if _same(claim, draft)
        ),
    )
    taken_claims: set[int] = set()
    taken_drafts: set[int] = set()
    for _, at, place in ranked:
        if at not in taken_claims and place not in taken_drafts:
            taken_claims.add(at)
            taken_drafts.add(place)
            claim, draft = open_claims[at], left[place]
            pairs.append((claim, draft, _wrong(claim, draft), _open(claim, draft)))
    missed = [claim for at, claim in enumerate(open_claims) if at not in taken_claims and not claim.optional]
    nothing = [draft for place, draft in enumerate(left) if place not in taken_drafts]
    return Judged(tuple(pairs), tuple(missed), tuple(nothing))


def _same(claim: Expected, draft: Draft) -> bool:
    said, asked = fields_of(draft).get("quantity", ""), claim.fields["quantity"]
    numbers = set(re.findall(r"[0-9.]*[0-9]", said.replace("..", " ")))
    wanted = set(re.findall(r"[0-9.]*[0-9]", asked.replace("..", " ")))
    return claim.table == draft.table and (
        bool(numbers & wanted) or asked.endswith("*") or (said[:1] == asked[:1] == "?")
    )


def _fits(pattern: str, value: str) -> bool:
    return any(value == "" if one == "-" else one == "=*" or fnmatchcase(value, one) for one in pattern.split("|"))


def _wrong(claim: Expected, draft: Draft) -> tuple[str, ...]:
    """The fields that are filled and not with what the label says."""
    said = fields_of(draft)
    return tuple(name for name, value in said.items() if not _fits(claim.fields.get(name, "-"), value))


def _open(claim: Expected, draft: Draft) -> tuple[str, ...]:
    """The fields that the label fills and the draft does not."""
    said = fields_of(draft)
    return tuple(name for name, pattern in claim.fields.items() if name not in said and not _fits(pattern, ""))


def score(results: Iterable[Judged]) -> Score:
    """The sums of several texts. A draft about nothing is one wrong field, and not right as a whole."""
    filled = right = wanted = found = drafts = whole = 0
    failures: Counter[str] = Counter()
    for one in results:
        for claim, draft, wrong, left_open in one.pairs:
            count = len(fields_of(draft))
            filled, right = filled + count, right + count - len(wrong)
            drafts, whole = drafts + 1, whole + (not wrong and not left_open)
            wanted, found = wanted + (not claim.optional), found + (not claim.optional)
            failures.update(f"{name} wrong" for name in wrong)
            failures.update(f"{name} left open" for name in left_open)
        wanted += len(one.missed)
        filled, drafts = filled + len(one.nothing), drafts + len(one.nothing)
        failures.update({"missed": len(one.missed), "about nothing": len(one.nothing)})
    return Score(filled, right, wanted, found, drafts, whole, +failures)
