"""What another instance publishes: drafts with where they are from, nothing of ours changed, nothing twice."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.models import Group, User
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import connection

from flows.actions.additions import publish as publish_rows
from flows.actions.import_package import Imported, apply_package
from flows.actions.retract import retract
from flows.actions.review import approve, submit
from flows.exporting.package import write_package
from flows.importing.faults import BadFiles
from flows.importing.lines import Unreadable
from flows.importing.packaged import read_package
from flows.models import Actor, Proposal, Received, Revision, Shipment, Source, Story, Subject
from flows.models.claims import CLAIM_MODELS
from flows.queries.received import taken_over_from
from flows.queries.recorded import as_recorded, newest_moment
from flows.queries.retracted import retracted_claims
from tests.flows.actions.people import fresh, person
from tests.flows.importing.packages import GRAIN, files, package, without
from tests.seeded import empty

pytestmark = pytest.mark.django_db
WHEAT = "harbours-2019-03-wheat"
Held = Mapping[str, bytes] | None
THERE = "grain.example.org"


def member(name: str, role: str = "editor") -> User:
    user = person(name)
    user.groups.add(Group.objects.get(name=role))
    return User.objects.get(pk=user.pk)


def imported(
    held: Mapping[str, bytes] | None = None, by: str = "author", role: str = "editor", **said: Any
) -> Imported:
    return apply_package(read_package(package(held, **said)), THERE, member(by, role))


def added(done: Imported) -> int:
    return sum(one.added + one.changed + one.proposed for one in done.written)


def wheat() -> Shipment:
    return Shipment.objects.get(code=WHEAT)


def publish(*codes: str) -> None:
    claims = [claim for model in CLAIM_MODELS.values() for claim in model._default_manager.filter(pk__in=codes)]
    submit(claims, member("author"))
    approve([fresh(claim) for claim in claims], member("reviewer", "reviewer"))


def withdrawn() -> dict[str, Any]:
    return {
        "held": without(files(), "shipments", WHEAT),
        "retracted": [{"table": "shipments", "code": WHEAT, "on": "2019-07-01", "reason": "Counted twice."}],
    }


def test_claims_come_in_as_drafts_with_where_they_are_from() -> None:
    imported()
    claim = wheat()
    assert (claim.status, claim.entered_by) == ("draft", member("author"))
    came = Received.objects.get(kind="shipments", code=WHEAT)
    assert (came.instance, came.source, came.address) == (
        THERE,
        claim.source_id,
        "https://grain.example.org/api/v1/dataset.zip",
    )
    assert Received.objects.filter(kind="sources", code=claim.source_id).exists()


def test_the_same_again_changes_nothing_whatever_was_made_of_it_here() -> None:
    imported()
    Shipment.objects.filter(code=WHEAT).update(notes="Looked at.")
    revisions = Revision.objects.count()
    assert added(imported()) == added(imported(by="somebody-else")) == 0
    assert Revision.objects.count() == revisions
    assert wheat().notes == "Looked at."


def test_what_has_changed_there_changes_a_draft_and_is_proposed_of_what_is_public() -> None:
    imported()
    imported(files(shipments={WHEAT: {"notes": "Corrected."}}))
    assert wheat().notes == "Corrected."
    publish(WHEAT)
    again = files(shipments={WHEAT: {"notes": "Corrected again."}})
    assert [one.proposed for one in imported(again).written if one.table == "shipments"] == [1]
    assert wheat().notes == "Corrected."
    assert Proposal.objects.get(code=WHEAT).values["notes"] == "Corrected again."
    assert added(imported(again)) == 0


def test_what_is_ours_stays_as_it_is_and_is_told() -> None:
    call_command("load_seeds", directory=GRAIN, verbosity=0)
    held = files(shipments={WHEAT: {"notes": "Theirs."}}, actors={"corvale": {"name": "Greater Corvale"}})
    taken = imported(held)
    assert added(taken) == 0
    assert (wheat().notes, Actor.objects.get(code="corvale").name) == (
        "Invented, for tests.",
        "Corvale (invented)",
    )
    assert not Received.objects.exists()


def test_a_fault_leaves_nothing_written() -> None:
    with pytest.raises(BadFiles):
        imported(files(shipments={WHEAT: {"munition": "no-such-thing"}}))
    assert not Received.objects.exists()
    assert not Source.objects.filter(code__startswith="2019").exists()


@pytest.mark.parametrize("status", ["draft", "submitted"])
def test_a_retraction_turns_down_what_nobody_has_published(status: str) -> None:
    imported()
    if status == "submitted":
        submit([wheat()], member("author"))
    assert imported(**withdrawn()).withdrawn == (WHEAT,)
    claim = wheat()
    assert (claim.status, claim.review_note) == (
        "rejected",
        "Retracted by grain.example.org on 2019-07-01: Counted twice.",
    )
    # Whoever takes it up again all the same is not turned down again.
    submit([claim], member("author"))
    assert imported(**withdrawn()).withdrawn == ()
    assert wheat().status == "submitted"


def test_a_retraction_of_what_is_public_needs_somebody_who_may() -> None:
    imported()
    publish(WHEAT)
    assert imported(**withdrawn()).to_retract == (WHEAT,)
    assert wheat().status == "published"
    assert imported(by="other", role="reviewer", **withdrawn()).withdrawn == (WHEAT,)
    assert wheat().status == "retracted"
    assert imported(by="other", role="reviewer", **withdrawn()).withdrawn == ()
    # What we have retracted does not come back with a package from before.
    imported()
    assert wheat().status == "retracted"


def test_a_retraction_of_theirs_says_nothing_of_a_claim_of_ours() -> None:
    call_command("load_seeds", directory=GRAIN, verbosity=0)
    done = imported(by="other", role="reviewer", **withdrawn())
    assert (done.withdrawn, done.to_retract) == ((), ())
    assert wheat().status == "published"


def test_retractions_are_in_our_own_package() -> None:
    retract([Shipment.objects.get(code="rok-mnd-2024-06-14-shells")], "Entered twice.", member("reviewer", "reviewer"))
    (found,) = retracted_claims()
    assert (found["table"], found["code"], found["reason"]) == (
        "shipments",
        "rok-mnd-2024-06-14-shells",
        "Entered twice.",
    )
    assert found in [
        {"table": one.table, "code": one.code, "on": one.on.isoformat(), "reason": one.reason}
        for one in read_package(given()).retracted
    ]


def test_a_package_of_a_moment_or_of_a_day_tells_of_no_retraction() -> None:
    retract([Shipment.objects.get(code="rok-mnd-2024-06-14-shells")], "Entered twice.", member("reviewer", "reviewer"))
    moment = newest_moment()
    assert moment is not None
    with as_recorded(moment):
        assert read_package(given()).retracted == ()
    assert read_package(given(date(2026, 1, 1))).retracted == ()


@pytest.mark.parametrize("name", ["", "Grain Site", "a" * 61, "../x"])
def test_an_instance_has_the_name_of_a_host(name: str) -> None:
    with pytest.raises(ValidationError, match="is no name for an instance"):
        apply_package(read_package(package()), name, member("author"))


def test_only_who_may_import_takes_over() -> None:
    with pytest.raises(ValidationError, match=r"viewer may not import actors, munitions"):
        apply_package(read_package(package()), THERE, member("viewer", "viewer"))


def given(as_of: date | None = None) -> bytes:
    """The package as our site gives it."""
    target = BytesIO()
    write_package(target, settings.SEEDS, as_of, "https://here.example.org/api/v1/dataset.zip")
    return target.getvalue()


def emptied() -> None:
    """Another instance, with nothing in it."""
    connection.check_constraints()
    empty()


def test_a_round_trip_changes_nothing() -> None:
    emptied()
    call_command("load_seeds", directory=GRAIN, verbosity=0)
    at_first = given()
    emptied()
    apply_package(read_package(at_first), "first.example.org", member("author"))
    publish(
        *(code for model in CLAIM_MODELS.values() for code in model._default_manager.values_list("code", flat=True))
    )
    back = given()
    assert read_package(back).sheets != ()
    emptied()
    call_command("load_seeds", directory=GRAIN, verbosity=0)
    revisions = Revision.objects.count()
    assert added(apply_package(read_package(back), "second.example.org", member("author"))) == 0
    assert Revision.objects.count() == revisions
    assert not Received.objects.exists()
    assert read_package(given()).sheets == read_package(at_first).sheets


def test_each_that_a_claim_came_through_is_named() -> None:
    emptied()
    call_command("load_seeds", directory=GRAIN, verbosity=0)
    carried = given()
    for number, instance in enumerate(("first.example.org", "second.example.org", "third.example.org")):
        emptied()
        Received.objects.all().delete()
        apply_package(read_package(carried), instance, member("author"))
        assert read_package(given()).origins == {}, "drafts are told of to nobody"
        publish(
            *(code for model in CLAIM_MODELS.values() for code in model._default_manager.values_list("code", flat=True))
        )
        carried = given()
        assert len(taken_over_from("shipments", WHEAT)) == number + 1
    assert [(one.instance, one.via) for one in taken_over_from("shipments", WHEAT)] == [
        ("third.example.org", ""),
        ("first.example.org", "second.example.org"),
        ("second.example.org", "third.example.org"),
    ]
    assert len({one.digest for one in Received.objects.filter(code=WHEAT)}) == 1
    before = Revision.objects.count()
    assert added(apply_package(read_package(carried), "fourth.example.org", member("author"))) == 0
    assert Revision.objects.count() == before


@pytest.mark.parametrize(
    "taken",
    [
        "first.example.org",
        [{"instance": "first.example.org"}],
        [{"instance": "no host", "via": "", "address": "", "records": {}}],
        [{"instance": "a", "via": "", "address": "javascript:x", "records": {}}],
        [
            {
                "instance": "a",
                "via": "",
                "address": "",
                "records": {"shipments": {WHEAT: ["", "no digest", "2019-07-01"]}},
            }
        ],
        [{"instance": "a", "via": "", "address": "", "records": {"nothing": {WHEAT: ["", "0" * 64, "2019-07-01"]}}}],
        [{"instance": "a", "via": "", "address": "", "records": {"shipments": {WHEAT: ["", "0" * 64, "yesterday"]}}}],
    ],
)
def test_what_a_package_says_of_records_taken_over_is_read_strictly(taken: Any) -> None:
    with pytest.raises(Unreadable, match="of records taken over cannot be read"):
        imported(takenOver=taken)


def test_further_subjects_come_along_with_what_they_are_about() -> None:
    emptied()
    for folder in (GRAIN, GRAIN.with_name("further_subject")):
        call_command("load_seeds", directory=folder, verbosity=0)
    at_first = given()
    emptied()
    apply_package(read_package(at_first), "first.example.org", member("author"))
    assert Subject.objects.get().munitions == "grain;grain-container"
    publish(
        *(code for model in CLAIM_MODELS.values() for code in model._default_manager.values_list("code", flat=True))
    )
    publish_rows([*Subject.objects.all(), *Story.objects.all()], member("reviewer", "reviewer"))
    there, here = (
        {sheet.table.name: [row.values for row in sheet.rows] for sheet in read_package(each).sheets}
        for each in (at_first, given())
    )
    assert here["subjects"] == there["subjects"] != []
    assert here["stories"] == there["stories"] != []
