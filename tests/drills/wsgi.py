"""The site for drills: as in public, but static files by plain names, as no drill waits for them to be collected."""

from __future__ import annotations

import os

from django.conf import settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dashboard.settings")
settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}

from dashboard.wsgi import application  # noqa: E402

__all__ = ["application"]
