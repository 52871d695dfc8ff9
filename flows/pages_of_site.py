"""The pages of the site that take no code: what each is called and answers, by the name of its address.

One list, of which the sitemap and the search are made.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SitePage:
    """A page: the name of its address, its path, its title, and what it answers in one sentence."""

    name: str
    path: str
    title: str
    line: str


PAGES_OF_SITE: tuple[SitePage, ...] = (
    SitePage(
        "overview",
        "/",
        "Who has sent how much, and how do we know?",
        "The overview: what each side is said to have received, from whom, and who says so.",
    ),
    SitePage("flows", "/flows/", "Flows", "Every supplier, recipient and munition that any claim names."),
    SitePage("compare", "/compare/", "Compare two flows", "Any two flows side by side, as known on any day."),
    SitePage("differ", "/compare/claims/", "Why do these two claims differ?", "Two claims, aspect by aspect."),
    SitePage(
        "convert",
        "/convert/",
        "How many rounds could the containers hold?",
        "What containers, wagons or tonnes may have held, as rounds.",
    ),
    SitePage(
        "days_of_fire", "/days-of-fire/", "How long would it last?", "How long a quantity lasts at a rate of fire."
    ),
    SitePage("balance", "/balance/", "Got, made, fired", "Stocks, production, deliveries and fire of a side."),
    SitePage(
        "reconcile",
        "/reconcile/",
        "What would have to change for these two to meet?",
        "The fewest changes under which two claims agree.",
    ),
    SitePage("changes", "/changes/", "What changed", "What was stated or recorded between two days."),
    SitePage("years", "/years/", "Who supplied what in which year", "Figures for each calendar year, by party."),
    SitePage("ratios", "/ratios/", "Stated ratios", "Ratios of fire, guns, production and stocks that were stated."),
    SitePage("rates", "/rates/", "Rates of fire and production", "Rounds fired, produced or needed a day or a year."),
    SitePage(
        "indicators",
        "/indicators/",
        "Context figures",
        "Money, shares and stocks that were stated, by what they measure.",
    ),
    SitePage(
        "share",
        "/share/",
        "What share came from one supplier?",
        "A supplier's share of what a side fires: stated, and computed apart.",
    ),
    SitePage(
        "pace",
        "/pace/",
        "How fast did a total grow?",
        "The growth of one claimant's running total a day, beside fire and production.",
    ),
    SitePage(
        "disagree",
        "/disagree/",
        "Who disagrees with whom",
        "Where claimants differ about one thing and time, and by how much.",
    ),
    SitePage("stories", "/stories/", "Stories", "Comparisons made in public, and what became of their figures."),
    SitePage("routes", "/routes/", "Routes", "Ports, railways and depots, on a map and as a table; and events."),
    SitePage("sources", "/sources/", "Sources", "Every publication that a claim rests on, with its grade."),
    SitePage("actors", "/actors/", "Parties", "What each party gave, got, made, fired and said."),
    SitePage("claimants", "/claimants/", "Claimants", "Who said what, how their figures moved and how they fared."),
    SitePage("munitions", "/munitions/", "Munitions", "The tree of kinds, with their flows, rates and conversions."),
    SitePage("events", "/events/", "Events", "Summits, decisions, voyages and reports, with their claims."),
    SitePage("methods", "/methods/", "Methods", "What each word and each number on this site means."),
    SitePage("data", "/data/", "Data", "Downloads, the API, the licence and releases of the data set."),
    SitePage("data_compare", "/data/compare/", "Compare two releases", "Rows added, removed and changed."),
    SitePage("charts", "/charts/", "Charts", "Every chart with its table, sources, citation and embedding."),
    SitePage("search", "/search/", "Search", "Find claims, flows, parties, sources and pages by their words."),
)

RECORD_PAGES = ("sources", "actors", "claimants", "munitions", "events", "stories")
"""The tables, other than those of claims, of which each record has a page: at its code, below the page of the list."""
