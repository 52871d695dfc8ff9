"""ODS and XLS are read in a process of their own, which a file can neither fill nor end for the site."""

import zlib
from base64 import b64decode
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

import pytest

from flows.importing import other_workbook
from flows.importing.choices import Choices
from flows.importing.files import Sheet
from flows.importing.upload import Sent, read_sent
from tests.flows.importing.workbooks import table

pytestmark = pytest.mark.django_db

OLD = zlib.decompress(
    b64decode(
        b"eNrtWE1oE0EUfrPJ5o823dRUaYWyFKxaiyBevLRbhdpTS/ViEUE32UVL0t2yCdh6sVpzFARPipdCL16qXvxBD3rzIFT0IAhCokdP"
        b"goKHJuubl9mQag8JaFGZb5k372fmzdudNzO7+3o9VV550FeBnzAKIaj5cYg06RiWeCBogHbf52xQx7D4Ev8U4jGcyIgKTztfRfkc"
        b"8vmugAL3wy+QAnzEcgbmYcp1bH0bcYxiMBmPYQQpgzuoSUIvRdVNNEt0B9F71PIZ0THSXCc6gm3L7DSsG1NDR0QWzygDZEsC9/uI"
        b"+rwnzSHogZc8iy/fYPW2Khz1Zs3832noD3fAKuC8TdiO7Zn5MqRxAlfhm68DfA1W6nNd6rdXzwD13zfro1vobyphgCXwz1GClzAh"
        b"q6H6IjSzRdcrbMAMbaq8YMusa9lYOeYcr3KzjqWi5BbtAubuwgJuzeP5gn3xgu3ZaCgUzaK9C2DStGw9s6ibju7mLX3ec8975tzB"
        b"BN/MafFrmxZ/Jy2KDqQWdBGfoqWhYRQbd7+8mcxMG2dJs0Rx1Y+FPfxOwIcrvAd2TpJFIcotQ8QfIHqVvO4mvo9oGhMa68HpHsEc"
        b"X6Y218g6iOMcJrw19jbx+5AvfT7xuL/0ydiP/NpE5VJ67Z2xAgN4TFnYn1/LMMyG2e1bHE+MoGZiC/lAtPeX7SSmaCJ2X5x9XVCF"
        b"BLEponWJPx3WkBTxrOpSCKWQ8MW28MXIV1i0Z+RLbUjcV6QhcV98ikaVbnhIj3Ws6WBOgISEhISEhISEhERLYOI1PSRe1FXxGRAV"
        b"/3WqWGryN8l/i5Pg4lXED9NxcLD2YLGt/NkJKgt8sRb7BP8LOU7h6B7kIENx5NrOX/yMY83303JH7fctoXbHr7UT5x8e/wcnyddv"
    )
)
MIME = "application/vnd.oasis.opendocument.spreadsheet"
NAMES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
)
MANIFEST = (
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{MIME}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
)
HEADER = ["code", "name", "kind", "notes"]
ROW = ["xx", "Elsewhere", "state", "By hand."]


def cell(value: object, more: str = "") -> str:
    if isinstance(value, str):
        return f'<table:table-cell office:value-type="string"{more}><text:p>{value}</text:p></table:table-cell>'
    return f'<table:table-cell office:value-type="float" office:value="{value}"{more}/>'


def ods(*rows: list[object], name: str = "actors", body: str = "") -> bytes:
    lines = "".join(f"<table:table-row>{''.join(map(cell, row))}</table:table-row>" for row in rows)
    content = (
        f'<?xml version="1.0"?><office:document-content {NAMES}><office:body><office:spreadsheet>'
        f'<table:table table:name="{name}">{lines}{body}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    target = BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", MIME, ZIP_STORED)
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", MANIFEST)
    return target.getvalue()


def read(content: bytes, choices: Choices | None = None) -> Sheet:
    return read_sent(table("actors"), Sent("a file", content), choices)


@pytest.mark.parametrize("content", [OLD, ods([*HEADER], [*ROW])])
def test_a_table_is_read_and_it_is_said_how(content: bytes) -> None:
    sheet = read(content)
    assert sheet.faults == ()
    assert [(row.line, row.cell("code"), row.cell("name")) for row in sheet.rows] == [(2, "xx", "Elsewhere")]
    assert sheet.reading is not None
    assert "as it was last computed" in sheet.reading.remarks[0]


def test_numbers_and_blank_rows_keep_their_places() -> None:
    content = ods(["A title"], [], ["code", "name", "calibre_mm", "kind"], ["xx", "X", 155, "state"])
    sheet = read(content)
    assert sheet.reading is not None
    assert sheet.reading.header == 3
    assert [row.line for row in sheet.rows] == [4]


def test_another_sheet_is_chosen_and_one_that_is_not_there_is_named() -> None:
    content = ods([*HEADER], [*ROW], name="Sheet 7")
    assert read(content, Choices(sheet="Sheet 7")).faults == ()
    assert read(content, Choices(sheet="other")).faults[0].allowed == ("Sheet 7",)


REPEATED = '<table:table-row table:number-rows-repeated="{}">{}</table:table-row>'


@pytest.mark.parametrize(
    "content",
    [
        ods([*HEADER], body=REPEATED.format(1_000_000, cell("x", ' table:number-columns-repeated="1000"'))),
        ods([*HEADER], body=REPEATED.format(30_000, cell("x"))),
        ods([*HEADER], body=REPEATED.format(1, cell("x", ' table:number-columns-repeated="1000"'))),
        ods([*HEADER], [*ROW])[:-200],
        OLD[:3000],
        OLD[:512] + b"\xff" * 5000,
        b"PK\x03\x04" + b"\0" * 26 + f"mimetype{MIME}".encode(),
    ],
)
def test_what_costs_too_much_or_is_broken_is_refused_and_never_raises(content: bytes) -> None:
    sheet = read(content)
    assert not sheet.readable
    assert sheet.faults[0].allowed


def test_a_file_that_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(other_workbook, "_SECONDS", 0.001)
    (fault,) = read(ods([*HEADER], [*ROW])).faults
    assert fault.message == "the file takes too long to read"
