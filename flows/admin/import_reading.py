"""How a file was read, on the page that previews it: shown, and changed by hand."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from typing import Any

from flows.actions.create_named import KINDS
from flows.importing import stored
from flows.importing.choices import LONGEST_FIXED, SETTINGS, Choices, from_json
from flows.importing.faults import RowFault
from flows.importing.naming import names_of
from flows.importing.preview import LACKING
from flows.importing.reading import Heading, Reading, Unknown, filled_by, may_be_worded
from flows.importing.tables import Column, Table
from flows.importing.telling import WITH_ITS_WORDS, convention, open_words
from flows.importing.worded import FIGURE

NOT_READ = "-"
"""What the form sends for a column that is not read."""
MOST_UNKNOWN = 100
_MOST_LISTED = 600
_LABELS = {
    "encoding": "Encoding",
    "delimiter": "Separator",
    "decimal": "Decimal mark",
    "grouping": "Thousands",
    "days": "Order of days",
    "hidden": "What is hidden",
}


def shown_reading(
    table: Table, reading: Reading, choices: Choices, kept: Collection[str], faults: Collection[RowFault]
) -> dict[str, Any]:
    """What the template prints of it."""
    missed = {fault.column for fault in faults if fault.message == LACKING}
    lacking = tuple(column for column in table.columns if column.name in missed)
    filled = filled_by(reading.headings)
    others = tuple(column for column in table.columns if column.field not in filled and column not in lacking)
    unknown = reading.unknown[:MOST_UNKNOWN]
    held = {one.of for one in unknown} | {column.reference for column in (*lacking, *others)}
    asked = (reading.asks_hidden, reading.asks_marks, reading.asks_days, reading.asks_words)
    asks = bool(unknown or lacking) or any(asked)
    return {
        "convention": convention(reading),
        "open": tuple(open_words(reading)),
        "remarks": reading.remarks,
        "ignored": ", ".join(one.text for one in reading.ignored),
        "asks": asks,
        "header": reading.header,
        "sheet": reading.grid.sheet,
        "settings": tuple(_setting(name, reading, choices) for name in SETTINGS if _asked(name, reading)),
        "columns": tuple(_column(table, one) for one in reading.headings),
        "needed": tuple(_given(column, reading) for column in lacking),
        "others": tuple(_given(column, reading) for column in others),
        "unknown": tuple(_unknown(number, one, table.by_field[one.field]) for number, one in enumerate(unknown)),
        "more_unknown": max(0, len(reading.unknown) - MOST_UNKNOWN),
        "matched": tuple({"field": f, "text": t, "code": c} for f, t, c in reading.matched[:MOST_UNKNOWN]),
        "lists": tuple(_listed(name) for name in sorted(held & set(_tables(table)))),
        "kept": tuple(kept),
        "longest": LONGEST_FIXED,
    }


def chosen(sent: Mapping[str, str], table: Table, reading: Reading, before: Choices) -> Choices:
    """The choices of a form that shows this reading, over those that were made before."""
    number = sent.get("header", "")
    columns = dict(before.columns)
    for one in reading.headings:
        said = sent.get(f"column-{one.place}")
        if said is not None and said != (one.field or NOT_READ):
            columns[one.text] = "" if said == NOT_READ else said
    fixed = {name: sent[f"fixed-{name}"].strip() for name in table.by_field if f"fixed-{name}" in sent}
    values = {name: dict(texts) for name, texts in before.values.items()}
    for place, unknown in enumerate(reading.unknown[:MOST_UNKNOWN]):
        if code := sent.get(f"value-{place}", "").strip():
            values.setdefault(unknown.field, {})[unknown.text] = "" if code == NOT_READ else code
    changed = {name: sent[name] for name in SETTINGS if name in sent}
    given = {**changed, "header": int(number) if number.isdecimal() else 0, "sheet": sent.get("sheet", before.sheet)}
    if given["header"] == reading.header:
        given["header"] = before.header
    read = from_json({**given, "columns": columns, "values": values, "fixed": {**before.fixed, **fixed}})
    return replace(read, values=_codes(read, reading))


def wanted(sent: Mapping[str, str], reading: Reading) -> dict[str, dict[str, str]]:
    """The records that a form asks to be made: by table, the names, each with the kind that it is to be of."""
    found: dict[str, dict[str, str]] = {}
    for place, one in enumerate(reading.unknown[:MOST_UNKNOWN]):
        if one.of in KINDS and (kind := sent.get(f"create-{place}", "")) in KINDS[one.of][1]:
            found.setdefault(one.of, {})[one.text] = kind
    return found


def _codes(choices: Choices, reading: Reading) -> dict[str, dict[str, str]]:
    """What was typed for a name as the code that it means, where it is a name itself."""
    values = {name: dict(texts) for name, texts in choices.values.items()}
    for one in reading.unknown:
        typed = values.get(one.field, {}).get(one.text, "")
        if typed in one.called:
            # Taken over from the page, as it names what is near.
            values[one.field][one.text] = one.nearest[one.called.index(typed)]
        elif typed and one.of in _NAMED:
            codes = names_of(stored.names_on_record(one.of)).codes(typed)
            values[one.field][one.text] = codes[0] if len(codes) == 1 else typed
    return values


_NAMED = ("actors", "munitions", "claimants", "places", "sources")


def _tables(table: Table) -> Iterator[str]:
    yield from {column.reference for column in table.columns if column.reference in _NAMED}


def _listed(name: str) -> dict[str, Any]:
    rows = [{"code": code, "label": label} for code, label, _ in stored.names_on_record(name)]
    return {"name": name, "rows": rows[:_MOST_LISTED]}


def _asked(name: str, reading: Reading) -> bool:
    if name == "hidden":
        return reading.asks_hidden or bool(reading.hidden)
    return not (reading.grid.is_workbook and name in ("encoding", "delimiter"))


def _setting(name: str, reading: Reading, choices: Choices) -> dict[str, Any]:
    found = {
        "encoding": reading.grid.encoding,
        "delimiter": reading.grid.delimiter,
        "decimal": reading.numbers.decimal,
        "grouping": reading.numbers.grouping,
        "days": reading.days,
        "hidden": reading.hidden,
    }[name]
    mine = getattr(choices, name)
    read = SETTINGS[name].get(found)
    return {
        "name": name,
        "label": _LABELS[name],
        "found": f"as found: {read}" if read and not mine else "as the file says",
        "options": tuple({"value": v, "words": w, "chosen": v == mine} for v, w in SETTINGS[name].items()),
    }


def _column(table: Table, one: Heading) -> dict[str, Any]:
    return {
        "place": one.place,
        "letters": one.letters,
        "text": one.text,
        "samples": "; ".join(one.samples),
        "ours": one.ours,
        "options": tuple(
            {"value": name, "words": words, "chosen": name == one.field}
            for name, words in (
                *(((FIGURE, WITH_ITS_WORDS),) if may_be_worded(table) else ()),
                *((column.field, column.name) for column in table.columns),
            )
        ),
    }


def _given(column: Column, reading: Reading) -> dict[str, Any]:
    text = reading.made.get(column.field, "")
    return {
        "name": column.field,
        "label": column.name,
        "meaning": column.meaning,
        "text": text,
        "list": column.reference,
        "options": tuple({"value": code, "chosen": code == text} for code in column.allowed),
    }


def _unknown(number: int, one: Unknown, column: Column) -> dict[str, Any]:
    kind, kinds = KINDS.get(one.of, ("", ()))
    return {
        "number": number,
        "field": one.field,
        "text": one.text,
        "count": one.count,
        "row": one.row,
        "several": one.several,
        "nearest": "; ".join(one.called),
        "list": one.of if one.of in _NAMED else "",
        "options": column.allowed,
        "required": column.required,
        "kind": kind,
        "kinds": tuple({"value": term.code, "words": term.label} for term in kinds),
    }
