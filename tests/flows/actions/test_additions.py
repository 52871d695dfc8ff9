"""What the desk adds besides claims waits: for the first public record that names it, or for somebody else's word."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db.models import ProtectedError
from django.utils import timezone

from flows.actions.additions import along, publish, publish_named, versions
from flows.actions.apply_import import apply_import
from flows.actions.decisions import Along, Seen
from flows.actions.history import KIND_OF_MODEL, Conflict
from flows.actions.propose import approve_proposal, propose
from flows.actions.record import record, remove, revise
from flows.actions.review import approve
from flows.actions.values import hold
from flows.importing.preview import preview
from flows.models import (
    Actor,
    ActorOverlap,
    Addition,
    Appearance,
    Claimant,
    ClaimantOverlap,
    Event,
    Leg,
    Munition,
    Place,
    Proposal,
    Revision,
    Route,
    Shipment,
    Source,
)
from flows.models.claims import Claim
from flows.queries.catalogue import catalogue, catalogue_of_the_desk, claimant_overlaps
from flows.queries.nesting import nesting
from flows.queries.rows import ADDED, public, visible
from flows.queries.text_vocabulary import text_vocabulary
from tests.flows.actions.people import fresh, person, published, submitted
from tests.flows.models.rows import row

pytestmark = pytest.mark.django_db


def add(model: Any, by: str = "author", **values: Any) -> Any:
    made = row(model, **values)
    record(made, by=person(by))
    return made


def seen(made: Any) -> bool:
    return bool(visible(type(made)).filter(pk=made.pk).exists())


def kept(made: Any) -> Addition:
    return Addition.objects.get(kind=ADDED[type(made)], code=made.pk)


@pytest.mark.parametrize("model", ADDED, ids=lambda model: model.__name__)
def test_what_somebody_adds_waits_and_what_was_there_is_public(model: Any) -> None:
    before = set(visible(model).values_list("pk", flat=True))
    assert before == set(model._default_manager.values_list("pk", flat=True)) != set()
    assert not seen(add(model))
    assert set(visible(model).values_list("pk", flat=True)) == before


def test_what_the_house_itself_records_is_public() -> None:
    made = row(Source)
    record(made)
    assert seen(made)


def test_a_claim_takes_along_what_it_names_and_what_that_names() -> None:
    state = add(Actor, code="xx")
    institute = add(Claimant, actor_id="xx")
    kind = add(Munition)
    document, other = add(Source), add(Source, code="other", url="https://example.org/other")
    claim = submitted(
        claimant_id="test-row", source_id="test-row", munition_id="test-row", claimed_on=document.accessed_on
    )
    assert [seen(made) for made in (state, institute, kind, document)] == [False] * 4
    approve([claim], person("reviewer"))
    assert [seen(made) for made in (state, institute, kind, document, other)] == [True] * 4 + [False]
    assert [kept(made).public_with for made in (document, state)] == [claim.pk, "test-row"]
    assert kept(document).public_by == person("reviewer")


def test_a_change_that_is_approved_takes_along_what_it_names() -> None:
    claim = published()
    document = add(Source, published_on=claim.claimed_on, date_precision="day")
    claim.source = document
    proposal = propose(claim, person("author"))
    assert proposal is not None
    assert not seen(document)
    approve_proposal(proposal, person("reviewer"))
    assert seen(document)


def test_an_event_or_a_route_is_made_public_by_somebody_else_and_takes_along_its_places() -> None:
    place, document = add(Place), add(Source)
    event, route = add(Event, place_id="test-row"), add(Route, code="a-route")
    leg = row(Leg, route_id="a-route", source_id="test-row")
    hold(route, legs=[leg])
    revise(route, person("author"))
    publish_named(person("author"))
    assert [seen(made) for made in (place, document, event, route, leg)] == [False] * 5
    with pytest.raises(ValidationError, match="whoever added or changed it"):
        publish([event, route], person("author"))
    assert publish([event], person("reviewer")) == 1
    assert [seen(made) for made in (place, document, event, route, leg)] == [True, False, True, False, False]
    assert publish([fresh(event), route], person("reviewer")) == 1
    assert seen(leg)
    assert seen(document)
    assert (kept(event).public_with, kept(document).public_with) == ("", "a-route")


def test_a_public_row_that_is_changed_takes_along_what_it_now_names() -> None:
    add(Actor, code="xx")
    state = Actor.objects.get(code="kp")
    state.part_of_id = "xx"
    proposal = propose(state, by=person("another"))
    assert proposal is not None
    with pytest.raises(ValidationError, match="you added or changed it, and it would be public with kp"):
        approve_proposal(proposal, person("author"))
    approve_proposal(proposal, person("reviewer"))
    assert public("actors").filter(code="xx").exists()


def test_the_house_takes_along_what_a_row_of_its_own_names() -> None:
    add(Actor, code="xx")
    state = Actor.objects.get(code="kp")
    state.part_of_id = "xx"
    revise(state)
    assert public("actors").filter(code="xx").exists()


def test_overlaps_that_wait_change_no_figure() -> None:
    apart, relations = claimant_overlaps(), nesting(catalogue())
    pair, actors = add(ClaimantOverlap), add(ActorOverlap)
    assert (claimant_overlaps(), nesting(catalogue())) == (apart, relations)
    publish([pair, actors], person("reviewer"))
    assert claimant_overlaps() != apart
    assert nesting(catalogue()).actors != relations.actors


def test_the_desk_itself_reads_what_waits() -> None:
    add(Actor, name="Ruritania")
    add(Munition, plural="zeppelins", code="zeppelin")
    assert "test-row" not in catalogue().actors
    assert "test-row" in catalogue_of_the_desk().actors
    assert ("munition", "zeppelin") in text_vocabulary().labels


def test_a_deleted_row_leaves_its_code_free() -> None:
    made = add(Source)
    remove([made])
    assert not Addition.objects.exists()
    record(row(Source))
    assert public("sources").filter(code="test-row").exists()
    assert list(Revision.objects.filter(kind="sources", code="test-row").values_list("verb", flat=True)) == [
        "entered",
        "removed",
        "entered",
    ]


def test_nothing_public_is_removed_nor_what_something_names() -> None:
    with pytest.raises(ValidationError, match="kp is public: nothing public is deleted"):
        remove([Actor.objects.get(code="kp")])
    add(Actor, code="xx")
    add(Claimant, actor_id="xx")
    with pytest.raises(ProtectedError):
        remove([Actor.objects.get(code="xx")])
    event = row(Event)
    hold(event, actors=["xx"])
    record(event, by=person("author"))
    remove([Claimant.objects.get(code="test-row")])
    with pytest.raises(ValidationError, match="xx is named by test-row"):
        remove([Actor.objects.get(code="xx")])


# --- Nobody approves words unseen ---


def claim_with_new_words() -> Any:
    """A submitted claim whose claimant, munition and document wait, and the claimant's party."""
    add(Actor, code="xx")
    add(Claimant, actor_id="xx")
    add(Munition)
    document = add(Source)
    add(Source, code="other", url="https://example.org/other")
    names = {"claimant_id": "test-row", "source_id": "test-row", "munition_id": "test-row"}
    return submitted(**names, claimed_on=document.accessed_on)


