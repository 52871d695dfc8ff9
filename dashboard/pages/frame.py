"""What every page carries around its content: title, day, notices, twins, and the control for another day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import date, timedelta
from typing import Annotated, ClassVar, Protocol

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from dashboard.pages.card import card_address
from dashboard.pages.navigation import Crumb, trail
from flows.clock import Moment, pinned, record_begins, today
from flows.queries.recorded import moment_at
from flows.queries.since import changes_since
from flows.queries.statement_days import statement_days
from flows.questions import Fault
from flows.questions.parameters import RECORDED, Query, write
from flows.subject import subject, subjects
from flows.vocabulary import Reliability
from flows.wording import when

SITE = "Munitions Flows"
ALLOWED_SHOWN = 12
SINCE = "since"
"""The parameter of a page by which it says what has changed on record since a moment."""


@dataclass(frozen=True, slots=True)
class Twin:
    """The same answer in another form: its name, its address, its media type."""

    label: str
    address: str
    media_type: str


@dataclass(frozen=True, slots=True)
class Preset:
    """A day that is one click away; ``chosen`` where the page already shows it."""

    label: str
    address: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Notice:
    """One fault in words: parameter, value, what is wrong, and the values that would do."""

    parameter: str
    value: str
    message: str
    allowed: tuple[str, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Frame:
    """Everything around a page's content; templates find it as ``frame``."""

    title: Annotated[str, "The title of the page, in the browser's tab and in previews."]
    description: Annotated[str, "One or two sentences for search engines and previews."]
    path: Annotated[str, "The address without its parameters, to which the forms of the page lead."]
    canonical: Annotated[str, "The absolute address, with the question printed back and nothing that was left out."]
    image: Annotated[str, "The absolute address of the picture in previews."]
    below: Annotated[str, "The name of the listed page that the page stands below, where its address does not say it."]
    trail: Annotated[tuple[Crumb, ...], "The way down to the page, from its section; none for a page at the top."]
    days: Annotated[tuple[date, ...], "The days of all statements on record, the oldest first."]
    as_of: Annotated[date | None, "The day that is being read; None is today."]
    today: Annotated[date, "The day that the page calls today."]
    last_day: Annotated[date, "The last day that the control offers; the same for good on a pinned page."]
    presets: Annotated[tuple[Preset, ...], "The days that are one click away."]
    grades: Annotated[tuple[Preset, ...], "The grades that are one click away; none where the page shows no figures."]
    carried: Annotated[tuple[tuple[str, str], ...], "The other parameters, which a change of day must carry along."]
    recorded: Annotated[
        Moment | None, "The moment of the record that the page is pinned to; None is the record as it is."
    ]
    kept: Annotated[tuple[tuple[str, str], ...], "The other parameters, which a change of moment must carry along."]
    begins: Annotated[date | None, "The first day of the record; None where nothing was ever written."]
    live: Annotated[str, "The same page over the record as it is, which says what has changed since the moment."]
    since: Annotated[Moment | None, "The moment since which changes are counted; None where none is asked for."]
    newer: Annotated[tuple[str, ...], "What has changed on record since then, counted."]
    notices: Annotated[tuple[Notice, ...], "What was wrong with the address, and so was left out."]
    asked: Annotated[
        tuple[tuple[str, str], ...], "What the address asked for, by parameter, where a part was left out."
    ]
    shown: Annotated[str, "What the page shows in place of that, in words; empty where it shows nothing."]
    twins: Annotated[tuple[Twin, ...], "The same answer in other forms."]
    site: Annotated[str, "The name of the site, with the title of a further subject."]
    subjects: Annotated[tuple[Preset, ...], "What the site is about, to choose from; none where it is one thing."]

    @property
    def newest_day(self) -> date | None:
        """The day of the newest statement by the day that is being read; None where there is none."""
        return next((day for day in reversed(self.days) if self.as_of is None or day <= self.as_of), None)

    @property
    def day_list(self) -> str:
        """The days of all statements, as the slider reads them."""
        return ",".join(day.isoformat() for day in self.days)

    @property
    def shown_day(self) -> date:
        """The day that the page stands on."""
        return self.as_of or self.today


class Content:
    """What one page prints inside its frame: a frozen dataclass, each field annotated with a line of help.

    The template reads every field and nothing else but the frame, the day ``as_of`` and the ``grade``. A test holds
    them together.
    """

    template: ClassVar[str]
    __slots__ = ()

    @property
    def takes_grade(self) -> bool:
        """Whether the page shows other figures where only claims of a grade or better are asked for."""
        return False


class Graded:
    """What a page prints that shows claims by their grade."""

    __slots__ = ()

    @property
    def takes_grade(self) -> bool:
        """It does."""
        return True


class Question(Protocol):
    """What a page was asked: it knows its day and its grade, and prints itself back as a query string."""

    @property
    def as_of(self) -> date | None: ...

    @property
    def grade(self) -> Reliability | None: ...

    def query(self) -> str: ...


