"""How much of what short passages state the extractor finds, and how much it invents: `make bench` prints it."""

from __future__ import annotations

from time import process_time

from flows.extraction.reading import Reader
from tests.flows.extraction.passages import Score, passages, scores
from tests.flows.extraction.seeds import vocabulary_of_seeds

GOAL = 0.9


def main() -> None:
    """Print one row a kind of finding: labelled, found, invented, precision, recall; then the time for a long text."""
    found = scores()
    print(f"Extraction: {len(passages())} labelled passages")
    print(f"{'kind':<10} {'labelled':>9} {'found':>6} {'invented':>9} {'precision':>10} {'recall':>7}")
    for kind, score in [*((kind, score) for kind, score in found.items() if kind != "all"), ("all", found["all"])]:
        print(_row(kind, score))
    both = min(found["all"].precision, found["all"].recall)
    print(f"goal: both over {GOAL}: {'met' if both > GOAL else 'MISSED'}")
    text = "\n\n".join(passage.text for passage in passages()) * 10
    read = Reader(vocabulary_of_seeds())
    start = process_time()
    read(text)
    print(f"{len(text):,} characters read in {process_time() - start:.2f} s")


def _row(kind: str, score: Score) -> str:
    labelled = score.right + score.missed
    return (
        f"{kind:<10} {labelled:>9} {score.right:>6} {score.invented:>9} {score.precision:>10.3f} {score.recall:>7.3f}"
    )


if __name__ == "__main__":
    main()
