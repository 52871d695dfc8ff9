"""Characters that make a reader see another text than the one that is stored.

Note 1: no list of look-alikes can be complete, and none has to be: scripts are told apart by the names that Unicode
gives its letters, and a word in two scripts is refused whatever its letters look like. Only for a word wholly in
another script does it matter whether every letter of it could pass for a Latin one.
"""

from __future__ import annotations

import re
import unicodedata

_WORD = re.compile(r"[^\W\d_]+")
_BREAKS_LINES = "\u2028\u2029"
_BLANK = "\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0"
_BROKEN = "\ufffd"
_WRITTEN_TOGETHER = frozenset({"HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA", "CJK", "IDEOGRAPHIC"})
_NO_SCRIPT = frozenset({"MICRO", "FEMININE", "MASCULINE", "MODIFIER"})
_COPIES_OF_LATIN = ("FULLWIDTH", "MATHEMATICAL")
_PASSES_FOR_LATIN = frozenset(
    "АВЕЅІЈКМНОРСТУХЬѴԌԚԜаеѕіјорсухѵԁһԛԝӏ"  # Cyrillic
    "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧαιοκνρυχ"  # Greek
    "ՍՏոսցօհ"  # Armenian
)


def strange_characters(text: str, *, lines: bool = False) -> str:
    """What is wrong with the characters of a text, as the end of a sentence; "" where nothing is.

    Control characters and those that are not seen or turn the direction of text, letters that pass for Latin ones,
    and digits of several scripts. ``lines`` lets line feeds pass.
    """
    if text.isascii() and text.isprintable():
        return ""
    if hidden := hidden_characters(text, lines=lines):
        return f"control characters are not accepted ({hidden})"
    return look_alikes(text) or mixed_digits(text)


def hidden_characters(text: str, *, lines: bool = False) -> str:
    """The names of the characters that a reader does not see, comma-separated; "" where there are none.

    Control characters, those that turn the direction of text round, zero-width ones, blank letters, and the mark that
    stands where text was decoded wrongly. ``lines`` lets line feeds pass.
    """
    if text.isascii() and text.isprintable():
        # None of them is, and nearly every text is: it need not be gone through one by one.
        return ""
    found = [
        unicodedata.name(character, f"U+{ord(character):04X}")
        for character in dict.fromkeys(text)
        if (unicodedata.category(character) in ("Cc", "Cf", "Cs", "Co") and not (lines and character == "\n"))
        or character in _BREAKS_LINES
        or character in _BLANK
        or character in _BROKEN
    ]
    return ", ".join(found)


def look_alikes(text: str) -> str:
    """The first word whose letters pass for Latin ones without being them, in words; "" where there is none.

    A word in two scripts, a word in letters that copy the Latin ones, and a text whose every letter of another script
    could pass for a Latin one: ВВС in Cyrillic letters.
    """
    if text.isascii():
        return ""
    others: dict[str, list[str]] = {}
    for word in _WORD.findall(text):
        letters = {letter: _script(letter) for letter in word}
        scripts = set(letters.values()) - _WRITTEN_TOGETHER - _NO_SCRIPT
        if copied := next((letter for letter, script in letters.items() if script in _COPIES_OF_LATIN), ""):
            return f"the word {word} is written in letters that only look Latin ({unicodedata.name(copied)})"
        if len(scripts) > 1:
            strangers = [letter for letter, script in letters.items() if script in scripts - {"LATIN"}]
            return f"the word {word} mixes letters of several scripts ({unicodedata.name(strangers[0])})"
        for script in scripts - {"LATIN"}:
            others.setdefault(script, []).append(word)
    for words in others.values():
        letters_of_all = "".join(words)
        if _PASSES_FOR_LATIN.issuperset(letters_of_all):
            name = unicodedata.name(letters_of_all[0])
            return f"the word {words[0]} looks Latin and is not ({name})"
    return ""


def mixed_digits(text: str) -> str:
    """Which digits of several scripts stand in one text, in words; "" where they are of one."""
    digits = [character for character in text if character.isdecimal()]
    scripts = {ord(digit) - int(digit) for digit in digits}
    return f"digits of several scripts are mixed ({''.join(dict.fromkeys(digits))})" if len(scripts) > 1 else ""


def _script(letter: str) -> str:
    """The script of a letter, as the first word of its name: LATIN, CYRILLIC."""
    return unicodedata.name(letter, "UNNAMED").partition(" ")[0]
