"""How templates are written: lines that fit a window, and titles on one line."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[1] / "templates"
TEMPLATES = sorted(FOLDER.rglob("*.html"))
LONGEST = 160
_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)(?:[^<>{]|\{\{.*?\}\}|\{%.*?%\})*>|\{% (end)?([a-z_]+).*?%\}", re.DOTALL)
_VOID = {"br", "hr", "img", "input", "link", "meta", "base", "option"}


def misplaced(text: str) -> list[int]:
    """The lines that begin with a closing tag, and not as far in as the line of the tag that it closes."""
    paired = set(re.findall(r"\{% end([a-z_]+)", text))
    opened: list[tuple[str, int, bool]] = []
    found = []
    for match in _TAG.finditer(text):
        before = text[text.rfind("\n", 0, match.start()) + 1 : match.start()]
        indent, first = len(before) - len(before.lstrip()), not before.strip()
        closes, element, ends, tag = match.groups()
        name = f"<{element}>" if element else tag
        if element in _VOID or (tag and tag not in paired):
            continue
        if not (closes or ends):
            opened.append((name, indent, first))
            continue
        while opened:
            other, expected, alone = opened.pop()
            if other == name:
                if first and alone and indent != expected:
                    found.append(text.count("\n", 0, match.start()) + 1)
                break
    return found


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: str(path.relative_to(FOLDER)))
def test_no_line_is_longer_than_a_window(template: Path) -> None:
    lines = enumerate(template.read_text().splitlines(), 1)
    assert [number for number, line in lines if len(line) > LONGEST] == []


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: str(path.relative_to(FOLDER)))
def test_a_closing_tag_stands_below_what_it_closes(template: Path) -> None:
    assert misplaced(template.read_text()) == []


def test_a_misplaced_tag_is_found() -> None:
    assert misplaced("<ul>\n  {% for one in all %}\n    <li>\n  </li>\n{% endfor %}\n</ul>") == [4, 5]


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
