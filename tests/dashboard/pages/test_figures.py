"""The data behind the charts: every placed chart has them, asked with the page's own question."""

from __future__ import annotations

import pytest
from django.test import Client

from dashboard.pages.gallery import GALLERY
from tests.dashboard.pages.addresses import PAGES
from tests.dashboard.pages.visited import parsed

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("slug", sorted(GALLERY))
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_chart_has_a_figure_and_a_file(client: Client, slug: str, theme: str) -> None:
    query = f"?theme={theme}"
    figure = client.get(f"/charts/{slug}/figure.json{query}")
    assert figure.status_code == 200
    assert figure.json()["data"]
    drawing = client.get(f"/charts/{slug}/figure.svg{query}")
    assert drawing.status_code == 200
    assert drawing["Content-Type"] == "image/svg+xml"
    assert b"CC BY 4.0" in drawing.content


def test_every_placed_chart_is_known_and_every_known_chart_is_placed() -> None:
    placed = {address.split("/")[2] for path in PAGES for address in parsed(path)[1].values("data-figure")}
    assert placed == set(GALLERY)


def test_the_figure_is_that_of_the_day(client: Client) -> None:
    then = client.get("/charts/comparison/figure.json?as_of=2024-03-01").content
    now = client.get("/charts/comparison/figure.json").content
    assert b"rok-mnd-2024-06-14-shells" in now
    assert b"rok-mnd-2024-06-14-shells" not in then


@pytest.mark.parametrize(
    ("address", "status", "parameter"),
    [
        ("/charts/nothing/figure.json", 404, "slug"),
        ("/charts/movement/figure.json?as_of=x", 400, "as_of"),
        ("/charts/movement/figure.json?theme=sepia", 400, "theme"),
        ("/charts/movement/figure.json?supplier=kp", 400, "supplier"),
        ("/charts/ladder/figure.json?flow=kp", 400, "flow"),
        ("/charts/nothing/data.csv", 404, "slug"),
        ("/charts/ratios/data.csv?compared=noses", 400, "compared"),
        ("/charts/movement/metadata.json?as_of=x", 400, "as_of"),
        ("/charts/compare/data.json?left=zz/ru/tank", 400, "left"),
        ("/charts/ladder/figure.json?flow=zz/ru/tank", 400, "supplier"),
        ("/charts/ratios/figure.json?compared=noses", 400, "compared"),
        ("/charts/movement/figure.svg?as_of=x", 400, "as_of"),
    ],
)
def test_what_is_wrong_is_refused_by_name(client: Client, address: str, status: int, parameter: str) -> None:
    response = client.get(address)
    assert response.status_code == status
    assert response["Content-Type"] == "application/problem+json"
    assert [error["parameter"] for error in response.json()["errors"]] == [parameter]
