"""Lists, pages deep in a list, and totals, beside a plain list over the same tables; calls of tools beside the API."""

from __future__ import annotations

import sys

from tests.bench.measuring import Result, hand_over, in_turns, once

LIST = "/api/v1/shipments/?page_size=100"
TOTAL = "/api/v1/totals/?supplier={}&recipient=ru,ua&munition=artillery-round,missile,container"
_SHELLS = ("kp", "ru", "artillery-round")
_BOTH = {"left": "kp/ru/artillery-round", "right": "eu/ua/artillery-round"}
BRIEF = f"/api/v1/compare/brief/?left={_BOTH['left']}&right={_BOTH['right']}"
TOOLS: tuple[tuple[str, str, dict[str, str]], ...] = (
    (
        "flow",
        f"/api/v1/flows/{'/'.join(_SHELLS)}/",
        dict(zip(("supplier", "recipient", "munition"), _SHELLS, strict=True)),
    ),
    (
        "years",
        "/api/v1/years/?recipient=ua&munition=artillery-round",
        {"recipient": "ua", "munition": "artillery-round"},
    ),
    ("compare", BRIEF, _BOTH),
    (
        "claim",
        "/api/v1/shipments/rok-mnd-2024-06-14-shells/",
        {"code": "rok-mnd-2024-06-14-shells"},
    ),
)
SUPPLIERS = ("kp", "eu", "us", "cz-initiative", "ir", "kp.3")


def main(size: int) -> None:
    """Measure against a database of so many claims."""
    from tests.bench.site import ready

    ready(urls="tests.bench.plain")
    _lists(size)
    _deep(size)
    _totals(size)
    _compared(size)
    _talking(size)


def _lists(size: int) -> None:
    from tests.bench.plain import ADDRESS
    from tests.bench.site import asker, queries

    taken = in_turns(
        {
            "plain": asker(ADDRESS, cached=False),
            "uncached": asker(LIST, cached=False),
            "cached": asker(LIST),
        },
        rounds=10,
    )
    theirs, uncached, cached = taken["plain"], taken["uncached"], taken["cached"]
    hand_over(Result("api", "list of 100, plain viewset", size, f"{theirs.least:.1f} ms", theirs.least))
    hand_over(
        Result(
            "api",
            "list of 100, uncached",
            size,
            f"{uncached.least:.2f} ms, {theirs.least / uncached.least:.1f} times as fast",
            uncached.least,
            "5 times as fast",
            theirs.least >= 5 * uncached.least,
        )
    )
    hand_over(
        Result(
            "api",
            "list of 100, unchanged",
            size,
            f"{cached.least:.2f} ms, {theirs.least / cached.least:.0f} times as fast",
            cached.least,
            "20 times as fast",
            theirs.least >= 20 * cached.least,
        )
    )
    for name, figure in (("p50", uncached.middle), ("p99", uncached.high)):
        hand_over(Result("api", f"list of 100, {name}", size, f"{figure:.2f} ms", figure))
    counts = {queries(f"/api/v1/shipments/?page_size={rows}") for rows in (10, 100)}
    hand_over(
        Result(
            "api",
            "queries of a list of 10 and of 100",
            size,
            " and ".join(map(str, sorted(counts))),
            max(counts),
            "at most 2, the same",
            counts <= {1, 2} and len(counts) == 1,
        )
    )


def _deep(size: int) -> None:
    from tests.bench.plain import ADDRESS
    from tests.bench.site import asker

    row = size * 9 // 10
    taken = in_turns(
        {
            "plain": asker(f"{ADDRESS}&page={row // 100 + 1}", cached=False),
            "cursor": asker(f"{LIST}&cursor={_cursor_at(row)}", cached=False),
        },
        rounds=2,
        each=1,
    )
    ratio = taken["plain"].least / taken["cursor"].least
    goal = ("20 times as fast", ratio >= 20) if size >= 1_000_000 else ("", None)
    hand_over(
        Result(
            "api",
            "page at nine tenths of the list, by cursor",
            size,
            f"{taken['cursor'].least:.1f} ms, numbered {taken['plain'].least:.0f} ms: {ratio:.1f} times as fast",
            taken["cursor"].least,
            *goal,
        )
    )


def _totals(size: int) -> None:
    from django.db import connection

    from tests.bench.site import asker

    slowest = max(once(asker(TOTAL.format(code), cached=False, status=(200, 422))).least for code in SUPPLIERS)

    def naive() -> None:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT supplier_id, sum(coalesce(point, low, high)) FROM flows_shipment "
                "WHERE status = 'published' GROUP BY supplier_id"
            )
            cursor.fetchall()

    wrong = once(naive)
    hand_over(
        Result(
            "api",
            "total of a supplier, the slowest of six",
            size,
            f"{slowest:.1f} ms (adding up all rows, which is wrong: {wrong.least:.0f} ms)",
            slowest,
            "at most 40 ms",
            slowest <= 40,
        )
    )


def _compared(size: int) -> None:
    from tests.bench.plain import ADDRESS
    from tests.bench.site import asker

    brief = asker(BRIEF, cached=False)
    taken = in_turns({"plain": asker(ADDRESS, cached=False), "brief": brief}, rounds=10)
    theirs, ours = taken["plain"].least, taken["brief"].least
    hand_over(
        Result(
            "api",
            "comparison in brief, uncached",
            size,
            f"{ours:.1f} ms, {ours / theirs:.1f} times a plain list; {len(brief().content) / 1000:.0f} KB",
            ours,
            "at most 5 times a plain list",
            ours <= 5 * theirs,
        )
    )


def _talking(size: int) -> None:
    from tests.bench.site import asker, caller

    for tool, path, arguments in TOOLS:
        taken = in_turns({"api": asker(path, cached=False), "mcp": caller(tool, arguments)}, rounds=10)
        api, mcp = taken["api"].least, taken["mcp"].least
        hand_over(
            Result(
                "api",
                f"the tool {tool} at /mcp/, uncached",
                size,
                f"{mcp:.1f} ms, {mcp / api - 1:+.0%} of the same API call",
                mcp,
                "at most 10 % over it",
                mcp <= 1.1 * api,
            )
        )


def _cursor_at(row: int) -> str:
    from flows.models import Shipment
    from flows.queries.listing import _cursor

    code, day = Shipment.objects.order_by("-claimed_on", "-code").values_list("code", "claimed_on")[row - 1]
    return _cursor("n", "claimed_on", Shipment(code=code, claimed_on=day))


if __name__ == "__main__":
    main(int(sys.argv[1]))
