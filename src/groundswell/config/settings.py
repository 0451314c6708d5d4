"""Django's settings, all of them following from the options of one instance."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from groundswell.config import databases, logs, options
from groundswell.foundation.secret_files import secret

DIRECTORY = Path(os.environ.get("GROUNDSWELL_DIR", "groundswell-data")).resolve()
OPTIONS = options.load(DIRECTORY)
IS_DEMO = (DIRECTORY / "demo-truth.json").exists()

# Reading the settings writes nothing: where no instance is yet, the secret is of this process.
SECRET_KEY = (
    secret(DIRECTORY, "secret-key")
    if (DIRECTORY / options.FILE).exists()
    else secrets.token_urlsafe(50)
)
DEBUG = False
ALLOWED_HOSTS = OPTIONS.allowed_hosts
USE_X_FORWARDED_HOST = False

INSTALLED_APPS = [
    "groundswell.activity",
    "groundswell.people",
    "groundswell.network",
    "groundswell.exchange",
    "groundswell.adoption",
    "groundswell.web",
]
MIDDLEWARE = [
    "groundswell.config.middleware.requests.requests",
    "groundswell.config.middleware.chosen.chosen",
    "groundswell.config.middleware.headers.headers",
    "groundswell.config.middleware.hosts.hosts",
    "groundswell.config.middleware.viewer.viewer",
    "django.middleware.csrf.CsrfViewMiddleware",
    "groundswell.web.views.errors.Translate",
    "groundswell.config.middleware.possible.Possible",
]
ROOT_URLCONF = "groundswell.config.urls"
WSGI_APPLICATION = "groundswell.config.wsgi.application"
APPEND_SLASH = False

DATABASES = {"default": databases.settings(OPTIONS.database_url, DIRECTORY)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

USE_TZ = True
TIME_ZONE = OPTIONS.time_zone
LANGUAGE_CODE = OPTIONS.language
LEADER_LEVELS = OPTIONS.leader_levels
LANGUAGES = [("en", "English"), ("de", "Deutsch")]
LOCALE_PATHS = [Path(__file__).parent.parent / "locale"]

STATIC_URL = "/static/"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SECURE = OPTIONS.is_https
CSRF_FAILURE_VIEW = "groundswell.web.views.errors.csrf_failure"
SESSION_COOKIE_NAME = "__Host-groundswell" if OPTIONS.is_https else "groundswell"
# Scheme and address of a request are found out by config.serving, which believes trusted proxies
# alone. Forms of our own address are ours even where the proxy is not named as one.
CSRF_TRUSTED_ORIGINS = [OPTIONS.origin]

DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 256 * 1024
SILENCED_SYSTEM_CHECKS: list[str] = []
LOGGING = logs.settings_of(OPTIONS.log_format)
