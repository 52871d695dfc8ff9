"""Paste an article: found in place, escaped, drafted, never fetched, and nothing recorded before it is saved."""

from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client
from django.urls import reverse

from flows.models import Indicator, Ratio, Shipment, Source
from tests.flows.models.rows import SOURCE

pytestmark = pytest.mark.django_db

ARTICLE = (Path(__file__).parents[1] / "extraction" / "june_2024.txt").read_text(encoding="utf-8")


def page() -> str:
    return reverse("admin:flows_paste")


def paste(desk: Client, text: str = ARTICLE, **cells: str) -> str:
    answer = desk.post(page(), {"action": "read", "text": text, **cells}, follow=True)
    assert answer.status_code == 200
    return answer.text


def drafts(desk: Client) -> list[dict]:
    found: list[dict] = desk.get(page()).context["drafts"]
    return found


def link() -> str:
    return Source.objects.get(pk=SOURCE).url


def test_the_start_page_links_to_it(desk: Client) -> None:
    assert f'href="{page()}"' in desk.get("/admin/").text


def test_the_article_is_shown_with_its_findings_and_drafts(desk: Client) -> None:
    shown = paste(desk, published_on="2024-06-14")
    assert '<mark class="found found-quantity"' in shown
    headings = [draft["heading"] for draft in drafts(desk)]
    assert headings == [
        "at least 10,000 containers",
        "up to 4.8 million artillery rounds",
        "dozens of short-range ballistic missiles",
        "1 million artillery rounds",
        "up to 10 to 1",
        "about 1 billion US dollars",
        "about 4 percent",
        "24.5 billion US dollars",
    ]


def test_markup_in_an_article_stays_text(desk: Client) -> None:
    shown = paste(desk, "<script>alert(1)</script> Russia & 10,000 containers <b title='\"'>")
    assert "<script>alert" not in shown
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in shown
    assert "<b title" not in shown


def test_a_source_is_found_by_its_link_and_its_day_is_used(desk: Client) -> None:
    paste(desk, address=link(), published_on="2020-01-01")
    opened = parse_qs(urlsplit(drafts(desk)[0]["address"]).query)
    assert (opened["source"], opened["claimed_on"]) == ([SOURCE], ["2024-06-14"])


def test_an_unknown_source_is_offered_to_be_added(desk: Client) -> None:
    shown = paste(desk, address="https://example.org/an-article?x=1", published_on="2024-06-14")
    assert "Add the source" in shown
    offered = desk.get(desk.get(page()).context["new_source"])
    assert 'value="https://example.org/an-article?x=1"' in offered.text


def test_a_draft_fills_the_form_and_can_be_saved(desk: Client) -> None:
    paste(desk, address=link())
    before = Shipment.objects.count()
    (draft,) = [one for one in drafts(desk) if one["heading"].startswith("dozens")]
    form = desk.get(draft["address"]).context["adminform"].form
    cells = {name: value for name, value in form.initial.items() if value is not None}
    assert cells["words"] == "dozens"
    assert Shipment.objects.count() == before, "opening a draft recorded it"
    answer = desk.post(reverse("admin:flows_shipment_add"), {**_CHOSEN, **cells, "code": "test-row"})
    assert answer.status_code == 302, answer.context["adminform"].form.errors
    saved = Shipment.objects.get(pk="test-row")
    assert (saved.status, saved.supplier_id, saved.recipient_id, saved.bound) == ("draft", "kp", "ru", "unquantified")


@pytest.mark.parametrize("model", [Shipment, Ratio, Indicator])
def test_every_kind_of_draft_opens_a_form_that_takes_its_values(desk: Client, model: type) -> None:
    paste(desk, address=link())
    of_kind = [one for one in drafts(desk) if one["kind"] == model._meta.verbose_name]  # type: ignore[attr-defined]
    assert of_kind
    for draft in of_kind:
        form = desk.get(draft["address"]).context["adminform"].form
        sent = parse_qs(urlsplit(draft["address"]).query)
        bound = type(form)({name: values[0] for name, values in sent.items()})
        assert not set(bound.errors) & set(sent), bound.errors


