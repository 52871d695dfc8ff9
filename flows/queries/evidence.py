"""What the documents of public claims were found to hold: the newest check of each, while it is of what they say now.

Note 1: a claim that was corrected, or that rests on another document since, has not been checked, whatever was found
before. So each check is held against what the claim says today: its figures, its word for them, its parties, its
document. This is SQL once, for a page and for the share of all claims alike.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from django.db import connection

from flows import models
from flows.dictionary import CLAIM_TABLES, LISTED
from flows.queries.data_version import moment
from flows.queries.rows import MODELS, exact
from flows.vocabulary import Evidence, Found, Status

_FIGURES = ("low", "point", "high")


@dataclass(frozen=True, slots=True)
class Check:
    """The check that counts for a claim: its day, and what of the claim was found in the document."""

    on: date
    figure: Found
    party: Found

    @property
    def evidence(self) -> Evidence:
        """What the document is worth as evidence."""
        return Evidence.judged(self.figure, self.party)


@dataclass(frozen=True, slots=True)
class Checked:
    """How many claims are published, of how many the document was checked, and of how many of these it holds the figure
    or does not hold the claim."""

    claims: int
    checked: int
    figure: int
    absent: int


def check_of(claim: str) -> Check | None:
    """The check that counts for a published claim of any kind; None where none does. One query."""
    return _checks("code", claim).get(claim)


def checks_of_source(source: str) -> Mapping[str, Check]:
    """The checks that count for the published claims that rest on a document, by the code of the claim. One query."""
    return _checks("source_id", source)


def _checks(column: str, value: str) -> dict[str, Check]:
    said = _said(f"AND {column} = %s")
    sql = f"WITH said AS ({said}) SELECT said.code, c.at, c.figure_found, c.party_found {_counts()}"
    return {
        code: Check(moment(at).date(), Found.of(figure), Found.of(party))
        for code, at, figure, party in _rows(sql, (value,) * len(CLAIM_TABLES))
    }


def checked_claims() -> Checked:
    """How much of the evidence of all published claims was checked. One query."""
    sql = (
        f"WITH said AS ({_said('')}), counted AS (SELECT c.figure_found, c.party_found {_counts()}) "  # noqa: S608
        "SELECT figure_found, party_found, count(*), 0 FROM counted GROUP BY figure_found, party_found "
        "UNION ALL SELECT '', '', 0, count(*) FROM said"
    )
    claims, figures = 0, 0
    of: Counter[Evidence] = Counter()
    # A database may give the parts of a union in any order: the row without findings has the number of all claims.
    for figure, party, number, every in _rows(sql, ()):
        claims += every
        if figure:
            of[Evidence.judged(Found.of(figure), Found.of(party))] += number
            figures += number if figure == Found.FOUND else 0
    return Checked(claims, of.total(), figures, of[Evidence.ABSENT])


def every_check() -> Iterator[dict[str, Any]]:
    """Every check that counts, by claim, under the names of its fields in files. One query."""
    names = ("claim", "source_id", "at", "figure_found", "party_found", "date_found", "sha256", "characters", "matcher")
    stored = (*names, *_FIGURES, "words", "sides")
    sql = f"WITH said AS ({_said('')}) SELECT {', '.join(f'c.{name}' for name in stored)} {_counts()} ORDER BY c.claim"
    for row in _rows(sql, ()):
        found = dict(zip(stored, row, strict=True))
        figure, party = Found.of(found["figure_found"]), Found.of(found["party_found"])
        yield {
            **found,
            **{name: exact(found[name]) for name in _FIGURES},
            "source": found["source_id"],
            "checked_on": moment(found["at"]).date(),
            "evidence": Evidence.judged(figure, party),
        }


def _rows(sql: str, parameters: tuple[Any, ...]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        found: list[tuple[Any, ...]] = cursor.fetchall()
    return found


@cache
def _said(which: str) -> str:
    """What public claims say today, as columns of checks are named; ``which`` narrows each kind."""
    return " UNION ALL ".join(_said_in(table, which) for table in CLAIM_TABLES)


def _said_in(name: str, which: str) -> str:
    table, model = LISTED[name], MODELS[name][0]
    figures = ", ".join(
        f"{figure} AS {figure}" if figure in table.figures else f"CAST(NULL AS numeric) AS {figure}"
        for figure in _FIGURES
    )
    words = "words" if "words" in table.by_name else "''"
    sides = " || ' ' || ".join(
        f"{table.by_name[side].field}_id" for side in table.sides if table.by_name[side].reference
    )
    # A retracted claim counts for nothing, and neither does its evidence.
    published = Status.PUBLISHED.code
    return (
        f"SELECT code, source_id, {figures}, {words} AS words, {sides} AS sides "  # noqa: S608
        f"FROM \"{model._meta.db_table}\" WHERE status = '{published}' {which}"
    )


@cache
def _counts() -> str:
    """The newest check of each of `said`, where it looked for what the claim says today."""
    check = f'"{models.EvidenceCheck._meta.db_table}"'
    newest = f"SELECT max(id) FROM {check} n WHERE n.claim = said.code AND n.source_id = said.source_id"  # noqa: S608
    # Empty is no number, and no number is below zero.
    same = [f"coalesce(c.{figure}, -1) = coalesce(said.{figure}, -1)" for figure in _FIGURES]
    same += ["c.words = said.words", "c.sides = said.sides"]
    return f"FROM said JOIN {check} c ON c.id = ({newest}) WHERE {' AND '.join(same)}"
