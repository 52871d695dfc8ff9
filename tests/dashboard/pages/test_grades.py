"""Grades on pages: their mark in every list, and the control that asks for B or better."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from dashboard.pages.gallery import GALLERY
from flows.measures import around, flow, flow_index, overview, totals
from flows.measures.flow import MOST_SHOWN
from flows.questions import Flow, FlowQuestion, ListQuestion
from flows.questions.total import TotalQuestion
from flows.vocabulary import Reliability
from tests.dashboard.pages.markup import Markup

pytestmark = pytest.mark.django_db

FIGURES = (
    "/",
    "/flows/",
    "/flows/kp/ru/artillery-round/",
    "/compare/",
    "/convert/",
    "/days-of-fire/",
    "/balance/",
    "/reconcile/",
    "/changes/",
    "/years/",
    "/actors/kp/",
    "/claimants/",
    "/claimants/kr-mnd/",
    "/munitions/artillery-round/",
    "/ratios/",
    "/rates/",
    "/indicators/",
    "/balance/years/",
    "/share/",
    "/pace/",
    "/sources/",
    "/charts/movement/",
)
OTHERS = ("/routes/", "/methods/", "/data/", "/charts/", "/charts/routes/", "/claims/rok-dia-2025-07-13-152mm/")
ROUNDS = "/flows/kp/ru/artillery-round/"
CONTROL = re.compile(r'<ul class="presets grades".*?</ul>', re.DOTALL)


def page(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


def opening(client: Client, path: str) -> str:
    """The sentences that the front page begins with, of which figures each side was said to have been sent."""
    sentences = re.findall(r'<p class="lede">(.*?)</p>', page(client, path), re.DOTALL)
    assert len(sentences) == 2
    return Markup(" ".join(sentences)).text


def choices(text: str) -> dict[str, tuple[str, bool]]:
    """The choices of the control: the address of each, and whether it is the one that is shown."""
    control = CONTROL.search(text)
    assert control is not None
    links = re.findall(r'<a href="([^"]*)"( aria-current="true")?>([^<]*)</a>', control[0])
    return {label: (address.replace("&amp;", "&"), bool(chosen)) for address, chosen, label in links}


@pytest.mark.parametrize("path", FIGURES)
def test_b_or_better_is_one_click_away_and_keeps_the_rest_of_the_address(client: Client, path: str) -> None:
    offered = choices(page(client, f"{path}?as_of=2025-08-01"))
    assert list(offered) == ["All grades", "B or better"]
    assert offered["All grades"] == (f"{path}?as_of=2025-08-01", True)
    address, chosen = offered["B or better"]
    assert (parse_qs(urlsplit(address).query), chosen) == ({"as_of": ["2025-08-01"], "grade": ["B"]}, False)
    text = page(client, address)
    assert choices(text)["B or better"][1]
    assert "there is no parameter" not in text


@pytest.mark.parametrize("path", OTHERS)
def test_what_shows_no_figures_carries_the_grade_on_without_the_control(client: Client, path: str) -> None:
    text = page(client, f"{path}?grade=B")
    assert CONTROL.search(text) is None
    assert "there is no parameter" not in text
    assert "/flows/?grade=B" in Markup(text).values("href")


def test_any_other_grade_that_is_shown_is_offered_too(client: Client) -> None:
    offered = choices(page(client, f"{ROUNDS}?grade=C"))
    assert [(label, chosen) for label, (_, chosen) in offered.items()] == [
        ("All grades", False),
        ("B or better", False),
        ("C or better", True),
    ]


def test_forms_and_links_keep_the_grade(client: Client) -> None:
    markup = Markup(page(client, f"{ROUNDS}?grade=B"))
    hidden = [attributes for tag, attributes in markup.tags if tag == "input" and attributes.get("name") == "grade"]
    assert [field["value"] for field in hidden] == ["B", "B", "B"]
    pages = [href for href in markup.values("href", "a") if href.startswith(("/flows/", "/claims/", "/compare/"))]
    assert pages
    assert all("grade=B" in href for href in pages if "All grades" not in href and href != ROUNDS)


def test_a_flow_says_how_many_claims_are_below_the_grade_and_lists_them(client: Client) -> None:
    text = Markup(page(client, f"{ROUNDS}?grade=B")).text
    assert "Of 41 claims on record, of which 22 are below grade B, 9 running totals" in text
    assert "Its source or the statement is graded lower than was asked for." in text
    assert "Denial that" in text
    every = Markup(page(client, ROUNDS)).text
    assert "The lowest figure, 350,000, rests on a statement of credibility 4." in every
    assert "350,000" not in text[: text.index("Claim by claim")]
    assert "rests on a " not in text


def test_headlines_name_what_rests_on_weak_evidence(client: Client) -> None:
    weak = "350,000 since an unstated day (Lithuania's government, October 2023, weak evidence)"
    assert weak in opening(client, "/?as_of=2023-10-27")
    assert "weak evidence" not in opening(client, "/?as_of=2023-10-27&grade=B")


def test_headlines_take_weak_evidence_only_where_there_is_no_other(client: Client) -> None:
    december = opening(client, "/?as_of=2023-12-31")
    assert "North Korea at least 1 million since August 2023 (South Korea's intelligence service" in december
    assert "Lithuania's government, October 2023, weak" not in december
    assert "about 500,000 since 20 March 2023 (EU High Representative, March 2024)" in opening(
        client, "/?as_of=2024-06-14"
    )


def test_readings_of_different_statements_are_not_joined(client: Client) -> None:
    text = opening(client, "/?grade=B")
    first = "5.7 million to 6.7 million since 2023 (Friedrich Naumann Foundation, September 2025)"
    second = "at least 10 million since an unstated day (South Korea's intelligence service, June 2025)"
    graded = "B{0} source graded B, credibility {0}"
    assert f"North Korea {first} {graded.format(2)} or {second} {graded.format(3)} ." in text
    full = "at least 6 million since July 2022 (South Korea's defence ministry, August 2024)"
    assert (
        f"What containers could hold, {full} B3 source graded B, credibility 3 , is a capacity and not a delivery."
        in text
    )


def test_a_claim_says_what_makes_its_evidence_weak(client: Client) -> None:
    weak = Markup(page(client, "/claims/ua-hur-2024-11-29-rounds/")).text
    assert "Weak evidence: it rests on a source graded D." in weak
    assert "Weak evidence" not in Markup(page(client, "/claims/rok-dia-2024-08-27-152mm/")).text


TABLES = ("/stories/june-2024/", "/flows/", ROUNDS, "/compare/", "/rates/", "/ratios/", "/convert/")


@pytest.mark.parametrize("path", TABLES)
def test_every_table_of_claims_has_their_grades_and_sorts_by_them(client: Client, path: str) -> None:
    tables = re.findall(r"<table.*?</table>", page(client, path), re.DOTALL)
    of_claims = [table for table in tables if '<th scope="col">Claim</th>' in table]
    assert of_claims
    for table in of_claims:
        assert '<th scope="col">Grade</th>' in table
        rows = table.count("<tr") - 1
        assert len(re.findall(r'data-label="Grade"\s+data-value="[A-F][1-6]"', table)) == rows
        assert len(re.findall(r'<span class="unseen">source graded [A-F], credibility [1-6]', table)) == rows
    assert 'class="grade weak"' in "".join(of_claims)


def test_wherever_a_claim_is_quoted_its_grade_stands_beside_it(client: Client) -> None:
    for path in ("/", "/stories/june-2024/", "/sources/2024-06-14-close-the-sky-over-ukraine/", "/flows/", "/compare/"):
        quoted = re.findall(r'<a href="/claims/[^"]*">[^<]*\([^<]*\)</a>(.{0,60})', page(client, path), re.DOTALL)
        assert quoted, path
        assert all(after.strip().startswith(('<span class="grade', "</th>")) for after in quoted), path


@pytest.mark.parametrize("slug", [slug for slug in GALLERY if slug != "routes"])
def test_each_form_of_a_chart_says_the_grade_and_keeps_it(client: Client, slug: str) -> None:
    asked = f"?as_of=2025-08-01&grade={'D' if slug == 'comparison' else 'C'}"
    grade = "graded D or better" if slug == "comparison" else "graded C or better"
    assert grade in Markup(page(client, f"/charts/{slug}/{asked}")).text
    drawing = " ".join(re.sub(r"<[^>]*>", " ", page(client, f"/charts/{slug}/figure.svg{asked}")).split())
    assert grade in drawing
    assert grade in page(client, f"/embed/{slug}/{asked}")
    metadata = client.get(f"/charts/{slug}/metadata.json{asked}").json()
    assert grade in metadata["subtitle"]
    assert grade in metadata["citation"]
    assert all(f"grade={asked[-1]}" in metadata[name] for name in ("page", "svg", "csv", "json", "embed"))
    # No grade takes out a denial, and D takes weak sources.
    assert "weak" not in metadata["marks"] or slug in ("comparison", "ladder")


def test_a_chart_of_a_grade_draws_and_holds_just_its_claims(client: Client) -> None:
    everything, better = (
        client.get(f"/charts/evidence/data.json?as_of=2024-06-14{grade}").json()["results"]
        for grade in ("", "&grade=B")
    )
    assert len(everything) < MOST_SHOWN
    sound = [claim["code"] for claim in everything if claim["grade"] in "AB" and claim["credibility"] <= 3]
    assert [claim["code"] for claim in better] == sound


def test_an_unknown_grade_is_named_and_left_out(client: Client) -> None:
    text = page(client, f"{ROUNDS}?grade=Z")
    assert "is not a grade" in text
    assert choices(text)["All grades"][1]
    assert client.get("/charts/ladder/figure.json?grade=Z").status_code == 400


def asked() -> Iterator[tuple[str, Callable[[Reliability | None], Any]]]:
    """What pages compute, as a function of the grade."""
    about = Flow("kp", "ru", "artillery-round")
    yield "flow", lambda grade: flow.compute(FlowQuestion(about, grade=grade))
    yield "around", lambda grade: around.compute(flow.compute(FlowQuestion(about, grade=grade)))
    yield "explorer", lambda grade: flow_index.compute(ListQuestion("shipments", grade=grade, ordering="-claimed_on"))
    yield "overview", lambda grade: overview.compute(None, grade)
    total = TotalQuestion(("us",), ("ua",), ("artillery-round",))
    yield "total", lambda grade: totals.compute(TotalQuestion(total.suppliers, ("ua",), total.munitions, grade=grade))


@pytest.mark.parametrize(("name", "compute"), list(asked()), ids=[name for name, _ in asked()])
def test_a_grade_costs_no_query(name: str, compute: Callable[[Reliability | None], Any]) -> None:
    numbers = []
    for grade in (None, Reliability.F):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            compute(grade)
        numbers.append(len(queries))
    assert numbers[0] == numbers[1]


def test_what_a_grade_leaves_out_is_never_called_unsaid(client: Client) -> None:
    text = Markup(page(client, "/?grade=A")).text
    assert "No running total graded A of large-calibre rounds to Russia is on record." in text
    assert "what standing claims graded A agree on at the least and allow at the most" in text
    assert "No two accounts graded A of one thing at one time that differ are on record" in text
    assert "No ratio graded A was stated in it." in Markup(page(client, "/stories/june-2024/?grade=A")).text
    early = Markup(page(client, "/?grade=A&as_of=2022-03-01")).text
    assert "No claim graded A recorded by this day." in early
    assert "No claim recorded" not in early
    assert "below grade A; none stands." in Markup(page(client, "/flows/kp/ru/container/?grade=A")).text
    ladder = page(client, "/charts/stages/?flow=kp/ru/artillery-round&grade=A")
    assert "no claim with a figure graded A that is asked for was recorded by this day" in ladder
    assert "No running total graded A can be divided by another" in Markup(page(client, "/compare/?grade=A")).text
