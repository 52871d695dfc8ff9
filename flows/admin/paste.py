"""Paste an article: what it states, found in place, and drafts of claims to open, correct or drop.

The text is read by `flows.extraction`, here and now; its address is kept and never fetched. A pasted article lies in
the editor's own session until it is put away: nothing is recorded before a draft is opened and saved.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from subprocess import CalledProcessError
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.core.validators import MaxLengthValidator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from flows.admin.article import ARTICLE, DRAFT, Article, discard, pasted, store
from flows.admin.days import HOW, DayField, DayInput
from flows.admin.defaults import Default
from flows.apart import TooSlow
from flows.extraction.apart import SECONDS, read_apart
from flows.extraction.draft import Draft
from flows.extraction.findings import KINDS, Finding, Vocabulary
from flows.extraction.guesses import Guess
from flows.extraction.reader import LONGEST
from flows.importing.days import latest_day
from flows.models import Source
from flows.queries.alike import alike
from flows.queries.rows import MODELS
from flows.queries.source_at import source_at
from flows.queries.text_vocabulary import text_vocabulary
from flows.vocabulary import (
    ACTIVITY,
    BASIS,
    BOUND,
    COMPARED,
    INDICATOR_UNIT,
    PER,
    RATIO_WORDING,
    STAGE,
    STANCE,
    START_BASIS,
    TEMPORAL,
    Bound,
    Code,
    CodedList,
    DatePrecision,
    Term,
)
from flows.wording import bounded, when

UNREADABLE = (
    f"The text could not be read within {SECONDS} seconds; it is stored. Read it again when fewer people paste, or "
    "paste the part of it that has the figures."
)
_FIGURES = ("low", "point", "high")
_NAMED = {
    "claimant": "claimant",
    "supplier": "actor",
    "recipient": "actor",
    "actor": "actor",
    "favours": "actor",
    "over": "actor",
    "munition": "munition",
}
_SHOWN: dict[str, tuple[str, ...]] = {
    "shipments": (
        "claimant",
        "supplier",
        "recipient",
        "munition",
        "stage",
        "basis",
        "stance",
        "period_start",
        "period_end",
    ),
    "rates": ("claimant", "actor", "activity", "munition", "per", "period_start", "period_end"),
    "ratios": ("claimant", "favours", "over", "compared", "period_start", "period_end"),
    "indicators": ("claimant", "actor", "unit", "name", "period_start", "period_end"),
}
"""What a card shows in full, guessed or open: who says it, of whom, what, how far along, about which time."""
_CODED: dict[str, CodedList[Term | Code]] = {
    "stage": STAGE,
    "basis": BASIS,
    "bound": BOUND,
    "temporal": TEMPORAL,
    "start_basis": START_BASIS,
    "stance": STANCE,
    "activity": ACTIVITY,
    "per": PER,
    "compared": COMPARED,
    "wording": RATIO_WORDING,
    "unit": INDICATOR_UNIT,
}


class ArticleForm(forms.Form):
    """An article's text, its address, and the day on which it was published."""

    address = forms.CharField(
        max_length=1000,
        required=False,
        widget=forms.TextInput(attrs={"class": "vTextField", "inputmode": "url", "autocomplete": "off"}),
        help_text="Used to find the source on record. It is not opened.",
    )
    published_on = DayField(
        label="Published on",
        required=False,
        widget=DayInput,
        help_text=f"Settles words such as last year; where the source is on record, its date is used. {HOW}",
    )
    # No ``max_length``: a browser would cut what is pasted to it, without a word.
    text = forms.CharField(
        validators=[MaxLengthValidator(LONGEST)],
        widget=forms.Textarea(attrs={"rows": 12, "class": "vLargeTextField"}),
        help_text=f"At most {LONGEST:,} characters.",
    )

    def clean_address(self) -> str:
        """The address, which must be one of the web if it is given."""
        address = str(self.cleaned_data["address"])
        if address and not address.startswith(("https://", "http://")):
            raise forms.ValidationError("An address begins with https:// or http://.")
        return address


