"""The coded lists: every code that a record may carry, with a label, its meaning in one line, and what it does.

The methods page, the API's schema, the admin's help texts and the database's constraints all read these, so a code
cannot mean one thing here and another there.
"""

from __future__ import annotations

from flows.subject import FILE, subject
from flows.vocabulary.closed import (
    Activity,
    AppearanceKind,
    BalanceTerm,
    Basis,
    Bound,
    Carried,
    Caution,
    Credibility,
    DatePrecision,
    Difference,
    Evidence,
    Figure,
    Found,
    LeftOut,
    LinkState,
    Nearness,
    PaceRefusal,
    Per,
    RatioWording,
    Reconciled,
    ReconcilingChange,
    Reliability,
    ShareRefusal,
    Stage,
    StageFamily,
    Stance,
    StartBasis,
    Status,
    Temporal,
    TermSource,
    Verdict,
)
from flows.vocabulary.code import Code, CodedList, Term, closed_list, growing_list, open_list

__all__ = [
    "ACTIVITY",
    "ACTOR_KIND",
    "APPEARANCE_KIND",
    "BASIS",
    "BOUND",
    "CARRIED",
    "CARRIER_UNITS",
    "CLAIMANT_KIND",
    "CODED_LISTS",
    "COMPARED",
    "COORDINATE_BASIS",
    "CREDIBILITY",
    "DATE_PRECISION",
    "EVENT_KIND",
    "EVIDENCE",
    "FOUND",
    "GROWING",
    "INDICATOR_UNIT",
    "IN_PART",
    "LEFT_OUT",
    "LINK_STATE",
    "MODE",
    "MOVED",
    "OVERLAP_RELATION",
    "PER",
    "PLACE_KIND",
    "PUBLIC_STATUSES",
    "RATIO_WORDING",
    "RELIABILITY",
    "SOURCE_KIND",
    "STAGE",
    "STAGE_FAMILY",
    "STANCE",
    "START_BASIS",
    "STATUS",
    "TEMPORAL",
    "UNIT",
    "WHOLE",
    "Activity",
    "AppearanceKind",
    "BalanceTerm",
    "Basis",
    "Bound",
    "Carried",
    "Caution",
    "Code",
    "CodedList",
    "Credibility",
    "DatePrecision",
    "Difference",
    "Evidence",
    "Figure",
    "Found",
    "LeftOut",
    "LinkState",
    "Nearness",
    "PaceRefusal",
    "Per",
    "RatioWording",
    "Reconciled",
    "ReconcilingChange",
    "Reliability",
    "ShareRefusal",
    "Stage",
    "StageFamily",
    "Stance",
    "StartBasis",
    "Status",
    "Temporal",
    "Term",
    "TermSource",
    "Verdict",
]  # fmt: skip

