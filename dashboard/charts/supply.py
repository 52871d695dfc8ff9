"""Who supplies whom: one band a claim, where the claims may be added; otherwise the sentence that says why not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from dashboard.charts.description import Axis, Chart, Mark
from dashboard.charts.kind import ChartKind
from dashboard.charts.marks import shipment_mark, told
from dashboard.charts.words import as_known_on, source_line
from flows.estimates.totals import NOT_ADDITIVE, Refusal, Total
from flows.records import Shipment
from flows.vocabulary import UNIT
from flows.wording import bounded, refusal_words

FLOW = Axis("flow")


@dataclass(frozen=True, slots=True)
class Sum:
    """Claims about flows as known on a day, and their sum or the refusal of one."""

    outcome: Total | Refusal
    claims: Sequence[Shipment]
    as_of: date | None


def supply_chart(
    outcome: Total | Refusal,
    claims: Sequence[Shipment],
    *,
    as_of: date | None = None,
) -> Chart:
    """The claims as bands from supplier to recipient, as wide as their figures; ``outcome`` is their sum or refusal.

    A diagram of flows adds up by its very shape, so a refusal draws nothing: every claim is listed with the reason
    that it was refused for.
    """
    ordered = sorted(claims, key=lambda claim: (claim.recipient_name, -(claim.quantity.figure or 0), claim.code))
    unit = UNIT.label(ordered[0].unit) if ordered else "rounds"
    if isinstance(outcome, Refusal):
        listed = tuple(replace(shipment_mark(claim), reason=_reason(claim, outcome)) for claim in ordered)
        return _chart(unit, (), listed, refusal_words(outcome), "", as_of)
    marks = tuple(
        replace(shipment_mark(claim), start=claim.supplier_name, end=claim.recipient_name) for claim in ordered
    )
    whole = _whole(outcome, unit) if len(marks) > 1 else ""
    return _chart(unit, marks, (), "", whole, as_of)


def _chart(
    unit: str,
    marks: tuple[Mark, ...],
    listed: tuple[Mark, ...],
    refusal: str,
    whole: str,
    as_of: date | None,
) -> Chart:
    counted = f"{unit[:1].upper()}{unit[1:]}"
    stages = ", ".join(dict.fromkeys(mark.subject for mark in (*marks, *listed)))
    notes = ["The width of a band is the stated figure: of a floor, the least that it may be."]
    if whole:
        notes.append(f"No two of these claims count the same goods, so they may be added: {whole}.")
    if refusal:
        notes = ["A diagram of flows would add these claims up by its shape. Each is in the table with its reason."]
    return Chart(
        title="Who was said to supply whom, where the claims may be added",
        subtitle=f"{f'{counted} {stages}'.strip()}, one band a claim; {as_known_on(as_of)}.",
        summary=refusal or told(marks, most=12),
        x=FLOW,
        y=FLOW,
        marks=marks,
        listed=listed,
        notes=tuple(notes),
        source_line=source_line(marks or listed, as_of),
        as_of=as_of,
        refusal=refusal,
    )


def _whole(outcome: Total, unit: str) -> str:
    if outcome.quantity.figures:
        return f"{bounded(outcome.quantity)} {unit}"
    return "but with a ceiling and a floor among them the sum is open at both ends"


def _reason(claim: Shipment, refusal: Refusal) -> str:
    words = [NOT_ADDITIVE.label(reason.code) for reason in refusal.reasons if claim.code in reason.claims]
    return ", ".join(words) or "the others do not add up"


CHART: ChartKind[Sum] = ChartKind(
    slug="supply",
    name="Who supplies whom",
    answers="Which claims about suppliers and recipients may be added, and what do they come to?",
    table="shipments",
    methods="measure-total",
    build=lambda found: supply_chart(found.outcome, found.claims, as_of=found.as_of),
)
