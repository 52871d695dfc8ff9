"""The settings of a site in public, read by a program of its own so that nothing of this one leaks in."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
KEY = "2p0xV7QmZ4kLr9TnWc6YbJd3FhSg8AeUi1oXtKq5RvNsMzPwBy"
ENVIRONMENT = {"LOCAL": "false", "SECRET_KEY": KEY, "ALLOWED_HOSTS": "flows.example", "NUM_PROXIES": "1"}
_READ = """
import json
from dashboard import settings
print(json.dumps({name: getattr(settings, name) for name in dir(settings) if name in %r}))
"""
READ = (
    "ALLOWED_HOSTS",
    "CONTENT_SECURITY_POLICY",
    "COOKIE_PREFIX",
    "CSRF_COOKIE_HTTPONLY",
    "CSRF_COOKIE_NAME",
    "CSRF_COOKIE_SECURE",
    "DEBUG",
    "REQUIRE_MFA",
    "SECURE_CROSS_ORIGIN_OPENER_POLICY",
    "SECURE_HSTS_INCLUDE_SUBDOMAINS",
    "SECURE_HSTS_PRELOAD",
    "SECURE_HSTS_SECONDS",
    "SECURE_REFERRER_POLICY",
    "SECURE_SSL_REDIRECT",
    "SESSION_COOKIE_HTTPONLY",
    "SESSION_COOKIE_NAME",
    "SESSION_COOKIE_SECURE",
    "X_FRAME_OPTIONS",
)


def run(*arguments: str, **changed: str) -> subprocess.CompletedProcess[str]:
    """Run Python in the environment of a site in public, with some of it changed."""
    kept = {name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "LANG")}
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env={**kept, **ENVIRONMENT, "PYTHONPATH": str(ROOT), **changed},
        capture_output=True,
        text=True,
        check=False,
    )


@cache
def production() -> dict[str, Any]:
    """What the settings hold that browsers see."""
    done = run("-c", _READ % (READ,))
    assert done.returncode == 0, done.stderr
    held: dict[str, Any] = json.loads(done.stdout)
    return held
