from django.apps import AppConfig


class FlowsConfig(AppConfig):
    """The domain: claims about munitions flows and what may be concluded from them."""

    name = "flows"
    verbose_name = "Munitions flows"
    default_auto_field = "django.db.models.BigAutoField"
