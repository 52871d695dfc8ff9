"""Whether the instance in this container answers: `python -m dashboard.deploy.healthy` ends with 0 where it does."""

from __future__ import annotations

import os
import sys
from http.client import HTTPConnection, HTTPException


def main() -> None:
    """Ask as the proxy does, or the site would send us to https; ends with a reason where the answer is not 200."""
    host = os.environ.get("ALLOWED_HOSTS", "localhost").split(",")[0]
    site = HTTPConnection("127.0.0.1", int(os.environ.get("PORT", "8000")), timeout=4)
    try:
        site.request("GET", "/health/", headers={"Host": host, "X-Forwarded-Proto": "https"})
        answer = site.getresponse()
        said = answer.read().decode(errors="replace").strip()
    except (OSError, HTTPException) as error:
        sys.exit(f"no answer: {error}")
    sys.exit(0 if answer.status == 200 else f"{answer.status} {said}")


if __name__ == "__main__":
    main()
