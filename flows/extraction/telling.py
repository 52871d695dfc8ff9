"""A first sentence in our words for a draft of a flow, made of its guesses and never saying more than they do."""

from __future__ import annotations

from flows.extraction.findings import Vocabulary
from flows.extraction.guesses import Guesses
from flows.records import Quantity
from flows.vocabulary import Bound
from flows.wording import bounded

_TOLD = {
    "shipped": "{amount} had gone from {supplier} to {recipient}",
    "delivered": "{amount} from {supplier} had reached {recipient}",
    "pledged": "{recipient} was to get {amount} from {supplier}",
    "contracted": "{amount} from {supplier} were ordered for {recipient}",
    "funded": "money was committed for {amount} from {supplier} for {recipient}",
    "identified": "{amount} were found by {supplier} for {recipient}",
    "requested": "{amount} from {supplier} were asked for by {recipient}",
    "negotiated": "{supplier} and {recipient} were in talks about {amount}",
}


def statement(quantity: Quantity, guesses: Guesses, vocabulary: Vocabulary) -> str:
    """The sentence; "" where a side, the thing or the stage is open, or nothing was moved."""

    def label(kind: str, name: str) -> str:
        words = vocabulary.labels.get((kind, guesses.value(name)), "")
        return f"the {words}" if words.startswith(("European Union", "United ", "Czech ")) else words

    supplier, recipient, plural = label("actor", "supplier"), label("actor", "recipient"), label("munition", "munition")
    who, stage = label("claimant", "claimant"), guesses.value("stage")
    if not (supplier and recipient and plural and stage in _TOLD) or quantity.figure == 0:
        return ""
    joint = " of " if quantity.bound == Bound.UNQUANTIFIED else " "
    amount = f"{bounded(quantity)}{joint}{plural}"
    if guesses.value("basis") == "capacity-if-full":
        told = f"what went from {supplier} to {recipient} could hold {amount}"
    else:
        told = _TOLD[stage].format(amount=amount, supplier=supplier, recipient=recipient)
    whole = f"{who or 'The article'} said that {told}."
    return whole[:1].upper() + whole[1:]
