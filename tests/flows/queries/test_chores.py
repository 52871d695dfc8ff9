"""The chores of the desk: each kind held against a naive look at every row, with whose they are and until when."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from flows.actions.assign import assign
from flows.actions.check_evidence import check_evidence
from flows.actions.discard import discard
from flows.actions.propose import propose
from flows.actions.record import record
from flows.importing.days import latest_day
from flows.models import Appearance, Indicator, Proposal, Rate, Ratio, Shipment, Source
from flows.queries.chores import LINK_DAYS, QUIET_DAYS, SORTS, STALE_DAYS, due, told
from flows.vocabulary import LinkState
from tests.flows.actions.people import drafted, fresh, person, published, submitted
from tests.flows.models.rows import row

pytestmark = pytest.mark.django_db
CLAIMS: tuple[Any, ...] = (Shipment, Rate, Ratio, Indicator)
TODAY = latest_day()


def codes(kind: str) -> list[str]:
    return [one.code for one in due(kind, TODAY)]


def test_stale_is_what_waits_and_was_not_touched() -> None:
    old = timezone.now() - timedelta(days=STALE_DAYS + 2)
    drafted(code="fresh")
    for made in (drafted(code="old"), drafted(Rate, code="old-rate"), submitted(code="sent"), drafted(code="gone")):
        if made.pk == "gone":
            discard([made], person("author"))
        type(made).objects.filter(pk=made.pk).update(changed_at=old)
    claim = published(code="changed")
    claim.notes = "New."
    proposal = propose(claim, person("author"))
    assert proposal is not None
    Proposal.objects.filter(pk=proposal.pk).update(at=old)
    found = {one.code: one for one in due("stale", TODAY)}
    assert found.keys() == {"shipments:old", "rates:old-rate", "shipments:sent", "shipments:changed"}
    assert found["shipments:old"].owner == person("author").pk
    assert found["shipments:sent"].owner is None
    assert found["shipments:old"].on == old.date() + timedelta(days=21)
    words = {one.code: one for one in told("stale", tuple(found.values()), TODAY)}
    assert words["shipments:old"].owner == "author"
    assert words["shipments:changed"].why == "a change to it waits"


def test_weak_is_every_source_graded_e_or_f_that_a_claim_rests_on_alone() -> None:
    graded = dict(Source.objects.values_list("pk", "reliability"))
    better = {
        one.claim
        for one in Appearance.objects.all()
        if graded[one.source_id] not in ("E", "F") and one.carries.startswith("figure")
    }
    rests = {
        claim.source_id
        for model in CLAIMS
        for claim in model.objects.filter(status="published")
        if graded[claim.source_id] in ("E", "F") and claim.pk not in better
    }
    assert set(codes("weak")) == rests


def test_dead_and_unchecked_are_all_links_that_wait_for_somebody() -> None:
    gone = [state for state in LinkState if state.is_gone]
    Source.objects.update(link_state="alive", link_checked_on=TODAY)
    assert (codes("dead"), codes("unchecked")) == ([], [])
    pks = list(Source.objects.order_by("pk").values_list("pk", flat=True)[:5])
    Source.objects.filter(pk=pks[0]).update(link_state=gone[0], link_checked_on=TODAY - timedelta(days=400))
    Source.objects.filter(pk=pks[1]).update(link_state=gone[0], archived_url="https://archive.example/1")
    Source.objects.filter(pk=pks[2]).update(link_state="", link_checked_on=None)
    Source.objects.filter(pk=pks[3]).update(link_checked_on=TODAY - timedelta(days=LINK_DAYS + 1))
    Source.objects.filter(pk=pks[4]).update(link_checked_on=TODAY - timedelta(days=LINK_DAYS))
    assert codes("dead") == [pks[0]]
    assert set(codes("unchecked")) == {pks[2], pks[3]}
    (dead,) = told("dead", due("dead", TODAY), TODAY)
    assert dead.is_late
    assert "no archived copy" in dead.why


def test_unmatched_is_a_claim_that_its_document_does_not_hold() -> None:
    claim = published()
    assert codes("unmatched") == []
    check_evidence(claim.source_id, "North Korea sent Russia nothing that is counted here.", "0" * 64)
    assert f"shipments:{claim.pk}" in codes("unmatched")
    check_evidence(claim.source_id, "On 14 June 2024: North Korea sent Russia 1,000 rounds.", "1" * 64)
    assert f"shipments:{claim.pk}" not in codes("unmatched")


def test_quiet_is_every_pair_about_which_nothing_was_said_for_a_year() -> None:
    last: dict[str, Any] = {}
    for claim in Shipment.objects.filter(status="published"):
        pair = f"{claim.supplier_id}/{claim.recipient_id}"
        last[pair] = max(last.get(pair, claim.claimed_on), claim.claimed_on)
    assert set(codes("quiet")) == {pair for pair, day in last.items() if (TODAY - day).days > QUIET_DAYS}
    first = due("quiet", TODAY)[:1]
    assert told("quiet", first, TODAY)[0].why.startswith("last statement ")


@pytest.mark.parametrize("kind", SORTS)
def test_the_first_is_due_first_and_each_is_told(kind: str) -> None:
    every = due(kind, TODAY)
    assert [one.on for one in every] == sorted(one.on for one in every)
    assert [one.code for one in told(kind, every[:20], TODAY)] == [one.code for one in every[:20]]


def test_a_chore_is_somebodys_until_a_day_and_let_go_again() -> None:
    every = set(codes("quiet"))
    some = sorted(every)[:2]
    day = TODAY + timedelta(days=3)
    assert assign("quiet", some, every, staff("ann"), day, person("ben")) == 2
    found = {one.code: one for one in due("quiet", TODAY)}
    assert [(found[code].owner, found[code].on) for code in some] == [(person("ann").pk, day)] * 2
    assign("quiet", some[:1], every, None, TODAY, person("ben"))
    found = {one.code: one for one in due("quiet", TODAY)}
    assert (found[some[0]].owner, found[some[0]].on) == (None, TODAY)


def test_an_assignment_is_of_the_chore_that_it_was_given_for() -> None:
    old = timezone.now() - timedelta(days=STALE_DAYS + 5)
    claim = drafted()
    Shipment.objects.filter(pk=claim.pk).update(changed_at=old)
    assign("stale", ["shipments:test-row"], {"shipments:test-row"}, staff("ann"), TODAY, person("ben"))
    assert due("stale", TODAY)[0].owner == person("ann").pk
    (later,) = due("stale", TODAY + timedelta(days=60))
    assert later.owner == person("ann").pk
    Shipment.objects.filter(pk=claim.pk).update(changed_at=timezone.now() + timedelta(days=5))
    (again,) = due("stale", TODAY + timedelta(days=60))
    assert again.owner == person("author").pk


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"codes": ["xx/yy"]}, "xx/yy: it is done meanwhile, or no chore."),
        ({"codes": []}, "Choose one chore at least."),
        ({"owner": "looker"}, "looker does not work at the desk."),
        ({"due_on": TODAY - timedelta(days=9)}, "is no day to be due on"),
        ({"due_on": TODAY + timedelta(days=999)}, "is no day to be due on"),
    ],
)
def test_what_cannot_be_given_is_refused_in_words(given: dict[str, Any], words: str) -> None:
    every = codes("quiet")
    usual: dict[str, Any] = {"codes": every[:1], "owner": None, "due_on": TODAY, **given}
    owner = person(usual["owner"]) if usual["owner"] else None
    with pytest.raises(ValidationError) as raised:
        assign("quiet", usual["codes"], every, owner, usual["due_on"], person("ben"))
    assert words in raised.value.messages[0]


def test_the_queries_do_not_grow(django_assert_max_num_queries: Any) -> None:
    for number in range(15):
        made = drafted(code=f"draft-{number}")
        Shipment.objects.filter(pk=made.pk).update(changed_at=timezone.now() - timedelta(days=30))
    record(row(Source), by=person("author"))
    for kind in SORTS:
        with django_assert_max_num_queries(13):
            assert told(kind, due(kind, TODAY)[:15], TODAY) is not None


def staff(name: str) -> Any:
    user = person(name)
    user.is_staff = True
    user.save()
    return fresh(user)
