"""What nobody could have known on a day, and where an answer gives it away.

Derived from the rows as plainly as can be, without a query of the site: a record has the day on which it became known,
and what is known later is looked for in an answer by its code, by the first words of what it says, and by its day.
"""

from __future__ import annotations

import csv
import html
import io
import json
import re
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import pairwise
from typing import Any

from flows import models
from flows.models.claims import CLAIM_MODELS
from flows.models.names import NAMED

NEVER = date.max
FIRST_WORDS = 6
ON_AN_AXIS = ("x", "range")
"""In the figure of a chart: where a mark stands, maybe amid the time that it is about, and where the axis ends."""
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
_ISO = re.compile(r"(?<![\w.+-])(\d{4})-(\d{2})-(\d{2})(?![\w+-])")
_PROSE = re.compile(rf"(?<!\d)(\d{{1,2}})[\s\u00a0]+({'|'.join(_MONTHS)})[\s\u00a0]+(\d{{4}})")
_WORD = re.compile(r"\w+")
_CODE = re.compile(r"[a-z0-9][a-z0-9.+]*(?:-[a-z0-9.+]+)+")
_TEXTS = (
    "title",
    "name",
    "short_name",
    "statement",
    "role",
    "speaker",
    "publisher",
    "words",
    "distance_basis",
)
_SAID = ("title", "statement", "name")
"""What gives a record away by its first words; of roles the same words come again and again."""
_TOLD_BY: dict[str, tuple[str, ...]] = {"indicators": ("statement",), "names": ()}
"""Another name is given away by its code alone: as words it stands in prose about the whole of the data."""


@dataclass(frozen=True)
class World:
    """Every public row of the site by table, each with the day on which it became known."""

    rows: Mapping[str, Mapping[str, Any]]
    since: Mapping[str, Mapping[str, date]]

    @classmethod
    def read(cls) -> World:
        """All rows as they are stored."""
        rows = {
            **{
                name: _by_code(model._default_manager.filter(status="published"))
                for name, model in CLAIM_MODELS.items()
            },
            "sources": _by_code(models.Source.objects.all()),
            "claimants": _by_code(models.Claimant.objects.all()),
            "actors": _by_code(models.Actor.objects.all()),
            "munitions": _by_code(models.Munition.objects.all()),
            "places": _by_code(models.Place.objects.all()),
            "legs": {f"{leg.route_id}-{leg.number}": leg for leg in models.Leg.objects.all()},
            "routes": _by_code(models.Route.objects.all()),
            "events": _by_code(models.Event.objects.prefetch_related("actors")),
            "actor_overlaps": _by_code(models.ActorOverlap.objects.all()),
            "claimant_overlaps": _by_code(models.ClaimantOverlap.objects.all()),
            "appearances": _by_code(models.Appearance.objects.all()),
            "stories": _by_code(models.Story.objects.all()),
            "names": _by_code(models.OtherName.objects.all()),
            "subjects": _by_code(models.Subject.objects.all()),
        }
        return cls(rows, _since(rows))

    @cached_property
    def days(self) -> list[date]:
        """Every day on which something became known."""
        return sorted({day for days in self.since.values() for day in days.values() if date.min < day < NEVER})

    def known(self, as_of: date) -> Iterator[tuple[str, str, Any]]:
        """What was known on a day: table, code, row."""
        for table, rows in self.rows.items():
            yield from ((table, code, row) for code, row in rows.items() if self.since[table][code] <= as_of)

    def unknown(self, as_of: date) -> Iterator[tuple[str, str, Any]]:
        """What was not, leaving out documents that hold what was: evidence goes with a statement, whenever printed."""
        evidence = {getattr(row, "source_id", None) for _, _, row in self.known(as_of)}
        for table, rows in self.rows.items():
            for code, row in rows.items():
                if self.since[table][code] > as_of and not (table == "sources" and code in evidence):
                    yield table, code, row


def _by_code(rows: Iterable[Any]) -> dict[str, Any]:
    return {row.pk: row for row in rows}


