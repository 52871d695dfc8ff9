"""The document on record at an address, however it is written: with or without its scheme, www, slash and tracking."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode, urlsplit

from django.db.models import Q

from flows.models import Source

_TRACKING = ("utm_", "fbclid", "gclid", "mc_", "ref", "amp")


def source_at(address: str) -> Source | None:
    """The first source whose address, or that of its archived copy, is this one; None where none has it. One query."""
    written = _written(address)
    if not written:
        return None
    return Source.objects.filter(Q(url__in=written) | Q(archived_url__in=written)).order_by("code").first()


def _written(address: str) -> list[str]:
    """The ways to write an address; empty where it is none."""
    parts = urlsplit(address.strip())
    if not parts.netloc:
        return []
    host, path = parts.netloc.lower().removeprefix("www."), parts.path.rstrip("/")
    kept = [(name, value) for name, value in parse_qsl(parts.query) if not name.startswith(_TRACKING)]
    queries = dict.fromkeys((f"?{parts.query}" if parts.query else "", f"?{urlencode(kept)}" if kept else ""))
    return [
        address.strip(),
        *(
            f"{scheme}://{www}{host}{path}{slash}{query}"
            for scheme in ("https", "http")
            for www in ("", "www.")
            for slash in ("", "/")
            for query in queries
        ),
    ]
