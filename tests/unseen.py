"""What the desk holds and readers do not see: claims of every kind in every such status, proposals, additions.

Each carries the word `MARK` wherever it holds text and `FIGURE` wherever it holds an amount, and refers to public
records as closely as the rules let.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from flows.actions.apply_import import apply_import
from flows.actions.editors_import import judged_for
from flows.actions.propose import propose
from flows.actions.record import record
from flows.actions.review import reject, submit
from flows.actions.values import held, hold
from flows.importing import stored
from flows.importing.tables import TABLE_OF_NAME
from flows.importing.upload import Sent, read_sent
from flows.importing.written import csv_of
from flows.models import Event, Indicator, Leg, Rate, Ratio, Route, Shipment, Source
from flows.queries.rows import ADDED
from tests.flows.actions.people import drafted, person, submitted
from tests.flows.models.rows import insert, row

MARK = "quartz-heron"
FIGURE = Decimal(7_654_321)
LAST_DAY = date(2026, 1, 2)
HEAD = "rok-dia-2025-07-13-152mm"
CONTAINERS = "rok-mnd-2024-06-14-containers"
KINDS: tuple[Any, ...] = (Shipment, Rate, Ratio, Indicator)
STATES = ("draft", "submitted", "rejected")
_LATE: dict[str, Any] = {
    "source_id": "test-row",
    "claimed_on": LAST_DAY,
    "date_precision": "inferred",
    "statement": f"Somebody said {MARK}.",
    "notes": f"A note on {MARK}.",
    "speaker": MARK,
}
_FIGURES: dict[Any, dict[str, Any]] = {
    Shipment: {"point": FIGURE},
    Rate: {"point": FIGURE},
    Ratio: {"low": FIGURE, "high": FIGURE},
    Indicator: {"point": FIGURE, "name": MARK},
}
_TEXTS = ("name", "short_name", "title", "plural", "notes")
_AS_HEAD = ("claimant", "supplier", "recipient", "munition")


def source() -> None:
    """The public document that the claims rest on: to be there before anything is compared."""
    insert(Source)


def enter_claims() -> list[str]:
    """A draft, a submitted and a rejected claim of every kind, and three that lean on public ones; their codes."""
    made = []
    for model in KINDS:
        for state in STATES:
            values = {**_LATE, **_FIGURES[model], "code": f"{MARK}-{model._meta.model_name}-{state}"}
            claim = drafted(model, **values) if state == "draft" else submitted(model, **values)
            if state == "rejected":
                reject([claim], f"Which {MARK}?", person("reviewer"))
            made.append(values["code"])
    head = Shipment.objects.get(code=HEAD)
    alike = {f"{name}_id": getattr(head, f"{name}_id") for name in _AS_HEAD}
    newer = {**alike, "stage": head.stage, "basis": head.basis, "bound": "up-to", "point": None, "high": FIGURE}
    successor = drafted(code=f"{MARK}-successor", **_LATE, **newer, supersedes_id=HEAD)
    submit([successor], person("author"))
    drafted(code=f"{MARK}-part", **_LATE, part_of_id=CONTAINERS, point=FIGURE, munition_id="container")
    drafted(code=f"{MARK}-flow", **_LATE, point=FIGURE, supplier_id="ir", recipient_id="ua")
    return [*made, *(f"{MARK}-{name}" for name in ("successor", "part", "flow"))]


def propose_changes() -> None:
    """A change with the mark to a public record of every kind, and by a file to another one."""
    for model in KINDS:
        claim = model.objects.filter(status="published").order_by("code").first()
        claim.notes, claim.speaker = f"A change with {MARK}.", MARK
        assert propose(claim, person("author")) is not None
    for model, kind in ADDED.items():
        first, second = model._default_manager.exclude(pk__startswith=MARK).order_by("pk")[:2]
        for name in {field.name for field in model._meta.concrete_fields} & set(_TEXTS):
            setattr(first, name, f"{MARK} proposed {name}")
        if model is Route:
            hold(first, legs=[*held(first)["legs"], row(Leg, number=90, notes=MARK)])
        assert propose(first, person("author")) is not None
        table = TABLE_OF_NAME[kind]
        of_second = {"route": second} if model is Route else {"pk": second.pk}
        values = {**stored.rows_of(table, table.model._default_manager.filter(**of_second))[0], "notes": MARK}
        shown = judged_for(read_sent(table, Sent(table.file, csv_of(table, [values]))), person("author"))
        (written,) = apply_import(shown, by=person("author"))
        assert written.proposed == 1


def add_rows() -> list[str]:
    """A row of every kind that the desk adds besides claims, and a leg of the route; their codes."""
    codes = []
    for model in ADDED:
        values = {"code": f"{MARK}-{model._meta.model_name}"}
        names = {field.name for field in model._meta.concrete_fields}
        values |= {
            name: f"{MARK} {name}" for name in ("name", "short_name", "title", "plural", "notes") if name in names
        }
        if model is Source:
            values |= {"url": f"https://example.org/{MARK}", "publisher": MARK}
        made = row(model, **values)
        if model is Event:
            hold(made, actors=["ru"])
        if model is Route:
            hold(made, legs=[row(Leg, number=1, notes=MARK)])
        record(made, by=person("author"))
        codes.append(values["code"])
    return codes
