"""What the API holds, and what is said where it holds nothing."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse
from rest_framework.request import Request

from flows.api.answers import API
from flows.api.asking import asked_nothing, site_of
from flows.api.describing import Operation
from flows.api.problems import KINDS, Missing, kind_address, nearest
from flows.api.rendering import as_json
from flows.api.shape import Shape, address, many, optional, string, template, whole
from flows.api.updates import UPDATES
from flows.api.views.base import ReadOnly
from flows.measures.balance import DEFINITION as BALANCE
from flows.measures.balance_years import DEFINITION as BALANCE_YEARS
from flows.measures.changes import DEFINITION as CHANGES
from flows.measures.conversion import DEFINITION as CONVERSION
from flows.measures.days_of_fire import DEFINITION as DAYS_OF_FIRE
from flows.measures.differences import DEFINITION as DIFFERENCES
from flows.measures.disagree import DEFINITION as DISAGREE
from flows.measures.pace import DEFINITION as PACE
from flows.measures.reconciliation import DEFINITION as RECONCILIATION
from flows.measures.search import DEFINITION as SEARCH
from flows.measures.series import DEFINITION as SERIES
from flows.measures.share import DEFINITION as SHARE
from flows.measures.supply_quotient import DEFINITION as SUPPLY_QUOTIENT
from flows.measures.timeline import DEFINITION as TIMELINE
from flows.measures.totals import DEFINITION as TOTAL
from flows.measures.years import DEFINITION as YEARS
from flows.questions import LISTINGS
from flows.vocabulary import CODED_LISTS

TITLE = "Munitions Flows"
DESCRIPTION = (
    "Claims about munitions flows: who said it, where, when, on what basis, and what has replaced it since. "
    "Every address takes as_of, the day as of which it answers, and recorded, the moment of this site's record: "
    "with both an answer stays the same byte for byte, whatever is added, corrected or retracted later, and says "
    "its hash in Unencoded-Digest. Those that answer of claims take grade, the least that counts. A number is "
    "what somebody stated, never what happened; text is the form in which it may be quoted: it stands alone, with "
    "who said it and when, and with the time that the number is about. That time is in period, period_start and "
    "period_end too; claimed_on is the day on which it was said.\n\n"
    "Stability: within version 1 no address, parameter, field or code is renamed, removed or given another meaning, "
    "and no field that is never null becomes null. What may be added: addresses, optional parameters, fields, codes in "
    "a coded list, kinds of problems. Write clients that ignore fields and take codes that they do not know: a "
    "parameter takes the codes that are listed and no other, an answer may hold one that was added since. Anything "
    "else would be version 2, at an address of its own, and version 1 would stay for at least a year beside it.\n\n"
    "Answers carry ETag and Last-Modified: send them back in If-None-Match, and what has not changed is not sent "
    "again. updates/ gives every record, and from then on what reads otherwise since: one request a day keeps a copy "
    "true. RateLimit says how many requests are left; 429 says in Retry-After how long to wait."
)


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One address: its name, its path under the root, what it answers, and whether it comes as files too."""

    name: str
    path: str
    meaning: str
    files: bool = False

    def file(self, form: str) -> str | None:
        """The path of all of it as a file."""
        return f"{API}{self.name}.{form}" if self.files else None


