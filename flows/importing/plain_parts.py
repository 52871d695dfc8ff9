"""The parts of a workbook in the one way that they are read here, whatever program wrote them.

Note 1: of the styles only the formats of numbers say anything about values. The rest is left out, so that an odd colour
or font does not stand in the way of a table.

Note 2: Strict Open XML is the same under other names; they are put back.
"""

from __future__ import annotations

from collections.abc import Mapping
from xml.parsers import expat
from xml.sax.saxutils import quoteattr

from flows.importing.bounds import LONGEST_CELL

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_STRICT = (
    (b"http://purl.oclc.org/ooxml/spreadsheetml/main", _MAIN.encode()),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
)
_STYLES = "xl/styles.xml"


def plain_parts(parts: Mapping[str, bytes]) -> dict[str, bytes]:
    """The same parts under the usual names, with styles that hold formats of numbers alone."""
    found = {}
    for name, part in parts.items():
        for strict, usual in _STRICT:
            part = part.replace(strict, usual)  # noqa: PLW2901
        found[name] = part
    if _STYLES in found:
        found[_STYLES] = _number_formats(found[_STYLES])
    return found


def _number_formats(styles: bytes) -> bytes:
    formats: list[str] = []
    cells: list[str] = []
    inside: list[str] = []

    def begin(tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(":")[2]
        number = attributes.get("numFmtId", "0")
        number = number if number.isdecimal() else "0"
        if name == "numFmt" and "formatCode" in attributes:
            code = quoteattr(attributes["formatCode"][:LONGEST_CELL])
            formats.append(f'<numFmt numFmtId="{number}" formatCode={code}/>')
        elif name == "xf" and inside and inside[-1] == "cellXfs":
            cells.append(f'<xf numFmtId="{number}" fontId="0" fillId="0" borderId="0" xfId="0"/>')
        inside.append(name)

    def end(_: str) -> None:
        inside.pop()

    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = begin, end
    parser.Parse(styles, True)
    plain = '<xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>'
    return (
        f'<styleSheet xmlns="{_MAIN}"><numFmts>{"".join(formats)}</numFmts><fonts><font/></fonts>'
        f"<fills><fill><patternFill/></fill></fills><borders><border/></borders><cellStyleXfs>{plain}</cellStyleXfs>"
        f"<cellXfs>{''.join(cells) or plain}</cellXfs></styleSheet>"
    ).encode()
