"""The pages of the site that take no code: what each is called and answers, and in which section it stands.

One list, of which the masthead, the footer, the breadcrumbs, the sitemap and the search are made.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SitePage:
    """A page: the name of its address, its path, its title, and what it answers in one sentence.

    ``section`` is where it is listed, as ``short``; without one it is reached by the name of the site or by the search.
    ``below`` are the names of the addresses of the single things that it lists. One that is not ``dated`` takes no day.
    """

    name: str
    path: str
    title: str
    line: str
    section: str = ""
    short: str = ""
    below: tuple[str, ...] = ()
    dated: bool = True


@dataclass(frozen=True, slots=True)
class SiteSection:
    """What a reader wants to know, and the pages that answer it, the first of them first."""

    title: str
    pages: tuple[SitePage, ...]


SENT = "Who sent what"
MADE = "Made and fired"
COMPARE = "Compare"
DISPUTES = "Disputes"
STORIES = "Stories"
SOURCES = "Sources"
DATA = "Data"
CHANGED = "What changed"
_ORDER = (SENT, MADE, COMPARE, DISPUTES, STORIES, SOURCES, DATA, CHANGED)

PAGES_OF_SITE: tuple[SitePage, ...] = (
    SitePage(
        "overview",
        "/",
        "Who has sent how much, and how do we know?",
        "The overview: what each side is said to have received, from whom, and who says so.",
    ),
    SitePage(
        "flows",
        "/flows/",
        "Flows",
        "Every supplier, recipient and munition that any claim names.",
        SENT,
        "Flows",
        below=("flow",),
    ),
    SitePage(
        "years",
        "/years/",
        "Who supplied what in which year",
        "Figures for each calendar year, by party.",
        SENT,
        "By year",
    ),
    SitePage(
        "share",
        "/share/",
        "What share came from one supplier?",
        "A supplier's share of what a side fires: stated, and computed apart.",
        SENT,
        "Share of one supplier",
    ),
    SitePage(
        "pace",
        "/pace/",
        "How fast did a total grow?",
        "The growth of one claimant's running total a day, beside fire and production.",
        SENT,
        "Pace of a total",
    ),
    SitePage(
        "routes",
        "/routes/",
        "Routes",
        "Ports, railways and depots, on a map and as a table; and events.",
        SENT,
        "Routes",
    ),
    SitePage(
        "places",
        "/places/",
        "Places",
        "Ports, yards, depots and parts of the front, with their routes, events and claims.",
        SENT,
        "Places",
        below=("place",),
    ),
    SitePage(
        "rates",
        "/rates/",
        "Rates of fire and production",
        "Rounds fired, produced or needed a day or a year.",
        MADE,
        "Rates of fire and production",
    ),
    SitePage(
        "balance",
        "/balance/",
        "Got, made, fired",
        "Stocks, production, deliveries and fire of a side.",
        MADE,
        "Got, made, fired",
    ),
    SitePage(
        "balance_years",
        "/balance/years/",
        "Got, made and fired, year by year",
        "What each side received, made and fired in each year, beside one another.",
        MADE,
        "Both sides by year",
    ),
    SitePage(
        "days_of_fire",
        "/days-of-fire/",
        "How long would it last?",
        "How long a quantity lasts at a rate of fire.",
        MADE,
        "Days of fire",
    ),
    SitePage(
        "convert",
        "/convert/",
        "How many rounds could the containers hold?",
        "What containers, wagons or tonnes may have held, as rounds.",
        MADE,
        "Containers as rounds",
    ),
    SitePage(
        "indicators",
        "/indicators/",
        "Context figures",
        "Money, shares and stocks that were stated, by what they measure.",
        MADE,
        "Context figures",
    ),
    SitePage(
        "compare",
        "/compare/",
        "Compare two flows",
        "Any two flows side by side, as known on any day.",
        COMPARE,
        "Two flows",
    ),
    SitePage(
        "differ",
        "/compare/claims/",
        "Why do these two claims differ?",
        "Two claims, aspect by aspect.",
        COMPARE,
        "Two claims",
    ),
    SitePage(
        "reconcile",
        "/reconcile/",
        "What would have to change for these two to meet?",
        "The fewest changes under which two claims agree.",
        COMPARE,
        "What makes two claims meet",
    ),
    SitePage(
        "disagree",
        "/disagree/",
        "Who disagrees with whom",
        "Where claimants differ about one thing and time, and by how much.",
        DISPUTES,
        "Who disagrees with whom",
    ),
    SitePage(
        "by_claimant",
        "/disagree/by-claimant/",
        "Claimant by flow",
        "The newest figure of each claimant about each flow, in one table.",
        DISPUTES,
        "Claimant by flow",
    ),
    SitePage(
        "ratios",
        "/ratios/",
        "Stated ratios",
        "Ratios of fire, guns, production and stocks that were stated.",
        DISPUTES,
        "Stated ratios",
    ),
    SitePage(
        "sources",
        "/sources/",
        "Sources",
        "Every publication that a claim rests on, with its grade.",
        SOURCES,
        "Publications",
        below=("source",),
    ),
    SitePage(
        "claimants",
        "/claimants/",
        "Claimants",
        "Who said what, how their figures moved and how they fared.",
        SOURCES,
        "Claimants",
        below=("claimant",),
    ),
    SitePage(
        "actors",
        "/actors/",
        "Parties",
        "What each party gave, got, made, fired and said.",
        SOURCES,
        "Parties",
        below=("actor",),
    ),
    SitePage(
        "munitions",
        "/munitions/",
        "Munitions",
        "The tree of kinds, with their flows, rates and conversions.",
        SOURCES,
        "Munitions and carriers",
        below=("munition",),
    ),
    SitePage(
        "events",
        "/events/",
        "Events",
        "Summits, decisions, voyages and reports, with their claims.",
        SOURCES,
        "Events",
        below=("event",),
    ),
    SitePage(
        "data", "/data/", "Data", "Downloads, the API, the licence and releases of the data set.", DATA, "Downloads"
    ),
    SitePage(
        "data_compare",
        "/data/compare/",
        "Compare two releases",
        "Rows added, removed and changed.",
        DATA,
        "Two releases",
    ),
    SitePage("methods", "/methods/", "Methods", "What each word and each number on this site means.", DATA, "Methods"),
    SitePage(
        "charts",
        "/charts/",
        "Charts",
        "Every chart with its table, sources, citation and embedding.",
        DATA,
        "Charts",
        below=("chart",),
    ),
    SitePage(
        "docs",
        "/docs/",
        "Documentation",
        "How to ask the API, what its answers mean, and what it refuses.",
        DATA,
        "Documentation",
        below=("idea", "errors", "reference"),
    ),
    SitePage(
        "api:docs",
        "/api/v1/docs/",
        "API",
        "Every endpoint, parameter and field, with examples to try.",
        DATA,
        "API",
        dated=False,
    ),
    SitePage(
        "changes", "/changes/", "What changed", "What was stated or recorded between two days.", CHANGED, "What changed"
    ),
    SitePage(
        "stories",
        "/stories/",
        "Stories",
        "Comparisons made in public, and what became of their figures.",
        STORIES,
        "Stories",
        below=("story",),
    ),
    SitePage("search", "/search/", "Search", "Find claims, flows, parties, sources and pages by their words."),
)


RECORD_PAGES = ("sources", "actors", "claimants", "munitions", "places", "events", "stories")
"""The tables, other than those of claims, of which each record has a page: at its code, below the page of the list."""


def _sections() -> Iterator[SiteSection]:
    for title in _ORDER:
        if pages := tuple(page for page in PAGES_OF_SITE if page.section == title):
            yield SiteSection(title, pages)


SECTIONS: tuple[SiteSection, ...] = tuple(_sections())
"""The sections of the masthead in their order; one that has no page yet is not shown."""
_LISTED = {name: page for page in PAGES_OF_SITE for name in (page.name, *page.below)}
_HEADS = {section.title: section for section in SECTIONS}


def listed_at(name: str) -> SitePage | None:
    """The page that an address, by its name, is or stands below; None where it stands below none."""
    return _LISTED.get(name)


def section_of(page: SitePage) -> SiteSection | None:
    """The section that a page stands in; None for one that stands in none."""
    return _HEADS.get(page.section)
