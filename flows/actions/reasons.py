"""The reason that a rejection or a retraction has to give."""

from __future__ import annotations

from flows.importing.letters import hidden_characters
from flows.models.claims import Claim


def faults_of_reason(reason: str, read_by: str) -> list[str]:
    """What is wrong with a reason, in words; empty where nothing is. ``read_by`` says where it will be read."""
    if not reason:
        return [f"Give the reason: {read_by}."]
    faults = []
    longest = Claim._meta.get_field("retraction_reason").max_length or 0
    if len(reason) > longest:
        faults.append(f"The reason has {len(reason)} characters; at most {longest}.")
    if hidden := hidden_characters(reason):
        faults.append(f"Control characters are not accepted in the reason ({hidden}).")
    return faults
