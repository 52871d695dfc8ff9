"""What day it is, for the rule that nothing is stated in the future."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta


def latest_day(now: datetime | None = None) -> date:
    """The day that it already is somewhere on earth: statements of the east reach the west before their day."""
    return ((now or datetime.now(UTC)) + timedelta(hours=14)).astimezone(UTC).date()
