"""An answer of the API as lines to quote: each with the claims that it rests on; the two clocks; refusals.

A line has no number of its own: it is the phrase that the API holds for quoting, with the addresses of its claims. What
the API only has as figures, spans, is put into a sentence here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any

from flows.api.shapes import components
from flows.exporting.addresses import page_of

Answer = Mapping[str, Any]

MOST_LINES = 80
MOST_CLAIMS = 8
QUOTING = (
    "Quote a line whole: without its claimant, day and period a number is not what was said. Claimants of one flow are "
    "never added up. Which of two claimants is right, and what the true figure is, this record does not say: give each "
    "with who said it, or the span."
)
_REPEATED = frozenset(("text", "title", "links", "note", "counts", "columns"))
_STATED = "claimed_on"


def told(answer: Answer, shape: str, site: str, recorded: str, as_of: str) -> str:
    """The answer in words. ``shape`` names what the API calls it; the two clocks are what it was asked as of."""
    lines = list(_opening(answer))
    lines += [f"As known on {as_of} (as_of); as this site had it on record at {recorded} (recorded)."]
    if "links" in answer:
        lines += [f"The same for people: {answer['links'].get('page') or answer['links'].get('self')}"]
    body = [line for name, part in answer.items() if name not in _REPEATED for line in _part(name, part, shape, site)]
    lines += body[:MOST_LINES]
    if len(body) > MOST_LINES:
        lines += [f"… and {len(body) - MOST_LINES} more lines: structuredContent holds all of them; ask more narrowly."]
    if answer.get("note"):
        lines += [f"Note: {answer['note']}"]
    return "\n".join([*lines, QUOTING])


def told_problem(problem: Answer) -> str:
    """Why there is no answer, and what would be answered."""
    lines = [f"Refused: {problem.get('title', '')}. {problem.get('detail', '')}"]
    lines += [
        f"- {error['parameter'] or 'the question'}: allowed are {', '.join(error['allowed'])}"
        for error in problem.get("errors", ())
        if error["allowed"]
    ]
    lines += [_reason(reason, "") for reason in problem.get("reasons", ())]
    if problem.get("nearest"):
        lines.append(f"The nearest there are: {', '.join(problem['nearest'])}")
    lines.append(f"What this kind of refusal means: {problem.get('type', '')}")
    return "\n".join(lines)


def _opening(answer: Answer) -> Iterator[str]:
    """What the answer says of itself as a whole: of a claim the phrase to quote, with its state and address."""
    if answer.get(_STATED):
        yield _line(answer, "")
        yield f"Read in: {answer['publisher']}, {answer['source_link']}. In our words: {answer['statement']}"
    elif answer.get("text"):
        yield str(answer["text"])


def _part(name: str, part: Any, shape: str, site: str) -> Iterator[str]:
    """One field of an answer: its lines under what it is."""
    lines = list(_lines(part, name, site))
    if lines:
        meaning = _meanings(shape).get(name, "")
        yield f"{_words(name)}: {meaning}".rstrip(": ")
        yield from (f"- {line}" for line in lines)


def _lines(part: Any, place: str, site: str) -> Iterator[str]:
    match part:
        case dict():
            yield from _object(part, place, site)
        case list():
            for each in part:
                yield from _lines(each, place, site)
        case str() if place == "denials":
            yield f"denied [{page_of('shipments', part, site)}]"
        case str() if " " in part and place.endswith("text"):
            yield part


def _object(part: Answer, place: str, site: str) -> Iterator[str]:
    """The line of an object, where it has one, and those of what is in it."""
    named = str(part.get("name") or part.get("term") or part.get("year") or "")
    if _STATED in part:
        yield _line(part, site)
        return
    if "reason" in part and ("code" in part or "claim" in part):
        yield _left_out(part, site)
        return
    if "meaning" in part and "label" in part:
        yield _reason(part, site)
        return
    if "lowest_stated" in part and not part.get("text"):
        yield _span(part)
    elif part.get("title") and part.get("url"):
        yield ". ".join(filter(None, (part["title"], part.get("text"), part.get("state")))) + f" [{part['url']}]"
    elif part.get("text") and not part.get("figures"):
        yield _line(part, site, named)
    for name, inner in part.items():
        if isinstance(inner, dict | list) and name not in _REPEATED:
            for line in _lines(inner, name, site):
                yield f"{named}: {line}" if named and not line.startswith(named) else line


def _line(part: Answer, site: str, named: str = "") -> str:
    """The phrase of an object with what it rests on."""
    text = str(part["text"])
    state = []
    if part.get("superseded_by") and "superseded" not in text:
        state.append(f"superseded by {part['superseded_by']}")
    if part.get("status") == "retracted":
        state.append(f"retracted: {part['retraction_reason']}")
    if part.get("grade"):
        state.append(f"graded {part['grade']}{part.get('credibility') or ''}")
    said = "; ".join((text, *state))
    label = "" if not named or said.startswith(named) else f"{named}: "
    computed = ", computed; nobody stated it" if part.get("computed") and "computed" not in said else ""
    return f"{label}{said}{computed}{_evidence(part, site)}"


def _evidence(part: Answer, site: str) -> str:
    """The addresses of the claims that an object rests on; of those in it, where it names none itself."""
    codes = [part[name] for name in ("left", "right") if isinstance(part.get(name), str)]
    codes += part.get("claims", ())
    for inner in part.get("readings", ()):
        codes += inner.get("claims", ())
    if part.get("url") and not codes:
        return f" [{part['url']}]"
    return f" [{_pages(codes, site)}]" if codes else ""


def _pages(codes: Iterable[str], site: str) -> str:
    found = list(dict.fromkeys(codes))
    shown = [page_of("shipments", code, site) for code in found[:MOST_CLAIMS]]
    return " ".join((*shown, f"and {len(found) - MOST_CLAIMS} more") if len(found) > MOST_CLAIMS else shown)


def _left_out(part: Answer, site: str) -> str:
    code = part.get("code") or part["claim"]
    by = f" by {part['by']}" if part.get("by") else ""
    return f"{_words(str(part['reason']))}{by} [{page_of('shipments', code, site)}]"


def _reason(part: Answer, site: str) -> str:
    claims = f" [{_pages(part['claims'], site)}]" if part.get("claims") else ""
    return f"{part['label']}: {part['meaning']}{claims}"


def _span(part: Answer) -> str:
    """What claims of one stage and unit span; an open end is said to be open."""
    if part["lowest_stated"] is None:
        return f"{part['stage']}, {part['unit']}: none of these claims gives a figure"
    low = "no lower end" if part["low"] is None else f"at least {part['low']:,}"
    high = "no upper end" if part["high"] is None else f"at most {part['high']:,}"
    period = f", {part['period']['words']}" if part.get("period") else ""
    since = f", since {part['first_start']}" if part.get("first_start") else ""
    stated = f"the figures stated run from {part['lowest_stated']:,} to {part['highest_stated']:,}"
    return f"{part['stage']}, {part['unit']}{period}{since}: {stated}; as a span of these claims {low}, {high}"


def _words(name: str) -> str:
    return name.replace("_", " ").replace("-", " ")


@cache
def _meanings(shape: str) -> Mapping[str, str]:
    """What the API says of each field of an answer, in one sentence."""
    fields = components().get(shape, {}).get("properties", {})
    return {name: field.get("description", "") for name, field in fields.items()}
