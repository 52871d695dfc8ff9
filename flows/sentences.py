"""A claim in one sentence of ours, made from its fields: who said what. Whoever enters it goes on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import assert_never

from flows.records import AnyClaim, Indicator, Rate, Ratio, Shipment
from flows.vocabulary import COMPARED, Stage
from flows.wording import after_at, amount, counted, measured, period_words, place_words, put_at, to_one, with_article

_TOLD: Mapping[Stage, str] = {
    Stage.NEGOTIATED: "{supplier} and {recipient} were in talks about {amount}",
    Stage.REQUESTED: "{amount} from {supplier} were asked for by {recipient}",
    Stage.PLEDGED: "{recipient} was to get {amount} from {supplier}",
    Stage.IDENTIFIED: "{amount} were found by {supplier} for {recipient}",
    Stage.FUNDED: "money was committed for {amount} from {supplier} for {recipient}",
    Stage.CONTRACTED: "{amount} from {supplier} were ordered for {recipient}",
    Stage.PRODUCED: "{amount} had been made by {supplier} for {recipient}",
    Stage.SHIPPED: "{amount} had gone from {supplier} to {recipient}",
    Stage.DELIVERED: "{amount} from {supplier} had reached {recipient}",
}


def sentence(claim: AnyClaim) -> str:
    """The claim as a sentence: "A ministry said that 10,000 containers had gone from one party to another since
    August 2023." What containers could hold is never said to have gone, nor a promise to have come."""
    match claim:
        case Shipment():
            words = _shipment(claim)
        case Rate():
            activity = claim.activity.of_actor.format(with_article(claim.actor_name))
            put = f"{put_at(claim.quantity)} {claim.per.label}"
            words = _put(claim, f"the {claim.munition_plural} {activity}", put)
        case Ratio():
            place = f" {place_words(claim.place_name)}" if claim.place_name else ""
            favours, over = with_article(claim.favours_name), with_article(claim.over_name)
            balance = f"{COMPARED.label(claim.compared)} of {favours} over {over}"
            words = _put(
                claim, f"the ratio in {balance}{f',{place},' if place else ''}", after_at(to_one(claim.quantity))
            )
        case Indicator():
            words = _put(claim, measured(claim), after_at(amount(claim.quantity, claim.unit)))
        case _:
            assert_never(claim)
    return f"{words[:1].upper()}{words[1:]}."


def _shipment(claim: Shipment) -> str:
    supplier, recipient = with_article(claim.supplier_name), with_article(claim.recipient_name)
    if claim.stance.is_denial:
        way = f"{claim.munition_plural} were {claim.stage.label}, from {supplier} to {recipient}"
        return f"{_who(claim)} denied that {way}{_time(claim)}"
    amount = counted(claim.quantity, claim.munition_plural)
    if claim.basis.is_capacity:
        origin = f"{counted(claim.origin.quantity, claim.origin.plural)} that" if claim.origin else "what"
        return f"{_who(claim)} said that {origin} went from {supplier} to {recipient}{_time(claim)} could hold {amount}"
    told = _TOLD[claim.stage].format(amount=amount, supplier=supplier, recipient=recipient)
    return f"{_who(claim)} said that {told}{_time(claim)}"


def _put(claim: AnyClaim, what: str, at: str) -> str:
    return f"{_who(claim)} put {what}{_time(claim)} at {at}"


def _time(claim: AnyClaim) -> str:
    """The time that it is about, before which a space stands; "" where none was stated."""
    start = claim.named_start
    total = isinstance(claim, Shipment) and claim.temporal.accumulates and start is not None
    words = period_words(start, claim.period_end, claim.claimed_on, total=total)
    return f" {words}" if words else ""


def _who(claim: AnyClaim) -> str:
    return f"{claim.speaker} ({claim.claimant_name})" if claim.speaker else with_article(claim.claimant_name)
