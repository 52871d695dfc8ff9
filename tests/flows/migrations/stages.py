"""Migrates the empty database that the environment names version by version, and copies it at each.

`python -m tests.flows.migrations.stages 0001_tables 0002_supersession_rules` prints the addresses of the copies.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable

import django
from django.core.management import call_command
from django.db import connection

from tests.databases import copied_database


def main(versions: Iterable[str]) -> None:
    """Print as JSON the address of a database at each version."""
    django.setup()
    made = {}
    for version in versions:
        call_command("migrate", "flows", version, verbosity=0)
        connection.close()
        made[version] = copied_database(os.environ["DATABASE_URL"], version[:4])
    print(json.dumps(made))


if __name__ == "__main__":
    main(sys.argv[1:])
