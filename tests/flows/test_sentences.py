"""The sentence that a form proposes for a claim."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from flows.extraction.agreement import disagreement
from flows.sentences import sentence
from flows.vocabulary import Stage
from tests.makers import containers, indicator, rate, ratio, shipment

SHELLS = "artillery rounds"
MND = "South Korea's defence ministry"
WAY = "from North Korea to Russia"


@pytest.mark.parametrize(
    ("named", "words"),
    [
        (
            {"figure": 4_800_000, "bound": "up-to", "period_start": date(2023, 8, 1), "speaker": "A speaker"},
            f"A speaker ({MND}) said that up to 4.8 million {SHELLS} had gone {WAY} since August 2023.",
        ),
        (
            {"figure": 4_800_000, "bound": "up-to", "basis": "capacity-if-full", "origin": containers(10_000)},
            f"{MND} said that at least 10,000 containers that went {WAY} could hold up to 4.8 million {SHELLS}.",
        ),
        ({"figure": None, "stance": "denies"}, f"{MND} denied that {SHELLS} were shipped, {WAY}."),
        (
            {"figure": None, "words": "dozens", "stage": "pledged", "temporal": "snapshot"},
            f"{MND} said that Russia was to get dozens of {SHELLS} from North Korea.",
        ),
    ],
)
def test_a_claim_about_a_flow(named: dict[str, Any], words: str) -> None:
    claim = shipment("a-claim", **{"speaker": "", "period_start": None, **named})
    assert sentence(claim) == words


def test_the_other_kinds() -> None:
    told = {
        sentence(rate("a-rate", 10_000)),
        sentence(ratio("a-ratio", None, Decimal(10), bound="up-to")),
        sentence(indicator("an-indicator", 1_000_000_000)),
    }
    assert all(" put " in one and one.endswith(".") and "None" not in one for one in told), told
    assert any("at about 10,000 a day" in one for one in told)
    assert any("up to 10 to 1" in one for one in told)


def test_it_gives_the_figures_of_the_claim() -> None:
    for claim in (shipment("a-claim", 333_000), rate("a-rate", 71_429), indicator("an-indicator", 1_234_567)):
        assert disagreement(type(claim)(**{**_fields(claim), "statement": sentence(claim)})) is None


def _fields(claim: Any) -> dict[str, Any]:
    return {name: getattr(claim, name) for name in type(claim).__dataclass_fields__}


def test_every_stage_has_its_words() -> None:
    for stage in Stage:
        assert "1 million artillery rounds" in sentence(shipment("a-claim", 1_000_000, stage=stage))
