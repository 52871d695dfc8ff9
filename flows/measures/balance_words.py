"""A balance in words: what the page, its files and the API say of it, each beside "computed; nobody stated it"."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Decimal

from flows.estimates.balance import Certificate, Impossible, Needed, Settled, TermAnswer
from flows.estimates.balance_reading import OF_A_PART, OF_MORE, OF_OTHER_TIME, OPEN, Reading, ceiling_of, floor_of
from flows.estimates.balance_terms import NOT_COUNTED
from flows.estimates.interval import Interval
from flows.estimates.period import Period
from flows.estimates.quotient import DIGITS, rounded
from flows.measures.balance import BalanceAnswer, NotCounted, Step
from flows.records import AnyClaim, Rate, Shipment
from flows.vocabulary import Activity, Bound, Caution, Per, TermSource
from flows.wording import between, bounded, grouped, label, period_of, period_words, quote, spelled, when, with_article


def about(value: Decimal, most: Decimal) -> str:
    """A difference in a sentence, no finer than the largest figure it is of: of 10.67 and 10.64 million, 30,000."""
    return spelled(_no_finer(value, most, ROUND_HALF_EVEN))


def _no_finer(value: Decimal, most: Decimal, direction: str) -> Decimal:
    """A number to the last of the four digits of a larger one; where nothing is left of it, to its own first digit."""
    if not value:
        return value
    step = Decimal(1).scaleb(max(most.adjusted() + 1 - DIGITS, 0))
    short = (value / step).to_integral_value(direction) * step
    return short if short or direction == ROUND_FLOOR else rounded(value, 1, direction) or value


def interval_said(interval: Interval) -> str:
    """A term or a stock in a sentence: "up to 4.8 million", "at least 1 million", "anything from nothing on"."""
    return _said(_short(interval), spelled)


def interval_counted(interval: Interval) -> str:
    """The same for a table: "up to 1 869 000"."""
    return _said(_short(interval), grouped)


def _short(interval: Interval) -> Interval:
    """An interval with each end to the nearest four digits, so that a figure is the same wherever it gives an end."""
    return Interval(rounded(interval.low, DIGITS), rounded(interval.high, DIGITS))


def _closing(settled: Settled) -> Interval | None:
    """The closing stock no finer than what it is computed of, outward; None where there is none."""
    most, closing = settled.largest, settled.closing
    if closing is None:
        return None
    low = None if closing.low is None else _no_finer(closing.low, most, ROUND_FLOOR)
    return Interval(low, None if closing.high is None else _no_finer(closing.high, most, ROUND_CEILING))


def _said(interval: Interval, write: Callable[[Decimal], str]) -> str:
    low, high = interval.low or Decimal(0), interval.high
    if high is None:
        return f"at least {write(low)}" if low else "anything from nothing on"
    if low == high:
        return write(low)
    return f"{write(low)} to {write(high)}" if low else f"up to {write(high)}"


def term_said(answer: TermAnswer) -> str:
    """What a term is, or that it is unknown: a term without a claim is never said to be nothing."""
    if answer.source == TermSource.UNKNOWN:
        return f"unknown: no claim says {answer.term.said}"
    return ends_said(answer, grouped)


def ends_said(answer: TermAnswer, write: Callable[[Decimal], str] = spelled, *, named: bool = False) -> str:
    """What a term comes to, ``named`` with who states its ends. A floor that is a projection and a ceiling that is of
    another time stand apart, and say so: those two are no range of the time.

    "at least 7 million, a projection of about 12 September 2023; at the most 17 million, of a longer time, since 2022".
    """
    floor, ceiling = floor_of(answer.readings), ceiling_of(answer.readings)
    remarks = _projected(floor), _of_other_time(ceiling)
    interval = _short(answer.interval)
    if not any(remarks):
        return f"{hedge(answer)}{_said(interval, write)}{_by(floor, ceiling) if named else ''}"
    if floor == ceiling or not interval.low or interval.high is None:
        end, told = (ceiling, remarks[1]) if not interval.low else (floor, ", ".join(filter(None, remarks)))
        return f"{hedge(answer)}{_said(interval, write)}{f', {told}' if told else ''}{_by(end) if named else ''}"
    low, high = write(interval.low), write(interval.high)
    return "; ".join(
        f"{words}{f', {remark}' if remark else ''}{_by(end) if named else ''}"
        for words, remark, end in (
            (f"at least {low}", remarks[0], floor),
            (f"at the most {high}", remarks[1], ceiling),
        )
    )


def _projected(floor: Reading | None) -> str:
    if floor is None or not floor.is_projection:
        return ""
    stated = dict.fromkeys(when(claim.claimed_on, claim.date_precision) for claim in floor.claims)
    return f"a projection of {_joined([*stated])}"


def _of_other_time(ceiling: Reading | None) -> str:
    if ceiling is None or not ceiling.is_of_other_time:
        return ""
    label = next(caution.label for caution in ceiling.cautions if caution in OF_OTHER_TIME)
    times = dict.fromkeys(filter(None, map(period_of, ceiling.claims)))
    return f"{label}, {_joined([*times])}" if times else label


def _by(*ends: Reading | None) -> str:
    who = stated_by({claim.code: claim for end in ends if end for claim in end.claims}.values())
    return f" ({who})" if who else ""


def stated_by(claims: Iterable[AnyClaim]) -> str:
    """Who states some claims, with the weak evidence of one that is: "RUSI; Foreign Policy, weak evidence"."""
    ordered = sorted(claims, key=lambda claim: (claim.claimed_on, claim.code))
    return "; ".join(
        dict.fromkeys(f"{claim.claimant_name}{', weak evidence' if claim.is_weak else ''}" for claim in ordered)
    )


def left_out_said(one: NotCounted) -> str:
    """Why a claim does not count in a term, in words: "no floor (it says up to), no ceiling (of one supplier among
    several)"."""
    if one.reason != "bounds_nothing":
        return NOT_COUNTED.label(one.reason)
    bound, low = one.claim.quantity.bound, Interval.of(one.claim.quantity).low
    no_floor = [caution.label for caution in one.cautions if caution in OF_MORE]
    no_floor += [f"it says {bound.words.strip()}"] if bound.is_ceiling else ["it is nothing"] if low == 0 else []
    no_ceiling = [caution.label for caution in one.cautions if caution in OF_A_PART]
    no_ceiling += [f"it says {bound.words.strip()}"] if bound.is_floor else []
    ends = (("floor", no_floor), ("ceiling", no_ceiling))
    return ", ".join(f"no {end} ({', '.join(reasons)})" for end, reasons in ends if reasons)


