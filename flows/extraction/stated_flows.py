"""Guesses for claims about flows: what, from whom to whom, at which stage, on what basis, when."""

from __future__ import annotations

import re

from flows.extraction.findings import Finding, Vocabulary
from flows.extraction.reading import thing_counted
from flows.extraction.sentence import WITHIN, Guesses, Sentence, belongs_to_another, figures_of
from flows.vocabulary import Bound, Stage, StageFamily
from flows.wording import bounded

_STAGES: tuple[tuple[str, str], ...] = (
    (
        "pledged",
        (r"pledg\w+|promis\w+|commit\w+|vow\w+"
        r"|(?:will|(?:plans?|intends?|aims?|agreed|wants?)\s+to)\s+(?:send|deliver|supply|provide|give|transfer)"),
    ),
    ("negotiated", r"negotiat\w+|in\s+talks|talks\s+(?:on|about|over)"),
    ("requested", r"request\w*|asked\s+for|seek(?:s|ing)?|sought"),
    ("contracted", r"contract\w*|order(?:ed|s)|signed|bought|purchased|buying|procured"),
    ("funded", r"fund(?:s|ed|ing)|paid\s+for|financ\w+"),
    ("identified", r"identified|located|found\s+(?:on|up\s+to|about|some)|available\s+on\s+the\s+market"),
    ("delivered", r"deliver(?:ed|s|ies|y)?|reach(?:ed|es)|arriv\w+|receiv\w+|handed\s+over|got|obtained"),
    (
        "shipped",
        (r"sent|ship\w*|suppl(?:y|ies|ied|ying)|provid\w+|transferr?\w*|export\w*|gave|given|donat\w+"
        r"|travell?\w*|gone|went|moved|left|transport\w*|dispatch\w*|send(?:s|ing)?|carr(?:y|ied)"),
    ),
)  # fmt: skip
_STAGE_PATTERNS = tuple((code, re.compile(rf"\b(?:{words})\b", re.IGNORECASE)) for code, words in _STAGES)
_CAPACITY = re.compile(
    r"\b(?:could|can|would|might|may)\s+(?:\w+\s+)?(?:hold|contain|carry|fit|accommodate|store)\b|\bcapable\s+of\s+holding\b"
    r"|\benough\s+(?:room\s+)?(?:for|to\s+hold)\b|\bif\s+(?:they\s+were\s+)?(?:full|filled|loaded|packed)\b|\broom\s+for\b",
    re.IGNORECASE,
)
_ESTIMATES = re.compile(
    r"\b(?:estimat\w+|assess\w*|believ\w+|suspect\w*|thought\s+to|likely|probably)\b", re.IGNORECASE
)
_RECEIVES = re.compile(r"\b(?:receiv\w+|got|obtained|bought|purchased|imported|acquired)\b", re.IGNORECASE)
_GIVES = re.compile(
    r"\b(?:sent|ship(?:s|ped|ping)|suppl(?:y|ies|ied|ying)|provid\w+|transferr?\w*|export\w*|gave|given|giv(?:e|es|ing)|"
    r"donat\w+|deliver\w*|pledg\w+|promis\w+|commit\w+|send(?:s|ing)?|hand(?:ed|s)\s+over|dispatch\w*|vow\w+|s(?:old|ells?|elling))\b",
    re.IGNORECASE,
)
_SINCE = re.compile(r"\bsince\s+(?:the\s+)?(?:\w+\s+){0,2}$", re.IGNORECASE)


def guess_shipment(sentence: Sentence, number: Finding, guesses: Guesses, vocabulary: Vocabulary) -> None:
    """Adds what the sentence says of the flow that the number is about."""
    thing = thing_counted(sentence.text, number, sentence.findings)
    if thing is not None:
        guesses.add("munition", thing.code, f"“{thing.words}” is what the number counts.")
    figures_of(number, guesses)
    if number.quantity is not None:
        guesses.add("words", number.quantity.words.lower(), "The text's own word; no figure is given.")
    capacity = _near(_CAPACITY, sentence, number, carriers=number.unit in ("container", "voyage", "railcar"))
    _stage(sentence, number, guesses, capacity)
    _basis(sentence, guesses, capacity)
    _parties(sentence, number, guesses, vocabulary)
    _period(sentence, guesses)
    guesses.add("stance", "asserts", "The sentence says that it is so.")
    _statement(number, guesses, vocabulary)


