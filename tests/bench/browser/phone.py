"""A page on a slow phone: Chromium held to a slow mobile network and a quarter of the processor.

The network is that of Lighthouse's "slow 4G": 150 ms for a round trip, 1.6 Mbit/s down, 0.75 Mbit/s up.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, ConsoleMessage, Request

SLOW_NETWORK = {
    "offline": False,
    "latency": 150,
    "downloadThroughput": 1.6 * 1024 * 1024 / 8,
    "uploadThroughput": 0.75 * 1024 * 1024 / 8,
}
SLOWER = 4
PHONE: dict[str, Any] = {
    "viewport": {"width": 412, "height": 823},
    "device_scale_factor": 1.75,
    "is_mobile": True,
    "has_touch": True,
}
# Asked before each frame: the first one in which a mark has a size is the first that shows it.
_LOOK = """(() => {
  const look = () => {
    const marks = [...document.querySelectorAll(%r)];
    if (marks.some((mark) => mark.getBoundingClientRect().width > 0)) window.__first_mark = performance.now();
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
})()"""
_LOADED = """() => performance.getEntriesByType("resource").map(e => [e.name, e.transferSize, e.responseEnd])
  .concat(performance.getEntriesByType("navigation").map(e => [e.name, e.transferSize, 0]))"""


@dataclass(frozen=True)
class Visit:
    """One visit: the first mark in milliseconds, kilobytes until it was there, requests elsewhere, messages."""

    first_mark: float
    kilobytes: float
    elsewhere: int
    messages: int


def visit(browser: Browser, address: str, mark: str) -> Visit:
    """Opens a page as a reader on the way does, with an empty cache, and waits for its first mark."""
    context = browser.new_context(**PHONE)
    page = context.new_page()
    requests: list[Request] = []
    messages: list[ConsoleMessage] = []
    # Playwright marks the functions that it is given, and a method of a list takes no mark.
    page.on("request", lambda request: requests.append(request))  # noqa: PLW0108
    page.on("console", lambda message: messages.append(message))  # noqa: PLW0108
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", SLOW_NETWORK)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.add_init_script(_LOOK % mark)
    page.goto(address, timeout=180_000)
    page.wait_for_function("() => window.__first_mark > 0", timeout=180_000)
    first = float(page.evaluate("() => window.__first_mark"))
    here = urlsplit(address).netloc
    weight = sum(size for _, size, ended in page.evaluate(_LOADED) if ended <= first)
    elsewhere = sum(urlsplit(request.url).netloc not in ("", here) for request in requests)
    context.close()
    return Visit(first, weight / 1024, elsewhere, len(messages))
