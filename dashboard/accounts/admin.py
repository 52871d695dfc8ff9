"""Accounts in the admin: who may change whom, and what is nobody's to see."""

from __future__ import annotations

from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib import admin, messages
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.http import HttpRequest

# The secrets of second factors are for the program alone, and no account needs an address.
admin.site.unregister(Authenticator)
admin.site.unregister(EmailAddress)
admin.site.unregister(User)

_BEYOND_ROLES = ("is_superuser", "user_permissions")


@admin.register(User)
class PersonAdmin(UserAdmin):
    """Django's own, in which nobody can give more than a role, or change who has more."""

    actions = ("remove_second_factor",)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """Only a superuser makes others superusers, or gives single permissions."""
        fields = tuple(super().get_readonly_fields(request, obj))
        return fields if _is_superuser(request) else (*fields, *_BEYOND_ROLES)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Whether somebody may change accounts; those of superusers only a superuser, its password included."""
        if obj is not None and obj.is_superuser and not _is_superuser(request):
            return False
        return super().has_change_permission(request, obj)

    @admin.action(description="Remove the second factor", permissions=["change"])
    def remove_second_factor(self, request: HttpRequest, accounts: QuerySet[User]) -> None:
        """For who lost a phone and the recovery codes: at the next sign-in they set up another."""
        theirs = accounts if _is_superuser(request) else accounts.filter(is_superuser=False)
        names = ", ".join(sorted(theirs.values_list("username", flat=True)))
        Authenticator.objects.filter(user__in=theirs).delete()
        for account in theirs:
            self.log_change(request, account, "Removed the second factor.")
        self.message_user(request, f"Removed: {names or 'nothing'}.", messages.SUCCESS)


def _is_superuser(request: HttpRequest) -> bool:
    return bool(request.user.is_active and getattr(request.user, "is_superuser", False))
