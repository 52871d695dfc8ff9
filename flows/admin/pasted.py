"""A claim's form opened from a pasted article: its sentence above the form, and the next draft once it is saved."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, ClassVar

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from flows.actions.keep_passage import keep_passage
from flows.admin.article import DRAFT, Article, pasted, store
from flows.admin.paste import found
from flows.models.passages import LONGEST

_GOES_ON = ("_continue", "_addanother", "_popup")


class FromArticle(admin.ModelAdmin):
    """Adds both to a table of claims; nothing changes for a form that was opened otherwise."""

    table: ClassVar[str]

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        """Django's own, with the draft that the form was opened from."""
        opened = _opened(request) if kwargs.get("add") else None
        draft = _words(*opened) if opened is not None else None
        guessed = opened[1]["guessed"] if opened is not None else {}
        return super().render_change_form(request, {**context, "draft": draft, "guessed": guessed}, *args, **kwargs)

    def response_add(self, request: HttpRequest, obj: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        """Django's own; from a draft on to the next one, or back to the article after the last."""
        answer = super().response_add(request, obj, *args, **kwargs)
        opened = _opened(request)
        if opened is None or any(name in request.POST for name in _GOES_ON):
            return answer
        article, draft = opened
        if draft["sentence"] and len(draft["sentence"]) <= LONGEST:
            keep_passage(obj, draft["sentence"], request.user)
        voice = obj.claimant_id if draft["asks_claimant"] else article.voice
        entered = {**article.entered, draft["number"]: (self.table, obj.pk)}
        article = replace(article, entered=entered, voice=voice)
        store(request, article)
        return redirect(_next(article, draft["number"]))


def _opened(request: HttpRequest) -> tuple[Article, dict[str, Any]] | None:
    """The article and the draft of it that a form was opened from; None where it was opened otherwise."""
    number = request.GET.get(DRAFT, "")
    article = pasted(request) if number else None
    if article is None:
        return None
    draft = next((one for one in found(article)["drafts"] if str(one["number"]) == number), None)
    return (article, draft) if draft is not None else None


def _words(article: Article, draft: dict[str, Any]) -> dict[str, Any]:
    """What the form says of its draft."""
    shown = found(article)
    return {
        "place": draft["number"],
        "of": len(shown["drafts"]) + len(shown["entered"]) + len(shown["dropped"]),
        "heading": draft["heading"],
        "sentence": draft["sentence"],
        "asks": draft["missing"],
        "back": f"{reverse('admin:flows_paste')}#drafts",
    }


def _next(article: Article, number: int) -> str:
    """The form of the next draft that is left, those after this one first; the article where none is."""
    left = found(article)["drafts"]
    after = [draft for draft in left if draft["number"] > number]
    first = next(iter((*after, *left)), None)
    return str(first["address"]) if first is not None else f"{reverse('admin:flows_paste')}#drafts"
