"""Arithmetic on claims: sums where one is right, differences, conversions, days of fire."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any, TypeVar

from django.http import HttpResponseBase
from rest_framework.request import Request

from flows.api.arithmetic import CLAIM_DIFFERENCE, CONVERTED, FIRE, TOTAL
from flows.api.arithmetic_rows import (
    ASPECTS,
    DAYS,
    PRODUCTS,
    TOTALS,
    aspect_rows,
    day_rows,
    product_rows,
    total_rows,
)
from flows.api.asking import asked, site_of
from flows.api.describing import Operation
from flows.api.downloads import CSV, Download, download
from flows.api.negotiation import BySuffix
from flows.api.problems import NOT_ADDITIVE, problem
from flows.api.reconciliation import RECONCILIATION
from flows.api.rendering import CsvRenderer, as_json
from flows.api.views.base import ReadOnly
from flows.api.views.tabled import Tabled, TabledFile, TabledView
from flows.briefing import steps_words
from flows.estimates.totals import Refusal
from flows.exporting.reconcile_rows import HEADER, reconcile_rows
from flows.measures import conversion, days_of_fire, differences, reconciliation, totals
from flows.measures.reconciliation import ReconciliationAnswer
from flows.measures.totals import TotalAnswer
from flows.questions import Fault
from flows.questions.arithmetic import ConversionQuestion, DifferenceQuestion, FireQuestion, ReconcileQuestion
from flows.questions.parameters import Query
from flows.questions.total import TotalQuestion
from flows.wording import refusal_words

Question = TypeVar("Question")
Read = tuple[Question, tuple[Fault, ...]]


class Totals(ReadOnly):
    """A sum where one is right, and otherwise why there is none."""

    def get(self, request: Request) -> HttpResponseBase:
        """The sum; 422 with every reason and the codes behind it where the claims do not add up."""
        answer = totals.compute(asked(request, TotalQuestion.read))
        if isinstance(answer.outcome, Refusal):
            words = refusal_words(answer.outcome)
            return problem(request, NOT_ADDITIVE, words, reasons=answer.outcome.reasons)
        return self.given(request, answer)

    def given(self, request: Request, answer: TotalAnswer) -> HttpResponseBase:
        """The sum in the form of this address."""
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


class TotalsTable(Totals):
    """The sum as CSV, with the claims in it and those that were left out."""

    renderer_classes = (CsvRenderer,)
    content_negotiation_class = BySuffix

    def given(self, request: Request, answer: TotalAnswer) -> HttpResponseBase:
        """The download."""
        question = answer.question
        rows = total_rows(answer, site_of(request))
        return download(request, Download("totals", question.as_of, question.query(), TOTALS, rows))

    def describe(self) -> Operation:
        """The download with the question of the sum."""
        sum_ = super().describe()
        return replace(
            sum_,
            id="download_total",
            summary="Download a sum of claims as CSV, where they add up",
            description=f"{sum_.description} One row for the sum, each claim in it, and each claim that was left out.",
            answer="",
            file=CSV,
        )


def _needing(names: tuple[str, ...], reader: Callable[[Query], Read[Question]]) -> Callable[[Query], Read[Question]]:
    """The reader, refusing a query that leaves out one of these names: pages have defaults, the API has none."""

    def read(query: Query) -> Read[Question]:
        question, faults = reader(query)
        missing = [Fault(name, "", f"{name} is needed: the code of a claim") for name in names if not query.get(name)]
        return question, (*faults, *missing)

    return read


_DIFFERENCES = Tabled(
    name="differences",
    ids=("explain_difference", "download_difference"),
    question=DifferenceQuestion,
    required=("left", "right"),
    read=_needing(("left", "right"), DifferenceQuestion.read),
    compute=differences.compute,
    definition=differences.DEFINITION,
    body=CLAIM_DIFFERENCE,
    header=ASPECTS,
    rows=aspect_rows,
    summary="Say why two claims differ",
    download_summary="Download why two claims differ as CSV",
    of_rows="One row for each aspect, and one for the ratio of the two where there is one.",
)


class Differences(TabledView):
    """Why two claims differ: both side by side; as CSV a row for each aspect."""

    tabled = _DIFFERENCES


class DifferencesTable(TabledFile):
    """The same as CSV, at an address that says so."""

    tabled = _DIFFERENCES


_CONVERSION = Tabled(
    name="conversion",
    ids=("convert_containers", "download_conversion"),
    question=ConversionQuestion,
    required=("claim",),
    read=_needing(("claim",), lambda query: ConversionQuestion.read(query, "")),
    compute=conversion.compute,
    definition=conversion.DEFINITION,
    body=CONVERTED,
    header=PRODUCTS,
    rows=product_rows,
    summary="Convert containers into rounds",
    download_summary="Download a conversion of containers into rounds as CSV",
    of_rows="One row for the rounds that follow, and one for each published factor.",
)


class Conversion(TabledView):
    """Containers into rounds; as CSV a row for the rounds, and one for each published factor."""

    tabled = _CONVERSION


class ConversionTable(TabledFile):
    """The same as CSV, at an address that says so."""

    tabled = _CONVERSION


_DAYS_OF_FIRE = Tabled(
    name="days-of-fire",
    ids=("get_days_of_fire", "download_days_of_fire"),
    question=FireQuestion,
    required=("claim", "rate"),
    read=_needing(("claim", "rate"), lambda query: FireQuestion.read(query, "", "")),
    compute=days_of_fire.compute,
    definition=days_of_fire.DEFINITION,
    body=FIRE,
    header=DAYS,
    rows=day_rows,
    summary="Divide rounds by a rate of fire",
    download_summary="Download days of fire as CSV",
    of_rows="One row.",
)


class DaysOfFire(TabledView):
    """Rounds over a rate of fire; as CSV one row."""

    tabled = _DAYS_OF_FIRE


class DaysOfFireTable(TabledFile):
    """The same as CSV, at an address that says so."""

    tabled = _DAYS_OF_FIRE


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
