"""Two editors send the largest files that are taken, at once, and look at what they would do, while readers ask.

`make drill` runs it with one worker, the fewest that a site may have.
"""

from __future__ import annotations

import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx

from tests.drills.desk import Desk
from tests.drills.held_lock import NOBODY_WAITS, Asked, longest, p99, read
from tests.drills.serving import Served, filled, memory_megabytes, serving

IMPORT, PREVIEW = "/admin/flows/shipment/import/", "/admin/flows/shipment/import/preview/"
ROWS = 19_500
HEADER = "code,name,kind,lat,lon,actor,role,source,coordinate_basis,notes\n"
LINE = "upload-{editor}-{row},Upload {row} of {editor},port,,,kp,A place of a drill,,none,{notes}\n"


def main() -> None:
    """Print what both uploads and the readers meanwhile took; an error where one failed or a reader waited."""
    with tempfile.TemporaryDirectory() as name:
        url = f"sqlite:///{Path(name) / 'drill.sqlite3'}"
        filled(url)
        settings = {"WORKERS": "1", "NUM_PROXIES": "1", "LOG_LEVEL": "ERROR"}
        with serving(url, Path(name) / "log", **settings) as served, ThreadPoolExecutor(2) as editors:
            read(served)
            quiet = [asked for _ in range(3) for asked in read(served)]
            before = memory_megabytes(served.workers()[0])
            uploads = [editors.submit(_upload, served, editor) for editor in ("first", "second")]
            beside: list[Asked] = []
            while not all(upload.done() for upload in uploads):
                beside += read(served)
            seen = [upload.result() for upload in uploads]
            after = memory_megabytes(served.workers()[0])
    print(f"alone: p99 {p99(quiet) * 1000:.0f} ms, longest {longest(quiet)}")
    print(f"beside two uploads of {ROWS:,} rows: p99 {p99(beside) * 1000:.0f} ms, longest {longest(beside)}")
    print(f"the uploads: {'; '.join(told for told, _ in seen)}; memory {before:.0f} MB, then {after:.0f} MB")
    bad = [one for one in beside if one.status != 200 or one.seconds > NOBODY_WAITS]
    sys.exit(int(bool(bad) or not all(good for _, good in seen)))


def _upload(served: Served, editor: str) -> tuple[str, bool]:
    """Send a file and look at its preview; what that took, and whether the file was understood."""
    lines = (LINE.format(editor=editor, row=row, notes="x" * 900) for row in range(ROWS))
    content = (HEADER + "".join(lines)).encode()
    with httpx.Client(base_url=served.address, timeout=300) as client:
        Desk(client, editor)
        client.get(IMPORT).raise_for_status()
        token = next(each.value for each in client.cookies.jar if each.name.endswith("csrf"))
        begun = time.perf_counter()
        sent = client.post(
            IMPORT,
            data={"table": "places", "csrfmiddlewaretoken": token},
            files={"file": (f"{editor}.csv", content, "text/csv")},
            headers={"Referer": f"{served.address}{IMPORT}"},
        )
        preview = client.get(PREVIEW)
        took = time.perf_counter() - begun
    understood = (sent.status_code, preview.status_code) == (302, 200) and f"{ROWS:,}" in preview.text
    return f"{len(content) / 1e6:.1f} MB in {took:.1f} s ({sent.status_code}, {preview.status_code})", understood


if __name__ == "__main__":
    main()
