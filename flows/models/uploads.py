"""What an editor sent and has not confirmed yet.

Note 1: it lies in the database, where every worker finds it, and not in the cache, which may drop it between preview
and confirmation. There is one an editor, and it is of no use after an hour: so the table stays small whatever is sent.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone


class Upload(models.Model):
    """A file, or pasted cells, between preview and confirmation. ``digest`` is the SHA-256 of the content.

    ``choices`` are what its sender settled about how it is read.
    """

    by = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True, related_name="+")
    table = models.CharField(max_length=20)
    name = models.CharField(max_length=200)
    pasted = models.BooleanField()
    choices = models.JSONField(default=dict)
    content = models.BinaryField()
    digest = models.CharField(max_length=64)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.name}, not imported yet"


class KeptForm(models.Model):
    """What somebody entered into a form and has not saved yet, by its table and record: "" is a new one.

    ``values`` are the fields as the form would send them. It is of use for a week, and to nobody else.
    """

    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=20)
    code = models.CharField(max_length=80, blank=True)
    values = models.JSONField()
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        default_permissions = ()
        constraints = (models.UniqueConstraint(fields=["by", "kind", "code"], name="kept_form_once"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.code}, not saved yet".replace("  ", " ")


class FileReading(models.Model):
    """How files of one shape are read, kept by name for the next: which column fills what, which name means whom.

    ``headings`` are those of the file that it was made with, in the order of the alphabet.
    """

    table = models.CharField(max_length=20)
    name = models.CharField(max_length=80)
    headings = models.JSONField()
    choices = models.JSONField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        default_permissions = ()
        ordering = ("name",)
        constraints = (models.UniqueConstraint(fields=["table", "name"], name="file_reading_name_once"),)

    def __str__(self) -> str:
        return self.name
