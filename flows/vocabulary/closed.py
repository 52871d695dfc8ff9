"""The closed codes: what each member means, and what it does.

Code that decides by one of them matches on its members and ends with ``assert_never``.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Literal, Self, assert_never

from flows.vocabulary.code import Code

Figure = Literal["low", "point", "high"]


class Bound(Code):
    """What the stated figure limits.

    ``fills`` are the figures of a claim that it goes with, and ``fills_of_ratio`` those of a ratio, where a single
    stated value stands in both low and high; ``words`` stand before the number.
    """

    fills: tuple[Figure, ...]
    fills_of_ratio: tuple[Figure, ...]
    words: str

    EXACT = (
        "exact",
        "exactly",
        "One figure, with no word such as “about” or “up to”. It need not be precise. Goes into point.",
        ("point",),
        ("low", "high"),
        "",
    )
    ABOUT = (
        "about",
        "about",
        "One figure, stated as approximate. Goes into point.",
        ("point",),
        ("low", "high"),
        "about ",
    )
    AT_LEAST = (
        "at-least",
        "at least",
        "A floor: nothing says how much more. Goes into low.",
        ("low",),
        ("low",),
        "at least ",
    )
    UP_TO = (
        "up-to",
        "up to",
        "A ceiling: nothing says how much of it is there. Goes into high.",
        ("high",),
        ("high",),
        "up to ",
    )
    BETWEEN = (
        "between",
        "between",
        "A range with both ends stated. Go into low and high.",
        ("low", "high"),
        ("low", "high"),
        "",
    )
    UNQUANTIFIED = (
        "unquantified",
        "no figure",
        "Words instead of a figure, such as dozens. Fills nothing, and is never zero.",
        (),
        (),
        "",
    )

    def __init__(
        self,
        _code: str,
        _label: str,
        _meaning: str,
        fills: tuple[Figure, ...],
        fills_of_ratio: tuple[Figure, ...],
        words: str,
    ) -> None:
        self.fills = fills
        self.fills_of_ratio = fills_of_ratio
        self.words = words

    @property
    def is_floor(self) -> bool:
        """Whether it limits a figure from below alone."""
        return self.fills == ("low",)

    @property
    def is_ceiling(self) -> bool:
        """Whether it limits a figure from above alone."""
        return self.fills == ("high",)

    @classmethod
    def plainest(cls, figures: Collection[str]) -> Self | None:
        """The bound of exactly these figures where no hedge was kept; None where none goes with them."""
        return next((bound for bound in cls if bound.fills and set(bound.fills) == set(figures)), None)


class Temporal(Code):
    """How the quantity relates to time; where it ``accumulates``, a later total replaces an earlier one."""

    accumulates: bool

    CUMULATIVE = (
        "cumulative",
        "running total",
        "Everything since a start; a later total by the same claimant replaces it.",
        True,
    )
    INTERVAL = ("interval", "within a period", "What moved between two dates; not replaced by a later figure.", False)
    SNAPSHOT = ("snapshot", "at a moment", "The state on one day, or a statement without a period.", False)

    def __init__(self, _code: str, _label: str, _meaning: str, accumulates: bool) -> None:
        self.accumulates = accumulates


class StageFamily(Code):
    """Stages within which a later running total may replace an earlier one."""

    PROMISE = ("promise", "promise", "Negotiated, requested or pledged.")
    PROCUREMENT = ("procurement", "procurement", "Identified, funded or contracted.")
    OUTPUT = ("output", "output", "Produced.")
    MOVEMENT = ("movement", "movement", "Shipped or delivered.")


class Stage(Code):
    """How far along its way the materiel was said to be, and the ``family`` of stages that this one belongs to."""

    family: StageFamily

    NEGOTIATED = ("negotiated", "negotiated", "Talks about a transfer were said to be under way.", StageFamily.PROMISE)
    REQUESTED = ("requested", "requested", "Asked for, or set as a target, by somebody.", StageFamily.PROMISE)
    PLEDGED = ("pledged", "pledged", "Promised or forecast; nothing need have moved.", StageFamily.PROMISE)
    IDENTIFIED = ("identified", "identified", "Found on the market and available to buy.", StageFamily.PROCUREMENT)
    FUNDED = ("funded", "funded", "Money for it was committed.", StageFamily.PROCUREMENT)
    CONTRACTED = ("contracted", "contracted", "Ordered under a contract.", StageFamily.PROCUREMENT)
    PRODUCED = ("produced", "produced", "Made, and not yet sent.", StageFamily.OUTPUT)
    SHIPPED = ("shipped", "shipped", "Said to have left the supplier; arrival not stated.", StageFamily.MOVEMENT)
    DELIVERED = ("delivered", "delivered", "Said to have reached the recipient.", StageFamily.MOVEMENT)

    def __init__(self, _code: str, _label: str, _meaning: str, family: StageFamily) -> None:
        self.family = family

    @property
    def is_movement(self) -> bool:
        """Whether the materiel was said to have left its supplier."""
        return self.family is StageFamily.MOVEMENT


class Basis(Code):
    """What the figure rests on; ``is_capacity`` where it counts room for goods instead of goods."""

    is_capacity: bool

    REPORTED_COUNT = ("reported-count", "reported count", "The claimant gives it as a count of what moved.", False)
    CAPACITY_IF_FULL = (
        "capacity-if-full",
        "capacity if full",
        "What the counted containers or ships could hold; not what they held.",
        True,
    )
    DERIVED_FROM_WEIGHT = (
        "derived-from-weight",
        "derived from weight",
        "Computed from a stated weight and a factor.",
        False,
    )
    PERCENT_OF_TARGET = (
        "percent-of-target",
        "percent of a target",
        "A stated share of a pledge or target, put into units.",
        False,
    )
    DECLARED = ("declared", "declared", "Announced by the party itself: a pledge, an order, a plan.", False)
    ESTIMATE = ("estimate", "estimate", "The claimant's own estimate or forecast.", False)

    def __init__(self, _code: str, _label: str, _meaning: str, is_capacity: bool) -> None:
        self.is_capacity = is_capacity


class Stance(Code):
    """Whether the claimant says that it happened; a denial (``is_denial``) carries no quantity."""

    is_denial: bool

    ASSERTS = ("asserts", "asserts", "The claimant says that it is so.", False)
    DENIES = ("denies", "denies", "The claimant says that it is not so; a denial lowers no total.", True)

    def __init__(self, _code: str, _label: str, _meaning: str, is_denial: bool) -> None:
        self.is_denial = is_denial


class Credibility(Code):
    """Admiralty code, second half: how credible a statement is; where it ``is_weak``, so is the claim."""

    is_weak: bool

    CONFIRMED = ("1", "1: confirmed", "A settled fact: a decision, or a donor's own donation.", False)
    PROBABLE = ("2", "2: probably true", "Another claimant with independent means agrees in size.", False)
    POSSIBLE = ("3", "3: possibly true", "Plausible; a single line of evidence.", False)
    DOUBTFUL = ("4", "4: doubtful", "Contradicted by a better placed claimant, or a verb or unit has drifted.", True)
    IMPROBABLE = ("5", "5: improbable", "An outlier, a denial, or a plan that several sources contradict.", True)
    UNJUDGED = ("6", "6: cannot be judged", "Nothing to judge it by.", True)

    def __init__(self, _code: str, _label: str, _meaning: str, is_weak: bool) -> None:
        self.is_weak = is_weak


class Reliability(Code):
    """Admiralty code, first half: how reliable a publisher is; where it ``is_weak``, so is a claim that rests on it."""

    is_weak: bool

    A = ("A", "A: official document", "The document itself, from the institution that issued it.", False)
    B = ("B", "B: usually reliable", "International agency, broadcaster, newspaper of record or think-tank.", False)
    C = ("C", "C: fairly reliable", "National outlet, or a relay with a named original.", False)
    D = ("D", "D: not usually reliable", "Aggregator, campaign or partisan outlet, transcript site.", True)
    E = ("E", "E: unreliable", "Copy, forum or state media.", True)
    F = ("F", "F: cannot be relied on", "Spam or disinformation mirror.", True)

    def __init__(self, _code: str, _label: str, _meaning: str, is_weak: bool) -> None:
        self.is_weak = is_weak

    @property
    def or_better(self) -> tuple[Reliability, ...]:
        """This grade and every better one, the best first."""
        grades = tuple(Reliability)
        return grades[: grades.index(self) + 1]

    @property
    def credible(self) -> tuple[Credibility, ...]:
        """The credibilities that a claim of this grade or better may have: none that is weak, unless weak sources are
        taken as well."""
        return tuple(credibility for credibility in Credibility if self.is_weak or not credibility.is_weak)


class DatePrecision(Code):
    """How exactly the day of a statement is known."""

    DAY = ("day", "day known", "The day is stated.")
    MONTH = ("month", "month known", "The month is stated; the stored day is a stand-in.")
    YEAR = ("year", "year known", "The year is stated; the stored day is a stand-in.")
    INFERRED = ("inferred", "inferred", "Worked out from the address or from context.")


class StartBasis(Code):
    """Where the start of the time that a claim is about comes from, and whether its own document ``names`` it."""

    names: bool

    STATED = ("stated", "stated", "The claimant named it, or none is given.", True)
    INFERRED = (
        "inferred",
        "inferred",
        "Worked out from what the document says: a length counted back, the day on which a plan began, “so far”.",
        True,
    )
    SERIES = (
        "series",
        "that of the series",
        "The claimant named none that day; it is that of other totals of the series, and only a condition.",
        False,
    )

    def __init__(self, _code: str, _label: str, _meaning: str, names: bool) -> None:
        self.names = names


class Activity(Code):
    """What a rate counts: ``of_actor`` completes "10,000 rounds a day ..." with the party; ``is_output`` where it was
    said to happen and is not merely possible, wanted or needed."""

    of_actor: str
    is_output: bool

    FIRED = ("fired", "fired", "Rounds said to be fired.", "fired by {}", True)
    PRODUCED = ("produced", "produced", "Rounds said to be made.", "produced by {}", True)
    CAPACITY = ("capacity", "capacity", "Rounds that plants could make.", "as capacity of {}", False)
    NEEDED = ("needed", "needed", "Rounds said to be required.", "needed by {}", False)
    TARGET = ("target", "target", "Rounds aimed for by a stated date.", "as a target of {}", False)
    DELIVERED = ("delivered", "delivered", "Rounds said to arrive.", "delivered, {}", True)

    def __init__(self, _code: str, _label: str, _meaning: str, of_actor: str, is_output: bool) -> None:
        self.of_actor = of_actor
        self.is_output = is_output


class Per(Code):
    """The time that a rate is counted over."""

    DAY = ("day", "a day", "Each day.")
    MONTH = ("month", "a month", "Each month.")
    YEAR = ("year", "a year", "Each year.")


class RatioWording(Code):
    """Whether the claimant stated the ratio itself; ``grounds`` says so in its phrase where it did not."""

    grounds: str

    STATED = ("stated", "stated", "The claimant gave the ratio.", "")
    IMPLIED = (
        "implied",
        "implied",
        "The claimant gave both figures; the ratio is their quotient.",
        "quotient of two stated figures",
    )
    FORECAST = ("forecast", "forecast", "The claimant expected it; it did not yet hold.", "a forecast")

    def __init__(self, _code: str, _label: str, _meaning: str, grounds: str) -> None:
        self.grounds = grounds


class LinkState(Code):
    """What somebody found at the address of a document; ``is_gone`` where the document could not be read there, and
    ``warning`` is what a reader is told before following it."""

    is_gone: bool
    warning: str

    ALIVE = ("alive", "alive", "The address opens the document.", False, "")
    MOVED = ("moved", "moved", "The document has another address by now.", False, "the document has moved")
    DEAD = ("dead", "dead", "The address no longer opens the document.", True, "the link is dead")
    PAYWALLED = ("paywalled", "paywalled", "Only subscribers can read the document.", False, "for subscribers only")

    def __init__(self, _code: str, _label: str, _meaning: str, is_gone: bool, warning: str) -> None:
        self.is_gone = is_gone
        self.warning = warning


class Status(Code):
    """Where a record stands in the newsroom's own process; readers see it where ``is_public``."""

    is_public: bool

    DRAFT = ("draft", "draft", "Being written; not public.", False)
    SUBMITTED = ("submitted", "submitted", "Waiting for somebody else's review; not public.", False)
    PUBLISHED = ("published", "published", "Public.", True)
    REJECTED = ("rejected", "rejected", "Sent back with a reason; not public.", False)
    DISCARDED = ("discarded", "discarded", "Put away as a draft, with its history; not public.", False)
    RETRACTED = (
        "retracted",
        "retracted",
        "Withdrawn by us with a reason; the record stays, and counts for nothing.",
        True,
    )

    def __init__(self, _code: str, _label: str, _meaning: str, is_public: bool) -> None:
        self.is_public = is_public


