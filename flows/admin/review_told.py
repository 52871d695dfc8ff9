"""What a reviewer reads of a claim besides its fields: what is new in it, its documents with the passage that it was
read from, and how readers will see it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from flows import records
from flows.actions.history import KIND_OF_MODEL
from flows.actions.values import snapshot
from flows.admin.checking import what_changes
from flows.extraction.evidence import Document, Sighting, sought
from flows.models import Appearance, Passage, Revision, Source
from flows.queries.catalogue import catalogue_of_the_desk
from flows.queries.entered import as_record
from flows.queries.history import Difference, differences, names_in
from flows.queries.rows import by_code, records_of
from flows.queries.text_vocabulary import text_vocabulary
from flows.records import AnyClaim
from flows.vocabulary import Status
from flows.wording import quote, weak_grounds

_DECIDED = ("approved", "rejected", "retracted", "imported")
_OF_THE_ROW = frozenset(("status", "retraction_reason"))


@dataclass(frozen=True, slots=True)
class News:
    """What a claim says that an earlier version, or the claim that it replaces, does not: what it is held against."""

    against: str
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class Read:
    """One document of a claim: where in it the claim stands, in which words of ours.

    ``passage`` are the document's own words, in parts of which each second one is a figure of the claim; ``holds`` is
    what of the claim they hold, ``by`` who quoted them.
    """

    document: records.Source
    place: str
    wording: str
    passage: tuple[str, ...]
    by: str
    holds: Sighting | None


@dataclass(frozen=True, slots=True)
class Preview:
    """A claim as readers will see it: its record, document, phrase, and what makes its evidence weak."""

    claim: AnyClaim
    document: records.Source
    phrase: str
    weakness: str


def news(row: Any, values: Mapping[str, str]) -> News | None:
    """What is new against the version that somebody last decided on, or against the claim that it replaces; None where
    neither is there. At most three queries, and one for each table whose rows are named."""
    model = type(row)
    kept = Revision.objects.filter(kind=KIND_OF_MODEL[model], code=row.pk, verb__in=_DECIDED, number__lt=row.version)
    before = kept.order_by("-number").first()
    if before is not None:
        against, then = f"version {before.number}, {before.get_verb_display()}", before.values
    elif (earlier := getattr(row, "supersedes", None)) is not None:
        against, then = f"the claim that it replaces, {earlier.pk}", snapshot(earlier)
    else:
        return None
    aside = _OF_THE_ROW if before is not None else _OF_THE_ROW | {"supersedes"}
    then, now = ({name: text for name, text in each.items() if name not in aside} for each in (then, values))
    return News(against, differences(model, then, now, names_in(model, (then, now))))


def documents(row: Any, record: AnyClaim) -> tuple[Read, ...]:
    """The documents of a claim, its own first. Four queries, and five more where a passage is kept."""
    appear = {one.source_id: one for one in Appearance.objects.filter(claim=row.pk)}
    codes = tuple(dict.fromkeys((row.source_id, *appear)))
    found = by_code(records_of(Source.objects.filter(pk__in=codes), records.Source))
    passages: dict[str, Passage] = {}
    for kept in Passage.objects.filter(claim=row.pk).select_related("by"):
        passages.setdefault(kept.source_id, kept)
    names = text_vocabulary().names if passages else ()
    wanted, told = sought(record), []
    for code in codes:
        one, passage = appear.get(code), passages.get(code)
        text = Document(passage.text, names) if passage is not None else None
        told.append(
            Read(
                document=found[code],
                place=one.place if one else "",
                wording=one.wording if one else "",
                passage=text.parted(wanted) if text else (),
                by=str(passage.by or "") if passage else "",
                holds=text.look(wanted) if text else None,
            )
        )
    return tuple(told)


def preview(record: AnyClaim, document: records.Source) -> Preview:
    """How readers will see a claim. No query."""
    phrase = quote(record, alone=True)
    return Preview(record, document, phrase[:1].upper() + phrase[1:], weak_grounds(record) if record.is_weak else "")


def record_of(row: Any) -> AnyClaim:
    """The record that a claim is for readers, or would be, were it public. At most two queries."""
    record: AnyClaim = as_record(row)
    after = (
        type(row)._default_manager.filter(supersedes=row.pk, status=Status.PUBLISHED).first()
        if _replaces(row)
        else None
    )
    return replace(record, superseded_by=after.pk, superseded_on=after.claimed_on) if after is not None else record


def _replaces(row: Any) -> bool:
    return hasattr(row, "supersedes_id")


def pages_changed(row: Any) -> tuple[Any, ...]:
    """What readers would see otherwise on each page, were the claim public."""
    return what_changes(row, catalogue_of_the_desk())
