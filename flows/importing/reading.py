"""What a file was taken for, and its rows as our own files would have them: the step between a file and its preview.

Note 1: whatever a person may have in a table is put here into the one form that `read_rows` takes, and nothing is
decided there anew: a cell that leaves a doubt goes on as it stands, and is refused there in the words of our own
files. What was made of it is told: `Reading` is shown, and each of its parts can be set otherwise.

Note 2: a column that is not known is left out and named. Nothing is written before somebody has seen which.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Any
from unicodedata import combining, normalize

from flows.importing.choices import Choices
from flows.importing.convention import Numbers, numbers_of, order_of
from flows.importing.faults import RowFault
from flows.importing.lines import Cell, Grid, Line, Unreadable, text_of
from flows.importing.naming import folded, headings_of
from flows.importing.sheet_scan import letters
from flows.importing.tables import REQUIRED, Column, Table
from flows.importing.translating import Translator, cleaned
from flows.importing.worded import FIGURE, FILLED

_LOOKED_AT = 40
_SAMPLES = 3
_LONGEST_SAMPLE = 40
_LEAST_NAMED = 2
_WIDE_ENOUGH = 0.8
_NOTE_AT_MOST = 2
_NOTE_BELOW = 5
_SHOWN_PLACES = 5
CODE = re.compile(r"[a-z0-9][a-z0-9.+-]*")
_PLACEHOLDER = re.compile(r"\{([^{}]{1,80})\}")
_DIGITS = re.compile(r"[0-9](?:[0-9.,'’]|\s(?=[0-9]{3}(?![0-9])))*(?<![.,'’])")
_NO_CODE = re.compile(r"[^a-z0-9.+-]+")
ROW = "row"


@dataclass(frozen=True, slots=True)
class Heading:
    """One column of a file: where it stands, what is written above it, the field that it fills, "" for none.

    ``ours`` tells a column of our own downloads that nobody enters. ``samples`` are the first things that stand in it.
    """

    place: int
    text: str
    field: str = ""
    ours: bool = False
    samples: tuple[str, ...] = ()

    @property
    def fills(self) -> tuple[str, ...]:
        """The fields that it fills: several where it holds figures with their words."""
        return FILLED if self.field == FIGURE else (self.field,) if self.field else ()

    @property
    def letters(self) -> str:
        """The column as a spreadsheet names it."""
        return letters(self.place + 1)


@dataclass(frozen=True, slots=True)
class Unknown:
    """Something in a column that names nothing on record, or several things: how often, where first, the codes that are
    near, and the same as a person chooses them."""

    field: str
    text: str
    count: int
    row: int
    of: str
    nearest: tuple[str, ...]
    called: tuple[str, ...] = ()
    several: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file was taken for. What is open of its convention is "".

    ``matched`` are the names that were read as codes: field, name, code. ``made`` are the fields that no column fills
    and what every row gets. ``remarks`` are sentences. ``asks_hidden`` where it is open whether what is hidden is read;
    ``asks_marks`` and ``asks_days`` where a cell can be read in two ways, ``asks_words`` where a column of numbers has
    words beside them.
    """

    grid: Grid
    header: int
    numbers: Numbers
    days: str
    hidden: str
    headings: tuple[Heading, ...]
    made: Mapping[str, str]
    matched: tuple[tuple[str, str, str], ...] = ()
    unknown: tuple[Unknown, ...] = ()
    remarks: tuple[str, ...] = ()
    asks_hidden: bool = False
    asks_marks: bool = False
    asks_days: bool = False
    asks_words: bool = False

    @property
    def ignored(self) -> tuple[Heading, ...]:
        """The columns of the writer's own that are not read."""
        return tuple(one for one in self.headings if not one.field and not one.ours)

    def heading_of(self, name: str) -> Heading | None:
        """The column of the file that fills a field."""
        return next((one for one in self.headings if name in one.fills), None)


@dataclass(slots=True)
class Prepared:
    """A file's rows in our own form, under our own header, of a table that asks for no more than the file can have."""

    table: Table
    reading: Reading
    translators: tuple[Translator, ...]
    lines: list[Line] = field(default_factory=list)
    faults: list[RowFault] = field(default_factory=list)
    places: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))


