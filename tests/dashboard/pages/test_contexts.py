"""What a page hands to its template, and what the template reads, are the same: in both directions, for every page."""

from __future__ import annotations

import inspect
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Annotated, get_args, get_origin, get_type_hints

import pytest
from django.conf import settings

import dashboard.urls  # noqa: F401  (every page, and so every content)
from dashboard.pages.frame import Content, Frame
from tests.dashboard.pages.variables import paths_read

# A dataclass with slots is made twice; the first of the two, without them, may still be waiting to be collected.
CONTENTS = sorted(
    (content for content in Content.__subclasses__() if "__slots__" in vars(content)),
    key=lambda content: content.template,
)
AROUND = {"frame", "as_of", "grade"}
PARTS = {"embed/base.html", "embed/notices.html"}
"""What embedded pages are put together from."""
BEHIND_OTHERS = {"as_of", "days", "below"}
"""Fields of the frame that its own properties and the sections of the masthead are made of."""


def documented(kind: type) -> dict[str, str]:
    """The line of help of every field of a dataclass."""
    hints = get_type_hints(kind, include_extras=True)
    return {
        field.name: str(get_args(hints[field.name])[1])
        for field in fields(kind)
        if get_origin(hints[field.name]) is Annotated
    }


@pytest.mark.parametrize("content", CONTENTS, ids=lambda content: content.template)
def test_a_template_reads_every_field_of_its_page_and_nothing_else(content: type[Content]) -> None:
    read = {path[0] for path in paths_read(content.template)}
    assert read - AROUND == {field.name for field in fields(content)}  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", [*CONTENTS, Frame], ids=lambda kind: kind.__name__)
def test_a_page_is_frozen_and_each_of_its_fields_has_a_line_of_help(kind: type) -> None:
    assert is_dataclass(kind)
    assert kind.__dataclass_params__.frozen  # type: ignore[attr-defined]
    help_lines = documented(kind)
    assert set(help_lines) == {field.name for field in fields(kind)}
    for name, line in help_lines.items():
        assert line[0].isupper(), name
        assert line.endswith("."), name


def test_every_page_has_one_content() -> None:
    folder = Path(settings.BASE_DIR) / "templates"
    assert [content.template for content in CONTENTS] == sorted(
        f"{kind}/{path.name}"
        for kind in ("embed", "pages")
        for path in (folder / kind).glob("*.html")
        if f"{kind}/{path.name}" not in PARTS
    )


def test_the_frame_holds_what_templates_read_of_it_and_nothing_else() -> None:
    read = {path[1] for content in CONTENTS for path in paths_read(content.template) if path[0] == "frame" and path[1:]}
    properties = {name for name, _ in inspect.getmembers(Frame, lambda member: isinstance(member, property))}
    assert read == {field.name for field in fields(Frame)} - BEHIND_OTHERS | properties
