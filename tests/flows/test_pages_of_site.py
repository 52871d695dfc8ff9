"""The one list of pages, and the sections that are made of it."""

from __future__ import annotations

from flows.pages_of_site import PAGES_OF_SITE, SECTIONS, listed_at, section_of

UNLISTED = {"overview", "search"}
"""What the name of the site and its search lead to."""


def test_every_page_stands_in_one_section_and_is_listed_once() -> None:
    listed = [page.name for section in SECTIONS for page in section.pages]
    assert len(listed) == len(set(listed))
    assert {page.name for page in PAGES_OF_SITE} - UNLISTED == set(listed)
    assert len({page.path for page in PAGES_OF_SITE}) == len(PAGES_OF_SITE)
    assert all(page.short for section in SECTIONS for page in section.pages)


def test_sections_are_questions_in_their_order_and_none_is_empty() -> None:
    titles = [section.title for section in SECTIONS if section.title != "Stories"]
    assert titles == ["Who sent what", "Made and fired", "Compare", "Disputes", "Sources", "Data", "What changed"]
    assert all(section.pages for section in SECTIONS)


def test_one_thing_stands_below_its_list() -> None:
    page = listed_at("claimant")
    assert page is not None
    assert page.name == "claimants"
    section = section_of(page)
    assert section is not None
    assert section.title == "Sources"
    assert listed_at("claim") is None
    names = [name for page in PAGES_OF_SITE for name in page.below]
    assert len(names) == len(set(names))
