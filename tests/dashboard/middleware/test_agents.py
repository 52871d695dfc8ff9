"""The address for programs that talk: who may send what, what comes back, and that it is the API's own answer."""

from __future__ import annotations

from typing import Any
from unittest.mock import patch

import orjson
import pytest
from django.core.cache import caches
from django.db import DatabaseError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from dashboard.middleware import rate_limit
from dashboard.middleware.agents import LARGEST, Agents
from flows.agents import asking
from flows.agents.exchange import stepped
from tests.dashboard.production import run

pytestmark = pytest.mark.django_db

SHELLS = {"supplier": "kp", "recipient": "ru", "munition": "artillery-round"}
MODERN = "2026-07-28"
TAKES = {"accept": "application/json, text/event-stream"}


def message(method: str, **params: Any) -> dict[str, Any]:
    """One request."""
    return {"jsonrpc": "2.0", "id": 7, "method": method, "params": params}


def called(name: str, **arguments: Any) -> dict[str, Any]:
    """A call of a tool."""
    return message("tools/call", name=name, arguments=arguments)


def sent(client: Client, body: Any, path: str = "/mcp/", **headers: str) -> Any:
    """What comes back of a message."""
    data = body if isinstance(body, bytes | str) else orjson.dumps(body)
    kind = headers.pop("content_type", "application/json")
    return client.post(path, data, content_type=kind, headers={**TAKES, **headers})


@pytest.mark.parametrize("path", ["/mcp/", "/mcp"])
def test_the_answer_is_the_apis_byte_for_byte(client: Client, path: str) -> None:
    reply = sent(client, called("flow", **SHELLS, as_of="2024-06-14"), path)
    assert (reply.status_code, reply["Content-Type"], reply["Cache-Control"]) == (200, "application/json", "no-store")
    answer = client.get("/api/v1/flows/kp/ru/artillery-round/?as_of=2024-06-14").content
    assert b'"structuredContent":' + answer in reply.content
    assert reply.json()["id"] == 7


def test_a_refusal_is_the_apis_problem(client: Client) -> None:
    result = sent(client, called("flow", **SHELLS, exact="yes")).json()["result"]
    assert result["isError"] is True
    problem = client.get("/api/v1/flows/kp/ru/artillery-round/?exact=yes").json()
    assert result["structuredContent"] == problem


def test_a_handshake_an_acknowledgement_and_a_list_need_no_session(client: Client) -> None:
    hello = message(
        "initialize", protocolVersion="2025-06-18", capabilities={}, clientInfo={"name": "a test", "version": "1"}
    )
    answered = sent(client, hello)
    assert answered.json()["result"]["protocolVersion"] == "2025-06-18"
    assert "Mcp-Session-Id" not in answered.headers
    noted = sent(client, {"jsonrpc": "2.0", "method": "notifications/initialized"})
    assert (noted.status_code, noted.content) == (202, b"")
    listed = sent(client, message("tools/list"), **{"mcp-protocol-version": "2025-06-18"})
    assert "claim" in [tool["name"] for tool in listed.json()["result"]["tools"]]


def test_of_the_newest_protocol_headers_and_envelope_agree(client: Client) -> None:
    envelope = {
        "io.modelcontextprotocol/protocolVersion": MODERN,
        "io.modelcontextprotocol/clientCapabilities": {},
    }
    asked = message("tools/list", _meta=envelope)
    headers = {"mcp-protocol-version": MODERN, "mcp-method": "tools/list"}
    assert sent(client, asked, **headers).status_code == 200
    assert sent(client, asked, **{**headers, "mcp-method": "tools/call"}).status_code == 400
    unknown = sent(
        client, message("nothing/of-the-kind", _meta=envelope), **{**headers, "mcp-method": "nothing/of-the-kind"}
    )
    assert (unknown.status_code, unknown.json()["error"]["code"]) == (404, -32601)
    later = {"mcp-protocol-version": "2999-01-01"}
    assert sent(client, {"jsonrpc": "2.0", "method": "notifications/initialized"}, **later).status_code == 400
    assert sent(client, {"jsonrpc": "2.0", "method": "notifications/initialized"}, **headers).status_code == 202


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("{", -32700),
        (b'"\xff"', -32700),
        ("[" * 30_000, -32700),
        ([called("flow", **SHELLS)], -32600),
        ({"jsonrpc": "2.0", "id": 7, "result": {}}, -32600),
        ({"jsonrpc": "1.0", "id": 7, "method": "tools/list"}, -32600),
        ({"jsonrpc": "2.0", "id": {}, "method": "tools/list"}, -32600),
        ({"jsonrpc": "2.0"}, -32600),
        ("null", -32600),
    ],
)
def test_what_is_no_message_is_refused(client: Client, body: Any, code: int) -> None:
    reply = sent(client, body)
    assert reply.status_code == 400
    assert reply.json()["error"]["code"] == code
    assert reply.json()["id"] is None


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        (message("resources/list"), -32601),
        (message("tools/call", arguments={}), -32602),
        (called("drop"), -32602),
        (message("tools/call", name="flow", arguments=[1]), -32602),
    ],
)
def test_what_there_is_not_is_told_by_the_protocols_code(client: Client, asked: Any, code: int) -> None:
    reply = sent(client, asked)
    assert (reply.status_code, reply.json()["error"]["code"]) == (200, code)


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"origin": "http://elsewhere.example"}, 403),
        ({"origin": "null"}, 403),
        ({"origin": "http://testserver"}, 200),
        ({"origin": "https://testserver"}, 403),
        ({"host": "rebound.example"}, 400),
        ({"host": "rebound.example", "origin": "http://rebound.example"}, 400),
        ({"accept": "text/event-stream"}, 406),
        ({"accept": "*/*"}, 200),
        ({"content_type": "text/plain"}, 415),
        ({"content_type": "application/json; charset=utf-8"}, 200),
    ],
)
def test_who_may_ask_and_how(client: Client, headers: dict[str, str], status: int) -> None:
    assert sent(client, message("tools/list"), **headers).status_code == status


