"""The reference page in a real browser, under the site's own content security policy."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from flows.api.views.document import document


def test_every_operation_can_be_read_and_one_be_tried(page: Page) -> None:
    response = page.goto("/api/v1/docs/")
    assert response is not None
    assert "script-src 'self'" in response.headers["content-security-policy"]
    expect(page.locator(".opblock")).to_have_count(len(document()["paths"]))

    operation = page.locator("#operations-timeline-get_timeline")
    operation.locator(".opblock-summary-control").click()
    operation.get_by_role("button", name="Try it out").click()
    operation.get_by_role("button", name="Execute").click()
    expect(operation.locator(".live-responses-table .response-col_status").last).to_contain_text("200")
    expect(operation.locator(".live-responses-table")).to_contain_text("rok-mnd-2024-06-14-shells")
