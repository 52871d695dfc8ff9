from django.apps import AppConfig
from django.db.models.signals import post_migrate

from flows.triggers import install_after_migrate


class FlowsConfig(AppConfig):
    """The domain: claims about munitions flows and what may be concluded from them."""

    name = "flows"
    verbose_name = "Munitions flows"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        post_migrate.connect(install_after_migrate, sender=self, dispatch_uid="flows.triggers")
