"""The rules between rows, as pure functions over plain values.

Every function takes rows by code, each row a mapping from field to value with foreign keys as the codes that
they hold, and yields what is broken. A code that a row refers to and that is not among the rows is not judged.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from flows.subject import subject
from flows.vocabulary import (
    Activity,
    Bound,
    DatePrecision,
    RatioWording,
    Stage,
    StageFamily,
    Stance,
    Status,
    Temporal,
)

Values = Mapping[str, Any]
Rows = Mapping[str, Values]

FACTOR_TOLERANCE = Decimal("0.01")
"""A stated factor may miss the stated figure by this share of it: claimants round."""

_SAME_IN_CHAIN = {"shipments": ("claimant", "supplier", "recipient"), "rates": ("claimant", "actor", "activity", "per")}
_PROMISES = ", ".join(s for s in Stage if s.family in (StageFamily.PROMISE, StageFamily.PROCUREMENT))
_POSSIBLE = ", ".join(activity for activity in Activity if not activity.is_output)
_LOOKS_AHEAD = re.compile(
    r"\b(will|would|plan|budget|commit|pledg|promis|expect|forecast|target|aim|allocat|earmark|foresee|set aside)",
    re.IGNORECASE,
)
"""Context figures have no field for it: the statement itself says that it is about what is to come."""
_REFERENCES_TO_CLAIMS = ("supersedes", "part_of", "derived_from")
_NO_TITLE = re.compile(
    r".*[(\[](from the address|title (is )?not)\b.*"
    r"|[(\[][^()\[\]]*[)\]]|[(\[](from the|title|no title)\b.*|[\W_]*|(the )?title( is)? not\b.*|no title\b.*"
    r"|(untitled|unknown|none|tba|todo|n/?a|not (known|shown|stated|available))\W*",
    re.IGNORECASE,
)
"""What stands in place of a title: words in brackets, which are ours, and the usual words for none."""


@dataclass(frozen=True, slots=True)
class Broken:
    """A rule broken by the row ``code`` in ``field``; ``other`` is the row that it clashes with, or ""."""

    code: str
    field: str
    message: str
    other: str = ""
    allowed: tuple[str, ...] = ()


def bound_of(row: Values, stored: str) -> str:
    """The bound of a row that names none: the ``stored`` one while it goes with the figures, else the plainest.

    It is "" where no bound goes with them.
    """
    stated = {figure for figure in ("low", "point", "high") if row[figure] is not None}
    if stored and set(Bound.of(stored).fills) == stated:
        return stored
    return Bound.plainest(stated) or ""


def figures(row: Values, fillings: Mapping[Bound, tuple[str, ...]], fields: tuple[str, ...]) -> Iterator[Broken]:
    """Figures that the bound does not go with, and those that it lacks."""
    if not row["bound"]:
        yield Broken(_code(row), "bound", "no bound goes with these figures: give one value, or the ends of a range")
        return
    filled = fillings[Bound.of(row["bound"])]
    wanted = filled or ("no figure",)
    for field in fields:
        if field in filled and row[field] is None:
            yield Broken(_code(row), field, f"the bound {row['bound']} needs this figure", allowed=wanted)
        if field not in filled and row[field] is not None:
            yield Broken(_code(row), field, f"the bound {row['bound']} leaves this figure empty", allowed=wanted)


def cycles(parents: Mapping[str, str | None]) -> frozenset[str]:
    """The codes that are their own ancestors, going up from child to parent."""
    settled: set[str] = set()
    looped: set[str] = set()
    for start in parents:
        path: dict[str, int] = {}
        at: str | None = start
        while at is not None and at in parents and at not in settled and at not in path:
            path[at] = len(path)
            at = parents[at]
        if at is not None and at in path:
            looped.update(code for code, place in path.items() if place >= path[at])
        settled.update(path)
    return frozenset(looped)


def no_cycles(rows: Rows, field: str) -> Iterator[Broken]:
    """Rows that lie in themselves, going up by ``field``."""
    for code in sorted(cycles({code: row[field] for code, row in rows.items()})):
        yield Broken(code, field, f"going up from {code} by {field} leads back to {code}", other=rows[code][field])


def one_claim(rows: Rows) -> Iterator[Broken]:
    """Appearances that report one of another claim."""
    for code in sorted(rows):
        reported = rows.get(rows[code]["reports"])
        if reported is not None and reported["claim"] != rows[code]["claim"]:
            here, there = rows[code]["claim"], reported["claim"]
            message = f"an appearance reports one of the same claim: {here} here, {there} there"
            yield Broken(code, "reports", message, other=rows[code]["reports"])


def family(munition: str, parents: Mapping[str, str | None]) -> str:
    """The widest munition above this one that still names a type; the munition itself where it names none.

    A running total may not wander between what lies under words too wide to be a family.
    """
    path: list[str] = []
    at: str | None = munition
    while at is not None and at not in path:
        path.append(at)
        at = parents.get(at)
    typed = [code for code in path if code not in subject().wide]
    return typed[-1] if typed else munition


def chains(rows: Rows, table: str, munition_parents: Mapping[str, str | None]) -> Iterator[Broken]:
    """What is wrong between a claim and the one that it supersedes."""
    successors: dict[str, str] = {}
    for code in sorted(rows):
        newer = rows[code]
        replaced = newer["supersedes"]
        if replaced is None:
            continue
        if replaced in successors:
            other = successors[replaced]
            yield Broken(code, "supersedes", f"{replaced} already has the successor {other}", other=other)
        successors[replaced] = code
        older = rows.get(replaced)
        if older is None:
            continue
        for message in _chain_faults(newer, older, table, munition_parents):
            yield Broken(code, "supersedes", f"{message} ({replaced})", other=replaced)


def _chain_faults(
    newer: Values, older: Values, table: str, munition_parents: Mapping[str, str | None]
) -> Iterator[str]:
    for field in _SAME_IN_CHAIN[table]:
        if newer[field] != older[field]:
            yield f"a claim supersedes only one with the same {field}: {newer[field]} here, {older[field]} there"
    if older["claimed_on"] >= newer["claimed_on"]:
        yield f"a claim supersedes only an earlier one: {newer['claimed_on']} here, {older['claimed_on']} there"
    if table != "shipments":
        return
    if not all(Temporal.of(row["temporal"]).accumulates for row in (newer, older)):
        yield "only a running total replaces a running total"
    if any(Stance.of(row["stance"]).is_denial for row in (newer, older)):
        yield "a denial neither replaces a claim nor is replaced by one"
    here, there = (family(row["munition"], munition_parents) for row in (newer, older))
    if here != there:
        yield f"a claim supersedes only one about the same family of munitions: {here} here, {there} there"
    here, there = (Stage.of(row["stage"]).family for row in (newer, older))
    if here != there:
        yield f"a claim supersedes only one in the same family of stages: {here} here, {there} there"


def alternatives_alike(rows: Rows) -> Iterator[Broken]:
    """Either/or readings that are not of one statement about one flow."""
    for group, codes in _groups(rows).items():
        first = rows[codes[0]]
        for code in codes[1:]:
            for field in ("claimant", "claimed_on", "supplier", "recipient"):
                if rows[code][field] != first[field]:
                    message = f"readings of one alternative group share their {field}: {first[field]} in {codes[0]}"
                    yield Broken(code, "alternative_group", f"{message} ({group})", other=codes[0])


def alternatives_several(rows: Rows) -> Iterator[Broken]:
    """Alternative groups with a single reading, which is no alternative."""
    for group, codes in _groups(rows).items():
        if len(codes) == 1:
            yield Broken(codes[0], "alternative_group", f"an alternative group has at least two readings ({group})")


def _groups(rows: Rows) -> Mapping[str, list[str]]:
    groups: dict[str, list[str]] = defaultdict(list)
    for code in sorted(rows):
        if rows[code]["alternative_group"]:
            groups[rows[code]["alternative_group"]].append(code)
    return groups


def parts(rows: Rows, pooled: frozenset[str]) -> Iterator[Broken]:
    """Parts of a claim about another flow; ``pooled`` are recipients worded as a group, such as a party's partners."""
    for code in sorted(rows):
        row = rows[code]
        whole = rows.get(row["part_of"] or "")
        if whole is None:
            continue
        same_recipient = row["recipient"] == whole["recipient"] or whole["recipient"] in pooled
        if row["supplier"] != whole["supplier"] or not same_recipient:
            flow = f"{whole['supplier']} to {whole['recipient']}"
            yield Broken(code, "part_of", f"a part lies in the flow of its whole: {flow}", other=row["part_of"])


