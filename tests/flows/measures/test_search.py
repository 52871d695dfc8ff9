"""What a search finds on the seeds, and that a naive search over changed ledgers finds the same."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from flows import search_index
from flows.actions.writing import end_moment
from flows.clock import pin
from flows.dictionary import CLAIM_TABLES
from flows.estimates.found import EXACT
from flows.measures import search
from flows.models import Actor, OtherName, Ratio, Shipment
from flows.queries.recorded import as_recorded, newest_moment
from flows.questions import BadQuestion
from flows.questions.search import SearchQuestion
from flows.vocabulary import PUBLIC_STATUSES
from tests.flows.models.rows import insert
from tests.oracles.search import claims, documents
from tests.thorough import some_of_each

pytestmark = pytest.mark.django_db

JUNE = date(2024, 6, 14)


@pytest.fixture(autouse=True)
def anew(db: None) -> Iterator[None]:
    search.forget()
    yield
    search.forget()


def asked(q: str, **more: Any) -> search.SearchAnswer:
    search.forget()
    return search.compute(SearchQuestion(q=q, page_size=100, **more))


def hits(q: str, **more: Any) -> set[tuple[str, str]]:
    return {(hit.kind, hit.code) for hit in asked(q, **more).hits}


def test_propelling_charges_are_found_with_the_figures_about_them() -> None:
    answer = asked("propelling charges")
    assert [(one.kind, one.code) for one in answer.shown] == [
        ("munitions", "propelling-charge-155mm"),
        ("rates", "rh-2025-10-28-bulgaria-charges-150k"),
        ("rates", "us-2024-09-charges-18k"),
    ]
    assert "in September 2024 (Defense Express, about 20 June 2025)" in answer.shown[2].title


@pytest.mark.parametrize("name", ["DPRK", "КНДР", "кндр", "북한", "Pyongyang", "North Korea", "kp"])
def test_a_party_is_found_by_each_of_its_names(name: str) -> None:
    answer = asked(name)
    assert ("actors", "kp") in {(hit.kind, hit.code) for hit in answer.hits[:3]}
    assert ("flows", "kp/ru/artillery-round") in hits(name)
    assert ("shipments", "rok-dia-2025-07-13-152mm") in hits(name)


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("ROK", ("actors", "kr")),
        ("США", ("actors", "us")),
        ("Kremlin", ("claimants", "ru-government")),
        ("HUR", ("claimants", "ua-hur")),
        ("GUR", ("claimants", "ua-hur")),
        ("Bundeswehr", ("claimants", "de-government")),
        ("152mm", ("munitions", "artillery-round-152mm")),
        ("152-mm", ("munitions", "artillery-round-152mm")),
        ("Najin", ("places", "rajin")),
        ("rates of fire", ("pages", "rates")),
        ("article interview putin", ("events", "2024-06-14-interview")),
        ("Tikhoretsk", ("routes", "kp-sea-dunai")),
        ("odessa journal", ("sources", "2024-06-14-odessa-journal")),
    ],
)
def test_things_are_found(name: str, found: tuple[str, str]) -> None:
    if found[0] == "events":
        name = search.compute(SearchQuestion(q="2024 06 14 interview", kind="events")).shown[0].title
    assert found in hits(name)


def test_what_is_called_so_comes_first_and_what_was_replaced_last() -> None:
    answer = asked("north korea")
    assert (answer.hits[0].kind, answer.hits[0].code, answer.hits[0].rank) == ("actors", "kp", 0)
    shipments = [hit for hit in answer.hits if hit.kind == "shipments"]
    assert [hit.replaced for hit in shipments] == sorted(hit.replaced for hit in shipments)
    assert any(hit.replaced for hit in shipments)
    replaced = next(one for one in search.every(SearchQuestion(q="north korea", kind="shipments")) if one.state)
    assert "superseded" in replaced.title or "retracted" in replaced.title


def test_pages_of_a_search_hold_each_hit_once() -> None:
    question, found = SearchQuestion(q="shells", kind="shipments", page_size=7), []
    while True:
        answer = search.compute(question)
        found += [one.code for one in answer.shown]
        if answer.next is None:
            break
        question = question.at(answer.next)
    assert found == [hit.code for hit in answer.hits] == list(dict.fromkeys(found))
    assert [count.number for count in answer.counts if count.kind == "shipments"] == [len(found)]


def test_as_of_a_day_nothing_later_is_found_and_no_note_is_searched() -> None:
    later = asked("korea", as_of=JUNE)
    assert later.hits
    assert all(hit.day is None or hit.day <= JUNE for hit in later.hits)
    Shipment.objects.filter(code="rok-mnd-2024-06-14-missiles").update(notes="Zyzzyva.")
    search_index.fill()
    assert hits("zyzzyva") == {("shipments", "rok-mnd-2024-06-14-missiles")}
    assert hits("zyzzyva", as_of=JUNE) == set()


def test_a_search_of_a_moment_finds_what_was_on_record_then() -> None:
    end_moment()
    before = newest_moment()
    assert before is not None
    Shipment.objects.filter(code="rok-mnd-2024-06-14-missiles").update(statement="Zyzzyva.")
    OtherName.objects.create(code="test", name="Qwertz", actor_id="kp", language="en")
    search_index.fill()
    end_moment()
    assert hits("zyzzyva") == {("shipments", "rok-mnd-2024-06-14-missiles")}
    assert ("actors", "kp") in hits("qwertz")
    with as_recorded(before):
        assert hits("zyzzyva") == hits("qwertz") == set()
        assert ("flows", "kp/ru/artillery-round") in hits("dprk")
        assert claims(["containers"]) == {key for key in hits("containers") if key[0] in CLAIM_TABLES}
    with pin(None):
        assert hits("zyzzyva")


def test_a_name_that_is_edited_finds_at_once_what_is_about_it() -> None:
    Actor.objects.filter(code="kp").update(name="Zyzzyva")
    assert ("shipments", "rok-dia-2025-07-13-152mm") in hits("zyzzyva")


def test_drafts_are_never_found() -> None:
    insert(Shipment, code="hidden-zyzzyva", statement="Zyzzyva.", status="draft")
    search_index.fill()
    assert hits("zyzzyva") == set()


def test_nothing_found_names_what_is_written_much_alike() -> None:
    answer = asked("koera")
    assert answer.hits == ()
    assert answer.nearest


def test_a_search_takes_few_queries() -> None:
    question = SearchQuestion(q="DPRK shells")
    search.compute(question)
    with CaptureQueriesContext(connection) as found:
        search.compute(question, each=3)
    # The state of the data; the words and the hits of the index; of each kind of claim and of the documents that were
    # found what was replaced or is not public, and of those that are shown their records; how many claims there are
    # about each flow, and which of them gives its newest figure.
    kinds = {hit.kind for hit in search.compute(question).hits} & {*CLAIM_TABLES, "sources"}
    assert len(found) == 5 + 2 * len(kinds) <= 15
    with CaptureQueriesContext(connection) as found:
        search.compute(SearchQuestion(q="nowherexyz"))
    assert len(found) == 2
    search.forget()
    with CaptureQueriesContext(connection) as found:
        search.compute(SearchQuestion(q="nowherexyz"))
    assert len(found) == 11


HOSTILE = (
    '"', "'", "NEAR(a b)", "a*", "-a", "(((", "a AND", "a OR b NOT", "\\", "a:b", "'; DROP TABLE search_entry; --",
    "%s %d {0}", "^a", "a" * 200, "»actors»kp", "«shipments", "·note", "\ufffd", "1" * 150, "' | 'a':*", "$1",
)  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_signs_of_query_languages_are_answered_or_refused(text: str) -> None:
    question, faults = SearchQuestion.of({"q": [text]})
    if faults:
        assert [fault.parameter for fault in faults] == ["q"]
        with pytest.raises(BadQuestion):
            search.compute(question)
    else:
        search.compute(question)


@pytest.mark.parametrize("text", ["\x00", "a\x00b", "\ud800", "x" * 201, "a b c d e f g h i j k l m", "***"])
def test_what_is_no_text_is_a_fault(text: str) -> None:
    _, faults = SearchQuestion.of({"q": [text]})
    assert [fault.parameter for fault in faults] == ["q"]


# --- A naive search finds the same ---

PIECES = (
    *("Zürich", "Київ", "북한의", "shells", "shelling", "152mm", "DPRK", "о", "10,000", "Ōsaka", "korea", "north"),
    *("NATO", "missiles", "ЁЛКА", "x", "the", "russian", "charges", "2024", "6.5 million", "70k", "6.5M", "did"),
)


@pytest.mark.parametrize("seed", some_of_each(range(4), lambda _: "seed", 2))
def test_a_naive_search_over_random_ledgers_finds_the_same(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("flows.queries.search.MOST", 10_000)
    chance = random.Random(seed)
    codes = list(Shipment.objects.values_list("code", flat=True))
    for code in chance.sample(codes, 60):
        texts = {name: " ".join(chance.choices(PIECES, k=chance.randint(0, 5))) for name in ("notes", "speaker")}
        status = chance.choice(("published", "published", "draft"))
        Shipment.objects.filter(code=code).update(
            **texts, statement=" ".join(chance.choices(PIECES, k=4)), status=status
        )
    for number, piece in enumerate(chance.sample(PIECES, 5)):
        field = chance.choice(("actor_id", "claimant_id"))
        named = {"actor_id": ("ru", "ua", "cz"), "claimant_id": ("kr-mnd", "ua-hur")}[field]
        OtherName.objects.create(code=f"test-{number}", name=piece, language="en", **{field: chance.choice(named)})
    search_index.fill()
    as_of = chance.choice((None, JUNE))
    queries = [chance.choice(PIECES), " ".join(chance.sample(PIECES, 2)), chance.choice(PIECES)[:4]]
    for query in queries:
        answer = asked(query, as_of=as_of)
        found = {(hit.kind, hit.code) for hit in answer.hits}
        assert {key for key in found if key[0] in CLAIM_TABLES} == claims(answer.words, as_of), query
        assert {key for key in found if key[0] == "sources"} == documents(answer.words, as_of), query
        # A reading before that which was taken finds nothing.
        for words in answer.question.readings[: answer.question.readings.index(answer.words)]:
            assert not claims(words, as_of) | documents(words, as_of), words


@pytest.mark.parametrize("q", ["6.5 million", "6.5M", "6,500,000", "6 500 000"])
def test_a_number_finds_first_the_claims_of_which_it_is_a_figure(q: str) -> None:
    first = search.compute(SearchQuestion(q=q)).shown[:2]
    assert [one.code for one in first] == ["ua-hur-skib-2025-11-nk", "ua-fisu-2025-07-28-rounds"]
    equal = [one for one in search.compute(SearchQuestion(q=q, page_size=100)).hits if one.rank == EXACT]
    figures = [
        Shipment.objects.values_list("low", "point", "high").get(pk=one.code)
        for one in equal
        if one.kind == "shipments"
    ]
    assert all(6_500_000 in some for some in figures)


def test_a_number_is_no_part_of_another_and_claims_with_it_come_before_a_title() -> None:
    answer = asked("70,000")
    found = [(one.kind, one.code) for one in answer.hits]
    assert ("shipments", "rok-nis-2024-10-18-voyages") not in found
    assert found.index(("rates", "ua-syrskyi-2024-08-20-h1")) < found.index(("sources", "2024-04-26-yahoo-news"))
    assert found == [(one.kind, one.code) for one in asked("70k").hits]
    assert answer.counts[0].kind == "rates"


def test_equal_figures_are_found_among_however_many_that_only_mention_the_number(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("flows.queries.search.MOST", 2)
    assert {one.code for one in asked("6.5 million").hits[:2]} == {
        "ua-hur-skib-2025-11-nk",
        "ua-fisu-2025-07-28-rounds",
    }


def test_what_only_our_notes_set_beside_what_is_called_so_is_left_out() -> None:
    assert [one.code for one in asked("HUR").hits if one.kind == "claimants"] == ["ua-hur"]
    assert ("claimants", "ua-un-mission") in hits("HUR figures")


def test_a_claimant_is_found_by_the_names_of_its_party() -> None:
    found = [one.code for one in asked("Seoul").hits if one.kind == "claimants"]
    assert found[:3] == ["kr-mnd", "kr-nis", "kr-president"]
    assert ("claimants", "kr-unnamed") in hits("Seoul")
    assert ("shipments", "rok-nis-2025-06-26-rounds") in hits("Seoul")


def test_a_question_is_answered_without_the_words_that_make_it_one() -> None:
    fired = asked("how many shells did Russia fire")
    assert fired.ignored == ("how", "many", "did")
    assert ("rates", "ua-syrskyi-2025-04-09-low") in {(one.kind, one.code) for one in fired.hits}
    pages = [one.code for one in fired.hits if one.kind == "pages"]
    assert "rates" in pages
    assert [count.kind for count in fired.counts[:2]] == ["pages", "rates"]
    differ = asked("who disagrees with Seoul")
    assert [(one.kind, one.code) for one in differ.hits] == [("pages", "disagree")]
    assert differ.ignored == ()
    assert asked("how many zyzzyvas").hits == ()


def test_a_flow_is_told_with_its_newest_figure() -> None:
    (flow,) = (one for one in asked("DPRK shells").shown if one.code == "kp/ru/artillery-round")
    assert flow.text.startswith("newest: about 6.5 million artillery rounds from North Korea to Russia since 2023 (")
    then = next(one for one in asked("DPRK shells", as_of=JUNE).shown if one.code == "kp/ru/artillery-round")
    assert then.day is not None
    assert then.day <= JUNE


@pytest.mark.parametrize(
    ("q", "supplier", "recipient"),
    [
        ("shells to russia", "", "russia"),
        ("how many shells did North Korea send to Russia?", "north korea", "russia"),
        ("shells Ukraine got", "", "ukraine"),
        ("shells from the DPRK", "dprk", ""),
    ],
)
def test_a_question_in_plain_words_finds_first_the_flows_between_its_sides(
    q: str, supplier: str, recipient: str
) -> None:
    def called(name: str, kind: str) -> set[str]:
        return {code for table, code in hits(name) if table == kind} if name else set()

    rounds, suppliers, recipients = (
        called("shells", "munitions"),
        called(supplier, "actors"),
        called(recipient, "actors"),
    )
    flows = Shipment.objects.filter(status__in=PUBLIC_STATUSES).values_list("supplier", "recipient", "munition")
    answer = search.compute(SearchQuestion(q=q), each=3)
    assert {tuple(hit.code.split("/")) for hit in answer.hits if hit.kind == "flows"} == {
        (giver, taker, goods)
        for giver, taker, goods in flows
        if goods in rounds and giver in (suppliers or {giver}) and taker in (recipients or {taker})
    }
    assert (answer.counts[0].kind, answer.hits[0].kind, answer.shown[0].kind) == ("flows", "flows", "flows")
    if recipient == "russia":
        assert answer.hits[0].code == "kp/ru/artillery-round"


def test_flows_between_sides_are_found_as_of_a_day_and_at_a_moment() -> None:
    early = {code for kind, code in hits("shells to Russia", as_of=date(2023, 9, 1)) if kind == "flows"}
    now = {code for kind, code in hits("shells to Russia") if kind == "flows"}
    assert early < now
    end_moment()
    before = newest_moment()
    assert before is not None
    with as_recorded(before):
        assert {code for kind, code in hits("shells to Russia") if kind == "flows"} == now


@pytest.mark.parametrize("q", ["10 to 1", "10:1", "10 to one"])
def test_a_ratio_finds_first_those_that_were_stated_so(q: str) -> None:
    answer = asked(q)
    assert (answer.hits[0].kind, answer.counts[0].kind) == ("ratios", "ratios")
    first = [hit.code for hit in answer.hits if hit.kind == "ratios" and hit.rank == EXACT]
    ratios = Ratio.objects.filter(status__in=PUBLIC_STATUSES).values_list("code", "low", "high")
    assert set(first) == {code for code, *figures in ratios if 10 in figures}
    assert {hit.code for hit in asked("10 to 1 zyzzyva").hits} == set()


def test_the_flow_about_which_most_was_said_comes_first() -> None:
    for words in ("DPRK shells", "North Korea shells Russia"):
        found = search.compute(SearchQuestion(q=words, kind="flows")).hits
        assert found[0].code == "kp/ru/artillery-round", words
        assert [hit.claims for hit in found] == sorted((hit.claims for hit in found), reverse=True)


def test_a_figure_is_found_in_one_piece() -> None:
    assert "us-2024-02-08-target-70-80k" in {
        hit.code for hit in search.compute(SearchQuestion(q="70000", kind="rates")).hits
    }
