"""Every table of ours is of claims, of what they refer to, or of the desk; and what walks over them forgets none."""

from __future__ import annotations

from typing import Any

import pytest
from django.apps import apps
from django.contrib import admin

from flows.models.claims import CLAIM_MODELS, Claim
from flows.models.history import KIND
from flows.models.tables import reference_models
from flows.queries.rows import MODEL_OF_KIND, PARTS
from flows.roles import permissions

TABLES = list(apps.get_app_config("flows").get_models())
OF_THE_DESK = {
    "Addition": "its becoming public leaves a revision",
    "Assignment": "not public",
    "EvidenceCheck": "a check changes the version of the data by itself",
    "Merge": "its code leads on, and is no row",
    "Moment": "it is the clock of the record",
    "Passage": "not public",
    "Proposal": "not public",
    "Revision": "a public one changes the version of the data by itself",
    "FileReading": "not public",
    "Received": "the claim that it is of becoming public leaves a revision",
    "KeptForm": "not public",
    "Upload": "not public",
}
CLAIMS = [model for model in TABLES if issubclass(model, Claim)]
REFERENCE = [model for model in TABLES if model not in CLAIMS and model.__name__ not in OF_THE_DESK]


def test_each_table_is_of_one_kind() -> None:
    assert set(OF_THE_DESK) < {model.__name__ for model in TABLES}
    assert list(CLAIM_MODELS.values()) == CLAIMS
    assert list(reference_models()) == REFERENCE


@pytest.mark.parametrize("model", CLAIMS)
def test_every_claim_has_a_kind_in_the_history(model: type[Claim]) -> None:
    assert (f"{model._meta.model_name}s", model._meta.model_name) in KIND


@pytest.mark.parametrize("model", REFERENCE)
def test_what_claims_refer_to_has_a_history_or_is_part_of_what_has_one(model: Any) -> None:
    assert (model in MODEL_OF_KIND.values()) is (model not in {parts.model for parts in PARTS.values()})
    kind = {kind for kind, each in MODEL_OF_KIND.items() if each is model}
    assert kind <= {code for code, _ in KIND}


@pytest.mark.parametrize("model", CLAIMS)
def test_every_claim_can_be_entered_and_reviewed(model: type[Claim]) -> None:
    name = model._meta.model_name
    assert {f"flows.view_{name}", f"flows.add_{name}", f"flows.change_{name}"} <= permissions("editor")
    assert {f"flows.review_{name}", f"flows.retract_{name}"} <= permissions("reviewer")
    assert f"flows.delete_{name}" not in permissions("administrator")


@pytest.mark.parametrize("model", REFERENCE)
def test_all_that_claims_refer_to_can_be_kept(model: Any) -> None:
    name = model._meta.model_name
    assert {f"flows.view_{name}", f"flows.add_{name}", f"flows.change_{name}"} <= permissions("editor")
    assert f"flows.delete_{name}" in permissions("administrator")


def test_the_admin_shows_nothing_that_no_role_may_see() -> None:
    shown = [model for model in admin.site._registry if model._meta.app_label == "flows"]
    seen = [model for model in shown if model._meta.default_permissions]
    assert seen
    assert {f"flows.view_{model._meta.model_name}" for model in seen} <= permissions("viewer")
