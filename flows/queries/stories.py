"""The stories, and the two flows that pages open on where an address names none. One query each, but where said."""

from __future__ import annotations

from datetime import date

from django.db.models import Count

from flows.queries.listing import every, match
from flows.queries.rows import public
from flows.questions import Flow, ListQuestion
from flows.records import Story
from flows.subject import subject


def stories(as_of: date | None = None) -> tuple[Story, ...]:
    """The stories of the present subject that had been told by a day, in their order."""
    told = every(ListQuestion("stories", as_of=as_of, ordering="code"))
    own = (story for story in told if (story.subject or "") == subject().code)
    return tuple(sorted(own, key=lambda story: (story.position, story.code)))


def story_of(code: str) -> Story | None:
    """The story of a code, whenever it was told; None where there is none in public."""
    found: Story | None = match(ListQuestion("stories"), code)
    return found


def first_story() -> Story | None:
    """The first of the stories, whenever it was told; None where there is none in public."""
    return next(iter(stories()), None)


def usual_flows() -> tuple[Flow, Flow] | None:
    """The two flows of the first story; without a story the two that most claims name, to two recipients.

    None where no claims name two such flows. What pages open on is the choice of this site and no knowledge of a day,
    so it is the same on every day. A second query where there is no story.
    """
    told = first_story()
    return flows_of(told) if told else _busiest()


def flows_of(story: Story) -> tuple[Flow, Flow]:
    """The flow above the line of a story, and the one below it."""
    return (
        Flow(story.left_supplier, story.left_recipient, story.left_munition),
        Flow(story.right_supplier, story.right_recipient, story.right_munition),
    )


def _busiest() -> tuple[Flow, Flow] | None:
    rows = public("shipments").order_by().values_list("supplier", "recipient", "munition").annotate(claims=Count("*"))
    busiest = [Flow(*names) for *names, _ in rows.order_by("-claims", "supplier", "recipient", "munition")]
    if not busiest:
        return None
    other = next((flow for flow in busiest if flow.recipient != busiest[0].recipient), None)
    return (busiest[0], other) if other else None
