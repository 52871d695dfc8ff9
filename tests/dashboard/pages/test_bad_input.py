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
    ("balance", "side=ru&start=1900-01-01&end=2024-01-01&by=month", "by", "take longer ones, or a shorter time"),
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
