"""The start that a claim itself names, told without the code under test."""

from __future__ import annotations

from datetime import date

from flows.records import Claim


def named_start(claim: Claim) -> date | None:
    """The first day of its time; None where only other totals of its series name one."""
    return None if claim.start_basis == "series" else claim.period_start
