"""One settings file, read from the environment. `docs/operations.md` lists every variable.

Safe by default: without DEBUG the program refuses to start without a secret of its own, cookies are
Secure and HSTS is sent. `make run` says LOCAL_HTTP=1, which is for one machine without TLS.
"""

import os
from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured

from annotator import env, logs, look, oidc, policies, rest

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = Path(env.read_str(os.environ, "VAR_DIR") or BASE_DIR / "var")

# --- the run -----------------------------------------------------------------------------------
DEBUG = env.read_bool(os.environ, "DEBUG")
LOCAL_HTTP = env.read_bool(os.environ, "LOCAL_HTTP", default=DEBUG)
SITE_URL = env.read_str(os.environ, "SITE_URL", "http://127.0.0.1:8000").rstrip("/")
SITE_NAME = env.read_str(os.environ, "SITE_NAME", "Claim desk")

INSECURE_SECRET = "insecure-secret-for-development-only-never-in-production"  # noqa: S105
LEAST_SECRET = 32
OWN_HOSTS = ("localhost", "127.0.0.1", "[::1]")
SECRET_KEY = env.read_secret(os.environ, "SECRET_KEY") or (INSECURE_SECRET if DEBUG else "")
if not DEBUG and SECRET_KEY in {"", INSECURE_SECRET}:
    raise ImproperlyConfigured(
        "SECRET_KEY is not set. Give a long random string in SECRET_KEY, or a file in SECRET_KEY_FILE."
    )
if len(SECRET_KEY) < LEAST_SECRET:
    raise ImproperlyConfigured(f"SECRET_KEY is too short to be safe: {LEAST_SECRET} characters or more.")
SECRET_KEY_FALLBACKS = env.read_list(os.environ, "SECRET_KEY_FALLBACKS")

ALLOWED_HOSTS = env.read_list(os.environ, "ALLOWED_HOSTS", ",".join(OWN_HOSTS))
if "*" in ALLOWED_HOSTS:
    raise ImproperlyConfigured("ALLOWED_HOSTS must name the desk's hosts; * would take any name at all.")
if DEBUG and not set(ALLOWED_HOSTS) <= set(OWN_HOSTS):
    raise ImproperlyConfigured("DEBUG shows the program's insides, so it is for this machine's own hosts alone.")
CSRF_TRUSTED_ORIGINS = env.read_list(os.environ, "CSRF_TRUSTED_ORIGINS")

