"""Got, made and fired: a balance as JSON, and as a table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from flows.api.balance import BALANCE
from flows.api.views.tabled import Tabled, TabledFile, TabledView
from flows.exporting.balance_rows import HEADER, Part, balance_rows, impossible_rows, left_out_rows
from flows.measures import balance
from flows.measures.balance import BalanceAnswer
from flows.measures.balance_words import certificate_said, left_out_said, listed_said, term_told
from flows.questions.balance import BalanceQuestion


def _rows(answer: BalanceAnswer, site: str) -> Iterator[tuple[Any, ...]]:
    parts: list[Part] = [
        (replace(answer.subject, start=step.start, end=step.end), step.terms, step.settled) for step in answer.steps
    ]
    yield from balance_rows(parts or [(answer.subject, answer.terms, answer.settled)], site, term_told)
    yield from left_out_rows(answer.subject, answer.not_counted, site, left_out_said)
    sets = ". ".join(filter(None, (certificate_said(answer.certificate), listed_said(answer.certificate))))
    yield from impossible_rows(answer.subject, answer.certificate, site, sets)


TABLED = Tabled(
    name="balance",
    question=BalanceQuestion,
    required=("side", "start", "end"),
    compute=balance.compute,
    definition=balance.DEFINITION,
    body=BALANCE,
    header=HEADER,
    rows=_rows,
    summary="Balance what a side got, made and fired",
    download_summary="Download what a side got, made and fired as CSV",
)


class Balance(TabledView):
    """What a side got, made and fired in a time; where CSV is wanted, a row for each reading of each term."""

    tabled = TABLED


class BalanceTable(TabledFile):
    """The same as CSV, at an address that says so."""

    tabled = TABLED
