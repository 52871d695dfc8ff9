"""The pages of the site and of the desk: warm, and uncached; how many queries each takes."""

from __future__ import annotations

import sys

from tests.bench.measuring import Result, hand_over, once

PAGES = {
    "overview": "/",
    "flow page": "/flows/kp/ru/artillery-round/",
    "claim": "/claims/rok-mnd-2024-06-14-shells/",
    "explorer": "/flows/",
    "conversion": "/convert/",
    "balance": "/balance/",
}
SEARCHES = {
    "search for a word that is nowhere": "/api/v1/search/?q=zyzzyva",
    "search for a common word": "/api/v1/search/?q=russia",
}
WITH_GOAL = ("overview", "flow page")
DESK = {
    "desk: start page": "/admin/",
    "desk: list of claims": "/admin/flows/shipment/",
    "desk: search for a word that is nowhere": "/admin/flows/shipment/?q=zyzzyva",
    "desk: search for a claimant": "/admin/flows/shipment/?q=kr-mnd",
    "desk: search for a code": "/admin/flows/shipment/?q=rok-mnd-2024-06-14",
    "desk: list of sources": "/admin/flows/source/",
    "desk: choosing the claim before": (
        "/admin/autocomplete/?app_label=flows&model_name=shipment&field_name=supersedes&term=rok-mnd"
    ),
}


def main(size: int) -> None:
    """Measure against a database of so many claims."""
    from tests.bench.site import asker, queries, ready

    ready()
    for name, path in PAGES.items():
        count = queries(path)
        warm, uncached = once(asker(path), each=5), once(asker(path, cached=False))
        goal = ("at most 25 ms", warm.least <= 25) if name in WITH_GOAL else ("", None)
        hand_over(Result("pages", f"{name}, warm", size, f"{warm.least:.2f} ms", warm.least, *goal))
        hand_over(Result("pages", f"{name}, uncached", size, f"{uncached.least:.0f} ms", uncached.least))
        hand_over(Result("pages", f"{name}, queries", size, str(count), count))
    for name, path in SEARCHES.items():
        taken, count = once(asker(path, cached=False)), queries(path)
        words = f"{taken.least:.0f} ms, {count} queries"
        hand_over(Result("pages", name, size, words, taken.least, "at most 50 ms", taken.least <= 50))
    client = _somebody()
    for name, path in DESK.items():
        taken = once(asker(path, client=client))
        words = f"{taken.least:.0f} ms, {queries(path, client)} queries"
        hand_over(Result("pages", name, size, words, taken.least, "under 500 ms", taken.least < 500))


def _somebody() -> object:
    from django.contrib.auth.models import User
    from django.test import Client

    somebody, _ = User.objects.get_or_create(username="bench", defaults={"is_superuser": True, "is_staff": True})
    client = Client()
    client.force_login(somebody)
    return client


if __name__ == "__main__":
    main(int(sys.argv[1]))
