"""The page of one claim, of any kind, and of one source."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.test import Client

from dashboard.pages.claim import Chain
from flows import models
from flows.actions.check_evidence import check_evidence
from flows.wording import when
from tests.dashboard.pages.markup import Markup
from tests.makers import shipment

pytestmark = pytest.mark.django_db
SHELLS = "/claims/rok-mnd-2024-06-14-shells/"
DOCUMENT = "2024-06-14-odessa-journal"


def page_of(client: Client, path: str) -> Markup:
    return Markup(client.get(path).content.decode())


def test_the_phrase_stands_with_its_evidence(client: Client) -> None:
    page = page_of(client, f"{SHELLS}?as_of=2024-06-14")
    assert (
        "Up to 4.8 million artillery rounds from North Korea to Russia since an unstated day (what at least 10,000 "
        "containers could hold; "
        "South Korea's defence ministry, 14 June 2024)"
    ) in page.text
    assert "The source B: usually reliable." in page.text
    assert "the one that we read it in is graded C: fairly reliable." in page.text
    assert "3: possibly true." in page.text
    assert "Superseded" not in page.text


def test_the_chain_is_that_of_the_day(client: Client) -> None:
    then, now = page_of(client, f"{SHELLS}?as_of=2024-06-14"), page_of(client, SHELLS)
    later = "/claims/rok-dia-2025-07-13-152mm/"
    assert later in now.values("href")
    assert later not in then.values("href")
    assert "Superseded on 24 July 2024 by a later total of the same claimant" in now.text
    assert "/claims/rok-mnd-2023-10-16-hundreds-k/" in now.values("href")


def test_readings_and_origin(client: Client) -> None:
    page = page_of(client, "/claims/rok-mnd-2024-02-26-152mm/")
    assert "/claims/rok-mnd-2024-02-26-122mm/" in page.values("href")
    assert "Either this or one of these; at most one counts." in page.text
    assert "/claims/rok-mnd-2024-02-26-containers/" in page.values("href")


def test_the_citation_names_document_and_address(client: Client) -> None:
    page = page_of(client, SHELLS)
    assert f"Munitions Flows, claim rok-mnd-2024-06-14-shells: http://testserver{SHELLS}" in page.text
    assert (
        "Stated 14 June 2024 by Shin Won-sik; read in Odessa Journal, “Kim Jong Un sent 5 million shells to Russia; "
        "Putin will ask for more”, 14 June 2024, https://"
    ) in page.text
    assert (
        "; also in Babel, Close the Sky Over Ukraine, Euromaidan Press, Kyiv Post, The Kyiv Independent, UNN, as this "
        in page.text
    )


def test_the_article_is_the_original_of_its_own_claims(client: Client) -> None:
    page = page_of(client, "/claims/article-2024-06-14-eu-1m/")
    assert "Who said it, who reported it, who copied it June 2024 article said it, 14 June 2024" in page.text
    assert "Odessa Journal original, 14 June 2024" in page.text
    assert "Original. Holds the figure, the claimant, the day. Language: en. Graded C: fairly reliable." in page.text
    assert "; original in Odessa Journal, “" in page.text


def test_where_a_claim_appeared_is_told_with_what_nobody_has_judged(client: Client) -> None:
    page = page_of(client, SHELLS)
    assert "who copied it; no document with the original statement is on record" in page.text
    assert {"/sources/2024-06-14-unn/", "/sources/2024-06-14-odessa-journal/"} <= set(page.values("href"))
    text = page_of(client, "/claims/ctx-nk-gdp-2022/").text
    assert "Not judged whether original, report or copy." in text


def test_a_copy_names_what_it_copies_and_says_where_it_stands(client: Client) -> None:
    models.Appearance.objects.filter(code="article-2024-06-14-eu-1m--rbc-ukraine").update(
        place="paragraph 4",
        wording="A million is said to have arrived.",
        reports="article-2024-06-14-eu-1m--odessa-journal",
    )
    page = page_of(client, "/claims/article-2024-06-14-eu-1m/")
    assert "(paragraph 4;" in page.text
    assert "Copy of Odessa Journal" in page.text
    assert "There: A million is said to have arrived." in page.text
    assert "depth-2" in page.values("class")


def test_a_claim_not_yet_stated_says_so_and_nothing_more(client: Client) -> None:
    response = client.get(f"{SHELLS}?as_of=2024-03-01")
    page = Markup(response.content.decode())
    assert response.status_code == 404
    assert "On 1 March 2024, the day that you are reading, nobody had said this." in page.text
    assert "4.8 million" not in page.text
    assert "defence ministry" not in page.text
    assert SHELLS in page.values("href")


def test_a_context_figure_says_its_hedge_its_grade_and_its_time(client: Client) -> None:
    text = page_of(client, "/claims/ctx-nk-gdp-2022/").text
    assert "Size of the economy of North Korea: about $24.5 billion in 2022 (Bank of Korea, 28 July 2023)" in text
    assert "About. One figure, stated as approximate." in text
    assert "3: possibly true. Plausible; a single line of evidence." in text


def test_a_retracted_claim_keeps_its_page_and_its_reason(client: Client) -> None:
    models.Ratio.objects.filter(code="article-2024-06-14-almost-10-to-1").update(
        status="retracted", retraction_reason="It was misread."
    )
    page = page_of(client, "/claims/article-2024-06-14-almost-10-to-1/")
    assert "Withdrawn by us. It was misread." in page.text
    assert "Stated: almost 10 to 1" not in page_of(client, "/").text


def test_a_draft_has_no_page(client: Client) -> None:
    models.Indicator.objects.filter(code="ctx-nk-gdp-2022").update(status="draft")
    assert client.get("/claims/ctx-nk-gdp-2022/").status_code == 404


def test_an_unknown_claim_names_the_nearest(client: Client) -> None:
    response = client.get("/claims/rok-mnd-2024-06-14-shell/")
    assert response.status_code == 404
    assert SHELLS in Markup(response.content.decode()).values("href")


def test_text_of_a_record_is_escaped(client: Client) -> None:
    models.Shipment.objects.filter(code="rok-mnd-2024-06-14-shells").update(notes="<script>alert(1)</script>")
    body = client.get(SHELLS).content.decode()
    assert "<script>alert" not in body
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in body


def test_a_source_lists_what_rests_on_it(client: Client) -> None:
    page = page_of(client, "/sources/2024-06-14-odessa-journal/")
    assert {
        SHELLS,
        "/claims/article-2024-06-14-almost-10-to-1/",
        "/claims/ctx-nk-missile-test-share/",
    } <= set(page.values("href"))
    assert SHELLS in page_of(client, "/sources/2024-06-14-close-the-sky-over-ukraine/").values("href")
    earlier = page_of(client, "/sources/2024-06-14-close-the-sky-over-ukraine/?as_of=2024-01-01")
    assert "On 1 January 2024, the day that you are reading, this had not been published." in earlier.text
    assert "Kim Jong-un sent about 5 million shells" not in earlier.text
    cited = page_of(client, "/sources/2023-10-14-kbs-world/?as_of=2024-01-01")
    assert "No claim rests on it by this day" in cited.text


CHECKED = "Document checked on {}: holds the figure and the party."


def checked(text: str) -> str:
    """Check the June 2024 article by a text; the day of the check in words."""
    check_evidence(DOCUMENT, text, "0" * 64)
    return when(models.EvidenceCheck.objects.latest("id").at.date())


def test_a_claim_says_whether_its_document_was_checked(client: Client) -> None:
    assert "Nobody has looked for it in the document yet." in page_of(client, SHELLS).text
    day = checked("North Korea sent Russia up to 4.8 million shells.")
    assert CHECKED.format(day) in page_of(client, SHELLS).text
    assert "Not found in its document." not in page_of(client, SHELLS).text
    absent = page_of(client, "/claims/article-2024-06-14-eu-1m/").text
    assert f"Document checked on {day}: the figure was not found in the text that was checked." in absent
    assert absent.index("Not found in its document.") < absent.index("Who, where, when")


def test_a_past_day_knows_no_check(client: Client) -> None:
    checked("North Korea sent Russia 5 shells.")
    for address in (SHELLS, f"/sources/{DOCUMENT}/", "/methods/"):
        text = page_of(client, f"{address}?as_of=2024-06-14").text
        assert "Document checked on" not in text
        assert "Not found." not in text
        assert "Not found in its document" not in text
        assert "Nobody has looked for it" not in text
        assert "Nobody has looked for these" not in text


def test_a_source_lists_what_its_text_holds(client: Client) -> None:
    address = f"/sources/{DOCUMENT}/"
    assert "Nobody has looked for these claims in its text yet." in page_of(client, address).text
    day = checked("North Korea sent Russia up to 4.8 million shells.")
    text = page_of(client, address).text
    assert CHECKED.format(day) in text
    assert f"Not found. Document checked on {day}: the figure was not found" in text


def test_the_methods_page_says_how_much_was_checked(client: Client) -> None:
    published = sum(table.objects.count() for table in (models.Shipment, models.Rate, models.Ratio, models.Indicator))
    nothing = f"The documents of 0 of {published} published claims (0%) were checked"
    assert nothing in page_of(client, "/methods/").text
    checked("North Korea sent Russia up to 4.8 million shells.")
    text = page_of(client, "/methods/").text
    resting, share = 13, "1.6%"
    assert f"The documents of {resting} of {published} published claims ({share}) were checked" in text
    assert "Of these, 1 (7.7%) hold the figure; 7 do not hold the claim, and its page says so." in text


@pytest.mark.django_db
def test_what_became_of_a_record_is_listed_without_people(client: Client) -> None:
    text = Markup(client.get("/claims/rok-mnd-2024-06-14-shells/").content.decode()).text
    assert "History of this record" in text
    assert ": published" in text


ARCHIVE = {"archived_url": "https://archive.example/1", "archived_on": date(2024, 6, 20)}
UNTITLED = "2024-02-26-politico-europe-2"


def test_a_dead_link_says_so_and_offers_the_archived_copy(client: Client) -> None:
    dead = {"link_state": "dead", "link_checked_on": date(2026, 11, 20)}
    models.Source.objects.filter(code=DOCUMENT).update(**dead, **ARCHIVE, archive_sha256="a" * 64)
    for path in (SHELLS, f"/sources/{DOCUMENT}/"):
        page = page_of(client, path)
        assert "(the link is dead, 20 November 2026)" in page.text
        assert "archived copy of 20 June 2024" in page.text
        assert ARCHIVE["archived_url"] in page.values("href")
    assert "a" * 64 in page.text
    assert f", archived at {ARCHIVE['archived_url']}" in page_of(client, SHELLS).text


def test_a_link_for_subscribers_says_so_and_a_living_one_nothing(client: Client) -> None:
    checked = {"link_state": "paywalled", "link_checked_on": date(2026, 11, 20)}
    models.Source.objects.filter(code=DOCUMENT).update(**checked)
    assert "(for subscribers only, 20 November 2026)" in page_of(client, SHELLS).text
    models.Source.objects.filter(code=DOCUMENT).update(link_state="alive")
    assert "20 November 2026" not in page_of(client, SHELLS).text


def test_each_document_that_a_claim_appeared_in_says_what_is_known_of_its_link(client: Client) -> None:
    dead = {"link_state": "dead", "link_checked_on": date(2026, 11, 20)}
    models.Source.objects.filter(code="2024-06-14-unn").update(**dead, **ARCHIVE)
    page = page_of(client, SHELLS)
    assert page.text.count("(the link is dead, 20 November 2026)") == 1
    assert page.text.count("archived copy of 20 June 2024") == 1
    assert ARCHIVE["archived_url"] in page.values("href")


def test_a_duplicate_leads_to_the_same_document_but_not_on_a_past_day(client: Client) -> None:
    models.Source.objects.filter(code=DOCUMENT).update(duplicate_of=UNTITLED)
    assert f"/sources/{UNTITLED}/" in page_of(client, f"/sources/{DOCUMENT}/").values("href")
    assert "The same document" not in page_of(client, f"/sources/{DOCUMENT}/?as_of=2024-07-01").text


def test_a_document_without_a_title_is_its_publisher_and_day(client: Client) -> None:
    response = client.get(f"/sources/{UNTITLED}/")
    assert "<h1>Politico Europe, 26 February 2024</h1>" in response.text
    assert "<title>Politico Europe, 26 February 2024 · Munitions Flows</title>" in response.text
    claim = models.Shipment.objects.filter(source=UNTITLED).values_list("pk", flat=True)[0]
    page = page_of(client, f"/claims/{claim}/")
    assert "read in Politico Europe, 26 February 2024, https://www.politico.eu/" in page.text
    assert "“”" not in page.text
    assert "Politico Europe, 26 February 2024" in page_of(client, "/sources/?search=politico").text


def test_a_chain_is_open_around_its_claim_and_folded_beyond() -> None:
    claims = [shipment(str(number)) for number in range(6)]

    def codes(at: int, of: int = 6) -> tuple[str, str, str]:
        chain = Chain.of(claims[:of], str(at))
        before, near, after = ("".join(one.code for one in part) for part in (chain.before, chain.near, chain.after))
        return before, near, after

    assert codes(0) == ("", "01", "2345")
    assert codes(2) == ("", "0123", "45")
    assert codes(3) == ("01", "2345", "")
    assert codes(5) == ("0123", "45", "")
    assert codes(1, 3) == ("", "012", "")
    assert Chain.of((), "0") == Chain((), (), ())


def test_what_would_contradict_it_on_a_condition_is_told_with_the_condition(client: Client) -> None:
    path = "/claims/rok-nis-2025-06-26-rounds/"
    text = page_of(client, path).text
    response = client.get(path)
    conditional = [other for other in response.context["others"] if other.words.startswith("At most 58%".lower())]
    assert len(conditional) == 1
    assert re.search(
        r"none is found to contradict it; \d would, if South Korea's intelligence service counts from August 2023, as "
        r"in other totals of its series;",
        text,
    )


def test_each_claim_counts_those_that_contradict_it_as_they_are_told_one_by_one(client: Client) -> None:
    codes = models.Shipment.objects.filter(status="published").order_by("code").values_list("code", flat=True)
    conditional = 0
    for code in codes[::9]:
        context = client.get(f"/claims/{code}/").context
        told = [*context["others"], *context["more_others"]]
        if not told:
            continue
        words = context["contradicted"]
        assert words.startswith(f"of {len(told)} statement")
        differing = sum(other.differs for other in told)
        assert f" {differing or 'none'} " in words
        would = sum(not other.differs and ", if " in other.words and "neither" not in other.words for other in told)
        assert sum(int(number) for number in re.findall(r"; (\d+) (?:more )?would, if", words)) == would, code
        conditional += would
    assert conditional
