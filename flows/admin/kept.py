"""What somebody enters is kept on the server until it is saved: for them alone, also where their session was lost.

Note 1: a form's script sends the fields while somebody types (`flows.actions.kept_forms`). A form that is sent after
the session ended comes from nobody: its fields wait in the new session, which signing in keeps, and are given back to
whoever the form was made for. The form says who that is, signed, so nobody else can leave anything here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

from django.contrib import admin
from django.contrib.auth.views import redirect_to_login
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils.datastructures import MultiValueDict
from django.utils.timezone import localtime

from flows.actions.kept_forms import KEPT_FOR, NotKept, drop, keep, kept
from flows.models import KeptForm

TAKE_UP = "_kept"
"""The parameter by which a form is opened with what was kept of it."""
_FOR = "_for"
_SALT = "flows.admin.kept"
_LOST = "lost_form"
"""Where a session holds what was sent after another one had ended."""
_NEVER = ("csrfmiddlewaretoken", "meant")


def entered_into(sent: QueryDict) -> dict[str, list[str]]:
    """The fields of a form as they were sent, without what the page itself puts there."""
    return {name: values for name, values in sent.lists() if not name.startswith("_") and name not in _NEVER}


class KeptForms(admin.ModelAdmin):
    """Keeps the forms of a table, and gives them back."""

    def get_urls(self) -> list[URLPattern]:
        """The table's own addresses, with those that keep a form before them."""
        view, name = self.admin_site.admin_view(self.keep_view), f"flows_{self.opts.model_name}_keep"
        urls = super().get_urls()
        for url in urls:
            if url.name in (f"flows_{self.opts.model_name}_add", f"flows_{self.opts.model_name}_change"):
                url.callback = _not_lost(url.callback)
        return [path("keep/", view, name=name), path("<path:object_id>/keep/", view, name=f"{name}_changed"), *urls]

    def keep_view(self, request: HttpRequest, object_id: str = "") -> HttpResponse:
        """Keeps the fields of a form, and says since when; or drops what was kept, and opens the form without it."""
        row = self.get_object(request, object_id) if object_id else None
        may = self.has_change_permission(request, row) if row is not None else self.has_add_permission(request)
        if not may or request.method != "POST" or (object_id and row is None):
            raise PermissionDenied
        if request.POST.get("_drop"):
            drop(self.kind_kept, object_id, request.user)
            return redirect(self._form_of(object_id))
        try:
            held = keep(self.kind_kept, object_id, entered_into(request.POST), request.user)
        except NotKept as error:
            return JsonResponse({"said": f"Not kept: {error}"}, status=422)
        return JsonResponse({"said": f"Kept at {localtime(held.at):%H:%M}, for you alone"})

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Django's own; of a form that came without a session what it held is kept first."""
        if TAKE_UP in request.GET and (lost := request.session.pop(_LOST, None)) and _is_for(lost["for"], request.user):
            keep(self.kind_kept, object_id or "", lost["values"], request.user)
        return super().changeform_view(request, object_id, *args, **kwargs)

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        """The table's form; with what was kept of it where that is asked for."""
        form = super().get_form(request, obj, change, **kwargs)
        held = self._taken_up(request, obj)
        return type(form.__name__, (form,), {"kept_values": held.values}) if held is not None else form

    def get_formset_kwargs(self, request: HttpRequest, obj: Any, inline: Any, prefix: str) -> Any:
        """Django's own; with the rows inside a record as they were kept, where that is asked for."""
        usual = super().get_formset_kwargs(request, obj, inline, prefix)
        held = self._taken_up(request, obj if obj and obj.pk else None)
        if held is not None and f"{prefix}-TOTAL_FORMS" in held.values:
            return {**usual, "data": MultiValueDict(held.values)}
        return usual

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        """Django's own, with where the form is kept, and what is kept of it already."""
        row = kwargs.get("obj")
        code, held = (row.pk if row is not None else ""), None
        if request.method == "GET":
            held = kept(self.kind_kept, code, request.user)
        name = f"admin:flows_{self.opts.model_name}_keep"
        asked = request.GET.copy()
        asked[TAKE_UP] = "1"
        keeping = {
            "keep_address": reverse(f"{name}_changed", args=[code]) if code else reverse(name),
            "kept": held,
            "is_taken_up": held is not None and TAKE_UP in request.GET,
            "take_up": f"{request.path}?{asked.urlencode()}",
            "made_for": signing.dumps(request.user.pk, salt=_SALT),
        }
        return super().render_change_form(request, {**context, **keeping}, *args, **kwargs)

    @property
    def kind_kept(self) -> str:
        """The table, as kept forms name it."""
        return str(self.opts.model_name)

    def _taken_up(self, request: HttpRequest, obj: Any) -> KeptForm | None:
        if request.method != "GET" or TAKE_UP not in request.GET:
            return None
        return kept(self.kind_kept, obj.pk if obj is not None else "", request.user)

    def _form_of(self, code: str) -> str:
        name = f"admin:flows_{self.opts.model_name}_"
        return reverse(f"{name}change", args=[code]) if code else reverse(f"{name}add")


def _not_lost(view: Callable[..., Any]) -> Callable[..., Any]:
    """The view of a form, which holds on to what comes after the session ended until its owner has signed in."""

    @wraps(view)
    def held(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        is_lost = request.method == "POST" and not request.user.is_authenticated
        if not is_lost or not _is_signed(request.POST.get(_FOR, "")):
            return view(request, *args, **kwargs)
        request.session[_LOST] = {"for": request.POST[_FOR], "values": entered_into(request.POST)}
        asked = request.GET.copy()
        asked[TAKE_UP] = "1"
        return redirect_to_login(f"{request.path}?{asked.urlencode()}", reverse("admin:login"))

    return held


def _is_for(signed: str, user: Any) -> bool:
    return bool(_owner(signed) == user.pk)


def _is_signed(signed: str) -> bool:
    return _owner(signed) is not None


def _owner(signed: str) -> Any:
    try:
        return signing.loads(signed, salt=_SALT, max_age=KEPT_FOR)
    except signing.BadSignature:
        return None


def one_by_one(fields: Mapping[str, Any], values: Mapping[str, list[str]]) -> dict[str, Any]:
    """What was kept, by the fields of a form: all values of one that takes several, the last of another."""
    return {
        name: found if getattr(field.widget, "allow_multiple_selected", False) else found[-1]
        for name, field in fields.items()
        if (found := values.get(name))
    }
