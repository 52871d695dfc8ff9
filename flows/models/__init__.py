"""The tables, with every rule that a database can hold as a constraint."""

from flows.models.additions import Addition
from flows.models.appearances import Appearance
from flows.models.assignments import Assignment
from flows.models.claims import Indicator, Rate, Ratio, Shipment
from flows.models.evidence import EvidenceCheck
from flows.models.geography import Event, Leg, Place, Route
from flows.models.history import Proposal, Revision
from flows.models.merges import Merge
from flows.models.moments import Moment
from flows.models.names import OtherName
from flows.models.passages import Passage
from flows.models.received import Received
from flows.models.reference import Actor, ActorOverlap, Claimant, ClaimantOverlap, Munition, Source
from flows.models.stories import Story
from flows.models.subjects import Subject
from flows.models.uploads import FileReading, KeptForm, Upload
from flows.models.words import describe

__all__ = [
    "Actor",
    "ActorOverlap",
    "Addition",
    "Appearance",
    "Assignment",
    "Claimant",
    "ClaimantOverlap",
    "Event",
    "EvidenceCheck",
    "FileReading",
    "Indicator",
    "KeptForm",
    "Leg",
    "Merge",
    "Moment",
    "Munition",
    "OtherName",
    "Passage",
    "Place",
    "Proposal",
    "Rate",
    "Ratio",
    "Received",
    "Revision",
    "Route",
    "Shipment",
    "Source",
    "Story",
    "Subject",
    "Upload",
]

describe(globals())
