"""The fields of what claims refer to: parties, kinds of things, institutions, documents, places, ways, events.

And of what refers to claims: where one appeared, and the stories that compare some.
"""

from __future__ import annotations

from dataclasses import replace

from flows import vocabulary as v
from flows.dictionary.field import CODE, NOTES, Field, Table, coded, computed, page_url

_RECORD = computed("url", "link", "This record in the API.")
_OVERLAP_KNOWN = (
    Field(
        "known_on",
        "day",
        "The day on which the overlap became known; empty for that of its document, or where it lies in what both are.",
        since="1.2",
    ),
    Field("source", "code", "The document that tells of the overlap, where one does.", of="sources", since="1.2"),
)
_BY_DOCUMENT = "The day on which it became known: that of its document."

ACTORS = Table(
    "actors",
    "Actor",
    "Parties",
    "Parties: states, blocs, schemes and companies.",
    (
        CODE,
        Field("name", "text", "Its name.", required=True),
        coded("kind", v.ACTOR_KIND, filtered=True),
        Field("iso_alpha3", "iso", "The ISO 3166-1 alpha-3 code of a state."),
        Field("part_of", "code", "The party that it is part of.", of="actors", filtered=True),
        NOTES,
        _RECORD,
        page_url("party"),
    ),
    called="party",
    known="always for states and what they are part of; else the first day of a claim, an event or a claimant of it",
    searched=("code", "name", "notes"),
)

ACTOR_OVERLAPS = Table(
    "actor_overlaps",
    "ActorOverlap",
    "Parties whose totals may count the same goods",
    "Pairs of parties whose totals may count the same goods, and why.",
    (
        CODE,
        Field(
            "actor",
            "code",
            "The one of the two; the whole or the buyer where there is one.",
            of="actors",
            required=True,
            filtered=True,
        ),
        Field("overlaps", "code", "The other of the two.", of="actors", required=True, filtered=True),
        coded("relation", v.OVERLAP_RELATION, filtered=True),
        NOTES,
        *_OVERLAP_KNOWN,
        computed("actor_name", "text", "The one of the two in words."),
        computed("overlaps_name", "text", "The other of the two in words."),
        _RECORD,
    ),
    called="overlap of parties",
    known="its own day or that of its document, once both parties are known",
    searched=("code", "notes"),
)

MUNITIONS = Table(
    "munitions",
    "Munition",
    "Munitions and carriers",
    "Kinds of things: a tree of munitions, and the carriers that get counted instead.",
    (
        CODE,
        Field("name", "text", "Its name.", required=True),
        Field("plural", "text", "The noun after a number: 152 mm artillery rounds.", required=True),
        Field("parent", "code", "The kind directly above in the tree.", of="munitions", filtered=True),
        Field("calibre_mm", "whole", "The calibre in millimetres, where there is one.", "mm"),
        coded("unit", v.UNIT, filtered=True),
        NOTES,
        _RECORD,
        page_url("munition"),
    ),
    called="munition",
    known="always: kinds of things are words of ours",
    searched=("code", "name", "plural", "notes"),
)

CLAIMANTS = Table(
    "claimants",
    "Claimant",
    "Institutions that assert",
    "Institutions that assert, apart from the outlets that print them.",
    (
        CODE,
        Field("name", "text", "Its full name.", required=True),
        Field("short_name", "text", "Its name as in a sentence or a label of a chart.", required=True),
        coded("kind", v.CLAIMANT_KIND, filtered=True),
        Field("actor", "code", "The party that it belongs to.", of="actors", filtered=True),
        NOTES,
        _RECORD,
        page_url("claimant"),
    ),
    called="claimant",
    known="the day of its first statement",
    searched=("code", "name", "short_name", "notes"),
)

CLAIMANT_OVERLAPS = Table(
    "claimant_overlaps",
    "ClaimantOverlap",
    "Claimants that are not independent",
    "Pairs of claimants that are not independent of one another, and why.",
    (
        CODE,
        Field("claimant", "code", "The one of the two.", of="claimants", required=True, filtered=True),
        Field("overlaps", "code", "The other of the two.", of="claimants", required=True, filtered=True),
        NOTES,
        *_OVERLAP_KNOWN,
        computed("claimant_name", "text", "The one of the two in words."),
        computed("overlaps_name", "text", "The other of the two in words."),
        _RECORD,
    ),
    called="overlap of claimants",
    known="its own day or that of its document, once both claimants are known",
    searched=("code", "notes"),
)

