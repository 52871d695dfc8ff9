"""How a chart is cited: as a sentence and as BibTeX, both with the day, the moment of our record, and an address that
keeps them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from dashboard.charts.words import as_known_on
from dashboard.pages.frame import site_name
from flows.clock import Moment, present_moment
from flows.wording import at_moment, when

_SPECIAL = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "&": r"\&",
    "%": r"\%",
    "$": r"\$",
    "#": r"\#",
    "_": r"\_",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}


@dataclass(frozen=True, slots=True)
class Citation:
    """A chart as known on a day, ready to be quoted: the sentence, the BibTeX entry, the address in both."""

    text: str
    bibtex: str
    address: str


def citation(slug: str, title: str, subtitle: str, known_on: date, read_on: date, address: str) -> Citation:
    """The citation of a chart; ``address`` must hold both clocks, or it would show something else tomorrow.

    Nobody reads it before the day that it is as known on: a pinned chart is read on one of the two.
    """
    read_on = max(read_on, known_on)
    subtitle = subtitle.replace(f"; {as_known_on(None)}", "")
    known = f"as known on {when(known_on)}{as_recorded_words(present_moment())}"
    text = (
        f"{site_name()}, “{title}”, {known}: {subtitle} Read on {when(read_on)}. {address} "
        "Figures are claims, each by the claimant named beside it. CC BY 4.0."
    )
    fields = {
        "title": f"{{{escaped(title)}}}",
        "author": f"{{{escaped(site_name())}}}",
        "year": str(known_on.year),
        "note": escaped(f"{known[:1].upper()}{known[1:]}. {subtitle} Figures are claims. CC BY 4.0"),
        "url": address,
        "urldate": read_on.isoformat(),
    }
    key = re.sub(r"[^a-z0-9]+", "-", f"munitions-flows-{slug}-{known_on.isoformat()}")
    lines = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items())
    return Citation(text, f"@misc{{{key},\n{lines}\n}}", address)


def as_recorded_words(moment: Moment | None) -> str:
    """The moment as it follows a day: ", as this site had it on 29 November 2026, 05:40:12 UTC"; "" for none."""
    return f", as this site had it on {at_moment(moment.at)}" if moment else ""


def escaped(text: str) -> str:
    """Text in which nothing is a command to TeX."""
    return "".join(_SPECIAL.get(letter, letter) for letter in text)
