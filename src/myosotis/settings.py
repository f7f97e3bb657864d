"""Django's names for what `environment.py` read; no variable is read here."""

from __future__ import annotations

import sqlite3
import sys
from pathlib import Path
from typing import Any

from myosotis.environment import environment

env = environment()
PACKAGE = Path(__file__).parent

# The system's SQLite may have the WAL-reset bug (before 3.51.3): two connections can damage the file.
# pysqlite3 brings a sound one under another name, so it takes the standard module's place.
SAFE_SQLITE = (3, 51, 3)
if sqlite3.sqlite_version_info < SAFE_SQLITE:
    import pysqlite3

    sys.modules["sqlite3"] = pysqlite3
    sys.modules["sqlite3.dbapi2"] = pysqlite3.dbapi2

# Never Django's debug pages: they print words. MYOSOTIS_DEBUG opens the gallery of components and no more.
DEBUG = False
GALLERY = env.debug
# Sessions and links never lean on Django's secret: the root key does that work. Django wants some value
# at start for its CSRF masks; it is set from the root key in `myosotis.vault.apps`.
SECRET_KEY = ""
ALLOWED_HOSTS = [f"[{env.host}]" if ":" in env.host else env.host, "localhost", "127.0.0.1"]
USE_X_FORWARDED_HOST = False

INSTALLED_APPS = [
    "myosotis.design",
    "myosotis.work.apps.WorkConfig",
    "myosotis.vault.apps.VaultConfig",
    "myosotis.media.apps.MediaConfig",
    "myosotis.people.apps.PeopleConfig",
    "myosotis.story.apps.StoryConfig",
    "myosotis.guestbook.apps.GuestbookConfig",
    "myosotis.sharing.apps.SharingConfig",
    "myosotis.pages.apps.PagesConfig",
]

MIDDLEWARE = [
    "myosotis.pages.middleware.headers.HeadersMiddleware",
    "myosotis.pages.middleware.address.AddressMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "myosotis.pages.middleware.failures.FailuresMiddleware",
    "myosotis.pages.middleware.viewer.ViewerMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
]

ROOT_URLCONF = "myosotis.pages.urls"
WSGI_APPLICATION = "myosotis.wsgi.application"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.csrf",
                "django.template.context_processors.i18n",
                "myosotis.design.saying.said",
                "myosotis.pages.context.page",
            ],
            "builtins": ["django.templatetags.i18n", "myosotis.design.templatetags.look"],
        },
    }
]

if env.database:
    DATABASES: dict[str, dict[str, Any]] = {
        "default": {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": env.database.name,
            "USER": env.database.user,
            "PASSWORD": env.database.password,
            "HOST": env.database.host,
            "PORT": env.database.port,
            "OPTIONS": {"pool": {"min_size": 1, "max_size": 16}},
        }
    }
else:
    DATABASES = {
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": env.data / "myosotis.sqlite3",
            # A connection stays with its thread: opening one reads the whole schema, at each request anew.
            "CONN_MAX_AGE": None,
            "OPTIONS": {
                # IMMEDIATE: a transaction that reads first never finds the file locked when it writes.
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                # FULL: with NORMAL a power cut takes acknowledged rows with it. temp_store in memory:
                # nothing of ours is sorted through a file. secure_delete: a destroyed key wrap is zeroed.
                "init_command": (
                    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA temp_store=MEMORY; "
                    "PRAGMA secure_delete=ON; PRAGMA foreign_keys=ON"
                ),
            },
            "TEST": {"NAME": None},
        }
    }

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English")]
LOCALE_PATHS = [PACKAGE / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "/static/"
STATIC_ROOT = None
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 31_536_000

# Bodies never touch a plain temporary file: our own handler seals them as they arrive.
FILE_UPLOAD_HANDLERS = ["myosotis.media.arriving.SealingUploadHandler"]
DATA_UPLOAD_MAX_MEMORY_SIZE = 8 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
DATA_UPLOAD_MAX_NUMBER_FILES = 50

CSRF_COOKIE_NAME = "myosotis_form"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SECURE = env.https
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_AGE = None
CSRF_FAILURE_VIEW = "myosotis.pages.views.errors.csrf_failure"
CSRF_TRUSTED_ORIGINS = [env.url]

PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]

EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
# Empty: no letters are sent.
EMAIL_HOST = ""
if env.smtp:
    EMAIL_HOST, EMAIL_PORT = env.smtp.host, env.smtp.port
    EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = env.smtp.user, env.smtp.password
    EMAIL_USE_TLS, EMAIL_USE_SSL = env.smtp.tls == "starttls", env.smtp.tls == "tls"
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env.mail_from

# Logs say what kind of thing happened and where in our code, never with what: no request lines, no
# exception texts, no SQL. `myosotis.pages.middleware.failures` writes the one line per failure.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": True,
    "formatters": {"plain": {"format": "%(levelname)s %(name)s: %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "myosotis": {"level": "INFO"},
        "django": {"handlers": [], "level": "CRITICAL", "propagate": False},
    },
}

USE_THOUSAND_SEPARATOR = False
SILENCED_SYSTEM_CHECKS: list[str] = []