def claim_that_appears_elsewhere() -> Any:
    """A submitted claim with an approved appearance, in a document that waits for it, whose origin waits too."""
    claim = submitted()
    add(Source)
    add(Appearance, claim=claim.pk, source_id="test-row")
    Addition.objects.filter(kind="appearances").update(public_at=timezone.now())
    return claim


def event_with_new_words() -> Any:
    add(Place)
    add(Actor, code="xx")
    event = row(Event, place_id="test-row")
    hold(event, actors=["xx", "kp"])
    record(event, by=person("author"))
    return event


def route_with_new_words() -> Any:
    add(Source)
    route = row(Route, code="a-route")
    hold(route, legs=[row(Leg, route_id="a-route", source_id="test-row")])
    record(route, by=person("author"))
    return route


def proposal_with_new_words() -> Any:
    state = Actor.objects.get(code="kp")
    add(Actor, code="xx")
    state.part_of_id = "xx"
    propose(state, by=person("another"))
    return state


def decide_on(made: Any, shown: Along | None) -> None:
    proposal = Proposal.objects.filter(code=made.pk, outcome="open").first()
    if proposal is not None:
        approve_proposal(proposal, person("reviewer"), shown)
    elif isinstance(made, Claim):
        approve([made], person("reviewer"), shown)
    else:
        publish([made], person("reviewer"), shown)