def left_out_figure(claim: AnyClaim) -> str:
    """A claim that does not count in a few words, with its time and who said it."""
    said = bounded(claim.quantity)
    if isinstance(claim, Rate):
        capacity = " as capacity" if claim.activity == Activity.CAPACITY else ""
        said = f"{said} {claim.per.label}{capacity}"
    if isinstance(claim, Shipment):
        said = f"{said} from {with_article(claim.supplier_name)}"
    weak = ", weak evidence" if claim.is_weak else ""
    return f"{said} {period_of(claim)} ({claim.claimant_name}{weak})"


def term_in_short(answer: TermAnswer) -> str:
    """The same in one word where no claim says anything of it."""
    return "unknown" if answer.source == TermSource.UNKNOWN else term_said(answer)


def term_told(answer: TermAnswer) -> str:
    """The same with the paces that it rests on, for whoever reads the term alone: paces that are all that is known of a
    year, and bound nothing of it, as they were stated."""
    if answer.readings and answer.interval == OPEN:
        return paces_alone(answer) or term_said(answer)
    return "; ".join(filter(None, (term_said(answer), pace_said(answer))))


def pace_said(answer: TermAnswer) -> str:
    """Of which time the paces are that give the ends of a term, and for how many days they are taken; empty where none
    does, or where a pace for months or years is taken for no time but its own.

    "one pace in March 2024, taken for all 152 days", "at the least a pace in April 2025, for its own 30 days".
    """
    floor, ceiling = (_scaled(one) for one in (floor_of(answer.readings), ceiling_of(answer.readings)))
    ends = [end for end in (floor, ceiling) if end]
    if not ends:
        return ""
    if floor == ceiling:
        return f"one {_what(ends[0])} {_paced(ends[0])}, {_days(ends[0])}"
    which = [
        (f"{words} a {_what(end)} {_paced(end)}", _days(end))
        for words, end in (("at the least", floor), ("at the most", ceiling))
        if end
    ]
    if len({days for _, days in which}) == 1:
        return f"{', '.join(words for words, _ in which)}, {which[0][1]}"
    return "; ".join(f"{words}, {days}" for words, days in which)


def _what(reading: Reading) -> str:
    """What is said by the year is not called a pace: it may as well be of a whole year."""
    yearly = all(isinstance(claim, Rate) and claim.per == Per.YEAR for claim in reading.claims)
    return "figure by the year" if yearly else "pace"


def _days(reading: Reading) -> str:
    """For how many days the pace of a reading is taken."""
    return f"for its own {reading.days:,} days" if reading.is_own_pace else f"taken for all {reading.days:,} days"


def paces_alone(answer: TermAnswer) -> str:
    """Where all that is known of a term is paces of parts of the time: the lowest and the highest of them, as they were
    stated; else empty.

    "27,000 to 28,000 a day in April 2025 (its General Staff)".
    """
    return "; ".join(dict.fromkeys(map(_pace_alone, _own_paces(answer))))


