"""`make bench-pages`: our pages beside a plain Dash page of the same chart, in one run, with the goals beside them."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import urllib.request
from collections.abc import Iterable
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.bench.browser.judge import CATEGORIES, PRESETS, Judged, judge
from tests.bench.browser.phone import Visit, visit
from tests.bench.browser.servers import dash_site, our_site
from tests.bench.browser.weights import ASKED_FOR, MOST, bundle, weight

CHART = "/charts/comparison/"
PAGES = ("/", "/flows/kp/ru/artillery-round/", "/compare/", CHART)
OUR_MARK = "svg.chart-drawing .mark :is(circle, path, rect)"
DASH_MARK = ".js-plotly-plot :is(path.point, .barlayer path)"
LEAST = {"desktop": (100, 100, 100, 100), "mobile": (98, 100, 100, 100)}
FASTER = 50
BLOCKING = 50
SHIFT = 0.001


def main() -> None:
    """Measure, print, and say which goals were missed."""
    missed: list[str] = []
    with tempfile.TemporaryDirectory() as scratch, our_site(Path(scratch)) as site:
        figure = Path(scratch) / "figure.json"
        with urllib.request.urlopen(f"{site}{CHART}figure.json") as answer:
            figure.write_bytes(answer.read())
        with dash_site(figure) as dash, sync_playwright() as playwright:
            browser = _chromium(playwright.chromium)
            theirs = visit(browser, dash, DASH_MARK)
            ours = {page: _best(visit(browser, site + page, OUR_MARK) for _ in range(3)) for page in PAGES}
            browser.close()
            beside = {device: judge(dash, device) for device in PRESETS}
        judged = {(page, device): judge(site + page, device, LEAST[device]) for page in PAGES for device in PRESETS}
        weights = {path: weight(site, path) for path in MOST}

    print("\n| page | device | " + " | ".join(CATEGORIES) + " | blocking ms | shift |")
    print("| --- | --- | " + "--: | " * (len(CATEGORIES) + 2))
    for (page, device), run in judged.items():
        print(f"| {page} | {device} | {_row(run)} |")
        short = [f"{n} {g}" for n, g, w in zip(CATEGORIES, run.scores, LEAST[device], strict=True) if g < w]
        missed += [f"{page} on {device}: {each}" for each in short]
        missed += [f"{page} on {device}: blocked {run.blocking:.0f} ms"] if run.blocking > BLOCKING else []
        missed += [f"{page} on {device}: shifted by {run.shift:.4f}"] if run.shift >= SHIFT else []
    for device, run in beside.items():
        print(f"| Dash, the chart of {CHART} | {device} | {_row(run)} |")

    print("\n| page on a slow phone | first mark ms | KB by then | Dash takes, times | messages | elsewhere |")
    print("| --- | --: | --: | --: | --: | --: |")
    for page, seen in ours.items():
        times = theirs.first_mark / seen.first_mark
        talk = f"{seen.messages} | {seen.elsewhere}"
        print(f"| {page} | {seen.first_mark:.0f} | {seen.kilobytes:.1f} | {times:.0f} | {talk} |")
        if page == CHART and times < FASTER:
            missed.append(f"{page}: Dash takes only {times:.0f} times as long")
        missed += [f"{page}: {seen.messages} messages, {seen.elsewhere} requests elsewhere"] * bool(
            seen.messages + seen.elsewhere
        )
    print(f"| Dash, the chart of {CHART} | {theirs.first_mark:.0f} | {theirs.kilobytes:.0f} | 1 | | |")

    print("\n| until all charts of a page are drawn | KB | at most |\n| --- | --: | --: |")
    for path, kilobytes in weights.items():
        print(f"| {path} | {kilobytes:.1f} | {MOST[path]} |")
        missed += [f"{path}: {kilobytes:.1f} KB"] * (kilobytes > MOST[path])
    for name, most in ASKED_FOR.items():
        print(f"| {name}, once a chart is touched | {bundle(name):.0f} | {most} |")
        missed += [f"{name}: {bundle(name):.0f} KB"] * (bundle(name) > most)

    print("\nEvery goal is met." if not missed else "\nNot met:\n- " + "\n- ".join(missed))
    sys.exit(bool(missed))


def _best(visits: Iterable[Visit]) -> Visit:
    return min(visits, key=lambda seen: seen.first_mark)


def _row(run: Judged) -> str:
    return " | ".join(map(str, run.scores)) + f" | {run.blocking:.0f} | {run.shift:.5f}"


def _chromium(kind: object) -> Browser:
    executable = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-headless-shell")
    flags = ["--disable-dev-shm-usage", *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    browser: Browser = kind.launch(executable_path=executable, args=flags)  # type: ignore[attr-defined]
    return browser


if __name__ == "__main__":
    main()
