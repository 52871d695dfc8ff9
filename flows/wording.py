"""The quotable words for a number: one function makes what is copied, hovered, read aloud and exported.

A phrase never loses its bound, its time, its basis or who said it: "up to 4.8 million artillery rounds since August
2023 (what at least 10,000 containers could hold; a defence ministry, 14 June 2024)". The time that a number
is about stands with the number; the day on which it was said stands with whoever said it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise
from typing import Any, assert_never

from babel.dates import format_date

from flows.estimates.interval import Interval
from flows.estimates.pace import Pace
from flows.estimates.period import Period
from flows.estimates.quotient import outward
from flows.estimates.share import ComputedShare
from flows.estimates.totals import NOT_ADDITIVE, Reason, Refusal
from flows.estimates.years import Growth, Sum
from flows.records import AnyClaim, Indicator, Munition, Quantity, Rate, Ratio, Shipment
from flows.vocabulary import (
    COMPARED,
    INDICATOR_UNIT,
    UNIT,
    Basis,
    Bound,
    Caution,
    DatePrecision,
    Found,
    Reliability,
    StartBasis,
    Status,
    Temporal,
)

COMPUTED = "computed; nobody stated it"
"""What stands beside every number that is arithmetic on claims."""
MANY_KINDS = "munitions of several kinds"
FEW_QUOTED = 6
"""So many of the claims behind a computed number are quoted with it; the answer holds all of them."""
_LOCALE = "en_GB"
_FEW = 3
_ONE = Decimal(1)
_CALIBRE = re.compile(r"(?P<size>\d[\d.]* mm) (?P<what>.+)")
_MILLION = Decimal(1_000_000)
_BILLION = Decimal(1_000_000_000)
# Words for a number that a noun follows without "of": several dozen missiles, but dozens of missiles.
_BEFORE_A_NOUN = ("dozen", "hundred", "thousand", "million", "several", "few", "many", "more", "all")
# Words that a described stretch of the front begins with; whatever else a place is called is its name.
_DESCRIPTIVE = {"Whole", "Some", "Eastern", "Western", "Northern", "Southern"}
_WITH_ARTICLE = frozenset((
    "union", "states", "kingdom", "emirates", "republic", "initiative", "netherlands", "government", "ministry",
    "president", "representative", "commission", "council", "committee", "command", "staff", "army", "navy", "team",
    "service", "campaign", "collection", "group", "press", "bank", "mission", "centre", "agency", "institute",
))  # fmt: skip
"""Head words of names that take "the" within a sentence: an initiative, a ministry, the bank of a state."""
_ONE_OF_MANY = frozenset(("official", "officer", "soldier", "source", "minister", "commander", "spokesman"))
_DETERMINED = re.compile(r"(?:the|an?)\s|.*['’]s?\s", re.IGNORECASE)


def grouped(value: Decimal) -> str:
    """A number as stated, with thin spaces between groups of three, for tables: 4 800 000."""
    return _digits(value, 4).replace(",", "\N{THIN SPACE}")


# A list holds the same few numbers again and again.
@lru_cache(maxsize=8192)
def spelled(value: Decimal) -> str:
    """A number for prose without losing a digit: 4.8 million, 333,000, 223,800."""
    for size, word in ((_BILLION, "billion"), (_MILLION, "million")):
        if value >= size:
            scaled = value / size
            if scaled == round(scaled, 3):
                return f"{_digits(scaled, 3)} {word}"
    return _digits(value, 4)


def short(value: Decimal) -> str:
    """A number for a label of a chart, to three significant digits: 4.8M, 500k, 16."""
    for size, letter in ((_BILLION, "bn"), (_MILLION, "M"), (Decimal(1000), "k")):
        if value >= size and (letter != "k" or value >= 10_000):
            scaled = value / size
            scaled = round(scaled, max(0, 2 - scaled.adjusted()))
            return f"{_digits(scaled, 2).replace(',', '')}{letter}"
    return _digits(value, 2)


def bounded(quantity: Quantity, number: Any = spelled) -> str:
    """The quantity with its bound: "up to 4.8 million", "4.2 million to 5.8 million", "dozens"."""
    stated = [number(figure) for figure in quantity.figures]
    if not stated:
        return quantity.words or "an unstated number"
    return f"{quantity.bound.words}{' to '.join(stated)}"


def put_at(quantity: Quantity) -> str:
    """The quantity as it follows "put at"."""
    return after_at(bounded(quantity))


def after_at(words: str) -> str:
    """The words of a number as they follow "at": "300,000 or more", where "at at least 300,000" would stand."""
    number = words.removeprefix(Bound.AT_LEAST.words)
    return words if number == words else f"{number} or more"


def interval_words(interval: Interval) -> str:
    """An interval in words: "480", "266 to 500", "at least 4.8 million", "nothing follows" where both ends are open."""
    low, high = interval.low, interval.high
    if low is None and high is None:
        return "nothing follows"
    if low is None or high is None:
        return f"at most {spelled(high)}" if high is not None else f"at least {spelled(low or Decimal(0))}"
    return spelled(low) if low == high else f"{spelled(low)} to {spelled(high)}"


def computed_words(interval: Interval, *bounds: Bound) -> str:
    """A computed interval in words, as `interval_words`, to four digits outward: it is rounded here and nowhere before.

    A single value is "about" unless all it comes of is exact.
    """
    single = interval.low is not None and interval.low == interval.high
    hedged = single and any(bound != Bound.EXACT for bound in bounds)
    words = interval_words(outward(interval))
    return f"about {words}" if hedged else words


def cautioned(words: str, cautions: Iterable[Caution]) -> str:
    """A computed figure with what to know of it: "about 50 days (another side's rate of fire)"."""
    labels = ", ".join(caution.label for caution in cautions)
    return f"{words} ({labels})" if labels else words


def refusal_words(refusal: Refusal) -> str:
    """The sentence that stands where a sum would be, in the API, on pages and in the explorer alike."""
    return f"These claims do not add up: {', '.join(map(_reason_words, refusal.reasons))}."


def _reason_words(reason: Reason) -> str:
    """The label of a reason, with the first few of the periods that clash."""
    label = NOT_ADDITIVE.label(reason.code)
    if not reason.periods:
        return label
    return f"{label} ({periods_words(reason.periods)})"


def not_added_words(refusal: Refusal, claims: Iterable[Shipment]) -> str:
    """Why there is no sum, with the parties behind it: "not added up: a union and a member overlap"."""
    known = {claim.code: claim for claim in claims}

    def told(reason: Reason) -> str:
        concerned = [known[code] for code in reason.claims if code in known]
        if reason.code == "overlapping_suppliers":
            return f"{_some(claim.supplier_name for claim in concerned)} overlap"
        if reason.code == "overlapping_claimants":
            return f"{_some(claim.claimant_name for claim in concerned)} describe the same goods"
        return _reason_words(reason)

    return f"not added up: {'; '.join(map(told, refusal.reasons))}"


def _some(names: Iterable[str]) -> str:
    """The first few of some names, sorted, each once: "one, three, two and 2 more"."""
    every = sorted(set(names))
    told, more = every[:_FEW], len(every) - _FEW
    if more > 0:
        return f"{', '.join(told)} and {more} more"
    return " and ".join(filter(None, (", ".join(told[:-1]), told[-1])))


def growth_words(growth: Growth, number: Any = spelled) -> str:
    """By how much running totals grew between two days: "about 2.8 million more rockets from 1 to 20 December 2025".

    Where nothing follows it says why. Never without its days: who prints it adds that it is `COMPUTED`.
    """
    days = between(growth.period)
    if growth.interval is None:
        return f"no growth follows {days}: the later total lies below the earlier one"
    if growth.is_level:
        return f"no growth stated {days}: the later total is no higher"
    if not growth.quantity.figures:
        return f"no growth follows {days}: nothing bounds how far the totals lie apart"
    full = " if full" if growth.later.basis.is_capacity else ""
    more = f"{bounded(growth.quantity, number)} more {growth.later.munition_plural}{full}"
    return f"{more} {days}{_if_totals_of_series(growth)}"


def _if_totals_of_series(growth: Growth) -> str:
    return if_in_series({f"the total of {when(each.claimed_on)}": each for each in (growth.earlier, growth.later)})


def if_in_series(named: Mapping[str, AnyClaim]) -> str:
    """What holds only if some of these claims, by what they are called, count from the day from which others of their
    series do, since they name none; empty where each names its own."""
    told = [
        f"{name} counts from {start_words(claim.period_start)}"
        for name, claim in named.items()
        if claim.period_start is not None and not claim.start_basis.names
    ]
    return f", if {' and '.join(told)}, as in other totals of its series" if told else ""


def quote_growth(growth: Growth) -> str:
    """The quotable phrase of a growth: what it is, that it is computed, and both claims that it comes of."""
    both = f"{quote(growth.later, alone=True)}, less {quote(growth.earlier, alone=True)}"
    return f"{growth_words(growth)}, {COMPUTED}: {both}"


def pace_words(pace: Pace, number: Any = spelled) -> str:
    """A pace in words, with its days: "at least 2,077 shells a day from 25 March to 1 May 2024".

    Where nothing follows it says why. Never without its days: who prints it adds that it is `COMPUTED`.
    """
    if not pace.quantity.figures:
        return growth_words(pace.growth).replace("no growth follows", "no pace follows", 1)
    full = " if full" if pace.capacity else ""
    days = f"{between(pace.growth.period)}{_if_totals_of_series(pace.growth)}"
    return f"{counted(pace.quantity, pace.growth.later.munition_plural, number)} a day{full} {days}"


def quote_pace(pace: Pace) -> str:
    """The quotable phrase of a pace: what it is, that it is computed, and both claims that it comes of."""
    growth = pace.growth
    both = f"{quote(growth.later, alone=True)}, less {quote(growth.earlier, alone=True)}"
    return f"{pace_words(pace)}, {COMPUTED}: {both}, over {pace.days} days"


def sum_words(each: Sum) -> str:
    """What some figures come to in words, with their time and grades, and that this is no sum of the year where they
    leave too much of it out; or why there is no sum."""
    if isinstance(each.outcome, Refusal):
        return not_added_words(each.outcome, each.claims)
    words = counted(each.outcome.quantity, UNIT.label(each.unit))
    told = f"{words}, the sum of {len(each.claims)} figures ({COMPUTED})" if each.is_added else f"one figure, {words}"
    grades = ", ".join(sorted({claim.admiralty for claim in each.claims}))
    weak = ", weak evidence" if each.is_weak else ""
    part = "" if each.spans_year else "; not for the whole year, and no total of it"
    return f"{told}, {periods_words(each.periods)}, graded {grades}{weak}{part}"


def quote_sum(each: Sum) -> str:
    """The quotable phrase of what some figures come to: the words of `sum_words`, and the figures."""
    if isinstance(each.outcome, Refusal):
        return sum_words(each)
    return f"{sum_words(each)}: {quoted(each.claims)}"


MORE_THAN_FIRED = "over 100% is more than was fired: rounds go into stock, or one of the two figures is wrong"
"""What stands beside a computed share that may exceed all that was fired."""


def share_words(share: ComputedShare) -> str:
    """A computed share in words: "about 55%", "at most 69% if full"; why, where nothing follows."""
    if not share.quantity.figures:
        return "no share follows: the bounds of the two leave it open"
    full = " if full" if share.capacity else ""
    return f"{bounded(share.quantity, lambda value: f'{spelled(value)}%')}{full}"


def quote_share(share: ComputedShare) -> str:
    """The quotable phrase of a computed share: what it is, that it is computed, and both claims that it comes of."""
    known = f"; {MORE_THAN_FIRED}" if share.exceeds else ""
    return f"{share_words(share)}, {COMPUTED}: {quote(share.supply, alone=True)}, over {quote(share.rate)}{known}"


def periods_words(periods: Sequence[Period]) -> str:
    """The first few of several periods in words: "in 2024; from 1 to 27 June 2025; others". Of times that follow one
    another without a gap the whole is told: "from 29 March to 20 November 2024, in 6 parts"."""
    ordered = sorted((each for each in periods if each.is_known), key=lambda each: (each.start, each.end))
    follow = all(one.end and other.start == one.end + timedelta(days=1) for one, other in pairwise(ordered))
    if follow and len(ordered) == len(periods) > _FEW:
        return f"{between(Period(ordered[0].start, ordered[-1].end))}, in {len(ordered)} parts"
    told = [between(period) or "a time not stated" for period in periods[:_FEW]]
    return "; ".join((*told, "others") if periods[_FEW:] else told)


def counted(quantity: Quantity, plural: str, number: Any = spelled) -> str:
    """The quantity with what is counted: "up to 4.8 million artillery rounds", "dozens of missiles", "many tanks"."""
    words = bounded(quantity, number)
    joint = " of" if quantity.bound == Bound.UNQUANTIFIED and not words.endswith(_BEFORE_A_NOUN) else ""
    return before_goods(f"{words}{joint}", _single(plural) if quantity.figures == (_ONE,) else plural)


def goods_of(munition: Munition, units: Collection[str]) -> str:
    """What claims about a kind count, in a heading: not rounds alone where some count in other units."""
    return munition.plural if {munition.unit}.issuperset(units) else MANY_KINDS


def before_goods(words: str, goods: str) -> str:
    """A number and what it counts, never a number before a calibre: "120 self-propelled guns of 170 mm".

    What stands between the two parts them: "1.5 million 155 mm artillery rounds".
    """
    calibre = _CALIBRE.fullmatch(goods) if words[-1:].isdigit() else None
    return f"{words} {calibre['what']} of {calibre['size']}" if calibre else f"{words} {goods}"


def _single(plural: str) -> str:
    """One of what is counted: "voyage", "piece of equipment"; what names two things by "or" stays as it is."""
    head, joint, rest = plural.partition(" of ")
    return plural if " or " in plural else f"{head.removesuffix('s')}{joint}{rest}"


# Babel parses its pattern and locale for each day; a list holds the same days again and again.
@lru_cache(maxsize=8192)
def when(day: date, precision: str = "day") -> str:
    """A date as exactly as it is known: 14 June 2024, May 2022, about 10 June 2022."""
    match DatePrecision.of(precision):
        case DatePrecision.YEAR:
            return str(day.year)
        case DatePrecision.MONTH:
            return format_date(day, "MMMM y", locale=_LOCALE)
        case DatePrecision.INFERRED:
            return f"about {format_date(day, 'd MMMM y', locale=_LOCALE)}"
        case DatePrecision.DAY:
            return format_date(day, "d MMMM y", locale=_LOCALE)
        case undecided:
            assert_never(undecided)


def document_name(publisher: str, title: str, published_on: date | None, precision: str) -> str:
    """A document in a list or a heading: "Reuters: Plan sealed"; "Reuters, 14 June 2024" where it has no title."""
    if title:
        return f"{publisher}: {title}"
    return f"{publisher}, {_published(published_on, precision) or 'undated'}"


def printed_in(publisher: str, title: str, published_on: date | None, precision: str) -> str:
    """A document as a citation names it: "Reuters, “Plan sealed”, 14 June 2024", and without the title where there is
    none."""
    named = f"{publisher}, “{title}”" if title else publisher
    return f"{named}, {_published(published_on, precision) or 'undated'}"


def _published(day: date | None, precision: str) -> str:
    """The day of a publication in words; a form may show a document before the precision of its day is chosen."""
    return when(day, precision or DatePrecision.DAY) if day else ""


def at_moment(at: datetime) -> str:
    """A moment in UTC: "29 November 2026, 05:40:12 UTC"."""
    return f"{when(at.date())}, {at:%H:%M:%S} UTC"


def period_of(claim: AnyClaim) -> str:
    """The time that a claim is about, as it follows its number: "in 2024", "since September 2023"; "" where unknown.

    Of a running total it says that no start was stated, also where the claimant's other totals have one.
    """
    start, end = claim.named_start, claim.period_end
    temporal = claim.temporal if isinstance(claim, Shipment) and not claim.stance.is_denial else None
    # Of a lot that a new list adds, without a stated beginning, "until" would make a running total.
    is_a_lot = temporal is Temporal.INTERVAL and start is None
    if is_a_lot and end is not None and end <= claim.claimed_on:
        return f"from an unstated day to {when(end)}"
    total = bool(temporal and temporal.accumulates)
    return period_words(start, end, claim.claimed_on, total=total, month=_names_month(claim))


def _names_month(claim: AnyClaim) -> bool:
    """Whether a start on the first day of a year was told as its month: "since January 2024" is no "since 2024"."""
    return claim.period_start is not None and when(claim.period_start, "month") in claim.statement


def between(period: Period) -> str:
    """A period in words, whatever the claim: "from 1 August 2023 to 14 June 2024", "in 2025"; "" where no end is known.

    A running total is about the time until it was stated: so two of them are compared.
    """
    return period_words(period.start, period.end, date.max)


def whole_period_of(claim: AnyClaim) -> str:
    """From when to when a claim counts, to be set beside another: a running total ends on the day of the statement.

    "from 1 January 2023 to 14 November 2025"; "not stated" where neither end is.
    """
    return between(Period.of(claim)) or "not stated"


@lru_cache(maxsize=8192)
def period_words(
    start: date | None, end: date | None, stated: date, *, total: bool = False, month: bool = False
) -> str:
    """A period in words, as exactly as its days say: "from January to May 2024", "since 2023, as of 30 June 2025".

    A running ``total`` that ends on the day it was ``stated`` needs no end; what ends later is due by then. Of a start
    on the first day of a year ``month`` says that its month was named.
    """
    if total and (end is None or end <= stated):
        since = f"since {start_words(start, month=month) if start else 'an unstated day'}"
        return since if end in (None, stated) else f"{since}, as of {when(end)}"
    if end is None:
        return f"from {start_words(start, month=month)} on" if start else ""
    if start is None:
        return f"{_until(end, stated)} {when(end)}"
    if start == end:
        return f"{'on' if end <= stated else 'by'} {when(end)}"
    return _range(start, end)


def on_day(day: date, precision: str = "day") -> str:
    """A date within a sentence: on 14 June 2024, in May 2022, about 10 June 2022."""
    match DatePrecision.of(precision):
        case DatePrecision.YEAR | DatePrecision.MONTH:
            return f"in {when(day, precision)}"
        case DatePrecision.INFERRED:
            return when(day, precision)
        case DatePrecision.DAY:
            return f"on {when(day, precision)}"
        case undecided:
            assert_never(undecided)


def _until(end: date | None, stated: date) -> str:
    return "by" if end is not None and end > stated else "until"


def start_words(start: date, *, month: bool = False) -> str:
    """The first day of a period; the first of a month stands for the month, and that of January for the year, unless
    its ``month`` was named."""
    if start.day > 1:
        return when(start)
    return when(start, "year" if start.month == 1 and not month else "month")


def _range(start: date, end: date) -> str:
    """From the first to the last day, in whole years or months where both ends are those of one."""
    precision = "day"
    if start.day == 1 and (end + timedelta(days=1)).day == 1:
        precision = "year" if (start.month, end.month) == (1, 12) else "month"
    first, last = when(start, precision), when(end, precision)
    if first == last:
        return f"in {last}"
    # What both ends share is said once: from 3 to 14 June 2024, from January to May 2024.
    shared = f" {start.year}" if start.year == end.year else ""
    if precision == "day" and (start.year, start.month) == (end.year, end.month):
        shared = f" {when(start, 'month')}"
    return f"from {first.removesuffix(shared) if shared else first} to {last}"


def quote(claim: AnyClaim, *, alone: bool = False) -> str:
    """The quotable phrase of any claim: the number, its time, what it rests on, who said it, when, what became of it.

    ``alone`` names the two parties of a flow as well: for a title, a feed or a file, where no page around it does.
    """
    match claim:
        case Shipment():
            return quote_shipment(claim, alone=alone)
        case Rate():
            return quote_rate(claim)
        case Ratio():
            return quote_ratio(claim)
        case Indicator():
            return quote_indicator(claim)


def quoted(claims: Sequence[AnyClaim]) -> str:
    """The first of several claims as they may be quoted, and how many more there are."""
    told = [quote(claim, alone=True) for claim in claims[:FEW_QUOTED]]
    more = len(claims) - len(told)
    return "; ".join([*told, *([f"and {more} more claim{'s' if more > 1 else ''}"] if more else [])])


def quote_shipment(claim: Shipment, *, alone: bool = False) -> str:
    """The quotable phrase of a claim about a flow.

    "up to 4.8 million artillery rounds from one party to another since August 2023 (what at least 10,000 containers
    could hold; a defence ministry, 14 June 2024; superseded 24 July 2024)"
    """
    goods = claim.munition_plural
    parties = f" from {with_article(claim.supplier_name)} to {with_article(claim.recipient_name)}" if alone else ""
    if claim.stance.is_denial:
        return _with_evidence(
            _joined(f"denial that {goods}{parties} were {claim.stage.label}", period_of(claim)), claim
        )
    return _with_evidence(
        _joined(f"{counted(claim.quantity, goods)}{parties}", period_of(claim)),
        claim,
        "start inferred" if claim.temporal.accumulates and claim.start_basis is StartBasis.INFERRED else "",
        grounds(claim),
    )


def grounds(claim: Shipment) -> str:
    """What the figure rests on, as a clause: capacity is called what containers could hold, never what was sent."""
    origin = counted(claim.origin.quantity, claim.origin.plural) if claim.origin else ""
    stage = claim.stage.label
    match claim.basis:
        case Basis.REPORTED_COUNT | Basis.DECLARED:
            return stage
        case Basis.CAPACITY_IF_FULL:
            return f"what {origin or 'the containers'} could hold"
        case Basis.DERIVED_FROM_WEIGHT:
            return f"{stage}, derived from {origin or 'a weight'}"
        case Basis.PERCENT_OF_TARGET:
            share = f"{_percent(claim.factor)} of" if claim.factor is not None else "a share of"
            return f"{stage}, {share} a target of {origin}" if origin else f"{stage}, {share} a target"
        case Basis.ESTIMATE:
            return f"{stage}, an estimate"
        case _:
            assert_never(claim.basis)


def quote_rate(claim: Rate) -> str:
    """The quotable phrase of a claim about a pace: "about 10,000 artillery rounds a day fired by a party (...)"."""
    activity = claim.activity.of_actor.format(claim.actor_name)
    phrase = f"{counted(claim.quantity, claim.munition_plural)} {claim.per.label} {activity}"
    return _with_evidence(_joined(phrase, period_of(claim)), claim)


def quote_ratio(claim: Ratio) -> str:
    """The quotable phrase of a stated ratio: "up to 10 to 1 for one side over the other in firepower (...)"."""
    about = COMPARED.label(claim.compared)
    phrase = f"{to_one(claim.quantity)} for {claim.favours_name} over {claim.over_name} in {about}"
    if claim.place_name:
        phrase += f", {place_words(claim.place_name)}"
    return _with_evidence(_joined(phrase, period_of(claim), ", "), claim, claim.wording.grounds)


def with_article(name: str) -> str:
    """A name as it stands within a sentence: "the government of a state", "an unnamed official"."""
    head = name.partition(" (")[0].partition(" of ")[0].rpartition(" ")[2].lower()
    if _DETERMINED.match(name) or not (head in _WITH_ARTICLE or head in _ONE_OF_MANY):
        return name
    if head in _WITH_ARTICLE:
        return f"the {name}"
    told = name[:1].lower() + name[1:] if name.lower().startswith("unnamed") else name
    return f"{'an' if told[:1].lower() in 'aeiou' else 'a'} {told}"


def place_words(place_name: str) -> str:
    """The name of a place within a sentence: a description begins small, a proper name never."""
    first = place_name.partition(" ")[0]
    return first.lower() + place_name[len(first) :] if first in _DESCRIPTIVE else place_name


def to_one(ratio: Quantity) -> str:
    """A ratio with its bound: "up to 10 to 1", "5 to 7 to 1"."""
    if ratio.bound == Bound.UNQUANTIFIED:
        return "a ratio without a figure"
    return f"{bounded(ratio)} to 1"


def quote_indicator(claim: Indicator) -> str:
    """The quotable phrase of a context figure: "cost of a shell to a party: about $1,000 in 2024 (...)"."""
    phrase = f"{measured(claim)}: {amount(claim.quantity, claim.unit)}"
    return _with_evidence(_joined(phrase, period_of(claim)), claim)


def measured(claim: Indicator) -> str:
    """What a context figure measures, in its own words; where it has none, those of its code and its party."""
    return measured_words(claim.measured, claim.name, claim.actor_name)


def measured_words(words: str, name: str, actor_name: str) -> str:
    """The words for what is measured; where there are none, those of the code of the series and of the party."""
    return words or f"{name.replace('-', ' ')}, {actor_name}"


def amount(quantity: Quantity, unit: str) -> str:
    """A context figure with its unit: "about $1 billion", "4%", "at least 10 times", "an unstated number of rounds"."""
    if not quantity.figures:
        return counted(quantity, INDICATOR_UNIT.label(unit))
    match unit:
        case "usd":
            return bounded(quantity, lambda value: f"${spelled(value)}")
        case "eur":
            return bounded(quantity, lambda value: f"€{spelled(value)}")
        case "percent":
            return bounded(quantity, lambda value: f"{spelled(value)}%")
        case "multiple":
            return f"{bounded(quantity)} times"
        case _:
            return counted(quantity, INDICATOR_UNIT.label(unit))


def weakness(claim: AnyClaim) -> str:
    """That the evidence of a claim is weak, with both of its grades; empty where it is not.

    "weak evidence: source D, credibility 3"
    """
    return f"weak evidence: source {claim.grade}, credibility {claim.credibility}" if claim.is_weak else ""


def weak_grounds(claim: AnyClaim) -> str:
    """What makes the evidence of a claim weak, within a sentence; empty where nothing does.

    "a source graded D", "a statement of credibility 4", "a source graded D with a statement of credibility 4"
    """
    found = [f"a source graded {claim.grade}"] if claim.grade.is_weak else []
    if claim.credibility.is_weak:
        found.append(f"a statement of credibility {claim.credibility}")
    return " with ".join(found)


def graded_words(grade: Reliability | None) -> str:
    """The least grade that is asked for: "graded B or better"; empty where none is."""
    if grade is None:
        return ""
    return f"graded {grade}" if len(grade.or_better) == 1 else f"graded {grade} or better"


def label(claim: AnyClaim, what: str = "") -> str:
    """Who said it, then the number of ``what``, then its time: "OSC, at least 4.2M rounds since August 2023"."""
    counted_words = f"{bounded(claim.quantity, short)} {what}".rstrip()
    return _joined(f"{claim.claimant_name}, {counted_words}", period_of(claim))


def _joined(phrase: str, period: str, by: str = " ") -> str:
    return f"{phrase}{by}{period}" if period else phrase


def _with_evidence(phrase: str, claim: AnyClaim, *grounds: str) -> str:
    parts = [ground for ground in grounds if ground]
    parts.append(f"{claim.claimant_name}, {when(claim.claimed_on, claim.date_precision)}")
    superseded_on = getattr(claim, "superseded_on", None)
    if superseded_on is not None:
        parts.append(f"superseded {when(superseded_on)}")
    if claim.status == Status.RETRACTED:
        parts.append("retracted")
    return f"{phrase} ({'; '.join(parts)})"


def found_in_text(figure: Found, party: Found) -> str:
    """What a check found in the text of a claim's document, as it follows "Document checked on 29 November 2026"."""
    match figure:
        case Found.FOUND:
            also = "and the party" if party == Found.FOUND else "but the party was not found beside it"
            return f"holds the figure {also}"
        case Found.MISSING:
            return "the figure was not found in the text that was checked"
        case Found.NOT_SOUGHT:
            named = "names the party" if party == Found.FOUND else "the party was not found in the text"
            return f"{named}; the claim gives no figure"
        case _:
            assert_never(figure)


def _percent(factor: Decimal) -> str:
    return f"{_digits(factor * 100, 1).replace(',', '')}%"


def _digits(value: Decimal, places: int) -> str:
    """A number with commas between thousands and at most so many decimals, none of them a zero at the end."""
    text = f"{value:,.{places}f}"
    return text.rstrip("0").rstrip(".")
