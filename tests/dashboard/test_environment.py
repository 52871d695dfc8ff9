"""Each kind of setting is read in one way, and every other spelling is refused."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured

from dashboard.environment import Environment

Given = Callable[[str], Environment]


@pytest.fixture
def given(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Given:
    """The environment in which SOME is set to a value."""

    def environment(value: str) -> Environment:
        monkeypatch.setenv("SOME", value)
        return Environment(tmp_path / "none")

    return environment


@pytest.mark.parametrize("default", [True, False])
def test_a_switch_knows_these_spellings(given: Given, default: bool) -> None:
    for spelling in ("true", "1", "yes", "on", "TRUE", "True", "On"):
        assert given(spelling).switch("SOME", default=default) is True
    for spelling in ("false", "0", "no", "off", "False", "OFF"):
        assert given(spelling).switch("SOME", default=default) is False
    assert given("").switch("SOME", default=default) is default
    assert given("true").switch("OTHER", default=default) is default


@pytest.mark.parametrize(
    "spelling", ["ture", "fasle", "y", "n", "ok", "2", "enabled", "none", " ", "true ", "-1", "\u0661"]
)
def test_and_no_other(given: Given, spelling: str) -> None:
    with pytest.raises(ImproperlyConfigured, match=r"^SOME is .*, and has to be one of true, 1, .*\.$"):
        given(spelling).switch("SOME", default=False)


@pytest.mark.parametrize(("spelling", "number"), [("0", 0), ("007", 7), ("31536000", 31_536_000), ("", 5)])
def test_a_number_is_digits(given: Given, spelling: str, number: int) -> None:
    assert given(spelling).number("SOME", default=5) == number


@pytest.mark.parametrize(
    "spelling", ["-1", "+1", "1_000", "1,000", "1.5", "1e3", "\u0661\u0662", " 1", "9" * 11, "many"]
)
def test_and_nothing_else(given: Given, spelling: str) -> None:
    with pytest.raises(ImproperlyConfigured, match=r"^SOME is .*, and has to be a whole number from 0 on\.$"):
        given(spelling).number("SOME", default=5)


def test_a_choice_is_one_of_its_words(given: Given) -> None:
    assert given("warning").choice("SOME", ("INFO", "WARNING"), default="INFO") == "WARNING"
    assert given("").choice("SOME", ("INFO", "WARNING"), default="INFO") == "INFO"
    with pytest.raises(ImproperlyConfigured, match=r"^SOME is 'WARN', and has to be one of INFO, WARNING\.$"):
        given("WARN").choice("SOME", ("INFO", "WARNING"), default="INFO")


def test_words_are_divided_by_commas(given: Given) -> None:
    assert given(" a.example, b.example,").words("SOME", default=["c"]) == ["a.example", "b.example"]
    assert given("").words("SOME", default=["c"]) == ["c"]


READ: list[Callable[[Environment], Any]] = [
    lambda env: env.database("SOME", default="sqlite://"),
    lambda env: env.cache("SOME", default="dbcache://cache"),
    lambda env: env.web_address("SOME"),
]


@pytest.mark.parametrize("read", READ, ids=["database", "cache", "web"])
def test_an_address_of_another_kind_is_refused_without_printing_it(given: Given, read: Any) -> None:
    assert read(given("")) is not None
    for address in ("gopher://name:secret@host/1", "name:secret@host/1"):
        with pytest.raises(ImproperlyConfigured, match=r"^SOME is .* has to be an address that begins with") as refused:
            read(given(address))
        assert "secret" not in str(refused.value)


def test_a_file_names_only_what_is_read(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_text("# SOME=1\nNONE_OF_OURS=1\n")
    env = Environment(file)
    env.text("SOME")
    env.text("NONE_OF_OURS")
    env.refuse_unread()
    file.write_text("export SMOE=1\n")
    with pytest.raises(ImproperlyConfigured, match=r"names SMOE, which no setting reads: did you mean SOME\?"):
        env.refuse_unread()


def test_the_environment_itself_may_hold_anything(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("NONE_OF_OURS", "1")
    Environment(tmp_path / "none").refuse_unread()
