"""A site in public starts with settings that are safe, or says in one sentence why it does not start."""

from __future__ import annotations

import subprocess

import pytest

from tests.dashboard.production import KEY, production, run

REFUSED = [
    ({"SECRET_KEY": ""}, "SECRET_KEY is missing, too short or a known default"),
    ({"SECRET_KEY": KEY[:49]}, "SECRET_KEY is missing, too short or a known default"),
    ({"SECRET_KEY": "django-insecure-" + KEY}, "SECRET_KEY is missing, too short or a known default"),
    ({"SECRET_KEY": "change-me-" + KEY}, "SECRET_KEY is missing, too short or a known default"),
    ({"SECRET_KEY": "ab" * 30}, "SECRET_KEY is missing, too short or a known default"),
    ({"ALLOWED_HOSTS": ""}, "ALLOWED_HOSTS is empty"),
    ({"ALLOWED_HOSTS": "*"}, "ALLOWED_HOSTS holds a wildcard"),
    ({"ALLOWED_HOSTS": "flows.example,*.flows.example"}, "ALLOWED_HOSTS holds a wildcard"),
    ({"ALLOWED_HOSTS": ".flows.example"}, "ALLOWED_HOSTS holds a wildcard"),
    ({"DEBUG": "true"}, "DEBUG is on"),
]


@pytest.mark.parametrize(("changed", "sentence"), REFUSED, ids=lambda value: str(value)[:40])
def test_it_does_not_start_and_says_why_in_one_sentence(changed: dict[str, str], sentence: str) -> None:
    done = run("manage.py", "check", **changed)
    assert done.returncode != 0
    assert done.stdout == ""
    (line,) = done.stderr.splitlines()
    assert line.startswith(sentence)
    assert line.endswith(".")


def test_the_server_does_not_start_either() -> None:
    done = run("-c", "import dashboard.wsgi", ALLOWED_HOSTS="*")
    assert done.returncode != 0
    assert "ALLOWED_HOSTS holds a wildcard" in done.stderr.splitlines()[-1]


def test_a_site_in_public_passes_every_check_for_deployment() -> None:
    done: subprocess.CompletedProcess[str] = run("manage.py", "check", "--deploy", "--fail-level", "WARNING")
    assert (done.returncode, done.stderr) == (0, "")
    assert "no issues" in done.stdout


def test_what_a_site_in_public_has_by_default() -> None:
    held = production()
    assert held["DEBUG"] is False
    assert held["REQUIRE_MFA"] is True
    assert held["SECURE_SSL_REDIRECT"] is True
    assert held["SECURE_HSTS_SECONDS"] == 31_536_000
    assert (held["SESSION_COOKIE_NAME"], held["CSRF_COOKIE_NAME"]) == ("__Host-session", "__Host-csrf")


def test_a_cache_of_its_own_is_told_only_what_it_knows() -> None:
    line = "print(cache._cache.get_client().connection_pool.make_connection().port)"
    read = f"import dashboard.wsgi; from django.core.cache import cache; {line}"
    done = run("-c", read, CACHE_URL="rediscache://127.0.0.1:55555/1")
    assert (done.returncode, done.stdout.strip()) == (0, "55555"), done.stderr


def test_on_ones_own_machine_two_commands_are_enough() -> None:
    done = run("manage.py", "check", LOCAL="true", ALLOWED_HOSTS="127.0.0.1")
    assert done.returncode == 0, done.stderr
    read = "from dashboard import settings as s; print(s.REQUIRE_MFA, s.SECURE_SSL_REDIRECT, s.SESSION_COOKIE_NAME)"
    assert run("-c", read, LOCAL="true").stdout.split() == ["False", "False", "session"]
