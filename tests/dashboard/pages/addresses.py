"""The addresses that the tests of all pages walk: each kind of page once or more, as of today and of a past day."""

PAGES = (
    "/",
    "/?as_of=2024-03-01",
    "/?as_of=2021-01-01",
    "/flows/",
    "/flows/?supplier=kp&stage=shipped",
    "/flows/kp/ru/artillery-round/",
    "/flows/eu/ua/artillery-round/?as_of=2024-06-14",
    "/flows/ru/kp/tank/",
    "/compare/",
    "/compare/?left=kp/ru/container&right=eu/ua/artillery-round&as_of=2024-06-14",
    "/ratios/",
    "/ratios/?compared=guns",
    "/rates/",
    "/rates/?as_of=2023-01-01",
    "/routes/",
    "/sources/",
    "/sources/2024-06-14-close-the-sky-over-ukraine/",
    "/claims/rok-mnd-2024-06-14-shells/",
    "/claims/article-2024-06-14-almost-10-to-1/?as_of=2024-06-14",
    "/claims/ctx-nk-gdp-2022/",
    "/methods/",
    "/data/",
)
LOST = ("/nothing/", "/flows/kp/ru/artilery/", "/claims/rok-mnd-2024-06-14-shell/", "/sources/nothing/")
