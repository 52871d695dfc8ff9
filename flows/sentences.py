"""A claim in one sentence of ours, made from its fields: who put what at how much. Whoever enters it goes on."""

from __future__ import annotations

from typing import assert_never

from flows.records import AnyClaim, Indicator, Rate, Ratio, Shipment
from flows.vocabulary import COMPARED
from flows.wording import after_at, amount, counted, measured, period_words, place_words, put_at, to_one


def sentence(claim: AnyClaim) -> str:
    """The claim as a sentence: "A ministry put the artillery rounds shipped from one party to another since August 2023
    at up to 4.8 million." What containers could hold is never said to have gone."""
    match claim:
        case Shipment():
            words = _shipment(claim)
        case Rate():
            activity = claim.activity.of_actor.format(claim.actor_name)
            put = f"{put_at(claim.quantity)} {claim.per.label}"
            words = _put(claim, f"the {claim.munition_plural} {activity}", put)
        case Ratio():
            place = f" {place_words(claim.place_name)}" if claim.place_name else ""
            balance = f"{COMPARED.label(claim.compared)} of {claim.favours_name} over {claim.over_name}"
            words = _put(
                claim, f"the ratio in {balance}{f',{place},' if place else ''}", after_at(to_one(claim.quantity))
            )
        case Indicator():
            words = _put(claim, measured(claim), after_at(amount(claim.quantity, claim.unit)))
        case _:
            assert_never(claim)
    return f"{words[:1].upper()}{words[1:]}."


def _shipment(claim: Shipment) -> str:
    went = "" if claim.stage.is_movement else "to go "
    moved = f"{claim.stage.label} {went}from {claim.supplier_name} to {claim.recipient_name}"
    if claim.stance.is_denial:
        return f"{_who(claim)} denied that {claim.munition_plural} were {moved}{_time(claim)}"
    if claim.basis.is_capacity:
        origin = counted(claim.origin.quantity, claim.origin.plural) if claim.origin else "the containers"
        return _put(
            claim, f"what {origin} {moved} could hold", after_at(counted(claim.quantity, claim.munition_plural))
        )
    return _put(claim, f"the {claim.munition_plural} {moved}", put_at(claim.quantity))


def _put(claim: AnyClaim, what: str, at: str) -> str:
    return f"{_who(claim)} put {what}{_time(claim)} at {at}"


def _time(claim: AnyClaim) -> str:
    """The time that it is about, before which a space stands; "" where none was stated."""
    start = claim.named_start
    total = isinstance(claim, Shipment) and claim.temporal.accumulates and start is not None
    words = period_words(start, claim.period_end, claim.claimed_on, total=total)
    return f" {words}" if words else ""


def _who(claim: AnyClaim) -> str:
    return f"{claim.speaker} ({claim.claimant_name})" if claim.speaker else claim.claimant_name