def prepared(table: Table, grid: Grid, choices: Choices, translator: Callable[..., Translator], stem: str) -> Prepared:
    """What a grid holds for a table. ``translator`` makes what reads a column; ``stem`` begins codes that are made.

    Raises Unreadable where nothing stands in it.
    """
    if not grid.lines:
        raise Unreadable("the file is empty")
    found = choices.header or _header(table, grid.lines)
    at = next((place for place, line in enumerate(grid.lines) if line.number == found), 0)
    header, below = grid.lines[at], list(grid.lines[at + 1 :])
    # A title above the table may go over several cells; in the table nobody knows which of them is meant.
    if merged := next((one for last, one in grid.merged if last >= header.number), ""):
        row = re.search("[0-9]+", merged)
        number = int(row[0]) if row else header.number
        raise Unreadable("cells are merged", row=number, value=merged, allowed=("one value in each cell",))
    remarks = [*grid.remarks, *_above(grid.lines[:at])]
    hidden_rows = {line.number for line in below if line.number in grid.hidden_rows}
    below, left = _table_rows(table, header, below, grid)
    remarks += left
    if choices.hidden == "skip":
        below = [line for line in below if line.number not in hidden_rows]
    file = _transposed(len(header.cells), below)
    headings = _headings(table, header, file, choices)
    hidden_columns = [one for one in headings if one.field and one.place + 1 in grid.hidden_columns]
    if choices.hidden == "skip":
        headings = tuple(replace(one, field="") if one in hidden_columns else one for one in headings)
    filled = filled_by(headings)
    made = {
        name: text for name, text in choices.fixed.items() if name in table.by_field and name not in filled and text
    }
    if table.key == ("code",) and "code" not in filled | set(made):
        named = next((one.text for one in headings if one.field == "name" and not table.is_claims), "")
        made["code"] = f"{{{named}}}" if named else f"{stem}-{{{ROW}}}"
    texts = _texts(table, headings, file, made)
    numbers = Numbers(choices.decimal, choices.grouping)
    if not choices.decimal:
        numbers = numbers_of(texts["number"])
    days = choices.days or order_of(texts["day"])
    reading = Reading(
        grid, header.number, numbers, days, choices.hidden, headings, made, remarks=tuple(remarks),
        asks_hidden=bool(hidden_rows or hidden_columns) and not choices.hidden,
    )  # fmt: skip
    columns = [_column(table, one) for one in headings if one.field]
    worded = [one.field == FIGURE for one in headings if one.field]
    columns += [column for column in table.columns if column.field in made]
    translators = tuple(
        translator(column, numbers, days, choices.values.get(column.field, {}), _sampled(column, headings, file))
        for column in columns
    )
    for one, of_words in zip(translators, worded, strict=False):
        one.worded = frozenset(table.by_field) & {*FILLED} if of_words else frozenset()
    done = Prepared(table, reading, translators)
    _fill(done, columns, below, header, file)
    return done


def filled_by(headings: Iterable[Heading]) -> frozenset[str]:
    """The fields that some columns fill."""
    return frozenset(name for one in headings for name in one.fills)


def _column(table: Table, heading: Heading) -> Column:
    """The column of ours that a heading fills first: the bound where it holds figures with their words."""
    return table.by_field["bound" if heading.field == FIGURE else heading.field]


def may_be_worded(table: Table) -> bool:
    """Whether a column of a table's file may hold figures with their words."""
    return {"bound", "low", "high"} <= set(table.by_field)


def relaxed(table: Table, fields: Iterable[str]) -> Table:
    """The table for a file that fills these fields: of the others those that have a default are no longer asked for."""
    given = set(fields)
    columns = tuple(
        replace(column, empty=empty)
        if column.required and column.field not in given and (empty := _otherwise(table, column)) is not None
        else column
        for column in table.columns
    )
    return replace(table, columns=columns)


