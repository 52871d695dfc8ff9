"""The documentation of the API, readable without a script: where to begin, each idea, each address, each problem."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from dashboard.pages.day_question import DayQuestion
from dashboard.pages.frame import SITE, Content, asked, render_page
from dashboard.pages.ideas import IDEAS, Idea
from flows.agents.telling import QUOTING
from flows.agents.tools import Tool, tools
from flows.api.asking import site_of
from flows.api.examples import Example, examples, mirroring, talking
from flows.api.problems import KINDS, Kind
from flows.api.shapes import components
from flows.api.views.contents import DESCRIPTION
from flows.api.views.document import document
from flows.subject import subject, within

REMEDIES = {
    "bad-question": "Read errors: each names a parameter, the value it had, and what is allowed. Ask again with that.",
    "not-found": "Read nearest: it names what is written most like it. The search finds codes by words.",
    "wrong-method": "Use GET. Nothing can be written here; editors use the desk.",
    "not-acceptable": "Ask for one of the forms in available, or leave the Accept header out.",
    "bad-range": "Ask for a part within the length that Content-Range gives, or for the whole file without Range.",
    "not-additive": "Do not add by hand what is refused. Give the heads side by side, or the span, with the reasons.",
    "too-many-requests": "Wait as many seconds as Retry-After says. RateLimit says with each answer how many are left. "
    "Send ETags back, or take the data package.",
    "failed": "Ask again later. If it stays, report the address: the failure is in our log under X-Request-ID.",
    "unavailable": "Ask again after as many seconds as Retry-After says.",
}
"""What to do about each kind of problem."""
PROVOKED = {
    "bad-question": "/api/v1/shipments/?supllier=one",
    "not-found": "/api/v1/munitions/no-such-thing/",
    "not-additive": "/api/v1/totals/?supplier=@giver&recipient=@taker&munition=@munitions",
}
"""An address that is answered so, of the kinds that an address alone can bring about; @ begins an example."""


@dataclass(frozen=True, slots=True)
class Line:
    """A parameter or a field: its name, what it means, and the values that it may have."""

    name: str
    meaning: str
    allowed: tuple[str, ...] = ()
    needed: bool = False


@dataclass(frozen=True, slots=True)
class Address:
    """One address of the API: its path, what it answers, its parameters, the fields of the answer."""

    id: str
    path: str
    summary: str
    description: str
    parameters: tuple[Line, ...]
    answer: str
    fields: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class DocsPage(Content):
    """Where to begin."""

    template = "pages/docs.html"

    notebook: Annotated[Example, "Ten lines for a notebook."]
    ideas: Annotated[tuple[Idea, ...], "The ideas that answers rest on."]
    examples: Annotated[tuple[Example, ...], "How to ask from elsewhere."]
    mirror: Annotated[Example, "How to keep a copy true."]
    mcp: Annotated[str, "The address for programs that talk."]
    tools: Annotated[tuple[Tool, ...], "What such programs can call."]


@dataclass(frozen=True, slots=True)
class IdeaPage(Content):
    """One idea."""

    template = "pages/idea.html"

    idea: Annotated[Idea, "The idea."]
    page: Annotated[str, "The page that shows it; empty where the subject has no example of it."]
    asked: Annotated[str, "The same of the API."]
    lines: Annotated[tuple[Line, ...], "The fields in which it stands."]
    others: Annotated[tuple[Idea, ...], "The other ideas."]


@dataclass(frozen=True, slots=True)
class Problem:
    """One kind of problem, what to do about it, and an address that is answered so; empty where there is none."""

    kind: Kind
    remedy: str
    provoked: str


@dataclass(frozen=True, slots=True)
class ErrorsPage(Content):
    """The catalogue of problems."""

    template = "pages/errors.html"

    problems: Annotated[tuple[Problem, ...], "Every kind of problem."]
    fields: Annotated[tuple[Line, ...], "The fields of a problem."]


@dataclass(frozen=True, slots=True)
class ReferencePage(Content):
    """Every address of the API."""

    template = "pages/reference.html"

    description: Annotated[tuple[str, ...], "What holds for all of them, in paragraphs."]
    addresses: Annotated[tuple[Address, ...], "Every address that answers in JSON."]


@require_safe
def docs(request: HttpRequest) -> HttpResponse:
    """Where to begin: ten lines, the ideas, other languages, programs that talk."""
    site = site_of(request)
    question, _ = DayQuestion.read(asked(request))
    found = {example.title: example for example in examples(site, question.as_of)}
    content = DocsPage(
        notebook=found.pop("Python with pandas"),
        ideas=IDEAS,
        examples=(*found.values(), talking(site, question.as_of)),
        mirror=mirroring(site),
        mcp=f"{site}/mcp/",
        tools=tuple(tools().values()),
    )
    return _rendered(
        request, content, "Documentation", "How to ask the API, what its answers mean, and what it refuses."
    )


@require_safe
def idea(request: HttpRequest, name: str) -> HttpResponse:
    """The page of one idea; 404 where there is none of this name."""
    found = next((each for each in IDEAS if each.slug == name), None)
    if found is None:
        raise Http404
    meanings = {shape: {line.name: line for line in _fields(components()[shape])} for shape, _ in found.fields}
    lines = tuple(meanings[shape][name] for shape, name in found.fields)
    content = IdeaPage(
        idea=found,
        page=_example(found.page),
        asked=_example(found.asked),
        lines=lines,
        others=tuple(each for each in IDEAS if each is not found),
    )
    return _rendered(request, content, found.title, found.line)


@require_safe
def errors(request: HttpRequest) -> HttpResponse:
    """Every kind of problem, each at the address that its type names."""
    problems = tuple(Problem(kind, REMEDIES[kind.slug], _example(PROVOKED.get(kind.slug, ""))) for kind in KINDS)
    content = ErrorsPage(problems=problems, fields=tuple(_fields(components()["Problem"])))
    return _rendered(
        request, content, "Errors", "Every kind of problem that the API answers with, and what to do about it."
    )


@require_safe
def reference(request: HttpRequest) -> HttpResponse:
    """Every address with its parameters and the fields of its answer."""
    content = ReferencePage(description=tuple(DESCRIPTION.split("\n\n")), addresses=tuple(_addresses()))
    return _rendered(request, content, "Reference", "Every address of the API with its parameters and fields.")


@require_safe
def llms(request: HttpRequest) -> HttpResponse:
    """The site in one page of Markdown for programs that read: what it is, how to ask it, how to quote it."""
    site, words = request.build_absolute_uri("/").rstrip("/"), subject().example("@words")
    talking_to = f"{site}{within('/mcp/')}"
    lines = [
        f"# {SITE}",
        "",
        f"> {DESCRIPTION.partition('. ')[0]}.",
        "",
        QUOTING,
        "",
        "## Ask",
        "",
        f"- [Tools]({talking_to}): Model Context Protocol, streamable HTTP by POST, no key: {', '.join(tools())}",
        f"- [API]({site}{reverse('api:contents')}): every address, every kind of problem, every coded list, as JSON",
        f"- [OpenAPI]({site}{reverse('api:schema')}): the same for programs that make clients",
        f"- [Search]({site}{reverse('api:search')}?q={words}): codes by words, in any of the names on record",
        "",
        "## Understand",
        "",
        *(f"- [{each.title}]({site}{reverse('idea', args=[each.slug])}): {each.line}" for each in IDEAS),
        f"- [Errors]({site}{reverse('errors')}): what is refused, and what to do about it",
        f"- [Methods]({site}{reverse('methods')}): every measure and every code with its meaning",
        "",
        "## Take away",
        "",
        f"- [Documentation]({site}{reverse('docs')}): a notebook in ten lines, R, JavaScript, curl",
        f"- [Updates]({site}{reverse('api:updates')}): everything, then once a day what changed since",
        f"- [Data package]({site}{reverse('api:dataset')}): all tables as CSV with their schema, CC BY 4.0",
        f"- [Feed]({site}{reverse('feed')}): each claim that is new, superseded, corrected or retracted",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/markdown; charset=utf-8")


def _example(address: str) -> str:
    """An address of the site with the examples of the subject; empty where it has none."""
    filled = subject().example(address)
    return within(filled) if filled else ""


def _rendered(request: HttpRequest, content: Content, title: str, description: str) -> HttpResponse:
    question, faults = DayQuestion.read(asked(request))
    return render_page(request, content, question, title=title, description=description, faults=faults)


def _addresses() -> Iterator[Address]:
    whole = document()
    for path, item in whole["paths"].items():
        operation = item["get"]
        answer = (
            _at(whole, operation["responses"]["200"]).get("content", {}).get("application/json", {}).get("schema", {})
        )
        if answer:
            name = answer["$ref"].rpartition("/")[2]
            yield Address(
                id=operation["operationId"],
                path=path,
                summary=operation["summary"],
                description=operation["description"],
                parameters=tuple(_parameter(_at(whole, each)) for each in operation["parameters"]),
                answer=name,
                fields=tuple(_fields(whole["components"]["schemas"][name])),
            )


def _parameter(parameter: Mapping[str, Any]) -> Line:
    schema = _at(document(), parameter["schema"])
    schema = _at(document(), schema.get("items", schema))
    return Line(
        parameter["name"],
        parameter["description"],
        tuple(str(code) for code in schema.get("enum", ())),
        parameter.get("required", False),
    )


def _fields(schema: Mapping[str, Any]) -> Iterator[Line]:
    for part in schema.get("allOf", (schema,)):
        for name, field in _at(document(), part)["properties"].items():
            described = field.get("description") or _at(document(), field.get("items", field)).get("description", "")
            yield Line(name, str(described))


def _at(whole: Mapping[str, Any], node: Mapping[str, Any]) -> Mapping[str, Any]:
    """What a node of the schema stands for."""
    if "$ref" not in node:
        return node
    found: Any = whole
    for step in node["$ref"].removeprefix("#/").split("/"):
        found = found[step]
    return found  # type: ignore[no-any-return]
