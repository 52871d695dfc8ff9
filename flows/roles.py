"""Who may do what: four roles, each with all that the ones before it may."""

from __future__ import annotations

from dataclasses import dataclass

from flows.models.claims import CLAIM_MODELS
from flows.models.tables import reference_models


@dataclass(frozen=True, slots=True)
class Task:
    """Something that is done at the desk, the first role that may do it, and the permissions that it takes.

    ``on_claims`` and ``on_reference`` name the kinds of permission on the two sorts of tables; ``others`` are
    permissions of other applications by their full name.
    """

    words: str
    role: str
    on_claims: tuple[str, ...] = ()
    on_reference: tuple[str, ...] = ()
    others: tuple[str, ...] = ()


ROLES = ("viewer", "editor", "reviewer", "administrator")
CLAIMS = tuple(model._meta.model_name for model in CLAIM_MODELS.values())
REFERENCE = tuple(model._meta.model_name for model in reference_models())
TASKS = (
    Task("see drafts, histories, the queue and what waits", "viewer", on_claims=("view",), on_reference=("view",)),
    Task("enter claims as drafts", "editor", on_claims=("add",)),
    Task(
        "change drafts, submit, discard and restore them, propose changes to public claims",
        "editor",
        on_claims=("change",),
    ),
    Task("add parties, munitions, sources, places, routes, events, which wait", "editor", on_reference=("add",)),
    Task(
        "change those that wait, restore them, propose changes to public ones and their restoring",
        "editor",
        on_reference=("change",),
    ),
    Task("approve or reject claims and their changes that somebody else submitted", "reviewer", on_claims=("review",)),
    # Whoever reviews claims of every kind reviews what they refer to.
    Task("make public, approve or reject what somebody else added or proposed beside claims", "reviewer"),
    Task("check what documents hold of the claims that rest on them", "reviewer", on_claims=("review",)),
    Task("propose to merge two parties, claimants or sources, and to undo it", "editor"),
    Task("approve or reject merges and undoings that somebody else proposed", "reviewer"),
    Task("retract public claims, with a reason", "reviewer", on_claims=("retract",)),
    Task("take one's own approval back within the hour", "reviewer"),
    Task("delete what is not public and nothing refers to", "administrator", on_reference=("delete",)),
    Task(
        "make accounts and give them roles",
        "administrator",
        others=("auth.view_user", "auth.add_user", "auth.change_user", "auth.view_group"),
    ),
)


def may(role: str, task: Task) -> bool:
    """Whether a role may do a task."""
    return ROLES.index(role) >= ROLES.index(task.role)


def permissions(role: str) -> frozenset[str]:
    """The full names of the permissions of a role: ``flows.add_shipment``."""
    tasks = [task for task in TASKS if may(role, task)]
    return frozenset(
        [f"flows.{kind}_{table}" for task in tasks for kind in task.on_claims for table in CLAIMS]
        + [f"flows.{kind}_{table}" for task in tasks for kind in task.on_reference for table in REFERENCE]
        + [name for task in tasks for name in task.others]
    )


def table() -> str:
    """The roles and their tasks as a table in Markdown, as the README prints it."""
    lines = [f"| may | {' | '.join(ROLES)} |", f"| --- | {' | '.join('---' for _ in ROLES)} |"]
    for task in TASKS:
        cells = " | ".join("yes" if may(role, task) else "–" for role in ROLES)
        lines.append(f"| {task.words} | {cells} |")
    return "\n".join(lines)