def _otherwise(table: Table, column: Column) -> str | None:
    """What a new row gets where a file lacks a column that is asked for; a bound is read off the figures."""
    if column.field == "bound":
        return ""
    stored: Any = table.model._meta.get_field(column.field)
    return str(stored.get_default()) if stored.has_default() else None


# --- The header ---


def _header(table: Table, lines: Sequence[Line]) -> int:
    """The row that names most columns; where none does, the first that is as wide as the rows below it."""
    some = lines[:_LOOKED_AT]
    known = headings_of(table)
    named = {line.number: _named(table, known, line) for line in some}
    best = max(named.values())
    if best >= _LEAST_NAMED or best * 2 >= len([cell for cell in some[0].cells if cell != ""]) > 0:
        return next(number for number, count in named.items() if count == best)
    filled = {line.number: sum(cell != "" for cell in line.cells) for line in some}
    widest = max(filled.values())
    return next(number for number, count in filled.items() if count >= widest * _WIDE_ENOUGH)


def _named(table: Table, known: Mapping[str, Column], line: Line) -> int:
    headings = {cell for cell in line.cells if isinstance(cell, str) and cell}
    return sum(folded(heading) in known or _is_ours(table, heading) for heading in headings)


def _above(lines: Sequence[Line]) -> Iterator[str]:
    if lines:
        where = f"Row {lines[0].number}" if len(lines) == 1 else f"Rows {lines[0].number} to {lines[-1].number}"
        yield f"{where} above the header: not read."


def _table_rows(table: Table, header: Line, below: list[Line], grid: Grid) -> tuple[list[Line], list[str]]:
    """The rows under a header without notes that stand below the table, and what is said of those."""
    remarks: list[str] = []
    while below and len(header.cells) >= _NOTE_BELOW and _is_note(below[-1]):
        line = below.pop()
        place = next(place for place, cell in enumerate(line.cells) if cell != "")
        named = _place(grid, place, line.number)
        remarks.append(f"{named} “{text_of(line.cells[place])[:60]}” stands below the table: not read.")
    again = [line.number for line in below if line.cells == header.cells]
    if again:
        below = [line for line in below if line.cells != header.cells]
        remarks.append(f"The header stands again in row {again[0]}: not read.")
    return [line for line in below if not line.is_blank], remarks


def _is_note(line: Line) -> bool:
    filled = [text_of(cell) for cell in line.cells if cell != ""]
    return len(filled) <= _NOTE_AT_MOST and not (line.cells and CODE.fullmatch(text_of(line.cells[0])))


def _transposed(width: int, below: Sequence[Line]) -> list[tuple[Cell, ...]]:
    """The columns of a table, "" where a row is shorter than the header."""
    blank = ("",) * width
    rows = [line.cells[:width] + blank[len(line.cells) :] if len(line.cells) != width else line.cells for line in below]
    return list(zip(*rows, strict=True)) if rows else [()] * width


def _headings(table: Table, header: Line, columns: Sequence[tuple[Cell, ...]], choices: Choices) -> tuple[Heading, ...]:
    texts: list[str] = []
    for place, cell in enumerate(header.cells):
        text, _ = cleaned(text_of(cell))
        text = text or f"column {letters(place + 1)}"
        again = sum(one.partition(" (again")[0] == text for one in texts)
        texts.append(f"{text} (again {again})" if again else text)
    fields = _fields(table, texts, choices.columns)
    samples = [_samples(column) for column in columns]
    return tuple(
        Heading(place, text, fields.get(place, ""), _is_ours(table, text), samples[place])
        for place, text in enumerate(texts)
        # What has neither a name nor anything below it is no column.
        if samples[place] or text_of(header.cells[place]).strip()
    )


def _is_ours(table: Table, text: str) -> bool:
    return text in table.passed_over


