"""Rows that say again what is on record, or what the file says already: told, and not refused."""

import pytest

from flows.importing.preview import judged
from flows.importing.repeats import Repeat, repeats
from flows.importing.upload import Sent, read_sent
from flows.vocabulary import Status
from tests.flows.importing.seeds import rows_of, written
from tests.flows.importing.workbooks import table

pytestmark = pytest.mark.django_db

LINKS = ("supersedes", "alternative_group", "part_of", "derived_from")
SEEN = next(row for row in rows_of("shipments.csv") if row["bound"] == "exact" and not any(row[name] for name in LINKS))


def found(*rows: dict[str, str]) -> tuple[Repeat, ...]:
    sheet = read_sent(table("shipments"), Sent("a.csv", written([*rows])))
    (one,) = judged([sheet], status=Status.DRAFT).tables
    return repeats(one, sheet.absent)


def test_what_is_on_record_under_another_code_is_told() -> None:
    assert found({**SEEN, "code": "mine", "notes": "Other notes."}) == (Repeat(2, "mine", SEEN["code"], True),)


def test_what_a_file_says_twice_is_told_once() -> None:
    new = {**SEEN, "statement": "Another sentence."}
    assert found({**new, "code": "one"}, {**new, "code": "two"}) == (Repeat(3, "two", "one", False),)


def test_columns_that_the_file_lacks_are_not_compared() -> None:
    row = {name: cell for name, cell in SEEN.items() if name != "start_basis"}
    assert found({**row, "code": "mine"}) == (Repeat(2, "mine", SEEN["code"], True),)


def test_another_figure_is_another_claim() -> None:
    assert found({**SEEN, "code": "mine", "point": "12345678"}) == ()
