"""Words for values, and links that keep the day and the grade: formatting only."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import cache, lru_cache
from typing import Any
from zlib import crc32

from django import template
from django.template.context import Context
from django.urls import get_script_prefix, reverse
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from dashboard.charts import Chart, TableRow
from dashboard.charts.marks import side_of
from dashboard.charts.words import numbered as number_of
from dashboard.pages.folded import Folded
from dashboard.pages.navigation import Link, Menu, menus
from flows import wording
from flows.estimates.quotient import DIFFERENCE, Quotient
from flows.headlines import Quoted, computed_to_one, reasons
from flows.questions.parameters import write
from flows.records import Indicator, Quantity, Shipment, Source
from flows.vocabulary import CODED_LISTS, LinkState, Reliability, StartBasis

register = template.Library()
_PAGES_OF = {
    "actors": "actor",
    "claimants": "claimant",
    "munitions": "munition",
    "events": "event",
    "sources": "source",
    "places": "place",
}
"""The page of a record of each table."""
MOST_LINKS = 20
"""Past a chart, a table or a list with more links than these there is a link."""
_FOLDED = re.compile(r"<details\b(?! class=\"fold\").*?</details>", re.DOTALL)
"""What is folded away at first in any window, and so no stop of the keyboard."""
_LISTS = {coded.name: coded for coded in (*CODED_LISTS, DIFFERENCE)}


@register.filter
def side(actor: str) -> str:
    """The class of the receiving side that a party is; empty for neither."""
    found = side_of(actor)
    return "" if found == "neutral" else found


@register.simple_tag(takes_context=True)
def go(context: Context, name: str, *args: str, **query: Any) -> str:
    """The address of a page as of the day and of the grade that are being read; other parameters as given."""
    address = _address(get_script_prefix(), name, args)
    text = write({**query, "as_of": context.get("as_of"), "grade": context.get("grade")})
    return f"{address}?{text}" if text else address


@lru_cache(maxsize=4096)
def _address(_: str, name: str, args: tuple[str, ...]) -> str:
    """The path of a page below a prefix: addresses do not change while the site runs, and a list holds hundreds."""
    return reverse(name, args=args)


@register.simple_tag(takes_context=True)
def thing(context: Context, table: str, code: str | None, name: str) -> SafeString:
    """The name of a record as the link to its page: of a party, claimant, munition, source, event or place.

    Every name that stands by itself is printed so; one in running text, or in a phrase that is itself a link, is not.
    """
    page = _PAGES_OF.get(table)
    if not (code and page):
        return conditional_escape(name)
    return format_html('<a href="{}">{}</a>', go(context, page, code), name)


@register.simple_tag(takes_context=True)
def linked_notes(context: Context, chart: Chart) -> SafeString:
    """The notes of a chart in a row, in which each claim that they quote is the link to its page."""
    links = {
        words: format_html('<a href="{}">{}</a>', go(context, "claim", code), words) for code, words in chart.cited
    }
    return _replaced(" ".join(chart.notes), links)


@register.simple_tag(takes_context=True)
def linked(context: Context, text: str, quoted: Quoted) -> SafeString:
    """A text in which each claim that it quotes is the link to its page, with its grade: a number is one click from its
    evidence."""
    links = {
        words: format_html('<a href="{}">{}</a> {}', go(context, "claim", claim.code), words, grade(claim))
        for claim, words in quoted
    }
    return _replaced(text, links)


def _replaced(text: str, links: dict[str, SafeString]) -> SafeString:
    """The text with each of these words as its link, longer ones before those that they begin with."""
    if not links:
        return conditional_escape(text)
    pieces = re.split(f"({'|'.join(map(re.escape, sorted(links, key=len, reverse=True)))})", text)
    return SafeString("".join(links.get(piece) or conditional_escape(piece) for piece in pieces))


def _sections(context: Context) -> dict[str, tuple[Menu, ...]]:
    match = getattr(context.get("request"), "resolver_match", None)
    name = (match.view_name if match else None) or ""
    below = getattr(context.get("frame"), "below", "")
    return {"sections": menus(name, below, context.get("as_of"), context.get("grade"))}


@register.inclusion_tag("components/site_menus.html", takes_context=True)
def site_menus(context: Context) -> dict[str, tuple[Menu, ...]]:
    """The sections of the site with their pages, as of the day and of the grade that are being read, as menus."""
    return _sections(context)


@register.inclusion_tag("components/site_list.html", takes_context=True)
def site_list(context: Context) -> dict[str, tuple[Menu, ...]]:
    """The same, as lines of a list."""
    return _sections(context)


@register.simple_tag
def menu_link(link: Link, label: str) -> SafeString:
    """The link to a page of a section, which says where it is the page that is read or the list above it."""
    current = "page" if link.here else "true" if link.above else ""
    marked = format_html(' aria-current="{}"', current) if current else ""
    return format_html('<a href="{}"{}>{}</a>', link.address, marked, label)


@register.simple_block_tag
def skippable(content: str, what: str, layouts: int = 1) -> SafeString:
    """A chart, a table or a list; before one with many links, the link past it that who reads by keyboard meets first.

    Of what is drawn in several ``layouts`` one is shown.
    """
    links = _FOLDED.sub("", content).count("<a ") // layouts
    if links <= MOST_LINKS:
        return SafeString(content)
    place = f"past-{crc32(content.encode()):08x}"
    return format_html(
        '<a class="pass" href="#{}">Skip {}, {} links</a>{}<span id="{}" tabindex="-1"></span>',
        place,
        what,
        links,
        SafeString(content),
        place,
    )


@register.simple_block_tag
def table(content: str, caption: str, about: str = "", kind: str = "", *, sortable: bool = True) -> SafeString:
    """A table in a frame that scrolls by itself; ``about`` names the frame where the caption does not. Past a long one
    there is a link."""
    framed = format_html(
        '<div class="table-frame" tabindex="0" role="region" aria-label="Table: {}">'
        '<table class="{}"{}><caption class="unseen">{}</caption>{}</table></div>',
        about or caption,
        f"records {kind}".rstrip(),
        SafeString(" data-sortable" if sortable else ""),
        caption,
        content,
    )
    return SafeString(skippable(framed, "the table"))


@register.simple_block_tag
def contents(content: str) -> SafeString:
    """The contents of a long page: links to its parts, each a list item."""
    return format_html('<nav class="tabs block" aria-label="On this page"><ul>{}</ul></nav>', content)


@register.simple_block_tag
def fold(content: str, summary: str, place: str = "", *, closed: bool = False) -> SafeString:
    """A part of a page that is folded away under its ``summary`` where the window is narrow, and open with room and on
    paper; what is very long is ``closed`` in any window. A link to ``place`` opens it."""
    return format_html(
        '<details class="{}"><summary>{}</summary><div class="within"{}>{}</div></details>',
        "chart-table" if closed else "fold",
        summary,
        format_html(' id="{}"', place) if place else "",
        SafeString(content),
    )


@register.inclusion_tag("components/folded_list.html", takes_context=True)
def folded_list(context: Context, template: str, folded: Folded[Any], more: str = "more") -> dict[Any, Any]:
    """A list in a template that prints ``items``: the first few of it, and the rest folded away below them."""
    return {**context.flatten(), "template": template, "folded": folded, "more": more}


@register.filter
def numbered(things: Sequence[Any], noun: str) -> str:
    """How many there are: "1 document", "12 documents"."""
    return number_of(len(things), noun)


@register.filter
def quote(claim: Any) -> str:
    """The quotable phrase of a claim."""
    return wording.quote(claim)


@register.filter
def iso(day: date | None) -> str:
    """A day as machines and sorting read it: "2019-06-30"; empty without one."""
    return day.isoformat() if day else ""


@register.simple_tag(takes_context=True)
def claim_link(context: Context, claim: Any, *, short: bool | None = None, ungraded: bool | None = None) -> SafeString:
    """A claim as the link to its page, its grade beside it. It names both parties, unless it is to be ``short``;
    ``ungraded`` leaves the grade out, for a table that has a column of them. What is not said stands in the context."""
    short = context.get("short") if short is None else short
    ungraded = context.get("ungraded") if ungraded is None else ungraded
    words = capitalised(wording.quote(claim, alone=not short))
    link = format_html('<a href="{}">{}</a>', go(context, "claim", claim.code), words)
    return link if ungraded else format_html("{}\n{}", link, grade(claim))


@register.filter
def quote_alone(claim: Any) -> str:
    """The same with both parties of a flow, for where no page around it names them."""
    return wording.quote(claim, alone=True)


@register.filter
def start_origin(claim: Any) -> str:
    """Where a start that the claimant did not state comes from: "its start is inferred: 1 August 2022", or "other
    totals of its series count from 1 August 2022"."""
    basis: StartBasis = claim.start_basis
    day = wording.when(claim.period_start)
    return f"its start is {basis.label}: {day}" if basis.names else f"other totals of its series count from {day}"


