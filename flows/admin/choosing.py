"""Choosing a party, munition, claimant or place: by any name in any script, that which is called exactly so first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib import admin
from django.db.models import Case, IntegerField, Model, Q, QuerySet, Value, When
from django.http import HttpRequest

from flows.models import Merge
from flows.search_words import words_of

_OWN = ("pk", "name", "short_name", "plural")
_EXACT, _EXACT_ALIAS, _BEGINS, _IN_NAME, _ELSEWHERE = range(5)


def ranks_of(model: type[Model], term: str) -> Mapping[int, Sequence[str]]:
    """By rank the codes of the rows that a term names: exactly, exactly by another name, by the beginning of the name,
    by the beginnings of words in one of its names. Two queries: these tables are small."""
    asked = words_of(term)
    own = [field for field in _OWN if field == "pk" or field in {each.name for each in model._meta.fields}]
    best: dict[str, int] = {}

    def put(code: str, name: str, exact: int, begins: int) -> None:
        words = words_of(name)
        if words == asked:
            rank = exact
        elif " ".join(words).startswith(" ".join(asked)):
            rank = begins
        elif all(any(word.startswith(part) for word in words) for part in asked):
            rank = _IN_NAME
        else:
            return
        best[code] = min(best.get(code, rank), rank)

    if asked:
        for code, *names in model._default_manager.values_list(*own):
            for name in (code, *names):
                put(code, name, _EXACT, _BEGINS)
        for code, name in model._default_manager.exclude(other_names=None).values_list("pk", "other_names__name"):
            put(code, name, _EXACT_ALIAS, _IN_NAME)
    ranks: dict[int, list[str]] = defaultdict(list)
    for code, rank in best.items():
        ranks[rank].append(code)
    return ranks


class ChosenByName(admin.ModelAdmin):
    """A table that is searched by all names of its rows; what was merged into another is offered in no choice."""

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """Django's own results, and what a name finds before them, the exact name first."""
        found, duplicates = super().get_search_results(request, queryset, search_term)
        if request.resolver_match is not None and request.resolver_match.url_name == "autocomplete":
            merged = Merge.objects.hidden(str(self.opts.verbose_name_plural))
            queryset, found = queryset.exclude(pk__in=merged), found.exclude(pk__in=merged)
        ranks = ranks_of(self.model, search_term)
        if not ranks:
            return found, duplicates
        named = [code for codes in ranks.values() for code in codes]
        every = queryset.filter(Q(pk__in=named) | Q(pk__in=found.order_by().values("pk")))
        if "o" in request.GET:
            return every, False
        order = Case(
            *(When(pk__in=codes, then=Value(rank)) for rank, codes in ranks.items()),
            default=Value(_ELSEWHERE),
            output_field=IntegerField(),
        )
        return every.order_by(order, *self.model._meta.ordering, "pk"), False
