"""The shapes of arithmetic on claims: sums, differences, conversions, days of fire."""

from __future__ import annotations

from flows.api.shape_parts import (
    Schema,
    amount,
    an_object,
    array,
    chosen,
    coded,
    links,
    nullable,
    ref,
    string,
)
from flows.estimates.totals import NOT_ADDITIVE
from flows.vocabulary import BOUND, TEMPORAL


def arithmetic_shapes() -> dict[str, Schema]:
    """Every named shape of the arithmetic."""
    codes = array({"type": "string"}, "The codes asked for.")
    figures = {
        "bound": coded(BOUND),
        "low": amount("The floor."),
        "point": amount("The one figure."),
        "high": amount("The ceiling."),
    }
    text = string("The answer in words that may be quoted.")
    note = string("What the answer is not.")
    side = nullable("string", "What the claim says; null where it says nothing.")
    claim = {"anyOf": [ref(name) for name in ("Shipment", "Rate", "Ratio", "Indicator")]}
    factor = {
        "claim": string("Code of the claim that it is from."),
        "claimant": string("Code of the institution that asserts."),
        "munition": string("Code of the kind of round."),
        "claimed_on": {"type": "string", "format": "date", "description": "The day on which it was stated."},
        "low": amount("The least rounds a container."),
        "high": amount("The most rounds a container."),
    }
    return {
        "Total": an_object(
            "A sum of claims that may be added.",
            **dict.fromkeys(("supplier", "recipient", "munition"), codes),
            **chosen(),
            temporal=array(coded(TEMPORAL), "The kinds of period asked for; empty is all."),
            claimant=codes,
            **figures,
            text=text,
            claims=array(ref("Shipment"), "The claims in the sum."),
            left_out=array(ref("LeftOut"), "The claims that no longer stand, with the reason."),
            links=links("self"),
        ),
        "Reason": an_object(
            NOT_ADDITIVE.meaning,
            code=coded(NOT_ADDITIVE),
            label=string("The reason in a few words."),
            meaning=string("The reason in one line."),
            claims=array({"type": "string"}, "Codes of the claims behind it."),
        ),
        "ClaimDifference": an_object(
            "Two claims of one kind side by side.",
            left=claim,
            right=claim,
            aspects=array(ref("Aspect"), "Every aspect that shapes a figure."),
            ratio={"anyOf": [ref("ComputedRatio"), {"type": "null"}]},
            note=note,
            links=links("self", "page"),
        ),
        "Aspect": an_object(
            "One aspect of two claims.",
            code=string("Its code."),
            name=string("Its name."),
            left=side,
            right=side,
            differs={"type": "boolean", "description": "Whether the two say different things."},
        ),
        "Interval": an_object("All values between two ends.", low=amount("The low end."), high=amount("The high end.")),
        "Conversion": an_object(
            "Containers into rounds: what they could hold, not what they held.",
            claim=ref("Shipment"),
            factor_by={
                "type": "string",
                "enum": ["claimant", "claimant-elsewhere", "published", "reader"],
                "description": "Whose number of rounds a container was used.",
            },
            share_152mm=amount("Percentage of the containers taken to hold 152 mm."),
            per_container=ref("Interval"),
            per_container_152mm=ref("Interval"),
            per_container_122mm=ref("Interval"),
            rounds=ref("Interval"),
            text=text,
            published=array(an_object("One published factor.", **factor), "Every published factor known on the day."),
            note=note,
            links=links("self", "page"),
        ),
        "DaysOfFire": an_object(
            "Rounds over a rate of fire: arithmetic on two claims.",
            claim=ref("Shipment"),
            rate=ref("Rate"),
            days=ref("Interval"),
            text=text,
            note=note,
            links=links("self", "page"),
        ),
    }
