"""Nothing outside the seeds and the tests knows what the seeds are about: neither names nor codes, places nor days."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import pytest

from flows.subject import read

ROOT = Path(__file__).parents[1]
SEEDS = ROOT / "seeds"
FOLDERS = ("flows", "dashboard", "templates")
KINDS = (".py", ".html", ".css", ".js", ".mjs", ".txt", ".md", ".json")
PASSED_OVER = (
    "flows/migrations",
    "flows/api/openapi.json",
    "dashboard/static/vendor",
    "dashboard/vendoring/package-lock.json",
    "dashboard/docs/pages.md",
)
"""Frozen history, the schema that is made from the seeds, what others made, and a report of measurements of them."""
OF_LANGUAGE = "flows/extraction"
"""How names of parties are told from other words of an article: the sentences that it gives as examples hold names, and
no codes."""
OTHERWISE = {
    "flows/vocabulary/__init__.py": {"US"},
    "flows/importing/letters.py": {"Greek"},
    "flows/importing/naming.py": {"American"},
    "flows/importing/text.py": {"European"},
}
"""Where such a word means no party: a currency, an alphabet, a spelling, an encoding."""
NOT_CODES = frozenset({"at", "be", "by", "in", "no", "us", "pk", "lt", "de", "fr", "west"})
"""Codes of parties that are words of every program too: English, of databases, of languages, of the compass."""

_PARTS = re.compile(r"[\w-]+")


def rows(table: str) -> Iterator[dict[str, str]]:
    """The rows of a file of the seeds."""
    with (SEEDS / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def words() -> Iterator[str]:
    """The names of parties and what is said of them, the names of places, every code that is more than a word, and the
    day that readers are offered."""
    yield from (row["name"] for table in ("actors", "places") for row in rows(table))
    yield from (row["name"] for row in rows("names") if row["actor"] and row["name"][:1].isupper())
    for path in sorted(SEEDS.glob("*.csv")):
        yield from (row["code"] for row in rows(path.stem) if "-" in row.get("code", ""))
    yield from (row["name"] for row in rows("indicators"))
    if day := read(SEEDS).day:
        yield day.isoformat()


def parties() -> frozenset[str]:
    """The codes of parties that are no words."""
    return frozenset(row["code"] for row in rows("actors")) - NOT_CODES


def files() -> list[Path]:
    """Every file of the code, and of what explains it, that somebody here wrote."""
    named = [path for folder in FOLDERS for path in sorted((ROOT / folder).rglob("*")) if path.suffix in KINDS]
    return [path for path in named if not path.relative_to(ROOT).as_posix().startswith(PASSED_OVER)]


def named_in(text: str, every: Iterable[str], codes: Iterable[str] = ()) -> list[str]:
    """Which of these words a text holds, whole, and which of these codes it holds in quotes or in an address."""
    parts = set(_PARTS.findall(text))
    short = re.compile(rf"""(?<=["'`/=])(?:{"|".join(map(re.escape, codes)) or "$."})(?=["'`/&])""")
    return [
        *(word for word in every if (word in parts if _PARTS.fullmatch(word) else word in text)),
        *sorted(set(short.findall(text))),
    ]


@pytest.fixture(scope="module")
def found() -> Mapping[str, list[str]]:
    """What each file names."""
    every, codes = frozenset(words()), parties()
    return {
        path.relative_to(ROOT).as_posix(): named_in(path.read_text(encoding="utf-8"), every, codes) for path in files()
    }


def test_no_file_names_what_the_seeds_are_about(found: Mapping[str, list[str]]) -> None:
    named = {
        path: [
            word
            for word in those
            if word not in OTHERWISE.get(path, ()) and not (path.startswith(OF_LANGUAGE) and word[0].isupper())
        ]
        for path, those in found.items()
    }
    assert {path: those for path, those in named.items() if those} == {}


def test_each_exception_is_one(found: Mapping[str, list[str]]) -> None:
    assert all((ROOT / place).exists() for place in PASSED_OVER)
    assert any(found[path] for path in found if path.startswith(OF_LANGUAGE))
    assert {path: those & set(found[path]) for path, those in OTHERWISE.items()} == OTHERWISE


def test_a_code_is_seen_in_quotes_and_in_addresses_alone() -> None:
    assert named_in('a = "kp"; "/flows/ru/ua/"', (), ("kp", "ru", "ua")) == ["kp", "ru", "ua"]
    assert named_in("?supplier=kp&x", (), ("kp",)) == ["kp"]
    assert named_in("kp is no word of ours", (), ("kp",)) == []
    assert named_in("artillery-rounds", ("artillery-round",)) == []
