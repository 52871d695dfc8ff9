from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Our rules about accounts; it has no tables of its own."""

    name = "dashboard.accounts"
    verbose_name = "Accounts"
