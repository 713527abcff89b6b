"""Services of tourism: the one set under which bodies of tourism file and no sample is handed over."""

from __future__ import annotations

TOURISM_SET = 26  # the set of tourism services under each of the releases
