"""What somebody settled about a file that it leaves open or leaves otherwise: kept with it, and for the next one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from flows.importing.convention import DECIMALS, GROUPINGS, ORDERS
from flows.importing.text import DELIMITERS, ENCODINGS

HIDDEN = {"read": "read", "skip": "leave out"}
"""What is done with rows and columns that the spreadsheet hides."""
SETTINGS: Mapping[str, Mapping[str, str]] = {
    "encoding": ENCODINGS,
    "delimiter": DELIMITERS,
    "decimal": DECIMALS,
    "grouping": GROUPINGS,
    "days": ORDERS,
    "hidden": HIDDEN,
}
"""Whatever is chosen of a few, with its words."""
LONGEST_FIXED = 1_000
_MOST = 500
_OF_ONE_FILE = ("sheet", "encoding", "delimiter", "header", "hidden")


@dataclass(frozen=True, slots=True)
class Choices:
    """What a person chose; "" and what is absent is found out from the file.

    ``header`` is the number of its row, 0 for the one that is found. ``columns`` has the field of each heading, "" for
    one that is not read. ``values`` has, by field and by what stands in the file, the code that is meant, "" for none.
    ``fixed`` has, by field, what every row says; {heading} in it stands for the cell of the row, {row} for its number.
    """

    sheet: str = ""
    encoding: str = ""
    delimiter: str = ""
    header: int = 0
    decimal: str = ""
    grouping: str = ""
    days: str = ""
    hidden: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    fixed: Mapping[str, str] = field(default_factory=dict)

    @property
    def kept(self) -> Choices:
        """What of it goes for the next file of the shape."""
        return replace(self, **{name: getattr(Choices(), name) for name in _OF_ONE_FILE})

    def over(self, other: Choices) -> Choices:
        """These choices, and for what they leave open those of another."""
        mine, others = asdict(self), asdict(other)
        values = {name: {**others["values"].get(name, {}), **self.values.get(name, {})}
                  for name in {**others["values"], **mine["values"]}}  # fmt: skip
        merged = {name: mine[name] or others[name] for name in mine}
        merged |= {name: {**others[name], **mine[name]} for name in ("columns", "fixed")}
        return Choices(**{**merged, "values": values})


def as_json(choices: Choices) -> dict[str, Any]:
    """The choices as they are stored."""
    return {name: value for name, value in asdict(choices).items() if value}


def from_json(stored: Any) -> Choices:
    """Choices as they were stored, or as somebody sent them: whatever is none of ours is left out."""
    held = stored if isinstance(stored, dict) else {}
    settings = {name: held[name] for name, known in SETTINGS.items() if held.get(name) in known}
    header = held.get("header")
    return Choices(
        sheet=str(held.get("sheet", ""))[:40],
        header=header if isinstance(header, int) and header > 0 else 0,
        columns=_texts(held.get("columns")),
        values={str(name): _texts(one) for name, one in _items(held.get("values")) if isinstance(one, dict)},
        fixed=_texts(held.get("fixed")),
        **settings,
    )


def _texts(held: Any) -> dict[str, str]:
    return {name[:LONGEST_FIXED]: str(value)[:LONGEST_FIXED] for name, value in _items(held)}


def _items(held: Any) -> list[tuple[str, Any]]:
    return [(str(name), value) for name, value in held.items()][:_MOST] if isinstance(held, dict) else []
