"""The vocabulary of a text: names from the rows of the tables, with the further names on record."""

from __future__ import annotations

from collections.abc import Iterable

from flows.extraction.findings import Kind, Name, Vocabulary
from flows.records import Actor, Claimant, Munition


def vocabulary(
    actors: Iterable[Actor],
    munitions: Iterable[Munition],
    claimants: Iterable[Claimant],
    others: Iterable[Name] = (),
    *,
    indicators: Iterable[str] = (),
    by_calibre: str = "",
) -> Vocabulary:
    """The names of these rows, and ``others``: their short forms, offices and writings in other languages.

    ``indicators`` are the names of context figures as recorded so far, ``by_calibre`` what a calibre without a noun is.
    """
    actors, munitions, claimants = tuple(actors), tuple(munitions), tuple(claimants)
    names = [
        *(Name("actor", row.code, row.name) for row in actors),
        *(Name("munition", row.code, words.lower()) for row in munitions for words in (row.name, row.plural)),
        *(Name("claimant", row.code, words) for row in claimants for words in (row.name, row.short_name)),
        *others,
    ]
    return Vocabulary(
        names=tuple(dict.fromkeys(names)),
        labels={
            **{("actor", row.code): row.name for row in actors},
            **{("munition", row.code): row.plural for row in munitions},
            **{("claimant", row.code): row.short_name for row in claimants},
        },
        kinds={row.code: Kind(row.unit, row.parent or "", row.calibre_mm) for row in munitions},
        actor_of={row.code: row.actor for row in claimants if row.actor},
        sort_of={row.code: row.kind for row in claimants},
        through={row.code: row.kind for row in actors if row.kind in ("scheme", "company")},
        indicators=tuple(sorted(set(indicators))),
        by_calibre=by_calibre,
    )