class LeftOut(Code):
    """Why a claim known on a day is not among those that stand."""

    SUPERSEDED = ("superseded", "superseded", "The same claimant gave a later running total.")
    ALTERNATIVE_FELL = (
        "alternative_fell",
        "its other reading was superseded",
        "An either/or reading whose group was replaced as a whole.",
    )
    DENIAL = ("denial", "denial", "The claimant denies the transfer; a denial carries no quantity into a total.")
    RETRACTED = ("retracted", "retracted", "We withdrew the record; the reason is on its page.")
    BELOW_GRADE = (
        "below_grade",
        "below the grade asked for",
        "Its source or the statement is graded lower than was asked for.",
    )


class AppearanceKind(Code):
    """What a document that holds a claim is to it; where it ``is_original``, it relays nobody."""

    is_original: bool

    ORIGINAL = (
        "original",
        "original",
        "The statement itself: the claimant's own document, or the interview in which it was made.",
        True,
    )
    REPORT = ("report", "report", "An account of the statement in the outlet's own words.", False)
    COPY = ("copy", "copy", "The text of another outlet's report, whole or in part.", False)

    def __init__(self, _code: str, _label: str, _meaning: str, is_original: bool) -> None:
        self.is_original = is_original


class Carried(Code):
    """What of a claim a document holds."""

    FIGURE = ("figure", "the figure", "The document holds the figure, or the word for the amount.")
    PARTY = ("party", "the claimant", "The document says whose statement it is.")
    DATE = ("date", "the day", "The document says when the statement was made.")


