"""A journalist takes a chart into an article: the pasted code, its height, its links; and the picture as PNG."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Page, expect

Publish = Callable[[str], str]


@pytest.fixture
def publish() -> Iterator[Publish]:
    """Puts a page on a host of its own, as an article elsewhere would be, and gives its address."""
    pages: list[bytes] = []

    class Article(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(pages[-1])

        def log_message(self, *_: object) -> None:
            """Nothing: the requests are no news."""

    server = ThreadingHTTPServer(("localhost", 0), Article)
    Thread(target=server.serve_forever, daemon=True).start()

    def put(body: str) -> str:
        pages.append(f"<!doctype html><title>Article</title><h1>Article</h1>{body}<p>After.</p>".encode())
        return f"http://localhost:{server.server_address[1]}/"

    yield put
    server.shutdown()
    server.server_close()


def test_a_chart_is_copied_into_an_article(open_page: Callable[..., Page], site: str, publish: Publish) -> None:
    page = open_page("/charts/movement/?as_of=2024-06-14", viewport={"width": 1280, "height": 900})
    code = page.locator("#embed-frozen").inner_text()
    assert f'src="{site}/embed/movement/?as_of=2024-06-14&amp;recorded=' in code
    # What the article asks of its own host is not a request of ours.
    article = open_page(None, complaints=True, viewport={"width": 700, "height": 900})
    article.goto(publish(code))
    frame = article.frame_locator("iframe")
    expect(frame.get_by_role("heading", name="one account rose")).to_be_visible()
    expect(frame.get_by_text("newer claims exist")).to_be_visible()
    wanted = frame.locator("html").evaluate("element => Math.ceil(element.getBoundingClientRect().height)")
    expect(article.locator("iframe")).to_have_attribute("height", str(wanted))
    with article.context.expect_page() as opened:
        frame.locator("svg.narrow a text.figure").first.click()
    assert "/claims/" in opened.value.url
    assert "as_of=2024-06-14" in opened.value.url


def test_no_other_page_can_be_framed(open_page: Callable[..., Page], site: str, publish: Publish) -> None:
    article = open_page(None, complaints=True)
    article.goto(publish(f'<iframe src="{site}/charts/"></iframe>'))
    article.wait_for_load_state("networkidle")
    assert article.frame_locator("iframe").get_by_role("heading", name="Charts").count() == 0


@pytest.mark.parametrize("width", [1096, 3288])
def test_a_chart_is_saved_as_png_with_its_day_in_the_name(
    open_page: Callable[..., Page], tmp_path: Path, width: int
) -> None:
    page = open_page("/charts/comparison/?as_of=2024-06-14")
    with page.expect_download() as saved:
        page.get_by_role("link", name=f"PNG, {width} px wide").click()
    assert saved.value.suggested_filename == f"munitions-flows-comparison-as-of-2024-06-14-{width}.png"
    target = tmp_path / "chart.png"
    saved.value.save_as(target)
    content = target.read_bytes()
    assert content.startswith(b"\x89PNG")
    assert int.from_bytes(content[16:20]) == width


def test_a_chart_among_others_is_saved_as_png_too(open_page: Callable[..., Page]) -> None:
    page = open_page("/rates/?as_of=2024-06-14")
    with page.expect_download() as saved:
        page.get_by_role("link", name="PNG").first.click()
    assert saved.value.suggested_filename == "munitions-flows-rates-fired-as-of-2024-06-14-1096.png"


def test_without_scripts_the_images_are_there_and_no_dead_button(open_page: Callable[..., Page]) -> None:
    page = open_page("/charts/comparison/", java_script_enabled=False)
    expect(page.get_by_role("link", name="PNG")).to_have_count(3)
    expect(page.get_by_role("button", name="Copy the sentence")).to_be_hidden()
    expect(page.get_by_role("link", name="SVG")).to_be_visible()
