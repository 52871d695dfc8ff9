"""Indicators get what the other claims have: a bound that says which figures are filled, and a grade.

Note 1: the bound follows from the figures that were stated. Whether a single value was hedged was not stored, so it
counts as exact, as it has been printed so far; and no claim was graded, so that each is one that cannot be judged.
"""

from __future__ import annotations

from typing import Any

from django.db import migrations, models
from django.db.migrations import AddConstraint, AddField, RemoveConstraint, RenameField
from django.db.models import Case, CheckConstraint, F, Q, Value, When

_FIGURES = {"value_low": "low", "value": "point", "value_high": "high"}
_FILLS = {
    **dict.fromkeys(("exact", "about"), ("point",)),
    "at-least": ("low",),
    "up-to": ("high",),
    "between": ("low", "high"),
    "unquantified": (),
}


def _filled(figures: tuple[str, ...]) -> tuple[tuple[str, bool], ...]:
    return tuple((f"{figure}__isnull", figure not in figures) for figure in _FIGURES.values())


def bounds_from_figures(apps: Any, schema_editor: Any) -> None:
    """The bound of every row that is there, by which of its figures are filled."""
    cases = [When(Q(*_filled(_FILLS[bound])), then=Value(bound)) for bound in ("exact", "at-least", "up-to", "between")]
    apps.get_model("flows", "Indicator").objects.update(bound=Case(*cases))


def _fills() -> Q:
    condition = Q()
    for bound, figures in _FILLS.items():
        condition |= Q(("bound", bound), *_filled(figures))
    return condition


class Migration(migrations.Migration):
    dependencies = [("flows", "0011_known_on")]

    operations = [
        *(
            RemoveConstraint("indicator", f"indicator_{name}")
            for name in ("not_negative", "value_low_value_high_order", "has_a_value", "value_or_range")
        ),
        *(RenameField("indicator", old, new) for old, new in _FIGURES.items()),
        AddField("indicator", "bound", models.CharField(default="exact", max_length=12), preserve_default=False),
        AddField("indicator", "credibility", models.CharField(default="6", max_length=1), preserve_default=False),
        migrations.RunPython(bounds_from_figures, migrations.RunPython.noop),
        AddConstraint(
            "indicator", CheckConstraint(condition=Q(("bound__in", tuple(_FILLS))), name="indicator_bound_coded")
        ),
        AddConstraint(
            "indicator",
            CheckConstraint(
                condition=Q(("credibility__in", ("1", "2", "3", "4", "5", "6"))), name="indicator_credibility_coded"
            ),
        ),
        AddConstraint("indicator", CheckConstraint(condition=_fills(), name="indicator_bound_fills")),
        AddConstraint(
            "indicator",
            CheckConstraint(
                condition=Q(
                    *(
                        Q((f"{figure}__isnull", True), (f"{figure}__gte", 0), _connector="OR")
                        for figure in ("low", "point", "high")
                    )
                ),
                name="indicator_not_negative",
            ),
        ),
        AddConstraint(
            "indicator",
            CheckConstraint(
                condition=Q(("low__isnull", True), ("high__isnull", True), ("low__lte", F("high")), _connector="OR"),
                name="indicator_low_high_order",
            ),
        ),
    ]
