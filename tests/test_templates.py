"""How templates are written: lines that fit a window, and titles on one line."""

from __future__ import annotations

from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[1] / "templates"
TEMPLATES = sorted(FOLDER.rglob("*.html"))
LONGEST = 160


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: str(path.relative_to(FOLDER)))
def test_no_line_is_longer_than_a_window(template: Path) -> None:
    lines = enumerate(template.read_text().splitlines(), 1)
    assert [number for number, line in lines if len(line) > LONGEST] == []


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: str(path.relative_to(FOLDER)))
def test_a_title_stands_on_one_line(template: Path) -> None:
    text = template.read_text()
    for opening, closing in (("<title>", "</title>"), ("{% block title %}", "{% endblock")):
        for part in text.split(opening)[1:]:
            assert "\n" not in part.partition(closing)[0]


def test_the_frame_of_a_table_and_the_breadcrumbs_are_written_once() -> None:
    texts = {str(path.relative_to(FOLDER)): path.read_text() for path in TEMPLATES}
    assert [name for name, text in texts.items() if 'class="table-frame"' in text] == []
    assert [name for name, text in texts.items() if 'class="breadcrumbs"' in text] == ["admin/breadcrumbs.html"]
