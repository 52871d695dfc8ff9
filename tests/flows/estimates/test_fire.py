"""What each party was last said to fire."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from flows.estimates.fire import newest_fire
from flows.records import Rate
from tests.makers import rate

OLD, NEW, NEWER = date(2024, 3, 1), date(2024, 8, 1), date(2025, 1, 1)
SOUND = rate("sound", claimed_on=NEW)


def codes(*rates: Rate) -> list[str]:
    return [one.code for one in newest_fire(rates)]


def test_of_each_party_the_newest_and_the_one_with_most_on_record_first() -> None:
    other = rate("ua", 2_000, actor="ua", actor_name="Ukraine", claimed_on=NEWER)
    assert codes(other, rate("old", claimed_on=OLD), SOUND) == ["sound", "ua"]


@pytest.mark.parametrize(
    "unfit",
    [
        {"reliability": "E"},
        {"credibility": "5"},
        {"superseded_by": "later"},
        {"place": "south", "place_name": "Southern front"},
        {"unit": "piece"},
        {"per": "month"},
        {"activity": "produced"},
        {"point": None, "bound": "unquantified"},
    ],
    ids=str,
)
def test_weak_local_replaced_and_unlike_figures_lead_nothing(unfit: dict[str, Any]) -> None:
    assert codes(SOUND, rate("unfit", claimed_on=NEWER, **{"point": 9, **unfit})) == ["sound"]
