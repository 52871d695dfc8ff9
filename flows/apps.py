from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate

from flows import past, public_revisions, search_index, triggers


class FlowsConfig(AppConfig):
    """The domain: claims about munitions flows and what may be concluded from them."""

    name = "flows"
    verbose_name = "Munitions flows"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        post_migrate.connect(triggers.install_after_migrate, sender=self, dispatch_uid="flows.triggers")
        post_migrate.connect(public_revisions.install_after_migrate, sender=self, dispatch_uid="flows.public_revisions")
        pre_migrate.connect(past.remove_before_migrate, sender=self, dispatch_uid="flows.past.removed")
        post_migrate.connect(past.install_after_migrate, sender=self, dispatch_uid="flows.past")
        pre_migrate.connect(search_index.remove_before_migrate, sender=self, dispatch_uid="flows.search_index.removed")
        post_migrate.connect(search_index.install_after_migrate, sender=self, dispatch_uid="flows.search_index")
