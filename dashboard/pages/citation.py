"""How a chart is cited: as a sentence and as BibTeX, both with the day and an address that keeps it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from dashboard.pages.frame import SITE
from flows.wording import when

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
    """The citation of a chart; ``address`` must hold the day, or it would show something else tomorrow."""
    text = (
        f"{SITE}, “{title}”, as known on {when(known_on)}: {subtitle} Read on {when(read_on)}. {address} "
        "Figures are claims, each by the claimant named beside it. CC BY 4.0."
    )
    fields = {
        "title": f"{{{escaped(title)}}}",
        "author": f"{{{SITE}}}",
        "year": str(known_on.year),
        "note": escaped(f"As known on {when(known_on)}. {subtitle} Figures are claims. CC BY 4.0"),
        "url": address,
        "urldate": read_on.isoformat(),
    }
    key = re.sub(r"[^a-z0-9]+", "-", f"munitions-flows-{slug}-{known_on.isoformat()}")
    lines = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items())
    return Citation(text, f"@misc{{{key},\n{lines}\n}}", address)


def escaped(text: str) -> str:
    """Text in which nothing is a command to TeX."""
    return "".join(_SPECIAL.get(letter, letter) for letter in text)
