"""Answers travel compressed where the reader's program can read that, streams included."""

from __future__ import annotations

import gzip

import pytest
from django.test import Client

from flows.models import Shipment

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("path", ["/", "/api/v1/shipments/", "/api/v1/schema/"])
def test_an_answer_is_compressed_for_who_can_read_it(client: Client, path: str) -> None:
    plain = client.get(path)
    packed = client.get(path, headers={"accept-encoding": "gzip"})
    assert packed["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in packed["Vary"]
    assert not plain.has_header("Content-Encoding")
    assert len(packed.content) < len(plain.content) / 3
    assert len(gzip.decompress(packed.content)) == len(plain.content)


def test_a_table_is_streamed_compressed_and_whole(client: Client) -> None:
    packed = client.get("/api/v1/shipments.csv", headers={"accept-encoding": "gzip"})
    assert packed.streaming
    assert gzip.decompress(packed.getvalue()).count(b"\r\n") == 1 + Shipment.objects.count()
