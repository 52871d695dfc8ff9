"""However many editors wait for a write, a thread is left for readers."""

from __future__ import annotations

from threading import Event, Thread
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from dashboard.middleware.desk_share import DeskShare


@pytest.mark.parametrize(("threads", "at_once"), [(4, 3), (2, 1), (1, 1)])
def test_one_thread_is_always_left(settings: Any, threads: int, at_once: int) -> None:
    settings.THREADS = threads
    inside, over = Event(), Event()
    waiting = 0

    def answer(request: HttpRequest) -> HttpResponse:
        nonlocal waiting
        if request.path.startswith("/admin/"):
            waiting += 1
            if waiting == at_once:
                inside.set()
            over.wait(20)
        return HttpResponse("ok")

    share, factory = DeskShare(answer), RequestFactory()
    editors = [Thread(target=share, args=(factory.post("/admin/flows/rate/add/"),)) for _ in range(at_once)]
    for editor in editors:
        editor.start()
    try:
        assert inside.wait(20)
        refused = share(factory.post("/account/login/"))
        assert (refused.status_code, refused["Retry-After"]) == (503, "5")
        assert "What you sent was not saved" in refused.content.decode()  # type: ignore[attr-defined]
        assert "was not saved" not in share(factory.get("/admin/")).content.decode()  # type: ignore[attr-defined]
        assert share(factory.get("/flows/")).status_code == 200
    finally:
        over.set()
        for editor in editors:
            editor.join()
    assert share(factory.post("/admin/flows/rate/add/")).status_code == 200


def test_an_error_gives_the_place_back(settings: Any) -> None:
    settings.THREADS = 2

    def fails(request: HttpRequest) -> HttpResponse:
        raise RuntimeError

    share = DeskShare(fails)
    for _ in range(3):
        with pytest.raises(RuntimeError):
            share(RequestFactory().get("/admin/"))
