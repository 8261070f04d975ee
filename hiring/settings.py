"""Settings of Plumbline. What an operator may change comes from the environment, read in ``hiring.environment``."""

import os
from datetime import timedelta
from pathlib import Path

from hiring import environment

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = environment.read_data(BASE_DIR / "var")
PORT = environment.read_port()
ADDRESS = environment.read_address(PORT)
REDIS_URL = environment.read_redis()

VERSION = "0.1.0"
PLUMBLINE_URL = ADDRESS.url
DEBUG = environment.read_flag("PLUMBLINE_DEBUG")
SECRET_KEY = environment.read_secret(DATA_DIR)
METRICS_TOKEN = environment.read_metrics_token()
if METRICS_TOKEN:
    environment.share_counts(DATA_DIR / "metrics")
ALLOWED_HOSTS = sorted({ADDRESS.host, "127.0.0.1", "localhost"})

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "django_htmx",
    "django_filters",
    "rest_framework",
    "drf_spectacular",
    "rules",
    "django_cotton.apps.SimpleAppConfig",
    "template_partials.apps.SimpleAppConfig",
    "hiring.core",
    "rubrics",
    "hiring",
    "candidates",
    "assessments",
]

MIDDLEWARE = [
    "hiring.core.monitoring.middleware.MonitoringMiddleware",
    "hiring.core.api.middleware.ProblemMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "hiring.core.accounts.middleware.SignInMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "hiring.core.accounts.middleware.ReaderMiddleware",
    "hiring.core.error_pages.WrongMethodMiddleware",
]

ROOT_URLCONF = "hiring.urls"
WSGI_APPLICATION = "hiring.wsgi.application"

TEMPLATE_LOADERS = [
    "django_cotton.cotton_loader.Loader",
    "django.template.loaders.filesystem.Loader",
    "django.template.loaders.app_directories.Loader",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "loaders": [
                (
                    "template_partials.loader.Loader",
                    TEMPLATE_LOADERS if DEBUG else [("django.template.loaders.cached.Loader", TEMPLATE_LOADERS)],
                )
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "hiring.core.accounts.context.page",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "django_cotton.templatetags.cotton",
                "template_partials.templatetags.partials",
                "hiring.core.templatetags.plumbline",
                "hiring.core.templatetags.still",
                "hiring.core.templatetags.each",
            ],
        },
    }
]

DATABASES = {"default": environment.read_database(DATA_DIR / "plumbline.sqlite3")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {
    "default": (
        {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}
        if REDIS_URL
        else {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "django_cache"}
    )
}

IMPORT_PARTS = "hiring.rooms.import_parts"  # the lowest floor asks every room for its state
DUE_COUNTER = "assessments.inbox.due.count_due"

AUTH_USER_MODEL = "core.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "hiring.core.mail.adapter.MailingAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "10/m/ip,5/300s/key",
    "reset_password": "20/m/ip,5/m/key",
    "reset_password_from_key": "20/m/ip",
    "change_password": "5/m/user",
}
ACCOUNT_FORMS = {"login": "hiring.core.accounts.forms.SignInForm"}
ACCOUNT_EMAIL_NOTIFICATIONS = True
SESSION_COOKIE_AGE = 60 * 60 * 24 * 7
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = ADDRESS.secure
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"  # a name in a message stays in the house
SESSION_COOKIE_NAME = "__Host-sessionid" if ADDRESS.secure else "sessionid"
CSRF_COOKIE_NAME = "__Host-csrftoken" if ADDRESS.secure else "csrftoken"
CSRF_TRUSTED_ORIGINS = [ADDRESS.url]
CSRF_FAILURE_VIEW = "hiring.core.error_pages.answer_csrf_failure"

SECURE_SSL_REDIRECT = ADDRESS.secure and not environment.read_flag("PLUMBLINE_NO_REDIRECT")
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ADDRESS.secure else None
# asked from inside, past the proxy that speaks https
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$", r"^metrics$"]
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365 if ADDRESS.secure else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = ADDRESS.secure
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "object-src": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}

LANGUAGE_CODE = "en"
TIME_ZONE = "UTC"
USE_I18N = USE_TZ = True

STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = BASE_DIR / "staticfiles"
# The embedded server reads static files where they lie; only the image build collects and compresses them.
WHITENOISE_USE_FINDERS = not STATIC_ROOT.exists()
STORAGES = {
    "default": environment.read_storage(DATA_DIR / "files"),
    "staticfiles": {
        "BACKEND": (
            "whitenoise.storage.CompressedManifestStaticFilesStorage"
            if STATIC_ROOT.exists()
            else "django.contrib.staticfiles.storage.StaticFilesStorage"
        )
    },
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_HANDLERS = ["hiring.core.uploads.BoundedUploadHandler"]
UPLOAD_BYTES = 6 * 1024 * 1024  # more than any file may have, so that one that is too large is seen to be
DATA_UPLOAD_MAX_NUMBER_FILES = 5

DEFAULT_FROM_EMAIL = environment.read_sender(ADDRESS.host)
MAIL_IS_KEPT = not os.environ.get("EMAIL_URL")
EMAIL_TIMEOUT = 10
globals().update(environment.read_email(DATA_DIR / "mail"))

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "hiring.core.accounts.authentication.TokenAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": [
        "rest_framework.permissions.IsAuthenticated",
        "hiring.core.accounts.authentication.WithinScope",
    ],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["hiring.core.api.parsers.BoundedJSONParser"],
    "DEFAULT_METADATA_CLASS": None,
    "URL_FORMAT_OVERRIDE": None,
    "DEFAULT_SCHEMA_CLASS": "hiring.core.api.schema.ProblemSchema",
    "DEFAULT_FILTER_BACKENDS": [],
    "EXCEPTION_HANDLER": "hiring.core.api.problems.exception_handler",
    "TEST_REQUEST_DEFAULT_FORMAT": "json",
    "UNAUTHENTICATED_USER": "django.contrib.auth.models.AnonymousUser",
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Plumbline",
    "DESCRIPTION": "Hiring of machine-learning engineers on anchored rubrics with sealed panels.",
    "VERSION": "1",
    "OAS_VERSION": "3.1.0",
    "COMPONENT_SPLIT_REQUEST": True,
    # Many things have a state; each set of them has its name.
    "ENUM_NAME_OVERRIDES": {
        "TaskState": "hiring.core.background.models.TaskState",
        "RoleState": "hiring.roles.models.RoleState",
        "SheetState": "rubrics.sheets.models.SheetState",
        "ApplicationState": "candidates.applications.models.ApplicationState",
        "DocumentState": "candidates.documents.models.DocumentState",
        "InterviewState": "assessments.interviews.models.InterviewState",
        "ReportKind": "assessments.reports.states.ReportKind",
        "ReportState": "assessments.reports.states.ReportState",
        "TeamRight": "hiring.roles.models.TeamRight",
        "MoveReasonKind": "candidates.applications.models.ReasonKind",
        "ReadinessOutcome": "hiring.readiness.models.OutcomeChoice",
        "DecisionOutcome": "assessments.debriefs.models.Outcome",
        "EngagementModel": "hiring.benchmarks.words.ENGAGEMENTS.items",
    },
    "SCHEMA_PATH_PREFIX": "/api/v1/",
    "ENUM_GENERATE_CHOICE_DESCRIPTION": False,
}

# A claim of background work is renewed four times in a lease; what was sent and not taken is sent again.
TASK_LEASE = timedelta(seconds=20)
TASK_RESEND = timedelta(seconds=20)

LOG_FORMAT = environment.read_log_format()
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {"()": "hiring.core.monitoring.formats.PlainFormatter", "full": DEBUG},
        "json": {"()": "hiring.core.monitoring.formats.JsonFormatter"},
    },
    "filters": {"no_probes": {"()": "hiring.core.monitoring.probes.NoProbes"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": LOG_FORMAT}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {
        "django": {"handlers": [], "level": "INFO"},  # no mail with a trace to anybody
        "django.request": {"level": "ERROR", "filters": ["no_probes"]},  # what is only refused has a line of ours
        "django.server": {"level": "WARNING"},
        "gunicorn.error": {"handlers": ["console"], "propagate": False},
        # a line for each request is for a program that collects them
        "hiring.core.monitoring.middleware": {"level": "INFO" if LOG_FORMAT == "json" else "WARNING"},
        # each of these tells every tick and every task
        "celery.beat": {"level": "WARNING"},
        "celery.worker.strategy": {"level": "WARNING"},
        "celery.worker.request": {"level": "WARNING"},
        "celery.app.trace": {"level": "WARNING"},
        "fontTools": {"level": "ERROR"},
        "weasyprint": {"level": "ERROR"},
    },
}
