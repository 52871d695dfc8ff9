"""The text of a file: plain or HTML, in its encoding, bounded."""

from __future__ import annotations

import pytest

from flows.extraction.document_text import MOST_BYTES, MOST_CHARACTERS, UnreadableDocument, document_text, html_text

PAGE = """<!doctype html><html><head><title>A title</title><style>p { width: 48px }</style>
<script>var n = "4,800,000 <p>";</script></head><body><!-- 14 million <p> --><h1>Shells</h1>
<p>North Korea sent <b>4.8&nbsp;million</b>
shells&nbsp;&mdash; it is said.</p><noscript>99</noscript><p>5 &lt; 6</p><svg><text>77</text></svg></body></html>"""


def test_html_is_read_as_a_reader_sees_it() -> None:
    assert html_text(PAGE) == "A title\n\nShells\n\nNorth Korea sent 4.8 million shells — it is said.\n\n5 < 6"


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("Просто текст".encode(), "Просто текст"),
        ("\ufeffbegins with a mark".encode(), "begins with a mark"),
        ('<html><meta charset="windows-1251"><p>Снаряды'.encode("cp1251"), "Снаряды"),
        (b"one\r\ntwo", "one\ntwo"),
        (b"a < b and c <d", "a < b and c <d"),
    ],
)
def test_the_encoding_is_utf_8_or_the_one_named(content: bytes, text: str) -> None:
    assert document_text(content) == text


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "no text"),
        (b" \n\t", "no text"),
        (b"<html><script>alert(1)</script>", "no text"),
        (b"\xff\xfe\x00", "no text that can be read"),
        (b"PK\x03\x04\x00\x00", "no text that can be read"),
        ("Снаряды".encode("cp1251"), "no text that can be read"),
        (b"x" * (MOST_BYTES + 1), "at most 2,000,000"),
        (b"x" * (MOST_CHARACTERS + 1), "at most 400,000"),
    ],
)
def test_what_cannot_be_read_is_refused_in_words(content: bytes, why: str) -> None:
    with pytest.raises(UnreadableDocument, match=why):
        document_text(content)


@pytest.mark.parametrize("page", ["<script" * 50_000, "<!--" * 50_000, "<" * 200_000, "<a" * 100_000, "&" * 200_000])
def test_a_page_that_is_made_to_cost_is_read_in_one_pass(page: str) -> None:
    html_text(page)
