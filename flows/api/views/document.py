"""The schema of the API, and the page to read it on."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import orjson
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.views import SpectacularSwaggerSplitView
from rest_framework.request import Request
from rest_framework.response import Response

from flows.api.asking import asked_nothing, site_of
from flows.api.describing import responses
from flows.api.downloads import LICENCE
from flows.api.examples import as_markdown
from flows.api.negotiation import ByHeader
from flows.api.rendering import OrjsonRenderer
from flows.api.shapes import components
from flows.api.sharing import shared
from flows.api.views.base import READ_ONLY, ReadOnly
from flows.api.views.contents import DESCRIPTION, TAGS, TITLE
from flows.subject import subject

COMMITTED = Path(__file__).resolve().parents[1] / "openapi.json"
"""Where the repository keeps the schema."""

HERE = "http://127.0.0.1:8000"

# No address of a validator elsewhere, and nothing to try out but reading.
_PAGE_SETTINGS = {"deepLinking": True, "validatorUrl": None, "supportedSubmitMethods": ["get"]}


class Generator(SchemaGenerator):
    """The schema with our named shapes in it: views refer to them, and none is made from a serializer."""

    def get_schema(self, request: Request | None = None, public: bool = False) -> dict[str, Any]:
        """The whole document, OpenAPI 3.1."""
        document: dict[str, Any] = super().get_schema(request=request, public=public)  # type: ignore[no-untyped-call]
        return shared(
            {
                **document,
                **_about(HERE, document["info"]["version"]),
                "tags": [{"name": tag, "description": TAGS[tag]} for tag in _tags(document)],
                # Nothing needs a key.
                "security": [],
                "components": {"schemas": components(), "responses": responses()},
            }
        )


@cache
def document(code: str = "") -> dict[str, Any]:
    """The schema, with examples for the site that `make run` starts; it follows from the code and from the subject, by
    its ``code``, so made once for each."""
    return Generator().get_schema(public=True)  # type: ignore[no-untyped-call]


def document_of(site: str) -> dict[str, Any]:
    """The schema with examples that ask this site."""
    whole = document(subject().code)
    return {**whole, **_about(site, whole["info"]["version"])}


def _tags(document: dict[str, Any]) -> list[str]:
    return sorted({tag for path in document["paths"].values() for tag in path["get"]["tags"]})


def _about(site: str, version: str) -> dict[str, Any]:
    """What the schema says of the site that it was asked from."""
    return {
        "info": {
            "title": TITLE,
            "version": version,
            "description": f"{DESCRIPTION}\n\n{as_markdown(site)}",
            "contact": {"name": TITLE, "url": f"{site}/data/"},
            "license": {"name": "CC BY 4.0", "url": LICENCE},
        },
        "servers": [{"url": site}],
    }


def as_file() -> bytes:
    """The schema as the repository keeps it, so that no change of it goes unseen."""
    return orjson.dumps(document(), option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


class OpenApiRenderer(OrjsonRenderer):
    """The same under the media type that is OpenAPI's own."""

    media_type = "application/vnd.oai.openapi+json"


class Schema(ReadOnly):
    """The schema as JSON."""

    renderer_classes = (OrjsonRenderer, OpenApiRenderer)
    schema = None

    def get(self, request: Request) -> Response:
        """The document."""
        asked_nothing(request)
        return Response(document_of(site_of(request)))


class Docs(SpectacularSwaggerSplitView):
    """The reference page. Its script comes from an address of its own, as the content security policy wants it."""

    http_method_names = READ_ONLY
    content_negotiation_class = ByHeader
    schema = None
    url_name = "api:schema"
    template_name = "api/docs.html"
    title = TITLE

    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """The page, or with ``?script`` its script."""
        response: Response = super().get(request, *args, **kwargs)  # type: ignore[no-untyped-call]
        if "settings" in response.data:
            response.data["settings"] = json.dumps(_PAGE_SETTINGS)
        return response
