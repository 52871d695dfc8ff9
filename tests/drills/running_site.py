"""The site as it runs in public, in a process of its own, on a SQLite file of its own."""

from __future__ import annotations

import os
import re
import resource
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import Message
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.parse import urlencode
from uuid import uuid4

from tests.seeded import seeded_file

ROOT = Path(__file__).parents[2]
PASSWORD = "a password for drills alone"


@dataclass(frozen=True)
class Answer:
    """What came back: the status, the headers by lower-case name, the text."""

    status: int
    headers: Mapping[str, str]
    text: str


@dataclass(frozen=True)
class Editor:
    """Somebody at the desk, with the cookies of their browser."""

    address: str
    opener: urllib.request.OpenerDirector

    def post(self, path: str, **fields: str) -> Answer:
        """What comes back when the form of a page is sent."""
        form = _opened(self.opener, self.address + path)
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', form.text)
        sent = urlencode({**fields, "csrfmiddlewaretoken": token[1] if token else ""})
        return _opened(self.opener, self.address + path, sent.encode())

    def save(self) -> Answer:
        """What comes back when a place is saved under a name of its own."""
        code = f"drill-{uuid4().hex[:8]}"
        return self.post(
            "/admin/flows/place/add/",
            code=code,
            name=code,
            kind="port",
            actor="kp",
            role="drill",
            coordinate_basis="none",
        )


@dataclass(frozen=True)
class RunningSite:
    """A site that runs: its address, its database file, its process."""

    address: str
    database: Path
    pid: int

    def get(self, path: str) -> Answer:
        """What a reader gets."""
        return _opened(urllib.request.build_opener(), self.address + path)

    def editor(self) -> Editor:
        """Somebody who has signed in."""
        editor = Editor(self.address, urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar())))
        answer = editor.post("/account/login/", login="drill", password=PASSWORD)
        assert answer.status == 200, answer.text
        return editor

    def let_files_grow(self, at_most: int | None) -> None:
        """Bounds the size of every file that the process and its workers write, as a full disk does; None lifts it."""
        limit = resource.RLIM_INFINITY if at_most is None else at_most
        for pid in (self.pid, *_children(self.pid)):
            resource.prlimit(pid, resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))


@contextmanager
def running_site(folder: Path) -> Iterator[RunningSite]:
    """The site with the seeds and one administrator, on a database that waits one second for a lock."""
    database = folder / "site.sqlite3"
    surroundings = {
        **os.environ,
        "LOCAL": "true",
        "DATABASE_URL": f"sqlite:///{database}?timeout=1&conn_max_age=0",
        "DJANGO_SUPERUSER_PASSWORD": PASSWORD,
        "LOG_LEVEL": "CRITICAL",
    }
    made = ("createsuperuser", "--noinput", "--username", "drill", "--email", "")
    tables = [] if seeded_file().exists() else [("migrate",), ("load_seeds",)]
    if not tables:
        shutil.copyfile(seeded_file(), database)
    for words in (*tables, made):
        subprocess.run([sys.executable, "manage.py", *words, "-v0"], cwd=ROOT, env=surroundings, check=True)
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        port = asked.getsockname()[1]
    granian = str(Path(sys.executable).parent / "granian")
    options = ["--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port), "--workers", "1"]
    command = [granian, *options, "--blocking-threads", "2", "--log-level", "critical", "tests.drills.wsgi:application"]
    with subprocess.Popen(command, cwd=ROOT, env=surroundings) as process:
        try:
            site = RunningSite(f"http://127.0.0.1:{port}", database, process.pid)
            _wait(site)
            yield site
        finally:
            process.terminate()


def _wait(site: RunningSite) -> None:
    for _ in range(200):
        try:
            if site.get("/health/").status == 200:
                return
        except (ConnectionError, urllib.error.URLError):
            pass
        time.sleep(0.1)
    raise AssertionError("the site did not start")


def _opened(opener: urllib.request.OpenerDirector, address: str, data: bytes | None = None) -> Answer:
    request = urllib.request.Request(address, data=data, headers={"Referer": address})
    try:
        with opener.open(request, timeout=60) as answer:
            return Answer(answer.status, _lower(answer.headers), answer.read().decode(errors="replace"))
    except urllib.error.HTTPError as refusal:
        with refusal:
            return Answer(refusal.code, _lower(refusal.headers), refusal.read().decode())


def _lower(headers: Message) -> dict[str, str]:
    return {name.lower(): value for name, value in headers.items()}


def _children(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
