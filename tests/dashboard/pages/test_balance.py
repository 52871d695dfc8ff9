"""The page of got, made and fired: its sentences, its equation, its form, and what it leaves out."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from django.test import Client

from tests.dashboard.pages.markup import Markup
from tests.dashboard.pages.test_arithmetic import text_of
from tests.dashboard.pages.test_overview import multiply_claims, tables_asked

pytestmark = pytest.mark.django_db

CHOSEN = "stock=ctx-ru-stock-2023-10&produced=ee-2024-02-16-prod&fired=ua-syrskyi-2024-08-20-h1"
FITS = f"/balance/?{CHOSEN}&received=rok-mnd-2024-06-14-shells"
SHORT = f"/balance/?{CHOSEN}&received=ua-hur-skib-2024-02-nk"


def page_of(client: Client, path: str) -> Markup:
    return Markup(client.get(path).content.decode())


def test_spring_2024_just_fits_and_what_has_to_hold_is_listed_with_its_claims(client: Client) -> None:
    text = text_of(client, FITS)
    assert "These claims leave Russia up to 30,000 artillery rounds in store on 31 May 2024." in text
    assert "It fits only if all 3 of these ceilings hold at once" in text
    assert "Computed; nobody stated it. From January to May 2024, 152 days." in text
    assert "No claim says what was lost: unknown, and not nothing." in text
    assert "With nothing in its place, short by 3.97 million." in text
    assert "With the next lower one in its place, short by 1.07 million" in text
    assert "What cannot all be true" not in text
    assert "/claims/rok-mnd-2024-06-14-shells/" in page_of(client, FITS).values("href")


def test_what_cannot_all_be_true_is_a_list_of_linked_claims(client: Client) -> None:
    text = text_of(client, SHORT)
    assert "These claims cannot all be true: even the most generous of them leave Russia 3.27 million" in text
    assert "1 set of claims cannot all be true as they are used here." in text
    assert "Short by 3.27 million" in text
    links = page_of(client, SHORT).values("href")
    for code in ("ctx-ru-stock-2023-10", "ee-2024-02-16-prod", "ua-hur-skib-2024-02-nk", "ua-syrskyi-2024-08-20-h1"):
        assert links.count(f"/claims/{code}/") >= 2


def test_beside_a_closing_stock_one_of_the_sets_is_named_before_the_equation(client: Client) -> None:
    text = text_of(client, "/balance/")
    assert re.search(r"Yet \d+ sets of claims cannot all be true as they are used here", text)
    one = text[text.index("One of these sets leaves Russia") : text.index("The most generous case")]
    assert re.match(r"One of these sets leaves Russia [\d.]+ million short if all of it holds:", one)
    assert "About 70,000 artillery rounds a day fired by Russia from January to May 2024 (Ukraine's" in one
    assert "One of these sets" not in text_of(client, SHORT)


def test_what_stands_and_was_not_chosen_is_named_beside_what_was(client: Client) -> None:
    text = text_of(client, FITS)
    named = text[text.rindex("Not chosen, and stands all the same:") : text.rindex("\N{MINUS SIGN} lost")]
    assert "About 10,000 artillery rounds a day fired by Russia" in named
    assert "For the time: 1 520 000." in named.replace("\N{THIN SPACE}", " ")
    assert "Not chosen" not in text_of(client, "/balance/")


def test_a_year_before_anything_on_record_is_bounded_by_nothing(client: Client) -> None:
    text = text_of(client, "/balance/?start=1800-01-01&end=1800-12-31")
    assert "No claim is about what Russia had, made, received, fired or lost of artillery rounds in this time." in text


def test_claims_of_another_time_and_capacities_are_marked_in_words(client: Client) -> None:
    text = text_of(client, f"{SHORT},rok-mnd-2024-06-14-shells")
    assert "of another time; of one supplier; superseded" in text
    assert "capacity; its start is not stated; of one supplier; superseded" in text
    assert "What could be made or carried, and not what was" in text
    assert "These claims do not add up:" in text


def test_without_a_choice_the_widest_is_chosen_and_what_it_cannot_hold_is_said(client: Client) -> None:
    text = text_of(client, "/balance/?as_of=2024-06-14")
    assert "The widest: " in text
    assert "all that stand and are about the time, first those that give the figure" in text.lower()
    assert "Unknown: none stands" in text


def test_the_first_answer_leads_to_the_question_that_only_just_fits_and_folds_the_sets(client: Client) -> None:
    page, text = page_of(client, "/balance/"), text_of(client, "/balance/")
    assert "Can this fire be true?" in text
    asked = next(link for link in page.values("href") if "fired=ua-syrskyi-2024-08-20-h1" in link)
    fits = text_of(client, asked)
    assert "The ceilings add up to 10.67 million ( opening stock: Estonian intelligence C3" in fits
    assert "fired and lost were at least 10.64 million ( fired: Ukraine's General Staff" in fits
    assert "Can this fire be true?" not in fits
    number = int(found[1]) if (found := re.search(r"(\d+) sets of claims cannot all be true", text)) else 0
    assert number > 20
    assert "not listed" not in text
    assert f"{number - 1} more of the sets" in text
    offered = [a["value"] for tag, a in page.tags if tag == "option"]
    assert "rok-mnd-2024-06-14-shells" in offered


def test_what_came_is_at_least_what_one_supplier_sent_and_the_claims_that_give_it_come_first(client: Client) -> None:
    year = "start=2025-01-01&end=2025-12-31"
    text = text_of(client, f"/balance/?side=ua&munition=large-calibre-round&{year}")
    assert "at least 2 000 000" in text
    assert text.index("2 million large-calibre rounds from the European Union") < text.index(
        "60,000 large-calibre rounds"
    )
    assert "at least 1 940 000 All that stand" in text_of(client, f"/balance/?side=ua&{year}")


def test_the_page_leads_to_its_chart_alone(client: Client) -> None:
    path = "side=ru&start=2025-01-01&end=2025-12-31"
    assert f"/charts/balance/?{path}&munition=artillery-round" in page_of(client, f"/balance/?{path}").values("href")


def test_a_pace_says_of_which_time_it_is_and_for_how_many_days_it_is_taken(client: Client) -> None:
    text = text_of(client, "/balance/?side=ru&start=2025-01-01&end=2025-12-31")
    assert "At the least a pace in April 2025, for its own 30 days" in text
    assert "At the least a pace in March 2024, at the most a pace from January to May 2024, taken for all 152 days" in (
        text_of(client, "/balance/")
    )
    early = text_of(client, "/balance/?side=ru&start=2022-01-01&end=2022-12-31&as_of=2023-12-31")
    assert "taken for all 365 days" not in early
    assert "At the most a figure by the year in March 2024, taken for all 152 days" not in early


def test_a_time_that_cannot_be_is_named_as_it_was_asked_with_what_is_allowed(client: Client) -> None:
    text = text_of(client, "/balance/?side=ru&start=2030-01-01&end=2031-01-01")
    left_out = re.findall(r"(\w+)=(\S+) was left out", text)
    assert left_out == [("start", "2030-01-01"), ("end", "2031-01-01")]
    assert text.count("or an earlier day") == 2
    assert "Shown instead: Russia, artillery rounds, from January to May 2024" in text


def test_figures_of_a_wider_kind_are_named_with_the_balance_of_that_kind(client: Client) -> None:
    path = "/balance/?side=ru&start=2025-01-01&end=2025-12-31"
    assert "Figures of a wider kind stand in the balance of large-calibre rounds" in text_of(client, path)
    links = page_of(client, path).values("href")
    assert "/balance/?side=ru&start=2025-01-01&end=2025-12-31&munition=large-calibre-round" in links


def test_beside_what_only_just_fits_stands_what_had_been_counted_by_then(client: Client) -> None:
    text = text_of(client, FITS)
    assert "The same with what had been counted by then in place of what could be carried" in text
    link = next(
        link for link in page_of(client, "/balance/").values("href") if "received=ua-hur-skib-2024-02-nk" in link
    )
    short = text_of(client, link)
    assert "leave Russia 3.27 million artillery rounds short" in short
    assert "The same with what had been counted by then" not in short


def test_where_carrying_over_bounds_nothing_the_page_says_why_and_leads_to_a_time_where_it_does(client: Client) -> None:
    path = "/balance/?side=ru&start=2023-10-01&end=2024-12-31&by=quarter"
    assert (
        "The closing stock has no ceiling from the part from October to December 2023 on: there nothing bounds what "
        "came from others, and it has no floor where nothing bounds what was fired or what was lost."
    ) in text_of(client, path)
    link = next(link for link in page_of(client, path).values("href") if link.endswith("&by=month"))
    worked = text_of(client, link)
    assert "The closing stock has no ceiling" not in worked
    assert "month by month" not in worked
    parts = text_of(client, path)
    assert parts[parts.index("Part by part") :].count("unknown: no claim says what was in store") == 0


def test_each_part_of_the_time_opens_with_what_the_one_before_left(client: Client) -> None:
    text = text_of(client, f"{SHORT}&by=month")
    assert "In April 2024: short by 1.482 million" in text
    assert "In May 2024" not in text
    assert "One pace from January to May 2024, taken for all 31 days" in text


def test_the_form_offers_a_field_for_each_chosen_claim_and_one_more(client: Client) -> None:
    page = page_of(client, f"{SHORT},rok-mnd-2024-06-14-shells")
    names = [a["name"] for tag, a in page.tags if tag == "select"]
    assert [names.count(name) for name in ("stock", "produced", "received", "fired", "lost")] == [2, 2, 3, 2, 1]
    chosen = [a["value"] for tag, a in page.tags if tag == "option" and "selected" in a]
    assert {"ua-hur-skib-2024-02-nk", "rok-mnd-2024-06-14-shells", "ctx-ru-stock-2023-10"} <= set(chosen)


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("side=ua&received=rok-mnd-2024-06-14-shells", "is about another side (Russia, and not Ukraine)"),
        ("side=ua&received=eu-2023-03-20-pledge-1m", "a promise is not a delivery"),
        ("received=rok-mnd-2024-06-14-containers", "counts something else"),
        ("fired=nothing", "is no claim about a flow, a pace or context"),
        ("side=zz", "there is no 'zz'"),
        ("munition=zz", "there is no 'zz'"),
        ("start=2024-01-01&end=2023-01-01", "lies before start"),
        ("start=2999-01-01", "is after today"),
        ("end=2999-01-01", "is after today"),
        ("by=month&start=2018-01-01", "more than 60 parts"),
        (
            "start=1800-01-01&end=2024-05-31",
            "lies more than 10 years before end, 2024-05-31: take 2014-06-01 or a later day",
        ),
        ("by=week", "is not one of month, quarter, year"),
    ],
)
def test_what_cannot_be_answered_is_left_out_and_named(client: Client, query: str, told: str) -> None:
    text = text_of(client, f"/balance/?{query}")
    assert "was left out." in text
    assert told in text
    assert "The equation" in text


def test_more_than_fifty_claims_are_too_many(client: Client) -> None:
    many = "&".join(f"{name}={','.join(f'{name}-{n}' for n in range(30))}" for name in ("stock", "fired"))
    assert "at most 50 claims can be chosen, and not 60" in text_of(client, f"/balance/?{many}")


def test_before_anything_was_stated_every_term_is_unknown(client: Client) -> None:
    text = text_of(client, "/balance/?as_of=2022-01-01")
    assert "was left out" not in text
    assert text.count("unknown: no claim says") >= 5
    assert "No claim is about what Russia had, made, received, fired or lost of artillery rounds" in text


def test_of_a_side_that_no_claim_is_about_the_sides_that_can_be_asked_are_named(client: Client) -> None:
    text = text_of(client, "/balance/?side=nammo&start=2024-01-01&end=2024-05-31")
    assert "No claim is about what Nammo had, made, received, fired or lost of artillery rounds in this time" in text
    assert "Every term is unknown, and not nothing." in text
    assert "These claims set no ceiling" not in text
    assert "Claims about artillery rounds are on record of Canada" in text
    links = page_of(client, "/balance/?side=nammo&start=2024-01-01&end=2024-05-31").values("href")
    assert "/balance/?side=ua&start=2024-01-01&end=2024-05-31&munition=artillery-round" in links
    of_kind = text_of(client, "/balance/?side=ua&munition=mortar-round&start=2015-01-01&end=2015-05-31")
    assert "Claims about Ukraine are on record of" in of_kind
    assert "No claim is about" not in text_of(client, "/balance/")


def test_the_page_has_its_twins_and_stands_in_the_navigation(client: Client) -> None:
    links = page_of(client, FITS).values("href")
    assert any(link.startswith("/api/v1/balance/?side=ru&start=2024-01-01") for link in links)
    assert any(link.startswith("/api/v1/balance.csv?side=ru") for link in links)
    assert "/balance/" in page_of(client, "/").values("href")
    assert "/balance/" in client.get("/sitemap.xml").content.decode()
    assert "Got, made, fired" in text_of(client, "/methods/")


def test_the_number_of_queries_is_fixed(client: Client) -> None:
    expected = {
        "flows_shipment": 4,  # that stand, that no longer do, that are chosen, and the days of statements
        "flows_rate": 3,
        "flows_indicator": 2,
        "flows_actor": 2,  # the tree, and who was known on the day
        "flows_munition": 2,
        "flows_actoroverlap": 1,
        "flows_claimant": 1,
        "flows_claimantoverlap": 1,
        "flows_revision": 1,  # the version of the data
        "flows_story": 1,  # what is usual where an address names nothing
    }
    assert tables_asked(client, FITS) == expected
    multiply_claims(3)
    assert tables_asked(client, FITS) == expected


def test_the_usual_balance_carries_what_is_left_from_month_to_month(client: Client) -> None:
    context = client.get("/balance/").context
    steps = context["steps"]
    assert [step.time for step in steps][:2] == ["in January 2024", "in February 2024"]
    assert len(steps) == 5
    for before, after in pairwise(steps):
        assert after.terms[0][:2] == ("opening stock", before.closing)
    assert "/api/v1/balance/?side=ru&start=2024-01-01&end=2024-05-31&munition=artillery-round&by=month" in [
        twin.address for twin in context["frame"].twins
    ]
    asked = client.get("/balance/?side=ru&start=2024-01-01&end=2024-05-31").context
    assert asked["steps"] == ()
