"""Files that hold accounts, sessions or what is not yet public: their owner alone reads them, whatever the umask.

The umask itself stays as it is: static files are written by one user and read by another.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from django.conf import settings
from django.db import connection

FILE, FOLDER = 0o600, 0o700
_OURS = re.compile(r"\.?munitions-flows-|damaged-|(readers|security)\.sqlite3|replaced$")


def folder(path: Path) -> Path:
    """The folder; made, with those above it that are missing, for its owner alone."""
    for missing in [one for one in (*reversed(path.parents), path) if not one.exists()]:
        missing.mkdir(mode=FOLDER, exist_ok=True)
    return path


def file(path: Path) -> Path:
    """The file; an empty one where there is none, narrowed where others could read it."""
    os.close(os.open(path, os.O_CREAT | os.O_RDWR, FILE))
    path.chmod(FILE)
    return path


def kept() -> Iterator[Path]:
    """Everything private that the settings name and that is there: database, counters, copies, `.env`."""
    database = connection.settings_dict
    if database["ENGINE"] == "dashboard.database":
        yield from (path for ending in ("", "-wal", "-shm") if (path := Path(f"{database['NAME']}{ending}")).is_file())
    for root in (Path(settings.COUNTERS_DIR), Path(settings.BACKUPS_DIR), Path(settings.BACKUPS_DIR) / "replaced"):
        yield from _ours_in(root)
    if (read := Path(settings.BASE_DIR) / ".env").is_file():
        yield read


def _ours_in(root: Path) -> Iterator[Path]:
    """What lies in a folder under names of ours; the folder itself where nothing else does, since others may use it."""
    entries = sorted(root.iterdir()) if root.is_dir() else []
    ours = [entry for entry in entries if _OURS.match(entry.name)]
    if entries and ours == entries:
        yield root
    yield from ours


def narrow(paths: Iterable[Path]) -> tuple[list[Path], list[Path]]:
    """Those that others could read and now cannot, and those that they still can, since they are somebody else's."""
    narrowed, open_still = [], []
    for path in paths:
        wanted = FOLDER if path.is_dir() else FILE
        if path.is_symlink() or not path.stat().st_mode & 0o077:
            continue
        try:
            path.chmod(wanted)
        except OSError:
            open_still.append(path)
        else:
            narrowed.append(path)
    return narrowed, open_still
