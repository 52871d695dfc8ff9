"""What has come down the line, compressed, once every chart of a page is drawn.

A drawing is complete as soon as the browser has read to its end, and painted as soon as the style sheets before it are
there. So the weight is the document as far as its last drawing, and those style sheets. Scripts are deferred, fonts
replace what is already there, and the table below the drawing belongs to what a reader reads next.
"""

from __future__ import annotations

import re
import urllib.request
from pathlib import Path

import brotli

from dashboard.middleware.brotli import QUALITY

DASHBOARD = Path(__file__).parents[3] / "dashboard"
STATIC = DASHBOARD / "static"
_SLUG = re.compile(r'^    slug="([a-z-]+)",$', re.MULTILINE)
CHART_PAGES = tuple(
    slug for path in sorted((DASHBOARD / "charts").glob("*.py")) for slug in _SLUG.findall(path.read_text())
)
"""Every chart, read from the file that declares it: the bench runs without the site."""

MOST = {"/": 60, **{f"/charts/{slug}/": 30 for slug in CHART_PAGES}, "/charts/routes/": 34}
"""Kilobytes by page; a map brings its coasts with it."""

ASKED_FOR = {"vendor/plotly/plotly.min.js": 330}
"""Kilobytes of what is fetched once a reader touches a chart."""

_SHEET = re.compile(r'<link rel="stylesheet" href="([^"]+)"(?![^>]*media="print")')


def weight(site: str, path: str) -> float:
    """The kilobytes of one page of a running site."""
    document = _read(site + path)
    until = document[: document.rindex(b"</svg>") + len(b"</svg>")]
    sheets = [_read(site + sheet) for sheet in _SHEET.findall(document.decode())]
    return sum(packed(each) for each in (until, *sheets)) / 1024


def bundle(name: str) -> float:
    """The kilobytes of a file that is packed once, as well as it can be."""
    return len(brotli.compress((STATIC / name).read_bytes(), quality=11)) / 1024


def packed(text: bytes) -> int:
    """The bytes of a text as the site sends it."""
    return len(brotli.compress(text, quality=QUALITY))


def _read(address: str) -> bytes:
    with urllib.request.urlopen(address) as answer:
        content: bytes = answer.read()
    return content
