"""The fields of the checks of evidence, which are given out and never taken in."""

from __future__ import annotations

from flows import vocabulary as v
from flows.dictionary.field import Field, Table, computed

_SINCE = "1.3"


def _found(name: str, meaning: str) -> Field:
    return Field(name, "coded", meaning, of=v.FOUND, required=True, entered=False, since=_SINCE)


EVIDENCE_CHECKS = Table(
    "evidence_checks",
    "EvidenceCheck",
    "Checks of evidence",
    "What the documents of public claims were found to hold when their text was checked, the newest check of each.",
    (
        Field("claim", "code", "The claim that was looked for.", required=True, entered=False, since=_SINCE),
        Field(
            "source",
            "code",
            "The document whose text was looked into.",
            of="sources",
            required=True,
            entered=False,
            since=_SINCE,
        ),
        computed("checked_on", "day", "The day of the check.", required=True, since=_SINCE),
        computed("evidence", "coded", v.EVIDENCE.meaning, of=v.EVIDENCE, required=True, since=_SINCE),
        *(
            Field(name, "number", f"The {meaning} that was looked for.", entered=False, since=_SINCE)
            for name, meaning in (("low", "floor"), ("point", "one stated figure"), ("high", "ceiling"))
        ),
        Field("words", "text", "The word for an amount that was looked for.", entered=False, since=_SINCE),
        Field("sides", "text", "The codes of the parties that were looked for.", entered=False, since=_SINCE),
        _found("figure_found", "Whether every number of the claim was found, in any written form."),
        _found(
            "party_found", "Whether one party was named in the sentence of the figure or beside it, and each other."
        ),
        _found("date_found", "Whether the day of the statement, or an end of its period, stood near the figure."),
        Field(
            "sha256",
            "text",
            "The SHA-256 of what was checked: the bytes of a file, or a pasted text as UTF-8.",
            required=True,
            entered=False,
            since=_SINCE,
        ),
        Field(
            "characters",
            "whole",
            "How many characters the text had; the text itself is not kept.",
            required=True,
            entered=False,
            since=_SINCE,
        ),
        Field("matcher", "text", "The version of the matcher.", required=True, entered=False, since=_SINCE),
    ),
    called="check of evidence",
    known="never as of a day: what we found is of the day of our check",
    key=("claim", "source"),
    order="claim",
)
