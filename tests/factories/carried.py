"""What a page draws with, and what a part of the site carries along on a device: asked of the pages and the worker."""

from __future__ import annotations

import re

from django.test import Client


def drawn_with(page: str) -> set[str]:
    """Return the names of the static files that a page refers to."""
    return set(re.findall(r'(?:href|src)="/static/([^"#]+)', page))


def carried_by(worker: str) -> list[re.Pattern[str]]:
    """Return the patterns of which the worker at the address `worker` keeps copies."""
    script = Client().get(worker)
    assert (script["Content-Type"], script["Cache-Control"]) == ("text/javascript; charset=utf-8", "no-cache")
    (listed,) = re.findall(r"CARRIED = \[(.*)\];", script.content.decode())
    return [re.compile(pattern.replace(r"\/", "/")) for pattern in re.findall(r"/(\^.*?\$)/,", listed)]
