"""How a file writes numbers and days: settled by cells that can be read in one way alone, never by one that cannot."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.importing.convention import Numbers, is_open, numbers_of, order_of, plain_number, when_of


@pytest.mark.parametrize(
    ("texts", "settled"),
    [
        (["1,234"], Numbers()),
        (["1.234", "12"], Numbers()),
        (["1,234,567"], Numbers(".", ",")),
        (["1.234.567", "1.234"], Numbers(",", ".")),
        (["1,234.5"], Numbers(".", ",")),
        (["12,5"], Numbers(",", "")),
        (["0.25", "1.234"], Numbers(".", "")),
        (["0.222"], Numbers(".", "")),
        (["1 234 567"], Numbers("", " ")),
        (["1\u202f234,5"], Numbers(",", " ")),
        (["4'812'345"], Numbers("", "'")),
        (["12,5", "12.5"], Numbers()),
        (["1,234,567", "1.234.567"], Numbers()),
        (["text", ""], Numbers()),
    ],
)
def test_the_marks_of_a_file(texts: list[str], settled: Numbers) -> None:
    assert numbers_of(texts) == settled


@pytest.mark.parametrize(
    ("text", "marks", "plain"),
    [
        ("4,812,345", Numbers(".", ","), "4812345"),
        ("1,234", Numbers(".", ","), "1234"),
        ("1,234", Numbers(",", ""), "1.2340"),
        ("1.234", Numbers(".", ","), "1.2340"),
        ("1.234", Numbers(",", "."), "1234"),
        ("1 234 567", Numbers("", " "), "1234567"),
        ("1\u2009234", Numbers(), "1234"),
        ("12,5", Numbers(",", "."), "12.5"),
        ("1,234", Numbers(), None),
        ("1.234", Numbers(), None),
        ("12,5", Numbers(), None),
        ("1,234.567.8", Numbers(".", ","), None),
        ("1,23,456", Numbers(".", ","), None),
        ("12,345", Numbers(".", "none"), None),
        ("about 5", Numbers(".", ","), None),
    ],
)
def test_a_number_by_the_marks_of_its_file(text: str, marks: Numbers, plain: str | None) -> None:
    assert plain_number(text, marks) == plain


@given(st.integers(0, 10**12), st.sampled_from([(".", ","), (",", "."), (",", " "), (".", "'")]))
def test_a_grouped_number_is_read_as_itself(number: int, marks: tuple[str, str]) -> None:
    text = f"{number:,}".replace(",", marks[1])
    assert plain_number(text, Numbers(*marks)) == str(number)


@given(st.integers(1, 999), st.integers(0, 999), st.sampled_from(",."))
def test_a_number_that_can_be_two_is_never_read_without_a_convention(thousands: int, rest: int, mark: str) -> None:
    text = f"{thousands}{mark}{rest:03}"
    assert is_open(text, Numbers())
    assert plain_number(text, numbers_of([text])) is None


@pytest.mark.parametrize(
    ("texts", "order"),
    [
        (["03.04.2024"], ""),
        (["14.06.2024", "03.04.2024"], "dmy"),
        (["06/14/2024"], "mdy"),
        (["14/06/2024", "06/14/2024"], ""),
        (["31/12/24"], ""),
        (["2024-06-14"], ""),
    ],
)
def test_the_order_of_a_file(texts: list[str], order: str) -> None:
    assert order_of(texts) == order


@pytest.mark.parametrize(
    ("text", "order", "found"),
    [
        ("14.06.2024", "dmy", ("2024-06-14", "day", "2024-06-14")),
        ("03.04.2024", "dmy", ("2024-04-03", "day", "2024-04-03")),
        ("03.04.2024", "mdy", ("2024-03-04", "day", "2024-03-04")),
        ("03.03.2024", "", ("2024-03-03", "day", "2024-03-03")),
        ("2024/6/4", "", ("2024-06-04", "day", "2024-06-04")),
        ("2024-02", "", ("2024-02-01", "month", "2024-02-29")),
        ("2022", "", ("2022-01-01", "year", "2022-12-31")),
        ("2022; 2023", "", ("2022-01-01", "years", "2023-12-31")),
        ("2000;2001; 2002", "", ("2000-01-01", "years", "2002-12-31")),
        ("Jun-24", "", ("2024-06-01", "month", "2024-06-30")),
        ("June 2024", "", ("2024-06-01", "month", "2024-06-30")),
        ("14 June 2024", "", ("2024-06-14", "day", "2024-06-14")),
        ("June 14, 2024", "", ("2024-06-14", "day", "2024-06-14")),
    ],
)
def test_a_day_as_people_write_it(text: str, order: str, found: tuple[str, str, str]) -> None:
    when = when_of(text, order)
    assert when is not None
    assert (when.first, when.precision, when.last) == found


@pytest.mark.parametrize("text", ["03.04.2024", "45417", "31.02.2024", "99/99/2024", "spring 2024", "ju 2024", ""])
def test_what_is_no_day_or_could_be_two_is_none(text: str) -> None:
    assert when_of(text, "") is None


@given(st.dates(date(1990, 1, 1), date(2099, 12, 31)))
def test_a_day_is_read_back_in_the_order_it_was_written(day: date) -> None:
    for order, form in (("dmy", "%d.%m.%Y"), ("mdy", "%m/%d/%Y")):
        when = when_of(day.strftime(form), order)
        assert when is not None
        assert when.first == day.isoformat()
