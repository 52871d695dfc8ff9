"""Archives that cost more than they weigh are refused before anything of them is parsed."""

import random
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.importing import archive
from flows.importing.lines import Unreadable
from flows.importing.upload import Sent, read_sent
from tests.flows.importing.seeds import rows_of
from tests.flows.importing.workbooks import of_rows, saved, table

SOUND = saved(of_rows("actors", rows_of("actors.csv")))


def zipped(**parts: bytes) -> bytes:
    target = BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED) as packed:
        for name, part in parts.items():
            packed.writestr(f"{name}.xml", part)
    return target.getvalue()


def refused(content: bytes) -> str:
    with pytest.raises(Unreadable) as refusal:
        archive.vetted(content)
    return refusal.value.message


def test_a_sound_workbook_passes_whole() -> None:
    parts = archive.vetted(SOUND)
    with ZipFile(archive.packed(parts)) as again, ZipFile(BytesIO(SOUND)) as before:
        assert {name: again.read(name) for name in again.namelist()} == {
            name: before.read(name) for name in before.namelist()
        }


def test_what_unpacks_to_too_much_is_refused_by_what_it_says() -> None:
    assert "unpacks to too much" in refused(zipped(a=b" " * 40_000_000, b=b" " * 40_000_000))


def test_what_unpacks_to_more_than_it_says_is_refused_by_what_comes() -> None:
    content = bytearray(zipped(a=b"<a>" + b" " * 1_000_000 + b"</a>"))
    size = (1_000_007).to_bytes(4, "little")
    assert content.count(size) == 2
    content = content.replace(size, (7).to_bytes(4, "little"))
    assert refused(bytes(content))


def test_a_count_is_kept_while_unpacking() -> None:
    with ZipFile(BytesIO(zipped(a=b" " * 200_000))) as packed:
        (member,) = packed.infolist()
        assert len(archive._unpacked(packed, member, 200_000)) == 200_000
        with pytest.raises(Unreadable, match="unpacks to too much"):
            archive._unpacked(packed, member, 199_999)


def test_too_many_parts_are_refused() -> None:
    assert "parts" in refused(zipped(**{f"part-{number}": b"<a/>" for number in range(201)}))


def test_two_parts_of_one_name_are_refused() -> None:
    target = BytesIO()
    with ZipFile(target, "w") as packed:
        packed.writestr("a.xml", "<a/>")
        with pytest.warns(UserWarning, match="Duplicate name"):
            packed.writestr("a.xml", "<b/>")
    assert "same name" in refused(target.getvalue())


def test_too_many_elements_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MOST_ELEMENTS", 1000)
    assert "too many" in refused(zipped(a=b"<a>" + b"<b/>" * 600 + b"</a>", c=b"<a>" + b"<b/>" * 600 + b"</a>"))


@pytest.mark.parametrize(
    "part",
    [
        b'<!DOCTYPE a [<!ENTITY b "bbbbbbbbbb">]><a>&b;</a>',
        b'<!DOCTYPE a SYSTEM "http://127.0.0.1/a.dtd"><a/>',
        '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE a><a/>'.encode("utf-16"),
    ],
)
def test_a_document_type_is_refused(part: bytes) -> None:
    assert "document type" in refused(zipped(a=part))


@pytest.mark.parametrize("content", [b"PK\x03\x04", archive.OLD_SIGNATURE + b"x" * 600, SOUND[:-400], SOUND[:600]])
def test_what_is_no_workbook_is_said(content: bytes) -> None:
    (fault,) = read_sent(table("actors"), Sent("a.xlsx", content)).faults
    assert fault.row == 0
    assert "workbook" in fault.message


def test_a_zip_file_that_is_no_workbook_is_said() -> None:
    (fault,) = read_sent(table("actors"), Sent("a.xlsx", zipped(a=b"<a/>"))).faults
    assert "workbook" in fault.message


@pytest.mark.django_db
@given(st.integers(0, 2**32))
def test_a_damaged_workbook_is_read_or_refused_and_never_raises(seed: int) -> None:
    chance = random.Random(seed)
    content = bytearray(SOUND)
    for _ in range(chance.randint(1, 20)):
        content[chance.randrange(len(content))] = chance.randrange(256)
    sheet = read_sent(table("actors"), Sent("a.xlsx", bytes(content)))
    assert sheet.rows or sheet.faults
