"""What became of claims, held against a reader who remembers every claim seen before."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from flows.models import Revision
from flows.queries.changes import Change, every_change
from flows.vocabulary import PUBLIC_STATUSES

FIRST = date(2031, 1, 1)
CODES = ("test-one", "test-two", "test-three")
writes = st.lists(
    st.tuples(
        st.sampled_from(CODES),
        st.sampled_from(["draft", "submitted", "published", "published", "retracted"]),
        st.integers(0, 3),
        st.sampled_from(["entered", "approved", "restored"]),
        st.sampled_from(["", "test-earlier"]),
    ),
    max_size=12,
)


def remembered(as_of: date | None) -> list[tuple[str, str, str]]:
    """Each change as its kind, its claim and what superseded it, by remembering every claim that was seen."""
    found: list[tuple[str, str, str]] = []
    seen: set[str] = set()
    for row in Revision.objects.filter(code__in=CODES).order_by("id"):
        stated = date.fromisoformat(row.values["claimed_on"])
        if row.values["status"] not in PUBLIC_STATUSES or (as_of is not None and stated > as_of):
            continue
        if row.values["status"] == "retracted":
            found.append(("retracted", row.code, ""))
        elif row.code in seen:
            found.append(("restored" if row.verb == "restored" else "corrected", row.code, ""))
        else:
            found.append(("new", row.code, ""))
            if supersedes := row.values.get("supersedes"):
                found.append(("superseded", supersedes, row.code))
        seen.add(row.code)
    return found


def told(as_of: date | None) -> list[tuple[str, str, str]]:
    def ours(change: Change) -> bool:
        return change.code in CODES or change.by in CODES

    return [(change.kind, change.code, change.by) for change in every_change(as_of) if ours(change)]


class ChangesOfTheTables(TestCase):
    """Against the reader who remembers."""

    @settings(max_examples=60)
    @given(writes, st.integers(-1, 4))
    def test_a_change_is_what_a_reader_would_call_it(
        self, made: list[tuple[str, str, int, str, str]], days: int
    ) -> None:
        """Drafts, approvals, corrections, withdrawals and restorations in any order, on any day."""
        for place, (code, status, day, verb, supersedes) in enumerate(made):
            values = {"status": status, "claimed_on": (FIRST + timedelta(days=day)).isoformat()}
            Revision.objects.create(
                kind="shipments",
                code=code,
                number=1 + sum(earlier[0] == code for earlier in made[:place]),
                verb=verb,
                values={**values, **({"supersedes": supersedes} if supersedes else {})},
            )
        as_of = FIRST + timedelta(days=days) if days >= 0 else None
        assert told(as_of) == remembered(as_of)