def ends_of(answer: TermAnswer) -> tuple[AnyClaim, ...]:
    """The claims that give the floor and the ceiling of a term, or the lowest and the highest pace where paces of parts
    of the time are all that is known; each once, by day."""
    ends = _own_paces(answer) or (floor_of(answer.readings), ceiling_of(answer.readings))
    found = {claim.code: claim for end in ends if end is not None for claim in end.claims}
    return tuple(sorted(found.values(), key=lambda claim: (claim.claimed_on, claim.code)))


def _own_paces(answer: TermAnswer) -> tuple[Reading, ...]:
    """The lowest and the highest where every reading is a pace for its own part of the time; else none."""
    own = [one for one in answer.readings if one.is_own_pace and one.days]
    if not own or len(own) < len(answer.readings):
        return ()
    ordered = sorted(own, key=lambda one: (Interval.of(one.claims[0].quantity).low or Decimal(0), one.codes))
    return ordered[0], ordered[-1]


def _pace_alone(reading: Reading) -> str:
    (claim,) = (one for one in reading.claims if isinstance(one, Rate))
    weak = ", weak evidence" if claim.is_weak else ""
    return f"{bounded(claim.quantity)} {claim.per.label} {period_of(claim)} ({claim.claimant_name}{weak})"


def _scaled(reading: Reading | None) -> Reading | None:
    """A reading whose pace is taken for days of which it does not speak, or is one for each day; else None."""
    if reading is None or reading.days is None:
        return None
    odd = not {Caution.OUTSIDE_ITS_TIME, Caution.TIME_NOT_STATED, Caution.PART_OF_TIME}.isdisjoint(reading.cautions)
    daily = any(isinstance(claim, Rate) and claim.per == Per.DAY for claim in reading.claims)
    return reading if odd or daily else None


def _paced(reading: Reading) -> str:
    """The times of the paces of a reading: "in April 2025"."""
    times = dict.fromkeys(period_of(claim) or "at a time not stated" for claim in reading.claims)
    return _joined([*times])


def hedge(answer: TermAnswer) -> str:
    """That a single figure is one of a claim that hedges it, as "about"; empty for any other."""
    single = answer.interval.low == answer.interval.high
    hedged = any(claim.bound != Bound.EXACT for reading in answer.readings for claim in reading.claims)
    return Bound.ABOUT.words if single and hedged else ""


def settled_said(settled: Settled, write: Callable[[Decimal], str] = grouped) -> str:
    """The closing stock for a table, or as ``write`` has its ends: an interval, or by how much the best case misses."""
    closing = _closing(settled)
    if closing is None:
        missing = _no_finer(settled.short_by or Decimal(0), settled.largest, ROUND_HALF_EVEN)
        return f"impossible: short by {write(missing)}"
    return _said(closing, write)


def sums_said(answer: BalanceAnswer) -> str:
    """The ceilings added beside the floors added, each with who stated them, in a sentence; empty where a term that
    adds has no ceiling."""
    added, taken = answer.settled.added, answer.settled.taken
    if added is None:
        return ""
    most, least = (spelled(_short(Interval(end, end)).low or end) for end in (added, taken))
    ceilings = [ceiling_of(term.readings) for term in answer.terms if term.term.adds]
    floors = [floor_of(term.readings) for term in answer.terms if not term.term.adds]
    return (
        f"The ceilings add up to {most}{_stated_by(ceilings)}; fired and lost were at least {least}"
        f"{_stated_by(floors)}."
    )


def _stated_by(readings: Sequence[Reading | None]) -> str:
    """Who stated the claims of some readings, in brackets, term by term; empty where there is none."""
    named = dict.fromkeys(words for one in readings if one for _, words in _named(one))
    return f" ({'; '.join(named)})" if named else ""


def _named(reading: Reading) -> tuple[tuple[AnyClaim, str], ...]:
    """The claims of a reading, each with its term and who states it: "produced: the harbour office"."""
    return tuple((claim, f"{reading.term.label}: {claim.claimant_name}") for claim in reading.claims)


def quoted(answer: BalanceAnswer) -> tuple[tuple[AnyClaim, str], ...]:
    """The claims that the sentences of the sums and of what is needed name, each with its words there."""
    ends = (ceiling_of(one.readings) if one.term.adds else floor_of(one.readings) for one in answer.terms)
    of_sums = [named for end in ends if end for named in _named(end)]
    return (*of_sums, *((one.reading.claims[0], _needed(one)) for one in answer.needed))


