"""Every setting, read from the environment or from one `.env` (see `.env.example`).

The defaults are the safe ones. What a public site cannot do without stops it at start, in one sentence.
"""

from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from dashboard.environment import Environment
from flows import subject

BASE_DIR = Path(__file__).resolve().parent.parent

env = Environment(BASE_DIR / ".env")

# --- This installation ---

# Plain http on 127.0.0.1, as `make run` serves it.
LOCAL = env.switch("LOCAL", default=False)
DEBUG = env.switch("DEBUG", default=False)

SECRET_KEY = env.text("SECRET_KEY")
KNOWN_KEY_WORDS = ("django-insecure", "change-me", "changeme", "secret-key")
if len(SECRET_KEY) < 50 or len(set(SECRET_KEY)) < 10 or any(word in SECRET_KEY.lower() for word in KNOWN_KEY_WORDS):
    raise ImproperlyConfigured(
        "SECRET_KEY is missing, too short or a known default: "
        "run `make .env`, or set it to at least 50 random characters."
    )
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"] if LOCAL else [])
if not ALLOWED_HOSTS:
    raise ImproperlyConfigured(
        "ALLOWED_HOSTS is empty, so every request would be refused: "
        "name the site's hosts in it, or set LOCAL=true for plain http on this machine."
    )
if any("*" in host or host.startswith(".") for host in ALLOWED_HOSTS):
    raise ImproperlyConfigured(
        "ALLOWED_HOSTS holds a wildcard, so whoever asks could choose the host that our links name: "
        "write out each host of the site."
    )
if DEBUG and not LOCAL:
    raise ImproperlyConfigured("DEBUG is on, so errors would show settings and code to everybody: turn it off.")

# How many proxies in front are ours: only their word on address and scheme is believed.
NUM_PROXIES = env.number("NUM_PROXIES", default=0)

# How many requests a worker answers at once, as `dashboard/deploy/serve` starts it: the desk leaves one to readers.
THREADS = env.number("THREADS", default=4, least=1)

# --- Applications ---

INSTALLED_APPS = [
    "dashboard.apps.DashboardConfig",
    "flows.apps.FlowsConfig",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.sitemaps",
    "django.contrib.messages",
    # Before staticfiles, so that the development server serves files the way the real one does.
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "corsheaders",
    "csp",
    # Signing in, second factors; after them our own rules, which take their tables out of the admin again.
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "dashboard.accounts.apps.AccountsConfig",
]

MIDDLEWARE = [
    "dashboard.middleware.stack.RoomOnTheStack",
    # Whatever reads these headers below, static files too, finds them as they are meant.
    "dashboard.middleware.accepted.Accepted",
    # Above everything that answers: redirects, refusals and static files carry the policy as well, since an SVG opened
    # by itself is a page.
    "csp.middleware.CSPMiddleware",
    "dashboard.middleware.headers.Headers",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # Below the static files, which lie compressed on the disk already and need nothing of what follows.
    "dashboard.middleware.subjects.Subjects",
    "dashboard.middleware.request_log.RequestLog",
    "corsheaders.middleware.CorsMiddleware",
    "dashboard.middleware.desk_share.DeskShare",
    "dashboard.middleware.rate_limit.RateLimit",
    "dashboard.middleware.agents.Agents",
    # Above the cache, which holds whole responses.
    "dashboard.middleware.ranges.Ranges",
    "dashboard.middleware.response_cache.ResponseCache",
    # Below the cache: a page that need not be computed costs next to nothing.
    "dashboard.middleware.rate_limit.PageLimit",
    # Compresses what is below it. It pads at random: the size of a response says nothing of a token in it.
    "django.middleware.gzip.GZipMiddleware",
    "dashboard.middleware.brotli.Brotli",
    "dashboard.middleware.digest.Digest",
    "dashboard.middleware.anonymous.Anonymous",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "dashboard.middleware.second_factor.SecondFactor",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "dashboard.middleware.merged.Merged",
]

