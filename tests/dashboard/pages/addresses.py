"""The addresses that the tests of all pages walk: each kind of page once or more, as of today and of a past day.

A chart that is not named here is walked as of today.
"""

from __future__ import annotations

from dashboard.pages.gallery import GALLERY

_PAGES = (
    "/",
    "/?as_of=2024-03-01",
    "/?as_of=2021-01-01",
    "/flows/",
    "/flows/?supplier=kp&stage=shipped",
    "/flows/kp/ru/artillery-round/",
    "/flows/kp/ru/artillery-round/?grade=B&as_of=2025-08-01",
    "/flows/eu/ua/artillery-round/?as_of=2024-06-14",
    "/flows/ru/kp/tank/",
    "/compare/",
    "/compare/claims/",
    "/convert/?large=266",
    "/days-of-fire/",
    "/balance/",
    "/balance/?received=ua-hur-skib-2024-02-nk&fired=ua-syrskyi-2024-08-20-h1,nato-2024-03-11-fire&by=month",
    "/balance/?side=ua&start=2023-01-01&end=2023-12-31&as_of=2024-06-14",
    "/reconcile/",
    "/changes/",
    "/changes/?from=2024-01-01&to=2024-03-01&flow=kp/ru/artillery-round",
    "/reconcile/?left=nato-2024-03-11-fire",
    "/disagree/",
    "/disagree/?claimant=kr-nis&recipient=ru&as_of=2025-08-01",
    "/years/",
    "/years/?supplier=kp&munition=container&as_of=2025-06-01",
    "/compare/?left=kp/ru/container&right=eu/ua/artillery-round&as_of=2024-06-14",
    "/ratios/",
    "/ratios/?compared=guns",
    "/rates/",
    "/rates/?as_of=2023-01-01",
    "/indicators/",
    "/indicators/?name=shell-unit-cost&as_of=2025-01-01",
    "/share/",
    "/share/?supplier=cz-initiative&side=ua&as_of=2026-01-31",
    "/pace/",
    "/pace/?flow=kp/ru/munition&claimant=kr-mnd",
    "/routes/",
    "/sources/",
    "/sources/2024-06-14-close-the-sky-over-ukraine/",
    "/claims/rok-mnd-2024-06-14-shells/",
    "/claims/article-2024-06-14-almost-10-to-1/?as_of=2024-06-14",
    "/claims/ctx-nk-gdp-2022/",
    "/methods/",
    "/data/",
    "/data/compare/",
    "/charts/",
    "/charts/comparison/?as_of=2024-03-01",
    "/charts/movement/",
    "/charts/compare/?left=us/ua/artillery-round",
    "/charts/ladder/?flow=kp/ru/missile",
    "/charts/stages/?flow=cz-initiative/ua/large-calibre-round",
    "/charts/span/?flow=eu/ua/artillery-round&stage=delivered",
    "/charts/evidence/?supplier=kp&as_of=2024-06-14",
    "/charts/supply/",
    "/charts/supply/?supplier=kp",
    "/charts/ratios/?compared=production",
    "/charts/rates-produced/?actor=eu",
)
_CHARTS = (f"/charts/{slug}/" for slug in GALLERY)
PAGES = (*_PAGES, *(path for path in _CHARTS if not any(page.startswith(path) for page in _PAGES)))
LOST = (
    "/nothing/",
    "/flows/kp/ru/artilery/",
    "/claims/rok-mnd-2024-06-14-shell/",
    "/sources/nothing/",
    "/charts/comparision/",
)
