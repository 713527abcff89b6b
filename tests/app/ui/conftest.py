"""Pages are drawn with static files straight from the packages: no manifest is collected for a test."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.test import override_settings

PLAIN = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}


@pytest.fixture(autouse=True)
def _plain_static_files() -> Iterator[None]:
    with override_settings(STORAGES={**settings.STORAGES, "staticfiles": PLAIN}):
        yield