def test_a_word_for_a_pace_is_no_field_of_its_form(desk: Client) -> None:
    paste(desk, "Russia fires dozens of shells a day, NATO said.")
    (draft,) = drafts(desk)
    assert draft["unquantified"]
    assert "bound=unquantified" in draft["address"]
    assert "words" not in draft["address"]


@pytest.mark.parametrize(
    ("said", "bound", "figure"),
    [
        ("about $1 billion", "about", "point=1000000000"),
        ("almost $1 billion", "up-to", "high=1000000000"),
        ("at least $1 billion", "at-least", "low=1000000000"),
        ("$1 billion", "exact", "point=1000000000"),
    ],
)
def test_a_draft_of_a_context_figure_has_the_bound_that_was_read(
    desk: Client, said: str, bound: str, figure: str
) -> None:
    paste(desk, f"The missile tests of North Korea cost {said}.")
    (draft,) = drafts(desk)
    assert draft["kind"] == "indicator"
    assert {f"bound={bound}", figure} <= set(draft["address"].split("?")[1].split("&"))
    form = desk.get(draft["address"]).context["adminform"].form
    assert form.initial["bound"] == bound
    assert "credibility" not in form.initial or not form.initial["credibility"]


def test_what_is_already_recorded_is_said(desk: Client) -> None:
    paste(desk, address=link())
    known = {draft["heading"]: [one["code"] for one in draft["alike"]] for draft in drafts(desk)}
    assert "rok-mnd-2024-06-14-containers" in known["at least 10,000 containers"]
    assert "rok-mnd-2024-06-14-shells" in known["up to 4.8 million artillery rounds"]


def test_the_same_figure_in_the_same_document_is_named_whatever_else_is_open(desk: Client) -> None:
    paste(desk, "It was said that at least 10,000 containers were on their way.", address=link())
    (draft,) = drafts(desk)
    assert {"Claimant", "Supplier", "Recipient"} <= set(draft["missing"])
    assert "rok-mnd-2024-06-14-containers" in [one["code"] for one in draft["alike"]]


@pytest.mark.parametrize("change", ["http://www.{}/", "https://{}?utm_source=x", "https://www.{}#top", "https://{}/"])
def test_a_source_is_found_however_its_address_is_written(desk: Client, change: str) -> None:
    bare = link().split("://")[1].removeprefix("www.").rstrip("/")
    paste(desk, address=change.format(bare))
    assert desk.get(page()).context["source"].pk == SOURCE


def test_a_card_shows_whose_what_and_when_with_the_words_and_what_is_guessed(desk: Client) -> None:
    shown = paste(desk, address=link())
    card = drafts(desk)[1]
    facts = {fact["field"]: fact for fact in card["facts"]}
    assert facts["Claimant"]["guessed"]
    assert (facts["Claimant"]["words"], facts["Stage"]["words"]) == ("Shin Won-sik", "could hold")
    assert "Kind of period" in card["missing"]
    assert f'href="#{facts["Supplier"]["anchor"]}"' in shown
    assert f'id="{facts["Supplier"]["anchor"]}"' in shown


def test_a_draft_is_dropped_and_taken_back(desk: Client) -> None:
    paste(desk)
    desk.post(page(), {"action": "drop", "draft": "1"})
    assert [draft["number"] for draft in drafts(desk)][:2] == [2, 3]
    desk.post(page(), {"action": "keep", "draft": "1"})
    assert drafts(desk)[0]["number"] == 1
    desk.post(page(), {"action": "clear"})
    assert "drafts" not in desk.get(page()).context


@pytest.mark.parametrize("draft", ["", "x", "-1", "٤", "99999999999"])
def test_a_number_that_is_none_drops_nothing(desk: Client, draft: str) -> None:
    paste(desk)
    assert desk.post(page(), {"action": "drop", "draft": draft}).status_code == 302
    assert len(drafts(desk)) == 8


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({"text": ""}, "required"),
        ({"text": "x" * 40_001}, "at most 40000 characters"),
        ({"text": "x", "address": "javascript:alert(1)"}, "begins with https://"),
        ({"text": "x", "published_on": "03/04/2024"}, "could be 3 April 2024 or 4 March 2024"),
    ],
)
def test_what_cannot_be_read_is_refused(desk: Client, cells: dict[str, str], words: str) -> None:
    answer = desk.post(page(), {"action": "read", **cells})
    assert answer.status_code == 200
    assert words in str(answer.context["form"].errors)


