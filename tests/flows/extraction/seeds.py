"""The vocabulary of the seeds, read from their files: extraction needs no database, and neither do its tests."""

import csv
from functools import cache
from pathlib import Path

from flows import records
from flows.extraction.findings import Name, Vocabulary
from flows.extraction.vocabulary import vocabulary
from flows.subject import read

_SEEDS = Path(__file__).parents[3] / "seeds"


def _rows(table: str) -> list[dict[str, str]]:
    with (_SEEDS / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def vocabulary_of_seeds() -> Vocabulary:
    """What the tables would give."""
    return vocabulary(
        (
            records.Actor(
                code=row["code"],
                name=row["name"],
                kind=row["kind"],
                iso_alpha3=row["iso_alpha3"],
                part_of=row["part_of"] or None,
                notes="",
            )
            for row in _rows("actors")
        ),
        (
            records.Munition(
                code=row["code"],
                name=row["name"],
                plural=row["plural"],
                parent=row["parent"] or None,
                calibre_mm=int(row["calibre_mm"]) if row["calibre_mm"] else None,
                unit=row["unit"],
                notes="",
            )
            for row in _rows("munitions")
        ),
        (
            records.Claimant(
                code=row["code"],
                name=row["name"],
                short_name=row["short_name"],
                kind=row["kind"],
                actor=row["actor"] or None,
                notes="",
            )
            for row in _rows("claimants")
        ),
        (
            Name(kind, row[kind], row["name"], row["language"])
            for row in _rows("names")
            for kind in ("actor", "munition", "claimant")
            if row[kind]
        ),
        indicators=(row["name"] for row in _rows("indicators")),
        by_calibre=read(_SEEDS).by_calibre,
    )
