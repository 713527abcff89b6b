"""How a file comes over a poor line: in pieces, each appended where the last ended, for as long as it takes."""

from __future__ import annotations

from dataclasses import dataclass

CHUNK_BYTES = 256 * 1024  # what a device sends at a time: some seconds on a poor line
MAX_CHUNK_BYTES = 1024 * 1024
MAX_OPEN = 20  # uploads one person may have begun and not finished
MAX_OPEN_BYTES = 300 * 1024 * 1024  # of all of them together
KEPT_DAYS = 7  # without a further piece; then the device begins anew


@dataclass(frozen=True, slots=True)
class Standing:
    """How much of an upload has arrived, in bytes; `paper` is the public id of the paper made of it, "" before."""

    received: int
    paper: str = ""
