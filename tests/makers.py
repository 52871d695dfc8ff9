"""Records made for tests: a shipment that stands, of which a test names only what it is about."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from flows.records import Indicator, Origin, Quantity, Rate, Ratio, Shipment, typed
from flows.vocabulary import BASIS, STAGE, Bound

FIRST_DAY = date(2024, 1, 1)
EVIDENCE: dict[str, Any] = {
    "speaker": "",
    "source": "a-source",
    "publisher": "A publisher",
    "source_title": "A title",
    "source_link": "https://example.org/a",
    "source_published_on": FIRST_DAY,
    "source_date_precision": "day",
    "reliability": "B",
    "claimed_on": FIRST_DAY,
    "date_precision": "day",
    "period_start": None,
    "period_end": None,
    "start_basis": "stated",
    "statement": "A claimant said something.",
    "notes": "",
    "status": "published",
    "retraction_reason": "",
    "grade": "B",
    "originals": (),
}
"""What every claim carries, of which a test mostly needs nothing in particular."""


def _graded(named: dict[str, Any]) -> dict[str, Any]:
    """The grade of a claim whose source alone holds it."""
    return {"grade": named.get("reliability", EVIDENCE["reliability"])}


def shipment(code: str, figure: int | None = 1_000_000, **named: Any) -> Shipment:
    """A published running total of artillery rounds from North Korea to Russia, exact unless told otherwise."""
    bound = named.pop("bound", "exact" if figure is not None else "unquantified")
    amount = Decimal(figure) if figure is not None else None
    figures = {
        "low": amount if bound == "at-least" else None,
        "point": amount if bound in ("exact", "about") else None,
        "high": amount if bound == "up-to" else None,
    }
    facts: dict[str, Any] = {
        "code": code,
        "claimant": "kr-mnd",
        "claimant_name": "South Korea's defence ministry",
        **EVIDENCE,
        **_graded(named),
        "stance": "asserts",
        "supplier": "kp",
        "supplier_name": "North Korea",
        "recipient": "ru",
        "recipient_name": "Russia",
        "munition": "artillery-round",
        "munition_name": "Artillery round, calibre not stated",
        "munition_plural": "artillery rounds",
        "unit": "round",
        "stage": "shipped",
        "basis": "reported-count",
        "bound": bound,
        **figures,
        "words": "",
        "temporal": "cumulative",
        "supersedes": None,
        "superseded_by": None,
        "superseded_on": None,
        "alternative_group": "",
        "part_of": None,
        "derived_from": None,
        "origin": None,
        "factor": None,
        "credibility": "3",
    }
    return Shipment(**typed(Shipment, {**facts, **named}))


def ratio(code: str, low: Decimal | None, high: Decimal | None, **named: Any) -> Ratio:
    """A published stated ratio of Russian over Ukrainian fire."""
    facts: dict[str, Any] = {
        "code": code,
        "claimant": "nato",
        "claimant_name": "NATO",
        **EVIDENCE,
        **_graded(named),
        "favours": "ru",
        "favours_name": "Russia",
        "over": "ua",
        "over_name": "Ukraine",
        "compared": "rounds-fired",
        "wording": "stated",
        "bound": "exact",
        "low": low,
        "high": high,
        "place": None,
        "place_name": "",
        "credibility": "3",
    }
    return Ratio(**typed(Ratio, {**facts, **named}))


def rate(code: str, point: int | None = 10_000, **named: Any) -> Rate:
    """A published rate of fire of Russia, about so many rounds a day."""
    facts: dict[str, Any] = {
        "code": code,
        "claimant": "nato",
        "claimant_name": "NATO",
        **EVIDENCE,
        **_graded(named),
        "actor": "ru",
        "actor_name": "Russia",
        "activity": "fired",
        "munition": "artillery-round",
        "munition_name": "Artillery round, calibre not stated",
        "munition_plural": "artillery rounds",
        "unit": "round",
        "bound": "about",
        "low": None,
        "point": Decimal(point) if point is not None else None,
        "high": None,
        "per": "day",
        "supersedes": None,
        "superseded_by": None,
        "superseded_on": None,
        "place": None,
        "place_name": "",
        "credibility": "3",
    }
    return Rate(**typed(Rate, {**facts, **named}))


def indicator(code: str, point: int | None = 1_000_000_000, **named: Any) -> Indicator:
    """A published context figure of North Korea, in dollars, exact unless told otherwise."""
    facts: dict[str, Any] = {
        "code": code,
        "claimant": "kr-mnd",
        "claimant_name": "South Korea's defence ministry",
        **EVIDENCE,
        **_graded(named),
        "actor": "kp",
        "actor_name": "North Korea",
        "name": "missile-test-cost",
        "measured": "",
        "whole_of": None,
        "whole": "",
        "whole_munition": None,
        "bound": "exact",
        "low": None,
        "point": Decimal(point) if point is not None else None,
        "high": None,
        "unit": "usd",
        "credibility": "3",
    }
    return Indicator(**typed(Indicator, {**facts, **named}))


def containers(low: int) -> Origin:
    """At least so many containers: what a capacity is derived from."""
    return Origin(
        code="containers", quantity=Quantity(Bound.AT_LEAST, low=Decimal(low)), plural="containers", unit="container"
    )


TOTALS_SINCE = (
    (None, None),
    (None, FIRST_DAY),
    (date(2023, 8, 1), None),
    (date(2023, 9, 1), date(2024, 1, 20)),
    (date(2024, 1, 1), None),
)
PERIODS = (
    (None, None),
    (date(2023, 1, 1), date(2023, 12, 31)),
    (date(2023, 1, 1), date(2023, 6, 30)),
    (date(2023, 9, 1), date(2024, 2, 29)),
    (date(2024, 1, 1), None),
    (None, date(2024, 3, 31)),
)
"""What the claims of a random ledger are about: starts and ends."""


@st.composite
def ledgers(draw: st.DrawFn, largest: int = 25) -> list[Shipment]:
    """Random claims about one flow: totals chained by supersession, readings in groups, parts, denials, retractions.

    Totals count from several starts, known or not, in two units; figures for a period are about a few periods, some of
    which lack an end.
    """
    size = draw(st.integers(0, largest))
    claims: list[Shipment] = []
    replaced: set[str] = set()
    for number in range(size):
        claimant = draw(st.sampled_from(["kr-mnd", "us-government", "ua-hur"]))
        day = FIRST_DAY + timedelta(days=draw(st.integers(0, 40)))
        temporal = draw(st.sampled_from(["cumulative", "cumulative", "cumulative", "interval", "snapshot"]))
        stance = draw(st.sampled_from(["asserts"] * 5 + ["denies"]))
        status = draw(st.sampled_from(["published"] * 6 + ["retracted"]))
        group = draw(st.sampled_from(["", "", f"{claimant}-{day}"]))
        supersedes = None
        if temporal == "cumulative" and stance == "asserts":
            older = [
                c.code
                for c in claims
                if c.claimant == claimant
                and c.claimed_on < day
                and c.temporal == "cumulative"
                and c.stance == "asserts"
                and c.code not in replaced
            ]
            supersedes = draw(st.sampled_from([None, *older]))
            if supersedes:
                replaced.add(supersedes)
        bound = draw(st.sampled_from(["exact", "about", "at-least", "up-to"]))
        start, end = draw(st.sampled_from(TOTALS_SINCE if temporal == "cumulative" else PERIODS))
        unit = draw(st.sampled_from(["round", "round", "container"]))
        part_of = draw(st.sampled_from([None, None, None, *(claim.code for claim in claims[-2:])]))
        claims.append(
            shipment(
                f"c{number:02d}",
                draw(st.integers(0, 9_000_000)),
                bound=bound,
                claimant=claimant,
                claimed_on=day,
                temporal=temporal,
                stance=stance,
                status=status,
                alternative_group=group,
                supersedes=supersedes,
                stage=draw(st.sampled_from(STAGE.codes[-2:])),
                basis=draw(st.sampled_from(BASIS.codes[:2])),
                period_start=start,
                period_end=end,
                start_basis=draw(st.sampled_from(["stated", "stated", "series"])) if start else "stated",
                unit=unit,
                part_of=part_of,
                reliability=draw(st.sampled_from("BBCD")),
                credibility=draw(st.sampled_from("3334")),
            )
        )
    return claims
