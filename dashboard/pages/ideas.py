"""The ideas that an answer rests on, each on a page of its own: what it is, what goes wrong, where the API has it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Idea:
    """One idea: its place in addresses, its name, one sentence, paragraphs, mistakes.

    ``fields`` are those of the API in which it stands, as shape and field; ``asked`` is an address of the API that
    shows it, and ``page`` the page with the same, with an example of the subject for each name after an @.
    """

    slug: str
    title: str
    line: str
    paragraphs: tuple[str, ...]
    mistakes: tuple[str, ...]
    fields: tuple[tuple[str, str], ...]
    asked: str
    page: str


IDEAS = (
    Idea(
        "claims",
        "Claims",
        "A record says what somebody stated, never what happened.",
        (
            (
                "A claim has a claimant, the institution that asserts it, and a source, the document in which it was "
                "read. The two are apart: one statement may be printed in many documents, and these are its "
                "appearances."
            ),
            (
                "Its figure is low, point and high, and the bound says which of them are filled: “up to” has only a "
                "high, “at least” only a low. What is empty is unknown. It is never zero, and nobody here fills it."
            ),
            (
                "The stage says how far along its way the materiel was said to be, the basis what the figure rests on. "
                "What containers could hold is a capacity and no delivery, and a pledge is no shipment."
            ),
            (
                "The field text is the claim as it may be quoted. It stands alone: who said it, when, and the time "
                "that the figure is about. A denial is a record too, without a figure. A retracted claim keeps its "
                "page and counts for nothing."
            ),
        ),
        (
            "Reading null as zero, or as the same as the other end.",
            "Printing the number without its bound, basis, claimant and day.",
            "Counting documents in place of claimants.",
        ),
        (
            *(("Shipment", name) for name in ("claimant", "source", "claimed_on", "stage", "basis")),
            *(("Shipment", name) for name in ("bound", "low", "point", "high", "text", "period", "grade")),
        ),
        "/api/v1/shipments/?supplier=@giver&recipient=@taker&page_size=5",
        "/flows/",
    ),
    Idea(
        "heads",
        "Heads",
        "Of each claimant the newest running total that stands; never to be added up.",
        (
            (
                "Most figures are running totals: what had come since some day. A later total of the same claimant "
                "about the same flow takes the place of the earlier one, which stays on record, marked, and leaves "
                "every headline."
            ),
            (
                "What stands on a day and is covered by no newer total of the same claimant, stage and unit is a "
                "head. A flow has as many heads as claimants who counted it, and more where one of them gives several "
                "stages."
            ),
            (
                "Figures for a period, such as a year, stand beside the heads, since they count something else. What "
                "stands and has no stated time is apart from both."
            ),
            (
                "Heads describe the same goods. Their number says how many looked, not how much there was; claimants "
                "that go back to one statement count as one."
            ),
        ),
        (
            "Adding heads up, or adding a figure for a year to a running total that contains it.",
            "Taking the newest head for the truest one.",
            "Leaving out what left_out says: each claim that does not count is there with the reason.",
        ),
        tuple(
            ("Flow", name)
            for name in ("heads", "period_heads", "undated", "left_out", "denials", "claimants", "origins")
        ),
        "/api/v1/flows/@flow/",
        "/flows/@flow/",
    ),
    Idea(
        "spans",
        "Spans",
        "From the lowest to the highest figure that stands, open where nobody gave an end.",
        (
            (
                "Where several claimants count one flow, the answer to “how much?” is a span: from the lowest low to "
                "the highest high among the heads of one stage and unit that were stated within a window before the "
                "newest."
            ),
            (
                "An end is null where one of the figures has none: a floor makes the span open above, a ceiling open "
                "below. lowest_stated and highest_stated are the smallest and the largest figure all the same, which "
                "is not an end."
            ),
            (
                "A span says where an end rests on weak evidence alone, and where the highest figure is a capacity. "
                "It is computed: nobody stated it, and it is no estimate with a middle."
            ),
        ),
        (
            "Giving the middle of a span as the figure.",
            "Reading highest_stated as a ceiling.",
            "Setting spans of different stages side by side as if they were one.",
        ),
        (
            ("Flow", "span"),
            ("Flow", "span_all"),
            ("Flow", "window"),
            *(
                ("Span", name)
                for name in ("low", "high", "lowest_stated", "highest_stated", "lowest_weak", "highest_sent")
            ),
        ),
        "/api/v1/flows/@flow-with-totals/",
        "/flows/@flow-with-totals/",
    ),
    Idea(
        "comparability",
        "Comparability",
        "Two claims are compared only where they count the same over the same time; else the reasons are given.",
        (
            (
                "A ratio of two claims is arithmetic that nobody stated. It is comparable where unit, stage, basis, "
                "kind of period and munition match, where both periods are known and begin and end within 92 days of "
                "each other, and where no goods are on both sides."
            ),
            (
                "Where one of these fails the ratio is still given, marked as not comparable, with a code and a "
                "sentence for each reason. Whether it tells anything is then for whoever quotes it to argue."
            ),
            (
                "A ratio that somebody stated, such as “ten to one”, is a claim of its own. What was fired over what "
                "was fired says nothing of what was supplied, so neither kind ever confirms the other."
            ),
            (
                "The same care holds for sums. Claims add up only where periods, claimants and goods do not overlap, "
                "at one stage and on one basis; any other sum is refused with its reasons and the claims behind them."
            ),
        ),
        (
            "Dividing what one supplier could have sent by what another delivered, and calling it a ratio of fire.",
            "Using a ratio without looking at comparable and reasons.",
            "Adding up by hand what totals refuses.",
        ),
        (
            *(("ComputedRatio", name) for name in ("comparable", "reasons", "left_period", "right_period", "computed")),
            ("Comparison", "stated"),
            ("Comparison", "note"),
        ),
        "/api/v1/compare/?left=@flow&right=@other-flow",
        "/compare/",
    ),
    Idea(
        "clocks",
        "Two clocks",
        "What had been said by a day, and what this site had on record at a moment.",
        (
            (
                "as_of is the world’s clock: only what had been stated by that day counts, and a claim that was "
                "replaced later still stands. Without it an answer is of today."
            ),
            (
                "recorded is this site’s clock: the answer as the record had it at a moment in UTC, whatever was "
                "added, corrected or retracted since. A day stands for its end."
            ),
            (
                "The two are apart because we learn of old statements late. A claim of 2023 that was entered "
                "yesterday is in every as_of since 2023, and in no recorded before yesterday."
            ),
            (
                "With both, an answer stays the same for good, byte for byte; Unencoded-Digest is its hash. That is "
                "what to cite. Neither is the time that a figure is about: that is in period_start, period_end and "
                "period."
            ),
        ),
        (
            "Citing an address without both clocks.",
            "Taking claimed_on, the day on which something was said, for the time that it is about.",
            "Asking changes without saying by which clock.",
        ),
        (
            ("Shipment", "claimed_on"),
            ("Shipment", "period_start"),
            ("Shipment", "period_end"),
            ("Shipment", "superseded_on"),
            ("Flow", "as_of"),
            ("Changes", "clock"),
        ),
        "/api/v1/flows/@flow/?as_of=@day",
        "/changes/",
    ),
)
