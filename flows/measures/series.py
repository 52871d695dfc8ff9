"""What was claimed about one flow at the end of each month: the heads, and what they span."""

from __future__ import annotations

from bisect import bisect_right
from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date

from flows.clock import today
from flows.estimates.interval import Interval
from flows.estimates.ledger import Span, by_age, heads, resolve, spans
from flows.measures.definition import Definition
from flows.measures.flow import asked, check
from flows.queries.catalogue import catalogue
from flows.queries.flow_claims import claims_of
from flows.questions.series import SeriesQuestion
from flows.records import Shipment
from flows.vocabulary import STAGE, UNIT
from flows.wording import interval_words, on_day

MOST_MONTHS = 300
DEFINITION = Definition(
    slug="series",
    title="What was claimed about a flow, month by month",
    unit="the unit of the munition",
    definition=(
        "For the last day of each month, and for the day that is asked for: the newest running total of each claimant "
        "that stood then, and what these spanned for each stage and unit."
    ),
    method=(
        "Each day is answered as the flow is as of that day, from the claims stated by then. The documents that hold "
        f"them are those known as of the day asked for. At most {MOST_MONTHS} months, the last ones."
    ),
    caveats=(
        "A month in which nothing was stated repeats what stood; that is not the same as nothing having moved.",
        "Heads of one day describe the same flow and never add up; a total of a later month holds the earlier one.",
    ),
)


@dataclass(frozen=True, slots=True)
class Month:
    """The heads on one day, those of them that lie before the window of the spans, and the spans of the others."""

    day: date
    heads: tuple[Shipment, ...]
    older: tuple[Shipment, ...]
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Series:
    """The months in their order, the last of them the day that is asked for."""

    question: SeriesQuestion
    months: tuple[Month, ...]

    @property
    def claims(self) -> tuple[Shipment, ...]:
        """Every claim that is a head in any of the months, once, by day and code, as known on the day asked for."""
        found = {claim.code: claim for month in self.months for claim in month.heads}
        return tuple(sorted(found.values(), key=lambda claim: (claim.claimed_on, claim.code)))


def compute(question: SeriesQuestion) -> Series:
    """The months of a flow, by three queries; BadQuestion naming what is unknown in it."""
    tree = catalogue()
    check(question, tree, "flow")
    claims = claims_of(question.flow, tree.within(question.flow.munition), question.as_of)
    about = set(asked(question, claims, tree))
    last = question.as_of or today()
    stated = sorted({claim.claimed_on for claim in claims if claim.code in about and claim.claimed_on <= last})
    first = question.start or (stated[0] if stated else last)
    # Of any claim that was read, one beside the question may end one in it.
    changes = sorted({claim.claimed_on for claim in claims})
    found: list[Month] = []
    for day in _days(first, last)[-MOST_MONTHS:]:
        if found and bisect_right(changes, found[-1].day) == bisect_right(changes, day):
            found.append(replace(found[-1], day=day))
            continue
        chosen = heads(resolve(claims, day, about, question.grade).standing)
        recent, older = by_age(chosen, question.age)
        found.append(Month(day, chosen, older, spans(recent, None)))
    return Series(question, tuple(found))


def _days(first: date, last: date) -> list[date]:
    """The last day of each month from that of the first day on, and the last day itself."""
    ends = [
        date(year, month, monthrange(year, month)[1])
        for year in range(first.year, last.year + 1)
        for month in range(1, 13)
        if (first.year, first.month) <= (year, month) <= (last.year, last.month)
    ]
    return [end for end in ends if end < last] + [last]


def span_words(month: Month, span: Span) -> str:
    """The ends of a span in words that may be quoted, with whose heads they are of."""
    within = [claim for claim in month.heads if claim not in month.older and _kind(claim) == (span.stage, span.unit)]
    names = ", ".join(dict.fromkeys(claim.claimant_name for claim in within))
    stated = interval_words(Interval(span.lowest, span.highest)) if span.highest is not None else "no figure"
    heads_ = "1 head" if span.heads == 1 else f"{span.heads} heads, which never add up"
    return (
        f"{stated} {UNIT.label(span.unit)} {STAGE.label(span.stage)}, the lowest and the highest figure stated, "
        f"as known {on_day(month.day)} ({heads_}: {names}); computed from claims and stated by nobody"
    )


def _kind(claim: Shipment) -> tuple[str, str]:
    return claim.stage, claim.unit
