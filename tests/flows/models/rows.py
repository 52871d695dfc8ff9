"""Rows that every rule of the tables accepts, to be broken one field at a time."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from django.db import models as django_models

from flows import models

SOURCE = "2024-06-14-close-the-sky-over-ukraine"

_CLAIM: dict[str, Any] = {
    "code": "test-row",
    "claimant_id": "kr-mnd",
    "source_id": SOURCE,
    "claimed_on": date(2024, 6, 14),
    "statement": "A claimant said something.",
}

VALID: dict[type[django_models.Model], dict[str, Any]] = {
    models.Actor: {"code": "test-row", "name": "A test", "kind": "state"},
    models.ActorOverlap: {"code": "test-row", "actor_id": "us", "overlaps_id": "kp", "relation": "contains"},
    models.Munition: {"code": "test-row", "name": "A test", "plural": "tests", "unit": "round"},
    models.Claimant: {"code": "test-row", "name": "A test", "short_name": "Test", "kind": "media"},
    models.ClaimantOverlap: {"code": "test-row", "claimant_id": "kida", "overlaps_id": "bg-former-ministers"},
    models.OtherName: {"code": "test-row", "name": "A test", "actor_id": "kp", "language": "en"},
    models.Source: {
        "code": "test-row",
        "publisher": "A test",
        "title": "A test",
        "url": "https://example.org/test",
        "language": "en",
        "kind": "original",
        "reliability": "A",
        "accessed_on": date(2024, 6, 20),
    },
    models.Place: {
        "code": "test-row",
        "name": "A test",
        "kind": "port",
        "actor_id": "ru",
        "role": "A test",
        "coordinate_basis": "none",
    },
    models.Route: {"code": "test-row"},
    models.Leg: {
        "route_id": "kp-sea-dunai",
        "number": 99,
        "from_place_id": "rajin",
        "to_place_id": "dunai",
        "mode": "ship",
        "distance_basis": "stated",
        "source_id": SOURCE,
    },
    models.Event: {
        "code": "test-row",
        "starts_on": date(2024, 6, 20),
        "kind": "summit",
        "title": "A test",
        "source_id": SOURCE,
    },
    models.Shipment: {
        **_CLAIM,
        "supplier_id": "kp",
        "recipient_id": "ru",
        "munition_id": "artillery-round",
        "stage": "shipped",
        "basis": "reported-count",
        "bound": "exact",
        "point": Decimal(1000),
        "temporal": "cumulative",
        "credibility": "3",
    },
    models.Rate: {
        **_CLAIM,
        "actor_id": "ru",
        "activity": "fired",
        "munition_id": "artillery-round",
        "bound": "about",
        "point": Decimal(1000),
        "per": "day",
        "credibility": "3",
    },
    models.Ratio: {
        **_CLAIM,
        "favours_id": "ru",
        "over_id": "ua",
        "compared": "guns",
        "wording": "stated",
        "bound": "about",
        "low": Decimal(10),
        "high": Decimal(10),
        "credibility": "3",
    },
    models.Indicator: {
        **_CLAIM,
        "actor_id": "kp",
        "name": "a-test",
        "bound": "about",
        "point": Decimal(1000),
        "unit": "usd",
        "credibility": "3",
    },
}

VALID[models.Story] = {
    "code": "test-row",
    "title": "A test",
    "day": date(2024, 6, 20),
    "lede": "A test.",
    "left_supplier_id": "kp",
    "left_recipient_id": "ru",
    "left_munition_id": "artillery-round",
    "right_supplier_id": "us",
    "right_recipient_id": "ua",
    "right_munition_id": "artillery-round",
    "claims": "rok-mnd-2024-06-14-shells",
    "position": 1,
}

VALID[models.Subject] = {"code": "test-row", "title": "A test", "description": "A test.", "first_side_id": "kp"}
VALID[models.Appearance] = {
    "code": "test-row",
    "claim": "rok-mnd-2024-06-14-shells",
    "source_id": "2023-06-15-babel",
    "language": "en",
    "kind": "report",
    "carries": "figure;party",
}

KEPT: dict[type[django_models.Model], dict[str, Any]] = {
    models.Revision: {"kind": "shipments", "code": "test-row", "number": 1, "verb": "entered", "values": {}},
    models.Proposal: {"kind": "shipments", "code": "test-row", "base": 1, "values": {}},
    models.Merge: {"kind": "sources", "old": "test-row", "new": "another"},
    models.Addition: {"kind": "sources", "code": "test-row"},
    models.EvidenceCheck: {
        "claim": "rok-mnd-2024-06-14-shells",
        "source_id": SOURCE,
        "sha256": "0" * 64,
        "characters": 1000,
        "matcher": "1",
        "sides": "kp ru",
        "figure_found": "found",
        "party_found": "found",
        "date_found": "found",
    },
    models.Passage: {"claim": "rok-mnd-2024-06-14-shells", "source_id": SOURCE, "text": "Up to 4.8 million shells."},
    models.Assignment: {"kind": "dead", "code": "test-row", "due_on": date(2024, 6, 14)},
    models.Moment: {"number": 2**40, "at": datetime(2124, 6, 14, tzinfo=UTC), "newest_revision": 0},
    models.Received: {"instance": "elsewhere.example.org", "kind": "sources", "code": "test-row", "digest": "0" * 64},
    models.KeptForm: {"kind": "shipment", "values": {}},
    models.FileReading: {"table": "shipments", "name": "a tracker", "headings": ["a"], "choices": {}},
    models.Upload: {"table": "shipments", "name": "a.csv", "pasted": False, "content": b"", "digest": ""},
}
"""What is kept and never entered by hand; a proposal, an addition, a reading and an upload need somebody besides."""


def row(model: type[django_models.Model], **values: Any) -> Any:
    """A valid row of a table, not yet saved, with some values changed."""
    return model(**{**(VALID.get(model) or KEPT[model]), **values})


def insert(model: type[django_models.Model], **values: Any) -> Any:
    """Put a row straight into its table, past every check of Django's own."""
    (made,) = model._default_manager.bulk_create([row(model, **values)])
    return made
