"""What every test stands on: the seeds in the database, a site to visit, a browser to visit it with."""

import gc
import os
import re
import shutil
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import Any
from unittest.mock import patch

import hypothesis
import pytest
from django.conf import settings
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.cache import caches
from django.core.management import call_command
from django.db import connection, transaction
from django.test.testcases import LiveServerThread, TransactionTestCase
from django.test.utils import teardown_databases
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, sync_playwright

# On two busy cores a time limit for one example measures the neighbours; the examples are the same each time.
hypothesis.settings.register_profile("project", deadline=None, derandomize=True, print_blob=True)
hypothesis.settings.load_profile("project")

Write = Callable[[], object]

# --- Settings ---


def pytest_configure() -> None:
    # No collectstatic before a test: plain names, looked up where the files are written.
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    settings.WHITENOISE_AUTOREFRESH = True
    settings.WHITENOISE_USE_FINDERS = True
    # Tests change rows behind the actions' back, and ask more often than a reader may: those about it turn it on.
    # What is counted is counted in this process alone: the files are those of the site that runs here.
    memory = "django.core.cache.backends.locmem.LocMemCache"
    settings.CACHES = {
        "default": {"BACKEND": memory, "LOCATION": "security"},
        "readers": {"BACKEND": memory, "LOCATION": "readers"},
        "responses": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"},
    }
    settings.API_REQUESTS_A_MINUTE = settings.PAGES_COMPUTED_A_MINUTE = 0
    settings.ACCOUNT_RATE_LIMITS = False
    settings.REQUIRE_MFA = False
    # Hashing a password slowly is what it is for, but not here.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Twelve thousand tests and all modules stay to the end: looking for garbage among them costs a fifth of making
    them, and some of every full collection afterwards."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.enable()


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what needs a browser, so that `-m "not browser"` needs no list."""
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker("browser")


@pytest.fixture(autouse=True)
def _nothing_counted() -> None:
    """A code that one test used is another's to use; nothing is rolled back there as it is in the database."""
    caches["default"].clear()


# --- The database, with the seeds in it ---


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    tmp_path_factory: pytest.TempPathFactory,
    django_db_modify_db_settings_parallel_suffix: None,
) -> None:
    """On SQLite a file of its own for each worker: a database in memory is one connection that threads share,
    and the site under test answers in threads."""
    if connection.vendor == "sqlite":
        connection.settings_dict["TEST"]["NAME"] = str(tmp_path_factory.mktemp("database") / "test.sqlite3")


@pytest.fixture(scope="session")
def django_db_setup(
    request: pytest.FixtureRequest,
    django_test_environment: None,
    django_db_blocker: Any,
    django_db_modify_db_settings: None,
) -> Iterator[Callable[[], None]]:
    """The test database, migrated and seeded once per worker, and what puts it back as it is then. Tests change it
    only inside a transaction that is rolled back, or it is put back after them, so every test finds the seeds.

    In place of the plugin's own, which makes a database only where a test asks for one by mark: the pages
    that the browser visits need one as well."""
    from tests.seeded import fill, snapshot

    options = request.config.option
    verbosity = max(options.verbose, 0)
    with django_db_blocker.unblock():
        made = fill(verbosity=verbosity, rebuild=options.create_db)
        put_back = snapshot()
    # In place of Django's flush, which empties every table.
    with patch.object(TransactionTestCase, "_fixture_teardown", lambda self: put_back()):
        yield put_back
    with django_db_blocker.unblock():
        part_with_everybody()
        teardown_databases(made, verbosity=verbosity)


@pytest.fixture
def two_subjects(db: None) -> None:
    """Two further subjects, of which the seeds have none."""
    call_command("load_seeds", directory=Path(__file__).parent / "two_subjects", verbosity=0)


@pytest.fixture(autouse=True)
def _rows_of_every_table(request: pytest.FixtureRequest) -> None:
    """A test that is run for each table finds rows in that of subjects too."""
    spec = getattr(request.node, "callspec", None)
    if spec is not None and any(_is_of_subjects(value) for value in spec.params.values()):
        request.getfixturevalue("two_subjects")


def _is_of_subjects(value: object) -> bool:
    text = value if isinstance(value, str) else getattr(value, "__name__", getattr(value, "name", ""))
    return isinstance(text, str) and (text == "Subject" or re.search(r"\bsubjects\b", text) is not None)


