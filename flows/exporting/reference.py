"""The columns of what claims refer to: documents, institutions, parties, kinds of things, places, ways, events."""

from __future__ import annotations

from flows import vocabulary as v
from flows.exporting.addresses import record_of, source_page
from flows.exporting.columns import a_day, amount, code, coded, codes, link, text, whole
from flows.exporting.table import Parts, Table

_NOTES = text("notes", "What a careful reader should know besides.")

SOURCES = Table(
    "sources",
    "Source",
    "One publication.",
    (
        code("code", "The permanent code of this document."),
        text("publisher", "Who published it."),
        text("title", "Its title; in parentheses where it is our description."),
        text("link", "Its own address."),
        a_day("published_on", "The day of publication; null where it is not known."),
        coded("date_precision", v.DATE_PRECISION, nullable=True),
        text("language", "ISO 639 code of its language."),
        coded("kind", v.SOURCE_KIND),
        coded("reliability", v.RELIABILITY),
        a_day("accessed_on", "The day on which it was read.", nullable=False),
        _NOTES,
        link("url", "Our page about it, with every claim that rests on it.", source_page),
    ),
)

CLAIMANTS = Table(
    "claimants",
    "Claimant",
    "An institution that asserts, apart from the outlet that prints it.",
    (
        code("code", "The permanent code of this claimant."),
        text("name", "Its full name."),
        text("short_name", "Its name as in a sentence."),
        coded("kind", v.CLAIMANT_KIND),
        code("actor", "Code of the party it belongs to.", nullable=True),
        _NOTES,
        link("url", "This record.", record_of("claimants")),
    ),
)

ACTORS = Table(
    "actors",
    "Actor",
    "A party: a state, bloc, scheme or company.",
    (
        code("code", "The permanent code of this party."),
        text("name", "Its name."),
        coded("kind", v.ACTOR_KIND),
        code("iso_alpha3", "ISO 3166 alpha-3 code of a state.", nullable=True),
        code("part_of", "Code of the party that it is part of.", nullable=True),
        _NOTES,
        link("url", "This record.", record_of("actors")),
    ),
)

MUNITIONS = Table(
    "munitions",
    "Munition",
    "A kind of thing in the tree of munitions, or a carrier that gets counted instead.",
    (
        code("code", "The permanent code of this kind."),
        text("name", "Its name."),
        text("plural", "The noun after a number."),
        code("parent", "Code of the kind directly above.", nullable=True),
        whole("calibre_mm", "Calibre in millimetres.", nullable=True),
        coded("unit", v.UNIT),
        _NOTES,
        link("url", "This record.", record_of("munitions")),
    ),
)

PLACES = Table(
    "places",
    "Place",
    "A port, yard, depot or sector of the front; without coordinates where no point is meant.",
    (
        code("code", "The permanent code of this place."),
        text("name", "Its name."),
        coded("kind", v.PLACE_KIND),
        amount("lat", "Latitude in degrees north.", read=lambda record, _: record.latitude),
        amount("lon", "Longitude in degrees east.", read=lambda record, _: record.longitude),
        code("actor", "Code of the party in whose territory it lies."),
        text("role", "What it has to do with the flows."),
        code("source", "Code of the document that names it.", nullable=True),
        coded("coordinate_basis", v.COORDINATE_BASIS),
        _NOTES,
        link("url", "This record.", record_of("places")),
        text("actor_name", "The party in whose territory it lies, in words."),
    ),
)

ROUTES = Table(
    "routes",
    "Route",
    "A way that munitions are said to travel, leg by leg.",
    (
        code("code", "The permanent code of this route."),
        link("url", "This record.", record_of("routes")),
    ),
    Parts(
        "legs",
        "Leg",
        "One leg of a route, in travelling order.",
        (
            whole("leg", "Its number on the way, from 1.", read=lambda leg, _: leg.number),
            code("from_place", "Code of the place where it begins."),
            code("to_place", "Code of the place where it ends."),
            coded("mode", v.MODE),
            amount("distance_km", "Its length in kilometres; null where it is not known."),
            text("distance_basis", "Where the length comes from."),
            code("source", "Code of the document that names it."),
            _NOTES,
        ),
        lambda route: route.legs,
    ),
)

EVENTS = Table(
    "events",
    "Event",
    "Something that happened on known days: a summit, a port visit, a strike.",
    (
        code("code", "The permanent code of this event."),
        a_day("starts_on", "Its first day.", nullable=False),
        a_day("ends_on", "Its last day; null where it took one day."),
        coded("kind", v.EVENT_KIND),
        text("title", "What happened."),
        codes("actors", "Codes of the parties to it."),
        code("place", "Code of the place where it happened.", nullable=True),
        code("source", "Code of the document that reports it."),
        _NOTES,
        link("url", "This record.", record_of("events")),
    ),
)
