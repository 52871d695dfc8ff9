"""The check of a page finds what it is to find, in the rows that it leaves out as well."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.accessible import assert_accessible_in_both_themes

ROW = '<tr{}><td><a href="/{}">Row {}</a></td></tr>'
STYLE = """
td, a, h1 {{ color: black; background: white; }}
@media (prefers-color-scheme: {theme}) {{ .faint a {{ {style} }} }}
"""


def shown(page: Page, theme: str, style: str = "color: #ddd") -> None:
    rows = "".join(ROW.format(' class="faint"' if number == 7 else "", number, number) for number in range(9))
    page.set_content(
        f'<!doctype html><html lang="en"><title>Rows</title><style>{STYLE.format(theme=theme, style=style)}</style>'
        f"<main><h1>Rows</h1><table><tbody>{rows}</tbody></table></main></html>"
    )


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_faint_row_among_many_is_found_in_either_theme(page: Page, theme: str) -> None:
    shown(page, theme)
    with pytest.raises(AssertionError, match="color-contrast"):
        assert_accessible_in_both_themes(page)


def test_rows_that_differ_in_texts_alone_are_thinned_out(page: Page) -> None:
    shown(page, "light", "font-weight: bold")
    assert_accessible_in_both_themes(page)
    assert page.locator("tr").all_inner_texts() == ["Row 0", "Row 1", "Row 7"]


def test_what_is_wrong_in_a_row_that_is_thinned_out_is_found(page: Page) -> None:
    shown(page, "light", "font-weight: bold")
    page.locator("a").nth(5).evaluate("link => { link.textContent = ''; }")
    with pytest.raises(AssertionError, match="discernible text"):
        assert_accessible_in_both_themes(page)