def steps_said(steps: Sequence[Step]) -> str:
    """From which part of a time on the closing stock has no ceiling, and which terms leave it so; empty where it has
    one in every part."""
    first = next((step for step in steps if step.settled.closing and step.settled.closing.high is None), None)
    if first is None:
        return ""
    adding, taking = (
        [term.term.said for term in first.terms if term.term.adds == adds and term.interval.high is None]
        for adds in (True, False)
    )
    time = between(Period(first.start, first.end))
    said = f"The closing stock has no ceiling from the part {time} on: there nothing bounds {_joined(adding)}"
    floor = f", and it has no floor where nothing bounds {_joined(taking, 'or')}" if taking else ""
    return f"{said}{floor}. What is open at the end of a part opens the next."


def time_of(answer: BalanceAnswer) -> str:
    """The time of a balance in words: "from January to May 2024"."""
    return period_words(answer.subject.start, answer.subject.end, answer.subject.end)


def result(answer: BalanceAnswer) -> str:
    """The answer in one sentence, of the claims that it is made of and of nobody's statement."""
    goods, closing = answer.munition.plural, answer.settled.closing
    who, end = answer.side.name, when(answer.subject.end)
    if not any(term.readings for term in answer.terms):
        return f"No claim is about what {who} had, made, received, fired or lost of {goods} in this time."
    if closing is None:
        short_by = about(answer.settled.short_by or Decimal(0), answer.settled.largest)
        return f"These claims cannot all be true: even the most generous of them leave {who} {short_by} {goods} short."
    if closing.high is None:
        open_terms = [term.term.said for term in answer.terms if term.term.adds and term.interval.high is None]
        least = f"leave {who} at least {_low_said(answer)} {goods} and " if closing.low else ""
        none = f"set no ceiling to the {goods} that {'it' if least else who} had left on {end}"
        return f"These claims {least}{none}: nothing bounds {_joined(open_terms)}."
    said = _said(_closing(answer.settled) or closing, spelled)
    return f"These claims leave {who} {said} {goods} in store on {end}."


def _low_said(answer: BalanceAnswer) -> str:
    closing = _closing(answer.settled)
    return spelled((closing and closing.low) or Decimal(0))


def certificate_said(found: Certificate) -> str:
    """How many sets of claims cannot all be true; empty where there is none."""
    if not found.number:
        return ""
    number = f"{found.number:,}" if found.counted else f"at least {found.number:,}"
    sets = "set of claims" if found.number == 1 else "sets of claims"
    return f"{number} {sets} cannot all be true as they are used here"


def listed_said(found: Certificate) -> str:
    """Which of these sets are named, and how many are counted alone, in a sentence; empty where all are named."""
    if not found.unlisted:
        return ""
    more = f"{found.unlisted:,} more are" if found.unlisted > 1 else "1 more is"
    return f"{len(found.sets)} of them are listed, the smallest that miss by most; {more} counted and not listed."


def impossible_said(found: Impossible, answer: BalanceAnswer) -> str:
    """A set of claims that cannot all be true, in one sentence with each of them."""
    claims = "; ".join(f"{member.term.label}: {label(member.claim, '')}" for member in found.members)
    missing = about(found.short_by, answer.settled.largest)
    return f"Short by {missing} {answer.munition.plural} if all of these hold: {claims}."


def needed_said(needed: Sequence[Needed], answer: BalanceAnswer) -> str:
    """What has to hold at once for it to fit, with what is left over; empty where nothing has to."""
    closing = answer.settled.closing
    if not needed or closing is None or closing.high is None:
        return ""
    which = _joined([*map(_needed, needed)])
    left = f"about {about(closing.high, answer.settled.largest)} {answer.munition.plural} to spare"
    if len(needed) == 1:
        return f"It fits only if this ceiling holds: {which}; then {left}."
    return f"It fits only if all {len(needed)} of these ceilings hold at once: {which}; then {left}."


def _needed(one: Needed) -> str:
    return f"{one.reading.term.label} ({interval_said(one.reading.interval)})"


def without_said(one: Needed, answer: BalanceAnswer) -> str:
    """What happens where a needed ceiling gives way: to the next claim that stands, or to nothing."""
    instead = f"with {quote(one.instead.claims[0], alone=True)} in its place" if one.instead else "without it"
    return f"{instead}, short by {about(one.short_by, answer.settled.largest)} {answer.munition.plural}"


def unknown_terms(answer: BalanceAnswer) -> str:
    """The terms that nobody said anything of, in words; empty where there is none."""
    unknown = [term.term for term in answer.terms if not term.readings]
    if not unknown:
        return ""
    if len(unknown) == len(answer.terms):
        return "Every term is unknown, and not nothing."
    return f"No claim says {_joined([term.said for term in unknown], 'or')}: unknown, and not nothing."


def _joined(words: Sequence[str], by: str = "and") -> str:
    return f"{', '.join(words[:-1])} {by} {words[-1]}" if len(words) > 1 else "".join(words)
