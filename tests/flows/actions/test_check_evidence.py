"""Checks of evidence are kept without the text, never changed, and count while the claim still says the same."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from flows.actions.check_evidence import check_evidence
from flows.actions.retract import retract
from flows.extraction.evidence import VERSION
from flows.models import EvidenceCheck, Indicator, Rate, Ratio, Shipment
from flows.queries.data_version import data_version
from flows.queries.evidence import Check, Checked, check_of, checked_claims, checks_of_source
from flows.vocabulary import Evidence, Found
from tests.flows.actions.people import drafted, person, published

pytestmark = pytest.mark.django_db

SOURCE = "2024-06-14-odessa-journal"
CLAIM = "rok-mnd-2024-06-14-shells"
TEXT = (
    "On 14 June 2024 Seoul said that at least 10,000 containers went from North Korea to Russia. They could hold up to "
    "4.8 million shells. The tests cost North Korea about $1 billion."
)
DIGEST = sha256(TEXT.encode()).hexdigest()


def check(text: str = TEXT, by: Any = None) -> dict[str, Any]:
    return {one.claim.code: one for one in check_evidence(SOURCE, text, DIGEST, by)}


def test_every_published_claim_of_the_document_is_looked_for_and_kept_without_the_text() -> None:
    found = check(by=person("checker"))
    assert set(found) == set(EvidenceCheck.objects.values_list("claim", flat=True))
    kept = EvidenceCheck.objects.get(claim=CLAIM)
    assert (kept.source_id, kept.by, kept.sha256, kept.characters) == (SOURCE, person("checker"), DIGEST, len(TEXT))
    assert (kept.figure_found, kept.party_found, kept.date_found) == ("found", "found", "found")
    assert (kept.high, kept.low, kept.sides, kept.matcher) == (4_800_000, None, "kp ru", VERSION)
    assert not [value for value in vars(kept).values() if "Seoul" in str(value)]
    assert found["article-2024-06-14-eu-1m"].sighting.evidence == Evidence.ABSENT


def test_a_check_is_never_changed_or_deleted() -> None:
    check()
    for write in (
        lambda: EvidenceCheck.objects.update(figure_found="found"),
        lambda: EvidenceCheck.objects.all().delete(),
    ):
        with pytest.raises(DatabaseError, match="never changed or deleted"), transaction.atomic():
            write()


def test_the_newest_check_counts() -> None:
    check("North Korea sent Russia 5 shells.")
    assert check_of(CLAIM).evidence == Evidence.ABSENT  # type: ignore[union-attr]
    check()
    newest = check_of(CLAIM)
    assert newest == Check(EvidenceCheck.objects.filter(claim=CLAIM).latest("id").at.date(), Found.FOUND, Found.FOUND)
    assert checks_of_source(SOURCE)[CLAIM] == newest
    assert EvidenceCheck.objects.filter(claim=CLAIM).count() == 2


@pytest.mark.parametrize(
    "changed",
    [{"high": 5_000_000}, {"supplier_id": "ir"}, {"bound": "at-least", "high": None, "low": 4_800_000}],
)
def test_a_corrected_claim_has_not_been_checked(changed: dict[str, Any]) -> None:
    # A total of the chain, whose parties a trigger holds together.
    if "supplier_id" in changed:
        Shipment.objects.filter(supersedes=CLAIM).update(supersedes=None)
        changed = {**changed, "supersedes": None}
    check()
    Shipment.objects.filter(pk=CLAIM).update(**changed)
    assert check_of(CLAIM) is None
    assert CLAIM not in checks_of_source(SOURCE)
    check()
    assert check_of(CLAIM) is not None


def test_another_document_has_not_been_checked_and_notes_change_nothing() -> None:
    check()
    Shipment.objects.filter(pk=CLAIM).update(notes="Another note.", version=9)
    assert check_of(CLAIM) is not None
    Shipment.objects.filter(pk=CLAIM).update(source="2024-06-15-rbc-ukraine")
    assert check_of(CLAIM) is None


def test_drafts_and_retracted_claims_are_not_looked_for() -> None:
    draft = drafted()
    before = data_version()
    retract([Shipment.objects.get(pk=CLAIM)], "it was misread", person("reviewer"))
    found = check()
    assert draft.pk not in found
    assert CLAIM not in found
    assert data_version() != before


def test_a_check_is_a_new_state_of_the_data_and_one_of_nothing_is_none() -> None:
    before = data_version()
    check_evidence("2023-10-14-kbs-world", TEXT, DIGEST)
    assert data_version() == before
    check()
    assert data_version() != before


def test_who_entered_a_claim_does_not_check_it() -> None:
    own = published(by="author", source_id=SOURCE)
    found = check(by=person("author"))
    assert not found[own.pk].kept
    assert found[CLAIM].kept
    assert check_of(own.pk) is None
    assert check(by=person("another"))[own.pk].kept
    assert check_of(own.pk) is not None


def test_the_shares_are_of_published_claims_and_take_one_query() -> None:
    claims = checked_claims().claims
    assert checked_claims() == Checked(claims, checked=0, figure=0, absent=0)
    assert claims == sum(model.objects.count() for model in (Shipment, Rate, Ratio, Indicator))
    found = check()
    with CaptureQueriesContext(connection) as queries:
        counts = checked_claims()
    assert len(queries) == 1
    evidence = [one.sighting.evidence for one in found.values()]
    assert (counts.claims, counts.checked) == (claims, len(found))
    assert counts.figure == sum(one.sighting.figure == Found.FOUND for one in found.values())
    assert counts.absent == evidence.count(Evidence.ABSENT)
    Shipment.objects.filter(pk=CLAIM).update(high=5_000_000)
    assert checked_claims().figure == counts.figure - 1


def test_the_command_says_what_was_found(tmp_path: Any, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "article.html"
    file.write_text(f"<html><body><p>{TEXT}</p><script>5 million</script></body></html>", encoding="utf-8")
    call_command("check_evidence", SOURCE, str(file))
    out = capsys.readouterr().out
    assert f"holds        {CLAIM}: figure found, party found, date found" in out
    assert "absent       article-2024-06-14-eu-1m: figure not found" in out
    assert f"sha256:{sha256(file.read_bytes()).hexdigest()}" in out
    assert EvidenceCheck.objects.get(claim=CLAIM).by is None


@pytest.mark.parametrize(
    ("source", "content", "why"),
    [
        ("2024-06-14-odessa-journa", b"text", "did you mean 2024-06-14-odessa-journal"),
        (SOURCE, b"", "no text in it"),
        (SOURCE, b"\x00\xff", "no text that can be read"),
        (SOURCE, None, "cannot be read: No such file"),
    ],
)
def test_the_command_refuses_in_words(tmp_path: Any, source: str, content: bytes | None, why: str) -> None:
    file = tmp_path / "article.txt"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(CommandError, match=why):
        call_command("check_evidence", source, str(file))
    assert not EvidenceCheck.objects.exists()
