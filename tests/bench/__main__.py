"""Every benchmark, one after the other, each in a process of its own, so that none warms what another measures.

`python -m tests.bench` measures with a thousand, a hundred thousand and a million claims, prints what it found beside
the goals, and writes it to the page in the documentation. `python -m tests.bench 1000` measures with other numbers of
claims, and only prints.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.bench.measuring import MARK, Result, collected
from tests.bench.report import table, write_page
from tests.bench.synthetic import database, environment

SIZES = (1_000, 100_000, 1_000_000)
BY_THEMSELVES = ("ledger", "balance", "extraction")
AT_EACH_SIZE = ("api", "pages", "exports", "starting")
IMPORTED_AT = 100_000


def main(sizes: tuple[int, ...]) -> None:
    """Measure, print, and after a full run write the page; the exit code says whether every part finished."""
    failed = [part for part in BY_THEMSELVES if not _alone(part)]
    found: list[Result] = []
    for size in sizes:
        print(f"\n== {size:,} claims", flush=True)
        file = database(size)
        for part in (*AT_EACH_SIZE, *(("importing",) if size == min(IMPORTED_AT, max(sizes)) else ())):
            results = _measured(part, size, file)
            found += results
            if not results:
                failed.append(f"{part} at {size:,}")
    print("\n" + table(found))
    if sizes == SIZES and not failed:
        write_page(found)
    sys.exit(f"did not finish: {', '.join(failed)}" if failed else 0)


def _alone(part: str) -> bool:
    print(f"\n== {part}", flush=True)
    return subprocess.run([sys.executable, "-m", f"tests.bench.{part}"], check=False).returncode == 0


def _measured(part: str, size: int, file: Path) -> list[Result]:
    """What a part found, on a copy of the file where it writes."""
    with tempfile.TemporaryDirectory() as folder:
        own = Path(shutil.copy(file, folder)) if part in ("importing", "pages") else file
        command = [sys.executable, "-m", f"tests.bench.{part}", str(size)]
        ran = subprocess.run(command, env=environment(own), stdout=subprocess.PIPE, text=True, check=False)
    print("".join(f"{line}\n" for line in ran.stdout.splitlines() if not line.startswith(MARK)), end="")
    results = collected(ran.stdout)
    for result in results:
        print(f"{result.name}: {result.words}", flush=True)
    return results if ran.returncode == 0 else []


if __name__ == "__main__":
    main(tuple(int(size) for size in sys.argv[1:]) or SIZES)
