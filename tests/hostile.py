"""Records whose every text field holds something that a careless page, file or spreadsheet would run."""

from __future__ import annotations

from typing import Any

from django.db import models as fields

from flows import models
from tests.flows.actions.people import published
from tests.flows.models.rows import VALID, insert

LONG = (
    '=HYPERLINK("https://x.example","y")"><img src=x onerror=alert(1)><script>alert(2)</script>'
    "]]>--></title></style></textarea><svg onload=alert(3)><a href='javascript:alert(4)'>{{ 7 }}{% now 'Y' %}"
)
MARKS = "\u202e\u2066"
"""What turns the direction of the text after it: no form and no import takes it."""
SHORT = '="><img src=x onerror=alert(1)>'
SHORTEST = '"><s>'
CODE = "hostile"
LINK = "https://x.example/?q=\"><script>alert(1)</script>&u='onmouseover=alert(1)"
_LEFT = {
    "code",
    "status",
    "iso_alpha3",
    "url",
    "archived_url",
    "archive_sha256",
    "alternative_group",
    "retraction_reason",
    "review_note",
}


def texts(model: type[fields.Model], number: int = 0) -> dict[str, str]:
    """A payload for each free text field of a table; ``number`` keeps two rows apart."""
    made: dict[str, str] = {}
    for field in model._meta.concrete_fields:
        free = isinstance(field, (fields.CharField, fields.TextField)) and not field.choices
        if not free or not field.editable or field.name in _LEFT or field.primary_key:
            continue
        room = field.max_length or 10_000
        payload = next(text for text in (LONG, SHORT, SHORTEST) if len(text) < room)
        made[field.name] = payload + (str(number) if len(payload) + 1 < room else "")
    return made


def put(model: type[fields.Model], code: str, number: int = 0, **values: Any) -> Any:
    """A row of reference, straight into its table."""
    return insert(model, **{**VALID[model], **texts(model, number), "code": code, **values})


def put_everything() -> None:
    """One of everything, the claims public by the usual way: drafted, submitted and approved."""
    put(models.Actor, "hostile-a", 1)
    put(models.Actor, "hostile-b", 2)
    put(models.Munition, CODE)
    put(models.Claimant, CODE)
    put(models.Source, CODE, url=LINK, archived_url=LINK)
    put(models.Place, CODE, actor_id="hostile-a", source_id=CODE, lat=42, lon=130, coordinate_basis="town")
    leg = {**VALID[models.Leg], **texts(models.Leg), "from_place_id": CODE, "source_id": CODE}
    insert(models.Leg, **leg)
    put(models.Event, CODE, source_id=CODE, place_id=CODE).actors.add("hostile-a")
    said = {"claimant_id": CODE, "source_id": CODE}
    parties = {"supplier_id": "hostile-a", "recipient_id": "hostile-b", "munition_id": CODE}
    claim(models.Shipment, "hostile-total", **said, **parties, words="")
    claim(models.Shipment, "hostile-words", **said, **parties, bound="unquantified", point=None, temporal="snapshot")
    claim(models.Shipment, "hostile-kp", **said, words="")
    claim(models.Rate, "hostile-rate", **said, actor_id="hostile-a", munition_id=CODE, place_id=CODE)
    claim(models.Ratio, "hostile-ratio", **said, favours_id="hostile-a", over_id="hostile-b", place_id=CODE)
    claim(models.Indicator, "hostile-indicator", **said, actor_id="hostile-a")


def claim(model: type[fields.Model], code: str, **values: Any) -> Any:
    """A public claim: entered, approved by another, and then given what no form would take, behind their backs."""
    made = published(model, **{**texts(model), "code": code, **values})
    model._default_manager.filter(pk=code).update(statement=LONG + MARKS, notes=LONG + MARKS)
    return made


FLOW = f"hostile-a/hostile-b/{CODE}"
PAGES = (
    "/",
    "/flows/",
    f"/flows/{FLOW}/",
    f"/compare/?left={FLOW}&right=kp/ru/artillery-round",
    "/compare/claims/?left=hostile-total&right=hostile-kp",
    "/claims/hostile-total/",
    "/claims/hostile-words/",
    "/claims/hostile-rate/",
    "/claims/hostile-ratio/",
    "/claims/hostile-indicator/",
    f"/sources/{CODE}/",
    "/actors/",
    "/actors/hostile-a/",
    "/claimants/",
    f"/claimants/{CODE}/",
    f"/events/{CODE}/",
    f"/munitions/{CODE}/",
    "/munitions/",
    "/events/",
    "/sources/",
    "/ratios/",
    "/rates/",
    "/indicators/",
    "/balance/years/",
    "/share/",
    "/pace/",
    "/routes/",
    "/data/",
    f"/charts/ladder/?flow={FLOW}",
    f"/charts/compare/?left={FLOW}&right=kp/ru/artillery-round",
    "/charts/evidence/?supplier=hostile-a",
    "/charts/supply/?supplier=hostile-a",
    "/charts/rates-fired/",
    "/charts/ratios/",
    "/charts/routes/",
    f"/embed/ladder/?flow={FLOW}",
)
FILES = (
    f"/charts/ladder/figure.svg?flow={FLOW}",
    f"/charts/ladder/figure.json?flow={FLOW}",
    f"/charts/ladder/data.csv?flow={FLOW}",
    f"/charts/ladder/data.json?flow={FLOW}",
    f"/charts/ladder/metadata.json?flow={FLOW}",
    "/charts/evidence/figure.svg?supplier=hostile-a",
    "/charts/evidence/figure.json?supplier=hostile-a",
    "/charts/routes/figure.svg",
    "/charts/routes/figure.json",
    "/charts/ratios/figure.svg",
    "/charts/ratios/figure.json",
    "/claims/hostile-total/claim.jsonld",
    "/data/dataset.jsonld",
    f"/oembed/?url=http%3A//testserver/charts/ladder/%3Fflow%3D{FLOW}",
    "/feed.atom",
    "/changes/feed.atom?from=2020-01-01",
    "/sitemap.xml",
    f"/api/v1/flows/{FLOW}/",
    f"/api/v1/compare/?left={FLOW}&right=kp/ru/artillery-round",
    f"/api/v1/timeline/?flow={FLOW}",
    *(
        f"/api/v1/{table}{form}"
        for table in ("shipments", "rates", "ratios", "indicators", "sources", "claimants", "actors", "munitions")
        for form in ("/", ".csv", ".xlsx")
    ),
    *(f"/api/v1/{table}{form}" for table in ("places", "routes", "events") for form in ("/", ".csv", ".xlsx")),
)
ADMIN = (
    "/admin/",
    "/admin/flows/shipment/",
    "/admin/flows/shipment/hostile-total/change/",
    "/admin/flows/shipment/hostile-total/review/",
    "/admin/flows/shipment/hostile-total/history/",
    "/admin/flows/rate/hostile-rate/review/",
    "/admin/flows/ratio/hostile-ratio/change/",
    "/admin/flows/indicator/hostile-indicator/review/",
    "/admin/flows/actor/",
    "/admin/flows/actor/hostile-a/change/",
    f"/admin/flows/source/{CODE}/change/",
    f"/admin/flows/place/{CODE}/change/",
    f"/admin/flows/event/{CODE}/change/",
    "/admin/flows/route/kp-sea-dunai/change/",
    "/admin/flows/claimant/",
)
