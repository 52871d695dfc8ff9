"""The text of a document that somebody gives as a file: plain text, or the readable part of an HTML page."""

from __future__ import annotations

import re
from html import unescape

MOST_BYTES = 2_000_000
"""Of a file."""
MOST_CHARACTERS = 400_000
"""Of a text: some 60,000 words, the length of a long report."""

_CHARSET = re.compile(rb"""charset=["']?([A-Za-z0-9_-]{2,20})""")
_LOOKS_LIKE_HTML = re.compile(r"<(?:!doctype|html|head|body|p|div|article)\b", re.IGNORECASE)
_TAG_NAME = re.compile(r"/?[a-z0-9]+", re.IGNORECASE)
_UNREAD = ("script", "style", "noscript", "template", "svg")
_INLINE = frozenset(("a", "abbr", "b", "bdi", "cite", "code", "em", "font", "i", "mark", "q", "s", "small", "span"))
_INLINE |= frozenset(("strong", "sub", "sup", "time", "u", "wbr"))
_BREAK = "\0"


class UnreadableDocument(ValueError):
    """A document that cannot be checked; the message says why, and what can."""


def document_text(content: bytes) -> str:
    """The text of a file, of HTML without its tags, scripts and styles; UnreadableDocument for any other file.

    The encoding is UTF-8, or the one that the page names.
    """
    if len(content) > MOST_BYTES:
        raise UnreadableDocument(f"The file has {len(content):,} bytes; at most {MOST_BYTES:,}.")
    text = _decoded(content)
    return bounded_text(html_text(text) if _LOOKS_LIKE_HTML.search(text, 0, 5000) else text)


def bounded_text(text: str) -> str:
    """The text with one kind of line break; UnreadableDocument where it is empty or longer than `MOST_CHARACTERS`."""
    if len(text) > MOST_CHARACTERS:
        raise UnreadableDocument(f"The text has {len(text):,} characters; at most {MOST_CHARACTERS:,}.")
    text = text.replace("\r\n", "\n")
    if not text.strip():
        raise UnreadableDocument("There is no text in it.")
    return text


def html_text(page: str) -> str:
    """What a reader of a page sees, blocks as paragraphs. In one pass, whatever the page: it may be made to cost."""
    parts: list[str] = []
    unread = ""
    first, *pieces = page.split("<")
    parts.append(first)
    for piece in pieces:
        if unread == "!--":
            _, ends, text = piece.partition("-->")
            if ends:
                unread = ""
                parts.append(text)
            continue
        if piece.startswith("!--"):
            _, ends, text = piece[3:].partition("-->")
            unread = "" if ends else "!--"
            parts.append(text)
            continue
        found = _TAG_NAME.match(piece)
        name = found[0].lower() if found else ""
        if unread:
            if name != f"/{unread}":
                continue
            unread = ""
        if not name and not piece.startswith(("!", "?")):
            parts.append(f"<{piece}")
            continue
        tag, _, text = piece.partition(">")
        if name in _UNREAD and not tag.endswith("/"):
            unread = name
            continue
        parts.append("" if name.removeprefix("/") in _INLINE else _BREAK)
        parts.append(text)
    blocks = (" ".join(unescape(block).split()) for block in "".join(parts).split(_BREAK))
    return "\n\n".join(block for block in blocks if block)


def _decoded(content: bytes) -> str:
    named = _CHARSET.search(content[:2000])
    for encoding in ("utf-8-sig", named[1].decode() if named else ""):
        try:
            text = content.decode(encoding) if encoding else "\0"
        except (UnicodeDecodeError, LookupError):
            continue
        if "\0" not in text:
            return text
    raise UnreadableDocument(
        "The file is no text that can be read: give plain text or an HTML page, in UTF-8 or in the encoding it names."
    )
