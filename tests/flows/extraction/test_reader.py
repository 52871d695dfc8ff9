"""A text read as a whole: nothing is cut, work grows with its length, every field has its words."""

import cProfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.extraction.reader import LONGEST, Reader, TooLong
from tests.flows.extraction.expected import labelled
from tests.flows.extraction.seeds import vocabulary_of_seeds

CASES = labelled(Path(__file__).with_name("cases.txt"))
read = Reader(vocabulary_of_seeds())
STATED = date(2024, 6, 14)


def test_a_text_that_is_too_long_is_refused_and_not_cut() -> None:
    with pytest.raises(TooLong, match="at most 40,000"):
        read("a" * (LONGEST + 1))
    assert read("a" * LONGEST).drafts == ()


def calls(text: str) -> int:
    """How many functions are called for a text: what time depends on, without a clock."""
    profile = cProfile.Profile()
    profile.runcall(read, text, STATED)
    return sum(entry.callcount for entry in profile.getstats())


@pytest.mark.parametrize(
    "part",
    [
        "A. ",
        "1,000 rounds a day ",
        "1,000 shells ",
        "10 to 1 ",
        "he said ",
        "10 containers, 1,000 shells, 1 to 1\n",
        "....",
    ],
)
def test_twice_the_text_is_twice_the_work(part: str) -> None:
    short, long = (part * (length // len(part)) for length in (1_200, 2_400))
    assert calls(long) < 2.5 * calls(short)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_every_field_has_its_words_in_the_text_and_its_reason(case: object) -> None:
    for draft in read(case.text, case.stated).drafts:  # type: ignore[attr-defined]
        for guess in draft.guesses:
            assert 0 <= guess.start < guess.end <= len(case.text), guess  # type: ignore[attr-defined]
            assert guess.value
            assert guess.reason.endswith("."), guess


def test_what_rests_on_words_elsewhere_is_not_sure() -> None:
    text = "Jens Stoltenberg was in Kyiv. He said that North Korea had sent Russia 5,000 containers."
    (draft,) = read(text, STATED).drafts
    sure = {guess.field: guess.is_sure for guess in draft.guesses}
    assert draft.values["claimant"] == "nato"
    assert not sure["claimant"]
    assert sure["supplier"]
    assert sure["recipient"]


def test_what_is_said_twice_is_one_draft() -> None:
    text = "North Korea sent Russia 5,000 containers, NATO said. In all, North Korea has sent Russia 5,000 containers."
    (draft,) = read(text, STATED).drafts
    assert draft.again == 1
    apart = "North Korea sent Russia 5,000 containers, NATO said. Iran sent Russia 5,000 containers, NATO said."
    assert [one.values["supplier"] for one in read(apart, STATED).drafts] == ["kp", "ir"]


def test_two_voices_keep_their_own_figures() -> None:
    text = "Ukraine fires 2,000 shells a day, Rustem Umerov said. Russia fires 9,000 a day, a NATO official said."
    assert [one.values["claimant"] for one in read(text, STATED).drafts] == ["ua-mod", "nato"]


@pytest.mark.parametrize(
    ("written", "figure"),
    [
        ("250 000", "250000"),
        ("250\N{NARROW NO-BREAK SPACE}000", "250000"),
        ("one-point-five million", "1500000"),
        ("1.5 million", "1500000"),
        ("1,5 million", "1500000"),
        ("333.000", "333000"),
        ("half a million", "500000"),
    ],
)
def test_numbers_as_people_write_them(written: str, figure: str) -> None:
    (draft,) = read(f"North Korea sent {written} shells to Russia, NATO said.", STATED).drafts
    assert draft.values["point"] == figure


@pytest.mark.parametrize(
    "text",
    [
        "North Korea sent Russia 500 kg missiles.",
        "The company will deliver DM 121 rounds to Ukraine.",
        "The shell weighs 45 pounds, and the barrel is 6 metres long.",
        "The Army makes 2,000-pound bars into shells.",
        "Ukraine lost 35 percent of its land.",
        "Russia lost 1,200 men.",
        "Drones destroyed 5,000 shells in a depot.",
    ],
)
def test_a_size_a_type_and_a_loss_are_no_flow(text: str) -> None:
    assert [draft.values for draft in read(text, STATED).drafts] == []


@pytest.mark.parametrize(
    ("verb", "stage", "basis"),
    [
        ("has delivered", "delivered", "reported-count"),
        ("has sent", "shipped", "reported-count"),
        ("will deliver", "pledged", "declared"),
        ("plans to send", "pledged", "declared"),
        ("is expected to deliver", "pledged", "declared"),
        ("has pledged to give", "pledged", "declared"),
        ("has ordered", "contracted", "declared"),
        ("probably sent", "shipped", "estimate"),
    ],
)
def test_a_plan_is_no_delivery(verb: str, stage: str, basis: str) -> None:
    (draft,) = read(f"Germany {verb} 18,000 shells for Ukraine.", STATED).drafts
    assert (draft.values["stage"], draft.values["basis"]) == (stage, basis)


def test_who_was_sent_something_did_not_send_it() -> None:
    (draft,) = read("Ukraine was sent 5,000 shells, NATO said.", STATED).drafts
    assert draft.values["recipient"] == "ua"
    assert "supplier" in draft.missing


def test_when_it_was_said_is_not_when_it_went() -> None:
    said = "A NATO official said in March 2024 that North Korea had sent Russia 5,000 containers."
    went = "A NATO official said that North Korea had sent Russia 5,000 containers in March 2024."
    (one,), (other,) = read(said, STATED).drafts, read(went, STATED).drafts
    assert "period_start" not in one.values
    assert (other.values["period_start"], other.values["period_end"]) == ("2024-03-01", "2024-03-31")


def test_a_point_parts_thousands_where_the_language_has_it_so() -> None:
    (draft,) = read("Die Bundesregierung hat 18.500 Schuss für die Ukraine bestellt.", STATED).drafts
    assert draft.values["point"] == "18500"
    assert read("The government has ordered 18.500 rounds for Ukraine.", STATED).drafts == ()


def test_a_row_of_a_table_keeps_to_itself() -> None:
    text = "Donor\tKind\tQuantity\nGermany\t155 mm shells\t66,000\nNorway\tmortar rounds\t9,500"
    assert all("supplier" in draft.missing for draft in read(text, STATED).drafts)


@given(st.text(max_size=200) | st.sampled_from([case.text for case in CASES]))
def test_any_text_can_be_read(text: str) -> None:
    for draft in read(text, STATED).drafts:
        assert draft.start <= draft.figure.start < draft.figure.end <= draft.end <= len(text)
