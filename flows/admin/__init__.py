"""Data entry: Django's own admin, in which every write is one of `flows.actions`."""

from django.contrib import admin

from flows.admin import claims, geography, reference, stories, subjects

__all__ = ["claims", "geography", "reference", "stories", "subjects"]

admin.site.site_header = "Munitions Flows: data entry"
admin.site.site_title = "Munitions Flows"
admin.site.index_title = "Records"
