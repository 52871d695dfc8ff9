"""The sentences that hold the site's numbers: of the overview, of a flow, of a computed ratio.

Readers get them at the top of a page, and an editor before saving a claim that would change them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from flows.estimates.ledger import Span
from flows.estimates.quotient import Quotient, shortened
from flows.measures.flow import FlowAnswer
from flows.measures.overview import COMPARISON_DAY, Comparison
from flows.measures.supply_quotient import CompareAnswer
from flows.records import Quantity, Ratio, Shipment
from flows.vocabulary import Basis, Bound
from flows.wording import (
    bounded,
    counted,
    graded_words,
    grounds,
    on_day,
    period_of,
    spelled,
    to_one,
    weak_grounds,
    when,
    whole_period_of,
)

ARTICLE = "close-the-sky"
_DIGITS = 2
"""Significant digits of a computed ratio: what it is made of has no more."""


def lede(comparison: Comparison) -> str:
    """The comparison in two sentences, and a third where a figure in them rests on weak evidence.

    Says so where one side had not been spoken of by the day.
    """
    said = (capacity_sentence(comparison), deliveries_sentence(comparison))
    return " ".join(filter(None, (*said, weak_sentence((*comparison.capacity, *comparison.deliveries)))))


def _graded(comparison: Comparison) -> str:
    """The grade that the figures are asked for with, as it follows them; empty where none is."""
    words = graded_words(comparison.left.question.grade)
    return f" {words}" if words else ""


def weak_sentence(claims: Sequence[Shipment]) -> str:
    """Which of some figures that a sentence just named rest on weak evidence, and on what; empty where none does."""
    weak = [f"{bounded(claim.quantity)} rests on {weak_grounds(claim)}" for claim in claims if claim.is_weak]
    return f"Of these figures, {series(weak)}." if weak else ""


def weak_ends(span: Span) -> str:
    """Which end of a span rests on weak claims alone: "The highest figure, 12 million, rests on a source graded D."

    Empty where neither does.
    """
    ends = [("lowest", span.lowest, span.lowest_weak), ("highest", span.highest, span.highest_weak)]
    if span.lowest == span.highest:
        ends = [("one", span.highest, span.highest_weak)]
    return " ".join(
        f"The {which} figure, {spelled(figure)}, rests on {_weak_grounds(claims)}."
        for which, figure, claims in ends
        if claims and figure is not None
    )


def _weak_grounds(claims: Sequence[Shipment]) -> str:
    if len(claims) == 1:
        return weak_grounds(claims[0])
    return f"weak claims alone, graded {series([claim.grade for claim in claims])}"


def capacity_sentence(comparison: Comparison) -> str:
    """What South Korea's ministry said that the containers could hold, the newest statement first.

    Either/or readings are joined by or: those of one statement, about the same containers.
    """
    if not comparison.capacity:
        return (
            f"By {when(comparison.day)} South Korea’s defence ministry had put no figure{_graded(comparison)} to what "
            "North Korea’s containers to Russia could hold."
        )
    statements: dict[tuple[date, str | None], list[Shipment]] = {}
    for claim in sorted(comparison.capacity, key=lambda claim: claim.claimed_on, reverse=True):
        statements.setdefault((claim.claimed_on, claim.derived_from), []).append(claim)
    return " ".join(map(_capacity_of, statements.values()))


def _capacity_of(claims: Sequence[Shipment]) -> str:
    """One statement, whose readings exclude one another."""
    first = claims[0]
    readings = either([counted(claim.quantity, claim.munition_plural) for claim in claims])
    day = on_day(first.claimed_on, first.date_precision)
    way = f"from {first.supplier_name} to {first.recipient_name}{_about(first)}"
    if first.basis == Basis.CAPACITY_IF_FULL:
        boxes = counted(first.origin.quantity, first.origin.plural) if first.origin else "containers"
        return f"{first.claimant_name} said {day} that {boxes} had gone {way}, which could hold {readings}."
    return f"{first.claimant_name} {day} put at {readings} what had gone {way} ({grounds(first)})."


def deliveries_sentence(comparison: Comparison) -> str:
    """What each of the three said had gone to Ukraine from the European Union."""
    if not comparison.deliveries:
        return (
            f"By {when(comparison.day)} neither the European Union nor Ukraine’s president had put a figure"
            f"{_graded(comparison)} to the shells delivered by the European Union."
        )
    first, *others = comparison.deliveries
    said = [
        f"{named(first)} put the European Union’s shells to Ukraine at {bounded(first.quantity)}{_moved(first)}",
        *(f"{named(claim)} at {bounded(claim.quantity)}{_moved(claim)}" for claim in others),
    ]
    sentence = series(said)
    return f"{sentence[:1].upper()}{sentence[1:]}."


def ratios_sentence(comparison: Comparison) -> str:
    """The stated ratio and the computed ones in one sentence that keeps them apart; empty where there is no pair."""
    computed = ratios_phrase(comparison.quotients)
    if not computed:
        return ""
    if comparison.stated is None:
        return f"Dividing the one by the others gives {computed}, which is arithmetic and says nothing of fire."
    return (
        f"The article’s “{worded(comparison.stated)}” speaks of firepower and names no source; dividing the supplies "
        f"gives {computed}, which is something else."
    )


def worded(ratio: Ratio) -> str:
    """A stated ratio as it was worded: a ceiling is "almost", as in "almost 10 to 1"."""
    words = to_one(ratio.quantity)
    return words.replace("up to", "almost", 1) if ratio.bound == Bound.UP_TO else words


def named(claim: Shipment) -> str:
    """A claimant within a sentence: "the June 2024 article", "Ukraine's president"."""
    name = claim.claimant_name
    return name if "'s " in name or "’s " in name else f"the {name}"


def _moved(claim: Shipment) -> str:
    return f" {claim.stage}{_about(claim)} ({when(claim.claimed_on, claim.date_precision)})"


def _about(claim: Shipment) -> str:
    """The time that a figure is about, as it follows the figure; empty where it is not known."""
    period = period_of(claim)
    return f" {period}" if period else ""


def contested(comparison: Comparison) -> str:
    """The note that the article's figure needs: what the European Union itself then counted; empty without both."""
    article = next((c for c in comparison.deliveries if c.claimant == ARTICLE), None)
    own = next((c for c in comparison.deliveries if c.claimant == "eu-hr"), None)
    if article is None or own is None:
        return ""
    return (
        f"The article’s {bounded(article.quantity)} names no source. The EU itself then counted "
        f"{bounded(own.quantity)}{_about(own)} ({when(own.claimed_on, own.date_precision)})."
    )


