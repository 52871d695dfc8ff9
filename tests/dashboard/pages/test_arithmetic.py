"""Pages of arithmetic on claims: why two differ, containers into rounds, days of fire."""

from __future__ import annotations

import random
import re
from html import unescape
from itertools import pairwise

import pytest
from django.test import Client

from flows.queries.listing import every
from flows.questions import ListQuestion
from flows.records import Rate, Shipment
from flows.wording import quote
from tests.dashboard.pages.markup import Markup
from tests.dashboard.pages.test_compare import section
from tests.dashboard.pages.test_overview import multiply_claims, tables_asked

pytestmark = pytest.mark.django_db


def text_of(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200
    return Markup(response.content.decode()).text


def test_two_claims_are_set_side_by_side_with_what_differs_in_words(client: Client) -> None:
    text = text_of(client, "/compare/claims/?left=rok-mnd-2024-06-14-shells&right=eu-2024-03-25-delivered-500k")
    assert "capacity if full reported count differs" in text
    assert "rounds rounds the same" in text
    over = section(text, "One over the other", "What would have to change")
    assert "They are not comparable, and no ratio of the two is read." in over
    assert "to 1" not in over
    assert "Stated on 14 June 2024 25 March 2024 differs" in text
    assert "Period until 14 June 2024 from 20 March 2023 to 25 March 2024 differs" in text
    assert "Derived by at least 10,000 containers, at 480 for each not stated differs" in text
    assert not re.search(r"\d{4}-\d{2}-\d{2}", section(text, "Side by side", "One over the other"))


def test_no_number_stands_beside_two_that_are_not_comparable(client: Client) -> None:
    """Of two about one flow one verdict is told, and what differs is to be known of it."""
    path = "/compare/claims/?left=rok-nis-2025-06-26-rounds&right=ua-hur-skib-2025-11-nk"
    text = text_of(client, path)
    assert "at least 1.5 times as much" in text
    assert "What to know of it: A period that is not known." in text
    assert "not comparable" not in text
    codes = [claim.code for claim in every(ListQuestion("shipments", ordering="code"))]
    for left, right in random.Random(17).sample([*pairwise(codes)], 12):
        response = client.get("/compare/claims/", {"left": left, "right": right})
        told = Markup(response.content.decode()).text
        number = re.search(r"times as much|\d% (as much|more)|\d to 1, computed", response.context["over"])
        assert bool("not comparable" in told) + bool(number) < 2, (left, right)


@pytest.mark.parametrize(
    ("left", "right", "said", "over"),
    [
        (
            "nato-2024-03-11-fire",
            "ua-syrskyi-2024-08-20-h1",
            "What is counted fired fired the same",
            "about seven times as much as NATO. Computed; nobody stated it.",
        ),
        (
            "rok-dia-2025-07-13-152mm",
            "ua-hur-skib-2025-11-nk",
            "Munition 152 mm artillery round Artillery round, calibre not stated differs",
            "over another time, if South Korea's defence ministry counts from July 2022, as in other totals of its",
        ),
        (
            "nato-2024-03-11-fire",
            "ap-2023-02-13-ua-fire-6-7k",
            "Whose Russia Ukraine differs",
            "different things counted: not compared.",
        ),
        (
            "ratio-2025-08-04-pavel-bbc-then",
            "ratio-2025-08-04-pavel-bbc-now",
            "Period from June to August 2023 in August 2025 differs",
            "not independent: not compared.",
        ),
        ("ctx-nk-missile-test-cost-2023", "ctx-nk-gdp-2022", "Bound about about the same", "No ratio of the two"),
    ],
)
def test_rates_ratios_and_context_figures_can_be_asked_about(
    client: Client, left: str, right: str, said: str, over: str
) -> None:
    text = text_of(client, f"/compare/claims/?left={left}&right={right}")
    assert said in text
    assert over in text


@pytest.mark.parametrize(
    ("path", "claim"),
    [
        ("/rates/?page_size=500", "nato-2024-03-11-fire"),
        ("/ratios/?page_size=500", "ratio-2025-08-04-pavel-bbc-then"),
        ("/claims/nato-2024-03-11-fire/", "nato-2024-03-11-fire"),
        ("/claims/ctx-nk-gdp-2022/", "ctx-nk-gdp-2022"),
        ("/claims/rok-mnd-2024-06-14-shells/", "rok-mnd-2024-06-14-shells"),
    ],
)
def test_every_kind_of_claim_leads_to_a_comparison(client: Client, path: str, claim: str) -> None:
    assert f"/compare/claims/?left={claim}" in Markup(client.get(path).content.decode()).values("href")
    text = text_of(client, f"/compare/claims/?left={claim}")
    assert "was left out" not in text
    assert "They differ in" in text


def test_a_claim_alone_is_set_beside_somebody_elses_about_the_same(client: Client) -> None:
    path = "/compare/claims/?left=nato-2024-03-11-fire"
    others = options_of(client, path, "right")
    assert "ua-syrskyi-2024-08-20-h1" in others
    text = text_of(client, path)
    assert "Who says so NATO Ukraine's General Staff differs" in text
    assert "What is counted fired fired the same" in text
    assert all("fired by Russia" in words for words in option_words(client, path, "right"))
    early = options_of(client, f"{path}&as_of=2024-03-11", "right")
    assert "ua-syrskyi-2024-08-20-h1" not in early


def test_a_comparison_of_totals_says_the_time_of_each(client: Client) -> None:
    text = text_of(client, "/compare/claims/?left=ua-hur-skib-2025-11-nk&right=nato-2025-12-19-keller-1.8m")
    assert "Period: from 1 January 2023 to 14 November 2025; the other from 1 January to 19 December 2025." in text


def test_the_number_of_queries_of_a_comparison_is_fixed(client: Client) -> None:
    path = "/compare/claims/?left=nato-2024-03-11-fire&right=ua-syrskyi-2024-08-20-h1"
    expected = {
        "flows_shipment": 2,  # neither claim is about a flow; and the days of statements
        "flows_rate": 2,  # the two claims, and those that can be chosen in their place
        "flows_actor": 1,  # whose claimants are of one party
        "flows_munition": 1,
        "flows_actoroverlap": 1,
        "flows_claimant": 1,
        "flows_claimantoverlap": 1,
        "flows_revision": 1,  # the version of the data
    }
    assert tables_asked(client, path) == expected
    multiply_claims(3)
    assert tables_asked(client, path) == expected


def test_a_claim_not_yet_stated_is_named_and_none_that_is_later_is_shown(client: Client) -> None:
    text = text_of(client, "/compare/claims/?left=rok-mnd-2024-06-14-shells&as_of=2024-03-01")
    assert "'rok-mnd-2024-06-14-shells' had not been stated by 1 March 2024" in text
    assert "By 1 March 2024 nothing had been stated that this could be worked out from." not in text
    assert "25 March 2024" not in text


def test_before_june_2024_the_newest_count_of_then_is_converted_and_no_parameter_is_blamed(client: Client) -> None:
    page = client.get("/convert/?as_of=2024-03-01").content.decode()
    text = Markup(page[page.index("<main") :]).text
    assert "was left out" not in text
    assert "2024-06-14" not in text
    assert "14 June 2024" not in text
    assert "rounds if every container were full of them" in text


@pytest.mark.parametrize("path", ["/convert/", "/days-of-fire/", "/compare/claims/", "/reconcile/"])
def test_before_anything_was_stated_nothing_is_computed_and_no_parameter_is_blamed(client: Client, path: str) -> None:
    response = client.get(f"{path}?as_of=2022-01-01")
    text = Markup(response.content.decode()).text
    assert response.status_code == 200
    assert "By 1 January 2022 nothing had been stated that this could be worked out from." in text
    assert "was left out" not in text
    assert "As of today" in text


def test_the_claimants_factor_is_the_default_and_the_published_ones_stand_below(client: Client) -> None:
    text = text_of(client, "/convert/")
    assert (
        "at most 4.8 million rounds (of the containers counted) if every container were full of them, at most 480"
        in text
    )
    assert "the claimant's own" in text
    assert "265.6 to 366.9" in text


def test_what_a_reader_may_assume_is_in_the_words_of_the_goods(client: Client) -> None:
    text = text_of(client, "/convert/")
    for words in (
        "152 mm artillery rounds in a container",
        "122 mm artillery rounds in a container",
        "Containers of 152 mm artillery rounds, in percent",
    ):
        assert words in text


def test_the_readers_number_is_called_an_assumption(client: Client) -> None:
    text = text_of(client, "/convert/?large=266")
    assert "at least 2.66 million rounds if every container were full of them, 266 a container" in text
    assert "(your assumption)" in text
    assert "Back to the claimant's factor" in text


@pytest.mark.parametrize(
    ("path", "notice"),
    [
        ("/convert/?large=lots", "large=lots was left out."),
        ("/convert/?claim=rok-mnd-2024-06-14-shells", "does not count containers"),
        ("/days-of-fire/?rate=no-such-rate", "is not a rate of fire"),
        ("/compare/claims/?left=nothing", "there is no claim 'nothing' about a flow"),
    ],
)
def test_what_cannot_be_computed_is_named_and_the_usual_answer_is_shown(client: Client, path: str, notice: str) -> None:
    assert notice in text_of(client, path)


def test_days_of_fire_are_called_arithmetic(client: Client) -> None:
    text = text_of(client, "/days-of-fire/")
    assert "Arithmetic on two claims, not a claim." in text
    assert (
        client.get("/days-of-fire/")
        .context["lede"]
        .endswith(
            "could hold; South Korea's defence ministry, 14 June 2024; superseded 24 July 2024), over about 10,000 "
            "artillery rounds a day fired by Russia in March 2024 (NATO, 11 March 2024): at most 480 days (capacity)."
        )
    )
    assert "what could be carried if everything was full, a capacity and not a delivery" in text
    assert "Claimants may put the fire of one side at figures many times apart; the days follow" in text


def test_room_for_at_least_so_many_gives_no_days_and_the_page_says_why(client: Client) -> None:
    text = text_of(client, "/days-of-fire/?claim=rok-dia-2025-07-13-152mm&rate=nato-2024-03-11-fire")
    assert "No number of days follows: room for at least so many rounds may be room for more" in text
    assert "1,200 days" not in text


@pytest.mark.parametrize("path", ["/days-of-fire/?as_of=2023-01-01", "/days-of-fire/"])
def test_the_caveats_of_days_of_fire_name_no_figure_of_another_day(client: Client, path: str) -> None:
    assert "at about 70,000" not in text_of(client, path)


def options_of(client: Client, path: str, field: str) -> list[str]:
    """What one field of a page offers."""
    page = client.get(path).content.decode()
    (select,) = re.findall(rf'<select id="field-{field}".*?</select>', page, re.DOTALL)
    return re.findall(r'<option value="([^"]*)"', select)


@pytest.mark.parametrize(
    ("path", "field", "chosen"),
    [
        ("/convert/", "claim", "rok-mnd-2024-02-26-containers"),
        ("/days-of-fire/", "claim", "rok-mnd-2024-06-14-shells"),
        ("/days-of-fire/", "rate", "nato-2024-03-11-fire"),
    ],
)
def test_of_very_many_claims_the_newest_are_offered_and_the_chosen_one(
    client: Client, monkeypatch: pytest.MonkeyPatch, path: str, field: str, chosen: str
) -> None:
    every = options_of(client, f"{path}?{field}={chosen}", field)
    assert len(every) == len(set(every)) > 5
    for module in ("conversion", "days_of_fire"):
        monkeypatch.setattr(f"flows.measures.{module}.MOST_OFFERED", 2)
    assert options_of(client, f"{path}?{field}={chosen}", field) == [*every[:2], chosen]
    assert options_of(client, f"{path}?{field}={every[1]}", field) == every[:2]


def option_words(client: Client, path: str, field: str) -> list[str]:
    """What one field of a page offers, in words."""
    page = client.get(path).content.decode()
    (select,) = re.findall(rf'<select id="field-{field}".*?</select>', page, re.DOTALL)
    return re.findall(r"<option[^>]*>([^<]*)<", select)


@pytest.mark.parametrize(
    ("path", "field", "code", "said"),
    [
        (
            "/days-of-fire/",
            "rate",
            "ua-syrskyi-2024-08-20-rate",
            "about 44,500 artillery rounds a day fired by Russia from 6 to 14 August 2024",
        ),
        (
            "/days-of-fire/",
            "claim",
            "rok-mnd-2024-06-14-shells",
            "up to 4.8 million artillery rounds from North Korea to Russia since an unstated day (",
        ),
        ("/convert/", "claim", "rok-mnd-2024-06-14-containers", "containers from North Korea to Russia since"),
    ],
)
def test_what_can_be_chosen_says_the_time_that_it_is_about(
    client: Client, path: str, field: str, code: str, said: str
) -> None:
    offered = dict(zip(options_of(client, path, field), option_words(client, path, field), strict=True))
    assert said in unescape(offered[code])
    assert len(set(offered.values())) == len(offered)


def test_every_choice_is_the_quotable_phrase_of_its_claim(client: Client) -> None:
    listed = (record for table in ("rates", "shipments") for record in every(ListQuestion(table, ordering="code")))
    claims = {claim.code: quote(claim, alone=True) for claim in listed if isinstance(claim, Rate | Shipment)}
    for path, field in (("/days-of-fire/", "rate"), ("/days-of-fire/", "claim"), ("/convert/", "claim")):
        offered = zip(options_of(client, path, field), option_words(client, path, field), strict=True)
        assert {code: unescape(words) for code, words in offered}.items() <= claims.items()


@pytest.mark.parametrize(
    ("path", "said"),
    [
        (
            "/days-of-fire/",
            "South Korea's defence ministry, up to 4.8M rounds since an unstated day, over NATO, about 10k a day in",
        ),
        (
            "/convert/",
            "South Korea's defence ministry, at least 10k containers since an unstated day: at most 4.8 million",
        ),
    ],
)
def test_the_description_of_arithmetic_says_the_time_of_its_claims(client: Client, path: str, said: str) -> None:
    page = client.get(path).content.decode()
    for name in ('name="description"', 'property="og:description"'):
        (words,) = re.findall(rf'<meta {name}\s+content="([^"]*)"', page)
        assert unescape(words).startswith(said)


@pytest.mark.parametrize(
    ("path", "said"),
    [
        (
            "/days-of-fire/?claim=eu-2024-03-25-delivered-500k",
            ": about 50 days (another side's rate of fire).",
        ),
        (
            "/days-of-fire/?claim=eu-2023-03-20-pledge-1m",
            "about 100 days (another side's rate of fire, not yet moved).",
        ),
        (
            "/convert/?claim=sky-ir-2023-03-08-containers",
            "rounds (another supplier's factor) if every container were full of them",
        ),
        (
            "/convert/",
            "at most 4.8 million rounds (of the containers counted) if every container were full of them",
        ),
    ],
)
def test_what_to_know_of_a_number_stands_beside_it(client: Client, path: str, said: str) -> None:
    assert said in text_of(client, path)


def test_a_caution_is_explained_under_the_result(client: Client) -> None:
    text = text_of(client, "/days-of-fire/?claim=eu-2024-03-25-delivered-500k")
    assert "Another side's rate of fire. The rounds went to one party, and the rate is that of another." in text
    assert "Another side's" not in text_of(client, "/days-of-fire/")


def test_bounds_that_leave_nothing_make_a_sentence(client: Client) -> None:
    text = text_of(client, "/days-of-fire/?rate=ua-reznikov-2023-05-19-past")
    assert "No number of days follows: the bounds of the two claims leave it open." in text


def test_the_result_names_whose_factor_it_is(client: Client) -> None:
    lede = client.get("/convert/").context["lede"]
    assert "at most 480 a container (the claimant's own: South Korea's defence ministry)" in lede
    text = text_of(client, "/convert/?claim=msmt-2025-05-29-containers")
    assert "the spread of all published factors, because Sanctions Monitoring Team named none" in text


def test_of_very_many_factors_the_newest_are_printed(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    before = text_of(client, "/convert/")
    assert "The newest" not in before
    monkeypatch.setattr("dashboard.pages.convert.FACTORS_SHOWN", 2)
    after = text_of(client, "/convert/")
    assert re.search(r"The newest 2 of \d+; the arithmetic takes all\.", after)
    for text in (before, after):
        assert "4.8 million rounds (of the containers counted) if every container were full" in text


def test_of_very_many_flows_those_with_the_most_claims_can_be_compared(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = "/compare/?left=cz/ua/artillery-round"
    every = options_of(client, path, "left")
    monkeypatch.setattr("dashboard.pages.compare.MOST_OFFERED", 2)
    few = options_of(client, path, "left")
    assert len(few) == 3 < len(every)
    assert "cz/ua/artillery-round" in few
    assert "/compare/?left=cz/ua/artillery-round" in client.get("/flows/cz/ua/artillery-round/").content.decode()


def test_a_sum_is_refused_on_the_page_of_the_flow_in_the_words_of_the_api(client: Client) -> None:
    text = text_of(client, "/flows/kp/ru/artillery-round/?as_of=2024-06-14")
    problem = client.get("/api/v1/totals/?supplier=kp&recipient=ru&munition=artillery-round&as_of=2024-06-14").json()
    assert problem["detail"] in text


def test_containers_of_aid_lead_to_no_conversion(client: Client) -> None:
    code = "rok-mnd-2024-03-18-return"
    assert "/convert/?claim" not in client.get(f"/claims/{code}/").content.decode()
    assert code not in options_of(client, "/convert/", "claim")
    text = text_of(client, f"/convert/?claim={code}")
    assert f"'{code}' counts containers of aid, which hold no munitions" in text
    assert "3.6 million" not in text


def test_a_floor_is_never_shown_as_a_ceiling(client: Client) -> None:
    text = text_of(client, "/convert/?claim=sky-ir-2023-03-08-containers")
    # The least that the Open Source Centre says the 15,809 containers of North Korea held: 4.2 million rounds.
    assert "at least 53,130 rounds" in text
    assert "at least 265.6 a container" in text
    assert "Used now: at least 74.6." in text
    # As the ceiling of a container, not as that of a claim of 300,000 to 500,000 rounds.
    assert not re.search(r"to 500(?!,000)", text)


def test_a_claim_leads_to_what_can_be_computed_from_it(client: Client) -> None:
    containers = client.get("/claims/rok-mnd-2024-06-14-containers/").content.decode()
    assert "/convert/?claim=rok-mnd-2024-06-14-containers" in containers
    rounds = client.get("/claims/rok-mnd-2024-06-14-shells/").content.decode()
    assert "/days-of-fire/?claim=rok-mnd-2024-06-14-shells" in rounds
    assert "/convert/?claim" not in rounds


def test_the_explorer_says_the_same_sentence_in_place_of_a_number(client: Client) -> None:
    query = "supplier=kp&recipient=ru&as_of=2024-06-14"
    problem = client.get(f"/api/v1/totals/?{query}&munition=artillery-round").json()
    assert problem["detail"] in text_of(client, f"/flows/?{query}&within=artillery-round")
    assert "Can they be added up?" not in text_of(client, "/flows/")


def test_the_explorer_adds_up_what_adds_up(client: Client) -> None:
    text = text_of(client, "/flows/?supplier=eu&within=artillery-round&stage=delivered&claimant=eu-hr&as_of=2024-12-01")
    assert "Yes: 1 million in all, since nothing here counts the same goods twice." in text
