"""The seeds as files: described by a schema that they keep, with the nouns and names that sentences need."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path

import pytest
from frictionless import Detector, Package

from flows.dictionary.beside import BESIDE
from flows.importing.schema import data_package

SEEDS = Path(__file__).parents[2] / "seeds"
TABLES = tuple(sorted(path.stem for path in SEEDS.glob("*.csv") if path.name not in BESIDE))


def rows(table: str) -> list[dict[str, str]]:
    with (SEEDS / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.filterwarnings("ignore")  # the validator's own dependencies, not ours
def test_the_package_keeps_its_own_schema() -> None:
    # The validator does not know that a file may lack columns (fieldsMatch): that is looked at here.
    package = Package(str(SEEDS / "datapackage.json"), detector=Detector(schema_sync=True))
    for resource in package.resources:
        fields = resource.schema.fields
        header = (SEEDS / str(resource.path)).read_text(encoding="utf-8").partition("\n")[0].split(",")
        assert header == [field.name for field in fields if field.name in header]
        assert {field.name for field in fields if field.constraints.get("required")} <= set(header)
    report = package.validate()
    assert report.flatten(["title", "rowNumber", "fieldName", "message"]) == []
    assert report.stats["tasks"] == len(TABLES)


def test_the_descriptor_is_the_one_that_imports_are_read_by() -> None:
    written = json.loads((SEEDS / "datapackage.json").read_text(encoding="utf-8"))
    assert written == json.loads(json.dumps(data_package())), "run manage.py write_schema"


def test_a_ratio_that_is_only_implied_keeps_the_direction_of_its_figures() -> None:
    """Worked answers: up to 20,000 over 4,000-7,000 has no floor; low ends of a quotient are rounded down."""
    ratios = {row["code"]: (row["bound"], row["low"], row["high"]) for row in rows("ratios")}
    assert ratios["ratio-2022-11-nbc"] == ("up-to", "", "5")
    assert ratios["ratio-2023-01-defexpress"] == ("between", "1.42", "3.4")
    assert ratios["ratio-2023-03-16-eu-memo"] == ("between", "2.85", "12.5")
    assert ratios["ratio-2023-03-22-stoltenberg"] == ("between", "2.85", "5")


HEDGES = {
    "about": r"about|around|roughly|some (?:four|fifty)|near",
    "up-to": r"up to|nearly|no more than|less than|as much as|as many as|under|practically",
    "at-least": r"at least|over (?:ten|half)|more (?:\w+ and \w+ \w+ )?than|no (?:fewer|less) than|beat",
    "between": r"between|[\d.,]+ ?(?:-|to) ?[\d.,]+|(?:two|three|seven) to (?:three|four|eight|ten)|, or [\d,]+",
    "exact": r"",
}
HEDGED_ELSEWHERE = {
    "wsj-ir-2022-09-contract-usd": "More than 74,000 are the shells, not the price.",
    "kp-kcna-2025-05-07-output": "Nearly twice is the other multiple.",
    "gb-2023-07-11-155mm-8x": "Under is of the contract.",
    "nato-2024-01-23-220k-1.1bn-eur": "About is of the rounds, not of the price.",
}


@pytest.mark.parametrize("row", rows("indicators"), ids=lambda row: row["code"])
def test_an_indicators_bound_is_the_hedge_of_its_statement(row: dict[str, str]) -> None:
    statement = row["statement"].lower()
    assert re.search(rf"\b(?:{HEDGES[row['bound']]})", statement)
    if row["bound"] == "exact" and row["code"] not in HEDGED_ELSEWHERE:
        words = "|".join(words for words in HEDGES.values() if words)
        assert not re.search(rf"\b(?:{words})\b", statement)


def test_every_kind_of_grade_of_an_indicator_has_its_reason() -> None:
    """Worked answers of the rubric: a decision, a second voice, a denial by who would know, a bare multiple."""
    grades = {row["code"]: row["credibility"] for row in rows("indicators")}
    assert grades["eu-2023-03-20-budget-2bn"] == "1"
    assert grades["rs-2024-06-22-800m-eur"] == "2"
    assert grades["ctx-nk-missile-test-cost-2023"] == "3"
    assert grades["bg-2023-03-28-175m-eur"] == "4"
    assert grades["ru-putin-2024-05-25"] == grades["kp-kcna-2025-05-07-output"] == "6"


def test_an_event_is_known_from_its_document_on_or_from_the_day_of_its_own_announcement() -> None:
    published = {row["code"]: row["published_on"] for row in rows("sources")}
    dated = {row["code"]: (row["known_on"], max(row["starts_on"], published[row["source"]])) for row in rows("events")}
    assert {code: days for code, days in dated.items() if days[0] != days[1]} == {
        # A public meeting, which documents of the day before announce (2023-09-12-rusi-2).
        "2023-09-13-summit": ("2023-09-13", "2024-06-15"),
        # The release is the announcement; Seoul's agency printed it on its own next day.
        "2023-10-13-white-house": ("2023-10-13", "2023-10-14"),
    }


def test_every_claimant_has_a_short_name_of_its_own() -> None:
    names = [row["short_name"] for row in rows("claimants")]
    assert all(names)
    assert len(set(names)) == len(names)
    assert max(map(len, names)) <= 36


def test_every_munition_has_a_noun_to_stand_after_a_number() -> None:
    nouns = [row["plural"] for row in rows("munitions")]
    assert all(nouns)
    assert len(set(nouns)) == len(nouns)
    assert all(noun[0].islower() or noun[0].isdigit() or noun.startswith("Soviet-") for noun in nouns)


@pytest.mark.parametrize("path", sorted(SEEDS.glob("*.csv")), ids=lambda path: path.stem)
def test_the_files_are_utf_8_with_line_feeds(path: Path) -> None:
    text = path.read_bytes().decode("utf-8")
    assert "\r" not in text
    assert not text.startswith("\ufeff")
    assert text.endswith("\n")
    assert not text.endswith("\n\n")


def test_words_stand_only_where_there_is_no_figure() -> None:
    worded = [row for row in rows("shipments") if row["words"]]
    assert worded
    assert {row["bound"] for row in worded} == {"unquantified"}


@pytest.mark.parametrize(("table", "one", "reference"), [
    ("actor_overlaps", "actor", "actors"),
    ("claimant_overlaps", "claimant", "claimants"),
])  # fmt: skip
def test_each_pair_that_overlaps_stands_once_and_exists(table: str, one: str, reference: str) -> None:
    known = {row["code"] for row in rows(reference)}
    pairs = [frozenset((row[one], row["overlaps"])) for row in rows(table)]
    assert len(set(pairs)) == len(pairs)
    assert all(len(pair) == 2 and pair <= known for pair in pairs)
    assert all(row["code"] == f"{row[one]}--{row['overlaps']}" for row in rows(table))
    assert all(row["notes"] for row in rows(table))


def test_no_pair_repeats_what_the_tables_of_parties_and_claimants_already_say() -> None:
    whole = {row["code"]: row["part_of"] for row in rows("actors")}
    assert not [
        row["code"]
        for row in rows("actor_overlaps")
        if row["overlaps"] == whole[row["actor"]] or row["actor"] == whole[row["overlaps"]]
    ]
    speaks_for = {row["code"]: row["actor"] for row in rows("claimants")}
    assert not [
        row["code"]
        for row in rows("claimant_overlaps")
        if speaks_for[row["claimant"]] and speaks_for[row["claimant"]] == speaks_for[row["overlaps"]]
    ]
