"""A client of the API over the seeds."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

Get = Callable[..., Any]


@pytest.fixture
def get(client: Client, db: None) -> Get:
    """The JSON at an address under the API's root, which must answer 200: `get("shipments/", supplier="kp")`."""

    def get_(address: str, **query: Any) -> Any:
        response = client.get(f"/api/v1/{address}", query)
        assert response.status_code == 200, response.content
        assert response["Content-Type"] == "application/json"
        return response.json()

    return get_


@pytest.fixture
def refused(client: Client, db: None) -> Get:
    """The problem at an address that must not answer: `refused(404, "shipments/none/")`."""

    def refused_(status: int, address: str, **query: Any) -> Any:
        response = client.get(f"/api/v1/{address}", query)
        assert (response.status_code, response["Content-Type"]) == (status, "application/problem+json")
        problem = response.json()
        assert problem["status"] == status
        assert {"type", "title", "status", "detail", "instance"} <= set(problem)
        return problem

    return refused_
