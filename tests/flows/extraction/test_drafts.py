"""Drafts of claims: what the rules guess, that each guess has its reason, and that nobody is misquoted."""

from datetime import date
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from flows.extraction.draft import Draft
from flows.extraction.reader import Reader
from tests.flows.extraction.passages import passages
from tests.flows.extraction.seeds import vocabulary_of_seeds

ARTICLE = Path(__file__).with_name("june_2024.txt").read_text(encoding="utf-8")
read = Reader(vocabulary_of_seeds())


def made(text: str, stated: date | None = date(2024, 6, 14)) -> tuple[Draft, ...]:
    return read(text, stated).drafts


def only(text: str) -> dict[str, str]:
    (draft,) = made(text)
    return draft.values


def matches(draft: Draft, table: str, **values: str) -> bool:
    return draft.table == table and values.items() <= draft.values.items()


def test_the_article_of_june_2024_yields_its_claims() -> None:
    found = made(ARTICLE)
    seoul = {"claimant": "kr-mnd", "supplier": "kp", "recipient": "ru", "stage": "shipped"}
    wanted: list[tuple[str, dict[str, str]]] = [
        ("shipments", {**seoul, "munition": "container", "bound": "at-least", "low": "10000"}),
        (
            "shipments",
            {
                **seoul,
                "munition": "artillery-round",
                "bound": "up-to",
                "high": "4800000",
                "basis": "capacity-if-full",
            },
        ),
        ("shipments", {**seoul, "munition": "ballistic-missile", "bound": "unquantified", "words": "dozens"}),
        (
            "shipments",
            {"supplier": "eu", "recipient": "ua", "munition": "artillery-round", "bound": "exact", "point": "1000000"},
        ),
        ("ratios", {"over": "ua", "bound": "up-to", "high": "10", "compared": "firepower"}),
        (
            "indicators",
            {"claimant": "kr-mnd", "bound": "about", "point": "1000000000", "unit": "usd"},
        ),
        ("indicators", {"bound": "about", "point": "4", "unit": "percent"}),
    ]
    for table, values in wanted:
        assert [draft for draft in found if matches(draft, table, **values)], (table, values)


def test_the_side_that_nobody_names_is_left_open() -> None:
    (ratio,) = [draft for draft in made(ARTICLE) if draft.table == "ratios"]
    assert "favours" in ratio.missing


def test_the_minister_is_not_made_to_say_what_the_article_says_itself() -> None:
    (eu,) = [draft for draft in made(ARTICLE) if draft.values.get("supplier") == "eu"]
    assert "claimant" in eu.missing
    assert "claimant" not in eu.values


def test_every_guess_has_its_reason() -> None:
    for passage in [ARTICLE, *(passage.text for passage in passages())]:
        for draft in made(passage):
            for guess in draft.guesses:
                assert guess.value, guess
                assert guess.reason.endswith("."), guess


def test_what_could_be_held_is_capacity_and_never_a_delivery() -> None:
    values = only("The containers delivered from North Korea to Russia could hold up to 4.8 million shells.")
    assert (values["stage"], values["basis"]) == ("shipped", "capacity-if-full")


def test_a_receiver_stands_before_its_verb() -> None:
    values = only("Ukraine received 500,000 shells from the EU, Borrell said.")
    assert (values["supplier"], values["recipient"], values["stage"]) == ("eu", "ua", "delivered")


def test_a_pledge_is_not_a_delivery() -> None:
    values = only("Germany will deliver 180,000 shells to Ukraine.")
    assert (values["supplier"], values["recipient"], values["stage"], values["basis"]) == (
        "de",
        "ua",
        "pledged",
        "declared",
    )


def test_since_begins_a_running_total_and_in_names_a_period() -> None:
    since = only("North Korea has sent Russia 11,000 containers since September 2023.")
    assert (since["temporal"], since["period_start"]) == ("cumulative", "2023-09-01")
    within = only("North Korea sent Russia 148 missiles in 2024.")
    assert (within["temporal"], within["period_start"], within["period_end"]) == (
        "interval",
        "2024-01-01",
        "2024-12-31",
    )


def test_a_number_with_a_time_is_a_pace() -> None:
    (draft,) = made("Russia fires about 10,000 shells a day, a general said.")
    assert matches(draft, "rates", actor="ru", activity="fired", per="day", bound="about", point="10000")


def test_an_ambiguous_number_makes_no_draft() -> None:
    assert made("North Korea sent Russia 1.234 containers.") == ()


@given(st.lists(st.sampled_from([passage.text for passage in passages()]), max_size=4).map("\n\n".join))
def test_drafts_lie_in_the_text(text: str) -> None:
    for draft in made(text):
        assert draft.start <= draft.figure.start < draft.figure.end <= draft.end <= len(text)


def test_a_denial_is_drafted_as_one_and_carries_no_quantity() -> None:
    reader = Reader(vocabulary_of_seeds())
    for text in (
        "Iran denied that it had sent 200 missiles to Russia.",
        "Tehran denies having supplied 200 missiles to Russia.",
    ):
        (draft,) = reader(text).drafts
        values = {guess.field: guess.value for guess in draft.guesses}
        assert (values["stance"], values["bound"]) == ("denies", "unquantified")
        assert not {"low", "point", "high", "words"} & set(values)
    (draft,) = reader("Iran has sent 200 missiles to Russia, Kyiv said.").drafts
    assert {"asserts", "200"} <= {guess.value for guess in draft.guesses}
