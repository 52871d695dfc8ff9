"""The answer that keeps a mirror true: records of all lists that read otherwise than at a moment, and those gone."""

from __future__ import annotations

from flows.api.answers import API
from flows.api.shape import Shape, Source, address, many, nullable, one, string
from flows.clock import spelled_moment
from flows.exporting.tables import TABLES
from flows.queries.updates import Updates

GONE = Shape(
    "Gone",
    "A code that was in a list and is not any more.",
    (
        string("table", "The name of the list."),
        string("code", "The code."),
        nullable(string("merged_into", "The code of the record that stands for it since they were merged; else null.")),
    ),
)


def _of_list(name: str) -> Source:
    return lambda records: records.get(name, ())


_RECORDS = Shape(
    "Records",
    "Records by list, each as its list gives it.",
    tuple(many(name, table, source=_of_list(name)) for name, table in TABLES.items()),
)


def _since(answer: Updates) -> str | None:
    asked = answer.question.modified_since
    return spelled_moment(asked) if asked else None


def _next(answer: Updates) -> str | None:
    if answer.following is None or answer.until is None:
        return None
    return f"{API}updates/?{answer.question.at(answer.following, answer.until.at).query()}"


UPDATES = Shape(
    "Updates",
    "Every record that reads otherwise than at a moment, and the codes that are gone since: what keeps a copy true.",
    (
        nullable(string("modified_since", "The moment asked for; null where everything is given.", _since)),
        nullable(
            string(
                "until",
                "The moment of this site's record that the answer is of, the same on all of its pages: the next "
                "modified_since. Null where nothing is on record.",
                lambda answer: str(answer.until) if answer.until else None,
            )
        ),
        one("records", _RECORDS),
        many("gone", GONE, "The codes that are in no list any more: all of them, on the first page."),
        nullable(address("next", "Address of the next page; null on the last.", _next)),
    ),
)
UPDATE_SHAPES = (UPDATES, GONE, _RECORDS)
