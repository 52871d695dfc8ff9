"""The names by which texts are read, with what the records say of what they name: from the tables as they stand. Five
queries."""

from __future__ import annotations

from collections.abc import Iterator

from flows import models, records
from flows.extraction.findings import Name, Vocabulary
from flows.extraction.vocabulary import vocabulary
from flows.queries.rows import records_of
from flows.subject import subject


def text_vocabulary() -> Vocabulary:
    """The vocabulary for reading an article: every actor, munition and claimant with all its names.

    What waits to become public is among them: it is the desk that reads.
    """
    return vocabulary(
        records_of(models.Actor.objects.all(), records.Actor),
        records_of(models.Munition.objects.all(), records.Munition),
        records_of(models.Claimant.objects.all(), records.Claimant),
        _others(),
        indicators=models.Indicator.objects.order_by().values_list("name", flat=True).distinct(),
        by_calibre=subject().by_calibre,
    )


def _others() -> Iterator[Name]:
    rows = models.OtherName.objects.filter(place=None).order_by("code")
    kinds = ("actor", "munition", "claimant")
    for words, language, *codes in rows.values_list("name", "language", *(f"{kind}_id" for kind in kinds)):
        yield from (Name(kind, code, words, language) for kind, code in zip(kinds, codes, strict=True) if code)