class Difference(Code):
    """What differs between the two sides of a computed ratio; where it ``bars``, they are not comparable."""

    bars: bool

    MIXED_UNIT = ("mixed_unit", "different units", "One side counts something else; no ratio is computed.", True)
    MIXED_STAGE = (
        "mixed_stage",
        "different stages",
        "One side is further along than the other, as pledged and delivered.",
        True,
    )
    MIXED_BASIS = (
        "mixed_basis",
        "different bases",
        "The figures rest on different grounds, as capacity and a count.",
        True,
    )
    MIXED_TEMPORAL = ("mixed_temporal", "different kinds of period", "One is a running total, the other is not.", True)
    MIXED_MUNITION = (
        "mixed_munition",
        "different munitions",
        "One side names another calibre or a wider class of munition.",
        True,
    )
    DIFFERENT_PERIODS = (
        "different_periods",
        "different periods",
        "The two are about different times: their starts or their ends lie more than 92 days apart.",
        True,
    )
    UNKNOWN_PERIOD = (
        "unknown_period",
        "a period that is not known",
        "At least one side does not say from when, or until when, it counts.",
        True,
    )
    OVERLAPPING_SUPPLIERS = (
        "overlapping_suppliers",
        "suppliers that overlap",
        "One side may contain the other's goods, as a union those of its members, or a scheme those of its funders.",
        True,
    )
    SAME_FLOW = ("same_flow", "one flow on both sides", "Both sides count the same goods of one supplier.", True)
    UNQUANTIFIED = ("unquantified", "no figure", "At least one side gives no figure.", True)
    OPEN = ("open", "nothing between the bounds", "The bounds leave the ratio open at both ends.", False)

    def __init__(self, _code: str, _label: str, _meaning: str, bars: bool) -> None:
        self.bars = bars

    @property
    def of_time(self) -> bool:
        """Whether it is the times of the two sides that differ, or that are not both known."""
        return self in (Difference.DIFFERENT_PERIODS, Difference.UNKNOWN_PERIOD)


