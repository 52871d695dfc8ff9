"""The labelled passages, and how well the reader finds what their labels say."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from flows.extraction.findings import Finding
from flows.extraction.reader import Reader
from tests.flows.extraction.seeds import vocabulary_of_seeds

_FILE = Path(__file__).with_name("passages.txt")
_MARK = re.compile(r"\[(?P<words>[^\]|]+)\|(?P<label>[^\]]+)\]")
_KINDS = {
    "q": "quantity",
    "r": "ratio",
    "$": "money",
    "p": "percent",
    "d": "date",
    "a": "actor",
    "m": "munition",
    "c": "claimant",
    "b": "bound",
}


@dataclass(frozen=True, slots=True)
class Expected:
    """One labelled thing: where it stands, its kind, and its value as the labels write it."""

    start: int
    end: int
    words: str
    kind: str
    value: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage without its labels, and the labels."""

    text: str
    expected: tuple[Expected, ...]


@dataclass(frozen=True, slots=True)
class Score:
    """How many labelled things were found, missed, and found without a label."""

    right: int
    missed: int
    invented: int

    @property
    def precision(self) -> float:
        """The share of what was found that is right."""
        return self.right / (self.right + self.invented or 1)

    @property
    def recall(self) -> float:
        """The share of what is labelled that was found."""
        return self.right / (self.right + self.missed or 1)


def passages() -> tuple[Passage, ...]:
    """Every passage of the file."""
    blocks = re.split(r"\n\s*\n", _FILE.read_text(encoding="utf-8"))
    return tuple(_passage(block.strip()) for block in blocks if block.strip() and not block.startswith("#"))


def _passage(marked: str) -> Passage:
    text, at, expected = "", 0, []
    for match in _MARK.finditer(marked):
        text += marked[at : match.start()]
        kind, value = match["label"].split(maxsplit=1)
        if kind == "?":
            kind, value = next(code for code, name in _KINDS.items() if name == value), "ambiguous"
        start = len(text)
        text += match["words"]
        expected.append(Expected(start, len(text), match["words"], _KINDS[kind], value))
        at = match.end()
    return Passage(text + marked[at:], tuple(expected))


def written(finding: Finding) -> str:
    """A finding's value, as the labels write it."""
    if finding.ambiguous:
        return "ambiguous"
    if finding.kind in ("actor", "munition", "claimant", "bound"):
        return finding.code
    if finding.kind == "date":
        assert finding.day is not None
        if finding.precision == "span":
            return f"{finding.day}..{finding.last_day}"
        return finding.day.isoformat()[: {"day": 10, "month": 7, "year": 4, "this year": 4}[finding.precision]]
    quantity = finding.quantity
    assert quantity is not None
    figures = "-".join(f"{value.normalize():f}" for value in quantity.figures)
    value = "words" if quantity.bound == "unquantified" else f"{quantity.bound}:{figures}"
    if finding.kind in ("ratio", "percent"):
        return value
    return " ".join(part for part in (value, finding.unit or "-", finding.per) if part)


def compare(passage: Passage, findings: Iterable[Finding]) -> tuple[list[Expected], list[Expected], list[Finding]]:
    """What was found, what was missed and what was invented: a finding is right where it overlaps a label of its kind
    with the same value."""
    left = list(findings)
    right, missed = [], []
    for label in passage.expected:
        match = next(
            (
                one
                for one in left
                if one.kind == label.kind
                and written(one) == label.value
                and one.start < label.end
                and label.start < one.end
            ),
            None,
        )
        if match is None:
            missed.append(label)
        else:
            right.append(label)
            left.remove(match)
    return right, missed, left


def scores() -> Mapping[str, Score]:
    """The score of each kind, and of all kinds together under "all"."""
    read = Reader(vocabulary_of_seeds())
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for passage in passages():
        columns: tuple[Sequence[Expected | Finding], ...] = compare(passage, read(passage.text).findings)
        for column, found in enumerate(columns):
            for one in found:
                counts[one.kind][column] += 1
                counts["all"][column] += 1
    return {kind: Score(*numbers) for kind, numbers in sorted(counts.items())}
