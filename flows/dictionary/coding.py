"""How a field is decided where two readers of one document could decide otherwise.

Each rule answers a case in which two coders, who did not know of one another, or both and the record, had differed.
"""

from __future__ import annotations

from collections.abc import Mapping

RULES: Mapping[str, str] = {
    "claimed_on": (
        "The earliest day on which any document has the statement, in the time zone of who made it. A retelling that "
        "is printed later leaves it as it is."
    ),
    "bound": (
        "The hedge of the claimant, not of the outlet. More than, over, upwards of, no fewer than: at-least. Up to, "
        "nearly, almost, close to, no more than: up-to. About, some, around, and -odd in any language: about. A number "
        "without a hedge: exact."
    ),
    "temporal": (
        "A total since some day that a later one goes on from: cumulative. A total for a named year or months, also "
        "while the year still runs, and one lot, package or order: interval. What is so at one moment without an "
        "amount over time: snapshot."
    ),
    "period_start": (
        "The day from which a total counts, as the claimant says, else as his own series has it, which start_basis "
        "then tells; the announcement of a lot, package or order. A pace or a balance that is told of the present is "
        "about the month of the statement. A season or a month named alone begins with its first day, mid-2022 with "
        "July."
    ),
    "start_basis": (
        "A day, month, season or year that the statement names, “this year” and “since the invasion” among them: "
        "stated. A length counted back from the statement, the first day of the plan, list or visit that it is about, "
        "the present of a pace: inferred. No word of a start in the document, while another statement has one: series."
    ),
    "period_end": (
        "The day to which a total runs, else the day of the statement; for what is promised or planned the day by "
        "which it is due, where one is named. A pace or a balance that is told of the present is about the whole "
        "month of the statement. Empty where the time is open."
    ),
    "stage": (
        "The claimant's verb. Sent, moved, transferred, left: shipped. Provided, supplied, received, arrived: "
        "delivered. In talks: negotiated; asked without talks: requested. Money set aside or a package of procurement: "
        "funded. A denial has the stage of what it denies."
    ),
    "activity": "Makes: produced. Can make: capacity. Wants to make by a named day: target, without a day: capacity.",
    "compared": "Rounds, shells or shots: rounds-fired. Artillery, fire or guns' weight without a unit: firepower.",
    "credibility": (
        "1 only for a decision, an order or the handover of a named lot, said by who decided, ordered or gave it. A "
        "party's running total of its gifts, and of its own output, is 3; 2 where another claimant who has means of "
        "his own gives a figure within a fifth of it; 4 where a better placed one contradicts it, or a verb or a unit "
        "has drifted."
    ),
    "reliability": (
        "Of the publisher whose page was read, who is graded as himself where he reports what somebody said. Whoever "
        "prints another's text and names it is C; a page that collects from others without naming them, a campaign or "
        "a transcript site D; a copy of somebody else's page, and an outlet that a government runs, of whichever side, "
        "E. A public broadcaster with a newsroom of its own is none of these."
    ),
}
"""By the name of the field, the same for every table that has it."""
