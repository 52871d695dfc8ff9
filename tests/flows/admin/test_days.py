"""Days in the forms of the desk: one convention, which refuses what could be two days and says how to write it."""

import re
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis.strategies import dates

from flows.admin.days import DayInput, Unread, day_of, reading
from flows.models import Claimant, Indicator, Rate, Ratio, Shipment, Source
from tests.flows.admin.test_writing import add, errors
from tests.flows.models.rows import SOURCE

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "text", ["2024-06-14", "14 June 2024", "June 14, 2024", "14.06.2024", "6/14/2024", " 14 jun 2024"]
)
def test_a_day_is_taken_as_people_write_it(text: str) -> None:
    assert str(day_of(text)) == "2024-06-14"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("03/04/2024", "3 April 2024 or 4 March 2024: write 2024-04-03 or 2024-03-04"),
        ("1024-06-14", "1024 lies before 1900: is it a slip?"),
        ("June 2024", "names no day. Write 2024-06-01"),
        ("31.06.2024", "There is no day 31.06.2024"),
        ("03.04.24", "is no day. Write 1999-12-31 or 31 December 1999."),
        ("yesterday", "is no day"),
        ("٢٠٢٤-٠٦-١٤", "is no day"),
        ("1" * 41, "At most 40 characters"),
    ],
)
def test_what_is_no_day_or_could_be_two_is_refused_with_a_sentence(text: str, words: str) -> None:
    with pytest.raises(Unread, match=re.escape(words)):
        day_of(text)
    assert reading(text)[1] is False


def test_a_form_reads_days_and_says_how_it_read_them(desk: Client) -> None:
    found = errors(add(desk, Shipment, claimed_on="03/04/2024"))["claimed_on"]
    assert "could be 3 April 2024 or 4 March 2024" in found[0]
    assert "in the future" in errors(add(desk, Shipment, claimed_on="2031-06-14"))["claimed_on"][0]
    answer = add(desk, Shipment, claimed_on="14 June 2024", point="4.800")
    assert "read as 14 June 2024" in answer.text
    assert desk.get(reverse("admin:flows_day"), {"text": "14 June 2024"}).json()["read"]
    assert add(desk, Shipment, claimed_on="14 June 2024").status_code == 302
    assert str(Shipment.objects.get(pk="test-row").claimed_on) == "2024-06-14"


def test_a_line_break_in_a_statement_is_a_space(desk: Client) -> None:
    assert add(desk, Shipment, statement="A claimant\r\nsaid  something.\n", notes="One.\r\nTwo.").status_code == 302
    claim = Shipment.objects.get(pk="test-row")
    assert claim.statement == "A claimant said something."
    assert "\n" in claim.notes


def test_what_is_on_record_already_is_linked(desk: Client) -> None:
    known = Source.objects.get(pk=SOURCE)
    message = str(errors(add(desk, Source, url=known.url))["url"])
    assert f'href="{reverse("admin:flows_source_change", args=[SOURCE])}"' in message
    assert "Already on record" in message
    written = str(errors(add(desk, Source, url=f"{known.url.removesuffix('/')}/?utm_source=x"))["url"])
    assert "Already on record" in written, "the same address, written otherwise"
    named = Claimant.objects.get(pk="kr-mnd")
    assert "/claimant/kr-mnd/" in str(errors(add(desk, Claimant, name=named.name))["name"])
    claim = Shipment.objects.order_by("pk").first()
    assert claim is not None
    assert f"/{claim.pk}/" in str(errors(add(desk, Shipment, code=claim.pk))["code"])


@given(dates(min_value=date(1900, 1, 1), max_value=date(2100, 12, 31)))
def test_a_day_is_shown_as_it_is_read_back(day: date) -> None:
    assert day_of(DayInput().format_value(day) or "") == day


@pytest.mark.parametrize("model", [Shipment, Rate, Ratio, Indicator], ids=lambda model: model.__name__)
def test_a_form_that_is_sent_as_it_came_refuses_no_day(desk: Client, model: type[Shipment]) -> None:
    ambiguous = model.objects.filter(claimed_on__day__range=(2, 12), status="published")
    claims = ambiguous.order_by("code")[:5]
    assert len(claims) == 5
    for claim in claims:
        address = reverse(f"admin:flows_{model._meta.model_name}_change", args=[claim.pk])
        form = desk.get(address).context["adminform"].form
        sent = {}
        for name, field in form.fields.items():
            value = form[name].value()
            shown = field.widget.format_value(value) if isinstance(field.widget, DayInput) else value
            sent[name] = "" if shown is None else shown
        answer = desk.post(address, sent)
        refused = {} if answer.status_code == 302 else answer.context["adminform"].form.errors
        assert not set(refused) & {"claimed_on", "period_start", "period_end"}, (claim.pk, refused)
