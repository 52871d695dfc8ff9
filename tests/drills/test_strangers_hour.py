"""A stranger has a site of their own within the hour that the page promises, doing what it tells and nothing else."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.drills.serving import ROOT
from tests.drills.strangers_hour import TOLD, Hour, desk_knows, spent

COMMANDS = ("manage.py migrate", "manage.py load_seeds", "granian --interface wsgi")
pytestmark = pytest.mark.slow


def test_a_stranger_needs_less_than_an_hour(tmp_path: Path) -> None:
    hour = Hour()
    spent(tmp_path / "grain", hour)
    desk_knows(tmp_path / "grain")
    # A reckoning, which is the same on every machine; what the machine takes is printed and not judged.
    assert hour.human < 60 * 60
    print("\n".join(hour.told()))


def test_the_page_tells_these_commands_and_make_runs_them() -> None:
    told = TOLD.read_text(encoding="utf-8")
    assert "manage.py new_subject ../grain" in told
    assert "make run SEEDS=../grain" in told
    shown = subprocess.run(
        ["make", "--dry-run", "--always-make", "run", "SEEDS=tests/second_subject"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert [words for words in COMMANDS if words not in shown] == []
