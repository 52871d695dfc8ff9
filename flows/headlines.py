"""The sentences that hold the site's numbers: of the overview, of a flow, of a computed ratio.

Readers get them at the top of a page, and an editor before saving a claim that would change them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from flows.estimates.ledger import Span
from flows.estimates.quotient import Quotient, shortened
from flows.estimates.suppliers import Supplier, sound
from flows.measures.flow import FlowAnswer
from flows.measures.story import Comparison
from flows.measures.suppliers import Side
from flows.measures.supply_quotient import CompareAnswer
from flows.records import AnyClaim, Quantity, Ratio, Shipment
from flows.vocabulary import COMPARED, OVERLAP_RELATION, Bound, DatePrecision, Reliability
from flows.wording import (
    bounded,
    graded_words,
    period_of,
    quote,
    spelled,
    to_one,
    weak_grounds,
    when,
    whole_period_of,
)

Quoted = tuple[tuple[AnyClaim, str], ...]
"""The claims that a text quotes, each with its words in it."""
_DIGITS = 2
"""Significant digits of a computed ratio: what it is made of has no more."""
_REASONS = 4
"""How many of the reasons against pairs a sentence names: the time, then those against most of them."""


def state_of(side: Side, goods: str, grade: Reliability | None = None, most: int = 3) -> str:
    """What one side was said to have been sent by its largest suppliers, in a sentence, with who said it and when.

    What something could have held stands in a second one, which says that it is no delivery. Where there is none, the
    sentence names the grade that was asked for.
    """
    told = [_from(supplier) for supplier in _largest(side, most)]
    if not told:
        graded = f" {graded_words(grade)}" if grade else ""
        return f"No running total{graded} of {goods} to {side.actor.name} is on record."
    said = f"{goods[:1].upper()}{goods[1:]} to {side.actor.name}, as claimed: {'; '.join(told)}."
    return " ".join((said, *map(_capacity, _fullest(side))))


def state_quoted(side: Side, most: int = 3) -> Quoted:
    """The claims that this sentence quotes; the first one of a supplier with its name."""
    told = [
        (claim, _total(claim) if number else f"{supplier.name} {_total(claim)}")
        for supplier in _largest(side, most)
        for number, claim in enumerate(supplier.ends)
    ]
    return (*told, *((claim, _total(claim)) for claim in _fullest(side)))


def _largest(side: Side, most: int) -> list[Supplier]:
    return [supplier for supplier in side.suppliers if supplier.ends][:most]


def _fullest(side: Side) -> list[Shipment]:
    """The capacity that a sentence about a side tells of; none where there is none."""
    return [claim for supplier in side.suppliers for claim in supplier.capacities[-1:]][:1]


def _from(supplier: Supplier) -> str:
    return f"{supplier.name} {' or '.join(map(_total, supplier.ends))}"


def _total(claim: Shipment) -> str:
    """A total with its time, and who said it when, to the month."""
    who = f"{claim.claimant_name}, {_month(claim)}{', weak evidence' if claim.is_weak else ''}"
    return f"{bounded(claim.quantity)}{_about(claim)} ({who})"


def _month(claim: Shipment) -> str:
    return when(claim.claimed_on, DatePrecision.YEAR if claim.date_precision is DatePrecision.YEAR else "month")


def _capacity(claim: Shipment) -> str:
    boxes = claim.origin.plural if claim.origin else "containers"
    return f"What {boxes} could hold, {_total(claim)}, is a capacity and not a delivery."


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


def notes_on_ends(span: Span) -> str:
    """What to know of the ends of a span: which rests on weak claims alone, and which is a capacity and no delivery."""
    return " ".join(filter(None, (weak_ends(span), *_capacities(span))))


def _capacities(span: Span) -> Iterator[str]:
    """Which end of a span is what something could hold, and what that end is of all that are no capacities."""
    if span.lowest is None or span.highest is None:
        return
    if span.lowest_sent is None:
        what = "Every figure is" if span.heads > 1 else "The figure is"
        yield f"{what} what something could hold: a capacity and not a delivery."
        return
    ends = (("lowest", span.lowest, span.lowest_sent), ("highest", span.highest, span.highest_sent))
    for which, figure, sent in ends:
        if figure != sent and sent is not None:
            words = (
                f"The {which} figure, {spelled(figure)}, is what something could hold, a capacity and not a delivery"
            )
            yield f"{words}; of the others the {which} is {spelled(sent)}."


def _weak_grounds(claims: Sequence[Shipment]) -> str:
    if len(claims) == 1:
        return weak_grounds(claims[0])
    return f"weak claims alone, graded {series([claim.grade for claim in claims])}"


def ratios_sentence(comparison: Comparison) -> str:
    """The stated ratios and the computed ones in one sentence that keeps them apart; empty where there is no pair."""
    computed = ratios_phrase(comparison.quotients)
    if not computed:
        return ""
    if not comparison.stated:
        return f"Dividing the one by the others gives {computed}, which is arithmetic and says nothing of fire."
    stated = series([f"“{worded(ratio)}” in {COMPARED.label(ratio.compared)}" for ratio in comparison.stated])
    return f"Stated was {stated}; dividing the supplies gives {computed}, which measures deliveries and not fire."


def stated_words(comparison: Comparison) -> str:
    """The ratios that were stated in a story, in words: "almost 10 to 1"; empty where none was."""
    return series([worded(ratio) for ratio in comparison.stated]) if comparison.stated else ""


def worded(ratio: Ratio) -> str:
    """A stated ratio as it was worded: a ceiling is "almost", as in "almost 10 to 1"."""
    return to_one(ratio.quantity).replace(Bound.UP_TO.words, "almost ", 1)


def _about(claim: Shipment) -> str:
    """The time that a figure is about, as it follows the figure; empty where it is not known."""
    period = period_of(claim)
    return f" {period}" if period else ""


def ratios_phrase(quotients: Sequence[Quotient]) -> str:
    """The computed ratios in one phrase, smallest first: "up to 4.8 to 1, or 9.6, or 16"; empty where none follows."""
    found = {shortened(q.ratio, _DIGITS) for q in quotients if q.ratio.figures}
    ratios = sorted(found, key=lambda ratio: ratio.figures)
    if not ratios:
        return ""
    bounds = {ratio.bound for ratio in ratios}
    first, *others = ratios
    return ", or ".join([to_one(first), *(_bare(ratio) if len(bounds) == 1 else to_one(ratio) for ratio in others)])


def series(parts: Sequence[str], last: str = "and") -> str:
    """Parts in a row: "a, b and c"."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} {last} {parts[-1]}"