def ratios_phrase(quotients: Sequence[Quotient]) -> str:
    """The computed ratios in one phrase, smallest first: "up to 4.8 to 1, or 9.6, or 16"; empty where none follows."""
    found = {shortened(q.ratio, _DIGITS) for q in quotients if q.ratio.figures}
    ratios = sorted(found, key=lambda ratio: ratio.figures)
    if not ratios:
        return ""
    bounds = {ratio.bound for ratio in ratios}
    first, *others = ratios
    return ", or ".join([to_one(first), *(_bare(ratio) if len(bounds) == 1 else to_one(ratio) for ratio in others)])


def since(then: Sequence[Shipment], now: Sequence[Shipment]) -> tuple[Shipment, ...]:
    """The heads of today by the claimants of the comparison, at its stages, that were not heads then."""
    before = {claim.code for claim in then}
    lines = {(claim.claimant, claim.stage) for claim in then}
    return tuple(claim for claim in now if (claim.claimant, claim.stage) in lines and claim.code not in before)


def is_the_day(comparison: Comparison) -> bool:
    """Whether the comparison is that of 14 June 2024 itself, and not of an earlier day."""
    return comparison.day == COMPARISON_DAY


def either(parts: Sequence[str]) -> str:
    """Readings of which at most one holds: "either a or b", never "a and b"."""
    return parts[0] if len(parts) == 1 else f"either {' or '.join(parts)}"