SOURCES = Table(
    "sources",
    "Source",
    "Documents",
    "Publications: publisher, title, link, date, kind, reliability.",
    (
        CODE,
        Field("publisher", "text", "Who published it.", required=True),
        Field("title", "text", "Its title as printed; empty where it is not known, never a description of ours."),
        computed("link", "text", "The document's own address; `document_url` is the same."),
        Field("published_on", "day", "The day of publication; empty where it is not known."),
        coded("date_precision", v.DATE_PRECISION, required=False),
        Field("language", "text", "The ISO 639 code of its language.", required=True, filtered=True),
        coded("kind", v.SOURCE_KIND, filtered=True),
        coded("reliability", v.RELIABILITY, filtered=True),
        Field("accessed_on", "day", "The day on which it was read.", required=True),
        NOTES,
        computed("url", "link", "Our page about it, with every claim that rests on it; `document_url` is its own."),
        Field(
            "document_url",
            "link",
            "The document's own address on the web.",
            required=True,
            stored="url",
            filed="url",
            filed_after="title",
            aliases=("link",),
        ),
        Field("archived_url", "link", "The address of an archived copy of the document.", since="1.3"),
        Field("archived_on", "day", "The day on which the archived copy was made.", since="1.3"),
        Field(
            "archive_sha256",
            "hash",
            "The SHA-256 of the archived file, by which a copy can be recognised.",
            since="1.3",
        ),
        coded("link_state", v.LINK_STATE, required=False, filtered=True, since="1.3"),
        Field("link_checked_on", "day", "The day on which somebody looked what the address opens.", since="1.3"),
        Field(
            "duplicate_of",
            "code",
            "The source on record that is the same document; left out of answers as of a day.",
            of="sources",
            since="1.3",
        ),
        page_url("document"),
    ),
    called="source",
    known="the day of publication; where that is not known, the day on which it was read",
    order="-published_on",
    searched=("code", "publisher", "title", "notes"),
)

PLACES = Table(
    "places",
    "Place",
    "Places",
    "Ports, yards, depots and sectors of the front.",
    (
        CODE,
        Field("name", "text", "Its name.", required=True),
        coded("kind", v.PLACE_KIND, filtered=True),
        Field("lat", "coordinate", "The latitude in degrees north; empty where no point is meant.", "degree"),
        Field("lon", "coordinate", "The longitude in degrees east; empty where no point is meant.", "degree"),
        Field("actor", "code", "The party in whose territory it lies.", of="actors", required=True, filtered=True),
        Field("role", "text", "What it has to do with the flows.", required=True),
        Field("source", "code", "The document that names it.", of="sources"),
        coded("coordinate_basis", v.COORDINATE_BASIS),
        NOTES,
        _RECORD,
        computed("actor_name", "text", "The party in whose territory it lies, in words."),
        page_url("place"),
    ),
    called="place",
    known="the first day of a document, a leg, an event or a claim that names it; its role with its own document",
    searched=("code", "name", "role", "notes"),
)

_LEGS = Table(
    "legs",
    "Leg",
    "Routes, a row a leg",
    "One leg of a route, in travelling order.",
    (
        Field("route", "code", "The route's code.", required=True, public=False, aliases=("code",)),
        Field("leg", "whole", "Its number on the way, from 1.", required=True, stored="number"),
        Field("from_place", "code", "The place where it begins.", of="places", required=True),
        Field("to_place", "code", "The place where it ends.", of="places", required=True),
        coded("mode", v.MODE, filtered=True),
        Field("distance_km", "number", "Its length in kilometres, where a source states one.", "kilometre"),
        Field("distance_basis", "text", "Whether a source states the length, and how.", required=True),
        Field("source", "code", "The document that names it.", of="sources", required=True),
        NOTES,
        computed("known_on", "day", _BY_DOCUMENT, required=True, since="1.2"),
    ),
    called="leg",
    known="the day of its document",
    key=("route", "number"),
    order="leg",
    searched=("notes",),
)

ROUTES = Table(
    "routes",
    "Route",
    "Routes, a row a leg",
    "Ways that munitions are said to travel, leg by leg.",
    (CODE, _RECORD),
    called="route",
    known="the first day of the document of a leg; a leg appears with its own document",
    searched=("code",),
    parts=_LEGS,
    parts_in="legs",
)

EVENTS = Table(
    "events",
    "Event",
    "Events",
    "Summits, port visits, strikes, decisions, reports.",
    (
        CODE,
        Field("starts_on", "day", "Its first day.", required=True),
        Field("ends_on", "day", "Its last day; empty where it took one day."),
        coded("kind", v.EVENT_KIND, filtered=True),
        Field("title", "text", "What happened.", required=True),
        Field("actors", "codes", "The parties to it.", of="actors", required=True, filtered=True),
        Field("place", "code", "The place where it happened.", of="places", filtered=True),
        Field("source", "code", "The document that reports it.", of="sources", required=True),
        NOTES,
        _RECORD,
        Field(
            "known_on",
            "day",
            "The day on which it became known; left empty, that of its document, and never before its first day.",
            since="1.2",
        ),
        page_url("event"),
    ),
    called="event",
    known="its own day, else that of its document; never before it began",
    order="-starts_on",
    searched=("code", "title", "notes"),
)