def _since(rows: Mapping[str, Mapping[str, Any]]) -> dict[str, dict[str, date]]:
    """Since when each row is known: by its own day, by its document's, or by what names it first."""
    document = {code: row.published_on or row.accessed_on for code, row in rows["sources"].items()}
    since: dict[str, dict[str, date]] = {
        "sources": document,
        "munitions": dict.fromkeys(rows["munitions"], date.min),
        **{table: {code: row.claimed_on for code, row in rows[table].items()} for table in CLAIM_MODELS},
        "stories": {code: row.day for code, row in rows["stories"].items()},
        "legs": {code: document[leg.source_id] for code, leg in rows["legs"].items()},
        "events": {
            code: row.known_on or max(row.starts_on, document[row.source_id]) for code, row in rows["events"].items()
        },
    }
    named = _named(rows, since, document)
    since |= {table: {code: named[table][code] for code in rows[table]} for table in ("claimants", "places")}
    wholes = {row.part_of_id for row in rows["actors"].values()}
    since["actors"] = {
        code: date.min if row.iso_alpha3 or code in wholes else named["actors"][code]
        for code, row in rows["actors"].items()
    }
    legs = rows["legs"].items()
    since["routes"] = {
        route: min((since["legs"][code] for code, leg in legs if leg.route_id == route), default=NEVER)
        for route in rows["routes"]
    }
    for table, one, parties in (
        ("actor_overlaps", "actor_id", "actors"),
        ("claimant_overlaps", "claimant_id", "claimants"),
    ):
        since[table] = {
            code: max(
                row.known_on or document.get(row.source_id, date.min),
                since[parties][getattr(row, one)],
                since[parties][row.overlaps_id],
            )
            for code, row in rows[table].items()
        }
    stated = {code: day for table in CLAIM_MODELS for code, day in since[table].items()}
    since["appearances"] = {
        code: max(document[row.source_id], stated[row.claim]) for code, row in rows["appearances"].items()
    }
    since["names"] = {
        code: next(since[f"{one}s"][of] for one in NAMED if (of := getattr(row, f"{one}_id")))
        for code, row in rows["names"].items()
    }
    since["subjects"] = {
        code: max(since["actors"][side] for side in (row.first_side_id, row.second_side_id) if side)
        for code, row in rows["subjects"].items()
    }
    return since


def _named(
    rows: Mapping[str, Mapping[str, Any]], since: Mapping[str, Mapping[str, date]], document: Mapping[str, date]
) -> dict[str, dict[str, date]]:
    """The first day on which anything names each party, claimant and place."""
    tables = ("actors", "claimants", "places")
    named: dict[str, dict[str, date]] = {table: defaultdict(lambda: NEVER) for table in tables}

    def name(table: str, code: str | None, day: date) -> None:
        if code is not None:
            named[table][code] = min(named[table][code], day)

    for row in (row for table in CLAIM_MODELS for row in rows[table].values()):
        name("claimants", row.claimant_id, row.claimed_on)
        name("places", getattr(row, "place_id", None), row.claimed_on)
        for field in ("supplier", "recipient", "actor", "favours", "over"):
            name("actors", getattr(row, f"{field}_id", None), row.claimed_on)
    for code, row in rows["events"].items():
        name("places", row.place_id, since["events"][code])
        for actor in row.actors.all():
            name("actors", actor.pk, since["events"][code])
    for code, leg in rows["legs"].items():
        name("places", leg.from_place_id, since["legs"][code])
        name("places", leg.to_place_id, since["legs"][code])
    for code, place in rows["places"].items():
        name("places", code, document.get(place.source_id, NEVER))
    for code, row in rows["claimants"].items():
        name("actors", row.actor_id, named["claimants"][code])
    return named


