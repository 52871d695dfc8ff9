"""Every rule of every table is held by the database itself: rows go in past Django's own checks."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from flows import models
from flows.models import (
    Actor,
    ActorOverlap,
    Addition,
    Appearance,
    Claimant,
    ClaimantOverlap,
    Event,
    FileReading,
    Indicator,
    KeptForm,
    Leg,
    Merge,
    Munition,
    Place,
    Proposal,
    Rate,
    Ratio,
    Revision,
    Shipment,
    Source,
)
from tests.flows.models.rows import KEPT, VALID, insert, row

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def people(db: None) -> None:
    """Two people of the desk, one with a change that waits."""
    User.objects.bulk_create([User(pk=901, username="one"), User(pk=902, username="two")])
    insert(Proposal, by_id=901, code="waiting")
    insert(Addition, by_id=901, code="waiting")
    insert(Merge, by_id=901, old="waiting")
    insert(Merge, by_id=901, old="merged", reviewed_by_id=902, **IN_FORCE)


NOW = datetime(2026, 1, 1, tzinfo=UTC)
IN_FORCE = {"outcome": "applied", "in_force": True}
CLAIMS = (Shipment, Rate, Ratio, Indicator)

BREAKS: list[tuple[Any, str, dict[str, Any]]] = [
    (Indicator, "indicator_share_of_a_whole", {"whole": "fired", "unit": "percent"}),
    (Indicator, "indicator_share_of_a_whole", {"whole_of_id": "ru"}),
    (models.EvidenceCheck, "evidence_check_of_a_text", {"characters": 0}),
    (models.EvidenceCheck, "evidence_check_of_a_text", {"sha256": ""}),
    (models.Received, "received_from_somewhere", {"instance": "", "by_id": 902}),
    (Actor, "actor_kind_said", {"kind": ""}),
    (Claimant, "claimant_kind_said", {"kind": ""}),
    (models.Source, "source_kind_said", {"kind": ""}),
    (models.Place, "place_kind_said", {"kind": ""}),
    (models.Event, "event_kind_said", {"kind": ""}),
    (Munition, "munition_unit_said", {"unit": ""}),
    (Indicator, "indicator_unit_said", {"unit": ""}),
    (Leg, "leg_mode_said", {"mode": ""}),
    (models.Assignment, "assignment_of_a_chore", {"code": ""}),
    (models.Passage, "passage_of_words", {"text": ""}),
    (Actor, "actor_part_of_not_itself", {"part_of_id": "test-row"}),
    (Actor, "actor_iso_unique", {"iso_alpha3": "PRK"}),
    (ActorOverlap, "actor_overlap_two_actors", {"overlaps_id": "us"}),
    (models.OtherName, "other_name_of_one_thing", {"actor_id": None}),
    (models.OtherName, "other_name_of_one_thing", {"munition_id": "rocket"}),
    (Munition, "munition_parent_not_itself", {"parent_id": "test-row"}),
    (ClaimantOverlap, "claimant_overlap_two_claimants", {"overlaps_id": "kida"}),
    (Source, "source_url_http", {"url": "javascript:alert(1)"}),
    (Source, "source_date_has_precision", {"published_on": date(2024, 1, 1)}),
    (Source, "source_archived_url_http", {"archived_url": "javascript:alert(1)"}),
    (Source, "source_archive_has_address", {"archived_on": date(2024, 7, 1)}),
    (Source, "source_archive_has_address", {"archive_sha256": "0" * 64}),
    (Source, "source_link_state_has_day", {"link_state": "dead"}),
    (Source, "source_link_state_has_day", {"link_checked_on": date(2024, 7, 1)}),
    (Source, "source_duplicate_of_not_itself", {"duplicate_of_id": "test-row"}),
    (
        models.Story,
        "story_two_flows",
        {"right_supplier_id": "kp", "right_recipient_id": "ru", "right_munition_id": "artillery-round"},
    ),
    (models.Subject, "subject_two_sides", {"second_side_id": "kp"}),
    (models.Subject, "subject_makers_of_a_side", {"second_makers": "us"}),
    (Appearance, "appearance_once", {"source_id": "2024-06-14-unn"}),
    (Appearance, "appearance_reports_not_itself", {"reports_id": "test-row"}),
    (
        Appearance,
        "appearance_original_reports_nothing",
        {"kind": "original", "reports_id": "rok-mnd-2024-06-14-shells--unn"},
    ),
    (Appearance, "appearance_carries_coded", {"carries": "party;figure"}),
    (Place, "place_on_the_globe", {"lat": Decimal(91), "lon": Decimal(0), "coordinate_basis": "town"}),
    (Place, "place_on_the_globe", {"lat": Decimal(42), "coordinate_basis": "town"}),
    (Place, "place_on_the_globe", {"lon": Decimal(42), "coordinate_basis": "town"}),
    (Place, "place_on_the_globe", {"coordinate_basis": "town"}),
    (Place, "place_on_the_globe", {"lat": Decimal(42), "lon": Decimal(130)}),
    (Leg, "leg_number_once", {"number": 1}),
    (Leg, "leg_goes_somewhere", {"to_place_id": "rajin"}),
    (Leg, "leg_distance_positive", {"distance_km": Decimal(0)}),
    (Event, "event_starts_on_ends_on_order", {"ends_on": date(2024, 6, 19)}),
    (Event, "event_starts_on_known_on_order", {"known_on": date(2024, 6, 19)}),
    *(
        (model, f"{model._meta.model_name}_{name}", values)
        for model in CLAIMS
        for name, values in (
            ("start_has_its_day", {"period_start": None, "start_basis": "series"}),
            ("period_start_period_end_order", {"period_start": date(2024, 2, 1), "period_end": date(2024, 1, 1)}),
            ("has_statement", {"statement": ""}),
            ("retraction_reason", {"status": "retracted"}),
            ("retraction_reason", {"retraction_reason": "None of yours."}),
            ("submitted_by_somebody", {"status": "submitted"}),
            ("rejection_reason", {"status": "rejected"}),
            ("public_when_approved", {"status": "published", "entered_by_id": 901}),
            (
                "public_when_approved",
                {"status": "retracted", "retraction_reason": "An error.", "entered_by_id": 901},
            ),
            ("approved_by_another", {"status": "published", "entered_by_id": 901, "approved_by_id": 901}),
            ("approved_by_another", {"status": "published", "submitted_by_id": 902, "approved_by_id": 902}),
        )
    ),
    (Revision, "revision_number_once", {"code": "rok-mnd-2024-06-14-shells"}),
    (Revision, "revision_approved_by_another", {"by_id": 901, "approved_by_id": 901}),
    (Proposal, "proposal_one_open", {"by_id": 902, "code": "waiting"}),
    (Proposal, "proposal_approved_by_another", {"by_id": 901, "outcome": "applied"}),
    (Proposal, "proposal_approved_by_another", {"by_id": 901, "reviewed_by_id": 901, "outcome": "applied"}),
    (Proposal, "proposal_rejection_reason", {"by_id": 901, "reviewed_by_id": 902, "outcome": "rejected"}),
    (Merge, "merge_two_rows", {"by_id": 901, "new": "test-row"}),
    (Merge, "merge_one_open", {"by_id": 902, "old": "waiting"}),
    (Merge, "merge_one_in_force", {"by_id": 902, "old": "merged", **IN_FORCE, "reviewed_by_id": 901}),
    (Merge, "merge_in_force_when_approved", {"by_id": 901, "in_force": True}),
    (Merge, "merge_approved_by_another", {"by_id": 901, "outcome": "applied"}),
    (Merge, "merge_approved_by_another", {"by_id": 901, "reviewed_by_id": 901, "outcome": "applied"}),
    (Merge, "merge_rejection_reason", {"by_id": 901, "reviewed_by_id": 902, "outcome": "rejected"}),
    (Addition, "addition_once", {"by_id": 902, "code": "waiting"}),
    (Addition, "addition_public_since", {"by_id": 901, "public_by_id": 902}),
    (Addition, "addition_public_since", {"by_id": 901, "public_with": "a-claim"}),
    (Addition, "addition_approved_by_another", {"by_id": 901, "public_by_id": 901, "public_at": NOW}),
    *(
        (model, f"{model._meta.model_name}_{name}", values)
        for model in (Shipment, Rate, Indicator)
        for name, values in (
            ("bound_fills", {"low": Decimal(1)}),
            ("bound_fills", {"point": None}),
            ("bound_fills", {"bound": "up-to"}),
            ("bound_fills", {"bound": "unquantified"}),
            ("not_negative", {"point": Decimal(-1)}),
            ("low_high_order", {"bound": "between", "point": None, "low": Decimal(2), "high": Decimal(1)}),
        )
    ),
    *(
        (model, f"{model._meta.model_name}_supersedes_not_itself", {"supersedes_id": "test-row"})
        for model in (Shipment, Rate)
    ),
    (Shipment, "shipment_two_parties", {"recipient_id": "kp"}),
    (Shipment, "shipment_words_without_figure", {"words": "dozens"}),
    (Shipment, "shipment_supersedes_total", {"supersedes_id": "x", "temporal": "snapshot"}),
    (Shipment, "shipment_supersedes_total", {"supersedes_id": "x", "stance": "denies"}),
    (Shipment, "shipment_factor_has_origin", {"factor": Decimal(2)}),
    (Shipment, "shipment_not_negative", {"factor": Decimal(-2), "derived_from_id": "rok-mnd-2024-06-14-shells"}),
    (Shipment, "shipment_interval_has_period", {"temporal": "interval"}),
    (Shipment, "shipment_capacity_not_delivered", {"basis": "capacity-if-full", "stage": "delivered"}),
    (Shipment, "shipment_part_of_not_itself", {"part_of_id": "test-row"}),
    (Shipment, "shipment_derived_from_not_itself", {"derived_from_id": "test-row"}),
    (Ratio, "ratio_bound_fills", {"high": None}),
    (Ratio, "ratio_not_negative", {"low": Decimal(-1), "high": Decimal(-1)}),
    (Ratio, "ratio_low_high_order", {"bound": "between", "low": Decimal(2), "high": Decimal(1)}),
    (Ratio, "ratio_single_value", {"high": Decimal(11)}),
    (Ratio, "ratio_two_sides", {"over_id": "ru"}),
]

CODED = [
    (model, constraint.name)
    for model in (*VALID, *KEPT)
    for constraint in model._meta.constraints
    if constraint.name.endswith("_coded")
]


def refused(model: Any, constraint: str, **values: Any) -> None:
    """Assert that the database refuses a row, naming the constraint."""
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        insert(model, **values)
    names = (
        constraint,
        *(getattr(one, "fields", ("",))[0] for one in model._meta.constraints if one.name == constraint),
    )
    assert any(name and name in str(refusal.value) for name in names)


@pytest.mark.parametrize("model", VALID, ids=lambda model: model.__name__)
def test_a_valid_row_is_accepted_by_django_and_by_the_database(model: Any) -> None:
    row(model).full_clean()
    insert(model)


@pytest.mark.parametrize(("model", "constraint", "values"), BREAKS, ids=lambda value: getattr(value, "__name__", None))
def test_a_row_that_breaks_a_rule_is_refused_by_the_database(
    model: Any, constraint: str, values: dict[str, Any]
) -> None:
    refused(model, constraint, **values)


@pytest.mark.parametrize(("model", "constraint", "values"), BREAKS, ids=lambda value: getattr(value, "__name__", None))
def test_and_django_says_why_in_words_before(model: Any, constraint: str, values: dict[str, Any]) -> None:
    with pytest.raises(ValidationError) as refusal:
        row(model, **values).full_clean()
    assert not any(constraint in message for message in refusal.value.messages)


@pytest.mark.parametrize(("model", "constraint"), CODED, ids=lambda value: getattr(value, "__name__", value))
def test_a_code_outside_its_list_is_refused_by_the_database(model: Any, constraint: str) -> None:
    field = constraint.removesuffix("_coded").removeprefix(f"{_prefix(model)}_")
    people = {"by_id": 902} if model in (Proposal, Addition, Merge) else {}
    refused(model, constraint, **people, **BESIDE.get(constraint, {}), **{field: "x"})


BESIDE: dict[str, dict[str, Any]] = {
    # Or another rule is broken too, and which of the two is named differs by database.
    "indicator_whole_coded": {"whole_of_id": "ru", "whole_munition_id": "artillery-round", "unit": "percent"},
}


def _prefix(model: Any) -> str:
    spaced = {
        ActorOverlap: "actor_overlap",
        ClaimantOverlap: "claimant_overlap",
        models.EvidenceCheck: "evidence_check",
    }
    return spaced.get(model) or str(model._meta.model_name)


@pytest.mark.parametrize(
    ("model", "values"),
    [
        (Actor, {"name": "Russia"}),
        (Munition, {"name": "Ammunition, type not stated"}),
        (Source, {"url": "javascript:"}),
        (Claimant, {"short_name": None}),
    ],
)
def test_names_and_links_are_unique_or_required(model: Any, values: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        insert(model, **values)


def test_no_rule_goes_without_a_row_that_breaks_it() -> None:
    shown = {constraint for _, constraint, _ in BREAKS} | {constraint for _, constraint in CODED}
    every = {one.name for model in apps.get_app_config("flows").get_models() for one in model._meta.constraints}
    overlaps = {"actor_overlap_once", "claimant_overlap_once"}
    assert every - shown == {*overlaps, "file_reading_name_once", "kept_form_once", "received_once"}


def test_files_of_a_table_are_read_in_one_way_under_a_name() -> None:
    by = User.objects.create_user("ann")
    insert(FileReading, by=by)
    insert(FileReading, by=by, table="rates")
    with pytest.raises(IntegrityError), transaction.atomic():
        insert(FileReading, by=by)


def test_a_record_of_another_instance_is_received_once() -> None:
    by = User.objects.create_user("ann")
    insert(models.Received, by=by)
    insert(models.Received, by=by, instance="another.example.org")
    with pytest.raises(IntegrityError), transaction.atomic():
        insert(models.Received, by=by)


def test_of_one_form_one_is_kept_of_each() -> None:
    by = User.objects.create_user("ann")
    insert(KeptForm, by=by)
    insert(KeptForm, by=by, code="a-claim")
    insert(KeptForm, by=User.objects.create_user("ben"))
    with pytest.raises(IntegrityError), transaction.atomic():
        insert(KeptForm, by=by)


def test_a_pair_overlaps_once() -> None:
    for model in (ActorOverlap, ClaimantOverlap):
        insert(model)
        with pytest.raises(IntegrityError), transaction.atomic():
            insert(model, code="test-row-2")


def test_no_table_goes_without_a_row() -> None:
    assert {*VALID, *KEPT} == {
        model for model in apps.get_app_config("flows").get_models() if not model._meta.auto_created
    }


def test_what_claims_lean_on_cannot_be_deleted() -> None:
    for model, code in ((Claimant, "kr-mnd"), (Actor, "kp"), (models.Source, "2024-06-14-close-the-sky-over-ukraine")):
        with pytest.raises(IntegrityError), transaction.atomic():
            model.objects.get(pk=code).delete()
