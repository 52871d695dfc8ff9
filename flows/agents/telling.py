"""An answer of the API as lines to quote: each with the claims that it rests on; the two clocks; refusals.

A line has no number of its own: it is the phrase that the API holds for quoting, with the addresses of its claims. What
the API only has as figures, spans, is put into a sentence here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import Any

from flows.api.shapes import components
from flows.exporting.addresses import page_of

Part = Mapping[str, Any]

_NESTED = (dict, list)
MOST_LINES = 80
MOST_CLAIMS = 8
QUOTING = (
    "Quote a line whole: without its claimant, day and period a number is not what was said. Claimants of one flow are "
    "never added up. Which of two claimants is right, and what the true figure is, this record does not say: give each "
    "with who said it, or the span."
)
_CLAIM = "claimed_on"
"""A field that claims have, and nothing else."""
_TOLD_APART = frozenset(("text", "title", "links", "note", "left_out"))
_NOT_TOLD = frozenset(("counts", "columns", "before", "after", "span_all", "not_counted", "wider"))
"""What repeats, sums up or explains other parts of an answer."""
_LAST = ("left", "right")
"""The flows of a comparison: whoever compares wants the ratios first."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """What every line may need to know of the answer: the site, the page for people, the time that it is about."""

    site: str
    page: str = ""
    time: str = ""


def told(answer: Part, shape: str, site: str, as_of: str, recorded: str) -> str:
    """The answer in words. ``shape`` names what the API calls it; the two clocks are what it was asked as of."""
    links = answer.get("links", {})
    time = f"from {answer['start']} to {answer['end']}" if answer.get("start") and answer.get("end") else ""
    asked = _Asked(site, links.get("page") or links.get("self") or "", time)
    lines = [*_opening(answer, asked)]
    lines.append(f"As known on {as_of} (as_of); as this site had it on record at {recorded} (recorded).")
    if asked.page:
        lines.append(f"The same for people: {asked.page}")
    parts = [name for name, part in answer.items() if part and (isinstance(part, _NESTED) or name.endswith("_text"))]
    parts.sort(key=_LAST.__contains__)
    body = (line for name in parts for line in _section(name, answer[name], shape, asked))
    shown = list(islice(body, MOST_LINES))
    lines += shown or _of_nothing(answer)
    if next(body, None):
        lines.append("… and more lines, all of which structuredContent holds; or ask more narrowly.")
    if answer.get("left_out"):
        number = answer["left_out"] if isinstance(answer["left_out"], int) else len(answer["left_out"])
        lines.append(f"Left out: {number}, in structuredContent under left_out.")
    if answer.get("note"):
        lines.append(f"Note: {answer['note']}")
    return "\n".join([*lines, QUOTING])


def _of_nothing(answer: Part) -> Iterator[str]:
    """What is told of an answer without a line, unless it is one itself: that nothing is known is no zero."""
    if not answer.get("text"):
        yield "Nothing on record answers this: unknown, and not zero."
    if answer.get("nearest"):
        yield f"The nearest there are: {', '.join(answer['nearest'])}"


def told_problem(problem: Part, site: str) -> str:
    """Why there is no answer, and what would be answered."""
    lines = [f"Refused: {problem['title']}. {problem['detail']}"]
    lines += [
        f"- {error['parameter'] or 'the question'}: allowed are {', '.join(error['allowed'])}"
        for error in problem.get("errors", ())
        if error["allowed"]
    ]
    for reason in problem.get("reasons", ()):
        lines.append(f"- {reason['label']}: {reason['meaning']} [{_pages(reason['claims'], site)}]")
    if problem.get("nearest"):
        lines.append(f"The nearest there are: {', '.join(problem['nearest'])}")
    return "\n".join([*lines, f"What this kind of refusal means: {problem['type']}"])


def _opening(answer: Part, asked: _Asked) -> Iterator[str]:
    """What the answer says of itself as a whole: of a claim the phrase to quote, with its state and address."""
    if _CLAIM in answer:
        yield _line(answer, asked)
        yield f"In our words: {answer['statement']}"
    elif answer.get("text"):
        yield _line(answer, asked)
    elif names := _names(answer):
        yield names


def _section(name: str, part: Any, shape: str, asked: _Asked) -> Iterator[str]:
    """One field of an answer: its lines under what it is."""
    for number, line in enumerate(_lines(name, part, asked)):
        if not number:
            yield f"{name.replace('_', ' ')}: {_meanings(shape).get(name, '')}".rstrip()
        yield f"- {line}"


def _lines(name: str, part: Any, asked: _Asked) -> Iterator[str]:
    if not part or name in _TOLD_APART or name in _NOT_TOLD:
        return
    if isinstance(part, dict):
        yield from _object(part, asked)
    elif isinstance(part, str):
        yield part
    elif isinstance(part[0], dict):
        for each in part:
            yield from _object(each, asked)
    elif name == "denials":
        yield from (f"denied [{page_of('shipments', code, asked.site)}]" for code in part)
    elif name.endswith("_text"):
        yield from part


def _object(part: Part, asked: _Asked) -> Iterator[str]:
    """The line of an object, where it has one, and those of what is in it."""
    if _CLAIM in part:
        yield _line(part, asked)
        return
    named = str(part.get("name") or part.get("term") or part.get("year") or "") or _names(part)
    if "source_link" in part:
        document = ", ".join(filter(None, (part["publisher"], part["published_on"], part["source_title"])))
        kind = f"{part['kind']}: " if part["kind"] else ""
        yield f"{kind}{document} [{part['source_link']}]"
    elif "lowest_stated" in part:
        yield _span(part, asked)
    elif part.get("title") and part.get("url"):
        yield ". ".join(filter(None, (part["title"], part["text"], part["state"]))) + f" [{part['url']}]"
    elif part.get("text") and not part.get("figures"):
        yield _line(part, asked, named)
    for name, inner in part.items():
        if isinstance(inner, _NESTED):
            for line in _lines(name, inner, asked):
                yield f"{named}: {line}" if named and not line.startswith(named) else line


def _line(part: Part, asked: _Asked, named: str = "") -> str:
    """The phrase of an object, with its state and what it rests on."""
    said = str(part["text"]).rstrip(".")
    if part.get("superseded_by") and "superseded" not in said:
        said += f"; superseded by {part['superseded_by']}"
    if part.get("status") == "retracted":
        said += f"; retracted: {part['retraction_reason']}"
    if part.get("grade") and _CLAIM in part:
        said += f"; graded {part['grade']}{part['credibility'] or ''}"
    if "readings" in part:
        # A term of a balance: the figure alone is in its text.
        said = f"{asked.time}, computed; nobody stated it: {said}"
    elif part.get("computed") and "nobody stated it" not in said:
        said += " (computed; nobody stated it)"
    label = "" if not named or said.startswith(named) else f"{named}: "
    return f"{label}{said}{_evidence(part, asked)}"


def _evidence(part: Part, asked: _Asked) -> str:
    """The addresses of the claims that an object rests on; of those in it, where it names none itself."""
    codes = [part[side] for side in _LAST if isinstance(part.get(side), str)]
    codes += part.get("claims", ())
    if not part.get("url") and isinstance(part.get("code"), str):
        # A claim in words.
        codes.append(part["code"])
    for reading in part.get("readings", ()):
        codes += reading["claims"]
    if codes:
        return f" [{_pages(codes, asked.site)}]"
    return f" [{part['url']}]" if part.get("url") else ""


def _pages(codes: Iterable[str], site: str) -> str:
    found = list(dict.fromkeys(codes))
    shown = [page_of("shipments", code, site) for code in found[:MOST_CLAIMS]]
    return " ".join([*shown, f"and {len(found) - MOST_CLAIMS} more"] if len(found) > MOST_CLAIMS else shown)


def _span(part: Part, asked: _Asked) -> str:
    """What claims of one stage and unit span; an open end is said to be open."""
    about = f"span of the claims of {part['unit']}, {part['stage']}"
    if part.get("period"):
        about += f", {part['period']['words']}"
    elif part.get("first_start"):
        about += f", which count from {part['first_start']} on or later"
    if part["lowest_stated"] is None:
        return f"{about}: none gives a figure [{asked.page}]"
    low = "open below" if part["low"] is None else f"at least {part['low']:,}"
    high = "open above" if part["high"] is None else f"at most {part['high']:,}"
    stated = f"their figures run from {part['lowest_stated']:,} to {part['highest_stated']:,}"
    return f"{about}: {stated}; {low}, {high}; computed, nobody stated it [{asked.page}]"


def _names(part: Part) -> str:
    """The flow that an object is about, in words."""
    if "supplier_name" not in part:
        return ""
    munition = part.get("munition_name") or part.get("munition_plural") or ""
    return f"{part['supplier_name']} to {part['recipient_name']}, {munition}"


@cache
def _meanings(shape: str) -> Mapping[str, str]:
    """What the API says of each field of an answer."""
    fields = components().get(shape, {}).get("properties", {})
    return {name: field.get("description", "") for name, field in fields.items()}
