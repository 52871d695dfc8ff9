"""Arithmetic on claims: sums where one is right, differences, conversions, days of fire."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from django.http import HttpResponse
from rest_framework.request import Request

from flows.api.arithmetic import CLAIM_DIFFERENCE, CONVERTED, FIRE, TOTAL
from flows.api.asking import asked, site_of
from flows.api.describing import Operation
from flows.api.problems import NOT_ADDITIVE, problem
from flows.api.reconciliation import RECONCILIATION
from flows.api.rendering import as_json
from flows.api.views.base import ReadOnly
from flows.api.views.tabled import Tabled, TabledFile, TabledView
from flows.briefing import steps_words
from flows.estimates.totals import Refusal
from flows.exporting.reconcile_rows import HEADER, reconcile_rows
from flows.measures import conversion, days_of_fire, differences, reconciliation, totals
from flows.measures.reconciliation import ReconciliationAnswer
from flows.questions import Fault
from flows.questions.arithmetic import ConversionQuestion, DifferenceQuestion, FireQuestion, ReconcileQuestion
from flows.questions.parameters import Query
from flows.questions.total import TotalQuestion
from flows.wording import refusal_words

Question = TypeVar("Question")
Read = tuple[Question, tuple[Fault, ...]]


class Totals(ReadOnly):
    """A sum where one is right, and otherwise why there is none."""

    def get(self, request: Request) -> HttpResponse:
        """The sum; 422 with every reason and the codes behind it where the claims do not add up."""
        answer = totals.compute(asked(request, TotalQuestion.read))
        if isinstance(answer.outcome, Refusal):
            words = refusal_words(answer.outcome)
            return problem(request, NOT_ADDITIVE, words, reasons=answer.outcome.reasons)
        return as_json(TOTAL.body(answer, site_of(request)))

    def describe(self) -> Operation:
        """The sum with its question."""
        return Operation(
            id="get_total",
            tag="arithmetic",
            summary="Add up claims, where they add up",
            description=f"{totals.DEFINITION.definition} {totals.DEFINITION.method}",
            parameters=TotalQuestion.parameters,
            required=("supplier", "recipient", "munition"),
            answer="Total",
            refusable=True,
        )


class Differences(ReadOnly):
    """Why two claims differ."""

    def get(self, request: Request) -> HttpResponse:
        """Both claims side by side."""
        answer = differences.compute(asked(request, _needing(("left", "right"), DifferenceQuestion.read)))
        return as_json(CLAIM_DIFFERENCE.body(answer, site_of(request)))

    def describe(self) -> Operation:
        """The two claims."""
        return Operation(
            id="explain_difference",
            tag="arithmetic",
            summary="Say why two claims differ",
            description=f"{differences.DEFINITION.definition} {differences.DEFINITION.method}",
            parameters=DifferenceQuestion.parameters,
            required=("left", "right"),
            answer="ClaimDifference",
        )


class Conversion(ReadOnly):
    """Containers into rounds."""

    def get(self, request: Request) -> HttpResponse:
        """The conversion."""
        question = asked(request, _needing(("claim",), lambda query: ConversionQuestion.read(query, "")))
        return as_json(CONVERTED.body(conversion.compute(question), site_of(request)))

    def describe(self) -> Operation:
        """The claim, and what the reader assumes."""
        return Operation(
            id="convert_containers",
            tag="arithmetic",
            summary="Convert containers into rounds",
            description=f"{conversion.DEFINITION.definition} {conversion.DEFINITION.method}",
            parameters=ConversionQuestion.parameters,
            required=("claim",),
            answer="Conversion",
        )


class DaysOfFire(ReadOnly):
    """Rounds over a rate of fire."""

    def get(self, request: Request) -> HttpResponse:
        """The days."""
        question = asked(request, _needing(("claim", "rate"), lambda query: FireQuestion.read(query, "", "")))
        return as_json(FIRE.body(days_of_fire.compute(question), site_of(request)))

    def describe(self) -> Operation:
        """The two claims."""
        return Operation(
            id="get_days_of_fire",
            tag="arithmetic",
            summary="Divide rounds by a rate of fire",
            description=f"{days_of_fire.DEFINITION.definition} {days_of_fire.DEFINITION.method}",
            parameters=FireQuestion.parameters,
            required=("claim", "rate"),
            answer="DaysOfFire",
        )


def _needing(names: tuple[str, ...], reader: Callable[[Query], Read[Question]]) -> Callable[[Query], Read[Question]]:
    """The reader, refusing a query that leaves out one of these names: pages have defaults, the API has none."""

    def read(query: Query) -> Read[Question]:
        question, faults = reader(query)
        missing = [Fault(name, "", f"{name} is needed: the code of a claim") for name in names if not query.get(name)]
        return question, (*faults, *missing)

    return read


def _reconciled(answer: ReconciliationAnswer, site: str) -> Iterable[tuple[Any, ...]]:
    steps = answer.outcome.best.steps if answer.outcome.best else ()
    told = zip(steps, steps_words(answer), strict=True)
    return reconcile_rows((("left", answer.left), ("right", answer.right)), told, site)


_RECONCILED = Tabled(
    name="reconcile",
    ids=("reconcile_claims", "download_reconciliation"),
    question=ReconcileQuestion,
    required=("left", "right"),
    read=_needing(("left", "right"), ReconcileQuestion.read),
    compute=reconciliation.compute,
    definition=reconciliation.DEFINITION,
    body=RECONCILIATION,
    header=HEADER,
    rows=_reconciled,
    summary="Find the fewest published changes after which two claims meet",
    download_summary="Download the fewest published changes after which two claims meet as CSV",
)


class Reconcile(TabledView):
    """With how few published changes two claims meet; as CSV a row for each of the two claims and for each step."""

    tabled = _RECONCILED


class ReconcileTable(TabledFile):
    """The same as CSV, at an address that says so."""

    tabled = _RECONCILED
