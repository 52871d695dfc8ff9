"""One claim with the claims around it."""

from __future__ import annotations

from datetime import date

import pytest

from flows import models
from flows.queries.codes import claim_codes_around
from flows.queries.related_claims import related_claims

pytestmark = pytest.mark.django_db


def test_the_chain_runs_from_first_to_newest_and_holds_the_claim() -> None:
    found = related_claims("rok-mnd-2024-06-14-shells")
    assert found is not None
    codes = [claim.code for claim in found.chain]
    assert codes[0] == "rok-mnd-2023-10-16-hundreds-k"
    assert codes[-1] == "rok-dia-2025-07-13-152mm"
    assert "rok-mnd-2024-06-14-shells" in codes
    days = [claim.claimed_on for claim in found.chain]
    assert days == sorted(days)


def test_nothing_after_the_day_is_related() -> None:
    found = related_claims("rok-mnd-2024-02-26-152mm", date(2024, 3, 1))
    assert found is not None
    assert max(claim.claimed_on for claim in found.chain) <= date(2024, 3, 1)
    assert [claim.code for claim in found.readings] == ["rok-mnd-2024-02-26-122mm"]
    assert found.origin is not None
    assert found.origin.code == "rok-mnd-2024-02-26-containers"


def test_what_is_derived_is_found_from_its_origin() -> None:
    found = related_claims("rok-mnd-2024-06-14-containers")
    assert found is not None
    assert "rok-mnd-2024-06-14-shells" in [claim.code for claim in found.derived]


@pytest.mark.parametrize(
    ("code", "table"),
    [
        ("article-2024-06-14-almost-10-to-1", "ratios"),
        ("ctx-nk-gdp-2022", "indicators"),
        ("rok-mnd-2024-06-14-shells", "shipments"),
    ],
)
def test_any_kind_of_claim_is_found(code: str, table: str) -> None:
    found = related_claims(code)
    assert found is not None
    assert found.table == table
    assert found.claim.code == code


def test_what_is_not_public_is_not_found_nor_named() -> None:
    models.Ratio.objects.filter(code="article-2024-06-14-almost-10-to-1").update(status="draft")
    assert related_claims("article-2024-06-14-almost-10-to-1") is None
    assert "article-2024-06-14-almost-10-to-1" not in claim_codes_around("article-2024-06-14-almost-10-to-1")
    assert "rok-mnd-2024-06-14-shells" in claim_codes_around("rok-mnd-2024-06-14-shells")