ENDPOINTS = (
    *(Endpoint(name, f"{name}/", listing.meaning, files=True) for name, listing in LISTINGS.items()),
    Endpoint("flows", "flows/", "Every flow that claims name, with what is claimed about it.", files=True),
    Endpoint("flow", "flows/{supplier}/{recipient}/{munition}/", "One flow, with all that is under its munition."),
    Endpoint("compare", "compare/?left={flow}&right={flow}", SUPPLY_QUOTIENT.definition),
    Endpoint("compare-brief", "compare/brief/?left={flow}&right={flow}", "The same in brief, each claim in words."),
    Endpoint("timeline", "timeline/?flow={flow}", TIMELINE.definition),
    Endpoint("series", "series/?flow={flow}", SERIES.definition),
    Endpoint("totals", "totals/?supplier={code}&recipient={code}&munition={code}", TOTAL.definition),
    Endpoint("years", "years/?recipient={code}&munition={code}", YEARS.definition),
    Endpoint("share", "share/?supplier={code}&side={code}&munition={code}", SHARE.definition),
    Endpoint("pace", "pace/?flow={flow}", PACE.definition),
    Endpoint("disagree", "disagree/?claimant={code}&recipient={code}", DISAGREE.definition),
    Endpoint("search", "search/?q={words}", SEARCH.definition),
    Endpoint("differences", "differences/?left={claim}&right={claim}", DIFFERENCES.definition),
    Endpoint("conversion", "conversion/?claim={claim}", CONVERSION.definition),
    Endpoint("days-of-fire", "days-of-fire/?claim={claim}&rate={claim}", DAYS_OF_FIRE.definition),
    Endpoint("balance", "balance/?side={code}&start={day}&end={day}", BALANCE.definition),
    Endpoint("balance-years", "balance-years/?munition={code}", BALANCE_YEARS.definition),
    Endpoint("reconcile", "reconcile/?left={claim}&right={claim}", RECONCILIATION.definition),
    Endpoint("changes", "changes/?from={day}&to={day}", CHANGES.definition),
    Endpoint("changes-table", "changes.csv?from={day}&to={day}", "The same as CSV, a row for each sentence."),
    Endpoint("updates", "updates/?modified_since={moment}", UPDATES.meaning),
    Endpoint("releases", "releases/", "Data packages released on a day; they never change."),
    Endpoint(
        "compare-releases", "releases/compare/?from={day}&to={day}", "What changed between two released packages."
    ),
    Endpoint("dataset", "dataset.zip", "Every table with its description, README and licence, in one file."),
    Endpoint("schema", "schema/", "This API as OpenAPI 3.1."),
    Endpoint("docs", "docs/", "The same to read and to try."),
)
TAGS = {
    "arithmetic": "Computed answers: numbers that nobody stated, each with its inputs, its interval and its refusals.",
    "contents": "What this API holds.",
    **{endpoint.name: endpoint.meaning for endpoint in ENDPOINTS},
}
"""What each group of operations is about."""
CONTENTS = Shape(
    "Contents",
    "What this API holds.",
    (
        string("title", "Its name.", lambda _: TITLE),
        string("description", "What it is.", lambda _: DESCRIPTION),
        many(
            "endpoints",
            Shape(
                "",
                "One address.",
                (
                    string("name", "Its name."),
                    template("url", "The address; braces mark what to fill in.", lambda each: f"{API}{each.path}"),
                    string("meaning", "What it answers."),
                    optional(address("csv", "The same as CSV.", lambda each: each.file("csv"))),
                    optional(address("xlsx", "The same as a workbook.", lambda each: each.file("xlsx"))),
                ),
            ),
            source=lambda _: ENDPOINTS,
        ),
        many(
            "problems",
            Shape(
                "",
                "One kind of problem.",
                (
                    kind_address("slug", "Its address."),
                    whole("status", "The HTTP status."),
                    string("title", "In words."),
                    string("meaning", "When it is given."),
                ),
            ),
            source=lambda _: KINDS,
        ),
        many(
            "coded_lists",
            Shape(
                "",
                "One coded list.",
                (
                    string("name", "Its name."),
                    string("title", "In words."),
                    string("meaning", "What it says."),
                    many(
                        "terms",
                        Shape(
                            "",
                            "One code.",
                            (
                                string("code", "The code."),
                                string("label", "In words."),
                                string("meaning", "In one line."),
                            ),
                        ),
                    ),
                ),
            ),
            source=lambda _: CODED_LISTS,
        ),
    ),
)


class Contents(ReadOnly):
    """The root: every address, every kind of problem, every coded list."""

    def get(self, request: Request) -> HttpResponse:
        """The contents."""
        asked_nothing(request)
        return as_json(CONTENTS.body(None, site_of(request)))

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
        known = dict.fromkeys(each.path.partition("/")[0] for each in ENDPOINTS)
        first = path.partition("/")[0].partition(".")[0]
        raise Missing(
            f"There is nothing at {request.path[:300]!r}.", [f"{API}{name}/" for name in nearest(first, known)]
        )