def _bare(ratio: Quantity) -> str:
    """A ratio without a bound that the one before it already carries: "9.6"."""
    if ratio.bound == Bound.BETWEEN or ratio.figure is None:
        return bounded(ratio)
    return bounded(Quantity(Bound.EXACT, point=ratio.figure))


def overlap_words(answer: CompareAnswer) -> str:
    """What the record has on the two suppliers: how they are related, and our note on it."""
    found = answer.overlap
    if found is None:
        return ""
    one, other = answer.left.supplier.name, answer.right.supplier.name
    first, second = (one, other) if found.first else (other, one)
    return f"On record: {first} {OVERLAP_RELATION.label(found.relation)} {second}. {found.notes}".rstrip()


def opening(answer: FlowAnswer) -> str:
    """How a flow's page begins: its newest figures, and the claims known on its day, counted."""
    return " ".join(filter(None, opening_parts(answer)))


def opening_parts(answer: FlowAnswer) -> tuple[str, str, str]:
    """The newest running total of a flow, what else there is to know of its newest figures, and the claims known on its
    day, counted.

    The first is the figure for a period where there is no total; the second is then empty, and the last where the first
    says both.
    """
    day = answer.question.as_of
    known = len(answer.ledger.known)
    if not known:
        return f"No claim recorded as of {when(day)}." if day else "No claim recorded.", "", ""
    begun = f"{_numbered(known, 'claim')} {f'known on {when(day)}' if day else 'on record'}{_below(answer)}"
    groups = list(_newest_counted(answer))
    if not groups:
        return f"{begun}{'; ' if _below(answer) else ', of which '}none stands.", "", ""
    if len(answer.figures) == 1:
        return f"The only figure that stands is {quote(answer.figures[0])}; {begun}.", "", ""
    same_goods = " Running totals describe the same goods and are never added up." if len(answer.heads) > 1 else ""
    first, second = _newest_of_each(answer)
    return first, second, f"Of {begun}, {series(groups)} are the newest.{same_goods}"


