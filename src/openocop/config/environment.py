"""What the environment may set, read once and typed."""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

SIGNING_KEYS = "signing-keys"  # in the home, and left out of every backup (core.services.backup)


@dataclass(frozen=True, slots=True)
class MailServer:
    """The server that takes e-mail; without a host there is none, and messages wait. `sender` is who they come from."""

    host: str
    port: int
    user: str
    password: str
    tls: bool
    starttls: bool
    sender: str


@dataclass(frozen=True, slots=True)
class Environment:
    """`home` holds the embedded database, uploads and the secret key; `keys` the private signing keys.

    `url` is where the public reaches it; `proxies` of the office's own stand between.
    """

    home: Path
    keys: Path
    database_url: str
    debug: bool
    secret_key: str
    allowed_hosts: list[str]
    https: bool
    url: str
    proxies: int
    mail: MailServer


def read_environment() -> Environment:
    """Read OPENOCOP_* and DATABASE_URL; a secret may be given as a file (`OPENOCOP_SECRET_KEY_FILE`)."""
    home = Path(os.environ.get("OPENOCOP_HOME", "var")).absolute()
    home.mkdir(parents=True, exist_ok=True)
    return Environment(
        home=home,
        keys=Path(os.environ.get("OPENOCOP_KEYS", home / SIGNING_KEYS)).absolute(),
        database_url=os.environ.get("DATABASE_URL", ""),
        debug=os.environ.get("OPENOCOP_DEBUG", "") == "1",
        secret_key=_secret_key(home),
        allowed_hosts=os.environ.get("OPENOCOP_HOSTS", "127.0.0.1,localhost,[::1]").split(","),
        https=os.environ.get("OPENOCOP_HTTPS", "") == "1",
        url=os.environ.get("OPENOCOP_URL", "http://127.0.0.1:8000").rstrip("/"),
        proxies=int(os.environ.get("OPENOCOP_PROXIES", "0")),
        mail=_mail_server(os.environ.get("OPENOCOP_SMTP", "")),
    )


def _secret_key(home: Path) -> str:
    given = os.environ.get("OPENOCOP_SECRET_KEY")
    if given:
        return given
    path = Path(os.environ.get("OPENOCOP_SECRET_KEY_FILE", home / "secret_key"))
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text().strip()
    with os.fdopen(descriptor, "w") as file:
        key = secrets.token_urlsafe(50)
        file.write(key)
    return key


def database(env: Environment, *, wal_is_safe: bool) -> dict[str, Any]:
    """Return Django's DATABASES["default"] for the embedded database or for DATABASE_URL (postgres://…)."""
    if not env.database_url:
        journal = "WAL" if wal_is_safe else "DELETE"
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": env.home / "openocop.sqlite3",
            "OPTIONS": {
                # Deferred transactions lose writers to "database is locked"; immediate ones wait.
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": f"PRAGMA journal_mode={journal}; PRAGMA synchronous=NORMAL",
            },
        }
    url = urlsplit(env.database_url)
    if url.scheme not in {"postgres", "postgresql"}:
        raise ValueError(f"DATABASE_URL: chỉ nhận postgres://…, không nhận “{url.scheme}”")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": url.path.lstrip("/"),
        "USER": unquote(url.username or ""),
        "PASSWORD": unquote(url.password or ""),
        "HOST": unquote(url.hostname or ""),
        "PORT": url.port or "",
        "CONN_MAX_AGE": 60,
        # Planned once for each connection; a pool between must know prepared statements (PgBouncer 1.21).
        "OPTIONS": {"prepare_threshold": 5, "server_side_binding": True} | dict(parse_qsl(url.query)),
    }


def _mail_server(address: str) -> MailServer:
    """Read smtp://user:password@host:port, smtps:// (TLS) or smtp+starttls://."""
    url = urlsplit(address)
    ports = {"smtp": 25, "smtps": 465, "smtp+starttls": 587}
    if address and (url.scheme not in ports or not url.hostname):
        raise ValueError("OPENOCOP_SMTP: chỉ nhận smtp://máy:cổng, smtps://… hoặc smtp+starttls://…")
    return MailServer(
        host=url.hostname or "",
        port=url.port or ports.get(url.scheme, 25),
        user=unquote(url.username or ""),
        password=unquote(url.password or ""),
        tls=url.scheme == "smtps",
        starttls=url.scheme == "smtp+starttls",
        sender=os.environ.get("OPENOCOP_SENDER", "OpenOCOP <khong-tra-loi@localhost>"),
    )
