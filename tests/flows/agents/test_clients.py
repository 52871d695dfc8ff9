"""The SDK's own client, over both ways: the tools are found, every answer can be quoted, what is wrong is refused."""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.request import urlopen

import pytest

from flows.agents.server import NAME
from flows.agents.telling import QUOTING
from flows.agents.tools import tools
from tests.databases import address_of_the_test_database
from tests.flows.agents.talking import Asked, Mode, Said, over_http, over_stdio

SHELLS = {"supplier": "kp", "recipient": "ru", "munition": "artillery-round"}
BOTH = {"left": "kp/ru/artillery-round", "right": "eu/ua/artillery-round"}
CLAIM = "rok-mnd-2024-06-14-shells"
DAY = "2024-06-14"
CALLS: tuple[tuple[Asked, str], ...] = (
    (("search", {"q": "propelling charges", "as_of": DAY}), f"search/?q=propelling+charges&as_of={DAY}"),
    (("flow", {**SHELLS, "as_of": DAY}), f"flows/kp/ru/artillery-round/?as_of={DAY}"),
    (("compare", {**BOTH, "as_of": DAY}), f"compare/brief/?left={BOTH['left']}&right={BOTH['right']}&as_of={DAY}"),
    (
        ("years", {"recipient": "ua", "munition": "artillery-round", "as_of": DAY}),
        f"years/?recipient=ua&munition=artillery-round&as_of={DAY}",
    ),
    (
        ("balance", {"side": "ua", "start": "2023-01-01", "end": "2024-01-01", "as_of": DAY}),
        f"balance/?side=ua&start=2023-01-01&end=2024-01-01&as_of={DAY}",
    ),
    (("changes", {"from": "2024-06-01", "to": DAY}), f"changes/?from=2024-06-01&to={DAY}"),
    (("totals", {**SHELLS, "stage": ["shipped"], "as_of": DAY}), ""),
    (("claim", {"code": CLAIM, "as_of": DAY}), f"shipments/{CLAIM}/?as_of={DAY}"),
    # One of its documents is neither a relay nor a translation, and has no kind.
    (("claim", {"code": "ua-hur-skib-2025-11-nk"}), "shipments/ua-hur-skib-2025-11-nk/"),
)
ASKED = tuple(asked for asked, _ in CALLS)
_CLOCKS = re.compile(r"As known on 20[0-9-]{8} \(as_of\); .* at 20[0-9T:.-]+Z \(recorded\)\.")
_AMOUNT = re.compile(r"[0-9]{1,3}(?:[,\u202f\u00a0][0-9]{3})+|[0-9]{5,}|[0-9] million|\bto 1\b")
_TIME = re.compile(r"\b(?:19|20)[0-9]{2}\b|an unstated day")


@pytest.mark.parametrize("mode", ["auto", "legacy"])
def test_over_http_a_client_of_either_era_is_told_what_the_api_answers(site: str, mode: Mode) -> None:
    talk = over_http(site, *ASKED, mode=mode)
    assert talk.name == NAME
    assert QUOTING in talk.instructions
    assert [tool.name for tool in talk.tools] == list(tools())
    assert all(tool.annotations.read_only_hint for tool in talk.tools)
    for (asked, path), answer in zip(CALLS, talk.answers, strict=True):
        if path:
            assert answer.content == fetched(f"{site}/api/v1/{path}"), asked
            assert not answer.refused


def test_over_standard_input_the_answers_are_the_same(site: str) -> None:
    ours = over_http(site, *ASKED).answers
    theirs = over_stdio(address_of_the_test_database(), *ASKED, site=site).answers
    assert [answer.content for answer in theirs] == [answer.content for answer in ours]
    assert [recorded_apart(answer.text) for answer in theirs] == [recorded_apart(answer.text) for answer in ours]


def test_every_answer_has_both_clocks_its_evidence_and_no_bare_number(site: str) -> None:
    for (name, _), answer in zip(ASKED, over_http(site, *ASKED).answers, strict=True):
        if not answer.refused:
            assert _CLOCKS.search(answer.text), name
            assert QUOTING in answer.text
        assert not re.search(r"\bNone\b", answer.text), name
        lines = lines_with_numbers(answer.text)
        assert lines or name in ("search", "claim", "totals"), name
        for line in lines:
            assert "[http" in line or "nobody stated it" in line, line
            assert _TIME.search(line), line