@pytest.fixture(scope="module")
def committed(django_db_setup: Callable[[], None], django_db_blocker: Any) -> Iterator[Callable[[Write], None]]:
    """Writes once what every test of a module finds: `committed(put_everything)`. The seeds are put back after the
    last of them. Not for a module with tests that commit themselves: they would put the seeds back, too."""

    def write(work: Write) -> None:
        with django_db_blocker.unblock(), transaction.atomic():
            work()

    yield write
    with django_db_blocker.unblock():
        django_db_setup()


def part_with_everybody() -> None:
    """End what other connections to the test database there are: PostgreSQL drops none that somebody is still in, and
    the thread that answered a browser's last request may be."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )


# --- The site ---


@pytest.fixture(scope="session")
def _server(django_db_setup: None, django_db_blocker: Any) -> Iterator[LiveServerThread]:
    """One server per worker, over the seeds as they were committed."""
    server = LiveServerThread("127.0.0.1", static_handler=StaticFilesHandler)
    server.daemon = True
    server.start()
    server.is_ready.wait()
    if server.error:
        raise server.error
    yield server
    with django_db_blocker.unblock():
        server.terminate()


@pytest.fixture
def site(_server: LiveServerThread, django_db_blocker: Any) -> Iterator[str]:
    """The address of the running site, for tests that read. A test that takes it does without `db`: the open
    transaction would hold SQLite's write lock against the site. A journey that writes takes `live_server`
    instead, and the seeds are put back after it."""
    # The server's threads ask the database too, and the plugin's guard knows no threads.
    with django_db_blocker.unblock():
        yield f"http://{_server.host}:{_server.port}"


# --- The browser ---


def find_chromium() -> str:
    """The browser to drive: the one that CHROMIUM names, else one on the PATH. A test never goes without.

    The shell without a window comes first: the whole browser draws a toolbar for each page that a test opens.
    """
    chosen = os.environ.get("CHROMIUM") or next(
        filter(None, map(shutil.which, ("chromium-headless-shell", "chromium", "chromium-browser"))), None
    )
    if not chosen:
        pytest.fail(
            "No browser found: install chromium-headless-shell, or name one in CHROMIUM, "
            "or leave these tests out with -m 'not browser'.",
            pytrace=False,
        )
    return chosen


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, started once per worker."""
    executable = find_chromium()
    # Inside a container the only user is often root, for whom Chromium's sandbox refuses to start, and shared
    # memory is often too small.
    flags = ["--disable-dev-shm-usage"] + (["--no-sandbox"] if os.geteuid() == 0 else [])
    # Playwright keeps an event loop in this thread, which Django takes for asynchronous code.
    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=executable, args=flags)
        yield chromium
        chromium.close()
    if before is None:
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]
    else:
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = before


class Watch:
    """What went wrong in a page without anybody clicking on it: errors in its console, exceptions in its
    scripts, refusals of the content security policy, and requests to anywhere but the site itself."""

    def __init__(self, context: BrowserContext, base_url: str) -> None:
        self.base_url = base_url
        self.problems: list[str] = []
        context.on("console", self.said)
        context.on("weberror", lambda error: self.problems.append(str(error.error)))
        context.on("request", self.request)

    def said(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.problems.append(message.text)

    def request(self, request: Request) -> None:
        if not request.url.startswith((f"{self.base_url}/", "data:", "blob:", "about:")):
            self.problems.append(f"a request to {request.url}")


@pytest.fixture
def open_page(browser: Browser, site: str) -> Iterator[Callable[..., Page]]:
    """Opens pages of the site, each in a fresh context that takes Playwright's options:
    `open_page("/flows/", viewport={...}, color_scheme="dark", java_script_enabled=False)`.

    Whatever a page complains of fails the test, unless it is opened with `complaints=True`.
    `base_url=live_server.url` visits that server instead."""
    contexts: list[BrowserContext] = []
    watches: list[Watch] = []

    def open_(path: str | None = "/", *, base_url: str = site, complaints: bool = False, **options: Any) -> Page:
        context = browser.new_context(base_url=base_url, **{"reduced_motion": "reduce", **options})
        context.set_default_timeout(15_000)
        contexts.append(context)
        if not complaints:
            watches.append(Watch(context, base_url))
        page = context.new_page()
        if path is not None:
            page.goto(path)
        return page

    yield open_
    for context in contexts:
        context.close()
    problems = [problem for watch in watches for problem in watch.problems]
    assert not problems, "the page complained:\n" + "\n".join(problems)


@pytest.fixture
def page(open_page: Callable[..., Page]) -> Page:
    """One page, 1280 px wide, not yet anywhere: `page.goto("/flows/")`."""
    return open_page(None, viewport={"width": 1280, "height": 900})
