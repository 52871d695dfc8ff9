"""Every described address against inputs that nobody would think of, valid and not: no failure, no surprise."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
import schemathesis
from django.core.management import call_command
from django.core.wsgi import get_wsgi_application
from django.db import connections
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from flows.api.views.document import document
from flows.queries.codes import codes_between
from tests.flows.api.test_schema import SUBJECTS
from tests.thorough import THOROUGH

CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
EXAMPLES = 40 if THOROUGH else 12
FLOWS = [("kp", "ru", "artillery-round"), ("eu", "ua", "artillery-round"), ("kp", "ru", "container")]
PATHS = sorted(document()["paths"])


@pytest.fixture(autouse=True)
def _rows_of_every_table() -> None:
    """In place of that of other tests, which adds rows inside a transaction: here they are committed, see `schema`."""


@pytest.fixture(scope="module")
def schema(django_db_setup: Callable[[], None], django_db_blocker: Any) -> Iterator[Any]:
    """The schema with the site itself behind it, in this process. It reads the seeds and further subjects, of which
    these have none, as they were committed: the site closes its connection after each answer, and a test's own
    transaction would be lost with it."""
    described = schemathesis.openapi.from_dict(document())
    described.app = whole(get_wsgi_application())
    with django_db_blocker.unblock():
        call_command("load_seeds", directory=SUBJECTS, verbosity=0)
        yield described
        connections.close_all()
        django_db_setup()


def whole(site: Callable[..., Any]) -> Callable[..., list[bytes]]:
    """The site as a server runs it: it takes all of an answer, and closes it."""

    def served(*asked: Any) -> list[bytes]:
        answer = site(*asked)
        try:
            return [b"".join(answer)]
        finally:
            answer.close()

    return served


def pointed_at(case: Any, flow: tuple[str, str, str], data: st.DataObject) -> Any:
    """The same case about something that is recorded: hardly any made-up code is."""
    if "code" in case.path_parameters:
        table = case.operation.path.split("/")[3]
        case.path_parameters["code"] = data.draw(st.sampled_from(codes_between(table, 0, 1_000)))
    if "munition" in case.path_parameters:
        case.path_parameters = dict(zip(("supplier", "recipient", "munition"), flow, strict=True))
    for name in ("left", "right", "flow"):
        if name in (case.query or {}):
            case.query[name] = "/".join(flow)
    return case


@pytest.mark.slow
@pytest.mark.parametrize("path", PATHS)
def test_answers_are_as_described(schema: Any, path: str) -> None:
    operation = schema[path]["GET"]
    valid = operation.as_strategy()
    cases = [valid, st.builds(pointed_at, valid, st.sampled_from(FLOWS), st.data())]
    if operation.query or operation.path_parameters:
        cases.append(operation.as_strategy(generation_mode=schemathesis.GenerationMode.NEGATIVE))

    @settings(max_examples=EXAMPLES, suppress_health_check=list(HealthCheck), deadline=None, derandomize=True)
    @given(st.one_of(cases))
    def holds(case: Any) -> None:
        # In this process nothing unpacks what the site would compress.
        case.call_and_validate(checks=CHECKS, headers={"Accept-Encoding": "identity"})

    holds()