@register.filter
def period(claim: Any) -> str:
    """The time that a claim is about: "in 2024"; says so where it is not known, or where only its start is not."""
    return wording.period_of(claim) or ("start not stated" if claim.period_start or claim.period_end else "not stated")


@register.filter
def evidence(claim: Any) -> str:
    """Who said it and when: "The harbour office, 14 June 2024"."""
    return f"{claim.claimant_name}, {wording.when(claim.claimed_on, claim.date_precision)}"


@register.filter
def document(source: Any) -> str:
    """A publication in a list or a heading, by its title, or by its day where it has none."""
    return wording.document_name(source.publisher, source.title, source.published_on, source.date_precision)


@register.filter
def link_warning(source: Source) -> str:
    """What a reader is told before following the address of a publication; empty where nothing is known against it."""
    return LinkState.of(source.link_state).warning if source.link_state else ""


@register.filter
def grade(claim: Any) -> SafeString:
    """Both grades of a claim, as "D3", in words for those who hear them; weak evidence stands out."""
    return _grade(claim.admiralty, weak=claim.is_weak)


@register.filter
def graded(least: Reliability | None) -> str:
    """The least grade that is asked for, to follow what is counted: " graded B or better"; empty where none is."""
    return f" {wording.graded_words(least)}" if least else ""