def render_page(
    request: HttpRequest,
    content: Content,
    question: Question,
    *,
    title: str,
    description: str,
    faults: Iterable[Fault] = (),
    twins: Sequence[Twin] = (),
    below: str = "",
    above: Sequence[Crumb] = (),
    shown: str | None = None,
    image: str = "",
    status: int = 200,
) -> HttpResponse:
    """A rendered page in its frame. One query.

    What stands above the page follows from its address; ``below`` names the listed page where it does not, and
    ``above`` what else lies between. ``shown`` says what the page answers where its title does not: where a part of the
    address was left out, it is named beside what was asked.
    ``image`` is the path of the picture that other sites show of it, where that is no card with its words.
    """
    query, as_of, grade, since = question.query(), question.as_of, question.grade, _since(request)
    faulty = tuple(faults)
    frame = Frame(
        title=title,
        description=description,
        path=request.path,
        canonical=request.build_absolute_uri(request.path + (f"?{query}" if query else "")),
        image=request.build_absolute_uri(image or card_address(title, description, as_of)),
        below=below,
        trail=(*trail(_address_name(request), below, as_of, grade), *above),
        as_of=as_of,
        days=statement_days(),
        today=today(),
        last_day=max(today(), as_of or today()),
        presets=presets(request, as_of),
        grades=grades(request, grade) if content.takes_grade else (),
        carried=carried(request, "as_of"),
        recorded=pinned(),
        kept=carried(request, RECORDED.name),
        begins=begins.date() if (begins := record_begins()) else None,
        live=_unpinned(request),
        since=since,
        newer=changes_since(since) if since else (),
        notices=tuple(notice(fault) for fault in faulty),
        asked=carried(request, "") if faulty else (),
        shown=title if shown is None else shown,
        twins=tuple(twins),
        site=site_name(),
        subjects=_subjects(as_of),
    )
    context = {**variables(content), "frame": frame, "as_of": as_of, "grade": grade}
    response = render(request, content.template, context, status=status)
    # The code of a merged row is among what could not be read: its address leads on.
    response.notices = frame.notices  # type: ignore[attr-defined]
    return response


def site_name() -> str:
    """The name of the site; about a further subject with its title."""
    return f"{SITE}: {subject().title}" if subject().code else SITE


def _subjects(as_of: date | None) -> tuple[Preset, ...]:
    """The front page of each subject on the same day, where there are several."""
    offered, query = subjects(), write({"as_of": as_of})
    if len(offered) == 1:
        return ()
    end = f"/?{query}" if query else "/"
    return tuple(Preset(one.title, f"{one.path}{end}", one.code == subject().code) for one in offered)


def variables(content: Content) -> dict[str, object]:
    """The fields of a content as the context of its template."""
    return {field.name: getattr(content, field.name) for field in fields(content)}  # type: ignore[arg-type]


def asked(request: HttpRequest) -> Query:
    """Every value of every parameter of a request."""
    return {name: request.GET.getlist(name) for name in request.GET if name != SINCE}


def presets(request: HttpRequest, as_of: date | None) -> tuple[Preset, ...]:
    """The days that are one click away, with everything else in the address kept: today, a year ago, around the
    subject's day."""
    now = today()
    days: dict[str, date | None] = {"today": None, "a year ago": a_year_before(now)}
    if day := subject().day:
        days |= {when(day): day, "the day before": day - timedelta(days=1)}
    chosen = None if as_of == now else as_of
    return tuple(
        Preset(label, _with(request, "as_of", day.isoformat() if day else ""), chosen == day)
        for label, day in days.items()
    )


def a_year_before(day: date) -> date:
    """The same day of the year before; of 29 February the day before it."""
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return day.replace(year=day.year - 1, day=28)


def grades(request: HttpRequest, grade: Reliability | None) -> tuple[Preset, ...]:
    """All grades and B or better, one click away with everything else in the address kept; and any other asked for."""
    offered = dict.fromkeys((None, Reliability.B, grade))
    return tuple(
        Preset(f"{one} or better" if one else "All grades", _with(request, "grade", one or ""), one == grade)
        for one in offered
    )


def carried(request: HttpRequest, but: str) -> tuple[tuple[str, str], ...]:
    """The parameters to repeat in the form that changes one: all others but the place in a list."""
    return tuple(
        (name, value)
        for name in request.GET
        if name not in (but, SINCE, "cursor")
        for value in request.GET.getlist(name)
        if value
    )


def notice(fault: Fault) -> Notice:
    """A fault as the page prints it, with the first few of the values that would do."""
    shown = fault.allowed[:ALLOWED_SHOWN]
    return Notice(fault.parameter, fault.value, fault.message, shown, len(fault.allowed) - len(shown))


def _address_name(request: HttpRequest) -> str:
    """The name of the address that was asked for; empty where it has none."""
    return (request.resolver_match.view_name if request.resolver_match else None) or ""


def _since(request: HttpRequest) -> Moment | None:
    """The moment that a reader of the live page comes from; None where the address names none that is on record."""
    try:
        return moment_at(RECORDED.parse(request.GET.get(SINCE, ""))) if SINCE in request.GET and not pinned() else None
    except ValueError:
        return None


def _unpinned(request: HttpRequest) -> str:
    query, moment = request.GET.copy(), pinned()
    for name in (RECORDED.name, SINCE, "cursor"):
        query.pop(name, None)
    if moment is not None:
        query[SINCE] = str(moment)
    return request.path + (f"?{query.urlencode(safe='/,:')}" if query else "")


def _with(request: HttpRequest, name: str, value: str) -> str:
    """The address with one parameter in place of another, which begins a list again."""
    query = request.GET.copy()
    query.pop("cursor", None)
    query.pop(name, None)
    query.pop(SINCE, None)
    if value:
        query[name] = value
    return request.path + (f"?{query.urlencode(safe='/,')}" if query else "")
