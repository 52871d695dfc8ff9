"""What was taken over from other instances of the site: which instance had it, under which code, resting on what.

Note 1: a row is kept for each record that came in, with a digest of what it then said there. So a package that comes
again changes nothing, whatever editors here have made of its drafts; only what has changed there since is news.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone


class Received(models.Model):
    """One record of another instance, as it was when it last came: its table and its key there.

    ``source`` is the document there that a claim rested on. ``digest`` is of its values; ``package`` is the SHA-256 of
    the file that it came in, ``address`` where that package says that it was given out, and ``recorded`` the moment of
    the record there. ``withdrawn`` is the day on which that instance retracted it, once that has been followed here.
    Where it came here from another instance that had taken it over, ``via`` is that one.
    """

    instance = models.CharField(max_length=60)
    kind = models.CharField(max_length=20)
    code = models.CharField(max_length=90)
    source = models.CharField(max_length=80, blank=True)
    digest = models.CharField(max_length=64)
    package = models.CharField(max_length=64)
    address = models.CharField(max_length=500, blank=True)
    recorded = models.CharField(max_length=40, blank=True)
    withdrawn = models.DateField(null=True, blank=True)
    via = models.CharField(max_length=60, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        default_permissions = ()
        verbose_name_plural = "received"
        constraints = (
            models.UniqueConstraint(fields=["instance", "kind", "code"], name="received_once"),
            models.CheckConstraint(condition=~models.Q(instance=""), name="received_from_somewhere"),
        )
        indexes = (models.Index(fields=["code"], name="received_code"),)

    def __str__(self) -> str:
        return f"{self.code} of {self.instance}"
