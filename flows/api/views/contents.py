"""What the API holds, and what is said where it holds nothing."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from rest_framework.request import Request

from flows.api.asking import asked_nothing, site_of
from flows.api.bodies import API
from flows.api.describing import Operation
from flows.api.problems import KINDS, Missing, nearest
from flows.api.rendering import as_json
from flows.api.views.base import ReadOnly
from flows.measures.conversion import DEFINITION as CONVERSION
from flows.measures.days_of_fire import DEFINITION as DAYS_OF_FIRE
from flows.measures.differences import DEFINITION as DIFFERENCES
from flows.measures.supply_quotient import DEFINITION as SUPPLY_QUOTIENT
from flows.measures.timeline import DEFINITION as TIMELINE
from flows.measures.totals import DEFINITION as TOTAL
from flows.questions import LISTINGS
from flows.vocabulary import CODED_LISTS

TITLE = "Munitions Flows"
DESCRIPTION = (
    "Claims about munitions flows: who said it, where, when, on what basis, and what has replaced it since. "
    "Every address takes as_of, the day as of which it answers. A number is what somebody stated, never what "
    "happened; text is the form in which it may be quoted.\n\n"
    "Stability: within version 1 no address, parameter, field or code is renamed, removed or given another meaning, "
    "and no field that is never null becomes null. What may be added: addresses, optional parameters, fields, codes in "
    "a coded list, kinds of problems. Write clients that ignore fields they do not know. Anything else would be "
    "version 2, at an address of its own, and version 1 would stay for at least a year beside it.\n\n"
    "Answers carry ETag and Last-Modified: send them back in If-None-Match, and what has not changed is not sent "
    "again. RateLimit says how many requests are left; 429 says in Retry-After how long to wait."
)
_OTHERS = (
    ("flows", "flows/", "Every flow that claims name, with what is claimed about it."),
    ("flow", "flows/{supplier}/{recipient}/{munition}/", "One flow, with all that is under its munition."),
    ("compare", "compare/?left={flow}&right={flow}", SUPPLY_QUOTIENT.definition),
    ("timeline", "timeline/?flow={flow}", TIMELINE.definition),
    ("totals", "totals/?supplier={code}&recipient={code}&munition={code}", TOTAL.definition),
    ("differences", "differences/?left={claim}&right={claim}", DIFFERENCES.definition),
    ("conversion", "conversion/?claim={claim}", CONVERSION.definition),
    ("days-of-fire", "days-of-fire/?claim={claim}&rate={claim}", DAYS_OF_FIRE.definition),
    ("releases", "releases/", "Data packages that were kept under their day and never change."),
    ("dataset", "dataset.zip", "Every table with its description, README and licence, in one file."),
    ("schema", "schema/", "This API as OpenAPI 3.1."),
    ("docs", "docs/", "The same to read and to try."),
)


class Contents(ReadOnly):
    """The root: every address, every kind of problem, every coded list."""

    def get(self, request: Request) -> HttpResponse:
        """The contents."""
        asked_nothing(request)
        return as_json(contents(f"{site_of(request)}{API}"))

    def describe(self) -> Operation:
        """The root."""
        return Operation(
            id="get_contents",
            tag="contents",
            summary="What this API holds",
            description="Every address, every kind of problem, and every coded list with its terms.",
            answer="Contents",
        )


class Nothing(ReadOnly):
    """Every other address under the root."""

    schema = None

    def get(self, request: Request, path: str = "") -> HttpResponse:
        """Always 404, with the names that come near."""
        known = dict.fromkeys((*LISTINGS, *(address.partition("/")[0] for _, address, _ in _OTHERS)))
        first = path.partition("/")[0].partition(".")[0]
        raise Missing(
            f"There is nothing at {request.path[:300]!r}.",
            [f"{API}{name}/" for name in nearest(first, known)],
        )


def contents(root: str) -> dict[str, Any]:
    """The contents, with addresses that begin with ``root``."""
    records = [
        {"name": name, "url": f"{root}{name}/", "meaning": listing.meaning, **_files(root, name)}
        for name, listing in LISTINGS.items()
    ]
    others = [{"name": name, "url": f"{root}{address}", "meaning": meaning} for name, address, meaning in _OTHERS]
    others[0] |= _files(root, "flows")
    return {
        "title": TITLE,
        "description": DESCRIPTION,
        "endpoints": [*records, *others],
        "problems": [
            {"type": f"{root}#{kind.slug}", "status": kind.status, "title": kind.title, "meaning": kind.meaning}
            for kind in KINDS
        ],
        "coded_lists": [
            {
                "name": coded.name,
                "title": coded.title,
                "meaning": coded.meaning,
                "terms": [{"code": term.code, "label": term.label, "meaning": term.meaning} for term in coded],
            }
            for coded in CODED_LISTS
        ],
    }


def _files(root: str, name: str) -> dict[str, str]:
    return {form: f"{root}{name}.{form}" for form in ("csv", "xlsx")}