@register.filter
def grade_of_row(row: TableRow) -> SafeString:
    """The same of a row of a chart's table."""
    return _grade(row.grade, weak=row.weak)


# The same few on every row of a table: a page of a hundred claims takes 3 ms less.
@cache
def _grade(both: str, *, weak: bool) -> SafeString:
    words = f"source graded {both[:1]}, credibility {both[1:]}{', weak evidence' if weak else ''}"
    return format_html(
        '<span class="grade{}" title="{}"><span aria-hidden="true">{}</span><span class="unseen">{}</span></span>',
        " weak" if weak else "",
        words[:1].upper() + words[1:],
        both,
        words,
    )


@register.filter
def spelled(value: Decimal) -> str:
    """A number for prose."""
    return wording.spelled(value)


@register.filter
def grouped(value: Decimal) -> str:
    """A number for a table."""
    return wording.grouped(value)


@register.filter
def unbroken(words: str) -> str:
    """Words of a table that may go over several lines, whose numbers may not."""
    return words.replace("\N{THIN SPACE}", "\N{NARROW NO-BREAK SPACE}")


@register.filter
def stated(quantity: Quantity) -> str:
    """A quantity with its bound, for a table."""
    return wording.bounded(quantity, wording.grouped)


@register.filter
def amount(claim: Indicator) -> str:
    """A context figure with its bound and its unit."""
    return wording.amount(claim.quantity, claim.unit)


@register.filter
def bounded(quantity: Quantity) -> str:
    """A quantity with its bound, for prose."""
    return wording.bounded(quantity)


@register.filter
def computed(quantity: Quantity) -> str:
    """A computed ratio with its bound, to two significant digits: "up to 4.8 to 1"."""
    return computed_to_one(quantity)


@register.filter
def in_short(claim: Shipment) -> str:
    """A claim as part of a sentence: the figure and the time that it is about, who said it, when."""
    about = wording.period_of(claim)
    return f"{wording.bounded(claim.quantity)}{f' {about}' if about else ''}, {evidence(claim)}"


@register.filter
def against(pair: Quotient) -> str:
    """What stands against a computed ratio, in words."""
    return ", ".join(reasons(pair))


@register.filter
def sort_value(quantity: Quantity) -> str:
    """The figure that a column sorts by; empty where none was stated."""
    return "" if quantity.figure is None else str(quantity.figure)


@register.filter
def when(day: date, precision: str = "day") -> str:
    """A date in words, as exactly as it is known."""
    return wording.when(day, precision)


@register.filter
def at_moment(at: datetime) -> str:
    """A moment in words, in UTC."""
    return wording.at_moment(at)


@register.filter
def word(code: str, coded_list: str) -> str:
    """The label of a code of a coded list."""
    return _LISTS[coded_list].label(code)


@register.filter
def meaning(code: str, coded_list: str) -> str:
    """The meaning of a code of a coded list, in one line."""
    return _LISTS[coded_list].term(code).meaning


@register.filter
def capitalised(text: str) -> str:
    """The text with its first letter as a capital and the rest untouched."""
    return text[:1].upper() + text[1:]


@register.filter
def drawn(svg: str) -> SafeString:
    """A drawing made by ``dashboard.charts``, which escapes every text that it holds."""
    return mark_safe(svg)  # noqa: S308