def test_only_who_may_add_claims_may_paste(desk: Client, editor: User) -> None:
    editor.user_permissions.remove(Permission.objects.get(codename="add_shipment"))
    assert desk.get(page()).status_code == 403
    assert Client().get(page()).status_code == 302


_CHOSEN = {"credibility": "3", "start_basis": "stated", "temporal": "cumulative", "statement": "Somebody said so."}
"""What no words of the article say, and an editor chooses."""


def enter(desk: Client, draft: dict, **cells: str) -> str:
    """Opens a draft, saves it with some cells, and says where that leads."""
    form = desk.get(draft["address"]).context["adminform"].form
    sent = {name: value for name, value in form.initial.items() if value not in (None, "")}
    answer = desk.post(draft["address"], {**_CHOSEN, **sent, **cells})
    assert answer.status_code == 302, answer.context["adminform"].form.errors
    return str(answer.headers["Location"])


def test_after_saving_the_next_draft_is_open_and_the_last_leads_back(desk: Client) -> None:
    paste(desk, address=link())
    first, second, third, *others = drafts(desk)
    desk.post(page(), {"action": "drop", "draft": str(second["number"])})
    for other in others:
        desk.post(page(), {"action": "drop", "draft": str(other["number"])})
    form = desk.get(first["address"]).text
    assert "Draft 1 of 8 from the article" in form
    assert "has detected at least 10,000 shipping containers" in form
    assert enter(desk, first, code="first-row") == third["address"]
    assert enter(desk, third, code="third-row", _submit="1") == f"{page()}#drafts"
    assert Shipment.objects.get(pk="third-row").status == "submitted"
    shown = desk.get(page())
    assert [one["code"] for one in shown.context["entered"]] == ["first-row", "third-row"]
    assert shown.context["drafts"] == []
    assert "Draft 1 of 8" not in desk.get(first["address"]).text


def test_who_goes_on_with_a_claim_stays_with_it(desk: Client) -> None:
    paste(desk, address=link())
    goes_to = enter(desk, drafts(desk)[0], code="first-row", _continue="1")
    assert goes_to.startswith(reverse("admin:flows_shipment_change", args=["first-row"]))


def test_the_claimant_named_for_a_draft_that_names_nobody_is_carried_on(desk: Client) -> None:
    paste(desk, address=link())
    nobody = [draft for draft in drafts(desk) if "Claimant" in draft["missing"]]
    assert len(nobody) > 1
    enter(desk, nobody[0], code="fourth-row", claimant="close-the-sky")
    carried = {draft["number"] for draft in drafts(desk) if draft["voice"]}
    assert carried == {draft["number"] for draft in nobody[1:]}
    assert parse_qs(urlsplit(drafts(desk)[3]["address"]).query)["claimant"] == ["close-the-sky"]


def test_a_source_added_for_the_article_has_its_title_and_a_code_and_leads_back(desk: Client) -> None:
    paste(desk, address="https://example.org/new", published_on="2024-06-14")
    address = desk.get(page()).context["new_source"]
    form = desk.get(address).context["adminform"].form
    sent = {"start_basis": "stated"} | {name: value for name, value in form.initial.items() if value not in (None, "")}
    cells = {"publisher": "A press", "kind": "original", "reliability": "B"}
    answer = desk.post(address, {**sent, **cells})
    assert answer.status_code == 302, answer.context["adminform"].form.errors
    assert answer.headers["Location"] == f"{page()}#drafts"
    added = Source.objects.get(url="https://example.org/new")
    assert (added.pk, added.title) == (
        "2024-06-14-seoul-counts-containers-on-their-way-north",
        "Seoul counts containers on their way north",
    )
    assert desk.get(page()).context["source"] == added


def test_a_text_that_takes_too_long_is_said_and_stays(desk: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("flows.extraction.apart.SECONDS", 0.001)
    page = paste(desk, "Somebody said that 777 shells had been sent by the river of no return.")
    assert "could not be read within 20 seconds; it is stored" in page
    assert "by the river of no return" in page
