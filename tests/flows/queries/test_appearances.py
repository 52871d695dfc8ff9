"""Where a claim appeared, as known on a day, and the grade that follows."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import User

from flows.actions.additions import publish
from flows.actions.record import record
from flows.models import Appearance, Source
from flows.queries.appearances import appearances_of, origin_of
from flows.queries.claims_of_source import claims_of_source
from flows.queries.listing import one
from tests.flows.models.rows import insert, row

pytestmark = pytest.mark.django_db

SHELLS, ARTICLE = "rok-mnd-2024-06-14-shells", "article-2024-06-14-eu-1m"
GDP = "ctx-nk-gdp-2022"


def claim(code: str = SHELLS, as_of: date | None = None, table: str = "shipments") -> Any:
    return one(table, code, as_of)


def document(code: str, grade: str, day: date | None = date(2024, 6, 20)) -> str:
    precision = "day" if day else ""
    url = f"https://example.org/{code}"
    insert(Source, code=code, reliability=grade, published_on=day, date_precision=precision, url=url)
    return code


def test_the_article_is_the_original_of_its_own_claims_and_stands_first() -> None:
    found = appearances_of(claim(ARTICLE))
    assert [(each.publisher, each.kind) for each in found] == [("Odessa Journal", "original"), ("RBC-Ukraine", "copy")]
    assert claim(ARTICLE).originals == ("2024-06-14-odessa-journal",)


def test_a_claim_of_which_nobody_said_more_appears_in_its_source(django_assert_num_queries: Any) -> None:
    record_, shells = claim(GDP, table="indicators"), claim()
    with django_assert_num_queries(2):
        (only,) = appearances_of(record_)
    assert (only.code, only.kind, only.source, only.reports) == ("", None, record_.source, None)
    assert only.reliability == record_.reliability == record_.grade
    assert only.published_on == Source.objects.get(pk=record_.source).published_on
    with django_assert_num_queries(1):
        appearances_of(shells)


def test_a_grade_is_the_best_of_the_documents_that_hold_the_figure() -> None:
    assert (claim().reliability, claim().grade) == ("C", "B")
    insert(Appearance, source_id=document("silent", "A"), carries="party;date")
    assert claim().grade == "B"
    insert(Appearance, code="second", source_id=document("holding", "A"))
    assert claim().grade == "A"


def test_a_source_that_does_not_hold_the_figure_gives_no_grade_unless_none_does() -> None:
    Appearance.objects.filter(claim=ARTICLE).delete()
    own = claim(ARTICLE).source
    Source.objects.filter(pk=own).update(reliability="A")
    insert(Appearance, claim=ARTICLE, source_id=own, carries="party")
    assert claim(ARTICLE).grade == "A"
    insert(Appearance, code="second", claim=ARTICLE, source_id=document("weak", "D"))
    assert claim(ARTICLE).grade == "D"


def test_as_of_a_day_an_appearance_counts_with_its_document() -> None:
    insert(Appearance, source_id=document("later", "A", date(2024, 7, 1)), reports_id=f"{SHELLS}--unn")
    insert(Appearance, code="second", source_id=document("latest", "D", date(2024, 8, 1)), reports_id="test-row")
    before, then, after = date(2024, 6, 30), date(2024, 7, 1), date(2024, 8, 1)
    assert [claim(as_of=day).grade for day in (before, then)] == ["B", "A"]
    assert "later" not in {each.source for each in appearances_of(claim(), before)}
    assert "later" in {each.source for each in appearances_of(claim(), then)}
    reported = {each.source: each.reports for each in appearances_of(claim(), after)}
    assert (reported["later"], reported["latest"]) == (f"{SHELLS}--unn", "test-row")
    Source.objects.filter(pk="later").update(published_on=date(2025, 1, 1))
    assert {each.source: each.reports for each in appearances_of(claim(), after)}["latest"] is None


def test_of_a_document_without_a_day_the_day_on_which_it_was_read_counts() -> None:
    insert(Appearance, source_id=document("undated", "A", None))
    assert [claim(as_of=day).grade for day in (date(2024, 6, 19), date(2024, 6, 20))] == ["B", "A"]


def test_an_appearance_added_at_the_desk_waits_for_somebody_else() -> None:
    one_, other = User.objects.create(username="one"), User.objects.create(username="other")
    added = row(Appearance, source_id=document("holding", "A"))
    record(added, by=one_)
    assert claim().grade == "B"
    assert "holding" not in {each.source for each in appearances_of(claim())}
    assert SHELLS not in {each.code for each in claims_of_source("holding")}
    publish([added], other)
    assert claim().grade == "A"
    assert SHELLS in {each.code for each in claims_of_source("holding")}


def test_a_source_lists_the_claims_that_appeared_in_it_by_the_day() -> None:
    old = "2024-06-14-close-the-sky-over-ukraine"
    assert {each.code for each in claims_of_source(old)} == {
        SHELLS,
        "rok-mnd-2024-06-14-containers",
        "rok-mnd-2024-06-14-more-sought",
    }
    assert claims_of_source(old, date(2024, 6, 13)) == ()
    assert len(claims_of_source("2024-06-14-odessa-journal")) == 13


def test_a_figure_goes_back_to_what_it_is_derived_from() -> None:
    assert origin_of(claim("osc-2025-04-15-rounds")) == "osc-2025-04-15-voyages"
    assert origin_of(claim(ARTICLE)) == ARTICLE
    assert origin_of(claim(GDP, table="indicators")) == GDP