def _fields(table: Table, texts: Sequence[str], chosen: Mapping[str, str]) -> dict[int, str]:
    """The field of each column by its place: as chosen, else by its name; of two for one field the nearer name."""
    found: dict[int, str] = {}
    for place, text in enumerate(texts):
        asked, taken = chosen.get(text, ""), _taken(found)
        is_worded = asked == FIGURE and may_be_worded(table) and taken.isdisjoint(FILLED)
        if is_worded or (asked in table.by_field and asked not in taken):
            found[place] = asked
    known = headings_of(table)
    ranked: list[tuple[int, int, str]] = []
    for place, text in enumerate(texts):
        words = folded(text)
        column = known.get(words)
        if text in chosen or column is None or column.field in _taken(found):
            continue
        names = [folded(name) for name in column.headers]
        own = words in names
        if own or not _is_ours(table, text):
            ranked.append((names.index(words) if own else len(names), place, column.field))
    for _, place, name in sorted(ranked):
        if name not in found.values():
            found[place] = name
    return found


def _taken(found: Mapping[int, str]) -> frozenset[str]:
    return frozenset((*found.values(), *(FILLED if FIGURE in found.values() else ())))


def _samples(column: Sequence[Cell]) -> tuple[str, ...]:
    filled = (text_of(cell)[:_LONGEST_SAMPLE] for cell in dict.fromkeys(column) if cell != "")
    return tuple(islice(filled, _SAMPLES))


def _texts(
    table: Table, headings: Sequence[Heading], columns: Sequence[tuple[Cell, ...]], made: Mapping[str, str]
) -> Mapping[str, set[str]]:
    """Everything written in columns that numbers and days are read of, by which its writer's way is known."""
    found: dict[str, set[str]] = {"number": set(), "day": set()}
    by_name = {folded(one.text): one.place for one in headings}
    read_of = [(one.field, one.place) for one in headings if one.field]
    for name, text in made.items():
        read_of += [(name, by_name[folded(one)]) for one in _PLACEHOLDER.findall(text) if folded(one) in by_name]
    for name, place in read_of:
        kind = "number" if name == FIGURE else table.by_field[name].kind
        if kind in found:
            texts = {cleaned(cell)[0] for cell in set(columns[place]) if isinstance(cell, str)}
            found[kind] |= {part for text in texts for part in _DIGITS.findall(text)} if name == FIGURE else texts
    return found


def _sampled(column: Column, headings: Sequence[Heading], columns: Sequence[tuple[Cell, ...]]) -> frozenset[str]:
    """What stands in the column of a field, each once, where it is matched with records; else nothing."""
    place = next((one.place for one in headings if one.field == column.field), None)
    if place is None or not column.reference:
        return frozenset()
    return frozenset(cleaned(text_of(cell))[0] for cell in set(columns[place]))


# --- The rows ---


def _fill(
    done: Prepared, columns: Sequence[Column], below: Sequence[Line], header: Line, file: Sequence[tuple[Cell, ...]]
) -> None:
    """Puts the rows under our own header, a column at a time, each text of it once.

    What is derived from a cell, such as how much of a day is known, fills the field that it is of.
    """
    reading, numbers = done.reading, [line.number for line in below]
    beside = _beside(done, below, len(header.cells))
    places = [one.place for one in reading.headings if one.field]
    names = [column.field for column in columns]
    ours: list[list[Cell]] = []
    more: dict[str, dict[int, str]] = defaultdict(dict)
    for place, translate in enumerate(done.translators):
        at = places[place] if place < len(places) else 0
        cells = file[at] if place < len(places) else [*map(_maker(reading, columns[place]), below)]
        told = {cell: translate(cell) for cell in dict.fromkeys(cells)}
        known = {cell: one.cell for cell, one in told.items()}
        ours.append([known[cell] for cell in cells])
        if not any(one.remark or one.more or one.is_unknown for one in told.values()):
            continue
        for row, cell in enumerate(cells):
            one = told[cell]
            if one.remark:
                done.places[one.remark].append(_place(reading.grid, at, numbers[row]))
            for name, text in one.more:
                more[name][row] = text
            if one.is_unknown:
                translate.count(cell, numbers[row])
    done.table = relaxed(done.table, names)
    added = []
    for name, said in more.items():
        if name not in done.table.by_field:
            continue
        if name not in names:
            added.append(name)
            ours.append([said.get(row, str(_blank(done.table, name))) for row in range(len(numbers))])
            continue
        given = ours[names.index(name)]
        for row, text in said.items():
            # A bound that the file states is its writer's own word; a day is known no better than it is written.
            if name != "bound" or given[row] == "":
                given[row] = text
    done.lines.append(Line(header.number, tuple(done.table.by_field[name].name for name in (*names, *added))))
    rows = zip(numbers, zip(*ours, strict=True), strict=True) if ours else ()
    done.lines += [Line(number, cells) for number, cells in rows if number not in beside]


