"""Who may do what: each cell of role and task, in the admin as people meet it."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.test import Client
from django.urls import reverse

from flows.actions.merge import approve_merge, propose_merge
from flows.actions.review import approve
from flows.models import Actor, EvidenceCheck, Merge, Proposal, Revision, Shipment
from flows.queries.rows import public
from flows.roles import ROLES, TASKS, may, permissions, table
from tests.flows.actions.people import drafted, fresh, person, published, submitted
from tests.flows.actions.reference import added, applied, proposal_to, says
from tests.flows.models.rows import SOURCE, VALID

pytestmark = pytest.mark.django_db


def page(name: str, *codes: str) -> str:
    return reverse(f"admin:flows_shipment_{name}", args=codes)


def sees(desk: Client) -> bool:
    claim = drafted()
    pages = (page("changelist"), page("review", claim.pk), page("history", claim.pk), page("change", claim.pk))
    return all(desk.get(address).status_code == 200 for address in pages)


def enters(desk: Client) -> bool:
    cells = {name.removesuffix("_id"): str(value) for name, value in VALID[Shipment].items()}
    desk.post(page("add"), {**cells, "date_precision": "day", "stance": "asserts"})
    return Shipment.objects.filter(code="test-row", status="draft").exists()


def changes(desk: Client) -> bool:
    """Revising, submitting, restoring and proposing: all of them, or none."""
    one, two, open_ = drafted(), drafted(code="two"), published(code="three")
    cells = {name.removesuffix("_id"): str(value) for name, value in VALID[Shipment].items() if name != "code"}
    for claim in (one, open_):
        desk.post(
            page("change", claim.pk),
            {**cells, "date_precision": "day", "stance": "asserts", "notes": "New.", "seen": str(claim.version)},
        )
    desk.post(page("review", "two"), {"action": "submit", "seen": "1"})
    desk.post(page("history", one.pk), {"restore": "1"})
    done = [
        fresh(one).version == 3,
        fresh(two).status == "submitted",
        Proposal.objects.filter(code="three", outcome="open").exists(),
    ]
    assert len(set(done)) == 1, done
    assert fresh(open_).notes == ""
    return all(done)


def actor_page(name: str, *codes: str) -> str:
    return reverse(f"admin:flows_actor_{name}", args=codes)


def adds_reference(desk: Client) -> bool:
    desk.post(actor_page("add"), {"code": "xx", "name": "Elsewhere", "kind": "state"})
    assert not public("actors").filter(code="xx").exists()
    return Actor.objects.filter(code="xx").exists()


def changes_reference(desk: Client) -> bool:
    """Changing what waits, restoring it, proposing to change and to restore what is public: all of them, or none."""
    waits, changed_once = added(Actor), Actor.objects.get(code="us")
    applied(changed_once)
    for one in (waits, Actor.objects.get(code="kp")):
        cells = {
            "code": one.pk,
            "name": one.name,
            "kind": one.kind,
            "iso_alpha3": one.iso_alpha3,
            "notes": "Changed at the desk.",
        }
        desk.post(actor_page("change", one.pk), {**cells, "part_of": "", "seen": "1"})
    desk.post(actor_page("history", waits.pk), {"restore": "1"})
    desk.post(actor_page("history", "us"), {"restore": "1"})
    assert says(Actor.objects.get(code="kp")) != "Changed at the desk."
    assert says(changed_once) == "Changed."
    done = [
        Revision.objects.filter(kind="actors", code=waits.pk).count() == 3,
        Proposal.objects.filter(code="kp", outcome="open").exists(),
        Proposal.objects.filter(code="us", outcome="open", verb="restored").exists(),
    ]
    assert len(set(done)) == 1, done
    return all(done)


def decides_on_reference(desk: Client) -> bool:
    kp, us, waits = Actor.objects.get(code="kp"), Actor.objects.get(code="us"), added(Actor)
    proposal_to(kp), proposal_to(us)
    desk.post(actor_page("review", "kp"), {"action": "approve_change", "seen": "1"})
    desk.post(actor_page("review", "us"), {"action": "reject_change", "reason": "Which?", "seen": "1"})
    desk.post(actor_page("review", waits.pk), {"action": "publish", "seen": "1"})
    done = {
        says(kp) == "Changed.",
        Proposal.objects.get(code="us").outcome == "rejected",
        public("actors").filter(code=waits.pk).exists(),
    }
    assert len(done) == 1
    return bool(done.pop())


def decides(desk: Client) -> bool:
    good, bad = submitted(code="good"), submitted(code="bad")
    desk.post(page("review", "good"), {"action": "approve", "seen": good.version})
    desk.post(page("review", "bad"), {"action": "reject", "reason": "Which?", "seen": bad.version})
    done = {fresh(good).status == "published", fresh(bad).status == "rejected"}
    assert len(done) == 1
    return bool(done.pop())


def checks(desk: Client) -> bool:
    desk.post(reverse("admin:flows_source_evidence", args=[SOURCE]), {"text": "North Korea sent Russia 5 shells."})
    return EvidenceCheck.objects.exists()


def retracts(desk: Client) -> bool:
    claim = published()
    desk.post(page("review", claim.pk), {"action": "retract", "reason": "An error.", "seen": claim.version})
    return bool(fresh(claim).status == "retracted")


def takes_back(desk: Client) -> bool:
    claim = submitted()
    approve([claim], person("member"))
    sent = {"action": "take_back", "reason": "An error.", "seen": fresh(claim).version}
    desk.post(page("review", claim.pk), sent)
    return bool(fresh(claim).status == "retracted")


def proposes_merges(desk: Client) -> bool:
    """Merging, and undoing what is in force."""
    merge = propose_merge("claimants", "kida", "kr-mnd", person("author"))
    approve_merge(merge, person("reviewer"))
    address = reverse("admin:flows_merges")
    sent = {"kind": "claimants", "old": "western-official", "new": "kr-mnd"}
    shown = re.search(r'name="seen" value="([^"]+)"', desk.post(address, sent).content.decode())
    desk.post(address, {**sent, "action": "propose", "seen": shown[1] if shown else ""})
    desk.post(reverse("admin:flows_merge", args=[merge.pk]), {"action": "undo"})
    done = {Merge.objects.filter(old="western-official").exists(), Merge.objects.filter(undoes=merge).exists()}
    assert len(done) == 1
    return bool(done.pop())


def decides_merges(desk: Client) -> bool:
    good = propose_merge("claimants", "kida", "kr-mnd", person("author"))
    bad = propose_merge("claimants", "western-official", "kr-mnd", person("author"))
    desk.post(reverse("admin:flows_merge", args=[good.pk]), {"action": "approve"})
    desk.post(reverse("admin:flows_merge", args=[bad.pk]), {"action": "reject", "reason": "They are two."})
    done = {fresh(good).in_force, fresh(bad).outcome == "rejected"}
    assert len(done) == 1
    return bool(done.pop())


def deletes(desk: Client) -> bool:
    added(Actor, code="xx", name="Elsewhere")
    desk.post(actor_page("delete", "xx"), {"post": "yes"})
    assert desk.post(actor_page("delete", "cz-initiative"), {"post": "yes"}).status_code == 403
    assert Actor.objects.filter(code="cz-initiative").exists()
    assert desk.post(page("delete", "rok-mnd-2024-06-14-shells"), {"post": "yes"}).status_code in (403, 302)
    assert Shipment.objects.filter(code="rok-mnd-2024-06-14-shells").exists()
    return not Actor.objects.filter(code="xx").exists()


def makes_accounts(desk: Client) -> bool:
    word = "a long and odd pass phrase"
    cells = {"username": "newcomer", "password1": word, "password2": word, "usable_password": "true"}
    desk.post(reverse("admin:auth_user_add"), cells)
    return User.objects.filter(username="newcomer").exists()


DONE: tuple[Callable[[Client], bool], ...] = (
    sees,
    enters,
    changes,
    adds_reference,
    changes_reference,
    decides,
    decides_on_reference,
    checks,
    proposes_merges,
    decides_merges,
    retracts,
    takes_back,
    deletes,
    makes_accounts,
)


def desk_of(role: str | None) -> Client:
    user = User.objects.create_user("member", is_staff=True)
    if role is not None:
        user.groups.add(Group.objects.get(name=role))
    client = Client()
    client.force_login(user)
    return client


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize(("task", "doing"), list(zip(TASKS, DONE, strict=True)), ids=[task.__name__ for task in DONE])
def test_a_role_may_do_what_the_table_says_and_nothing_else(role: str, task: Any, doing: Any) -> None:
    assert doing(desk_of(role)) is may(role, task)


@pytest.mark.parametrize("doing", DONE)
def test_staff_without_a_role_may_do_nothing(doing: Any) -> None:
    assert doing(desk_of(None)) is False


@pytest.mark.parametrize("role", ROLES)
def test_a_group_has_exactly_its_permissions(role: str) -> None:
    held = Permission.objects.filter(group__name=role).values_list("content_type__app_label", "codename")
    assert {f"{label}.{codename}" for label, codename in held} == permissions(role)


def test_even_who_may_do_everything_does_not_approve_their_own() -> None:
    User.objects.create_superuser("author")
    client = Client()
    client.force_login(User.objects.get(username="author"))
    claim = submitted(by="author")
    answer = client.post(page("review", claim.pk), {"action": "approve", "seen": claim.version}, follow=True)
    assert "cannot approve it" in answer.text
    assert fresh(claim).status == "submitted"


def test_the_readme_prints_the_table() -> None:
    assert table() in Path("README.md").read_text()
