"""Workbooks: what leaves no doubt is read, everything else is refused with its cell."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from openpyxl import Workbook

from flows.importing.bounds import LONGEST_CELL, MOST_ABOVE, MOST_COLUMNS, MOST_ROWS
from flows.importing.choices import Choices
from flows.importing.faults import RowFault
from flows.importing.files import Sheet
from flows.importing.sheet_scan import letters
from flows.importing.upload import Sent, read_sent
from tests.flows.importing.seeds import rows_of
from tests.flows.importing.workbooks import first_sheet, of_rows, rewritten, saved, table, workbook

pytestmark = pytest.mark.django_db

NAME = "shipments"
ROW = next(row for row in rows_of("shipments.csv") if row["code"] == "rok-mnd-2024-06-14-shells")
COLUMNS = [column.name for column in table(NAME).columns]
SHEET = "xl/worksheets/sheet1.xml"


def read(book: Workbook | bytes, sheet: str = "") -> Sheet:
    content = book if isinstance(book, bytes) else saved(book)
    return read_sent(table(NAME), Sent("a.xlsx", content), Choices(sheet=sheet))


def only(book: Workbook | bytes, sheet: str = "") -> RowFault:
    (fault,) = read(book, sheet).faults
    return fault


def with_cell(column: str, value: Any, number_format: str = "") -> Workbook:
    book = of_rows(NAME, [ROW])
    cell = first_sheet(book).cell(2, COLUMNS.index(column) + 1)
    cell.value = value
    if number_format:
        cell.number_format = number_format
    return book


def test_a_row_of_true_days_and_numbers_is_read_as_its_text_would_be() -> None:
    sheet = read(of_rows(NAME, [ROW]))
    assert sheet.faults == ()
    (row,) = sheet.rows
    assert row.line == 2
    assert row.cells == {column.field: ROW[column.name] for column in table(NAME).columns}


@pytest.mark.parametrize(
    ("column", "value", "shown_as", "found", "words"),
    [
        ("high", "=2400000*2", "", "=2400000*2", "formula"),
        ("statement", '="a"&"b"', "", '="a"&"b"', "formula"),
        ("high", "#N/A", "", "#N/A", "error of the spreadsheet"),
        ("high", True, "", "TRUE", "truth value"),
        ("claimed_on", 45457, "General", "45457", "holds a number"),
        ("claimed_on", datetime.fromisoformat("2024-06-14 09:30"), "", "2024-06-14 09:30:00", "time of day"),
        ("claimed_on", time(9, 30), "", "09:30:00", "a time or a span"),
        ("claimed_on", timedelta(hours=30), "", "1900-01-01 06:00:00", "time of day"),
        ("claimed_on", 40, "yyyy-mm-dd", "1900-02-09", "spreadsheets disagree"),
        ("claimed_on", "03/04/24", "", "03/04/24", "could be several days"),
        ("high", date(2024, 6, 14), "", "2024-06-14", "holds a date"),
        ("high", 1.234, "", "1.234", "thousands or decimals"),
        ("high", "1,234,5", "", "1,234,5", "not a plain number"),
        ("high", -5, "", "-5", "not a plain number"),
        ("high", 1_234_567_890_123_456, "", "1234567890123456", "more digits than"),
        ("high", 4_800_000, '#,##0.0,," M"', "4800000", "shows another number"),
        ("factor", 4.8, "0%", "4.8", "shows another number"),
        ("statement", 2024, "", "2024", "holds a number"),
        ("high", 4.8, '0.0" million"', "4.8", "holds 4.8 and shows 4.8 million"),
        ("high", 350, '0"k"', "350", "holds 350 and shows 350k"),
        ("high", 3, '0"만"', "3", "shows 3만"),
        ("speaker", "Shin Won\u0455ik", "", "Shin Won\u0455ik", "mixes letters"),
    ],
)
def test_a_doubtful_cell_is_named(column: str, value: Any, shown_as: str, found: str, words: str) -> None:
    fault = only(with_cell(column, value, shown_as))
    assert (fault.row, fault.column, fault.value) == (2, column, found)
    assert words in fault.message


def test_a_formula_with_a_cached_value_is_still_a_formula() -> None:
    def computed(text: str) -> str:
        return text.replace("<v>4800000</v>", "<f>2400000*2</f><v>4800000</v>")

    fault = only(rewritten(saved(of_rows(NAME, [ROW])), SHEET, computed))
    assert (fault.column, fault.value) == ("high", "=2400000*2")


@pytest.mark.parametrize("shown_as", ["#,##0", "0.00", '0" rounds"', "[$-409]#,##0;-#,##0"])
def test_a_format_that_shows_the_number_itself_is_no_fault(shown_as: str) -> None:
    assert read(with_cell("high", 4_800_000, shown_as)).faults == ()


def test_merged_cells_are_named() -> None:
    book = of_rows(NAME, [ROW, ROW])
    first_sheet(book).merge_cells("B2:B3")
    fault = only(book)
    assert (fault.row, fault.value) == (2, "B2:B3")
    assert "merged" in fault.message


def test_a_title_over_several_cells_above_the_table_is_nobodys_fault() -> None:
    book = of_rows(NAME, [ROW])
    first_sheet(book).insert_rows(1)
    first_sheet(book).cell(1, 1).value = "A title"
    first_sheet(book).merge_cells("A1:H1")
    found = read(book)
    assert found.faults == ()
    assert [row.line for row in found.rows] == [3]


def rows() -> list[list[Any]]:
    return [COLUMNS, [ROW[name] or None for name in COLUMNS]]


def test_the_sheet_named_as_the_table_is_taken_and_ours_is_passed_over() -> None:
    assert read(workbook({"notes": [["something"]], NAME: rows()})).faults == ()
    assert read(workbook({"about": [["something"]], "any": rows()})).faults == ()
    assert read(workbook({"any": rows(), "empty": []})).faults == ()


def test_several_filled_sheets_have_to_be_told_apart() -> None:
    book = workbook({"old": rows(), "new": rows()})
    fault = only(book)
    assert (fault.row, fault.allowed) == (0, ("old", "new"))
    assert read(book, "new").faults == ()
    assert only(book, "other").value == "other"


def test_empty_rows_and_cells_without_a_value_are_nothing() -> None:
    book = of_rows(NAME, [])
    sheet = first_sheet(book)
    for place, name in enumerate(COLUMNS, 1):
        sheet.cell(5, place).value = ROW[name] or None
    sheet.cell(9, 40).number_format = "0.00"
    found = read(book)
    assert found.faults == ()
    assert [row.line for row in found.rows] == [5]


def test_a_cell_beside_the_columns_is_named_and_left_out() -> None:
    book = of_rows(NAME, [ROW])
    first_sheet(book).cell(2, len(COLUMNS) + 2).value = "beside"
    assert f"{letters(len(COLUMNS) + 2)}2: “beside” stands beside the table: not read." in remarks(book)


def test_a_hidden_sheet_is_read_only_where_it_is_asked_for() -> None:
    book = workbook({"Sheet1": rows(), NAME: [COLUMNS, [ROW[name] or None for name in COLUMNS]]})
    book.worksheets[1].cell(2, 1).value = "of-the-hidden-sheet"
    book.worksheets[1].sheet_state = "hidden"
    found = read(book)
    assert [row.cell("code") for row in found.rows] == [ROW["code"]]
    assert f"Hidden sheets are not read: {NAME}." in remarks(book)
    assert [row.cell("code") for row in read(book, NAME).rows] == ["of-the-hidden-sheet"]


@pytest.mark.parametrize(("hidden", "codes"), [("read", 2), ("skip", 1)])
def test_whether_a_hidden_row_is_read_is_asked(hidden: str, codes: int) -> None:
    book = of_rows(NAME, [ROW, {**ROW, "code": "hidden"}])
    first_sheet(book).row_dimensions[3].hidden = True
    fault = only(book)
    assert fault.message == "the spreadsheet hides row 3: say whether that is to be read"
    settled = read_sent(table(NAME), Sent("a.xlsx", saved(book)), Choices(hidden=hidden))
    assert (len(settled.rows), settled.faults) == (codes, ())


def test_whether_a_hidden_column_is_read_is_asked() -> None:
    book = of_rows(NAME, [ROW])
    first_sheet(book).column_dimensions[letters(COLUMNS.index("notes") + 1)].hidden = True
    assert "hides column" in only(book).message
    left_out = read_sent(table(NAME), Sent("a.xlsx", saved(book)), Choices(hidden="skip"))
    assert "notes" not in left_out.header


def test_an_escaped_letter_is_decoded_and_a_line_break_in_a_sentence_is_a_space() -> None:
    (row,) = read(with_cell("statement", "An official_x000D_ said so.")).rows
    assert row.cell("statement") == "An official said so."


def test_odd_styles_and_the_strict_form_stand_in_no_ones_way() -> None:
    content = saved(of_rows(NAME, [ROW]))
    for odd in (
        rewritten(content, "xl/styles.xml", lambda text: text.replace("<font>", '<font><family val="99"/>')),
        rewritten(content, "xl/styles.xml", lambda text: text.replace('theme="1"', 'rgb="zzz"')),
        strict(content),
    ):
        assert read(odd).faults == ()


def strict(content: bytes) -> bytes:
    for part in ("xl/workbook.xml", "xl/_rels/workbook.xml.rels", "_rels/.rels", "xl/styles.xml", SHEET):
        content = rewritten(
            content,
            part,
            lambda text: text.replace(
                "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
                "http://purl.oclc.org/ooxml/spreadsheetml/main",
            ).replace(
                "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
                "http://purl.oclc.org/ooxml/officeDocument/relationships",
            ),
        )
    return content


@pytest.mark.parametrize("shown_as", ["mmm-yy", "mmmm yyyy"])
def test_a_month_that_a_spreadsheet_made_a_day_of_is_a_month(shown_as: str) -> None:
    (row,) = read(with_cell("claimed_on", date(2024, 6, 1), shown_as)).rows
    assert (row.values["claimed_on"], row.values["date_precision"]) == (date(2024, 6, 1), "month")


def test_columns_that_are_unknown_are_left_out_and_named() -> None:
    book = of_rows(NAME, [ROW])
    first_sheet(book).cell(1, 2).value = "who"
    found = read(book)
    assert found.reading is not None
    assert [one.text for one in found.reading.ignored] == ["who"]
    assert "claimant" in {column.field for column in found.absent}


def remarks(book: Workbook) -> tuple[str, ...]:
    found = read(book).reading
    assert found is not None
    return found.remarks


@pytest.mark.parametrize(
    ("row", "column", "words"),
    [
        (MOST_ROWS + MOST_ABOVE + 1, 1, "too far down"),
        (2, MOST_COLUMNS + 1, "too far to the right"),
        (1_048_576, 16_384, "too far"),
    ],
)
def test_a_sheet_is_bounded_however_little_stands_in_it(row: int, column: int, words: str) -> None:
    book = of_rows(NAME, [ROW])
    first_sheet(book).cell(row, column).value = "x"
    assert words in only(book).message


def test_a_cell_is_bounded() -> None:
    fault = only(with_cell("notes", "x" * (LONGEST_CELL + 1)))
    assert (fault.row, fault.value) == (2, f"{letters(COLUMNS.index('notes') + 1)}2")


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace('<row r="2"', '<row r="1"'),
        lambda text: text.replace('r="B2"', 'r="A2"'),
        lambda text: text.replace('r="B2"', 'r="B7"'),
        lambda text: text.replace('r="B2"', 'r="B"'),
    ],
)
def test_rows_and_cells_out_of_order_are_refused(change: Callable[[str], str]) -> None:
    fault = only(rewritten(saved(of_rows(NAME, [ROW])), SHEET, change))
    assert "out of order" in fault.message


@pytest.mark.parametrize("value", ["NaN", "inf", "1e999", "four"])
def test_a_number_that_is_none_is_refused(value: str) -> None:
    content = rewritten(
        saved(of_rows(NAME, [ROW])), SHEET, lambda text: text.replace("<v>4800000</v>", f"<v>{value}</v>")
    )
    sheet = read(content)
    assert len(sheet.faults) == 1
    assert sheet.faults[0].message.startswith(("the workbook cannot be read", "the cell holds no finite number"))
