"""Logs: one object a line, which request, and nothing about who asked."""

from __future__ import annotations

import json
import logging
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.test import Client

from dashboard.logs import JsonLine, request_id

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).parents[2]


def test_a_request_is_one_line_without_its_query_or_its_reader(
    client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "dashboard.requests")
    answer = client.get("/flows/?search=kim", REMOTE_ADDR="203.0.113.9", headers={"User-Agent": "Curious/1.0"})
    (record,) = [record for record in caplog.records if record.name == "dashboard.requests"]
    line = JsonLine().format(record)
    parsed = json.loads(line)
    assert "\n" not in line
    assert (parsed["method"], parsed["path"], parsed["status"]) == ("GET", "/flows/", 200)
    assert parsed["milliseconds"] > 0
    assert parsed["time"].endswith("+00:00")
    assert not any(secret in line for secret in ("kim", "203.0.113.9", "Curious"))
    assert re.fullmatch("[0-9a-f]{32}", answer["X-Request-ID"])


def test_what_is_logged_for_a_request_names_it(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    lines: list[str] = []

    def note(question: object) -> object:
        record = logging.LogRecord("here", logging.WARNING, "", 0, "odd", None, None)
        lines.append(JsonLine().format(record))
        raise RuntimeError("stop")

    monkeypatch.setattr("flows.api.views.records.page_of", note)
    answer = client.get("/api/v1/shipments/")
    assert json.loads(lines[0])["request"] == answer["X-Request-ID"]
    assert request_id.get() == ""


@pytest.mark.parametrize(
    ("proxies", "given", "kept"), [(1, "abc-123-def", True), (0, "abc-123-def", False), (1, "a b", False)]
)
def test_only_our_own_proxy_names_a_request(
    client: Client, settings: pytest.FixtureRequest, proxies: int, given: str, kept: bool
) -> None:
    settings.NUM_PROXIES = proxies  # type: ignore[attr-defined]
    assert (client.get("/health/", headers={"X-Request-ID": given})["X-Request-ID"] == given) is kept


def test_an_error_brings_its_traceback_on_the_same_line() -> None:
    try:
        raise ValueError("two\nlines")
    except ValueError:
        record = logging.LogRecord("here", logging.ERROR, "", 0, "it failed", None, sys.exc_info())
    line = JsonLine().format(record)
    assert "\n" not in line
    assert "ValueError: two\nlines" in json.loads(line)["traceback"]


def test_errors_go_elsewhere_only_where_that_is_installed(tmp_path: Path) -> None:
    (tmp_path / "sentry_sdk.py").write_text("raise ImportError('as if it were not installed')")
    surroundings = {
        **os.environ,
        "SENTRY_DSN": "http://key@127.0.0.1:9/1",
        "LOCAL": "true",
        "PYTHONPATH": str(tmp_path),
    }
    done = subprocess.run(
        [sys.executable, "manage.py", "check"], cwd=ROOT, env=surroundings, capture_output=True, text=True, check=False
    )
    assert done.returncode != 0
    assert "SENTRY_DSN is set, but sentry-sdk is missing" in done.stderr
