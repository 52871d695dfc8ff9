"""From findings to drafts of claims: every field guessed by a rule that is named beside the guess.

Note 1: the rules look at one sentence at a time, in the order in which an editor would: what is counted, which verb
moves it, who stands before the verb and who after "to", who is said to say it. What a sentence does not say is taken
from an earlier one only for the claimant and for a flow between the same two parties, and the reason then says so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from flows.extraction.findings import Finding, Vocabulary
from flows.extraction.reading import sentences, thing_counted
from flows.extraction.sentence import Guess, Guesses, Sentence
from flows.extraction.stated_context import guess_indicator
from flows.extraction.stated_flows import guess_shipment
from flows.extraction.stated_paces import guess_rate
from flows.extraction.stated_ratios import guess_ratio
from flows.extraction.who_said import carried, claimant_of, speaker

_RATIO_TABLE, _SHIPMENTS, _RATES, _INDICATORS = "ratios", "shipments", "rates", "indicators"


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft of a claim: the table it is for, the sentence it comes from, the number behind it, the guesses.

    ``missing`` names the fields that nothing in the text settles: they are left to the editor.
    """

    table: str
    start: int
    end: int
    finding: Finding
    guesses: tuple[Guess, ...]
    missing: tuple[str, ...]

    @property
    def values(self) -> dict[str, str]:
        """The guessed values by field, as a form takes them."""
        return {guess.field: guess.value for guess in self.guesses}


def drafts(text: str, findings: Iterable[Finding], vocabulary: Vocabulary) -> tuple[Draft, ...]:
    """The drafts of a text in its order: one for each quantity, ratio, amount and share that says enough."""
    found = tuple(findings)
    made: list[Draft] = []
    claimant: Guess | None = None
    flow: tuple[str, str] | None = None
    party: Finding | None = None
    speaks = False
    for start, end in sentences(text):
        inside = tuple(one for one in found if start <= one.start and one.end <= end)
        if "\n" in text[max(0, start - 2) : start]:
            party, speaks = None, False
        sentence = Sentence(text, start, end, inside, None, flow, party)
        named = claimant_of(sentence)
        sentence.claimant = named or carried(sentence, claimant, same_paragraph=speaks)
        claimant, speaks = named or claimant, speaks or named is not None
        party = next(reversed(sentence.of("actor")), party)
        for number in sentence.of("quantity", "ratio", "money", "percent"):
            draft = _draft(sentence, number, vocabulary)
            if draft is not None:
                made.append(draft)
                values = draft.values
                if draft.table == _SHIPMENTS and "supplier" in values and "recipient" in values:
                    flow = (values["supplier"], values["recipient"])
                    sentence.flow = flow
    return tuple(made)


def _draft(sentence: Sentence, number: Finding, vocabulary: Vocabulary) -> Draft | None:
    if number.ambiguous or number.quantity is None:
        return None
    guesses = Guesses()
    table = _table(sentence, number)
    if table is None:
        return None
    if sentence.claimant is not None:
        guesses.made["claimant"] = sentence.claimant
        speaker(sentence, guesses)
    _FILL[table](sentence, number, guesses, vocabulary)
    missing = tuple(name for name in _NEEDED[table] if name not in guesses.made)
    return Draft(table, sentence.start, sentence.end, number, tuple(guesses.made.values()), missing)


def _table(sentence: Sentence, number: Finding) -> str | None:
    match number.kind:
        case "ratio":
            return _RATIO_TABLE
        case "money" | "percent":
            return _INDICATORS if number.unit in ("usd", "eur", "percent") else None
        case _ if number.per:
            return _RATES
        case _ if number.unit and thing_counted(sentence.text, number, sentence.findings):
            return _SHIPMENTS
    return None


_FILL: dict[str, Callable[[Sentence, Finding, Guesses, Vocabulary], None]] = {
    _SHIPMENTS: guess_shipment,
    _RATES: guess_rate,
    _RATIO_TABLE: guess_ratio,
    _INDICATORS: guess_indicator,
}
_NEEDED = {
    _SHIPMENTS: ("claimant", "supplier", "recipient", "munition", "stage"),
    _RATES: ("claimant", "actor", "activity", "munition"),
    _RATIO_TABLE: ("claimant", "favours", "over", "compared"),
    _INDICATORS: ("claimant", "actor", "name"),
}
