"""The size of a file before it is read, and any part of it: what polars and DuckDB ask for over HTTP."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from dashboard.middleware.ranges import _between, part

FILES = ("shipments.csv", "shipments.csv?supplier=kp", "flows.csv", "shipments.xlsx", "dataset.zip")


def answered(client: Client, address: str, method: str = "GET", **headers: str) -> tuple[Any, bytes]:
    """The answer and its content, its files closed as a server closes them."""
    answer: Any = client.generic(method, f"/api/v1/{address}", headers={**headers})
    content = answer.getvalue()
    for close in getattr(answer, "_resource_closers", ()):
        close()
    return answer, content


@pytest.mark.django_db
@pytest.mark.parametrize("file", FILES)
def test_a_file_tells_its_size_and_gives_any_part_of_it(client: Client, file: str) -> None:
    _, content = answered(client, file)
    told, _ = answered(client, file, "HEAD")
    assert (told.status_code, told["Content-Length"]) == (200, str(len(content)))
    assert told["Accept-Ranges"] == "bytes"
    end = len(content) - 1
    for asked, first, last in (("0-99", 0, 99), ("100-", 100, end), ("-7", end - 6, end)):
        cut, found = answered(client, file, Range=f"bytes={asked}")
        assert cut.status_code == 206
        assert cut["Content-Range"] == f"bytes {first}-{last}/{len(content)}"
        assert cut["Content-Length"] == str(last + 1 - first)
        if not file.endswith("xlsx"):
            # A workbook holds the moment at which it was made.
            assert found == content[first : last + 1]


@pytest.mark.django_db
def test_where_there_is_no_such_part_the_size_is_told(client: Client) -> None:
    size = answered(client, "shipments.csv", "HEAD")[0]["Content-Length"]
    refused, _ = answered(client, "shipments.csv", Range=f"bytes={size}-")
    assert (refused.status_code, refused["Content-Range"]) == (416, f"bytes */{size}")
    assert refused.json()["type"] == "http://testserver/docs/errors/#bad-range"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "headers"),
    [
        ("shipments.csv", {"Range": "bytes=0-9", "Accept-Encoding": "gzip"}),
        ("shipments.csv", {"Range": "bytes=0-9,20-29"}),
        ("shipments.csv", {"Range": "rows=0-9"}),
        ("shipments.csv", {"Range": "bytes=9-0"}),
        ("shipments.csv", {"Range": "bytes=0-9", "If-Range": '"older"'}),
        ("shipments/", {"Range": "bytes=0-9"}),
    ],
)
def test_what_is_not_cut_is_sent_whole(client: Client, address: str, headers: dict[str, str]) -> None:
    answer, content = answered(client, address, **headers)
    assert answer.status_code == 200
    assert len(content) > 10


@given(st.binary(max_size=40), st.integers(0, 50), st.integers(0, 50), st.integers(1, 7))
def test_a_part_of_chunks_is_the_part_of_the_whole(content: bytes, start: int, end: int, size: int) -> None:
    chunks = [content[at : at + size] for at in range(0, len(content), size)]
    assert b"".join(_between(chunks, start, end)) == content[start:end]


@given(st.integers(0, 60), st.one_of(st.none(), st.integers(0, 60)), st.integers(0, 50))
def test_a_part_lies_within_the_file(start: int, end: int | None, size: int) -> None:
    found = part(f"bytes={start}-{'' if end is None else end}", size)
    if end is not None and end < start:
        assert found is None
    else:
        assert found
        assert list(range(found[0], found[1] + 1)) == list(range(size))[start : _after(end)]


def _after(end: int | None) -> int | None:
    return None if end is None else end + 1
