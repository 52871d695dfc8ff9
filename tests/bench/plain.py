"""The list of claims about flows as one writes it first, to measure against: an address of its own in the same site.

Every field by Django REST framework's serializer, the evidence by select_related, numbered pages. Whatever stands
around it, middleware and all, is what stands around our own list, so that requests are compared with requests.
"""

from __future__ import annotations

from django.urls import path
from rest_framework.pagination import PageNumberPagination
from rest_framework.renderers import JSONRenderer
from rest_framework.serializers import CharField, ModelSerializer
from rest_framework.viewsets import ModelViewSet

from dashboard import urls
from flows.models import Shipment

ADDRESS = "/api/plain/?page_size=100"


class Pages(PageNumberPagination):
    """Pages by number, as many rows each as asked for."""

    page_size_query_param = "page_size"


class ShipmentSerializer(ModelSerializer):
    """A claim with the names and the document that our own list gives, without the phrase and the addresses."""

    claimant_name = CharField(source="claimant.short_name")
    supplier_name = CharField(source="supplier.name")
    recipient_name = CharField(source="recipient.name")
    munition_name = CharField(source="munition.name")
    unit = CharField(source="munition.unit")
    publisher = CharField(source="source.publisher")
    source_title = CharField(source="source.title")
    source_link = CharField(source="source.url")
    reliability = CharField(source="source.reliability")
    superseded_by = CharField(source="successor.code", default=None)

    class Meta:
        model = Shipment
        exclude = (
            "recorded_at",
            "changed_at",
            "entered_by",
            "submitted_by",
            "submitted_at",
            "approved_by",
            "approved_at",
            "review_note",
        )


class Shipments(ModelViewSet):
    """The list."""

    queryset = Shipment.objects.select_related(
        "claimant", "supplier", "recipient", "munition", "source", "successor"
    ).order_by("-claimed_on", "-code")
    serializer_class = ShipmentSerializer
    pagination_class = Pages
    renderer_classes = (JSONRenderer,)


urlpatterns = [path("api/plain/", Shipments.as_view({"get": "list"})), *urls.urlpatterns]