def lines_with_numbers(text: str) -> list[str]:
    """The lines of an answer that state an amount; headings and rules for quoting state none."""
    return [line for line in text.splitlines() if line.startswith("- ") and _AMOUNT.search(line.partition(" [http")[0])]


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        # Sum these two totals.
        (("totals", {"supplier": ["kp"], "recipient": ["ru"], "munition": ["artillery-round"]}), "do not add up"),
        (
            ("totals", {"supplier": ["kp", "eu"], "recipient": ["ru", "ua"], "munition": ["artillery-round"]}),
            "several claimants on one flow: They describe the same goods; claimants do not add.",
        ),
        (("flow", {**SHELLS, "sum": True}), "there is no parameter 'sum'"),
        (("sum", {"claims": [CLAIM, CLAIM]}), "There is no tool 'sum'"),
        # Who is right?
        (("search", {"q": "who is right", "truth": "yes"}), "there is no parameter 'truth'"),
        (("claim", {"code": CLAIM, "true": None, "verdict": "right"}), "there is no parameter 'verdict'"),
        # What is the exact figure?
        (("flow", {**SHELLS, "exact": True}), "there is no parameter 'exact'"),
        (("flow", {**SHELLS, "munition": "artillery"}), "munition"),
        (("claim", {"code": "the-true-number"}), "There is no claim 'the-true-number'."),
        # Badly asked.
        (("flow", {"supplier": "kp"}), "recipient is needed"),
        (("flow", {**SHELLS, "as_of": "2999-01-01"}), "is after today"),
        (("flow", {**SHELLS, "recorded": "yesterday"}), "'yesterday' is not a moment"),
        (("compare", {"left": {"supplier": "kp"}, "right": "eu/ua/artillery-round"}), "left takes a text"),
        (("flow", {**SHELLS, "supplier": "kp/ru?x=1"}), "kp/ru"),
    ],
)
def test_what_has_no_right_answer_is_refused_with_the_reason(site: str, asked: Asked, told: str) -> None:
    (answer,) = over_http(site, asked).answers
    assert answer.refused
    assert told in answer.text


@pytest.fixture(scope="module")
def of_shells(site_of_module: str) -> Said:
    """What is answered to whoever wants one figure of the shells."""
    (answer,) = over_http(site_of_module, ("flow", {**SHELLS, "as_of": "2025-12-01"})).answers
    return answer


@pytest.fixture(scope="module")
def site_of_module(_server: Any, django_db_blocker: Any) -> Any:
    """The running site, for all tests of this module."""
    with django_db_blocker.unblock():
        yield f"http://{_server.host}:{_server.port}"


def test_whoever_wants_the_exact_figure_gets_bounds_and_a_span(of_shells: Said) -> None:
    assert "at least 10 million artillery rounds" in of_shells.text
    assert re.search(
        r"span of the claims of round, delivered, .*; at least [0-9,]+, open above; .* stated it", of_shells.text
    )
    assert "Never to be added up" in of_shells.text


def test_what_finds_nothing_says_so_and_is_no_zero(site: str) -> None:
    asked = ("search", {"q": "no such words"}), ("flow", {**SHELLS, "as_of": "2022-01-01"})
    for answer in over_http(site, *asked).answers:
        assert "Nothing on record answers this: unknown, and not zero." in answer.text
        assert not answer.refused


def test_a_question_for_the_exact_figure_finds_the_claims(site: str) -> None:
    asked = "what is the exact number of shells North Korea sent"
    (answer,) = over_http(site, ("search", {"q": asked})).answers
    assert "rounds from North Korea to Russia" in answer.text


def test_whoever_asks_who_is_right_gets_both_sides_and_the_denial(of_shells: Said) -> None:
    assert "South Korea's intelligence service" in of_shells.text
    assert "Ukraine's military intelligence" in of_shells.text
    assert "- denied [http" in of_shells.text
    assert "Which of two claimants is right, and what the true figure is, this record does not say" in of_shells.text


def test_a_computed_ratio_says_so_and_what_bars_it(site: str) -> None:
    (answer,) = over_http(site, ("compare", {**BOTH, "as_of": DAY})).answers
    (ratio, *_) = [line for line in answer.text.splitlines() if line.startswith("- up to 4.8 to 1")]
    assert "computed from two claims and stated by nobody (not comparable: " in ratio
    assert CLAIM in ratio
    assert "period" in ratio


def test_with_both_clocks_the_answer_stays(site: str) -> None:
    (first,) = over_http(site, ("flow", {**SHELLS, "as_of": DAY})).answers
    recorded = re.search(r"at (20\S+) \(recorded\)", first.text)
    assert recorded
    pinned = ("flow", {**SHELLS, "as_of": DAY, "recorded": recorded[1]})
    (again,) = over_http(site, pinned).answers
    assert [claim["code"] for claim in again.content["heads"]] == [claim["code"] for claim in first.content["heads"]]
    assert f"on record at {recorded[1]} (recorded)" in again.text


def fetched(address: str) -> Any:
    """What the API answers."""
    with urlopen(address, timeout=60) as answer:
        return json.load(answer)


def recorded_apart(text: str) -> str:
    """A text without the moment at which it was read."""
    return re.sub(r"at 20[0-9T:.-]+Z \(recorded\)", "", text)