# --- what the desk decided ---------------------------------------------------------------------
QUORUM = env.read_int(os.environ, "QUORUM", 2, least=1)
SOLO_DESK = env.read_bool(os.environ, "SOLO_DESK")
HIDE_REVIEWER_NAMES = env.read_bool(os.environ, "HIDE_REVIEWER_NAMES", default=True)
SPLITTER = env.read_str(os.environ, "SPLITTER", "claims.splitting.split")
# Seconds that browsers and caches in between may keep a public page.
PUBLIC_MAX_AGE = env.read_int(os.environ, "PUBLIC_MAX_AGE", 60, least=0)
# Downloads of any length that one web process sends at once: each holds a thread, so fewer than it has.
DOWNLOADS_AT_ONCE = env.read_int(os.environ, "DOWNLOADS_AT_ONCE", 4, least=1)
# And how many of them for one person: half, so that there is room for others.
DOWNLOADS_PER_PERSON = env.read_int(os.environ, "DOWNLOADS_PER_PERSON", max(1, DOWNLOADS_AT_ONCE // 2), least=1)
MAX_TEXT_LENGTH = env.read_int(os.environ, "MAX_TEXT_LENGTH", 1_000_000, least=1)
SPLIT_INLINE_LENGTH = env.read_int(os.environ, "SPLIT_INLINE_LENGTH", 20_000, least=0)

# --- pages and documents of others -------------------------------------------------------------
FETCH_PORTS = [int(port) for port in env.read_list(os.environ, "FETCH_PORTS", "80,443")]
FETCH_BODY_LIMIT = env.read_int(os.environ, "FETCH_BODY_LIMIT", 5_000_000, least=1_000)
# Lets fetches through to this very machine: for trials and tests, never for a desk that people use.
FETCH_ALLOW_LOOPBACK = env.read_bool(os.environ, "FETCH_ALLOW_LOOPBACK")
MAX_UPLOAD_SIZE = env.read_int(os.environ, "MAX_UPLOAD_SIZE", 20_000_000, least=1_000)
# Whether a cited page is kept when a review cites it, and after how many days it is looked at again (0: never).
SNAPSHOT_ON_REVIEW = env.read_bool(os.environ, "SNAPSHOT_ON_REVIEW")
# After how many days superseded captures go that no review or verdict rests on (0: never).
SNAPSHOT_SUPERSEDED_DAYS = env.read_int(os.environ, "SNAPSHOT_SUPERSEDED_DAYS", 0, least=0)
SNAPSHOT_RECHECK_DAYS = env.read_int(os.environ, "SNAPSHOT_RECHECK_DAYS", 0, least=0)

# --- parts -------------------------------------------------------------------------------------
INSTALLED_APPS = [
    "unfold",
    "unfold.contrib.filters",
    "annotator.accounts",
    "claims",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "django_htmx",
    "django_tasks_db",
    "django_filters",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
]

MIDDLEWARE = [
    "annotator.middleware.RequestIdMiddleware",
    "annotator.middleware.ProbesMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "annotator.streams.StreamsMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "annotator.middleware.ContentPolicyMiddleware",  # inside: the one above reads what it leaves
    "annotator.middleware.PublicPagesMiddleware",  # outside whatever reads a cookie
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "annotator.accounts.second_factor.SecondFactorMiddleware",
    "annotator.middleware.PrivateCacheMiddleware",
]

ROOT_URLCONF = "annotator.urls"
CSRF_FAILURE_VIEW = "annotator.errors.csrf_failure"
WSGI_APPLICATION = "annotator.wsgi.application"
ASGI_APPLICATION = "annotator.asgi.application"

FORM_RENDERER = "claims.web.forms.pointing.Renderer"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.csp",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "annotator.context.desk",
            ],
        },
    },
]

# --- database ----------------------------------------------------------------------------------
DATABASE_URL = env.read_str(os.environ, "DATABASE_URL") or f"sqlite:///{VAR_DIR / 'desk.sqlite3'}"
DATABASES = {"default": env.read_database(DATABASE_URL)}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    if DATABASES["default"]["NAME"] != ":memory:":
        Path(DATABASES["default"]["NAME"]).parent.mkdir(parents=True, exist_ok=True)
    # IMMEDIATE takes the write lock when a transaction starts: SQLite has no row locks, so this is
    # what keeps "read the reviews, then decide" correct when two reviewers submit at once.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 5,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
    }
else:
    DATABASES["default"]["CONN_MAX_AGE"] = env.read_int(os.environ, "CONN_MAX_AGE", 60, least=0)
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# redis:// or amqp:// hands background work to Celery, for several machines; empty: the database does it.
TASK_BROKER_URL = env.read_secret(os.environ, "TASK_BROKER_URL")
TASKS: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}
    if not TASK_BROKER_URL
    else {
        "BACKEND": "django_tasks_celery.CeleryBackend",
        "QUEUES": ["default"],
        "OPTIONS": {"CELERY_APP": "annotator.celery.app"},
    }
}