class PastePages(admin.ModelAdmin):
    """Adds the page to a table's addresses in the admin."""

    def get_urls(self) -> list[URLPattern]:
        """The table's own addresses, with this page before them."""
        here = path("paste/", self.admin_site.admin_view(self.paste_view), name="flows_paste")
        return [here, *super().get_urls()]

    def paste_view(self, request: HttpRequest) -> HttpResponse:
        """The page: the form, and what was found in the article that the editor pasted last."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        article = pasted(request)
        form = ArticleForm(initial=_initial(article))
        if request.method == "POST":
            action = request.POST.get("action", "read")
            if action != "read":
                _change(request, article, action)
                return redirect(request.path)
            form = ArticleForm(request.POST)
            if form.is_valid():
                values = form.cleaned_data
                text = values["text"].replace("\r\n", "\n")
                store(request, Article(text, values["address"], values["published_on"]))
                return redirect(f"{request.path}#found")
        context = {
            **self.admin_site.each_context(request),
            "title": "Paste an article",
            "opts": self.opts,
            "form": form,
            "pasted_words": "The article",
            **(found(article) if article else {}),
        }
        return TemplateResponse(request, "admin/paste.html", context)


def found(article: Article) -> dict[str, Any]:
    """What the page shows of an article: the text with its findings, its source, its drafts, what could not be read."""
    vocabulary = text_vocabulary()
    source = source_at(article.address)
    stated = (source.published_on if source else None) or article.published_on
    of_article = {"article": article, "pasted_words": _pasted_words(article)}
    try:
        reading = read_apart(vocabulary, article.text, stated)
    except (TooSlow, CalledProcessError):
        return {**of_article, "unreadable": UNREADABLE}
    findings = reading.findings
    counts = Counter(one.kind for one in findings)
    starts = [one.start for one in findings]
    made = [
        _card(number, draft, article, source, stated, vocabulary, starts)
        for number, draft in enumerate(reading.drafts, 1)
    ]
    return {
        **of_article,
        "marked": marked(article.text, findings),
        "kinds": [
            {"kind": kind, "words": words, "count": counts[kind]} for kind, words in KINDS.items() if counts[kind]
        ],
        "source": source,
        "source_address": reverse("admin:flows_source_change", args=[source.pk]) if source else "",
        "new_source": _new_source(article),
        "stated": stated,
        "drafts": [card for card in made if card["number"] not in {*article.dropped, *article.entered}],
        "entered": [
            {**card, "code": code, "claim_address": _address(MODELS[table][0], code)}
            for card in made
            for table, code in [article.entered.get(card["number"], ("", ""))]
            if code
        ],
        "dropped": [card for card in made if card["number"] in article.dropped],
        "unread": [one for one in findings if one.ambiguous],
    }


def _pasted_words(article: Article) -> str:
    """The heading of the form once an article lies in it: how long that is, and where it is from."""
    where = f", {article.address}" if article.address else ""
    return f"The article: {len(article.text):,} characters{where}. Change it or put it away"


def marked(text: str, findings: Iterable[Finding]) -> SafeString:
    """The text, escaped, with every finding in a mark of its kind whose title says how it was read."""
    return format_html_join("", "{}", ((part,) for part in _parts(text, findings)))


def _parts(text: str, findings: Iterable[Finding]) -> Iterator[str | SafeString]:
    at = 0
    for one in findings:
        yield text[at : one.start]
        kind = "unread" if one.ambiguous else one.kind
        mark = '<mark class="found found-{}" id="found-{}" title="{}">{}</mark>'
        yield format_html(mark, kind, one.start, read_as(one), one.words)
        at = one.end
    yield text[at:]


def read_as(finding: Finding) -> str:
    """How a finding was read, in words."""
    if finding.ambiguous:
        return finding.ambiguous
    kind = KINDS[finding.kind]
    if finding.quantity is not None:
        unit = f" {finding.unit}" if finding.unit else ""
        per = f" a {finding.per}" if finding.per else ""
        return f"{kind}: {bounded(finding.quantity)}{unit}{per}"
    if finding.day is not None and finding.last_day is not None:
        is_span = finding.precision in ("span", "this year")
        days = f"{finding.day} to {finding.last_day}" if is_span else when(finding.day, finding.precision)
        return f"{kind}: {days}"
    return f"{kind}: {finding.code or 'which of several is open'}"


def _card(
    number: int,
    draft: Draft,
    article: Article,
    source: Source | None,
    stated: date | None,
    vocabulary: Vocabulary,
    starts: list[int],
) -> dict[str, Any]:
    model = MODELS[draft.table][0]
    values = {**draft.values, **_of_source(source, stated)}
    voice = article.voice if "claimant" in draft.missing else ""
    if voice:
        values["claimant"] = voice
    opened = urlencode({**values, DRAFT: number})
    address = f"{reverse(f'admin:flows_{model._meta.model_name}_add')}?{opened}"
    facts = {
        guess.field: {
            "field": _field_name(model, guess.field),
            "value": _label(guess.field, guess.value, vocabulary),
            "words": " ".join(article.text[guess.start : guess.end].split()),
            "anchor": _anchor(guess.start, starts),
            "guessed": not guess.is_sure,
            "reason": guess.reason,
        }
        for guess in draft.guesses
    }
    shown = _SHOWN[draft.table]
    return {
        "number": number,
        "kind": model._meta.verbose_name,
        "heading": _heading(draft, vocabulary),
        "sentence": article.text[draft.start : draft.end].strip(),
        "anchor": _anchor(draft.figure.start, starts),
        "address": address,
        "facts": [facts[name] for name in shown if name in facts],
        "guesses": list(facts.values()),
        "guessed": {one.field: Default(one.value, guessed_words(one)) for one in draft.guesses if not one.is_sure},
        "missing": [_field_name(model, name) for name in draft.missing if not (voice and name == "claimant")],
        "asks_claimant": "claimant" in draft.missing,
        "voice": _label("claimant", voice, vocabulary) if voice else "",
        "again": draft.again,
        "alike": [
            {"code": one.code, "reason": one.reason, "address": _address(model, one.code)}
            for one in alike(draft.table, _as_values(values, stated))
        ],
        "unquantified": draft.quantity.bound == Bound.UNQUANTIFIED,
    }


def guessed_words(guess: Guess) -> str:
    """Why a field of a form is filled in that was guessed: without the sign by which such reasons are told apart."""
    return f"guessed: {guess.reason}".replace("|", "/")


def _anchor(start: int, starts: list[int]) -> str:
    """The mark in the text that stands at a place, or last before it."""
    at = bisect_right(starts, start)
    return f"found-{starts[at - 1]}" if at else "found"


def _of_source(source: Source | None, stated: date | None) -> dict[str, str]:
    values = {"source": source.pk} if source else {}
    if stated is not None:
        values["claimed_on"] = stated.isoformat()
        values["date_precision"] = (source.date_precision if source else "") or "day"
    return values


def _as_values(values: Mapping[str, str], stated: date | None) -> dict[str, Any]:
    """A draft's values as the tables hold them."""
    return {
        **{name: Decimal(value) if name in _FIGURES else value for name, value in values.items()},
        "claimed_on": stated,
    }