ROOT_URLCONF = "dashboard.urls"
WSGI_APPLICATION = "dashboard.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]

# --- Data ---

# The folder of the CSV files that `load_seeds` loads, and of `subject.json`, which says what they are about.
SEEDS = Path(env.text("SEEDS", f"{BASE_DIR}/seeds")).resolve()
# Here, and not when the application is ready: lists of the vocabulary have codes of it, and tables the lists' codes.
subject.use(subject.read(SEEDS))


def database() -> dict[str, Any]:
    """The database that DATABASE_URL names, with what each engine needs to be safe under load."""
    # What another folder is about stands in a database of its own, in that folder.
    home = BASE_DIR if SEEDS == BASE_DIR / "seeds" else SEEDS
    config: dict[str, Any] = env.database("DATABASE_URL", default=f"sqlite:///{home / 'db.sqlite3'}")
    options: dict[str, Any] = config.setdefault("OPTIONS", {})
    pool_size = env.number("DATABASE_POOL_SIZE", default=0)
    # A connection that outlived its database is noticed by the next request, not by the next restart.
    config["CONN_HEALTH_CHECKS"] = True
    if config["ENGINE"] == "django.db.backends.sqlite3":
        config["ENGINE"] = "dashboard.database"
        # A transaction that begins as a reader cannot wait to become a writer, it fails at once: so each
        # takes the write lock first and waits for it. WAL lets readers go on meanwhile.
        options.setdefault("transaction_mode", "IMMEDIATE")
        options.setdefault("timeout", 20)
        options.setdefault("init_command", "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;")
        # Opening a file and running the pragmas costs more than most of our queries.
        config.setdefault("CONN_MAX_AGE", 60)
    elif pool_size:
        # As many as there are threads, so that who waits for one waits for a database that is not there; and tries that
        # fail are given up soon, or after a long outage the next would be as long in coming.
        options["pool"] = {"min_size": 1, "max_size": pool_size, "timeout": 3, "reconnect_timeout": 10}
    return config


