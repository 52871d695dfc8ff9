"""What the schema says of each address: its name, its parameters, its answers, its problems."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, assert_never

from drf_spectacular.openapi import AutoSchema

from flows.api.downloads import CSV, XLSX, ZIP
from flows.api.problems import KINDS, MEDIA_TYPE, Kind
from flows.api.shape import Schema, closed, ref
from flows.questions import Parameter
from flows.questions.parameters import with_moment
from flows.subject import subject

CODE = "[a-z0-9][a-z0-9.+-]*"
_FLOW_PATTERN = f"^{CODE}/{CODE}/{CODE}$"

FILES = {CSV: "Table", XLSX: "Workbook", ZIP: "Package"}
"""The response of each form of file."""
_PROBLEMS = {kind.status: kind for kind in KINDS}


@dataclass(frozen=True, slots=True)
class Operation:
    """One address that answers.

    ``answer`` names the shape of its JSON, or is empty where it gives a ``file`` of a media type. ``refusable`` says
    that a question of the right form may still have no right answer.
    """

    id: str
    tag: str
    summary: str
    description: str
    parameters: tuple[Parameter, ...] = ()
    required: tuple[str, ...] = ()
    path: tuple[Parameter, ...] = ()
    answer: str = ""
    refusable: bool = False
    file: str = ""


class Described(AutoSchema):
    """Takes the description of a view from the view itself, which knows its question and its answer."""

    def get_operation(
        self, path: str, path_regex: str, path_prefix: str, method: str, registry: Any
    ) -> dict[str, Any] | None:
        """The operation as OpenAPI writes it."""
        view: Any = self.view
        operation: Operation = view.describe()
        return {
            "operationId": operation.id,
            "summary": operation.summary,
            "description": operation.description,
            "tags": [operation.tag],
            "parameters": [
                *(_parameter(parameter, "path", required=True) for parameter in operation.path),
                *(
                    _parameter(parameter, "query", required=parameter.name in operation.required)
                    for parameter in with_moment(operation.parameters)
                ),
            ],
            "responses": _responses(operation),
        }


def _responses(operation: Operation) -> dict[str, Any]:
    statuses = (
        400,
        *((404,) if operation.path else ()),
        *((406,) if operation.answer else ()),
        *((422,) if operation.refusable else ()),
        429,
        503,
    )
    return {
        "200": _given(operation),
        **{str(status): {"$ref": f"#/components/responses/{_named(_PROBLEMS[status])}"} for status in statuses},
    }


def _given(operation: Operation) -> Schema:
    if operation.answer:
        return {"description": operation.summary, "content": {"application/json": {"schema": ref(operation.answer)}}}
    return {"$ref": f"#/components/responses/{FILES[operation.file]}"}


def _file(form: str) -> Schema:
    """A text as such, which generators of clients read as one; anything else as bytes."""
    text = form.startswith("text/")
    return {"schema": {"type": "string"} if text else {"type": "string", "format": "binary"}}


def responses() -> dict[str, Schema]:
    """The responses that several operations give, by name: each form of file, each kind of problem."""
    return {
        **{name: {"description": "The file.", "content": {form: _file(form)}} for form, name in FILES.items()},
        **{
            _named(kind): {
                "description": f"{kind.title}. {kind.meaning}",
                "content": {MEDIA_TYPE: {"schema": ref("Problem")}},
            }
            for kind in KINDS
        },
    }


def _named(kind: Kind) -> str:
    return "".join(part.capitalize() for part in kind.slug.split("-"))


def _parameter(parameter: Parameter, place: str, *, required: bool) -> dict[str, Any]:
    described: dict[str, Any] = {
        "name": parameter.name,
        "in": place,
        "description": parameter.meaning,
        **({"required": True} if required else {}),
        "schema": _shape(parameter),
    }
    if parameter.many and place == "query":
        described["schema"] = {"type": "array", "items": described["schema"], "maxItems": 50}
        described["explode"] = False
    example = _example(parameter)
    if example is not None:
        # The reference page asks with every example there is: a filter that nobody chose would only empty the answer.
        name = "example" if required or subject().example(parameter.example) else "x-example"
        described[name] = [example] if parameter.many and place == "query" else example
    return described


def _example(parameter: Parameter) -> Any:
    """A value that is answered; None for where to go on, which only an answer can name."""
    if parameter.kind == "truth":
        return True
    if parameter.kind == "whole":
        return int(parameter.example)
    allowed = parameter.allowed[0] if parameter.allowed else None
    shown = subject()
    given = shown.example(parameter.example) or shown.examples.get(parameter.name)
    return given or shown.examples.get(parameter.reference) or allowed


def _shape(parameter: Parameter) -> dict[str, Any]:
    match parameter.kind:
        case "truth":
            return {"type": "boolean"}
        case "coded":
            return closed(parameter.allowed)
        case "whole":
            lowest, highest = parameter.limits or (0, 0)
            return {"type": "integer", "minimum": lowest, "maximum": highest}
        case "moment":
            return {"anyOf": [{"type": "string", "format": form} for form in ("date-time", "date")]}
        case "day":
            return {"type": "string", "format": "date"}
        case "flow":
            return {"type": "string", "pattern": _FLOW_PATTERN}
        case "code":
            return {"type": "string", "title": "RecordCode", "pattern": f"^{CODE}$", "maxLength": 80}
        case "text":
            return {"type": "string", "maxLength": 200}
        case _:
            assert_never(parameter.kind)
