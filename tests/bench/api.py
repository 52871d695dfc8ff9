"""The API beside a plain one over the same tables: Django REST framework's ModelViewSet with a ModelSerializer.

`python -m tests.bench.api 1000 100000` prints ratios, of processor time, measured in one run, each the median of
several.
"""

from __future__ import annotations

import os
import sys
import tempfile
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter, process_time
from typing import Any

from tests.bench.synthetic import grow

SIZES = (1_000, 100_000)
TIMES = 15
UNCACHED, CACHED, DEEP = 5.0, 20.0, 20.0


def main(sizes: tuple[int, ...]) -> None:
    """Print what was measured at each size, and which goals were met."""
    with tempfile.TemporaryDirectory() as folder:
        _start(Path(folder) / "bench.sqlite3")
        plain = _plain()
        for size in sizes:
            grow(size)
            _report(size, plain)


def _report(size: int, plain: Any) -> None:
    from django.core.cache import caches

    print(f"\n{size:,} claims")
    path = "/api/v1/shipments/"
    kept = caches["answers"]
    theirs = _median(lambda: plain("/?page_size=100"))
    uncached = _median(_asker(f"{path}?page_size=100", kept.clear))
    cached = _median(_asker(f"{path}?page_size=100"))
    _line("list of 100, plain DRF", theirs)
    _line("list of 100, uncached", uncached, theirs / uncached, UNCACHED)
    _line("list of 100, unchanged", cached, theirs / cached, CACHED)
    page = size * 9 // 10 // 100 + 1
    theirs_deep = _median(lambda: plain(f"/?page_size=100&page={page}"), 5)
    deep = _median(_asker(f"{path}?page_size=100&cursor={_cursor_at(size * 9 // 10)}", kept.clear))
    _line(f"page at row {size * 9 // 10:,}, plain DRF, numbered", theirs_deep)
    _line(f"page at row {size * 9 // 10:,}, by cursor", deep, theirs_deep / deep, DEEP if size >= 1_000_000 else None)
    _table(f"{path.rstrip('/')}.csv")


def _line(name: str, seconds: float, ratio: float | None = None, goal: float | None = None) -> None:
    told = f"{name:<46} {seconds * 1000:>9.2f} ms"
    if ratio is not None:
        told += f"   {ratio:>6.1f} times as fast"
    if goal is not None and ratio is not None:
        told += f"   goal {goal:g}: {'met' if ratio >= goal else 'MISSED'}"
    print(told, flush=True)


def _table(path: str) -> None:
    """Rows a second of the whole table as CSV, the first byte, and the memory that is added meanwhile."""
    from django.test import Client

    start = perf_counter()
    response: Any = Client().get(path)
    stream = iter(response.streaming_content)
    rows = next(stream).count(b"\r\n")
    first = perf_counter() - start
    rows += sum(chunk.count(b"\r\n") for chunk in stream)
    took = perf_counter() - start
    tracemalloc.start()
    for number, _ in enumerate(Client().get(path).streaming_content):  # type: ignore[attr-defined]
        if number == 50:
            break
    added = tracemalloc.get_traced_memory()[1] / 2**20
    tracemalloc.stop()
    print(
        f"{'CSV of everything':<46} {(rows - 1) / took:>9,.0f} rows a second, first byte {first * 1000:.1f} ms, "
        f"{added:.1f} MB added at most, {rows - 1:,} rows"
    )


def _median(asked: Callable[[], Any], times: int = TIMES) -> float:
    found = []
    asked()
    for _ in range(times):
        start = process_time()
        asked()
        found.append(process_time() - start)
    return median(found)


def _asker(path: str, before: Callable[[], Any] | None = None) -> Callable[[], Any]:
    """Asks the whole site, every middleware included."""
    from django.test import Client

    client = Client()

    def ask() -> Any:
        if before:
            before()
        response = client.get(path)
        assert response.status_code == 200, response.content
        return response

    return ask


def _cursor_at(row: int) -> str:
    from flows.models import Shipment
    from flows.queries.listing import _cursor
    from flows.questions import LISTINGS

    ordering = LISTINGS["shipments"].ordering
    field = ordering.removeprefix("-")
    found = Shipment.objects.order_by(ordering, "-code" if ordering.startswith("-") else "code")[row - 1]
    return _cursor("n", field, found)


def _plain() -> Callable[[str], Any]:
    """The list as one writes it first: every field by the serializer, the evidence by select_related, numbered pages.

    It is called without the site around it, which is in its favour.
    """
    from rest_framework.pagination import PageNumberPagination
    from rest_framework.renderers import JSONRenderer
    from rest_framework.serializers import CharField, ModelSerializer
    from rest_framework.test import APIRequestFactory
    from rest_framework.viewsets import ModelViewSet

    from flows.models import Shipment

    class Pages(PageNumberPagination):
        page_size_query_param = "page_size"

    class ShipmentSerializer(ModelSerializer):
        claimant_name = CharField(source="claimant.short_name")
        supplier_name = CharField(source="supplier.name")
        recipient_name = CharField(source="recipient.name")
        munition_name = CharField(source="munition.name")
        unit = CharField(source="munition.unit")
        publisher = CharField(source="source.publisher")
        source_title = CharField(source="source.title")
        source_link = CharField(source="source.url")
        reliability = CharField(source="source.reliability")
        superseded_by = CharField(source="successor.code", default=None)

        class Meta:
            model = Shipment
            exclude = ("recorded_at", "changed_at", "entered_by", "submitted_by", "approved_by", "review_note")

    class Shipments(ModelViewSet):
        queryset = Shipment.objects.select_related(
            "claimant", "supplier", "recipient", "munition", "source", "successor"
        ).order_by("-claimed_on", "-code")
        serializer_class = ShipmentSerializer
        pagination_class = Pages
        renderer_classes = (JSONRenderer,)

    view, factory = Shipments.as_view({"get": "list"}), APIRequestFactory()

    def ask(path: str) -> Any:
        response = view(factory.get(path)).render()
        assert response.status_code == 200
        return response

    return ask


def _start(database: Path) -> None:
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "dashboard.settings",
        "DATABASE_URL": f"sqlite:///{database}",
        "LOCAL": "true",
        "API_REQUESTS_A_MINUTE": "0",
        "LOG_LEVEL": "ERROR",
    }
    import django
    from django.conf import settings
    from django.core.management import call_command

    django.setup()
    settings.ALLOWED_HOSTS.append("testserver")
    call_command("migrate", verbosity=0)
    call_command("load_seeds", verbosity=0)


if __name__ == "__main__":
    main(tuple(int(size) for size in sys.argv[1:]) or SIZES)
