"""Two rows that are one: every reference moves, the old code leads on, and it can be taken apart again."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from flows.actions.merge import (
    approve_merge,
    propose_merge,
    propose_undoing,
    reject_merge,
    withdraw_merge,
)
from flows.actions.record import record
from flows.importing.preview import preview
from flows.models import (
    Actor,
    ActorOverlap,
    Claimant,
    ClaimantOverlap,
    Event,
    Leg,
    Merge,
    Place,
    Ratio,
    Revision,
    Shipment,
    Source,
)
from flows.models.claims import CLAIM_MODELS
from flows.queries.data_version import data_version
from flows.queries.rows import public
from flows.queries.stories import usual_flows
from flows.subject import subject
from tests.flows.actions.people import drafted, fresh, person, published
from tests.flows.importing.seeds import changed
from tests.flows.models.rows import insert, row

pytestmark = pytest.mark.django_db

CLAIMS: tuple[Any, ...] = tuple(CLAIM_MODELS.values())
SOURCE = "2024-06-14-odessa-journal"
"""A document that claims of several kinds name as theirs."""


@pytest.fixture(autouse=True)
def twins(db: None) -> None:
    """A second row for a party, a claimant and a document, each public and named by nothing yet."""
    record(row(Actor, code="twin", name="Twin"))
    record(row(Claimant, code="twin", name="Twin", short_name="Twin"))
    record(row(Source, code="twin", published_on=date(2024, 6, 14), date_precision="day"))


def merged(kind: str, old: str, new: str) -> Merge:
    merge = propose_merge(kind, old, new, person("author"))
    approve_merge(merge, person("reviewer"))
    return fresh(merge)  # type: ignore[no-any-return]


def undone(merge: Merge) -> None:
    approve_merge(propose_undoing(merge, person("author")), person("reviewer"))


def refused(kind: str, old: str, new: str) -> str:
    version = data_version()
    with pytest.raises(ValidationError) as error:
        propose_merge(kind, old, new, person("author"))
    assert not Merge.objects.exists()
    assert data_version() == version
    return " ".join(error.value.messages)


def state() -> dict[str, Any]:
    """Everything that names parties, claimants and documents, as it is stored."""
    kept = ("version", "changed_at")
    tables: tuple[Any, ...] = (*CLAIMS, ActorOverlap, ClaimantOverlap, Place, Leg, Claimant, Actor, Source)
    found: dict[str, Any] = {
        model.__name__: [
            {name: value for name, value in values.items() if name not in kept}
            for values in model._default_manager.order_by("pk").values()
        ]
        for model in tables
    }
    members = Event.actors.through.objects.order_by("event", "actor").values_list("event", "actor")
    return {**found, "members": list(members), "events": list(Event.objects.order_by("pk").values())}


@pytest.mark.parametrize(
    ("kind", "old"),
    [
        ("actors", "ir"),
        ("claimants", "kr-mnd"),
        ("sources", SOURCE),
        ("sources", "2024-06-14-close-the-sky-over-ukraine"),
        ("sources", "2023-10-14-kbs-world"),
    ],
)
def test_everything_that_named_the_old_row_names_the_new_one_and_undoing_moves_it_back(kind: str, old: str) -> None:
    before, version = state(), data_version()
    merge = merged(kind, old, "twin")
    assert merge.in_force
    assert merge.moved
    model: Any = {"actors": Actor, "claimants": Claimant, "sources": Source}[kind]
    for relation in model._meta.related_objects:
        named = relation.related_model._default_manager.filter(**{relation.field.name: old})
        assert not [one for one in named if one.pk != old]
    assert data_version() != version
    assert not public(kind).filter(pk=old).exists()
    assert public(kind).filter(pk="twin").exists()
    undone(merge)
    assert state() == before
    assert public(kind).filter(pk=old).exists()
    assert not fresh(merge).in_force


def test_each_record_gets_a_revision_that_names_both_people(db: None) -> None:
    merge = merged("sources", SOURCE, "twin")
    claims = {code for kind, code, *_ in merge.moved if kind in CLAIM_MODELS}
    assert claims
    for code in claims:
        last = Revision.objects.filter(code=code).order_by("number").last()
        assert last is not None
        assert (last.verb, last.by, last.approved_by) == ("revised", person("author"), person("reviewer"))
        assert last.values["source"] == "twin"
        assert last.note == f"Merged: {SOURCE} into twin."


def test_nobody_approves_their_own_merge_or_undoing() -> None:
    merge = propose_merge("claimants", "kr-mnd", "twin", person("author"))
    with pytest.raises(ValidationError, match="cannot approve"):
        approve_merge(merge, person("author"))
    assert Shipment.objects.filter(claimant="kr-mnd").exists()
    approve_merge(merge, person("reviewer"))
    undoing = propose_undoing(merge, person("reviewer"))
    with pytest.raises(ValidationError, match="cannot approve"):
        approve_merge(undoing, person("reviewer"))
    with pytest.raises(ValidationError, match="no longer waits"):
        approve_merge(merge, person("third"))


def test_only_ones_own_proposal_is_withdrawn_and_a_rejection_has_its_reason() -> None:
    merge = propose_merge("claimants", "kr-mnd", "twin", person("author"))
    with pytest.raises(ValidationError, match="only whoever proposed"):
        withdraw_merge(merge, person("reviewer"))
    with pytest.raises(ValidationError):
        reject_merge(merge, " ", person("reviewer"))
    reject_merge(merge, "They are two.", person("reviewer"))
    again = propose_merge("claimants", "kr-mnd", "twin", person("author"))
    withdraw_merge(again, person("author"))
    assert [one.outcome for one in Merge.objects.order_by("pk")] == ["rejected", "withdrawn"]
    assert not Merge.objects.filter(in_force=True).exists()


@pytest.mark.parametrize(
    ("kind", "old", "new", "said"),
    [
        ("sources", "twin", "twin", "not merged into itself"),
        ("sources", "no-such", "twin", "There is no 'no-such' among the sources"),
        ("sources", "twin", "kr-mnd", "one of the claimants, and only rows of one kind are merged"),
        ("munitions", "missile", "munition", "only rows of actors, claimants, sources are merged"),
        ("actors", "ir", "ru", "Supplier and recipient are two different actors."),
        ("actors", "ua", "twin", "A subject of this site names ua: merge the other party into it."),
    ],
)
def test_a_merge_that_would_join_a_record_to_itself_is_refused(kind: str, old: str, new: str, said: str) -> None:
    assert said in refused(kind, old, new)


def test_a_side_over_itself_and_a_part_of_itself_are_refused() -> None:
    insert(Ratio, code="sides", favours_id="twin")
    assert "A ratio sets two different sides against one another." in refused("actors", "twin", "ua")
    insert(Actor, code="part", name="Part", part_of_id="twin")
    Ratio.objects.filter(pk="sides").delete()
    assert "An actor cannot be part of itself." in refused("actors", "twin", "part")


def test_the_parties_that_the_subject_names_are_not_merged_away() -> None:
    asked = usual_flows()
    assert asked is not None
    assert {flow.recipient for flow in asked} <= subject().named


def test_an_overlap_of_a_row_with_itself_is_refused() -> None:
    insert(ActorOverlap, code="pair", actor_id="twin", overlaps_id="kp")
    assert "An overlap is between two different actors." in refused("actors", "twin", "kp")
    insert(ClaimantOverlap, code="pair", claimant_id="twin", overlaps_id="kr-mnd")
    assert "An overlap is between two different claimants." in refused("claimants", "twin", "kr-mnd")


def test_a_document_that_is_a_duplicate_of_the_other_is_merged_into_it_and_not_the_other_way_round() -> None:
    Source.objects.filter(pk="twin").update(duplicate_of=SOURCE)
    assert "A source cannot be a duplicate of itself." in refused("sources", SOURCE, "twin")
    merged("sources", "twin", SOURCE)


def test_what_is_not_public_is_not_merged() -> None:
    record(row(Claimant, code="waits", name="Waits", short_name="Waits"), by=person("author"))
    assert "not public yet" in refused("claimants", "waits", "twin")
    assert "not public yet" in refused("claimants", "twin", "waits")


def test_a_merged_row_is_not_merged_again_and_there_is_no_circle() -> None:
    merged("claimants", "twin", "kr-mnd")
    for old, new in (("twin", "kida"), ("kida", "twin"), ("kr-mnd", "twin")):
        with pytest.raises(ValidationError, match="twin is merged into kr-mnd already"):
            propose_merge("claimants", old, new, person("author"))


def test_two_merges_that_wait_cannot_make_a_circle() -> None:
    propose_merge("claimants", "twin", "kida", person("author"))
    with pytest.raises(ValidationError, match="A merge waits already"):
        propose_merge("claimants", "kida", "twin", person("author"))


def test_the_code_leads_through_several_merges_which_are_undone_from_the_last() -> None:
    first = merged("claimants", "twin", "kida")
    merged("claimants", "kida", "kr-mnd")
    assert Merge.objects.into([("claimants", "twin"), ("claimants", "nato"), ("actors", "twin")]) == {
        ("claimants", "twin"): "kr-mnd"
    }
    with pytest.raises(ValidationError, match="kida was itself merged into kr-mnd: undo that first"):
        propose_undoing(first, person("author"))


def test_undoing_leaves_what_was_changed_since_and_what_named_the_new_row_before() -> None:
    merge = merged("sources", SOURCE, "twin")
    moved = sorted(code for kind, code, *_ in merge.moved if kind == "shipments")
    Shipment.objects.filter(pk=moved[0]).update(source="2023-10-16-wion")
    later = published(code="later", source_id="twin")
    undone(merge)
    assert fresh(later).source_id == "twin"
    assert Shipment.objects.get(pk=moved[0]).source_id == "2023-10-16-wion"
    assert Shipment.objects.get(pk=moved[1]).source_id == SOURCE


def test_an_event_of_both_parties_has_both_again_after_undoing() -> None:
    event = Event.objects.filter(actors="kp").order_by("pk")[0]
    event.actors.add(Actor.objects.get(pk="twin"))
    merge = merged("actors", "twin", "kp")
    assert "twin" not in set(event.actors.values_list("pk", flat=True))
    undone(merge)
    assert {"twin", "kp"} <= set(event.actors.values_list("pk", flat=True))


def test_drafts_move_too_and_stay_drafts() -> None:
    draft = drafted(code="a-draft", source_id=SOURCE)
    merged("sources", SOURCE, "twin")
    now = fresh(draft)
    assert (now.source_id, now.status) == ("twin", "draft")


def test_nothing_names_or_changes_a_merged_row_any_more() -> None:
    merged("sources", SOURCE, "twin")
    with pytest.raises(ValidationError, match="was merged into twin: take that"):
        drafted(code="late", source_id=SOURCE)
    with pytest.raises(ValidationError, match="was merged into twin: take that"):
        record(row(Source, code="other", url="https://example.org/other", duplicate_of_id=SOURCE))
    content, line = changed("shipments.csv", "rok-mnd-2024-06-14-shells", source=SOURCE)
    fault = next(one for one in preview({"shipments.csv": content}).faults if one.row == line)
    assert (fault.column, fault.message, fault.allowed) == ("source", "it was merged into twin", ("twin",))


def test_a_refusal_between_rows_undoes_everything() -> None:
    claim = Ratio.objects.order_by("pk")[0]
    before = state()
    Source.objects.filter(pk="twin").update(published_on=date(2020, 1, 1))
    with pytest.raises(ValidationError, match="Stated after the source was published"):
        propose_merge("sources", claim.source_id, "twin", person("author"))
    Source.objects.filter(pk="twin").update(published_on=date(2024, 6, 14))
    assert state() == before
