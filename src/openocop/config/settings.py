"""Django settings: one module, fed by the environment; SQLite needs no configuration at all."""

from __future__ import annotations

from pathlib import Path

from csp.constants import NONE, SELF

from openocop.config.environment import database, read_environment
from openocop.config.sqlite import use_current_sqlite

_wal_is_safe = use_current_sqlite()
ENVIRONMENT = read_environment()
PACKAGE = Path(__file__).resolve().parent.parent

DEBUG = ENVIRONMENT.debug
SECRET_KEY = ENVIRONMENT.secret_key
ALLOWED_HOSTS = ENVIRONMENT.allowed_hosts
OPENOCOP_HOME = ENVIRONMENT.home
OPENOCOP_KEYS = ENVIRONMENT.keys  # private keys, for the account of the service alone
OPENOCOP_URL = ENVIRONMENT.url  # printed in QR codes
OPENOCOP_PROXIES = ENVIRONMENT.proxies  # of ours, that stand before this server and write X-Forwarded-For
OPENOCOP_DATA_LICENCE = ("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/")  # of the open data

INSTALLED_APPS = [
    # Before allauth and Django: their templates and words are overridden here.
    "openocop.ui",
    "openocop.accounts",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.contrib.sitemaps",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "csp",
    "django_cotton.apps.SimpleAppConfig",
    "openocop.core",
    "openocop.geography",
    "openocop.criteria",
    "openocop.registry",
    "openocop.places",
    "openocop.dossiers",
    "openocop.offers",
    "openocop.ideas",
    "openocop.evaluation",
    "openocop.recognition",
    "openocop.proofs",
    "openocop.sealing",
    "openocop.channels",
    "openocop.monitoring",
    "openocop.catalogue",
    "openocop.buying",
    "openocop.enquiries",
    "openocop.gifts",
    "openocop.misuse",
    "openocop.opendata",
    "openocop.transparency",
    "openocop.api",
    "openocop.demo",
]

MIDDLEWARE = [
    "openocop.catalogue.middleware.ScannedCodeMiddleware",  # first: it needs none of the others
    "openocop.api.middleware.PublicInterfaceMiddleware",  # nor does this one
    "openocop.core.middleware.ReceivedAtMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "openocop.ui.middleware.SoundSessionCookieMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "openocop.ui.middleware.ChosenLanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "openocop.accounts.middleware.PersonMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "openocop.accounts.middleware.CurrentPostMiddleware",
    "axes.middleware.AxesMiddleware",
    "openocop.core.middleware.RefusalMiddleware",
]

ROOT_URLCONF = "openocop.config.urls"
WSGI_APPLICATION = "openocop.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "openocop.ui.context.chrome",
            ],
            "builtins": [
                "django_cotton.templatetags.cotton",
                "openocop.ui.templatetags.ui",
                "openocop.ui.templatetags.ui_parts",
                "openocop.ui.templatetags.ui_ruler",
            ],
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django_cotton.cotton_loader.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
        },
    }
]

DATABASES = {"default": database(ENVIRONMENT, wal_is_safe=_wal_is_safe)}
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "OPTIONS": {"MAX_ENTRIES": 10_000},  # drawn pieces of public pages, a few kB each
    },
    "limits": {  # how often each client asked in this minute, apart: many clients put no drawn page out
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "limits",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    },
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_ADAPTER = "openocop.accounts.adapter.ClosedSignupAdapter"
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "OpenOCOP"
# Each answers for a post and a day what waits for that post, as accounts.selectors.waiting describes.
WAITING_SOURCES = [
    "openocop.dossiers.selectors.waiting.dossiers_waiting",
    "openocop.dossiers.selectors.vault.papers_waiting",
    "openocop.ideas.selectors.waiting.ideas_waiting",
    "openocop.enquiries.selectors.waiting.enquiries_waiting",
    "openocop.evaluation.selectors.waiting.sessions_waiting",
    "openocop.recognition.selectors.waiting.decisions_waiting",
    "openocop.recognition.selectors.appeal_waiting.appeals_waiting",
    "openocop.recognition.selectors.withdrawal_waiting.withdrawals_waiting",
    "openocop.misuse.selectors.waiting.reports_waiting",
    "openocop.accounts.selectors.waiting.people_waiting",
]
# Each answers for a dossier and a day what has to be known before it is filed (dossiers.selectors.filing_notices).
FILING_NOTICE_SOURCES = ["openocop.recognition.selectors.reassessment.filing_notices"]
# Which dossier a product was recognised on, for upgrades and re-assessments: answered by the app that recognises.
RECOGNISED_DOSSIER = "openocop.recognition.selectors.recognised.recognised_dossier"
# Signs the proof of a certificate and answers with what its QR code carries of it, before the certificate is printed.
CERTIFICATE_PROOF = "openocop.proofs.services.proving.prove_certificate"
# Answers with the digital signature that the system itself puts on papers of a province, None where it has none.
PAPER_SEAL = "openocop.sealing.services.seals.seal_of"
# Answers with the products that anybody may read of, as registry.selectors.lookalikes asks.
PUBLIC_PRODUCTS = "openocop.catalogue.selectors.public.public_products"
# Answers with the e-mail addresses of those among some people (public ids) who agreed to be written to.
EMAIL_ADDRESSES = "openocop.accounts.selectors.addresses.agreed_addresses"
EMAIL_HOST, EMAIL_PORT = ENVIRONMENT.mail.host, ENVIRONMENT.mail.port  # without a host messages wait
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = ENVIRONMENT.mail.user, ENVIRONMENT.mail.password
EMAIL_USE_SSL, EMAIL_USE_TLS = ENVIRONMENT.mail.tls, ENVIRONMENT.mail.starttls
EMAIL_TIMEOUT = 30  # seconds, for each answer of the server
DEFAULT_FROM_EMAIL = ENVIRONMENT.mail.sender
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "accounts:my-work"
AXES_FAILURE_LIMIT = 8
AXES_COOLOFF_TIME = 1  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_TEMPLATE = "accounts/locked_out.html"

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
PUBLIC_PAGES = {
    "api",
    "buying",
    "catalogue",
    "enquiries",
    "gifts",
    "misuse",
    "opendata",
    "places:list",
    "places:place",
    "saved",
    "transparency",
}  # apps, or single pages of apps, that have an address for each language (ui.languages)
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True
USE_THOUSAND_SEPARATOR = True
FORMAT_MODULE_PATH = ["openocop.config.formats"]

STATIC_URL = "/static/"
STATIC_ROOT = ENVIRONMENT.home / "static"
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": ENVIRONMENT.home / "files"},
    },
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = DEBUG

SESSION_ENGINE = "openocop.accounts.sessions"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = ENVIRONMENT.https
CSRF_COOKIE_SECURE = ENVIRONMENT.https
CSRF_FAILURE_VIEW = "openocop.ui.views.errors.csrf_failure"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