def derivations(rows: Rows) -> Iterator[Broken]:
    """Figures derived from a later claim, and factors that do not reproduce the figure within 1 %."""
    for code in sorted(rows):
        row = rows[code]
        origin = rows.get(row["derived_from"] or "")
        if origin is None:
            continue
        if origin["claimed_on"] > row["claimed_on"]:
            message = f"a figure is derived only from a claim already stated: {origin['claimed_on']} there"
            yield Broken(code, "derived_from", message, other=row["derived_from"])
        base, stated, factor = _figure(origin), _figure(row), row["factor"]
        if base and stated and factor is not None and abs(base * factor - stated) > stated * FACTOR_TOLERANCE:
            message = f"{base} times {factor} is {base * factor}, more than 1 % off the stated {stated}"
            yield Broken(code, "factor", message, other=row["derived_from"])


def _figure(row: Values) -> Decimal | None:
    return next((row[field] for field in ("low", "point", "high") if row[field] is not None), None)


def not_yet_happened(rows: Rows, table: str) -> Iterator[Broken]:
    """What is said to be so, of a time that had not come when it was said: only a promise or a forecast is of that."""
    for code in sorted(rows):
        row = rows[code]
        found = _limits(row, table)
        if found is None:
            continue
        limits, otherwise = found
        for field, latest in limits.items():
            if (day := row.get(field)) is not None and day > latest:
                verb = "begin" if field == "period_start" else "end"
                message = (
                    f"{row[field]} lies ahead of {row['claimed_on']}: what is told as so cannot {verb} after {latest}"
                )
                yield Broken(code, field, message, allowed=(f"{latest} or an earlier day", otherwise))