OTHER_NAMES = Table(
    "names",
    "OtherName",
    "Other names",
    "Other names of parties, munitions, claimants and places: short forms, spellings, other languages and scripts.",
    (
        CODE,
        Field("name", "text", "The other name, as it is written.", required=True),
        Field("actor", "code", "The party that it names; it names one thing of one kind.", of="actors", filtered=True),
        Field("munition", "code", "The kind of thing that it names.", of="munitions"),
        Field("claimant", "code", "The claimant that it names.", of="claimants", filtered=True),
        Field("place", "code", "The place that it names.", of="places", filtered=True),
        Field("language", "text", "The ISO 639 code of its language.", required=True, filtered=True),
        NOTES,
        _RECORD,
    ),
    called="other name",
    known="always, of what it names: names are words of ours",
    searched=("code", "name", "notes"),
    since="1.4",
)

APPEARANCES = Table(
    "appearances",
    "Appearance",
    "Where claims appeared",
    "Documents that hold a claim: the original statement, reports of it, copies of reports.",
    (
        CODE,
        Field("claim", "code", "The claim, of any kind.", required=True, filtered=True),
        Field("source", "code", "The document that holds it.", of="sources", required=True, filtered=True),
        Field("place", "text", "Where in the document it stands: paragraph 4, page 2; empty where we did not note it."),
        Field("language", "text", "The ISO 639 code of the language in which it stands there.", required=True),
        replace(coded("kind", v.APPEARANCE_KIND, filtered=True), meaning="What the document is to the claim."),
        Field("carries", "several", "Which parts of the claim the document holds.", of=v.CARRIED, required=True),
        Field("wording", "text", "What the document says, in our words, where that differs from our statement."),
        Field("reports", "code", "The appearance of the same claim that this one reports or copies.", of="appearances"),
        NOTES,
        computed("publisher", "text", "Who published the document."),
        computed("source_title", "text", "The title of the document."),
        computed("source_link", "text", "The address of the document."),
        computed("published_on", "day", "The day of publication; empty where it is not known."),
        coded("reliability", v.RELIABILITY, entered=False, computed=True),
        _RECORD,
    ),
    called="appearance",
    known="the day of its document, and never before the claim was stated",
    searched=("code", "place", "wording", "notes"),
    since="1.3",
)

_FLOW = (("supplier", "actors"), ("recipient", "actors"), ("munition", "munitions"))

SUBJECTS = Table(
    "subjects",
    "Subject",
    "Further subjects",
    "What a site is about besides its first subject: every address, of the API too, is also below /s/ and its code.",
    (
        CODE,
        Field("title", "text", "What it is about, in a line.", required=True),
        Field("description", "lines", "The same in a sentence or two.", required=True),
        Field("keywords", "text", "Words for catalogues, separated by semicolons."),
        *(
            each
            for side, which in (("first", "The"), ("second", "The other"))
            for each in (
                Field(
                    f"{side}_side",
                    "code",
                    f"{which} receiving party that has a colour.",
                    of="actors",
                    required=side == "first",
                ),
                Field(f"{side}_makers", "listed", "Codes of the parties whose output goes to that side."),
            )
        ),
        Field(
            "munitions",
            "listed",
            "Codes of the munitions that it is about, each with all that is under it; empty for whatever moves.",
        ),
        Field("since", "whole", "Its first year; empty where nothing begins it."),
        Field("day", "day", "The day that readers are offered beside today."),
        Field("turning_points", "listed", "Codes of the events that the chart of all movement marks."),
        NOTES,
        _RECORD,
        computed("page_url", "link", "Its front page."),
    ),
    called="subject",
    known="once its sides are known: what it is about is a choice of ours",
    searched=("code", "title", "description", "keywords", "notes"),
    since="1.6",
)

STORIES = Table(
    "stories",
    "Story",
    "Stories",
    "Comparisons that were made in public on a day: two flows, what was claimed of them by then, and our words on it.",
    (
        CODE,
        Field("title", "text", "Its title.", required=True),
        Field("day", "day", "The day on which it was told; its figures stand as of that day.", required=True),
        Field("lede", "lines", "What it is about, in a sentence or two.", required=True),
        *(
            Field(f"{side}_{name}", "code", f"The {name} of the flow {where} the line.", of=table, required=True)
            for side, where in (("left", "above"), ("right", "below"))
            for name, table in _FLOW
        ),
        Field(
            "claims",
            "listed",
            "Every claim that it tells of, of any kind; those about its flows that stood on its day are compared.",
            required=True,
        ),
        Field("ratios", "listed", "The ratios that were stated in it, which no ratio that is computed here confirms."),
        Field("prose", "lines", "Its text in our words, as of its day: paragraphs, parted by empty lines."),
        Field("caution", "lines", "What to know of the ratios that are computed from its claims."),
        Field("position", "whole", "Its place among the stories; the first gives the pages their usual question."),
        NOTES,
        _RECORD,
        page_url("story"),
        Field(
            "subject",
            "code",
            "The further subject that it is told of; empty for the first of the site.",
            of="subjects",
            filtered=True,
            since="1.6",
        ),
    ),
    called="story",
    known="its day",
    order="-day",
    searched=("code", "title", "lede", "prose", "notes"),
    since="1.4",
)
