"""Sources hold an archived copy, what became of their link, and what they are a duplicate of; a title may be missing."""

from django.db import migrations, models
from django.db.migrations import AddConstraint, AddField, AlterField
from django.db.models import CheckConstraint, F, Q

_FIELDS: dict[str, models.Field] = {
    "archived_url": models.CharField(blank=True, default="", max_length=1000),
    "archived_on": models.DateField(blank=True, null=True),
    "archive_sha256": models.CharField(blank=True, default="", max_length=64),
    "link_state": models.CharField(blank=True, default="", max_length=9),
    "link_checked_on": models.DateField(blank=True, null=True),
    "duplicate_of": models.ForeignKey(
        blank=True, null=True, on_delete=models.PROTECT, related_name="duplicates", to="flows.source"
    ),
}
_RULES = {
    "source_link_state_coded": Q(
        ("link_state__in", ("alive", "moved", "dead", "paywalled")), ("link_state", ""), _connector="OR"
    ),
    "source_archived_url_http": Q(
        ("archived_url__startswith", "https://"),
        ("archived_url__startswith", "http://"),
        ("archived_url", ""),
        _connector="OR",
    ),
    "source_duplicate_of_not_itself": Q(
        ("duplicate_of__isnull", True), Q(("duplicate_of", F("code")), _negated=True), _connector="OR"
    ),
    "source_archive_has_address": Q(
        Q(("archived_url", ""), _negated=True),
        Q(("archive_sha256", ""), ("archived_on__isnull", True)),
        _connector="OR",
    ),
    "source_link_state_has_day": Q(
        Q(("link_checked_on__isnull", True), ("link_state", "")),
        Q(Q(("link_state", ""), _negated=True), ("link_checked_on__isnull", False)),
        _connector="OR",
    ),
}


class Migration(migrations.Migration):
    dependencies = [("flows", "0016_evidence_checks")]

    operations = [
        *(AddField("source", name, field, preserve_default=not field.has_default()) for name, field in _FIELDS.items()),
        AlterField("source", "title", models.CharField(blank=True, max_length=400)),
        *(AddConstraint("source", CheckConstraint(condition=rule, name=name)) for name, rule in _RULES.items()),
    ]