@pytest.mark.parametrize("method", ["get", "delete", "put", "options", "head"])
def test_there_is_no_stream_and_no_session(client: Client, method: str) -> None:
    reply = getattr(client, method)("/mcp/", headers=TAKES)
    assert (reply.status_code, reply["Allow"]) == (405, "POST")


def test_a_body_is_bounded(client: Client) -> None:
    assert sent(client, b" " * (LARGEST + 1)).status_code == 413
    long = message("tools/list", _meta={"x": "y" * (LARGEST - 200)})
    assert sent(client, long).status_code == 200


def test_calls_are_counted_with_the_apis_requests(
    client: Client, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "a-test-of-talking"}
    settings.CACHES = {**settings.CACHES, "readers": store}
    caches["readers"].clear()
    settings.API_REQUESTS_A_MINUTE = 10
    monkeypatch.setattr(rate_limit, "time", lambda: 6_000_015.0)
    assert sent(client, called("flow", **SHELLS))["RateLimit"] == '"api";r=9;t=45'
    assert client.get("/api/v1/actors/us/")["RateLimit"] == '"api";r=8;t=45'
    for _ in range(9):
        last = sent(client, message("tools/list"))
    assert (last.status_code, last["Retry-After"]) == (429, "45")
    assert client.get("/api/v1/actors/us/").status_code == 429


def test_a_call_is_answered_from_the_cache(client: Client, settings: Any, django_assert_num_queries: Any) -> None:
    store = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "talking"}
    settings.CACHES = {**settings.CACHES, "responses": store}
    caches["responses"].clear()
    first = sent(client, called("flow", **SHELLS))
    # The version of the data.
    with django_assert_num_queries(1):
        second = sent(client, called("flow", **SHELLS))
    assert first.json()["result"]["structuredContent"] == second.json()["result"]["structuredContent"]


def test_a_claim_costs_one_query_more_than_in_the_api(client: Client, django_assert_num_queries: Any) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as asked:
        client.get("/api/v1/shipments/rok-mnd-2024-06-14-shells/")
    with django_assert_num_queries(len(asked) + 1):
        sent(client, called("claim", code="rok-mnd-2024-06-14-shells"))


@pytest.mark.parametrize(
    ("code", "part"),
    [
        ("rok-mnd-2024-06-14-shells", "up to 4.8 million artillery rounds"),
        ("cz-2026-02-25-ua-use-3-8k", "a day fired by Ukraine"),
        ("ee-efis-2026-02-10-growth", "at least 17 times"),
    ],
)
def test_a_claim_of_any_kind_is_found(client: Client, code: str, part: str) -> None:
    assert part in sent(client, called("claim", code=code)).json()["result"]["content"][0]["text"]


def test_codes_that_were_merged_lead_on() -> None:
    asked = []

    def ask(address: str) -> asking.Answered:
        asked.append(address)
        if "old" in address:
            return asking.Answered(308, b"", "/api/v1/years/?recipient=new")
        return asking.Answered(404, b'{"type": "t", "title": "T", "detail": "d"}')

    assert asking.call("years", {"recipient": "old"}, ask, "").refused
    assert asked == ["/api/v1/years/?recipient=old", "/api/v1/years/?recipient=new"]


def test_a_database_that_is_gone_is_said_to_be(client: Client) -> None:
    gone = OperationalError("the connection is lost")
    with (
        patch("flows.agents.asking.is_unavailable", return_value=True),
        patch("flows.agents.tools.table_of_claim", side_effect=gone),
    ):
        reply = sent(client, called("claim", code="rok-mnd-2024-06-14-shells"))
    assert (reply.status_code, reply.json()["error"]["code"]) == (503, -32603)
    with patch("flows.agents.tools.table_of_claim", side_effect=DatabaseError("ours")):
        assert sent(client, called("claim", code="rok-mnd-2024-06-14-shells")).json()["error"]["code"] == -32603


def test_a_failure_of_the_api_says_nothing_of_its_inside() -> None:
    def failing(request: HttpRequest) -> HttpResponse:
        return HttpResponse(b"<h1>secret</h1>", status=500)

    request = RequestFactory().post(
        "/mcp/", orjson.dumps(called("flow", **SHELLS)), content_type="application/json", headers=TAKES
    )
    reply = Agents(failing)(request)
    assert reply.status_code == 500
    assert isinstance(reply, HttpResponse)
    assert b"secret" not in reply.content
    assert orjson.loads(reply.content)["error"]["message"] == "This site cannot answer just now: Internal Server Error"


def test_whatever_waits_is_noticed() -> None:
    class Waiting:
        def __await__(self) -> Any:
            yield

    async def waits() -> None:
        await Waiting()

    with pytest.raises(RuntimeError, match="waited"):
        stepped(waits())


def test_a_site_that_is_not_asked_does_not_load_the_sdk() -> None:
    asked = "import dashboard.wsgi, sys; from django.test import Client; print(Client().get('/mcp/').status_code)"
    loaded = "print([name for name in sys.modules if name.startswith(('mcp', 'starlette'))])"
    done = run("-c", f"{asked}; {loaded}", LOCAL="true", ALLOWED_HOSTS="testserver", LOG_LEVEL="ERROR")
    assert done.stdout.split() == ["405", "[]"], done.stderr
