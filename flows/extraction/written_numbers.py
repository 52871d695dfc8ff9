"""Every number that a document gives, in whatever form it is written: 4.8 million, 4,800,000, 4,8 млн, 480만.

Note 1: `flows.extraction.numbers` reads what an editor will see and may refuse. Here a given figure is looked for in a
document of any language, so a number with two readings (1,234 million) has both; but it never yields a part of itself:
4 800 000 holds neither 800 nor 4.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise
from typing import Literal

from flows.extraction.numbers import SPELLED, spelled_value

Kind = Literal["number", "percent", "ratio"]

MONTHS = (
    ("january", r"jan\b", "январ", "січ", "januar", "janvier", "enero", "gennaio", "stycz", "ledna"),
    ("february", r"feb\b", "феврал", "лют", "februar", "février", "febrero", "febbraio", "luteg", "únor"),
    ("march", r"mar\b", "март", "берез", "märz", r"mars\b", "marzo", r"marca\b", "břez"),
    ("april", r"apr\b", "апрел", "квіт", "avril", "abril", "aprile", "kwiet", "dubna"),
    (r"may\b", "ма[йя]", "трав", r"mai\b", "mayo", "maggio", r"maja?\b", "květ"),
    ("june", r"jun\b", "июн", "черв", "juni", "juin", "junio", "giugno", "czerw", "červ"),
    ("july", r"jul\b", "июл", "лип", "juli", "juillet", "julio", "luglio", "lipca", "červenc"),
    ("august", r"aug\b", "август", "серп", "août", "agosto", "sierp", "srp"),
    ("september", r"sept?\b", "сентябр", "верес", "septembre", "septiembre", "settembre", "wrze", "září"),
    ("october", r"oct\b", "октябр", "жовт", "oktober", "octobre", "octubre", "ottobre", "paźdz", "říj"),
    ("november", r"nov\b", "ноябр", "листоп", "novembre", "noviembre", "listop"),
    ("december", r"dec\b", "декабр", "груд", "dezember", "décembre", "diciembre", "dicembre", "grud", "prosin"),
)
"""How the names of the months begin, as patterns."""

_SPACE = "[ \N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}\N{FIGURE SPACE}]"
_GAP = rf"(?:{_SPACE}|\n|-)?"
_LETTER = "A-Za-zÀ-ɏЀ-ӿ"
_SCALES: tuple[tuple[tuple[int, ...], str], ...] = (
    ((10**9,), r"mil millones|mil milhões"),
    ((10**3, 10**6), r"mil\."),
    (
        (10**3,),
        (
            r"thousands?|тыс(?:яч[аиу]?)?\.?|тис(?:яч[аіиу]?)?\.?|tausend|tsd\.?|milliers?|mille|mila|mil"
            r"|tys(?:iąc[ea]?|ięcy)?\.?|tisíc[ei]?|tis\.|ribu|nghìn|ngàn|tusen|tuhat|ezer"
        ),
    ),
    (
        (10**6,),
        (
            r"millions?|millione[n]?|milioni|millón|millones|milhão|milhões|milion(?:[aeyůu]|ów)?|milj?oner|miljonit"
            r"|millioner|millió|juta|triệu|mln\.?|mio\.?|mill\.|mn|миллион[а-я]*|мільйон[а-яіїє]*|млн\.?"
        ),
    ),
    (
        (10**9,),
        (
            r"billions?|bn|milliarden?|milliards?|miliard(?:[aiyů]|ów)?|miliardi|mrd\.?|mld\.?|миллиард[а-я]*"
            r"|мільярд[а-яіїє]*|млрд\.?"
        ),
    ),
    ((10**12,), r"trillions?|tn|трлн\.?"),
)
_LETTERS = {"k": (10**3,), "m": (10**6,), "b": (10**9,), "bn": (10**9,), "mn": (10**6,), "tn": (10**12,)}
_SCALE_OF = tuple((values, re.compile(form, re.IGNORECASE)) for values, form in _SCALES)
_SCALE = (
    rf"{_GAP}(?P<scale>{'|'.join(form for _, form in _SCALES)})(?![{_LETTER}])|(?P<letter>[kKmMbB]n?)(?![{_LETTER}0-9])"
)
_CJK = {"조": 10**12, "억": 10**8, "億": 10**8, "亿": 10**8, "만": 10**4, "万": 10**4, "萬": 10**4}
_CJK |= {"천": 10**3, "千": 10**3, "백": 10**2, "百": 10**2}
_DIGITS = re.compile(
    rf"(?<![{_LETTER}0-9])(?:(?<![{_LETTER}]-)|(?<=-to-))(?<![0-9][.,'’])"
    rf"(?P<digits>[0-9]{{1,3}}(?:{_SPACE}[0-9]{{3}})+(?![0-9])(?:[.,][0-9]+)?(?!{_GAP}(?:mm|мм)\b)"
    r"|[0-9]+(?:[.,'’][0-9]+)*)"
    rf"(?:{_SCALE})?",
    re.IGNORECASE,
)
_EASTERN = re.compile(
    rf"(?<![{_LETTER}0-9.,])(?:[0-9][0-9,.]*여?{_SPACE}?[{''.join(_CJK)}]+{_SPACE}?)+(?:(?<={_SPACE[:-1]}])|[0-9]{{1,4}}(?![0-9,.])|)"
)
_EASTERN_PART = re.compile(rf"([0-9][0-9,.]*)여?{_SPACE}?([{''.join(_CJK)}]*)")
_SPELLED = re.compile(rf"(?<![\w-])(?:{SPELLED})(?=(?P<fold>fold)?(?!\w))", re.IGNORECASE)
_WORDS_OF_SCALE = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12, "dozen": 12}
_HYPHENED_SCALE = re.compile(r"-(?=(?:hundred|thousand|million|billion)\b)", re.IGNORECASE)
_SPELLED_ON = re.compile(r",?\s+(?:and\s+)?")
_OTHER_WORDS: tuple[tuple[Decimal, str], ...] = (
    (
        Decimal(500_000),
        (
            r"полмиллиона|полумиллиона|півмільйона|пів мільйона|halbe Million|halben Million|demi-million|mezzo milione"
            r"|medio millón|meio milhão|pół miliona|půl milionu"
        ),
    ),
    (
        Decimal(1_000_000),
        r"миллион|мільйон|eine Million|einer Million|un million|un milione|un millón|um milhão|milion|100만",
    ),
)
_FEW = (
    (1, "eine?r?"),
    (2, "два|две|дві|zwei|deux|dos|due"),
    (3, "три|drei|trois|tres|tre"),
    (4, "четыре|чотири|vier|quatre|cuatro|quattro"),
    (5, "пять|п['’]ять|fünf|cinq|cinco|cinque"),
    (6, "шесть|шість|sechs|six|seis|sei"),
    (7, "семь|сім|sieben|sept|siete|sette"),
    (8, "восемь|вісім|acht|huit|ocho|otto"),
    (9, "девять|дев['’]ять|neun|neuf|nueve|nove"),
    (10, "десять|zehn|dix|diez|dieci"),
    (20, "двадцать|двадцять|zwanzig|vingt|veinte|venti"),
    (100, "сто|hundert|cent|cien|cento"),
)
_FEW_OF = (
    (10**3, "тысяч[аиу]?|тисяч[аіиу]?|tausend|mille|mil|mila"),
    (10**6, "миллион[а-я]*|мільйон[а-яіїє]*|millionen|millions|millones|milioni"),
)
_OTHER_WORDS += tuple(
    (Decimal(number * scale), rf"(?:{words})\s?(?:{many})") for number, words in _FEW for scale, many in _FEW_OF
)
_OTHER_PATTERNS = tuple(
    (value, re.compile(rf"(?<![\w])(?<![0-9] )(?:{words})(?!\w)", re.IGNORECASE)) for value, words in _OTHER_WORDS
)
_PARITY = re.compile(r"(?<!\w)(?:parity|паритет\w*)(?!\w)", re.IGNORECASE)
_PERCENT = re.compile(r"\s?(?:%|％|per\s?cent|pct\b|процент|відсот|prozent|procent|por ciento|퍼센트)", re.IGNORECASE)
_RANGE = re.compile(
    r"\s*[-–—]\s*|\s+(?:to|and|or|до|и|або|или|à|et|bis|und|do|až|y|e|ou|o|a)\s+|~|에서\s*", re.IGNORECASE
)
_TO_ONE = re.compile(
    r"\s?:\s?1(?![0-9.,]*[0-9])|(?:\s+to\s+|-to-)(?:1|one)(?!\w|\.[0-9])|\s+(?:к|до|zu|à|a|contre)\s+(?:1|одн\w+|eins|un|uno|jedn\w+)\b"
    r"|\s+(?:\w+\s+){0,4}?(?:for|to)\s+(?:every|each)\s+(?:one|1|\w+)\b"
    r"|\s+times\s+(?:as|more|the|greater|higher|larger|fewer|less|over)\b|\s+(?:fois|veces|volte|krát|razy)(?!\w)|-?fold\b|-?(?:кратн|mal\b)|\s?배|\s?[対대比]\s?1(?![0-9])",
    re.IGNORECASE,
)
_RANGE_END = re.compile(r"(?:\s*[-–—:]\s*|\s+(?:to|or|and|до|или)\s+)(?:[0-9.,]+|[a-z]+)", re.IGNORECASE)
"""The other number of a range: in five to seven to one, and in 4-5 times, both are multiples."""
_ONE_TO = re.compile(r"(?<![0-9.,])(?:1\s?:\s?|(?:1|one)(?:\s+to\s+|-to-)|(?:1|одн\w+)\s+(?:к|до)\s+)$", re.IGNORECASE)
_NO_COUNT = re.compile(
    r"(?:st|nd|rd|th)\b|[\s-]?(?:mm|мм|millimet\w+|миллиметр\w+|міліметр\w+|cm|km|км|kg|кг|°)(?!\w)|:[0-9]{2}(?![0-9])|[-/][0-9]{1,2}[-/][0-9]",
    re.IGNORECASE,
)
_BY_TIMES = re.compile(r"(?<!\w)(?:by|в|у)\s+$", re.IGNORECASE)
_TIMES = re.compile(r"\s+(?:times|раза?|разів)(?!\w)", re.IGNORECASE)
"""By ten times, в 10 раз: how many times as much; ten times alone is how often."""
_CLOCK = re.compile(r"[0-9]:$")
_MONTH = "|".join(name for names in MONTHS for name in names)
_MONTH_BEFORE = re.compile(rf"(?<!\w)(?:{_MONTH})\w*\.?\s+$", re.IGNORECASE)
_NO_WORD = frozenset('0123456789,;:()"')
"""What no name of a month ends with."""
_MONTH_AFTER = re.compile(rf"\.?\s+(?:of\s+|de\s+)?(?:{_MONTH})[\w.]*(?!\w)|\s?[월月일日년年]", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_LONGEST = 30
"""Characters of digits with their separators: what is longer is no figure."""
_MARKS = re.compile(r"[^0-9]+")


@dataclass(frozen=True, slots=True)
class Written:
    """One number of a text: where it stands, every value that it can be read as, and what it gives.

    ``scale`` is what a word such as million multiplies by, 1 where there is none. ``may_be_year`` says that it is
    written as years are: 2,000 is not, 2000 is.
    """

    start: int
    end: int
    values: frozenset[Decimal]
    kind: Kind = "number"
    scale: int = 1
    may_be_year: bool = False


def written_numbers(text: str) -> tuple[Written, ...]:
    """Every number of a text in its order. Of two that overlap the longer stays; calibres and times of day are none."""
    found = sorted(_every(text), key=lambda one: (one.start, -one.end))
    apart: list[Written] = []
    for one in found:
        if not apart or one.start >= apart[-1].end:
            apart.append(one)
    return tuple(_with_kind(text, one) for one in _ranged(text, apart))


def is_parity(text: str) -> bool:
    """Whether a written number is the word for a ratio of 1 to 1."""
    return bool(_PARITY.fullmatch(text))


def _every(text: str) -> Iterator[Written]:
    for match in _EASTERN.finditer(text):
        words = match[0].rstrip()
        yield Written(
            match.start(), match.start() + len(words), frozenset((_eastern_value(words),)), scale=_CJK.get(words[-1], 1)
        )
    for match in _DIGITS.finditer(text):
        scales = _scales(match)
        if len(match["digits"]) > _LONGEST or (scales == (1,) and _no_count(text, match.start(), match.end())):
            continue
        values = frozenset(_digit_values(match["digits"], scales))
        if values:
            year = scales == (1,) and bool(_YEAR.fullmatch(match["digits"]))
            yield Written(match.start(), match.end(), values, scale=scales[0], may_be_year=year)
    yield from _spelled(text)
    for value, pattern in _OTHER_PATTERNS:
        for match in pattern.finditer(text):
            yield Written(match.start(), match.end(), frozenset((value,)))
    for match in _PARITY.finditer(text):
        yield Written(match.start(), match.end(), frozenset((Decimal(1),)), "ratio")


def _no_count(text: str, start: int, end: int) -> bool:
    """Whether digits are no count: a calibre, a time of day, the day of a month."""
    if end - start <= 2:
        # The names of the months are many: looked for only where there is a word.
        if text[end : end + 12].lstrip(". \n\t\N{NO-BREAK SPACE}")[:1].isalpha() and _MONTH_AFTER.match(text, end):
            return True
        if text[max(0, start - 12) : start].rstrip()[-1:] not in _NO_WORD and _MONTH_BEFORE.search(
            text, max(0, start - 16), start
        ):
            return True
    return bool(_NO_COUNT.match(text, end)) or (
        bool(_CLOCK.search(text, max(0, start - 2), start)) and not _ONE_TO.search(text, max(0, start - 12), start)
    )


def _scales(match: re.Match[str]) -> tuple[int, ...]:
    if match["letter"]:
        return _LETTERS[match["letter"].lower()]
    words = match["scale"]
    return next(values for values, form in _SCALE_OF if form.fullmatch(words)) if words else (1,)


def _digit_values(digits: str, scales: tuple[int, ...]) -> Iterator[Decimal]:
    """What digits with their separators can mean: a group of three after one separator is thousands, and decimals too
    where a word of scale follows."""
    groups = _MARKS.split(digits)
    marks = [mark if mark in ".," else " " for mark in _MARKS.findall(digits)]
    whole = len(groups[0]) <= 3 and groups[0] != "0"
    readings = set()
    if not marks:
        readings.add(digits)
    elif whole and len(set(marks)) == 1 and all(len(group) == 3 for group in groups[1:]):
        readings.add("".join(groups))
    if marks and marks[-1] != " " and marks.count(marks[-1]) == 1:
        before = marks[:-1]
        is_grouped = whole and len(set(before)) == 1 and all(len(group) == 3 for group in groups[1:-1])
        can_be_decimal = is_grouped if before else len(groups[-1]) != 3 or scales != (1,) or groups[0] == "0"
        if can_be_decimal:
            readings.add(f"{''.join(groups[:-1])}.{groups[-1]}")
    for reading in readings:
        for scale in scales:
            yield Decimal(reading) * scale


def _eastern_value(words: str) -> Decimal:
    total = Decimal(0)
    for digits, units in _EASTERN_PART.findall(words):
        value = max(_digit_values(digits.strip(".,"), (1,)), default=Decimal(0))
        for unit in units:
            value *= _CJK[unit]
        total += value
    return total


def _spelled(text: str) -> Iterator[Written]:
    """Numbers in English words; four million eight hundred thousand is one of them."""
    held: Written | None = None
    for match in _SPELLED.finditer(_HYPHENED_SCALE.sub(" ", text)):
        value = spelled_value(match[0])
        scale = next((scale for word, scale in _WORDS_OF_SCALE.items() if match[0].lower().endswith(word)), 1)
        kind: Kind = "ratio" if match["fold"] else "number"
        one = Written(match.start(), match.end(), frozenset((value,)), kind, scale)
        if held is not None:
            if value < held.scale and _SPELLED_ON.fullmatch(text, held.end, one.start):
                held = replace(one, start=held.start, values=frozenset((value + max(held.values),)))
                continue
            yield held
        held = one
    if held is not None:
        yield held


def _ranged(text: str, numbers: list[Written]) -> Iterator[Written]:
    """The numbers, where a range names its scale once with that scale as well: 4.2 to 5.8 million."""
    for one, other in pairwise(numbers):
        bare = one.scale == 1 and max(one.values) < 1000
        if bare and other.scale > 1 and _RANGE.fullmatch(text, one.end, other.start):
            yield replace(one, values=one.values | {value * other.scale for value in one.values})
        else:
            yield one
    yield from numbers[-1:]


def _with_kind(text: str, one: Written) -> Written:
    if _PERCENT.match(text, one.end):
        return replace(one, kind="percent")
    reach = _RANGE_END.match(text, one.end)
    ends = (one.end, reach.end()) if reach else (one.end,)
    if _TIMES.match(text, one.end) and _BY_TIMES.search(text, max(0, one.start - 4), one.start):
        return replace(one, kind="ratio")
    if any(_TO_ONE.match(text, end) for end in ends) or _ONE_TO.search(text, max(0, one.start - 12), one.start):
        return replace(one, kind="ratio")
    return one