def _near(pattern: re.Pattern[str], sentence: Sentence, number: Finding, *, carriers: bool) -> str:
    """The words of capacity that speak of this number, up to the next one; carriers are counted, not held."""
    if carriers:
        return ""
    others = [one.start for one in sentence.of("quantity") if one.start > number.start]
    match = pattern.search(sentence.text, sentence.start, min([sentence.end, *others]))
    return match[0] if match else ""


def _stage(sentence: Sentence, number: Finding, guesses: Guesses, capacity: str) -> None:
    if capacity:
        guesses.add("stage", "shipped", f"“{capacity}”: a capacity of what was on its way; never a delivery.")
        return
    found = [
        (abs(match.end() + sentence.start - number.start), order, code, match[0])
        for order, (code, pattern) in enumerate(_STAGE_PATTERNS)
        for match in pattern.finditer(sentence.words)
    ]
    if found:
        _, _, code, words = min(found)
        guesses.add("stage", code, f"The nearest verb of moving is “{words}”.")


def _basis(sentence: Sentence, guesses: Guesses, capacity: str) -> None:
    guess = _ESTIMATES.search(sentence.words)
    if capacity:
        guesses.add("basis", "capacity-if-full", f"“{capacity}” speaks of what would fit, not of what was there.")
    elif (stage := guesses.value("stage")) and Stage.of(stage).family in (StageFamily.PROMISE, StageFamily.PROCUREMENT):
        guesses.add("basis", "declared", "A pledge, an order or a plan is declared, not counted.")
    elif guess:
        guesses.add("basis", "estimate", f"The sentence says “{guess[0]}”.")
    else:
        guesses.add("basis", "reported-count", "Stated as a count, without a word such as estimated.")


def _parties(sentence: Sentence, number: Finding, guesses: Guesses, vocabulary: Vocabulary) -> None:
    actors = [one for one in sentence.of("actor") if not belongs_to_another(sentence, one)]
    for one in actors:
        leading = sentence.before(one.start)
        if re.search(r"\bfrom\s+(?:the\s+)?$", leading, re.IGNORECASE):
            guesses.add("supplier", one.code, f"“from {one.words}”.")
        elif re.search(r"\b(?:to|for|towards?|into|reached)\s+(?:the\s+)?$", leading, re.IGNORECASE):
            guesses.add("recipient", one.code, f"“{leading.split()[-1]} {one.words}”.")
    receives, gives = _RECEIVES.search(sentence.words), _GIVES.search(sentence.words)
    if receives and (gives is None or receives.start() < gives.start()):
        _subject(sentence, actors, receives, "recipient", guesses)
    elif gives:
        after = sentence.start + gives.end()
        direct = [one for one in actors if one.start >= after and not sentence.text[after : one.start].strip(" \nthe")]
        if direct and direct[0].code != guesses.value("supplier"):
            guesses.add("recipient", direct[0].code, f"“{gives[0]} {direct[0].words}”.")
        _subject(sentence, actors, gives, "supplier", guesses)
    _from_before(sentence, guesses)
    _from_records(guesses, vocabulary)


def _subject(sentence: Sentence, actors: list[Finding], verb: re.Match[str], role: str, guesses: Guesses) -> None:
    place = sentence.start + verb.start()
    other = guesses.value("recipient" if role == "supplier" else "supplier")
    before = [one for one in actors if one.end <= place and one.code != other]
    if before:
        guesses.add(role, before[-1].code, f"“{before[-1].words}” stands before “{verb[0]}”.")


