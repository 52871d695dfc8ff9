"""How far apart two figures are, in words: "about three times as much", "at most half as much", "overlap".

Each phrase is computed, and says nothing of who is right: who prints it says so beside it. A pair is told alike
wherever it stands, and holds a number only where its two figures were held against each other.
"""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import assert_never

from flows.estimates.interval import Interval
from flows.estimates.pairs import Figured, Pair, is_within
from flows.estimates.period import Period, alike
from flows.estimates.quotient import rounded
from flows.records import Shipment
from flows.vocabulary import Bound, Verdict
from flows.wording import if_in_series, spelled, when

_TIMES = {2: "twice", **dict(enumerate(("three", "four", "five", "six", "seven", "eight", "nine", "ten"), 3))}
_PARTS = {2: "half", 3: "a third", 4: "a quarter", 5: "a fifth", 10: "a tenth"}
_LITTLE = Decimal("1.25")
"""A difference up to this many times is told in percent."""
_WIDE = Decimal("0.06")
"""How far from a whole number a quotient may lie and still be told by its word: 2.9 is about three."""
_HUNDRED = Decimal(100)
_ONE = Interval(Decimal(1), Decimal(1))
_NEITHER = "neither contradicts the other"


def pair_words(pair: Pair) -> str:
    """Two figures in one clause: who gives how much more than whom, or why nothing is said of it."""
    if pair.verdict is Verdict.DENIED:
        return _denied(pair)
    if pair.ratio is None:
        return f"{pair.left.claimant_name} and {pair.right.claimant_name}: {beside_words(pair, pair.left)}"
    return f"{pair.left.claimant_name}: {of_words(pair, pair.left)}"


def _denied(pair: Pair) -> str:
    """Who denied, and when, beside whose statement, and when that was made."""
    left, right = pair.left, pair.right
    denial, claim = (left, right) if isinstance(left, Shipment) and left.stance.is_denial else (right, left)
    said, stated = when(denial.claimed_on, denial.date_precision), when(claim.claimed_on, claim.date_precision)
    return f"{denial.claimant_name} denied it on {said}; {claim.claimant_name} spoke of it on {stated}"


def of_words(pair: Pair, claim: Figured) -> str:
    """How the figure of a claim stands to the other one of a pair, and whose that is: "about half as much as it"."""
    other = pair.other(claim)
    if pair.ratio is None:
        return f"beside {other.claimant_name}, {beside_words(pair, other)}"
    words = _size(pair, other)
    joint = "than" if words.endswith(("more", "less")) else "as"
    return f"{words} {joint} {other.claimant_name}{_flags(pair, other)}"


def beside_words(pair: Pair, claim: Figured) -> str:
    """How the other figure of a pair stands to that of this claim: "about half as much", "not independent: not
    compared". A size of which nothing follows says what each of the two is about, and that neither contradicts the
    other."""
    if pair.ratio is not None:
        return _size(pair, claim) + _flags(pair, claim)
    told, colon, outcome = verdict_words(pair.verdict).partition(":")
    capacity = _capacity_of(pair, claim) if pair.verdict is Verdict.OVERLAP else ""
    return f"{told}{in_series_words(pair)}{capacity}{colon}{outcome}"


def _size(pair: Pair, claim: Figured) -> str:
    """How many times the other figure of a pair holds this one, in words."""
    ratio = pair.ratio or Interval(None, None)
    of_left, low, high = claim.code == pair.right.code, ratio.low, ratio.high
    if (low is None and high is None) or (low is not None and low >= 1):
        return (more_words if of_left else less_words)(ratio, exact=_exact(pair))
    turned = _ONE / ratio
    if high is not None and high <= 1:
        return (less_words if of_left else more_words)(turned, exact=_exact(pair))
    return _across_one(ratio if of_left else turned)


def _exact(pair: Pair) -> bool:
    return pair.left.bound == pair.right.bound == Bound.EXACT


def _flags(pair: Pair, claim: Figured) -> str:
    """What the other figure of a pair is about that this claim is not: a wider kind, another stage, a shorter time, a
    capacity; on what its verdict hangs; and where neither contradicts the other that they do not."""
    kind = f", of a {'narrower' if claim.code == pair.wider else 'wider'} kind" if pair.wider else ""
    told = kind + _stage_of(pair, claim) + _time_of(pair, claim) + in_series_words(pair) + _capacity_of(pair, claim)
    return told if pair.is_told_apart else f"{told}: {_NEITHER}"


def in_series_words(pair: Pair) -> str:
    """Which start nobody stated, and what it is taken to be; empty where the verdict hangs on none."""
    return if_in_series({claim.claimant_name: claim for claim in (pair.left, pair.right)}) if pair.in_series else ""


def _stage_of(pair: Pair, claim: Figured) -> str:
    """That one of the two had arrived and the other was on its way; a capacity was neither."""
    other = pair.other(claim)
    if not isinstance(claim, Shipment) or not isinstance(other, Shipment) or claim.stage == other.stage:
        return ""
    if claim.basis.is_capacity or other.basis.is_capacity:
        return ""
    return f", {other.stage.label} beside {claim.stage.label}"


