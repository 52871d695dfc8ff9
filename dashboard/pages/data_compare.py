"""What changed between two released packages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Annotated

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from dashboard.pages.frame import Content, Twin, asked, render_page
from dashboard.pages.lists import Choice
from dashboard.pages.twins import api
from flows.clock import pinned
from flows.exporting.release_changes import MOST_SHOWN, TableChanges
from flows.exporting.releases import compared, releases
from flows.questions import BadQuestion, Fault
from flows.questions.releases import ReleasesPageQuestion
from flows.wording import when


@dataclass(frozen=True, slots=True)
class DataComparePage(Content):
    """What the comparison of two releases prints."""

    template = "pages/data_compare.html"

    earlier: Annotated[date | None, "The day of the earlier release; None where there are not two."]
    later: Annotated[date | None, "The day of the later one."]
    earlier_choices: Annotated[tuple[Choice, ...], "The releases to choose the earlier one from."]
    later_choices: Annotated[tuple[Choice, ...], "The same, with the later one chosen."]
    tables: Annotated[tuple[TableChanges, ...], "Every table of either package."]
    changed: Annotated[tuple[TableChanges, ...], "Those in which anything differs."]
    most: Annotated[int, "How many rows of one kind are named at most."]


@require_safe
def data_compare(request: HttpRequest) -> HttpResponse:
    """The two releases of an address, or the two newest where it names none; none as of a moment of the record."""
    question, faults = ReleasesPageQuestion.read(asked(request))
    folder = Path(settings.RELEASES_DIR)
    days = [one.day for one in releases(folder)]
    if pinned():
        # Files of today: some were made after the moment.
        days, question = [], replace(question, earlier=None, later=None)
    question, more_faults = _answerable(question, days)
    tables: tuple[TableChanges, ...] = ()
    if question.earlier and question.later:
        tables = compared(folder, question.earlier, question.later)
    query = replace(question, as_of=None).query()
    return render_page(
        request,
        DataComparePage(
            earlier=question.earlier,
            later=question.later,
            earlier_choices=_choices(days, question.earlier),
            later_choices=_choices(days, question.later),
            tables=tables,
            changed=tuple(one for one in tables if one.any),
            most=MOST_SHOWN,
        ),
        question,
        title="Compare two releases",
        description="Which rows were added, removed and changed between two released data packages.",
        faults=(*faults, *more_faults),
        twins=(Twin("JSON", f"{api()}releases/compare/?{query}", "application/json"),) if tables else (),
    )


def _answerable(question: ReleasesPageQuestion, days: Sequence[date]) -> tuple[ReleasesPageQuestion, tuple[Fault, ...]]:
    """The question with the usual days where it names none, and with them alone where it cannot be answered."""
    later = question.later or (days[0] if days else None)
    earlier = question.earlier or next((day for day in days if later and day < later), None)
    if earlier and later:
        try:
            compared(Path(settings.RELEASES_DIR), earlier, later)
        except BadQuestion as refusal:
            usual, _ = _answerable(ReleasesPageQuestion(as_of=question.as_of), days)
            return usual, refusal.faults
        return replace(question, earlier=earlier, later=later), ()
    return replace(question, earlier=None, later=None), ()


def _choices(days: Sequence[date], chosen: date | None) -> tuple[Choice, ...]:
    return tuple(Choice(day.isoformat(), when(day), day == chosen) for day in days)
