"""The data package as of a day, from the whole one: each row kept or left out by the dates that it and others hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

Row = dict[str, str]
Tables = Mapping[str, list[Row]]
CLAIMS = ("shipments", "rates", "ratios", "indicators")
OF_CLAIMS = ("supersedes", "part_of", "derived_from")
PARTIES = {"supplier", "recipient", "actor", "favours", "over", "whole_of"}


def known_on(whole: Tables, day: str) -> dict[str, list[Row]]:
    """The rows of every table that were known by a day, as they were known then."""
    printed = {row["code"] for row in whole["sources"] if (row["published_on"] or row["accessed_on"]) <= day}
    kept = {table: [row for row in whole[table] if row["claimed_on"] <= day] for table in CLAIMS}
    stated = [row for table in CLAIMS for row in kept[table]]
    kept["events"] = [row for row in whole["events"] if _happened(row, printed, day)]
    kept["claimants"] = _among(whole["claimants"], {claim["claimant"] for claim in stated})
    kept["actors"] = _actors(whole["actors"], stated, kept)
    for table, one in (("actor_overlaps", "actor"), ("claimant_overlaps", "claimant")):
        sides = _codes(kept[f"{one}s"])
        kept[table] = [row for row in whole[table] if _told(row, printed, day) and {row[one], row["overlaps"]} <= sides]
    kept["routes"] = [row for row in whole["routes"] if row["source"] in printed]
    named = {row[end] for row in kept["routes"] for end in ("from_place", "to_place")}
    named |= {row["place"] for row in (*kept["events"], *kept["rates"], *kept["ratios"])}
    kept["places"] = [row for row in whole["places"] if row["source"] in printed or row["code"] in named]
    kept["munitions"] = whole["munitions"]
    kept["names"] = [row for row in whole["names"] if _of_what_is_known(row, kept)]
    kept["stories"] = [row for row in whole["stories"] if row["day"] <= day]
    parties = {"", *_codes(kept["actors"])}
    kept["subjects"] = [row for row in whole["subjects"] if {row["first_side"], row["second_side"]} <= parties]
    codes = {claim["code"] for claim in stated}
    kept["appearances"] = [row for row in whole["appearances"] if row["source"] in printed and row["claim"] in codes]
    overlaps = [row for table in ("actor_overlaps", "claimant_overlaps") for row in whole[table]]
    rests = [*stated, *kept["events"], *(row for row in overlaps if _told(row, printed, day))]
    kept["sources"] = _among(whole["sources"], printed | {row["source"] for row in rests})
    kept["evidence_checks"] = []
    return {table: [_as_then(table, row, kept, printed) for row in rows] for table, rows in kept.items()}


def _happened(row: Row, printed: set[str], day: str) -> bool:
    if row["known_on"]:
        return row["known_on"] <= day
    return row["starts_on"] <= day and row["source"] in printed


def _told(row: Row, printed: set[str], day: str) -> bool:
    if row["known_on"]:
        return row["known_on"] <= day
    return not row["source"] or row["source"] in printed


def _actors(rows: list[Row], stated: list[Row], kept: Tables) -> list[Row]:
    named = {row["part_of"] for row in rows} | {claim.get(party, "") for claim in stated for party in PARTIES}
    named |= {row["actor"] for row in kept["claimants"]}
    named |= {party for event in kept["events"] for party in event["actors"].split(";")}
    return [row for row in rows if row["iso_alpha3"] or row["code"] in named]


def _of_what_is_known(row: Row, kept: Tables) -> bool:
    return any(row[one] in _codes(kept[f"{one}s"]) for one in ("actor", "claimant", "munition", "place"))


def _as_then(table: str, row: Row, kept: Tables, printed: set[str]) -> Row:
    """The row without our notes, and without what it says of rows that were not known."""
    then = {**row, **dict.fromkeys(_unknown(table, row, kept, printed), "")}
    return {**then, "notes": ""} if "notes" in row else then


def _unknown(table: str, row: Row, kept: Tables, printed: set[str]) -> Iterator[str]:
    if table in CLAIMS:
        yield from (name for name in OF_CLAIMS if row.get(name, "") not in _codes(kept[table]) and name in row)
    if table == "appearances" and row["reports"] not in _codes(kept["appearances"]):
        yield "reports"
    if table == "places" and row["source"] and row["source"] not in printed:
        yield from ("source", "role")


def _among(rows: list[Row], codes: set[str]) -> list[Row]:
    return [row for row in rows if row["code"] in codes]


def _codes(rows: list[Row]) -> set[str]:
    return {row["code"] for row in rows}
