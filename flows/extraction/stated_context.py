"""Guesses for claims about context: what an amount of money or a share measures."""

from __future__ import annotations

import re

from flows.extraction.findings import Finding, Vocabulary
from flows.extraction.sentence import Guesses, Sentence, figures_of, nearest


def guess_indicator(sentence: Sentence, number: Finding, guesses: Guesses, vocabulary: Vocabulary) -> None:
    """Adds what the sentence says of the thing that the amount or share measures."""
    guesses.add("unit", number.unit, f"As written: “{number.words}”.")
    figures_of(number, guesses)
    name, words = _indicator_name(sentence, number, vocabulary)
    guesses.add("name", name, f"The recorded name that shares the most words with the text: {words}. Check it.")
    actor = nearest(sentence.of("actor"), number) or sentence.party
    if actor is not None:
        guesses.add("actor", actor.code, f"“{actor.words}” is the nearest party before the number.")
    for one in sentence.of("date"):
        if one.day and one.last_day:
            guesses.add("period_start", one.day.isoformat(), f"The first day of {one.words}.")
            guesses.add("period_end", one.last_day.isoformat(), f"The last day of {one.words}.")


def _indicator_name(sentence: Sentence, number: Finding, vocabulary: Vocabulary) -> tuple[str, str]:
    said = {_stem(word) for word in re.findall(r"[a-z]+", sentence.words.lower())}
    said |= {"cost"} if said & {"price", "spent", "spend", "worth"} else set()
    said |= {"share"} if number.kind == "percent" else set()
    best: tuple[float, int, str, list[str]] = (0, 0, "", [])
    for name in vocabulary.indicators:
        parts = [_stem(part) for part in name.split("-") if part not in ("of", "the", "in")]
        shared = [part for part in parts if part in said]
        if ("share" in parts) != (number.kind == "percent"):
            continue
        score = (len(shared) / len(parts), len(shared), name, shared)
        best = max(best, score, key=lambda one: (one[0], one[1], one[2]))
    return (best[2], ", ".join(best[3])) if best[1] >= 2 else ("", "")


def _stem(word: str) -> str:
    return re.sub(r"(?:ing|ed|es|s|d)$", "", word) if len(word) > 4 else word
