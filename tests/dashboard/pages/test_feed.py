"""Public changes of what claims refer to: in the feed, in the changelog, on the pages of claims and sources."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client

from flows.actions.propose import approve_proposal, propose
from flows.actions.restore import restore
from flows.exporting.changelog import changelog
from flows.models import Actor, Claimant, ClaimantOverlap, Shipment, Source
from tests.flows.actions.people import fresh, person
from tests.flows.actions.reference import added, applied, proposal_to

pytestmark = pytest.mark.django_db
HEAD = "rok-dia-2025-07-13-152mm"


def change(made: Any, **values: Any) -> None:
    for name, value in values.items():
        setattr(made, name, value)
    proposal = propose(made, person("quill-author"))
    assert proposal is not None
    approve_proposal(proposal, person("quill-reviewer"))


def entries(client: Client) -> str:
    return client.get("/feed.atom").text


def test_the_feed_lists_what_was_renamed_corrected_and_restored_and_not_by_whom(client: Client) -> None:
    party, document = Actor.objects.get(code="kp"), fresh(Source(code=Shipment.objects.get(code=HEAD).source_id))
    overlap = ClaimantOverlap.objects.order_by("code").first()
    before = party.name
    change(party, name="The DPRK")
    change(document, reliability="E")
    assert overlap is not None
    applied(overlap)
    proposal = restore(fresh(party), 1, person("quill-author"))
    assert proposal is not None
    approve_proposal(proposal, person("quill-reviewer"))
    text = entries(client)
    assert "Renamed: The DPRK (party)" in text
    assert f"Name: {before} → The DPRK." in text
    assert f"Restored: {before} (party)" in text
    assert f"Corrected: {document.title.split(chr(39))[0][:20]}" in text
    assert f"/sources/{document.pk}/" in text
    assert "/api/v1/actors/kp/" in text
    assert f"Corrected: {overlap.pk} (overlap of claimants)" in text
    assert "quill" not in text


def test_what_waits_or_is_new_is_no_news_of_its_own(client: Client) -> None:
    before = entries(client)
    proposal_to(Actor.objects.get(code="kp"))
    added(Actor)
    assert entries(client) == before


def test_the_changelog_names_the_record_and_a_past_day_only_what_was_known() -> None:
    claimant = Claimant.objects.get(code=Shipment.objects.get(code=HEAD).claimant_id)
    change(claimant, short_name="Another name")
    line = f"- renamed: `{claimant.pk}` (claimants)"
    assert line in changelog(None)
    assert line not in changelog(date(1990, 1, 1))
    assert "new: " in changelog(None)
    assert " actors" not in changelog(None).replace("(actors)", "")


def test_the_pages_of_a_claim_and_of_a_source_say_what_was_changed_and_not_by_whom(client: Client) -> None:
    document = fresh(Source(code=Shipment.objects.get(code=HEAD).source_id))
    change(document, publisher="The Harbour Gazette")
    for page in (f"/claims/{HEAD}/", f"/sources/{document.pk}/"):
        text = client.get(page).text
        assert "to The Harbour Gazette" in text
        assert "quill" not in text
        assert "to The Harbour Gazette" not in client.get(page, {"as_of": "2026-01-01"}).text
