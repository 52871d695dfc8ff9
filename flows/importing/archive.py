"""A workbook's archive, bounded before anything of it is parsed.

Note 1: a workbook is XML in a zip file, and both can be made to cost a thousand times what they weigh. What the
archive says of its sizes is added up first; then every part is unpacked with a count of the bytes that really come,
and scanned with expat, which builds nothing. Only parts that passed are handed on, repacked: whatever reads the
workbook can meet nothing that was not counted. A document type is refused, and with it every entity.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from xml.parsers import expat

from flows.importing.bounds import MOST_BYTES, MOST_ELEMENTS, MOST_PARTS, MOST_UNPACKED
from flows.importing.lines import Unreadable

SIGNATURE = b"PK\x03\x04"
"""How every workbook begins."""
OLD_SIGNATURE = b"\xd0\xcf\x11\xe0"
"""How old and encrypted workbooks begin."""

_AT_ONCE = 65_536
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError)


def vetted(content: bytes) -> dict[str, bytes]:
    """The XML parts of a workbook by name. Raises Unreadable for whatever exceeds a bound or is no workbook."""
    if content.startswith(OLD_SIGNATURE):
        raise Unreadable("an old or encrypted workbook", allowed=("XLSX without a password", "CSV"))
    parts, elements = {}, 0
    for name, part in opened(content, "workbook"):
        if name.endswith((".xml", ".rels")):
            elements += _elements(name, part, MOST_ELEMENTS - elements)
            parts[name] = part
    return parts


def opened(content: bytes, what: str) -> Iterator[tuple[str, bytes]]:
    """Each part of an archive with its name, unpacked with a count of what comes; Unreadable for whatever exceeds a
    bound or cannot be opened. ``what`` it is called in sentences."""
    if len(content) > MOST_BYTES:
        raise Unreadable(f"the file has {len(content):,} bytes", allowed=(f"at most {MOST_BYTES:,}",))
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            yield from _parts(archive, what)
    except _BROKEN as error:
        if isinstance(error, Unreadable):
            raise
        raise Unreadable(f"the file is not a {what} that can be opened") from error


def packed(parts: dict[str, bytes]) -> io.BytesIO:
    """The parts as an archive again."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    target.seek(0)
    return target


def _parts(archive: zipfile.ZipFile, what: str) -> Iterator[tuple[str, bytes]]:
    members = archive.infolist()
    if len(members) > MOST_PARTS:
        raise Unreadable(f"the {what} has {len(members):,} parts", allowed=(f"at most {MOST_PARTS}",))
    if len({member.filename for member in members}) < len(members):
        raise Unreadable(f"two parts of the {what} have the same name")
    _bounded_size(sum(member.file_size for member in members), what)
    unpacked = 0
    for member in members:
        part = _unpacked(archive, member, MOST_UNPACKED - unpacked, what)
        unpacked += len(part)
        yield member.filename, part


def _unpacked(archive: zipfile.ZipFile, member: zipfile.ZipInfo, most: int, what: str = "workbook") -> bytes:
    part = bytearray()
    with archive.open(member) as packed_part:
        while chunk := packed_part.read(_AT_ONCE):
            part += chunk
            if len(part) > most:
                _bounded_size(MOST_UNPACKED + 1, what)
    return bytes(part)


def _bounded_size(size: int, what: str) -> None:
    if size > MOST_UNPACKED:
        raise Unreadable(f"the {what} unpacks to too much", allowed=(f"at most {MOST_UNPACKED:,} bytes",))


def _elements(name: str, part: bytes, most: int) -> int:
    """How many elements a part has; Unreadable where they are too many, or where it is not plain XML."""
    count = 0

    def begin(tag: str, attributes: dict[str, str]) -> None:
        nonlocal count
        count += 1
        if count > most:
            raise Unreadable("the workbook holds too many cells, styles or strings")

    def refuse(*_: object) -> None:
        raise Unreadable("a part of the workbook declares a document type", value=name)

    parser = expat.ParserCreate()
    parser.StartElementHandler = begin
    parser.StartDoctypeDeclHandler = refuse
    try:
        parser.Parse(part, True)
    except expat.ExpatError as error:
        raise Unreadable("a part of the workbook is not well-formed", value=name) from error
    return count
