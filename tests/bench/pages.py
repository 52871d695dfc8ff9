"""How many queries and how much time the pages take as the claims grow: `make bench` prints it."""

from __future__ import annotations

import os
import random
import tempfile
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from time import perf_counter

SIZES = (1_000, 10_000, 100_000)
PAGES = (
    "/",
    "/flows/kp/ru/artillery-round/",
    "/compare/?as_of=2024-06-14",
    "/api/v1/shipments/",
    "/api/v1/flows/kp/ru/artillery-round/",
)


@dataclass(frozen=True)
class Measured:
    """One answer at one size: the queries it took, the best of three times in milliseconds, its size in kilobytes."""

    queries: int
    milliseconds: float
    kilobytes: float


def grow(size: int) -> None:
    """Copies of the real claims about flows until there are so many: same shape, other codes, days and figures."""
    from flows import models

    chance = random.Random(size)
    real = list(models.Shipment.objects.filter(code__in=_real()).order_by("claimed_on"))
    made = []
    number = models.Shipment.objects.count()
    while number < size:
        copy = number // len(real)
        for claim in real:
            fields = {f.attname: getattr(claim, f.attname) for f in models.Shipment._meta.concrete_fields}
            shift = timedelta(days=copy)
            group = claim.alternative_group
            fields |= {
                "code": f"{claim.code}.{copy}",
                "claimed_on": claim.claimed_on + shift,
                "supersedes_id": f"{claim.supersedes_id}.{copy}" if claim.supersedes_id else None,
                "part_of_id": f"{claim.part_of_id}.{copy}" if claim.part_of_id else None,
                "derived_from_id": f"{claim.derived_from_id}.{copy}" if claim.derived_from_id else None,
                "alternative_group": f"{group}.{copy}" if group else "",
            }
            for name in ("low", "point", "high"):
                if fields[name] is not None:
                    fields[name] = (fields[name] * chance.randint(90, 110) / 100).quantize(fields[name])
            if fields["low"] is not None and fields["high"] is not None:
                fields["low"], fields["high"] = sorted((fields["low"], fields["high"]))
            made.append(models.Shipment(**fields))
            number += 1
    models.Shipment.objects.bulk_create(made, batch_size=2000)


def measure(path: str) -> Measured:
    """One page, asked three times."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client, times = Client(), []
    connection.ensure_connection()
    with CaptureQueriesContext(connection) as queries:
        response = client.get(path)
        asked = len(queries)
    assert response.status_code == 200, path
    for _ in range(3):
        start = perf_counter()
        client.get(path)
        times.append(perf_counter() - start)
    return Measured(asked, min(times) * 1000, len(response.content) / 1024)


def main() -> None:
    """Print a row a page and size, and whether the number of queries stayed the same."""
    with tempfile.TemporaryDirectory() as folder:
        _start(Path(folder) / "bench.sqlite3")
        print(f"{'page':<42} {'claims':>8} {'queries':>8} {'ms':>9} {'kB':>8}")
        first: dict[str, int] = {}
        fixed = True
        for size in SIZES:
            grow(size)
            for path in PAGES:
                found = measure(path)
                fixed &= first.setdefault(path, found.queries) == found.queries
                print(f"{path:<42} {size:>8,} {found.queries:>8} {found.milliseconds:>9.1f} {found.kilobytes:>8.1f}")
        print(f"goal: a fixed number of queries whatever the number of claims: {'met' if fixed else 'MISSED'}")


def _real() -> list[str]:
    import csv

    with (Path(__file__).parents[2] / "seeds/shipments.csv").open(encoding="utf-8", newline="") as file:
        return [row["code"] for row in csv.DictReader(file)]


def _start(database: Path) -> None:
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "dashboard.settings",
        "DATABASE_URL": f"sqlite:///{database}",
        "LOCAL": "true",
        "CACHE_URL": "locmemcache://",
        "LOG_LEVEL": "ERROR",
    }
    import django
    from django.conf import settings
    from django.core.management import call_command

    django.setup()
    settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
    settings.ALLOWED_HOSTS.append("testserver")
    call_command("migrate", verbosity=0)
    call_command("load_seeds", verbosity=0)


if __name__ == "__main__":
    main()
