"""The coded lists: every code that a record may carry, with a label and its meaning in one line.

The methods page, the API's schema, the admin's help texts and the database's constraints all read
this module, so a code cannot mean one thing here and another there.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Term:
    """One member of a coded list: the stored code, the words for people, the meaning in one line."""

    code: str
    label: str
    meaning: str


@dataclass(frozen=True, slots=True)
class CodedList:
    """A closed list of terms under one name; iterates over its terms in their defined order."""

    name: str
    title: str
    meaning: str
    terms: tuple[Term, ...]

    def __iter__(self) -> Iterator[Term]:
        return iter(self.terms)

    def __contains__(self, code: object) -> bool:
        return any(term.code == code for term in self.terms)

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes in their defined order."""
        return tuple(term.code for term in self.terms)

    @property
    def choices(self) -> tuple[tuple[str, str], ...]:
        """Pairs of code and label, as form and model fields take them."""
        return tuple((term.code, term.label) for term in self.terms)

    def term(self, code: str) -> Term:
        """The term of a code; KeyError for a code that is not in the list."""
        for term in self.terms:
            if term.code == code:
                return term
        raise KeyError(f"{code!r} is not a {self.name}: one of {', '.join(self.codes)}")

    def label(self, code: str) -> str:
        """The words for a code; KeyError for a code that is not in the list."""
        return self.term(code).label


def _list(name: str, title: str, meaning: str, *terms: tuple[str, str, str]) -> CodedList:
    return CodedList(name, title, meaning, tuple(Term(*term) for term in terms))