@dataclass(frozen=True)
class Later:
    """What had not become known by a day, as an answer would give it away; ``days`` are later days that may stand.

    Those are of the time that a known claim is about, of the page that holds it, and in the texts of the site itself.
    Our notes are of today, whatever they are about: on a past day the first words of any of them give it away.
    """

    as_of: date
    codes: frozenset[str]
    openings: Mapping[tuple[str, str], tuple[tuple[str, ...], ...]]
    days: frozenset[date]

    @classmethod
    def than(cls, world: World, as_of: date, fixed: Iterable[str], ours: Iterable[date]) -> Later:
        """What was learnt after a day; ``fixed`` are texts of the site itself, which are the same on every day, and
        ``ours`` the days on which we wrote."""
        known = list(world.known(as_of))
        texts = [*fixed, *(text for _, _, row in known for text in _values(row, _TEXTS))]
        spoken = {opening for text in texts for opening in _everywhere(_words(text))}
        openings: dict[tuple[str, str], list[tuple[str, ...]]] = defaultdict(list)
        for table, _, row in world.unknown(as_of):
            for text in _values(row, _TOLD_BY.get(table, _SAID)):
                words = tuple(_words(text)[:FIRST_WORDS])
                if len(words) > 1 and words not in spoken:
                    openings[words[0], words[1]].append(words)
        for row in (row for rows in world.rows.values() for row in rows.values()):
            words = tuple(_words(getattr(row, "notes", ""))[:FIRST_WORDS])
            if len(words) == FIRST_WORDS and words not in spoken:
                openings[words[0], words[1]].append(words)
        days = {
            day for _, _, row in known for name in ("period_start", "period_end", "ends_on", "accessed_on")
            for day in [getattr(row, name, None)] if day
        }  # fmt: skip
        evidence = [world.rows["sources"][row.source_id] for _, _, row in known if getattr(row, "source_id", None)]
        days |= {row.accessed_on for row in evidence} | {row.published_on for row in evidence if row.published_on}
        codes = {code for _, code, _ in world.unknown(as_of)} - {code for _, code, _ in known}
        codes -= {code.rstrip(".") for text in texts for code in _CODE.findall(text)}
        return cls(
            as_of,
            frozenset(code for code in codes if "-" in code),
            {pair: tuple(found) for pair, found in openings.items()},
            frozenset({*days, *ours, *(day for text in texts for day in days_in(text))}),
        )

    def found_in(self, text: str) -> list[str]:
        """What of it a text holds: codes, the first words of what is said, days."""
        codes = {code.rstrip(".") for code in _CODE.findall(text)} & self.codes
        words = _words(text)
        said = {
            " ".join(opening)
            for place, pair in enumerate(pairwise(words))
            for opening in self.openings.get(pair, ())
            if tuple(words[place : place + len(opening)]) == opening
        }
        days = {day.isoformat() for day in days_in(text) if day > self.as_of and day not in self.days}
        return sorted(codes) + sorted(said) + sorted(days)


def days_in(text: str) -> set[date]:
    """Every day that a text names, in figures or in words."""
    found = [(int(year), int(month), int(day)) for year, month, day in _ISO.findall(text)]
    found += [(int(year), _MONTHS.index(month) + 1, int(day)) for day, month, year in _PROSE.findall(text)]
    return {day for parts in found for day in [_day(*parts)] if day}


def readable(body: bytes, media_type: str) -> str:
    """What an answer says, whatever its form: pages without their tags' escapes, workbooks and packages unpacked."""
    if "zip" in media_type or "spreadsheet" in media_type:
        with zipfile.ZipFile(io.BytesIO(body)) as packed:
            return "\n".join(html.unescape(packed.read(name).decode(errors="ignore")) for name in packed.namelist())
    text = body.decode()
    if "json" in media_type:
        # A colour that ends in 17 and a name that begins with "June 2024" are no day.
        return "\n|\n".join(_strings(json.loads(text)))
    if "csv" in media_type:
        return "\n".join(cell for row in csv.reader(io.StringIO(text, newline="")) for cell in row)
    return html.unescape(text)


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for name, inside in value.items():
            if name not in ON_AN_AXIS:
                yield from _strings(inside)
    elif isinstance(value, list):
        for inside in value:
            yield from _strings(inside)
    elif isinstance(value, str):
        yield html.unescape(value)


def _values(row: Any, names: Iterable[str]) -> Iterator[str]:
    yield from (value for name in names if isinstance(value := getattr(row, name, None), str) and value)


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _everywhere(words: list[str]) -> Iterator[tuple[str, ...]]:
    for length in range(2, FIRST_WORDS + 1):
        yield from zip(*(words[start:] for start in range(length)), strict=False)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