def _newest_of_each(answer: FlowAnswer) -> tuple[str, str]:
    """The newest running total in one sentence; in the next ones the highest, where that is another, and the newest
    figure for a period; of a flow with neither the newest figure without a time. A part of another figure for a period
    is none by itself, unless it alone of the two is on sound evidence."""
    weak = {claim.code: claim.is_weak for claim in answer.period_heads}
    wholes = [one for one in answer.period_heads if one.part_of not in weak or (weak[one.part_of] and not one.is_weak)]
    said = [_newest_told("running total", answer.heads)] if answer.heads else []
    if answer.heads and (highest := _higher(_newest(answer.heads), answer.heads)):
        said.append(f"The highest that is said to have been sent is {quote(highest)}.")
    if wholes:
        said.append(_newest_told("figure for a period", wholes))
    first, *rest = said or [_newest_told("figure", answer.undated or answer.figures)]
    return first, " ".join(rest)


def _newest_told(kind: str, claims: Sequence[Shipment]) -> str:
    """The newest figure of a kind, which is the newest on sound evidence where there is any."""
    newest = _newest(claims)
    firm = " on sound evidence" if max(claims, key=_how_new).is_weak and not newest.is_weak else ""
    return f"The newest {kind}{firm} is {quote(newest)}{', on weak evidence' if newest.is_weak else ''}."


def _newest(claims: Sequence[Shipment]) -> Shipment:
    """The newest on sound evidence of those that give a figure; of all where none does."""
    return max(sound([claim for claim in claims if claim.quantity.figures] or claims), key=_how_new)


def _how_new(claim: Shipment) -> tuple[date, bool, str]:
    # Of those stated on one day, one with a figure above nothing says more than that there was none.
    return claim.claimed_on, any(claim.quantity.figures), claim.code


def _higher(newest: Shipment, heads: Sequence[Shipment]) -> Shipment | None:
    """The highest total of the same goods as the newest that is said to have moved, on sound evidence; None where none
    is higher."""
    if not newest.quantity.figures:
        return None
    alike = [
        claim
        for claim in heads
        if claim.munition == newest.munition and claim.stage.is_movement and not claim.basis.is_capacity
        if claim.quantity.figures and not claim.is_weak
        if max(claim.quantity.figures) > max(newest.quantity.figures)
    ]
    return max(alike, key=lambda claim: (max(claim.quantity.figures), claim.claimed_on, claim.code), default=None)


def _below(answer: FlowAnswer) -> str:
    """How many of the claims are below the grade that is asked for; empty where none is, or no grade is."""
    below = sum(out.reason == "below_grade" for out in answer.ledger.left_out)
    return f", of which {below} {'is' if below == 1 else 'are'} below grade {answer.question.grade}" if below else ""


def _newest_counted(answer: FlowAnswer) -> Iterator[str]:
    """The newest figures of a flow, counted by the kind of time that they are about."""
    if answer.heads:
        totals = _numbered(len(answer.heads), "running total")
        yield f"{totals} (from {_numbered(answer.claimants, 'independent claimant')})"
    if answer.period_heads:
        yield f"{_numbered(len(answer.period_heads), 'figure')} for a period"
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


def whether_comparable(answer: CompareAnswer) -> str:
    """Of how many pairs of figures of the two flows a ratio may be read, and what stands against the others."""
    pairs = (*answer.quotients, *answer.for_periods)
    if not pairs:
        return "No two figures of the two can be set over one another."
    barred = [pair for pair in pairs if not pair.comparable]
    against = Counter(code for pair in barred for code in pair.differences if code.bars)
    usual = sorted(against.most_common(), key=lambda found: not found[0].of_time)[:_REASONS]
    reasons = series([f"{code.label} ({number})" for code, number in usual] or [""])
    number = len(pairs) - len(barred)
    of_all = f"of the {_numbered(len(pairs), 'pair')} of their figures"
    if not number:
        return f"None {of_all} is comparable: {reasons}."
    told = f"{number} {of_all} {'is' if number == 1 else 'are'} comparable"
    return f"{told}; against the others stand {reasons}." if barred else f"{told}."


def _instead_of_totals(answer: FlowAnswer) -> str:
    if answer.period_heads:
        return "only figures for a period"
    return "only figures without a stated time" if answer.undated else "no figure"


def way(answer: FlowAnswer) -> str:
    """Both parties of a flow: "Sender to Receiver"."""
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
