"""The list of claims about flows as one writes it first, to measure against.

Every field by Django REST framework's serializer, the evidence by select_related, numbered pages. It is called
without the site around it, which is in its favour.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


def plain_list() -> Callable[[str], Any]:
    """What asks the plain list for an address like ``/?page_size=100&page=3``."""
    from rest_framework.pagination import PageNumberPagination
    from rest_framework.renderers import JSONRenderer
    from rest_framework.serializers import CharField, ModelSerializer
    from rest_framework.test import APIRequestFactory
    from rest_framework.viewsets import ModelViewSet

    from flows.models import Shipment

    class Pages(PageNumberPagination):
        page_size_query_param = "page_size"

    class ShipmentSerializer(ModelSerializer):
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
            exclude = ("recorded_at", "changed_at", "entered_by", "submitted_by", "approved_by", "review_note")

    class Shipments(ModelViewSet):
        queryset = Shipment.objects.select_related(
            "claimant", "supplier", "recipient", "munition", "source", "successor"
        ).order_by("-claimed_on", "-code")
        serializer_class = ShipmentSerializer
        pagination_class = Pages
        renderer_classes = (JSONRenderer,)

    view, factory = Shipments.as_view({"get": "list"}), APIRequestFactory()

    def ask(path: str) -> Any:
        response = view(factory.get(path)).render()
        assert response.status_code == 200
        return response

    return ask