REDIS_URL = env.read_str(os.environ, "REDIS_URL")
SHARED_CACHE = {"BACKEND": "annotator.cache.SharedCache", "LOCATION": REDIS_URL}
CACHES = {"default": SHARED_CACHE if REDIS_URL else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

# --- people ------------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "annotator.accounts.adapter.ClosedAdapter"
ACCOUNT_FORMS = {"login": "annotator.accounts.forms.SignInForm"}
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_SESSION_REMEMBER = None
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ALLAUTH_TRUSTED_PROXY_COUNT = env.read_int(os.environ, "TRUSTED_PROXY_COUNT", 0, least=0)
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
# A passkey alone opens the account: it is what one has, and what one is or knows, at once.
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = LOCAL_HTTP
USERSESSIONS_TRACK_ACTIVITY = False
# Editors and admins set up a second factor before anything else.
SECOND_FACTOR_REQUIRED = env.read_bool(os.environ, "SECOND_FACTOR_REQUIRED")
# Signing in by an OpenID Connect server too; OIDC_ROLE lets people in whom the desk does not know.
OIDC_SERVER_URL = env.read_str(os.environ, "OIDC_SERVER_URL").rstrip("/")
OIDC_CLIENT_ID = env.read_str(os.environ, "OIDC_CLIENT_ID")
OIDC_CLIENT_SECRET = env.read_secret(os.environ, "OIDC_CLIENT_SECRET")
OIDC_NAME = env.read_str(os.environ, "OIDC_NAME", "OpenID Connect")
OIDC_ROLE = env.read_choice(os.environ, "OIDC_ROLE", "", ("", "reader", "reviewer"))
SOCIALACCOUNT_PROVIDERS = oidc.providers(OIDC_SERVER_URL, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET, OIDC_NAME)
SOCIALACCOUNT_ADAPTER = "annotator.accounts.adapter.OutsideAdapter"
TOKEN_LIFETIME_DAYS = env.read_int(os.environ, "TOKEN_LIFETIME_DAYS", 90, least=1)

# --- languages, time ---------------------------------------------------------------------------
LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("fr", "Français")]
LOCALE_PATHS = [BASE_DIR / "claims" / "locale"]
TIME_ZONE = "UTC"
USE_I18N = True
USE_TZ = True

# --- files -------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = Path(env.read_str(os.environ, "STATIC_ROOT") or VAR_DIR / "static")
# Names carry a hash so that browsers may keep them. Compressing takes a minute and saves nothing on one machine.
STATIC_STORAGE = (
    "django.contrib.staticfiles.storage.StaticFilesStorage"
    if DEBUG
    else "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"
    if LOCAL_HTTP
    else "whitenoise.storage.CompressedManifestStaticFilesStorage"
)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": STATIC_STORAGE},
}
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = ("map", "png", "jpg", "gif", "ico", "woff", "woff2", "gz", "br")
MEDIA_ROOT = Path(env.read_str(os.environ, "MEDIA_ROOT") or VAR_DIR / "media")
# The longest text in JSON, where one character may take six bytes (\uXXXX), and a little around it.
DATA_UPLOAD_MAX_MEMORY_SIZE = MAX_TEXT_LENGTH * 6 + 100_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1_000
DATA_UPLOAD_MAX_NUMBER_FILES = 100
FILE_UPLOAD_HANDLERS = [
    "claims.web.uploads.LimitedUpload",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

# --- safety ------------------------------------------------------------------------------------
SECURE_CSP = policies.pages(form_action=oidc.origin(OIDC_SERVER_URL))
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 14 * 24 * 3600
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
if not LOCAL_HTTP:
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 365 * 24 * 3600
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
    SESSION_COOKIE_NAME = "__Host-sessionid"
    CSRF_COOKIE_NAME = "__Host-csrftoken"

# --- API ---------------------------------------------------------------------------------------
REST_FRAMEWORK = rest.FRAMEWORK
SPECTACULAR_SETTINGS = rest.SCHEMA
# Requests a minute for each person.
API_RATES = {
    "reader": env.read_int(os.environ, "API_RATE_READER", 30_000, least=1),
    "reviewer": env.read_int(os.environ, "API_RATE_REVIEWER", 60_000, least=1),
    "editor": env.read_int(os.environ, "API_RATE_EDITOR", 120_000, least=1),
    "admin": env.read_int(os.environ, "API_RATE_ADMIN", 120_000, least=1),
}

# --- admin -------------------------------------------------------------------------------------
UNFOLD = look.admin(SITE_NAME)

# --- mail, log ---------------------------------------------------------------------------------
MAILERS = {"default": env.read_mailer(env.read_secret(os.environ, "MAIL_URL"))}
DEFAULT_FROM_EMAIL = env.read_str(os.environ, "MAIL_FROM", "desk@localhost")
LOGGING = logs.configuration(
    env.read_str(os.environ, "LOG_LEVEL", "INFO"),
    as_json=env.read_choice(os.environ, "LOG_FORMAT", "line", ("line", "json")) == "json",
)
METRICS_TOKEN = env.read_secret(os.environ, "METRICS_TOKEN")