class Verdict(Code):
    """How two figures about one thing stand to each other; ``differs`` says that no value is within both."""

    differs: bool

    APART = (
        "apart",
        "apart",
        "They are about the same time, to within 92 days at each end, and no value is within both.",
        True,
    )
    MORE_IN_LESS_TIME = (
        "more_in_less_time",
        "more in a shorter time",
        "The larger one is about a time within that of the smaller, so they cannot both be right.",
        True,
    )
    MORE_OF_A_PART = (
        "more_of_a_part",
        "more of a narrower kind",
        "The larger one is about a kind within that of the smaller, so they cannot both be right.",
        True,
    )
    IF_OF_SERIES = (
        "if_of_series",
        "apart if it counts as its series does",
        "One names no start; they differ if it counts from the day from which other totals of its series count.",
        False,
    )
    OVERLAP = ("overlap", "overlap", "They are about the same time, and neither contradicts the other.", False)
    WIDER_KIND = (
        "wider_kind",
        "one of a wider kind",
        "They are about the same time, and a part may be less than its whole: neither contradicts the other.",
        False,
    )
    DIFFERENT_PERIODS = (
        "different_periods",
        "different periods",
        "Their starts or their ends lie more than 92 days apart, or they share no day: neither contradicts the other.",
        False,
    )
    UNKNOWN_PERIOD = (
        "unknown_period",
        "a period that is not known",
        "At least one does not say from when, or until when, it counts: not compared.",
        False,
    )
    OTHER_COUNT = (
        "other_count",
        "different things counted",
        (
            "They count in different units, kinds of which neither holds the other, at different stages or over "
            "lengths of time that differ, or one deal each: not compared."
        ),
        False,
    )
    NO_FIGURE = ("no_figure", "no figure", "At least one gives no figure: not compared.", False)
    PART_OR_READING = (
        "part_or_reading",
        "a part, or one of two readings",
        "At least one is a part of another figure, or one reading of an either/or statement: not compared.",
        False,
    )
    NOT_INDEPENDENT = (
        "not_independent",
        "not independent",
        "Both go back to one statement, or their claimants are of one party: they count once.",
        False,
    )
    DENIED = ("denied", "denied", "One denies that there was anything: a denial carries no number.", False)

    def __init__(self, _code: str, _label: str, _meaning: str, differs: bool) -> None:
        self.differs = differs

    @property
    def is_compared(self) -> bool:
        """Whether the two figures were held against each other."""
        return self.differs or self in (Verdict.IF_OF_SERIES, Verdict.OVERLAP, Verdict.WIDER_KIND)


