"""A site in public starts with settings that are safe, or says in one sentence why it does not start."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from tests.dashboard.production import KEY, production, run

# Settings read from a file of the test's own in place of the project's.
OWN_FILE = (
    "import os, pathlib, dashboard.environment as e; read = e.Environment.__init__; "
    "e.Environment.__init__ = lambda self, file: read(self, pathlib.Path(os.environ['ENV_FILE']))"
)
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
    ({"REQUIRE_MFA": "ture"}, "REQUIRE_MFA is 'ture', and has to be one of true, 1, yes, on, false, 0, no, off."),
    ({"NUM_PROXIES": "one"}, "NUM_PROXIES is 'one', and has to be a whole number from 0 on."),
    ({"SESSION_HOURS": "0"}, "SESSION_HOURS is '0', and has to be a whole number from 1 on."),
    ({"LOG_LEVEL": "loud"}, "LOG_LEVEL is 'loud', and has to be one of DEBUG, INFO, WARNING, ERROR, CRITICAL."),
    ({"LOG_FORMAT": "xml"}, "LOG_FORMAT is 'xml', and has to be one of line, json."),
    ({"DATABASE_URL": "postgress://u:p@h/flows"}, "DATABASE_URL is 'postgress://...', and has to be an address"),
    ({"DATABASE_URL": "postgres://u:se/cret@h/flows"}, "DATABASE_URL has a port that is no number"),
    (
        {"CACHE_URL": "127.0.0.1:6379"},
        "CACHE_URL is 'no address', and has to be an address that begins with dbcache://",
    ),
    ({"CACHE_URL": "dbcache://cache"}, "CACHE_URL names the database itself, so readers would wait"),
    ({"RESPONSE_CACHE_URL": "dbcache://cache"}, "RESPONSE_CACHE_URL names the database itself, so readers would wait"),
    ({"SENTRY_DSN": "key@errors.example/1"}, "SENTRY_DSN is 'no address', and has to be an address"),
]


@pytest.mark.parametrize(("changed", "sentence"), REFUSED, ids=lambda value: str(value)[:40])
def test_it_does_not_start_and_says_why_in_one_sentence(changed: dict[str, str], sentence: str) -> None:
    done = run("manage.py", "check", **changed)
    assert done.returncode != 0
    assert done.stdout == ""
    (line,) = done.stderr.splitlines()
    assert line.startswith(sentence)
    assert line.endswith(".")


def test_an_env_file_that_names_no_setting_stops_it_too(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("LOG_LEVEL=INFO\nREQUIRE_MAF=false\n")
    done = run("-c", f"{OWN_FILE}; import dashboard.settings", ENV_FILE=str(tmp_path / ".env"))
    assert done.returncode != 0
    last = done.stderr.splitlines()[-1]
    assert ".env names REQUIRE_MAF, which no setting reads: did you mean REQUIRE_MFA?" in last


def test_every_setting_of_the_example_is_read_and_the_other_way_round(tmp_path: Path) -> None:
    example = Path(".env.example").read_text()
    told = run("-c", "from dashboard.settings import env; print(*sorted(env.known))").stdout.split()
    assert told == sorted(set(re.findall(r"^#?([A-Z_]+)=", example, re.MULTILINE)))


def test_every_setting_refuses_what_it_was_not_made_for() -> None:
    """A setting that `Environment` reads as text says so here; all others refuse nonsense."""
    text = {"SECRET_KEY", "ALLOWED_HOSTS", "RELEASES_DIR", "RELEASE_DOI", "BACKUPS_DIR", "COUNTERS_DIR", "SEEDS"}
    told = run("-c", "from dashboard.settings import env; print(*env.known)").stdout.split()
    for name in sorted(set(told) - text):
        line = run("-c", "import dashboard.settings", **{name: "nonsense"}).stderr.splitlines()[-1]
        assert f"ImproperlyConfigured: {name} " in line


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
    line = "print(caches['readers']._cache.get_client().connection_pool.make_connection().port)"
    read = f"import dashboard.wsgi; from django.core.cache import caches; {line}"
    done = run("-c", read, CACHE_URL="rediscache://127.0.0.1:55555/1")
    assert (done.returncode, done.stdout.strip()) == (0, "55555"), done.stderr


def test_counters_lie_beside_the_database_and_never_in_it(tmp_path: Path) -> None:
    read = "from dashboard.settings import CACHES as c; print(c['default']['LOCATION'], c['readers']['LOCATION'])"
    for url, security, readers in (
        (f"sqlite:///{tmp_path}/a.sqlite3", f"{tmp_path}/a.sqlite3.counters/security.sqlite3", "readers.sqlite3"),
        ("postgres://u:p@h/flows", "security_counters", "counters/readers.sqlite3"),
    ):
        told = run("-c", read, DATABASE_URL=url).stdout.split()
        assert told[0] == security
        assert told[1].endswith(readers)


def test_on_ones_own_machine_two_commands_are_enough() -> None:
    done = run("manage.py", "check", LOCAL="true", ALLOWED_HOSTS="127.0.0.1")
    assert done.returncode == 0, done.stderr
    read = "from dashboard import settings as s; print(s.REQUIRE_MFA, s.SECURE_SSL_REDIRECT, s.SESSION_COOKIE_NAME)"
    assert run("-c", read, LOCAL="true").stdout.split() == ["False", "False", "session"]
