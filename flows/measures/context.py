"""Context figures: which series of them there are, and how many figures each has."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from flows.queries.context_series import ContextGroup, context_groups
from flows.queries.listing import newest
from flows.questions import ListQuestion
from flows.records import Indicator
from flows.wording import measured_words

MOST_DRAWN = 300
"""Of very many figures those stated last are drawn."""


@dataclass(frozen=True, slots=True)
class Series:
    """The figures of one thing, of one party, in one unit: its words, and how many there are."""

    actor: str
    name: str
    unit: str
    words: str
    claims: int

    @property
    def filters(self) -> tuple[tuple[str, object], ...]:
        """The filters of a list that leave just this series."""
        return (("actor", (self.actor,)), ("name", self.name), ("unit", (self.unit,)))


@dataclass(frozen=True, slots=True)
class Context:
    """Every series known on a day, by its words, and what lists may be narrowed by: names by code, with counts."""

    series: tuple[Series, ...]
    names: Mapping[str, Mapping[str, str]]
    counts: Mapping[str, Counter[str]]


def compute(question: ListQuestion) -> Context:
    """The series and the choices of a question about context figures, whatever else it asks. One query."""
    groups = context_groups(question.as_of, question.grade)
    counts: dict[str, Counter[str]] = {name: Counter() for name in ("claimant", "actor", "name", "unit")}
    for group in groups:
        for name, counter in counts.items():
            counter[getattr(group, name)] += group.claims
    series = series_of(groups)
    names = {
        "claimant": {group.claimant: group.claimant_name for group in groups},
        "actor": {group.actor: group.actor_name for group in groups},
        "name": {name: shared_words(words) for name, words in _words_by_name(series).items()},
    }
    return Context(series, {kind: _by_words(found) for kind, found in names.items()}, counts)


def series_of(groups: Iterable[ContextGroup]) -> tuple[Series, ...]:
    """The series that these groups are of, by their words."""
    found: dict[tuple[str, str, str], Series] = {}
    for group in groups:
        key = group.actor, group.name, group.unit
        words = measured_words(group.measured, group.name, group.actor_name)
        before = found.get(key, Series(*key, words, 0))
        found[key] = replace(before, claims=before.claims + group.claims)
    return tuple(sorted(found.values(), key=lambda each: (each.words.casefold(), each.unit)))


def figures_of(question: ListQuestion) -> tuple[Indicator, ...]:
    """The figures that a question leaves, the newest `MOST_DRAWN` of them, by day. One query."""
    return tuple(reversed(newest(question, MOST_DRAWN)))


def shared_words(words: Sequence[str]) -> str:
    """What several wordings of one measure share: "cost of one shell to …"; the one where there is no other."""
    parts = [each.split() for each in words]
    first = parts[0]
    most = min(map(len, parts))
    start = next((n for n in range(most) if any(each[n] != first[n] for each in parts)), most)
    room = most - start
    end = next((n for n in range(room) if any(each[-1 - n] != first[-1 - n] for each in parts)), room)
    if start == len(first) == max(map(len, parts)):
        return " ".join(first)
    return " ".join((*first[:start], "…", *first[len(first) - end :]))


def _words_by_name(series: Iterable[Series]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for each in series:
        found[each.name].append(each.words)
    return found


def by_series(figures: Iterable[Indicator]) -> tuple[tuple[Indicator, ...], ...]:
    """These figures by series, each in their order here; the series with the most first."""
    series: dict[tuple[str, str, str], list[Indicator]] = defaultdict(list)
    for claim in figures:
        series[claim.actor, claim.name, claim.unit].append(claim)
    return tuple(tuple(series[key]) for key in sorted(series, key=lambda key: (-len(series[key]), key)))


def _by_words(names: Mapping[str, str]) -> dict[str, str]:
    return dict(sorted(names.items(), key=lambda pair: (pair[1].casefold(), pair[0])))