class Nearness(Code):
    """How the time of a stated rate stands to that of a pace; ``label`` goes on from the rate."""

    SAME = ("same", "of the same time", "From the same day to the same day.")
    PART = ("part", "of a part of the time", "Its first and last day lie within the time of the pace.")
    ABOUT = (
        "about",
        "of about the same time, to within 92 days at each end",
        "The two share a day, and their starts and their ends each lie within 92 days.",
    )
    NEAR = (
        "near",
        "of another time, within 92 days",
        "The two share no day; their starts and their ends each lie within 92 days.",
    )


class Caution(Code):
    """What a reader must know of a computed figure, because its parts do not quite belong together."""

    ANOTHER_SUPPLIERS_FACTOR = (
        "another_suppliers_factor",
        "another supplier's factor",
        "The rounds in a container were stated of another supplier's containers.",
    )
    ONLY_COUNTED = (
        "only_counted",
        "of the containers counted",
        "The ceiling is that of the containers that were counted; there may have been more.",
    )
    OTHER_SIDES_RATE = (
        "other_sides_rate",
        "another side's rate of fire",
        "The rounds went to one party, and the rate is that of another.",
    )
    NOT_MOVED = (
        "not_moved",
        "not yet moved",
        "The rounds were promised, bought or made, and are not said to have left their supplier.",
    )
    WEAK_EVIDENCE = (
        "weak_evidence",
        "weak evidence",
        "A figure in it rests on weak evidence alone: a source graded D to F, or a credibility of 4 to 6.",
    )
    SUPERSEDED = ("superseded", "superseded", "The same claimant gave a later figure, which replaced this one.")
    CAPACITY = ("capacity", "capacity", "What could be made or carried, and not what was: a ceiling, and no floor.")
    OTHER_DAY = (
        "other_day",
        "of another day",
        "The stock was stated of another day than that of the opening; what came and went between is not counted.",
    )
    OUTSIDE_ITS_TIME = (
        "outside_its_time",
        "a pace used outside its time",
        "The pace was stated of another time, or of a part of this one, and is taken for all of it.",
    )
    TIME_NOT_STATED = (
        "time_not_stated",
        "no time stated",
        "Nobody said of which time the figure is, or one end of it.",
    )
    LONGER_TIME = (
        "longer_time",
        "of a longer time",
        "The figure is for more than this time: a ceiling of it, and no floor.",
    )
    START_NOT_STATED = (
        "start_not_stated",
        "its start is not stated",
        "Nobody said from which day the figure counts: it may hold goods of before this time, or not reach back to it.",
    )
    PART_OF_TIME = (
        "part_of_time",
        "of a part of the time",
        "The figure is for a part of this time: a floor of it, and a ceiling only for whoever takes it for the whole.",
    )
    OTHER_TIME = (
        "other_time",
        "of another time",
        "The figure is for a time that this one does not hold, and is taken as a ceiling by whoever chose it.",
    )
    PROJECTION = (
        "projection",
        "a projection",
        "More than a month of its time lay ahead when it was stated: it is what was expected, not what was counted.",
    )
    ONE_SUPPLIER = (
        "one_supplier",
        "of one supplier",
        "What the only supplier on record sent: it is taken for all that came, and others may have sent more.",
    )
    ONE_OF_SUPPLIERS = (
        "one_of_suppliers",
        "of one supplier among several",
        "What one of the suppliers on record sent: a floor of all that came, and no ceiling.",
    )
    SEVERAL_SUPPLIERS = (
        "several_suppliers",
        "of several suppliers, added",
        "What several of the suppliers on record sent together: a floor of all that came, and no ceiling.",
    )
    NARROWER_KIND = (
        "narrower_kind",
        "of a narrower kind",
        "The figure counts a part of what is asked about: a floor, and a ceiling only for whoever takes it for all.",
    )
    WIDER_KIND = (
        "wider_kind",
        "of a wider kind",
        "The figure counts more than what is asked about: a ceiling, and no floor.",
    )
    ONE_PLACE = ("one_place", "of one place", "The figure is for one stretch of the front: a floor for all of it.")


