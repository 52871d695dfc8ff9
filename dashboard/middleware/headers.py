"""What every answer tells the browser besides the content security policy, whoever made the answer.

Note 1: other sites may load what is made for them: the API, charts as files and in frames, and the static files that
a chart in a frame needs where the framing site isolates itself. Pages are for readers who came here; the admin and
the accounts are for nobody else.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

_FOR_OTHERS = re.compile(r"/(?:api|embed|oembed|static)/|/charts/[^/]+/[^/]+\.|/(?:changes/)?feed\.atom$")
_FRAMED = "/embed/"
_PRIVATE = ("/admin/", "/account/")
_LEAVING = "/account/logout/"
_UNUSED = (
    "accelerometer",
    "autoplay",
    "browsing-topics",
    "camera",
    "display-capture",
    "encrypted-media",
    "geolocation",
    "gyroscope",
    "hid",
    "idle-detection",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "publickey-credentials-get",
    "screen-wake-lock",
    "serial",
    "usb",
    "xr-spatial-tracking",
)
PERMISSIONS = ", ".join(f"{feature}=()" for feature in _UNUSED)


class Headers:
    """Adds what an answer does not say itself. Above all that could answer in place of a page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """The answer with its headers."""
        response = self.get_response(request)
        for name, value in headers(request.path_info).items():
            response.headers.setdefault(name, value)
        return response


def headers(path: str) -> dict[str, str]:
    """The headers for an address."""
    told = {
        "Cross-Origin-Opener-Policy": settings.SECURE_CROSS_ORIGIN_OPENER_POLICY,
        "Cross-Origin-Resource-Policy": "cross-origin" if _FOR_OTHERS.match(path) else "same-origin",
        "Permissions-Policy": PERMISSIONS,
        "Referrer-Policy": settings.SECURE_REFERRER_POLICY,
        "X-Content-Type-Options": "nosniff",
    }
    if not path.startswith(_FRAMED):
        told["X-Frame-Options"] = settings.X_FRAME_OPTIONS
    if path.startswith(_PRIVATE):
        told["Cache-Control"] = "max-age=0, no-cache, no-store, must-revalidate, private"
    if path == _LEAVING:
        told["Clear-Site-Data"] = '"cache", "storage"'
    return told
