"""Everything in one file: as it stands, and as it was released on past days."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase
from rest_framework.request import Request

from flows.api.answers import API
from flows.api.asking import asked, asked_nothing, site_of
from flows.api.describing import Operation
from flows.api.downloads import ZIP, written
from flows.api.negotiation import BySuffix
from flows.api.problems import Missing, nearest
from flows.api.rendering import ZipRenderer, as_json
from flows.api.shape import Shape, address, day, many, string, texts, whole
from flows.api.views.base import ReadOnly
from flows.clock import today
from flows.exporting.package import write_package
from flows.exporting.release_changes import MOST_SHOWN, TableChanges
from flows.exporting.releases import Release, compared, release_of, releases
from flows.questions import Parameter
from flows.questions.package import PackageQuestion
from flows.questions.parameters import day as read_day
from flows.questions.releases import ReleasesQuestion

HELD = 512 * 1024
"""A larger package is sent from a file, so that nobody holds it as a whole."""

_TABLE_ROWS = Shape(
    "",
    "One table of a package.",
    (string("table", "Its name.", lambda pair: pair[0]), whole("rows", "Its rows.", lambda pair: pair[1], minimum=0)),
)


def _by_table(release: Release) -> tuple[tuple[str, int], ...]:
    return tuple(release.contents.rows.items())


RELEASE_LIST = Shape(
    "ReleaseList",
    "The data packages that were released, the newest first.",
    (
        many(
            "results",
            Shape(
                "",
                "One released data package.",
                (
                    day("day", "The day that names it."),
                    address("url", "Where it is.", lambda one: f"{API}releases/{one.day.isoformat()}.zip"),
                    whole("bytes", "Its size.", "size", minimum=0),
                    string("sha256", "Its checksum, in hexadecimal digits."),
                    string("doi", "Its DOI; empty where it has none."),
                    whole("rows", "How many rows all of its tables hold.", minimum=0),
                    many("tables", _TABLE_ROWS, "How many rows each table holds.", _by_table),
                ),
            ),
            source=lambda found: found,
        ),
    ),
)


_CHANGED_ROW = Shape(
    "",
    "A row that both packages have.",
    (
        string("row", "Its code, or the parts of its key with spaces between them."),
        many(
            "fields",
            Shape(
                "",
                "A cell that differs.",
                (
                    string("field", "The name of its column."),
                    string("before", "What the earlier package has; empty where the cell is."),
                    string("after", "What the later package has; empty where the cell is."),
                ),
            ),
        ),
    ),
)
_FIELD_COUNT = Shape(
    "",
    "A column, and in how many rows it differs.",
    (
        string("field", "The name of the column.", lambda pair: pair[0]),
        whole("rows", "In how many rows it differs.", lambda pair: pair[1], minimum=0),
    ),
)
RELEASE_CHANGES = Shape(
    "ReleaseChanges",
    "What changed between two released packages, from the packages themselves.",
    (
        day("from", "The day of the earlier release.", "question.earlier"),
        day("to", "The day of the later release.", "question.later"),
        many(
            "tables",
            Shape(
                "",
                "One table.",
                (
                    string("table", "Its name."),
                    string("title", "In words."),
                    whole("rows", "Its rows in the later package.", minimum=0),
                    whole("added", "How many rows the later package alone has.", minimum=0),
                    whole("removed", "How many the earlier alone has; claims were retracted.", minimum=0),
                    whole("changed", "How many both have with other values.", minimum=0),
                    whole("superseded", "How many claims that were there a later claim now replaces.", minimum=0),
                    many("fields", _FIELD_COUNT, "The columns in which rows differ, those of most rows first."),
                    texts("added_rows", f"The first {MOST_SHOWN} rows that were added, by their keys."),
                    texts("removed_rows", f"The first {MOST_SHOWN} rows that were removed, by their keys."),
                    many("changed_rows", _CHANGED_ROW, f"The first {MOST_SHOWN} rows that changed, by their keys."),
                    texts("columns", "The columns that one package alone has: they are not compared."),
                ),
            ),
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class _Compared:
    question: ReleasesQuestion
    tables: tuple[TableChanges, ...]


class Dataset(ReadOnly):
    """The data package."""

    renderer_classes = (ZipRenderer,)
    content_negotiation_class = BySuffix

    def get(self, request: Request) -> HttpResponseBase:
        """Every table, as of the day asked for."""
        question = asked(request, PackageQuestion.read)
        seeds = Path(settings.BASE_DIR) / "seeds"
        file = written(lambda target: write_package(target, seeds, question.as_of, question.query()))
        known_on = question.as_of or today()
        name = f"munitions-flows-as-of-{known_on.isoformat()}.zip"
        sent: dict[str, Any] = {
            "content_type": ZIP,
            "headers": {"Content-Disposition": f'attachment; filename="{name}"', "X-Question": question.query()},
        }
        if os.fstat(file.fileno()).st_size > HELD:
            return FileResponse(file, **sent)
        # What is small is cached like any other answer.
        with file:
            return HttpResponse(file.read(), **sent)

    def describe(self) -> Operation:
        """The package with its day."""
        return Operation(
            id="get_dataset",
            tag="dataset",
            summary="Download everything as a data package",
            description=(
                "A zip of every table as CSV in the project's own format, with datapackage.json (Data Package, version "
                "2), README, licence, checksums and a changelog. The same data give the same bytes."
            ),
            parameters=PackageQuestion.parameters,
            file=ZIP,
        )


class ReleaseList(ReadOnly):
    """The data packages that were released."""

    def get(self, request: Request) -> HttpResponse:
        """Every release, the newest first."""
        asked_nothing(request)
        return as_json(RELEASE_LIST.body(releases(Path(settings.RELEASES_DIR)), site_of(request)))

    def describe(self) -> Operation:
        """The list of releases."""
        return Operation(
            id="list_releases",
            tag="dataset",
            summary="List released data packages",
            description="Data packages released on a day; they never change: cite these.",
            answer="ReleaseList",
        )


class ReleaseComparison(ReadOnly):
    """What changed between two released packages."""

    def get(self, request: Request) -> HttpResponse:
        """The changes, table by table; 400 for a day on which nothing was released."""
        question = asked(request, ReleasesQuestion.read)
        tables = compared(Path(settings.RELEASES_DIR), question.earlier, question.later)
        return as_json(RELEASE_CHANGES.body(_Compared(question, tables), site_of(request)))

    def describe(self) -> Operation:
        """The two releases."""
        return Operation(
            id="compare_releases",
            tag="dataset",
            summary="Compare two released data packages",
            description=(
                "Which rows were added, removed and changed between two releases, by table and field: all counted, the "
                f"first {MOST_SHOWN} of each named."
            ),
            parameters=ReleasesQuestion.parameters,
            required=("from", "to"),
            answer="ReleaseChanges",
        )


class ReleaseFile(ReadOnly):
    """One released data package."""

    renderer_classes = (ZipRenderer,)
    content_negotiation_class = BySuffix

    def get(self, request: Request, day: str) -> FileResponse:
        """The file; 404 with the nearest days where nothing was released."""
        asked_nothing(request)
        folder = Path(settings.RELEASES_DIR)
        try:
            found = release_of(folder, read_day(day))
        except ValueError:
            found = None
        if found is None:
            days = [one.day.isoformat() for one in releases(folder)]
            raise Missing(f"Nothing was released on {day[:40]!r}.", nearest(day, days))
        return FileResponse(found.path.open("rb"), as_attachment=True, filename=found.path.name, content_type=ZIP)

    def describe(self) -> Operation:
        """The release with its day."""
        return Operation(
            id="get_release",
            tag="dataset",
            summary="Download a released data package",
            description="The package as it was released on a day. It never changes.",
            path=(Parameter("day", "The day of the release.", read_day, "day", example="2026-11-23"),),
            file=ZIP,
        )
