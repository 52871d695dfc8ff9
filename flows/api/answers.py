"""The answers about flows: one flow, two side by side, the steps of one. Field names of version 1 do not change."""

from __future__ import annotations

from flows.api.shape import (
    Field,
    Shape,
    address,
    amount,
    coded,
    codes,
    day,
    links,
    many,
    nullable,
    one,
    optional,
    string,
    texts,
    truth,
    whole,
)
from flows.estimates.quotient import DIFFERENCE, Quotient
from flows.exporting.addresses import claim_page
from flows.exporting.tables import TABLES
from flows.measures.timeline import STEP
from flows.questions import FlowQuestion
from flows.questions.parameters import write
from flows.questions.timeline import TimelineQuestion
from flows.records import AnyClaim
from flows.vocabulary import BASIS, BOUND, LEFT_OUT, RELIABILITY, STAGE, STANCE, STATUS, TEMPORAL, UNIT, Bound
from flows.wording import COMPUTED, between, period_of, quote, to_one

API = "/api/v1/"
SHIPMENTS, RATIOS = TABLES["shipments"], TABLES["ratios"]


def chosen(question: str) -> tuple[Field, ...]:
    """The choices that most questions take, as the answer repeats them."""
    return (
        nullable(day("as_of", "The day of the answer; null is today.", f"{question}.as_of")),
        codes("stage", STAGE, "The stages asked for; empty is all.", f"{question}.stages"),
        codes("basis", BASIS, "The bases asked for; empty is all.", f"{question}.bases"),
    )


WINDOW = whole("window", "The days before the newest head whose heads the spans hold.", "question.window", minimum=1)
PERIOD = Shape(
    "Period",
    "The time that a claim is about; a running total is about the time until it was stated, unless it says when it "
    "ends.",
    (
        string("words", "The period in words; empty where neither end is known.", between),
        nullable(day("start", "Its first day; null where it was not stated.")),
        nullable(day("end", "Its last day; null where it was not stated.")),
    ),
)
"""Of a `flows.estimates.period.Period`."""


def least_grade(question: str) -> Field:
    """The least grade that a question asks for."""
    meaning = "The least grade of the claims that count, as asked for; null is any."
    return nullable(coded("grade", RELIABILITY, f"{question}.grade", meaning))


def as_quoted(claim: AnyClaim) -> str:
    """The phrase of a claim, which stands alone."""
    return quote(claim, alone=True)


def figures(quantity: str, low: str, point: str, high: str) -> tuple[Field, ...]:
    """A quantity with its bound, and the meaning of each of its figures."""
    before = f"{quantity}." if quantity else ""
    return (
        coded("bound", BOUND, f"{before}bound"),
        amount("low", low, f"{before}low"),
        amount("point", point, f"{before}point"),
        amount("high", high, f"{before}high"),
    )


def asked(path: str, query: str) -> str:
    """The path with the query string, where there is one."""
    return f"{path}?{query}" if query else path


def named_flow(question: str) -> tuple[Field, ...]:
    return (
        string("supplier", "Code of the party that supplies.", f"{question}.flow.supplier"),
        string("recipient", "Code of the party that receives.", f"{question}.flow.recipient"),
        string("munition", "Code of the kind of thing.", f"{question}.flow.munition"),
    )


def flow_path(question: FlowQuestion) -> str:
    return asked(f"{API}flows/{question.flow}/", question.query())


def _claims(question: FlowQuestion) -> str:
    return write({**question.filters(), "as_of": question.as_of, "grade": question.grade})


