"""What cannot be asked of the computed pages: a sentence with what is allowed, on the page and in the API alike."""

from __future__ import annotations

from html import unescape

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db

MANY = ",".join(f"c{number}" for number in range(30))
BALANCE = "side=ru&start=2024-01-01&end=2024-05-31"
CHANGES = "from=2024-01-01&to=2024-06-14"
REFUSED = (
    (
        "balance",
        "side=ru&start=2024-05-31&end=2024-01-01",
        "end",
        "lies before start, 2024-05-31: take 2024-05-31 or a",
    ),
    ("balance", "side=ru&start=2024-01-01&end=2099-01-01", "end", "is after today: take"),
    (
        "balance",
        f"{BALANCE}&as_of=2024-02-01",
        "end",
        "lies after as_of, 2024-02-01: take 2024-02-01 or an earlier day",
    ),
    ("balance", "side=nobody&start=2024-01-01&end=2024-05-31", "side", "there is no 'nobody'"),
    ("balance", f"{BALANCE}&stock={MANY}&fired={MANY}", "stock", "at most 50 claims can be chosen, and not 60"),
    ("balance", "side=ru&start=2016-01-01&end=2024-01-01&by=month", "by", "take longer ones, or a shorter time"),
    ("balance", f"{BALANCE}&fired=ua-2022-06-10-fire-5-6k", "fired", "fired"),
    ("years", "recipient=nobody", "recipient", "there is no 'nobody'"),
    ("years", "by=recipient&recipient=ua", "by", "need a supplier, and none is named"),
    ("years", "year=2024", "year", "there is no parameter 'year'"),
    ("reconcile", "left=nato-2024-03-11-fire&right=nato-2024-03-11-fire", "right", "take another claim"),
    ("reconcile", "left=nothing&right=nato-2024-03-11-fire", "left", "there is no claim 'nothing'"),
    ("changes", "from=2024-06-14&to=2024-01-01", "to", "2024-01-01"),
    ("changes", "from=2024-01-01&to=10000-01-01", "to", "is not a date: write year-month-day"),
    ("changes", f"{CHANGES}&flow=kp/ru/container&supplier=ir", "supplier", "the flow kp/ru/container names it already"),
    ("changes", f"{CHANGES}&window=0", "window", "is not a whole number from"),
    ("disagree", "claimant=nobody", "claimant", "there is no 'nobody'"),
    ("disagree", f"claimant={','.join(f'c{number}' for number in range(51))}", "claimant", "takes at most 50 values"),
    ("disagree", "about=ratios&munition=tank", "munition", "a stated ratio names no munition"),
)


@pytest.mark.parametrize(("page", "query", "parameter", "words"), REFUSED)
def test_bad_input_is_a_sentence_with_what_is_allowed(
    client: Client, page: str, query: str, parameter: str, words: str
) -> None:
    response = client.get(f"/api/v1/{page}/?{query}")
    assert response.status_code == 400
    errors = {error["parameter"]: error["detail"] for error in response.json()["errors"]}
    assert words in errors[parameter]
    shown = client.get(f"/{page}/?{query}")
    assert shown.status_code == 200
    assert words in unescape(shown.content.decode())


@pytest.mark.parametrize("page", ["balance", "years", "reconcile", "changes", "disagree"])
@pytest.mark.parametrize("day", ["0001-01-01", "2020-02-29", "9999-12-31", "2024-02-30"])
def test_no_day_breaks_a_page(client: Client, page: str, day: str) -> None:
    assert client.get(f"/{page}/?as_of={day}").status_code == 200


def test_of_changes_from_a_day_alone_the_end_is_the_day_that_is_read(client: Client) -> None:
    html = client.get("/changes/?from=2024-06-14&as_of=2024-07-30").content.decode()
    assert 'value="2024-06-14"' in html
    assert 'value="2024-07-30"' in html
    until = client.get("/changes/?to=2024-07-30").content.decode()
    assert 'value="2024-06-29"' in until


@pytest.mark.parametrize(
    "address",
    [
        "/balance/?side=sk&start=2024-01-01&end=2024-05-31&munition=tank",
        "/years/?recipient=sk",
        "/disagree/?supplier=sk&about=shipments",
    ],
)
def test_a_side_without_figures_is_said_and_is_never_zero(client: Client, address: str) -> None:
    html = unescape(client.get(address).content.decode())
    said = ("nobody", "No claim", "of which two claimants speak", "no claim recorded", "unknown")
    assert any(words in html for words in said)


INSTEAD = (
    ("/share/?supplier=kp&side=ua", "no share of North Korea in what Ukraine fires was stated, and no rounds from it"),
    ("/pace/?flow=zz/ru/tank", "there is no actor 'zz'"),
    ("/balance/?side=ru&start=2025-01-01&end=2024-01-01", "take 2025-01-01 or a later day"),
    ("/balance/?fired=nope", "take the code of a claim about the side and the time"),
    ("/reconcile/?left=nope", "take the code of one, as the lists of claims have it"),
    ("/years/?supplier=zz", "there is no 'zz'"),
    ("/disagree/?claimant=zz", "there is no 'zz'"),
    ("/compare/?left=kp/ru/zz", "there is no munition 'zz'"),
    ("/compare/claims/?left=nope", "there is no claim 'nope'"),
    ("/convert/?claim=nope", "does not count containers"),
    ("/days-of-fire/?rate=nope", "is not a rate of fire"),
    ("/changes/?from=lots&to=2024-06-14", "is not a date"),
)
SHOWN = {
    "/share/": "Czech ammunition initiative: share of what Ukraine fires",
    "/pace/": "Artillery rounds from the European Union to Ukraine: how fast totals grew",
    "/balance/": "Russia, artillery rounds, from January to May 2024",
    "/years/": "Large-calibre rounds to Ukraine by year",
    "/disagree/": "Who disagrees with whom about anything on record",
    "/compare/": "North Korea to Russia: artillery rounds, beside",
}


@pytest.mark.parametrize(("address", "why"), INSTEAD)
def test_what_was_asked_and_what_is_shown_in_its_place_are_named_before_the_heading(
    client: Client, address: str, why: str
) -> None:
    html = unescape(client.get(address).content.decode())
    notices = html.partition('class="notices"')[2].partition("<h1")[0]
    path, _, query = address.partition("?")
    for pair in query.split("&"):
        assert f"<code>{pair}</code>" in notices
    shown = notices.partition("Shown instead: ")[2].partition("</strong>")[0]
    assert SHOWN.get(path, "") in shown
    assert len(shown) > len("the answer")
    assert "was left out." in notices
    assert why in notices


def test_where_nothing_was_left_out_nothing_is_shown_instead(client: Client) -> None:
    for path in {address.partition("?")[0] for address, _ in INSTEAD}:
        assert "Shown instead" not in client.get(path).content.decode()


@pytest.mark.parametrize("address", ["/actors/nothing/?colour=red", "/convert/?as_of=1990-01-01&claim=nope"])
def test_a_page_that_shows_nothing_claims_to_show_nothing_instead(client: Client, address: str) -> None:
    html = client.get(address).content.decode()
    assert "was left out" in html
    assert "Shown instead" not in html


def test_years_between_two_named_sides_are_called_so(client: Client) -> None:
    html = client.get("/years/?supplier=kp&recipient=ua").content.decode()
    assert "<h1>Large-calibre rounds from North Korea to Ukraine by year</h1>" in html
