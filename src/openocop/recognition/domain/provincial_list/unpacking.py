"""What a zipped file really unpacks to; the sizes in its headers are only what it says of itself."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

_LOCAL_HEADER = 30
_STEP = 1 << 20


def unpacked_size(data: bytes, limit: int) -> int:
    """Return how many bytes all parts of an archive unpack to, counting no further than just over `limit`.

    Raises:
        zipfile.BadZipFile: a part is damaged or packed in a way that no spreadsheet uses.
    """
    total = 0
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for item in archive.infolist():
            total += _size(data, item, limit - total)
            if total > limit:
                break
    return total


def _size(data: bytes, item: zipfile.ZipInfo, limit: int) -> int:
    if item.compress_type == zipfile.ZIP_STORED:
        return max(item.compress_size, item.file_size)
    if item.compress_type != zipfile.ZIP_DEFLATED:
        raise zipfile.BadZipFile(f"{item.filename}: packed by method {item.compress_type}")
    name, extra = struct.unpack_from("<HH", data, item.header_offset + 26)
    start = item.header_offset + _LOCAL_HEADER + name + extra
    inflating, packed, size = zlib.decompressobj(-zlib.MAX_WBITS), data[start : start + item.compress_size], 0
    try:
        while packed and not inflating.eof and size <= limit:
            size += len(inflating.decompress(packed, _STEP))
            packed = inflating.unconsumed_tail
    except zlib.error as damage:
        raise zipfile.BadZipFile(item.filename) from damage
    return size
