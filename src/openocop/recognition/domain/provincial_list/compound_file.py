"""One named stream out of an OLE compound file, the container of XLS (MS-CFB, sectors and FAT)."""

from __future__ import annotations

import struct

_END_OF_CHAIN = 0xFFFFFFFA  # this and above are not sectors
_ENTRY_SIZE = 128


def stream(data: bytes, name: str) -> bytes:
    """Return the bytes of the first stream called `name`, or nothing when the file has none or is damaged.

    Short streams live in a second, smaller table of sectors; a workbook below 4,096 bytes is read from there.
    """
    try:
        return _Container(data).stream(name)
    except (struct.error, IndexError):
        return b""


class _Container:
    def __init__(self, data: bytes) -> None:
        self._data = data
        self._sector = 1 << struct.unpack_from("<H", data, 30)[0]
        self._small_sector = 1 << struct.unpack_from("<H", data, 32)[0]
        self._cutoff: int = struct.unpack_from("<I", data, 56)[0]
        self._fat = self._allocation()
        small_start = struct.unpack_from("<I", data, 60)[0]
        self._small_fat = _numbers(self._chain(small_start))
        self._directory = self._chain(struct.unpack_from("<I", data, 48)[0])

    def _at(self, sector: int) -> bytes:
        start = (sector + 1) * self._sector
        return self._data[start : start + self._sector]

    def _allocation(self) -> list[int]:
        tables = list(struct.unpack_from("<109I", self._data, 76))
        extra = struct.unpack_from("<I", self._data, 68)[0]
        seen = 0
        while extra < _END_OF_CHAIN and seen <= len(self._data) // self._sector:
            numbers = _numbers(self._at(extra))
            tables += numbers[:-1]
            extra = numbers[-1]
            seen += 1
        return [entry for table in tables if table < _END_OF_CHAIN for entry in _numbers(self._at(table))]

    def _chain(self, sector: int) -> bytes:
        return b"".join(self._at(number) for number in _followed(sector, self._fat))

    def stream(self, name: str) -> bytes:
        wanted = name.encode("utf-16-le") + b"\0\0"
        root = self._directory[:_ENTRY_SIZE]
        for start in range(0, len(self._directory), _ENTRY_SIZE):
            entry = self._directory[start : start + _ENTRY_SIZE]
            if entry[: len(wanted)] == wanted and struct.unpack_from("<H", entry, 64)[0] == len(wanted):
                first, size = struct.unpack_from("<II", entry, 116)
                return self._content(first, size, root)
        return b""

    def _content(self, first: int, size: int, root: bytes) -> bytes:
        if size >= self._cutoff:
            return self._chain(first)[:size]
        whole = self._chain(struct.unpack_from("<I", root, 116)[0])
        step = self._small_sector
        parts = (whole[number * step : (number + 1) * step] for number in _followed(first, self._small_fat))
        return b"".join(parts)[:size]


def _numbers(sector: bytes) -> list[int]:
    return list(struct.unpack(f"<{len(sector) // 4}I", sector[: len(sector) // 4 * 4]))


def _followed(sector: int, table: list[int]) -> list[int]:
    path: list[int] = []
    while sector < len(table) and len(path) <= len(table):
        path.append(sector)
        sector = table[sector]
    return path
