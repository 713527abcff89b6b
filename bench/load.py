"""A small HTTP client for many connections in one thread: each sends its next request when the last was answered."""

from __future__ import annotations

import re
import selectors
import socket
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
_LAST_CHUNK = b"0\r\n\r\n"
_PATIENCE = 60.0  # seconds without any answer


@dataclass(slots=True)
class Load:
    """What came of a bounded number of requests; `latencies` in seconds, one for each."""

    seconds: float = 0.0
    latencies: list[float] = field(default_factory=list)
    statuses: Counter[int] = field(default_factory=Counter)
    bodies: list[bytes] = field(default_factory=list)

    @property
    def per_second(self) -> float:
        return len(self.latencies) / self.seconds

    @property
    def p95(self) -> float:
        """Return the time within which 95 of 100 requests were answered, in milliseconds."""
        return sorted(self.latencies)[int(len(self.latencies) * 0.95)] * 1000


@dataclass(slots=True)
class _Connection:
    socket: socket.socket
    todo: Iterator[bytes]
    sent_at: float = 0.0
    received: bytes = b""


def request(method: str, path: str, *, headers: Sequence[str] = (), body: bytes = b"") -> bytes:
    """Return the bytes of one HTTP/1.1 request that keeps its connection."""
    lines = [f"{method} {path} HTTP/1.1", "Host: 127.0.0.1", *headers]
    if body:
        lines.append(f"Content-Length: {len(body)}")
    return "\r\n".join([*lines, "", ""]).encode() + body


def send(port: int, queues: Sequence[Sequence[bytes]], *, keep_bodies: bool = False) -> Load:
    """Send each queue over its own connection, all at once, and return when the last answer is in."""
    load, waiting = Load(), selectors.DefaultSelector()
    begun = time.perf_counter()
    for queue in queues:
        link = socket.create_connection(("127.0.0.1", port))
        link.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        connection = _Connection(link, iter(queue))
        waiting.register(link, selectors.EVENT_READ, connection)
        _next(connection, waiting)
    while waiting.get_map():
        ready = waiting.select(_PATIENCE)
        if not ready:
            raise TimeoutError("no answer for a minute")
        for key, _events in ready:
            _read(key.data, waiting, load, keep_bodies)
    load.seconds = time.perf_counter() - begun
    waiting.close()
    return load


def joined(loads: Sequence[Load]) -> Load:
    """Return several loads as one."""
    return Load(
        seconds=sum(load.seconds for load in loads),
        latencies=[latency for load in loads for latency in load.latencies],
        statuses=sum((load.statuses for load in loads), Counter()),
    )


def get(port: int, path: str, *, headers: Sequence[str] = ()) -> bytes:
    """Return the body of one page, which must be there."""
    load = send(port, [[request("GET", path, headers=headers)]], keep_bodies=True)
    assert set(load.statuses) == {200}, f"{path}: {dict(load.statuses)} {load.bodies[0][:400]!r}"
    return load.bodies[0]


def _next(connection: _Connection, waiting: selectors.BaseSelector) -> None:
    following = next(connection.todo, None)
    if following is None:
        waiting.unregister(connection.socket)
        connection.socket.close()
        return
    connection.sent_at = time.perf_counter()
    connection.socket.sendall(following)


def _is_whole(head: bytes, body: bytes) -> bool:
    length = _LENGTH.search(head)
    return body.endswith(_LAST_CHUNK) if length is None else len(body) >= int(length[1])


def _read(connection: _Connection, waiting: selectors.BaseSelector, load: Load, keep_bodies: bool) -> None:
    chunk = connection.socket.recv(1 << 18)
    if not chunk:
        raise ConnectionError(f"the server hung up after {connection.received[:200]!r}")
    connection.received += chunk
    head, found, body = connection.received.partition(b"\r\n\r\n")
    if not found:
        return
    if not _is_whole(head, body):
        return
    load.latencies.append(time.perf_counter() - connection.sent_at)
    load.statuses[int(head[9:12])] += 1
    if keep_bodies:
        load.bodies.append(body)
    connection.received = b""
    _next(connection, waiting)
