"""Every series of context figures in the seeds has one wording, and every share of a supplier its whole."""

from __future__ import annotations

import csv
from collections import defaultdict
from pathlib import Path

SEEDS = Path(__file__).parents[2] / "seeds"


def rows() -> list[dict[str, str]]:
    with (SEEDS / "indicators.csv").open(newline="") as file:
        return list(csv.DictReader(file))


def test_a_series_has_one_wording() -> None:
    words: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in rows():
        assert row["measured"], row["code"]
        words[row["actor"], row["name"]].add(row["measured"])
    assert {key: found for key, found in words.items() if len(found) > 1} == {}


def test_a_share_of_fire_or_supply_names_its_whole() -> None:
    shares = [row for row in rows() if "'s share of" in row["measured"]]
    assert shares
    assert all(row["whole"] and row["whole_of"] and row["whole_munition"] for row in shares)
