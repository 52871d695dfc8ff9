"""Every address of the site."""

from __future__ import annotations

from django.contrib import admin
from django.urls import include, path

from dashboard.pages.claim import claim
from dashboard.pages.compare import compare
from dashboard.pages.convert import convert
from dashboard.pages.data import data
from dashboard.pages.days_of_fire import days_of_fire
from dashboard.pages.differ import differ
from dashboard.pages.drawing import drawing
from dashboard.pages.figure import figure
from dashboard.pages.flow import flow
from dashboard.pages.flows import flows
from dashboard.pages.health import health
from dashboard.pages.methods import methods
from dashboard.pages.overview import overview
from dashboard.pages.rates import rates
from dashboard.pages.ratios import ratios
from dashboard.pages.routes import routes
from dashboard.pages.source import source
from dashboard.pages.sources import sources

urlpatterns = [
    path("", overview, name="overview"),
    path("flows/", flows, name="flows"),
    path("flows/<str:supplier>/<str:recipient>/<str:munition>/", flow, name="flow"),
    path("compare/", compare, name="compare"),
    path("compare/claims/", differ, name="differ"),
    path("convert/", convert, name="convert"),
    path("days-of-fire/", days_of_fire, name="days_of_fire"),
    path("ratios/", ratios, name="ratios"),
    path("rates/", rates, name="rates"),
    path("routes/", routes, name="routes"),
    path("sources/", sources, name="sources"),
    path("sources/<str:code>/", source, name="source"),
    path("claims/<str:code>/", claim, name="claim"),
    path("methods/", methods, name="methods"),
    path("data/", data, name="data"),
    path("charts/<slug:slug>/figure.json", figure, name="figure"),
    path("charts/<slug:slug>/figure.svg", drawing, name="drawing"),
    path("health/", health, name="health"),
    path("admin/", admin.site.urls),
    path("api/v1/", include("flows.api.urls")),
]