class BalanceTerm(Code):
    """A term of got, made and fired; ``adds`` where it raises the stock, and ``said`` what of it is unknown."""

    adds: bool
    said: str

    STOCK = ("stock", "opening stock", "What was in store on the first day.", True, "what was in store")
    PRODUCED = ("produced", "produced", "What was made in the time.", True, "what was made")
    RECEIVED = ("received", "received", "What others sent in the time.", True, "what came from others")
    FIRED = ("fired", "fired", "What was fired in the time.", False, "what was fired")
    LOST = ("lost", "lost", "What was destroyed or lost in the time.", False, "what was lost")

    def __init__(self, _code: str, _label: str, _meaning: str, adds: bool, said: str) -> None:
        self.adds = adds
        self.said = said


class TermSource(Code):
    """What a term of a balance is made of."""

    CHOSEN = ("chosen", "chosen", "The claims that the question names.")
    WIDEST = (
        "widest",
        "widest",
        "All that stand and are about the time: from the floor that they agree on to the highest ceiling.",
    )
    CARRIED = ("carried", "carried over", "The closing stock of the time before.")
    UNKNOWN = ("unknown", "unknown", "No claim is about it: anything from nothing on, without a ceiling.")


class ReconcilingChange(Code):
    """What of one of two claims is put in another's place, so that they meet."""

    FACTOR = ("factor", "another published factor", "As many in each carrier as another claim has it, instead.")
    COUNT = ("count", "another published count", "As many carriers as another claimant counted, instead.")
    CALIBRE = (
        "calibre",
        "the other reading",
        "Another reading of the same either/or statement, as of another calibre.",
    )
    STAGE = ("stage", "another stage", "What the same claimant said of another stage, as pledged and delivered.")
    SCOPE = ("scope", "another scope", "The claim that contains it, one that it contains, or the same pace elsewhere.")
    TIME = ("time", "another day or period", "What the same claimant said on another day or of another period.")