NEW_WORDS = pytest.mark.parametrize(
    "make",
    [
        claim_with_new_words,
        claim_that_appears_elsewhere,
        event_with_new_words,
        route_with_new_words,
        proposal_with_new_words,
    ],
)


@NEW_WORDS
def test_what_is_shown_is_what_becomes_public(make: Any) -> None:
    made = make()
    before = dict(Addition.objects.filter(public_at=None).values_list("pk", "code"))
    shown = versions(along([made])[made.pk])
    assert shown
    decide_on(made, shown)
    after = set(Addition.objects.filter(public_at=None).values_list("pk", flat=True))
    public_now = {(one.kind, one.code) for one in Addition.objects.filter(pk__in=before.keys() - after)}
    assert public_now - {(KIND_OF_MODEL[type(made)], made.pk)} == set(shown)


@NEW_WORDS
def test_what_changed_since_it_was_shown_is_refused_by_name(make: Any) -> None:
    made = make()
    rows = along([made])[made.pk]
    shown = versions(rows)
    for one in rows:
        now = fresh(one)
        now.notes = "Slipped in."
        revise(now, person("author"))
    with pytest.raises(Conflict) as refused:
        decide_on(made, shown)
    for one in rows:
        assert any(f"{one.pk}: it would" in said and "since you looked" in said for said in refused.value.messages)
    assert not any(seen(one) for one in rows)
    decide_on(made, versions(along([made])[made.pk]))
    assert all(seen(one) for one in rows)


def test_what_was_not_shown_is_refused_by_name() -> None:
    claim = claim_with_new_words()
    shown = versions(along([claim])[claim.pk])
    with pytest.raises(Conflict, match="xx: it would be public with test-row, and it was not on the page"):
        approve([claim], person("reviewer"), {key: version for key, version in shown.items() if key[1] != "xx"})
    assert fresh(claim).status == "submitted"


def test_what_somebody_else_made_public_meanwhile_is_no_conflict() -> None:
    claim = claim_with_new_words()
    shown = versions(along([claim])[claim.pk])
    publish([Source.objects.get(code="test-row")], person("another"))
    assert approve([claim], person("reviewer"), shown) == 1


def test_a_form_carries_what_was_seen() -> None:
    for text in ("3", "3,actors:xx:1,sources:a-code.2:12"):
        assert str(Seen.read(text)) == text
    for text in ("", "x", "3,", "3,actors:xx", "3,actors:xx:", "-1", "3 ", "٣", "3,Actors:xx:1", "1234567890"):
        assert Seen.read(text) is None


def load(by: Any = None, **files: str) -> None:
    apply_import(preview({f"{name}.csv": text.encode() for name, text in files.items()}), by=by)


ACTORS = "code,name,kind,iso_alpha3,part_of,notes\nxx,Ruritania,state,,,\n"


def test_what_an_editor_imports_waits_and_what_the_house_loads_is_public() -> None:
    load(by=person("author"), actors=ACTORS)
    assert not public("actors").filter(code="xx").exists()
    load(actors=ACTORS.replace("Ruritania", "Graustark"))
    assert public("actors").get(code="xx").name == "Graustark"


def test_a_new_leg_of_a_route_on_record_does_not_hide_the_route() -> None:
    head = "route,leg,from_place,to_place,mode,distance_km,distance_basis,source,notes\n"
    leg = "{},{},rajin,dunai,ship,,stated,2024-06-14-close-the-sky-over-ukraine,\n"
    routes = head + leg.format("kp-sea-dunai", 99) + leg.format("new-route", 1)
    load(by=person("author"), routes=routes)
    codes = public("routes").values_list("code", flat=True)
    assert "kp-sea-dunai" in codes
    assert "new-route" not in codes
    assert not Leg.objects.filter(route="kp-sea-dunai", number=99).exists()
    assert Proposal.objects.get(code="kp-sea-dunai").values["legs.99.from_place"] == "rajin"
    assert fresh(Shipment(code="rok-mnd-2024-06-14-shells")).status == "published"
