"""Shipped files are what the record says; icons in templates exist in the sprite."""

from __future__ import annotations

import gzip
import hashlib
import json
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
STATIC = ROOT / "src/openocop/ui/static/ui"
TEMPLATES = list((ROOT / "src/openocop").rglob("templates/**/*.html"))


def test_vendored_files_match_their_record() -> None:
    records = json.loads((STATIC / "vendor/VENDORED.json").read_text(encoding="utf-8"))
    assert {record["package"] for record in records} == {
        "@tabler/core",
        "@tabler/icons",
        "htmx.org",
        "axe-core",
        "leaflet",
    }
    for record in records:
        content = (ROOT / record["file"]).read_bytes()
        assert hashlib.sha256(content).hexdigest() == record["sha256"], record["file"]
        assert record["licence"]


def test_every_icon_asked_for_is_in_a_sprite() -> None:
    icons = set(re.findall(r'<symbol id="([^"]+)"', (STATIC / "vendor/icons.svg").read_text()))
    marks = set(re.findall(r'<symbol id="([^"]+)"', (STATIC / "marks.svg").read_text()))
    source = "".join(path.read_text(encoding="utf-8") for path in TEMPLATES)
    asked = set(re.findall(r'\{% icon "([^"]+)"', source)) | set(
        re.findall(r'\sicon(?:_after)?="([a-z0-9-]+)"', source)
    )
    assert asked - icons == set()
    drawn = {name for name in re.findall(r'\{% mark "([^"]+)"', source) if not name.endswith("-")}
    assert drawn - marks == set()


def test_style_sheets_ask_only_for_shipped_files() -> None:
    for sheet in STATIC.glob("*.css"):
        for address in re.findall(r"url\(([^)\"']+)\)", sheet.read_text(encoding="utf-8")):
            assert (STATIC / address).is_file(), f"{sheet.name}: {address}"


def test_the_first_view_of_the_public_site_is_light() -> None:
    """Below 100 kB: style sheets, signs and the four weights of type; a page of 15 kB and drawings of 30 kB beside."""
    packed = sum(
        len(gzip.compress((STATIC / name).read_bytes()))
        for name in ("tokens.css", "parts.css", "public.css", "marks.svg")
    )
    fonts = sum(path.stat().st_size for path in (STATIC / "fonts").glob("*.woff2"))
    assert packed + fonts < 62_000
