"""The readings of the coders: counted by column and round, and held to the columns that there are."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from flows.dictionary import LISTED
from flows.measures.coder_agreement import CoderAgreement, compute

SEEDS = Path(__file__).parents[3] / "seeds"


def readings() -> list[dict[str, str]]:
    with (SEEDS / "readings.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_each_column_is_counted_in_each_round() -> None:
    found = compute(SEEDS)
    assert found.rounds == ("1", "2")
    for line in found.lines:
        for number, counted in zip(found.rounds, line.rounds, strict=True):
            cells = [row for row in readings() if (row["round"], row["column"]) == (number, line.column)]
            assert counted is not None
            assert counted.cells == len(cells)
            assert counted.alike == sum(row["first"] == row["second"] for row in cells)


def test_two_samples_of_forty_claims_are_read_and_no_claim_twice() -> None:
    claims = {number: {row["claim"] for row in readings() if row["round"] == number} for number in ("1", "2")}
    assert [len(each) for each in claims.values()] == [40, 40]
    assert not claims["1"] & claims["2"]


def test_what_is_read_are_claims_and_fields_of_the_record() -> None:
    recorded = {}
    for table in ("shipments", "rates", "ratios", "indicators"):
        with (SEEDS / f"{table}.csv").open(encoding="utf-8", newline="") as file:
            recorded.update({row["code"]: table for row in csv.DictReader(file)})
    for row in readings():
        fields = {field.name for field in LISTED[recorded[row["claim"]]].fields}
        assert row["column"] in fields | {"point"}


def test_a_data_set_without_readings_has_none(tmp_path: Path) -> None:
    assert compute(tmp_path) == CoderAgreement((), ())


def test_readings_under_another_header_are_refused(tmp_path: Path) -> None:
    (tmp_path / "readings.csv").write_text("claim,first,second\n", encoding="utf-8")
    with pytest.raises(ValueError, match="readings have the columns round, claim, column, first, second"):
        compute(tmp_path)