def _limits(row: Values, table: str) -> tuple[Mapping[str, date], str] | None:
    """The latest days that a claim's time may begin and end on, and what would let it be later; None without limits.

    What has moved or was made is over when it is told. A pace and a balance may be of the running year, and begin in
    the month of the statement: "a thousand a day this year".
    """
    stated: date = row["claimed_on"]
    began, year = {"period_start": _end_of_month(row)}, {"period_end": date(stated.year, 12, 31)}
    match table:
        case "shipments":
            done = Stage.of(row["stage"]).family in (StageFamily.OUTPUT, StageFamily.MOVEMENT)
            if done and not Stance.of(row["stance"]).is_denial:
                return dict.fromkeys(("period_start", "period_end"), stated), f"a stage of a promise: {_PROMISES}"
        case "rates" if Activity.of(row["activity"]).is_output:
            return {**began, **year}, f"an activity that need not have happened: {_POSSIBLE}"
        case "ratios" if RatioWording.of(row["wording"]) is not RatioWording.FORECAST:
            return {**began, **year}, f"the wording {RatioWording.FORECAST}"
        case "indicators" if not _LOOKS_AHEAD.search(row["statement"]):
            return began, "a statement that says that it is planned, promised or expected"
    return None


def _end_of_month(row: Values) -> date:
    """The last day of the month of a statement, or of the year where no more of its day is known."""
    stated = row["claimed_on"]
    month = 12 if row.get("date_precision") == DatePrecision.YEAR else stated.month
    return date(stated.year, month, monthrange(stated.year, month)[1])


def statement_days(rows: Rows, sources: Rows, latest: date) -> Iterator[Broken]:
    """Claims stated after ``latest``, or more than a day after the document that prints them was published.

    One day is let pass for time zones, and only dates that are known to the day are compared.
    """
    for code in sorted(rows):
        row = rows[code]
        if row["claimed_on"] > latest:
            yield Broken(code, "claimed_on", f"a claim cannot be stated in the future: later than {latest}")
        source = sources.get(row["source"])
        if source is None or source["published_on"] is None:
            continue
        precisions = (source["date_precision"], row.get("date_precision", DatePrecision.DAY))
        both_exact = all(precision == DatePrecision.DAY for precision in precisions)
        if both_exact and row["claimed_on"] > source["published_on"] + timedelta(days=1):
            message = f"stated after the source was published: {row['source']}, {source['published_on']}"
            yield Broken(code, "claimed_on", message)


def documents(rows: Rows, latest: date) -> Iterator[Broken]:
    """Sources with a placeholder for a title, and days of an archived copy or a check after ``latest``."""
    for code in sorted(rows):
        row = rows[code]
        if row["title"] and _NO_TITLE.fullmatch(row["title"]):
            message = (
                "this is not the title that the document bears: leave it empty, and put a description into the notes"
            )
            yield Broken(code, "title", message)
        for field in ("archived_on", "link_checked_on"):
            if row[field] is not None and row[field] > latest:
                yield Broken(code, field, f"this day has not come yet: later than {latest}")


def public_references(rows: Rows) -> Iterator[Broken]:
    """Public claims that lean on one that is not public."""
    for code in sorted(rows):
        row = rows[code]
        if not Status.of(row["status"]).is_public:
            continue
        for field in _REFERENCES_TO_CLAIMS:
            other = rows.get(row.get(field) or "")
            if other is not None and not Status.of(other["status"]).is_public:
                message = f"a published claim refers only to published ones: {row[field]} is {other['status']}"
                yield Broken(code, field, message, other=row[field])


def _code(row: Values) -> str:
    return str(row.get("code", ""))
