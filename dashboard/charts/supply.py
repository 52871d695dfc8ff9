"""Who supplies whom: one band a claim, where the claims may be added; otherwise the sentence that says why not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from dashboard.charts.description import Axis, Chart
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


def supply_chart(outcome: Total | Refusal, claims: Sequence[Shipment], *, as_of: date | None = None) -> Chart:
    """The claims as bands from supplier to recipient, as wide as their figures; ``outcome`` is their sum or refusal.

    A diagram of flows adds up by its very shape, so a refusal draws nothing: every claim is listed with the reason
    that it was refused for.
    """
    ordered = sorted(claims, key=lambda claim: (claim.recipient_name, -(claim.quantity.figure or 0), claim.code))
    unit = UNIT.label(ordered[0].unit) if ordered else "rounds"
    bands = tuple(
        replace(shipment_mark(claim, alone=True), start=claim.supplier_name, end=claim.recipient_name)
        for claim in ordered
    )
    stages = ", ".join(dict.fromkeys(mark.subject for mark in bands))
    chart = Chart(
        title="Who was said to supply whom, where the claims may be added",
        subtitle=f"{f'{unit[:1].upper()}{unit[1:]} {stages}'.strip()}, one band a claim; {as_known_on(as_of)}.",
        summary=told(bands, most=12),
        x=FLOW,
        y=FLOW,
        marks=bands,
        notes=tuple(_notes(outcome, unit, len(bands))),
        source_line=source_line(bands, as_of),
        as_of=as_of,
    )
    if isinstance(outcome, Total):
        return chart
    listed = tuple(replace(mark, reason=_reason(mark.code, outcome)) for mark in bands)
    refusal = refusal_words(outcome)
    return replace(chart, marks=(), listed=listed, refusal=refusal, summary=refusal)


def _notes(outcome: Total | Refusal, unit: str, bands: int) -> list[str]:
    if isinstance(outcome, Refusal):
        return ["A diagram of flows would add these claims up by its shape. Each is in the table with its reason."]
    notes = ["The width of a band is the stated figure: of a floor, the least that it may be."]
    if bands > 1:
        whole = _whole(outcome, unit)
        notes.append(f"No two of these claims count the same goods, so they may be added: {whole}.")
    return notes


def _whole(outcome: Total, unit: str) -> str:
    return f"{bounded(outcome.quantity)} {unit}"


def _reason(code: str, refusal: Refusal) -> str:
    words = [NOT_ADDITIVE.label(reason.code) for reason in refusal.reasons if code in reason.claims]
    return ", ".join(words) or "the others do not add up"


CHART: ChartKind[Sum] = ChartKind(
    slug="supply",
    name="Who supplies whom",
    answers="Which claims about suppliers and recipients may be added, and to what total?",
    table="shipments",
    methods="measure-total",
    build=lambda found: supply_chart(found.outcome, found.claims, as_of=found.as_of),
)
