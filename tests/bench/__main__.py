"""Every benchmark, one after the other, each printing its own table and whether its goal is met."""

from __future__ import annotations

import subprocess
import sys

PARTS = ("ledger", "extraction", "pages", "api")


def main() -> None:
    """Run each part in a process of its own, so that none warms what another measures."""
    failed = []
    for part in PARTS:
        print(f"\n== {part}", flush=True)
        if subprocess.run([sys.executable, "-m", f"tests.bench.{part}"], check=False).returncode:
            failed.append(part)
    sys.exit(f"did not finish: {', '.join(failed)}" if failed else 0)


if __name__ == "__main__":
    main()
