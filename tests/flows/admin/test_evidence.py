"""A document is checked at the desk: pasted or sent, never fetched, never kept, by whoever reviews."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Group, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from flows.extraction.document_text import MOST_CHARACTERS
from flows.models import EvidenceCheck
from tests.flows.admin.test_paste import page as paste_page
from tests.flows.models.rows import SOURCE

pytestmark = pytest.mark.django_db

CLAIM = "rok-mnd-2024-06-14-shells"
TEXT = "North Korea sent Russia containers that could hold 4.8 million shells, Seoul said on 14 June 2024."


def page(source: str = SOURCE) -> str:
    return reverse("admin:flows_source_evidence", args=[source])


def test_the_form_of_a_document_leads_to_it(desk: Client) -> None:
    assert f'href="{page()}"' in desk.get(reverse("admin:flows_source_change", args=[SOURCE])).text


def test_a_pasted_text_is_checked_and_not_kept(desk: Client, editor: User) -> None:
    shown = desk.post(page(), {"text": TEXT}).text
    assert "holds the figure" in shown
    assert "<strong>does not hold it</strong>" in shown
    assert CLAIM in shown
    assert "4.8 million shells, Seoul said" in shown, "the form still has the text"
    assert EvidenceCheck.objects.get(claim=CLAIM).by == editor


@pytest.mark.parametrize("name", ["article.txt", "article.html"])
def test_a_file_is_checked(desk: Client, name: str) -> None:
    content = TEXT if name.endswith("txt") else f"<html><p>{TEXT}</p></html>"
    desk.post(page(), {"text": "", "file": SimpleUploadedFile(name, content.encode())})
    assert EvidenceCheck.objects.get(claim=CLAIM).figure_found == "found"


@pytest.mark.parametrize(
    ("cells", "why"),
    [
        ({"text": ""}, "Paste a text, or choose a file."),
        ({"text": TEXT, "file": True}, "Either a text or a file, not both."),
        ({"text": "x" * (MOST_CHARACTERS + 1)}, "at most 400,000"),
        ({"text": "", "file": b""}, "There is no text in it."),
        ({"text": "", "file": b"\x00"}, "no text that can be read"),
    ],
)
def test_bad_input_is_refused_in_words(desk: Client, cells: dict, why: str) -> None:
    if "file" in cells:
        cells = {**cells, "file": SimpleUploadedFile("a.txt", cells["file"] if cells["file"] is not True else b"text")}
    answer = desk.post(page(), cells)
    assert answer.status_code == 200
    assert why in answer.text
    assert not EvidenceCheck.objects.exists()


def test_a_file_that_is_too_large_is_not_stored(desk: Client) -> None:
    answer = desk.post(page(), {"text": "", "file": SimpleUploadedFile("a.txt", b"x" * 2_000_001)})
    assert "at most 2,000,000" in answer.text


def test_markup_in_a_text_stays_text(desk: Client) -> None:
    assert "<script>alert" not in desk.post(page(), {"text": f"<script>alert(1)</script> {TEXT}"}).text


def test_only_reviewers_check(client: Client) -> None:
    user = User.objects.create_user("member", is_staff=True)
    user.groups.add(Group.objects.get(name="editor"))
    client.force_login(user)
    assert client.get(page()).status_code == 403
    assert client.post(page(), {"text": TEXT}).status_code == 403
    assert page() not in client.get(reverse("admin:flows_source_change", args=[SOURCE])).text
    assert client.get(paste_page()).status_code == 200
    assert not EvidenceCheck.objects.exists()


def test_a_post_without_the_token_is_refused(editor: User) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(editor)
    assert strict.post(page(), {"text": TEXT}).status_code == 403
    assert not EvidenceCheck.objects.exists()


def test_a_document_that_is_not_there_is_not_found(desk: Client) -> None:
    assert desk.get(page("nothing")).status_code == 404
