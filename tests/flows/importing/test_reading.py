"""What people have: their headings, names, numbers and days, put into our own form, shown, and changed by hand."""

import csv
import io
import re
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.importing.choices import Choices
from flows.importing.files import Sheet
from flows.importing.naming import folded, names_of
from flows.importing.preview import LACKING, judged
from flows.importing.reading import Reading, as_code
from flows.importing.telling import convention, open_words, spoken
from flows.importing.upload import Sent, read_sent
from flows.models import Actor, OtherName
from flows.vocabulary import Status
from tests.flows.importing.seeds import rows_of
from tests.flows.importing.workbooks import of_rows, saved, table

pytestmark = pytest.mark.django_db

LINKS = ("supersedes", "alternative_group", "part_of", "derived_from")
SEEN = next(row for row in rows_of("shipments.csv") if row["bound"] == "exact" and not any(row[name] for name in LINKS))
ROW = {
    **SEEN,
    "code": "test-row",
    "supplier": "kp",
    "recipient": "ru",
    "munition": "artillery-round",
    "stage": "shipped",
    "source": "2024-06-14-militarnyi",
    "claimed_on": "2024-06-14",
}
NEEDED = ("code", "claimant", "source", "claimed_on", "supplier", "recipient", "munition", "stage", "basis", "point",
          "temporal", "credibility", "statement")  # fmt: skip


