"""Every address of the site."""

from __future__ import annotations

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.urls import include, path, reverse_lazy
from django.views.generic import RedirectView

from dashboard.pages.actor import actor
from dashboard.pages.balance import balance
from dashboard.pages.balance_years import balance_years
from dashboard.pages.by_claimant import by_claimant
from dashboard.pages.card import card
from dashboard.pages.changes import changes
from dashboard.pages.changes_feed import changes_feed
from dashboard.pages.chart import chart
from dashboard.pages.chart_files import chart_csv, chart_json, chart_metadata
from dashboard.pages.charts import charts
from dashboard.pages.claim import claim
from dashboard.pages.claimant import claimant
from dashboard.pages.compare import compare
from dashboard.pages.convert import convert
from dashboard.pages.data import data
from dashboard.pages.data_compare import data_compare
from dashboard.pages.days_of_fire import days_of_fire
from dashboard.pages.differ import differ
from dashboard.pages.disagree import disagree
from dashboard.pages.docs import docs, errors, idea, llms, reference
from dashboard.pages.drawing import drawing
from dashboard.pages.embed import embed, embed_resize
from dashboard.pages.event import event
from dashboard.pages.feed import feed
from dashboard.pages.figure import figure
from dashboard.pages.flow import flow
from dashboard.pages.flows import flows
from dashboard.pages.health import health
from dashboard.pages.images import card_of_chart, image
from dashboard.pages.indicators import indicators
from dashboard.pages.linked_data import claim_linked_data, dataset_linked_data
from dashboard.pages.methods import methods
from dashboard.pages.munition import munition
from dashboard.pages.oembed import oembed
from dashboard.pages.overview import overview
from dashboard.pages.pace import pace
from dashboard.pages.place import place
from dashboard.pages.rates import rates
from dashboard.pages.ratios import ratios
from dashboard.pages.reconcile import reconcile
from dashboard.pages.routes import routes
from dashboard.pages.search import search
from dashboard.pages.share import share
from dashboard.pages.sitemap import robots, sitemap, sitemap_part
from dashboard.pages.source import source
from dashboard.pages.sources import sources
from dashboard.pages.stories import stories_page, story_page
from dashboard.pages.things import actors, claimants, events, munitions, places
from dashboard.pages.version import version_of_all
from dashboard.pages.years import years

handler500 = "dashboard.pages.failed.failed"

urlpatterns = [
    # First: an address is tried against one pattern after the other, and the API is asked most.
    path("api/v1/", include("flows.api.urls")),
    path("", overview, name="overview"),
    path("flows/", flows, name="flows"),
    path("flows/<str:supplier>/<str:recipient>/<str:munition>/", flow, name="flow"),
    path("compare/", compare, name="compare"),
    path("compare/claims/", differ, name="differ"),
    path("balance/", balance, name="balance"),
    path("balance/years/", balance_years, name="balance_years"),
    path("convert/", convert, name="convert"),
    path("days-of-fire/", days_of_fire, name="days_of_fire"),
    path("reconcile/", reconcile, name="reconcile"),
    path("changes/", changes, name="changes"),
    path("changes/feed.atom", changes_feed, name="changes_feed"),
    path("search/", search, name="search"),
    path("years/", years, name="years"),
    path("ratios/", ratios, name="ratios"),
    path("rates/", rates, name="rates"),
    path("indicators/", indicators, name="indicators"),
    path("share/", share, name="share"),
    path("pace/", pace, name="pace"),
    path("routes/", routes, name="routes"),
    path("sources/", sources, name="sources"),
    path("sources/<str:code>/", source, name="source"),
    path("actors/", actors, name="actors"),
    path("actors/<str:code>/", actor, name="actor"),
    path("claimants/", claimants, name="claimants"),
    path("claimants/<str:code>/", claimant, name="claimant"),
    path("munitions/", munitions, name="munitions"),
    path("munitions/<str:code>/", munition, name="munition"),
    path("places/", places, name="places"),
    path("places/<str:code>/", place, name="place"),
    path("events/", events, name="events"),
    path("events/<str:code>/", event, name="event"),
    path("claims/<str:code>/", claim, name="claim"),
    path("claims/<str:code>/claim.jsonld", claim_linked_data, name="claim_linked_data"),
    path("disagree/", disagree, name="disagree"),
    path("disagree/by-claimant/", by_claimant, name="by_claimant"),
    path("stories/", stories_page, name="stories"),
    path("stories/<str:code>/", story_page, name="story"),
    path("methods/", methods, name="methods"),
    path("data/", data, name="data"),
    path("data/compare/", data_compare, name="data_compare"),
    path("data/dataset.jsonld", dataset_linked_data, name="dataset_linked_data"),
    path("docs/", docs, name="docs"),
    path("docs/ideas/<slug:name>/", idea, name="idea"),
    path("docs/errors/", errors, name="errors"),
    path("docs/reference/", reference, name="reference"),
    path("llms.txt", llms, name="llms"),
    path("charts/", charts, name="charts"),
    path("charts/<slug:slug>/", chart, name="chart"),
    path("charts/<slug:slug>/figure.json", figure, name="figure"),
    path("charts/<slug:slug>/figure.svg", drawing, name="drawing"),
    path("charts/<slug:slug>/figure.png", image, name="image"),
    path("charts/<slug:slug>/card.png", card_of_chart, name="card_of_chart"),
    path("card/<str:signed>.png", card, name="card"),
    path("charts/<slug:slug>/data.csv", chart_csv, name="chart_csv"),
    path("charts/<slug:slug>/data.json", chart_json, name="chart_json"),
    path("charts/<slug:slug>/metadata.json", chart_metadata, name="chart_metadata"),
    path("embed/resize.js", embed_resize, name="embed_resize"),
    path("embed/<slug:slug>/", embed, name="embed"),
    path("oembed/", oembed, name="oembed"),
    path("sitemap.xml", sitemap, name="sitemap"),
    path("sitemap-<int:section>.xml", sitemap_part, name="sitemap_part"),
    path("robots.txt", robots, name="robots"),
    path("feed.atom", feed, name="feed"),
    path("version/", version_of_all, name="version"),
    path("health/", health, name="health"),
    # One way to sign in, and one to change a password: both are throttled, and the admin's own are not.
    path("admin/login/", secure_admin_login(admin.site.login)),
    path("admin/password_change/", RedirectView.as_view(url=reverse_lazy("account_change_password"))),
    path("account/", include("dashboard.accounts.urls")),
    path("admin/", admin.site.urls),
]
