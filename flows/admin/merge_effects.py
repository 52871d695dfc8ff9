"""What a merge that waits would do: how many records it moves, and the flows that it joins, before and after."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction

from flows.actions.merge import apply_for_now
from flows.admin.changes import span_words
from flows.dictionary import TABLES
from flows.measures.flow import compute
from flows.models import Actor, Merge, Munition, Shipment
from flows.queries.rows import MODEL_OF_KIND
from flows.questions import BadQuestion, Flow, FlowQuestion
from flows.vocabulary import PUBLIC_STATUSES, STAGE, UNIT
from flows.wording import with_article

MOST_FLOWS = 10


@dataclass(frozen=True, slots=True)
class ToldMerge:
    """A merge with its two rows as people call them."""

    merge: Merge
    old: str
    new: str

    @property
    def words(self) -> str:
        """What is merged into what, or taken apart again."""
        kind = str(self.merge.get_kind_display()).capitalize()
        joined = f"and {self.new}, apart again" if self.merge.undoes_id else f"into {self.new}"
        return f"{kind}: {self.old} {joined}"


@dataclass(frozen=True, slots=True)
class FlowEffect:
    """A flow as it would be, with what it and those that would become it say now, each in words."""

    flow: str
    before: tuple[tuple[str, str], ...]
    after: str


@dataclass(frozen=True, slots=True)
class Effects:
    """How many records of each table would name the other row; the flows of the most claims, and how many more."""

    moved: tuple[tuple[str, int], ...]
    flows: tuple[FlowEffect, ...]
    more_flows: int


def told_merges(merges: Sequence[Merge]) -> tuple[ToldMerge, ...]:
    """Merges with the names of their rows. One query for each kind among them."""
    names: dict[tuple[str, str], str] = {}
    for kind in {merge.kind for merge in merges}:
        codes = {code for merge in merges if merge.kind == kind for code in (merge.old, merge.new)}
        for row in MODEL_OF_KIND[kind]._default_manager.filter(pk__in=codes):
            names[kind, row.pk] = str(getattr(row, "name", "") or row)
    return tuple(
        ToldMerge(merge, *(f"{names.get((merge.kind, code), code)} ({code})" for code in (merge.old, merge.new)))
        for merge in merges
    )


def told_merge(merge: Merge) -> ToldMerge:
    """One merge with the names of its rows."""
    return told_merges([merge])[0]


def effects(merge: Merge) -> Effects:
    """What approving would do: it is done, read and rolled back. ValidationError where it would be refused."""
    with transaction.atomic():
        moved = apply_for_now(merge)
        claims = [one.code for one in moved if one.kind == "shipments"]
        then = _flows_of(claims)
        counted = Counter(then.values())
        flows = sorted(counted, key=lambda flow: (-counted[flow], flow))
        after = {flow: _says(flow) for flow in flows[:MOST_FLOWS]}
        transaction.set_rollback(True)
    now = _flows_of(claims)
    sources: dict[Flow, set[Flow]] = defaultdict(set)
    for code, flow in then.items():
        sources[flow] |= {now[code], flow}
    called = _names({*sources, *(one for every in sources.values() for one in every)})
    tables = Counter(one.kind for one in {(one.kind, one.code): one for one in moved}.values())
    return Effects(
        tuple((table.title, tables[table.name]) for table in TABLES if tables[table.name]),
        tuple(
            FlowEffect(called[flow], tuple((called[one], _says(one)) for one in sorted(sources[flow])), words)
            for flow, words in after.items()
        ),
        max(0, len(flows) - MOST_FLOWS),
    )


def _flows_of(codes: Iterable[str]) -> dict[str, Flow]:
    rows = Shipment.objects.filter(pk__in=list(codes), status__in=PUBLIC_STATUSES).order_by()
    named = rows.values_list("pk", "supplier", "recipient", "munition")
    return {code: Flow(supplier, recipient, munition) for code, supplier, recipient, munition in named}


def _names(flows: Iterable[Flow]) -> dict[Flow, str]:
    """What flows are called, by two queries: "one party to another, artillery rounds"."""
    actors = dict(Actor.objects.order_by().values_list("pk", "name"))
    goods = dict(Munition.objects.order_by().values_list("pk", "plural"))
    return {
        one: f"{with_article(actors[one.supplier])} to {with_article(actors[one.recipient])}, {goods[one.munition]}"
        for one in flows
    }


def _says(flow: Flow) -> str:
    """What the page of a flow says: how many claims stand, by how many independent claimants, and the spans."""
    try:
        answer = compute(FlowQuestion(flow))
    except BadQuestion:
        return "no such flow"
    standing = len(answer.ledger.standing)
    spans = (
        f"{UNIT.label(span.unit)} {STAGE.label(span.stage)}: {span_words(span)}"
        for span in sorted(answer.spans, key=lambda span: (span.stage, span.unit))
    )
    counted = f"{standing} claim{'' if standing == 1 else 's'} stand{'s' if standing == 1 else ''}"
    return "; ".join((f"{counted}, {answer.claimants} independent", *spans))
