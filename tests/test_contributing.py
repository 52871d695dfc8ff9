"""What CONTRIBUTING.md says of the code is so: the index of decisions, and every file and folder that it names."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
GUIDES = ("CONTRIBUTING.md", "flows/README.md", "dashboard/README.md", "tests/README.md")


def test_the_index_of_decisions_names_every_file_with_a_numbered_note() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text().partition("## Decisions")[2]
    indexed = set(re.findall(r"\]\(([\w/.]+\.py)\)", text))
    noted = {
        path.relative_to(ROOT).as_posix()
        for folder in ("flows", "dashboard")
        for path in (ROOT / folder).rglob("*.py")
        if re.search(r"^Note 1: ", path.read_text(), re.MULTILINE)
    }
    assert indexed == noted


@pytest.mark.parametrize("guide", GUIDES)
def test_every_file_that_a_guide_names_is_there(guide: str) -> None:
    home = (ROOT / guide).parent
    named = re.findall(r"`((?:[\w.-]+/)+[\w.-]*)`", (ROOT / guide).read_text())
    named += re.findall(r"`([\w-]+\.(?:py|md|css|js|html))`", (ROOT / guide).read_text())
    missing = [
        name
        for name in named
        if not any((base / name).exists() for base in (ROOT, home)) and not any(ROOT.rglob(f"*/{name}"))
    ]
    assert named
    assert not missing


@pytest.mark.parametrize("guide", GUIDES)
def test_every_link_of_a_guide_leads_somewhere(guide: str) -> None:
    home = (ROOT / guide).parent
    targets = re.findall(r"\]\(([^)#:]+)(?:#[\w-]+)?\)", (ROOT / guide).read_text())
    assert not [target for target in targets if not (home / target).exists()]
