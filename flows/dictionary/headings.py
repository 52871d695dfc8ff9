"""What other people write above a column, besides our own names for it: in their registers, trackers and lists.

Each heading is of one field of a table; a table that lacks the field passes it over. They are compared without case,
accents and signs.
"""

from __future__ import annotations

from collections.abc import Mapping

HEADINGS: Mapping[str, tuple[str, ...]] = {
    "code": ("id", "identifier", "claim id", "record id", "key"),
    "claimant": ("claimed by", "said by", "stated by", "who says", "according to", "institution", "authority"),
    "speaker": ("person", "quoted", "spokesperson", "official"),
    "source": ("document", "reference", "source code"),
    "claimed_on": ("date", "date of statement", "stated", "stated on", "statement date", "date of claim", "date said",
                   "announcement date", "date announced", "reported on"),
    "date_precision": ("precision", "precision of the date", "date known to"),
    "supplier": ("from", "seller", "exporter", "sender", "donor", "provider", "origin", "supplying country",
                 "supplier country", "country of origin", "exporting country", "donor country"),
    "recipient": ("to", "buyer", "importer", "receiver", "destination", "beneficiary", "recipient country",
                  "receiving country", "importing country", "end user"),
    "munition": ("weapon", "weapon type", "weapon designation", "designation", "item", "item type", "type of weapon",
                 "type of item", "ammunition", "munition type", "equipment", "system", "what"),
    "stage": ("delivery status", "state of delivery"),
    "basis": ("basis of the figure", "kind of evidence"),
    "point": ("figure", "quantity", "number", "amount", "count", "units", "number of units", "no", "qty",
              "number of items", "pieces", "total", "number delivered", "delivered", "number of weapons"),
    "low": ("minimum", "min", "at least", "floor", "lower bound", "from number"),
    "high": ("maximum", "max", "up to", "ceiling", "upper bound"),
    "words": ("in words", "wording of the amount"),
    "temporal": ("kind of total", "time kind"),
    "period_start": ("start", "start date", "period from", "about the time from", "from date", "since", "begin"),
    "period_end": ("end", "end date", "period to", "about the time to", "to date", "until"),
    "statement": ("claim", "what was said", "summary", "in one sentence"),
    "notes": ("note", "comment", "comments", "remark", "remarks", "description", "explanation"),
    "actor": ("party", "country", "state", "side"),
    "activity": ("what is done",),
    "per": ("per day month or year", "interval of the rate"),
    "url": ("link", "web address", "address", "web page", "hyperlink"),
    "title": ("headline", "name of document"),
    "published_on": ("published", "publication date", "date published"),
    "publisher": ("outlet", "medium", "newspaper", "website"),
    "name": ("label", "called"),
    "iso_alpha3": ("iso", "iso3", "iso 3166", "country code"),
    "calibre_mm": ("calibre", "caliber", "calibre mm"),
}  # fmt: skip
