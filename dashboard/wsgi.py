"""What the server loads."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dashboard.settings")

application = get_wsgi_application()

from dashboard.database.base import DatabaseWrapper  # noqa: E402 - not before the settings are known

DatabaseWrapper.may_create = False
