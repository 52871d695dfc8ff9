"""The frozen records that cross the layers: what a query returns, a chart draws and the API prints.

A record is one row with its evidence attached: codes for machines, the names that people read, and the
document it rests on. Quantities are exact decimals; None means that nothing was stated, never zero.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from types import UnionType
from typing import Any, get_args, get_type_hints

from flows.vocabulary import (
    Activity,
    AppearanceKind,
    Basis,
    Bound,
    Carried,
    Code,
    Credibility,
    DatePrecision,
    Per,
    RatioWording,
    Reliability,
    Stage,
    Stance,
    StartBasis,
    Status,
    Temporal,
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A stated quantity: its bound and whichever of low, point and high that bound fills.

    ``Quantity(Bound.UP_TO, high=Decimal(4_800_000))`` is the June 2024 ceiling: nothing says how much of it is
    there. ``words`` holds the claimant's own word ("dozens") where no figure was given.
    """

    bound: Bound
    low: Decimal | None = None
    point: Decimal | None = None
    high: Decimal | None = None
    words: str = ""

    @property
    def figure(self) -> Decimal | None:
        """The one figure to sort or scale by: the point, else the floor, else the ceiling; None if unquantified."""
        if self.point is not None:
            return self.point
        return self.low if self.low is not None else self.high

    @property
    def figures(self) -> tuple[Decimal, ...]:
        """Every stated figure in ascending order; empty where none was stated."""
        return tuple([value for value in (self.low, self.point, self.high) if value is not None])


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """A party: a state, bloc, scheme or company."""

    code: str
    name: str
    kind: str
    iso_alpha3: str
    part_of: str | None
    notes: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Munition:
    """A kind of thing in the tree of munitions and carriers."""

    code: str
    name: str
    plural: str
    parent: str | None
    calibre_mm: int | None
    unit: str
    notes: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimant:
    """The institution that asserts, apart from the outlet that printed it."""

    code: str
    name: str
    short_name: str
    kind: str
    actor: str | None
    notes: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One publication."""

    code: str
    publisher: str
    title: str
    link: str
    published_on: date | None
    date_precision: str
    language: str
    kind: str
    reliability: Reliability
    accessed_on: date
    notes: str
    archived_url: str
    archived_on: date | None
    archive_sha256: str
    link_state: str
    link_checked_on: date | None
    duplicate_of: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorOverlap:
    """Two parties whose totals may count the same goods."""

    code: str
    actor: str
    actor_name: str
    overlaps: str
    overlaps_name: str
    relation: str
    known_on: date | None
    source: str | None
    notes: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimantOverlap:
    """Two claimants that are not independent of one another."""

    code: str
    claimant: str
    claimant_name: str
    overlaps: str
    overlaps_name: str
    known_on: date | None
    source: str | None
    notes: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherName:
    """One more name of a party, a kind of thing, a claimant or a place."""

    code: str
    name: str
    actor: str | None
    munition: str | None
    claimant: str | None
    place: str | None
    language: str
    notes: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place; without coordinates where no source gives a point."""

    code: str
    name: str
    kind: str
    latitude: Decimal | None
    longitude: Decimal | None
    actor: str
    actor_name: str
    role: str
    source: str | None
    coordinate_basis: str
    notes: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Leg:
    """One leg of a route, in travelling order."""

    number: int
    from_place: str
    to_place: str
    mode: str
    distance_km: Decimal | None
    distance_basis: str
    source: str
    notes: str
    known_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """A way that munitions are said to travel, leg by leg."""

    code: str
    legs: tuple[Leg, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happened on known days: a summit, a port visit, a strike.

    ``known_on`` is the day that is stored, or follows from its own and its document's.
    """

    code: str
    starts_on: date
    ends_on: date | None
    kind: str
    title: str
    actors: tuple[str, ...]
    place: str | None
    source: str
    notes: str
    known_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What every claim carries: who asserts it, in which document, on which day, in our one sentence.

    ``grade`` is the best reliability among the documents that hold its figure, ``originals`` are the codes of those
    that hold its original statement, in order; both as known on the day of the question.
    """

    code: str
    claimant: str
    claimant_name: str
    speaker: str
    source: str
    publisher: str
    source_title: str
    source_link: str
    source_published_on: date | None
    source_date_precision: str
    reliability: Reliability
    claimed_on: date
    date_precision: DatePrecision
    period_start: date | None
    period_end: date | None
    start_basis: StartBasis
    bound: Bound
    low: Decimal | None
    high: Decimal | None
    credibility: Credibility
    statement: str
    notes: str
    status: Status
    retraction_reason: str
    grade: Reliability
    originals: tuple[str, ...]

    @property
    def named_start(self) -> date | None:
        """The first day of its time, unless only other totals of its series name one."""
        return self.period_start if self.start_basis.names else None

    @property
    def admiralty(self) -> str:
        """Both halves of the Admiralty code, never merged into one judgement: "D3"."""
        return f"{self.grade}{self.credibility}"

    @property
    def is_weak(self) -> bool:
        """Whether the evidence is weak: no document graded A to C holds the figure, or a credibility of 4 to 6."""
        return self.grade.is_weak or self.credibility.is_weak

    def is_graded(self, grade: Reliability | None) -> bool:
        """Whether it is graded so or better; None asks for no grade."""
        return grade is None or (self.grade in grade.or_better and self.credibility in grade.credible)


@dataclass(frozen=True, slots=True, kw_only=True)
class Appearance:
    """A document that holds a claim, and what it is to it.

    The one that a claim's own ``source`` implies has no code and no kind: nobody has said more of it.
    """

    code: str
    claim: str
    source: str
    publisher: str
    source_title: str
    source_link: str
    published_on: date | None
    reliability: Reliability
    place: str
    language: str
    kind: AppearanceKind | None
    carries: tuple[Carried, ...]
    wording: str
    reports: str | None
    notes: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """A comparison that was made in public on a day: two flows, the claims that it tells of, and our words.

    ``claims`` and ``ratios`` hold codes in the order of the story.
    """

    code: str
    title: str
    day: date
    lede: str
    left_supplier: str
    left_recipient: str
    left_munition: str
    right_supplier: str
    right_recipient: str
    right_munition: str
    claims: tuple[str, ...]
    ratios: tuple[str, ...]
    prose: str
    caution: str
    position: int
    notes: str
    subject: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """A further subject of the site: its receiving sides, those whose output goes to each, and what it is about.

    Lists hold codes in an order of their own; ``munitions`` is empty where it is about whatever moves.
    """

    code: str
    title: str
    description: str
    keywords: str
    first_side: str
    first_makers: tuple[str, ...]
    second_side: str | None
    second_makers: tuple[str, ...]
    munitions: tuple[str, ...]
    since: int | None
    day: date | None
    turning_points: tuple[str, ...]
    notes: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure(Claim):
    """A claim that gives a figure, or the ends that it lies between."""

    point: Decimal | None

    @property
    def quantity(self) -> Quantity:
        """The stated quantity with its bound."""
        return Quantity(self.bound, self.low, self.point, self.high)


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """The claim that a figure is derived from: "at least 10,000 containers"."""

    code: str
    quantity: Quantity
    plural: str
    unit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Shipment(Figure):
    """A claim about a flow: supplier to recipient, a munition, a quantity.

    ``superseded_by`` and ``superseded_on`` name the successor known on the day of the question, so the same
    claim reads differently in March and in August 2024. ``origin`` is the claim that ``derived_from`` names.
    """

    stance: Stance
    supplier: str
    supplier_name: str
    recipient: str
    recipient_name: str
    munition: str
    munition_name: str
    munition_plural: str
    unit: str
    stage: Stage
    basis: Basis
    words: str
    temporal: Temporal
    supersedes: str | None
    superseded_by: str | None
    superseded_on: date | None
    alternative_group: str
    part_of: str | None
    derived_from: str | None
    origin: Origin | None
    factor: Decimal | None

    @property
    def quantity(self) -> Quantity:
        """The stated quantity with its bound."""
        return Quantity(self.bound, self.low, self.point, self.high, self.words)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate(Figure):
    """A claim about a pace: rounds fired, produced or needed per day, month or year."""

    actor: str
    actor_name: str
    activity: Activity
    munition: str
    munition_name: str
    munition_plural: str
    unit: str
    per: Per
    supersedes: str | None
    superseded_by: str | None
    superseded_on: date | None
    place: str | None
    place_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Ratio(Claim):
    """A claim about a balance: "almost 10 to 1", with what is compared, where and when.

    ``low`` and ``high`` are multiples of ``over``; a single stated value stands in both.
    """

    favours: str
    favours_name: str
    over: str
    over_name: str
    compared: str
    wording: RatioWording
    place: str | None
    place_name: str

    @property
    def quantity(self) -> Quantity:
        """The stated ratio with its bound; a single value becomes the point."""
        if "point" in self.bound.fills:
            return Quantity(self.bound, point=self.low)
        return Quantity(self.bound, low=self.low, high=self.high)


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator(Figure):
    """A claim about context: money, shares with a stated whole, stocks."""

    actor: str
    actor_name: str
    name: str
    unit: str
    measured: str
    whole_of: str | None
    whole: str
    whole_munition: str | None


AnyClaim = Shipment | Rate | Ratio | Indicator
"""A claim of any kind: mypy names every place that tells the kinds apart when one is added."""


@cache
def closed_codes(record: type) -> Mapping[str, type[Code]]:
    """The fields of a record that hold a member of a closed list, each with its list: what stored text turns into."""
    found: dict[str, type[Code]] = {}
    for name, hint in get_type_hints(record).items():
        # Of a field that may be unknown, the list beside None.
        for kind in get_args(hint) if isinstance(hint, UnionType) else (hint,):
            if isinstance(kind, type) and issubclass(kind, Code):
                found[name] = kind
    return found


def typed(record: type, values: Mapping[str, Any]) -> dict[str, Any]:
    """The values of a record's fields with its closed codes as members; ValueError for a code of no list."""
    codes = closed_codes(record)
    return {name: codes[name].of(value) if name in codes else value for name, value in values.items()}
