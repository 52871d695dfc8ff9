"""The ways through the site: its sections with their pages, and the steps down to a page, all from one list."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from flows.pages_of_site import SECTIONS, SitePage, listed_at, section_of
from flows.questions.parameters import write
from flows.subject import within
from flows.vocabulary import Reliability


@dataclass(frozen=True, slots=True)
class Crumb:
    """One step on the way down to a page; without an address it is no link."""

    label: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """A listed page in the masthead; ``here`` is the page itself, and ``above`` the list that the page stands below."""

    label: str
    address: str
    here: bool
    above: bool


@dataclass(frozen=True, slots=True)
class Menu:
    """A section in the masthead with its pages; ``here`` where the page that is read stands in it."""

    title: str
    links: tuple[Link, ...]
    here: bool


def menus(name: str, below: str, as_of: date | None, grade: Reliability | None) -> tuple[Menu, ...]:
    """Every section, for the page at the address of a name, or below the listed page that is given."""
    page = listed_at(below or name)
    found = []
    for section in SECTIONS:
        links = tuple(
            Link(each.short, at_day(each, as_of, grade), each is page and each.name == name, each is page)
            for each in section.pages
        )
        found.append(Menu(section.title, links, any(link.above for link in links)))
    return tuple(found)


def trail(name: str, below: str, as_of: date | None, grade: Reliability | None) -> tuple[Crumb, ...]:
    """The section and the listed page above the address of a name, with the day and the grade that are being read."""
    page = listed_at(below or name)
    section = section_of(page) if page else None
    if page is None or section is None:
        return ()
    steps = [Crumb(page.short, at_day(page, as_of, grade))] if page.name != name else []
    if len(section.pages) > 1:
        # The name of a section leads to its first page, unless that page is read or comes next.
        head = section.pages[0]
        steps.insert(0, Crumb(section.title, at_day(head, as_of, grade) if head is not page else ""))
    return tuple(steps)


def at_day(page: SitePage, as_of: date | None, grade: Reliability | None) -> str:
    """The address of a listed page that keeps the day and the grade that are being read."""
    query = write({"as_of": as_of, "grade": grade}) if page.dated else ""
    path = within(page.path)
    return f"{path}?{query}" if query else path