LEFT_OUT_CLAIM = Shape(
    "LeftOut",
    "A claim that does not stand.",
    (
        string("code", "Its code.", "claim.code"),
        coded("reason", LEFT_OUT),
        optional(string("by", "Code of the claim that replaced it, or that replaced the other reading of its group.")),
    ),
)
SPAN = Shape(
    "Span",
    "What the heads of one stage and unit span.",
    (
        coded("stage", STAGE),
        coded("unit", UNIT),
        amount("low", "The low end of all heads together; null where any of them is open below."),
        amount("high", "The high end of all heads together; null where any of them is open above."),
        amount("lowest_stated", "The smallest figure that any head states: an end of what was said.", "lowest"),
        amount("highest_stated", "The largest figure that any head states: an end of what was said.", "highest"),
        nullable(day("first_start", "The earliest day from which a head says that it counts; null where none does.")),
        nullable(day("last_start", "The latest such day: far from the earliest, part of the difference is time.")),
        truth(
            "lowest_weak",
            "Whether weak claims alone state the smallest figure: a source graded D to F, or a credibility of 4 to 6.",
            lambda span: bool(span.lowest_weak),
        ),
        truth(
            "highest_weak", "Whether weak claims alone state the largest figure.", lambda span: bool(span.highest_weak)
        ),
        amount(
            "lowest_sent",
            "The smallest figure among heads that are no capacities; null where all are. Where it is not "
            "`lowest_stated`, that is what something could hold, and no delivery.",
        ),
        amount("highest_sent", "The largest such figure; where it is not `highest_stated`, that is a capacity."),
    ),
)
ORIGIN = Shape(
    "",
    "Heads that go back to one statement.",
    (texts("claims", "Their codes, sorted.", lambda group: group),),
)
FLOW = Shape(
    "Flow",
    "What is claimed about one flow on a day; the munition with all that is under it in the tree.",
    (
        *named_flow("question"),
        *chosen("question"),
        many(
            "heads",
            SHIPMENTS,
            "The running totals that stand and that no newer one of the same claimant, stage and unit covers: one that "
            "starts no later; an unknown start counts as earliest. With the other readings of their groups, without "
            "parts of another head. Never to be added up: they describe the same flow.",
        ),
        texts(
            "standing",
            "Codes of all claims that stand, sorted.",
            lambda answer: sorted(claim.code for claim in answer.ledger.standing),
        ),
        many("left_out", LEFT_OUT_CLAIM, "Every other claim stated by the day, with the reason.", "ledger.left_out"),
        texts(
            "denials",
            "Codes of the denials; they carry no number.",
            lambda answer: [claim.code for claim in answer.ledger.denials],
        ),
        many(
            "span",
            SPAN,
            "What the heads within the window of the newest one span, for each stage and unit.",
            "spans",
        ),
        whole("claimants", "How many independent claimants there are among the heads.", minimum=0),
        string("supplier_name", "Who supplies, in words.", "supplier.name"),
        string("recipient_name", "Who receives, in words.", "recipient.name"),
        string("munition_name", "The kind of thing in words.", "munition.name"),
        many(
            "period_heads",
            SHIPMENTS,
            "The figures for a period that stand, the newest of each claimant, stage, unit and period, by period. "
            "Figures beside the heads: never to be added up unless totals/ does.",
        ),
        WINDOW,
        texts(
            "older",
            "Codes of the heads that were stated before the window, and so are in span_all only.",
            lambda answer: [claim.code for claim in answer.older],
        ),
        many("span_all", SPAN, "What all heads span: what has been said over the years."),
        many("undated", SHIPMENTS, "What stands and is neither a running total nor about a stated time."),
        many(
            "origins",
            ORIGIN,
            "Heads of several claimants that go back to one statement, and so count as one among the claimants.",
        ),
        links(
            self=lambda answer: flow_path(answer.question),
            page=lambda answer: asked(f"/flows/{answer.question.flow}/", answer.question.query()),
            timeline=lambda answer: f"{API}timeline/?{TimelineQuestion(answer.question).query()}",
            series=lambda answer: f"{API}series/?{TimelineQuestion(answer.question).query()}",
            claims=lambda answer: f"{API}shipments/?{_claims(answer.question)}",
            csv=lambda answer: f"{API}shipments.csv?{_claims(answer.question)}",
        ),
        least_grade("question"),
    ),
)

