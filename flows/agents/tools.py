"""The tools that are offered: each is one address of the API, with the parameters and the meaning that it has there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import quote, urlencode

from flows.api.answers import API
from flows.api.describing import Operation
from flows.api.problems import BAD_QUESTION, NOT_FOUND, PROBLEM, Problem, nearest
from flows.api.rendering import to_json
from flows.api.views.arithmetic import Totals
from flows.api.views.balance import Balance
from flows.api.views.changes import Changes
from flows.api.views.comparison import ComparisonInBrief
from flows.api.views.flows import FlowDetail
from flows.api.views.records import RecordDetail
from flows.api.views.search import Search
from flows.api.views.years import Years
from flows.queries.codes import claim_codes_around, table_of_claim
from flows.questions import Fault, Parameter
from flows.questions.parameters import with_moment
from flows.subject import subject

Schema = dict[str, Any]


class Refused(Exception):
    """A call that becomes no question: carries the problem that the API would answer, as JSON."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.detail)
        self.problem = problem

    def body(self, site: str) -> bytes:
        """The problem as the API writes it."""
        return to_json(PROBLEM.body(self.problem, site))


@dataclass(frozen=True, slots=True)
class Tool:
    """One tool: its name, what the API says of its address, and the path of that with places to fill in."""

    name: str
    operation: Operation
    path: str

    @property
    def description(self) -> str:
        """What it answers, and how."""
        return f"{self.operation.summary}. {self.operation.description}"

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        """Every argument that it takes, those that must be there first."""
        return (*self.operation.path, *with_moment(self.operation.parameters))

    @property
    def names(self) -> tuple[str, ...]:
        """The names of its arguments."""
        return tuple(parameter.name for parameter in self.parameters)

    @property
    def schema(self) -> Schema:
        """Its arguments as JSON Schema."""
        return {
            "type": "object",
            "properties": {each.name: _argument(each) for each in self.parameters},
            "required": [*(each.name for each in self.operation.path), *self.operation.required],
            "additionalProperties": False,
        }

    def address(self, arguments: Mapping[str, Any]) -> str:
        """The address of the API that answers a call; what is wrong with its arguments, the API says there.

        Refused where a part of the path is missing, where a value is no text, and where there is no such claim.
        """
        texts = {name: _text(name, value, self) for name, value in arguments.items() if value is not None}
        filled = {part.name: texts.pop(part.name, "").strip() for part in self.operation.path}
        lacking = [part for part in self.operation.path if not filled[part.name]]
        if lacking:
            raise _faulty(self, [Fault(part.name, "", f"{part.name} is needed: {part.meaning}") for part in lacking])
        places = {name: quote(value, safe="") for name, value in filled.items()}
        if "{table}" in self.path:
            places["table"] = _table_of(filled["code"])
        query = urlencode(texts, safe=",/")
        return API + self.path.format(**places) + (f"?{query}" if query else "")


@cache
def tools() -> Mapping[str, Tool]:
    """Every tool by its name."""
    every = (
        Tool("search", Search().describe(), "search/"),
        Tool("flow", FlowDetail().describe(), "flows/{supplier}/{recipient}/{munition}/"),
        Tool("compare", ComparisonInBrief().describe(), "compare/brief/"),
        Tool("years", Years().describe(), "years/"),
        Tool("balance", Balance().describe(), "balance/"),
        Tool("changes", Changes().describe(), "changes/"),
        Tool("totals", Totals().describe(), "totals/"),
        Tool("claim", _any_claim(), "{table}/{code}/"),
    )
    return {tool.name: tool for tool in every}


def _any_claim() -> Operation:
    """A claim of whatever kind: every kind is asked for alike."""
    one = RecordDetail(table="shipments").describe()
    return Operation(
        id="claim",
        tag="claims",
        summary="One claim by its code",
        description=(
            "Who said it, where it was printed, when, what it is about, how it is graded, whether its document was "
            "checked, and what has replaced it."
        ),
        parameters=one.parameters,
        path=one.path,
    )


def _table_of(code: str) -> str:
    table = table_of_claim(code)
    if table is None:
        near = nearest(code, claim_codes_around(code))
        raise Refused(Problem(NOT_FOUND, f"There is no claim {code[:100]!r}.", f"{API}shipments/", nearest=near))
    return table


def _faulty(tool: Tool, faults: Iterable[Fault]) -> Refused:
    found = tuple(faults)
    return Refused(Problem(BAD_QUESTION, "; ".join(fault.message for fault in found), API + tool.path, errors=found))


def _text(name: str, value: Any, tool: Tool) -> str:
    """A value as a query string holds it."""
    match value:
        case bool():
            return "true" if value else "false"
        case str() | int() | float():
            return str(value)
        case list() if all(isinstance(each, str | int | float) for each in value):
            return ",".join(_text(name, each, tool) for each in value)
    raise _faulty(tool, [Fault(name[:80], "", f"{name[:80]} takes a text, a number, true, false, or a list of these")])


def _argument(parameter: Parameter) -> Schema:
    """One argument as JSON Schema."""
    described: Schema = {"description": parameter.meaning}
    value: Schema = {"type": "string"}
    match parameter.kind:
        case "truth":
            value = {"type": "boolean"}
        case "whole":
            lowest, highest = parameter.limits or (0, 0)
            value = {"type": "integer", "minimum": lowest, "maximum": highest}
        case "day":
            value["format"] = "date"
        case _ if parameter.allowed:
            value["enum"] = list(parameter.allowed)
    shown = subject().example(parameter.example)
    if shown and parameter.kind in ("flow", "day"):
        described["examples"] = [shown]
    return {**described, "type": "array", "items": value} if parameter.many else {**described, **value}