class Reconciled(Code):
    """Whether two claims can be made to meet by what has been published."""

    MEET = ("meet", "they meet as stated", "Nothing has to change: both can be true, or lie within the tolerance.")
    CHANGED = ("changed", "they meet after changes", "They meet once as few published claims as given are exchanged.")
    NONE = ("none", "none within what has been published", "No three changes that have been published make them meet.")
    UNITS = (
        "units",
        "different units without a published factor",
        "One counts something else, and no published factor leads from the one to the other.",
    )
    NO_FIGURE = ("no_figure", "no figure", "At least one of the two gives no figure that another could meet.")
    APART = (
        "apart",
        "about different things",
        "They are about different parties, goods or activities: both can be true.",
    )


class Found(Code):
    """Whether something that a claim says was found in the text of a document."""

    FOUND = ("found", "found", "The text holds it.")
    MISSING = ("not-found", "not found", "The text that was checked does not hold it.")
    NOT_SOUGHT = ("not-sought", "not sought", "The claim gives nothing to look for, as a denial gives no figure.")


class Evidence(Code):
    """What a document was found to hold of a claim that rests on it."""

    HOLDS = ("holds", "holds the figure", "The text of the document holds the claim's figure, and names its party.")
    PARTLY = (
        "partly",
        "holds it in part",
        "The text holds the figure without the party beside it, or the party of a claim that gives no figure.",
    )
    ABSENT = (
        "absent",
        "does not hold it",
        "The figure was not found in the text that was checked: the document is no evidence for it.",
    )
    NOT_CHECKED = (
        "not-checked",
        "not checked",
        "Nobody has looked for the claim in its document, or it was corrected since.",
    )

    @classmethod
    def judged(cls, figure: Found, party: Found) -> Evidence:
        """What follows from whether the figure and the party were found; a figure that was not found weighs most."""
        match figure:
            case Found.MISSING:
                return cls.ABSENT
            case Found.FOUND:
                return cls.HOLDS if party == Found.FOUND else cls.PARTLY
            case Found.NOT_SOUGHT:
                return cls.PARTLY if party == Found.FOUND else cls.ABSENT
            case undecided:
                assert_never(undecided)


class PaceRefusal(Code):
    """Why one claim is not taken from another, so that no pace follows."""

    NO_TOTAL = (
        "no_total",
        "no whole running total with a figure",
        "One of the two is for a period, gives no figure, is a reading or a part of another, or was still due.",
    )
    OTHER_CLAIMANT = ("other_claimant", "different claimants", "What one says now and another said then is no growth.")
    OTHER_PARTIES = ("other_parties", "different parties", "The two are about different suppliers or recipients.")
    OTHER_MUNITION = ("other_munition", "different munitions", "The two count different kinds of things.")
    OTHER_STAGE = ("other_stage", "different stages", "One is further along than the other, as pledged and delivered.")
    OTHER_BASIS = ("other_basis", "different bases", "The two rest on different grounds, as capacity and a count.")
    OTHER_START = ("other_start", "different starts", "The two do not count from the same day.")
    START_UNKNOWN = ("start_unknown", "a start that was not stated", "At least one does not say from when it counts.")
    SAME_DAY = ("same_day", "the same last day", "Both count until one day: the later one revises the earlier one.")


class ShareRefusal(Code):
    """Why a supply is not set over a rate of fire, so that no share follows."""

    NOT_MOVED = ("not_moved", "not yet moved", "The rounds were promised, bought or made, and not said to have left.")
    NO_FIGURE = ("no_figure", "no figure", "One of the two gives no figure.")
    OTHER_UNIT = ("other_unit", "not counted in rounds", "The supply counts carriers or other things, and fire rounds.")
    OTHER_PARTY = ("other_party", "another side's fire", "The supply went to another party than the one that fires.")
    OTHER_ACTIVITY = ("other_activity", "no rate of fire", "The rate counts rounds made, needed or aimed for.")
    UNLIKE_KINDS = (
        "unlike_kinds",
        "unlike munitions",
        "The supply holds kinds that the fire does not count, or is of another kind.",
    )
    LOCAL_FIRE = ("local_fire", "fire on one stretch of the front", "The rate is not of all that the party fires.")
    TIME_UNKNOWN = ("time_unknown", "a time that is not known", "One of the two does not say from when to when.")
    OTHER_TIME = (
        "other_time",
        "different times",
        "The times share no day, or their starts or their ends lie more than 92 days apart.",
    )
