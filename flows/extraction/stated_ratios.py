"""Guesses for claims about balances: which side has more, over which other, of what."""

from __future__ import annotations

import re

from flows.extraction.findings import Finding, Vocabulary
from flows.extraction.sentence import Guesses, Sentence, belongs_to_another, bound_reason, plain

_LOSES = re.compile(r"\b(?:outgunned|outnumbered|outmatched|outshot|outfired)\b|\bdisadvantage\b", re.IGNORECASE)
_WINS = re.compile(
    r"\b(?:outguns|outnumbers|outfires|outproduc\w+|outshoots|outpac\w+|advantage|superiority|outgun|outfire)\b",
    re.IGNORECASE,
)
_COMPARED = (
    ("mortar-rounds", r"mortar"),
    ("production", r"produc\w+|manufactur\w+|output|makes?\b"),
    ("guns", r"guns\b|howitzers|barrels|artillery\s+pieces|tubes"),
    ("stock", r"stock\w*|reserves|depots"),
    ("rounds-fired", r"shells?\b|rounds?\b|fir(?:es|ed|ing)\b|rate\s+of\s+fire|shot"),
    ("firepower", r"outgunned|firepower|artillery|outnumbered|fire\b"),
    ("equipment", r"equipment|tanks|vehicles"),
)  # fmt: skip
_COMPARED_PATTERNS = tuple((code, re.compile(rf"\b(?:{words})", re.IGNORECASE)) for code, words in _COMPARED)
_FORECAST = re.compile(
    r"\b(?:will|would|could\s+(?:soon\s+)?(?:become|rise|reach)|expects?|within\s+weeks|soon)\b", re.IGNORECASE
)


def guess_ratio(sentence: Sentence, number: Finding, guesses: Guesses, vocabulary: Vocabulary) -> None:
    """Adds what the sentence says of the two sides that the ratio compares."""
    quantity = number.quantity
    if quantity is None:
        return
    where = "As written, as a multiple of the side with less."
    guesses.add("bound", quantity.bound, bound_reason(number))
    single = quantity.point
    guesses.add("low", plain(single if single is not None else quantity.low), where)
    guesses.add("high", plain(single if single is not None else quantity.high), where)
    _sides(sentence, number, guesses, vocabulary)
    for code, pattern in _COMPARED_PATTERNS:
        match = pattern.search(sentence.words)
        if match:
            guesses.add("compared", code, f"The sentence says “{match[0]}”.")
            break
    forecast = _FORECAST.search(sentence.words)
    if forecast:
        guesses.add("wording", "forecast", f"The sentence says “{forecast[0]}”.")
    guesses.add("wording", "stated", "The ratio itself is stated.")


def _sides(sentence: Sentence, number: Finding, guesses: Guesses, vocabulary: Vocabulary) -> None:
    actors = [one for one in sentence.of("actor") if not belongs_to_another(sentence, one)]
    loses, wins = _LOSES.search(sentence.words), _WINS.search(sentence.words)
    verb = loses or wins
    roles = ("over", "favours") if loses else ("favours", "over")
    if verb is not None:
        place = sentence.start + verb.start()
        before = [one for one in actors if one.end <= place]
        if before:
            guesses.add(roles[0], before[-1].code, f"“{before[-1].words}” stands before “{verb[0]}”.")
        elif actors:
            guesses.add(roles[1 if loses else 0], actors[0].code, f"“{actors[0].words}” stands with “{verb[0]}”.")
    elif actors:
        guesses.add(
            "favours", actors[0].code, f"“{actors[0].words}” is named first, and the ratio has the larger side first."
        )
    for one in actors:
        if one.code not in (guesses.value("favours"), guesses.value("over")):
            missing = "favours" if "favours" not in guesses.made else "over"
            guesses.add(missing, one.code, f"“{one.words}” is the other party in the sentence.")
    for known, other in (("favours", "over"), ("over", "favours")):
        usual = vocabulary.opponents.get(guesses.value(known), ())
        if known in guesses.made and other not in guesses.made and usual:
            usual = tuple(code for code in usual if code in ("ru", "ua")) or usual
            guesses.add(
                other,
                usual[0] if len(usual) == 1 else "",
                "Not said here; the other side of every recorded ratio. Check it.",
            )