BOUND = closed_list(
    "bound", "Bound", "What the stated figure limits, and so which of low, point and high may be filled.", Bound
)
TEMPORAL = closed_list("temporal", "Kind of period", "How the quantity relates to time.", Temporal)
STAGE = closed_list("stage", "Stage", "How far along its way the materiel was said to be.", Stage)
STAGE_FAMILY = closed_list(
    "stage_family",
    "Family of stages",
    "Stages within which a later running total may replace an earlier one.",
    StageFamily,
)
MOVED = tuple(stage for stage in Stage if stage.is_movement)
"""The stages of what was said to have left its supplier."""
BASIS = closed_list("basis", "Basis", "What the figure rests on.", Basis)
STANCE = closed_list("stance", "Stance", "Whether the claimant says that it happened.", Stance)
RELIABILITY = closed_list(
    "reliability",
    "Reliability of a source",
    "Admiralty code, first half: the publisher, whatever it prints on the day.",
    Reliability,
)
CREDIBILITY = closed_list(
    "credibility",
    "Credibility of a claim",
    "Admiralty code, second half: the statement, whoever printed it.",
    Credibility,
)
DATE_PRECISION = closed_list(
    "date_precision", "Precision of a date", "How exactly the day of a statement is known.", DatePrecision
)
START_BASIS = closed_list(
    "start_basis", "Start of a period", "Where the first day of the time that a claim is about comes from.", StartBasis
)
ACTOR_KIND = growing_list(
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
UNIT = growing_list(
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


def carrier_units() -> frozenset[str]:
    """The units of what carries or weighs other goods, those of the subject with them."""
    own = (one.code for one in subject().lists.get("unit", ()) if one.carrier)
    return frozenset(("container", "voyage", "tonne", "railcar", *own))


CARRIER_UNITS = carrier_units()
"""The units of what carries munitions, or weighs them: never added to what is carried, and about the same goods."""
INDICATOR_UNIT = growing_list(
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
    ("tonne", "tonnes", "1,000 kilograms, of munitions in a depot."),
)
IN_PART = "fired-in-part"
"""Of a share: that its whole is only a part of what a party fires."""
WHOLE = open_list(
    "whole",
    "Whole of a share",
    "Of a share: what the whole is, of the party that it is a share of.",
    ("fired", "all that is fired", "Everything of the kind that the party fires."),
    (IN_PART, "a part of what is fired", "What one unit, or one sector of the front, of the party fires."),
    ("used", "what is used", "What the party uses; not told apart whether it is fired, supplied or bought."),
    ("received", "all that is received", "Everything of the kind that the party gets from others."),
    ("needed", "what is needed", "What the party is said to need."),
)
CLAIMANT_KIND = growing_list(
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
SOURCE_KIND = growing_list(
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
LINK_STATE = closed_list(
    "link_state",
    "State of a link",
    "What was found at the address of a document; empty where nobody looked.",
    LinkState,
)
ACTIVITY = closed_list("activity", "Activity", "What a rate counts.", Activity)
PER = closed_list("per", "Per", "The time that a rate is counted over.", Per)
COMPARED = open_list(
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
    ("supplies", "supplies from abroad", "Munitions that each side got from others."),
)
RATIO_WORDING = closed_list(
    "wording", "Wording of a ratio", "Whether the claimant stated the ratio itself.", RatioWording
)
PLACE_KIND = growing_list(
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
COORDINATE_BASIS = open_list(
    "coordinate_basis",
    "Basis of a coordinate",
    "What the stored coordinates stand for.",
    ("site", "the site", "The site itself."),
    ("town", "the town", "The centre of the town, not the site."),
    ("approximate", "approximate", "Good to a few kilometres."),
    ("none", "none", "No coordinates are stored."),
)
MODE = growing_list(
    "mode",
    "Mode of transport",
    "How a leg of a route is travelled.",
    ("ship", "by ship", "By sea or inland water."),
    ("rail", "by rail", "By train."),
    ("road", "by road", "By lorry."),
    ("unknown", "not stated", "The sources do not say."),
)
EVENT_KIND = growing_list(
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
OVERLAP_RELATION = open_list(
    "relation",
    "How two suppliers overlap",
    "Why the totals of two suppliers may count the same goods.",
    ("contains", "contains", "The first party's total includes the second's."),
    ("overlaps", "overlaps", "Some of the same goods may be in both totals; how many is unknown."),
    ("funds", "funds", "The second party pays for part of the first's purchases."),
)
STATUS = closed_list("status", "Editorial status", "Where a record stands in the newsroom's own process.", Status)
PUBLIC_STATUSES = tuple(status for status in Status if status.is_public)
"""What readers see; a retracted record stays as a tombstone."""
LEFT_OUT = closed_list(
    "reason",
    "Why a claim does not stand",
    "The reason that a claim known on a day is not among those that stand.",
    LeftOut,
)

APPEARANCE_KIND = closed_list(
    "appearance_kind",
    "Kind of appearance",
    "Whether a document holds a claim as its original statement, reports it or copies a report.",
    AppearanceKind,
)
CARRIED = closed_list("carried", "What a document holds", "Which parts of a claim a document holds.", Carried)
EVIDENCE = closed_list(
    "evidence",
    "Evidence",
    "What the claim's document was found to hold when its text was checked by the figure's written forms.",
    Evidence,
)
FOUND = closed_list("found", "Found in the text", "Whether what a claim says was found in a document.", Found)

CODED_LISTS: tuple[CodedList[Term | Code], ...] = (
    BOUND,
    TEMPORAL,
    STAGE,
    STAGE_FAMILY,
    BASIS,
    STANCE,
    RELIABILITY,
    CREDIBILITY,
    DATE_PRECISION,
    START_BASIS,
    UNIT,
    INDICATOR_UNIT,
    WHOLE,
    ACTOR_KIND,
    CLAIMANT_KIND,
    SOURCE_KIND,
    LINK_STATE,
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
    APPEARANCE_KIND,
    CARRIED,
    EVIDENCE,
    FOUND,
)
"""Every coded list, in the order in which the methods page prints them."""

GROWING = {one.name: one for one in CODED_LISTS if one.grows}
"""The lists that a subject adds to, by name."""
if unknown := sorted(subject().lists.keys() - GROWING.keys()):
    raise ValueError(f"{FILE}: lists: {unknown[0]!r} does not grow; those that do: {', '.join(GROWING)}")
