"""Every drill, one after the other: `make drill`."""

from __future__ import annotations

import subprocess
import sys

DRILLS = (
    *("slow_clients", "held_lock", "two_uploads", "four_pastes", "machine", "interrupted", "two_instances"),
    "strangers_hour",
)


def main() -> None:
    """Run each in a process of its own; ends with an error where one did."""
    failed = []
    for drill in DRILLS:
        print(f"\n== {drill}", flush=True)
        if subprocess.run([sys.executable, "-m", f"tests.drills.{drill}"], check=False).returncode:
            failed.append(drill)
    sys.exit(f"failed: {', '.join(failed)}" if failed else 0)


if __name__ == "__main__":
    main()
