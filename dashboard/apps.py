from django.apps import AppConfig


class DashboardConfig(AppConfig):
    """The pages; it has no tables of its own."""

    name = "dashboard"
    verbose_name = "Munitions Flows"
