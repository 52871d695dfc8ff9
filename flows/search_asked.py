"""What a text that is searched for asks about: by which of its words it is looked for, one reading after the other; of
which flow it may be, with the side that each word is on; and which ratio it names.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from flows.search_words import figure, words_asked, words_of

OF_QUESTIONS = frozenset(
    (
        "a", "about", "actually", "all", "an", "and", "any", "are", "as", "at", "be", "been", "by", "can",
        "could", "did", "do", "does", "exact", "exactly", "figure", "figures", "for", "from", "give", "had",
        "has", "have", "how", "in", "is", "it", "its", "latest", "many", "me", "much", "newest", "number",
        "numbers", "of", "on", "or", "real", "really", "right", "said", "say", "says", "should", "tell",
        "than", "that", "the", "their", "them", "there", "they", "this", "to", "total", "true", "was", "were",
        "what", "when", "where", "which", "who", "whom", "whose", "why", "will", "with", "would",
    )
)  # fmt: skip
"""Words that a question is made of, and that say nothing of what it is about."""
SUPPLIER, RECIPIENT = "supplier", "recipient"
_TO, _FROM, _OR = frozenset(("to", "into", "for")), frozenset(("from", "by")), frozenset(("and", "or"))
GIVING = frozenset(
    (
        "deliver", "delivered", "deliveries", "delivers", "delivery", "donate", "donated", "donates", "export",
        "exported", "exports", "gave", "give", "given", "gives", "provide", "provided", "provides", "sell", "sells",
        "send", "sending", "sends", "sent", "ship", "shipment", "shipments", "shipped", "ships", "sold", "supplied",
        "supplies", "supply", "transfer", "transferred", "transfers",
    )
)  # fmt: skip
TAKING = frozenset(
    (
        "bought", "buy", "buys", "get", "gets", "getting", "got", "import", "imported", "imports", "receive",
        "received", "receives",
    )
)  # fmt: skip
"""Words that say of a flow that it is one: who stands before them gives, or takes."""
LEFT_OUT = OF_QUESTIONS | GIVING | TAKING
"""The words that something may be found without."""
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_BESIDE = re.compile(r"[0-9]\s[0-9]")
_TO_ONE = re.compile(
    r"(?<![\w.,:])([0-9]{1,3}(?:,[0-9]{3})*|[0-9]+)(\.[0-9]+)?\s?(?:-?to-?|[:∶])\s?(?:1|one)(?![\w:]|[.,][0-9])",
    re.IGNORECASE,
)


def readings(text: str) -> tuple[tuple[str, ...], ...]:
    """What is looked for, each word once, until something is found: all of it; where numbers stand beside one another
    these apart, as they may be two; without what makes a question of it; and without what makes a flow of it."""
    whole = tuple(dict.fromkeys(words_asked(text)))
    apart = tuple(dict.fromkeys(words_of(text))) if _BESIDE.search(text) else ()
    rest = tuple(word for word in whole if word not in OF_QUESTIONS)
    bare = tuple(word for word in whole if word not in LEFT_OUT)
    return tuple(each for each in dict.fromkeys((whole, apart, rest, bare)) if each)


@dataclass(frozen=True, slots=True)
class ToOne:
    """A ratio to one that is asked for: its figure as a word, and the words that it is written in."""

    figure: str
    words: frozenset[str]


def ratio_asked(text: str) -> ToOne | None:
    """The ratio that a text names, as 10 to 1 or 4.8:1; None where it names none."""
    found = _TO_ONE.search(text)
    if found is None:
        return None
    whole, part = found.groups()
    return ToOne(figure(whole.replace(",", "") + (part or "")), frozenset(words_asked(found[0])))


@dataclass(frozen=True, slots=True)
class Sided:
    """Words of which one has to be found, and the side of a flow on which it is; empty where it is on either."""

    words: tuple[str, ...]
    side: str = ""


def sides_asked(text: str) -> tuple[Sided, ...]:
    """The words of a text that say of which flow it is, each with its side; of shells and missiles either is meant.

    "how many shells did one send to another" asks of shells and one as suppliers, and of another as the recipient: a
    word that means no party is on every side, and a year is on none. Nothing where every word is one of these.
    """
    every = words_asked(text)
    found: list[Sided] = []
    begun, side, taken, joined = 0, "", False, False
    for word in every:
        if word in _TO:
            side = RECIPIENT
        elif word in _FROM:
            side = RECIPIENT if taken and word == "by" else SUPPLIER
        elif word in GIVING or word in TAKING:
            taken = word in TAKING
            own = RECIPIENT if taken else SUPPLIER
            found[begun:] = [replace(one, side=one.side or own) for one in found[begun:]]
            begun, side = len(found), ""
        elif word in _OR:
            joined = len(found) > begun
            continue
        elif word in OF_QUESTIONS or _YEAR.fullmatch(word):
            pass
        elif joined:
            found[-1] = replace(found[-1], words=(*found[-1].words, word))
        else:
            found.append(Sided((word,), side))
        joined = False
    return tuple(found) if sum(len(one.words) for one in found) < len(every) else ()
