"""As many claims about flows as are wanted, made from the real ones: their shapes, chains and spread, other figures.

Each round copies every real claim with its relations inside the round. A hundred theatres of ten by ten families of
parties take turns, so that flows multiply with the claims: a million claims lie in about five thousand flows, the
largest with some two thousand claims. Documents are copied every fourth round. Rounds begin on days spread over three
years, figures vary by a tenth, and every claim has its revision, without the values that nothing here reads.

The files lie in a folder of the system's own for temporary files, under a name that follows from the tables, the seeds
and this file; they are made once and used by every part of a run.
"""

from __future__ import annotations

import csv
import os
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from datetime import timedelta
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import Any

FAMILIES = 10
ROUNDS_A_DOCUMENT = 4
_SPREAD = 1_000
_ROWS_AT_ONCE = 20_000
_ROOT = Path(__file__).parents[2]


def database(size: int) -> Path:
    """The file with ``size`` claims or a few more; made in a process of its own where it is not there yet."""
    folder = Path(tempfile.gettempdir()) / f"munitions-flows-bench-{_fingerprint()}"
    folder.mkdir(exist_ok=True)
    file = folder / f"{size}.sqlite3"
    if not file.exists():
        part = folder / f"{size}.part.sqlite3"
        for left in folder.glob(f"{part.name}*"):
            left.unlink()
        subprocess.run([sys.executable, "-m", __spec__.name, str(size)], env=environment(part), check=True)
        part.rename(file)
    return file


def environment(database: Path, **more: str) -> dict[str, str]:
    """What a process that works on such a file is started with."""
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "dashboard.settings",
        "DATABASE_URL": f"sqlite:///{database}",
        "CACHE_URL": "locmemcache://",
        "LOCAL": "true",
        "ALLOWED_HOSTS": "127.0.0.1,testserver",
        "API_REQUESTS_A_MINUTE": "0",
        "PAGES_COMPUTED_A_MINUTE": "0",
        "LOG_LEVEL": "CRITICAL",
        **more,
    }


def grow(size: int) -> None:
    """Fill the database up to at least ``size`` claims about flows, in whole rounds; always the same for a size."""
    from django.db import transaction

    from flows import search_index
    from flows.models import Actor, Claimant, Shipment, Source

    codes = real_codes()
    real = list(Shipment.objects.filter(code__in=codes).order_by("claimed_on", "code"))
    rounds = range(1, -(-size // len(real)))
    with transaction.atomic():
        for model, unique in ((Actor, ("name",)), (Claimant, ("name", "short_name"))):
            rows = list(model.objects.all())
            _insert(model, (_family(row, unique, number) for number in range(1, FAMILIES) for row in rows))
        documents = list(Source.objects.filter(code__in={claim.source_id for claim in real}))
        last = rounds.stop // ROUNDS_A_DOCUMENT
        _insert(Source, (_family(row, ("url",), number) for number in range(1, last + 1) for row in documents))
        _insert(Shipment, (row for turn in rounds for row in _round(real, turn)))
        _revisions()
        search_index.fill()


def real_codes() -> list[str]:
    """The codes of the claims about flows in the seeds."""
    with (_ROOT / "seeds/shipments.csv").open(encoding="utf-8", newline="") as file:
        return [row["code"] for row in csv.DictReader(file)]


def _family(row: Any, unique: tuple[str, ...], number: int) -> dict[str, Any]:
    values = _values(row)
    values["code"] = f"{row.code}.{number}"
    for name in unique:
        values[name] = f"{values[name][:40] if name == 'short_name' else values[name]} {number}"
    for name in ("part_of_id", "actor_id"):
        if values.get(name):
            values[name] = f"{values[name]}.{number}"
    if "iso_alpha3" in values:
        values["iso_alpha3"] = ""
    return values


def _round(real: list[Any], turn: int) -> Iterator[dict[str, Any]]:
    chance = random.Random(turn)
    shift = timedelta(days=turn * 37 % _SPREAD)
    supplier, recipient, document = turn % FAMILIES, turn // FAMILIES % FAMILIES, turn // ROUNDS_A_DOCUMENT
    families = {
        "supplier_id": supplier,
        "recipient_id": recipient,
        "claimant_id": supplier,
        "source_id": document,
        "supersedes_id": turn,
        "part_of_id": turn,
        "derived_from_id": turn,
        "alternative_group": turn,
    }
    for claim in real:
        values = _values(claim)
        values["code"] = f"{claim.code}.{turn}"
        for name in ("claimed_on", "period_start", "period_end"):
            if values[name] is not None:
                values[name] -= shift
        for name, family in families.items():
            if values[name] and family:
                values[name] = f"{values[name]}.{family}"
        for name in ("low", "point", "high"):
            if values[name] is not None:
                values[name] = (values[name] * chance.randint(90, 110) / 100).quantize(values[name])
        if values["low"] is not None and values["high"] is not None:
            values["low"], values["high"] = sorted((values["low"], values["high"]))
        yield values


def _values(row: Any) -> dict[str, Any]:
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}


def _insert(model: Any, rows: Iterable[dict[str, Any]]) -> None:
    """Rows straight into the table: objects and their checks would take five times as long."""
    from django.db import connection

    fields = model._meta.concrete_fields
    columns = ", ".join(f'"{field.column}"' for field in fields)
    statement = f'INSERT INTO "{model._meta.db_table}" ({columns}) VALUES ({", ".join(["%s"] * len(fields))})'
    ready = ([field.get_db_prep_save(row[field.attname], connection) for field in fields] for row in rows)
    with connection.cursor() as cursor:
        while some := list(islice(ready, _ROWS_AT_ONCE)):
            cursor.executemany(statement, some)


def _revisions() -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            'INSERT INTO flows_revision (kind, code, number, verb, at, note, "values") '
            "SELECT 'shipments', code, 1, 'imported', recorded_at, '', '{\"status\":\"published\"}' "
            "FROM flows_shipment WHERE code NOT IN (SELECT code FROM flows_revision)"
        )


def _fingerprint() -> str:
    files = [Path(__file__), *sorted((_ROOT / "flows/migrations").glob("*.py")), *sorted((_ROOT / "seeds").iterdir())]
    return sha256(b"".join(file.read_bytes() for file in files if file.is_file())).hexdigest()[:10]


def main(size: int) -> None:
    """Make the database that the environment names."""
    import django
    from django.core.management import call_command
    from django.db import connection

    django.setup()
    call_command("migrate", verbosity=0)
    call_command("load_seeds", verbosity=0)
    grow(size)
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()


if __name__ == "__main__":
    main(int(sys.argv[1]))
