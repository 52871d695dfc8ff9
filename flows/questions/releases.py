"""The question for what changed between two released packages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from flows.questions.parameters import AS_OF, BadQuestion, Fault, Parameter, Query, day
from flows.questions.question import Question

_EARLIER = Parameter("from", "The day of the earlier release.", day, "day", example="2026-11-23")
_LATER = Parameter("to", "The day of the later release.", day, "day", example="2026-11-24")


@dataclass(frozen=True, slots=True)
class ReleasesQuestion(Question):
    """Two releases, by their days."""

    earlier: Annotated[date, _EARLIER, "the day of a release"]
    later: Annotated[date, _LATER, "the day of a release"]

    @classmethod
    def read(cls, query: Query) -> tuple[ReleasesQuestion, tuple[Fault, ...]]:
        """The question of a query string, and its faults; BadQuestion where it does not name both."""
        return cls.of(query)


@dataclass(frozen=True, slots=True)
class ReleasesPageQuestion(Question):
    """The same on a page, which keeps the day that is being read: releases are as they are whatever it is."""

    earlier: Annotated[date | None, _EARLIER] = None
    later: Annotated[date | None, _LATER] = None
    as_of: Annotated[date | None, AS_OF] = None

    @property
    def grade(self) -> None:
        """None: releases hold claims of every grade."""

    @classmethod
    def read(cls, query: Query) -> tuple[ReleasesPageQuestion, tuple[Fault, ...]]:
        """The question of a query string, and the faults that were left out of it."""
        return cls.of(query)


def check_releases(earlier: date, later: date, released: Sequence[date]) -> None:
    """BadQuestion where one of the days is that of no release, or where the earlier is not the earlier."""
    allowed = tuple(one.isoformat() for one in released)
    faults = [
        Fault(name, asked.isoformat(), f"{name}: nothing was released on {asked.isoformat()}", allowed)
        for name, asked in (("from", earlier), ("to", later))
        if asked not in released
    ]
    if not faults and earlier >= later:
        words = f"from: {earlier.isoformat()} is not before {later.isoformat()}, the day of the other release"
        faults.append(Fault("from", earlier.isoformat(), words, tuple(one for one in allowed if one < str(later))))
    if faults:
        raise BadQuestion(*faults)