BOUND = _list(
    "bound",
    "Bound",
    "What the stated figure limits, and so which of low, point and high may be filled.",
    ("exact", "exactly", "One figure, stated without a hedge; not the same as precise. Fills point."),
    ("about", "about", "One figure, stated as approximate. Fills point."),
    ("at-least", "at least", "A floor: nothing says how much more. Fills low."),
    ("up-to", "up to", "A ceiling: nothing says how much of it is there. Fills high."),
    ("between", "between", "A range with both ends stated. Fills low and high."),
    ("unquantified", "no figure", "Words instead of a figure, such as dozens. Fills nothing, and is never zero."),
)
TEMPORAL = _list(
    "temporal",
    "Kind of period",
    "How the quantity relates to time.",
    ("cumulative", "running total", "Everything since a start; a later total by the same claimant replaces it."),
    ("interval", "within a period", "What moved between two dates; not replaced by a later figure."),
    ("snapshot", "at a moment", "The state on one day, or a statement without a period."),
)
STAGE = _list(
    "stage",
    "Stage",
    "How far along its way the materiel was said to be.",
    ("negotiated", "negotiated", "Talks about a transfer were said to be under way."),
    ("requested", "requested", "Asked for, or set as a target, by somebody."),
    ("pledged", "pledged", "Promised or forecast; nothing need have moved."),
    ("identified", "identified", "Found on the market and available to buy."),
    ("funded", "funded", "Money for it was committed."),
    ("contracted", "contracted", "Ordered under a contract."),
    ("produced", "produced", "Made, and not yet sent."),
    ("shipped", "shipped", "Said to have left the supplier; arrival not stated."),
    ("delivered", "delivered", "Said to have reached the recipient."),
)
STAGE_FAMILY = _list(
    "stage_family",
    "Family of stages",
    "Stages within which a later running total may replace an earlier one.",
    ("promise", "promise", "Negotiated, requested or pledged."),
    ("procurement", "procurement", "Identified, funded or contracted."),
    ("output", "output", "Produced."),
    ("movement", "movement", "Shipped or delivered."),
)
FAMILY_OF_STAGE = {
    "negotiated": "promise",
    "requested": "promise",
    "pledged": "promise",
    "identified": "procurement",
    "funded": "procurement",
    "contracted": "procurement",
    "produced": "output",
    "shipped": "movement",
    "delivered": "movement",
}
MOVED = ("shipped", "delivered")
BASIS = _list(
    "basis",
    "Basis",
    "What the figure rests on.",
    ("reported-count", "reported count", "The claimant gives it as a count of what moved."),
    (
        "capacity-if-full",
        "capacity if full",
        "What the counted containers or ships could hold; not what they held.",
    ),
    ("derived-from-weight", "derived from weight", "Computed from a stated weight and a factor."),
    ("percent-of-target", "percent of a target", "A stated share of a pledge or target, put into units."),
    ("declared", "declared", "Announced by the party itself: a pledge, an order, a plan."),
    ("estimate", "estimate", "The claimant's own estimate or forecast."),
)
STANCE = _list(
    "stance",
    "Stance",
    "Whether the claimant says that it happened.",
    ("asserts", "asserts", "The claimant says that it is so."),
    ("denies", "denies", "The claimant says that it is not so; a denial lowers no total."),
)
RELIABILITY = _list(
    "reliability",
    "Reliability of a source",
    "Admiralty code, first half: the publisher, whatever it prints on the day.",
    ("A", "A: official document", "The document itself, from the institution that issued it."),
    ("B", "B: usually reliable", "International agency, broadcaster, newspaper of record or think-tank."),
    ("C", "C: fairly reliable", "National outlet, or a relay with a named original."),
    ("D", "D: not usually reliable", "Aggregator, campaign or partisan outlet, transcript site."),
    ("E", "E: unreliable", "Copy, forum or state media."),
    ("F", "F: cannot be relied on", "Spam or disinformation mirror."),
)
CREDIBILITY = _list(
    "credibility",
    "Credibility of a claim",
    "Admiralty code, second half: the statement, whoever printed it.",
    ("1", "1: confirmed", "A settled fact: a decision, or a donor's own donation."),
    ("2", "2: probably true", "Another claimant with independent means agrees in size."),
    ("3", "3: possibly true", "Plausible; a single line of evidence."),
    ("4", "4: doubtful", "Contradicted by a better placed claimant, or a verb or unit has drifted."),
    ("5", "5: improbable", "An outlier, a denial, or a plan that several sources contradict."),
    ("6", "6: cannot be judged", "Nothing to judge it by."),
)
DATE_PRECISION = _list(
    "date_precision",
    "Precision of a date",
    "How exactly the day of a statement is known.",
    ("day", "to the day", "The day is stated."),
    ("month", "to the month", "The month is stated; the stored day is a stand-in."),
    ("year", "to the year", "The year is stated; the stored day is a stand-in."),
    ("inferred", "inferred", "Worked out from the address or from context."),
)
ACTOR_KIND = _list(
    "actor_kind",
    "Kind of actor",
    "What sort of party an actor is.",
    ("state", "state", "A country."),
    ("bloc", "bloc", "A union or alliance of states."),
    ("scheme", "scheme", "A joint purchase or delivery scheme."),
    ("company", "company", "A producer or trader."),
    ("armed-force", "armed force", "A force acting under its own name."),
    ("other", "other grouping", "A grouping as a claimant worded it, not split further."),
)
UNIT = _list(
    "unit",
    "Unit",
    "What is counted.",
    ("round", "rounds", "One shell, rocket, bomb or cartridge."),
    ("missile", "missiles", "One missile."),
    ("piece", "pieces", "One gun, launcher, vehicle or component."),
    ("container", "containers", "One shipping container; a carrier, never added to what it carries."),
    ("voyage", "voyages", "One ship voyage or port call; a carrier."),
    ("tonne", "tonnes", "A metric tonne; a carrier measure."),
    ("railcar", "rail cars", "One freight car; a carrier."),
    ("usd", "US dollars", "Current US dollars."),
    ("eur", "euros", "Current euros."),
)
INDICATOR_UNIT = _list(
    "indicator_unit",
    "Unit of an indicator",
    "What a context figure is counted in.",
    ("usd", "US dollars", "Current US dollars."),
    ("eur", "euros", "Current euros."),
    ("percent", "percent", "A share of a stated whole."),
    ("multiple", "times", "A multiple of a stated base."),
    ("round", "rounds", "One shell, rocket, bomb or cartridge."),
    ("missile", "missiles", "One missile."),
    ("railcar", "rail cars", "One freight car."),
)
CLAIMANT_KIND = _list(
    "claimant_kind",
    "Kind of claimant",
    "What sort of institution asserts.",
    ("government", "government", "A government or one of its offices."),
    ("intelligence", "intelligence", "An intelligence service, or sources described as such."),
    ("military", "military", "A defence ministry, armed force or officer."),
    ("media", "media", "A newsroom with its own reporting."),
    ("think-tank", "think-tank", "A research institute."),
    ("company", "company", "A company speaking of its own business."),
    ("ngo", "NGO", "A non-governmental organisation."),
    ("multilateral", "multilateral", "A body of several states."),
)
SOURCE_KIND = _list(
    "source_kind",
    "Kind of source",
    "What sort of publication it is.",
    ("original", "original", "The statement or report itself."),
    ("news-agency", "news agency", "An agency's own report."),
    ("newspaper", "newspaper", "A newspaper or news site."),
    ("broadcaster", "broadcaster", "A radio or television outlet."),
    ("think-tank", "think-tank", "A research institute's publication."),
    ("government-site", "government site", "A page of a government or its media office."),
    ("aggregator", "aggregator", "A page that collects from others."),
    ("mirror", "mirror", "A copy of somebody else's page."),
    ("state-media", "state media", "An outlet run by a state."),
)
ACTIVITY = _list(
    "activity",
    "Activity",
    "What a rate counts.",
    ("fired", "fired", "Rounds said to be fired."),
    ("produced", "produced", "Rounds said to be made."),
    ("capacity", "capacity", "Rounds that plants could make."),
    ("needed", "needed", "Rounds said to be required."),
    ("target", "target", "Rounds aimed for by a stated date."),
    ("delivered", "delivered", "Rounds said to arrive."),
)
PER = _list(
    "per",
    "Per",
    "The time that a rate is counted over.",
    ("day", "a day", "Each day."),
    ("month", "a month", "Each month."),
    ("year", "a year", "Each year."),
)
COMPARED = _list(
    "compared",
    "What is compared",
    "The quantity that a ratio sets side against side.",
    ("rounds-fired", "rounds fired", "Shells fired by each side."),
    ("guns", "guns", "Artillery pieces of each side."),
    ("production", "production", "Rounds made by each side."),
    ("firepower", "firepower", "As worded: outgunned, artillery, firepower; no unit named."),
    ("stock", "stock", "Rounds held by each side."),
    ("equipment", "equipment", "Equipment of each side."),
    ("mortar-rounds", "mortar rounds", "Mortar bombs fired by each side."),
)
RATIO_WORDING = _list(
    "wording",
    "Wording of a ratio",
    "Whether the claimant stated the ratio itself.",
    ("stated", "stated", "The claimant gave the ratio."),
    ("implied", "implied", "The claimant gave both figures; the ratio is their quotient."),
    ("forecast", "forecast", "The claimant expected it; it did not yet hold."),
)
PLACE_KIND = _list(
    "place_kind",
    "Kind of place",
    "What sort of place it is.",
    ("port", "port", "A sea or river port."),
    ("naval-base", "naval base", "A military harbour."),
    ("city", "city", "A city named as a destination or venue."),
    ("meeting-site", "meeting site", "Where leaders met."),
    ("rail-yard", "rail yard", "A rail yard or station."),
    ("rail-junction", "rail junction", "A junction on a rail route."),
    ("ammunition-depot", "ammunition depot", "A depot or arsenal."),
    ("depot-group", "group of depots", "Several depots named together."),
    ("border", "border", "A border, nearest point."),
    ("factory", "factory", "A production plant."),
    ("front-sector", "front sector", "A stretch of the front, as a claimant named it."),
)
COORDINATE_BASIS = _list(
    "coordinate_basis",
    "Basis of a coordinate",
    "What the stored coordinates stand for.",
    ("site", "the site", "The site itself."),
    ("town", "the town", "The centre of the town, not the site."),
    ("approximate", "approximate", "Good to a few kilometres."),
    ("none", "none", "No coordinates are stored."),
)
MODE = _list(
    "mode",
    "Mode of transport",
    "How a leg of a route is travelled.",
    ("ship", "by ship", "By sea or inland water."),
    ("rail", "by rail", "By train."),
    ("road", "by road", "By lorry."),
    ("unknown", "not stated", "The sources do not say."),
)
EVENT_KIND = _list(
    "event_kind",
    "Kind of event",
    "What sort of event it is.",
    ("summit", "summit", "A meeting of leaders."),
    ("port-visit", "port visit", "A ship's call or voyage."),
    ("strike", "strike", "An attack on a depot or plant."),
    ("decision", "decision", "A political decision."),
    ("report", "report", "A publication that moved the figures."),
    ("delivery", "delivery", "A reported handover."),
)
OVERLAP_RELATION = _list(
    "relation",
    "How two suppliers overlap",
    "Why the totals of two suppliers may count the same goods.",
    ("contains", "contains", "The first party's total includes the second's."),
    ("overlaps", "overlaps", "Some of the same goods may be in both totals; how many is unknown."),
    ("funds", "funds", "The second party pays for part of the first's purchases."),
)
STATUS = _list(
    "status",
    "Editorial status",
    "Where a record stands in the newsroom's own process.",
    ("draft", "draft", "Being written; not public."),
    ("submitted", "submitted", "Waiting for somebody else's review; not public."),
    ("published", "published", "Public."),
    ("rejected", "rejected", "Sent back with a reason; not public."),
    ("retracted", "retracted", "Withdrawn by us with a reason; the record stays, and counts for nothing."),
)
PUBLIC_STATUSES = ("published", "retracted")
LEFT_OUT = _list(
    "reason",
    "Why a claim does not stand",
    "The reason that a claim known on a day is not among those that stand.",
    ("superseded", "superseded", "The same claimant gave a later running total."),
    (
        "alternative_fell",
        "its other reading was superseded",
        "An either/or reading whose group was replaced as a whole.",
    ),
    ("denial", "denial", "The claimant denies the transfer; a denial carries no quantity into a total."),
    ("retracted", "retracted", "We withdrew the record; the reason is on its page."),
)

CODED_LISTS = (
    BOUND,
    TEMPORAL,
    STAGE,
    STAGE_FAMILY,
    BASIS,
    STANCE,
    RELIABILITY,
    CREDIBILITY,
    DATE_PRECISION,
    UNIT,
    INDICATOR_UNIT,
    ACTOR_KIND,
    CLAIMANT_KIND,
    SOURCE_KIND,
    ACTIVITY,
    PER,
    COMPARED,
    RATIO_WORDING,
    PLACE_KIND,
    COORDINATE_BASIS,
    MODE,
    EVENT_KIND,
    OVERLAP_RELATION,
    STATUS,
    LEFT_OUT,
)
"""Every coded list, in the order in which the methods page prints them."""
