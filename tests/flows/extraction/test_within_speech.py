"""Who speaks in a sentence that names nobody, and whether a start was named or counted back."""

from datetime import date

import pytest

from flows.extraction.draft import Draft
from flows.extraction.reader import Reader
from tests.flows.extraction.seeds import vocabulary_of_seeds

STATED = date(2024, 6, 14)
READ = Reader(vocabulary_of_seeds())
SAID = "North Korea sent 9,000 containers to Russia, South Korea's defence ministry said."
SILENT = "In 2023 Russia received 700,000 artillery shells from North Korea."
ON = "North Korea sent Russia 40 missiles, the South Korean defence ministry added."
OTHER = "North Korea sent Russia 40 missiles, Ukraine's military intelligence said."


def of_silent(*sentences: str) -> Draft:
    drafts = READ("\n".join(sentences), STATED).drafts
    return next(one for one in drafts if one.values.get("point") == "700000")


@pytest.mark.parametrize("sentences", [(SAID, SILENT, ON), (SAID, SILENT), (SAID, SILENT, SILENT)])
def test_between_two_sentences_of_one_voice_and_after_the_only_one_it_still_speaks(sentences: tuple[str, ...]) -> None:
    draft = of_silent(*sentences)
    (guess,) = [one for one in draft.guesses if one.field == "claimant"]
    assert (guess.value, guess.is_sure) == ("kr-mnd", False)
    assert "claimant" not in draft.missing
    assert "South Korea" in "\n".join(sentences)[guess.start : guess.end]


@pytest.mark.parametrize(
    "sentences",
    [(SILENT,), (SILENT, SAID), (SAID, SILENT, OTHER), (SAID, OTHER, SILENT), (SAID, SILENT, "An expert said so.")],
)
def test_with_another_voice_beside_or_none_before_it_is_left_open(sentences: tuple[str, ...]) -> None:
    assert "claimant" in of_silent(*sentences).missing


def test_what_turns_to_other_parties_is_not_put_into_its_mouth() -> None:
    drafts = READ(f"{SAID}\nThe European Union sent Ukraine 700,000 artillery shells.\n{ON}", STATED).drafts
    assert "claimant" in next(one for one in drafts if one.values.get("point") == "700000").missing


@pytest.mark.parametrize(
    ("sentence", "start", "basis"),
    [
        ("In the past three months North Korea sent Russia 110 guns.", "2024-03-14", "inferred"),
        ("Since August 2023 North Korea has sent Russia 9,000 containers.", "2023-08-01", "stated"),
        ("In 2023 North Korea sent Russia 9,000 containers.", "2023-01-01", "stated"),
    ],
)
def test_a_start_that_is_counted_back_is_inferred(sentence: str, start: str, basis: str) -> None:
    (draft,) = READ(sentence, STATED).drafts
    assert (draft.values["period_start"], draft.values["start_basis"]) == (start, basis)


def test_without_a_start_nothing_is_said_of_its_origin() -> None:
    (draft,) = READ("North Korea has sent Russia 9,000 containers.", STATED).drafts
    assert "start_basis" not in draft.values


def test_a_promise_has_the_sides_of_the_part_that_came() -> None:
    *_, whole = READ(
        "The European Union has supplied Ukraine with 290,000 shells out of the promised 1,000,000."
    ).drafts
    assert (whole.values["supplier"], whole.values["recipient"], whole.values["stage"]) == ("eu", "ua", "pledged")


def test_officials_without_a_country_are_unnamed_officials() -> None:
    carried = "Ships carried 290,000 artillery shells from Iran to Russia, according to {}officials."
    (draft,) = READ(carried.format("")).drafts
    assert draft.values["claimant"] == "officials-unnamed"
    (draft,) = READ(carried.format("the ")).drafts
    assert "claimant" in draft.missing


def test_a_pace_over_a_year_is_read_behind_two_calibres() -> None:
    (draft,) = READ("Russia can make 1.9 million 122-mm and 152-mm shells per year, it said.").drafts
    assert draft.values["per"] == "year"
