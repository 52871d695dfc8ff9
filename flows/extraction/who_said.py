"""Who says so: the claimant of a sentence, and when one named earlier may be taken."""

from __future__ import annotations

import re

from flows.extraction.sentence import Guess, Guesses, Sentence

SAYS = re.compile(
    r"\b(?:said|says|say|told|tells|according\s+to|estimate[sd]?|estimates|assess(?:es|ed)|put|puts|report(?:s|ed)|"
    r"claim(?:s|ed)|added|adds|announce[sd]?|believe[sd]?|warn(?:s|ed)|confirm(?:s|ed)|stated|states|counted|counts|"
    r"calculated?|calculates|detected|wrote|priced|prices|note[sd]|admitted|disclosed|revealed|tweeted|insist(?:s|ed))\b",
    re.IGNORECASE,
)


_POINTS_BACK = re.compile(
    r"\b(?:he|she|they|the\s+(?:minister|ministry|official|officials|agency|service|president|general|report|team|"
    r"spokesman|spokeswoman|spokesperson|institute))\s+(?:also\s+|then\s+)?" + SAYS.pattern,
    re.IGNORECASE,
)


def claimant_of(sentence: Sentence) -> Guess | None:
    """The first claimant named in a sentence that has a verb of saying."""
    named = sentence.of("claimant")
    verb = SAYS.search(sentence.words)
    if not named or verb is None:
        return None
    after = [
        one
        for one in named
        if re.search(r"according\s+to\s+(?:\w+\s+){0,4}$", sentence.before(one.start), re.IGNORECASE)
    ]
    chosen = (after or list(named))[0]
    return Guess("claimant", chosen.code, f"“{chosen.words}” stands in the sentence with “{verb[0]}”.")


def carried(sentence: Sentence, claimant: Guess | None, *, same_paragraph: bool) -> Guess | None:
    """The claimant named before, if the sentence points back to it or goes on in its paragraph.

    A new paragraph that names nobody speaks for itself: putting somebody else's name to it would be an invention.
    """
    if claimant is None:
        return None
    back = _POINTS_BACK.search(sentence.words)
    if back:
        return Guess("claimant", claimant.value, f"“{back[0]}” points back to the claimant named before. Check it.")
    if not same_paragraph:
        return None
    return Guess("claimant", claimant.value, "Named earlier in this paragraph; this sentence names nobody. Check it.")


def speaker(sentence: Sentence, guesses: Guesses) -> None:
    """Adds the person whom the sentence names for its claimant."""
    code = guesses.value("claimant")
    for one in sentence.of("claimant"):
        person = re.fullmatch(r"[A-Z][a-z]+ [A-Z][a-z]+(?:-[a-z]+)?", one.words)
        if one.code == code and person and not re.search(r"House|Department|Commission|Staff|Korea|Press", one.words):
            guesses.add("speaker", one.words, "A person's name in the sentence.")
