"""Nothing outside the seeds and the tests knows what the seeds are about: neither names of parties nor codes."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from flows.subject import read

ROOT = Path(__file__).parents[1]
FOLDERS = ("flows", "dashboard", "templates")
PASSED_OVER = ("migrations", "static/vendor", "staticfiles", "vendoring", "mapdata", "waydata", "openapi.json", "docs")
"""Frozen history, what others made, outlines and towns of maps, and files that are made from the seeds."""
ALLOWED = {
    "flows/extraction": "the languages of articles: how names of parties are told from other words",
}
"""Where such a word may stand, and why."""


_PARTS = re.compile(r"[\w-]+")


def words() -> Iterator[str]:
    """The names of the parties of the seeds, and the codes of their claims, sources, claimants, places and stories."""
    with (ROOT / "seeds" / "actors.csv").open(encoding="utf-8", newline="") as file:
        yield from (row["name"] for row in csv.DictReader(file) if row["kind"] == "state")
    for table in ("shipments", "rates", "ratios", "indicators", "sources", "claimants", "places", "stories", "events"):
        with (ROOT / "seeds" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
            yield from (row["code"] for row in csv.DictReader(file) if "-" in row["code"])
    for side in read(ROOT / "seeds").named:
        yield f'"{side}"'


def files() -> list[Path]:
    """Every file of the code that somebody here wrote."""
    return [
        path
        for folder in FOLDERS
        for path in sorted((ROOT / folder).rglob("*"))
        if path.suffix in (".py", ".html", ".css", ".js", ".txt")
        and not any(part in path.relative_to(ROOT).as_posix() for part in (*PASSED_OVER, *ALLOWED))
    ]


def named_in(text: str, every: Iterable[str]) -> list[str]:
    """Which of these words a text holds, whole."""
    parts = set(_PARTS.findall(text))
    return [word for word in every if (word in parts if _PARTS.fullmatch(word) else word in text)]


def test_no_file_names_what_the_seeds_are_about() -> None:
    every = frozenset(words())
    found = {path.relative_to(ROOT).as_posix(): named_in(path.read_text(encoding="utf-8"), every) for path in files()}
    assert {path: named for path, named in found.items() if named} == {}


def test_each_exception_is_one() -> None:
    assert all((ROOT / place).exists() for place in ALLOWED)