def _from_before(sentence: Sentence, guesses: Guesses) -> None:
    """A flow settled earlier, where this sentence names neither side or one of the same two."""
    if sentence.flow is None:
        return
    supplier, recipient = sentence.flow
    here = guesses.value("supplier"), guesses.value("recipient")
    if here in (("", ""), (supplier, ""), ("", recipient)):
        why = "From an earlier sentence about the same flow. Check it."
        guesses.add("supplier", supplier, why)
        guesses.add("recipient", recipient, why)


def _from_records(guesses: Guesses, vocabulary: Vocabulary) -> None:
    """The only recipient to which anything by this supplier is recorded."""
    supplier = guesses.value("supplier")
    usual = vocabulary.recipients.get(supplier, ())
    if supplier and len(usual) == 1 and "recipient" not in guesses.made:
        guesses.add("recipient", usual[0], "Not said here; every recorded flow of this supplier goes there. Check it.")


def _period(sentence: Sentence, guesses: Guesses) -> None:
    for one in sentence.of("date"):
        if one.day is None or one.last_day is None:
            continue
        leading = sentence.before(one.start)
        if _SINCE.search(leading):
            guesses.add("period_start", one.day.isoformat(), f"“since {one.words}”.")
            guesses.add("temporal", "cumulative", f"Since {one.words}: a running total.")
        elif one.precision != "day" and WITHIN.search(leading) and not _announced(leading):
            guesses.add("temporal", "interval", f"“{leading.split()[-1]} {one.words}” names a period.")
            guesses.add("period_start", one.day.isoformat(), f"The first day of {one.words}.")
            guesses.add("period_end", one.last_day.isoformat(), f"The last day of {one.words}.")
    guesses.add("temporal", "cumulative", "No period is named: read as a running total.")


def _announced(leading: str) -> bool:
    """Whether a date says when something was said: "said in June 2024"."""
    return bool(
        re.search(
            r"\b(?:said|says|announced|told|reported|printed|published|stated|pledged)\s+(?:\w+\s+)?in\s+(?:\w+\s+)?$",
            leading,
        )
    )


def _statement(number: Finding, guesses: Guesses, vocabulary: Vocabulary) -> None:
    """A first sentence in our words for a claim about a flow whose two sides are known; the others are left blank."""
    if number.quantity is None:
        return

    def label(kind: str, name: str) -> str:
        words = vocabulary.labels.get((kind, guesses.value(name)), "")
        return f"the {words}" if words.startswith(("European Union", "United ", "Czech ")) else words

    supplier, recipient, plural = label("actor", "supplier"), label("actor", "recipient"), label("munition", "munition")
    if not (supplier and recipient and plural and guesses.value("stage")):
        return
    who = label("claimant", "claimant") or "The article"
    joint = " of " if number.quantity.bound == Bound.UNQUANTIFIED else " "
    amount = f"{bounded(number.quantity)}{joint}{plural}"
    if guesses.value("basis") == "capacity-if-full":
        told = f"{who} said that what went from {supplier} to {recipient} could hold {amount}."
    else:
        moving = _MOVING[guesses.value("stage")].format(amount=amount, supplier=supplier, recipient=recipient)
        told = f"{who} said that {moving}."
    guesses.add("statement", told[:1].upper() + told[1:], "Made from the guesses above; put it into your own words.")


_MOVING = {
    "shipped": "{amount} had gone from {supplier} to {recipient}",
    "delivered": "{amount} from {supplier} had reached {recipient}",
    "pledged": "{supplier} had promised {recipient} {amount}",
    "contracted": "{amount} from {supplier} were ordered for {recipient}",
    "funded": "money was committed for {amount} from {supplier} for {recipient}",
    "identified": "{amount} were found by {supplier} for {recipient}",
    "requested": "{amount} from {supplier} were asked for by {recipient}",
    "negotiated": "{supplier} and {recipient} were in talks about {amount}",
    "produced": "{supplier} had made {amount} for {recipient}",
}
