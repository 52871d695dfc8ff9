"""The settings of the site for servers that drills start: static files by plain names, none need be collected."""

from dashboard.settings import *  # noqa: F403
from dashboard.settings import STORAGES

STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True
