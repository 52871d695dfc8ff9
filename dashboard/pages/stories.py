"""The stories: a list of them, and each on a page of its own with what became of its figures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from dashboard.charts import comparison as comparison_chart
from dashboard.pages.day_question import DayQuestion
from dashboard.pages.figures import Figure, placed
from dashboard.pages.flow import title as flow_title
from dashboard.pages.frame import Content, Graded, Twin, asked, render_page
from dashboard.pages.missing import EmptyPage, missing, near_codes, not_yet
from dashboard.pages.twins import compare_twins, list_twins, record_twins
from flows import headlines
from flows.measures.definition import Definition
from flows.measures.story import DEFINITION, Comparison, Fate, compute
from flows.queries.stories import flows_of, stories, story_of
from flows.questions import BadQuestion, CompareQuestion, ListQuestion
from flows.records import Story
from flows.subject import FURTHER
from flows.vocabulary import Reliability
from flows.wording import COMPUTED


@dataclass(frozen=True, slots=True)
class StoriesPage(Content):
    """What the list of stories prints."""

    template = "pages/stories.html"

    stories: Annotated[tuple[Story, ...], "The stories that had been told."]


@dataclass(frozen=True, slots=True)
class Side:
    """A flow of a story: its parties and its goods, and its name in words."""

    supplier: str
    recipient: str
    munition: str
    title: str


@dataclass(frozen=True, slots=True)
class StoryPage(Graded, Content):
    """What the page of a story prints."""

    template = "pages/story.html"

    story: Annotated[Story, "The story."]
    paragraphs: Annotated[tuple[str, ...], "Its text in our words."]
    figure: Annotated[Figure, "What it compared, as of its day."]
    sides: Annotated[tuple[Side, ...], "The two flows."]
    left: Annotated[str, "The flow above the line, for the page that compares every pair."]
    right: Annotated[str, "The flow below it."]
    comparison: Annotated[Comparison, "The ratios that were stated, and those computed."]
    stated_words: Annotated[str, "The stated ratio in words; empty where none was."]
    computed_words: Annotated[str, "The computed ratios in words; empty where none follows."]
    computed: Annotated[str, "What stands beside every computed number."]
    fates: Annotated[tuple[Fate, ...], "Its claims in its order, each with what became of it."]
    definition: Annotated[Definition, "How the comparison is made."]


@require_safe
def stories_page(request: HttpRequest) -> HttpResponse:
    """The stories that had been told by a day."""
    question, faults = DayQuestion.read(asked(request))
    return render_page(
        request,
        StoriesPage(stories(question.as_of)),
        question,
        title="Stories",
        description="Comparisons that were made in public on a day, with the claims that they told of.",
        faults=faults,
        twins=list_twins(ListQuestion("stories", as_of=question.as_of, ordering="-day")),
    )


@require_safe
def story_page(request: HttpRequest, code: str) -> HttpResponse:
    """The story of an address; 404 with the nearest codes where there is none."""
    question, faults = DayQuestion.read(asked(request))
    as_of = question.as_of
    every = {one.code: one for one in stories()}
    story = every.get(code)
    if story is None:
        other = story_of(code)
        if other is not None and other.subject:
            # Told of a further subject: there its sides have their colours.
            query = request.META.get("QUERY_STRING", "")
            return redirect(f"{FURTHER}{other.subject}{request.path_info}{f'?{query}' if query else ''}")
        known = (one.code for one in every.values() if as_of is None or one.day <= as_of)
        return missing(request, "story", code, near_codes(code, known, "story", as_of), question, faults)
    if as_of is not None and story.day > as_of:
        return not_yet(request, "story", code, "nobody had told this.", question, faults)
    try:
        content = story_content(story, question)
    except BadQuestion:
        return render_page(request, EmptyPage(), question, title=story.title, description=story.lede, faults=faults)
    return render_page(
        request,
        content,
        question,
        title=story.title,
        description=story.lede,
        faults=faults,
        twins=(*record_twins("stories", code, as_of), *compared_twins(story, question.grade)[:1]),
    )


def story_content(story: Story, question: DayQuestion) -> StoryPage:
    """What the template prints."""
    answer = compute(story, question.as_of, question.grade)
    comparison, (left, right) = answer.comparison, flows_of(story)
    return StoryPage(
        story=story,
        paragraphs=tuple(part.strip() for part in story.prose.split("\n\n") if part.strip()),
        figure=placed(
            comparison_chart.CHART.chart(comparison),
            question.query(),
            compared_twins(story, question.grade),
            as_of=question.as_of,
            grade=question.grade,
        ),
        sides=tuple(
            Side(flow.supplier, flow.recipient, flow.munition, flow_title(side))
            for flow, side in ((left, comparison.left), (right, comparison.right))
        ),
        left=str(left),
        right=str(right),
        comparison=comparison,
        stated_words=headlines.stated_words(comparison),
        computed_words=headlines.ratios_phrase(comparison.quotients),
        computed=COMPUTED,
        fates=answer.fates,
        definition=DEFINITION,
    )


def compared_twins(story: Story, grade: Reliability | None) -> tuple[Twin, ...]:
    """The two flows of a story as of its day, as JSON and as CSV."""
    return compare_twins(CompareQuestion(*flows_of(story), story.day, grade=grade))
