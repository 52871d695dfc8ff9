"""How right drafts of articles are, as an editor would judge them, and how long the worst texts take: `make bench`.

The articles in `articles/` are in our own words with altered figures, after public ones; each was labelled before the
reader was tried on it. One file is held out: it is scored, and not read while the reader is mended.
"""

from __future__ import annotations

from pathlib import Path
from time import process_time

from flows.extraction.reader import LONGEST, Reader
from tests.flows.extraction.expected import Score, judged, labelled, score
from tests.flows.extraction.passages import scores
from tests.flows.extraction.seeds import vocabulary_of_seeds

GOALS = {"filled fields right": 0.97, "figures found": 0.90, "whole drafts right": 0.60}
SECONDS = 1.0
"""For a text of the greatest length, whatever it says."""
REPEATED = (
    "A. ", "word ", "1 ", "1,", "....", '("', "1,000 shells ", "1,000 rounds a day ", "10 to 1 ", "$1 to ", "he said ",
    "10 containers, 1,000 shells, 1 to 1\n", "Russia and Ukraine, ", "from Russia to Ukraine ", "in 2024 since ",
    "North Korean Prime Minister Defence Minister ", "shells of 155 mm ", "one-point-", "one hundred and ",
    "3 тис. снарядів калібру 155 мм ", "북한이 러시아에 1100만여 발 이상 ", "1 000 ", "between January and ",
)  # fmt: skip
"""What makes a text costly where work does not grow with its length alone."""


def main() -> None:
    """Print the three figures and the failures by kind, for each half; the marks; the slowest of the worst texts."""
    read = Reader(vocabulary_of_seeds())
    for half in ("development", "heldout"):
        texts = labelled(Path(__file__).parent / "articles" / f"{half}.txt")
        _print(half, len(texts), score(judged(read(one.text, one.stated).drafts, one.claims) for one in texts))
    marks = scores()["all"]
    print(f"marks of short passages: precision {marks.precision:.3f}, recall {marks.recall:.3f}")
    times = sorted(((_seconds(read, part), part) for part in REPEATED), reverse=True)
    print(f"slowest texts of {LONGEST:,} characters: {', '.join(f'{took:.2f} s {part!r}' for took, part in times[:4])}")
    print(f"goal: under {SECONDS} s: {'met' if times[0][0] < SECONDS else 'MISSED'}")


def _print(half: str, texts: int, found: Score) -> None:
    print(f"Articles, {half}: {texts} texts, {found.wanted} claims, {found.drafts} drafts")
    shares = (found.right / found.filled, found.found / found.wanted, found.whole / found.drafts)
    counts = ((found.right, found.filled), (found.found, found.wanted), (found.whole, found.drafts))
    for (name, goal), share, (part, whole) in zip(GOALS.items(), shares, counts, strict=True):
        met = "met" if share >= goal else "MISSED"
        print(f"  {name:<20} {part:>4} of {whole:>4} {share:>6.1%}  goal {goal:.0%}: {met}")
    print(f"  failures: {', '.join(f'{kind} {count}' for kind, count in found.failures.most_common())}")


def _seconds(read: Reader, part: str) -> float:
    text = (part * (LONGEST // len(part) + 1))[:LONGEST]
    start = process_time()
    read(text)
    return process_time() - start


if __name__ == "__main__":
    main()
