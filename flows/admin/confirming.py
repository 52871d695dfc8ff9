"""What makes several rows public at once: first the page with every word of theirs, then what is still as it said."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from flows.actions.additions import along, versions
from flows.actions.decisions import Seen
from flows.actions.drawn import beside_of, changed_since
from flows.actions.history import newest_revision, newest_version
from flows.admin.reviewing import told_along
from flows.queries.history import named

MOST = 100
"""So many rows are read on one page."""
_SEEN = "seen-"


@dataclass(frozen=True, slots=True)
class AsShown:
    """Of chosen rows those that are still as the page showed them, what is public with them, and what is wrong with
    the others, each named."""

    rows: tuple[Any, ...]
    along: Mapping[tuple[str, str], int]
    others: tuple[str, ...]


def was_shown(request: HttpRequest) -> bool:
    """Whether the answer comes from the page that shows the words."""
    return any(name.startswith(_SEEN) for name in request.POST)


def show(
    modeladmin: Any, request: HttpRequest, rows: Sequence[Any], phrases: Mapping[str, str], **words: str
) -> HttpResponse | None:
    """The page with every word that would become public; None, with a message, where nobody would read as many.

    ``words`` are its title, what its buttons say and the names of what they do.
    """
    if not 0 < len(rows) <= MOST:
        said = f"Choose at most {MOST}: they are read on one page." if rows else "None of these waits."
        modeladmin.message_user(request, said, messages.ERROR)
        return None
    with_it = along(rows)
    context = {
        **modeladmin.admin_site.each_context(request),
        **words,
        "opts": modeladmin.model._meta,
        "media": modeladmin.media,
        "checkbox": ACTION_CHECKBOX_NAME,
        "chosen": [_told(row, with_it[row.pk], phrases[row.pk]) for row in rows],
    }
    return TemplateResponse(request, "admin/confirm.html", context)


def _told(row: Any, with_it: Sequence[Any], phrase: str) -> dict[str, Any]:
    last = newest_revision(row)
    return {
        "code": row.pk,
        "phrase": phrase,
        "values": named(type(row), last.values) if last is not None else (),
        "along": told_along(with_it),
        "seen": Seen(last.number if last is not None else 0, versions(with_it), beside_of(row, versions(with_it))),
    }


def as_shown(request: HttpRequest, rows: Sequence[Any]) -> AsShown:
    """The chosen rows against what the page said of them."""
    found: list[Any] = []
    shown: dict[tuple[str, str], int] = {}
    there, with_it = {row.pk: row for row in rows}, along(rows)
    others: list[str] = []
    for code in dict.fromkeys(request.POST.getlist(ACTION_CHECKBOX_NAME)):
        seen, row = Seen.read(request.POST.get(f"{_SEEN}{code}", "")), there.get(code)
        faults = [f"{code}: it was not on the page that you looked at."] if seen is None else []
        if seen is not None:
            faults += [f"{code}: {why}" for why in _changes(row, seen, with_it.get(code, ()), request.user)]
        if seen is not None and row is not None and not faults:
            row.version = seen.version
            found.append(row)
            shown |= seen.along
        others += faults
    return AsShown(tuple(found), shown, tuple(others))


def _changes(row: Any, seen: Seen, with_it: Sequence[Any], by: Any) -> Iterator[str]:
    if row is None or newest_version(row) != seen.version:
        yield "somebody changed it since you looked."
        return
    yield from changed_since(row, seen, by)
    for (kind, code), version in versions(with_it).items():
        if (kind, code) not in seen.along:
            yield f"{code} would be public with it, and was not on the page that you looked at."
        elif seen.along[kind, code] != version:
            yield f"{code} would be public with it, and somebody changed it since you looked."
