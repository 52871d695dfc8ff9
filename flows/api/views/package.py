"""Everything in one file."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from django.conf import settings
from django.http import HttpResponse
from django.utils import timezone
from rest_framework.request import Request

from flows.api.asking import asked
from flows.api.describing import Operation
from flows.api.negotiation import BySuffix
from flows.api.rendering import ZipRenderer
from flows.api.views.base import ReadOnly
from flows.exporting.package import write_package
from flows.questions.package import PackageQuestion


class Dataset(ReadOnly):
    """The data package."""

    renderer_classes = (ZipRenderer,)
    content_negotiation_class = BySuffix

    def get(self, request: Request) -> HttpResponse:
        """Every table, as of the day asked for."""
        question = asked(request, PackageQuestion.read)
        file = BytesIO()
        write_package(file, Path(settings.BASE_DIR) / "seeds", question.as_of, question.query())
        known_on = question.as_of or timezone.localdate()
        name = f"munitions-flows-as-of-{known_on.isoformat()}.zip"
        return HttpResponse(
            file.getvalue(),
            content_type="application/zip",
            headers={"Content-Disposition": f'attachment; filename="{name}"'},
        )

    def describe(self) -> Operation:
        """The package with its day."""
        return Operation(
            id="get_dataset",
            tag="dataset",
            summary="Download everything as a data package",
            description=(
                "A zip of every table as CSV in the project's own format, with datapackage.json (Data Package, version "
                "2), README and licence. The same data give the same bytes."
            ),
            parameters=PackageQuestion.parameters,
            file="application/zip",
        )
