"""The pages of stories: told from their record, the stated ratio and the computed ones apart, each figure's fate."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from flows.models import Story
from tests.dashboard.pages.test_overview import tables_asked, text_of

pytestmark = pytest.mark.django_db
JUNE = "/stories/june-2024/"


def test_a_story_is_told_from_its_record(client: Client) -> None:
    Story.objects.filter(code="june-2024").update(
        title="Another title", lede="Another lede.", prose="One paragraph.\n\nAnother one.", caution="Mind this."
    )
    page = client.get(JUNE).content.decode()
    assert re.search(r"<h1>\s*Another title", page)
    assert "<p>One paragraph.</p>" in page
    assert "<p>Another one.</p>" in page
    text = text_of(client, JUNE)
    assert "Another lede." in text
    assert "Neither confirms the other. Mind this." in text
    assert "Another title" in text_of(client)


def test_stated_and_computed_stand_apart(client: Client) -> None:
    text = text_of(client, JUNE)
    assert "Stated: almost 10 to 1" in text
    assert "Period From 1 January to 14 June 2024" in text
    assert "Computed: up to 4.8 to 1, or 9.6, or 16" in text
    assert "over about 500,000 since 20 March 2023, EU High Representative, 25 March 2024" in text


def test_what_became_of_each_figure_is_told(client: Client) -> None:
    text = text_of(client, JUNE)
    assert "Replaced by about 5.2 million 152 mm artillery rounds" in text
    assert "and that by a later figure" in text
    assert "Stands : no newer figure of the same claimant replaces it." in text
    then = text_of(client, f"{JUNE}?as_of=2024-06-14")
    assert "What became of each figure by 14 June 2024" in then
    assert "Replaced by" not in then


def test_a_story_is_not_known_before_its_day(client: Client) -> None:
    answer = client.get(f"{JUNE}?as_of=2024-06-13")
    assert answer.status_code == 404
    assert "nobody had told this" in answer.content.decode()
    assert "10 to 1" not in answer.content.decode()
    assert "No story had been told by this day." in text_of(client, "/stories/?as_of=2024-06-13")
    assert client.get("/stories/june-2023/").status_code == 404


def test_the_list_leads_to_each(client: Client) -> None:
    page = client.get("/stories/").content.decode()
    assert f'href="{JUNE}"' in page
    assert "/api/v1/stories/" in page
    Story.objects.all().delete()
    assert "No story is on record." in text_of(client, "/stories/")


def test_of_a_grade_only_its_claims_are_told(client: Client) -> None:
    text = text_of(client, f"{JUNE}?grade=B")
    assert "No ratio graded B or better was stated in it." in text
    assert "June 2024 article" not in text.rpartition("What became of each figure")[2]


def test_the_queries_of_a_story_are_these(client: Client) -> None:
    asked = tables_asked(client, JUNE)
    assert asked["flows_story"] == 1
    assert sum(asked.values()) == 17, asked
