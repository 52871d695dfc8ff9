"""Questions for arithmetic on claims: containers into rounds, rounds into days of fire."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated

from flows.questions.parameters import AS_OF, GRADE, Fault, Parameter, Query, record_code
from flows.questions.question import Question
from flows.vocabulary import Reliability

_AMOUNT = re.compile(r"[0-9]{1,5}(\.[0-9]{1,2})?")


def _amount(name: str, meaning: str, highest: int, example: str) -> Parameter:
    def parse(value: str) -> Decimal:
        if not _AMOUNT.fullmatch(value) or Decimal(value) > highest:
            raise ValueError(f"{value!r} is not a number from 0 to {highest}, written like 480 or 447.8")
        return Decimal(value)

    return Parameter(name, meaning, parse, example=example)


def _one_code(name: str, meaning: str, example: str) -> Parameter:
    return Parameter(name, meaning, record_code, example=example)


@dataclass(frozen=True, slots=True)
class ConversionQuestion(Question):
    """How many rounds a claimed number of containers could hold, under the claimant's factors or the reader's own.

    ``large`` and ``small`` are rounds of the usual and of the other kind in a container, ``share`` the percentage of
    the containers that hold the usual one. None of them set means: as the claimant converts.
    """

    claim: Annotated[str, _one_code("claim", "The claim that counts containers.", "@containers")]
    large: Annotated[
        Decimal | None, _amount("large", "Rounds of the usual kind in a container: your assumption.", 5000, "480")
    ] = None
    small: Annotated[
        Decimal | None, _amount("small", "Rounds of the other kind in a container: your assumption.", 5000, "897")
    ] = None
    share: Annotated[
        Decimal | None,
        _amount("share", "Percentage of the containers that hold the usual kind: your assumption.", 100, "70"),
    ] = None
    as_of: Annotated[date | None, AS_OF] = None
    grade: Annotated[Reliability | None, GRADE] = None

    @classmethod
    def read(cls, query: Query, default: str) -> tuple[ConversionQuestion, tuple[Fault, ...]]:
        """The question of a query string, about the default claim where it names none, and its faults."""
        return cls.of(query, claim=default)

    @property
    def assumed(self) -> bool:
        """Whether any number in the question is the reader's and not the claimant's."""
        return self.large is not None or self.small is not None or self.share is not None


@dataclass(frozen=True, slots=True)
class FireQuestion(Question):
    """For how many days a claimed number of rounds would last at a claimed rate of fire."""

    claim: Annotated[str, _one_code("claim", "The claim that counts rounds.", "@shipments")]
    rate: Annotated[str, _one_code("rate", "The claim about a rate of fire.", "@rates")]
    as_of: Annotated[date | None, AS_OF] = None
    grade: Annotated[Reliability | None, GRADE] = None

    @classmethod
    def read(cls, query: Query, claim: str, rate: str) -> tuple[FireQuestion, tuple[Fault, ...]]:
        """The question of a query string, about the given claims where it names none, and its faults."""
        return cls.of(query, claim=claim, rate=rate)


@dataclass(frozen=True, slots=True)
class DifferenceQuestion(Question):
    """Why one claim differs from another of its kind: about a flow, a rate, a ratio or context."""

    left: Annotated[str, _one_code("left", "A claim about a flow, a rate, a ratio or context.", "@shipments")]
    right: Annotated[str, _one_code("right", "The claim of the same kind that it is set beside.", "@other-claim")]
    as_of: Annotated[date | None, AS_OF] = None
    grade: Annotated[Reliability | None, GRADE] = None

    @classmethod
    def read(cls, query: Query, left: str = "", right: str = "") -> tuple[DifferenceQuestion, tuple[Fault, ...]]:
        """The question of a query string, about the given claims where it names none, and its faults."""
        return cls.of(query, left=left, right=right)


MOST_TOLERATED = 50
DEFAULT_TOLERANCE = Decimal(5)


@dataclass(frozen=True, slots=True)
class ReconcileQuestion(Question):
    """With how few published changes two claims about a flow, or two paces of a party, would meet."""

    left: Annotated[str, _one_code("left", "A claim about a flow, or a pace.", "@containers")]
    right: Annotated[str, _one_code("right", "The claim of the same kind that it shall meet.", "@claim-to-meet")]
    tolerance: Annotated[
        Decimal,
        _amount(
            "tolerance",
            "By how many percent of the larger two stated figures may differ and still meet. "
            f"Without it, {DEFAULT_TOLERANCE}.",
            MOST_TOLERATED,
            "5",
        ),
    ] = DEFAULT_TOLERANCE
    as_of: Annotated[date | None, AS_OF] = None
    grade: Annotated[Reliability | None, GRADE] = None

    @classmethod
    def read(cls, query: Query, left: str = "", right: str = "") -> tuple[ReconcileQuestion, tuple[Fault, ...]]:
        """The question of a query string, about the given claims where it names none, and its faults."""
        return cls.of(query, left=left, right=right)