def series(parts: Sequence[str], last: str = "and") -> str:
    """Parts in a row: "a, b and c"."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} {last} {parts[-1]}"


def _bare(ratio: Quantity) -> str:
    """A ratio without a bound that the one before it already carries: "9.6"."""
    if ratio.bound == Bound.BETWEEN or ratio.figure is None:
        return bounded(ratio)
    return bounded(Quantity(Bound.EXACT, point=ratio.figure))


def opening(answer: FlowAnswer) -> str:
    """How a flow's page begins: the claims known on its day, and the newest figures among them, counted."""
    day = answer.question.as_of
    known = len(answer.ledger.known)
    if not known:
        return f"No claim recorded as of {when(day)}." if day else "No claim recorded."
    begun = f"{_numbered(known, 'claim')} {f'known on {when(day)}' if day else 'on record'}{_below(answer)}"
    groups = list(_newest_counted(answer))
    if not groups:
        return f"{begun}{'; ' if _below(answer) else ', of which '}none stands."
    same_goods = " Running totals describe the same goods and are never added up." if len(answer.heads) > 1 else ""
    return f"{begun}: {'; '.join(groups)}.{same_goods}"


def _below(answer: FlowAnswer) -> str:
    """How many of the claims are below the grade that is asked for; empty where none is, or no grade is."""
    below = sum(out.reason == "below_grade" for out in answer.ledger.left_out)
    return f", of which {below} {'is' if below == 1 else 'are'} below grade {answer.question.grade}" if below else ""


def _newest_counted(answer: FlowAnswer) -> Iterator[str]:
    """The newest figures of a flow, counted by the kind of time that they are about."""
    if answer.heads:
        totals = _numbered(len(answer.heads), "newest running total")
        yield f"{totals}, from {_numbered(answer.claimants, 'independent claimant')}"
    if answer.period_heads:
        yield f"{_numbered(len(answer.period_heads), 'newest figure')} for a period"
    if answer.undated:
        yield f"{_numbered(len(answer.undated), 'figure')} without a stated time"


def unpaired(answer: CompareAnswer) -> str:
    """Why no running total of one side can be set over one of the other; empty where one can."""
    lacking = [side for side in (answer.left, answer.right) if not side.heads]
    if not lacking:
        return ""
    without = [f"{way(side)} has {_instead_of_totals(side)}" for side in lacking]
    on = f" by {when(answer.question.as_of)}" if answer.question.as_of else ""
    graded = graded_words(answer.question.grade)
    return f"No running total{f' {graded}' if graded else ''} can be divided by another{on}: {series(without)}."


def _instead_of_totals(answer: FlowAnswer) -> str:
    if answer.period_heads:
        return "only figures for a period"
    return "only figures without a stated time" if answer.undated else "no figure"


def way(answer: FlowAnswer) -> str:
    """Both parties of a flow: "North Korea to Russia"."""
    return f"{answer.supplier.name} to {answer.recipient.name}"


def pair_words(pair: Quotient) -> str:
    """One computed ratio with both of its sides and what stands against it."""
    ratio = computed_to_one(pair.ratio) if pair.ratio.figures else "no ratio follows"
    sides = f"{_side(pair.left)} over {_side(pair.right)}"
    if not pair.differences:
        return f"{ratio}: {sides}"
    against = series(reasons(pair))
    return f"{ratio}: {sides}; {'comparable, but ' if pair.comparable else 'not comparable: '}{against}"


def reasons(pair: Quotient) -> list[str]:
    """What stands against a computed ratio, each in words; where it is the time, with both times."""
    return [f"{code.label} ({times(pair)})" if code.of_time else code.label for code in pair.differences]


def times(pair: Quotient) -> str:
    """From when to when the claim above the line counts, and the one below it."""
    return f"{whole_period_of(pair.left)}; the other {whole_period_of(pair.right)}"


def computed_to_one(ratio: Quantity) -> str:
    """A computed ratio with its bound: "up to 4.8 to 1", "about 14 to 1". Stated ratios are never rounded."""
    return to_one(shortened(ratio, _DIGITS))


def _side(claim: Shipment) -> str:
    return f"{claim.claimant_name}, {bounded(claim.quantity)}{_about(claim)}"


def _numbered(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
