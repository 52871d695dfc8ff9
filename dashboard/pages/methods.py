"""How the numbers are made: the rules, every measure, every coded list, every field. Generated from the code."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Annotated

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from dashboard.charts import GRAMMAR, KeyEntry, key_entry
from dashboard.pages.day_question import DayQuestion
from dashboard.pages.frame import Content, asked, render_page
from flows import measures, vocabulary
from flows.clock import pinned
from flows.dictionary import GIVEN_OUT, TABLES, Table
from flows.estimates.balance_terms import BALANCE_TERM, NOT_COUNTED, NOT_IN_TERM, TERM_SOURCE
from flows.estimates.conversion import CAUTION
from flows.estimates.pace import NEARNESS, PACE_REFUSAL
from flows.estimates.pairs import VERDICT
from flows.estimates.quotient import DIFFERENCE
from flows.estimates.reconcile import CHANGE, RECONCILED
from flows.estimates.share import SHARE_REFUSAL
from flows.measures import coder_agreement
from flows.measures.coder_agreement import CoderAgreement
from flows.measures.definition import Definition
from flows.measures.evidence_checked import compute, share
from flows.queries.evidence import Checked
from flows.questions.parameters import GRADE
from flows.subject import subject

COMPUTED_LISTS = (
    *(DIFFERENCE, CAUTION, BALANCE_TERM, TERM_SOURCE, NOT_IN_TERM, NOT_COUNTED),
    *(SHARE_REFUSAL, PACE_REFUSAL, NEARNESS),
    *(CHANGE, RECONCILED, VERDICT),
)
"""The coded lists of computed answers."""


@dataclass(frozen=True, slots=True)
class EvidenceShares:
    """How many claims are published, of how many the document was checked, and what was found of these, as shares."""

    counts: Checked
    checked: Decimal
    figure: Decimal

    @classmethod
    def of(cls, counts: Checked) -> EvidenceShares:
        """The shares of these counts, in percent."""
        return cls(counts, share(counts.checked, counts.claims), share(counts.figure, counts.checked))


@dataclass(frozen=True, slots=True)
class MethodsPage(Content):
    """What the methods page prints."""

    template = "pages/methods.html"

    grade_meaning: Annotated[str, "What asking for a grade leaves out."]
    marks: Annotated[tuple[KeyEntry, ...], "Every mark of the charts with its words."]
    definitions: Annotated[tuple[Definition, ...], "The definition of every measure."]
    evidence: Annotated[EvidenceShares | None, "How much of the evidence was checked; None as of a day."]
    agreement: Annotated[CoderAgreement | None, "How far two coders agree; None as of a moment of the record."]
    lists: Annotated[tuple[vocabulary.CodedList, ...], "Every coded list with its terms."]
    tables: Annotated[tuple[Table, ...], "Every table with its fields: the codebook."]


@require_safe
def methods(request: HttpRequest) -> HttpResponse:
    """Every definition, every coded list, and the codebook."""
    question, faults = DayQuestion.read(asked(request))
    return render_page(
        request,
        MethodsPage(
            grade_meaning=GRADE.meaning,
            marks=marks(),
            definitions=tuple(definitions()),
            evidence=EvidenceShares.of(compute()) if question.as_of is None else None,
            # Readings are files of today, which the record knows nothing of.
            agreement=None
            if pinned() or subject().code
            else coder_agreement.compute(Path(settings.BASE_DIR) / "seeds"),
            lists=(*vocabulary.CODED_LISTS, *COMPUTED_LISTS),
            tables=(*TABLES, *GIVEN_OUT),
        ),
        question,
        title="Methods",
        description="What each word and each number on this site means, and how the numbers are made.",
        faults=faults,
    )


def definitions() -> Iterator[Definition]:
    """The definition of every measure, found by walking the measures, by slug."""
    found = {
        module.DEFINITION.slug: module.DEFINITION
        for name in sorted(info.name for info in iter_modules(measures.__path__))
        if hasattr(module := import_module(f"{measures.__name__}.{name}"), "DEFINITION")
    }
    yield from (found[slug] for slug in sorted(found))


def marks() -> tuple[KeyEntry, ...]:
    """Every mark of the grammar with its words."""
    return tuple(key_entry(entry.code, f"mark-{entry.code}") for entry in GRAMMAR)