DATABASES = {"default": database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- Counters and caches, none of them in the way of readers ---

# Where one machine counts. Beside its database, so that two sites on one machine count apart.
_DATABASE = DATABASES["default"]
_ON_SQLITE = _DATABASE["ENGINE"] == "dashboard.database"
_BESIDE = f"{_DATABASE['NAME']}.counters" if _ON_SQLITE and ":memory:" not in _DATABASE["NAME"] else ""
COUNTERS_DIR = Path(env.text("COUNTERS_DIR", _BESIDE or f"{BASE_DIR}/counters"))


def counters(name: str, **options: Any) -> dict[str, Any]:
    """A store of counters in a file of its own."""
    file = COUNTERS_DIR / f"{name}.sqlite3"
    return {"BACKEND": "dashboard.counters.store.CounterStore", "LOCATION": str(file), "OPTIONS": options}


def elsewhere(name: str, default: dict[str, Any]) -> dict[str, Any]:
    """The cache that a setting names, or the default; never one that waits for the database or for a server."""
    if not env.text(name):
        return default
    config = env.cache(name, default="")
    if config["BACKEND"].endswith(".DatabaseCache"):
        raise ImproperlyConfigured(
            f"{name} names the database itself, so readers would wait for whoever writes to it: "
            "leave it unset on one machine, or name a Redis."
        )
    if config["BACKEND"].endswith(".RedisCache"):
        for limit in ("socket_connect_timeout", "socket_timeout"):
            config.setdefault("OPTIONS", {}).setdefault(limit, 0.5)
    return config


CACHES: dict[str, dict[str, Any]] = {
    # Tries at passwords and codes, and codes that were used: nothing that readers do can push these out. On PostgreSQL
    # a table that readers never touch, since several machines count together; entries are dropped once they expire.
    "default": counters("security", timeout=2, durable=True)
    if _ON_SQLITE
    else {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "security_counters",
        "OPTIONS": {"MAX_ENTRIES": 1_000_000},
    },
    # How often readers ask, for all workers together.
    "readers": elsewhere("CACHE_URL", counters("readers", timeout=0.1)),
    # Keyed on the version of the data: each worker may have its own, and none can be stale.
    "responses": elsewhere(
        "RESPONSE_CACHE_URL",
        {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "responses"},
    ),
}
# Django's own limits are 300 entries and five minutes. A cache server evicts by its own rules. A response has 20 kB in
# the middle and half a megabyte at most.
if "redis" not in CACHES["responses"]["BACKEND"].lower():
    CACHES["responses"].setdefault("OPTIONS", {}).setdefault("MAX_ENTRIES", 400)
CACHES["responses"].setdefault("TIMEOUT", 3600)

# --- Files that outlive the program ---

# Where dated data packages are kept; they must outlive the program, so a site in public names a folder of its own.
RELEASES_DIR = Path(env.text("RELEASES_DIR", f"{BASE_DIR}/releases"))

# The DOI under which releases are deposited: in the citation of each.
RELEASE_DOI = env.text("RELEASE_DOI", "")

# Where `manage.py backup` writes, unless told otherwise.
BACKUPS_DIR = Path(env.text("BACKUPS_DIR", f"{BASE_DIR}/backups"))

# --- Language and time ---

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "UTC"
USE_I18N = True
USE_TZ = True

# --- Static files ---

STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
# Nothing links to a name without a hash, and such a file could not be cached for long.
WHITENOISE_KEEP_ONLY_HASHED_FILES = True

# --- Security ---

# Nothing from elsewhere, nothing inline. Images also from data: and blob:, or no chart could be saved.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"

SECURE_SSL_REDIRECT = not LOCAL
SECURE_HSTS_SECONDS = env.number("HSTS_SECONDS", default=0 if LOCAL else 365 * 24 * 3600)
SECURE_HSTS_INCLUDE_SUBDOMAINS = env.switch("HSTS_SUBDOMAINS", default=True)
SECURE_HSTS_PRELOAD = env.switch("HSTS_PRELOAD", default=False)
# To be on the browsers' own list is hard to undo: the owner of the domain decides it, not a default.
SILENCED_SYSTEM_CHECKS = ["security.W021"]
# A browser takes a cookie of this prefix only over https, from this host alone and for all of it.
COOKIE_PREFIX = "" if LOCAL else "__Host-"
SESSION_COOKIE_NAME = f"{COOKIE_PREFIX}session"
SESSION_COOKIE_SECURE = not LOCAL
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = env.number("SESSION_HOURS", default=12, least=1) * 3600
CSRF_COOKIE_NAME = f"{COOKIE_PREFIX}csrf"
CSRF_COOKIE_SECURE = not LOCAL
CSRF_COOKIE_HTTPONLY = True
MESSAGE_STORAGE = "dashboard.accounts.messages.HostCookie"
if NUM_PROXIES:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

AUTH_PASSWORD_VALIDATORS: list[dict[str, Any]] = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in (
        ("UserAttributeSimilarityValidator", {}),
        ("MinimumLengthValidator", {"min_length": 12}),
        ("CommonPasswordValidator", {}),
        ("NumericPasswordValidator", {}),
    )
]

# --- Accounts ---

# Whether who may enter the admin needs a second factor to do so.
REQUIRE_MFA = env.switch("REQUIRE_MFA", default=not LOCAL)

AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "admin:index"
LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_ADAPTER = "dashboard.accounts.adapter.LocalAccounts"
ACCOUNT_LOGIN_METHODS = {"username"}
# Nobody signs up; allauth checks all the same that what one signs in with is asked for.
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
# The browser forgets the session when it closes, the server after SESSION_HOURS.
ACCOUNT_SESSION_REMEMBER = False
# Counted for all workers together, where no reader can push the counts out: per address, per account ("key"), per who
# is signed in.
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "10/m/ip,5/5m/key",
    "reauthenticate": "10/m/user",
    "change_password": "5/m/user",
}
MFA_ADAPTER = "dashboard.accounts.second_factor.Encrypted"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Munitions Flows"
MFA_RECOVERY_CODES_SHOW_ONCE = True

