"""How requests to channels are signed: small pure functions, proven on what the channels publish.

Each returns the string to sign and, with a secret, the signature. Sources are in `channels/rules/`: Lazada docId
108068; Shopee developer-guide 16; TikTok Shop page 678e3a3d4ddec3030b238faf; Alibaba.com as developers report it.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Signed:
    """What is signed, and the signature; None where no secret was given."""

    string_to_sign: str
    signature: str | None


class Undescribed(ValueError):
    """A described request lacks a part or has one of the wrong kind. `part` names it."""

    def __init__(self, part: str) -> None:
        super().__init__(part)
        self.part = part


def lazada(*, api: str, params: Mapping[str, str], secret: str = "") -> Signed:
    """Sign the path, then every parameter but `sign` as key and value in the order of ASCII; upper-case figures."""
    text = api + _pairs(params, without={"sign"})
    return Signed(text, _hmac(secret, text).upper() if secret else None)


def alibaba(*, params: Mapping[str, str], secret: str = "") -> Signed:
    """Sign as Lazada does, without a path (the method is one of the parameters)."""
    text = _pairs(params, without={"sign"})
    return Signed(text, _hmac(secret, text).upper() if secret else None)


def shopee(
    *,
    partner_id: str,
    path: str,
    timestamp: str,
    access_token: str = "",
    shop_id: str = "",
    secret: str = "",
) -> Signed:
    """Sign partner, path and moment, for a shop's calls with its token and number behind; lower-case figures."""
    text = f"{partner_id}{path}{timestamp}{access_token}{shop_id}"
    return Signed(text, _hmac(secret, text) if secret else None)


def tiktok(*, path: str, query: Mapping[str, str], body: str | None = None, secret: str = "") -> Signed:
    """Sign path, query and the body as it is sent, the secret on both sides; lower-case figures.

    `sign` and `access_token` are no part of it; `body` is None for a call without one and for multipart.
    """
    text = f"{secret}{path}{_pairs(query, without={'sign', 'access_token'})}{body or ''}{secret}"
    return Signed(text, _hmac(secret, text) if secret else None)


def sign_described(channel: str, request: Mapping[str, Any]) -> Signed:
    """Sign a request described as in a file: the parts by their names, numbers as well as texts.

    Raises:
        KeyError: `channel` signs nothing. Undescribed: a part is missing or of the wrong kind.
    """
    signer, texts, tables, optional = _DESCRIBED[channel]
    parts: dict[str, Any] = {"secret": _text(request, "secret", needed=False)}
    parts |= {name: _text(request, name, needed=name not in optional) for name in texts}
    parts |= {name: _table(request, name) for name in tables}
    return signer(**parts)


_DESCRIBED: Mapping[str, tuple[Callable[..., Signed], tuple[str, ...], tuple[str, ...], frozenset[str]]] = {
    "lazada": (lazada, ("api",), ("params",), frozenset()),
    "tiktok_shop": (tiktok, ("path", "body"), ("query",), frozenset({"body"})),
    "shopee": (
        *(shopee, ("partner_id", "path", "timestamp", "access_token", "shop_id"), ()),
        frozenset({"access_token", "shop_id"}),
    ),
    "alibaba_com": (alibaba, (), ("params",), frozenset()),
}
SIGNING = frozenset(_DESCRIBED)


def _text(request: Mapping[str, Any], name: str, *, needed: bool) -> str:
    value = request.get(name)
    if value is None and not needed:
        return ""
    if isinstance(value, bool) or not isinstance(value, (str, int)) or (needed and value == ""):
        raise Undescribed(name)
    return str(value)


def _table(request: Mapping[str, Any], name: str) -> dict[str, str]:
    table = request.get(name)
    if not isinstance(table, Mapping):
        raise Undescribed(name)
    return {str(key): _text(table, key, needed=True) if table[key] != "" else "" for key in table}


def _pairs(params: Mapping[str, str], *, without: set[str]) -> str:
    return "".join(f"{name}{params[name]}" for name in sorted(params) if name not in without)


def _hmac(secret: str, text: str) -> str:
    return hmac.new(secret.encode(), text.encode(), hashlib.sha256).hexdigest()
