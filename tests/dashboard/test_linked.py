"""Sentences that quote claims lead to them: a number is one click from its evidence."""

from __future__ import annotations

import pytest
from django.template import Context, Template
from django.test import Client
from django.utils.html import escape

from tests.makers import shipment

FITS = (
    "/balance/?side=ru&start=2024-01-01&end=2024-05-31&munition=artillery-round&stock=ctx-ru-stock-2023-10"
    "&produced=ee-2024-02-16-prod&received=rok-mnd-2024-06-14-shells&fired=ua-syrskyi-2024-08-20-h1"
)
TEXT = Template("{% load reading %}{% linked text quoted %}")


def test_each_quotation_is_the_link_to_its_claim_with_its_grade() -> None:
    one, other = shipment("one", 10, credibility="2"), shipment("other", 10, credibility="4")
    quoted = ((one, "A <b> says 5 of 9"), (other, "A <b> says 5"))
    page = TEXT.render(Context({"text": "A <b> says 5; A <b> says 5 of 9.", "quoted": quoted}))
    first, second = (
        '<a href="/claims/other/">A &lt;b&gt; says 5</a>',
        '<a href="/claims/one/">A &lt;b&gt; says 5 of 9</a>',
    )
    assert page.startswith(first)
    assert second in page
    assert page.count('class="grade') == 2
    assert TEXT.render(Context({"text": "<b>", "quoted": ()})) == "&lt;b&gt;"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("path", "texts"),
    [
        ("/flows/kp/ru/artillery-round/", ("opening", "more_newest")),
        ("/compare/", ("newest",)),
        ("/balance/", ("made_of",)),
        (FITS, ("made_of",)),
        ("/days-of-fire/", ("lede",)),
        ("/convert/", ("lede",)),
    ],
)
def test_every_claim_that_opens_a_page_is_a_link_there(client: Client, path: str, texts: tuple[str, ...]) -> None:
    response = client.get(path)
    said = " ".join(response.context[name] for name in texts)
    assert len(response.context["quoted"]) > 1
    for claim, words in response.context["quoted"]:
        assert words in said
        assert f'<a href="/claims/{claim.code}/">{escape(words)}</a>' in response.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("day", ["", "?as_of=2024-06-14", "?as_of=2022-12-01"])
def test_every_claim_of_the_state_of_today_is_a_link(client: Client, day: str) -> None:
    response = client.get(f"/{day}")
    for state in response.context["states"]:
        assert len(state.quoted) == state.words.count(" (")
        for claim, words in state.quoted:
            assert words in state.words
            assert f'<a href="/claims/{claim.code}/{day}">{escape(words)}</a>' in response.content.decode()
