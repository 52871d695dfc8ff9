"""Images of charts and cards of pages: their sizes, their refusals, and that each page names its own."""

from __future__ import annotations

import pytest
from django.test import Client

from dashboard.charts.card import HEIGHT, WIDTH
from dashboard.pages.images import PNG_SIZES
from tests.dashboard.pages.markup import Markup

pytestmark = pytest.mark.django_db


def size(content: bytes) -> tuple[int, int]:
    assert content.startswith(b"\x89PNG")
    return int.from_bytes(content[16:20]), int.from_bytes(content[20:24])


def card_of(client: Client, path: str) -> str:
    """The path of the card that a page names."""
    page = Markup(client.get(path).content.decode())
    (address,) = [value for value in page.values("content", "meta") if value.endswith(".png") or ".png?" in value]
    return address.removeprefix("http://testserver")


@pytest.mark.parametrize("width", PNG_SIZES)
def test_a_chart_is_given_as_png_in_each_of_its_widths(client: Client, width: int) -> None:
    answer = client.get(f"/charts/comparison/figure.png?as_of=2024-06-14&width={width}")
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/png")
    assert size(answer.content)[0] == width
    assert f"munitions-flows-comparison-as-of-2024-06-14-{width}.png" in answer["Content-Disposition"]


def test_another_width_and_an_unknown_chart_are_refused_with_what_there_is(client: Client) -> None:
    answer = client.get("/charts/comparison/figure.png?width=12")
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["allowed"] == [str(width) for width in PNG_SIZES]
    assert client.get("/charts/nothing/figure.png").status_code == 404
    assert client.get("/charts/nothing/card.png").status_code == 404


@pytest.mark.parametrize("path", ["/", "/charts/comparison/?as_of=2024-06-14", "/claims/rok-mnd-2024-06-14-shells/"])
def test_each_page_has_a_card_of_its_own(client: Client, path: str) -> None:
    address = card_of(client, path)
    answer = client.get(address)
    assert size(answer.content) == (WIDTH, HEIGHT)
    assert address != card_of(client, "/methods/")


def test_a_card_has_no_words_that_the_site_did_not_sign(client: Client) -> None:
    signed = card_of(client, "/methods/")
    assert client.get(signed).status_code == 200
    assert client.get(signed.replace("/card/", "/card/x")).status_code == 404
    assert client.get("/card/anything.png").status_code == 404
