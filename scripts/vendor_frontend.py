"""Fetch the front-end files this project ships and record what they are.

Run by a maintainer, by hand, when a version is raised: `python scripts/vendor_frontend.py`. Needs npm (the ordinary
client, whatever registry it is configured for). The files are committed, so neither users nor tests need it.
"""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import tarfile
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
VENDOR = ROOT / "src/openocop/ui/static/ui/vendor"
TEST_VENDOR = ROOT / "tests/vendor"


@dataclass(frozen=True, slots=True)
class Package:
    """`files` maps a path inside the package to the path it is shipped as, relative to the repository."""

    name: str
    version: str
    licence: str
    files: dict[str, Path]


LEAFLET_IMAGES = ("layers", "layers-2x", "marker-icon")
PACKAGES = [
    Package(
        "@tabler/core",
        "1.6.1",
        "MIT",
        {"dist/css/tabler.min.css": VENDOR / "tabler.min.css"},
    ),
    Package(
        "htmx.org",
        "4.0.1",
        "0BSD",
        {"dist/htmx.min.js": VENDOR / "htmx.min.js", "LICENSE": VENDOR / "htmx.LICENSE.txt"},
    ),
    Package(
        "leaflet",
        "1.9.4",
        "BSD-2-Clause",
        {
            "dist/leaflet.js": VENDOR / "leaflet.js",
            "dist/leaflet.css": VENDOR / "leaflet.css",
            "LICENSE": VENDOR / "leaflet.LICENSE.txt",
            # Its style sheet names them.
            **{f"dist/images/{name}.png": VENDOR / f"images/{name}.png" for name in LEAFLET_IMAGES},
        },
    ),
    Package(
        "axe-core",
        "4.14.1",
        "MPL-2.0",
        {"axe.min.js": TEST_VENDOR / "axe.min.js", "LICENSE": TEST_VENDOR / "axe.LICENSE.txt"},
    ),
]
ICON_PACKAGE = Package("@tabler/icons", "3.51.0", "MIT", {"LICENSE": VENDOR / "icons.LICENSE.txt"})
ICONS = """
alert-triangle arrow-back-up arrow-left arrow-right arrows-sort award ban bell building-community building-store
calendar camera certificate chart-bar check chevron-down chevron-left chevron-right chevron-up circle-check
circle-x clipboard-check clipboard-list clock cloud cloud-off copy database device-floppy device-mobile download
edit external-link eye file-certificate file-spreadsheet file-text files filter fingerprint flag folder gavel
help-circle history home hourglass id info-circle key link list list-check lock lock-open login logout mail
map-pin maximize menu-2 message minus package paperclip phone photo player-pause player-play plus presentation
printer qrcode refresh report rubber-stamp scale search send settings shield-check signature star table trash
upload user users wifi-off world writing-sign x
"""

# Version control and static-file manifests cannot resolve a map that is not shipped.
_SOURCE_MAP = re.compile(rb"\s*(?:/\*|//)# sourceMappingURL=[^\s*]+(?:\s*\*/)?\s*$")
_PATH = re.compile(r"<(?:path|circle|rect|line|polyline|polygon|ellipse)[^>]*/>")
_FRAME = '<path stroke="none" d="M0 0h24v24H0z" fill="none" />'


def main() -> None:
    records = []
    with tempfile.TemporaryDirectory() as folder:
        for package in PACKAGES:
            members = unpack(package, Path(folder))
            records += [ship(package, source, target, members[source]) for source, target in package.files.items()]
        members = unpack(ICON_PACKAGE, Path(folder))
        target = ICON_PACKAGE.files["LICENSE"]
        records.append(ship(ICON_PACKAGE, "LICENSE", target, members["LICENSE"]))
        sprite = icon_sprite(members)
        records.append(ship(ICON_PACKAGE, "icons/outline/*.svg", VENDOR / "icons.svg", sprite))
    listing = json.dumps(records, ensure_ascii=False, indent=2) + "\n"
    (VENDOR / "VENDORED.json").write_text(listing, encoding="utf-8")


def unpack(package: Package, folder: Path) -> dict[str, bytes]:
    """Download one package and return its files by their path inside the package."""
    command = ["npm", "pack", "--silent", f"{package.name}@{package.version}"]
    printed = subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True).stdout
    with tarfile.open(folder / printed.strip().splitlines()[-1]) as archive:
        return {
            member.name.partition("/")[2]: extracted.read()
            for member in archive.getmembers()
            if (extracted := archive.extractfile(member)) is not None
        }


def icon_sprite(members: dict[str, bytes]) -> bytes:
    """Return one SVG with a `<symbol>` for each icon in use."""
    symbols = [icon_symbol(name, members[f"icons/outline/{name}.svg"].decode()) for name in ICONS.split()]
    return ('<svg xmlns="http://www.w3.org/2000/svg">\n' + "\n".join(symbols) + "\n</svg>\n").encode()


def icon_symbol(name: str, drawing: str) -> str:
    shapes = "".join(_PATH.findall(drawing.replace(_FRAME, ""))).replace(" />", "/>")
    return (
        f'<symbol id="{name}" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.75" '
        f'stroke-linecap="round" stroke-linejoin="round">{shapes}</symbol>'
    )


def ship(package: Package, source: str, target: Path, content: bytes) -> dict[str, Any]:
    """Write one file into the repository and return its record."""
    shipped = _SOURCE_MAP.sub(b"\n", content)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(shipped)
    return {
        "file": str(target.relative_to(ROOT)),
        "package": package.name,
        "version": package.version,
        "licence": package.licence,
        "source": source,
        "sha256": hashlib.sha256(shipped).hexdigest(),
        "bytes": len(shipped),
    }


if __name__ == "__main__":
    main()
