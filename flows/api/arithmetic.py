"""Arithmetic on claims as JSON bodies: sums and refusals, differences, conversions, days of fire."""

from __future__ import annotations

from typing import Any

from flows.api.bodies import API, left_out_body, quotient_body, record_body
from flows.estimates.interval import Interval
from flows.estimates.totals import NOT_ADDITIVE, Refusal, Total
from flows.measures.conversion import DEFINITION as CONVERSION
from flows.measures.conversion import ConversionAnswer
from flows.measures.days_of_fire import DEFINITION as DAYS_OF_FIRE
from flows.measures.days_of_fire import FireAnswer
from flows.measures.differences import DEFINITION as DIFFERENCES
from flows.measures.differences import DifferenceAnswer
from flows.measures.totals import TotalAnswer
from flows.wording import counted, interval_words, label


def total_body(answer: TotalAnswer, outcome: Total, site: str) -> dict[str, Any]:
    """A sum that is right: the question, the quantity with its bound, the claims in it, those left out before."""
    question = answer.question
    quantity = outcome.quantity
    plural = " or ".join(munition.plural for munition in answer.munitions)
    names = "; ".join(sorted({claim.claimant_name for claim in outcome.claims}))
    text = f"{counted(quantity, plural)} ({_count(len(outcome.claims))}; {names})"
    return {
        "supplier": list(question.suppliers),
        "recipient": list(question.recipients),
        "munition": list(question.munitions),
        "as_of": question.as_of,
        "stage": list(question.stages),
        "basis": list(question.bases),
        "temporal": list(question.temporals),
        "claimant": list(question.claimants),
        "bound": quantity.bound,
        "low": quantity.low,
        "point": quantity.point,
        "high": quantity.high,
        "text": text if outcome.claims else "no claim recorded",
        "claims": [record_body("shipments", claim, site) for claim in outcome.claims],
        "left_out": [left_out_body(out) for out in answer.left_out],
        "links": {"self": f"{site}{API}totals/?{question.query()}"},
    }


def reasons_body(refusal: Refusal) -> list[dict[str, Any]]:
    """Why there is no sum: each reason in words, with the codes of the claims behind it."""
    return [
        {"code": reason.code, "label": term.label, "meaning": term.meaning, "claims": list(reason.claims)}
        for reason, term in ((reason, NOT_ADDITIVE.term(reason.code)) for reason in refusal.reasons)
    ]


def difference_body(answer: DifferenceAnswer, site: str) -> dict[str, Any]:
    """Two claims side by side, aspect by aspect, and the one over the other."""
    return {
        "left": record_body(answer.table, answer.left, site),
        "right": record_body(answer.table, answer.right, site),
        "aspects": [
            {
                "code": aspect.code,
                "name": aspect.name,
                "left": aspect.left,
                "right": aspect.right,
                "differs": aspect.differs,
            }
            for aspect in answer.aspects
        ],
        "ratio": quotient_body(answer.quotient) if answer.quotient else None,
        "note": " ".join(DIFFERENCES.caveats),
        "links": _links("differences", "compare/claims", answer.question.query(), site),
    }


def conversion_body(answer: ConversionAnswer, site: str) -> dict[str, Any]:
    """Containers into rounds: whose factor was used, what follows, and every published factor."""
    return {
        "claim": record_body("shipments", answer.claim, site),
        "factor_by": answer.whose,
        "share_152mm": answer.share,
        "per_container": _interval(answer.per_container),
        "per_container_152mm": _interval(answer.large),
        "per_container_122mm": _interval(answer.small),
        "rounds": _interval(answer.rounds),
        "text": (
            f"{interval_words(answer.rounds)} rounds if full, {interval_words(answer.per_container)} a container "
            f"({'an assumption of the reader' if answer.whose == 'reader' else 'a published factor'}; "
            f"{label(answer.claim)} containers)"
        ),
        "published": [
            {
                "claim": factor.claim.code,
                "claimant": factor.claim.claimant,
                "munition": factor.claim.munition,
                "claimed_on": factor.claim.claimed_on,
                **_interval(factor.per_container),
            }
            for factor in answer.published
        ],
        "note": " ".join(CONVERSION.caveats),
        "links": _links("conversion", "convert", answer.question.query(), site),
    }


def fire_body(answer: FireAnswer, site: str) -> dict[str, Any]:
    """Days of fire: both claims in full, and the days that follow from them."""
    return {
        "claim": record_body("shipments", answer.claim, site),
        "rate": record_body("rates", answer.rate, site),
        "days": _interval(answer.days),
        "text": f"{interval_words(answer.days)} days, computed from two claims and stated by nobody",
        "note": " ".join(DAYS_OF_FIRE.caveats),
        "links": _links("days-of-fire", "days-of-fire", answer.question.query(), site),
    }


def _interval(interval: Interval) -> dict[str, Any]:
    return {"low": interval.low, "high": interval.high}


def _links(address: str, page: str, query: str, site: str) -> dict[str, str]:
    return {"self": f"{site}{API}{address}/?{query}", "page": f"{site}/{page}/?{query}"}


def _count(claims: int) -> str:
    return "1 claim" if claims == 1 else f"a sum of {claims} claims"
