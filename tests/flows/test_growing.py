"""Lists that grow: codes of the subject stand after those of the code, and a code from before has words too."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from flows.subject import Subject, of, subject, use
from flows.vocabulary import BOUND, CARRIER_UNITS, CODED_LISTS, GROWING, PLACE_KIND, carrier_units
from flows.vocabulary.code import growing_list

AIRPORT = {"code": "airport", "label": "airport", "meaning": "An airfield with a runway."}
BASE = ("port", "port", "A sea or river port.")


@pytest.fixture
def adds() -> Iterator[Any]:
    """Makes a subject with these lists the one of the process, until the end of the test."""
    before = subject()
    yield lambda **lists: use(of({"lists": lists}))
    use(before)


def test_codes_of_the_subject_come_after_those_of_the_code(adds: Any) -> None:
    adds(place_kind=[AIRPORT])
    found = growing_list("place_kind", "Kind of place", "What it is.", BASE)
    assert found.codes == ("port", "airport")
    assert found.term("airport").meaning == "An airfield with a runway."


def test_a_unit_may_be_a_carrier(adds: Any) -> None:
    sack = {"code": "sack", "label": "sacks", "meaning": "One sack."}
    adds(unit=[sack, {**sack, "code": "cart", "carrier": True}])
    assert carrier_units() - CARRIER_UNITS == {"cart"}


def test_a_code_that_is_there_already_is_refused(adds: Any) -> None:
    adds(place_kind=[{**AIRPORT, "code": "port"}])
    with pytest.raises(ValueError, match="lists: place_kind has 'port' already"):
        growing_list("place_kind", "Kind of place", "What it is.", BASE)


def test_a_code_from_before_has_words_in_a_list_that_grows_alone() -> None:
    assert PLACE_KIND.label("grain-elevator") == "grain elevator"
    assert "grain-elevator" not in PLACE_KIND
    with pytest.raises(KeyError):
        BOUND.label("at-most")


def test_what_the_arithmetic_rests_on_does_not_grow() -> None:
    assert {"unit", "place_kind", "mode", "actor_kind", "claimant_kind"} <= GROWING.keys()
    closed = {one.name for one in CODED_LISTS} - GROWING.keys()
    assert {"bound", "stage", "basis", "stance", "temporal", "status", "activity", "per"} <= closed


@pytest.mark.parametrize(
    ("term", "said"),
    [
        ({"code": "airport"}, "a term has a code, a label and a meaning"),
        ({**AIRPORT, "plural": "airports"}, "a term has a code, a label and a meaning"),
        ({**AIRPORT, "code": "Air port"}, "'Air port' is no code"),
        ({**AIRPORT, "code": "a" * 41}, "is no code"),
        ({**AIRPORT, "meaning": ""}, "airport needs a label and a meaning"),
    ],
)
def test_a_term_is_read_strictly(term: dict[str, str], said: str) -> None:
    with pytest.raises(ValueError, match=r"^subject\.json: lists: place_kind: ") as refusal:
        of({"lists": {"place_kind": [term]}})
    assert said in str(refusal.value)


def test_a_subject_without_lists_adds_nothing() -> None:
    assert Subject().lists == {}