def text(rows: Sequence[Mapping[str, str]], delimiter: str = ",", above: str = "") -> bytes:
    target = io.StringIO(newline="")
    writer = csv.DictWriter(target, rows[0], delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return f"{above}{target.getvalue()}".encode()


def read(content: bytes, choices: Choices | None = None, of: str = "shipments") -> Sheet:
    return read_sent(table(of), Sent("a file.csv", content), choices)


def reading(sheet: Sheet) -> Reading:
    assert sheet.reading is not None
    return sheet.reading


def values(*rows: Mapping[str, str], choices: Choices | None = None, delimiter: str = ",") -> Mapping[str, Any]:
    """The values of the only new row of a file that has no fault."""
    found = judged([read(text(rows, delimiter), choices)], status=Status.DRAFT)
    assert found.faults == ()
    return found.tables[0].new[-1]


def faults(*rows: Mapping[str, str], choices: Choices | None = None) -> list[tuple[int, str, str, str]]:
    found = judged([read(text(rows), choices)], status=Status.DRAFT).faults
    return [(fault.row, fault.column, fault.value, fault.message) for fault in found]


def with_(**cells: str) -> dict[str, str]:
    return {**ROW, **cells}


# --- Headings ---


def test_headings_are_found_whatever_their_case_and_spaces() -> None:
    rows = [{f" {name.upper().replace('_', ' ')} ": cell for name, cell in ROW.items()}]
    assert read(text(rows)).faults == ()


def test_a_column_of_ones_own_is_left_out_and_named() -> None:
    sheet = read(text([{**ROW, "my note": "hello"}]))
    assert sheet.faults == ()
    assert [one.text for one in reading(sheet).ignored] == ["my note"]


def test_headings_that_others_use_are_known() -> None:
    others = {"Donor": "kp", "Recipient country": "ru", "Weapon designation": "artillery-round", "Quantity": "5000"}
    row = {name: cell for name, cell in ROW.items() if name not in ("supplier", "recipient", "munition", "point")}
    found = values(row | others)
    assert (found["supplier"], found["recipient"], found["point"]) == ("kp", "ru", Decimal(5000))


def test_a_heading_can_be_mapped_by_hand_or_left_out() -> None:
    row = {("howmany" if name == "point" else name): cell for name, cell in ROW.items()}
    found = values(row, choices=Choices(columns={"howmany": "point", "notes": ""}))
    assert found["point"] == Decimal(ROW["point"])
    assert found["notes"] == ""


def test_only_the_columns_that_one_has() -> None:
    found = values({name: with_(temporal="snapshot")[name] for name in NEEDED})
    assert (found["bound"], found["stance"], found["date_precision"]) == ("exact", "asserts", "day")


def test_what_a_new_row_cannot_do_without_is_asked_for_once() -> None:
    left = [name for name in ROW if name not in ("stage", "point", "low", "high", "bound")]
    rows = [{name: with_(code=code)[name] for name in left} for code in ("one", "two")]
    assert faults(*rows) == [(2, "stage", "", LACKING), (2, "point", "", LACKING)]


def test_what_is_on_record_keeps_what_a_file_has_no_column_for() -> None:
    content = text([{"code": SEEN["code"], "notes": "Another."}])
    (one,) = judged([read(content)], status=Status.DRAFT).tables
    assert [change.fields for change in one.changed] == [("notes",)]


def test_every_row_can_be_given_what_the_file_does_not_say() -> None:
    row = {"from": "North Korea", "to": "Russia", "what": "artillery-round", "number": "1000", "when": "2024-06-14"}
    fixed = {
        "code": "Register {Row} {row}", "claimant": ROW["claimant"], "source": ROW["source"], "stage": "Shipped",
        "claimed_on": "{when}", "basis": "estimate", "temporal": "snapshot", "credibility": "3",
        "statement": "The register lists {number} of {what} from {from}, {whence}.",
    }  # fmt: skip
    found = values(row, choices=Choices(fixed=fixed))
    assert (found["code"], found["supplier"], found["stage"]) == ("register-row-2", "kp", "shipped")
    assert found["claimed_on"] == date(2024, 6, 14)
    assert found["statement"] == "The register lists 1000 of artillery-round from North Korea, {whence}."


def test_codes_are_made_of_the_name_of_the_file() -> None:
    row = {name: cell for name, cell in ROW.items() if name != "code"}
    made = values(row)["code"]
    assert re.fullmatch("a-file-[0-9a-f]{6}-2", made)
    assert values({**row, "statement": "Another."})["code"] != made


def test_codes_of_records_are_made_of_their_names() -> None:
    sheet = read("Name;Kind\nThe Ö Works;company\n".encode(), of="actors")
    assert [row.values["code"] for row in sheet.rows] == ["the-o-works"]


@given(st.text(max_size=40))
def test_a_code_is_made_of_anything_or_of_nothing(words: str) -> None:
    made = as_code(words)
    assert made == "" or table("shipments").by_field["code"].parse(made) == made


# --- The header and what stands around the table ---


def test_the_header_is_found_below_a_preamble_of_eleven_lines() -> None:
    above = "".join(f"A line of the preamble, number {number}\n" for number in range(11))
    sheet = read(text([ROW], above=above))
    assert sheet.faults == ()
    assert (reading(sheet).header, reading(sheet).remarks) == (12, ("Rows 1 to 11 above the header: not read.",))
    assert [row.line for row in sheet.rows] == [13]


def test_the_header_can_be_chosen() -> None:
    sheet = read(text([ROW], above="code,claimant,source,supplier,recipient,stage\n"), Choices(header=2))
    assert (sheet.faults, reading(sheet).header) == ((), 2)


def test_a_note_below_the_table_is_named_and_left_out() -> None:
    book = of_rows("shipments", [ROW])
    sheet = book.worksheets[0]
    sheet["A6"] = "Source: our own research"
    found = read_sent(table("shipments"), Sent("a.xlsx", saved(book)))
    assert (len(found.rows), found.faults) == (1, ())
    assert "A6 “Source: our own research” stands below the table: not read." in reading(found).remarks


def test_a_short_row_with_a_code_is_no_note() -> None:
    blank = dict.fromkeys(ROW, "") | {"code": "short"}
    assert [row.cell("code") for row in read(text([ROW, blank])).rows] == ["test-row", "short"]


def test_a_header_alone_says_so() -> None:
    (fault,) = read(text([ROW]).splitlines()[0]).faults
    assert fault.message == "no row stands under the header"


# --- Numbers and days ---


def test_numbers_are_read_by_the_marks_that_the_file_settles() -> None:
    assert values(with_(point="4,812,345"))["point"] == 4_812_345
    assert values(with_(code="one", point="1,234,567"), with_(code="two", point="1,234"))["point"] == 1234
    assert values(with_(point="1\u2009234\u2009567"))["point"] == 1_234_567


@pytest.mark.parametrize(("mark", "read_as"), [(",", Decimal("1.234")), (".", Decimal(1234))])
def test_a_number_that_can_be_two_is_refused_until_the_mark_is_chosen(mark: str, read_as: Decimal) -> None:
    row = with_(point="1,234")
    ((line, column, value, _),) = faults(row)
    assert (line, column, value) == (2, "point", "1,234")
    assert reading(read(text([row]))).asks_marks
    assert values(row, choices=Choices(decimal=mark))["point"] == read_as


def test_a_number_that_is_marked_as_uncertain_is_about() -> None:
    row = {name: cell for name, cell in ROW.items() if name != "bound"}
    for written in ("1000?", "(1000)", "~1000", "c. 1000"):
        found = values(row | {"point": written})
        assert (found["point"], found["bound"]) == (1000, "about")
    assert values(with_(point="1000?"))["bound"] == ROW["bound"]


def test_days_are_read_in_the_order_that_the_file_settles() -> None:
    assert values(with_(claimed_on="14.06.2024"))["claimed_on"] == date(2024, 6, 14)
    rows = with_(code="one", claimed_on="14.06.2024"), with_(code="two", claimed_on="03.07.2024")
    assert values(*rows)["claimed_on"] == date(2024, 7, 3)


def test_a_day_that_can_be_two_is_refused_until_the_order_is_chosen() -> None:
    row = with_(claimed_on="03.07.2024")
    ((line, column, value, message),) = faults(row)
    assert (line, column, value) == (2, "claimed_on", "03.07.2024")
    assert "could be several days" in message
    assert reading(read(text([row]))).asks_days
    assert values(row, choices=Choices(days="dmy"))["claimed_on"] == date(2024, 7, 3)
    assert values(row, choices=Choices(days="mdy"))["claimed_on"] == date(2024, 3, 7)


def test_a_month_or_a_year_is_as_exact_as_it_is_written() -> None:
    found = values(with_(claimed_on="2024-06", date_precision="day", period_start="2022", period_end="2022; 2023"))
    assert (found["claimed_on"], found["date_precision"]) == (date(2024, 6, 1), "month")
    assert (found["period_start"], found["period_end"]) == (date(2022, 1, 1), date(2023, 12, 31))


def test_what_stands_for_nothing_is_empty_and_said() -> None:
    sheet = read(text([with_(low="NaN", high="nan", notes="N/A")]))
    assert sheet.faults == ()
    assert (sheet.rows[0].values["low"], sheet.rows[0].values["notes"]) == (None, "")
    assert "Row 2: NaN is read as empty." in reading(sheet).remarks


def test_what_pandas_makes_of_whole_numbers_is_read() -> None:
    row = {**ROW, "point": "12345.0", "credibility": "3.0", "claimed_on": "2024-06-14 00:00:00"}
    found = values(row)
    assert (found["point"], found["credibility"], found["claimed_on"]) == (12345, "3", date(2024, 6, 14))


def test_letters_that_nobody_sees_are_taken_out_and_said() -> None:
    sheet = read(text([with_(statement="An offi\u00adcial\u200b said so.", speaker="\u200eSomebody")]))
    assert sheet.faults == ()
    assert (sheet.rows[0].values["statement"], sheet.rows[0].values["speaker"]) == ("An official said so.", "Somebody")
    assert any("letters that are not seen" in words for words in reading(sheet).remarks)


def test_letters_that_turn_the_text_round_are_still_refused() -> None:
    ((_, column, _, message),) = faults(with_(statement="An \u202eofficial said so."))
    assert column == "statement"
    assert "RIGHT-TO-LEFT OVERRIDE" in message


def test_a_password_in_a_link_is_refused() -> None:
    row = {**rows_of("sources.csv")[0], "code": "new", "url": "https://user:secret@example.com/a"}
    (fault,) = read(text([row]), of="sources").faults
    assert "password" in fault.message


# --- Names ---


def test_names_labels_and_other_names_are_read_as_codes_and_shown() -> None:
    OtherName.objects.create(code="kp--test", name="The North", actor_id="kp", language="en")
    row = with_(supplier="the north", recipient="Russian Federation", stage="Shipped", basis="Reported count")
    sheet = read(text([row]))
    assert sheet.faults == ()
    assert {("supplier", "the north", "kp"), ("recipient", "Russian Federation", "ru")} <= set(reading(sheet).matched)
    assert sheet.rows[0].values["basis"] == "reported-count"


def test_a_longer_name_is_found_by_its_beginning_and_in_american_spelling() -> None:
    found = values(with_(claimant="South Korea, Ministry of National Defense"))
    assert found["claimant"] == "kr-mnd"


def test_a_name_that_is_not_on_record_is_listed_once_with_the_nearest() -> None:
    rows = [with_(code=code, supplier="Nroth Korea") for code in ("one", "two", "three")]
    ((line, column, value, message),) = faults(*rows)
    assert (line, column, value) == (2, "supplier", "Nroth Korea")
    assert message.endswith("(3 rows)")
    (unknown,) = reading(read(text(rows))).unknown
    assert (unknown.count, unknown.row, unknown.nearest[0]) == (3, 2, "kp")


def test_a_name_of_several_is_not_guessed() -> None:
    for code in ("one", "two"):
        Actor.objects.create(code=code, name=f"Party {code}", kind="state")
        OtherName.objects.create(code=f"{code}--test", name="Westland", actor_id=code, language="en")
    (unknown,) = reading(read(text([with_(supplier="Westland")]))).unknown
    assert (unknown.several, unknown.nearest) == (True, ("one", "two"))


def test_a_name_can_be_mapped_or_left_out() -> None:
    row = with_(supplier="The neighbour", speaker="", place="")
    chosen = Choices(values={"supplier": {"The neighbour": "kp"}, "stage": {"shipped": "delivered"}})
    found = values(row, choices=chosen)
    assert (found["supplier"], found["stage"]) == ("kp", "delivered")
    left_out = Choices(values={"notes": {"gone": ""}})
    assert values(with_(notes="gone"), choices=left_out)["notes"] == ""


def test_several_names_in_one_cell() -> None:
    row = next(row for row in rows_of("events.csv") if ";" in row["actors"])
    names = "; ".join(Actor.objects.get(pk=code).name for code in row["actors"].split(";"))
    (found,) = read(text([{**row, "code": "new", "actors": names}]), of="events").rows
    assert found.values["actors"] == tuple(sorted(row["actors"].split(";")))


def test_a_record_may_be_named_before_it_is_written() -> None:
    content = b"code,name,kind,part_of\nxx,Elsewhere,state,yy\nyy,Its whole,bloc,\n"
    assert judged([read(content, of="actors")], status=Status.DRAFT).faults == ()


def test_names_differ_by_more_than_case_signs_and_accents() -> None:
    assert folded(" T\u00fcrkiye (Turkey) ") == folded("turkiye turkey")
    names = names_of([("us", "United States", ("U.S.", "USA")), ("gb", "United Kingdom", ())])
    assert names.codes("u.s.") == names.codes("UNITED STATES") == ("us",)
    assert names.codes("United") == ()


# --- What is told ---


def test_what_a_file_was_taken_for_is_told() -> None:
    rows = [with_(point="4,812,345", claimed_on="14.06.2024")]
    found = reading(read(text(rows, ";")))
    assert convention(found) == (
        "UTF-8, separated by semicolon, header in row 1, decimal point, thousands by comma, days as day, month, year."
    )
    assert list(open_words(found)) == []
    row = {**with_(point="1,234", claimed_on="03.07.2024", supplier="North Korea"), "mine": "a"}
    told = "\n".join(spoken(reading(read(text([row])))))
    for words in ("whether 1,234", "whether 03.04.2024", "not read: mine", "supplier: North Korea is read as kp"):
        assert words in told
