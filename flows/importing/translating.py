"""One cell of somebody's file in our own form: a name as the code that it stands for, a number and a day as we write
them. What leaves a doubt is passed on as it stands, to be refused with the words of our own files."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field

from flows.importing.convention import Numbers, is_open, plain_number, when_of
from flows.importing.lines import Cell, Plain, Unfit, text_of
from flows.importing.naming import Names
from flows.importing.tables import Column
from flows.importing.worded import FILLED, Open, Unread, fields_of, worded_figure
from flows.vocabulary import Bound

_INVISIBLE = re.compile("[\u00ad\u200b\u200e\u200f\u2060\ufeff]")
_BREAKS = re.compile(r"\s*[\r\n]+\s*")
_NOTHING = frozenset(("NaN", "nan", "NaT", "<NA>", "NA", "N/A", "n/a", "#N/A", "null", "NULL", "None", "-", "–", "—"))
_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MIDNIGHT = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})[T ]00:00(?::00(?:\.0+)?)?(?:Z|\+00:00)?")
_ROUGHLY = re.compile(
    r"(?:(?P<before>[~≈]|c\.|ca\.?|circa|about|approx\.?|around)\s*)?(?P<open>[(\[])?(?P<number>[0-9][0-9.,'’\s]*)"
    r"(?P<close>[)\]])?(?P<after>\s*\?)?",
    re.IGNORECASE,
)
_FLOATING = re.compile(r"([0-9]+)\.0+")
_LASTS = ("period_end", "ends_on")
_DATED = ("claimed_on", "published_on")
_SPANS = ("period_start", "period_end")
_FIGURES = ("low", "point", "high")
_WORDED = ("one number with its words: 4.8 million, about 10,000, at least 10,000, up to 5,000, >3m, 1,000-2,000",)
UNKNOWN = "unknown name"
"""Begins the fault of a cell that names nothing: told once for all cells that say the same."""


@dataclass(frozen=True, slots=True)
class Translated:
    """A cell in our form; ``remark`` is what is said of it, ``more`` other fields and what the cell says for them."""

    cell: Cell
    remark: str = ""
    more: tuple[tuple[str, str], ...] = ()
    is_unknown: bool = False


@dataclass(slots=True)
class Translator:
    """What reads the cells of one column: calling it gives one in our form.

    ``names`` gives the names of what the column holds, and is asked only where a cell is no code that is ``on_record``.
    ``chosen`` has the code for each text that somebody settled. ``matched`` and ``unknown`` fill as cells are read.
    ``worded`` are the fields of the table where the column holds figures with their words.
    """

    column: Column
    numbers: Numbers
    days: str
    chosen: Mapping[str, str]
    on_record: Collection[str]
    names: Callable[[], Names]
    own_table: bool = False
    worded: frozenset[str] = frozenset()
    matched: dict[str, str] = field(default_factory=dict)
    unknown: dict[str, tuple[int, int, tuple[str, ...], bool]] = field(default_factory=dict)
    open_marks: bool = False
    open_days: bool = False
    open_words: bool = False

    def count(self, cell: Cell, row: int) -> None:
        """Notes that the row has a cell that names nothing."""
        text = cleaned(text_of(cell))[0]
        for one in {text, *(part.strip() for part in re.split("[;,]", text))}:
            if one in self.unknown:
                count, first, nearest, several = self.unknown[one]
                self.unknown[one] = (count + 1, first or row, nearest, several)

    def __call__(self, cell: Cell) -> Translated:
        """The cell in our form."""
        if isinstance(cell, Unfit):
            return Translated(cell)
        if self.worded and cell != "":
            return self._worded(cleaned(text_of(cell))[0])
        if isinstance(cell, Plain):
            return self._typed(cell)
        text, invisible = cleaned(cell)
        remark = "letters that are not seen were taken out" if invisible else ""
        if text in self.chosen:
            return self._settled(text)
        if text in _NOTHING:
            return Translated("", f"{text} is read as empty")
        if self.column.kind == "lines":
            return Translated(text.replace("\r\n", "\n").replace("\r", "\n"), remark)
        text = _BREAKS.sub(" ", text)
        found = self._of_kind(text) if text else Translated("")
        return found if found.remark or not remark else Translated(found.cell, remark, found.more, found.is_unknown)

    def _settled(self, text: str) -> Translated:
        code = self.chosen[text]
        if code:
            self.matched[text] = code
        return Translated(code, "" if code else f"“{text}” is left out, as chosen")

    def _typed(self, cell: Plain) -> Translated:
        kind = self.column.kind
        if cell.kind in ("month", "year"):
            # As a text it would say the same: the day that stands there is the spreadsheet's.
            return self._day(cell.text[: 7 if cell.kind == "month" else 4], Unfit(cell.text, "the cell holds a month"))
        if cell.kind == "number":
            if kind in ("code", "codes", "coded", "several"):
                return self._of_kind(cell.text)
            if kind == "day" and re.fullmatch("(?:19|20)[0-9]{2}", cell.text):
                return self._day(cell.text, cell)
            if kind == "lines":
                return Translated(cell.text)
        return Translated(cell)

    def _of_kind(self, text: str) -> Translated:
        match self.column.kind:
            case "number":
                return self._number(text)
            case "whole":
                return Translated(match[1] if (match := _FLOATING.fullmatch(text)) else text)
            case "coordinate":
                return Translated(text.replace(",", ".") if self.numbers.decimal == "," else text)
            case "day":
                return self._day(text, text)
            case "coded" | "code":
                return self._named(text)
            case "several" | "codes":
                return self._listed(text)
            case _:
                return Translated(text)

    # --- Numbers and days ---

    def _number(self, text: str) -> Translated:
        if is_open(text, self.numbers):
            self.open_marks = True
            return Translated(text)
        if (plain := plain_number(text, self.numbers)) is not None:
            return Translated(plain)
        rough = _ROUGHLY.fullmatch(text)
        if rough and self.column.field in _FIGURES and bool(rough["open"]) == bool(rough["close"]):
            number = rough["number"].strip()
            if is_open(number, self.numbers):
                self.open_marks = True
            elif (plain := plain_number(number, self.numbers)) is not None:
                bound = (("bound", Bound.ABOUT.code),) if self.column.field == "point" else ()
                return Translated(plain, f"“{text}” is read as about {plain}", bound)
        self.open_words = self.open_words or (self.column.field in _FIGURES and self._worded(text).more != ())
        return Translated(text)

    def _worded(self, text: str) -> Translated:
        """What a figure with its words says: its bound, and for the other fields the numbers."""
        if text in _NOTHING:
            return Translated("", f"{text} is read as empty")
        try:
            found = worded_figure(text, self.numbers, of_ratio="point" not in (self.worded or FILLED))
            told = fields_of(found, self.worded or FILLED)
        except Open as refused:
            self.open_marks = True
            return Translated(Unfit(text, str(refused)))
        except Unread as refused:
            return Translated(Unfit(text, str(refused), _WORDED))
        return Translated(told.pop("bound"), more=tuple(told.items()))

    def _day(self, text: str, otherwise: Cell) -> Translated:
        if _ISO.fullmatch(text):
            return Translated(text)
        if midnight := _MIDNIGHT.fullmatch(text):
            return Translated(midnight[1])
        when = when_of(text, self.days)
        if when is None:
            self.open_days = self.open_days or when_of(text, "dmy") is not None or when_of(text, "mdy") is not None
            return Translated(otherwise)
        name = self.column.field
        if when.precision == "day":
            return Translated(when.first)
        if name in _SPANS:
            return Translated(when.last if name in _LASTS else when.first)
        if name in _DATED and when.precision != "years":
            remark = f"no more than the {when.precision} is given, and so the precision is {when.precision}"
            return Translated(when.first, remark, (("date_precision", when.precision),))
        return Translated(otherwise)

    # --- Names ---

    def _named(self, text: str) -> Translated:
        code, is_unknown = self._code_of(text)
        return Translated(code, is_unknown=is_unknown)

    def _code_of(self, text: str) -> tuple[Cell, bool]:
        if text in self.chosen:
            self.matched[text] = self.chosen[text]
            return self.chosen[text], False
        if text in self.on_record or not (names := self.names()).by_name:
            return text, False
        codes = names.codes(text)
        if len(codes) > 1 and (apart := self._the_one(text, codes, names)):
            codes = (apart,)
        if len(codes) == 1:
            self.matched[text] = codes[0]
            return codes[0], False
        if (whole := _FLOATING.fullmatch(text)) and whole[1] in self.on_record:
            return whole[1], False
        if self.own_table and not codes:
            # The record may stand in the file itself.
            return text, False
        self.unknown[text] = (0, 0, codes or names.nearest(text), bool(codes))
        return Unfit(text, UNKNOWN), True

    def _the_one(self, text: str, codes: tuple[str, ...], names: Names) -> str:
        """Of several that bear a name the one whose own name it is."""
        own = [code for code in codes if names.labels[code].casefold() == text.casefold()]
        return own[0] if len(own) == 1 else ""

    def _listed(self, text: str) -> Translated:
        """Several names: what is between semicolons, or between commas where the whole is no name by itself."""
        for sign in (";", ","):
            parts = [part.strip() for part in text.split(sign) if part.strip()]
            found = [self._code_of(part) for part in parts]
            if not any(is_unknown for _, is_unknown in found) or sign == "," or "," not in text:
                break
            for part in parts:
                self.unknown.pop(part, None)
        if any(is_unknown for _, is_unknown in found):
            return Translated(Unfit(text, UNKNOWN), is_unknown=True)
        return Translated(";".join(text_of(cell) for cell, _ in found))


def cleaned(text: str) -> tuple[str, bool]:
    """A text without spaces around it and without letters that nobody sees; whether there were such letters."""
    if text.isascii():
        return text.strip(), False
    shorter = _INVISIBLE.sub("", text)
    return shorter.strip(), shorter != text
