"""People of the desk, over HTTP, with what a browser would send."""

from __future__ import annotations

import re

import httpx

from tests.drills.serving import PASSWORD

CLAIMS = "/admin/flows/shipment/"
_CELLS = {
    "claimant": "kr-mnd",
    "source": "2024-06-14-close-the-sky-over-ukraine",
    "claimed_on": "2024-06-14",
    "date_precision": "day",
    "stance": "asserts",
    "statement": "A claimant said something.",
    "supplier": "kp",
    "recipient": "ru",
    "munition": "artillery-round",
    "stage": "shipped",
    "basis": "reported-count",
    "bound": "exact",
    "point": "1000",
    "temporal": "cumulative",
    "credibility": "3",
}


class Desk:
    """Somebody who is signed in; RuntimeError where an answer is not the one that is hoped for."""

    def __init__(self, client: httpx.Client, name: str) -> None:
        self.client = client
        client.get("/account/login/").raise_for_status()
        self._send("/account/login/?next=/admin/", {"login": name, "password": PASSWORD}, "Log out")

    def enter(self, code: str) -> None:
        """Enter a claim of that code as a draft, and submit it."""
        self._send(f"{CLAIMS}add/", {**_CELLS, "code": code, "notes": f"Entered as {code}."}, "was added")
        self._act("submit_selected", code, "1 claim submitted.")

    def approve(self, code: str) -> None:
        """Make somebody else's claim public."""
        words = self._act("approve_selected", code, "Approve 1 claim")
        seen = re.search(rf'name="seen-{re.escape(code)}"\s+value="([^"]+)"', words)
        self._act("approve_selected", code, "1 claim approved.", {f"seen-{code}": seen[1] if seen else ""})

    def _act(self, action: str, code: str, expected: str, more: dict[str, str] | None = None) -> str:
        return self._send(CLAIMS, {"action": action, "_selected_action": code, **(more or {})}, expected)

    def _send(self, path: str, cells: dict[str, str], expected: str) -> str:
        token = next((each.value for each in self.client.cookies.jar if each.name.endswith("csrf")), None) or ""
        # As a browser that came by https, where the site believes that it was https.
        scheme = self.client.headers.get("X-Forwarded-Proto", self.client.base_url.scheme)
        # The proxy that speaks https names the site without a port, as it stands on the usual one.
        port = None if self.client.base_url.scheme == "https" else self.client.base_url.port
        referer = self.client.base_url.copy_with(scheme=scheme, port=port).join(path)
        answer = self.client.post(
            path,
            data={**cells, "csrfmiddlewaretoken": token},
            headers={"Referer": str(referer)},
            follow_redirects=True,
        )
        if answer.status_code != 200 or expected not in answer.text:
            said = re.search(r"<h1[^>]*>(.*?)</h1>", answer.text, re.DOTALL)
            instead = said[1].strip() if said else answer.text[:80]
            raise RuntimeError(f"{path}: {answer.status_code}, without the words {expected!r}: {instead}")
        return answer.text
