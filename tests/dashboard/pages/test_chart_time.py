"""One address, one time: page, embedded chart, file and figure end with the day of the question."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.utils import timezone

from dashboard.charts import until
from dashboard.pages.gallery import GALLERY

pytestmark = pytest.mark.django_db
TIMED = ("movement", "ladder", "span", "evidence", "ratios")
_UNTIL = re.compile(r'data-until="([^"]+)"')
PLACED = {
    "/ratios/": ("ratios",),
    "/flows/": ("evidence",),
    "/flows/kp/ru/artillery-round/": ("ladder",),
}


def ends(text: str) -> list[str]:
    """The day that each drawing ends with."""
    return _UNTIL.findall(text)


def test_these_are_the_charts_with_an_axis_of_time() -> None:
    assert set(TIMED) == {slug for slug, plot in GALLERY.items() if plot.answered({}).chart.end}


@pytest.mark.parametrize("slug", TIMED)
@pytest.mark.parametrize("day", ["2024-06-14", "2025-12-01", None])
def test_every_form_of_a_chart_ends_with_the_day_of_the_question(client: Client, slug: str, day: str | None) -> None:
    query, end = f"?as_of={day}" if day else "", day or timezone.localdate().isoformat()
    assert ends(client.get(f"/charts/{slug}/{query}").content.decode()) == [end, end]
    assert ends(client.get(f"/embed/{slug}/{query}").content.decode()) == [end, end]
    assert ends(client.get(f"/charts/{slug}/figure.svg{query}").content.decode()) == [end]
    assert client.get(f"/charts/{slug}/figure.json{query}").json()["layout"]["xaxis"]["range"][1] == end
    assert client.get(f"/charts/{slug}/metadata.json{query}").json()["axes"]["x"]["until"] == end


@pytest.mark.parametrize("path", PLACED)
@pytest.mark.parametrize("day", ["2024-06-14", None])
def test_charts_among_others_end_with_it_too(client: Client, path: str, day: str | None) -> None:
    query, end = f"?as_of={day}" if day else "", day or timezone.localdate().isoformat()
    assert ends(client.get(f"{path}{query}").content.decode()) == [end] * 2 * len(PLACED[path])


@pytest.mark.parametrize("slug", TIMED)
def test_the_key_and_the_words_of_silence_are_the_same_everywhere(client: Client, slug: str) -> None:
    note = "shaded time is silence, not zero"
    today = timezone.localdate()
    chart = GALLERY[slug].answered({}).chart
    assert chart.end != today
    assert until(chart, today).silent_from is not None
    for path in (f"/charts/{slug}/", f"/embed/{slug}/"):
        assert note in client.get(path).content.decode()
    file = " ".join(re.findall(r"<text[^>]*>([^<]*)</text>", client.get(f"/charts/{slug}/figure.svg").content.decode()))
    assert note in file


def test_the_table_under_a_chart_has_a_column_for_the_time_that_sorts(client: Client) -> None:
    page = client.get("/charts/rates-fired/").content.decode()
    assert '<th scope="col">Period</th>' in page
    assert 'data-value="2024-01-01">From January to May 2024</td>' in page
