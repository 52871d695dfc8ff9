"""What a chart is, for tools that turn an address into an embedded frame (oEmbed 1.0, type rich)."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import Resolver404, resolve
from django.views.decorators.http import require_safe

from dashboard.charts import Drawings
from dashboard.pages.embedding import WIDTH, iframe
from dashboard.pages.figures import on_the_day
from dashboard.pages.frame import SITE, asked
from dashboard.pages.gallery import GALLERY
from flows.api.problems import NOT_FOUND, Kind, faulty
from flows.questions import BadQuestion, Fault
from flows.questions.parameters import Parameter, parse_query, whole
from flows.subject import subject

_SIZES = tuple(
    whole(name, f"The most that the page around it has room for, in pixels: {name[3:]}.", 1, 20_000)
    for name in ("maxwidth", "maxheight")
)
_PARAMETERS = (
    Parameter("url", "The address of a chart on this site.", str, example="/charts/comparison/"),
    Parameter("format", "The form of the answer; only json.", str, "coded", ("json",)),
    *_SIZES,
)
SMALLEST = 320
NO_OTHER_FORM = Kind("no-other-form", 501, "No such form", "oEmbed is answered in JSON alone.")


@require_safe
def oembed(request: HttpRequest) -> HttpResponse:
    """The chart of ``url`` as oEmbed JSON; 404 where it is none of ours, 501 for another form, 400 for a bad value."""
    values, faults = parse_query(_PARAMETERS, asked(request))
    if faults or "url" not in values:
        return faulty(request, faults or [Fault("url", "", "url is needed: a chart on this site")])
    if values.get("format", "json") != "json":
        return faulty(request, [Fault("format", values["format"], "only JSON is written", ("json",))], NO_OTHER_FORM)
    found = charted(request, values["url"])
    if found is None:
        return faulty(request, [Fault("url", values["url"], "there is no chart at this address")], NOT_FOUND)
    slug, query = found
    try:
        drawn = GALLERY[slug].exactly(parse_qs(query))
    except BadQuestion as refusal:
        return faulty(request, refusal.faults, NOT_FOUND)
    width = max(SMALLEST, min(values.get("maxwidth", WIDTH), WIDTH))
    shown = on_the_day(drawn.chart, drawn.question.as_of)
    frame = iframe(request, shown, Drawings(shown), drawn.question.query(), width, values.get("maxheight"))
    return JsonResponse(
        {
            "version": "1.0",
            "type": "rich",
            "title": drawn.chart.title,
            "provider_name": SITE,
            "provider_url": request.build_absolute_uri("/"),
            "cache_age": 3600,
            "html": frame.code,
            "width": frame.width,
            "height": frame.height,
        }
    )


def charted(request: HttpRequest, address: str) -> tuple[str, str] | None:
    """The chart that an address of this site shows, with its query string; None for any other address."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or parts.netloc != request.get_host():
        return None
    try:
        match = resolve(parts.path.removeprefix(subject().path))
    except Resolver404:
        return None
    slug = str(match.kwargs.get("slug", ""))
    if match.view_name not in ("chart", "embed") or slug not in GALLERY:
        return None
    return slug, parts.query
