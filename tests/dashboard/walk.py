"""Every address that the site has, found by walking its own routes, so that none can be forgotten."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.urls import URLResolver, get_resolver
from django.utils.text import slugify

from dashboard.pages.card import card_address
from dashboard.pages.gallery import GALLERY
from flows.dictionary import LISTED

FIXED = {
    "<str:supplier>": "kp",
    "<str:recipient>": "ru",
    "<str:munition>": "artillery-round",
    "<str:day>": "2024-06-14",
    "<str:form>": "csv",
    "<str:signed>": card_address("A title", "Words.", None).removeprefix("/card/").removesuffix(".png"),
    "<int:number>": "1",
    "<int:section>": "1",
    "<slug:table>": "shipments",
    "<slug:name>": "claims",
    "<path:content_type_id>": "1",
    "<id>": "1",
    r"^(?P<app_label>flows|auth)/$": "flows/",
    r"(?P<url>.*)$": "nothing/",
    r"^(?P<path>[\s\S]*/)\Z": "nothing/",
    r"^(?P<path>[\s\S]*\.(?:csv|json|zip|xlsx))\Z": "nothing.csv",
}
BEYOND = (
    "/nothing/",
    "/flows/kp/ru/artilery/",
    "/flows",
    "/charts/nothing/",
    "/embed/nothing/",
    "/claims/nothing/claim.jsonld",
    "/static/css/site.css",
    "/static/js/explore.js",
    "/static/icon.svg",
    "/static/nothing.js",
    "/static/admin/css/base.css",
)
"""Addresses that no route names: mistyped ones, and the files."""


def routes(resolver: Any = None, prefix: str = "") -> Iterator[str]:
    """Every route as it is written, its patterns included."""
    for pattern in (resolver or get_resolver()).url_patterns:
        route = f"{prefix}{pattern.pattern}"
        if isinstance(pattern, URLResolver):
            yield from routes(pattern, route)
        else:
            yield route


def addresses() -> list[str]:
    """One address for each route, with something real where it takes a parameter; for charts one for each chart."""
    made: dict[str, None] = {}
    for route in routes():
        filled = _filled(route)
        for slug in GALLERY if "<slug:slug>" in filled else [""]:
            made[f"/{filled.replace('<slug:slug>', slug)}"] = None
    left = [address for address in made if re.search(r"[<>^$()]", address)]
    assert left == [], "these routes take a parameter that this list does not know"
    return [*made, *BEYOND]


def _filled(route: str) -> str:
    for pattern, value in FIXED.items():
        route = route.replace(pattern, value)
    if "<str:code>" in route:
        route = route.replace("<str:code>", _first(_table(route)))
    if "<path:object_id>" in route:
        found = re.match(r"admin/([a-z]{2,})/(\w+)/", route)
        route = route.replace("<path:object_id>", _first(found.group(2), found.group(1)) if found else "1")
    return route


def _table(route: str) -> str:
    plural = route.removeprefix("api/v1/").split("/", 1)[0]
    if plural == "claims":
        return "shipment"
    return LISTED[plural].item.lower()


def _first(model: str, app: str = "flows") -> str:
    row = apps.get_model(app, model)._default_manager.order_by("pk").first()
    return slugify(row.pk) if isinstance(row and row.pk, int) else str(row.pk if row else "1")
