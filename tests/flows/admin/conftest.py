"""Who works in the admin."""

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client


@pytest.fixture
def editor(db: None) -> User:
    """Somebody who may view, add and change every record of the domain, and delete what is no claim."""
    user = User.objects.create_user("editor", password="a long password", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(content_type__app_label="flows"))
    return user


@pytest.fixture
def desk(editor: User) -> Client:
    """The editor's signed-in client."""
    client = Client()
    client.force_login(editor)
    return client