def _heading(draft: Draft, vocabulary: Vocabulary) -> str:
    values, amount = draft.values, bounded(draft.quantity)
    if draft.table == "ratios":
        return f"{amount} to 1"
    if draft.table == "indicators":
        return f"{amount} {INDICATOR_UNIT.label(values.get('unit', draft.unit))}"
    what = vocabulary.labels.get(("munition", values.get("munition", "")), "")
    joint = " of " if draft.quantity.bound == Bound.UNQUANTIFIED else " "
    per = f" {PER.label(draft.per)}" if draft.per else ""
    return f"{amount}{joint}{what}{per}" if what else f"{amount}{per}"


def _label(field: str, value: str, vocabulary: Vocabulary) -> str:
    if field in _NAMED:
        return vocabulary.labels.get((_NAMED[field], value), value)
    if field in _CODED:
        return _CODED[field].label(value)
    return f"{Decimal(value):,}" if field in _FIGURES else value


def _field_name(model: Any, name: str) -> str:
    words = str(model._meta.get_field(name).verbose_name)
    return words[:1].upper() + words[1:]


def _address(model: Any, code: str) -> str:
    return reverse(f"admin:flows_{model._meta.model_name}_change", args=[code])


def _new_source(article: Article) -> str:
    values = {"url": article.address, "title": article.title, "language": "en", ARTICLE: "1"}
    values["accessed_on"] = latest_day().isoformat()
    if article.published_on:
        values |= {"published_on": article.published_on.isoformat(), "date_precision": DatePrecision.DAY}
    return f"{reverse('admin:flows_source_add')}?{urlencode(values)}"


def _initial(article: Article | None) -> dict[str, Any]:
    if article is None:
        return {}
    return {"text": article.text, "address": article.address, "published_on": article.published_on}


def _change(request: HttpRequest, article: Article | None, action: str) -> None:
    """Drops a draft, takes one back, or puts the article away; anything else changes nothing."""
    if action == "clear":
        discard(request)
    number = request.POST.get("draft", "")
    if article is None or not (number.isascii() and number.isdigit() and len(number) < 5):
        return
    dropped = set(article.dropped)
    if action == "drop":
        dropped.add(int(number))
    elif action == "keep":
        dropped.discard(int(number))
    store(request, replace(article, dropped=tuple(sorted(dropped))))