# Other sites may read what is public, and only read it: no cookies, no other method.
CORS_URLS_REGEX = r"^/(?:api/|oembed/|(?:changes/)?feed\.atom$)"
CORS_ALLOW_ALL_ORIGINS = True
CORS_ALLOW_METHODS = ["GET", "HEAD"]
# What clients send with a question of their own accord: none of it is refused, whatever becomes of it.
CORS_ALLOW_HEADERS = [
    "accept",
    "cache-control",
    "content-type",
    "if-modified-since",
    "if-none-match",
    "pragma",
    "range",
    "x-requested-with",
]
CORS_EXPOSE_HEADERS = [
    "Accept-Ranges",
    "Content-Disposition",
    "Content-Range",
    "ETag",
    "Link",
    "RateLimit",
    "RateLimit-Policy",
    "Retry-After",
    "Unencoded-Digest",
    "X-Question",
]

# Everything else answers all readers alike: without cookies, and cached by whatever stands in front.
PRIVATE_PATHS = ("/admin/", "/account/")

# --- API ---

# For each reader, all workers together; 0 is no limit.
API_REQUESTS_A_MINUTE = env.number("API_REQUESTS_A_MINUTE", default=600)
# The same for pages that have to be computed: a tenth to a third of a second of a processor each.
PAGES_COMPUTED_A_MINUTE = env.number("PAGES_COMPUTED_A_MINUTE", default=120)

REST_FRAMEWORK = {
    # JSON alone: a browsable page would need inline scripts, and form parsers would be one more way in.
    "DEFAULT_RENDERER_CLASSES": ["flows.api.rendering.OrjsonRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    # Public and read-only: a wrong password costs the server more than it costs whoever sends it.
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.AllowAny"],
    "UNAUTHENTICATED_USER": None,
    "EXCEPTION_HANDLER": "flows.api.problems.handler",
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "NUM_PROXIES": NUM_PROXIES,
}

SPECTACULAR_SETTINGS = {
    "TITLE": "Munitions Flows",
    "DESCRIPTION": "Claims about munitions flows, each with who said it, where, when and on what basis.",
    "VERSION": "1.0.0",
    "OAS_VERSION": "3.1.0",
    "SERVE_INCLUDE_SCHEMA": False,
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "REDOC_DIST": "SIDECAR",
}

# --- Logging ---

LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"},
        "json": {"()": "dashboard.logs.JsonLine"},
    },
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": env.choice("LOG_FORMAT", ("line", "json"), default="line" if LOCAL else "json"),
        }
    },
    "root": {"handlers": ["console"], "level": env.choice("LOG_LEVEL", LOG_LEVELS, default="INFO")},
    # Django's own handlers would be silent, or write mail, once DEBUG is off.
    "loggers": {
        "django": {"handlers": [], "propagate": True},
        # A terminal shows what the reader of it does; a public site has its requests on record.
        "dashboard.requests": {"level": "WARNING" if LOCAL else "INFO"},
        # Scanners ask for every host there is; each would leave a traceback.
        "django.security.DisallowedHost": {"handlers": [], "propagate": False},
    },
}

# --- Errors, elsewhere ---

if SENTRY_DSN := env.web_address("SENTRY_DSN"):
    try:
        import sentry_sdk
    except ImportError:
        raise ImproperlyConfigured("SENTRY_DSN is set, but sentry-sdk is missing: pip install sentry-sdk.") from None
    # Errors alone, and of them nothing about who asked: no address, no cookie, no name.
    sentry_sdk.init(dsn=SENTRY_DSN, send_default_pii=False, traces_sample_rate=0, max_request_body_size="never")

env.refuse_unread()
