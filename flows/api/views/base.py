"""What every view of the API is: read-only, negotiated by header, described for the schema."""

from __future__ import annotations

from typing import Any

from rest_framework.response import Response
from rest_framework.views import APIView

from flows.api.describing import Described, Operation
from flows.api.negotiation import ByHeader

READ_ONLY = ["get", "head", "options"]


class ReadOnly(APIView):
    """Answers GET, HEAD and OPTIONS."""

    http_method_names = READ_ONLY
    content_negotiation_class = ByHeader
    schema: Any = Described()

    def options(self, request: Any, *args: Any, **kwargs: Any) -> Response:
        """No body; the Allow header says what is answered."""
        return Response(status=204)

    def describe(self) -> Operation:
        """What the schema says of this address."""
        raise NotImplementedError
