"""Django's own, but words that people read make no migration."""

from django.core.management.commands import makemigrations

from flows.management.autodetector import Wordless


class Command(makemigrations.Command):
    autodetector = Wordless
