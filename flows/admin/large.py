"""Lists of very many rows: counted up to a limit, searched among the newest, filtered without reading them all.

Note 1: nobody turns to page 20,000. A list counts no further than `MOST_COUNTED`, and offers no more pages; years,
filters and search lead to the rest. With fewer rows than that everything is counted and searched, as Django does.

Note 2: a word anywhere in a text is found only by reading the text. An index of all words would double the database
and slow every import, for a search that is nearly always for a claim just entered, so the text of the newest
`MOST_SEARCHED` rows is read, of those that the filters leave; a code is found among all by how it begins.
"""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import Any, ClassVar

from django.contrib import admin
from django.core.paginator import Paginator
from django.db import connection
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest

MOST_COUNTED = 5_000
MOST_SEARCHED = 10_000


class UpToALimit(Paginator):
    """Pages of a list, counted up to `MOST_COUNTED`."""

    @cached_property
    def count(self) -> int:
        """How many rows there are; `MOST_COUNTED` where there are more."""
        rows: Any = self.object_list
        if not isinstance(rows, QuerySet):
            return len(rows)
        return rows.order_by().values("pk")[:MOST_COUNTED].count()


class InUse(admin.RelatedFieldListFilter):
    """A filter with those related rows that any row refers to: each is asked about by itself, along the index."""

    def field_choices(self, field: Any, request: HttpRequest, model_admin: Any) -> list[tuple[Any, Any]]:
        """The choices, in the order of the related table."""
        referring = model_admin.model._default_manager.filter(**{field.name: OuterRef("pk")})
        used = field.remote_field.model._default_manager.filter(Exists(referring)).values("pk")
        ordering = self.field_admin_ordering(field, request, model_admin)
        found: list[tuple[Any, Any]] = field.get_choices(
            include_blank=False, ordering=ordering, limit_choices_to={"pk__in": used}
        )
        return found


class YearFilter(admin.SimpleListFilter):
    """The year of a list's day: only the first and the last row are read to know which there are."""

    title = "year"
    parameter_name = "year"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """The years from the last one to the first."""
        field = model_admin.dated_by
        dated = model_admin.model._default_manager.filter(**{f"{field}__isnull": False}).values_list(field, flat=True)
        first, last = dated.order_by(field).first(), dated.order_by(f"-{field}").first()
        if first is None or last is None:
            return []
        return [(str(year), str(year)) for year in range(last.year, first.year - 1, -1)]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """The rows of the year that is chosen; all where none is."""
        year = self.value()
        if not year:
            return queryset
        if not (year.isascii() and year.isdigit() and len(year) == 4):
            return queryset.none()
        field = self._field(queryset)
        return queryset.filter(**{f"{field}__range": (date(int(year), 1, 1), date(int(year), 12, 31))})

    @staticmethod
    def _field(queryset: QuerySet[Any]) -> str:
        table: Any = admin.site._registry[queryset.model]
        return str(table.dated_by)


class LargeList(admin.ModelAdmin):
    """A table that may hold a million rows, newest first by the field that it is ``dated_by``."""

    dated_by: ClassVar[str]
    paginator = UpToALimit
    show_full_result_count = False
    search_help_text = (
        f"All the words, in any order. Text is searched in the newest {MOST_SEARCHED:,} rows that the filters leave, a "
        f"code in all by how it begins; lists end after {MOST_COUNTED:,}."
    )

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """Django's own search among the newest rows, and the rows whose code begins with the words."""
        oldest = self._oldest_searched(queryset)
        if not search_term or oldest is None:
            return super().get_search_results(request, queryset, search_term)
        newest = queryset.filter(**{f"{self.dated_by}__gte": oldest})
        found, duplicates = super().get_search_results(request, newest, search_term)
        # Found once and then named, or the text would be searched again for the count, the page and the years.
        latest = f"-{self.dated_by}"
        named = {*found.order_by(latest).values_list("pk", flat=True)[:MOST_COUNTED]}
        named |= {*_beginning_with(queryset, search_term.strip()).values_list("pk", flat=True)[:MOST_COUNTED]}
        return queryset.filter(pk__in=named), duplicates

    def _oldest_searched(self, queryset: QuerySet[Any]) -> date | None:
        """The day down to which text is searched; None where there are few enough rows for all of them."""
        days = queryset.order_by(f"-{self.dated_by}", "-code").values_list(self.dated_by, flat=True)
        day: date | None = next(iter(days[MOST_SEARCHED : MOST_SEARCHED + 1]), None)
        return day


def _beginning_with(queryset: QuerySet[Any], term: str) -> QuerySet[Any]:
    rows = queryset.order_by("pk")
    if connection.vendor != "sqlite":
        return rows.filter(pk__startswith=term)
    # SQLite's LIKE takes no notice of case, and so none of the index.
    return rows.filter(pk__gte=term, pk__lt=f"{term}\N{REPLACEMENT CHARACTER}")
