"""The settings of the suite: the product's own, in a throw-away home, static files straight from the packages."""

from __future__ import annotations

import os
import tempfile

os.environ.setdefault("OPENOCOP_HOME", tempfile.mkdtemp(prefix="openocop-test-"))
os.environ.setdefault("OPENOCOP_DEBUG", "1")

from openocop.config.settings import *  # noqa: F403  # everything, after the environment is set

# Hashing with argon2 is slow on purpose; no test asks how strong it is.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
