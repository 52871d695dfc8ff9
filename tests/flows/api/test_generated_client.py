"""A typed Python client, made from the schema as the reference says: it type-checks, and every operation answers it."""

from __future__ import annotations

import importlib
import inspect
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from enum import EnumType
from pathlib import Path
from types import ModuleType, UnionType
from typing import Any, get_args, get_origin

import httpx
import pytest
from django.core.management import call_command
from django.test import Client

from flows.api.examples import examples
from flows.api.rendering import to_json
from flows.api.views.document import COMMITTED, document
from tests.flows.api.test_schema import examples_of

PACKAGE = "munitions_flows_client"
SITE = "http://testserver"
NEW = "a-code-of-tomorrow"
PATHS = sorted(document()["paths"])
ANSWERS = (
    *("/api/v1/shipments/", "/api/v1/shipments/{code}/", "/api/v1/sources/", "/api/v1/events/", "/api/v1/compare/"),
    *("/api/v1/timeline/", "/api/v1/years/", "/api/v1/balance/", "/api/v1/changes/", "/api/v1/search/"),
)
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The folder with the package, made by the configuration that the reference gives; it can be imported."""
    folder = tmp_path_factory.mktemp("client")
    shell = next(example.text for example in examples(SITE) if "openapi-python-client" in example.text)
    config = re.search(r"<<'END'\n(.*?)END\n", shell, re.DOTALL)
    assert config
    (folder / "files.yaml").write_text(config[1], encoding="utf-8")
    said = run(folder, "openapi-python-client", "generate", "--path", str(COMMITTED), "--config", "files.yaml")
    # A warning names an answer that the client could not read.
    assert said.splitlines() == [f"Generating {folder}/munitions-flows-client"]
    sys.path.insert(0, str(folder / "munitions-flows-client"))
    yield folder / "munitions-flows-client"
    sys.path.pop(0)


def run(folder: Path, *command: str) -> str:
    """What a program of this environment says, which must succeed."""
    programs = str(Path(sys.executable).parent)
    done = subprocess.run(
        [f"{programs}/{command[0]}", *command[1:]],
        cwd=folder,
        env={**os.environ, "PATH": f"{programs}:{os.environ['PATH']}"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


def test_it_passes_the_strict_type_checker(made: Path) -> None:
    run(made, "mypy", "--strict", "--config-file=", "--cache-dir=.mypy", PACKAGE)


class Site(httpx.BaseTransport):
    """The site in this process, asked as over HTTP."""

    def __init__(self, client: Client) -> None:
        self.client = client

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """The answer of the site."""
        answer: Any = self.client.get(request.url.raw_path.decode())
        return httpx.Response(answer.status_code, headers=dict(answer.items()), content=answer.getvalue())


# In one test: each process that runs a part of them would make a client of its own.
@pytest.mark.usefixtures("two_subjects")
def test_every_operation_gives_all_of_its_answer(made: Path, client: Client, settings: Any, tmp_path: Path) -> None:
    settings.RELEASES_DIR = tmp_path
    for day in ("2026-11-23", "2026-11-24"):
        call_command("make_release", "--day", day, verbosity=0)
    made_client = importlib.import_module(f"{PACKAGE}.client").Client(
        base_url=SITE, httpx_args={"transport": Site(client)}, raise_on_unexpected_status=True
    )
    for path in PATHS:
        got = operation_of(path).sync_detailed(client=made_client, **asked(path))
        # A sum that would be wrong is refused, and that is the right answer to its example.
        assert got.status_code == (422 if "/totals" in path else 200), path
        assert written_again(got.parsed) == bytes(got.content), path


def written_again(parsed: Any) -> bytes:
    """What was read of an answer, as the answer wrote it."""
    if isinstance(parsed, str):
        return parsed.encode()
    return bytes(to_json(parsed.to_dict()) if hasattr(parsed, "to_dict") else parsed.payload.read())


@pytest.mark.django_db
def test_a_code_that_it_does_not_know_breaks_nothing(made: Path, client: Client) -> None:
    for path in ANSWERS:
        operation = operation_of(path)
        question = operation._get_kwargs(**asked(path))
        body: Any = client.get(question["url"], question.get("params")).json()
        changed = with_new_codes(body)
        assert changed != body
        answer = httpx.Response(200, json=changed)
        assert operation._parse_response(client=None, response=answer).to_dict() == changed, path


def operation_of(path: str) -> ModuleType:
    """The module that asks an address."""
    described = document()["paths"][path]["get"]
    return importlib.import_module(f"{PACKAGE}.api.{described['tags'][0]}.{described['operationId']}")


def asked(path: str) -> dict[str, Any]:
    """What its examples ask of an address, as arguments."""
    taken = inspect.signature(operation_of(path).sync_detailed).parameters
    # A name that is a word of Python's has a line after it.
    given = {name if name in taken else f"{name}_": example for name, example in examples_of(path).items()}
    return {name: as_argument(taken[name].annotation, value) for name, value in given.items()}


def as_argument(kind: Any, example: Any) -> Any:
    """The example of a parameter as the client takes it."""
    for option in get_args(kind) if get_origin(kind) is UnionType else (kind,):
        if get_origin(option) is list:
            return [as_argument(get_args(option)[0], each) for each in example]
        if option is date:
            return date.fromisoformat(example)
        if isinstance(option, EnumType):
            return option(example)
    return example


def with_new_codes(node: Any) -> Any:
    """The same answer as a later version may give it: no coded value in it is one that the schema lists."""
    if isinstance(node, list):
        return [with_new_codes(each) for each in node]
    if not isinstance(node, dict):
        return node
    return {name: new(value) if name in CODED else with_new_codes(value) for name, value in node.items()}


def new(value: Any) -> Any:
    """A code that no list has, or several, or none where there was none."""
    if isinstance(value, list):
        return [NEW for _ in value]
    return NEW if isinstance(value, str) else value


def fields_of_codes() -> set[str]:
    """The names that hold codes in every shape that has them."""
    held: dict[str, set[bool]] = {}
    for shape in document()["components"]["schemas"].values():
        for name, field in shape.get("properties", {}).items():
            written = json.dumps(field)
            codes = ("/Any" in written or '"enum"' in written) and '"properties"' not in written
            held.setdefault(name, set()).add(codes)
    return {name for name, found in held.items() if found == {True}}


CODED = fields_of_codes()
