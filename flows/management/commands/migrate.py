"""Django's own, but it asks for no migration where only words that people read changed."""

from django.core.management.commands import migrate

from flows.management.autodetector import Wordless


class Command(migrate.Command):
    autodetector = Wordless