DIFFERENCE_TERM = Shape(
    "Difference",
    DIFFERENCE.meaning,
    (
        coded("code", DIFFERENCE),
        string("label", "The difference in a few words."),
        string("meaning", "The difference in one line."),
        truth("bars", "Whether it alone makes the two not comparable."),
    ),
)


def quotient_words(pair: Quotient) -> str:
    """A computed ratio with both claims and what bars it, as it may be quoted."""
    both = f"{as_quoted(pair.left)} over {as_quoted(pair.right)}"
    if pair.ratio.bound == Bound.UNQUANTIFIED:
        return f"no ratio follows from two claims: {both}"
    labels = ", ".join(difference.label for difference in pair.differences if difference.bars)
    against = f" (not comparable: {labels})" if labels else ""
    return f"{to_one(pair.ratio)}, computed from two claims and stated by nobody{against}: {both}"


COMPUTED_KEY = string("computed", "That it is no claim.", lambda _: COMPUTED)
"""The key of every computed answer, with the same words in each."""
IN_SERIES = truth(
    "in_series",
    "Whether it holds only if a total, for which no start was stated, counts from the day from which other totals of "
    "its series do.",
)
COMPUTED_RATIO = Shape(
    "ComputedRatio",
    "One claim over another: arithmetic that nobody stated, and no ratio of fire.",
    (
        string("left", "Code of the claim above the line.", "left.code"),
        string("right", "Code of the claim below the line.", "right.code"),
        string("left_text", "The claim above the line, as it may be quoted.", lambda pair: as_quoted(pair.left)),
        string("right_text", "The claim below the line, as it may be quoted.", lambda pair: as_quoted(pair.right)),
        *figures(
            "ratio",
            "The floor of the ratio.",
            "The ratio where both claims give one figure.",
            "The ceiling of the ratio.",
        ),
        string("text", "The ratio with both claims, as it may be quoted.", quotient_words),
        truth(
            "comparable",
            "Whether unit, stage, basis, kind of period, munition and time match, and no goods are on both sides.",
        ),
        many("reasons", DIFFERENCE_TERM, "What differs between the two sides.", "differences"),
        one("left_period", PERIOD, lambda pair: pair.periods[0]),
        one("right_period", PERIOD, lambda pair: pair.periods[1]),
        COMPUTED_KEY,
    ),
)
A_STEP = Shape(
    "Step",
    "A day on which a claim was stated or ceased to stand.",
    (
        day("on", "The day."),
        string("code", "Code of the claim.", "claim.code"),
        string("claimant", "Code of the institution that asserts.", "claim.claimant"),
        coded("event", STEP),
        *figures("claim", "The stated floor.", "The one stated figure.", "The stated ceiling."),
        coded("unit", UNIT, "claim.unit"),
        string("munition", "Code of the kind of thing.", "claim.munition"),
        coded("stage", STAGE, "claim.stage"),
        coded("basis", BASIS, "claim.basis"),
        coded("stance", STANCE, "claim.stance"),
        nullable(string("superseded_by", "Code of the claim that ended it by the day asked for.", "ended_by")),
        coded("temporal", TEMPORAL, "claim.temporal"),
        coded("status", STATUS, "claim.status"),
        string("text", "The quotable phrase.", lambda step: as_quoted(step.claim)),
        address("url", "The page of the claim.", lambda step: claim_page(step.claim, "")),
        string("claimant_name", "The claimant, as in a sentence.", "claim.claimant_name"),
        string(
            "period",
            "The time that the claim is about; empty where it is not known.",
            lambda step: period_of(step.claim),
        ),
    ),
)
TIMELINE = Shape(
    "Timeline",
    "The steps of one flow in order of their days. Between two steps nothing new was stated.",
    (
        *named_flow("question.about"),
        *chosen("question.about"),
        many("steps", A_STEP),
        links(
            self=lambda answer: f"{API}timeline/?{answer.question.query()}",
            csv=lambda answer: f"{API}timeline.csv?{answer.question.query()}",
            flow=lambda answer: flow_path(answer.question.about),
        ),
        least_grade("question"),
    ),
)