def _beside(done: Prepared, below: Sequence[Line], width: int) -> set[int]:
    """The rows that reach beyond the header: in text something has shifted, and they are refused; in a sheet a note
    stands beside the table, and it is named."""
    refused = set()
    for line in below:
        if len(line.cells) <= width or not any(cell != "" for cell in line.cells[width:]):
            continue
        if done.reading.grid.is_workbook:
            place = next(place for place in range(width, len(line.cells)) if line.cells[place] != "")
            words = f"“{text_of(line.cells[place])[:_LONGEST_SAMPLE]}” stands beside the table: not read"
            done.places[words].append(_place(done.reading.grid, place, line.number))
        else:
            found, wanted = f"{len(line.cells)} cells", (f"{width} cells",)
            done.faults.append(RowFault(done.table.file, line.number, "", found, "wrong number of cells", wanted))
            refused.add(line.number)
    return refused


def _blank(table: Table, name: str) -> object:
    empty = table.by_field[name].empty
    return "" if empty is REQUIRED or empty is None else empty


def _maker(reading: Reading, column: Column) -> Callable[[Line], str]:
    """What gives a field that no column fills: one text, with what stands in the row in place of {heading}."""
    text = reading.made[column.field]
    by_name = {folded(one.text): one.place for one in reading.headings}
    wanted = {name: by_name.get(folded(name), -1) for name in _PLACEHOLDER.findall(text)}
    if not wanted:
        return lambda _: text

    def make(line: Line) -> str:
        def cell(match: re.Match[str]) -> str:
            if match[1] == ROW:
                return str(line.number)
            place = wanted[match[1]]
            if place < 0:
                return match[0]
            return cleaned(text_of(line.cells[place]))[0] if place < len(line.cells) else ""

        filled = _PLACEHOLDER.sub(cell, text)
        return as_code(filled) if column.field == "code" else filled

    return make


def as_code(text: str) -> str:
    """A text as a code: its letters and digits, small, with hyphens between."""
    plain = "".join(one for one in normalize("NFKD", text.casefold()) if not combining(one))
    return _NO_CODE.sub("-", plain).strip("-.+")[:80].strip("-.+")


def _place(grid: Grid, place: int, row: int) -> str:
    return f"{letters(place + 1)}{row}" if grid.is_workbook else f"row {row}"


def told(done: Prepared) -> Reading:
    """The reading once all rows have been read: what was matched, what is unknown, what has to be said."""
    matched: dict[tuple[str, str, str], None] = {}
    unknown: list[Unknown] = []
    for one in done.translators:
        matched |= dict.fromkeys((one.column.field, text, code) for text, code in one.matched.items())
        for text, (count, row, nearest, several) in one.unknown.items():
            of = one.column.reference or one.column.field
            called = tuple(map(one.names().called, nearest))
            unknown.append(Unknown(one.column.field, text, count, row, of, nearest, called, several))
    remarks = list(done.reading.remarks)
    for words, places in done.places.items():
        shown = ", ".join(dict.fromkeys(places[:_SHOWN_PLACES]))
        more = f" and {len(places) - _SHOWN_PLACES} more" if len(places) > _SHOWN_PLACES else ""
        remarks.append(f"{shown[:1].upper()}{shown[1:]}{more}: {words}.")
    return replace(
        done.reading,
        matched=tuple(matched),
        unknown=tuple(unknown),
        remarks=tuple(remarks),
        asks_marks=any(one.open_marks for one in done.translators),
        asks_days=any(one.open_days for one in done.translators),
        asks_words=any(one.open_words for one in done.translators) and may_be_worded(done.table),
    )