def _capacity_of(pair: Pair, claim: Figured) -> str:
    """That one of the two is what something could hold, where the other is not: a capacity is no delivery."""
    own, others = (isinstance(one, Shipment) and one.basis.is_capacity for one in (claim, pair.other(claim)))
    if own == others:
        return ""
    return f", where {'this' if own else 'that'} is a capacity and not a delivery"


def _time_of(pair: Pair, claim: Figured) -> str:
    time = Period.placed if pair.in_series else Period.of
    own, others = time(claim), time(pair.other(claim))
    if pair.verdict is not Verdict.DIFFERENT_PERIODS and alike(own, others):
        return ""
    if is_within(others, own):
        return ", in a shorter time"
    return ", in a longer time" if is_within(own, others) else ", over another time"


def verdict_words(verdict: Verdict) -> str:
    """A verdict that holds no number, as readers see it."""
    match verdict:
        case Verdict.OVERLAP:
            return f"overlap: {_NEITHER}"
        case Verdict.WIDER_KIND:
            return f"one is of a wider kind: {_NEITHER}"
        case Verdict.DIFFERENT_PERIODS:
            return f"{verdict.label}: {_NEITHER}"
        case Verdict.DENIED:
            return "denied"
        case Verdict.APART | Verdict.MORE_IN_LESS_TIME | Verdict.MORE_OF_A_PART | Verdict.IF_OF_SERIES:
            return verdict.label
        case (
            Verdict.UNKNOWN_PERIOD
            | Verdict.OTHER_COUNT
            | Verdict.NO_FIGURE
            | Verdict.PART_OR_READING
            | Verdict.NOT_INDEPENDENT
        ):
            return f"{verdict.label}: not compared"
        case undecided:
            assert_never(undecided)


def _across_one(times: Interval) -> str:
    """How often one figure holds another that may be the larger one: "at least 52% as much"."""
    low = f"{_share(times.low, ROUND_FLOOR)} as much" if times.low is not None else ""
    high = _as_much(times.high, ROUND_CEILING) if times.high is not None else ""
    if low and high:
        return f"{low} to {high}"
    return f"at least {low}" if low else f"at most {high}"


def _as_much(times: Decimal, direction: str) -> str:
    return _more(times, direction) if times >= 1 else f"{_share(times, direction)} as much"


def _share(times: Decimal, direction: str) -> str:
    return f"{spelled(rounded(times * _HUNDRED, 2, direction) or Decimal(0))}%"


def more_words(ratio: Interval, *, exact: bool = False) -> str:
    """How much more the larger figure is than the smaller, where ``ratio`` is the one over the other."""
    if ratio.low is None:
        return "a number, not zero, and so more"
    if ratio.low == ratio.high:
        about = "" if exact and ratio.low == ratio.low.to_integral_value() else "about "
        return f"{about}{_more(ratio.low)}"
    if ratio.high is None:
        return f"at least {_more(ratio.low, ROUND_FLOOR)}"
    low, high = rounded(ratio.low, 2, ROUND_FLOOR), rounded(ratio.high, 2, ROUND_CEILING)
    return f"{spelled(low or ratio.low)} to {spelled(high or ratio.high)} times as much"


def less_words(ratio: Interval, *, exact: bool = False) -> str:
    """How much less the smaller figure is than the larger, where ``ratio`` is the larger over the smaller."""
    if ratio.low is None:
        return "zero, and so less"
    if ratio.low == ratio.high:
        about = "" if exact and ratio.low == ratio.low.to_integral_value() else "about "
        return f"{about}{_part(ratio.low)} as much"
    if ratio.high is None:
        return f"at most {_part(ratio.low, ROUND_CEILING)} as much"
    low = rounded(_HUNDRED / ratio.high, 2, ROUND_FLOOR)
    return f"{spelled(low or Decimal(0))}% to {_percent(ratio.low, ROUND_CEILING)} as much"


def _more(value: Decimal, direction: str = "") -> str:
    if value < _LITTLE:
        shown = (value - 1) * _HUNDRED
        return f"{spelled(shown.quantize(Decimal(1), direction or None) or Decimal(1))}% more"
    named = _TIMES.get(int(value.to_integral_value(direction or None)))
    if named and _near(value, direction):
        return f"{named if named == 'twice' else f'{named} times'} as much"
    return f"{spelled(rounded(value, 2, direction or 'ROUND_HALF_EVEN') or value)} times as much"


def _part(value: Decimal, direction: str = "") -> str:
    """One over a value of at least one: "half", "a third", "67%"."""
    named = _PARTS.get(int(value.to_integral_value(ROUND_FLOOR if direction else None)))
    return named if named and _near(value, direction) else _percent(value, direction)


def _percent(value: Decimal, direction: str = "") -> str:
    return f"{spelled(rounded(_HUNDRED / value, 2, direction or 'ROUND_HALF_EVEN') or value)}%"


def _near(value: Decimal, direction: str) -> bool:
    """Whether a quotient lies at a whole number: on the side on which the word still holds, where one is named."""
    whole = value.to_integral_value(ROUND_FLOOR if direction else None)
    return abs(value - whole) <= whole * _WIDE
