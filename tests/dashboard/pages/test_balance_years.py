"""Both sides by year as a page: each cell with the claims that give its ends, and what is unknown said."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from flows.wording import COMPUTED
from tests.dashboard.pages.markup import Markup
from tests.dashboard.pages.test_overview import tables_asked

pytestmark = pytest.mark.django_db


def text_of(client: Client, path: str) -> str:
    return Markup(client.get(path).content.decode()).text.replace("\u2009", " ")


def test_both_sides_stand_beside_one_another_year_by_year(client: Client) -> None:
    text = text_of(client, "/balance/years/")
    # Names are links, each with its grade.
    text = re.sub(r" [A-F]\d source graded [A-F], credibility \d(, weak evidence)? ?", "", text).replace("( ", "(")
    rows = re.findall(r"(Russia|Ukraine) in (\d{4}) (?:Unknown|At least|Up to|About|\d)", text)
    assert rows == [(side, str(year)) for year in (2025, 2024, 2023, 2022) for side in ("Russia", "Ukraine")]
    assert COMPUTED.capitalize() in text
    assert "Large-calibre rounds, in 2025: Russia produced about 7 million (Ukraine's president)" in text
    ukraine = "Ukraine received at least 2 million (EU High Representative), what it produced or fired is unknown."
    assert ukraine in text


def test_a_figure_names_the_claims_that_give_its_ends_and_their_balance(client: Client) -> None:
    page = client.get("/balance/years/?munition=artillery-round").content.decode()
    cell = page[page.index("<table class") :]
    cell = cell[cell.index("At least 3.5 million; at the most 6.7 million, of a longer time") :]
    cell = cell[: cell.index("</td>")]
    assert set(re.findall(r'href="/claims/([^/"]+)/', cell)) == {"ua-zelensky-2024-12-02", "fnf-2025-09-18-shells"}
    assert "/balance/?side=ru&amp;start=2024-01-01&amp;end=2024-12-31" in page


def test_a_cell_names_what_is_left_out_of_it_with_the_reason_and_counts_the_others(client: Client) -> None:
    text = text_of(client, "/balance/years/")
    cell = text[text.index("Russia in 2024") : text.index("Ukraine in 2024")]
    why = (
        "1 left out No floor (it says up to), no ceiling (of one supplier among several): Up to 9 million large-calibre"
    )
    assert cell.count(why) == 1
    assert "15 of longer, other or unstated times left out" in cell
    front = text_of(client, "/")
    assert "Left out: up to 9 million from North Korea from 1 January to 15 December 2024" in front


def test_paces_that_are_all_that_is_known_are_told_once_as_they_were_stated(client: Client) -> None:
    text = text_of(client, "/balance/years/?munition=artillery-round")
    table = text[text.index("Whose, when") :]
    assert table.count("27,000 to 28,000 ") == 1
    assert "9 855 000" not in text


def test_what_cannot_be_read_is_named_and_the_rest_answered(client: Client) -> None:
    text = text_of(client, "/balance/years/?munition=shells")
    assert "there is no 'shells'" in text
    assert "Russia in 2025" in text
    assert "No claim about either side by this day says how many." in text_of(
        client, "/balance/years/?as_of=2021-06-14"
    )


def test_the_page_takes_these_queries(client: Client) -> None:
    assert tables_asked(client, "/balance/years/") == {
        "flows_story": 1,
        "flows_actor": 2,
        "flows_munition": 2,
        "flows_actoroverlap": 1,
        "flows_claimant": 1,
        "flows_claimantoverlap": 1,
        "flows_shipment": 3,  # both sides, and the days of statements
        "flows_rate": 2,
        "flows_indicator": 2,
        "flows_revision": 1,
    }
