"""How the benchmarks measure: processor time, the least of many, in blocks; and what they hand to the report.

Other work on the machine makes everything slower for a while, and never faster: the least time of many tries is the
nearest to what the work itself costs. What is compared is measured in turns, so that both meet the same neighbours.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from statistics import median, quantiles
from time import perf_counter, process_time
from typing import Any

MARK = "result: "


@dataclass(frozen=True, slots=True)
class Result:
    """One line of the report: what was measured at which size, the figure in words, the goal, and whether it is met.

    ``figure`` is the bare number, for comparing sizes; ``met`` is None where there is no goal.
    """

    part: str
    name: str
    size: int
    words: str
    figure: float
    goal: str = ""
    met: bool | None = None


@dataclass(frozen=True, slots=True)
class Taken:
    """The time that some work took, in milliseconds: the least and the middle of processor time, least by the clock."""

    least: float
    middle: float
    high: float
    clock: float


def hand_over(result: Result) -> None:
    """Prints a result as a line that `collected` reads."""
    print(MARK + json.dumps(asdict(result)), flush=True)


def collected(output: str) -> list[Result]:
    """The results in what a part printed."""
    return [Result(**json.loads(line.removeprefix(MARK))) for line in output.splitlines() if line.startswith(MARK)]


def in_turns(works: Mapping[str, Callable[[], Any]], rounds: int = 6, each: int = 8) -> dict[str, Taken]:
    """What each of several works takes: by turns, some tries of each at a time, after one that is not counted."""
    found: dict[str, list[tuple[float, float]]] = {name: [] for name in works}
    for _ in range(rounds):
        for name, work in works.items():
            for number in range(each + 1):
                clock, processor = perf_counter(), process_time()
                work()
                taken = process_time() - processor, perf_counter() - clock
                if number:
                    found[name].append(taken)
    return {name: _taken(times) for name, times in found.items()}


def once(work: Callable[[], Any], rounds: int = 3, each: int = 2) -> Taken:
    """What one work takes."""
    return in_turns({"": work}, rounds, each)[""]


def _taken(times: list[tuple[float, float]]) -> Taken:
    processor = sorted(one * 1000 for one, _ in times)
    high = quantiles(processor, n=100)[98] if len(processor) > 1 else processor[0]
    return Taken(processor[0], median(processor), high, min(two for _, two in times) * 1000)
