"""Clients that others generate, and linters of the schema: `make clients`.

The schema of a running site is linted by redocly and spectral; openapi-typescript and orval make clients of it, which
pass the strict type checker and call the site. The client in Python has its test: `tests/flows/api`.
"""

from __future__ import annotations

import os
import subprocess
import tempfile
from pathlib import Path

from tests.drills.running_site import running_site

HERE = Path(__file__).parent
SCHEMA = "made/openapi.json"
STEPS = {
    "redocly": ("redocly", "lint", SCHEMA),
    "spectral": ("spectral", "lint", "--fail-severity=warn", SCHEMA),
    "openapi-typescript": ("openapi-typescript", SCHEMA, "--output", "made/schema.ts"),
    "orval": ("orval",),
    "tsc --strict": ("tsc", "--project", "."),
    "calls": ("node", "made/js/calls.js"),
}


def main() -> None:
    """Every step; ends with an error where one did."""
    (HERE / "made").mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, running_site(Path(folder)) as site:
        (HERE / SCHEMA).write_text(site.get("/api/v1/schema/").text, encoding="utf-8")
        surroundings = {
            **os.environ,
            "PATH": f"{HERE}/node_modules/.bin:{os.environ['PATH']}",
            "SITE": site.address,
            # The linter asks nobody else for anything.
            "REDOCLY_TELEMETRY": "off",
            "REDOCLY_SUPPRESS_UPDATE_NOTICE": "true",
        }
        for name, command in STEPS.items():
            print(f"\n== {name}", flush=True)
            subprocess.run(command, cwd=HERE, env=surroundings, check=True)


if __name__ == "__main__":
    main()
